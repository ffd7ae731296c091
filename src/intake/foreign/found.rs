//! What was found in a foreign document, before it is a plan: words still, and no ids.

use std::collections::BTreeMap;

use super::account::Account;
use super::sheet::Line;
use crate::plan::Periode;

/// Everything that was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What the title page says.
    pub cover: Cover,
    /// The rows of the log.
    pub log: Vec<LogRow>,
    /// The sections.
    pub sections: Vec<Section>,
    /// The delmål.
    pub goals: Vec<Goal>,
    /// The title of the organisation chart and its boxes, each with its lines.
    pub chart: Option<(String, Vec<Vec<String>>)>,
    /// Meetings and decisions.
    pub handling: Vec<Handling>,
    /// Abbreviations with what they stand for.
    pub abbreviations: Vec<(String, String)>,
    /// The tables of money.
    pub money: Vec<MoneyTable>,
    /// What looks like a heading.
    pub headings: Vec<String>,
    /// What became of the words.
    pub account: Account,
}

/// The title page.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The words between the title and the agreement.
    pub subtitle: Option<String>,
    /// The agreement.
    pub agreement: Option<String>,
    /// The parties.
    pub parties: Vec<String>,
    /// The years of the agreement.
    pub period: Option<Periode>,
    /// The year of the plan.
    pub year: Option<i16>,
    /// The version.
    pub version: Option<String>,
    /// The day of the version.
    pub day: Option<String>,
    /// The facts at its foot, by the names of their fields.
    pub colophon: BTreeMap<&'static str, String>,
    /// Whether that year is the first of a period, and no other is named.
    pub is_year_of_period: bool,
    /// The lines that one of these was read from.
    pub understood: Vec<Line>,
    /// The lines that are none of this.
    pub others: Vec<Line>,
}

/// A row of the log.
#[derive(Debug, Clone, Default)]
pub struct LogRow {
    /// The version.
    pub version: String,
    /// Its name.
    pub name: String,
    /// Its date, as it is written.
    pub date: String,
    /// How far it had come.
    pub status: String,
    /// Who made it.
    pub by: String,
}

/// A section.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its number.
    pub number: Option<u16>,
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub contents: Vec<Content>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Running text.
    Text(Vec<Line>),
    /// A heading.
    Heading(String),
    /// What the program makes, by the word of the data.
    Made(&'static str),
    /// All the delmål, under a heading.
    Goals(Option<String>),
}

/// A delmål.
#[derive(Debug, Clone, Default)]
pub struct Goal {
    /// Its number.
    pub number: u16,
    /// Its title.
    pub title: String,
    /// Its share of the effort.
    pub weight: Option<u8>,
    /// The level of its heading.
    pub outline: Option<u8>,
    /// Text before the table.
    pub intro: Vec<Line>,
    /// The main aim.
    pub aim: Vec<Line>,
    /// Text after the table.
    pub after: Vec<Line>,
    /// Its tiltak.
    pub tiltak: Vec<Measure>,
}

/// A tiltak.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    /// Its number.
    pub number: u16,
    /// Its title.
    pub title: String,
    /// Who has the responsibility, as it is written.
    pub responsible: String,
    /// Who takes part.
    pub partners: String,
    /// When it is carried out.
    pub time: String,
    /// Whether it has a row in the table.
    pub has_row: bool,
    /// Whether it is described after the table.
    pub is_described: bool,
    /// The level of its heading.
    pub outline: Option<u8>,
    /// Text right under the title.
    pub lead: Vec<Line>,
    /// The parts of its description.
    pub parts: Vec<(String, Vec<Line>)>,
    /// How many of the parts are cells of the table, with which no text goes on.
    pub table_parts: usize,
    /// The places of those parts that have no heading in the document.
    pub unnamed: Vec<usize>,
    /// Whether a fact stood after the last part, so that text does not go on with that.
    pub is_closed: bool,
}

/// The handling of the plan by a body of a party.
#[derive(Debug, Clone, Default)]
pub struct Handling {
    /// The party.
    pub party: String,
    /// The body, if it is said.
    pub body: Option<String>,
    /// The day of the meeting.
    pub planned: Option<String>,
    /// The day of the decision.
    pub decided: Option<String>,
    /// The number of the case.
    pub case: Option<String>,
    /// How the decision went, by the word of the data, where it is no adoption.
    pub outcome: Option<&'static str>,
    /// Whether it is guessed that a meeting has decided.
    pub is_guessed: bool,
}

/// A table of money: rows of sources or parties, columns of years.
#[derive(Debug, Clone, Default)]
pub struct MoneyTable {
    /// The number of the delmål that it stands in.
    pub goal: Option<u16>,
    /// The title of the tiltak that it stands in.
    pub measure: Option<String>,
    /// What its amounts are counted in, as the table or the line above it says it.
    pub unit: String,
    /// Its heads.
    pub heads: Vec<String>,
    /// Its rows, each with a cell for every head.
    pub rows: Vec<Vec<String>>,
}
