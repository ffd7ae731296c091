//! The register of parties, and the names in the text.

use std::collections::BTreeSet;

use crate::check::Subject;
use crate::finding::{Finding, Place};
use crate::load::Path;

/// Parties in the register that nothing in the plan refers to.
pub fn unused_parties(subject: &Subject, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let tiltak = plan.tiltak().flat_map(|(_, tiltak)| [&tiltak.hovudansvarleg, &tiltak.samarbeidspartar]);
    let used: BTreeSet<&str> = (plan.hovud.framside.iter())
        .chain(plan.hovud.handsaming.iter().map(|handsaming| &handsaming.part))
        .chain(tiltak.flat_map(|deltakarar| &deltakarar.partar))
        .map(|id| id.as_str())
        .collect();
    for (index, part) in plan.hovud.partar.iter().enumerate() {
        if !used.contains(part.id.as_str()) {
            let place = Place::Value(Path::hovud().field("partar").index(index).field("id"));
            let message = format!("parten «{}» er ikkje brukt nokon stad", part.id);
            findings.push(
                Finding::new(place, message).hint("Ta han bort frå registeret, eller bruk id-en der namnet står"),
            );
        }
    }
}

/// A name of the register, ready to be compared.
struct Name<'a> {
    name: &'a str,
    words: usize,
    length: usize,
    small: String,
}

/// Names shorter than this differ by a letter from too many words.
const LEAST_FOR_A_LETTER: usize = 10;

/// The most bytes that a letter has.
const LONGEST_LETTER: usize = 4;

/// Names that differ from the register by a capital or by a letter.
pub fn names_spelt_otherwise(subject: &Subject, findings: &mut Vec<Finding>) {
    let names: Vec<Name> = subject
        .plan
        .hovud
        .partar
        .iter()
        .map(|part| part.namn.as_str())
        .filter(|name| name.chars().any(char::is_uppercase))
        .map(|name| Name {
            name,
            words: name.split_whitespace().count(),
            length: name.chars().count(),
            small: name.to_lowercase(),
        })
        .collect();
    let known: BTreeSet<&str> = names.iter().map(|name| name.name).collect();
    let mut counts: Vec<usize> = names.iter().map(|name| name.words).collect();
    counts.sort_unstable();
    counts.dedup();
    for text in subject.texts.iter().filter(|text| !text.names_a_party) {
        let words = words(text.text);
        for count in &counts {
            for window in words.windows(*count) {
                let (start, end) = (window[0].0, window[count - 1].1);
                // Most words are far from every name; only the others are looked at letter by letter.
                let bytes: usize = window.iter().map(|(start, end)| end - start).sum::<usize>() + count - 1;
                let first = text.text[start..].chars().next().map(|c| c.to_lowercase().to_string());
                let near: Vec<&Name> = names
                    .iter()
                    .filter(|name| name.words == *count && name.name.len().abs_diff(bytes) <= LONGEST_LETTER)
                    .filter(|name| first.as_deref().is_some_and(|first| name.small.starts_with(first)))
                    .collect();
                if near.is_empty() {
                    continue;
                }
                let found = window.iter().map(|(start, end)| &text.text[*start..*end]).collect::<Vec<_>>().join(" ");
                if known.contains(found.as_str()) {
                    continue;
                }
                let small = found.to_lowercase();
                let alike = near.into_iter().find(|name| is_meant(&found, &small, name));
                if let Some(name) = alike {
                    let place = Place::Within(text.path.clone(), start..end);
                    let message = format!("«{found}» heiter «{}» i registeret over partar", name.name);
                    findings.push(
                        Finding::new(place, message).hint("Skriv namnet likt alle stader, eller rett registeret"),
                    );
                }
            }
        }
    }
}

/// The words of a text with their bytes, without the signs around them.
fn words(text: &str) -> Vec<(usize, usize)> {
    text.split_whitespace()
        .filter_map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let start = bare.as_ptr() as usize - text.as_ptr() as usize;
            (!bare.is_empty()).then_some((start, start + bare.len()))
        })
        .collect()
}

/// Whether words that are not the name are meant to be.
fn is_meant(found: &str, small: &str, name: &Name) -> bool {
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
