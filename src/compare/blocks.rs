//! Blocks: those of two versions in, one list out that has both, with marks. What is the same thing is found by its name, then
//! by being the same, then by being alike; what is less than half alike is taken out and put in whole.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::order::{MergeStep, merge_steps, pair_by_likeness};
use super::tables;
use super::tree::{HeadingNode, is_derived_table, match_headings};
use super::words::{Counts, Marking, signature};
use crate::document::{
    Anchor, Aside, Block, Caption, Change, Figure, Heading, HeadingKind, List, Mark, OriginRole, Role, Run, Text,
};
use crate::words::comparing::Comparing;

/// The most paragraphs that one is cut into, or that become one.
const MOST_PIECES: usize = 5;

pub struct Comparer<'m> {
    pub words: &'static Comparing,
    pub marking: &'m Marking,
    /// The tiltak that the old version has, and those of the new: one that both have elsewhere was moved.
    pub tiltak: [BTreeSet<Anchor>; 2],
    pub blocks: Vec<Block>,
    /// The titles over what is worked out of the rest of the plan and has changed, where that is not marked.
    pub derived: Vec<String>,
}

/// The tiltak that blocks are headed by.
pub fn tiltak(blocks: &[Block]) -> BTreeSet<Anchor> {
    let anchor = |block: &Block| match block {
        Block::Heading(heading) if heading.kind == HeadingKind::Tiltak => Some(heading.anchor.clone()),
        _ => None,
    };
    blocks.iter().filter_map(anchor).collect()
}

impl Comparer<'_> {
    /// Adds what stands in two nodes that are the same thing.
    pub fn node(&mut self, old: &HeadingNode, new: &HeadingNode) {
        if self.is_derived(old) && self.is_derived(new) {
            return self.push_derived(Some(old), new);
        }
        match (old.heading, new.heading) {
            (Some(before), Some(heading)) if self.can_merge_headings(before, heading) => {
                let both = self.heading(before, heading);
                self.blocks.push(Block::Heading(both));
            }
            (Some(before), Some(heading)) => {
                self.push_one_sided(vec![Block::Heading(before.clone())], Change::Deleted, false);
                self.push_one_sided(vec![Block::Heading(heading.clone())], Change::Inserted, false);
            }
            _ => {}
        }
        let has_derived = !self.marking.is_complete() && [old, new].iter().any(|node| node.has_derived_table());
        let made = match (has_derived, new.heading) {
            (true, Some(heading)) => {
                if derived_signature(&old.blocks) != derived_signature(&new.blocks) {
                    self.derived.push(heading.title.words());
                }
                self.merge_around_derived(&old.blocks, &new.blocks)
            }
            _ => self.merge_blocks(&old.blocks, &new.blocks),
        };
        self.blocks.extend(made);
        for step in merge_steps(old.nodes.len(), new.nodes.len(), match_headings(&old.nodes, &new.nodes)) {
            match step {
                MergeStep::Both(i, j) => self.node(&old.nodes[i], &new.nodes[j]),
                MergeStep::Old(i, _) if self.is_derived(&old.nodes[i]) => {
                    self.derived.extend(old.nodes[i].heading.map(|own| own.title.words()));
                }
                MergeStep::New(j, _) if self.is_derived(&new.nodes[j]) => self.push_derived(None, &new.nodes[j]),
                MergeStep::Old(i, moved) => self.push_one_sided_section(&old.nodes[i], Change::Deleted, moved),
                MergeStep::New(j, moved) => self.push_one_sided_section(&new.nodes[j], Change::Inserted, moved),
            }
        }
    }

    /// Whether a chapter is worked out of the rest of the plan as a whole, so that marks in it would only repeat those of the
    /// rest.
    fn is_derived(&self, node: &HeadingNode) -> bool {
        let chapters = [Anchor::news(), Anchor::account()];
        let is_whole =
            || node.nodes.is_empty() && node.has_derived_table() && node.blocks.iter().all(|own| is_derived(own));
        !self.marking.is_complete()
            && node.heading.is_some_and(|own| own.level == 1 && (chapters.contains(&own.anchor) || is_whole()))
    }

    /// Adds a derived chapter as it is now, without marks.
    fn push_derived(&mut self, old: Option<&HeadingNode>, new: &HeadingNode) {
        let blocks = new.all_blocks();
        let said = |blocks: &[Block]| blocks.iter().map(block_signature).collect::<String>();
        if old.is_none_or(|old| said(&old.all_blocks()) != said(&blocks)) {
            self.derived.extend(new.heading.map(|own| own.title.words()));
        }
        self.blocks.extend(blocks);
    }

    /// Merges what stands under a heading with what is worked out of the rest of the plan there: of the latter stands what the
    /// new version has, without marks.
    fn merge_around_derived(&self, old: &[&Block], new: &[&Block]) -> Vec<Block> {
        let [before, after] = [old, new].map(|blocks| {
            let first = blocks.iter().position(|block| is_derived(block)).unwrap_or(blocks.len());
            let end = blocks.iter().rposition(|block| is_derived(block)).map_or(blocks.len(), |last| last + 1);
            (&blocks[..first], &blocks[first..end], &blocks[end..])
        });
        if [before.1, after.1].iter().any(|between| !between.iter().all(|block| is_derived(block))) {
            return self.merge_blocks(old, new);
        }
        let mut made = self.merge_blocks(before.0, after.0);
        made.extend(after.1.iter().map(|block| (*block).clone()));
        made.extend(self.merge_blocks(before.2, after.2));
        made
    }

    /// A part of one version alone. A tiltak in it that the other version has elsewhere was moved, whatever became of the part.
    fn push_one_sided_section(&mut self, node: &HeadingNode, change: Change, moved: bool) {
        let moved = moved || self.is_elsewhere(node, change);
        if moved {
            return self.push_one_sided(node.all_blocks(), change, true);
        }
        let mut stretch = node.own_blocks();
        for under in &node.nodes {
            if self.has_moved(under, change) {
                self.push_one_sided(std::mem::take(&mut stretch), change, false);
                self.push_one_sided_section(under, change, false);
            } else {
                stretch.extend(under.all_blocks());
            }
        }
        self.push_one_sided(stretch, change, false);
    }

    /// Whether a tiltak of one version stands in the other, too.
    fn is_elsewhere(&self, node: &HeadingNode, change: Change) -> bool {
        let others = &self.tiltak[usize::from(change == Change::Deleted)];
        node.heading.is_some_and(|own| own.kind == HeadingKind::Tiltak && others.contains(&own.anchor))
    }

    fn has_moved(&self, node: &HeadingNode, change: Change) -> bool {
        self.is_elsewhere(node, change) || node.nodes.iter().any(|under| self.has_moved(under, change))
    }

    fn push_one_sided(&mut self, blocks: Vec<Block>, change: Change, moved: bool) {
        self.blocks.extend(self.one_sided_blocks(blocks, change, moved));
    }

    /// Marks blocks that only one version has.
    fn one_sided_blocks(&self, mut blocks: Vec<Block>, change: Change, moved: bool) -> Vec<Block> {
        blocks.iter_mut().for_each(|block| mark(block, change, self.marking));
        let label = Text::strong(self.words.block_label(change, moved));
        if let Some(first) = blocks.first_mut().and_then(Block::first_mark_mut) {
            first.get_or_insert_default().label = Some(label);
        }
        if let [_, .., last] = blocks.as_mut_slice()
            && let Some(last) = last.first_mark_mut()
        {
            last.get_or_insert_default().end = Some(self.words.block_end_label(change, moved).into());
        }
        blocks
    }

    /// Merges two lists of blocks without headings.
    fn merge_blocks(&self, old: &[&Block], new: &[&Block]) -> Vec<Block> {
        let mut made = Vec::new();
        let steps = merge_steps(old.len(), new.len(), pairs(old, new));
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            if let Some((blocks, count)) = self.split_or_join(&steps[at..], old, new) {
                made.extend(blocks);
                at += count;
                continue;
            }
            // A paragraph in the place of another is one paragraph with other words: other programs can't take out the one
            // before a table.
            let instead = match (step, steps.get(at + 1)) {
                (MergeStep::Old(i, false), Some(MergeStep::New(j, false))) => {
                    role(old[*i]).filter(|own| role(new[*j]) == Some(*own))
                }
                _ => None,
            };
            match (step, steps.get(at + 1)) {
                (MergeStep::Old(i, _), Some(MergeStep::New(j, _))) if instead.is_some() => {
                    made.extend(self.merge_block(old[*i], new[*j]));
                    at += 1;
                }
                (MergeStep::Both(i, j), _) => made.extend(self.merge_block(old[*i], new[*j])),
                (MergeStep::Old(i, moved), _) => {
                    made.extend(self.one_sided_blocks(vec![old[*i].clone()], Change::Deleted, *moved))
                }
                (MergeStep::New(j, moved), _) => {
                    made.extend(self.one_sided_blocks(vec![new[*j].clone()], Change::Inserted, *moved))
                }
            }
            at += 1;
        }
        without_repeated_labels(&mut made);
        made
    }

    /// Paragraphs of which one version has several where the other has one, if the words are the same; and how many steps
    /// they are.
    fn split_or_join(&self, steps: &[MergeStep], old: &[&Block], new: &[&Block]) -> Option<(Vec<Block>, usize)> {
        (2..=MOST_PIECES.min(steps.len())).rev().find_map(|count| {
            let (mut before, mut after): (Vec<&Block>, Vec<&Block>) = (Vec::new(), Vec::new());
            for step in &steps[..count] {
                match *step {
                    MergeStep::Both(i, j) => {
                        before.push(old[i]);
                        after.push(new[j]);
                    }
                    MergeStep::Old(i, false) => before.push(old[i]),
                    MergeStep::New(j, false) => after.push(new[j]),
                    MergeStep::Old(_, true) | MergeStep::New(_, true) => return None,
                }
            }
            let change = match (before.len(), after.len()) {
                (1, 2..) => Change::Inserted,
                (2.., 1) => Change::Deleted,
                _ => return None,
            };
            Some((self.pieces(&before, &after, change)?, count))
        })
    }

    /// The pieces of a paragraph: the ends of all but the last were put in, or taken out, with the blank in their place.
    fn pieces(&self, old: &[&Block], new: &[&Block], change: Change) -> Option<Vec<Block>> {
        let role = role(old.first()?)?;
        let (before, after) = (texts_of(old, role)?, texts_of(new, role)?);
        let (one, several) = if change == Change::Inserted { (&before, &after) } else { (&after, &before) };
        let joined = several.iter().map(|text| (*text).clone()).reduce(|all, text| all.and(" ").and(text))?;
        let one = *one.first()?;
        if one.words() != joined.words() || signature(one) != signature(&joined) {
            return None;
        }
        let mut at = 0;
        let last = several.len() - 1;
        let pieces = several.iter().enumerate().map(|(index, piece)| {
            let end = at + piece.0.iter().map(Run::letters).sum::<usize>();
            // The words are those of the new version, with where they come from.
            let text = if change == Change::Inserted { (*piece).clone() } else { one.part(at..end) };
            at = end + 1;
            if index == last {
                return Block::Paragraph { role, text, mark: None };
            }
            let blank = match (self.marking.is_complete(), change) {
                (false, _) => Text::default(),
                (true, Change::Inserted) => Text::plain(" ").changed(Change::Deleted),
                (true, Change::Deleted) => Text::plain(" ").changed(Change::Inserted),
            };
            let mark = Mark {
                change: Some(change),
                label: Some(Text::strong(self.words.paragraph(change))),
                ..Mark::default()
            };
            Block::Paragraph { role, text: text.and(blank), mark: Some(mark) }
        });
        Some(pieces.collect())
    }

    /// Merges a block of the old version with its like in the new.
    fn merge_block(&self, old: &Block, new: &Block) -> Vec<Block> {
        match (old, new) {
            (Block::Paragraph { text: before, .. }, Block::Paragraph { role, text, .. }) => {
                let text = self.marking.merge(before, text);
                let mark = text.is_changed().then(Mark::default);
                vec![Block::Paragraph { role: *role, text, mark }]
            }
            // Where a list begins at another number, all its numbers are others.
            (Block::List(before), Block::List(list)) if before.start == list.start => {
                vec![Block::List(self.list(before, list))]
            }
            (Block::Table(before), Block::Table(table)) => match tables::merge_tables(before, table, self.marking) {
                Some(table) => vec![Block::Table(table)],
                None => self.replace_block(old, new),
            },
            (Block::Figure(before), Block::Figure(figure)) if is_same_figure(before, figure) => {
                let caption = self.marking.caption(&before.caption, &figure.caption);
                vec![Block::Figure(Figure { caption, ..figure.clone() })]
            }
            _ => self.replace_block(old, new),
        }
    }

    /// The old block as deleted and the new one as inserted. They share one caption, that of the new version with
    /// marks, so that references lead to it in both: over the old table, or under the new figure.
    fn replace_block(&self, old: &Block, new: &Block) -> Vec<Block> {
        let mut both = self.one_sided_blocks(vec![old.clone()], Change::Deleted, false);
        both.extend(self.one_sided_blocks(vec![new.clone()], Change::Inserted, false));
        if let (Some(before), Some(own)) = (caption(&mut old.clone()), caption(&mut new.clone())) {
            let own = self.marking.caption(before, own);
            match both.as_mut_slice() {
                [Block::Table(first), Block::Table(second)] => {
                    (first.caption, second.caption) = (Some(own), None);
                    std::mem::swap(&mut first.anchor, &mut second.anchor);
                }
                [first, second] => {
                    match first {
                        Block::Table(table) => table.caption = None,
                        other => caption(other).into_iter().for_each(|own| own.text = Text::default()),
                    }
                    if let Some(caption) = caption(second) {
                        *caption = own;
                    }
                }
                _ => {}
            }
        }
        both
    }

    fn list(&self, old: &List, new: &List) -> List {
        let of = |items: &[Vec<Block>]| items.iter().map(|item| item_signature(item)).collect::<Vec<_>>();
        let counts = [&old.items, &new.items].map(|items| vec![LazyCounts::new(); items.len()]);
        let like = |i: usize, j: usize| {
            item_likeness((old.items[i].as_slice(), &counts[0][i]), (new.items[j].as_slice(), &counts[1][j]))
        };
        let pairs = pair_by_likeness(&of(&old.items), &of(&new.items), like);
        let mut items = Vec::new();
        let mut steps = merge_steps(old.items.len(), new.items.len(), pairs).into_iter().peekable();
        while let Some(step) = steps.next() {
            let replaced = |next: &MergeStep| match (step, *next) {
                (MergeStep::Old(i, false), MergeStep::New(j, false)) => {
                    is_one_line(&old.items[i]) && is_one_line(&new.items[j])
                }
                _ => false,
            };
            if let (MergeStep::Old(i, _), Some(MergeStep::New(j, _))) = (step, steps.next_if(replaced)) {
                items.push(self.item(&old.items[i], &new.items[j]));
                continue;
            }
            match step {
                MergeStep::Both(i, j) => items.push(self.item(&old.items[i], &new.items[j])),
                MergeStep::Old(i, moved) => {
                    items.push(self.one_sided_blocks(old.items[i].clone(), Change::Deleted, moved))
                }
                MergeStep::New(j, moved) => {
                    items.push(self.one_sided_blocks(new.items[j].clone(), Change::Inserted, moved))
                }
            }
        }
        // The list has its own signs; a label before each item would be noise.
        items.iter_mut().flatten().for_each(without_labels);
        List { items, ..new.clone() }
    }

    /// An item of both lists: its first paragraphs are the same thing, whatever they say.
    fn item(&self, old: &[Block], new: &[Block]) -> Vec<Block> {
        match (old.split_first(), new.split_first()) {
            (Some((before, old)), Some((first, new))) => {
                let rest = self.merge_blocks(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>());
                self.merge_block(before, first).into_iter().chain(rest).collect()
            }
            _ => new.to_vec(),
        }
    }
}

/// Whether a block under the heading of a derived table is worked out of the rest of the plan: the table, and the program's own
/// words around it.
fn is_derived(block: &Block) -> bool {
    match block {
        Block::Table(_) => is_derived_table(block),
        Block::Paragraph { role: Role::Body | Role::Intro, text, .. } => !text.0.iter().any(is_own),
        _ => false,
    }
}

/// Whether words stand in the data as they are here, and are no name of something that stands elsewhere.
fn is_own(run: &Run) -> bool {
    run.has_words_of_data() && run.origin.as_ref().is_some_and(|origin| origin.role == OriginRole::Own)
}

fn derived_signature(blocks: &[&Block]) -> String {
    blocks.iter().filter(|block| is_derived(block)).map(|block| block_signature(block)).collect()
}

/// Whether an item is one paragraph. One that takes the place of another stays one paragraph with marks: LibreOffice gives the
/// paragraph after a refused new one its style.
fn is_one_line(item: &[Block]) -> bool {
    matches!(item, [Block::Paragraph { .. }])
}

fn caption(block: &mut Block) -> Option<&mut Caption> {
    match block {
        Block::Table(table) => table.caption.as_mut(),
        Block::Figure(figure) => Some(&mut figure.caption),
        _ => None,
    }
}

/// What a paragraph is for.
fn role(block: &Block) -> Option<Role> {
    match block {
        Block::Paragraph { role, .. } => Some(*role),
        _ => None,
    }
}

/// The texts of paragraphs, if all are of a role.
fn texts_of<'b>(blocks: &[&'b Block], role: Role) -> Option<Vec<&'b Text>> {
    let text = |block: &&'b Block| match *block {
        Block::Paragraph { role: own, text, .. } if *own == role => Some(text),
        _ => None,
    };
    blocks.iter().map(text).collect()
}

impl Comparer<'_> {
    /// Whether two headings can be merged into one with marks. In Word, headings with and without a number have
    /// different styles, and an aside is a paragraph of its own.
    fn can_merge_headings(&self, old: &Heading, new: &Heading) -> bool {
        let alike = old.number.is_some() == new.number.is_some() && old.aside.is_some() == new.aside.is_some();
        alike || !self.marking.is_complete()
    }

    fn heading(&self, old: &Heading, new: &Heading) -> Heading {
        let mut title = self.marking.merge(&old.title, &new.title);
        let whole = |aside: &Aside, change: Change| Aside {
            value: aside.value.clone().changed(change),
            of: aside.of.clone().changed(change),
            ..aside.clone()
        };
        let aside = match (&old.aside, &new.aside) {
            (Some(before), Some(aside)) => Some(Aside {
                value: self.marking.merge(&before.value, &aside.value),
                of: self.marking.merge(&before.of, &aside.of),
                ..aside.clone()
            }),
            (Some(before), None) => Some(whole(before, Change::Deleted)),
            (None, Some(aside)) => Some(whole(aside, Change::Inserted)),
            (None, None) => None,
        };
        // A number that it has no more stands before its title.
        if let (None, Some(label)) = (&new.label, &old.label) {
            title = Text::plain(format!("{label} ")).changed(Change::Deleted).and(title);
        }
        let renumbered = old.number != new.number;
        let was = old.number.filter(|_| renumbered && new.number.is_some());
        let changed = title.is_changed() || renumbered || aside != new.aside;
        Heading { title, aside, was, mark: changed.then(Mark::default), ..new.clone() }
    }
}

/// The chart is drawn of its boxes; where one of them differs it is another drawing.
fn is_same_figure(old: &Figure, new: &Figure) -> bool {
    let boxes = |figure: &Figure| {
        let node = |node: &crate::document::FigureBox| {
            let lines: Vec<String> = node.lines.iter().map(Text::words).collect();
            (node.name.words(), lines, node.under, node.advisory)
        };
        figure.boxes.iter().map(node).collect::<Vec<_>>()
    };
    let said = |figure: &Figure| (figure.caption.text.words(), figure.alt.clone());
    boxes(old) == boxes(new) && said(old) == said(new)
}

/// The words of something, counted once they are asked for.
type LazyCounts = OnceCell<Counts>;

/// Which blocks of two lists are the same thing.
fn pairs(old: &[&Block], new: &[&Block]) -> Vec<(usize, usize)> {
    let of = |blocks: &[&Block]| blocks.iter().map(|block| block_signature(block)).collect::<Vec<_>>();
    let counts = [old, new].map(|blocks| vec![LazyCounts::new(); blocks.len()]);
    pair_by_likeness(&of(old), &of(new), |i, j| block_likeness((old[i], &counts[0][i]), (new[j], &counts[1][j])))
}

fn block_likeness((old, before): (&Block, &LazyCounts), (new, after): (&Block, &LazyCounts)) -> f64 {
    let is_known = match (old, new) {
        (Block::Paragraph { role: before, .. }, Block::Paragraph { role, .. }) if before == role => false,
        (Block::List(before), Block::List(list)) if before.start.is_some() == list.start.is_some() => false,
        (Block::Table(before), Block::Table(table)) => before.anchor == table.anchor && before.anchor.is_some(),
        (Block::Figure(before), Block::Figure(figure)) if before.anchor == figure.anchor => true,
        _ => return 0.0,
    };
    if is_known {
        return 1.0;
    }
    let words = |block: &Block| {
        let mut texts = Vec::new();
        block.clone().for_each_text_mut(&mut |text| texts.push(text.clone()));
        Counts::of(&texts)
    };
    before.get_or_init(|| words(old)).similarity(after.get_or_init(|| words(new)))
}

/// Items that begin with a paragraph each are as alike as those.
fn item_likeness((old, before): (&[Block], &LazyCounts), (new, after): (&[Block], &LazyCounts)) -> f64 {
    match (old.first(), new.first()) {
        (Some(Block::Paragraph { text: old, .. }), Some(Block::Paragraph { text: new, .. })) => {
            before.get_or_init(|| Counts::of([old])).similarity(after.get_or_init(|| Counts::of([new])))
        }
        _ => 0.0,
    }
}

fn item_signature(item: &[Block]) -> String {
    item.iter().map(block_signature).collect()
}

/// What two blocks must have alike to be the same.
fn block_signature(block: &Block) -> String {
    let mut signature = match block {
        Block::Paragraph { role, .. } => format!("p{role:?}"),
        Block::List(list) => {
            let items: String = list.items.iter().map(|item| format!("({})", item_signature(item))).collect();
            return format!("l{:?}{items}", list.start);
        }
        Block::Table(table) => format!("t{:?}{}", table.anchor, tables::shape(table)),
        Block::Figure(figure) => format!("f{}", figure.alt),
        Block::Heading(_) | Block::Sideways { .. } => String::new(),
    };
    block.clone().for_each_text_mut(&mut |text| signature += &format!("{}\u{3}", self::signature(text)));
    signature
}

/// Marks a block, with everything in it, as one of one version alone.
fn mark(block: &mut Block, change: Change, marking: &Marking) {
    let whole = |own: &mut Option<Mark>| own.get_or_insert_default().change = Some(change);
    let mut mark_text = |text: &mut Text| *text = marking.mark_whole(std::mem::take(text), change);
    // The words of a drawing can't be struck through one by one.
    if let Block::Figure(figure) = block {
        mark_text(&mut figure.caption.text);
    } else {
        block.for_each_text_mut(&mut mark_text);
    }
    match block {
        Block::Heading(heading) => {
            whole(&mut heading.mark);
            if change == Change::Deleted {
                heading.anchor = heading.anchor.for_deleted();
                heading.link = heading.link.take().filter(|_| marking.is_complete());
            }
        }
        Block::Paragraph { mark, .. } => whole(mark),
        Block::List(list) => list.items.iter_mut().flatten().for_each(|block| self::mark(block, change, marking)),
        Block::Table(table) => {
            whole(&mut table.mark);
            table.rows.iter_mut().for_each(|row| row.change = Some(change));
            if change == Change::Deleted {
                table.anchor = table.anchor.as_ref().map(Anchor::for_deleted);
            }
        }
        Block::Figure(figure) => {
            whole(&mut figure.mark);
            if change == Change::Deleted {
                figure.anchor = figure.anchor.for_deleted();
            }
        }
        Block::Sideways { blocks } => blocks.iter_mut().for_each(|block| self::mark(block, change, marking)),
    }
}

/// A stretch of blocks that are new has one label.
fn without_repeated_labels(blocks: &mut [Block]) {
    let mut before: Option<(Option<Change>, Option<Text>)> = None;
    for block in blocks {
        let own = block.first_mark_mut().and_then(|mark| mark.clone()).map(|mark| (mark.change, mark.label));
        if own.is_some() && own == before {
            without_labels(block);
        }
        before = own;
    }
}

fn without_labels(block: &mut Block) {
    if let Some(Some(mark)) = block.first_mark_mut() {
        mark.label = None;
    }
}
