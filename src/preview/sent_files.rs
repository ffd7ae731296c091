//! Files that the page sends, and what is asked about them. Comes in: the bytes of a request. Goes out: the file with a name that leads
//! nowhere, or what is to become of the list of what Word files want changed.

use serde::Deserialize;

use crate::make::intake::Returned;
use crate::plan::Språk;

/// What is done to the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ListDeed {
    /// An entry is taken in.
    TakeIn(String),
    /// All that can be taken in and is not declined.
    TakeAll,
    /// An entry is declined.
    Decline(String),
    /// An entry that was declined is one to decide on again.
    Reconsider(String),
    /// A comment is kept in the plan's files.
    KeepComment(String),
    /// All comments are.
    KeepComments,
    /// The list is closed, and the files are let go.
    Close,
}

impl ListDeed {
    /// Whether it writes in the plan's files.
    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::TakeIn(_) | Self::TakeAll | Self::KeepComment(_) | Self::KeepComments)
    }
}

/// A plan that is to be made of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewPlanFrom {
    /// The document.
    pub(super) document: Returned,
    /// How many bytes it has; those of one that is too large are not sent.
    pub(super) size: u64,
    /// The written language; none if it is to be that of the document.
    pub(super) language: Option<Språk>,
    /// The name of its folder.
    pub(super) folder: String,
}

/// Where Word files that came back are sent.
pub(super) const WORD_FILE: &str = "/word-fil";
/// Where a document is sent that a new plan is to be made of.
pub(super) const NEW_PLAN_FILE: &str = "/ny-plan-fil";

/// Whether what is sent to an address is the bytes of a file.
pub(super) fn takes_file(path: &str) -> bool {
    [WORD_FILE, NEW_PLAN_FILE].contains(&path)
}

/// The most letters of a file's name that are kept.
const MAX_FILE_NAME: usize = 200;

/// A file that was sent, and how many bytes it has by what the page says. `value` gives what the address says by a name.
pub(super) fn sent_file(value: impl Fn(&str) -> Option<String>, body: &[u8]) -> (Returned, u64) {
    let name = value("namn").unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(MAX_FILE_NAME).collect();
    let name = if name.trim().is_empty() { "Fila".into() } else { name };
    let size = value("storleik").and_then(|own| own.parse().ok()).unwrap_or(0).max(body.len() as u64);
    (Returned { name, bytes: body.to_vec() }, size)
}
