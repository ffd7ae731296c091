//! The text of a Word file line by line, as it is compared: a line for each paragraph that has words. Contents lists and the numbers
//! of pages are Word's to work out and are left out; so are boxes in drawings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::word::{self, Block, MarkKind, Paragraph, Revision, RunKind};
use crate::compare::order::pair_by_likeness;
use crate::document::{BREAK, HARD_SPACE};
use crate::prose::bare_addresses;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Line {
    /// Its words, in stretches that look alike.
    #[serde(rename = "t")]
    pub stretches: Vec<Stretch>,
    /// Its level as a heading.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    /// Its level as an item of a list, from 1, and whether that counts.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub item: Option<(usize, bool)>,
    /// Whether it stands in a table.
    #[serde(rename = "c", default, skip_serializing_if = "std::ops::Not::not")]
    pub in_table: bool,
    /// Where it stands in a table.
    #[serde(skip)]
    pub cell: Option<CellPlace>,
    /// The tracked changes in it.
    #[serde(skip)]
    pub revisions: Vec<Revision>,
    /// The comments on it.
    #[serde(skip)]
    pub comments: Vec<String>,
    /// The words of notes that hang on it.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// Where a cell stands in its table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellPlace {
    /// The words of the first cell of its row; none in that cell itself.
    pub row: Option<String>,
    /// The words at the head of its column.
    pub column: String,
}

/// Words that look alike.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Stretch {
    /// The words.
    #[serde(rename = "w")]
    pub text: String,
    /// Whether they are bold, more than their paragraph.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// Whether they are italic, more than their paragraph.
    #[serde(rename = "i", default, skip_serializing_if = "std::ops::Not::not")]
    pub emph: bool,
    /// The address that they lead to.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The bookmark that they lead to.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub bookmark: Option<String>,
}

impl Stretch {
    /// Whether another looks the same and leads to the same place.
    fn looks_like(&self, other: &Self) -> bool {
        let look = |own: &Self| (own.strong, own.emph);
        look(self) == look(other) && self.url == other.url && self.bookmark == other.bookmark
    }
}

impl Line {
    /// All its words.
    pub fn text(&self) -> String {
        self.stretches.iter().map(|own| own.text.as_str()).collect()
    }

    /// What it is known by: its words, whatever signs and blanks a program sets in their place.
    pub fn key(&self) -> String {
        key(&self.text())
    }

    /// The stretch of each of its letters.
    pub fn looks(&self) -> Vec<&Stretch> {
        self.stretches.iter().flat_map(|own| own.text.chars().map(move |_| own)).collect()
    }
}

/// The lines of blocks.
pub fn lines(blocks: &[Block]) -> Vec<Line> {
    let mut lines = Vec::new();
    collect(blocks, false, &mut lines);
    lines
}

fn collect(blocks: &[Block], in_table: bool, lines: &mut Vec<Line>) {
    for block in blocks {
        match block {
            Block::Paragraph(own) if !is_of_contents(own) => {
                let mut line = line(own, lines.last());
                line.in_table = in_table;
                if !line.text().trim().is_empty() || !line.comments.is_empty() || !line.notes.is_empty() {
                    lines.push(line);
                }
            }
            Block::Table(table) => {
                for (cell, place) in placed_cells(table) {
                    let start = lines.len();
                    collect(&cell.blocks, true, lines);
                    lines[start..].iter_mut().for_each(|line| line.cell = line.cell.take().or_else(|| place.clone()));
                }
            }
            Block::Paragraph(_) | Block::TextBox(_) => {}
        }
    }
}

/// The cells of a table with their places; those of its first row have none, for they are the heads.
fn placed_cells(table: &word::Table) -> Vec<(&word::Cell, Option<CellPlace>)> {
    let first_words = |cell: &word::Cell| {
        let words = word::words(&cell.blocks);
        words.lines().next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let columns = |row: &word::Row| {
        let widths = row.cells.iter().scan(row.skipped, |at, cell| {
            let start = *at;
            *at += cell.columns;
            Some(start)
        });
        widths.collect::<Vec<_>>()
    };
    let heads: BTreeMap<usize, String> = table
        .rows
        .first()
        .map_or_else(BTreeMap::new, |row| columns(row).into_iter().zip(row.cells.iter().map(first_words)).collect());
    let mut placed = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        let name = row.cells.first().map(first_words).filter(|name| !name.is_empty());
        for (index, (cell, column)) in row.cells.iter().zip(columns(row)).enumerate() {
            let row = name.clone().filter(|_| index > 0);
            let head = heads.get(&column).filter(|_| number > 0);
            placed.push((cell, head.map(|head| CellPlace { row, column: head.clone() })));
        }
    }
    placed
}

/// Whether a paragraph is an entry of a contents list.
fn is_of_contents(own: &Paragraph) -> bool {
    let name = own.style.name.to_lowercase();
    let level = name.strip_prefix("toc").or(name.strip_prefix("contents")).or(name.strip_prefix("innhald"));
    let is_entry = level.is_some_and(|level| level.trim().parse::<u8>().is_ok());
    is_entry || own.runs.iter().any(|run| run.field.as_deref().is_some_and(|field| field.starts_with("TOC")))
}

fn line(own: &Paragraph, before: Option<&Line>) -> Line {
    let mut line = Line { heading: own.outline, revisions: own.revisions.clone(), ..Line::default() };
    let counts = |numbering: &word::Numbering| (numbering.level + 1, !numbering.is_bullet());
    line.item = own.numbering.as_ref().filter(|_| own.outline.is_none()).map(counts);
    if line.item.is_none() && own.style.name == "List Continue" {
        line.item = before.and_then(|before| before.item);
    }
    for mark in &own.marks {
        if let MarkKind::Comment(id) | MarkKind::CommentStart(id) = &mark.kind
            && !line.comments.contains(id)
        {
            line.comments.push(id.clone());
        }
    }
    for run in &own.runs {
        match run.kind {
            RunKind::Text => {}
            RunKind::Note(_) => {
                line.notes.push(run.text.clone());
                continue;
            }
            RunKind::Image => continue,
        }
        let field = run.field.as_deref().unwrap_or_default();
        if ["PAGEREF", "PAGE", "NUMPAGES"].iter().any(|name| field.starts_with(name)) || run.hidden {
            continue;
        }
        let text: String = run.text.chars().filter(|c| !matches!(*c, BREAK | '\u{ad}')).map(blank).collect();
        let (url, link) = match &run.link {
            Some(word::Link::Url(url)) => (Some(url.clone()), None),
            Some(word::Link::Bookmark(name)) => (None, Some(name.clone())),
            None => (None, None),
        };
        let referred = field.strip_prefix("REF ").and_then(|rest| rest.split_whitespace().next());
        let stretch = Stretch {
            text,
            strong: run.bold && !own.bold_by_style,
            emph: run.italic && !own.italic_by_style,
            url,
            bookmark: link.or_else(|| referred.map(ToString::to_string)),
        };
        match line.stretches.last_mut() {
            Some(last) if last.looks_like(&stretch) => last.text += &stretch.text,
            _ => line.stretches.push(stretch),
        }
    }
    line.stretches = line.stretches.into_iter().flat_map(with_addresses).collect();
    without_typed_number(own, &mut line);
    line
}

/// A stretch with the addresses that stand bare in it as links, as the plan has them.
fn with_addresses(own: Stretch) -> Vec<Stretch> {
    let is_link = own.url.is_some() || own.bookmark.is_some();
    let addresses = if is_link { Vec::new() } else { bare_addresses(&own.text) };
    let mut made = Vec::new();
    let mut at = 0;
    for range in addresses {
        let url = Some(own.text[range.clone()].to_string());
        made.push(Stretch { text: own.text[at..range.start].into(), ..own.clone() });
        made.push(Stretch { text: own.text[range.clone()].into(), url, ..own.clone() });
        at = range.end;
    }
    made.push(Stretch { text: own.text[at..].into(), ..own });
    made.retain(|own| !own.text.is_empty());
    made
}

/// The most letters of a number that is words: «Delmål 12:», «10.».
const LONGEST_NUMBER: usize = 14;

/// Takes away the number of a heading or of a list's item where it is words with a tab after it, as in files with marks of changes.
fn without_typed_number(own: &Paragraph, line: &mut Line) {
    let is_item = own.style.name == "List Number" && line.item.is_none();
    if !is_item && own.outline.is_none() || own.numbering.is_some() {
        return;
    }
    let text: String = own.runs.iter().map(|run| run.text.as_str()).collect();
    let Some((number, _)) = text.split_once('\t') else { return };
    let mut left = number.chars().count() + 1;
    if left > LONGEST_NUMBER || !number.chars().any(|c| c.is_ascii_digit()) {
        return;
    }
    for stretch in &mut line.stretches {
        let taken = stretch.text.chars().count().min(left);
        stretch.text = stretch.text.chars().skip(taken).collect();
        left -= taken;
    }
    line.stretches.retain(|own| !own.text.is_empty());
    if is_item {
        line.item = Some((1, true));
    }
}

fn blank(c: char) -> char {
    if matches!(c, '\t' | '\n') { ' ' } else { c }
}

/// A letter as it is compared.
fn same(c: char) -> char {
    match c {
        HARD_SPACE | '\u{202f}' => ' ',
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        '\u{2011}' => '-',
        other => other,
    }
}

/// What words are known by.
pub fn key(text: &str) -> String {
    let text: String = text.chars().map(same).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of two texts that are the same line, in order; those that differ are alike.
pub fn paired(old: &[Line], new: &[Line]) -> Vec<(usize, usize)> {
    let keys = |lines: &[Line]| lines.iter().map(Line::key).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(old), keys(new));
    let [old_bags, new_bags] = [&old_keys, &new_keys].map(|keys| keys.iter().map(|key| bag(key)).collect::<Vec<_>>());
    pair_by_likeness(&old_keys, &new_keys, |i, j| {
        // What stands in a table is none of the text, and a tiltak is no delmål.
        let is_other = old[i].in_table != new[j].in_table
            || old[i].heading.zip(new[j].heading).is_some_and(|(one, other)| one != other);
        if is_other { 0.0 } else { similarity(&old_bags[i], &new_bags[j]) }
    })
}

fn bag(key: &str) -> BTreeMap<&str, usize> {
    let mut bag = BTreeMap::new();
    for word in key.split(' ') {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

/// How much of two texts' words they have in common, from 0 to 1.
fn similarity(one: &BTreeMap<&str, usize>, other: &BTreeMap<&str, usize>) -> f64 {
    let common: usize = one.iter().filter_map(|(word, count)| Some(*count.min(other.get(word)?))).sum();
    let all: usize = one.values().chain(other.values()).sum();
    2.0 * common as f64 / all.max(1) as f64
}

/// How alike two texts are.
pub fn alike(one: &str, other: &str) -> f64 {
    similarity(&bag(&key(one)), &bag(&key(other)))
}

/// A part of two texts: whether they are the same there, and the letters in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whether they are the same.
    pub same: bool,
    /// The letters of the old.
    pub old: std::ops::Range<usize>,
    /// The letters of the new.
    pub new: std::ops::Range<usize>,
}

/// Compares two texts, word by word.
pub fn parts(old: &str, new: &str) -> Vec<Part> {
    let (before, after) = (tokens(old), tokens(new));
    let keys = |all: &[Vec<char>]| all.iter().map(|own| own.iter().copied().map(same).collect::<String>()).collect();
    let (old_keys, new_keys): (Vec<String>, Vec<String>) = (keys(&before), keys(&after));
    let length = |all: &[Vec<char>]| all.iter().map(Vec::len).sum::<usize>();
    let mut made: Vec<Part> = Vec::new();
    let (mut old_at, mut new_at, mut i, mut j) = (0, 0, 0, 0);
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        let (old_long, new_long) = (length(&before[i..i + old_range.len()]), length(&after[j..j + new_range.len()]));
        (i, j) = (i + old_range.len(), j + new_range.len());
        let part = Part { same: tag == DiffTag::Equal, old: old_at..old_at + old_long, new: new_at..new_at + new_long };
        (old_at, new_at) = (part.old.end, part.new.end);
        match made.last_mut() {
            Some(last) if last.same == part.same => {
                last.old.end = part.old.end;
                last.new.end = part.new.end;
            }
            _ => made.push(part),
        }
    }
    made
}

/// Words, and each blank and sign by itself.
fn tokens(text: &str) -> Vec<Vec<char>> {
    let mut made: Vec<Vec<char>> = Vec::new();
    let mut in_word = false;
    for c in text.chars() {
        let is_word = c.is_alphanumeric();
        match made.last_mut() {
            Some(last) if is_word && in_word => last.push(c),
            _ => made.push(vec![c]),
        }
        in_word = is_word;
    }
    made
}
