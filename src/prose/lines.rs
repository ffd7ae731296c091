//! Lines that were meant to stand by themselves and that Markdown makes one text of: «a) …», «b) …», and the rows of a table
//! that was pasted. Comes in: a text without indentation. Goes out: the first such line of each paragraph.

use super::{Leftover, LeftoverKind};

/// The small Roman numbers that lists have.
const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/// What runs together in a text.
pub(super) fn run_together(text: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    let mut paragraph = Paragraph::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            paragraph = Paragraph::default();
        } else {
            let at = start + line.len() - line.trim_start().len();
            found.extend(paragraph.lettered(at, words));
            found.extend(paragraph.columns(at, words));
        }
        start += line.len();
    }
    found
}

/// What was seen of a paragraph so far.
#[derive(Default)]
struct Paragraph<'t> {
    /// The letter that the last line with one begins with, and where it stands.
    last: Option<(&'t str, usize)>,
    /// Whether its letters are told.
    has_letters: bool,
    /// Whether its columns are told.
    has_columns: bool,
}

impl<'t> Paragraph<'t> {
    /// The letter before this line's, if that follows it in the alphabet or as a number.
    fn lettered(&mut self, at: usize, words: &'t str) -> Option<Leftover> {
        let letter = item_letter(words)?;
        let (before, start) = self.last.replace((letter, at))?;
        let is_first = follows(before, letter) && !self.has_letters;
        self.has_letters |= is_first;
        is_first.then(|| Leftover { span: start..start + before.len() + 1, kind: LeftoverKind::Letters })
    }

    /// A line with a tab between words.
    fn columns(&mut self, at: usize, words: &str) -> Option<Leftover> {
        let has_columns = words.match_indices('\t').any(|(tab, _)| !is_marker(words[..tab].trim_end()));
        let is_first = has_columns && !self.has_columns;
        self.has_columns |= is_first;
        is_first.then(|| Leftover { span: at..at + words.len(), kind: LeftoverKind::Columns })
    }
}

/// The letter, with a bracket before it perhaps, that a line begins with as if it were that of an item: "a", "(a", "iv".
fn item_letter(words: &str) -> Option<&str> {
    let bare = words.strip_prefix('(').unwrap_or(words);
    let length = bare.find(|c: char| !c.is_alphabetic())?;
    let (letter, after) = bare.split_at(length);
    let is_letter = letter.chars().count() == 1;
    let after = match after.strip_prefix(')') {
        Some(after) if is_letter || ROMAN.contains(&letter.to_lowercase().as_str()) => after,
        // "Ord. Neste": only a letter alone is that of an item here.
        _ => after.strip_prefix('.').filter(|_| is_letter)?,
    };
    after.starts_with([' ', '\t', '\u{a0}']).then(|| &words[..words.len() - bare.len() + length])
}

/// Whether an item's letter comes right after another.
fn follows(before: &str, after: &str) -> bool {
    let bare = |letter: &str| letter.trim_start_matches('(').to_lowercase();
    let (before, after) = (bare(before), bare(after));
    let place = |letter: &str| ROMAN.iter().position(|own| *own == letter);
    let one = |letter: &str| letter.chars().next().filter(|_| letter.chars().count() == 1).map(u32::from);
    let next = |before: Option<u32>, after: Option<u32>| before.is_some() && before.map(|own| own + 1) == after;
    next(one(&before), one(&after)) || place(&before).is_some_and(|own| place(&after) == Some(own + 1))
}

/// Whether what stands before a tab is the sign, the number or the letter of a list's item.
fn is_marker(before: &str) -> bool {
    let bare = before.trim_start_matches('(').trim_end_matches([')', '.']);
    bare.chars().count() <= 1 || bare.chars().all(|c| c.is_ascii_digit()) || ROMAN.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(LeftoverKind, &str)> {
        run_together(text).into_iter().map(|own| (own.kind, &text[own.span])).collect()
    }

    #[test]
    fn lettered_lines_are_found_where_the_first_stands() {
        use LeftoverKind::Letters;
        assert_eq!(found("Dette gjeld:\na) den eine\nb) den andre\nc) den tredje"), [(Letters, "a)")]);
        assert_eq!(
            found("a) den eine som\nligg der\nb) den andre\n\nA. ein\nB. to"),
            [(Letters, "a)"), (Letters, "A.")]
        );
        assert_eq!(found("(i) ein\n(ii) to\n(iii) tre"), [(Letters, "(i)")]);
        for fine in
            ["a) ein\n\nb) to", "a) ein og b) to", "Ord. Neste\nord. Neste", "a) ein\nc) to", "- a) ein\n- b) to"]
        {
            assert_eq!(found(fine), [], "{fine}");
        }
    }

    #[test]
    fn rows_with_tabs_are_found_and_items_are_not() {
        use LeftoverKind::Columns;
        assert_eq!(
            found("Skule\tElevar\nGranlia\t120\n\nSjøvik\t80"),
            [(Columns, "Skule\tElevar"), (Columns, "Sjøvik\t80")]
        );
        assert_eq!(found("•\tein\n1.\tto\na)\ttre\n(ii)\tfire\n\tfem\nseks\t"), []);
    }
}
