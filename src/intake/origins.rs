//! Where the words of a Word file come from. Comes in: the lines of a file that was made of a document, and the document. Goes out:
//! for each letter of a line, which letter of which text of the document it is.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::lines::{Line, key, parts};
use crate::document::{BREAK, Block, Document, List, Origin, OriginRole, Run, Table, Text};
use crate::plan::Path;
use crate::plan::fields::{ValueKind, values_at};

/// A text of a document, with what it is as a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedText {
    /// The words.
    pub text: Text,
    /// Its level as an item of a list, from 1; 0 outside lists.
    pub level: usize,
    /// The number that its list begins with, if that counts.
    pub start: Option<u64>,
    /// Whether an item begins with it.
    pub begins_item: bool,
    /// Whether its list begins with it.
    pub begins_list: bool,
    /// Whether it is a heading.
    pub is_heading: bool,
}

impl PlacedText {
    /// A paragraph outside lists.
    pub fn paragraph(text: Text) -> Self {
        Self { text, level: 0, start: None, begins_item: false, begins_list: false, is_heading: false }
    }

    /// The run of each letter.
    pub fn runs(&self) -> Vec<&Run> {
        self.text.0.iter().flat_map(|run| run.text.chars().filter(|c| *c != BREAK).map(move |_| run)).collect()
    }
}

/// A document as the Word file of it reads, with its origins.
#[derive(Debug, Clone)]
pub struct Origins {
    /// The lines.
    pub lines: Vec<Line>,
    /// The texts of the document.
    pub texts: Vec<PlacedText>,
    /// For each letter of each line: its text, and its letter there.
    pub letters: Vec<Vec<Option<(usize, usize)>>>,
    /// The texts that the prose of a value is, in order.
    pub prose: BTreeMap<Path, Vec<usize>>,
}

impl Origins {
    /// Finds the texts of a document in the lines of its Word file.
    pub fn find(lines: Vec<Line>, document: &Document) -> Self {
        let texts = texts(document);
        let mut letters: Vec<Vec<Option<(usize, usize)>>> =
            lines.iter().map(|line| vec![None; line.text().chars().count()]).collect();
        let words: Vec<String> = texts.iter().map(|own| own.text.words().replace(BREAK, "")).collect();
        let keys: Vec<String> = words.iter().map(|own| key(own)).collect();
        let line_keys: Vec<String> = lines.iter().map(Line::key).collect();
        let (mut i, mut j) = (0, 0);
        for op in capture_diff_slices(Algorithm::Patience, &keys, &line_keys) {
            let (tag, old, new) = op.as_tag_tuple();
            let (old, new) = (i..i + old.len(), j..j + new.len());
            (i, j) = (old.end, new.end);
            if tag == DiffTag::Equal {
                for (text, line) in old.zip(new) {
                    place(&[(text, &words[text])], &[(line, &lines[line].text())], &mut letters);
                }
                continue;
            }
            let olds: Vec<(usize, &String)> = old.map(|at| (at, &words[at])).collect();
            let news: Vec<(usize, String)> = new.map(|at| (at, lines[at].text())).collect();
            let news: Vec<(usize, &String)> = news.iter().map(|(at, own)| (*at, own)).collect();
            place(&olds, &news, &mut letters);
        }
        let mut prose: BTreeMap<Path, Vec<usize>> = BTreeMap::new();
        for (at, text) in texts.iter().enumerate() {
            if let Some(path) = prose_path(&text.text).filter(|_| !text.is_heading) {
                prose.entry(path).or_default().push(at);
            }
        }
        Self { lines, texts, letters, prose }
    }

    /// The run that a letter of a line comes from.
    pub fn run(&self, line: usize, letter: usize) -> Option<&Run> {
        let (text, at) = (*self.letters.get(line)?.get(letter)?)?;
        let mut start = 0;
        self.texts[text].text.0.iter().find(|run| {
            start += run.letters();
            at < start
        })
    }

    /// The text that a line is the whole of.
    pub fn text_of(&self, line: usize) -> Option<usize> {
        let (text, _) = self.letters.get(line)?.iter().flatten().next()?;
        let is_own = self.letters[line].iter().flatten().all(|(own, _)| own == text);
        let is_whole = key(&self.texts[*text].text.words().replace(BREAK, "")) == self.lines[line].key();
        (is_own && is_whole).then_some(*text)
    }
}

/// The value whose prose a text is.
fn prose_path(text: &Text) -> Option<Path> {
    let of = |run: &Run| match &run.origin {
        Some(Origin { path, role: OriginRole::Own, pieces, .. }) if !pieces.is_empty() => Some(path.clone()),
        _ => None,
    };
    // One of references alone has no words of its own, and stands in a value all the same.
    let by = |run: &Run| run.origin.as_ref().filter(|_| run.is_reference()).and_then(|origin| origin.by.clone());
    let path = text.0.iter().find_map(of).or_else(|| text.0.iter().find_map(by))?;
    values_at(&path).contains(&ValueKind::Prose).then_some(path)
}

/// Gives the letters of lines the letters of texts that they are.
fn place(texts: &[(usize, &String)], lines: &[(usize, &String)], letters: &mut [Vec<Option<(usize, usize)>>]) {
    let joined = |all: &[(usize, &String)]| {
        let mut places: Vec<Option<(usize, usize)>> = Vec::new();
        let mut text = String::new();
        for (at, own) in all {
            places.extend((0..own.chars().count()).map(|letter| Some((*at, letter))));
            places.push(None);
            text += own;
            text.push('\u{1}');
        }
        (text, places)
    };
    let ((old, olds), (new, news)) = (joined(texts), joined(lines));
    for part in parts(&old, &new).into_iter().filter(|part| part.same) {
        for (from, to) in part.old.zip(part.new) {
            if let (Some(source), Some((line, letter))) = (olds[from], news[to]) {
                letters[line][letter] = Some(source);
            }
        }
    }
}

/// The texts of a document in the order in which its Word file has them.
fn texts(document: &Document) -> Vec<PlacedText> {
    let mut texts = Vec::new();
    if let Some(cover) = &document.cover {
        let first = [Some(&cover.mark), Some(&cover.title), cover.subtitle.as_ref(), Some(&cover.agreement)];
        let first = first.into_iter().flatten().chain([&cover.period]).chain(&cover.note).chain(&cover.parties);
        let addressee = cover.addressee.iter().flat_map(|own| [&own.title].into_iter().chain(&own.lines));
        texts.extend(first.chain(addressee).chain(&cover.colophon).cloned().map(PlacedText::paragraph));
        if let Some(log) = &cover.log {
            texts.extend([&log.title, &log.note].map(|own| PlacedText::paragraph(own.clone())));
            table(&log.table, &mut texts);
        }
    }
    texts.push(PlacedText::paragraph(document.contents_title.clone()));
    blocks(&document.blocks, 0, &mut texts);
    texts
}

fn table(own: &Table, texts: &mut Vec<PlacedText>) {
    let caption = own.caption.iter().map(|own| &own.text);
    let heads = own.columns.iter().map(|column| &column.head);
    let cells = own.rows.iter().flat_map(|row| row.visible_cells().map(|(cell, _)| cell).collect::<Vec<_>>());
    let cells = cells.flat_map(|cell| cell.lines.iter().chain(&cell.notes));
    texts.extend(caption.chain(heads).chain(cells).cloned().map(PlacedText::paragraph));
}

fn blocks(all: &[Block], level: usize, texts: &mut Vec<PlacedText>) {
    for block in all {
        match block {
            Block::Heading(heading) => {
                texts.push(PlacedText { is_heading: true, ..PlacedText::paragraph(heading.title.clone()) });
                if let Some(aside) = &heading.aside {
                    texts.extend([&aside.value, &aside.of].map(|own| PlacedText::paragraph(own.clone())));
                }
            }
            Block::Paragraph { text, .. } => texts.push(PlacedText { level, ..PlacedText::paragraph(text.clone()) }),
            Block::List(list) => items(list, level + 1, texts),
            Block::Table(own) => table(own, texts),
            Block::Figure(figure) => texts.push(PlacedText::paragraph(figure.caption.text.clone())),
            Block::Sideways { blocks: inner } => blocks(inner, level, texts),
        }
    }
}

fn items(list: &List, level: usize, texts: &mut Vec<PlacedText>) {
    for (index, item) in list.items.iter().enumerate() {
        let first = texts.len();
        blocks(item, level, texts);
        // An item that begins with a list has no words of its own.
        if let Some(own) = texts.get_mut(first).filter(|own| own.level == level) {
            (own.begins_item, own.begins_list) = (true, index == 0);
        }
        for own in texts[first..].iter_mut().filter(|own| own.level == level) {
            own.start = list.start;
        }
    }
}
