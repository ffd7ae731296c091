//! The signs of a RON text without its meaning: which characters are layout, and how deep the brackets go. For texts that
//! no parser should be given, and for changes that must leave all else as it is.

use std::ops::Range;

/// What a character of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// White space, or a comma, which a layout may add and take away.
    Layout,
    /// A sign of the language: the same in every layout.
    Sign,
    /// A character of a string or of a comment.
    Inside,
}

/// Every character with what it is; all of a string or of a comment are signs, but for the white space at a comment's end.
pub fn parts(text: &str) -> impl Iterator<Item = (usize, char, Part)> + '_ {
    let mut end_of_string = 0;
    text.char_indices().map(move |(at, c)| {
        if at < end_of_string {
            return (at, c, Part::Inside);
        }
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').map_or(rest, |end| &rest[..end]).trim_end().len()
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r#") || rest.starts_with("r\"") {
            raw_string(rest)
        } else if c == '"' {
            plain_string(rest)
        } else {
            0
        };
        end_of_string = at + length;
        let layout = length == 0 && (c.is_whitespace() || c == ',');
        let part = if length > 0 { Part::Inside } else { Part::Sign };
        (at, c, if layout { Part::Layout } else { part })
    })
}

fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let end = format!("\"{}", "#".repeat(hashes));
    let open = 2 + hashes;
    match rest.get(open..) {
        Some(inside) if rest[1 + hashes..].starts_with('"') => {
            inside.find(&end).map_or(rest.len(), |found| open + found + end.len())
        }
        _ => 0,
    }
}

fn plain_string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// Deeper than any plan goes. ron stops at 128 levels with an error; ron2 0.3 takes all memory there is when something
/// follows such depth.
const DEEPEST: usize = 100;

/// Whether the brackets go deeper than any plan's.
pub fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    for (_, c, _) in parts(text).filter(|(_, _, part)| *part == Part::Sign) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// Where the string in plain quotes begins that goes on over a line's end and ends right before an offset: what stands
/// there should have been a string, and the one before it lacks its quote.
pub fn unclosed_string(text: &str, offset: usize) -> Option<usize> {
    let mut before = None;
    for (at, c, part) in parts(text).take_while(|(at, _, _)| *at < offset) {
        if part == Part::Inside && before != Some(Part::Inside) && c == '"' {
            let end = at + plain_string(&text[at..]);
            let reaches = end >= offset || text[end..offset].trim().is_empty();
            if reaches && text[at..end].contains('\n') {
                return Some(at);
            }
        }
        before = Some(part);
    }
    None
}

/// A bracket without its like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbalanced {
    /// Its bytes.
    pub span: Range<usize>,
    /// The bracket.
    pub bracket: char,
    /// Whether it opens something that is never closed; otherwise it closes what nothing opens.
    pub opens: bool,
}

/// The first bracket that has no like.
pub fn unbalanced(text: &str) -> Option<Unbalanced> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let lone = |at: usize, bracket, opens| Some(Unbalanced { span: at..at + 1, bracket, opens });
    for (at, c, _) in parts(text).filter(|(_, _, part)| *part == Part::Sign) {
        let like = match c {
            '(' | '[' | '{' => {
                open.push((at, c));
                continue;
            }
            ')' => '(',
            ']' => '[',
            '}' => '{',
            _ => continue,
        };
        match open.pop() {
            Some((_, opened)) if opened == like => {}
            // Closed by another kind: what was opened last is not closed.
            Some((opened_at, opened)) => return lone(opened_at, opened, true),
            None => return lone(at, c, false),
        }
    }
    open.pop().and_then(|(at, bracket)| lone(at, bracket, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bracket_without_its_like_is_found() {
        let found = |text| unbalanced(text).map(|lone| (lone.span.start, lone.opens));
        assert_eq!(found("(a: [1, 2], b: \"(\", // (\n c: r#\")\"#)"), None);
        assert_eq!(found("(a: [(b: 1, (c: 2)], d: 3)"), Some((5, true)));
        assert_eq!(found("(a: 1))"), Some((6, false)));
        assert_eq!(found("(a: (b: 1)"), Some((0, true)));
    }

    #[test]
    fn depth_is_that_of_brackets_outside_strings() {
        assert!(is_too_deep(&"[".repeat(101)));
        assert!(!is_too_deep(&format!("(a: \"{}\")", "[".repeat(500))));
    }
}
