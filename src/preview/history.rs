//! What was done on the page, to be undone and done again. Comes in: the files of each change, before it and after. Goes out: the
//! change that is next to be undone or done again, and the files that are then to stand on the disk.

use std::path::Path;

use crate::make::session::{SessionError, replace_files};
use crate::output::OutputFile;

/// A change of the plan's files.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// What it did, in a sentence.
    pub(super) what: String,
    /// The files as they were; those that it made are not among them.
    pub(super) before: Vec<OutputFile>,
    /// The files as they became; those that it took away are not among them.
    pub(super) after: Vec<OutputFile>,
}

/// The changes of a session.
#[derive(Debug, Default)]
pub(super) struct History {
    steps: Vec<Step>,
    /// How many of them stand.
    done: usize,
}

impl History {
    /// Takes in a change that was made. What was undone before it can't be done again.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.truncate(self.done);
        self.steps.push(step);
        self.done = self.steps.len();
    }

    /// Forgets all changes: what was done since can't be undone, and stands on them.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is undone next.
    pub(super) fn last(&self) -> Option<&Step> {
        self.done.checked_sub(1).and_then(|at| self.steps.get(at))
    }

    /// What is done again next.
    pub(super) fn next(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }

    /// Undoes the last change: its files are byte for byte as they were.
    ///
    /// # Errors
    /// `SessionError` if they are no longer as it left them, or can't be written; all is as it was then.
    pub(super) fn undo(&mut self, folder: &Path) -> Result<Option<String>, SessionError> {
        let Some(step) = self.last() else { return Ok(None) };
        replace_files(folder, &step.after, &step.before)?;
        let what = step.what.clone();
        self.done -= 1;
        Ok(Some(what))
    }

    /// Does the change again that was undone last.
    ///
    /// # Errors
    /// As `undo`.
    pub(super) fn redo(&mut self, folder: &Path) -> Result<Option<String>, SessionError> {
        let Some(step) = self.next() else { return Ok(None) };
        replace_files(folder, &step.before, &step.after)?;
        let what = step.what.clone();
        self.done += 1;
        Ok(Some(what))
    }
}
