//! Blocks: those of two versions in, one list out that has both, with marks. What is the same thing is found by its name, then
//! by being the same, then by being alike; what is less than half alike is taken out and put in whole.

use super::order::{Step, by_likeness, merged};
use super::tables;
use super::tree::{Node, same};
use super::words::{compared, likeness, signature, without_links};
use crate::document::{Anchor, Aside, Block, Caption, Change, Figure, Heading, List, Mark, Role, Text};

/// The words over a stretch that was put in, taken out, moved here, moved from here.
#[derive(Debug, Clone, Copy)]
pub struct Labels {
    pub inserted: [&'static str; 2],
    pub deleted: [&'static str; 2],
    /// After a stretch that was put in, and one that was taken out.
    pub ends: [&'static str; 2],
}

pub struct Comparer {
    pub labels: Labels,
    pub blocks: Vec<Block>,
}

impl Comparer {
    /// Adds what stands in two nodes that are the same thing.
    pub fn node(&mut self, old: &Node, new: &Node) {
        let is_one = old.heading.zip(new.heading).is_none_or(|(before, heading)| is_one(before, heading));
        match (old.heading, new.heading) {
            (Some(before), Some(heading)) if is_one => {
                self.blocks.push(Block::Heading(compared_heading(before, heading)));
            }
            (Some(before), Some(heading)) => {
                self.whole(vec![Block::Heading(before.clone())], Change::Deleted, false);
                self.whole(vec![Block::Heading(heading.clone())], Change::Inserted, false);
            }
            _ => {}
        }
        let made = self.compared(&old.blocks, &new.blocks);
        self.blocks.extend(made);
        for step in merged(old.nodes.len(), new.nodes.len(), same(&old.nodes, &new.nodes)) {
            match step {
                Step::Both(i, j) => self.node(&old.nodes[i], &new.nodes[j]),
                Step::Old(i, moved) => self.whole(old.nodes[i].all(), Change::Deleted, moved),
                Step::New(j, moved) => self.whole(new.nodes[j].all(), Change::Inserted, moved),
            }
        }
    }

    fn whole(&mut self, blocks: Vec<Block>, change: Change, moved: bool) {
        self.blocks.extend(self.wholly(blocks, change, moved));
    }

    /// Blocks of one version alone.
    fn wholly(&self, mut blocks: Vec<Block>, change: Change, moved: bool) -> Vec<Block> {
        blocks.iter_mut().for_each(|block| mark(block, change));
        let [plain, elsewhere] = match change {
            Change::Inserted => self.labels.inserted,
            Change::Deleted => self.labels.deleted,
        };
        let label = Text::strong(if moved { elsewhere } else { plain });
        if let Some(first) = blocks.first_mut().and_then(Block::first_mark) {
            first.get_or_insert_default().label = Some(label);
        }
        if let [_, .., last] = blocks.as_mut_slice()
            && let Some(last) = last.first_mark()
        {
            last.get_or_insert_default().end = Some(self.labels.ends[usize::from(change == Change::Deleted)].into());
        }
        blocks
    }

    /// Blocks without headings.
    fn compared(&self, old: &[&Block], new: &[&Block]) -> Vec<Block> {
        let mut made = Vec::new();
        let steps = merged(old.len(), new.len(), pairs(old, new));
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            // A paragraph in the place of another is one paragraph with other words: other programs can't take out the one
            // before a table.
            let instead = match (step, steps.get(at + 1)) {
                (Step::Old(i, false), Some(Step::New(j, false))) => {
                    role(old[*i]).filter(|own| role(new[*j]) == Some(*own))
                }
                _ => None,
            };
            match (step, steps.get(at + 1)) {
                (Step::Old(i, _), Some(Step::New(j, _))) if instead.is_some() => {
                    made.extend(self.both(old[*i], new[*j]));
                    at += 1;
                }
                (Step::Both(i, j), _) => made.extend(self.both(old[*i], new[*j])),
                (Step::Old(i, moved), _) => made.extend(self.wholly(vec![old[*i].clone()], Change::Deleted, *moved)),
                (Step::New(j, moved), _) => made.extend(self.wholly(vec![new[*j].clone()], Change::Inserted, *moved)),
            }
            at += 1;
        }
        without_repeated_labels(&mut made);
        made
    }

    /// A block of both versions.
    fn both(&self, old: &Block, new: &Block) -> Vec<Block> {
        match (old, new) {
            (Block::Paragraph { text: before, .. }, Block::Paragraph { role, text, .. }) => {
                let text = compared(before, text);
                let mark = text.is_changed().then(Mark::default);
                vec![Block::Paragraph { role: *role, text, mark }]
            }
            (Block::List(before), Block::List(list)) => vec![Block::List(self.list(before, list))],
            (Block::Table(before), Block::Table(table)) => match tables::compared(before, table) {
                Some(table) => vec![Block::Table(table)],
                None => self.replaced(old, new),
            },
            (Block::Figure(before), Block::Figure(figure)) if is_same_figure(before, figure) => vec![new.clone()],
            _ => self.replaced(old, new),
        }
    }

    /// A block taken out and the one in its place. They have one caption, that of the new with marks: what refers to it leads
    /// there in both versions.
    fn replaced(&self, old: &Block, new: &Block) -> Vec<Block> {
        let mut both = self.wholly(vec![old.clone()], Change::Deleted, false);
        both.extend(self.wholly(vec![new.clone()], Change::Inserted, false));
        if let (Some(before), Some(own)) = (caption(&mut old.clone()), caption(&mut new.clone())) {
            let text = compared(&before.text, &own.text);
            if let [first, second] = both.as_mut_slice() {
                match first {
                    Block::Table(table) => table.caption = None,
                    other => caption(other).into_iter().for_each(|own| own.text = Text::default()),
                }
                caption(second).into_iter().for_each(|own| own.text = text.clone());
            }
        }
        both
    }

    fn list(&self, old: &List, new: &List) -> List {
        let of = |items: &[Vec<Block>]| items.iter().map(|item| item_signature(item)).collect::<Vec<_>>();
        let like = |i: usize, j: usize| item_likeness(&old.items[i], &new.items[j]);
        let pairs = by_likeness(&of(&old.items), &of(&new.items), like);
        let mut items = Vec::new();
        for step in merged(old.items.len(), new.items.len(), pairs) {
            match step {
                Step::Both(i, j) => items.push(self.item(&old.items[i], &new.items[j])),
                Step::Old(i, moved) => items.push(self.wholly(old.items[i].clone(), Change::Deleted, moved)),
                Step::New(j, moved) => items.push(self.wholly(new.items[j].clone(), Change::Inserted, moved)),
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
                let rest = self.compared(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>());
                self.both(before, first).into_iter().chain(rest).collect()
            }
            _ => new.to_vec(),
        }
    }
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

/// Whether two headings can be one with marks.
fn is_one(old: &Heading, new: &Heading) -> bool {
    old.number.is_some() == new.number.is_some()
        && old.link.is_some() == new.link.is_some()
        && old.aside.is_some() == new.aside.is_some()
}

fn compared_heading(old: &Heading, new: &Heading) -> Heading {
    let title = compared(&old.title, &new.title);
    let aside = match (&old.aside, &new.aside) {
        (Some(before), Some(aside)) => {
            Some(Aside { value: compared(&before.value, &aside.value), of: compared(&before.of, &aside.of) })
        }
        _ => new.aside.clone(),
    };
    let was = old.number.filter(|_| old.number != new.number);
    let changed = title.is_changed() || was.is_some() || aside != new.aside;
    Heading { title, aside, was, mark: changed.then(Mark::default), ..new.clone() }
}

/// The chart is drawn of its boxes; where one of them differs it is another drawing.
fn is_same_figure(old: &Figure, new: &Figure) -> bool {
    let boxes = |figure: &Figure| {
        let node = |node: &crate::document::Node| {
            let lines: Vec<String> = node.lines.iter().map(Text::words).collect();
            (node.name.words(), lines, node.under, node.advisory)
        };
        figure.boxes.iter().map(node).collect::<Vec<_>>()
    };
    let said = |figure: &Figure| (figure.caption.text.words(), figure.alt.clone());
    boxes(old) == boxes(new) && said(old) == said(new)
}

/// Which blocks of two lists are the same thing.
fn pairs(old: &[&Block], new: &[&Block]) -> Vec<(usize, usize)> {
    let of = |blocks: &[&Block]| blocks.iter().map(|block| block_signature(block)).collect::<Vec<_>>();
    by_likeness(&of(old), &of(new), |i, j| block_likeness(old[i], new[j]))
}

fn block_likeness(old: &Block, new: &Block) -> f64 {
    match (old, new) {
        (Block::Paragraph { role: before, text: old, .. }, Block::Paragraph { role, text: new, .. })
            if before == role =>
        {
            likeness(&[old], &[new])
        }
        (Block::List(before), Block::List(list)) if before.start.is_some() == list.start.is_some() => {
            words_likeness(old, new)
        }
        (Block::Table(before), Block::Table(table)) => {
            if before.anchor == table.anchor && before.anchor.is_some() {
                1.0
            } else {
                words_likeness(old, new)
            }
        }
        (Block::Figure(before), Block::Figure(figure)) if before.anchor == figure.anchor => 1.0,
        _ => 0.0,
    }
}

fn words_likeness(old: &Block, new: &Block) -> f64 {
    let of = |block: &Block| {
        let mut texts = Vec::new();
        block.clone().each_text(&mut |text| texts.push(text.clone()));
        texts
    };
    let (old, new) = (of(old), of(new));
    likeness(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>())
}

/// Items that begin with a paragraph each are as alike as those.
fn item_likeness(old: &[Block], new: &[Block]) -> f64 {
    match (old.first(), new.first()) {
        (Some(Block::Paragraph { text: before, .. }), Some(Block::Paragraph { text, .. })) => {
            likeness(&[before], &[text])
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
    block.clone().each_text(&mut |text| signature += &format!("{}\u{3}", self::signature(text)));
    signature
}

/// Marks a block, with everything in it, as one of one version alone.
pub fn mark(block: &mut Block, change: Change) {
    let whole = |own: &mut Option<Mark>| own.get_or_insert_default().change = Some(change);
    let mut mark_text = |text: &mut Text| {
        let own = std::mem::take(text).changed(change);
        *text = if change == Change::Deleted { without_links(own) } else { own };
    };
    // The words of a drawing can't be struck through one by one.
    if let Block::Figure(figure) = block {
        mark_text(&mut figure.caption.text);
    } else {
        block.each_text(&mut mark_text);
    }
    match block {
        Block::Heading(heading) => {
            whole(&mut heading.mark);
            if change == Change::Deleted {
                heading.anchor = heading.anchor.taken_out();
                heading.link = None;
            }
        }
        Block::Paragraph { mark, .. } => whole(mark),
        Block::List(list) => list.items.iter_mut().flatten().for_each(|block| self::mark(block, change)),
        Block::Table(table) => {
            whole(&mut table.mark);
            table.rows.iter_mut().for_each(|row| row.change = Some(change));
            if change == Change::Deleted {
                table.anchor = table.anchor.as_ref().map(Anchor::taken_out);
            }
        }
        Block::Figure(figure) => {
            whole(&mut figure.mark);
            if change == Change::Deleted {
                figure.anchor = figure.anchor.taken_out();
            }
        }
        Block::Sideways { blocks } => blocks.iter_mut().for_each(|block| self::mark(block, change)),
    }
}

/// A stretch of blocks that are new has one label.
fn without_repeated_labels(blocks: &mut [Block]) {
    let mut before: Option<(Option<Change>, Option<Text>)> = None;
    for block in blocks {
        let own = block.first_mark().and_then(|mark| mark.clone()).map(|mark| (mark.change, mark.label));
        if own.is_some() && own == before {
            without_labels(block);
        }
        before = own;
    }
}

fn without_labels(block: &mut Block) {
    if let Some(Some(mark)) = block.first_mark() {
        mark.label = None;
    }
}
