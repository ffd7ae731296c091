//! The composed document: what is printed, in reading order, with every number, word and reference settled. `compose` makes
//! it and knows no paper; `paper` sets it: widths, breaks, turned pages, which `compose` leaves at nothing. The writers
//! render what is set and decide nothing about its contents.

mod changes;
mod names;
pub mod picture;
mod text;
mod walk;

use serde::{Deserialize, Serialize};

pub use changes::{ChangeEntry, Changes, Mark, Signs};
pub use names::{split_names, split_words};
pub use text::{
    Anchor, BETWEEN_FACTS, BREAK, Change, HARD_SPACE, Lang, Link, Origin, OriginRole, Piece, Run, Text, TextLetters,
};

use picture::Picture;

/// A whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What the files say about themselves.
    pub meta: Meta,
    /// The running header and footer.
    pub frame: Frame,
    /// The title page. A case paper has none, and no contents list either.
    pub cover: Option<Cover>,
    /// The heading of the contents list.
    pub contents_title: Text,
    /// How the headings' numbers are written.
    pub numbering: Numbering,
    /// Everything after the contents list.
    pub blocks: Vec<Block>,
    /// What it is compared with, where changes are marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
}

/// Metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The title, as in the title bar.
    pub title: String,
    /// Who the document is from.
    pub authors: Vec<String>,
    /// A sentence on what it is.
    pub subject: String,
    /// Subject words.
    pub keywords: Vec<String>,
    /// The version's date.
    pub date: Day,
    /// The language: nynorsk or bokmål.
    pub lang: Lang,
    /// The region: `NO`.
    pub region: String,
    /// The year of the plan.
    pub year: i16,
    /// The version ("6.0").
    pub version: String,
    /// The edition ("utkast").
    pub edition: String,
    /// The files' name without ending.
    pub file_stem: String,
}

impl Meta {
    /// The language in its region, as Word writes it ("nn-NO").
    pub fn locale(&self) -> String {
        format!("{}-{}", self.lang, self.region)
    }
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// The running header and footer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// At the header's left: what document this is, in full and ever shorter; the first that fits its line is printed.
    pub headers: Vec<Text>,
    /// What stands before the name of the delmål or the chapter in the header of its pages; `headers` stands on the others.
    pub running: Text,
    /// At the header's right: the version.
    pub version: Text,
    /// Whether the version is marked as a draft's.
    pub draft: bool,
    /// At the footer's left: which edition it is, and whom it is for.
    pub edition: Text,
    /// The word before the page number: "Side".
    pub page: String,
    /// The word between the page number and the number of pages.
    pub of: String,
    /// After the number of a table that goes on from the page before.
    pub continued: String,
}

/// The title page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cover {
    /// The line over the title: edition, version, date.
    pub mark: Text,
    /// The title.
    pub title: Text,
    /// Words between the title and the agreement.
    pub subtitle: Option<Text>,
    /// The agreement.
    pub agreement: Text,
    /// A remark that must not be overlooked.
    pub note: Option<Text>,
    /// The years of the agreement.
    pub period: Text,
    /// When it is to be decided on, in an edition that is put to those who decide.
    pub decisions: Option<Text>,
    /// Whether the band is light, with dark words.
    pub light: bool,
    /// The parties.
    pub parties: Vec<Text>,
    /// In how many columns they stand: two, if every name fits one (`paper`).
    pub party_columns: usize,
    /// Whom this copy is for.
    pub addressee: Option<Addressee>,
    /// Whose the document is, and what the archive calls it: a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colophon: Vec<Text>,
    /// The logos.
    pub logos: Vec<Picture>,
    /// The log, in drafts.
    pub log: Option<Log>,
}

/// Whom a copy is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// "Til Tokke kommune".
    pub title: Text,
    /// Which bodies handle the plan, and when.
    pub lines: Vec<Text>,
}

/// The log of versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Log {
    /// Its heading.
    pub title: Text,
    /// A remark after the heading.
    pub note: Text,
    /// Whether it is too long for the title page and has a page of its own (`paper`).
    pub new_page: bool,
    /// The rows.
    pub table: Table,
}

/// How the headings' numbers are written: the words before and after each kind's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// "4."
    pub section: Affixes,
    /// "Delmål 2:"
    pub delmål: Affixes,
    /// "Tiltak 3:"
    pub tiltak: Affixes,
}

/// What stands before and after a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affixes {
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

impl Affixes {
    /// The number with its words.
    pub fn label(&self, number: u16) -> String {
        format!("{}{number}{}", self.before, self.after)
    }
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// What it is for.
        role: Role,
        /// Its text.
        text: Text,
        /// What a comparison says of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<Mark>,
    },
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A page on its side: what is too wide for an upright one, with the heading and the words that introduce it (`paper`).
    Sideways {
        /// What stands on it.
        blocks: Vec<Block>,
    },
}

impl Block {
    /// A paragraph.
    pub fn paragraph(role: Role, text: Text) -> Self {
        Self::Paragraph { role, text, mark: None }
    }
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Running text.
    Body,
    /// Running text that introduces what follows, and stays with it (`paper`).
    Intro,
    /// The lines right under a tiltak's title.
    Lead,
    /// The facts of a tiltak at a glance.
    Facts,
    /// The main aim of a delmål.
    Goal,
    /// What is missing, made visible in drafts.
    Gap,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 4.
    pub level: u8,
    /// What it is the heading of.
    pub kind: HeadingKind,
    /// Its number, if it has one.
    pub number: Option<u16>,
    /// The number with its words ("Delmål 2:").
    pub label: Option<String>,
    /// The words.
    pub title: Text,
    /// What links to it call it.
    pub anchor: Anchor,
    /// Whether it begins a page (`paper`).
    pub new_page: bool,
    /// Whether it begins a page unless it has room for itself and a good part of what follows (`paper`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub new_page_if_low: bool,
    /// Whether what is under it is set tighter, so that it needs a page less (`paper`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub tight: bool,
    /// What it is the heading of, where that is described elsewhere: an anchor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Anchor>,
    /// A figure beside it.
    pub aside: Option<Aside>,
    /// Of a tiltak: the years of the plan's period, each with a bar where it is one of the tiltak's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<Option<Bar>>,
    /// Its number in the version that is compared with, where that was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<u16>,
    /// What a comparison says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// A figure beside a heading: "60 %" "av innsatsen".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The value.
    pub value: Text,
    /// What it is a value of.
    pub of: Text,
    /// The figures of all delmål, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<u8>,
    /// Which of them is its own.
    #[serde(default)]
    pub own: usize,
}

impl Heading {
    /// Its words in the new version, where it has marks, with its number.
    pub fn new_version_words(&self) -> String {
        let words = self.title.new_version_words();
        match &self.label {
            Some(label) => format!("{label} {words}"),
            None => words,
        }
    }

    /// Whether it is in the contents list.
    pub fn is_listed(&self) -> bool {
        self.is_listed_in_either() && !self.is_deleted()
    }

    /// Whether it is in the contents list of the new version, or in that of the one that is compared with.
    pub fn is_listed_in_either(&self) -> bool {
        self.level < 4 && self.kind != HeadingKind::Entry
    }

    /// Whether it is one of the version that is compared with alone.
    pub fn is_deleted(&self) -> bool {
        self.mark.as_ref().is_some_and(|mark| mark.change == Some(Change::Deleted))
    }
}

/// What a heading is the heading of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadingKind {
    /// A numbered section.
    Section,
    /// A part of a section.
    Part,
    /// A delmål; it begins a page.
    Delmål,
    /// A tiltak.
    Tiltak,
    /// A sub-heading of a tiltak.
    Bolk,
    /// A tiltak in the account of the yearly update.
    Entry,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The first item's number, if the items are numbered.
    pub start: Option<u64>,
    /// Whether it is short enough to stay on one page (`paper`).
    pub whole: bool,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What links to it call it.
    pub anchor: Option<Anchor>,
    /// The caption, which stands above.
    pub caption: Option<Caption>,
    /// What the table shows, in words, for those who can't see it.
    pub summary: String,
    /// Set small and light, as the log.
    pub light: bool,
    /// Whether it is to stand on one page with what is around it, if need be in small type.
    #[serde(default, skip_serializing_if = "is_false")]
    pub one_page: bool,
    /// How small its type is for that: 0 is that of other tables (`paper`).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub dense: usize,
    /// Whether it is short enough to stay on one page, with its heading and caption (`paper`).
    pub whole: bool,
    /// Whether it is too wide for an upright page (`paper`).
    pub landscape: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows under the head.
    pub rows: Vec<Row>,
    /// What a comparison says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// A caption: "Tabell 1: Tiltak under delmål 1".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// "Tabell" or "Figur".
    pub label: String,
    /// The number.
    pub number: usize,
    /// Its number in the version that is compared with, where that was another, and every difference is marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<usize>,
    /// The words.
    pub text: Text,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub head: Text,
    /// Its width in points (`paper`).
    pub width: f64,
    /// Whether it holds numbers, set flush right.
    pub numbers: bool,
    /// Whether its cells are the heads of their rows.
    pub row_head: bool,
    /// Whether it is a year's, narrow, in which a bar stands and no words.
    #[serde(default, skip_serializing_if = "is_false")]
    pub year: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &usize) -> bool {
    *value == 0
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// How it stands out.
    pub tone: Tone,
    /// Whether it is that of the party that the copy is for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Whether it is low enough to stay on one page (`paper`).
    pub whole: bool,
    /// Whether it stays on the page of the next row.
    pub keep: bool,
    /// Whether somebody signs and stamps in it.
    pub signed: bool,
    /// How high it is at least, in points (`paper`).
    pub height: f64,
    /// How high it is with names whole, in points, if breaking them would make it lower, as Word would (`paper`).
    pub with_names: f64,
    /// What links to the row from elsewhere lead to, in the web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    /// One cell for each column, those that another reaches over too.
    pub cells: Vec<Cell>,
    /// Whether a comparison found it put in or taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// How a row stands out from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// It doesn't.
    Normal,
    /// What comes later in the period: grey, and said in words too.
    Later,
    /// A group's head or sum.
    Group,
    /// A row of a group.
    Detail,
    /// The sum of the table.
    Sum,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Cell {
    /// Its text, one paragraph each.
    pub lines: Vec<Text>,
    /// What its dash means, if it has nothing else: a dash is not heard.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub spoken: String,
    /// Remarks under the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// In an empty cell: what the reader is meant to fill in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill_in: Option<FillIn>,
    /// How many of the cells after it, which are empty, it reaches over.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub over: usize,
    /// A bar in it, which says nothing that the row's words don't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bar: Option<Bar>,
    /// Which part of the whole it tells, where the parts are shown as one bar beside the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
}

/// A part of a whole: its colour, by its place among the parts, and how many thousandths it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Its place among the parts.
    pub place: usize,
    /// How many thousandths of the whole it is.
    pub thousandths: i64,
}

/// A bar in a year's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bar {
    /// Of what is done now.
    Now,
    /// Of what comes later.
    Later,
}

/// What is not known yet. On paper its cell is empty; in Word there are dots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FillIn {
    /// Whether it is a date.
    pub date: bool,
    /// What it is, for those who can't see where it stands.
    pub name: String,
    /// What is read aloud as long as it is empty.
    pub spoken: String,
}

impl Row {
    /// The cells that are seen, each with the columns that it stands in.
    pub fn visible_cells(&self) -> impl Iterator<Item = (&Cell, std::ops::Range<usize>)> {
        let mut next = 0;
        self.cells.iter().enumerate().filter_map(move |(at, cell)| {
            let seen = at >= next;
            next = next.max(at + 1 + cell.over);
            seen.then(|| (cell, at..(at + 1 + cell.over).min(self.cells.len())))
        })
    }
}

impl Cell {
    /// A cell of one line.
    pub fn text(text: impl Into<Text>) -> Self {
        Self { lines: vec![text.into()], ..Self::default() }
    }

    /// A cell with a dash, and what that means.
    pub fn dash(spoken: &str) -> Self {
        Self { spoken: spoken.into(), ..Self::text("–") }
    }

    /// What is heard in the place of what is seen: of a dash, unless that is news, and of a place to write in.
    pub fn spoken(&self) -> Option<&str> {
        match (&*self.lines, &self.fill_in) {
            ([], Some(fill_in)) => Some(&fill_in.spoken),
            ([line], _) if !self.spoken.is_empty() && line.words() == "–" && !line.is_changed() => Some(&self.spoken),
            _ => None,
        }
    }
}

/// A figure with its caption: boxes that stand under each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What links to it call it.
    pub anchor: Anchor,
    /// The caption, which stands below.
    pub caption: Caption,
    /// What it shows, in words, for those who can't see it.
    pub alt: String,
    /// The boxes, in the order of the data.
    pub boxes: Vec<FigureBox>,
    /// The drawing of them (`paper`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
    /// What a comparison says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// A box of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureBox {
    /// Its name.
    pub name: Text,
    /// Lines under the name.
    pub lines: Vec<Text>,
    /// The box that it stands under, by its place in the list.
    pub under: Option<usize>,
    /// Whether it advises.
    pub advisory: bool,
}

/// A drawing of boxes and lines, in points from its upper left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Whether it needs a page on its side.
    pub landscape: bool,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The size of its text, at least 9.2.
    pub font_size: f64,
    /// The distance between the lines of a box.
    pub leading: f64,
    /// The boxes, parents before children.
    pub boxes: Vec<ChartBox>,
    /// The lines.
    pub edges: Vec<Edge>,
}

/// A box of a drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChartBox {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// How it looks.
    pub look: BoxLook,
    /// The lines of its name.
    pub name: Vec<Text>,
    /// Lines under the name.
    pub lines: Vec<Text>,
}

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BoxLook {
    /// Filled: the top of the line.
    Top,
    /// Tinted: in the line.
    Line,
    /// Dashed: it advises.
    Advisory,
}

/// A line of a drawing, of horizontal and vertical stretches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// Whether it is dashed.
    pub dashed: bool,
    /// Its corners.
    pub points: Vec<(f64, f64)>,
}
