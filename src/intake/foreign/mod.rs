//! A plan from a document that the program did not make: a Word or OpenDocument file after the ministry's template, or like it.
//! Comes in: the file. Goes out: the files of a plan, and an account of every word: what was understood, what was guessed, what
//! has no place in a plan.

mod account;
mod assemble;
mod chart;
mod columns;
mod cover;
mod decisions;
mod facts;
mod files;
mod forms;
mod found;
mod goals;
mod handling;
mod headings;
mod labels;
mod language;
mod look;
mod money;
mod opendocument;
mod parties;
mod parts;
mod plain_tables;
mod prose;
mod sheet;
mod tables;
mod times;
mod word;

use std::fmt;

use serde_json::Value as Json;

use crate::intake::word::{WordError, WordFile};
use account::word_counts;
use sheet::{Block, Sheet};

use crate::plan::Språk;
use crate::words::notation::beginning;

/// A plan that was read from a document.
#[derive(Debug, Clone)]
pub struct ForeignPlan {
    /// The name and the text of each file.
    pub files: Vec<(String, String)>,
    /// The version that it is.
    pub version: String,
    /// How much of each kind was found: the word and the number.
    pub found: Vec<(&'static str, usize)>,
    /// What was guessed: the file, the line and why.
    pub guesses: Vec<(String, usize, String)>,
    /// Names of parties that were taken as one, each with the one in the register.
    pub merged: Vec<(String, String)>,
    /// Words that stand in no field, each with where they stood.
    pub left: Vec<(String, String)>,
}

/// Why a document gives no plan.
#[derive(Debug, thiserror::Error)]
pub enum ForeignError {
    /// It can't be read. The sentence goes on after the file's name.
    #[error(transparent)]
    Unreadable(#[from] WordError),
    /// It is a PDF.
    #[error("er ei PDF-fil: opne PDF-en i Word og lagre han som .docx")]
    Pdf,
    /// It is read, and is no plan; these are its headings.
    #[error(
        "er ingen handlingsplan som programmet kjenner att. Det leitar etter delmål og tiltak, kvart på si linje: \
         «Delmål 1: Fleire bustader» og «Tiltak 1.1: Bustadkart». {0}"
    )]
    NoPlan(Headings),
}

/// The headings of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings(Vec<String>);

/// The most headings that are shown.
const MOST_HEADINGS: usize = 8;

impl fmt::Display for Headings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("Det fann ingen overskrifter i fila");
        }
        let shown: Vec<String> =
            self.0.iter().take(MOST_HEADINGS).map(|words| format!("«{}»", beginning(words, 60))).collect();
        let more = self.0.len().saturating_sub(MOST_HEADINGS);
        write!(f, "Det fann desse overskriftene: {}", shown.join(", "))?;
        if more > 0 { write!(f, " og {more} til") } else { Ok(()) }
    }
}

/// Reads a plan from a document. `name` is the short name that it gets, `language` its language where that is not to be guessed; `help` gives what is to stand at the top of its first file,
/// by the language of the plan.
///
/// # Errors
/// `ForeignError`, whose sentence goes on after the file's name.
pub fn read_plan(
    bytes: &[u8],
    name: &str,
    language: Option<Språk>,
    help: impl Fn(Språk) -> String,
) -> Result<ForeignPlan, ForeignError> {
    if bytes.starts_with(b"%PDF") {
        return Err(ForeignError::Pdf);
    }
    let sheet = match opendocument::read(bytes)? {
        Some(sheet) => sheet,
        None => word::sheet(&WordFile::read(bytes)?),
    };
    let found = parts::read(&sheet);
    if found.goals.is_empty() && found.sections.iter().all(|section| section.number.is_none()) {
        return Err(ForeignError::NoPlan(Headings(found.headings)));
    }
    let counts = vec![
        ("punkt", found.sections.len()),
        ("delmål", found.goals.len()),
        ("tiltak", found.goals.iter().map(|goal| goal.tiltak.len()).sum()),
        ("rader i loggen", found.log.len()),
        ("møte", found.handling.iter().filter(|own| own.planned.is_some()).count()),
        ("vedtak", found.handling.iter().filter(|own| own.decided.is_some()).count()),
        ("boksar i organisasjonskartet", found.chart.as_ref().map_or(0, |(_, boxes)| boxes.len())),
    ];
    let source = words(&sheet);
    let text = source.join("\n");
    let (values, mut account) = assemble::values(found, &text, name, language);
    let files = files::files(&values, &account, &help(values.language));
    // What no rule has taken is told too: no word may be lost.
    let mut placed = Vec::new();
    values.goals.iter().chain([&values.head]).for_each(|value| strings(value, &mut placed));
    placed.extend(account.understood.iter().cloned());
    placed.extend(account.left.iter().map(|(_, words)| words.clone()));
    let placed = word_counts(placed.iter().map(String::as_str));
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let lost = word_counts(source.iter().map(String::as_str)).into_iter();
    let lost = lost.filter(|(word, count)| placed.get(word).copied().unwrap_or_default() < *count && !is_number(word));
    let lost: Vec<String> = lost.map(|(word, _)| word).collect();
    if !lost.is_empty() {
        account.leave("einskilde ord", lost.join(" "));
    }
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    let guesses = files::guesses(&files);
    let version = values.head["versjon"].as_str().unwrap_or_default().to_string();
    Ok(ForeignPlan { files, version, found: counts, guesses, merged: account.merged, left: account.left })
}

/// The words of a document, line by line.
fn words(sheet: &Sheet) -> Vec<String> {
    let mut all = Vec::new();
    for block in &sheet.blocks {
        match block {
            Block::Line(line) => all.extend(line.clone().settled().iter().map(sheet::Line::words)),
            Block::Table(table) => {
                let lines = table.rows.iter().flatten().flat_map(|cell| &cell.lines);
                all.extend(lines.flat_map(|line| line.clone().settled()).map(|line| line.words()));
            }
            Block::Boxes(boxes) => all.extend(boxes.iter().flatten().cloned()),
        }
    }
    all
}

/// The words of every value.
fn strings(value: &Json, all: &mut Vec<String>) {
    match value {
        Json::String(words) => all.push(words.clone()),
        Json::Array(items) => items.iter().for_each(|item| strings(item, all)),
        Json::Object(fields) => fields.values().for_each(|field| strings(field, all)),
        Json::Number(number) => all.push(number.to_string()),
        _ => {}
    }
}
