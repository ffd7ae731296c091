//! What a foreign document says, without what is its program's own: lines with their look, tables, boxes. Comes in from the
//! readers of Word and OpenDocument files; what it means is found by `parts`.

use super::labels::{fact, folded};
use crate::document::{Run, Text};
use crate::prose::{has_no_meaning, is_hidden};
use crate::words::notation::single_blanks;

/// A document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its contents, in reading order.
    pub blocks: Vec<Block>,
    /// What no plan can hold, each with its words: a picture, a comment, a header.
    pub outside: Vec<String>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph, or a line of one.
    Line(Line),
    /// A table.
    Table(Table),
    /// Boxes of a drawing, each with its lines.
    Boxes(Vec<Vec<String>>),
}

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: Text,
    /// The name of its style, in small letters.
    pub style: String,
    /// The level of its heading, 1 the highest, if it is one by its style.
    pub outline: Option<u8>,
    /// The size of its letters, in half points.
    pub size: Option<u32>,
    /// Its sign, if it is an item of a list.
    pub marker: Option<Marker>,
    /// Which of the tables of money it tells a row of, if it does.
    pub money: Option<usize>,
}

/// What stands before an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// How deep it lies, 0 the outermost.
    pub level: u8,
    /// Its number as it stands there ("3." or "2.1"), if it has one.
    pub number: Option<String>,
    /// Whether it was typed by hand.
    pub typed: bool,
}

/// A table: its rows, each with a cell for every column. A cell over several columns is the first of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Whether it is a part of the cell above it.
    pub joined_up: bool,
    /// Whether it is a part of the cell before it.
    pub joined_left: bool,
}

impl Cell {
    /// Its words, in one line, with numbers that were typed by hand. A line that ends at a hyphen goes on without a blank.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for line in &self.lines {
            let typed = line.marker.as_ref().filter(|marker| marker.typed).and_then(|marker| marker.number.as_deref());
            let line = single_blanks(&format!("{} {}", typed.unwrap_or_default(), line.words()));
            if !(words.is_empty() || line.is_empty() || words.ends_with('-') && !words.ends_with(" -")) {
                words.push(' ');
            }
            words += &line;
        }
        words
    }
}

impl Table {
    /// The columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// How many of the rows of a table of two columns name a fact of a tiltak in the first.
    pub fn facts(&self) -> usize {
        let rows = if self.width() == 2 { self.rows.len() } else { 0 };
        (0..rows).filter(|row| fact(&self.words(*row, 0)).is_some()).count()
    }

    /// A table of pairs beside each other ("Ansvar | Dalane | Tidsramme | 2026") as one with a pair in each row.
    pub fn unfolded(&self) -> Option<Self> {
        let is_label = |row: usize, column: usize| fact(&self.words(row, column)).is_some();
        let both = |row: usize| is_label(row, 0) && is_label(row, 2);
        let is_folded =
            self.width() == 4 && (0..self.rows.len()).any(both) && !(0..self.rows.len()).any(|row| is_label(row, 1));
        if !is_folded {
            return None;
        }
        let mut rows = Vec::new();
        for cells in &self.rows {
            let is_joined = |column: usize| cells.get(column).is_some_and(|cell| cell.joined_left);
            let pairs: &[usize] = if is_joined(2) { &[0] } else { &[0, 2] };
            for first in pairs {
                let row: Vec<Cell> = cells.iter().skip(*first).take(2).cloned().collect();
                if row.iter().any(|cell| !cell.lines.is_empty()) {
                    rows.push(row);
                }
            }
        }
        Some(Self { rows })
    }

    /// The words of a cell; those of the cell that it is a part of, if it goes on from above.
    pub fn words(&self, row: usize, column: usize) -> String {
        let cell = |row: usize| self.rows.get(row).and_then(|cells| cells.get(column));
        let first = (0..=row).rev().find(|row| cell(*row).is_none_or(|cell| !cell.joined_up));
        first.and_then(cell).map(Cell::words).unwrap_or_default()
    }
}

impl Line {
    /// A line of plain words.
    pub fn plain(words: impl Into<String>) -> Self {
        Self { text: Text::plain(words), ..Self::default() }
    }

    /// Its words, with single blanks.
    pub fn words(&self) -> String {
        single_blanks(&self.text.0.iter().map(|run| run.text.as_str()).collect::<String>())
    }

    /// Whether every word of it is strong.
    pub fn is_strong(&self) -> bool {
        let mut words = self.text.0.iter().filter(|run| run.text.contains(|c: char| c.is_alphanumeric())).peekable();
        words.peek().is_some() && words.all(|run| run.strong)
    }

    /// How many bytes of its words are strong at its beginning, where the others are not: a label.
    pub fn strong_start(&self) -> Option<usize> {
        let is_strong = |run: &&Run| run.strong || run.text.trim().is_empty();
        let start: String = self.text.0.iter().take_while(is_strong).map(|run| run.text.as_str()).collect();
        let length = start.trim_end().len();
        let has_words = start.contains(char::is_alphanumeric);
        (has_words && !self.is_strong()).then_some(length)
    }

    /// The number of a delmål and that of a tiltak in it that the line begins with, and how many bytes of its words they take:
    /// "1.2 Boligkart".
    pub fn decimal(&self) -> Option<(u16, u16, usize)> {
        let parse = |sign: &str| {
            let (goal, own) = sign.trim_end_matches(['.', ')', ':']).split_once('.')?;
            let number = |own: &str| own.parse::<u16>().ok().filter(|_| (1..=2).contains(&own.len()));
            Some((number(goal)?, number(own)?))
        };
        if let Some(sign) = self.marker.as_ref().and_then(|marker| marker.number.as_deref()) {
            return parse(sign).map(|(goal, own)| (goal, own, 0));
        }
        let words = self.words();
        let (first, rest) = words.split_once(' ')?;
        let (goal, own) = parse(first)?;
        rest.starts_with(char::is_alphabetic).then_some((goal, own, first.len() + 1))
    }

    /// Whether its style says one of these words.
    pub fn has_style(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.style.starts_with(name))
    }

    /// The line without so many bytes of its words at the beginning.
    pub fn without_start(&self, mut bytes: usize) -> Self {
        let mut rest = self.clone();
        rest.text = Text(Vec::new());
        for run in &self.text.0 {
            let most = bytes.min(run.text.len());
            let taken = (most..=run.text.len()).find(|at| run.text.is_char_boundary(*at)).unwrap_or(run.text.len());
            bytes -= most;
            if taken < run.text.len() {
                rest.text.0.push(Run { text: run.text[taken..].to_string(), ..run.clone() });
            }
        }
        if let Some(first) = rest.text.0.first_mut() {
            first.text = first.text.trim_start().to_string();
        }
        rest
    }

    /// The line in the form in which it is read: letters only, single blanks, the sign of a list that was typed by hand apart.
    /// A line that is broken by hand is several.
    pub fn settled(self) -> Vec<Self> {
        let mut lines = vec![Self { text: Text(Vec::new()), ..self.clone() }];
        for run in self.text.0 {
            for (at, part) in run.text.split(['\n', '\u{b}', '\u{2028}']).enumerate() {
                if at > 0 {
                    let marker = None;
                    let last = lines.last().cloned().unwrap_or_default();
                    lines.push(Self { text: Text(Vec::new()), marker, ..last });
                }
                let text: String = part.chars().filter(|c| !is_hidden(*c)).map(plain_sign).collect();
                if let Some(line) = lines.last_mut() {
                    line.text.0.push(Run { text, ..run.clone() });
                }
            }
        }
        lines.into_iter().map(Self::with_marker).filter(|line| !line.words().is_empty()).collect()
    }

    /// Takes the sign of a list that was typed by hand from the words.
    fn with_marker(mut self) -> Self {
        let all: String = self.text.0.iter().map(|run| run.text.as_str()).collect();
        let blank = all.len() - all.trim_start().len();
        let deep = all[..blank].matches(['\t', '\u{2003}']).count() + all[..blank].matches(' ').count() / 4;
        if self.marker.is_none()
            && let Some((length, number)) = typed_marker(&all[blank..])
        {
            self = self.without_start(blank + length);
            let level = u8::try_from(deep).unwrap_or(u8::MAX).min(5);
            self.marker = Some(Marker { level, number, typed: true });
        }
        let mut ended = true;
        for run in &mut self.text.0 {
            let mut text = String::new();
            for c in run.text.chars() {
                let blank = c.is_whitespace();
                if !(blank && ended) {
                    text.push(if blank { ' ' } else { c });
                }
                ended = blank;
            }
            run.text = text;
        }
        self.text.0.retain(|run| !run.text.is_empty());
        if let Some(last) = self.text.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.text.0.retain(|run| !run.text.is_empty());
        self
    }
}

/// A sign that every font has.
fn plain_sign(c: char) -> char {
    match c {
        // What Word's own fonts for signs have for a bullet.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f0fc}' => '•',
        c if has_no_meaning(c) => ' ',
        '\u{2011}' => '-',
        c => c,
    }
}

/// The sign that a line begins with as an item of a list, by its length with the blank after it, and its number.
fn typed_marker(words: &str) -> Option<(usize, Option<String>)> {
    let first = words.chars().next()?;
    let end = words.find(char::is_whitespace)?;
    let (sign, rest) = words.split_at(end);
    let length = end + rest.len() - rest.trim_start().len();
    if rest.trim().is_empty() {
        return None;
    }
    if "•◦▪■●○‣⁃∙*–-—·o§".contains(first) && sign.len() == first.len_utf8() {
        // A dash before a date or a number may be a minus; a lone «o» is a bullet only before a tab.
        let is_bullet = first != 'o' && first != '§' || rest.starts_with('\t');
        return is_bullet.then_some((length, None));
    }
    let body = sign.strip_suffix(['.', ')'])?;
    let body = body.strip_prefix('(').unwrap_or(body);
    let parts: Vec<&str> = body.split('.').collect();
    let numbered = parts.iter().all(|part| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()) && !part.starts_with('0')
    });
    let lettered = body.len() == 1 && body.bytes().all(|byte| byte.is_ascii_lowercase()) && sign.ends_with(')');
    let month = rest.trim_start_matches([' ', '.']).split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let dated = crate::plan::MONTH_NAMES.contains(&folded(month).as_str());
    ((numbered || lettered) && !dated).then(|| (length, Some(sign.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_a_list_that_was_typed_by_hand_is_no_word() {
        let told = |words: &str| {
            let line = Line::plain(words).settled().remove(0);
            let sign = line.marker.as_ref().map(|marker| marker.number.clone().unwrap_or("•".into()));
            format!("{}|{}", sign.unwrap_or_default(), line.words())
        };
        for (words, expected) in [
            ("•\tEit punkt", "•|Eit punkt"),
            ("- Eit  punkt ", "•|Eit punkt"),
            ("\u{f0b7} Eit punkt", "•|Eit punkt"),
            ("o\tEit punkt", "•|Eit punkt"),
            ("o og p", "|o og p"),
            ("3. Eit punkt", "3.|Eit punkt"),
            ("3.1. Eit punkt", "3.1.|Eit punkt"),
            ("a) Eit punkt", "a)|Eit punkt"),
            ("17. mai 2025", "|17. mai 2025"),
            ("2025. Året", "|2025. Året"),
            ("-5 grader", "|-5 grader"),
        ] {
            assert_eq!(told(words), expected, "{words}");
        }
    }

    #[test]
    fn a_line_that_is_broken_by_hand_is_several() {
        let lines = Line::plain("Ein\n• To").settled();
        assert_eq!(lines.iter().map(Line::words).collect::<Vec<_>>(), ["Ein", "To"]);
        assert!(lines[1].marker.is_some());
    }
}
