//! Why a plan is not changed, for all that changes one.

use std::path::PathBuf;

use super::session::SessionError;
use crate::data::sheet::Problem;
use crate::output::OutputError;
use crate::process::decisions::UnknownName;

/// Why a plan is not changed, or next year's is not made.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The plan can't be read or changed.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// A copy or a new folder can't be written.
    #[error(transparent)]
    Write(#[from] OutputError),
    /// The folder for a new plan is taken.
    #[error("{} finst frå før, og er ikkje tom; vel eit anna namn", .0.display())]
    Taken(PathBuf),
    /// It is refused; with the reason and a hint.
    #[error("{what}")]
    Refused {
        /// Why.
        what: String,
        /// What to do.
        hint: String,
    },
}

impl From<UnknownName> for ChangeError {
    fn from(UnknownName { what, hint }: UnknownName) -> Self {
        Self::Refused { what, hint }
    }
}

pub(super) fn refused(what: impl Into<String>, hint: impl Into<String>) -> ChangeError {
    ChangeError::Refused { what: what.into(), hint: hint.into() }
}

/// Why the rows of a sheet are not entered in a plan.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// The plan is not changed.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// Rows of the sheet are not understood.
    #[error("arket har feil")]
    Sheet(
        /// What is wrong in it.
        Vec<Problem>,
    ),
}

impl From<SessionError> for EntryError {
    fn from(error: SessionError) -> Self {
        Self::Change(error.into())
    }
}
