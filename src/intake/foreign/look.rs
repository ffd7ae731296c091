//! How headings look in a document: by their style, or strong, large or numbered by hand. Looked at once for the whole of it.

use std::collections::BTreeMap;

use super::labels::{is_section_title, made_by_program};
use super::sheet::{Block, Line};

/// The most letters of a heading.
const LONGEST_HEADING: usize = 160;

/// What the lines of a document look like.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The size of most letters.
    size: Option<u32>,
    /// Whether headings have styles of their own.
    pub has_styles: bool,
    /// Whether headings are strong or large lines.
    has_strong: bool,
    /// The level of the headings of sections.
    pub section_level: u8,
}

impl Look {
    /// Looks at a document.
    pub fn of(blocks: &[Block]) -> Self {
        let lines = || blocks.iter().filter_map(|block| if let Block::Line(line) = block { Some(line) } else { None });
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for line in lines() {
            if let Some(size) = line.size {
                *sizes.entry(size).or_default() += line.words().len();
            }
        }
        let size = sizes.into_iter().max_by_key(|(_, letters)| *letters).map(|(size, _)| size);
        let mut look =
            Self { size, has_styles: lines().filter(|line| line.outline.is_some()).count() > 2, ..Self::default() };
        look.has_strong = lines().filter(|line| line.outline.is_none() && look.is_heading(line)).count() > 2;
        let mut levels: BTreeMap<u8, usize> = BTreeMap::new();
        for line in lines() {
            let Some(level) = line.outline else { continue };
            let words = line.words();
            let named = named_number("delmål", &words).is_some() || named_number("tiltak", &words).is_some();
            let weight = if named || made_by_program(&words).is_some() {
                0
            } else if is_section_title(&words) {
                3
            } else {
                usize::from(section_number(line).is_some()) * 2
            };
            *levels.entry(level).or_default() += weight;
        }
        let most =
            levels.iter().max_by_key(|(level, weight)| (**weight, std::cmp::Reverse(**level))).map(|(level, _)| *level);
        look.section_level = most.unwrap_or(1);
        look
    }

    /// Whether a line looks like a heading.
    pub fn is_heading(&self, line: &Line) -> bool {
        if line.outline.is_some() {
            return true;
        }
        let words = line.words();
        let is_short = words.chars().count() <= LONGEST_HEADING && !words.ends_with(['.', ';', ',']);
        let is_bullet = line.marker.as_ref().is_some_and(|marker| marker.number.is_none());
        let is_large = line.size.zip(self.size).is_some_and(|(own, usual)| own > usual + usual / 8);
        is_short && !is_bullet && (line.is_strong() || is_large)
    }

    /// Whether the headings of a document can be told from its other lines.
    pub fn shows_headings(&self) -> bool {
        self.has_styles || self.has_strong
    }
}

/// The number that a line begins with as the heading of a section.
pub fn section_number(line: &Line) -> Option<u16> {
    let sign = line.marker.as_ref()?.number.as_deref()?;
    let body = sign.trim_end_matches(['.', ')']);
    (!sign.starts_with('(')).then(|| body.parse().ok()).flatten().filter(|number| (1..=99).contains(number))
}

/// The number after a name that a line begins with, and the words after it: "Tiltak 1.2: Boligkart".
pub fn named_number<'w>(name: &str, words: &'w str) -> Option<(Vec<u16>, &'w str)> {
    let first = words.split(|c: char| !c.is_alphabetic()).next()?;
    if first.to_lowercase() != name {
        return None;
    }
    let rest = words[first.len()..].trim_start();
    let rest = rest.strip_prefix("nr.").or(rest.strip_prefix("nr")).unwrap_or(rest).trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches('.');
    let numbers: Vec<u16> = digits.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let after = &rest[digits.len()..];
    let joined = after.starts_with(char::is_alphanumeric);
    (!joined && numbers.len() <= 2 && numbers.iter().all(|own| *own < 1000)).then_some((numbers, after))
}

/// The words after a number that a heading was given by hand: "3.1 Delmål 1: …".
pub fn without_numbering(words: &str) -> &str {
    let Some((first, rest)) = words.split_once(' ') else { return words };
    let body = first.trim_end_matches(['.', ')']);
    let is_number = body.len() <= 6 && body.split('.').all(|part| (1..=2).contains(&part.len()) && is_digits(part));
    if is_number { rest.trim_start() } else { words }
}

fn is_digits(words: &str) -> bool {
    words.bytes().all(|byte| byte.is_ascii_digit())
}

/// The title after a number, without the signs between.
pub fn title_after(rest: &str) -> &str {
    rest.trim_start_matches(|c: char| c.is_whitespace() || ":.–—-)|".contains(c)).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_number_begins_a_heading() {
        let told = |name: &str, words: &str| {
            named_number(name, words).map(|(numbers, rest)| format!("{numbers:?}{}", title_after(rest)))
        };
        assert_eq!(told("tiltak", "Tiltak 1: Boligkart").as_deref(), Some("[1]Boligkart"));
        assert_eq!(told("tiltak", "TILTAK 1.2 – Boligkart").as_deref(), Some("[1, 2]Boligkart"));
        assert_eq!(told("delmål", "Delmål 3").as_deref(), Some("[3]"));
        assert_eq!(told("delmål", "Delmål nr. 3. Hus").as_deref(), Some("[3]Hus"));
        assert_eq!(told("tiltak", "Tiltak i grå skrift"), None);
        assert_eq!(told("tiltak", "Tiltaka 1 og 2"), None);
    }
}
