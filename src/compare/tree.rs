//! The tree of headings: what stands under what, and which headings of two versions are the same thing.

use super::words::{ALIKE, likeness};
use crate::document::{Block, Heading, HeadingKind};

/// A heading with what stands under it; the root has none.
#[derive(Debug, Default)]
pub struct Node<'a> {
    /// The heading.
    pub heading: Option<&'a Heading>,
    /// What stands under it before the next heading.
    pub blocks: Vec<&'a Block>,
    /// The headings under it.
    pub nodes: Vec<Node<'a>>,
}

/// The tree of a document's blocks.
pub fn tree(blocks: &[Block]) -> Node<'_> {
    let mut rest = blocks;
    node(None, &mut rest)
}

fn node<'a>(heading: Option<&'a Heading>, rest: &mut &'a [Block]) -> Node<'a> {
    let mut own = Node { heading, ..Node::default() };
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

impl<'a> Node<'a> {
    /// Everything in it, in its order.
    pub fn all(&self) -> Vec<Block> {
        let heading = self.heading.map(|heading| Block::Heading(heading.clone()));
        let under = self.nodes.iter().flat_map(Self::all);
        heading.into_iter().chain(self.blocks.iter().map(|block| (*block).clone())).chain(under).collect()
    }
}

/// Which headings of two lists are the same thing: by name and title, by title, by name, or because their titles are alike.
pub fn same(old: &[Node], new: &[Node]) -> Vec<(usize, usize)> {
    let like = |own: &Heading, other: &Heading| likeness(&[&own.title], &[&other.title]);
    type Test<'t> = &'t dyn Fn(&Heading, &Heading) -> bool;
    let passes: [Test; 4] = [
        &|own, other| own.anchor == other.anchor && like(own, other) >= ALIKE,
        &|own, other| own.title.words() == other.title.words(),
        &|own, other| own.anchor == other.anchor,
        &|own, other| like(own, other) >= ALIKE,
    ];
    let (mut free_old, mut free_new) = (vec![true; old.len()], vec![true; new.len()]);
    let mut pairs = Vec::new();
    for is_same in passes {
        for (i, node) in old.iter().enumerate() {
            let found = new.iter().enumerate().find(|(j, other)| match (node.heading, other.heading) {
                (Some(own), Some(other)) if own.kind == other.kind => {
                    free_new[*j] && free_old[i] && is_same(own, other)
                }
                _ => false,
            });
            if let Some((j, _)) = found {
                (free_old[i], free_new[j]) = (false, false);
                pairs.push((i, j));
            }
        }
    }
    // What is called something else, but says the same.
    for (i, node) in old.iter().enumerate().filter(|(i, _)| free_old[*i]) {
        let found = new.iter().enumerate().find(|(j, other)| {
            let kind = |node: &Node| node.heading.map(|heading| heading.kind);
            let by_words = matches!(kind(node), Some(HeadingKind::Section | HeadingKind::Part | HeadingKind::Bolk));
            free_new[*j] && by_words && kind(node) == kind(other) && contents_likeness(node, other) >= ALIKE
        });
        if let Some((j, _)) = found {
            free_new[j] = false;
            pairs.push((i, j));
        }
    }
    pairs
}

fn contents_likeness(old: &Node, new: &Node) -> f64 {
    let texts = |node: &Node| {
        let mut texts = Vec::new();
        node.all().iter_mut().skip(1).for_each(|block| block.each_text(&mut |text| texts.push(text.clone())));
        texts
    };
    let (old, new) = (texts(old), texts(new));
    if old.is_empty() || new.is_empty() {
        return 0.0;
    }
    likeness(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>())
}
