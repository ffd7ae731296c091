//! The financing of a sheet entered in a plan, or told.

use std::path::Path;

use super::error::EntryError;
use super::session::Session;
use crate::data::sheet::Sheet;
use crate::process::financing::{describe_changes, posts, with_posts};

/// What a sheet changes in the financing of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredFinancing {
    /// What was done to understand it.
    pub notes: Vec<String>,
    /// What is another, a line each; empty if nothing is.
    pub changes: String,
}

/// Enters the financing of a sheet in the plan of a folder, or only tells what would be entered. What would be refused is refused
/// in both cases.
///
/// # Errors
/// `EntryError`; nothing is changed then.
pub fn enter(folder: &Path, sheet: &Sheet, write: bool) -> Result<EnteredFinancing, EntryError> {
    let session = Session::open_locked(folder)?;
    let plan = session.plan();
    let read = posts(sheet, plan).map_err(EntryError::Sheet)?;
    let meant = with_posts(plan, &read.posts);
    let changes = describe_changes(plan, &meant);
    if !changes.is_empty() {
        let proposal = session.propose_plan(&meant)?;
        session.refuse_new_errors(&proposal)?;
        if write {
            session.save(&proposal)?;
        }
    }
    Ok(EnteredFinancing { notes: read.notes, changes })
}
