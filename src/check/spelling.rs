//! Spelling: the plan's words against a Hunspell dictionary and the plan's own list of words. Comes in: the texts, a
//! dictionary. Goes out: what neither knows (HP060), with the likeliest words instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use spellbook::Dictionary;

use super::Subject;
use crate::data::{LARGEST_DATA, ReadError, read_inside};
use crate::finding::{Findings, Found, Place};
use crate::plan::{Plan, Språk};

/// The plan's own words, one on a line.
pub const WORD_LIST: &str = "ordliste.txt";

/// Where Debian's `hunspell-no`, Fedora's `hunspell-nn`/`-nb` and LibreOffice put dictionaries.
const FOLDERS: [&str; 4] = [
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/lib/libreoffice/share/extensions/dict-no",
    "/opt/homebrew/share/hunspell",
];

/// Words so short are abbreviations more often than slips.
const LONGEST_ABBREVIATION: usize = 2;
/// Longer ones.
const ABBREVIATIONS: [&str; 10] = ["kap", "evt", "osv", "mva", "inkl", "pkt", "mrd", "mill", "mfl", "dvs"];
/// The fewest letters in a part of a compound, and the most parts.
const LEAST_PART: usize = 3;
const MOST_PARTS: usize = 4;

/// Suggestions for a word.
const MOST_SUGGESTIONS: usize = 3;

/// Why there is no dictionary.
#[derive(Debug, thiserror::Error)]
pub enum SpellingError {
    /// None is installed.
    #[error(
        "fann inga ordbok for {language}\nråd: Installer henne (på Debian og Ubuntu: sudo apt install hunspell-no), eller \
         gje henne med --ordbok {code}.dic"
    )]
    Missing {
        /// The language, in words.
        language: &'static str,
        /// The dictionary's name.
        code: &'static str,
    },
    /// The files are not a dictionary.
    #[error("{0} er ikkje ei ordbok som kan brukast\nråd: Ei ordbok er to filer med same namn, .dic og .aff")]
    Damaged(PathBuf),
    /// The plan's list can't be read.
    #[error("{WORD_LIST}: {0}")]
    WordList(#[from] ReadError),
}

/// What is known of words.
pub struct Speller {
    dictionary: Dictionary,
    own: BTreeSet<String>,
}

impl Speller {
    /// The dictionary of the plan's language, or the one given, and the list in the plan's folder.
    ///
    /// # Errors
    /// `SpellingError` if there is no dictionary, or it can't be read.
    pub fn new(folder: &Path, plan: &Plan, given: Option<&Path>) -> Result<Self, SpellingError> {
        let (code, language) = match plan.hovud.språk {
            Språk::Nn => ("nn_NO", "nynorsk"),
            Språk::Nb => ("nb_NO", "bokmål"),
        };
        let file = match given {
            Some(file) => file.to_path_buf(),
            None => FOLDERS
                .iter()
                .map(|folder| Path::new(folder).join(code).with_extension("dic"))
                .find(|file| file.is_file())
                .ok_or(SpellingError::Missing { language, code })?,
        };
        let damaged = || SpellingError::Damaged(file.clone());
        // A pipe would be waited for without end.
        let read = |extension| {
            let path = file.with_extension(extension);
            if path.is_file() { fs::read(path).map_err(|_| damaged()) } else { Err(damaged()) }
        };
        let (affixes, words) = (read("aff")?, read("dic")?);
        let latin = affixes.starts_with(b"SET ISO8859-1") || affixes.windows(14).any(|line| line == b"\nSET ISO8859-1");
        let text = |bytes: Vec<u8>| match latin {
            // Every byte of ISO 8859-1 is the character with its number.
            true => Ok(bytes.into_iter().map(char::from).collect::<String>()),
            false => String::from_utf8(bytes).map_err(|_| damaged()),
        };
        let dictionary = Dictionary::new(&text(affixes)?, &text(words)?).map_err(|_| damaged())?;
        let list = match read_inside(folder, WORD_LIST, LARGEST_DATA) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(ReadError::Missing) => String::new(),
            Err(error) => return Err(error.into()),
        };
        let listed = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let names = plan.hovud.partar.iter().flat_map(|part| [Some(&part.namn), part.kort.as_ref()]).flatten();
        let names = names.flat_map(|name| name.split(|c: char| !(c.is_alphanumeric() || c == '-')));
        let own = listed.chain(names).filter(|word| !word.is_empty()).map(str::to_string).collect();
        Ok(Self { dictionary, own })
    }

    /// Whether a word is right, or the parts that it is put together of are.
    fn knows(&self, word: &str) -> bool {
        let is_name = word.chars().any(char::is_numeric) || word.chars().all(char::is_uppercase);
        let is_short = word.chars().count() <= LONGEST_ABBREVIATION || ABBREVIATIONS.contains(&word);
        // "nærings- og": the part of a compound, with its s.
        let first = word.strip_suffix('-').and_then(|stem| stem.strip_suffix('s'));
        is_name
            || is_short
            || self.own.contains(word)
            || first.is_some_and(|first| self.has(first))
            || word.split('-').all(|part| part.chars().all(char::is_uppercase) || self.has(part))
    }

    /// Whether the dictionary has a word, or the words that it is a compound of: Norwegian makes new ones at will, with an
    /// s or an e between.
    fn has(&self, word: &str) -> bool {
        self.own.contains(word) || self.dictionary.check(word) || self.is_compound(&word.to_lowercase(), MOST_PARTS)
    }

    fn is_compound(&self, word: &str, most: usize) -> bool {
        if most < 2 {
            return false;
        }
        let ends = word.char_indices().skip(LEAST_PART).map(|(end, _)| end);
        ends.filter(|end| word[*end..].chars().count() >= LEAST_PART).any(|end| {
            let (first, rest) = word.split_at(end);
            let bound = [rest.strip_prefix('s'), rest.strip_prefix('e')].into_iter().flatten();
            let follows = |rest: &str| {
                rest.chars().count() >= LEAST_PART && (self.dictionary.check(rest) || self.is_compound(rest, most - 1))
            };
            self.dictionary.check(first) && std::iter::once(rest).chain(bound).any(follows)
        })
    }

    /// What to do about a word that is not known.
    fn advice(&self, word: &str) -> String {
        let mut suggestions = Vec::new();
        self.dictionary.suggest(word, &mut suggestions);
        suggestions.truncate(MOST_SUGGESTIONS);
        match suggestions.as_slice() {
            [] => format!("Er det eit namn eller eit fagord, så skriv det i {WORD_LIST} i planmappa"),
            some => format!("Meinte du «{}»? Er ordet rett, så skriv det i {WORD_LIST}", some.join("» eller «")),
        }
    }
}

/// Words that are not known, each at its first place. Without a dictionary nothing is looked for.
pub fn misspelt(subject: &Subject, findings: &mut Findings) {
    let Some(speller) = subject.speller else { return };
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unknown: Vec<(&str, Place)> = Vec::new();
    for (word, place) in subject.words() {
        match count.get_mut(word) {
            Some(count) => *count += 1,
            None if speller.knows(word) => {}
            None => {
                count.insert(word, 1);
                unknown.push((word, place));
            }
        }
    }
    for (word, place) in unknown {
        if findings.is_full() {
            findings.count();
            continue;
        }
        let more = match count[word] - 1 {
            0 => String::new(),
            1 => " (og éin stad til)".into(),
            more => format!(" (og {more} stader til)"),
        };
        let message = format!("«{word}» står ikkje i ordboka{more}");
        findings.push(Found::new(place, message).hint(speller.advice(word)));
    }
}
