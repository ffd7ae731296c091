//! The texts of the plan's files, kept for messages: which line and column, and what stands there.

use std::cell::OnceCell;
use std::ops::Range;

use ron2::ast::{Document, parse_document_lossy};

use super::signs::is_too_deep;
use crate::finding::Place;

/// A file of the plan.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name by which the user knows it, as given on the command line plus the file's name.
    pub name: String,
    /// Its text, normalised (no byte order mark, line feeds only, NFC).
    pub text: String,
    /// Its syntax tree, once it has been asked for.
    tree: OnceCell<Document<'static>>,
    /// Where its lines begin, once it has been asked for.
    lines: OnceCell<Vec<usize>>,
}

/// The files of the plan: `plan.ron` first, then the delmål files in their order.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The files.
    pub files: Vec<Source>,
}

impl Sources {
    /// The file and bytes of a place, if it is inside a file that was read.
    pub fn resolve(&self, place: &Place) -> Option<(&Source, Range<usize>)> {
        let (file, span) = match place {
            Place::File(_) => return None,
            Place::Span { file, span } => (self.files.get(*file)?, span.clone()),
            Place::Value(path) => {
                let file = self.files.get(path.file)?;
                (file, path.span(file.tree()))
            }
            Place::Within(path, range) => {
                let file = self.files.get(path.file)?;
                (file, path.span_within(file.tree(), range))
            }
        };
        Some((file, file.char_span(span)))
    }
}

/// The syntax tree of a text, as far as it has one.
pub(super) fn tree(text: &str) -> Document<'_> {
    parse_document_lossy(if is_too_deep(text) { "" } else { text }).0
}

impl Source {
    /// A file with its text.
    pub fn new(name: String, text: String) -> Self {
        Self { name, text, tree: OnceCell::new(), lines: OnceCell::new() }
    }

    /// The syntax tree, as far as the text has one.
    pub fn tree(&self) -> &Document<'static> {
        self.tree.get_or_init(|| tree(&self.text).into_owned())
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let after = self.text.match_indices('\n').map(|(newline, _)| newline + 1);
            std::iter::once(0).chain(after).collect()
        })
    }

    /// Line and column, both from 1, the column in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.lines().partition_point(|start| *start <= offset);
        (line, self.text[self.lines()[line - 1]..offset].chars().count() + 1)
    }

    /// The text of a line, from 1, without its end.
    pub fn line(&self, line: usize) -> &str {
        let start = self.lines().get(line - 1).copied().unwrap_or(self.text.len());
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// The byte offset of a line and column, both from 1, the column in characters.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let line_start = self.lines().get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text[line_start..]
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(self.text.len(), |(offset, _)| line_start + offset)
    }

    /// The range moved to whole characters within the text.
    fn char_span(&self, span: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        start..self.text.ceil_char_boundary(span.end.max(start))
    }
}
