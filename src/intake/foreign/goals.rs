//! The delmål and the tiltak of a foreign document: where each begins, and what its lines say of it.

use super::facts::{inline_fact, label_alone, next_fact};
use super::found::{Content, Goal, Measure};
use super::labels::{Fact, aim_label, folded, inline_part, introduces_tiltak, is_part_of_tiltak};
use super::look::{named_number, section_number, title_after, without_numbering};
use super::parts::{Place, Reader, is_gap, is_same_title, percentage};
use super::sheet::Line;
use super::times::{split_time, years};
use crate::plan::Path;
use crate::words::notation::single_blanks;

/// What text is called that follows the facts of a tiltak under no heading of its own, in both written languages.
pub const WITHOUT_HEADING: &str = "Om tiltaket";

/// The most letters of a fact that stands on a line of its own, under its label.
const LONGEST_FACT: usize = 120;

/// The most words of the title of a tiltak that looks like running text, and has no sign after its number.
const LONGEST_BARE_TITLE: usize = 8;

/// The share of the effort that a line says and nothing else: "60 % av innsatsen", "Vekt: 60 %".
fn weight(words: &str) -> Option<u8> {
    let small = folded(words);
    let begins =
        ["vekt", "vekting", "vektlegging", "prioritet", "del av innsatsen"].iter().any(|own| small.starts_with(own));
    let is_weight = begins || small.ends_with("av innsatsen");
    (is_weight && small.len() < 40).then(|| percentage(&small)).flatten()
}

impl Reader {
    /// Begins a delmål.
    pub(super) fn goal(&mut self, at: usize, line: &Line) -> usize {
        let Some(heading) = self.goal_lines.iter().find(|own| own.at == at).cloned() else { return 1 };
        let mut title = heading.title;
        let mut taken = 1;
        if title.is_empty()
            && let Some(next) = self.block_line(at + 1)
            && !next.words().ends_with('.')
            && aim_label(&next.words()).is_none()
            && next.words().chars().count() <= 140
        {
            title = next.words();
            taken = 2;
        }
        let next = self.found.goals.iter().map(|own| own.number).max().map_or(1, |last| last + 1);
        let number = heading.number.unwrap_or(next);
        let shares = title.rfind('(').filter(|at| title.ends_with(')') && title[*at..].contains('%'));
        let share = shares.and_then(|at| percentage(&title[at..]).map(|share| (at, share)));
        if let Some((at, _)) = share {
            title.truncate(at);
        }
        self.found.account.understand(format!(
            "{} {}",
            heading.label,
            share.map_or(String::new(), |(_, share)| share.to_string())
        ));
        let own_section =
            section_number(line).filter(|_| line.outline.is_none_or(|level| level == self.look.section_level));
        self.begin_goal(number, title.trim(), line.outline, own_section);
        if let (Some(goal), Some((_, share))) = (self.found.goals.last_mut(), share) {
            goal.weight = Some(share);
        }
        let path = Path::delmål(self.found.goals.len().saturating_sub(1)).field("tittel");
        if heading.number.is_none() {
            self.found.account.guess(path, "Overskrifta har ikkje noko nummer; det er teke som eit delmål");
        } else if named_number("delmål", without_numbering(&heading.label)).is_none() {
            self.found.account.guess(path, format!("Fila kallar det «{}»", heading.label.trim()));
        }
        taken
    }

    /// Begins a delmål; `own_section` is the number of the section that it is by itself.
    pub(super) fn begin_goal(&mut self, number: u16, title: &str, outline: Option<u8>, own_section: Option<u16>) {
        if self.found.goals.is_empty() {
            if let Some(own) = own_section {
                self.begin_section(Some(own), "Delmål".into());
            }
            let section = self.open_section();
            let heading = match section.contents.last() {
                Some(Content::Heading(heading)) => Some(heading.clone()),
                _ => None,
            };
            if heading.is_some() {
                section.contents.pop();
            }
            section.contents.push(Content::Goals(heading));
        } else if let Some(own) = own_section {
            self.last_section = self.last_section.max(own);
            self.found.account.understand(own.to_string());
        }
        let title = single_blanks(title);
        self.found.goals.push(Goal { number, title, outline, ..Goal::default() });
        (self.place, self.has_table, self.expects_aim, self.columns) = (Place::Goal, false, false, None);
    }

    pub(super) fn goal_line(&mut self, line: &Line) {
        let words = line.words();
        let Some(goal) = self.found.goals.last_mut() else { return };
        if introduces_tiltak(&words) || is_gap(line) {
            self.expects_aim = false;
            self.found.account.understand(words);
            return;
        }
        if let Some(share) = weight(&words) {
            goal.weight = Some(share);
            self.found.account.understand(words);
            return;
        }
        let aim = aim_label(&words)
            .or_else(|| words.get(.."Mål:".len()).filter(|own| *own == "Mål:").map(|own| words[own.len()..].trim()));
        if let Some(rest) = aim.filter(|_| goal.aim.is_empty()) {
            self.found.account.understand(&words[..words.len() - rest.len()]);
            self.expects_aim = rest.is_empty();
            if !rest.is_empty() {
                goal.aim.push(line.without_start(words.len() - rest.len()));
            }
            return;
        }
        let goes_on = goal.aim.last().is_some_and(|last| last.words().ends_with(':') || last.marker.is_some())
            && line.marker.is_some();
        if !self.has_table && self.expects_aim && (goal.aim.is_empty() || goes_on) {
            goal.aim.push(line.clone());
            self.expects_aim = words.ends_with(':') || line.marker.is_some();
        } else if self.has_table {
            goal.after.push(line.clone());
        } else {
            self.expects_aim = false;
            goal.intro.push(line.clone());
        }
    }

    /// Begins a tiltak if a line is its heading, and says how many blocks it took.
    pub(super) fn measure(&mut self, at: usize, line: &Line) -> Option<usize> {
        if !matches!(self.place, Place::Goal | Place::Measure) {
            return None;
        }
        let words = line.words();
        let is_heading = self.look.is_heading(line);
        let goal = self.found.goals.last()?;
        let bare = without_numbering(&words);
        let named = named_number("tiltak", bare);
        let row =
            |title: &str| goal.tiltak.iter().position(|own| !own.is_described && is_same_title(&own.title, title));
        if let Some((numbers, rest)) = named {
            let number = *numbers.last()?;
            let title = title_after(rest).to_string();
            let is_name = title.starts_with(char::is_uppercase) && title.split(' ').count() <= LONGEST_BARE_TITLE;
            let is_titled = (rest.trim_start().starts_with([':', '–', '-', '.', '—']) || is_name)
                && words.chars().count() <= 140
                && !words.ends_with('.');
            if !(is_heading || title.is_empty() || row(&title).is_some() || is_titled && line.marker.is_none()) {
                return None;
            }
            self.found.account.understand(&words[..words.len() - rest.len()]);
            let known = goal.tiltak.iter().find(|own| own.number == number && own.has_row).map(|own| own.title.clone());
            let next = self.block_line(at + 1).cloned().filter(|_| title.is_empty());
            let next = next.map(|line| (line.words(), line)).filter(|(words, line)| {
                let is_known = known.as_ref().is_some_and(|known| is_same_title(known, words));
                let is_short = words.chars().count() <= 140 && !words.ends_with(['.', ':']) && line.marker.is_none();
                is_known || is_short && !is_part_of_tiltak(words) && inline_part(words).is_none()
            });
            let (title, taken) = match next {
                Some((words, _)) => (words, 2),
                None => (title, 1),
            };
            self.begin_measure(number, title, line.outline);
            return Some(taken);
        }
        // "1.1 Boligkart" under delmål 1.
        let own_number = line.decimal().filter(|(own, ..)| *own == goal.number && is_heading);
        if let Some((_, number, bytes)) = own_number.filter(|_| !is_part_of_tiltak(&words)) {
            let sign = line.marker.as_ref().and_then(|marker| marker.number.clone()).unwrap_or_default();
            self.found.account.understand(format!("{sign} {}", &words[..bytes]));
            self.begin_measure(number, words[bytes..].to_string(), line.outline);
            return Some(1);
        }
        let is_plain = words.chars().count() <= 140
            && !words.ends_with('.')
            && line.marker.as_ref().is_none_or(|marker| marker.number.is_some());
        if let Some(row) = row(&words).filter(|_| is_heading || is_plain) {
            let number = goal.tiltak[row].number;
            if let Some(marker) = line.marker.as_ref().and_then(|marker| marker.number.clone()) {
                self.found.account.understand(marker);
            }
            self.begin_measure(number, words, line.outline);
            return Some(1);
        }
        // A heading right under that of the delmål, in a document whose tiltak have no table.
        let level = goal.outline.map(|level| level + 1);
        let own_level = goal.tiltak.last().and_then(|own| own.outline).or(level);
        let is_part = is_part_of_tiltak(&words) || aim_label(&words).is_some() || label_alone(&words).is_some();
        if line.outline.is_some()
            && line.outline == own_level
            && line.outline != Some(self.look.section_level)
            && !is_part
            && goal.tiltak.iter().all(|own| !own.has_row)
        {
            let next = goal.tiltak.last().map_or(1, |own| own.number + 1);
            let (number, bytes) = line.decimal().map_or((next, 0), |(_, number, bytes)| (number, bytes));
            self.found.account.understand(&words[..bytes]);
            self.begin_measure(number, words[bytes..].to_string(), line.outline);
            return Some(1);
        }
        None
    }

    pub(super) fn begin_measure(&mut self, number: u16, title: String, outline: Option<u8>) {
        (self.place, self.columns, self.part_level, self.expects_aim) = (Place::Measure, None, None, false);
        let Some(goal) = self.found.goals.last_mut() else { return };
        let title = single_blanks(&title);
        let by_title = goal.tiltak.iter().position(|own| !own.is_described && is_same_title(&own.title, &title));
        let by_number = goal.tiltak.iter().position(|own| !own.is_described && own.number == number);
        let at = by_title.or(by_number.filter(|_| by_title.is_none()));
        let mut measure = at.map_or_else(|| Measure { number, ..Measure::default() }, |at| goal.tiltak.remove(at));
        (measure.is_described, measure.outline) = (true, outline);
        if !title.is_empty() && measure.title != title {
            if !measure.title.is_empty() && !is_same_title(&measure.title, &title) {
                let place = format!("tabellen under delmål {}, tiltak {number}", goal.number);
                self.found.account.leave(&place, measure.title.clone());
            } else {
                self.found.account.understand(measure.title.clone());
            }
            measure.title = title;
        } else {
            self.found.account.understand(title);
        }
        // It stands last while it is described; the order of the numbers is found again in the end.
        goal.tiltak.push(measure);
    }

    /// Takes a label of a fact that stands on a line of its own with the fact on the next, and says how many blocks it took.
    pub(super) fn labelled_fact(&mut self, at: usize, line: &Line) -> Option<usize> {
        let words = line.words();
        let fact = label_alone(&words).filter(|_| line.marker.is_none())?;
        let is_value = |line: &&Line| {
            let words = line.words();
            let is_label =
                label_alone(&words).is_some() || inline_fact(line).is_some() || inline_part(&words).is_some();
            let is_known = is_part_of_tiltak(&words) || self.look.is_heading(line) || is_gap(line);
            let is_short = words.chars().count() <= LONGEST_FACT && !words.ends_with(['.', ':']);
            let fits = if fact == Fact::Time {
                !years(&words).is_empty() || is_short && words.split(' ').count() <= 4
            } else {
                is_short
            };
            fits && !is_label && !is_known
        };
        let first = self.block_line(at + 1).filter(is_value)?;
        let mut values = vec![first.words()];
        if first.marker.is_some() && fact != Fact::Time {
            let items = (at + 2..).map_while(|at| self.block_line(at).filter(|line| line.marker.is_some()));
            values.extend(items.filter(is_value).map(Line::words));
        }
        let taken = 1 + values.len();
        let own = self.found.goals.last_mut()?.tiltak.last_mut()?;
        let (value, rest) = if fact == Fact::Time { split_time(&values[0]) } else { (values.join(", "), None) };
        if !own.set(fact, &value) {
            return None;
        }
        own.add_text(rest.map(Line::plain));
        self.found.account.understand(words);
        Some(taken)
    }

    pub(super) fn measure_line(&mut self, line: &Line) {
        let words = line.words();
        let is_heading = self.look.is_heading(line);
        let Some(own) = self.found.goals.last_mut().and_then(|goal| goal.tiltak.last_mut()) else { return };
        if is_gap(line) {
            self.found.account.understand(words);
            return;
        }
        if let Some((fact, bytes)) = inline_fact(line).filter(|_| line.outline.is_none()) {
            // Several facts may stand in one line.
            let (start, more) = match next_fact(&words[bytes..]) {
                Some(next) => (&words[..bytes + next], Some(words[bytes + next..].to_string())),
                None => (words.as_str(), None),
            };
            let value = start[bytes..].trim_matches([' ', ';', '|', ':', '–', '-']);
            let value = if more.is_some() { value.trim_end_matches(['.', ',', '/', ' ']) } else { value };
            let (value, rest) = if fact == Fact::Time { split_time(value) } else { (value.to_string(), None) };
            if own.set(fact, &value) {
                self.found.account.understand(&words[..bytes]);
                own.add_text(rest.map(Line::plain));
                if let Some(more) = more {
                    self.measure_line(&Line::plain(more));
                }
                return;
            }
        }
        let is_deep = line.outline.zip(self.part_level).is_some_and(|(own, level)| own > level);
        let is_known = is_part_of_tiltak(&words) || self.recurring.contains(&folded(&words));
        let is_label = is_known && line.marker.is_none() && !words.ends_with(['.', ',']);
        if (is_heading && !is_deep && line.marker.is_none()) || is_label {
            if self.part_level.is_none() || line.outline < self.part_level {
                self.part_level = line.outline.or(self.part_level);
            }
            own.begin_part(words.trim_end_matches([':', ' ']), Vec::new());
            return;
        }
        let strong = line.strong_start().filter(|end| words.is_char_boundary(*end) && *end < words.len());
        let labelled = strong.filter(|end| is_part_of_tiltak(&words[..*end]) && words[..*end].split(' ').count() <= 6);
        if line.marker.is_none()
            && let Some(bytes) = inline_part(&words).or(labelled)
        {
            let label = words[..bytes].trim_end_matches([':', ' ', '–', '-']);
            let mut rest = line.without_start(bytes);
            if labelled.is_some()
                && let Some(first) = rest.text.0.first_mut()
            {
                first.text = first.text.trim_start_matches([':', ' ', '–']).to_string();
            }
            // "Kostnad: 300 000 kroner" is a fact: what follows is no part of it.
            let is_fact = ["kostnad", "status", "budsjett"].iter().any(|name| folded(label).starts_with(name));
            let is_short = rest.words().chars().count() <= 60 && !rest.words().ends_with(['.', ':']);
            own.begin_part(label, vec![rest]);
            own.is_closed = is_fact && is_short;
            return;
        }
        own.add_text(Some(line.clone()));
    }
}

impl Measure {
    /// Begins a part of the description.
    pub(super) fn begin_part(&mut self, heading: &str, lines: Vec<Line>) {
        self.is_closed = false;
        self.parts.push((heading.to_string(), lines));
    }

    /// Adds text to the last part, or right under the title. After the facts it goes on with no part: what stood above them has
    /// ended.
    pub(super) fn add_text(&mut self, lines: impl IntoIterator<Item = Line>) {
        for line in lines {
            let is_described = self.parts.len() > self.table_parts;
            if std::mem::take(&mut self.is_closed) && is_described {
                self.unnamed.push(self.parts.len());
                self.parts.push((WITHOUT_HEADING.to_string(), Vec::new()));
            }
            match self.parts.last_mut() {
                Some((_, lines)) if is_described => lines.push(line),
                _ => self.lead.push(line),
            }
        }
    }

    /// Sets a fact; whether it is the one that it has, or it had none.
    pub(super) fn set(&mut self, fact: Fact, words: &str) -> bool {
        let place = match fact {
            Fact::Responsible => &mut self.responsible,
            Fact::Partners => &mut self.partners,
            Fact::Time => &mut self.time,
            Fact::Number | Fact::Title => return false,
        };
        if place.is_empty() {
            *place = single_blanks(words);
            self.is_closed = true;
            return true;
        }
        is_same_title(place, words) || fact == Fact::Time && !years(place).is_empty() && years(place) == years(words)
    }
}
