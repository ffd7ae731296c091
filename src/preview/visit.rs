//! What holds for all that one run of `sjå` shows, whichever plan it is.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use tokio::sync::watch;

use super::documents::MadeFiles;
use super::server::Message;
use crate::output::output_folder;

/// A run of `sjå`.
pub(super) struct Visit {
    /// The folder whose plans the start page has, if there is a start page.
    pub(super) home: Option<PathBuf>,
    /// Where the documents of every plan are made, if that was said.
    output: Option<PathBuf>,
    /// Tells the page each time that what it shows is another.
    told: watch::Sender<u64>,
    /// The files that were made.
    pub(super) files: MadeFiles,
    /// Brings what was made beside the desk to it.
    pub(super) messages: Sender<Message>,
}

impl Visit {
    pub(super) fn new(
        home: Option<PathBuf>,
        output: Option<PathBuf>,
        told: watch::Sender<u64>,
        messages: Sender<Message>,
    ) -> Self {
        Self { home, output, told, files: MadeFiles::default(), messages }
    }

    /// Tells that what is shown is another, by a number that no state before it had.
    pub(super) fn next_state(&self) -> u64 {
        self.told.send_modify(|state| *state += 1);
        *self.told.borrow()
    }

    /// Tells once more that what is shown is another, of the same state.
    pub(super) fn tell_again(&self) {
        self.told.send_modify(|state| *state += 1);
    }

    /// Where the documents of a plan are made.
    pub(super) fn output(&self, plan: &Path) -> PathBuf {
        self.output.clone().unwrap_or_else(|| output_folder(plan))
    }
}
