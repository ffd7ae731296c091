//! Words: two texts in, one out that has both, with what was taken out and what was put in. Whole words are compared, never
//! letters; a number is one word with its unit, for the space between them is hard; and what few small words part is one
//! phrase.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use crate::document::{BREAK, Change, HARD_SPACE, Link, Run, Text};

/// The most letters of a word that may stand between two changes of one phrase.
const SMALL_WORD: usize = 3;
/// How alike two texts are at least, to be compared word by word.
pub const ALIKE: f64 = 0.5;

/// A word, a space or a sign, with its look and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token {
    words: String,
    look: String,
    is_word: bool,
}

/// The tokens of a text, each with its letters.
fn tokens(text: &Text) -> Vec<(Token, Range<usize>)> {
    let mut made: Vec<(Token, Range<usize>)> = Vec::new();
    let mut at = 0;
    for run in &text.0 {
        let look = look(run);
        // A reference is one word: it never changes in part.
        let whole = matches!(run.link, Some(Link::Anchor(_))) && run.origin.is_none();
        let mut glue = false;
        let letters: Vec<char> = run.text.chars().filter(|c| *c != BREAK).collect();
        for (place, c) in letters.iter().copied().enumerate() {
            // "6.0", "1,5", "10. mai" are one word each; the full stop of a sentence is none.
            let inside = ".,:".contains(c)
                && glue
                && letters.get(place + 1).is_some_and(|next| next.is_alphanumeric() || *next == HARD_SPACE);
            let is_word = whole || inside || c.is_alphanumeric() || c == HARD_SPACE || "-–/%§_@&+".contains(c);
            match made.last_mut() {
                Some((last, range)) if glue && is_word && last.is_word => {
                    last.words.push(c);
                    range.end += 1;
                }
                _ => made.push((Token { words: c.into(), look: look.clone(), is_word }, at..at + 1)),
            }
            glue = is_word;
            at += 1;
        }
    }
    made
}

fn look(run: &Run) -> String {
    let link = match &run.link {
        None => String::new(),
        Some(Link::Anchor(anchor)) => format!("#{anchor}"),
        Some(Link::Url(url)) => url.clone(),
        // Pages are worked out anew.
        Some(Link::Page(_)) => String::new(),
    };
    format!("{}{}{:?}{link}", run.strong, run.emph, run.lang)
}

/// What two texts must have alike to be the same.
pub fn signature(text: &Text) -> String {
    tokens(text).into_iter().map(|(token, _)| format!("{}\u{1}{}\u{2}", token.words, token.look)).collect()
}

/// How alike two texts are, from 0 to 1: the share of their words' letters that both have.
pub fn likeness(old: &[&Text], new: &[&Text]) -> f64 {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (texts, is_new) in [(old, false), (new, true)] {
        for (token, _) in texts.iter().flat_map(|text| tokens(text)).filter(|(token, _)| token.is_word) {
            let count = counts.entry(token.words).or_default();
            *(if is_new { &mut count.1 } else { &mut count.0 }) += 1;
        }
    }
    let (mut both, mut all) = (0, 0);
    for (word, (old, new)) in counts {
        let letters = word.chars().count();
        both += 2 * old.min(new) * letters;
        all += (old + new) * letters;
    }
    if all == 0 { 1.0 } else { both as f64 / all as f64 }
}

/// A text that has the words of both, with marks.
pub fn compared(old: &Text, new: &Text) -> Text {
    let (before, after) = (tokens(old), tokens(new));
    let keys = |all: &[(Token, Range<usize>)]| all.iter().map(|(token, _)| token.clone()).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(&before), keys(&after));
    if old_keys == new_keys {
        return new.clone();
    }
    let letters = |all: &[(Token, Range<usize>)], range: &Range<usize>| match all.get(range.clone()) {
        Some([first, .., last]) => first.1.start..last.1.end,
        Some([one]) => one.1.clone(),
        _ => 0..0,
    };
    let taken_out = |range: &Range<usize>| without_links(old.part(letters(&before, range))).changed(Change::Deleted);
    let put_in = |range: &Range<usize>| new.part(letters(&after, range)).changed(Change::Inserted);
    if likeness(&[old], &[new]) < ALIKE {
        return taken_out(&(0..before.len())).and(put_in(&(0..after.len())));
    }
    let mut text = Text::default();
    for stretch in phrases(&capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys), &new_keys) {
        text = match stretch {
            Stretch::Same(range) => text.and(new.part(letters(&after, &range))),
            Stretch::Changed(old, new) => text.and(taken_out(&old)).and(put_in(&new)),
        };
    }
    text
}

/// What was taken out leads nowhere in the new document; an address leads on.
pub fn without_links(mut text: Text) -> Text {
    for run in &mut text.0 {
        run.origin = None;
        if matches!(run.link, Some(Link::Anchor(_) | Link::Page(_))) {
            run.link = None;
        }
    }
    text
}

enum Stretch {
    /// The same in both; the words of the new.
    Same(Range<usize>),
    /// Words of the old, and words of the new in their place.
    Changed(Range<usize>, Range<usize>),
}

/// The differences, with those that hardly anything parts as one.
fn phrases(ops: &[DiffOp], new: &[Token]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (index, op) in ops.iter().enumerate() {
        // Where an operation takes nothing from a side, `similar` does not say reliably where that is.
        let (tag, old_range, new_range) = op.as_tag_tuple();
        let (old_range, new_range) = (old_at..old_at + old_range.len(), new_at..new_at + new_range.len());
        (old_at, new_at) = (old_range.end, new_range.end);
        let inner = index > 0 && index + 1 < ops.len();
        if tag == DiffTag::Equal && !(inner && is_bridge(&new[new_range.clone()])) {
            stretches.push(Stretch::Same(new_range));
            continue;
        }
        match stretches.last_mut() {
            Some(Stretch::Changed(old, new)) => {
                old.end = old_range.end;
                new.end = new_range.end;
            }
            _ => stretches.push(Stretch::Changed(old_range, new_range)),
        }
    }
    stretches
}

/// Whether what two changes have between them is so little that they are one phrase: blanks, or one small word.
fn is_bridge(tokens: &[Token]) -> bool {
    let words: Vec<&Token> = tokens.iter().filter(|token| token.is_word).collect();
    let signs = tokens.iter().filter(|token| !token.is_word && token.words.trim() != "").count();
    match words.as_slice() {
        [] => signs == 0,
        [word] => signs == 0 && word.words.chars().count() <= SMALL_WORD,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(old: &str, new: &str) -> String {
        let sign = |run: &Run| match run.change {
            None => run.text.clone(),
            Some(Change::Deleted) => format!("[-{}-]", run.text),
            Some(Change::Inserted) => format!("{{+{}+}}", run.text),
        };
        compared(&old.into(), &new.into()).0.iter().filter(|run| !run.text.is_empty()).map(sign).collect()
    }

    #[test]
    fn whole_words_are_compared_and_small_words_do_not_part_a_phrase() {
        assert_eq!(said("ein to tre", "ein to tre"), "ein to tre");
        assert_eq!(
            said("Planen gjeld seks kommunar.", "Planen gjeld sju kommunar."),
            "Planen gjeld [-seks-]{+sju+} kommunar."
        );
        assert_eq!(
            said("Ein lang tekst om bustader i bygdene våre.", "Ein lang tekst om arbeid i byane våre."),
            "Ein lang tekst om [-bustader i bygdene-]{+arbeid i byane+} våre."
        );
        assert_eq!(
            said(
                "Kommunen får 1\u{a0}250\u{a0}000\u{a0}kr av staten",
                "Kommunen får 1\u{a0}300\u{a0}000\u{a0}kr av staten"
            ),
            "Kommunen får [-1\u{a0}250\u{a0}000\u{a0}kr-]{+1\u{a0}300\u{a0}000\u{a0}kr+} av staten"
        );
        assert_eq!(said("Alt er nytt", "Heilt andre ord her"), "[-Alt er nytt-]{+Heilt andre ord her+}");
    }

    #[test]
    fn a_comma_is_a_change_of_its_own() {
        assert_eq!(said("Ein tekst med ord og meir", "Ein tekst, med ord og meir"), "Ein tekst{+,+} med ord og meir");
    }

    #[test]
    fn no_letter_is_lost_or_doubled() {
        let pairs = [
            ("Ein to tre fire fem seks sju åtte", "Ein to    fem fire fem seks sju åtte"),
            ("a b c d e f g", "a  b c x  d e f g"),
            ("  ein to tre fire", "ein to  tre fire  "),
        ];
        for (old, new) in pairs {
            let both = compared(&old.into(), &new.into());
            let without = |change| {
                let runs = both.0.iter().filter(|run| run.change != Some(change));
                runs.map(|run| run.text.as_str()).collect::<String>()
            };
            assert_eq!(without(Change::Inserted), old, "{:?}", tokens(&old.into()));
            assert_eq!(without(Change::Deleted), new);
        }
    }
}
