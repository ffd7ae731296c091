//! Slips in the text: blanks, signs, quotes, hyphens. The words are the owner's, so these are warnings.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::{Subject, TextSpan};
use crate::finding::{Fix, Place, RuleHit, RuleHits};
use crate::plan::Path;
use crate::plan::texts::{PlanText, TextKind};
use crate::prose::LeftoverKind;

/// A pattern of a slip, and what is said of what it finds. Letters are those of Latin script: a class of all letters there
/// are takes longer to prepare than a whole plan takes to check.
struct Slip {
    /// Prepared for the first text that it may find something in: that takes as long as all else that its rule does.
    pattern: LazyLock<Option<Regex>, PatternSource>,
    /// Whether there may be something to find in a text; seen in no time.
    may_match: MayMatch,
    message: &'static str,
    hint: &'static str,
    mended: Mended,
}

/// Prepares a pattern; `None` would be a mistake there, which a test would see.
type PatternSource = fn() -> Option<Regex>;

type MayMatch = fn(&str) -> bool;

/// What is right in the place of what a pattern finds, where that is certain.
type Mended = fn(&str) -> Option<String>;

impl Slip {
    const fn new(
        (pattern, may_match): (PatternSource, MayMatch),
        message: &'static str,
        hint: &'static str,
        mended: Mended,
    ) -> Self {
        Self { pattern: LazyLock::new(pattern), may_match, message, hint, mended }
    }
}

/// Whether two bytes stand side by side in a text.
fn has_pair(text: &str, is_pair: impl Fn(u8, u8) -> bool) -> bool {
    text.as_bytes().windows(2).any(|pair| is_pair(pair[0], pair[1]))
}

/// Whether a byte may be of a letter.
fn is_of_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// What writes the right words in the place of others.
fn words_fix(path: &Path, range: Range<usize>, wrong: &str, right: String) -> Fix {
    let what = match right.trim() {
        _ if right == format!("{wrong} ") => "set inn eit mellomrom".into(),
        "" if right.is_empty() => "ta bort det som er for mykje".into(),
        "" => "lat det stå eitt mellomrom".into(),
        rest if wrong.trim() == rest => "ta bort mellomrommet".into(),
        rest if wrong.starts_with(rest) => "ta bort det som er for mykje".into(),
        rest if rest.starts_with('«') => "bruk hermeteikna « »".into(),
        rest => format!("skriv «{rest}»"),
    };
    Fix::of_words(path.clone(), range, right, what)
}

fn report(stretch: &TextSpan, slips: &[Slip], findings: &mut RuleHits) {
    for slip in slips.iter().filter(|slip| (slip.may_match)(stretch.words)) {
        let Some(pattern) = slip.pattern.as_ref() else { continue };
        for found in pattern.captures_iter(stretch.words) {
            if let Some(at) = found.get(1).or(found.get(0)) {
                let right = (slip.mended)(at.as_str());
                let range = stretch.at + at.start()..stretch.at + at.end();
                let fix = right.map(|right| words_fix(stretch.path, range, at.as_str(), right));
                findings.push(RuleHit::new(stretch.place(at.range()), slip.message).hint(slip.hint).with_fix_if(fix));
            }
        }
    }
}

/// Two blanks in a row, and blanks at the ends of lines and texts.
pub fn blanks(subject: &Subject, findings: &mut RuleHits) {
    for text in &subject.texts {
        let mut at = 0;
        let last = text.text.split('\n').count() - 1;
        for (number, line) in text.text.split('\n').enumerate() {
            let inside = line.trim_start_matches([' ', '\t']);
            let indented = line.len() - inside.len();
            let body = inside.trim_end_matches([' ', '\t']);
            // The indentation of prose is not text, and the last line may be that of the closing sign.
            if indented > 0 && number == 0 && text.kind == TextKind::Line {
                findings.push(blank(text, at..at + indented, "det står mellomrom framfor teksten", ""));
            }
            if body.len() < inside.len() && !(text.kind == TextKind::Prose && number == last) {
                let start = at + indented + body.len();
                findings.push(blank(text, start..at + line.len(), "det står mellomrom sist på linja", ""));
            }
            for (start, run) in blank_runs(body) {
                let start = at + indented + start;
                findings.push(blank(text, start..start + run, "det står fleire mellomrom på rad", " "));
            }
            at += line.len() + 1;
        }
    }
}

fn blank(text: &PlanText, range: Range<usize>, message: &str, right: &str) -> RuleHit {
    let fix = words_fix(&text.path, range.clone(), &text.text[range.clone()], right.into());
    RuleHit::new(Place::Within(text.path.clone(), range), message).hint("Ta bort det som er for mykje").fix(fix)
}

/// Where two blanks or more stand in a row, and how many.
fn blank_runs(line: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        if bare.is_empty()
            && let Some((start, length)) = runs.last_mut()
            && *start + *length == at
        {
            *length += word.len();
        } else {
            runs.push((at + bare.len(), word.len() - bare.len()));
        }
        at += word.len();
    }
    // What follows the number or bullet of a list item is its indentation.
    let item = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '*', '.', ')']);
    let marker = line.len() - item.len();
    runs.into_iter().filter(|(start, length)| *length > 1 && *start != marker).collect()
}

/// Signs in places where they can't stand: "17. .juni", " ,", "..", a comma without a blank after it.
pub fn signs(subject: &Subject, findings: &mut RuleHits) {
    static SLIPS: [Slip; 6] = [
        Slip::new(
            (|| Regex::new(r"[0-9](\. \. ?)[A-Za-zÀ-ɏ]").ok(), |text| text.contains(". .")),
            "det står eit punktum for mykje",
            "Skriv til dømes «17. juni»",
            |_| Some(". ".into()),
        ),
        Slip::new(
            (
                || Regex::new(r"[A-Za-zÀ-ɏ]( [,;:?!.])(?: |$)").ok(),
                |text| has_pair(text, |one, next| one == b' ' && b",;:?!.".contains(&next)),
            ),
            "det står mellomrom framfor teiknet",
            "Teiknet står rett etter ordet",
            |found| Some(found.trim().into()),
        ),
        Slip::new(
            (|| Regex::new(r"[^.](\.\.)(?:[^.]|$)").ok(), |text| text.contains("..")),
            "det står to punktum etter kvarandre",
            "Skriv eitt punktum, eller tre prikkar: …",
            |_| None,
        ),
        Slip::new(
            (
                || Regex::new(r"(,,|;;|::)").ok(),
                |text| has_pair(text, |one, next| one == next && matches!(one, b',' | b';' | b':')),
            ),
            "teiknet står to gonger",
            "Ta bort det eine",
            |found| found.get(1..).map(String::from),
        ),
        Slip::new(
            (
                || Regex::new(r"[A-Za-zÀ-ɏ](,)[A-Za-zÀ-ɏ]").ok(),
                |text| has_pair(text, |one, next| one == b',' && is_of_letter(next)),
            ),
            "det manglar mellomrom etter kommaet",
            "Skriv eit mellomrom etter kommaet",
            |_| Some(", ".into()),
        ),
        Slip::new(
            (
                || Regex::new(r"[a-zà-ÿ]{3}(\.)[A-ZÀ-Þ]").ok(),
                |text| has_pair(text, |one, next| one == b'.' && is_of_letter(next)),
            ),
            "det manglar mellomrom etter punktumet",
            "Skriv eit mellomrom etter punktumet",
            |_| Some(". ".into()),
        ),
    ];
    subject.stretches().for_each(|stretch| report(&stretch, &SLIPS, findings));
}

/// Quotes that are not «».
pub fn quotes(subject: &Subject, findings: &mut RuleHits) {
    static SLIPS: [Slip; 2] = [
        Slip::new(
            (|| Regex::new(r#"["“”„‟][^"“”„‟]*["“”‟]?"#).ok(), |text| text.contains(['"', '“', '”', '„', '‟'])),
            "hermeteikna er ikkje norske",
            "Skriv «slik»",
            |found| {
                let inside = found.strip_prefix(['"', '“', '”', '„', '‟'])?.strip_suffix(['"', '“', '”', '‟'])?;
                Some(format!("«{inside}»"))
            },
        ),
        Slip::new(
            (
                || Regex::new(r"(?:^|[ (])(‘[^‘’]*’|'[^' ][^']*')(?:$|[ ).,:;!?])").ok(),
                |text| text.contains(['‘', '\'']),
            ),
            "hermeteikna er ikkje norske",
            "Skriv «slik», eller ‹slik› inne i andre",
            |_| None,
        ),
    ];
    subject.stretches().for_each(|stretch| report(&stretch, &SLIPS, findings));
}

/// Hyphens where a dash is meant.
pub fn hyphens(subject: &Subject, findings: &mut RuleHits) {
    static SLIPS: [Slip; 2] = [
        Slip::new(
            (
                || Regex::new(r"(?:^|[^0-9-])((?:18|19|20)[0-9]{2} ?- ?(?:18|19|20)[0-9]{2})(?:[^0-9-]|$)").ok(),
                |text| has_pair(text, |one, next| one == b'-' && (next == b' ' || next.is_ascii_digit())),
            ),
            "mellom årstal står tankestrek, ikkje bindestrek",
            "Skriv til dømes 2025–2028, utan mellomrom",
            |found| {
                let (from, to) = found.split_once('-')?;
                Some(format!("{}–{}", from.trim(), to.trim()))
            },
        ),
        Slip::new(
            (|| Regex::new(r"[A-Za-zÀ-ɏ0-9).,»]( - )[A-Za-zÀ-ɏ0-9(«]").ok(), |text| text.contains(" - ")),
            "mellom setningsledd står tankestrek, ikkje bindestrek",
            "Skriv – i staden for -",
            |_| Some(" – ".into()),
        ),
    ];
    subject.stretches().for_each(|stretch| report(&stretch, &SLIPS, findings));
}

/// Paragraphs that are strong from end to end: a heading is meant.
pub fn strong_paragraphs(subject: &Subject, findings: &mut RuleHits) {
    for read in &subject.prose {
        for span in &read.prose.strong_paragraphs {
            let place = Place::Within(read.path.clone(), span.clone());
            findings.push(
                RuleHit::new(place, "heile avsnittet er feit skrift, som ei overskrift")
                    .hint("Lag ein ny bolk med «overskrift:», eller bruk Mellomtittel; då kjem ho òg med for dei som høyrer teksten"),
            );
        }
    }
}

/// Lines with a letter each, and the rows of a table that was pasted: Markdown makes one text of them.
pub fn merged_lines(subject: &Subject, findings: &mut RuleHits) {
    for read in &subject.prose {
        for leftover in &read.prose.leftovers {
            let (message, hint) = match leftover.kind {
                LeftoverKind::Letters => (
                    "linjene blir éin samanhengande tekst",
                    "Skriv «- » eller 1., 2. framfor kvar av dei, så blir dei ei liste, eller ei tom linje mellom",
                ),
                LeftoverKind::Columns => (
                    "tabulatorar lagar ingen tabell: radene blir éin samanhengande tekst",
                    "Skriv kvar rad som eit punkt i ei liste, med «- » framfor",
                ),
                _ => continue,
            };
            findings.push(RuleHit::new(Place::Within(read.path.clone(), leftover.span.clone()), message).hint(hint));
        }
    }
}
