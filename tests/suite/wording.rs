//! How the program writes to people: short sentences, and one form of each word, in all it says and in what is written of it.

use std::fs;

use crate::house::{files, root};

/// The most words of a sentence.
const MOST_WORDS: usize = 30;

/// A text with where it stands.
struct Said {
    place: String,
    text: String,
}

/// What the program says: every string of its source, and the doc comments of the command line, which are its help. Values
/// that are put in stand as `{…}`.
fn strings() -> Vec<Said> {
    let mut said = Vec::new();
    for file in files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        if file.ends_with("tests.rs") {
            continue;
        }
        let shown = file.strip_prefix(root()).unwrap().display().to_string();
        let mut push = |at: usize, text: String| {
            let line = 1 + code[..at].matches('\n').count();
            said.push(Said { place: format!("{shown}:{line}"), text });
        };
        let mut at = 0;
        while let Some(rest) = code.get(at..).filter(|rest| !rest.is_empty()) {
            let length = if rest.starts_with("//") {
                let length = rest.find('\n').unwrap_or(rest.len());
                if let Some(help) = rest[..length].strip_prefix("/// ").filter(|_| shown.contains("/cli/")) {
                    push(at, help.into());
                }
                length
            } else if let Some(raw) = rest.strip_prefix("r#\"") {
                let length = raw.find("\"#").unwrap();
                push(at, raw[..length].into());
                length + 5
            } else if rest.starts_with("'\"'") {
                3
            } else if let Some(escaped) = rest.strip_prefix("'\\") {
                3 + escaped[1..].find('\'').unwrap()
            } else if let Some(string) = rest.strip_prefix('"') {
                let mut escaped = false;
                let length = string.find(|c| {
                    let ends = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                });
                let length = length.unwrap();
                let mut lines = string[..length].split("\\\n");
                let first = lines.next().unwrap().to_string();
                let text = lines.fold(first, |text, line| text + line.trim_start());
                push(at, text.replace("\\n", "\n").replace("\\\"", "\""));
                length + 2
            } else {
                rest.chars().next().unwrap().len_utf8()
            };
            at += length;
        }
    }
    said
}

/// What is written of the program for those who use it, without the examples in it.
fn pages() -> Vec<Said> {
    let mut said = Vec::new();
    let named = ["rettleiing", "tilgjenge", "felt", "reglar"].map(|name| format!("docs/{name}.md"));
    for place in named {
        let text = fs::read_to_string(root().join(&place)).unwrap();
        let outside = text.split("```").step_by(2);
        said.extend(outside.map(|text| Said { place: place.clone(), text: text.into() }));
    }
    said
}

/// The sentences of a text: a cell of a table, an item of a list and a heading are by themselves.
fn sentences(text: &str) -> Vec<String> {
    const ABBREVIATIONS: [&str; 10] = ["pkt", "kap", "nr", "Nr", "jf", "kl", "mill", "mrd", "fl", "m"];
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let line = line.trim();
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let begins = line.is_empty() || line.starts_with(['-', '|', '#', '*']) || number.starts_with(". ");
        if begins {
            blocks.push(String::new());
        }
        for (index, cell) in line.split('|').enumerate() {
            if index > 0 {
                blocks.push(String::new());
            }
            let block = blocks.last_mut().unwrap();
            *block += cell;
            *block += " ";
        }
    }
    let mut found = Vec::new();
    for block in blocks {
        let mut sentence: Vec<&str> = Vec::new();
        let mut words = block.split_whitespace().peekable();
        while let Some(word) = words.next() {
            sentence.push(word);
            let bare = word.trim_end_matches(['»', ')', '"', '*']);
            let goes_on = words.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
            let is_abbreviation = |word: &str| {
                let last = word.rsplit(['.', '(']).next().unwrap_or_default();
                ABBREVIATIONS.contains(&last) || (goes_on && last.chars().all(|c| c.is_ascii_digit()))
            };
            let ends = bare.ends_with(['!', '?']) || bare.strip_suffix('.').is_some_and(|word| !is_abbreviation(word));
            if ends {
                found.push(std::mem::take(&mut sentence).join(" "));
            }
        }
        found.push(sentence.join(" "));
    }
    found
}

/// Whether a text is one for people, and not one for a machine: a style sheet, a part of a Word file, a list of words to look for.
fn is_prose(said: &Said) -> bool {
    let machine = ["src/html/style.rs", "src/docx/", "src/pdf/", "src/plan/delmal.rs"];
    !machine.iter().any(|place| said.place.starts_with(place))
}

/// Every sentence for people, with where it stands.
fn all_sentences() -> impl Iterator<Item = (String, String)> {
    let said = strings().into_iter().filter(is_prose).chain(pages());
    said.flat_map(|said| sentences(&said.text).into_iter().map(move |sentence| (said.place.clone(), sentence)))
}

#[test]
fn no_sentence_is_too_long_to_be_read_at_once() {
    let words = |sentence: &str| sentence.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count();
    let mut long = String::new();
    let mut count = 0;
    for (place, sentence) in all_sentences() {
        count += 1;
        if words(&sentence) > MOST_WORDS {
            long += &format!("{place} ({} words): {sentence}\n", words(&sentence));
        }
    }
    assert!(long.is_empty(), "{long}");
    assert!(count > 3000, "only {count} sentences were read");
}

/// Forms that written nynorsk has too, with those that the program uses.
const OTHER_FORMS: [(&str, &str); 8] = [
    ("båe", "begge"),
    ("kopie", "kopi"),
    ("attende", "tilbake"),
    ("prenta", "trykt"),
    ("dykk som", "de som"),
    ("fylla", "fylle"),
    ("hos", "hjå"),
    ("blei", "vart"),
];

/// Infinitives that end in a and are no other word.
const INFINITIVES_IN_A: [&str; 26] = [
    "avgjera", "betala", "byggja", "finna", "følgja", "gjelda", "gjera", "halda", "heita", "koma", "leggja", "lesa",
    "liggja", "seia", "selja", "setja", "skriva", "spørja", "telja", "tilrå", "utelata", "velja", "vera", "verta",
    "vita", "ynskja",
];

#[test]
fn there_is_one_form_of_each_word() {
    const BEFORE: [&str; 11] = ["å", "kan", "må", "skal", "vil", "bør", "kunne", "måtte", "skulle", "ville", "burde"];
    const BETWEEN: [&str; 9] = ["ikkje", "òg", "berre", "då", "no", "alltid", "aldri", "sjølv", "framleis"];
    // Their a belongs to the stem; or they are nouns, of which something is said.
    const OTHERS: [&str; 9] = ["ta", "ha", "la", "vedta", "godta", "data", "fila", "adressa", "saka"];
    let mut other = String::new();
    for (place, sentence) in all_sentences() {
        // Bokmål has "hos" and "data".
        let is_nynorsk = !sentence.split(' ').any(|word| ["ikke", "hver", "hva", "politiske", "som"].contains(&word))
            || sentence.contains("ikkje");
        let small = sentence.to_lowercase();
        let words: Vec<&str> =
            small.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
        for (form, used) in OTHER_FORMS {
            if format!(" {} ", words.join(" ")).contains(&format!(" {form} ")) && (is_nynorsk || form != "hos") {
                other += &format!("{place}: «{form}» for «{used}»: {sentence}\n");
            }
        }
        for (at, word) in words.iter().enumerate() {
            let before = words[..at].iter().rev().find(|word| !BETWEEN.contains(word));
            let after_infinitive_mark = before.is_some_and(|before| BEFORE.contains(before));
            let in_a = word.ends_with('a') && after_infinitive_mark && !OTHERS.contains(word);
            if in_a || INFINITIVES_IN_A.contains(word) {
                other += &format!("{place}: «{word}» ends in a: {sentence}\n");
            }
        }
    }
    assert!(other.is_empty(), "{other}");
}
