//! The texts of the plan's files, kept for messages: which line and column, and what stands there.

use std::ops::Range;

use crate::finding::Place;

/// A file of the plan.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name by which the user knows it, as given on the command line plus the file's name.
    pub name: String,
    /// Its text, normalised (no byte order mark, line feeds only, NFC).
    pub text: String,
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
                (file, path.span(&file.text))
            }
            Place::Within(path, range) => {
                let file = self.files.get(path.file)?;
                (file, path.span_within(&file.text, range))
            }
        };
        Some((file, file.char_span(span)))
    }
}

impl Source {
    /// Line and column, both from 1, the column in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..offset.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The byte offset of a line and column, both from 1, the column in characters.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let line_start = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
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
