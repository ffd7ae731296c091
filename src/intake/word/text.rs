//! What is read in a Word file: paragraphs, tables, and the runs and marks in them.

use super::numbering::Numbering;
use super::styles::Alignment;

/// A part of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph, or a heading or a list's item, which are paragraphs too.
    Paragraph(Box<Paragraph>),
    /// A table.
    Table(Table),
    /// The words of a box or a shape that hangs on the paragraph before it.
    TextBox(Vec<Block>),
}

/// A style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StyleName {
    /// Its name in the file.
    pub id: String,
    /// Its name for people; in English where it is one of Word's own.
    pub name: String,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// Its style.
    pub style: StyleName,
    /// Its level as a heading, its own or its style's: 0 for the first.
    pub outline: Option<u8>,
    /// What stands before its words.
    pub numbering: Option<Numbering>,
    /// How it stands between the margins.
    pub alignment: Alignment,
    /// Whether its style is bold, so that bold runs say nothing more.
    pub bold_by_style: bool,
    /// Whether its style is italic.
    pub italic_by_style: bool,
    /// Its words.
    pub runs: Vec<Run>,
    /// What stands between its runs.
    pub marks: Vec<Mark>,
    /// Who put its end in.
    pub inserted: Option<Revision>,
    /// Who took its end out: then its words are the next paragraph's.
    pub deleted: Option<Revision>,
    /// What its style and its list were before a tracked change of them.
    pub was: Option<Box<Paragraph>>,
    /// In a view without tracked changes: those that it had.
    pub revisions: Vec<Revision>,
}

/// Words in one look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// The words. A line's end within a paragraph is "\n".
    pub text: String,
    /// What it is.
    pub kind: RunKind,
    /// Whether it is bold, by itself or by its style.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether it is underlined.
    pub underline: bool,
    /// Whether it is struck through.
    pub struck: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its size in points, where one is said.
    pub points: Option<f32>,
    /// The language that it is marked as.
    pub language: Option<String>,
    /// The name of its own style.
    pub style: Option<String>,
    /// Where it leads.
    pub link: Option<Link>,
    /// The instruction of the field that it is the result of, the outermost one, without links.
    pub field: Option<String>,
    /// The content control that it stands in, the innermost one.
    pub control: Option<Box<Control>>,
    /// Who put it in.
    pub inserted: Option<Revision>,
    /// Who took it out.
    pub deleted: Option<Revision>,
    /// Who changed its look, and whether it was bold and italic before.
    pub restyled: Option<(Revision, bool, bool)>,
}

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RunKind {
    /// Words.
    #[default]
    Text,
    /// A picture, with the words for those who can't see it.
    Image,
    /// A note at the foot of the page, with its words.
    Note(Note),
}

/// What kind of note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// At the foot of the page.
    Foot,
    /// At the end.
    End,
}

/// Where words lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To an address.
    Url(String),
    /// To a bookmark.
    Bookmark(String),
}

/// A field that is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Control {
    /// What it is called.
    pub alias: Option<String>,
    /// What programs call it.
    pub tag: Option<String>,
    /// Whether a day is chosen in it.
    pub is_date: bool,
    /// The day that is chosen: "2025-06-17".
    pub date: Option<String>,
    /// Whether it shows what is to be filled in, and nothing is.
    pub is_placeholder: bool,
}

/// Who changed something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// Who.
    pub author: String,
    /// When, as it stands in the file.
    pub date: Option<String>,
    /// Whether it was moved, not written or taken away.
    pub moved: bool,
}

/// Something that stands between runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The run that it stands before; the number of runs, at the end.
    pub before: usize,
    /// What it is.
    pub kind: MarkKind,
}

/// What stands between runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// A bookmark begins, by its name.
    BookmarkStart(String),
    /// A bookmark ends, by its name.
    BookmarkEnd(String),
    /// What a comment is on begins, by the comment's id.
    CommentStart(String),
    /// What a comment is on ends.
    CommentEnd(String),
    /// The comment itself.
    Comment(String),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it is repeated on every page.
    pub is_header: bool,
    /// How many columns are left out before its first cell.
    pub skipped: usize,
    /// Who put it in.
    pub inserted: Option<Revision>,
    /// Who took it out.
    pub deleted: Option<Revision>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// How many columns it takes, at least 1.
    pub columns: usize,
    /// Whether it is a part of the cell above it.
    pub continues: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Who put it in.
    pub inserted: Option<Revision>,
    /// Who took it out.
    pub deleted: Option<Revision>,
}

impl Paragraph {
    /// Its words, those of notes and pictures left out.
    pub fn text(&self) -> String {
        self.runs.iter().filter(|run| run.kind == RunKind::Text).map(|run| run.text.as_str()).collect()
    }
}

/// The words of blocks, a line for each paragraph.
pub fn words(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(own) => lines.push(own.text()),
            Block::TextBox(blocks) => lines.push(words(blocks)),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                lines.extend(cells.map(|cell| words(&cell.blocks)));
            }
        }
    }
    lines.join("\n")
}
