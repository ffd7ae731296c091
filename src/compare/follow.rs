//! What merely follows: where something was put in or taken out before it, a thing has another number, and so have the
//! references to it. Comes in: both versions. Goes out: the old one with its links leading where the new has the same things,
//! and what the number of each tiltak was and is. Its words stay its own: what was taken out is what stood there.

use std::collections::BTreeMap;

use super::tree::{HeadingNode, match_headings, tree};
use super::words::Marking;
use crate::document::{Anchor, Block, Document, HeadingKind, Link, Table};

/// The old version with its links pointing to the anchors that the same things have in the new version.
pub fn with_current_links(old: &Document, new: &Document, marking: &mut Marking) -> Document {
    let mut names = Names::default();
    names.add(&tree(&old.blocks), &tree(&new.blocks), None, marking);
    let mut document = old.clone();
    document.blocks.iter_mut().for_each(|block| names.rename(block));
    document.for_each_text_mut(&mut |text| {
        for run in &mut text.0 {
            let now = |anchor: &Anchor| names.anchors.get(anchor).unwrap_or(anchor).clone();
            match &run.link {
                Some(Link::Page(anchor)) => run.link = Some(Link::Page(now(anchor))),
                Some(Link::Anchor(anchor)) => run.link = Some(Link::Anchor(now(anchor))),
                _ => {}
            }
        }
    });
    document
}

/// The names that things have in the new version.
#[derive(Default)]
struct Names {
    anchors: BTreeMap<Anchor, Anchor>,
}

impl Names {
    /// `under` is the number that the delmål had, and the one that it has.
    fn add(&mut self, old: &HeadingNode, new: &HeadingNode, under: Option<(u16, u16)>, marking: &mut Marking) {
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
        for (i, j) in match_headings(&old.nodes, &new.nodes) {
            self.add(&old.nodes[i], &new.nodes[j], own_under, marking);
        }
    }

    /// Calls a table or a figure what it is called in the new version.
    fn rename(&self, block: &mut Block) {
        let anchor = match block {
            Block::Table(Table { anchor: Some(anchor), caption: Some(_), .. }) => anchor,
            Block::Figure(figure) => &mut figure.anchor,
            _ => return,
        };
        if let Some(new) = self.anchors.get(anchor) {
            *anchor = new.clone();
        }
    }
}
