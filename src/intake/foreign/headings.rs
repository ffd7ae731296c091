//! Which lines of a foreign document are headings of delmål, lines of its contents list, or names of parts that come again.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::facts::inline_fact;
use super::labels::{aim_label, folded, made_by_program};
use super::look::{Look, named_number, title_after, without_numbering};
use super::sheet::{Block, Line, Table};

/// What plans call their delmål: the ministry's word first, others where that stands over none.
const GOAL_NAMES: [&[&str]; 2] = [
    &["delmål"],
    &[
        "satsingsområde",
        "satsningsområde",
        "innsatsområde",
        "innsatsområdet",
        "satsing",
        "satsning",
        "hovudmål",
        "hovedmål",
        "mål",
        "målområde",
        "tema",
        "temaområde",
    ],
];

/// The heading of a delmål.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalHeading {
    /// The block that it is.
    pub at: usize,
    /// Its number, where it has one.
    pub number: Option<u16>,
    /// What stands before its title.
    pub label: String,
    /// What stands after its number.
    pub title: String,
}

/// The headings of delmål: "Delmål 1: …" with a table of tiltak, a tiltak or a main aim before the next. Where there are none,
/// other names with a number; and where nothing has a number, the headings right above those of tiltak.
pub fn goal_headings(blocks: &[Block], look: &Look) -> Vec<GoalHeading> {
    let named = GOAL_NAMES.iter().map(|names| named_goals(blocks, look, names)).find(|found| !found.is_empty());
    named.unwrap_or_else(|| goals_above_tiltak(blocks))
}

fn line_at(blocks: &[Block], at: usize) -> Option<&Line> {
    if let Some(Block::Line(line)) = blocks.get(at) { Some(line) } else { None }
}

/// The headings of delmål that have one of these names and a number.
fn named_goals(blocks: &[Block], look: &Look, names: &[&str]) -> Vec<GoalHeading> {
    let candidate = |at: usize| {
        let line = line_at(blocks, at)?;
        let words = line.words();
        let bare = without_numbering(&words);
        let (numbers, rest) = names.iter().find_map(|name| named_number(name, bare))?;
        let is_bullet = line.marker.as_ref().is_some_and(|marker| marker.number.is_none());
        // "Delmål 1 og 2 heng saman": a sentence.
        let is_title = rest.trim().is_empty() || rest.starts_with([':', '.', ' ', ')', '–', '-']);
        let is_plain = !is_bullet && words.chars().count() <= 160 && !words.ends_with('.') && is_title;
        let begins_title = title_after(rest).chars().next().is_none_or(|c| !c.is_lowercase());
        let is_one = numbers.len() == 1 && !is_contents_line(line) && begins_title;
        (is_one && (look.is_heading(line) || is_plain)).then(|| GoalHeading {
            at,
            number: numbers.first().copied(),
            label: words[..words.len() - rest.len()].to_string(),
            title: title_after(rest).to_string(),
        })
    };
    let mut candidates: Vec<GoalHeading> = (0..blocks.len()).filter_map(candidate).collect();
    // Where some look like headings, the others are mentions.
    let is_heading = |own: &GoalHeading| line_at(blocks, own.at).is_some_and(|line| look.is_heading(line));
    if candidates.iter().any(is_heading) {
        candidates.retain(is_heading);
    }
    let ends: Vec<usize> = candidates.iter().skip(1).map(|own| own.at).chain([blocks.len()]).collect();
    let has_evidence = |own: &GoalHeading, end: usize| {
        let level = line_at(blocks, own.at).and_then(|line| line.outline);
        blocks[own.at + 1..end].iter().any(|block| is_evidence(block, look, own.number, level))
    };
    candidates.into_iter().zip(ends).filter(|(own, end)| has_evidence(own, *end)).map(|(own, _)| own).collect()
}

/// Whether a block under the heading of a delmål, with this number and at this level, says that it is one.
fn is_evidence(block: &Block, look: &Look, number: Option<u16>, level: Option<u8>) -> bool {
    match block {
        Block::Table(table) => Columns::of(table).is_some() || table_facts(table) > 1,
        Block::Line(line) => {
            let is_heading = look.is_heading(line);
            let is_numbered = is_heading && line.decimal().is_some_and(|(goal, ..)| Some(goal) == number);
            let is_below = level.zip(line.outline).is_some_and(|(level, own)| own == level + 1);
            aim_label(&line.words()).is_some()
                || is_tiltak(line)
                || is_numbered
                || is_below
                || inline_fact(line).is_some()
        }
        Block::Boxes(_) => false,
    }
}

/// How many facts of one tiltak a table names.
fn table_facts(table: &Table) -> usize {
    if Columns::of(table).is_some() { 0 } else { table.unfolded().as_ref().unwrap_or(table).facts() }
}

/// Whether a line begins with "Tiltak" and a number.
fn is_tiltak(line: &Line) -> bool {
    named_number("tiltak", without_numbering(&line.words())).is_some() && !is_contents_line(line)
}

/// How many facts of tiltak blocks name.
fn facts(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Line(line) => usize::from(inline_fact(line).is_some()),
        Block::Table(table) => table_facts(table),
        Block::Boxes(_) => 0,
    };
    blocks.iter().map(of).sum()
}

/// The blocks of a document whose headings are nothing but strong lines, with levels as headings by style have them: a heading that
/// two facts of a tiltak follow is one of a tiltak, and a name that comes again is one of its parts. `None` where no heading is of a
/// tiltak.
pub fn with_heading_levels(blocks: &[Block], look: &Look) -> Option<Vec<Block>> {
    let is_strong = |line: &&Line| look.is_heading(line) && !is_contents_line(line) && inline_fact(line).is_none();
    let strong: Vec<usize> = (0..blocks.len()).filter(|at| line_at(blocks, *at).filter(is_strong).is_some()).collect();
    let is_plain = (0..blocks.len()).all(|at| line_at(blocks, at).is_none_or(|line| line.outline.is_none()));
    let names = recurring(blocks);
    let is_part = |at: &usize| line_at(blocks, *at).is_some_and(|line| names.contains(&folded(&line.words())));
    let (parts, headings): (Vec<usize>, Vec<usize>) = strong.into_iter().partition(is_part);
    let ends = headings.iter().skip(1).copied().chain([blocks.len()]);
    let levels = headings.iter().zip(ends).map(|(at, end)| if facts(&blocks[at + 1..end]) > 1 { 2 } else { 1 });
    let levels: Vec<u8> = levels.collect();
    if !is_plain || !levels.contains(&2) {
        return None;
    }
    let mut made = blocks.to_vec();
    for (at, level) in headings.into_iter().zip(levels).chain(parts.into_iter().map(|at| (at, 3))) {
        if let Block::Line(line) = &mut made[at] {
            line.outline = Some(level);
        }
    }
    Some(made)
}

/// The headings by style that stand right above those of tiltak. A heading is that of a tiltak if it says so, or if at least two
/// facts of one follow.
fn goals_above_tiltak(blocks: &[Block]) -> Vec<GoalHeading> {
    let headings: Vec<(usize, u8)> =
        (0..blocks.len()).filter_map(|at| Some((at, line_at(blocks, at)?.outline?))).collect();
    let is_measure = |place: usize| {
        let (at, _) = headings[place];
        let end = headings.get(place + 1).map_or(blocks.len(), |(next, _)| *next);
        line_at(blocks, at).is_some_and(is_tiltak) || facts(&blocks[at + 1..end]) > 1
    };
    let measures: BTreeSet<usize> = (0..headings.len()).filter(|place| is_measure(*place)).collect();
    let above = |place: &usize| {
        let level = headings[*place].1;
        (0..*place).rev().find(|own| headings[*own].1 < level).filter(|own| !measures.contains(own))
    };
    let goals: BTreeSet<usize> = measures.iter().filter_map(above).collect();
    let heading = |place: usize| {
        let at = headings[place].0;
        let words = line_at(blocks, at)?.words();
        let title = without_numbering(&words).to_string();
        let label = words[..words.len() - title.len()].to_string();
        made_by_program(&words).is_none().then_some(GoalHeading { at, number: None, label, title })
    };
    goals.into_iter().filter_map(heading).collect()
}

/// The headings of a document, for who is to see why it was not understood.
pub fn shown_headings(blocks: &[Block], look: &Look) -> Vec<String> {
    let lines = (0..blocks.len()).filter_map(|at| line_at(blocks, at));
    lines.filter(|line| look.is_heading(line) && !is_contents_line(line)).map(Line::words).collect()
}

/// A line of a contents list: by its style, or with the number of a page after a tab.
pub fn is_contents_line(line: &Line) -> bool {
    let is_numbered = |words: &str| {
        let rest = words.trim_end_matches(|c: char| c.is_ascii_digit());
        rest.len() < words.len()
            && words.len() - rest.len() <= 3
            && rest.ends_with(['\t', '.', '…', ' '])
            && rest.contains("...")
    };
    line.has_style(&["toc", "innhald", "innhold", "contents"]) && !line.has_style(&["toc heading"])
        || is_numbered(&line.words())
}

/// The short lines of a document that stand more than once: what its parts are called.
pub fn recurring(blocks: &[Block]) -> BTreeSet<String> {
    let (mut once, mut again) = (BTreeSet::new(), BTreeSet::new());
    for block in blocks {
        let Block::Line(line) = block else { continue };
        let words = line.words();
        let is_short = words.split(' ').count() <= 7 && !words.ends_with(['.', ',', ';']) && line.marker.is_none();
        let is_name = words.chars().any(char::is_alphabetic) && words.starts_with(char::is_uppercase);
        if is_short && is_name && !once.insert(folded(&words)) {
            again.insert(folded(&words));
        }
    }
    again
}
