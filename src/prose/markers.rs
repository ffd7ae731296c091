//! The signs at the beginning of a line that open a list or a quote.

use std::ops::Range;

/// A line that opens more lists and quotes than this is not read at all: depth costs time and stack.
const MOST_OPENED: usize = 12;

/// The line that opens more lists and quotes, one in the other, than any text does.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line.trim_start();
        let mut opened = 0;
        while let Some(after) = after_marker(rest) {
            rest = after.trim_start();
            opened += 1;
            if opened > MOST_OPENED {
                return Some(at..at + line.trim_end().len());
            }
        }
        at += line.len();
    }
    None
}

/// What follows the sign at the beginning of a line that opens a list or a quote.
pub(super) fn after_marker(line: &str) -> Option<&str> {
    if let Some(after) = line.strip_prefix('>') {
        return Some(after);
    }
    let marked = line.strip_prefix(['-', '+', '*']).or_else(|| {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        line[digits..].strip_prefix(['.', ')']).filter(|_| digits > 0)
    })?;
    marked.starts_with([' ', '\t']).then_some(marked)
}

#[cfg(test)]
mod tests {
    use crate::prose::read;

    #[test]
    fn depth_costs_nothing() {
        for marker in ["+ ", "1. ", "> ", "- "] {
            let start = std::time::Instant::now();
            assert!(!read(&marker.repeat(100_000)).problems.is_empty());
            assert!(start.elapsed() < std::time::Duration::from_secs(1));
        }
    }
}
