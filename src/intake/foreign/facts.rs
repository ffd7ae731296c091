//! The facts of a tiltak that lines of running text say, with their labels: with a colon, without one, in strong letters, or on a
//! line of their own.

use super::labels::{Fact, fact, folded};
use super::sheet::Line;
use super::times::years;

/// What facts are called where no sign says that a label ends.
const BARE_LABELS: [&str; 22] = [
    "ansvar",
    "ansvarleg",
    "ansvarlig",
    "ansvarlege",
    "ansvarlige",
    "hovudansvar",
    "hovedansvar",
    "hovudansvarleg",
    "hovedansvarlig",
    "samarbeid med",
    "samarbeidspartnarar",
    "samarbeidspartnere",
    "samarbeidspartar",
    "samarbeidsparter",
    "partnarar",
    "partnere",
    "tidsplan",
    "tidsramme",
    "tidsrom",
    "tidspunkt",
    "når",
    "frist",
];

/// The most letters of a fact after a label that no sign parts from it.
const LONGEST_BARE_FACT: usize = 100;

/// The fact that a line is the label of, and nothing else: "Ansvarleg", "Tidsramme:".
pub fn label_alone(words: &str) -> Option<Fact> {
    let own = fact(words).filter(|fact| !matches!(fact, Fact::Number | Fact::Title))?;
    (BARE_LABELS.contains(&folded(words).as_str())).then_some(own)
}

/// The fact that a line says, with how many bytes of its words its label takes: "Ansvar: Dalane kommune", "Når 2026", or a
/// label in strong letters.
pub fn inline_fact(line: &Line) -> Option<(Fact, usize)> {
    let words = line.words();
    let is_bullet = line.marker.is_some();
    let told = |label: &str| fact(label).filter(|fact| !matches!(fact, Fact::Number | Fact::Title));
    if let Some(end) = words.find(':')
        && words[..end].split(' ').count() <= 5
        && !words[end + 1..].trim().is_empty()
        && let Some(own) = told(&words[..end])
        && (!is_bullet || BARE_LABELS.contains(&folded(&words[..end]).as_str()))
    {
        return Some((own, end + 1));
    }
    if is_bullet {
        return None;
    }
    if let Some(end) = line.strong_start().filter(|end| words.is_char_boundary(*end) && *end < words.len())
        && words[..end].split(' ').count() <= 4
        && let Some(own) = told(&words[..end])
    {
        return Some((own, end));
    }
    let label = BARE_LABELS.iter().filter(|label| {
        let start = words.get(..label.len()).map(str::to_lowercase);
        start.as_deref() == Some(**label) && words[label.len()..].starts_with([' ', '\t'])
    });
    let label = label.max_by_key(|label| label.len())?;
    let rest = words[label.len()..].trim_start();
    let value = rest.trim_start_matches(['–', '-', '|', ' ']);
    let own = told(label)?;
    let is_value = value.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && value.chars().count() <= LONGEST_BARE_FACT
        && !value.ends_with(['.', '?'])
        && words.starts_with(char::is_uppercase);
    let is_time = own != Fact::Time || !years(value).is_empty();
    (is_value && is_time).then(|| (own, words.len() - value.len()))
}

/// Where another fact begins in the words of a fact: "Dalane kommune. Tidsramme: 2026".
pub fn next_fact(words: &str) -> Option<usize> {
    let signs = words.match_indices([':']).map(|(at, _)| at);
    signs.into_iter().find_map(|end| {
        let start = words[..end].rfind(['.', ';', ',', '|', '/']).map(|at| at + 1)?;
        let label = words[start..end].trim();
        let is_label = BARE_LABELS.contains(&folded(label).as_str()) && label.starts_with(char::is_uppercase);
        is_label.then(|| start + words[start..end].len() - words[start..end].trim_start().len())
    })
}
