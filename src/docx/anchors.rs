//! What links and references in the Word file lead to: bookmarks, and the numbers that Word itself knows.

use std::collections::BTreeMap;

use crate::document::{Block, Document, Figure, Heading, HeadingKind, Table as Data};

/// The bookmark of every anchor: Word's names are short and plain. A table without a caption has that of its heading,
/// whose number a reference to it prints.
pub(super) fn bookmarks(document: &Document) -> BTreeMap<&str, String> {
    let mut bookmarks = BTreeMap::new();
    let mut heading = String::new();
    for block in document.all_blocks() {
        let name = |prefix: &str| format!("{prefix}{:09}", 100_000_001 + bookmarks.len());
        match block {
            Block::Heading(own) => {
                heading = name("_Toc");
                bookmarks.insert(own.anchor.as_str(), heading.clone());
            }
            Block::Table(Data { anchor: Some(anchor), caption, .. }) => {
                let own = if caption.is_some() { name("_Ref") } else { heading.clone() };
                bookmarks.insert(anchor, own);
            }
            Block::Figure(figure) => {
                let own = name("_Ref");
                bookmarks.insert(&figure.anchor, own);
            }
            _ => {}
        }
    }
    bookmarks
}

/// The numbers that Word itself knows, by the anchors of what has them: those of sections, and "Tabell 1" of captions.
pub(super) fn numbers(document: &Document) -> BTreeMap<&str, Numbered> {
    let mut numbers = BTreeMap::new();
    let mut section = None;
    for block in document.all_blocks() {
        let (anchor, number) = match block {
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
        numbers.extend(number.map(|number| (anchor.as_str(), number)));
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
