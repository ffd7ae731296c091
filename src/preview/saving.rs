//! A change of the plan from the page. Comes in: which value, what it was when its form was opened, what was typed. Goes out: the
//! files as they are to be, or why they are not to be.

use serde_json::Value as Json;

use super::answers::{self, Complaint, ROOT, Typed, edits, read};
use super::targets::{Target, place};
use crate::document::Lang;
use crate::edition::Edition;
use crate::finding::Severity;
use crate::make::session::{Proposal, Session, SessionError};
use crate::plan::Path;

/// What is to become of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// The value.
    pub(super) path: Path,
    /// What it was when its form was opened, as JSON.
    pub(super) base: String,
    /// What was typed; nothing to take the value away.
    pub(super) typed: Option<Typed>,
}

/// Why a value is not changed.
#[derive(Debug)]
pub(super) enum Refusal {
    /// What was typed can't be its value.
    Typed(Complaint),
    /// Another has changed it since: as it is now.
    Newer(Box<Target>),
    /// It is no longer there.
    Gone,
    /// The plan can't be changed.
    Session(SessionError),
    /// There is nothing to change.
    Same,
}

impl From<SessionError> for Refusal {
    fn from(error: SessionError) -> Self {
        Self::Session(error)
    }
}

impl Refusal {
    /// The refusal in a sentence.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Typed(complaint) => complaint.message.clone(),
            Self::Newer(_) => "Nokon annan har endra dette medan du skreiv.".into(),
            Self::Gone => "Dette står ikkje i planen lenger. Nokon annan har endra filene.".into(),
            Self::Session(SessionError::Findings { .. }) => {
                "Filene har feil no. Rett dei før du endrar noko her.".into()
            }
            Self::Session(SessionError::Wrong { message, .. }) => format!("Ikkje lagra: {message}."),
            Self::Session(error) => format!("Ikkje lagra: {error}."),
            Self::Same => "Ingenting er endra.".into(),
        }
    }
}

/// What a change would make of the plan.
pub(super) fn propose(session: &Session, change: &Change) -> Result<Proposal, Refusal> {
    let plan = session.plan();
    let target = Target::of(plan, &change.path).ok_or(Refusal::Gone)?;
    if serde_json::from_str::<Json>(&change.base).ok().as_ref() != Some(&target.value) {
        return Err(Refusal::Newer(Box::new(target)));
    }
    let new = match &change.typed {
        Some(typed) => read(target.kind, ROOT, typed, &target.value).map_err(Refusal::Typed)?,
        None => None,
    };
    let new = new.filter(|value| target.is_required() || *value != Json::Array(Vec::new()));
    if new.is_none() && target.is_required() {
        let message = target.field.map_or_else(|| "Fyll ut feltet.".into(), |own| answers::missing(own.field));
        return Err(Refusal::Typed(Complaint { name: ROOT.into(), message }));
    }
    let edits = edits(plan, &target, new)
        .map_err(|message| Refusal::Typed(Complaint { name: ROOT.into(), message: message.into() }))?;
    if edits.is_empty() {
        return Err(Refusal::Same);
    }
    Ok(session.propose(&edits, Edition::Utkast)?)
}

/// What a proposal does, in a sentence for those who make it.
pub(super) fn sentence(session: &Session, proposal: &Proposal, path: &Path) -> String {
    match proposal.differences.as_slice() {
        [] => format!("{} er endra", place(session.plan(), path)),
        [one] => one.sentence(Lang::Nn),
        [one, others @ ..] => format!("{} (og {} til)", one.sentence(Lang::Nn), others.len()),
    }
}

/// What else is to be said of a proposal that is saved.
pub(super) fn warnings(proposal: &Proposal) -> Option<String> {
    let new = proposal.new_findings.iter().filter(|finding| finding.severity == Severity::Warning);
    let new: Vec<&str> = new.map(|finding| finding.message.as_str()).collect();
    match new.as_slice() {
        [] => None,
        [one] => Some(format!("Ny åtvaring: {one}.")),
        [one, others @ ..] => Some(format!("Nye åtvaringar: {one} (og {} til).", others.len())),
    }
}
