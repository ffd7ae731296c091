//! An edit as data, and which edits can't be made together.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::plan::Path;

/// A change of a plan's data. Values are those of the plan's types, as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// An item or a field that is taken away.
    Removal {
        /// Where it stands.
        path: Path,
    },
    /// A new delmål with a file of its own, after the others.
    Delmål {
        /// The name of the file, in the plan's folder.
        file: String,
        /// What stands in it.
        value: Json,
    },
}

/// Why edits can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file has no room for it, or not the value that it changes.
    #[error("endringa passar ikkje inn i fila slik ho er skriven")]
    Unfit(
        /// Where.
        Path,
    ),
    /// Two edits change the same.
    #[error("to endringar gjeld det same i dataa")]
    Collision(
        /// Where the one is.
        Path,
        /// Where the other is.
        Path,
    ),
    /// A file of that name is there already.
    #[error("fila {0} finst frå før")]
    Exists(
        /// Its name.
        String,
    ),
}

impl Edit {
    /// What it changes: the value, the field, the item, or the list that gets one.
    pub fn path(&self) -> Path {
        match self {
            Self::Words { path, .. } | Self::Value { path, .. } | Self::Removal { path } => path.clone(),
            Self::Field { group, name, .. } => group.field(name.clone()),
            Self::Item { list, before, .. } => list.index(*before),
            Self::Move { list, from, .. } => list.index(*from),
            Self::Delmål { .. } => Path::hovud().field("delmål"),
        }
    }

    /// Whether it leaves nothing of what stood at its path.
    fn destroys_old_value(&self) -> bool {
        matches!(self, Self::Value { .. } | Self::Field { .. } | Self::Removal { .. })
    }
}

/// Whether a path leads into what another leads to.
fn is_within(path: &Path, around: &Path) -> bool {
    path.file == around.file && path.steps().starts_with(around.steps())
}

/// Refuses edits of which one changes what another replaces, takes away or changes itself.
pub(super) fn check_collisions(edits: &[Edit]) -> Result<(), EditError> {
    let mut all: Vec<(Path, &Edit)> = edits.iter().map(|edit| (edit.path(), edit)).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (at, (path, edit)) in all.iter().enumerate() {
        for (other_path, other) in all[at + 1..].iter().take_while(|(other, _)| is_within(other, path)) {
            let same_place = path == other_path;
            let collides = match (edit, other) {
                (Edit::Item { .. }, _) => false,
                (_, Edit::Item { .. }) if same_place => false,
                (Edit::Words { range: one, .. }, Edit::Words { range: other, .. }) if same_place => {
                    one.start.max(other.start) < one.end.min(other.end) || one == other
                }
                (Edit::Move { .. }, _) | (_, Edit::Move { .. }) => same_place || edit.destroys_old_value(),
                (edit, _) => edit.destroys_old_value() || same_place,
            };
            if collides {
                return Err(EditError::Collision(path.clone(), other_path.clone()));
            }
        }
    }
    Ok(())
}
