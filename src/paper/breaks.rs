//! Places where a word may break that is too long for the line it stands on. Norwegian words seldom are; but a
//! word of sixty letters in a narrow column would run into the next one. The break is a zero-width space for the template,
//! which makes a place of it and prints no sign: whoever copies the word, or searches for it, finds it whole. Word breaks
//! such words by itself.

use std::borrow::Cow;

use super::{Paged, fonts};
use crate::document::{BREAK, HARD_SPACE, Run, Text};

/// A text with breaks inserted into the words that are wider than `width` points.
fn with_breaks(text: &str, width: f64, size: f64, bold: bool) -> Cow<'_, str> {
    let fits = |piece: &str| fonts::fits(piece, width, size, bold);
    if fonts::pieces(text).all(fits) {
        return Cow::Borrowed(text);
    }
    let cut = |piece: &str| match fits(piece) {
        true => piece.to_string(),
        false => fonts::chunks(piece, width, size, bold).join(&BREAK.to_string()),
    };
    let broken = fonts::pieces(text).map(|piece| match fits(piece) {
        true => Cow::Borrowed(piece),
        // An address may break after its own hyphens; only what is between them and still too wide is cut.
        false if piece.contains("://") => Cow::Owned(piece.split_inclusive('-').map(cut).collect()),
        false => Cow::Owned(cut(piece)),
    });
    Cow::Owned(broken.collect())
}

impl Paged {
    /// The document without the signs where words may break, for what breaks them by itself.
    pub fn without_breaks(&self) -> Self {
        let mut paged = self.clone();
        paged.document.for_each_text_mut(&mut |text| text.0.iter_mut().for_each(|run| run.text.retain(|c| c != BREAK)));
        paged
    }
}

/// Puts breaks in the words of running text that are too wide. A word that is part strong and part not is taken part by part.
pub fn break_long_words(text: &mut Text, width: f64, size: f64) {
    break_long_runs(text, width, size, false);
}

/// Inserts breaks into words of bold text that are too wide: a heading, a line of a table's cell.
pub fn break_long_bold_words(text: &mut Text, width: f64, size: f64) {
    break_long_runs(text, width, size, true);
}

/// By how much a line may hold more or less than is measured, in points: letters that stand close, signs around a change.
const UNCERTAIN: [f64; 7] = [-9.0, -6.0, -3.0, 0.0, 3.0, 6.0, 9.0];

/// Joins the last two words of a paragraph by a hard space where it would end in a short word alone on a line, or might, if
/// that costs no line.
pub fn avoid_runt(text: &mut Text, width: f64, size: f64) {
    /// The longest last word that looks lost on a line, in characters.
    const SHORT: usize = 12;
    let words = text.words();
    let Some(at) = words.trim_end().rfind(' ') else { return };
    let last = words[at + 1..].trim_end();
    if last.chars().count() > SHORT {
        return;
    }
    let joined = format!("{}{HARD_SPACE}{}", &words[..at], &words[at + 1..]);
    let might_be_alone = UNCERTAIN.iter().any(|more| {
        let lines = |text: &str| fonts::wrap(text, width + more, size, false).0;
        let before = lines(&words);
        let [.., _, end] = before.as_slice() else { return false };
        end.chars().count() <= last.chars().count() && lines(&joined).len() == before.len()
    });
    if might_be_alone {
        text.map_words(|_| joined);
    }
}

fn break_long_runs(text: &mut Text, width: f64, size: f64, bold: bool) {
    for stretch in text.0.chunk_by_mut(|one, other| one.looks_like(other)) {
        let words: String = stretch.iter().map(|run| run.text.as_str()).collect();
        if let Cow::Owned(broken) = with_breaks(&words, width, size, bold || stretch[0].strong) {
            spread(&broken, stretch);
        }
    }
}

/// Gives runs their words again, now with breaks in them; a break between two runs stands in the second.
fn spread(broken: &str, runs: &mut [Run]) {
    let mut rest = broken;
    for run in runs {
        let letters = run.letters();
        let mut seen = 0;
        let end = rest.find(|c| {
            seen += usize::from(c != BREAK);
            seen > letters || seen == letters && c == BREAK
        });
        let (own, after) = rest.split_at(end.unwrap_or(rest.len()));
        run.text = own.into();
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_do_not_fit_are_broken() {
        let text = "Opplæringskontoret i kommunen";
        assert!(matches!(with_breaks(text, 200.0, 9.5, false), Cow::Borrowed(_)));
        let set = with_breaks(text, 40.0, 9.5, false);
        assert_eq!(set.replace(BREAK, ""), text);
        for piece in set.split(['\u{200b}', ' ']) {
            assert!(fonts::width(piece, 9.5, false) <= 40.0, "{piece}");
        }
    }

    #[test]
    fn a_word_of_several_runs_is_broken_as_one_of_one_run() {
        let word = "Opplæringskontoret";
        let (mut whole, mut parts) = (Text::plain(word), Text::plain("Opplæ").and("ringskon").and("toret"));
        break_long_words(&mut whole, 40.0, 9.5);
        break_long_words(&mut parts, 40.0, 9.5);
        assert!(whole.words().contains(BREAK));
        assert_eq!(parts.words(), whole.words());
        assert_eq!(parts.0.iter().map(Run::letters).collect::<Vec<_>>(), [5, 8, 5]);
    }

    #[test]
    fn an_address_is_cut_only_where_its_hyphens_do_not_do() {
        let (long, short) =
            ("https://x.no/tilskot-til-regional-utvikling-i-kommunane/", "https://x.no/aaaaaaaaaaaaaaaaaaaaaaaaa-b");
        assert_eq!(with_breaks(long, 120.0, 9.5, false), long);
        let set = with_breaks(short, 60.0, 9.5, false);
        assert!(set.contains(BREAK) && set.ends_with("-b") && set.replace(BREAK, "") == short);
    }

    #[test]
    fn no_paragraph_ends_in_a_short_word_alone() {
        let text = format!("{}slutt.", "ord og meir ord ".repeat(5));
        let (width, plain) = (120..400)
            .map(f64::from)
            .map(|width| (width, fonts::wrap(&text, width, 11.5, false).0))
            .find(|(_, lines)| lines.len() > 1 && lines.last().is_some_and(|last| last == "slutt."))
            .unwrap();
        let mut set = Text::plain("ord og meir ").and(Text::strong(&text["ord og meir ".len()..]));
        avoid_runt(&mut set, width, 11.5);
        assert!(set.words().ends_with("ord\u{a0}slutt."));
        assert_eq!(fonts::wrap(&set.words(), width, 11.5, false).0.len(), plain.len());
    }
}
