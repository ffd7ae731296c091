//! The contents list: where it would go on over a page for a few lines, its entries stand closer.

use super::fonts;
use super::look::{Look, VerticalSpace};
use crate::document::{Block, Document, Heading};

/// The room beside an entry for the dots and the page's number, in points.
const BESIDE: f64 = 30.0;
/// How far the entries of each level are indented, as shares of a letter's size, with what their further lines are.
const INDENTS: [f64; 3] = [1.2, 2.4, 3.6];
/// How close the lines may stand, as shares of what they do.
const CLOSER: [f64; 3] = [1.0, 0.97, 0.94];
/// What the estimate may be too low by, in points.
const SLACK: f64 = 12.0;

/// The look with the entries of the contents list so close that it ends with its page, where that takes little.
pub fn fit_contents_list(document: &Document, look: &Look) -> Look {
    let entries: Vec<&Heading> = document
        .all_blocks()
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.is_listed() => Some(heading),
            _ => None,
        })
        .collect();
    let room = look.page.height - look.page.top - look.page.bottom - SLACK;
    let title = look.kinds.section.pitch + look.around.section.below;
    let lines: f64 = entries.iter().map(|heading| height(heading, look)).sum();
    let gaps: f64 = entries.iter().map(|heading| gap(heading, look).above).sum();
    let pages = ((title + lines + gaps) / room).floor();
    if pages == 0.0 {
        return look.clone();
    }
    // The gaps first, which become no less than a bit over half; then the lines, a little.
    for close in CLOSER {
        let over = title + close * lines + gaps - pages * room;
        if over < 0.45 * gaps {
            return closer(look, close, 1.0 - over.max(0.0) / gaps);
        }
    }
    look.clone()
}

/// The look with the lines and the gaps of the contents list as shares of what they are.
fn closer(look: &Look, lines: f64, gaps: f64) -> Look {
    let tenths = |value: f64| (value * 10.0).floor() / 10.0;
    let mut closer = look.clone();
    let around = &mut closer.around;
    for gap in [&mut around.entry_1, &mut around.entry_2, &mut around.entry_3] {
        gap.above = tenths(gap.above * gaps);
    }
    let kinds = &mut closer.kinds;
    for kind in [&mut kinds.entry_1, &mut kinds.entry_2, &mut kinds.entry_3] {
        kind.pitch = tenths(kind.pitch * lines);
    }
    closer
}

fn gap(heading: &Heading, look: &Look) -> VerticalSpace {
    match heading.level {
        1 => look.around.entry_1,
        2 => look.around.entry_2,
        _ => look.around.entry_3,
    }
}

/// The height of an entry's lines, in points.
fn height(heading: &Heading, look: &Look) -> f64 {
    let (kind, indent) = match heading.level {
        1 => (look.kinds.entry_1, INDENTS[0]),
        2 => (look.kinds.entry_2, INDENTS[1]),
        _ => (look.kinds.entry_3, INDENTS[2]),
    };
    let label = heading.label.as_ref().map_or(String::new(), |label| format!("{label} "));
    let words = format!("{label}{}", heading.title.words());
    let width = look.page.text_width() - indent * kind.size - BESIDE;
    fonts::wrap(&words, width, kind.size, heading.level == 1).0.len() as f64 * kind.pitch
}
