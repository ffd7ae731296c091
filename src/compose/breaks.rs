//! Places where a word may break that is too long for the line it stands on. Norwegian words seldom are; but a
//! word of sixty letters in a narrow column would run into the next one. The break is a zero-width space: it
//! is not seen, and the word is not spelt with a hyphen that it does not have.

use std::borrow::Cow;

use crate::document::Run;
use crate::fonts;

/// The zero-width space.
const BREAK: char = '\u{200b}';

/// The same text with breaks in the words that are wider than `width` points.
pub fn breakable(text: &str, width: f64, size: f64, bold: bool) -> Cow<'_, str> {
    let fits = |piece: &str| fonts::width(piece.trim_end(), size, bold) <= width;
    if fonts::unbreakable_pieces(text).all(fits) {
        return Cow::Borrowed(text);
    }
    let mut broken = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive([' ', '-', '/', '–']) {
        if fits(piece) {
            broken.push_str(piece);
            continue;
        }
        let mut line = String::new();
        for c in piece.chars() {
            line.push(c);
            if !fits(&line) && line.chars().count() > 1 {
                line.clear();
                line.push(c);
                broken.push(BREAK);
            }
            broken.push(c);
        }
    }
    Cow::Owned(broken)
}

/// The same for runs that stand side by side. A word that is part strong and part not is taken run by run.
pub fn breakable_runs(runs: &mut [Run], width: f64, size: f64) {
    for run in runs {
        set(run, width, size, run.strong);
    }
}

/// The same for a line of a table's cell, which may be set bold.
pub fn breakable_cell(line: &mut [Run], width: f64, size: f64) {
    for run in line {
        set(run, width, size, true);
    }
}

fn set(run: &mut Run, width: f64, size: f64, bold: bool) {
    if let Cow::Owned(broken) = breakable(&run.text, width, size, bold) {
        run.text = broken;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_do_not_fit_are_broken() {
        let text = "Opplæringskontoret i kommunen";
        assert!(matches!(breakable(text, 200.0, 9.5, false), Cow::Borrowed(_)));
        let broken = breakable(text, 40.0, 9.5, false);
        assert_eq!(broken.replace(BREAK, ""), text);
        for piece in broken.split([BREAK, ' ']) {
            assert!(fonts::width(piece, 9.5, false) <= 40.0, "{piece}");
        }
    }
}
