//! An edit as data: a change of one value, by its path. What it does to files and to plans is `data/edits`'s.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Path;

/// A change of a plan's data. Values are those of the plan's types, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Other words for a range of bytes of a text's value. New lines get the indentation of those that are there.
    Words {
        /// The text.
        path: Path,
        /// The bytes of its value.
        range: Range<usize>,
        /// The new words.
        words: String,
    },
    /// Another value for one that is written.
    Value {
        /// Where it stands.
        path: Path,
        /// The new value.
        value: Json,
    },
    /// A value for a field of a group, whether the field is written or not.
    Field {
        /// The group.
        group: Path,
        /// The field.
        name: String,
        /// The value.
        value: Json,
    },
    /// A new item of a list.
    Item {
        /// The list.
        list: Path,
        /// The place in the list, before the edits, that it is put in front of: the length of the list for its end.
        before: usize,
        /// The item.
        value: Json,
    },
    /// An item that changes its place in its list.
    Move {
        /// The list.
        list: Path,
        /// Where it stands.
        from: usize,
        /// What it is put in front of.
        before: usize,
    },
    /// An item that goes to another list, which may be another file's.
    Transfer {
        /// Where it stands.
        from: Path,
        /// The list that it goes to.
        list: Path,
        /// The place in that list that it is put in front of.
        before: usize,
    },
    /// An item or a field that is taken away: a delmål with its file.
    Removal {
        /// Where it stands.
        path: Path,
    },
    /// A comment on lines of its own before a value's field or item, which changes no value. Where the file has it, it stays one.
    Comment {
        /// The value.
        path: Path,
        /// Its words.
        words: String,
    },
    /// A new delmål with a file of its own, after the others.
    Delmål {
        /// The name of the file, in the plan's folder.
        file: String,
        /// What stands in it.
        value: Json,
    },
}

impl Edit {
    /// What it changes: the value, the field, the item, or the list that gets one. Of an item that goes from one place to
    /// another, the place that it leaves: what else is changed there collides with it.
    pub fn path(&self) -> Path {
        match self {
            Self::Words { path, .. }
            | Self::Value { path, .. }
            | Self::Removal { path }
            | Self::Comment { path, .. } => path.clone(),
            Self::Field { group, name, .. } => group.field(name.clone()),
            Self::Item { list, before, .. } => list.index(*before),
            Self::Move { list, from, .. } => list.index(*from),
            Self::Transfer { from, .. } => from.clone(),
            Self::Delmål { .. } => Path::hovud().field("delmål"),
        }
    }
}
