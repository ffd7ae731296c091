//! Places in a data file, in every way that they are counted: in bytes of the file as it is on disk, in bytes of its normalised
//! text (no byte order mark, line feeds only, letters put together), in bytes of the value of one of its strings (escapes
//! decoded), and in lines and columns. What prose leaves out of a value, the indentation of its lines, is for `prose` to say.

use std::ops::Range;

use ron2::ast::{StringExpr, StringKind};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::strings::{CONTINUATION, content, escape};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Where a piece begins in what is written and in what that stands for. A piece goes on to where the next one begins.
#[derive(Debug, Clone, Copy)]
struct Piece {
    written: usize,
    meant: usize,
    /// Whether both are the same bytes. If not it is the smallest that is written as one: a letter with its marks, a line end,
    /// an escape.
    is_verbatim: bool,
}

/// What is written beside what it stands for. The last piece is the end of both.
#[derive(Debug, Clone)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn of(text: &str, kind: StringKind) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut written, mut meant) = (0, 0);
        while let Some(first) = text[written..].chars().next() {
            let (length, stands_for, is_verbatim) = unit(&text[written..], first, kind);
            if !is_verbatim || pieces.last().is_none_or(|last| !last.is_verbatim) {
                pieces.push(Piece { written, meant, is_verbatim });
            }
            written += length;
            meant += stands_for;
        }
        pieces.push(Piece { written, meant, is_verbatim: false });
        Self(pieces)
    }

    fn meant(&self, written: usize) -> usize {
        let piece = self.0[self.0.partition_point(|piece| piece.written <= written).saturating_sub(1)];
        piece.meant + if piece.is_verbatim { written - piece.written } else { 0 }
    }

    /// What stands for nothing belongs to what follows it.
    fn written(&self, meant: usize) -> usize {
        let piece = self.0[self.0.partition_point(|piece| piece.meant <= meant).saturating_sub(1)];
        piece.written + if piece.is_verbatim { meant - piece.meant } else { 0 }
    }

    /// The end of what is written for the bytes before an offset that is not 0.
    fn written_end(&self, meant: usize) -> usize {
        let next = self.0.partition_point(|piece| piece.meant < meant);
        let piece = self.0[next.saturating_sub(1)];
        match self.0.get(next) {
            Some(next) if !piece.is_verbatim => next.written,
            _ if piece.is_verbatim => piece.written + meant - piece.meant,
            _ => piece.written,
        }
    }
}

/// The length of the first unit of a text, how many bytes it stands for, and whether these are its own.
fn unit(rest: &str, first: char, kind: StringKind) -> (usize, usize, bool) {
    match first {
        '\\' | CONTINUATION if kind == StringKind::Regular && rest[1..].starts_with(['\n', '\r']) => {
            // The blanks that the next line begins with are not the value's either.
            (rest.len() - rest[1..].trim_start_matches([' ', '\t', '\n', '\r']).len(), 0, false)
        }
        '\\' if kind == StringKind::Regular => {
            let unknown = || 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            let (length, stands_for) = escape(rest).map_or_else(|| (unknown(), 1), |(c, own)| (own, c.len_utf8()));
            (length, stands_for, false)
        }
        '\r' => (if rest.starts_with("\r\n") { 2 } else { 1 }, 1, false),
        _ => letter(rest),
    }
}

/// The first letter with its marks.
fn letter(rest: &str) -> (usize, usize, bool) {
    if rest.len() == 1 || rest.as_bytes()[..2].is_ascii() {
        return (1, 1, true);
    }
    let begins = |c: char| canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    let length = rest.char_indices().skip(1).find(|(_, c)| begins(*c)).map_or(rest.len(), |(at, _)| at);
    let own = &rest[..length];
    if rest.starts_with(begins) && own.chars().nth(1).is_none() {
        return (length, length, true);
    }
    (length, own.nfc().map(char::len_utf8).sum(), own.nfc().eq(own.chars()))
}

/// A string of a file beside its value.
#[derive(Debug, Clone)]
pub struct StringMap<'t> {
    /// What stands between its quotes.
    content: &'t str,
    /// Where that begins in the file.
    start: usize,
    pieces: Pieces,
}

impl<'t> StringMap<'t> {
    /// A string of a syntax tree. Its places are those of the text that the tree was made of.
    pub fn of(string: &'t StringExpr) -> Self {
        let (content, start) = content(string);
        Self { content, start, pieces: Pieces::of(content, string.kind) }
    }

    /// The string in a text that so many bytes stand before.
    pub(super) fn after(self, bytes: usize) -> Self {
        Self { start: self.start + bytes, ..self }
    }

    /// The bytes between the quotes.
    pub fn content(&self) -> Range<usize> {
        self.start..self.start + self.content.len()
    }

    /// The byte of the value that a byte of the file stands for: that of the whole letter or escape it is in.
    pub fn raw_to_value(&self, offset: usize) -> usize {
        self.pieces.meant(offset.clamp(self.content().start, self.content().end) - self.start)
    }

    /// Where in the file a byte of the value is written: where the whole letter or escape begins that it is in.
    pub fn value_to_raw(&self, offset: usize) -> usize {
        self.start + self.content.floor_char_boundary(self.pieces.written(offset))
    }

    /// The bytes of the file for a range of the value. One that begins or ends within an escape or a letter is widened to the
    /// whole of it.
    pub fn raw_range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.value_to_raw(range.start);
        if range.end <= range.start {
            return start..start;
        }
        let end = self.pieces.written_end(range.end);
        start..(self.start + self.content.ceil_char_boundary(end)).max(start)
    }
}

/// What the columns of a line are counted in (the language server protocol's `PositionEncodingKind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Characters.
    Utf32,
}

impl ColumnUnit {
    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A file's bytes beside its normalised text and its lines.
#[derive(Debug, Clone)]
pub struct Positions {
    raw: String,
    /// Where its lines begin, after the byte order mark.
    lines: Vec<usize>,
    /// The text, without the byte order mark.
    pieces: Pieces,
}

impl Positions {
    /// A file as it is on disk.
    pub fn of(raw: &str) -> Self {
        let text = raw.strip_prefix(BYTE_ORDER_MARK).unwrap_or(raw);
        let start = raw.len() - text.len();
        // A carriage return ends a line, with the line feed after it or alone.
        let ends = raw.match_indices(['\r', '\n']).map(|(at, _)| at + 1);
        let ends = ends.filter(|end| !raw[end - 1..].starts_with("\r\n"));
        let lines = std::iter::once(start).chain(ends).collect();
        Self { raw: raw.into(), lines, pieces: Pieces::of(text, StringKind::Raw { hash_count: 0 }) }
    }

    /// The byte of the normalised text that a byte of the file stands for.
    pub fn raw_to_text(&self, offset: usize) -> usize {
        self.pieces.meant(offset.min(self.raw.len()).saturating_sub(self.lines[0]))
    }

    /// Where in the file a byte of the normalised text is written.
    pub fn text_to_raw(&self, offset: usize) -> usize {
        self.raw.floor_char_boundary(self.lines[0] + self.pieces.written(offset))
    }

    /// The line of a byte of the file, from 0, and what stands before the byte in it.
    fn line_before(&self, offset: usize) -> (usize, &str) {
        let offset = self.raw.floor_char_boundary(offset).max(self.lines[0]);
        let line = self.lines.partition_point(|start| *start <= offset) - 1;
        (line, &self.raw[self.lines[line]..offset])
    }

    /// Line and column of a byte of the file, both from 1, the column in characters, as an editor shows them.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let (line, before) = self.line_before(offset);
        (line + 1, before.chars().count() + 1)
    }

    /// Line and column of a byte of the file, both from 0, as the language server protocol counts them.
    pub fn line_column_in(&self, unit: ColumnUnit, offset: usize) -> (usize, usize) {
        let (line, before) = self.line_before(offset);
        (line, before.chars().map(|c| unit.width(c)).sum())
    }

    /// The byte of the file at a line and a column, both from 0; the line's end where it is shorter, and the file's where it has
    /// fewer lines.
    pub fn offset_in(&self, unit: ColumnUnit, line: usize, column: usize) -> usize {
        let Some(start) = self.lines.get(line) else { return self.raw.len() };
        let rest = &self.raw[*start..];
        let mut left = column;
        for (at, c) in rest.char_indices() {
            if left < unit.width(c) || matches!(c, '\r' | '\n') {
                return start + at;
            }
            left -= unit.width(c);
        }
        self.raw.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::data::file_text::FileText;
    use crate::data::normalise;
    use crate::plan::Path;

    #[derive(Deserialize)]
    struct Group {
        a: String,
    }

    /// Pieces of a string with escapes, each with what it stands for.
    const ESCAPED: [(&str, &str); 18] = [
        ("a", "a"),
        (" ", " "),
        ("å", "å"),
        ("a\u{30a}", "å"),
        ("e\u{301}\u{323}", "\u{1eb9}\u{301}"),
        ("x\u{301}", "x\u{301}"),
        ("😀", "😀"),
        ("«", "«"),
        ("\t", "\t"),
        ("\r\n", "\n"),
        ("\n    ", "\n    "),
        ("\\n", "\n"),
        ("\\\\", "\\"),
        ("\\\"", "\""),
        ("\\x41", "A"),
        ("\\u{e5}", "å"),
        ("\\u{1F600}", "😀"),
        ("\\\n    x", "x"),
    ];

    /// Pieces of a raw string with two hashes.
    const RAW: [(&str, &str); 13] = [
        ("a", "a"),
        (" ", " "),
        ("æ", "æ"),
        ("o\u{308}", "ö"),
        ("e\u{301}\u{323}", "\u{1eb9}\u{301}"),
        ("😀", "😀"),
        ("\\n", "\\n"),
        ("\"", "\""),
        ("\"#", "\"#"),
        ("\t", "\t"),
        ("\r\n", "\n"),
        ("\n        ", "\n        "),
        ("\rx", "\nx"),
    ];

    /// The place of each piece in the file and in the value, and the ends of both.
    fn boundaries(start: usize, pieces: &[(&str, &str)]) -> Vec<(usize, usize)> {
        let mut at = (start, 0);
        let each = pieces.iter().map(|(written, value)| {
            at = (at.0 + written.len(), at.1 + value.len());
            at
        });
        std::iter::once((start, 0)).chain(each).collect()
    }

    fn check_string(mark: &str, quotes: (&str, &str), pieces: &[(&str, &str)]) {
        let written: String = pieces.iter().map(|own| own.0).collect();
        let before = format!("{mark}(\r\n  a: {}", quotes.0);
        let raw = format!("{before}{written}{}, // æ\r\n)", quotes.1);
        let value = ron::from_str::<Group>(&normalise(raw.clone())).unwrap().a;
        assert_eq!(value, pieces.iter().map(|own| own.1).collect::<String>(), "{raw:?}");
        let file = FileText::read(raw.clone().into_bytes()).unwrap();
        let map = file.string_map(&Path::hovud().field("a")).unwrap();
        let decoded = |range: Range<usize>| {
            let text = format!("{}{}{}", quotes.0, &raw[range], quotes.1);
            ron::from_str::<String>(&normalise(text)).unwrap()
        };
        let all = boundaries(before.len(), pieces);
        for (at, (written, meant)) in all.iter().copied().enumerate() {
            assert_eq!(map.raw_to_value(written), meant, "{raw:?} {written}");
            // What stands for nothing belongs to what follows it.
            let goes_on = pieces.get(at).is_some_and(|own| own.0.starts_with("\\\n"));
            assert_eq!(map.value_to_raw(meant), written + if goes_on { 6 } else { 0 }, "{raw:?} {meant}");
            for (_, end) in &all[at..] {
                assert_eq!(decoded(map.raw_range(&(meant..*end))), value[meant..*end], "{raw:?} {meant}..{end}");
            }
        }
        let mut last = 0;
        for meant in (0..=value.len()).filter(|at| value.is_char_boundary(*at)) {
            let written = map.value_to_raw(meant);
            assert!(raw.is_char_boundary(written) && written >= last, "{raw:?} {meant}");
            let back = map.raw_to_value(written);
            // Some letters can't be taken apart as they are written.
            assert!(back == meant || value[back..meant] == *"\u{1eb9}", "{raw:?} {meant} {back}");
            last = written;
        }
        check_file(&raw, &all);
    }

    fn check_file(raw: &str, all: &[(usize, usize)]) {
        let (positions, mark) = (Positions::of(raw), raw.len() - raw.trim_start_matches('\u{feff}').len());
        for (written, _) in all {
            let text = normalise(raw[mark..*written].to_string()).len();
            assert_eq!(positions.raw_to_text(*written), text, "{raw:?} {written}");
            assert_eq!(positions.text_to_raw(text), *written, "{raw:?} {text}");
        }
        let mut last = (0, 0);
        let inside = |at: usize| raw.as_bytes()[..at].ends_with(b"\r") && raw.as_bytes()[at..].starts_with(b"\n");
        for at in (mark..=raw.len()).filter(|at| raw.is_char_boundary(*at)).filter(|at| !inside(*at)) {
            let place = positions.line_column_in(ColumnUnit::Utf16, at);
            let before = raw[mark..at].replace("\r\n", "\n").replace('\r', "\n");
            let line = before.rsplit('\n').next().unwrap();
            assert_eq!(place, (before.matches('\n').count(), line.encode_utf16().count()), "{raw:?} {at}");
            assert_eq!(positions.line_column(at), (place.0 + 1, line.chars().count() + 1), "{raw:?} {at}");
            assert!(place >= last, "{raw:?} {at}");
            last = place;
            for (unit, column) in [
                (ColumnUnit::Utf8, line.len()),
                (ColumnUnit::Utf16, place.1),
                (ColumnUnit::Utf32, line.chars().count()),
            ] {
                assert_eq!(positions.line_column_in(unit, at), (place.0, column), "{raw:?} {at} {unit:?}");
                assert_eq!(positions.offset_in(unit, place.0, column), at, "{raw:?} {at} {unit:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_place_of_a_string_leads_there_and_back(
            mark in any::<bool>(),
            escaped in prop::collection::vec(prop::sample::select(ESCAPED.to_vec()), 0..20),
            raw in prop::collection::vec(prop::sample::select(RAW.to_vec()), 0..20),
        ) {
            let mark = if mark { "\u{feff}" } else { "" };
            check_string(mark, ("\"", "\""), &escaped);
            check_string(mark, ("r##\"", "\"##"), &raw);
        }
    }

    #[test]
    fn what_is_beyond_a_line_or_a_file_is_its_end() {
        let positions = Positions::of("\u{feff}å😀\r\nto");
        let offset = |line, column| positions.offset_in(ColumnUnit::Utf16, line, column);
        assert_eq!(offset(0, 2), 5, "within a pair of UTF-16 units");
        assert_eq!(positions.offset_in(ColumnUnit::Utf8, 0, 1), 3, "within a letter");
        assert_eq!(offset(0, 9), 9);
        assert_eq!(offset(1, 9), offset(7, 0));
        assert_eq!(positions.line_column_in(ColumnUnit::Utf16, 0), (0, 0));
        assert_eq!(positions.line_column_in(ColumnUnit::Utf16, 99), (1, 2));
    }

    #[test]
    fn a_range_within_a_letter_or_an_escape_is_widened_to_the_whole_of_it() {
        let file = FileText::read("(a: \"b\\u{e5}a\u{30a}æ\")".into()).unwrap();
        let map = file.string_map(&Path::hovud().field("a")).unwrap();
        for (range, raw) in
            [(2..3, 6..12), (3..4, 12..15), (6..7, 15..17), (2..4, 6..15), (4..4, 12..12), (9..12, 17..17)]
        {
            assert_eq!(map.raw_range(&range), raw, "{range:?}");
        }
        assert_eq!((map.raw_to_value(8), map.raw_to_value(14), map.raw_to_value(0)), (1, 3, 0));
    }
}
