//! What is shown of a plan: the document that was chosen, as the text of the page. Comes in: a checked plan and which of its
//! documents it is. Goes out: the document, and its text with the places that its words come from.

use std::path::Path;
use std::sync::Arc;

use super::page;
use super::requests::View;
use super::texts::ShownText;
use crate::data::versions;
use crate::document::{Block, OriginRole, Text};
use crate::html;
use crate::make::build::{CheckedPlan, Composed};
use crate::make::earlier::find_earlier;
use crate::paper::look::Look;
use crate::pdf::Template;
use crate::plan::{self, PartId, Plan};

/// Whether words of a value stand in a block, in their own place.
pub(super) fn is_of(block: &mut Block, path: &plan::Path) -> bool {
    let mut found = false;
    block.for_each_text_mut(&mut |text: &mut Text| {
        let mut origins = text.0.iter().filter_map(|run| run.origin.as_ref());
        found |= origins.any(|origin| origin.role == OriginRole::Own && origin.path == *path);
    });
    found
}

/// The party of an id that handles the plan.
pub(super) fn party_id(plan: &Arc<Plan>, id: &str) -> Option<PartId> {
    page::addressees(plan).find(|own| own.as_str() == id).cloned()
}

/// The kept version of a number, or the newest.
pub(super) fn since(kept: &[String], version: &str) -> Option<String> {
    kept.iter().find(|own| *own == version).or(kept.last()).cloned()
}

/// A document of a plan, with what has changed since a kept version marked in it if that is asked for and can be done.
pub(super) fn composed(checked: &CheckedPlan, view: &View, folder: &Path) -> Option<Composed> {
    let plan = checked.plan.as_ref()?;
    let party = view.party.as_ref().and_then(|id| party_id(plan, id));
    if let (Some(party), Some(at)) = (&party, view.paper) {
        let papers = checked.case_papers(party, &[], None, &Template::embedded()).ok()?;
        return papers.into_iter().nth(at);
    }
    // Only a version that is kept is looked up by its name: no address leads elsewhere.
    let kept = || versions::kept_version_numbers(folder);
    let version = view.since.as_ref().and_then(|version| since(&kept(), version));
    let earlier = version.and_then(|version| find_earlier(folder, &version).ok());
    let marked = earlier.and_then(|own| checked.compose_redline(party.as_ref(), &own.earlier, false).ok());
    marked.or_else(|| checked.compose_unfinished(party.as_ref()))
}

/// The text, with the places that its words come from.
pub(super) fn text(composed: &Composed) -> ShownText {
    let options = html::Options { origins: true, ..html::Options::default() };
    ShownText::Document(html::write_parts(composed.document(), &composed.pictures, &Look::default(), &options))
}
