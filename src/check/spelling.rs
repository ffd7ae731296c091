//! Spelling: the plan's words against a Hunspell dictionary and the plan's own list of words. Comes in: the texts, a
//! dictionary. Goes out: what neither knows (HP060), with the likeliest words instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use spellbook::Dictionary;
use unicode_normalization::UnicodeNormalization;

use super::{Subject, more_places_note};
use crate::data::versions::WORD_LIST;
use crate::data::{MAX_DATA_BYTES, ReadError, read_inside};
use crate::finding::{Place, RuleHit, RuleHits};
use crate::plan::{Plan, Språk};

/// Where Debian's `hunspell-no`, Fedora's `hunspell-nn`/`-nb` and LibreOffice put dictionaries.
const FOLDERS: [&str; 5] = [
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/lib/libreoffice/share/extensions/dict-no",
    "/opt/homebrew/share/hunspell",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-no",
];
/// Where Windows puts programs, those of one user too; LibreOffice has its dictionaries in `LIBREOFFICE` there. (Office's own
/// dictionaries are in a form that only Office reads.)
const PROGRAM_FOLDERS: [&str; 4] = ["ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA"];
const LIBREOFFICE: [&str; 2] =
    ["LibreOffice/share/extensions/dict-no", "Programs/LibreOffice/share/extensions/dict-no"];

/// Words so short are abbreviations more often than slips.
const MAX_ABBREVIATION_LENGTH: usize = 2;
/// Abbreviations that are longer than `MAX_ABBREVIATION_LENGTH`.
const ABBREVIATIONS: [&str; 10] = ["kap", "evt", "osv", "mva", "inkl", "pkt", "mrd", "mill", "mfl", "dvs"];
/// The fewest letters in a part of a compound, and the most parts.
const LEAST_PART: usize = 3;
const MOST_PARTS: usize = 4;
/// A word with more letters gets no suggestions: finding them would take seconds.
const MAX_ADVISED_LENGTH: usize = 40;

/// Suggestions for a word.
const MOST_SUGGESTIONS: usize = 3;
/// The most unknown words that get suggestions: finding them takes a tenth of a second a word.
const MOST_ADVISED: usize = 40;
/// What to do about a word that is right.
const LISTED: &str = "Er det eit namn eller eit fagord, så skriv det i ordliste.txt i planmappa";

/// Why there is no dictionary.
#[derive(Debug, thiserror::Error)]
pub enum SpellingError {
    /// None is installed.
    #[error(
        "fann inga ordbok for {language}\nråd: Installer henne (på Debian og Ubuntu: sudo apt install hunspell-no; på \
         Windows og Mac: LibreOffice med norsk stavekontroll), eller gje henne med --ordbok {code}.dic"
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
    /// The plan's list is in another encoding.
    #[error("{WORD_LIST} er ikkje lagra som UTF-8\nråd: Lagre fila på nytt som UTF-8")]
    Encoding,
    /// The plan's list can't be read.
    #[error("{WORD_LIST}: {0}")]
    WordList(#[from] ReadError),
}

/// The folders that may have dictionaries on this system.
fn dictionary_folders() -> impl Iterator<Item = PathBuf> {
    let names = if cfg!(windows) { &PROGRAM_FOLDERS[..] } else { &[] };
    let programs = names.iter().filter_map(std::env::var_os).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let on_windows = programs.flat_map(|folder| LIBREOFFICE.map(|inside| folder.join(inside)));
    FOLDERS.iter().filter(|_| !cfg!(windows)).map(PathBuf::from).chain(on_windows)
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
            None => dictionary_folders()
                .map(|folder| folder.join(code).with_extension("dic"))
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
        let list = match read_inside(folder, WORD_LIST, MAX_DATA_BYTES) {
            Ok(bytes) => {
                let text = String::from_utf8(bytes).map_err(|_| SpellingError::Encoding)?;
                text.trim_start_matches('\u{feff}').to_string()
            }
            Err(ReadError::Missing) => String::new(),
            Err(error) => return Err(error.into()),
        };
        let listed = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let names = plan.hovud.partar.iter().flat_map(|part| [Some(&part.namn), part.kort.as_ref()]).flatten();
        let names = names.flat_map(|name| name.split(|c: char| !(c.is_alphanumeric() || c == '-')));
        let own = listed.chain(names).filter(|word| !word.is_empty()).map(|word| word.nfc().collect()).collect();
        Ok(Self { dictionary, own })
    }

    /// Whether a word is right, or the parts that it is put together of are.
    fn knows(&self, word: &str) -> bool {
        let is_name = word.chars().any(char::is_numeric) || word.chars().all(char::is_uppercase);
        let is_short = word.chars().count() <= MAX_ABBREVIATION_LENGTH || ABBREVIATIONS.contains(&word);
        // "nærings- og": the part of a compound, with its s.
        let first = word.strip_suffix('-').and_then(|stem| stem.strip_suffix('s'));
        is_name
            || is_short
            || self.is_in_own_list(word)
            || first.is_some_and(|first| self.is_in_dictionary(first))
            || word.split('-').all(|part| part.chars().all(char::is_uppercase) || self.is_in_dictionary(part))
    }

    /// Whether the plan's own list has a word, which may have a capital where it begins a sentence.
    fn is_in_own_list(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        let rest = letters.as_str();
        self.own.contains(word)
            || (!rest.chars().any(char::is_uppercase)
                && self.own.contains(&first.chain(rest.chars()).collect::<String>()))
    }

    /// Whether the dictionary has a word, or the words that it is a compound of: Norwegian makes new ones at will, with an
    /// s or an e between.
    fn is_in_dictionary(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.is_in_own_list(word)
            || self.dictionary.check(word)
            || (self.is_compound(&lower) && !self.is_doubled(&lower))
    }

    /// Whether a word is one of the dictionary but for a letter that is doubled, or should be: «kommunne» is hardly made of
    /// «kom» and «munne».
    fn is_doubled(&self, word: &str) -> bool {
        let letters: Vec<(usize, char)> = word.char_indices().collect();
        letters.windows(2).any(|pair| {
            let [(at, letter), (next, following)] = [pair[0], pair[1]];
            let other = match letter == following {
                true => format!("{}{}", &word[..at], &word[next..]),
                false => format!("{}{letter}{}", &word[..next], &word[next..]),
            };
            self.dictionary.check(&other)
        }) || word.chars().next_back().is_some_and(|last| self.dictionary.check(&format!("{word}{last}")))
    }

    /// Whether a word is put together of two to `MOST_PARTS` words of the dictionary.
    fn is_compound(&self, word: &str) -> bool {
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let letters = |from: usize, to: usize| word[from..to].chars().count();
        // Where the words that were found so far may end: each place is looked at once for each number of words.
        let mut reached = vec![0];
        for part in 1..=MOST_PARTS {
            let mut next = Vec::new();
            for start in reached {
                for end in ends.iter().copied().filter(|end| *end > start && letters(start, *end) >= LEAST_PART) {
                    if next.contains(&end) || !self.dictionary.check(&word[start..end]) {
                        continue;
                    }
                    if end == word.len() && part > 1 {
                        return true;
                    }
                    next.push(end);
                }
            }
            let bound = next.iter().filter(|end| word[**end..].starts_with(['s', 'e'])).map(|end| end + 1);
            reached = next.iter().copied().chain(bound).collect();
            reached.sort_unstable();
            reached.dedup();
        }
        false
    }

    /// What to do about a word that is not known.
    fn advice(&self, word: &str) -> String {
        let mut suggestions = Vec::new();
        if word.chars().count() <= MAX_ADVISED_LENGTH {
            self.dictionary.suggest(word, &mut suggestions);
        }
        suggestions.truncate(MOST_SUGGESTIONS);
        match suggestions.as_slice() {
            [] => LISTED.into(),
            some => format!("Meinte du «{}»? Er ordet rett, så skriv det i {WORD_LIST}", some.join("» eller «")),
        }
    }
}

/// Words that are not known, each at its first place. Without a dictionary nothing is looked for.
pub fn misspelt(subject: &Subject, findings: &mut RuleHits) {
    let Some(speller) = subject.speller else { return };
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unknown: Vec<(&str, Place)> = Vec::new();
    for (word, place) in subject.words() {
        match count.get_mut(word) {
            Some(count) if !subject.every_place => *count += 1,
            None if speller.knows(word) => {}
            _ => {
                count.insert(word, 1);
                unknown.push((word, place));
            }
        }
    }
    for (told, (word, place)) in unknown.into_iter().enumerate() {
        if findings.is_full() {
            findings.count();
            continue;
        }
        let message = format!("«{word}» står ikkje i ordboka{}", more_places_note(count[word] - 1));
        let advice = if told < MOST_ADVISED { speller.advice(word) } else { LISTED.into() };
        findings.push(RuleHit::new(place, message).hint(advice));
    }
}
