//! What a comparison with an earlier version leaves in a document: the marks, and the list of them that stands first. Who
//! changed what when stands here once; the marks themselves are on runs, rows and blocks.

use serde::{Deserialize, Serialize};

use super::{Anchor, Change, Day, Text};

/// What a document is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Which two versions are compared.
    pub compared: Text,
    /// Who made the new version.
    pub author: String,
    /// The new version's day.
    pub date: Day,
    /// The words around what was taken out or put in.
    pub signs: Signs,
    /// The heading of the list of changes.
    pub title: Text,
    /// How changes are marked; or that there are none.
    pub legend: Vec<Text>,
    /// The changes.
    pub entries: Vec<ChangeEntry>,
    /// What has changed without being marked.
    pub unmarked: Vec<Text>,
}

/// What stands before and after words that were taken out or put in, for those who can't see the lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs {
    /// Before and after what was put in.
    pub inserted: [String; 2],
    /// Before and after what was taken out.
    pub deleted: [String; 2],
    /// Before the first words of a row that was put in, and of one that was taken out; after them stands what ends others.
    pub rows: [String; 2],
    /// Before the list of what is not marked.
    pub unmarked: String,
}

/// A change in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeEntry {
    /// Where it is.
    pub place: Text,
    /// What has changed there.
    pub what: Text,
    /// The mark.
    pub anchor: Anchor,
}

/// The mark of a block in which something has changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mark {
    /// What became of the whole block; `None` where something in it has changed.
    pub change: Option<Change>,
    /// Words before it, where a stretch of such blocks begins: "Nytt".
    pub label: Option<Text>,
    /// Words after it, where a stretch of several such blocks ends.
    pub end: Option<Text>,
    /// What the list of changes leads to.
    pub anchor: Option<Anchor>,
}
