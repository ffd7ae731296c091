//! How a string is written in a data file: which bytes of the file stand for which bytes of the string's value. The file may
//! have letters taken apart (NFD), other line ends and escapes; the value has letters put together and line feeds only.

use std::ops::Range;

use ron2::Value;
use ron2::ast::{FormatConfig, StringExpr, StringKind, format_expr, value_to_expr};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What stands for a backslash before a line's end in a syntax tree: ron2 does not know that ron reads on after it.
pub(super) const CONTINUATION: char = '\u{1}';

/// The smallest piece of a string that is written as one: a letter with its marks, a line end, an escape.
struct EscapeUnit {
    /// Its bytes in what is written.
    written: Range<usize>,
    /// How many bytes of the value it stands for.
    stands_for: usize,
}

/// The bytes in the file of a range of a string's value. A range that begins or ends within an escape or a letter is
/// widened to the whole of it.
pub fn span_as_written(string: &StringExpr, range: &Range<usize>) -> Range<usize> {
    let (content, start) = content(string);
    let (mut value, mut from, mut to) = (0, None, None);
    let mut end = 0;
    for unit in units(content, string.kind) {
        let next = value + unit.stands_for;
        // What stands for nothing belongs to what follows it.
        if from.is_none() && unit.stands_for > 0 && next > range.start {
            from = Some(unit.written.start);
        }
        if to.is_none() && range.end <= value {
            to = Some(if range.is_empty() { unit.written.start } else { end });
        }
        if unit.stands_for > 0 || to.is_none() {
            end = unit.written.end;
        }
        value = next;
    }
    let from = from.unwrap_or(content.len());
    let to = to.unwrap_or(end).max(from);
    start + from..start + to
}

/// What stands between a string's quotes, and where it begins in the file.
pub fn content<'t>(string: &'t StringExpr) -> (&'t str, usize) {
    let opening = opening(string.kind);
    let closing = opening - usize::from(matches!(string.kind, StringKind::Raw { .. }));
    let raw = string.raw.as_ref();
    (raw.get(opening..raw.len().saturating_sub(closing)).unwrap_or_default(), string.span.start_offset + opening)
}

/// How long what opens a string is: r, the hashes, the quote.
fn opening(kind: StringKind) -> usize {
    match kind {
        StringKind::Raw { hash_count } => 2 + usize::from(hash_count),
        StringKind::Regular => 1,
    }
}

fn units(content: &str, kind: StringKind) -> impl Iterator<Item = EscapeUnit> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = content.get(at..)?;
        let first = rest.chars().next()?;
        let (length, stands_for) = match first {
            '\\' | CONTINUATION if kind == StringKind::Regular && rest[1..].starts_with(['\n', '\r']) => {
                // The blanks that the next line begins with are not the value's either.
                (rest.len() - rest[1..].trim_start_matches([' ', '\t', '\n', '\r']).len(), 0)
            }
            '\\' if kind == StringKind::Regular => escape(rest),
            '\r' if rest.starts_with("\r\n") => (2, 1),
            '\r' => (1, 1),
            _ => letter(rest),
        };
        let written = at..at + length;
        at = written.end;
        Some(EscapeUnit { written, stands_for })
    })
}

/// The first letter with its marks: its length, and that of the same put together.
fn letter(rest: &str) -> (usize, usize) {
    let mut chars = rest.char_indices().skip(1);
    let begins = |c: char| canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let length = chars.find(|(_, c)| begins(*c)).map_or(rest.len(), |(at, _)| at);
    let own = &rest[..length];
    let composed = if own.is_ascii() { length } else { own.nfc().map(char::len_utf8).sum() };
    (length, composed)
}

/// An escape's length, and how many bytes it stands for.
fn escape(rest: &str) -> (usize, usize) {
    let mut chars = rest.char_indices().skip(1);
    let Some((_, second)) = chars.next() else { return (rest.len(), 1) };
    match second {
        'x' => (chars.nth(1).map_or(rest.len(), |(at, c)| at + c.len_utf8()), 1),
        'u' => {
            let end = rest.find('}').map_or(rest.len(), |at| at + 1);
            let digits = rest[..end].trim_start_matches("\\u").trim_matches(['{', '}']);
            let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
            (end, c.map_or(1, char::len_utf8))
        }
        other => (1 + other.len_utf8(), 1),
    }
}

/// A text as it is written in a string of a kind, and the hashes that a raw string around it needs at least. Line ends are
/// those given.
pub fn encode_string(text: &str, kind: StringKind, newline: &str) -> (String, u8) {
    match kind {
        StringKind::Raw { hash_count } => {
            let runs = text.match_indices('"').map(|(at, _)| text[at + 1..].bytes().take_while(|b| *b == b'#').count());
            let longest = runs.max().map_or(0, |run| run + 1);
            (text.replace('\n', newline), hash_count.max(u8::try_from(longest).unwrap_or(u8::MAX)))
        }
        StringKind::Regular => {
            let quoted = quoted(text);
            (quoted[1..quoted.len() - 1].to_string(), 0)
        }
    }
}

/// A text as RON writes it, with its quotes. Only what must be is written as an escape: the letters stay what they are.
pub fn quoted(text: &str) -> String {
    format_expr(&value_to_expr(Value::from(text)), &FormatConfig::minimal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ron2::ast::{Expr, parse_document_lossy};

    /// What stands in a file for a range of a value.
    fn stands(text: &str, range: Range<usize>) -> String {
        let tree = parse_document_lossy(text).0;
        let Some(Expr::String(string)) = &tree.value else { panic!("{text}") };
        text[span_as_written(string, &range)].to_string()
    }

    #[test]
    fn a_range_is_found_through_quotes_escapes_and_letters_taken_apart() {
        assert_eq!(stands("\"b\\tc\\u{e5}d\"", 5..6), "d");
        assert_eq!(stands("\"b\\tc\\u{e5}d\"", 3..5), "\\u{e5}");
        assert_eq!(stands("r##\"a\"#b\"##", 1..3), "\"#");
        assert_eq!(stands("\"a\u{30a}l\"", 0..2), "a\u{30a}");
        assert_eq!(stands("\"a\u{30a}l\"", 2..3), "l");
        assert_eq!(stands("r#\"ein\r\nto\"#", 4..6), "to");
        assert_eq!(stands("r#\"ein\r\nto\"#", 3..4), "\r\n");
        assert_eq!(stands("\"\"", 0..0), "");
    }

    #[test]
    fn what_is_quoted_keeps_its_letters() {
        assert_eq!(quoted("«ål» 'e' o\u{301}"), "\"«ål» 'e' o\u{301}\"");
        assert_eq!(quoted("\"\\\n\t\u{1}"), "\"\\\"\\\\\\n\\t\\x01\"");
    }

    proptest! {
        #[test]
        fn every_letter_of_a_value_is_found_where_it_is_written(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "a", "å", "a\u{30a}", "\\n", "\\u{e5}", "\\\\", "\\\"", "\\x41", "«", " ", "e\u{301}\u{323}",
            ]), 0..30),
        ) {
            let text = format!("\"{}\"", pieces.concat());
            let tree = parse_document_lossy(&text).0;
            let Some(Expr::String(string)) = &tree.value else { panic!("{text}") };
            // The value as the plan has it: of the text with its letters put together.
            let value: String = ron::from_str(&text.nfc().collect::<String>()).unwrap();
            for (at, c) in value.char_indices() {
                let stands = &text[span_as_written(string, &(at..at + c.len_utf8()))];
                let read: String = ron::from_str(&format!("\"{}\"", stands.nfc().collect::<String>())).unwrap();
                prop_assert!(read.contains(c), "{} of {}: {}", c, text, stands);
            }
        }

        #[test]
        fn what_is_encoded_is_read_again(text in "[a-zæøå \"'#\\\\\n\t\u{0}\u{1}\u{7f}\u{301}{}]{0,40}", raw in any::<bool>(), hashes in 0u8..3) {
            let kind = if raw { StringKind::Raw { hash_count: hashes } } else { StringKind::Regular };
            let (inside, needed) = encode_string(&text, kind, "\n");
            let fence = "#".repeat(usize::from(needed));
            let whole = if raw { format!("r{fence}\"{inside}\"{fence}") } else { format!("\"{inside}\"") };
            prop_assert_eq!(ron::from_str::<String>(&whole).unwrap(), text);
        }
    }
}
