//! Words: two texts in, one out that has both, with what was taken out and what was put in. Whole words are compared, never
//! letters; a number is one word with its unit, for the space between them is hard; an amount, a date or a range of dates is one
//! word whatever its spaces; and what few small words part is one phrase. A reference is one word too, and known by where it leads: its number follows from that.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use crate::document::{Anchor, BREAK, Caption, Change, HARD_SPACE, Link, Run, Text, TextLetters};
use crate::words::dates::find_dates;

/// The most letters of a word that may stand between two changes of one phrase.
const SMALL_WORD: usize = 3;
/// How alike two texts are at least, to be compared word by word.
pub const MIN_SIMILARITY: f64 = 0.5;

/// What a word, a space or a sign is compared by: its letters, its look and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    words: String,
    look: String,
    is_word: bool,
}

/// A word, a space or a sign of a text.
#[derive(Debug)]
struct Token {
    key: Key,
    /// Its letters in the text.
    letters: Range<usize>,
    /// The digits of a reference, which its key is without.
    number: String,
}

/// The tokens of a text.
fn tokens(text: &Text) -> Vec<Token> {
    let mut made: Vec<Token> = Vec::new();
    let mut at = 0;
    for run in &text.0 {
        let look = look(run);
        // A reference is one word: it never changes in part.
        let reference = match &run.link {
            Some(Link::Anchor(anchor)) if !run.has_words_of_data() => Some(anchor),
            _ => None,
        };
        let mut glue = false;
        let letters: Vec<char> = run.text.chars().filter(|c| *c != BREAK).collect();
        let in_figure = letters_in_figures(&letters);
        for (place, c) in letters.iter().copied().enumerate() {
            // "6.0", "1,5", "10. mai", "3.–5. mai" are one word each; the full stop of a sentence is none.
            let inside = ".,:".contains(c)
                && glue
                && letters.get(place + 1).is_some_and(|next| next.is_alphanumeric() || "–-\u{a0}".contains(*next));
            let is_word = reference.is_some()
                || inside
                || c.is_alphanumeric()
                || c == HARD_SPACE
                || "-–/%§_@&+".contains(c)
                || in_figure.get(place).is_some_and(|own| *own);
            match made.last_mut() {
                Some(last) if glue && is_word && last.key.is_word => {
                    last.key.words.push(c);
                    last.letters.end += 1;
                }
                _ => {
                    let key = Key { words: c.into(), look: look.clone(), is_word };
                    made.push(Token { key, letters: at..at + 1, number: String::new() });
                }
            }
            glue = is_word;
            at += 1;
        }
        if let (Some(anchor), Some(last), false) = (reference, made.last_mut(), letters.is_empty()) {
            let (number, others): (String, String) = last.key.words.chars().partition(char::is_ascii_digit);
            last.number = number;
            last.key.words = format!("#{anchor} {others}");
        }
    }
    made
}

/// Which letters of a text stand in an amount or a date, a range of dates as one; empty if there is none.
fn letters_in_figures(letters: &[char]) -> Vec<bool> {
    if !letters.iter().any(char::is_ascii_digit) || !letters.iter().any(|c| BLANKS.contains(c)) {
        return Vec::new();
    }
    let text: String = letters.iter().collect();
    let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    let place = |byte: usize| starts.partition_point(|start| *start < byte);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (bytes, _) in find_dates(&text) {
        let own = place(bytes.start)..place(bytes.end);
        let joined = |last: &Range<usize>| {
            let between = letters.get(last.end..own.start).unwrap_or_default();
            between.iter().filter(|c| "–-".contains(**c)).count() == 1
                && between.iter().all(|c| "–-".contains(*c) || BLANKS.contains(c))
        };
        match found.last_mut().filter(|last| joined(last)) {
            Some(last) => last.end = own.end,
            None => found.push(own),
        }
    }
    found.extend(amounts(letters));
    let mut in_figure = vec![false; letters.len()];
    for own in found {
        in_figure[own].fill(true);
    }
    in_figure
}

/// What parts the thousands of an amount.
const BLANKS: [char; 4] = [' ', HARD_SPACE, '\u{202f}', '\u{2009}'];

/// The amounts whose thousands are parted: "400 000".
fn amounts(letters: &[char]) -> Vec<Range<usize>> {
    let digits =
        |from: usize| letters.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let first = digits(at);
        let mut end = at + first;
        if (1..=3).contains(&first) {
            while letters.get(end).is_some_and(|c| BLANKS.contains(c)) && digits(end + 1) == 3 {
                end += 4;
            }
        }
        if end > at + first {
            found.push(at..end);
        }
        at = end.max(at + 1);
    }
    found
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

/// What two texts must have alike to be the same, but for numbers that follow.
pub fn signature(text: &Text) -> String {
    tokens(text).into_iter().map(|Token { key, .. }| format!("{}\u{1}{}\u{2}", key.words, key.look)).collect()
}

/// The words of texts, each with how often it stands there and how many letters it has.
#[derive(Debug, Clone, Default)]
pub struct Counts(BTreeMap<String, (usize, usize)>);

impl Counts {
    /// Counts the words of texts.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Self {
        let mut counts = Self::default();
        for token in texts.into_iter().flat_map(tokens).filter(|token| token.key.is_word) {
            let letters = token.letters.len();
            counts.0.entry(token.key.words).or_insert((0, letters)).0 += 1;
        }
        counts
    }

    /// How alike they are, from 0 to 1: the share of the words' letters that both have.
    pub fn similarity(&self, other: &Self) -> f64 {
        let letters = |counts: &Self| counts.0.values().map(|(count, letters)| count * letters).sum::<usize>();
        let (few, many) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        let shared = few.0.iter().filter_map(|(word, (count, letters))| {
            let (others, _) = many.0.get(word)?;
            Some(2 * count.min(others) * letters)
        });
        let all = letters(self) + letters(other);
        if all == 0 { 1.0 } else { shared.sum::<usize>() as f64 / all as f64 }
    }
}

/// How many letters the strong words have that two texts begin with alike.
fn label_length(old: &Text, new: &Text) -> usize {
    match (old.0.first(), new.0.first()) {
        (Some(was), Some(is)) if was.strong && is.strong && was.text == is.text => {
            was.text.chars().filter(|c| *c != BREAK).count()
        }
        _ => 0,
    }
}

/// How alike two texts are.
pub fn similarity(old: &Text, new: &Text) -> f64 {
    Counts::of([old]).similarity(&Counts::of([new]))
}

/// Which differences are marked, and how many are not for they merely follow from others.
#[derive(Debug, Default)]
pub struct Marking {
    /// Whether all are, so that taking every mark back gives the old version to the letter. If not, it is what somebody looks
    /// for who reads both versions: neither blanks, nor numbers that follow.
    all: bool,
    /// What the number of each tiltak was and is, as tables say it, by its anchor in the new version.
    pub numbers: BTreeMap<Anchor, Vec<[String; 2]>>,
    followed: Cell<usize>,
}

impl Marking {
    /// Marks what a reader of both versions looks for.
    pub fn visible_only() -> Self {
        Self::default()
    }

    /// Marks every difference, so that both versions can be restored.
    pub fn complete() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Whether every difference is marked.
    pub fn is_complete(&self) -> bool {
        self.all
    }

    /// How many numbers and references followed.
    pub fn follow_count(&self) -> usize {
        self.followed.get()
    }

    /// Merges two versions of a text into one with marks.
    pub fn merge(&self, old: &Text, new: &Text) -> Text {
        let (before, after) = (tokens(old), tokens(new));
        let keys = |all: &[Token]| all.iter().map(|token| token.key.clone()).collect::<Vec<_>>();
        let (old_keys, new_keys) = (keys(&before), keys(&after));
        let [was, is] = [old, new].map(TextLetters::new);
        let both = TextPair { marking: self, old: was, new: is, before: &before, after: &after };
        if old_keys == new_keys {
            // Empty references, and links to pages, have no letters.
            return match before.iter().zip(&after).any(|(was, is)| was.number != is.number) {
                true => both.same(0..before.len(), 0..after.len()),
                false => new.clone(),
            };
        }
        if similarity(old, new) < MIN_SIMILARITY {
            // What says which fact it is stays.
            let label = label_length(old, new);
            let tokens = before.iter().take_while(|token| token.letters.end <= label).count();
            return both.same(0..tokens, 0..tokens).and(both.changed(tokens..before.len(), tokens..after.len()));
        }
        let mut text = Text::default();
        for stretch in phrases(&capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys), &after) {
            text = text.and(match stretch {
                Segment::Same(old, new) => both.same(old, new),
                Segment::Changed(old, new) => both.changed(old, new),
            });
        }
        text
    }

    /// A caption of both versions. Its number follows from what stands before it.
    pub fn caption(&self, old: &Caption, new: &Caption) -> Caption {
        let was = (self.all && old.number != new.number).then_some(old.number);
        Caption { text: self.merge(&old.text, &new.text), was, ..new.clone() }
    }

    /// The number of a tiltak in its row, which may have followed.
    pub fn number(&self, of: Option<&Anchor>, old: &Text, new: &Text) -> Text {
        let alone = |text: &Text| match text.0.as_slice() {
            [run] if !run.has_words_of_data() && run.link.is_none() => Some(run.text.clone()),
            _ => None,
        };
        let known = of.and_then(|anchor| self.numbers.get(anchor));
        match (known, alone(old), alone(new)) {
            (Some(known), Some(was), Some(is)) if was != is && known.contains(&[was.clone(), is.clone()]) => {
                self.follow(old.clone(), new.clone())
            }
            _ => self.merge(old, new),
        }
    }

    /// Marks words that only one version has. Deleted words lose their links within the document, unless every
    /// difference is marked.
    pub fn mark_whole(&self, text: Text, change: Change) -> Text {
        let mut text = text.changed(change);
        if change == Change::Deleted {
            for run in &mut text.0 {
                run.origin = None;
                if !self.all && matches!(run.link, Some(Link::Anchor(_) | Link::Page(_))) {
                    run.link = None;
                }
            }
            if !self.all {
                text.0.retain(|run| !run.text.is_empty());
            }
        }
        text
    }

    /// Merges a number that only follows from another change: it is marked only if every difference is.
    fn follow(&self, was: Text, is: Text) -> Text {
        self.followed.set(self.followed.get() + 1);
        match self.all {
            true => self.mark_whole(was, Change::Deleted).and(self.mark_whole(is, Change::Inserted)),
            false => is,
        }
    }
}

/// Two texts that are being compared, with their tokens.
struct TextPair<'t> {
    marking: &'t Marking,
    old: TextLetters<'t>,
    new: TextLetters<'t>,
    before: &'t [Token],
    after: &'t [Token],
}

impl TextPair<'_> {
    fn of_old(&self, range: Range<usize>) -> Text {
        self.old.part(letters(self.before, &range))
    }

    fn of_new(&self, range: Range<usize>) -> Text {
        self.new.part(letters(self.after, &range))
    }

    /// Words that both versions have; the numbers of their references may differ.
    fn same(&self, old: Range<usize>, new: Range<usize>) -> Text {
        let mut text = Text::default();
        let mut start = new.start;
        for (i, j) in old.zip(new.clone()) {
            if self.before[i].number != self.after[j].number {
                let followed = self.marking.follow(self.of_old(i..i + 1), self.of_new(j..j + 1));
                text = text.and(self.of_new(start..j)).and(followed);
                start = j + 1;
            }
        }
        text.and(self.of_new(start..new.end))
    }

    /// Words of the old, and words of the new in their place. Blanks alone are no change that anybody sees.
    fn changed(&self, old: Range<usize>, new: Range<usize>) -> Text {
        let (was, is) = (self.of_old(old), self.of_new(new));
        let seen = |text: &Text| self.marking.all || !text.words().trim().is_empty();
        let was = if seen(&was) { self.marking.mark_whole(was, Change::Deleted) } else { Text::default() };
        let is = if seen(&is) { self.marking.mark_whole(is, Change::Inserted) } else { is };
        was.and(is)
    }
}

/// The letters of tokens.
fn letters(all: &[Token], range: &Range<usize>) -> Range<usize> {
    match all.get(range.clone()) {
        Some([first, .., last]) => first.letters.start..last.letters.end,
        Some([one]) => one.letters.clone(),
        _ => 0..0,
    }
}

enum Segment {
    /// Words that both versions have: their tokens in the old and in the new.
    Same(Range<usize>, Range<usize>),
    /// Words of the old version and those that took their place: their tokens in the old and in the new.
    Changed(Range<usize>, Range<usize>),
}

/// The differences, with those that hardly anything parts as one.
fn phrases(ops: &[DiffOp], new: &[Token]) -> Vec<Segment> {
    let mut stretches: Vec<Segment> = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (index, op) in ops.iter().enumerate() {
        // Where an operation takes nothing from a side, `similar` does not say reliably where that is.
        let (tag, old_range, new_range) = op.as_tag_tuple();
        let (old_range, new_range) = (old_at..old_at + old_range.len(), new_at..new_at + new_range.len());
        (old_at, new_at) = (old_range.end, new_range.end);
        let inner = index > 0 && index + 1 < ops.len();
        if tag == DiffTag::Equal && !(inner && is_bridge(&new[new_range.clone()])) {
            stretches.push(Segment::Same(old_range, new_range));
            continue;
        }
        match stretches.last_mut() {
            Some(Segment::Changed(old, new)) => {
                old.end = old_range.end;
                new.end = new_range.end;
            }
            _ => stretches.push(Segment::Changed(old_range, new_range)),
        }
    }
    stretches
}

/// Whether what two changes have between them is so little that they are one phrase: blanks, or one small word.
fn is_bridge(tokens: &[Token]) -> bool {
    let words: Vec<&Token> = tokens.iter().filter(|token| token.key.is_word).collect();
    let signs = tokens.iter().filter(|token| !token.key.is_word && token.key.words.trim() != "").count();
    match words.as_slice() {
        [] => signs == 0,
        [word] => signs == 0 && word.letters.len() <= SMALL_WORD,
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
        Marking::complete()
            .merge(&old.into(), &new.into())
            .0
            .iter()
            .filter(|run| !run.text.is_empty())
            .map(sign)
            .collect()
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
    fn an_amount_a_date_and_a_range_of_dates_are_one_word_each() {
        let pairs = [
            ("Staten gjev 400 000 kr til dette", "400 000", "450 000"),
            ("Staten gjev 1 400 000 kr til dette", "1 400 000", "1 450 000"),
            ("Møtet er 3.–5. februar 2026 på rådhuset", "3.–5. februar 2026", "2. februar 2026"),
            ("Møtet er 3. februar 2026 på rådhuset", "3. februar 2026", "3. mars 2026"),
            ("Arbeidet går 3. mai – 5. juni 2026 i heile bygda", "3. mai – 5. juni 2026", "3. mai – 5. juli 2026"),
            ("Møtet er 3.\u{a0}februar på rådhuset", "3.\u{a0}februar", "3.–5.\u{a0}februar"),
        ];
        for (text, old, new) in pairs {
            let expected = text.replace(old, &format!("[-{old}-]{{+{new}+}}"));
            assert_eq!(said(text, &text.replace(old, new)), expected);
        }
        // The full stop of a sentence is none of the date's.
        assert_eq!(said("Det er møte 3. mai 2026.", "Det er møte 3. mai 2026"), "Det er møte 3. mai 2026[-.-]");
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
            let both = Marking::complete().merge(&old.into(), &new.into());
            let without = |change| {
                let runs = both.0.iter().filter(|run| run.change != Some(change));
                runs.map(|run| run.text.as_str()).collect::<String>()
            };
            assert_eq!(without(Change::Inserted), old, "{:?}", tokens(&old.into()));
            assert_eq!(without(Change::Deleted), new);
        }
    }

    fn reference(words: &str) -> Text {
        Text::plain(words).linked(&Anchor::tiltak("kart"))
    }

    #[test]
    fn a_reference_that_says_another_number_has_followed() {
        let (old, new) = (
            Text::plain("Først kjem ").and(reference("tiltak 1 under delmål 1")).and(", og så resten."),
            Text::plain("Først kjem ").and(reference("tiltak 2 under delmål 1")).and(", og så resten."),
        );
        let (seen, all) = (Marking::visible_only(), Marking::complete());
        assert_eq!((seen.merge(&old, &new), seen.follow_count()), (new.clone(), 1));
        assert_eq!(signature(&old), signature(&new));
        let both = all.merge(&old, &new);
        let without = |change| both.0.iter().filter(move |run| run.change != Some(change)).map(|run| run.text.as_str());
        assert_eq!(without(Change::Inserted).collect::<String>(), old.words());
        assert_eq!(without(Change::Deleted).collect::<String>(), new.words());
        // Where it leads elsewhere it is another, whatever it says.
        let other =
            Text::plain("Først kjem ").and(Text::plain("tiltak 1 under delmål 1").linked(&Anchor::tiltak("anna")));
        let other = other.and(", og så resten.");
        assert!(seen.merge(&old, &other).is_changed());
        assert_eq!(seen.follow_count(), 1);
    }

    #[test]
    fn what_was_taken_out_leads_where_it_led_if_it_can_be_taken_back() {
        let (old, new) =
            (Text::plain("Sjå også ").and(reference("tiltak 1")).and(" her."), Text::plain("Sjå også her."));
        let led = |marking: Marking| {
            let both = marking.merge(&old, &new);
            let run = both.0.into_iter().find(|run| run.text.contains("tiltak")).unwrap();
            (run.change, run.link)
        };
        let link = Some(Link::Anchor(Anchor::tiltak("kart")));
        assert_eq!(led(Marking::complete()), (Some(Change::Deleted), link));
        assert_eq!(led(Marking::visible_only()), (Some(Change::Deleted), None));
    }

    #[test]
    fn no_mark_has_nothing_in_it() {
        let both = Marking::visible_only().merge(&"ein  to tre fire ".into(), &"ein to tre fire".into());
        assert!(!both.is_changed(), "{both:?}");
        assert_eq!(both.words(), "ein to tre fire");
    }
}
