//! The signs of a RON text without its meaning: which characters are layout, how deep the brackets go, and which bracket or
//! quote lacks its like. For texts that no parser should be given, and for slips that a parser tells of in the wrong place.

use std::ops::Range;

use super::tokens::{Token, TokenKind, is_blank, tokens};

/// What a character of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharClass {
    /// White space, or a comma, which a layout may add and take away.
    Layout,
    /// A sign of the language: the same in every layout.
    Sign,
    /// A character of a string or of a comment.
    Inside,
}

/// Every character with what it is; all of a string or of a comment are signs, but for the white space at a comment's end.
pub fn classified_chars(text: &str) -> impl Iterator<Item = (usize, char, CharClass)> + '_ {
    tokens(text).flat_map(move |token| {
        let part = match token.kind {
            TokenKind::Blank | TokenKind::Comma => CharClass::Layout,
            TokenKind::LineComment
            | TokenKind::BlockComment
            | TokenKind::Text
            | TokenKind::RawText
            | TokenKind::Bytes
            | TokenKind::Char => CharClass::Inside,
            TokenKind::Unclosed if !is_lone_apostrophe(&token, text) => CharClass::Inside,
            _ => CharClass::Sign,
        };
        text[token.span.clone()].char_indices().map(move |(at, c)| (token.span.start + at, c, part))
    })
}

fn is_lone_apostrophe(token: &Token, text: &str) -> bool {
    token.kind == TokenKind::Unclosed && text[token.span.clone()].trim_start_matches('b').starts_with('\'')
}

/// The deepest nesting of brackets that is parsed. ron gives an error at 128 levels; ron2 0.3 runs out of memory on
/// some text that is as deep.
pub const MAX_DEPTH: usize = 100;

/// Whether the brackets go deeper than any plan's. Never fewer levels are counted than ron2 goes down.
pub fn is_too_deep(text: &str) -> bool {
    let mut open: Vec<char> = Vec::new();
    // The two tokens before, white space and comments apart.
    let (mut before, mut last) = ("", "");
    for token in tokens(text).filter(|token| token.kind != TokenKind::Blank && !token.kind.is_comment()) {
        let own = &text[token.span.clone()];
        if token.is_ambiguous {
            // No telling where its end is: whatever looks like a bracket may be one.
            return text.chars().filter(|c| closing_bracket(*c).is_some()).count() > MAX_DEPTH;
        }
        match token.kind {
            TokenKind::Open => open.extend(own.chars()),
            TokenKind::Unclosed if is_lone_apostrophe(&token, text) => {
                open.extend(own.chars().filter(|c| closing_bracket(*c).is_some()));
            }
            // ron2 takes a bracket for a mistaken value where a value is due, and then goes on inside.
            TokenKind::Close if last != ":" && !(before == "Some" && last == "(") => {
                open.pop_if(|open| closing_bracket(*open).is_some_and(|close| own.starts_with(close)));
            }
            _ => {}
        }
        if open.len() > MAX_DEPTH {
            return true;
        }
        (before, last) = (last, own);
    }
    false
}

fn closing_bracket(open: char) -> Option<char> {
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

/// Where a string in plain quotes begins that runs over a line's end and ends right before an offset: its closing quote
/// is missing, and what follows should have been a string.
pub fn unclosed_string(text: &str, offset: usize) -> Option<usize> {
    let mut found = None;
    for token in tokens(text).take_while(|token| token.span.start < offset) {
        let own = &text[token.span.clone()];
        let is_string = own.starts_with('"') && own.contains('\n');
        if is_string && token.span.end >= offset {
            return Some(token.span.start);
        }
        if token.kind != TokenKind::Blank {
            found = is_string.then_some(token.span.start);
        }
    }
    found
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

/// The first bracket without its like. Where brackets of two kinds cross, the closing one is reported if all else is
/// balanced without it.
pub fn unbalanced(text: &str) -> Option<Unbalanced> {
    let brackets: Vec<(usize, char)> =
        classified_chars(text).filter(|(_, _, part)| *part == CharClass::Sign).map(|(at, c, _)| (at, c)).collect();
    let lone = |(at, bracket): (usize, char), opens| Some(Unbalanced { span: at..at + 1, bracket, opens });
    match first_mismatch(brackets.iter().copied())? {
        BracketMismatch::Open(opened) => lone(opened, true),
        BracketMismatch::Closing(closing) => lone(closing, false),
        BracketMismatch::Crossed { opened, closing } => {
            let others = brackets.iter().copied().filter(|own| *own != closing);
            if first_mismatch(others).is_none() { lone(closing, false) } else { lone(opened, true) }
        }
    }
}

/// The first thing that is wrong with a sequence of brackets.
enum BracketMismatch {
    /// A bracket that is never closed.
    Open((usize, char)),
    /// A bracket that closes nothing.
    Closing((usize, char)),
    /// A bracket that is closed by one of another kind.
    Crossed { opened: (usize, char), closing: (usize, char) },
}

fn first_mismatch(brackets: impl Iterator<Item = (usize, char)>) -> Option<BracketMismatch> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in brackets {
        if closing_bracket(c).is_some() {
            open.push((at, c));
        } else if matches!(c, ')' | ']' | '}') {
            match open.pop() {
                Some((_, opened)) if closing_bracket(opened) == Some(c) => {}
                Some(opened) => return Some(BracketMismatch::Crossed { opened, closing: (at, c) }),
                None => return Some(BracketMismatch::Closing((at, c))),
            }
        }
    }
    open.pop().map(BracketMismatch::Open)
}

/// The first quote of a line that has one too few: a string in plain quotes then goes on over the line's end.
pub fn odd_quote(text: &str) -> Option<usize> {
    let over = tokens(text).find(|token| {
        let own = &text[token.span.clone()];
        matches!(token.kind, TokenKind::Text | TokenKind::Unclosed) && own.starts_with('"') && own.contains('\n')
    })?;
    let start = text[..over.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].split('\n').next().unwrap_or_default();
    let quotes = line.replace("\\\"", "").matches('"').count();
    (quotes > 1 && quotes % 2 == 1).then(|| start + line.find('"').unwrap_or_default())
}

/// A string that holds what should stand after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunawayString {
    /// The bytes of the `r#"` that opens it.
    pub opening: Range<usize>,
    /// Where it should probably have ended: after its last word, before the quote that stands there, if one does.
    pub end: usize,
}

/// The first string that opens with `r#"` but was closed with a quote alone, or not at all, and so goes on to the next
/// `"#`, or to the file's end. `known` is the names of the plan's fields. Only to be asked about a text that can't be
/// read, or that was read with an `r#"` in one of its values.
pub fn find_runaway_string(text: &str, known: &[&str]) -> Option<RunawayString> {
    for token in tokens(text) {
        let own = &text[token.span.clone()];
        if !own.starts_with("r#") || !matches!(token.kind, TokenKind::RawText | TokenKind::Unclosed) {
            continue;
        }
        let inside = 1 + own.find('"').unwrap_or_default();
        let unclosed = token.kind == TokenKind::Unclosed;
        let content = own[inside..].trim_end_matches('#');
        // A text that is closed has swallowed something only if it has swallowed the beginning of the next.
        if !unclosed && !content.contains("r#\"") {
            continue;
        }
        let end = swallowed_from(content, unclosed, known).or(unclosed.then(|| content.trim_end().len()));
        if let Some(end) = end {
            let start = token.span.start;
            return Some(RunawayString { opening: start..start + inside, end: start + inside + end });
        }
    }
    None
}

/// Where a string's text ends and data begins, if it does.
fn swallowed_from(content: &str, unclosed: bool, known: &[&str]) -> Option<usize> {
    // The end of the text so far, whether it ends with a quote, and the first line that is data if another one is.
    let (mut end, mut quoted, mut perhaps) = (0, false, None);
    let mut start = 0;
    for line in content.split_inclusive('\n') {
        let trimmed = line.trim();
        match line_kind(trimmed, known) {
            LineKind::Data if start > 0 => return Some(perhaps.unwrap_or(end)),
            LineKind::Closing if start > 0 && (quoted || unclosed) => return Some(perhaps.unwrap_or(end)),
            LineKind::Perhaps | LineKind::Closing => perhaps = perhaps.or(Some(end)),
            LineKind::Prose | LineKind::Data => perhaps = None,
            LineKind::Nothing => {
                start += line.len();
                continue;
            }
        }
        if let Some(at) = opening_within(line, known) {
            return Some(start + at);
        }
        let without_quote = without_closing_quote(trimmed);
        quoted = without_quote.is_some();
        let kept = without_quote.unwrap_or(trimmed).trim_end();
        end = if kept.is_empty() { end } else { start + line.len() - line.trim_start().len() + kept.len() };
        start += line.len();
    }
    None
}

/// What a line inside a string looks like.
enum LineKind {
    Data,
    /// Nothing but brackets that close, and what may stand beside them.
    Closing,
    /// Data if what follows is.
    Perhaps,
    Prose,
    /// White space, or a comment.
    Nothing,
}

fn line_kind(line: &str, known: &[&str]) -> LineKind {
    let word = line.strip_suffix(',').unwrap_or_default();
    if line.is_empty() || line.starts_with("//") {
        LineKind::Nothing
    } else if line.chars().all(|c| "()[]{},\"“”»".contains(c)) {
        if line.contains([')', ']', '}']) { LineKind::Closing } else { LineKind::Perhaps }
    } else if is_field(line.strip_prefix('(').unwrap_or(line), known) || begins_variant(line, known) {
        LineKind::Data
    } else if word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphanumeric) {
        LineKind::Perhaps
    } else {
        LineKind::Prose
    }
}

/// Whether a line begins with one of the plan's fields and a value as RON writes it; «til: 2028» and «namn: Tokke» may well
/// stand in a text.
fn is_field(line: &str, known: &[&str]) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let value = value.trim_start();
    let with_comma = value.ends_with(',');
    known.contains(&name.trim_end())
        && match value.chars().next() {
            Some('"') => with_comma || value.ends_with("\")") || value.contains("r#\""),
            Some('(' | '[' | '{') => begins_container(value, known),
            Some('r') if begins_raw_string(value) => true,
            // One word or number, or that and more in a group.
            Some(_) => with_comma && (!value.contains([' ', '.']) || value.ends_with("),") && value.contains(": \"")),
            None => false,
        }
}

/// Whether a group, a list or a map begins.
fn begins_container(value: &str, known: &[&str]) -> bool {
    let inside = value[1..].trim_start();
    let number = value.starts_with('{') && inside.starts_with(|c: char| c.is_ascii_digit());
    let begun =
        number || is_data_after_bracket(inside, known) || inside.starts_with("//") || inside.starts_with(['(', ']']);
    // `til: [](#pkt-2)` is a link.
    (begun || begins_variant(inside, known)) && !value.contains("](")
}

/// Whether what follows a bracket is data: nothing, a string or a field.
fn is_data_after_bracket(inside: &str, known: &[&str]) -> bool {
    let field = inside.split_once(':').is_some_and(|(name, _)| known.contains(&name.trim_end()));
    inside.is_empty() || inside.starts_with('"') || begins_raw_string(inside) || field
}

/// Whether a variant with something in it begins: `Tekst(r#"`, `Delmål(oversyn: true)`.
fn begins_variant(line: &str, known: &[&str]) -> bool {
    line.split_once('(').is_some_and(|(name, inside)| {
        let is_name = name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphanumeric);
        is_name && is_data_after_bracket(inside.trim_start(), known)
    })
}

/// Whether a raw string begins.
fn begins_raw_string(rest: &str) -> bool {
    rest.strip_prefix('r').is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'))
}

/// Where a text should have ended in a line that goes on with data and the next text's opening.
fn opening_within(line: &str, known: &[&str]) -> Option<usize> {
    let before = &line[..line.find("r#\"")?];
    let words = before.trim_end_matches(|c| is_blank(c) || c == '(');
    let name = words.trim_end_matches(':').rsplit(|c| is_blank(c) || matches!(c, '(' | '[' | ',')).next()?;
    let named = words.ends_with(':') && known.contains(&name) || ["Tekst", "Mellomtittel"].contains(&name);
    // The quote that should have closed the text.
    let quote = before.find("\",").or_else(|| before.find("\")"))?;
    named.then_some(quote)
}

/// The line without the quote that ends it and what follows the quote; `None` if it doesn't end so.
fn without_closing_quote(line: &str) -> Option<&str> {
    line.trim_end_matches(|c| is_blank(c) || matches!(c, ',' | ')' | ']' | '#')).strip_suffix('"')
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
        // One too many is told from one too few.
        assert_eq!(found("(a: [(b: 1))], c: 2)"), Some((11, false)));
        assert_eq!(found("(a: (b: 1)"), Some((0, true)));
        // Not in a comment within a comment, nor in a character; after a lone apostrophe.
        assert_eq!(found("(a: 1) /* a /* b */ ( [ */"), None);
        assert_eq!(found("(a: '(', b: '\\'', c: b\"(\", d: '\"', e: r#f)"), None);
        assert_eq!(found("(namn: 'Tokke')"), None);
    }

    #[test]
    fn depth_is_that_of_brackets_outside_strings() {
        assert!(is_too_deep(&"[".repeat(101)));
        assert!(!is_too_deep(&"[".repeat(100)));
        assert!(!is_too_deep(&format!("(a: \"{}\")", "[".repeat(500))));
        assert!(!is_too_deep(&"(a: [(b: 1)]),".repeat(500)));
    }

    #[test]
    fn nothing_hides_depth() {
        let deep = "[".repeat(400);
        for before in [
            "(a: '\"', b: ",
            "(/* /* */ \" */ ",
            "(/* /* */ r#\" */ */ b: ",
            "(r#\"# \"#",
            "(xr#\" \"",
            "(a\u{b7}r#\" \"",
            "(\u{24d0}r#\"x\"y\"# ",
            "(²r#\"x\"y\"# ",
            "(0br#\"x\" ",
            "(r#########\"x\" ",
            "'\"",
            "(r#a\" \" ",
            "// \" \n",
            "b'\"' ",
        ] {
            let text = format!("{before}{deep} språk: nn, a: b) // \"");
            assert!(is_too_deep(&text), "{before}");
        }
        // What ron2 takes for a value does not close.
        for level in ["A(x: ),", "[),", "{1: },", "Some(),", "A(x: // )\n ),", "[},"] {
            assert!(is_too_deep(&level.repeat(400)), "{level}");
        }
    }

    #[test]
    fn the_string_without_its_quote_is_found() {
        let text = "(\n a: \"en,\n b: \"to\",\n)";
        assert_eq!(unclosed_string(text, text.find("to").unwrap()), Some(6));
        assert_eq!(unclosed_string(text, 6), None);
        assert_eq!(unclosed_string("(a: \"en\", b: 1)", 11), None);
        // In linear time.
        assert_eq!(unclosed_string(&"\"a\n\" 1 ".repeat(200_000), 700_000), None);
    }

    #[test]
    fn the_line_with_a_quote_too_few_is_found() {
        let line = |text: &str| odd_quote(text).map(|at| text[..at].matches('\n').count() + 1);
        assert_eq!(line("(\n a: \"ein\",\n b: \"to, c: \"tre\",\n d: \"fire\",\n)"), Some(3));
        assert_eq!(line("(\n a: [\"ein, \"to\"],\n b: \"tre\",\n)"), Some(2));
        assert_eq!(line("(\n a: \"ein\nto\",\n)"), None);
        assert_eq!(line("(\n a: \"ein \\\" to\",\n)"), None);
    }

    const KNOWN: [&str; 10] =
        ["innleiing", "hovudmål", "tiltak", "partar", "til", "namn", "nummer", "tekst", "bolkar", "rolle"];

    fn swallows(text: &str) -> Option<(&str, &str)> {
        let found = find_runaway_string(text, &KNOWN)?;
        let before = &text[..found.end];
        Some((&text[found.opening], &before[before.rfind(['\n', '"']).map_or(0, |at| at + 1)..]))
    }

    #[test]
    fn a_text_that_swallows_what_follows_is_found() {
        let slips = [
            "(\n innleiing: r#\"\nEi linje.\n\",\n hovudmål: r#\"\nMål.\n\"#,\n)",
            "(\n innleiing: r#\"\nEi linje.\",  \n\n // Merknad\n hovudmål: r#\"\nMål.\n\"#,\n)",
            "(\n innleiing: r#\"\nEi linje.\n hovudmål: r#\"\nMål.\n\"#,\n)",
            "(\n innleiing: r#\"Ei linje.\",\n tiltak: [\n (nummer: 1, tekst: r#\"a\"#),\n ],\n)",
            "(\n innleiing: r#\"\nEi linje.\n\",\n)\n",
            "(\n innleiing: r#\"\nEi linje.\n)\n",
            "(\n innleiing: r#\"\nEi linje.\n",
            "[\n Tekst(r#\"\nEi linje.\n\"),\n Mellomtittel(\"B\"),\n Tekst(r#\"C\"#),\n]",
            "[Tekst(r#\"Ei linje.\"), Tekst(r#\"C\"#)]",
            "(bolkar: [\n (tekst: r#\"Ei linje.\"),\n (namn: \"B\", tekst: r#\"C\"#),\n])",
            "(a: r#\"x\"#, b: r##\"\nEi linje.\n\"#,\n namn: \"B\",\n rolle: Stat,\n)",
            "(tiltak: [(\n tekst: r#\"\nEi linje.\n\",\n ),\n (\n nummer: 2,\n tekst: r#\"x\"#)])",
        ];
        for text in slips {
            let (opening, last) = swallows(text).unwrap_or_else(|| panic!("{text}"));
            assert!(opening.starts_with("r#") && last == "Ei linje.", "{text}: {last:?}");
        }
    }

    #[test]
    fn prose_swallows_nothing() {
        let prose = "Mål: Det skal bli betre.\nPartar: (sjå under)\npartar: (sjå under)\n- namn: verdi\nnamn: Tokke kommune\n\
                     til: 2028\nHan sa: \"Ja\",\nog ho sa \"nei\"\n\n1) ein\nnummer: 3.\n(partar)\n«tiltak: [1]»\nrolle: Stat og kommune,\n\
                     til: [](#pkt-2),\npartar: [(a)](#b)";
        assert_eq!(swallows(&format!("(innleiing: r#\"\n{prose}\n\"#, hovudmål: r#\"\n{prose}\"#)")), None);
        assert_eq!(swallows("(namn: \"r#\", b: r\"a\", c: r#d, e: \"a\n namn: \\\"B\\\",\")"), None);
    }
}
