//! How a string is written in a data file: its quotes and hashes, its escapes, and a text as a new one.

use ron2::Value;
use ron2::ast::{FormatConfig, StringExpr, StringKind, format_expr, value_to_expr};

/// What stands for a backslash before a line's end in a syntax tree: ron2 does not know that ron reads on after it.
pub(super) const CONTINUATION: char = '\u{1}';

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

/// The character that an escape stands for, and the escape's length; `None` if it is none of RON's. A byte of a longer character
/// counts as the character 0.
pub(super) fn escape(rest: &str) -> Option<(char, usize)> {
    let c = match rest[1..].chars().next()? {
        'u' => {
            let digits = rest[2..].strip_prefix('{')?.split_once('}')?.0;
            return Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, digits.len() + 4));
        }
        'x' => {
            let byte = u8::from_str_radix(rest.get(2..4)?, 16).ok()?;
            return Some((if byte.is_ascii() { byte.into() } else { '\0' }, 4));
        }
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        c @ ('\\' | '"' | '\'') => c,
        _ => return None,
    };
    Some((c, 2))
}

/// How many hashes a raw string of a text needs at least; `None` if it is more than ron2 knows.
pub(super) fn hashes(text: &str) -> Option<u8> {
    let runs = text.match_indices('"').map(|(at, _)| text[at + 1..].bytes().take_while(|byte| *byte == b'#').count());
    let needed = runs.max().map_or(0, |run| run + 1);
    u8::try_from(needed).ok().filter(|needed| *needed <= 8)
}

/// A text as a raw string with so many hashes.
pub(super) fn raw(text: &str, hashes: u8) -> String {
    let fence = "#".repeat(hashes.into());
    format!("r{fence}\"{text}\"{fence}")
}

/// A text as it stands between the quotes of a string with escapes.
pub(super) fn escaped(text: &str) -> String {
    let quoted = quoted(text);
    quoted[1..quoted.len() - 1].to_string()
}

/// A text as RON writes it, with its quotes. Only what must be is written as an escape: the letters stay what they are.
pub fn quoted(text: &str) -> String {
    format_expr(&value_to_expr(Value::from(text)), &FormatConfig::minimal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_quoted_keeps_its_letters() {
        assert_eq!(quoted("«ål» 'e' o\u{301}"), "\"«ål» 'e' o\u{301}\"");
        assert_eq!(quoted("\"\\\n\t\u{1}"), "\"\\\"\\\\\\n\\t\\x01\"");
    }

    #[test]
    fn a_raw_string_has_at_most_eight_hashes() {
        assert_eq!(hashes("utan"), Some(0));
        assert_eq!(hashes("\" og \"## og #####"), Some(3));
        assert_eq!(hashes("\"#######"), Some(8));
        assert_eq!(hashes("\"########"), None);
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_read_again(text in "[a-zæøå \"'#\\\\\n\t\u{0}\u{1}\u{7f}\u{301}{}]{0,40}", more in 0u8..3) {
            prop_assert_eq!(&ron::from_str::<String>(&format!("\"{}\"", escaped(&text))).unwrap(), &text);
            if let Some(needed) = hashes(&text) {
                prop_assert_eq!(ron::from_str::<String>(&raw(&text, needed + more)).unwrap(), text);
            }
        }
    }
}
