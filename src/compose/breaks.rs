//! Places where a word may break that is too long for the line it stands on. Norwegian words seldom are; but a
//! word of sixty letters in a narrow column would run into the next one. The break is a zero-width space: it
//! is not seen, and the word is not spelt with a hyphen that it does not have.

use std::borrow::Cow;

use crate::document::Run;
use crate::fonts;

/// The zero-width space.
const BREAK: &str = "\u{200b}";

/// The same text with breaks in the words that are wider than `width` points.
pub fn breakable(text: &str, width: f64, size: f64, bold: bool) -> Cow<'_, str> {
    let fits = |piece: &str| fonts::fits(piece, width, size, bold);
    if fonts::pieces(text).all(fits) {
        return Cow::Borrowed(text);
    }
    let broken = fonts::pieces(text).map(|piece| match fits(piece) {
        true => Cow::Borrowed(piece),
        false => Cow::Owned(fonts::chunks(piece, width, size, bold).join(BREAK)),
    });
    Cow::Owned(broken.collect())
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
        for piece in broken.split(['\u{200b}', ' ']) {
            assert!(fonts::width(piece, 9.5, false) <= 40.0, "{piece}");
        }
    }
}
