//! The bundled fonts: Carlito in four styles. Goes out: their bytes for Typst, which characters they have,
//! and how wide a text is. System fonts are never used.

use std::sync::LazyLock;

use ttf_parser::Face;

/// The font files, embedded: regular, bold, italic, bold italic.
pub const FILES: [&[u8]; 4] = [
    include_bytes!("../../fonts/Carlito-Regular.ttf"),
    include_bytes!("../../fonts/Carlito-Bold.ttf"),
    include_bytes!("../../fonts/Carlito-Italic.ttf"),
    include_bytes!("../../fonts/Carlito-BoldItalic.ttf"),
];

/// The font of the signs around what has changed: three characters without width or ink, which say where words that were taken
/// out (U+27E6) or put in (U+27EA) begin, and where they end (U+27E7). `fonts/teikn.py` makes it.
pub const SIGNS: &[u8] = include_bytes!("../../fonts/Teikn.ttf");

/// The characters whose glyphs are looked up once and for all: the letters of Europe.
const COMMON: usize = 0x250;

/// A font with the widths of the common characters, in its own units.
struct Font {
    face: Face<'static>,
    common: Vec<Option<u16>>,
}

impl Font {
    fn new(data: &'static [u8]) -> Option<Self> {
        let face = Face::parse(data, 0).ok()?;
        let common = (0..COMMON as u32).map(|number| advance(&face, char::from_u32(number)?)).collect();
        Some(Self { face, common })
    }

    /// The width of a character; `None` if the font lacks it.
    fn advance(&self, c: char) -> Option<u16> {
        match self.common.get(c as usize) {
            Some(known) => *known,
            None => advance(&self.face, c),
        }
    }
}

fn advance(face: &Face, c: char) -> Option<u16> {
    face.glyph_hor_advance(face.glyph_index(c)?)
}

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| FILES.iter().copied().filter_map(Font::new).collect());

/// Whether every style has a glyph for the character.
pub fn has_glyph(c: char) -> bool {
    FONTS.len() == FILES.len() && FONTS.iter().all(|font| font.advance(c).is_some())
}

/// The width in points of a text on one line. Kerning and ligatures are left out; they make a text of
/// Carlito a little narrower, never wider by more than a hair.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    in_points(units(text, bold), size, bold)
}

/// The width of a text on one line in the font's own units, which are whole numbers.
fn units(text: &str, bold: bool) -> f64 {
    let Some(font) = FONTS.get(usize::from(bold)) else { return 0.0 };
    text.chars().filter_map(|c| font.advance(c)).map(f64::from).sum()
}

fn in_points(units: f64, size: f64, bold: bool) -> f64 {
    FONTS.get(usize::from(bold)).map_or(0.0, |font| units * size / f64::from(font.face.units_per_em()))
}

/// The pieces between which a line may break, with the spaces that follow them: after spaces, dashes and slashes, and
/// after hyphens but those of names ("Vest-Telemark", "EØS-midlar", "2025-28"), which a search must find whole.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    split(text, keeps_together)
}

/// How many lines of at most `limit` points a text has where names are broken after their hyphen, as Word breaks them, and
/// where they are not.
pub fn lines_with_names(text: &str, limit: f64, size: f64, bold: bool) -> (usize, usize) {
    let widths = |piece: &str| widths(piece, size, bold);
    let broken = count_lines(split(text, |_, _| false).map(widths), limit);
    (broken, count_lines(pieces(text).map(widths), limit))
}

/// The widths of a piece with and without the space after it, in points.
pub fn widths(piece: &str, size: f64, bold: bool) -> (f64, f64) {
    (width(piece, size, bold), width(piece.trim_end(), size, bold))
}

/// How many lines of at most `limit` points a text has, whose pieces have widths with and without the space after them.
pub fn count_lines(pieces: impl Iterator<Item = (f64, f64)>, limit: f64) -> usize {
    let (mut count, mut line) = (1, 0.0);
    for (whole, bare) in pieces {
        if line > 0.0 && line + bare > limit {
            count += 1;
            line = 0.0;
        }
        line += whole;
    }
    count
}

/// The pieces between which a line may break; `together` says whether it may not after a hyphen.
fn split(text: &str, together: impl Fn(&str, char) -> bool) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        if start == text.len() {
            return None;
        }
        let word = text[start..].trim_start().split([' ', '\n']).next().unwrap_or_default();
        let is_address = word.contains("://");
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            let next = chars.peek().map(|(_, next)| *next);
            let breaks = match (c, next) {
                (_, None) => true,
                // A hard space is no place to break.
                (' ', Some(next)) => next != ' ',
                ('–' | '/' | '-', Some(' ' | '\u{a0}')) => false,
                // Word keeps an address whole.
                ('–' | '/' | '-', Some(_)) if is_address => false,
                ('–', Some(_)) => true,
                ('/', Some(next)) => !next.is_ascii_digit(),
                ('-', Some(next)) => !together(&text[start..at], next),
                _ => false,
            };
            if breaks {
                let piece = &text[start..end];
                start = end;
                return Some(piece);
            }
        }
        None
    })
}

/// Whether the hyphen between what is before it and a character belongs to a name.
fn keeps_together(before: &str, next: char) -> bool {
    let last: Vec<char> = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let capitals = last.len() > 1 && last.iter().all(|c| c.is_uppercase() || c.is_ascii_digit());
    last.is_empty() || next.is_uppercase() || next.is_ascii_digit() || capitals
}

/// Whether a piece of text fits a line of `limit` points; a space at its end needs no room.
pub fn fits(text: &str, limit: f64, size: f64, bold: bool) -> bool {
    width(text.trim_end(), size, bold) <= limit
}

/// A piece of text cut into chunks of at most `limit` points, each of at least one character.
pub fn chunks(piece: &str, limit: f64, size: f64, bold: bool) -> Vec<String> {
    let mut chunks = Vec::new();
    let mut chunk = String::new();
    for c in piece.chars() {
        chunk.push(c);
        if !fits(&chunk, limit, size, bold) && chunk.chars().count() > 1 {
            chunk.pop();
            chunks.push(std::mem::take(&mut chunk));
            chunk.push(c);
        }
    }
    chunks.push(chunk);
    chunks
}

/// A text broken into lines of at most `limit` points, and how many words had to be broken for it.
pub fn wrap(text: &str, limit: f64, size: f64, bold: bool) -> (Vec<String>, usize) {
    let fits = |line: &str| fits(line, limit, size, bold);
    let mut lines = Vec::new();
    let mut broken = 0;
    // The last line, and how wide it is: to measure it anew with each piece would take as long as it is.
    let (mut line, mut wide) = (String::new(), 0.0);
    for piece in pieces(text) {
        let bare = piece.trim_end();
        let goes_on = match bare {
            "" => fits(&format!("{line}{piece}")),
            _ => in_points(wide + units(bare, bold), size, bold) <= limit,
        };
        if goes_on {
            line += piece;
            wide += units(piece, bold);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if fits(piece) {
            line = piece.into();
        } else {
            broken += 1;
            lines.extend(chunks(piece, limit, size, bold));
            line = lines.pop().unwrap_or_default();
        }
        wide = units(&line, bold);
    }
    lines.push(line);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    (lines, broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_cover_what_norwegian_and_sami_need() {
        assert!((' '..='~').all(has_glyph));
        for c in "æøåÆØÅéèêóòôüáčđŋšŧž«»–—…§²½\u{a0}“”’€".chars() {
            assert!(has_glyph(c), "{c}");
        }
        for c in "😀א中\u{7}".chars() {
            assert!(!has_glyph(c), "{c}");
        }
    }

    #[test]
    fn wrapping_keeps_every_word_and_every_line_within_the_limit() {
        let text = "Arbeidsgruppe for bustader og Vest-Telemarkrådet";
        let (lines, broken) = wrap(text, 90.0, 9.5, false);
        assert_eq!(broken, 0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, 9.5, false) <= 90.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_wider_than_the_limit_is_broken_and_counted() {
        let (lines, broken) = wrap(&"m".repeat(60), 90.0, 9.5, false);
        assert_eq!(broken, 1);
        assert_eq!(lines.concat(), "m".repeat(60));
    }

    #[test]
    fn lines_break_after_spaces_and_hyphens_but_not_within_names() {
        let all = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!(all("Nærings- og miljøgruppe"), ["Nærings- ", "og ", "miljøgruppe"]);
        assert_eq!(all("Helse / oppvekst – to"), ["Helse ", "/ ", "oppvekst ", "– ", "to"]);
        assert_eq!(all("NAV Vest-Telemark og EØS-samarbeidet"), ["NAV ", "Vest-Telemark ", "og ", "EØS-samarbeidet"]);
        assert_eq!(all("og/eller e-post PS 45/25"), ["og/", "eller ", "e-", "post ", "PS ", "45/25"]);
        assert_eq!(all("sjå https://a.no/b-c/d og/eller"), ["sjå ", "https://a.no/b-c/d ", "og/", "eller"]);
        assert_eq!(all("  to  rom "), ["  ", "to  ", "rom "]);
        assert_eq!(all(""), [""; 0]);
    }
}
