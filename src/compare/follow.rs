//! What merely follows: where something was put in or taken out before it, a thing has another number, and so have the
//! references to it. Comes in: both versions. Goes out: the old one with its links leading where the new has the same things,
//! and what the number of each tiltak was and is. Its words stay its own: what was taken out is what stood there.

use std::collections::BTreeMap;

use super::tree::{Node, same, tree};
use super::words::Marking;
use crate::document::{Anchor, Block, Document, HeadingKind, Link, Table};

/// The old version with its links and the numbers of its captions as the new version has them.
///
/// Captions, and the references to them, are counted by Word itself, which keeps up with what is put in and taken out: where every
/// difference is marked, the references to them are given the new numbers too.
pub fn followed(old: &Document, new: &Document, marking: &mut Marking) -> Document {
    let mut names = Names::default();
    names.add(&tree(&old.blocks), &tree(&new.blocks), None, marking);
    names.captions(new);
    let mut document = old.clone();
    document.blocks.iter_mut().for_each(|block| names.rename(block));
    document.each_text(&mut |text| {
        for run in &mut text.0 {
            let now = |anchor: &Anchor| names.anchors.get(anchor).unwrap_or(anchor).clone();
            match &run.link {
                Some(Link::Page(anchor)) => run.link = Some(Link::Page(now(anchor))),
                Some(Link::Anchor(anchor)) => {
                    let anchor = now(anchor);
                    let number = names.captions.get(&anchor).filter(|_| marking.is_all() && run.origin.is_none());
                    if let Some(said) = number.and_then(|number| with_number(&run.text, *number)) {
                        run.text = said;
                    }
                    run.link = Some(Link::Anchor(anchor));
                }
                _ => {}
            }
        }
    });
    document
}

/// The names that things have in the new version, and the numbers of its captions.
#[derive(Default)]
struct Names {
    anchors: BTreeMap<Anchor, Anchor>,
    /// The numbers of the new version's tables and figures.
    captions: BTreeMap<Anchor, usize>,
}

impl Names {
    /// `under` is the number that the delmål had, and the one that it has.
    fn add(&mut self, old: &Node, new: &Node, under: Option<(u16, u16)>, marking: &mut Marking) {
        let mut own_under = under;
        if let (Some(before), Some(heading)) = (old.heading, new.heading) {
            self.anchors.insert(before.anchor.clone(), heading.anchor.clone());
            if let (Some(was), Some(is)) = (before.number, heading.number) {
                let mut said = vec![[was.to_string(), is.to_string()]];
                // A tiltak is told with the number of its delmål, too: "1.4".
                if let (Some((before, after)), HeadingKind::Tiltak) = (under, heading.kind) {
                    said.push([format!("{before}.{was}"), format!("{after}.{is}")]);
                }
                marking.numbers.insert(heading.anchor.clone(), said);
                if heading.kind == HeadingKind::Delmål {
                    own_under = Some((was, is));
                    self.anchors.insert(Anchor::tiltak_table(was), Anchor::tiltak_table(is));
                }
            }
        }
        for (i, j) in same(&old.nodes, &new.nodes) {
            self.add(&old.nodes[i], &new.nodes[j], own_under, marking);
        }
    }

    fn captions(&mut self, new: &Document) {
        for block in new.all_blocks() {
            match block {
                Block::Table(Table { anchor: Some(anchor), caption: Some(caption), .. }) => {
                    self.captions.insert(anchor.clone(), caption.number);
                }
                Block::Figure(figure) => {
                    self.captions.insert(figure.anchor.clone(), figure.caption.number);
                }
                _ => {}
            }
        }
    }

    /// Calls a table or a figure what it is called in the new version.
    fn rename(&self, block: &mut Block) {
        let (anchor, caption) = match block {
            Block::Table(Table { anchor: Some(anchor), caption: Some(caption), .. }) => (anchor, caption),
            Block::Figure(figure) => (&mut figure.anchor, &mut figure.caption),
            _ => return,
        };
        if let Some(new) = self.anchors.get(anchor) {
            *anchor = new.clone();
        }
        if let Some(number) = self.captions.get(anchor) {
            caption.number = *number;
        }
    }
}

/// The words of a reference with another number at their end; nothing if they end in none.
fn with_number(words: &str, number: usize) -> Option<String> {
    let before = words.trim_end_matches(|c: char| c.is_ascii_digit());
    (before.len() < words.len()).then(|| format!("{before}{number}"))
}
