//! What must stand together on a page: introductions with what they introduce, and what is too wide for an upright page
//! with its heading.

use crate::document::{Block, HeadingKind, Role, Run};

/// A drawing higher than this, in points, leaves no room for a heading on a page on its side.
const ROOM_FOR_A_HEADING: f64 = 330.0;

/// Puts what is too wide for an upright page on pages on their side, with the headings and the words right before it.
pub fn sideways(blocks: Vec<Block>) -> Vec<Block> {
    let mut set: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let (wide, room) = match &block {
            Block::Table(table) => (table.landscape, true),
            Block::Figure(figure) => (figure.chart.landscape, figure.chart.height < ROOM_FOR_A_HEADING),
            _ => (false, false),
        };
        if !wide {
            set.push(block);
            continue;
        }
        let leads = |block: &Block| {
            // A delmål begins a page of its own.
            matches!(block, Block::Heading(heading) if heading.kind != HeadingKind::Delmål)
                || matches!(block, Block::Paragraph { role: Role::Intro, .. })
        };
        let before = set.iter().rev().take_while(|block| room && leads(block)).count();
        let mut page = set.split_off(set.len() - before);
        page.push(block);
        set.push(Block::Sideways { blocks: page });
    }
    set
}

/// Marks the paragraphs that stay with what they introduce: a table, a list, or a figure after a colon.
pub fn keep_introductions(blocks: &mut [Block]) {
    for index in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(index);
        let introduces = |runs: &[Run]| match &after[0] {
            Block::Table(_) | Block::List(_) => true,
            Block::Figure(_) => runs.last().is_some_and(|run| run.text.trim_end().ends_with(':')),
            _ => false,
        };
        if let Block::Paragraph { role: role @ Role::Body, runs } = &mut before[index - 1]
            && introduces(runs)
        {
            *role = Role::Intro;
        }
    }
}
