//! Finds the parts of a plan in a foreign document: the title page, the log, the sections, the delmål with their tables and their
//! tiltak. What fits nowhere stays in the section where it stood.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::found::{Content, Found, Section};
use super::headings::{GoalHeading, goal_headings, is_contents_line, recurring, shown_headings, with_heading_levels};
use super::labels::{Made, folded, is_contents_title, is_log_title, is_section_title, made_by_program};
use super::look::{Look, named_number, section_number, title_after};
use super::sheet::{Block, Line, Sheet};
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
    pub(super) goal_lines: Vec<GoalHeading>,
    /// Short lines that stand more than once, in a document whose headings look like its other lines.
    pub(super) recurring: BTreeSet<String>,
    /// The columns of the last table of tiltak, as long as another may go on with it.
    pub(super) columns: Option<Columns>,
    /// Whether the table of the delmål has come.
    pub(super) has_table: bool,
    /// Whether the main aim is to come.
    pub(super) expects_aim: bool,
    /// The last line, if it says what amounts are counted in.
    pub(super) last_unit: Option<String>,
    /// The last line, if it may be the caption of a table.
    pub(super) last_line: String,
    pub(super) last_section: u16,
    /// The level of the headings of a tiltak's parts.
    pub(super) part_level: Option<u8>,
}

/// Finds the parts of a document.
pub fn read(sheet: &Sheet) -> Found {
    let mut blocks = settled(&sheet.blocks);
    let mut look = Look::of(&blocks);
    let mut goal_lines = goal_headings(&blocks, &look);
    if goal_lines.is_empty()
        && let Some(levelled) = with_heading_levels(&blocks, &look)
    {
        blocks = levelled;
        look = Look::of(&blocks);
        goal_lines = goal_headings(&blocks, &look);
    }
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
        last_unit: None,
        last_line: String::new(),
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
    reader.found.headings = shown_headings(&reader.blocks, &reader.look);
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

/// What the program prints where something is missing.
pub(super) fn is_gap(line: &Line) -> bool {
    let words = line.words();
    line.has_style(&["manglar", "mangler"]) || ["Manglar: ", "Mangler: "].iter().any(|own| words.starts_with(own))
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
        self.keep_unit(&words);
        if is_contents_title(&words) && !matches!(self.place, Place::Goal | Place::Measure) {
            self.before_contents = self.place;
            self.place = Place::Contents;
            self.found.account.understand(words);
            return 1;
        }
        let is_goal = self.goal_lines.iter().any(|own| own.at == at);
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
                if let Some(taken) = self.labelled_fact(at, line) {
                    return taken;
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

    pub(super) fn block_line(&self, at: usize) -> Option<&Line> {
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
        // The first line of a title page may be called what a section is called.
        let has_title = self.found.cover.year.is_some() || !self.found.sections.is_empty();
        if self.place == Place::Cover && !has_title && number.is_none() && folded(&words).starts_with("handlingsplan") {
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
    pub(super) fn open_section(&mut self) -> &mut Section {
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
}
