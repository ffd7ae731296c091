//! The text as it is when every tracked change is accepted, or when every one is rejected.

use super::WordFile;
use super::text::{Block, Cell, Mark, Paragraph, Revision, Row, Run, Table};

/// What becomes of the tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All are accepted.
    Accepted,
    /// All are rejected.
    Rejected,
}

impl View {
    /// Whether what was put in and taken out so is no more.
    fn is_gone(self, inserted: Option<&Revision>, deleted: Option<&Revision>) -> bool {
        match self {
            Self::Accepted => deleted.is_some(),
            Self::Rejected => inserted.is_some(),
        }
    }
}

impl WordFile {
    /// The text in a view, without tracked changes.
    pub fn body_as(&self, view: View) -> Vec<Block> {
        resolved(&self.body, view)
    }
}

fn resolved(blocks: &[Block], view: View) -> Vec<Block> {
    let mut made: Vec<Block> = Vec::new();
    // A paragraph whose end is gone: its words are those of the next one.
    let mut open: Option<Paragraph> = None;
    for block in blocks {
        match block {
            Block::Paragraph(own) => {
                let is_open = view.is_gone(own.inserted.as_ref(), own.deleted.as_ref());
                let paragraph = joined(open.take(), paragraph(own, view));
                if is_open {
                    open = Some(paragraph);
                } else {
                    made.push(Block::Paragraph(Box::new(paragraph)));
                }
            }
            Block::Table(own) => {
                made.extend(open.take().filter(|own| !own.runs.is_empty()).map(Box::new).map(Block::Paragraph));
                let table = table(own, view);
                if !table.rows.is_empty() {
                    made.push(Block::Table(table));
                }
            }
            Block::TextBox(own) => made.push(Block::TextBox(resolved(own, view))),
        }
    }
    made.extend(open.filter(|own| !own.runs.is_empty()).map(Box::new).map(Block::Paragraph));
    made
}

/// Two paragraphs as one, which is what the second is: the mark at its end is the one that stays.
fn joined(first: Option<Paragraph>, second: Paragraph) -> Paragraph {
    let Some(mut first) = first else { return second };
    let count = first.runs.len();
    let marks = second.marks.iter().map(|mark| Mark { before: mark.before + count, kind: mark.kind.clone() });
    first.marks.extend(marks);
    first.runs.extend(second.runs.iter().cloned());
    first.revisions.extend(second.revisions.iter().cloned());
    Paragraph { runs: first.runs, marks: first.marks, revisions: first.revisions, ..second }
}

fn paragraph(own: &Paragraph, view: View) -> Paragraph {
    let (mut runs, mut places): (Vec<Run>, Vec<usize>) = (Vec::new(), Vec::new());
    for run in &own.runs {
        places.push(runs.len());
        if !view.is_gone(run.inserted.as_ref(), run.deleted.as_ref()) {
            let mut run = Run { inserted: None, deleted: None, ..run.clone() };
            if let (Some((_, bold, italic)), View::Rejected) = (run.restyled.take(), view) {
                (run.bold, run.italic) = (bold, italic);
            }
            runs.push(run);
        }
    }
    places.push(runs.len());
    let at = |before: usize| places.get(before).copied().unwrap_or(runs.len());
    let marks = own.marks.iter().map(|mark| Mark { before: at(mark.before), kind: mark.kind.clone() }).collect();
    let look = match (&own.was, view) {
        (Some(was), View::Rejected) => Paragraph { was: None, ..(**was).clone() },
        _ => Paragraph { runs: Vec::new(), marks: Vec::new(), was: None, ..own.clone() },
    };
    Paragraph { runs, marks, revisions: revisions(own), inserted: None, deleted: None, ..look }
}

/// The tracked changes of a paragraph, each author's of a moment once.
fn revisions(own: &Paragraph) -> Vec<Revision> {
    let of_run = |run: &Run| [run.inserted.clone(), run.deleted.clone(), run.restyled.clone().map(|own| own.0)];
    let of_runs = own.runs.iter().flat_map(of_run);
    let mut all: Vec<Revision> = Vec::new();
    for revision in of_runs.chain([own.inserted.clone(), own.deleted.clone()]).flatten() {
        if !all.contains(&revision) {
            all.push(revision);
        }
    }
    all
}

fn table(own: &Table, view: View) -> Table {
    let cell = |cell: &Cell| {
        let gone = view.is_gone(cell.inserted.as_ref(), cell.deleted.as_ref());
        let blocks = || resolved(&cell.blocks, view);
        (!gone).then(|| Cell { blocks: blocks(), inserted: None, deleted: None, ..cell.clone() })
    };
    let row = |row: &Row| {
        let gone = view.is_gone(row.inserted.as_ref(), row.deleted.as_ref());
        let cells = || row.cells.iter().filter_map(cell).collect();
        (!gone).then(|| Row { cells: cells(), inserted: None, deleted: None, ..row.clone() })
    };
    Table { rows: own.rows.iter().filter_map(row).collect() }
}
