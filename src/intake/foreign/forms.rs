//! Tables that describe a tiltak: the names of its facts and its parts to the left, their words to the right.

use super::found::Measure;
use super::goals::WITHOUT_HEADING;
use super::labels::{Fact, fact, is_part_of_tiltak};
use super::look::{named_number, title_after};
use super::parts::{Place, Reader, is_same_title};
use super::sheet::{Line, Table};
use super::times::{split_time, years};

impl Reader {
    /// Whether a table of two columns has the names of facts and parts of a tiltak in its first.
    pub(super) fn is_form(&self, table: &Table) -> bool {
        let is_label = |row: usize| {
            let words = table.words(row, 0);
            fact(&words).is_some() || is_part_of_tiltak(&words) || named_number("tiltak", &words).is_some()
        };
        let is_short = |row: usize| table.words(row, 0).split(' ').count() <= 7;
        let rows = || 0..table.rows.len();
        let labels = rows().filter(|row| is_label(*row)).count();
        let is_inside = matches!(self.place, Place::Goal | Place::Measure) && table.width() == 2;
        is_inside && (labels * 2 > table.rows.len() || labels > 0 && rows().all(is_short))
    }

    /// Whether a row says a fact that the tiltak has already.
    fn is_repeated(&self, table: &Table, row: usize) -> bool {
        let own = self.found.goals.last().and_then(|goal| goal.tiltak.last());
        let fact = fact(&table.words(row, 0));
        let Some((own, fact)) = own.zip(fact) else { return false };
        let has = match fact {
            Fact::Responsible => &own.responsible,
            Fact::Partners => &own.partners,
            Fact::Time => &own.time,
            Fact::Number | Fact::Title => return false,
        };
        !has.is_empty()
    }

    /// Takes a table that describes a tiltak: names to the left, words to the right.
    pub(super) fn form(&mut self, table: &Table) {
        // A table of facts that the table of tiltak has too is printed of them.
        let repeats = self.place == Place::Measure
            && (0..table.rows.len()).filter(|row| self.is_repeated(table, *row)).count() > 1;
        let mut own_number = None;
        for row in 0..table.rows.len() {
            let (label, words) = (table.words(row, 0), table.words(row, 1));
            let lines = table.rows[row].get(1).map(|cell| cell.lines.clone()).unwrap_or_default();
            if let Some((numbers, rest)) = named_number("tiltak", &label) {
                let own = title_after(rest);
                let title = if own.is_empty() { words } else { own.to_string() };
                self.found.account.understand(label.clone());
                self.begin_measure(numbers.last().copied().unwrap_or(1), title, None);
                continue;
            }
            let Some(goal) = self.found.goals.last_mut() else { return };
            if fact(&label) == Some(Fact::Number)
                && let Some((_, number)) = numbered(&words).filter(|(rest, _)| rest.is_empty())
            {
                own_number = Some(number);
                self.found.account.understand(format!("{label} {words}"));
                continue;
            }
            // A title is short: what is longer is told under that name.
            let known = fact(&label)
                .filter(|fact| *fact != Fact::Title || words.chars().count() <= 140 && !words.contains(". "));
            // A row over the whole table, before the facts, is the title.
            let is_over_all = row == 0
                && table.rows.len() > 1
                && table.rows[row].get(1).is_none_or(|cell| cell.joined_left)
                && !is_part_of_tiltak(&label)
                && label.chars().count() <= 140;
            let named = if is_over_all { label.clone() } else { words.clone() };
            let (title, number) = numbered(&named).filter(|(title, _)| !title.is_empty()).unwrap_or((&named, 0));
            let number = Some(number).filter(|number| *number > 0).or(own_number);
            let is_open = goal.tiltak.last().is_some_and(|own| is_same_title(&own.title, title));
            // Right under the heading of a tiltak, a row over all of the table says more of it.
            let is_new =
                |own: &Measure| own.is_described && own.parts.is_empty() && own.lead.is_empty() && own.time.is_empty();
            if is_over_all
                && !is_open
                && self.place == Place::Measure
                && let Some(own) = goal.tiltak.last_mut().filter(|own| is_new(own))
            {
                own.lead.push(Line::plain(label));
                continue;
            }
            if (known == Some(Fact::Title) || is_over_all) && (self.place == Place::Goal || !is_open) {
                let next = goal.tiltak.iter().map(|own| own.number).max().map_or(1, |last| last + 1);
                let title = title.to_string();
                self.found.account.understand(format!("{label} {}", &named[..named.len() - title.len()]));
                self.begin_measure(number.unwrap_or(next), title, None);
                continue;
            }
            if is_over_all && is_open {
                self.found.account.understand(label);
                continue;
            }
            if self.place == Place::Goal {
                self.plain_table(&Table { rows: vec![table.rows[row].clone()] });
                continue;
            }
            let Some(own) = goal.tiltak.last_mut() else { return };
            if let Some(fact) = known {
                // Running text may follow the years in the same cell.
                let is_text = |line: &Line| line.words().ends_with('.') && line.words().split(' ').count() > 4;
                let (value, rest) = match lines.split_first() {
                    Some((first, rest))
                        if fact == Fact::Time && !years(&first.words()).is_empty() && rest.iter().any(is_text) =>
                    {
                        (first.words(), rest.to_vec())
                    }
                    _ if fact == Fact::Time => {
                        let (value, rest) = split_time(&words);
                        (value, rest.map(Line::plain).into_iter().collect())
                    }
                    _ => (words.clone(), Vec::new()),
                };
                if own.set(fact, &value) || fact == Fact::Title {
                    self.found.account.understand(format!("{label} {value}"));
                    if !rest.is_empty() {
                        own.unnamed.push(own.parts.len());
                        own.begin_part(WITHOUT_HEADING, rest);
                    }
                    continue;
                }
            }
            if repeats {
                let place = format!("fakta om tiltak {}.{}", goal.number, own.number);
                self.found.account.leave(&place, format!("{label}: {words}"));
                continue;
            }
            if lines.is_empty() {
                self.found.account.understand(label);
            } else {
                own.begin_part(label.trim_end_matches(':'), lines);
            }
        }
        // What follows the table is no part of its last row.
        if let Some(own) = self.found.goals.last_mut().and_then(|goal| goal.tiltak.last_mut()) {
            own.is_closed = true;
        }
    }
}

/// A title without the number that it begins with, and that number: "1.2 Boligkart".
fn numbered(words: &str) -> Option<(&str, u16)> {
    if let Some((numbers, rest)) = named_number("tiltak", words) {
        return Some((title_after(rest), numbers.last().copied()?));
    }
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let number = super::columns::row_number(first)?;
    Some((title_after(rest), number))
}
