//! The Markdown that is already there: its blocks, each with the bytes that it stands in.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::days::without_dated_items;
use super::dedent::Dedented;
use super::{parser, read_at};
use crate::document::{Block, List, Role, Run, Text};
use crate::plan::Path;

/// A block of a text.
pub(super) struct Source {
    /// What it is read as, without origins.
    pub(super) block: Block,
    /// Its bytes in the string, without the blanks around it.
    pub(super) span: Range<usize>,
    /// The runs of a paragraph, with their origins.
    pub(super) runs: Vec<Run>,
    /// The items of a list.
    pub(super) items: Vec<Item>,
}

/// An item of a list.
pub(super) struct Item {
    /// Its bytes, with its sign.
    pub(super) span: Range<usize>,
    pub(super) blocks: Vec<Source>,
}

/// The blocks of a text; none if it has what is not allowed.
pub(super) fn sources(text: &str) -> Vec<Source> {
    let prose = read_at(Some(&Path::hovud()), text);
    let places = if prose.problems.is_empty() { places(text) } else { Vec::new() };
    joined(prose.blocks, places).unwrap_or_default()
}

/// Blocks with their places, if there are as many of the ones as of the others.
fn joined(blocks: Vec<Block>, places: Vec<Place>) -> Option<Vec<Source>> {
    if blocks.len() != places.len() {
        return None;
    }
    let joined = blocks.into_iter().zip(places).map(|(block, place)| {
        let (mut runs, mut items) = (Vec::new(), Vec::new());
        match &block {
            Block::Paragraph { text, .. } => runs = text.0.clone(),
            Block::List(list) if list.items.len() == place.items.len() => {
                for (blocks, (span, places)) in list.items.iter().zip(place.items) {
                    items.push(Item { span, blocks: joined(blocks.clone(), places)? });
                }
            }
            _ => return None,
        }
        Some(Source { block: without_origins(&block), span: place.span, runs, items })
    });
    joined.collect()
}

/// A block without its origins.
pub(super) fn without_origins(block: &Block) -> Block {
    match block {
        Block::Paragraph { text, .. } => {
            let runs = text.0.iter().map(|run| Run { origin: None, change: None, ..run.clone() });
            Block::paragraph(Role::Body, Text(runs.collect()))
        }
        Block::List(list) => {
            let items = list.items.iter().map(|blocks| blocks.iter().map(without_origins).collect());
            Block::List(List { start: list.start, whole: false, items: items.collect() })
        }
        other => other.clone(),
    }
}

/// Where a block stands, and the items of it.
struct Place {
    span: Range<usize>,
    items: Vec<(Range<usize>, Vec<Place>)>,
}

/// Where the blocks of a text stand.
fn places(text: &str) -> Vec<Place> {
    let dedented = Dedented::new(text);
    let masked = without_dated_items(&dedented.text);
    let trimmed = |span: Range<usize>| {
        let blank = |c| matches!(c, ' ' | '\t' | '\n');
        let words = dedented.text[span.clone()].trim_end_matches(blank);
        let start = span.end - dedented.text[span.clone()].trim_start_matches(blank).len();
        dedented.exact(&(start.min(span.start + words.len())..span.start + words.len()))
    };
    // The lists and items that are open: what a list has so far, and what an item has.
    let mut lists: Vec<Vec<(Range<usize>, Vec<Place>)>> = Vec::new();
    let mut blocks: Vec<Vec<Place>> = vec![Vec::new()];
    // Text that stands right in an item.
    let mut loose: Option<Range<usize>> = None;
    let mut in_paragraph = false;
    for (event, span) in parser(&masked).into_offset_iter() {
        if matches!(event, Event::Start(Tag::List(_) | Tag::Item) | Event::End(TagEnd::Item))
            && let (Some(loose), Some(own)) = (loose.take(), blocks.last_mut())
        {
            own.push(Place { span: trimmed(loose), items: Vec::new() });
        }
        match event {
            Event::Start(Tag::List(_)) => lists.push(Vec::new()),
            Event::Start(Tag::Item) => blocks.push(Vec::new()),
            Event::End(TagEnd::Item) => {
                if let (Some(own), Some(list)) = (blocks.pop(), lists.last_mut()) {
                    list.push((trimmed(span), own));
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let (Some(items), Some(own)) = (lists.pop(), blocks.last_mut()) {
                    own.push(Place { span: trimmed(span), items });
                }
            }
            Event::Start(Tag::Paragraph) => in_paragraph = true,
            Event::End(TagEnd::Paragraph) => {
                in_paragraph = false;
                blocks.last_mut().into_iter().for_each(|own| {
                    own.push(Place { span: trimmed(span.clone()), items: Vec::new() });
                });
            }
            _ if in_paragraph => {}
            _ => {
                let start = loose.as_ref().map_or(span.start, |loose| loose.start);
                let end = loose.as_ref().map_or(span.end, |loose| loose.end.max(span.end));
                loose = Some(start..end);
            }
        }
    }
    blocks.pop().unwrap_or_default()
}
