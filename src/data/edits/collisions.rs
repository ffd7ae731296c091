//! Which edits can't be made, and which not together.

use crate::plan::{Edit, Path};

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

/// Whether an edit leaves nothing of what stood at its path.
fn destroys_old_value(edit: &Edit) -> bool {
    match edit {
        Edit::Value { .. } | Edit::Field { .. } | Edit::Removal { .. } | Edit::Transfer { .. } => true,
        Edit::Words { .. } | Edit::Item { .. } | Edit::Move { .. } | Edit::Comment { .. } | Edit::Delmål { .. } => {
            false
        }
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
                // It stands before what it is of, which may change but must be there.
                (Edit::Comment { .. }, own) | (own, Edit::Comment { .. }) => {
                    matches!(own, Edit::Removal { .. } | Edit::Transfer { .. } | Edit::Move { .. })
                }
                (Edit::Item { .. }, _) => false,
                (_, Edit::Item { .. }) if same_place => false,
                (Edit::Words { range: one, .. }, Edit::Words { range: other, .. }) if same_place => {
                    one.start.max(other.start) < one.end.min(other.end) || one == other
                }
                (Edit::Move { .. }, _) | (_, Edit::Move { .. }) => same_place || destroys_old_value(edit),
                (edit, _) => destroys_old_value(edit) || same_place,
            };
            if collides {
                return Err(EditError::Collision(path.clone(), other_path.clone()));
            }
        }
    }
    Ok(())
}
