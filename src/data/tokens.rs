//! The tokens of a RON text: every byte of it, whatever it holds. Where a string, a comment or a character ends is decided
//! as ron2's lexer decides it, also in texts that are broken, so that no bracket which ron2 sees is hidden here.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// White space.
    Blank,
    /// `// …`, without the white space at its end and the line's end.
    LineComment,
    /// `/* … */`, with those inside it.
    BlockComment,
    /// `"…"`.
    Text,
    /// `r"…"`, `r#"…"#`.
    RawText,
    /// `b"…"`, `br"…"`, `br#"…"#`.
    Bytes,
    /// `'…'`, `b'…'`.
    Char,
    /// `1`, `-0.5`, `0xff`.
    Number,
    /// A name: of a field, of a variant, `true`; `r#name` too.
    Name,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `:`.
    Colon,
    /// `,`.
    Comma,
    /// Any other character.
    Other,
    /// A string or a comment that goes on to the text's end, or a lone apostrophe with what follows it.
    Unclosed,
}

impl TokenKind {
    /// Whether it is a comment.
    pub fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes.
    pub span: Range<usize>,
    /// Whether ron and ron2 may see something else here: a string may begin in another place.
    pub is_ambiguous: bool,
}

/// The tokens of a text, in one pass.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let (kind, length, is_ambiguous) = token(rest);
        let span = at..at + length;
        at = span.end;
        Some(Token { kind, span, is_ambiguous })
    })
}

/// The first token of a text that is not empty.
fn token(rest: &str) -> (TokenKind, usize, bool) {
    let certain = |(kind, length)| (kind, length, false);
    let first = rest.chars().next().unwrap_or_default();
    let one = |kind| (kind, first.len_utf8(), false);
    match first {
        _ if is_blank(first) => (TokenKind::Blank, rest.find(|c| !is_blank(c)).unwrap_or(rest.len()), false),
        '(' | '[' | '{' => one(TokenKind::Open),
        ')' | ']' | '}' => one(TokenKind::Close),
        ':' => one(TokenKind::Colon),
        ',' => one(TokenKind::Comma),
        '/' if rest.starts_with("//") => {
            let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
            (TokenKind::LineComment, line.trim_end_matches(is_blank).len(), false)
        }
        '/' if rest.starts_with("/*") => certain(block_comment(rest)),
        '"' => certain(quoted(rest, 1, TokenKind::Text)),
        '\'' => certain(character(rest, 0)),
        'r' | 'b' => text_with_prefix(rest).unwrap_or_else(|| name(rest)),
        '0'..='9' => number(rest, 0),
        '+' | '-' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(rest, 1),
        '+' | '-' if rest[1..].starts_with("inf") || rest[1..].starts_with("NaN") => number(rest, 1),
        _ if is_in_name(first) => name(rest),
        _ => one(TokenKind::Other),
    }
}

/// White space of RON; a no-break space is none.
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_doubtful(c)
}

/// Whether it would take Unicode's tables to know that a character may stand in a name, or that it may not.
fn is_doubtful(c: char) -> bool {
    match c {
        '\u{b7}' | '\u{200c}' | '\u{200d}' | '\u{203f}' | '\u{2040}' | '\u{2054}' => true,
        '\0'..'\u{250}' => !c.is_ascii() && c.is_numeric(),
        '\u{2000}'..='\u{206f}' => false,
        _ => true,
    }
}

fn block_comment(rest: &str) -> (TokenKind, usize) {
    let bytes = rest.as_bytes();
    let (mut at, mut depth) = (2, 1);
    while depth > 0 {
        match bytes.get(at..at + 2) {
            Some(b"/*") => depth += 1,
            Some(b"*/") => depth -= 1,
            Some(_) => {
                at += 1;
                continue;
            }
            None => return (TokenKind::Unclosed, rest.len()),
        }
        at += 2;
    }
    (TokenKind::BlockComment, at)
}

/// A string whose inside begins at an offset and has escapes.
fn quoted(rest: &str, inside: usize, kind: TokenKind) -> (TokenKind, usize) {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(inside) {
        match byte {
            b'"' if !escaped => return (kind, at + 1),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    (TokenKind::Unclosed, rest.len())
}

/// A string that begins with `r` or `b`.
fn text_with_prefix(rest: &str) -> Option<(TokenKind, usize, bool)> {
    if rest.starts_with("b\"") {
        let (kind, length) = quoted(rest, 2, TokenKind::Bytes);
        return Some((kind, length, false));
    }
    if rest.starts_with("b'") {
        let (kind, length) = character(rest, 1);
        return Some((kind, length, false));
    }
    let (prefix, kind) = if rest.starts_with("br") { (2, TokenKind::Bytes) } else { (1, TokenKind::RawText) };
    let inside = opening(rest.get(prefix..)?).filter(|_| rest.starts_with('r') || prefix == 2)? + prefix;
    let hashes = inside - prefix - 1;
    let end = format!("\"{}", "#".repeat(hashes));
    let (kind, length) = match rest[inside..].find(&end) {
        Some(found) => (kind, inside + found + end.len()),
        None => (TokenKind::Unclosed, rest.len()),
    };
    // ron2 knows no more than eight, and ends the string at the first quote.
    Some((kind, length, hashes > 8))
}

/// The length of `#…"`.
fn opening(rest: &str) -> Option<usize> {
    let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
    rest[hashes..].starts_with('"').then_some(hashes + 1)
}

/// A character literal whose apostrophe stands at an offset. One that is not closed is as long as ron2 takes it to be.
fn character(rest: &str, quote: usize) -> (TokenKind, usize) {
    let mut chars = rest[quote + 1..].chars();
    match chars.next() {
        Some('\\') => match chars.next() {
            Some('x') => {
                chars.next();
                chars.next();
            }
            Some('u') if chars.as_str().starts_with('{') => {
                chars.by_ref().find(|c| *c == '}');
            }
            _ => {}
        },
        Some('\'') => return (TokenKind::Unclosed, quote + 2),
        _ => {}
    }
    let closed = chars.as_str().starts_with('\'');
    let length = rest.len() - chars.as_str().len() + usize::from(closed);
    (if closed { TokenKind::Char } else { TokenKind::Unclosed }, length)
}

fn name(rest: &str) -> (TokenKind, usize, bool) {
    let raw = rest.starts_with("r#");
    let prefix = if raw { 2 } else { 0 };
    let part = |c: char| is_in_name(c) || raw && matches!(c, '.' | '+' | '-');
    let length = rest[prefix..].find(|c| !part(c)).map_or(rest.len(), |end| prefix + end);
    // A string's `r` or `b` may be taken for the name's last letter, or the other way round.
    let is_ambiguous = rest[..length].contains(is_doubtful) && rest[length..].starts_with(['"', '#', '\'']);
    (if rest[..length].starts_with(is_doubtful) { TokenKind::Other } else { TokenKind::Name }, length, is_ambiguous)
}

fn number(rest: &str, sign: usize) -> (TokenKind, usize, bool) {
    let exponent = |at: usize| rest[..at].ends_with(['e', 'E']) && !rest[sign..].starts_with("0x");
    let part = |at: usize, c: char| {
        is_in_name(c)
            || c == '.' && rest[at + 1..].starts_with(|c: char| c.is_ascii_digit())
            || matches!(c, '+' | '-') && exponent(at)
    };
    let mut chars = rest.char_indices().skip(sign);
    let length = chars.find(|(at, c)| !part(*at, *c)).map_or(rest.len(), |(at, _)| at);
    (TokenKind::Number, length, rest[length..].starts_with(['"', '#', '\'']))
}

#[cfg(test)]
mod tests {
    use super::TokenKind::*;
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        tokens(text).filter(|token| token.kind != Blank).map(|token| (token.kind, &text[token.span])).collect()
    }

    #[test]
    fn comments_nest_and_end() {
        let text = "/* a /* b */ ( [ */ x // ) \n/**/";
        assert_eq!(
            kinds(text),
            [(BlockComment, "/* a /* b */ ( [ */"), (Name, "x"), (LineComment, "// )"), (BlockComment, "/**/")]
        );
        assert_eq!(kinds("/* /* */"), [(Unclosed, "/* /* */")]);
    }

    #[test]
    fn strings_of_all_kinds() {
        let text = r####""a\"b" r"\" r#"a"b"# r##"a"#b"## b"\"" br#"""# r#type xr"#""####;
        let expected = [
            (Text, r#""a\"b""#),
            (RawText, r#"r"\""#),
            (RawText, r##"r#"a"b"#"##),
            (RawText, r###"r##"a"#b"##"###),
            (Bytes, r#"b"\"""#),
            (Bytes, r##"br#"""#"##),
            (Name, "r#type"),
            (Name, "xr"),
            (Text, "\"#\""),
        ];
        assert_eq!(kinds(text), expected);
        assert_eq!(kinds("r#\"a\""), [(Unclosed, "r#\"a\"")]);
    }

    #[test]
    fn characters() {
        let text = r#"'"' '\'' '\\' '\u{1F600}' '(' b'x' '\x41'"#;
        assert!(kinds(text).iter().all(|(kind, _)| *kind == Char), "{:?}", kinds(text));
        assert_eq!(kinds("('a)"), [(Open, "("), (Unclosed, "'a"), (Close, ")")]);
    }

    #[test]
    fn names_and_numbers() {
        let text = "år: -1.5e-3, 0xe+1, h_2: Ny(true)";
        let expected = [
            (Name, "år"),
            (Colon, ":"),
            (Number, "-1.5e-3"),
            (Comma, ","),
            (Number, "0xe"),
            (Other, "+"),
            (Number, "1"),
        ];
        // A sign stands with its number.
        assert_eq!(kinds(text)[..5], expected[..5]);
        assert_eq!(kinds("– a"), [(Other, "–"), (Name, "a")]);
    }

    #[test]
    fn every_byte_is_in_one_token_in_linear_time() {
        for piece in ["r#", "r#\"", "'", "\"", "/*", "r", "\\", "b'", "å·r#\"", "'\\u{", "1r\"", "\u{2028}", "//"] {
            let text = piece.repeat(200_000);
            let mut end = 0;
            for token in tokens(&text) {
                assert!(token.span.start == end && token.span.end > end);
                end = token.span.end;
            }
            assert_eq!(end, text.len());
        }
    }
}
