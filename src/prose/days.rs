//! Days at the beginning of lines, which are no numbers of a list: "12. juni". Comes in: a text without indentation. Goes out:
//! the same text with what Markdown would take for an item's full stop masked.

use std::borrow::Cow;

use super::markers::after_marker;
use crate::document::HARD_SPACE;
use crate::plan::MONTH_NAMES;

/// What stands for the full stop of a day at the beginning of a line: as long, and no sign of Markdown or of any text.
pub(super) const MASK: char = '\u{1}';

/// A number at the beginning of a line, or after the sign of a list there, as that of an item or a day.
struct Numbered {
    line: usize,
    /// How many letters stand before it in its line.
    column: usize,
    number: u32,
    /// Where its full stop stands in the text.
    stop: usize,
    is_day: bool,
}

/// The text with days at the beginning of lines, which "12. juni" is, unable to be the numbers of a list's items. Where the
/// numbers go on from line to line, it is a list all the same.
pub(super) fn without_dated_items(text: &str) -> Cow<'_, str> {
    if text.contains(MASK) {
        return Cow::Borrowed(text);
    }
    let mut numbers: Vec<Numbered> = Vec::new();
    // Where the words of each line begin; nothing for an empty one.
    let mut lines: Vec<Option<usize>> = Vec::new();
    let mut start = 0;
    for (line, words) in text.split('\n').enumerate() {
        let first = words.len() - words.trim_start_matches([' ', '\t']).len();
        lines.push((first < words.len()).then_some(first));
        let mut column = first;
        while let Some(after) = after_marker(&words[column..]) {
            let marker = words.len() - after.len() - column;
            if let Ok(number) = words[column..column + marker - 1].parse() {
                let stop = start + column + marker - 1;
                let is_day = words[column..column + marker].ends_with('.') && begins_with_month(after);
                numbers.push(Numbered { line, column, number, stop, is_day });
            }
            column = words.len() - after.trim_start_matches([' ', '\t', HARD_SPACE]).len();
        }
        start += words.len() + 1;
    }
    let at = |line: usize, column: usize| {
        let first = numbers.partition_point(|own| own.line < line);
        numbers[first..].iter().take_while(|own| own.line == line).find(|own| own.column == column)
    };
    let goes_on = |own: &Numbered| {
        let beside = |line: &usize| lines[*line].is_some_and(|first| first <= own.column);
        let is_first = |own: &Numbered| lines[own.line] == Some(own.column);
        let before = (0..own.line).rev().find(beside).and_then(|line| at(line, own.column)).filter(|_| is_first(own));
        let after = (own.line + 1..lines.len()).find(beside).and_then(|line| at(line, own.column));
        before.is_some_and(|other| other.number.checked_add(1) == Some(own.number))
            || after.is_some_and(|other| own.number.checked_add(1) == Some(other.number) && is_first(other))
    };
    let days: Vec<usize> = numbers.iter().filter(|own| own.is_day && !goes_on(own)).map(|own| own.stop).collect();
    if days.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = text.to_string();
    for stop in days {
        masked.replace_range(stop..=stop, &MASK.to_string());
    }
    Cow::Owned(masked)
}

/// Whether a text begins with a blank and the name of a month.
pub(super) fn begins_with_month(text: &str) -> bool {
    let Some(rest) = text.strip_prefix([' ', HARD_SPACE]) else { return false };
    let after = MONTH_NAMES.iter().find_map(|month| rest.strip_prefix(month));
    after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Role, Run, Text};
    use crate::plan::Path;
    use crate::prose::{read, read_at};

    fn paragraph(runs: Vec<Run>) -> Block {
        Block::paragraph(Role::Body, Text(runs))
    }

    #[test]
    fn a_day_at_the_beginning_of_a_line_is_no_number_of_a_list() {
        for text in ["17. juni: møte", "12. mai 2026 er ein dag.", "1.\u{a0}mars: frist"] {
            assert_eq!(read(text).blocks, [paragraph(vec![Run::plain(text)])], "{text}");
        }
        let Block::List(list) = &read("- 1. mars: frist\n- 2. april").blocks[0] else { panic!() };
        assert_eq!(list.items[0], [paragraph(vec![Run::plain("1. mars: frist")])]);
        let Block::List(list) = &read("1. 2. mai: ein\n2. 3. mai").blocks[0] else { panic!() };
        assert_eq!((list.start, list.items.len()), (Some(1), 2));
        assert_eq!(list.items[1], [paragraph(vec![Run::plain("3. mai")])]);
        assert!(matches!(read("1. marsjere").blocks[0], Block::List(_)));
        assert!(matches!(read("1. Mars er fristen.").blocks[0], Block::List(_)));
        assert!(matches!(read("1. mai-fest").blocks[0], Block::List(_)));
        // Where the numbers go on, it is a list.
        for list in [
            "1. Innleiing\n2. mai blir nytta\n3. Vedtak",
            "1. januar–mars: kartlegging\n2. Vår",
            "1. mai: frist\n\n   Meir.\n\n2. juni: møte",
        ] {
            let prose = read(list);
            assert!(matches!(&prose.blocks[..], [Block::List(_)]) && prose.problems.is_empty(), "{list}");
        }
        let Block::List(list) = &read("\n- 1. mai: frist\n  2. mai: møte").blocks[0] else { panic!() };
        assert!(matches!(list.items[0][..], [Block::List(_)]), "{list:?}");
        assert_eq!(read("3. juni: ein\n\n17. juni: to").blocks.len(), 2);
        // On two lines they would be one paragraph.
        assert_eq!(read("3. juni: ein\n17. juni: to").leftovers.len(), 1);
        let prose = read_at(Some(&Path::hovud()), "17. juni: møte");
        let Block::Paragraph { text, .. } = &prose.blocks[0] else { panic!("{prose:?}") };
        let pieces = &text.0[0].origin.as_ref().unwrap().pieces;
        assert!(pieces.iter().all(|piece| piece.range.start == piece.at), "{pieces:?}");
    }
}
