//! Word files that came back, beside the plan on the page. Comes in: the files, and what is to become of what they want changed.
//! Goes out: the list of it, as `hent` has it, and the files of the plan with what was taken in. They are held in memory until the
//! list is closed, and read anew each time: the plan may be another by then.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use super::history::Step;
use super::requests::Reply;
use super::returned_list::{self, List, Row};
use super::saving::Refusal;
use super::sent_files::ListDeed;
use super::steps;
use crate::document::Lang;
use crate::make::intake::list::{List as EntryList, Reader};
use crate::make::intake::{BaseSource, Entry, Intake, IntakeError, MAX_FILE_BYTES, Returned, Wish};
use crate::make::session::Proposal;
use crate::report::count;

/// The most files at a time.
const MAX_FILES: usize = 30;
/// The most bytes that all of them may have.
const MAX_TOTAL_BYTES: u64 = 2 * MAX_FILE_BYTES;

/// What came of a deed.
#[derive(Debug)]
pub(super) struct ListResult {
    /// The answer to who asked.
    pub(super) reply: Reply,
    /// What it changed of the plan.
    pub(super) step: Option<Step>,
}

impl ListResult {
    fn said(message: impl Into<String>) -> Self {
        Self { reply: Reply::said(200, &json!({ "message": message.into() })), step: None }
    }
}

/// The Word files that came back, and what was declined of them.
#[derive(Debug, Default)]
pub(super) struct ReturnedFiles {
    files: Vec<Returned>,
    declined: BTreeSet<String>,
    /// Why other files were refused.
    refusals: Vec<String>,
}

impl ReturnedFiles {
    /// Adds a file, if it is one of the plan. `size` is how many bytes it has; those of a file that is too large are not sent.
    pub(super) fn add(&mut self, folder: &Path, file: &Returned, size: u64) -> Reply {
        let mut refused = |message: String| {
            self.refusals.retain(|own| *own != message);
            if self.refusals.len() >= MAX_FILES {
                self.refusals.remove(0);
            }
            self.refusals.push(message.clone());
            Reply::said(422, &json!({ "message": message }))
        };
        let total: usize = self.files.iter().map(|own| own.bytes.len()).sum();
        if self.files.len() >= MAX_FILES || size <= MAX_FILE_BYTES && total as u64 + size > MAX_TOTAL_BYTES {
            return refused(format!(
                "{} får ikkje plass: ta inn det som står i lista, og lukk henne først.",
                file.name
            ));
        }
        if self.files.iter().any(|own| own.bytes == file.bytes) {
            return Reply::said(200, &json!({ "message": format!("{} står i lista frå før.", file.name) }));
        }
        let read = match size > MAX_FILE_BYTES {
            true => Err(IntakeError::too_large(&file.name)),
            false => Intake::read(folder, std::slice::from_ref(file)),
        };
        match read {
            Ok(intake) => {
                self.files.push(file.clone());
                Reply::said(200, &json!({ "message": format!("{}: {}.", file.name, summary(&intake)) }))
            }
            Err(error) => refused(message(error)),
        }
    }

    /// The list as the page shows it; nothing where there are no files.
    pub(super) fn list(&self, folder: &Path) -> Reply {
        if self.files.is_empty() && self.refusals.is_empty() {
            return Reply::said(200, &json!({ "html": "" }));
        }
        let names: Vec<&str> = self.files.iter().map(|own| own.name.as_str()).collect();
        let html = match Intake::read(folder, &self.files) {
            _ if self.files.is_empty() => returned_list::without_list(&names, &self.refusals),
            Err(error) => {
                let all: Vec<String> = self.refusals.iter().cloned().chain([message(error)]).collect();
                returned_list::without_list(&names, &all)
            }
            Ok(intake) => {
                let list = EntryList::of(&intake, &self.files, Reader::Page);
                let rows: Vec<Row> = (0..intake.entries.len()).map(|at| self.row(&intake, &list, at)).collect();
                let notices = (0..self.files.len()).map(|at| list.lost_base_notice(at));
                returned_list::list(&List {
                    names: &names,
                    rows: &rows,
                    notices: notices.filter(|notice| !notice.is_empty()).collect(),
                    refusals: &self.refusals,
                    can_take_all: has_all_bases(&intake),
                    done: intake.done,
                })
            }
        };
        Reply::said(200, &json!({ "html": html.into_string() }))
    }

    fn row(&self, intake: &Intake, list: &EntryList, at: usize) -> Row {
        let entry = &intake.entries[at];
        let key = entry.key();
        Row {
            is_declined: self.declined.contains(&key),
            key,
            can_be_taken: entry.can_be_taken(),
            is_kept: is_comment(entry) && intake.is_kept_comment(at),
            path: entry.path.clone(),
            description: list.describe(at),
        }
    }

    /// Does what is to be done to the list.
    ///
    /// # Errors
    /// The answer to who asked; nothing is written then.
    pub(super) fn act(&mut self, folder: &Path, deed: &ListDeed) -> Result<ListResult, Reply> {
        match deed {
            ListDeed::Close => {
                *self = Self::default();
                return Ok(ListResult::said("Lista er lukka."));
            }
            ListDeed::Decline(key) => {
                self.declined.insert(key.clone());
                return Ok(ListResult::said("Avvist. Endringa står i lista til du lukkar henne."));
            }
            ListDeed::Reconsider(key) => {
                self.declined.remove(key);
                return Ok(ListResult::said("Endringa kan takast inn att."));
            }
            ListDeed::TakeIn(_) | ListDeed::TakeAll | ListDeed::KeepComment(_) | ListDeed::KeepComments => {}
        }
        let refused = |error| Reply::said(409, &json!({ "message": message(error) }));
        let intake = Intake::open(folder, &self.files).map_err(refused)?;
        let all = 0..intake.entries.len();
        let entry = |at: &usize| &intake.entries[*at];
        let chosen: Vec<usize> = match deed {
            ListDeed::TakeIn(key) => all.filter(|at| entry(at).key() == *key && entry(at).can_be_taken()).collect(),
            ListDeed::TakeAll if !has_all_bases(&intake) => Vec::new(),
            ListDeed::TakeAll => {
                let is_wanted = |at: &usize| entry(at).can_be_taken() && !self.declined.contains(&entry(at).key());
                all.filter(is_wanted).collect()
            }
            ListDeed::KeepComment(key) => all.filter(|at| entry(at).key() == *key && is_comment(entry(at))).collect(),
            _ => all.filter(|at| is_comment(entry(at)) && !self.declined.contains(&entry(at).key())).collect(),
        };
        if chosen.is_empty() {
            let message = "Dette kan ikkje takast inn lenger: planen eller lista er endra.";
            return Err(Reply::said(409, &json!({ "message": message })));
        }
        let Some(proposal) = intake.propose(&chosen).map_err(refused)? else {
            return Ok(ListResult::said("Dette står i planen frå før."));
        };
        let change = intake.file_change(&proposal);
        let kept = intake.keep(&proposal).map_err(refused)?;
        let what = sentence(&intake, &chosen, &proposal.proposal);
        let kept =
            kept.map_or(String::new(), |own| format!(" {}. Kopien blir liggjande om du angrar.", own.sentence()));
        Ok(ListResult {
            reply: Reply::said(200, &json!({ "message": format!("Lagra. {what}.{kept}") })),
            step: Some(Step { what, before: change.before, after: change.after }),
        })
    }
}

/// Whether all files have with them what they were when they were made: without that, each change is to be looked at.
fn has_all_bases(intake: &Intake) -> bool {
    intake.base_sources.iter().all(|own| *own == BaseSource::Carried)
}

fn is_comment(entry: &Entry) -> bool {
    matches!(entry.wish, Wish::Comment { .. })
}

/// What was taken in, in a sentence.
fn sentence(intake: &Intake, chosen: &[usize], proposal: &Proposal) -> String {
    let comments = chosen.iter().filter(|at| is_comment(&intake.entries[**at])).count();
    let changes = chosen.len() - comments;
    if let (1, 0, [one]) = (changes, comments, proposal.differences.as_slice()) {
        return format!("Frå Word: {}", one.sentence(Lang::Nn));
    }
    let counts = [(changes, "endring", "endringar"), (comments, "merknad", "merknader")];
    let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
    let counts: Vec<String> = counts.map(|(number, one, many)| count(number, one, many)).collect();
    format!("Tok inn {} frå Word", counts.join(" og "))
}

/// How much a file wants, in words.
fn summary(intake: &Intake) -> String {
    let comments = intake.entries.iter().filter(|own| is_comment(own)).count();
    let changes = intake.entries.iter().filter(|own| own.can_be_taken()).count();
    let others = intake.entries.len() - comments - changes;
    let counts = [
        (changes, "endring å ta inn", "endringar å ta inn"),
        (others, "som ikkje kan takast inn", "som ikkje kan takast inn"),
        (comments, "merknad", "merknader"),
    ];
    let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
    let counts: Vec<String> = counts.map(|(number, one, many)| count(number, one, many)).collect();
    match (counts.is_empty(), intake.done) {
        (true, 0) => "fann ingen endringar i teksten".into(),
        (true, _) => "alle endringane står i planen frå før".into(),
        (false, _) => counts.join(", "),
    }
}

/// Why Word files are not taken in, in a sentence for those who are on the page.
fn message(error: IntakeError) -> String {
    match error {
        IntakeError::Session(error) => Refusal::Session(error).message(),
        IntakeError::Change(error) => steps::refusal(error),
        other => format!("{other}."),
    }
}
