//! The financing of a sheet entered in a plan, or told.

use std::path::Path;

use super::session::{Session, SessionError};
use crate::data::sheet::{Problem, Sheet};
use crate::process::financing::{describe_changes, posts, with_posts};

/// Why the financing is not entered.
#[derive(Debug, thiserror::Error)]
pub enum FinancingError {
    /// The plan can't be read or changed.
    #[error(transparent)]
    Change(#[from] SessionError),
    /// Rows of the sheet are not understood.
    #[error("arket har feil")]
    Sheet(
        /// What is wrong in it.
        Vec<Problem>,
    ),
}

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
/// `FinancingError`; nothing is changed then.
pub fn enter(folder: &Path, sheet: &Sheet, write: bool) -> Result<EnteredFinancing, FinancingError> {
    let session = Session::open_locked(folder)?;
    let plan = session.plan();
    let read = posts(sheet, plan).map_err(FinancingError::Sheet)?;
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
