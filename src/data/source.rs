//! The texts of the plan's files, kept for messages: which line and column, and what stands there.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use ron2::ast::{Document, parse_document_lossy};

use super::normalise;
use super::positions::Positions;
use super::signs::is_too_deep;
use super::strings::CONTINUATION;
use super::tokens::{TokenKind, tokens};
use super::tree;
use crate::finding::{Finding, Place};

/// A file of the plan.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name by which the user knows it, as given on the command line plus the file's name.
    pub name: String,
    /// Its name in the plan's folder.
    pub file: String,
    /// Its bytes, as they were read.
    pub bytes: Vec<u8>,
    /// Its text, normalised (no byte order mark, line feeds only, NFC).
    pub text: String,
    /// Its syntax tree, once it has been asked for.
    tree: OnceLock<Document<'static>>,
    /// Where its lines begin, once it has been asked for.
    lines: OnceLock<Vec<usize>>,
    /// Its bytes beside its text, once they have been asked for.
    positions: OnceLock<Positions>,
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
                (file, tree::span(path, file.tree()))
            }
            Place::Within(path, range) => {
                let file = self.files.get(path.file)?;
                (file, tree::span_within(path, file.tree(), range))
            }
        };
        Some((file, file.char_span(span)))
    }

    /// Gives the files other names to be known by, made of those that they have in the plan's folder, also where something
    /// was found: a folder that is only there for a while is never named.
    pub fn rename(&mut self, findings: &mut [Finding], name: impl Fn(&str) -> String) {
        for source in &mut self.files {
            let new = name(&source.file);
            let old = std::mem::replace(&mut source.name, new);
            for finding in findings.iter_mut().filter(|_| !old.is_empty()) {
                finding.message = finding.message.replace(&old, &source.name);
                if let Place::File(file) = &mut finding.place
                    && *file == old
                {
                    file.clone_from(&source.name);
                }
            }
        }
    }
}

/// The syntax tree of a text, as far as it has one.
pub(super) fn parse_lossy(text: &str) -> Document<'_> {
    match mask_line_continuations(if is_too_deep(text) { "" } else { text }) {
        Cow::Borrowed(text) => parse_document_lossy(text).0,
        Cow::Owned(text) => parse_document_lossy(&text).0.into_owned(),
    }
}

/// The text with each backslash before a line end in a string replaced by another sign of one byte: ron2 rejects such
/// strings, and paths into them would be lost.
fn mask_line_continuations(text: &str) -> Cow<'_, str> {
    let goes_on = |rest: &str| rest.starts_with("\\\n") || rest.starts_with("\\\r\n");
    if !text.match_indices('\\').any(|(at, _)| goes_on(&text[at..])) {
        return Cow::Borrowed(text);
    }
    let mut made = text.to_string();
    for string in tokens(text).filter(|token| token.kind == TokenKind::Text) {
        let mut at = string.span.start;
        while let Some(found) = text[at..string.span.end].find('\\') {
            at += found;
            if goes_on(&text[at..]) {
                made.replace_range(at..=at, CONTINUATION.encode_utf8(&mut [0; 4]));
                at += 1;
            } else {
                at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
            }
        }
    }
    Cow::Owned(made)
}

impl Source {
    /// A file with its text.
    pub fn new(name: String, text: String) -> Self {
        Self {
            name,
            file: String::new(),
            bytes: Vec::new(),
            text,
            tree: OnceLock::new(),
            lines: OnceLock::new(),
            positions: OnceLock::new(),
        }
    }

    /// A file of the plan's folder, not read yet: the name by which the user knows it, and its own.
    pub(super) fn unread(name: String, file: &str) -> Self {
        Self { file: file.into(), ..Self::new(name, String::new()) }
    }

    /// A file of the plan's folder as it stands in an editor: the name by which the user knows it, its own, and its text there.
    pub fn open(name: String, file: String, text: String) -> Self {
        Self { file, bytes: text.clone().into_bytes(), ..Self::new(name, normalise(text)) }
    }

    /// The syntax tree, as far as the text has one.
    pub fn tree(&self) -> &Document<'static> {
        self.tree.get_or_init(|| parse_lossy(&self.text).into_owned())
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let after = self.text.match_indices('\n').map(|(newline, _)| newline + 1);
            std::iter::once(0).chain(after).collect()
        })
    }

    /// Line and column, both from 1, the column in characters, as an editor that shows the file counts them.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        // Most files are written as they are kept.
        if self.bytes == self.text.as_bytes() {
            return self.composed_position(self.text.floor_char_boundary(offset));
        }
        let positions = self.positions();
        positions.line_column(positions.text_to_raw(offset))
    }

    /// The bytes of the file beside its text; of one that is not UTF-8 the text alone.
    pub fn positions(&self) -> &Positions {
        let raw = std::str::from_utf8(&self.bytes).ok().filter(|raw| !raw.is_empty());
        self.positions.get_or_init(|| Positions::of(raw.unwrap_or(&self.text)))
    }

    /// Line and column of the text as it is kept here.
    pub fn composed_position(&self, offset: usize) -> (usize, usize) {
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

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::plan::Path;

    #[test]
    fn what_follows_a_line_that_goes_on_is_found_on_its_own_line() {
        let text = "(a: \"ein\\\\ \\\n    to\", b: r\"\\\n\", c: \"tre\")";
        let sources = Sources { files: vec![Source::new(String::new(), text.into())] };
        let stands = |field: &'static str, range: Range<usize>| {
            let (file, span) = sources.resolve(&Place::Within(Path::hovud().field(field), range)).unwrap();
            file.text[span].to_string()
        };
        assert_eq!(stands("a", 0..3), "ein");
        assert_eq!(stands("a", 5..7), "to");
        assert_eq!(stands("c", 0..3), "tre");
        assert_eq!(ron::from_str::<String>("\"ein\\\\ \\\n    to\"").unwrap(), "ein\\ to");
    }

    #[test]
    fn columns_are_those_of_the_file_as_it_is_written() {
        let apart = "(namn: \"a\u{30a}a\u{30a}\", x: 1)";
        let mut source = Source::new(String::new(), apart.nfc().collect());
        source.bytes = apart.into();
        let at = source.text.find('x').unwrap();
        assert_eq!(source.position(at), (1, apart[..apart.find('x').unwrap()].chars().count() + 1));
        assert_eq!(source.position(1), (1, 2));
    }
}
