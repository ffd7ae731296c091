//! The composed document: what is printed, in reading order, with every number, word and reference settled.
//! `compose` makes it; the writers (`pdf`, `docx`) and the Typst template, which reads it as JSON, render it
//! and decide nothing about its contents.

pub mod picture;

use serde::Serialize;

use picture::Picture;

/// A whole document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// What the files say about themselves.
    pub meta: Meta,
    /// The running header and footer.
    pub frame: Frame,
    /// The title page.
    pub cover: Cover,
    /// The heading of the contents list.
    pub contents_title: String,
    /// How the headings' numbers are written.
    pub numbering: Numbering,
    /// Everything after the contents list.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Every block, those on pages on their side too.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Sideways { blocks } => blocks.as_slice(),
            other => std::slice::from_ref(other),
        })
    }
}

/// Metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// The language: `nn` or `nb`.
    pub lang: &'static str,
    /// The region: `NO`.
    pub region: &'static str,
    /// The version ("6.0").
    pub version: String,
    /// The edition ("utkast").
    pub edition: &'static str,
    /// The files' name without ending.
    pub file_stem: String,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// The running header and footer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// At the header's left: what document this is.
    pub header: String,
    /// At the header's right: the version.
    pub version: String,
    /// Whether the version is marked as a draft's.
    pub draft: bool,
    /// At the footer's left: which edition it is, and whom it is for.
    pub edition: String,
    /// The words around the page number: "Side 3 av 27".
    pub page: String,
    /// The word between the page number and the number of pages.
    pub of: String,
}

/// The title page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    /// The line over the title: edition, version, date.
    pub mark: String,
    /// The title.
    pub title: String,
    /// Words between the title and the agreement.
    pub subtitle: Option<String>,
    /// The agreement.
    pub agreement: String,
    /// A remark that must not be overlooked.
    pub note: Option<String>,
    /// The years of the agreement.
    pub period: String,
    /// Whether the band is light, with dark words.
    pub light: bool,
    /// The parties.
    pub parties: Vec<String>,
    /// In how many columns they stand: two, if every name fits one.
    pub party_columns: usize,
    /// Whom this copy is for.
    pub addressee: Option<Addressee>,
    /// The logos.
    pub logos: Vec<Picture>,
    /// The log, in drafts.
    pub log: Option<Log>,
}

/// Whom a copy is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// "Til Tokke kommune".
    pub title: String,
    /// Which bodies handle the plan, and when.
    pub lines: Vec<String>,
}

/// The log of versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Log {
    /// Its heading.
    pub title: String,
    /// A remark after the heading.
    pub note: String,
    /// Whether it is too long for the title page and has a page of its own.
    pub new_page: bool,
    /// The rows.
    pub table: Table,
}

/// How the headings' numbers are written: the words before and after each kind's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Numbering {
    /// "4."
    pub section: Affixes,
    /// "Delmål 2:"
    pub delmål: Affixes,
    /// "Tiltak 3:"
    pub tiltak: Affixes,
}

/// What stands before and after a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Affixes {
    /// Before.
    pub before: &'static str,
    /// After.
    pub after: &'static str,
}

impl Affixes {
    /// The number with its words.
    pub fn label(&self, number: u16) -> String {
        format!("{}{number}{}", self.before, self.after)
    }
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// What it is for.
        role: Role,
        /// Its text.
        runs: Vec<Run>,
    },
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A page on its side: what is too wide for an upright one, with the heading and the words that introduce it.
    Sideways {
        /// What stands on it.
        blocks: Vec<Block>,
    },
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Running text.
    Body,
    /// Running text that introduces what follows, and stays with it.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    pub title: String,
    /// What links to it call it.
    pub anchor: String,
    /// Whether it begins a page.
    pub new_page: bool,
    /// What it is the heading of, where that is described elsewhere: an anchor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// A figure beside it: a value and what it is a value of ("60 %", "av innsatsen").
    pub aside: Option<(String, String)>,
}

impl Heading {
    /// Whether it is in the contents list.
    pub fn is_listed(&self) -> bool {
        self.level < 4 && self.kind != HeadingKind::Entry
    }
}

/// What a heading is the heading of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Strong emphasis.
    #[serde(skip_serializing_if = "is_false")]
    pub strong: bool,
    /// Emphasis.
    #[serde(skip_serializing_if = "is_false")]
    pub emph: bool,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// Its language, where that is not the document's: one of `LANGUAGES`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<&'static str>,
}

/// The languages that a phrase can be marked as: Norwegian's two, the Sámi languages of Norway, the neighbours', and
/// those that plans borrow words from (ISO 639).
pub const LANGUAGES: [&str; 12] = ["nn", "nb", "se", "smj", "sma", "fkv", "da", "sv", "fi", "en", "de", "fr"];

fn is_false(value: &bool) -> bool {
    !value
}

impl Run {
    /// Text without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text with strong emphasis.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { strong: true, ..Self::plain(text) }
    }
}

/// Where a run of text leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// To an anchor in the document.
    Anchor(String),
    /// To an address.
    Url(String),
}

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// The first item's number, if the items are numbered.
    pub start: Option<u64>,
    /// Whether it is short enough to stay on one page.
    pub whole: bool,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What links to it call it.
    pub anchor: Option<String>,
    /// The caption, which stands below.
    pub caption: Option<Caption>,
    /// What the table shows, in words, for those who can't see it.
    pub summary: String,
    /// Set small and light, as the log.
    pub light: bool,
    /// Whether it is short enough to stay on one page, with its heading and caption.
    pub whole: bool,
    /// Whether it is too wide for an upright page.
    pub landscape: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows under the head.
    pub rows: Vec<Row>,
}

/// A caption: "Tabell 1: Tiltak under delmål 1".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caption {
    /// "Tabell" or "Figur".
    pub label: &'static str,
    /// The number.
    pub number: usize,
    /// The words.
    pub text: String,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width in points.
    pub width: f64,
    /// Whether it holds numbers, set flush right.
    pub numbers: bool,
    /// Whether its cells are the heads of their rows.
    pub row_head: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// How it stands out.
    pub tone: Tone,
    /// Whether it is low enough to stay on one page.
    pub whole: bool,
    /// Whether it stays on the page of the next row.
    pub keep: bool,
    /// How high it is at least, in points: room for a pen and a stamp.
    pub height: f64,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// How a row stands out from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// It doesn't.
    Normal,
    /// What comes later in the period: grey, and said in words too.
    Later,
    /// It is that of the party that the copy is for.
    Own,
    /// A group's head or sum.
    Group,
    /// A row of a group.
    Detail,
    /// The sum of the table.
    Sum,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Cell {
    /// Its text, one paragraph each.
    pub lines: Vec<Vec<Run>>,
    /// Remarks under the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// In an empty cell: what the reader is meant to fill in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill_in: Option<FillIn>,
}

/// What is not known yet. On paper its cell is empty; Word offers a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FillIn {
    /// Whether it is a date.
    pub date: bool,
    /// What it is, for those who can't see where it stands.
    pub name: String,
    /// What is read aloud as long as it is empty.
    pub spoken: &'static str,
}

impl Cell {
    /// A cell of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { lines: vec![vec![Run::plain(text)]], ..Self::default() }
    }

    /// A cell of strong text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { lines: vec![vec![Run::strong(text)]], ..Self::default() }
    }
}

/// A figure with its caption.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What links to it call it.
    pub anchor: String,
    /// The caption, which stands below.
    pub caption: Caption,
    /// What it shows, in words, for those who can't see it.
    pub alt: String,
    /// The drawing.
    pub chart: Chart,
}

/// A drawing of boxes and lines, in points from its upper left corner.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    pub name: Vec<String>,
    /// Lines under the name.
    pub lines: Vec<String>,
}

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// Whether it is dashed.
    pub dashed: bool,
    /// Its corners.
    pub points: Vec<(f64, f64)>,
}
