//! Places where a word may break that is too long for the line it stands on. Norwegian words seldom are; but a
//! word of sixty letters in a narrow column would run into the next one. The break is a zero-width space: it
//! is not seen, and the word is not spelt with a hyphen that it does not have.

use std::borrow::Cow;

use super::fonts;
use crate::document::Run;
use crate::words::notation::HARD_SPACE;

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

/// Joins the last two words of a paragraph that would else end in a short word alone on its line, if that costs no line more.
pub fn keep_last_word(runs: &mut [Run], width: f64, size: f64) {
    /// Longer words fill enough of a line.
    const SHORT: usize = 12;
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let lines = |text: &str| fonts::wrap(text, width, size, false).0;
    let before = lines(&text);
    let [.., _, last] = before.as_slice() else { return };
    let Some(at) = text.trim_end().rfind(' ') else { return };
    if last.contains([' ', '-', '/', '–', HARD_SPACE]) || last.chars().count() > SHORT {
        return;
    }
    let joined = format!("{}{HARD_SPACE}{}", &text[..at], &text[at + 1..]);
    if lines(&joined).len() != before.len() {
        return;
    }
    let mut start = 0;
    for run in runs {
        let end = start + run.text.len();
        if (start..end).contains(&at) {
            run.text.replace_range(at - start..at - start + 1, "\u{a0}");
        }
        start = end;
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

    #[test]
    fn no_paragraph_ends_in_a_short_word_alone() {
        let text = format!("{}slutt.", "ord og meir ord ".repeat(5));
        let (width, plain) = (120..400)
            .map(f64::from)
            .map(|width| (width, fonts::wrap(&text, width, 11.5, false).0))
            .find(|(_, lines)| lines.len() > 1 && lines.last().is_some_and(|last| last == "slutt."))
            .unwrap();
        let mut runs = [Run::plain("ord og meir "), Run::strong(&text["ord og meir ".len()..])];
        keep_last_word(&mut runs, width, 11.5);
        let set: String = runs.iter().map(|run| run.text.as_str()).collect();
        assert!(set.ends_with("ord\u{a0}slutt."));
        assert_eq!(fonts::wrap(&set, width, 11.5, false).0.len(), plain.len());
    }
}
