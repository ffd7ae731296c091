//! Finds the parts of a plan in a foreign document: the title page, the log, the sections, the delmål with their tables and their
//! tiltak. What fits nowhere stays in the section where it stood.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::found::{Content, Found, Goal, Measure, Section};
use super::labels::{
    Fact, Made, fact, folded, inline_part, introduces_tiltak, is_contents_title, is_log_title, is_part_of_tiltak,
    is_section_title, made_by_program,
};
use super::look::{Look, named_number, section_number, title_after};
use super::sheet::{Block, Line, Sheet, Table, single_blanks};
use super::times::years;
use crate::document::Lang;
use crate::words::terms::Terms;

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the first section.
    Cover,
    /// In the contents list.
    Contents,
    /// In a section.
    Section,
    /// In what the program makes by itself.
    Made(Made),
    /// In a delmål, before its first tiltak.
    Goal,
    /// In a tiltak.
    Measure,
}

/// Goes through a document.
pub(super) struct Reader {
    pub(super) look: Look,
    pub(super) blocks: Vec<Block>,
    pub(super) found: Found,
    pub(super) place: Place,
    /// Where it was before the contents list.
    before_contents: Place,
    /// The lines that are headings of delmål.
    goal_lines: Vec<usize>,
    /// Short lines that stand more than once, in a document whose headings look like its other lines.
    recurring: BTreeSet<String>,
    /// The columns of the last table of tiltak, as long as another may go on with it.
    pub(super) columns: Option<Columns>,
    /// Whether the table of the delmål has come.
    pub(super) has_table: bool,
    /// Whether the main aim is to come.
    expects_aim: bool,
    last_section: u16,
    /// The level of the headings of a tiltak's parts.
    part_level: Option<u8>,
}

/// Finds the parts of a document.
pub fn read(sheet: &Sheet) -> Found {
    let blocks = settled(&sheet.blocks);
    let look = Look::of(&blocks);
    let goal_lines = goal_lines(&blocks, &look);
    let recurring = if look.shows_headings() { BTreeSet::new() } else { recurring(&blocks) };
    let mut reader = Reader {
        look,
        blocks: Vec::new(),
        found: Found::default(),
        place: Place::Cover,
        before_contents: Place::Cover,
        goal_lines,
        recurring,
        columns: None,
        has_table: false,
        expects_aim: false,
        last_section: 0,
        part_level: None,
    };
    reader.blocks = blocks;
    let mut at = 0;
    while at < reader.blocks.len() {
        at += match reader.blocks[at].clone() {
            Block::Line(line) => reader.line(at, &line),
            Block::Table(table) => {
                reader.table(&table);
                1
            }
            Block::Boxes(boxes) => {
                reader.boxes(boxes);
                1
            }
        };
    }
    for words in &sheet.outside {
        reader.found.account.leave("utanfor teksten", words.clone());
    }
    reader.found
}

/// The blocks with every line settled. A table of one column is its lines.
fn settled(blocks: &[Block]) -> Vec<Block> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) => all.extend(line.clone().settled().into_iter().map(Block::Line)),
            Block::Table(table) => {
                let mut table = table.clone();
                for cell in table.rows.iter_mut().flatten() {
                    cell.lines = std::mem::take(&mut cell.lines).into_iter().flat_map(Line::settled).collect();
                }
                table.rows.retain(|row| row.iter().any(|cell| !cell.lines.is_empty() || cell.joined_up));
                let filled = |row: &Vec<super::sheet::Cell>| row.iter().filter(|cell| !cell.lines.is_empty()).count();
                if table.width() == 1 || table.rows.len() == 1 && table.rows.iter().all(|row| filled(row) <= 1) {
                    all.extend(table.rows.into_iter().flatten().flat_map(|cell| cell.lines).map(Block::Line));
                } else if !table.rows.is_empty() {
                    all.push(Block::Table(table));
                }
            }
            Block::Boxes(boxes) => all.push(Block::Boxes(boxes.clone())),
        }
    }
    all
}

/// The lines that are headings of delmål: "Delmål 1: …" with a table of tiltak, a tiltak or a main aim before the next.
fn goal_lines(blocks: &[Block], look: &Look) -> Vec<usize> {
    let line = |at: usize| if let Block::Line(line) = &blocks[at] { Some(line) } else { None };
    let is_candidate = |at: &usize| {
        let Some(line) = line(*at) else { return false };
        let words = line.words();
        let Some((numbers, rest)) = named_number("delmål", &words) else { return false };
        let is_bullet = line.marker.as_ref().is_some_and(|marker| marker.number.is_none());
        // "Delmål 1 og 2 heng saman": a sentence.
        let is_title = rest.trim().is_empty() || rest.starts_with([':', '.', ' ', ')', '–', '-']);
        let is_plain = !is_bullet && words.chars().count() <= 160 && !words.ends_with('.') && is_title;
        let begins_title = title_after(rest).chars().next().is_none_or(|c| !c.is_lowercase());
        numbers.len() == 1 && !is_contents_line(line) && begins_title && (look.is_heading(line) || is_plain)
    };
    let mut candidates: Vec<usize> = (0..blocks.len()).filter(is_candidate).collect();
    // Where some look like headings, the others are mentions.
    if candidates.iter().any(|at| line(*at).is_some_and(|line| look.is_heading(line))) {
        candidates.retain(|at| line(*at).is_some_and(|line| look.is_heading(line)));
    }
    let is_evidence = |block: &Block| match block {
        Block::Table(table) => Columns::of(table).is_some(),
        Block::Line(line) => {
            let words = line.words();
            let is_aim = aim_label(&words).is_some();
            is_aim || named_number("tiltak", &words).is_some() && !is_contents_line(line)
        }
        Block::Boxes(_) => false,
    };
    let next = |at: usize| candidates.iter().find(|own| **own > at).copied().unwrap_or(blocks.len());
    candidates.iter().copied().filter(|at| blocks[*at..next(*at)].iter().any(is_evidence)).collect()
}

/// A line of a contents list: by its style, or with the number of a page after a tab.
fn is_contents_line(line: &Line) -> bool {
    let is_numbered = |words: &str| {
        let rest = words.trim_end_matches(|c: char| c.is_ascii_digit());
        rest.len() < words.len()
            && words.len() - rest.len() <= 3
            && rest.ends_with(['\t', '.', '…', ' '])
            && rest.contains("...")
    };
    line.has_style(&["toc", "innhald", "innhold", "contents"]) && !line.has_style(&["toc heading"])
        || is_numbered(&line.words())
}

/// The short lines of a document that stand more than once: what its parts are called.
fn recurring(blocks: &[Block]) -> BTreeSet<String> {
    let (mut once, mut again) = (BTreeSet::new(), BTreeSet::new());
    for block in blocks {
        let Block::Line(line) = block else { continue };
        let words = line.words();
        let is_short = words.split(' ').count() <= 7 && !words.ends_with(['.', ',', ';']) && line.marker.is_none();
        let is_name = words.chars().any(char::is_alphabetic) && words.starts_with(char::is_uppercase);
        if is_short && is_name && !once.insert(folded(&words)) {
            again.insert(folded(&words));
        }
    }
    again
}

/// What the program prints where something is missing.
fn is_gap(line: &Line) -> bool {
    let words = line.words();
    line.has_style(&["manglar", "mangler"]) || ["Manglar: ", "Mangler: "].iter().any(|own| words.starts_with(own))
}

/// What follows the label of the main aim.
fn aim_label(words: &str) -> Option<&str> {
    let end = words.find([':', '–']).unwrap_or(words.len());
    let name = folded(&words[..end]);
    let is_aim = ["hovudmål", "hovedmål", "hovudmålet", "hovedmålet", "overordna mål", "overordnet mål"]
        .contains(&name.as_str())
        || ["hovudmål for", "hovedmål for", "mål for delmål"].iter().any(|own| name.starts_with(own))
            && end < words.len();
    let rest = words.get(end..).unwrap_or_default();
    is_aim.then(|| rest.trim_start_matches([':', '–', ' ']).trim())
}

/// The share of the effort that a line says and nothing else: "60 % av innsatsen", "Vekt: 60 %".
fn weight(words: &str) -> Option<u8> {
    let small = folded(words);
    let begins =
        ["vekt", "vekting", "vektlegging", "prioritet", "del av innsatsen"].iter().any(|own| small.starts_with(own));
    let is_weight = begins || small.ends_with("av innsatsen");
    (is_weight && small.len() < 40).then(|| percentage(&small)).flatten()
}

/// The per cent that words say.
pub(super) fn percentage(words: &str) -> Option<u8> {
    let before = words[..words.find('%').or(words.find("prosent"))?].trim_end();
    let digits = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    digits.parse().ok().filter(|share| *share <= 100)
}

/// Whether two titles are one, but for their signs or a slip of the pen.
pub(super) fn is_same_title(one: &str, other: &str) -> bool {
    let letters = |words: &str| folded(words).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (letters(one), letters(other));
    // No title is longer; to compare long texts letter by letter takes long.
    let is_long = one.len().max(other.len()) > 400;
    !one.is_empty()
        && (one == other
            || !is_long && one.len().min(other.len()) >= 8 && strsim::normalized_levenshtein(&one, &other) >= 0.85)
}

impl Reader {
    /// Takes a line, and says how many blocks it took.
    fn line(&mut self, at: usize, line: &Line) -> usize {
        let words = line.words();
        if is_contents_title(&words) && !matches!(self.place, Place::Goal | Place::Measure) {
            self.before_contents = self.place;
            self.place = Place::Contents;
            self.found.account.understand(words);
            return 1;
        }
        let is_goal = self.goal_lines.contains(&at);
        if self.place == Place::Contents && !is_goal {
            let again = |block: &Block| matches!(block, Block::Line(other) if is_same_title(&other.words(), &words));
            if is_contents_line(line) || self.blocks[at + 1..].iter().any(again) && !self.is_first_heading(line) {
                self.found.account.understand(words);
                return 1;
            }
            self.place = self.before_contents;
        }
        if is_contents_line(line) {
            self.found.account.understand(words);
            return 1;
        }
        if is_goal {
            return self.goal(at, line);
        }
        if let Some(taken) = self.measure(at, line) {
            return taken;
        }
        if let Some((number, title)) = self.section(at, line) {
            self.begin_section(number, title);
            return 1;
        }
        if self.caption(line) {
            return 1;
        }
        self.columns = None;
        match self.place {
            Place::Cover | Place::Contents => self.cover_line(line),
            Place::Made(_) => self.found.account.understand(words),
            Place::Goal => self.goal_line(line),
            Place::Measure => {
                // Where headings look like other lines, a few words with a colon before a paragraph are one.
                let is_short = words.ends_with([':', '?']) && words.split(' ').count() <= 3;
                let before_text = self.block_line(at + 1).is_some_and(|next| next.marker.is_none());
                if !self.look.shows_headings() && is_short && before_text && line.marker.is_none() {
                    self.recurring.insert(folded(&words));
                }
                self.measure_line(line);
            }
            Place::Section => self.section_line(line),
        }
        1
    }

    /// Whether a heading in the contents list is the first one after it.
    fn is_first_heading(&self, line: &Line) -> bool {
        line.outline.is_some() || self.look.shows_headings() && self.look.is_heading(line)
    }

    /// Whether the document has headings of delmål, before this place or after it.
    pub(super) fn has_goals(&self) -> bool {
        !self.goal_lines.is_empty()
    }

    fn block_line(&self, at: usize) -> Option<&Line> {
        match self.blocks.get(at) {
            Some(Block::Line(line)) => Some(line),
            _ => None,
        }
    }

    /// The number and the title of a section, if a line is its heading.
    fn section(&self, at: usize, line: &Line) -> Option<(Option<u16>, String)> {
        let mut words = line.words();
        let mut number = section_number(line);
        if number.is_none()
            && let Some((first, rest)) = words.split_once(' ')
            && let Ok(own) = first.trim_end_matches('.').parse::<u16>()
            && (1..100).contains(&own)
            && self.look.is_heading(line)
        {
            (number, words) = (Some(own), rest.to_string());
        }
        let number = number.filter(|_| line.marker.as_ref().is_none_or(|marker| marker.level == 0));
        let is_next = number.is_some_and(|number| number > self.last_section && number <= self.last_section + 6);
        let inside = matches!(self.place, Place::Goal | Place::Measure);
        let is_title = is_section_title(&words);
        if line.has_style(&["title", "tittel", "subtitle", "undertittel"]) || is_log_title(&words) {
            return None;
        }
        let is_section = if let Some(level) = line.outline {
            // What stands above the sections is the document's own title, until they have begun.
            level == self.look.section_level || level < self.look.section_level && self.place != Place::Cover
        } else if self.look.is_heading(line) {
            is_next && !(self.look.has_styles && inside) || is_title && !inside && !self.look.has_styles
        } else {
            let is_short = words.chars().count() <= 90 && !words.ends_with(['.', ':', ',', ';', '?']);
            // The items before and after it, of whatever level.
            let marked = |at: &usize| self.block_line(*at).is_some_and(|line| line.marker.is_some());
            let has = |at: usize, number: u16| self.block_line(at).and_then(section_number) == Some(number);
            let alone = number.is_some_and(|number| {
                let before = (0..at).rev().take_while(marked).any(|own| has(own, number - 1));
                let after = (at + 1..self.blocks.len()).take_while(marked).any(|own| has(own, number + 1));
                !before && !after
            });
            let shows = self.look.shows_headings();
            is_short && (is_next && alone && (is_title || !shows) || is_title && !inside && !shows && number.is_none())
        };
        is_section.then_some((number, words))
    }

    pub(super) fn begin_section(&mut self, number: Option<u16>, title: String) {
        if let Some(number) = number {
            self.last_section = self.last_section.max(number);
            self.found.account.understand(number.to_string());
        }
        (self.columns, self.expects_aim) = (None, false);
        let mut section = Section { number, title, contents: Vec::new() };
        self.place = match made_by_program(&section.title) {
            Some(made) => {
                section.contents.push(Content::Made(match made {
                    Made::Oversyn => "Oversyn",
                    Made::Ansvar => "Ansvar",
                    Made::Forkortingar => "Forkortingar",
                }));
                Place::Made(made)
            }
            None => Place::Section,
        };
        self.found.sections.push(section);
    }

    /// The section that is open; one is made where there is none.
    fn open_section(&mut self) -> &mut Section {
        if self.found.sections.is_empty() {
            self.found.sections.push(Section { title: "Innleiing".into(), ..Section::default() });
        }
        let last = self.found.sections.len() - 1;
        &mut self.found.sections[last]
    }

    /// Adds to the open section.
    pub(super) fn content(&mut self, content: Content) {
        let section = self.open_section();
        match (section.contents.last_mut(), content) {
            (Some(Content::Text(lines)), Content::Text(more)) => lines.extend(more),
            (_, content) => section.contents.push(content),
        }
    }

    fn section_line(&mut self, line: &Line) {
        let words = line.words();
        let no_meeting = [Lang::Nn, Lang::Nb].map(|lang| Terms::of_lang(lang).no_meeting);
        if let Some(rest) = no_meeting.iter().find_map(|own| words.strip_prefix(own)) {
            self.unplanned(rest.trim_start());
            self.found.account.understand(words);
        } else if is_gap(line) {
            self.found.account.understand(words);
        } else if self.look.is_heading(line)
            && !words.ends_with(':')
            && (line.outline.is_some() || line.marker.is_none())
        {
            if let Some(number) = line.marker.as_ref().and_then(|marker| marker.number.clone()) {
                self.found.account.understand(number);
            }
            self.content(Content::Heading(words));
        } else {
            self.content(Content::Text(vec![line.clone()]));
        }
    }

    /// Begins a delmål.
    fn goal(&mut self, at: usize, line: &Line) -> usize {
        let words = line.words();
        let Some((numbers, rest)) = named_number("delmål", &words) else { return 1 };
        let mut title = title_after(rest).to_string();
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
        let number = numbers[0];
        let shares = title.rfind('(').filter(|at| title.ends_with(')') && title[*at..].contains('%'));
        let share = shares.and_then(|at| percentage(&title[at..]).map(|share| (at, share)));
        if let Some((at, _)) = share {
            title.truncate(at);
        }
        self.found
            .account
            .understand(format!("delmål {number} {}", share.map_or(String::new(), |(_, share)| share.to_string())));
        let own_section =
            section_number(line).filter(|_| line.outline.is_none_or(|level| level == self.look.section_level));
        self.begin_goal(number, title.trim(), line.outline, own_section);
        if let (Some(goal), Some((_, share))) = (self.found.goals.last_mut(), share) {
            goal.weight = Some(share);
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

    fn goal_line(&mut self, line: &Line) {
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
        if let Some(rest) = aim_label(&words).filter(|_| goal.aim.is_empty()) {
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
    fn measure(&mut self, at: usize, line: &Line) -> Option<usize> {
        if !matches!(self.place, Place::Goal | Place::Measure) {
            return None;
        }
        let words = line.words();
        let is_heading = self.look.is_heading(line);
        let goal = self.found.goals.last()?;
        let named = named_number("tiltak", &words);
        let row =
            |title: &str| goal.tiltak.iter().position(|own| !own.is_described && is_same_title(&own.title, title));
        if let Some((numbers, rest)) = named {
            let number = *numbers.last()?;
            let title = title_after(rest).to_string();
            let is_titled = rest.trim_start().starts_with([':', '–', '-', '.', '—'])
                && words.chars().count() <= 140
                && !words.ends_with('.');
            if !(is_heading || title.is_empty() || row(&title).is_some() || is_titled && line.marker.is_none()) {
                return None;
            }
            self.found
                .account
                .understand(format!("tiltak {}", numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(".")));
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
        let is_part = is_part_of_tiltak(&words) || aim_label(&words).is_some();
        if line.outline.is_some()
            && line.outline == own_level
            && line.outline != Some(self.look.section_level)
            && !is_part
            && goal.tiltak.iter().all(|own| !own.has_row)
        {
            let number = goal.tiltak.last().map_or(1, |own| own.number + 1);
            self.begin_measure(number, words, line.outline);
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

    fn measure_line(&mut self, line: &Line) {
        let words = line.words();
        let is_heading = self.look.is_heading(line);
        let Some(own) = self.found.goals.last_mut().and_then(|goal| goal.tiltak.last_mut()) else { return };
        if is_gap(line) {
            self.found.account.understand(words);
            return;
        }
        let is_deep = line.outline.zip(self.part_level).is_some_and(|(own, level)| own > level);
        let is_known = is_part_of_tiltak(&words) || self.recurring.contains(&folded(&words));
        let is_label = is_known && line.marker.is_none() && !words.ends_with(['.', ',']);
        if (is_heading && !is_deep && line.marker.is_none()) || is_label {
            if self.part_level.is_none() || line.outline < self.part_level {
                self.part_level = line.outline.or(self.part_level);
            }
            own.parts.push((words.trim_end_matches([':', ' ']).to_string(), Vec::new()));
            return;
        }
        if line.marker.is_none()
            && let Some((name, rest)) = words.split_once(':')
            && let Some(fact) = fact(name).filter(|_| !rest.trim().is_empty())
            && own.set(fact, rest.trim())
        {
            self.found.account.understand(name);
            return;
        }
        if line.marker.is_none()
            && let Some(bytes) = inline_part(&words)
        {
            own.parts.push((words[..bytes].trim_end_matches(':').to_string(), vec![line.without_start(bytes)]));
            return;
        }
        match own.parts.last_mut() {
            Some((_, lines)) => lines.push(line.clone()),
            None => own.lead.push(line.clone()),
        }
    }

    /// Takes the caption of a table or a figure: the program sets its own.
    fn caption(&mut self, line: &Line) -> bool {
        let words = line.words();
        let numbered = named_number("tabell", &words)
            .map(|own| (false, own))
            .or(named_number("figur", &words).map(|own| (true, own)));
        let Some((is_figure, (_, rest))) = numbered else {
            let is_caption = line.has_style(&["caption", "bilettekst", "bildetekst", "illustration", "table", "figur"]);
            if is_caption {
                self.found.account.understand(words);
            }
            return is_caption;
        };
        let styled = line.has_style(&["caption", "bilettekst", "bildetekst", "figur"]);
        let is_alone = title_after(rest).is_empty()
            || rest.starts_with([':', '.', ' ']) && !words.ends_with('.') && words.chars().count() <= 120;
        if !styled && !is_alone || line.marker.is_some() {
            return false;
        }
        let title = title_after(rest).to_string();
        self.found.account.understand(&words[..words.len() - rest.len()]);
        if is_figure {
            self.chart_title(&title);
        } else if styled || title.is_empty() {
            self.found.account.understand(title);
        } else {
            self.found.account.leave("teksten til ein tabell", title);
        }
        true
    }

    fn boxes(&mut self, boxes: Vec<Vec<String>>) {
        let boxes: Vec<Vec<String>> = boxes.into_iter().filter(|lines| !lines.is_empty()).collect();
        if boxes.is_empty() {
            return;
        }
        if self.found.chart.as_ref().is_some_and(|(_, nodes)| !nodes.is_empty()) || boxes.len() < 2 {
            let lines = boxes.into_iter().flatten().map(Line::plain).collect();
            match self.place {
                Place::Goal | Place::Measure => {
                    let lines: Vec<Line> = lines;
                    lines.iter().for_each(|line| {
                        if self.place == Place::Goal { self.goal_line(line) } else { self.measure_line(line) }
                    });
                }
                _ => self.content(Content::Text(lines)),
            }
            return;
        }
        let title = self.found.chart.take().map(|(title, _)| title).unwrap_or_default();
        self.found.chart = Some((title, boxes));
        self.content(Content::Made("Organisasjonskart"));
    }

    fn chart_title(&mut self, title: &str) {
        let bare = title.split(" (").next().unwrap_or_default().trim_end_matches('.').trim().to_string();
        if bare.len() < title.len() {
            self.found.account.understand(&title[bare.len()..]);
        }
        match &mut self.found.chart {
            Some((own, _)) if own.is_empty() => *own = bare,
            Some(_) => self.found.account.leave("teksten til ein figur", bare),
            None => self.found.chart = Some((bare, Vec::new())),
        }
    }

    /// A party that has no day for its meeting: "Øyfylket (fylkesting) og …".
    fn unplanned(&mut self, words: &str) {
        for own in words.trim_end_matches('.').split([',', ';']).flat_map(|own| own.split(" og ")) {
            let Some((party, bodies)) = own.trim().split_once('(') else { continue };
            for body in bodies.trim_end_matches(')').split('/') {
                let handling = super::found::Handling {
                    party: party.trim().into(),
                    body: super::labels::body(body),
                    ..Default::default()
                };
                self.found.handling.push(handling);
            }
        }
    }

    /// Takes a table that is none of a plan's: a list of its rows, where it stands.
    pub(super) fn plain_table(&mut self, table: &Table) {
        let mut lines = Vec::new();
        for (row, cells) in table.rows.iter().enumerate() {
            let words = (0..cells.len()).filter(|column| !cells[*column].joined_up && !cells[*column].joined_left);
            let words: Vec<String> =
                words.map(|column| table.words(row, column)).filter(|words| !words.is_empty()).collect();
            if words.is_empty() {
                continue;
            }
            let marker = Some(super::sheet::Marker { level: 0, number: None, typed: true });
            lines.push(Line { marker, ..Line::plain(words.join(" – ")) });
        }
        match self.place {
            Place::Goal => lines.iter().for_each(|line| self.goal_line(line)),
            Place::Measure => lines.iter().for_each(|line| self.measure_line(line)),
            Place::Cover | Place::Contents => {
                lines.iter().for_each(|line| self.cover_line(&Line { marker: None, ..line.clone() }))
            }
            Place::Made(_) => lines.iter().for_each(|line| self.found.account.understand(line.words())),
            Place::Section => self.content(Content::Text(lines)),
        }
    }
}

impl Measure {
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
            return true;
        }
        is_same_title(place, words) || fact == Fact::Time && !years(place).is_empty() && years(place) == years(words)
    }
}
