//! The register of parties, and the names in the text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::check::Subject;
use crate::finding::{Fix, Place, RuleHit, RuleHits};
use crate::plan::{PartId, parse_organisation_number};

/// Parties in the register that nothing in the plan refers to.
pub fn unused_parties(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let tiltak = plan.tiltak().flat_map(|(_, tiltak)| [&tiltak.hovudansvarleg, &tiltak.samarbeidspartar]);
    let used: BTreeSet<&str> = (plan.hovud.framside.iter())
        .chain(plan.hovud.avtalepartar.iter())
        .chain(plan.hovud.handsaming.iter().map(|handsaming| &handsaming.part))
        .chain(tiltak.flat_map(|deltakarar| &deltakarar.partar))
        .chain(plan.hovud.partar.iter().flat_map(|part| &part.medlemmer))
        .chain(plan.hovud.finansiering.iter().flat_map(|own| &own.postar).filter_map(|post| post.part.as_ref()))
        .map(|id| id.as_str())
        .collect();
    for (part, path) in plan.walk().partar() {
        // One that is there for the list of abbreviations is used there.
        if !used.contains(part.id.as_str()) && part.fullt.is_none() {
            let place = Place::Value(path.field("id"));
            let message = format!("parten «{}» er ikkje brukt nokon stad", part.id);
            findings.push(
                RuleHit::new(place, message).hint("Ta han bort frå registeret, eller bruk id-en der namnet står"),
            );
        }
    }
}

/// Organisation numbers that no organisation can have, or that another party has.
pub fn organisation_numbers(subject: &Subject, findings: &mut RuleHits) {
    let mut owners: BTreeMap<String, &PartId> = BTreeMap::new();
    for (part, path) in subject.plan.walk().partar() {
        let Some(written) = &part.organisasjonsnummer else { continue };
        let place = Place::Value(path.field("organisasjonsnummer"));
        match parse_organisation_number(written) {
            None => {
                let digits = written.chars().filter(char::is_ascii_digit).count();
                let is_bare = written.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
                let why = match (is_bare, digits) {
                    (true, 9) => "det siste sifferet følgjer ikkje av dei andre".into(),
                    (true, _) => format!("det har {digits} siffer, og skal ha ni"),
                    (false, _) => "det er ni siffer og ikkje noko anna".into(),
                };
                let message = format!("«{written}» er ikkje eit organisasjonsnummer: {why}");
                findings.push(RuleHit::new(place, message).hint("Skriv dei ni siffera slik dei står på brreg.no"));
            }
            Some(number) => {
                if let Some(owner) = owners.get(&number) {
                    let message = format!("«{}» har det same organisasjonsnummeret", owner);
                    findings.push(RuleHit::new(place, message).hint("Rett det eine, eller ta den eine parten bort"));
                } else {
                    owners.insert(number, &part.id);
                }
            }
        }
    }
}

/// A name of the register, ready to be compared.
struct Name<'a> {
    name: &'a str,
    words: usize,
    length: usize,
    small: String,
    /// What the first letter is as a small one.
    first: String,
}

/// Names shorter than this differ by a letter from too many words.
const LEAST_FOR_A_LETTER: usize = 10;

/// The most bytes that a letter has.
const MAX_LETTER_BYTES: usize = 4;

/// The longest name that is compared, in bytes; longer ones are reported by HP006.
const MAX_NAME_BYTES: usize = 200;

/// Names that differ from the register by a capital or by a letter.
pub fn names_spelt_otherwise(subject: &Subject, findings: &mut RuleHits) {
    let parties = &subject.plan.hovud.partar;
    let spelt = parties.iter().flat_map(|part| [Some(part.namn.as_str()), part.kort.as_deref()]).flatten();
    // Every name and short name of the register is right wherever it stands, also within another.
    let right: BTreeSet<&str> = spelt.collect();
    let names: Vec<Name> = parties
        .iter()
        .map(|part| part.namn.as_str())
        .filter(|name| name.chars().any(char::is_uppercase) && name.len() <= MAX_NAME_BYTES)
        .map(|name| Name {
            name,
            words: name.split_whitespace().count(),
            length: name.chars().count(),
            small: name.to_lowercase(),
            first: name.chars().take(1).flat_map(char::to_lowercase).collect(),
        })
        .collect();
    let mut counts: Vec<usize> = names.iter().map(|name| name.words).collect();
    counts.sort_unstable();
    counts.dedup();
    let right = RightNames::of(&right);
    let lengths = NameLengths::of(&names);
    for text in subject.texts.iter().filter(|text| !text.names_a_party) {
        let words = words(text.text);
        let own = words_in_exact_names(text.text, &words, &right);
        let letters: Vec<[Option<char>; 2]> =
            words.iter().map(|(start, end)| first_letters(&text.text[*start..*end])).collect();
        for count in &counts {
            for (first, window) in words.windows(*count).enumerate() {
                let length = window.iter().map(|(start, end)| end - start).sum::<usize>() + count - 1;
                // Most words are far from every name.
                if !letters[first].into_iter().flatten().any(|letter| lengths.are_near(*count, letter, length))
                    || own[first..first + count].iter().any(|own| *own)
                {
                    continue;
                }
                for (start, end) in trimmed_spans(text.text, window) {
                    if let Some((found, name)) = intended_name(&text.text[start..end], (*count, length), &names) {
                        let message = format!("«{found}» heiter «{}» i registeret over partar", name.name);
                        let finding = RuleHit::new(Place::Within(text.path.clone(), start..end), message);
                        let what = format!("skriv «{}»", name.name);
                        let fix = Fix::of_words(text.path.clone(), start..end, name.name, what);
                        findings.push(finding.hint("Skriv namnet likt alle stader, eller rett registeret").fix(fix));
                        break;
                    }
                }
            }
        }
    }
}

/// The first letter of a word as a small one, with the signs before it and without them.
fn first_letters(word: &str) -> [Option<char>; 2] {
    let small = |word: &str| word.chars().next().and_then(|letter| letter.to_lowercase().next());
    [small(word), small(word.trim_start_matches(|c: char| !c.is_alphanumeric()))]
}

/// How long the names of the register are, by how many words they have and by their first letter.
struct NameLengths(BTreeMap<(usize, char), Vec<usize>>);

impl NameLengths {
    fn of(names: &[Name]) -> Self {
        let mut all: BTreeMap<(usize, char), Vec<usize>> = BTreeMap::new();
        for name in names {
            if let Some(first) = name.first.chars().next() {
                all.entry((name.words, first)).or_default().push(name.name.len());
            }
        }
        Self(all)
    }

    /// Whether a name of so many words with this first letter is about as long.
    fn are_near(&self, count: usize, letter: char, length: usize) -> bool {
        self.0.get(&(count, letter)).is_some_and(|all| all.iter().any(|own| is_near(*own, length)))
    }
}

/// Whether a name and words may be as long but for a letter and the signs around the words.
fn is_near(name: usize, words: usize) -> bool {
    name.abs_diff(words) <= MAX_LETTER_BYTES + 2
}

/// The words of a text with their bytes, signs and all.
fn words(text: &str) -> Vec<(usize, usize)> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| (start(word), start(word) + word.len())).collect()
}

/// The words of a window as they stand, and without the signs around them: "(Dalane," may be the name with signs, or a
/// name that ends with one.
fn trimmed_spans(text: &str, window: &[(usize, usize)]) -> impl Iterator<Item = (usize, usize)> {
    let (start, end) = (window[0].0, window[window.len() - 1].1);
    let whole = &text[start..end];
    let bare = whole.trim_matches(|c: char| !c.is_alphanumeric());
    let at = start + (bare.as_ptr() as usize - whole.as_ptr() as usize);
    let with_signs = (bare.len() != whole.len()).then_some((start, end));
    std::iter::once((at, at + bare.len())).chain(with_signs).filter(|(start, end)| start < end)
}

/// The names of the register as they are spelt, and how many words those have that begin with a word.
struct RightNames<'n> {
    names: &'n BTreeSet<&'n str>,
    counts: BTreeMap<&'n str, BTreeSet<usize>>,
}

impl<'n> RightNames<'n> {
    fn of(names: &'n BTreeSet<&'n str>) -> Self {
        let mut counts: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for name in names {
            let mut words = name.split_whitespace();
            if let Some(first) = words.next() {
                counts.entry(first).or_default().insert(1 + words.count());
            }
        }
        Self { names, counts }
    }
}

/// For each word, whether it is part of a name that is spelt exactly as in the register.
fn words_in_exact_names(text: &str, words: &[(usize, usize)], right: &RightNames) -> Vec<bool> {
    let mut own = vec![false; words.len()];
    let is_sign = |c: char| !c.is_alphanumeric();
    let spelt = |(start, end): (usize, usize)| right.names.contains(in_one_line(&text[start..end]).as_ref());
    for (first, (start, end)) in words.iter().enumerate() {
        let word = &text[*start..*end];
        let bare = word.trim_start_matches(is_sign);
        let spellings = [Some(word), (bare.len() < word.len()).then_some(bare), Some(bare.trim_end_matches(is_sign))];
        let counts = spellings.into_iter().flatten().filter_map(|word| right.counts.get(word)).flatten();
        for window in counts.filter_map(|count| words[first..].get(..*count)) {
            if trimmed_spans(text, window).any(spelt) {
                own[first..first + window.len()].fill(true);
            }
        }
    }
    own
}

/// Words with one space between, though they may stand on several lines of the file.
fn in_one_line(text: &str) -> Cow<'_, str> {
    let mut blanks = text.matches(char::is_whitespace);
    if blanks.all(|blank| blank == " ") && !text.contains("  ") && text.trim() == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The name that words are a misspelling of, if any. `count` is how many words there are, `length` how many bytes they
/// have on one line.
fn intended_name<'n, 'a>(
    words: &str,
    (count, length): (usize, usize),
    names: &'n [Name<'a>],
) -> Option<(String, &'n Name<'a>)> {
    // Most words are far from every name; only the others are looked at letter by letter.
    let first = words.chars().next()?;
    let near = |name: &&Name| {
        name.words == count && is_near(name.name.len(), length) && first.to_lowercase().eq(name.first.chars())
    };
    let mut near = names.iter().filter(near).peekable();
    near.peek()?;
    let found = in_one_line(words).into_owned();
    let small = found.to_lowercase();
    near.find(|name| is_misspelling_of(&found, &small, name)).map(|name| (found, name))
}

/// Whether words are a misspelling of a name: they differ from it in capitals or by one letter.
fn is_misspelling_of(found: &str, small: &str, name: &Name) -> bool {
    if found == name.name {
        return false;
    }
    if small == name.small {
        // The first letter alone is the sentence's, not the name's; a name in capitals alone may be a word too.
        let rest = |text: &str| text.chars().skip(1).collect::<String>();
        return rest(found) != rest(name.name) && !name.name.chars().all(char::is_uppercase);
    }
    let length = small.chars().count();
    name.length >= LEAST_FOR_A_LETTER
        && length.abs_diff(name.length) <= 1
        && found.chars().next() == name.name.chars().next()
        // An ending is grammar.
        && !small.starts_with(&name.small)
        && !name.small.starts_with(small)
        && strsim::damerau_levenshtein(small, &name.small) == 1
}
