//! The tree of headings: what stands under what, and which headings of two versions are the same thing.

use std::cell::OnceCell;

use super::words::{Counts, MIN_SIMILARITY};
use crate::document::{Anchor, Block, Heading, HeadingKind, Table};

/// A heading with what stands under it; the root has none.
#[derive(Debug, Default)]
pub struct HeadingNode<'a> {
    /// The heading.
    pub heading: Option<&'a Heading>,
    /// What stands under it before the next heading.
    pub blocks: Vec<&'a Block>,
    /// The headings under it.
    pub nodes: Vec<HeadingNode<'a>>,
}

/// Whether a block is a table that is worked out of the rest of the plan: the overview, or who does what.
pub fn is_derived_table(block: &Block) -> bool {
    let derived = [Anchor::overview(), Anchor::responsibilities()];
    matches!(block, Block::Table(Table { anchor: Some(anchor), .. }) if derived.contains(anchor))
}

/// The tree of a document's blocks.
pub fn tree(blocks: &[Block]) -> HeadingNode<'_> {
    let mut rest = blocks;
    node(None, &mut rest)
}

fn node<'a>(heading: Option<&'a Heading>, rest: &mut &'a [Block]) -> HeadingNode<'a> {
    let mut own = HeadingNode { heading, ..HeadingNode::default() };
    while let Some((first, after)) = rest.split_first() {
        match first {
            Block::Heading(next) if heading.is_some_and(|own| own.level >= next.level) => return own,
            Block::Heading(next) => {
                *rest = after;
                own.nodes.push(node(Some(next), rest));
            }
            other => {
                *rest = after;
                own.blocks.push(other);
            }
        }
    }
    own
}

impl<'a> HeadingNode<'a> {
    /// Everything in it, in its order.
    pub fn all_blocks(&self) -> Vec<Block> {
        let under = self.nodes.iter().flat_map(Self::all_blocks);
        self.own_blocks().into_iter().chain(under).collect()
    }

    /// Whether a table stands under it before the next heading that is worked out of the rest of the plan.
    pub fn has_derived_table(&self) -> bool {
        self.blocks.iter().any(|block| is_derived_table(block))
    }

    /// The heading and what stands under it before the next.
    pub fn own_blocks(&self) -> Vec<Block> {
        let heading = self.heading.map(|heading| Block::Heading(heading.clone()));
        heading.into_iter().chain(self.blocks.iter().map(|block| (*block).clone())).collect()
    }
}

/// A heading while it is being paired, with its words.
struct HeadingCandidate<'n> {
    heading: &'n Heading,
    words: String,
    counts: Counts,
    is_free: bool,
}

impl<'n> HeadingCandidate<'n> {
    fn of(nodes: &'n [HeadingNode]) -> Vec<Option<Self>> {
        let titled = |heading: &'n Heading| Self {
            heading,
            words: heading.title.words(),
            counts: Counts::of([&heading.title]),
            is_free: true,
        };
        nodes.iter().map(|node| node.heading.map(titled)).collect()
    }

    fn is_like(&self, other: &Self) -> bool {
        self.counts.similarity(&other.counts) >= MIN_SIMILARITY
    }
}

/// Which headings of two lists are the same thing: by name and title, by title, by name, or because their titles are alike.
pub fn match_headings(old: &[HeadingNode], new: &[HeadingNode]) -> Vec<(usize, usize)> {
    type Test = fn(&HeadingCandidate, &HeadingCandidate) -> bool;
    let passes: [Test; 4] = [
        |own, other| own.heading.anchor == other.heading.anchor && own.is_like(other),
        |own, other| own.words == other.words,
        |own, other| own.heading.anchor == other.heading.anchor,
        |own, other| own.is_like(other),
    ];
    let (mut olds, mut news) = (HeadingCandidate::of(old), HeadingCandidate::of(new));
    let mut pairs = Vec::new();
    for is_same in passes {
        for (i, own) in olds.iter_mut().enumerate() {
            let Some(own) = own.as_mut().filter(|own| own.is_free) else { continue };
            let fits = |other: &&mut HeadingCandidate| {
                other.is_free && own.heading.kind == other.heading.kind && is_same(own, other)
            };
            let found = news.iter_mut().enumerate().filter_map(|(j, other)| Some((j, other.as_mut()?)));
            if let Some((j, other)) = found.into_iter().find(|(_, other)| fits(other)) {
                (own.is_free, other.is_free) = (false, false);
                pairs.push((i, j));
            }
        }
    }
    // What is called something else, but says the same.
    let counts = [old, new].map(|nodes| vec![OnceCell::new(); nodes.len()]);
    let is_free = |titled: &Option<HeadingCandidate>| titled.as_ref().is_some_and(|own| own.is_free);
    let mut free: Vec<bool> = news.iter().map(is_free).collect();
    for (i, node) in old.iter().enumerate().filter(|(i, _)| is_free(&olds[*i])) {
        let found = new.iter().enumerate().find(|(j, other)| {
            let kind = |node: &HeadingNode| node.heading.map(|heading| heading.kind);
            let by_words = matches!(kind(node), Some(HeadingKind::Section | HeadingKind::Part | HeadingKind::Bolk));
            free[*j]
                && by_words
                && kind(node) == kind(other)
                && contents_likeness((node, &counts[0][i]), (*other, &counts[1][*j])) >= MIN_SIMILARITY
        });
        if let Some((j, _)) = found {
            free[j] = false;
            pairs.push((i, j));
        }
    }
    pairs
}

/// The words under a heading, counted once they are asked for, if there are any.
type LazyContentCounts = OnceCell<Option<Counts>>;

fn contents_likeness(
    (old, before): (&HeadingNode, &LazyContentCounts),
    (new, after): (&HeadingNode, &LazyContentCounts),
) -> f64 {
    let words = |node: &HeadingNode| {
        let mut texts = Vec::new();
        node.all_blocks()
            .iter_mut()
            .skip(1)
            .for_each(|block| block.for_each_text_mut(&mut |text| texts.push(text.clone())));
        (!texts.is_empty()).then(|| Counts::of(&texts))
    };
    match (before.get_or_init(|| words(old)), after.get_or_init(|| words(new))) {
        (Some(old), Some(new)) => old.similarity(new),
        _ => 0.0,
    }
}
