//! Mending inside the strings of a data file: what was pasted in and can be put right without asking. Comments, ids and all
//! that is outside strings stay as they are.

use std::ops::Range;

use crate::data::strings::escape;
use crate::data::tokens::{TokenKind, tokens};

/// What was mended in a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaning {
    /// The byte in the text that was given, of the first one.
    pub offset: usize,
    /// What it was, in the users' words.
    pub what: &'static str,
    /// How many of them the string held.
    pub count: usize,
}

const SOFT_HYPHEN: &str = "mjuk bindestrek";
const INVISIBLE: &str = "usynleg teikn";
const LINE_END: &str = "linjeskift frå eit anna program";
const QUOTES: &str = "hermeteikn som skal vere « og »";
const APOSTROPHE: &str = "apostrof som vender feil";
const BULLET: &str = "innlimt kulepunkt";
const HYPHEN: &str = "bindestrek frå eit anna program";
const INDENTATION: &str = "linje som ikkje er rykt inn som dei andre";

/// The text with its strings cleaned, and what was cleaned, in the order of the text.
pub fn clean_text(text: &str) -> (String, Vec<Cleaning>) {
    let (mut made, mut cleanings) = (String::with_capacity(text.len()), Vec::new());
    for token in tokens(text) {
        let own = &text[token.span.clone()];
        let mended = inside(own, token.kind).and_then(|inside| clean_string(own, inside, token.kind, token.span.start));
        match mended {
            Some((string, found)) => {
                made += &string;
                cleanings.extend(found);
            }
            None => made += own,
        }
    }
    cleanings.sort_by_key(|cleaning| cleaning.offset);
    (made, cleanings)
}

/// The bytes between a string's quotes, if it is words.
fn inside(own: &str, kind: TokenKind) -> Option<Range<usize>> {
    let quote = own.find('"').filter(|_| matches!(kind, TokenKind::Text | TokenKind::RawText))?;
    // What opens a string is as long as what closes it, but for the `r`.
    let range = quote + 1..own.len() - (quote + 1) + usize::from(kind == TokenKind::RawText);
    let content = &own[range.clone()];
    let is_id = content.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '-');
    let is_file =
        [".ron", ".png", ".jpg", ".jpeg", ".svg", ".txt", ".typ", ".pdf"].iter().any(|end| content.ends_with(end))
            && !content.contains(char::is_whitespace);
    (!is_id && !is_file).then_some(range)
}

/// One character of a string, with how it is written.
struct WrittenChar<'t> {
    c: char,
    /// Its byte in the text.
    offset: usize,
    written: &'t str,
    /// What to write instead.
    replacement: Option<String>,
}

fn clean_string(own: &str, inside: Range<usize>, kind: TokenKind, offset: usize) -> Option<(String, Vec<Cleaning>)> {
    let raw = kind == TokenKind::RawText;
    let content = &own[inside.clone()];
    let mut units = units(content, raw, offset + inside.start)?;
    let mut mending = StringCleaner::default();
    mending.invisible(&mut units, raw && content.contains('\n'));
    if raw {
        mending.bullets(&mut units);
    }
    mending.quotes(&mut units);
    let mut written: String = units.iter().map(|unit| unit.replacement.as_deref().unwrap_or(unit.written)).collect();
    if raw && let Some(indented) = indented(&written) {
        let (at, count) = further_out(content);
        mending.found.push(Cleaning { offset: offset + inside.start + at, what: INDENTATION, count });
        written = indented;
    }
    if mending.found.is_empty() {
        return None;
    }
    // What is taken away may have kept a quote from closing the string.
    let closes_early = raw && written.contains(&own[inside.end..]);
    (!closes_early).then(|| (format!("{}{written}{}", &own[..inside.start], &own[inside.end..]), mending.found))
}

/// The blanks that a line begins with.
fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The blanks before the first line of a text that begins after its quote's line.
fn first_indentation(content: &str) -> Option<&str> {
    let (quote, rest) = content.split_once('\n')?;
    let first = rest.lines().find(|line| !line.trim().is_empty())?;
    quote.trim().is_empty().then(|| indentation(first))
}

/// Whether a line stands so far out that the others are read as code beside it.
fn stands_out(line: &str, first: &str) -> bool {
    !line.trim().is_empty() && indentation(line).len() + 4 <= first.len()
}

/// Where the first of the lines begins that stand further out than the first line of the text, and how many they are.
fn further_out(content: &str) -> (usize, usize) {
    let first = first_indentation(content).unwrap_or_default();
    let mut at = 0;
    let mut out = Vec::new();
    for (index, line) in content.split_inclusive('\n').enumerate() {
        if index > 0 && stands_out(line, first) {
            out.push(at);
        }
        at += line.len();
    }
    (out.first().copied().unwrap_or(0), out.len().max(1))
}

/// The text with what was pasted between lines that are indented, indented as they are; `None` if all are. What stands under
/// each other in what was pasted, still does.
fn indented(content: &str) -> Option<String> {
    let first = first_indentation(content)?;
    let lines: Vec<&str> = content.split_inclusive('\n').collect();
    // The last line has the quote that ends the text.
    let texts = 1..lines.len().saturating_sub(usize::from(!content.ends_with('\n')));
    let is_out = |at: usize| texts.contains(&at) && stands_out(lines[at], first);
    if !(0..lines.len()).any(is_out) {
        return None;
    }
    let mut made = String::with_capacity(content.len());
    let mut at = 0;
    while at < lines.len() {
        // What was pasted goes on over empty lines, and to the first line that is indented enough.
        let length = match is_out(at) {
            true => lines[at..].iter().position(|line| !line.trim().is_empty() && !stands_out(line, first)),
            false => Some(1),
        };
        let pasted = &lines[at..at + length.unwrap_or(lines.len() - at)];
        let widths = pasted.iter().filter(|line| !line.trim().is_empty()).map(|line| indentation(line).len());
        let missing = if is_out(at) { first.len() - widths.min().unwrap_or(0) } else { 0 };
        for line in pasted {
            if !line.trim().is_empty() {
                made += &" ".repeat(missing);
            }
            made += line;
        }
        at += pasted.len();
    }
    Some(made)
}

/// The characters of a string; `None` if an escape is none of RON's.
fn units(content: &str, raw: bool, offset: usize) -> Option<Vec<WrittenChar<'_>>> {
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(first) = content[at..].chars().next() {
        let (c, length) =
            if first == '\\' && !raw { decode_escape(&content[at..])? } else { (first, first.len_utf8()) };
        units.push(WrittenChar { c, offset: offset + at, written: &content[at..at + length], replacement: None });
        at += length;
    }
    Some(units)
}

/// The character that an escape stands for, and the escape's length. One that nothing here looks for is the character 0; a
/// line's end that is escaped is no line's end.
fn decode_escape(rest: &str) -> Option<(char, usize)> {
    match rest.as_bytes().get(1)? {
        b'\n' => Some(('\0', 2)),
        b'u' | b'x' | b'n' | b't' => escape(rest),
        _ => escape(rest).map(|(_, length)| ('\0', length)),
    }
}

/// What has been mended in a string so far.
#[derive(Default)]
struct StringCleaner {
    found: Vec<Cleaning>,
}

impl StringCleaner {
    fn record(&mut self, offset: usize, what: &'static str) {
        match self.found.iter_mut().find(|cleaning| cleaning.what == what) {
            Some(cleaning) => {
                cleaning.count += 1;
                cleaning.offset = cleaning.offset.min(offset);
            }
            None => self.found.push(Cleaning { offset, what, count: 1 }),
        }
    }

    /// Takes away what nobody sees. Another program's line end becomes a blank, its paragraph's end an empty line where
    /// the string has several lines.
    fn invisible(&mut self, units: &mut Vec<WrittenChar>, has_lines: bool) {
        let mut indentation = String::new();
        let mut in_indentation = true;
        let mut kept: Vec<WrittenChar> = Vec::with_capacity(units.len());
        let mut rest = std::mem::take(units).into_iter().peekable();
        while let Some(mut unit) = rest.next() {
            match unit.c {
                '\u{ad}' => self.record(unit.offset, SOFT_HYPHEN),
                '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{61c}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
                | '\u{34f}' => {
                    self.record(unit.offset, INVISIBLE);
                }
                // Those that Word and web pages have for one that doesn't break.
                '\u{2010}' | '\u{2011}' => {
                    self.record(unit.offset, HYPHEN);
                    unit.replacement = Some("-".into());
                    unit.c = '-';
                    kept.push(unit);
                }
                '\u{b}' | '\u{2028}' | '\u{2029}' => {
                    self.record(unit.offset, LINE_END);
                    let paragraph = unit.c == '\u{2029}' && has_lines;
                    let needless = kept.last().is_none_or(|last| last.c.is_whitespace())
                        || rest.peek().is_none_or(|next| next.c.is_whitespace());
                    if paragraph || !needless {
                        unit.replacement = Some(if paragraph { format!("\n\n{indentation}") } else { " ".into() });
                        unit.c = if paragraph { '\n' } else { ' ' };
                        kept.push(unit);
                    }
                    continue;
                }
                _ => {
                    in_indentation &= matches!(unit.c, ' ' | '\t');
                    match unit.c {
                        '\n' => (in_indentation, indentation) = (true, String::new()),
                        c if in_indentation => indentation.push(c),
                        _ => {}
                    }
                    kept.push(unit);
                    continue;
                }
            }
        }
        *units = kept;
    }

    /// Bullets at the beginning of lines, as Markdown has them.
    fn bullets(&mut self, units: &mut [WrittenChar]) {
        let mut at_start = true;
        for at in 0..units.len() {
            let c = units[at].c;
            if at_start && let Some(blanks) = after_bullet(&units[at..]) {
                self.record(units[at].offset, BULLET);
                units[at].replacement = Some("- ".into());
                units[at].c = '-';
                for blank in &mut units[at + 1..at + 1 + blanks] {
                    blank.replacement = Some(String::new());
                }
            }
            at_start = c == '\n' || at_start && matches!(c, ' ' | '\t');
        }
    }

    /// Curly quotes that come in pairs within a paragraph, and apostrophes.
    fn quotes(&mut self, units: &mut [WrittenChar]) {
        let (mut open, mut blank_line): (Vec<usize>, _) = (Vec::new(), false);
        // An address is what it is.
        let mut in_address = false;
        for at in 0..units.len() {
            in_address |= units[at..].iter().take(3).map(|unit| unit.c).eq("://".chars());
            in_address &= !units[at].c.is_whitespace();
            if in_address {
                continue;
            }
            let before = at.checked_sub(1).map(|before| units[before].c);
            let after = units.get(at + 1).map(|after| after.c);
            let after_opening = at > 0 && open.last() == Some(&(at - 1));
            let opens = (after_opening || before.is_none_or(|c| c.is_whitespace() || "([{«–—-/*_‘".contains(c)))
                && after.is_some_and(|c| !c.is_whitespace());
            match units[at].c {
                '\n' if blank_line => open.clear(),
                '\n' => blank_line = true,
                c if c.is_whitespace() => {}
                c => {
                    blank_line = false;
                    match c {
                        '“' | '”' | '„' if c == '„' || opens => open.push(at),
                        '“' | '”' => {
                            if let Some(open) = open.pop() {
                                self.replace(&mut units[open], "«", QUOTES);
                                self.replace(&mut units[at], "»", QUOTES);
                            }
                        }
                        '‘' | '‛'
                            if before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic) =>
                        {
                            self.replace(&mut units[at], "’", APOSTROPHE);
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    fn replace(&mut self, unit: &mut WrittenChar, with: &str, what: &'static str) {
        unit.replacement = Some(with.into());
        self.record(unit.offset, what);
    }
}

/// How many blanks follow a bullet that was pasted in, if one begins here.
fn after_bullet(units: &[WrittenChar]) -> Option<usize> {
    let blanks = units[1..].iter().take_while(|unit| matches!(unit.c, ' ' | '\t' | '\u{a0}')).count();
    match units[0].c {
        '•' | '▪' | '‣' | '\u{f0b7}' | '\u{f0a7}' => Some(blanks),
        '■' | '◦' | '●' | '○' if blanks > 0 => Some(blanks),
        '·' | 'o' | '–' if units.get(1).is_some_and(|unit| unit.c == '\t') => Some(blanks),
        // Word's own bullet, its tab turned into blanks.
        '·' if blanks > 1 => Some(blanks),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text mended twice, and what was mended the first time.
    fn twice(text: &str) -> (String, Vec<(usize, &'static str, usize)>) {
        let (once, cleanings) = clean_text(text);
        assert_eq!(clean_text(&once), (once.clone(), Vec::new()));
        (once, cleanings.into_iter().map(|own| (own.offset, own.what, own.count)).collect())
    }

    #[test]
    fn what_nobody_sees_is_taken_away() {
        assert_eq!(
            twice("(a: \"bu\u{ad}stad\u{ad}ar\u{200b} i \u{feff}Tokke\")"),
            ("(a: \"bustadar i Tokke\")".into(), vec![(7, SOFT_HYPHEN, 2), (17, INVISIBLE, 2)])
        );
        let (made, found) = twice(r#"(a: "Bu\u{ad}stad\u{200B}\n \u{201c}ja\u{201d} \u{e5} \\u{ad}")"#);
        assert_eq!(made, r#"(a: "Bustad\n «ja» \u{e5} \\u{ad}")"#);
        assert_eq!(found, [(7, SOFT_HYPHEN, 1), (17, INVISIBLE, 1), (28, QUOTES, 2)]);
    }

    #[test]
    fn hyphens_of_other_programs_are_hyphens() {
        let (made, found) = twice("(a: \"Vest\u{2011}Telemark og e\u{2010}post\")");
        assert_eq!(made, "(a: \"Vest-Telemark og e-post\")");
        assert_eq!(found, [(9, HYPHEN, 2)]);
    }

    #[test]
    fn line_ends_of_other_programs_are_blanks_or_empty_lines() {
        assert_eq!(twice("(a: \"Ein\u{b}to \u{2028}tre\u{2029}\")").0, "(a: \"Ein to tre\")");
        let (made, _) = twice("(a: r#\"\n    Ein\u{2028}to\u{2029}tre\n\"#)");
        assert_eq!(made, "(a: r#\"\n    Ein to\n\n    tre\n\"#)");
    }

    #[test]
    fn quotes_come_in_pairs() {
        let (made, found) =
            twice("(a: \"Han sa “ja”, „nei“ og (”kanskje”) – 5” og “ope\", b: \"l‘Art\\n“a” ‘a’ don’t\")");
        assert_eq!(made, "(a: \"Han sa «ja», «nei» og («kanskje») – 5” og “ope\", b: \"l’Art\\n«a» ‘a’ don’t\")");
        assert_eq!(found.iter().map(|own| own.2).collect::<Vec<_>>(), [6, 1, 2]);
        let address = "(a: \"[x](https://a.no/“b”) og https://a.no/“c”\")";
        assert_eq!(twice(address).0, address);
        let apart = "(a: r#\"\n“ein\n\nto”\n\"#)";
        assert_eq!(twice(apart).0, apart);
    }

    #[test]
    fn pasted_bullets_are_bullets() {
        let text = "(a: r#\"\n    •\tEin\n    •To\n      o\tTre · o\n    \u{f0b7}\u{a0}Fire\n    ·   Fem\n    –\tFem\n    – seks\n    \u{200b}▪ Sju\"#)";
        let (made, found) = twice(text);
        assert_eq!(
            made,
            "(a: r#\"\n    - Ein\n    - To\n      - Tre · o\n    - Fire\n    - Fem\n    - Fem\n    – seks\n    - Sju\"#)"
        );
        assert_eq!(found, [(12, BULLET, 7), (text.find('\u{200b}').unwrap(), INVISIBLE, 1)]);
        assert_eq!(twice("(a: \"• Ein\")").0, "(a: \"• Ein\")");
    }

    #[test]
    fn lines_pasted_between_others_are_indented_as_they_are() {
        let text = "(a: r#\"\n        Ein\n\nTo\n•\tTre\n    •\tFire\n\n        Fem\n    \"#)";
        let (made, found) = twice(text);
        assert_eq!(
            made,
            "(a: r#\"\n        Ein\n\n        To\n        - Tre\n            - Fire\n\n        Fem\n    \"#)"
        );
        assert_eq!(found, [(text.find("To").unwrap(), INDENTATION, 3), (text.find('•').unwrap(), BULLET, 2)]);
        for same in ["(a: r#\"\nEin\n    - to\n\"#)", "(a: r#\"Ein\n  to\"#)", "(a: r#\"\n        Ein\n\"#)"] {
            assert_eq!(twice(same).0, same);
        }
    }

    #[test]
    fn comments_ids_and_code_stay() {
        for text in [
            "// bu\u{ad}stad “a”\n(a: /* \u{200b} */ \"bustad-å\", b: 'a', c: \"2025-11\", d: b\"\u{ad}\")",
            "(a: \"bilde“a”.png\", b: \"vent ... \u{a0}litt\", c: \"\\q\u{ad} x\")",
            // Without what is taken away the string would end here.
            "(a: r#\"Ein \"\u{200b}# to\"#)",
            "(a: \"open\u{ad} ",
        ] {
            assert_eq!(clean_text(text), (text.to_string(), Vec::new()));
        }
    }
}
