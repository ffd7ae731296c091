//! Writes prose: blocks as the Markdown that is read as them. Comes in: blocks, and the text that they were before, if there was
//! one. Goes out: a string for the data. What the text had already stays as it was written, word by word; a sign that stands
//! for itself gets a backslash only where it would mean something.
//!
//! What is read can be written: reading what was written gives the same blocks, save where emphasis hangs on stars that are
//! words beside it, or on four of them in a row. What can't be read (strong emphasis of half a word, a link to nowhere) keeps
//! its words and loses its look. Headings, tables and figures are no prose and are left out.
//!
//! A text whose lines are all indented but the first is read without that indentation: "- a\n  - b" is a list of two items. Such a
//! text begins with a line's end when it is written.

use std::fmt::Debug;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::days::begins_with_month;
use super::draft::{Draft, paragraphs};
use super::inline::{Written, written};
use super::original::{Source, sources};
use super::readable::{between_blanks, is_plain, readable};
use crate::document::{BREAK, Block, List, Origin, Run, Text};

/// The Markdown of blocks.
pub fn write(blocks: &[Block]) -> String {
    rewrite("", blocks)
}

/// The Markdown of blocks that take the place of a text. Blocks, items and words that it has already stay as they are written
/// there. A text with what is not allowed is written anew.
pub fn rewrite(original: &str, blocks: &[Block]) -> String {
    let sources = sources(original);
    let blocks = readable(blocks, &paragraphs(sources.iter().map(|source| &source.block)));
    if sources.len() == blocks.len() && sources.iter().zip(&blocks).all(|(source, block)| source.block == *block) {
        return original.to_string();
    }
    let nothing = ("", String::new(), "");
    let around = match (sources.first(), sources.last()) {
        (Some(first), Some(last)) => (&original[..first.span.start], margin(original), &original[last.span.end..]),
        _ => nothing.clone(),
    };
    let attempt = |kept: &[Source], keeps_words: bool, (head, margin, tail): (&str, String, &str)| {
        let mut writer = Writer { original, margin: margin.clone(), keeps_words, draft: Draft::default() };
        writer.draft.push(head, 0);
        writer.blocks(kept, &blocks, &margin, false);
        writer.finished(tail).settled(&blocks)
    };
    attempt(&sources, true, around.clone())
        .or_else(|_| attempt(&sources, false, around.clone()))
        .or_else(|_| attempt(&[], false, around.clone()))
        .or_else(|text| attempt(&[], false, nothing.clone()).map_err(|_| text))
        .unwrap_or_else(|text| text)
}

/// What the lines of a text after the first are all indented by.
fn margin(text: &str) -> String {
    let blank = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines = text.split('\n').skip(1).filter(|line| !line.trim().is_empty());
    lines.map(|line| &line[..blank(line)]).min_by_key(|indent| indent.len()).unwrap_or_default().to_string()
}

/// What became of an old thing.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kept {
    /// It is the old one at this place.
    Same(usize),
    /// It stands in the stead of the old one at this place.
    Changed(usize),
    /// There was nothing in its place.
    New,
}

impl Kept {
    fn old(self) -> Option<usize> {
        match self {
            Self::Same(at) | Self::Changed(at) => Some(at),
            Self::New => None,
        }
    }
}

/// What became of the old: for each of the new, which of the old it is.
fn compared<T: PartialEq + Debug>(old: &[T], new: &[T]) -> Vec<Kept> {
    let keys = |all: &[T]| all.iter().map(|own| format!("{own:?}")).collect::<Vec<_>>();
    let mut kept = vec![Kept::New; new.len()];
    for op in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                (0..len).for_each(|at| kept[new_index + at] = Kept::Same(old_index + at));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (0..old_len.min(new_len)).for_each(|at| kept[new_index + at] = Kept::Changed(old_index + at));
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => {}
        }
    }
    kept
}

/// What became of the old, where what was moved is found too.
fn compared_and_moved<T: PartialEq + Debug>(old: &[T], new: &[T]) -> Vec<Kept> {
    let mut kept = compared(old, new);
    for at in 0..new.len() {
        if !matches!(kept[at], Kept::Same(_)) {
            let is_free = |own: &usize| old[*own] == new[at] && !kept.contains(&Kept::Same(*own));
            if let Some(own) = (0..old.len()).find(is_free) {
                kept[at] = Kept::Same(own);
            }
        }
    }
    kept
}

struct Writer<'t> {
    original: &'t str,
    /// What the original's lines after the first are all indented by.
    margin: String,
    /// Whether the words of a changed paragraph that it had already stay as they are written.
    keeps_words: bool,
    draft: Draft,
}

impl Writer<'_> {
    /// The draft with an end.
    fn finished(mut self, tail: &str) -> Draft {
        self.draft.push(tail, 0);
        // What all lines but the first are indented by is not read.
        let text = &self.draft.text;
        let is_first = !text.split('\n').next().unwrap_or_default().trim().is_empty();
        if is_first && margin(text).len() > self.margin.len() {
            self.draft.begin_with(&format!("\n{}", self.margin));
        }
        self.draft
    }

    /// Blocks that stand in the stead of others, their lines after the first indented.
    fn blocks(&mut self, old: &[Source], new: &[Block], indent: &str, in_item: bool) {
        let old_blocks: Vec<Block> = old.iter().map(|own| own.block.clone()).collect();
        let kept = compared_and_moved(&old_blocks, new);
        let mut marker = None;
        for (at, block) in new.iter().enumerate() {
            if at > 0 {
                match (kept[at - 1].old(), kept[at].old()) {
                    (Some(before), Some(own)) if own == before + 1 => {
                        self.keep(old[before].span.end..old[own].span.start)
                    }
                    _ => {
                        let is_close = in_item && follows_directly(&new[at - 1], block);
                        self.draft.push(if is_close { "\n" } else { "\n\n" }, 0);
                        self.draft.push(indent, 0);
                    }
                }
            }
            let source = kept[at].old().map(|own| &old[own]);
            let before = marker.take();
            match (block, source) {
                (_, Some(source))
                    if matches!(kept[at], Kept::Same(_)) && (before.is_none() || self.marker(source) != before) =>
                {
                    marker = self.marker(source);
                    self.keep(source.span.clone());
                    self.draft.push("", paragraphs([block]).len());
                }
                (Block::Paragraph { text, .. }, source) => {
                    self.paragraph(source, text);
                    self.draft.push("", 1);
                }
                (Block::List(list), source) => {
                    let is_alike =
                        |old: &Block| matches!(old, Block::List(old) if old.start.is_some() == list.start.is_some());
                    let source = source.filter(|source| is_alike(&source.block));
                    let after = kept.get(at + 1).filter(|next| matches!(next, Kept::Same(_)));
                    let after = after.and_then(|next| self.marker(&old[next.old()?]));
                    let signs = if list.start.is_some() { ".)" } else { "-*+" };
                    let own = source.and_then(|source| self.marker(source));
                    let is_free = |sign: &char| Some(*sign) != before && Some(*sign) != after;
                    let sign = own.into_iter().chain(signs.chars()).find(is_free).unwrap_or('-');
                    let indent = source.map_or(indent.to_string(), |source| self.column(source.span.start));
                    self.list(source, list, &indent, sign);
                    marker = Some(sign);
                }
                _ => {}
            }
        }
    }

    /// Puts what is written already after the draft.
    fn keep(&mut self, span: Range<usize>) {
        self.draft.push(&self.original[span], 0);
    }

    /// The sign of a list's items: a bullet, or what stands after a number.
    fn marker(&self, source: &Source) -> Option<char> {
        let Block::List(_) = source.block else { return None };
        self.original[source.span.start..].trim_start_matches(|c: char| c.is_ascii_digit()).chars().next()
    }

    /// The blanks that put a line's beginning under a place in the original.
    fn column(&self, at: usize) -> String {
        let start = self.original[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.original[start..at];
        let (margin, before) = if start == 0 { (self.margin.as_str(), before.trim_start()) } else { ("", before) };
        margin.chars().chain(before.chars().map(|c| if c == '\t' { c } else { ' ' })).collect()
    }

    /// A list in the stead of another, each item after the sign of the list.
    fn list(&mut self, old: Option<&Source>, new: &List, indent: &str, sign: char) {
        let old = old.map_or(&[][..], |source| &source.items);
        let contents: Vec<Vec<Block>> =
            old.iter().map(|item| item.blocks.iter().map(|source| source.block.clone()).collect()).collect();
        let kept = compared_and_moved(&contents, &new.items);
        let gap = match old {
            [first, second, ..] => self.original[first.span.end..second.span.start].to_string(),
            _ if new.items.iter().any(|item| !item.windows(2).all(|pair| follows_directly(&pair[0], &pair[1]))) => {
                format!("\n\n{indent}")
            }
            _ => format!("\n{indent}"),
        };
        // "1. mai" is a day.
        let is_dated =
            new.start.is_some() && new.items.iter().any(|item| begins_with_month(&format!(" {}", first_words(item))));
        for (at, item) in new.items.iter().enumerate() {
            if at > 0 {
                match (kept[at - 1].old(), kept[at].old()) {
                    (Some(before), Some(own)) if own == before + 1 => {
                        self.keep(old[before].span.end..old[own].span.start)
                    }
                    _ => self.draft.push(&gap, 0),
                }
            }
            let mut marker = new.start.map(|start| start.saturating_add(at as u64).to_string()).unwrap_or_default();
            marker.push(sign);
            let source = kept[at].old().map(|own| &old[own]);
            let first = source.and_then(|source| source.blocks.first());
            let written = first.zip(source).map(|(first, source)| &self.original[source.span.start..first.span.start]);
            match (written.filter(|written| written.trim_end().len() == marker.len()), source) {
                (Some(written), Some(source)) => {
                    marker += &written[marker.len()..];
                    self.draft.push(&marker, 0);
                    let column = first.map(|first| self.column(first.span.start)).unwrap_or_default();
                    self.blocks(&source.blocks, item, &column, true);
                }
                _ => {
                    marker += if is_dated { "  " } else { " " };
                    self.draft.push(if item.is_empty() { marker.trim_end() } else { &marker }, 0);
                    self.blocks(&[], item, &format!("{indent}{}", " ".repeat(marker.len())), true);
                }
            }
        }
    }

    /// A paragraph in the stead of another.
    fn paragraph(&mut self, source: Option<&Source>, text: &Text) {
        let original = self.original;
        let old = source.filter(|_| self.keeps_words).and_then(|source| pieces(source, original)).unwrap_or_default();
        let words: Vec<Vec<Run>> = old.iter().map(|piece| piece.runs.clone()).collect();
        let new = between_blanks(&text.0);
        let kept = compared(&words, &new);
        for (at, runs) in new.iter().enumerate() {
            if at > 0 {
                // The blank before the word as it was, or that after the word before it.
                let before = kept[at].old().and_then(|own| own.checked_sub(1)).or(kept[at - 1].old());
                let blank = before.and_then(|before| old.get(before)).map_or("", |piece| piece.blank);
                self.draft.push(if blank.is_empty() { " " } else { blank }, 0);
            }
            match kept[at] {
                Kept::Same(own) => self.draft.push(old[own].markdown, 0),
                _ => self.draft.push_words(&written(runs).unwrap_or_else(|| plain(runs))),
            }
        }
    }
}

/// Whether a block needs no blank line after another in an item.
fn follows_directly(before: &Block, block: &Block) -> bool {
    matches!((before, block), (Block::Paragraph { .. }, Block::List(list)) if list.start.is_none_or(|start| start == 1))
}

/// The words that blocks begin with.
fn first_words(blocks: &[Block]) -> &str {
    match blocks.first() {
        Some(Block::Paragraph { text, .. }) => text.0.first().map_or("", |run| &run.text),
        _ => "",
    }
}

/// What stands between two blanks of a paragraph, as it is written.
#[derive(Debug)]
struct Piece<'t> {
    runs: Vec<Run>,
    markdown: &'t str,
    /// The blank after it, which may be a line's end.
    blank: &'t str,
}

/// The pieces of a paragraph of the original, if they can be told.
fn pieces<'t>(source: &Source, original: &'t str) -> Option<Vec<Piece<'t>>> {
    let Block::Paragraph { text, .. } = &source.block else { return None };
    let mut blanks = Vec::new();
    for run in source.runs.iter().filter(|run| is_plain(run)) {
        let origin = run.origin.as_ref()?;
        for (at, _) in run.text.chars().filter(|c| *c != BREAK).enumerate().filter(|(_, c)| *c == ' ') {
            let mut blank = blank_at(origin, run, at)?;
            // What stands before the words of a line within a list is no part of it.
            if original.get(blank.clone())?.contains('\n') {
                let after = &original[blank.end..];
                blank.end += after.len() - after.trim_start_matches([' ', '\t']).len();
            }
            blanks.push(blank);
        }
    }
    let words = between_blanks(&text.0);
    let starts = [source.span.start].into_iter().chain(blanks.iter().map(|blank| blank.end));
    let ends = blanks.iter().map(|blank| blank.start).chain([source.span.end]);
    let after = blanks.iter().map(|blank| original.get(blank.clone())).chain([Some("")]);
    let all = words.into_iter().zip(starts.zip(ends)).zip(after);
    let pieces = all.map(|((runs, (start, end)), blank)| {
        let blank = blank.filter(|blank| blank.trim().is_empty())?;
        Some(Piece { runs, markdown: original.get(start..end)?, blank })
    });
    pieces.collect()
}

/// Where a blank of a run stands in the string.
fn blank_at(origin: &Origin, run: &Run, at: usize) -> Option<Range<usize>> {
    let index = origin.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?;
    let piece = &origin.pieces[index];
    let end = origin.pieces.get(index + 1).map_or(run.letters(), |next| next.at);
    if end == piece.at + 1 {
        return Some(piece.range.clone());
    }
    let letters = run.text.chars().filter(|c| *c != BREAK);
    let before: usize = letters.skip(piece.at).take(at - piece.at).map(char::len_utf8).sum();
    Some(piece.range.start + before..piece.range.start + before + 1)
}

/// The words of runs, without signs.
fn plain(runs: &[Run]) -> Written {
    let text = Text(runs.to_vec()).words();
    let literals = text.match_indices(|c: char| c.is_ascii_punctuation()).map(|(at, _)| at).collect();
    Written { text, literals }
}

#[cfg(test)]
mod tests;
