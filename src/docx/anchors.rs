//! What links and references in the Word file lead to: bookmarks, and the numbers that Word itself knows.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Anchor, Block, Change, Document, Figure, Heading, HeadingKind, Table as Data};

/// The names of the bookmarks, by the anchors of what has them. A heading has two: Word gives the headings other bookmarks whose
/// names begin with `_Toc` when it makes the contents list anew, and takes the old ones away, so that nothing but the list may
/// lead to those.
#[derive(Debug, Default)]
pub(super) struct Bookmarks {
    /// The bookmarks of links and fields. A table without a caption has the bookmark of its heading, whose number a
    /// reference prints.
    references: BTreeMap<Anchor, String>,
    /// The bookmarks of the contents list.
    entries: BTreeMap<Anchor, String>,
    /// What was put in, but was in the old version too, in another place.
    moved: BTreeSet<Anchor>,
    /// Headings that took the place of the one before them, by the anchors of those.
    successors: BTreeMap<Anchor, Anchor>,
}

impl Bookmarks {
    pub(super) fn of(document: &Document) -> Self {
        let mut own = Self::default();
        let (mut taken, mut inserted) = (BTreeSet::new(), BTreeSet::new());
        let mut heading: Option<(String, Option<Change>)> = None;
        let mut before: Option<&Heading> = None;
        for block in document.all_blocks() {
            let previous = before.take();
            let (anchor, name, change) = match block {
                Block::Heading(now) => {
                    let reference = unique("_Ref_", &now.anchor, &mut taken);
                    let change = now.mark.as_ref().and_then(|mark| mark.change);
                    heading = Some((reference.clone(), change));
                    if now.is_listed_in_either() {
                        own.entries.insert(now.anchor.clone(), format!("_Toc{}", FIRST_ENTRY + own.entries.len()));
                    }
                    let instead = |old: &&Heading| old.is_deleted() && old.anchor == now.anchor.for_deleted();
                    if let Some(old) = previous.filter(instead) {
                        own.successors.insert(old.anchor.clone(), now.anchor.clone());
                    }
                    before = Some(now);
                    (&now.anchor, reference, change)
                }
                Block::Table(Data { anchor: Some(anchor), caption: Some(caption), .. }) => {
                    (anchor, unique("_Ref_", anchor, &mut taken), caption.text.change())
                }
                Block::Table(Data { anchor: Some(anchor), .. }) => {
                    let Some((name, change)) = heading.clone() else { continue };
                    (anchor, name, change)
                }
                Block::Figure(figure) if !figure.caption.text.is_empty() => {
                    let name = unique("_Ref_", &figure.anchor, &mut taken);
                    (&figure.anchor, name, figure.caption.text.change())
                }
                _ => continue,
            };
            if change == Some(Change::Inserted) {
                inserted.insert(anchor.clone());
            }
            own.references.insert(anchor.clone(), name);
        }
        let elsewhere = |anchor: &Anchor| {
            let old = anchor.for_deleted();
            own.references.contains_key(&old) && !own.successors.contains_key(&old)
        };
        own.moved = inserted.into_iter().filter(elsewhere).collect();
        own
    }

    /// What links and fields lead to.
    pub(super) fn reference(&self, anchor: &Anchor) -> Option<&str> {
        self.references.get(anchor).map(String::as_str)
    }

    /// What they lead to in the old version, where that is another place.
    pub(super) fn former(&self, anchor: &Anchor) -> Option<&str> {
        self.moved.get(anchor).and_then(|anchor| self.reference(&anchor.for_deleted()))
    }

    /// What the contents list leads to.
    pub(super) fn entry(&self, anchor: &Anchor) -> Option<&str> {
        self.entries.get(anchor).map(String::as_str)
    }

    /// The heading that took the place of one that was taken out.
    pub(super) fn successor(&self, heading: &Heading) -> Option<&Anchor> {
        self.successors.get(&heading.anchor)
    }
}

/// The number in the first name of a heading in the contents list: Word's own have nine digits.
const FIRST_ENTRY: usize = 100_000_001;

/// The most letters of a bookmark's name, with room for a number.
const MAX_BOOKMARK_LENGTH: usize = 36;

/// A name that no other bookmark has, whatever the case of its letters.
fn unique(prefix: &str, anchor: &Anchor, taken: &mut BTreeSet<String>) -> String {
    let letters = anchor.as_str().chars().map(|c| if c.is_alphanumeric() { c } else { '_' });
    let own: String = prefix.chars().chain(letters).take(MAX_BOOKMARK_LENGTH).collect();
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
pub(super) fn numbers(document: &Document) -> BTreeMap<&Anchor, ReferenceNumber> {
    let mut numbers = BTreeMap::new();
    let (mut section, mut deleted) = (None, None);
    for block in document.all_blocks() {
        let (anchor, number) = match block {
            Block::Heading(heading) if heading.is_deleted() => {
                deleted = Some(&heading.anchor);
                continue;
            }
            Block::Heading(Heading { kind: HeadingKind::Section, anchor, number, was, .. }) => {
                // The bookmark of one that took another's place is around both: no field prints its number.
                let is_alone = deleted != Some(&anchor.for_deleted());
                section = number.filter(|_| is_alone).map(|now| ReferenceNumber {
                    now: now.to_string(),
                    was: was.map(|was| was.to_string()),
                    of_caption: false,
                });
                (anchor, section.clone())
            }
            Block::Table(Data { anchor: Some(anchor), caption: None, .. }) => (anchor, section.clone()),
            Block::Table(Data { anchor: Some(anchor), caption: Some(caption), .. })
            | Block::Figure(Figure { anchor, caption, .. }) => {
                let said = |number: usize| format!("{} {number}", caption.label);
                let numbered =
                    ReferenceNumber { now: said(caption.number), was: caption.was.map(said), of_caption: true };
                (anchor, Some(numbered))
            }
            _ => continue,
        };
        numbers.extend(number.map(|number| (anchor, number)));
    }
    numbers
}

/// What a reference field prints: the number of the paragraph, or the words in the bookmark.
#[derive(Debug, Clone)]
pub(super) struct ReferenceNumber {
    /// The number in the new version.
    pub(super) now: String,
    /// The number in the old version, if it is another.
    pub(super) was: Option<String>,
    /// Whether it is the words of a caption.
    pub(super) of_caption: bool,
}

impl ReferenceNumber {
    /// The field that prints it. A number that is words stands in the bookmark.
    pub(super) fn instruction(&self, bookmark: &str, numbers_are_words: bool) -> String {
        let number = if self.of_caption || numbers_are_words { "" } else { "\\r " };
        format!("REF {bookmark} {number}\\h")
    }
}
