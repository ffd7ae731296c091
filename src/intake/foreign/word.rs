//! A Word file as a sheet: every tracked change accepted, boxes beside each other together.

use super::sheet::{Block, Cell, Line, Marker, Sheet, Table};
use crate::document::{Link, Run, Text};
use crate::intake::looks::same_address;
use crate::intake::word::{
    Block as WordBlock, Link as WordLink, Paragraph, RunKind, Table as WordTable, View, WordFile,
};
use crate::words::notation::single_blanks;

/// The fewest boxes that are a drawing and not a text with a frame.
const FEWEST_BOXES: usize = 3;

/// A Word file as a sheet.
pub fn sheet(file: &WordFile) -> Sheet {
    let mut outside = Vec::new();
    for comment in &file.comments {
        outside.push(format!("Merknad ({}): {}", comment.author, plain(&comment.blocks)));
    }
    let blocks = blocks(&file.body_as(View::Accepted), &mut outside);
    Sheet { blocks, outside }
}

/// The words of blocks, in one line.
fn plain(blocks: &[WordBlock]) -> String {
    let mut words = Vec::new();
    for block in blocks {
        match block {
            WordBlock::Paragraph(own) => words.extend(own.runs.iter().map(|run| run.text.clone())),
            WordBlock::Table(table) => {
                words.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| plain(&cell.blocks)))
            }
            WordBlock::TextBox(own) => words.push(plain(own)),
        }
        words.push(" ".into());
    }
    single_blanks(&words.concat())
}

fn blocks(all: &[WordBlock], outside: &mut Vec<String>) -> Vec<Block> {
    let mut made = Vec::new();
    let mut at = 0;
    while at < all.len() {
        match &all[at] {
            WordBlock::Paragraph(own) => made.push(Block::Line(line(own, outside))),
            WordBlock::Table(own) => made.push(Block::Table(table(own, outside))),
            WordBlock::TextBox(_) => {
                // Empty paragraphs may stand between the boxes of one drawing.
                let is_of_it = |block: &WordBlock| {
                    matches!(block, WordBlock::TextBox(_)) || plain(std::slice::from_ref(block)).is_empty()
                };
                let end = all[at..].iter().position(|block| !is_of_it(block)).map_or(all.len(), |end| at + end);
                boxes(&all[at..end], outside, &mut made);
                at = end;
                continue;
            }
        }
        at += 1;
    }
    made
}

/// Boxes: a drawing, if they are several with a few words each; else what stands in them.
fn boxes(all: &[WordBlock], outside: &mut Vec<String>, made: &mut Vec<Block>) {
    let own: Vec<&Vec<WordBlock>> =
        all.iter().filter_map(|block| if let WordBlock::TextBox(own) = block { Some(own) } else { None }).collect();
    let lines = |own: &&Vec<WordBlock>| {
        own.iter().map(|block| plain(std::slice::from_ref(block))).filter(|words| !words.is_empty()).collect()
    };
    let drawn: Vec<Vec<String>> = own.iter().map(lines).filter(|lines: &Vec<String>| !lines.is_empty()).collect();
    let is_drawing = drawn.len() >= FEWEST_BOXES
        && drawn.iter().all(|lines| lines.iter().map(|line| line.chars().count()).sum::<usize>() < 120);
    if is_drawing {
        made.push(Block::Boxes(drawn));
    } else {
        own.into_iter().for_each(|own| made.extend(blocks(own, outside)));
    }
}

fn line(own: &Paragraph, outside: &mut Vec<String>) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    let mut size = None;
    let mut longest = 0;
    for run in own.runs.iter().filter(|run| !run.hidden) {
        match run.kind {
            RunKind::Text => {
                let link = match &run.link {
                    // A bare address is one, whatever slash a program put after its host.
                    Some(WordLink::Url(address)) if same_address(Some(address), Some(&run.text)) => {
                        Some(Link::Url(run.text.clone()))
                    }
                    Some(WordLink::Url(address)) => Some(Link::Url(address.clone())),
                    _ => None,
                };
                let letters = run.text.chars().count();
                if letters > longest
                    && let Some(points) = run.points
                {
                    (longest, size) = (letters, Some((points * 2.0).round() as u32));
                }
                runs.push(Run {
                    text: run.text.clone(),
                    strong: run.bold,
                    emph: run.italic && !own.italic_by_style,
                    link,
                    ..Run::default()
                });
            }
            RunKind::Image => {
                outside.push(format!("Bilete: {}", if run.text.is_empty() { "utan tekst" } else { &run.text }))
            }
            RunKind::Note(_) => outside.push(format!("Fotnote: {}", single_blanks(&run.text))),
        }
    }
    let outline = own.outline.map(|level| level + 1);
    let mut marker = own.numbering.as_ref().map(|numbering| Marker {
        level: u8::try_from(numbering.level).unwrap_or(u8::MAX),
        number: (!numbering.is_bullet()).then(|| numbering.label.trim().to_string()),
        typed: false,
    });
    // "Delmål 1:" as the number of a heading is a part of its words.
    let number = marker.as_ref().and_then(|marker| marker.number.clone()).unwrap_or_default();
    if outline.is_some() && number.chars().filter(|c| c.is_alphabetic()).count() > 2 {
        runs.insert(0, Run { text: format!("{number} "), strong: true, ..Run::default() });
        marker = None;
    } else if number.is_empty() && marker.as_ref().is_some_and(|marker| marker.number.is_some()) {
        marker = None;
    }
    Line { text: Text(runs), style: own.style.name.to_lowercase(), outline, size, marker, money: None }
}

fn table(own: &WordTable, outside: &mut Vec<String>) -> Table {
    let mut rows = Vec::new();
    for row in &own.rows {
        let mut cells = vec![Cell::default(); row.skipped];
        for cell in &row.cells {
            let mut lines = Vec::new();
            flatten(&blocks(&cell.blocks, outside), &mut lines);
            cells.push(Cell { lines, joined_up: cell.continues, joined_left: false });
            let more = Cell { joined_left: true, joined_up: cell.continues, ..Cell::default() };
            cells.extend(vec![more; cell.columns.clamp(1, 64) - 1]);
        }
        rows.push(cells);
    }
    Table { rows }
}

/// The lines of a cell; a table in it is its cells' lines.
fn flatten(blocks: &[Block], lines: &mut Vec<Line>) {
    for block in blocks {
        match block {
            Block::Line(line) => lines.push(line.clone()),
            Block::Table(table) => lines.extend(table.rows.iter().flatten().flat_map(|cell| cell.lines.clone())),
            Block::Boxes(boxes) => lines.extend(boxes.iter().flatten().map(Line::plain)),
        }
    }
}
