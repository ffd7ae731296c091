//! What links and references in the Word file lead to: bookmarks, and the numbers that Word itself knows.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Anchor, Block, Change, Document, Figure, Heading, HeadingKind, Mark, Table as Data};

/// The bookmark of every anchor, made of its name: Word's names are at most forty letters, digits and underscores. A table
/// without a caption has that of its heading, whose number a reference to it prints.
pub(super) fn bookmarks(document: &Document) -> BTreeMap<&Anchor, String> {
    let mut bookmarks = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let mut heading = String::new();
    for block in document.all_blocks() {
        match block {
            Block::Heading(own) if own.is_deleted() => {}
            Block::Heading(own) => {
                heading = name("_Toc_", &own.anchor, &mut taken);
                bookmarks.insert(&own.anchor, heading.clone());
            }
            Block::Table(Data { mark: Some(Mark { change: Some(Change::Deleted), .. }), .. })
            | Block::Figure(Figure { mark: Some(Mark { change: Some(Change::Deleted), .. }), .. }) => {}
            Block::Table(Data { anchor: Some(anchor), caption, .. }) => {
                let own = if caption.is_some() { name("_Ref_", anchor, &mut taken) } else { heading.clone() };
                bookmarks.insert(anchor, own);
            }
            Block::Figure(figure) => {
                let own = name("_Ref_", &figure.anchor, &mut taken);
                bookmarks.insert(&figure.anchor, own);
            }
            _ => {}
        }
    }
    bookmarks
}

/// The most letters of a bookmark's name, with room for a number.
const LONGEST: usize = 36;

/// A name that no other bookmark has, whatever the case of its letters.
fn name(prefix: &str, anchor: &Anchor, taken: &mut BTreeSet<String>) -> String {
    let letters = anchor.as_str().chars().map(|c| if c.is_alphanumeric() { c } else { '_' });
    let own: String = prefix.chars().chain(letters).take(LONGEST).collect();
    let mut unique = own.clone();
    for number in 2.. {
        if taken.insert(unique.to_lowercase()) {
            break;
        }
        unique = format!("{own}_{number}");
    }
    unique
}

/// The numbers that Word itself knows, by the anchors of what has them: those of sections, and "Tabell 1" of captions.
pub(super) fn numbers(document: &Document) -> BTreeMap<&Anchor, Numbered> {
    let mut numbers = BTreeMap::new();
    let mut section = None;
    for block in document.all_blocks() {
        let (anchor, number) = match block {
            Block::Heading(heading) if heading.is_deleted() => continue,
            Block::Heading(Heading { kind: HeadingKind::Section, anchor, number, .. }) => {
                section = *number;
                (anchor, section.map(Numbered::Section))
            }
            Block::Table(Data { anchor: Some(anchor), caption: None, .. }) => (anchor, section.map(Numbered::Section)),
            Block::Table(Data { anchor: Some(anchor), caption: Some(caption), .. })
            | Block::Figure(Figure { anchor, caption, .. }) => {
                (anchor, Some(Numbered::Caption(format!("{} {}", caption.label, caption.number))))
            }
            _ => continue,
        };
        numbers.extend(number.map(|number| (anchor, number)));
    }
    numbers
}

/// What a reference field would print.
pub(super) enum Numbered {
    /// The number of the paragraph.
    Section(u16),
    /// The words in the bookmark.
    Caption(String),
}
