//! What merely followed: where something was put in or taken out before it, a thing has another number, and so have the
//! references to it. Comes in: both versions. Goes out: the old one with the numbers that the new gives, so that they are no
//! changes.

use std::collections::BTreeMap;

use super::tables;
use super::tree::{Node, same, tree};
use crate::document::{Anchor, Block, Document, HeadingKind, Link, Table};

/// The old version with its references and numbers as the new version has them; and how many followed.
pub fn followed(old: &Document, new: &Document) -> (Document, usize) {
    let mut names = Names::default();
    names.add(&tree(&old.blocks), &tree(&new.blocks), None);
    names.tables(new);
    let said = [references(old), references(new)];
    let mut document = old.clone();
    let mut count = 0;
    document.blocks.iter_mut().for_each(|block| {
        if let Block::Table(table) = block {
            let other = new.all_blocks().find_map(|block| match block {
                Block::Table(other) if other.anchor.is_some() && other.anchor == names.anchor_of(table) => Some(other),
                _ => None,
            });
            count += other.map_or(0, |other| names.number_rows(table, other));
        }
        names.number_caption(block);
    });
    document.each_text(&mut |text| {
        for run in &mut text.0 {
            let now = |anchor: &Anchor| names.anchors.get(anchor).unwrap_or(anchor).clone();
            let anchor = match &run.link {
                Some(Link::Anchor(anchor)) => anchor.clone(),
                Some(Link::Page(anchor)) => {
                    run.link = Some(Link::Page(now(anchor)));
                    continue;
                }
                _ => continue,
            };
            let to = now(&anchor);
            run.link = Some(Link::Anchor(to.clone()));
            let kind = apart_from_numbers(&run.text);
            if run.origin.is_none()
                && let (Some(was), Some(is)) = (said[0].get(&(anchor, kind.clone())), said[1].get(&(to, kind)))
                && was != is
                && run.text.eq_ignore_ascii_case(was)
            {
                // One that begins a sentence begins with a capital letter.
                run.text = if run.text == *was { is.clone() } else { recased(is) };
                count += 1;
            }
        }
    });
    (document, count)
}

/// The names that things have in the new version, and their numbers.
#[derive(Default)]
struct Names {
    anchors: BTreeMap<Anchor, Anchor>,
    /// The numbers that tiltak had and have, by the new anchor.
    numbers: BTreeMap<Anchor, (String, String)>,
    /// The same with the number of the delmål before a tiltak's: "1.4".
    dotted: BTreeMap<Anchor, (String, String)>,
    /// The numbers of the new version's tables and figures.
    captions: BTreeMap<Anchor, usize>,
}

impl Names {
    /// `under` is the number that the delmål had, and the one that it has.
    fn add(&mut self, old: &Node, new: &Node, under: Option<(u16, u16)>) {
        let mut own_under = under;
        if let (Some(before), Some(heading)) = (old.heading, new.heading) {
            self.anchors.insert(before.anchor.clone(), heading.anchor.clone());
            if let (Some(was), Some(is)) = (before.number, heading.number) {
                // A tiltak is told with the number of its delmål.
                let said = match (under, heading.kind) {
                    (Some((before, after)), HeadingKind::Tiltak) => {
                        (format!("{before}.{was}"), format!("{after}.{is}"))
                    }
                    _ => (was.to_string(), is.to_string()),
                };
                self.numbers.insert(heading.anchor.clone(), (was.to_string(), is.to_string()));
                self.dotted.insert(heading.anchor.clone(), said);
                if heading.kind == HeadingKind::Delmål {
                    own_under = Some((was, is));
                    self.anchors.insert(Anchor::tiltak_table(was), Anchor::tiltak_table(is));
                }
            }
        }
        for (i, j) in same(&old.nodes, &new.nodes) {
            self.add(&old.nodes[i], &new.nodes[j], own_under);
        }
    }

    fn tables(&mut self, new: &Document) {
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

    /// What a table is called in the new version.
    fn anchor_of(&self, table: &Table) -> Option<Anchor> {
        let own = table.anchor.as_ref()?;
        Some(self.anchors.get(own).unwrap_or(own).clone())
    }

    /// Gives the rows of tiltak the numbers that the tiltak have now.
    fn number_rows(&self, table: &mut Table, other: &Table) -> usize {
        // A row that was moved is taken out with the number that it had.
        let kept = tables::kept(table, other);
        let Some(head) = table.columns.iter().position(|column| column.row_head) else { return 0 };
        let mut count = 0;
        for row in table.rows.iter_mut().enumerate().filter(|(at, _)| kept.contains(at)).map(|(_, row)| row) {
            let anchor = row.cells.get(head).and_then(tables::leads_to);
            let Some(now) = anchor.and_then(|anchor| self.anchors.get(anchor)) else { continue };
            let said = [self.numbers.get(now), self.dotted.get(now)].into_iter().flatten();
            let said: Vec<&(String, String)> = said.filter(|(was, is)| was != is).collect();
            let cells = row.cells.iter_mut().enumerate().filter(|(at, _)| *at != head);
            for text in cells.flat_map(|(_, cell)| &mut cell.lines) {
                if let [run] = text.0.as_mut_slice()
                    && run.origin.is_none()
                    && let Some((_, is)) = said.iter().find(|(was, _)| run.text == *was)
                {
                    run.text.clone_from(is);
                    count += 1;
                }
            }
        }
        count
    }

    fn number_caption(&self, block: &mut Block) {
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

/// What the references of a document say, by where they lead and what they are apart from their numbers: a tiltak is "tiltak 4
/// under delmål 1" in a text and "1.4" in a table.
fn references(document: &Document) -> BTreeMap<(Anchor, String), String> {
    let mut said = BTreeMap::new();
    document.clone().each_text(&mut |text| {
        for run in &text.0 {
            if let (Some(Link::Anchor(anchor)), None) = (&run.link, &run.origin) {
                said.entry((anchor.clone(), apart_from_numbers(&run.text))).or_insert_with(|| run.text.clone());
            }
        }
    });
    said
}

/// Words without their digits, in small letters.
fn apart_from_numbers(words: &str) -> String {
    words.chars().filter(|c| !c.is_ascii_digit()).flat_map(char::to_lowercase).collect()
}

/// The same with its first letter in the other case.
fn recased(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| {
        if first.is_uppercase() { first.to_lowercase().to_string() } else { first.to_uppercase().to_string() }
    });
    first.unwrap_or_default() + letters.as_str()
}
