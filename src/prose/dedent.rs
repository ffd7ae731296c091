//! The indentation that the lines of a text share, in a file where they stand under their key. Comes in: a string as it is
//! written. Goes out: the text without it, and the way back to the places in the string.

use std::ops::Range;

/// A text without the indentation that its lines share, and the way back to the places in the original.
#[derive(Debug)]
pub struct Dedented {
    pub(super) text: String,
    /// For each line: where it begins here, and where in the original.
    lines: Vec<(usize, usize)>,
}

impl Dedented {
    /// The text of a string as it is written.
    pub fn new(original: &str) -> Self {
        let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        // The first line begins right after the quote; it has no indentation to share.
        let shared =
            original.split('\n').skip(1).filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0);
        let mut text = String::with_capacity(original.len());
        let mut lines = Vec::new();
        let mut offset = 0;
        for (index, line) in original.split('\n').enumerate() {
            let removed = if index == 0 { indentation(line) } else { shared.min(indentation(line)) };
            lines.push((text.len(), offset + removed));
            text.push_str(&line[removed..]);
            text.push('\n');
            offset += line.len() + 1;
        }
        Self { text, lines }
    }

    /// The text: a line end stands after every line of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place in the original of an offset.
    fn place(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        let (start, original) = self.lines[line];
        original + offset - start
    }

    /// The bytes in the original of a span, blanks at its ends too.
    pub fn exact(&self, span: &Range<usize>) -> Range<usize> {
        self.place(span.start)..self.place(span.end)
    }

    /// The bytes in the original of what stands in a span, without the blanks around it.
    pub(super) fn original(&self, span: &Range<usize>) -> Range<usize> {
        let inside = &self.text[span.clone()];
        let start = span.start + inside.len() - inside.trim_start().len();
        let end = span.start + inside.trim_end().len();
        self.place(start.min(end))..self.place(end)
    }
}

/// The first line that stands further out than the first one after the quote, if one does.
pub(super) fn further_out(text: &str) -> Option<Range<usize>> {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    if text.lines().next().is_some_and(|line| !line.trim().is_empty()) {
        return None;
    }
    let mut at = 0;
    let mut first = None;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 && !line.trim().is_empty() {
            let own = indentation(line);
            if own + 4 <= *first.get_or_insert(own) {
                return Some(at + own..at + line.trim_end().len());
            }
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, List, Role, Run, Text};
    use crate::prose::read;

    fn paragraph(runs: Vec<Run>) -> Block {
        Block::paragraph(Role::Body, Text(runs))
    }

    #[test]
    fn indented_lines_are_paragraphs_and_lists() {
        let prose = read("\n        Ein\n        to.\n\n        - tre\n          fire\n        - fem\n    ");
        assert_eq!(prose.problems, []);
        let item = |text: &str| vec![paragraph(vec![Run::plain(text)])];
        assert_eq!(
            prose.blocks,
            [
                paragraph(vec![Run::plain("Ein to.")]),
                Block::List(List { start: None, whole: false, items: vec![item("tre fire"), item("fem")] }),
            ]
        );
    }
}
