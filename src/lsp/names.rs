//! Where a name is given and used, and another name for it in every file and text of the plan.

use std::path::PathBuf;

use lsp_types::{Location, Position, PrepareRenameResponse, Range as LineRange, TextEdit};

use super::edits::FileEdits;
use super::index::{NameKind, Occurrence};
use super::workspace::{Document, OpenPlan, Workspace, lines};
use crate::data::tree;
use crate::document::Anchor;
use crate::plan::has_id_form;

/// Why something is not done, in the users' words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) String);

/// Where what stands at a place is given: a name, what a text refers to, a file.
pub(super) fn definition(workspace: &Workspace, document: &Document, at: Position) -> Option<Location> {
    let plan = document.plan?;
    let offset = document.offset(at);
    if let Some(name) = document.name_at(offset) {
        let (path, range) = match plan.definition(name.kind, &name.name) {
            Some(given) => place(plan, given, workspace)?,
            None if name.kind == NameKind::Anchor => {
                let path = plan.references.as_ref()?.path(&Anchor::named(&name.name))?;
                let source = &plan.files.get(path.file)?.source;
                (plan.file_path(path.file)?, lines(source, &tree::span(path, source.tree()), workspace.unit))
            }
            None => return None,
        };
        return Some(Location::new(workspace.address(&path)?.0, range));
    }
    let file = super::outline::file_names(document).into_iter().find(|(span, _)| span.contains(&offset))?.1;
    let path = plan.folder.join(file);
    path.is_file().then(|| Some(Location::new(workspace.address(&path)?.0, LineRange::default())))?
}

/// Every place that names what is named at a place.
pub(super) fn references(workspace: &Workspace, document: &Document, at: Position, with_given: bool) -> Vec<Location> {
    let Some((plan, name)) = document.plan.zip(document.name_at(document.offset(at))) else { return Vec::new() };
    let is_shown = |own: &&Occurrence| with_given || !own.is_definition || own.kind == NameKind::Organ;
    let all = plan.occurrences().filter(|own| own.is_of(name.kind, &name.name)).filter(is_shown);
    let places = all.filter_map(|own| place(plan, own, workspace));
    places.filter_map(|(path, range)| Some(Location::new(workspace.address(&path)?.0, range))).collect()
}

/// The file and the lines of a name.
fn place(plan: &OpenPlan, own: &Occurrence, workspace: &Workspace) -> Option<(PathBuf, LineRange)> {
    let source = &plan.files.get(own.path.file)?.source;
    Some((plan.file_path(own.path.file)?, lines(source, &own.span, workspace.unit)))
}

/// The name at a place, if it can have another.
fn renamed<'d>(document: &Document<'d>, at: Position) -> Option<(&'d OpenPlan, &'d Occurrence)> {
    let plan = document.plan?;
    let name = document.name_at(document.offset(at))?;
    let can = name.kind != NameKind::Version && plan.definition(name.kind, &name.name).is_some();
    can.then_some((plan, name))
}

/// The name at a place, as it is asked about before another is given.
pub(super) fn prepare_rename(document: &Document, at: Position) -> Option<PrepareRenameResponse> {
    let (_, name) = renamed(document, at)?;
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: document.lines(&name.span),
        placeholder: name.name.clone(),
    })
}

/// The changes that give what is named at a place another name, everywhere.
///
/// # Errors
/// `Refusal`, in the users' words.
pub(super) fn rename(
    workspace: &Workspace,
    document: &Document,
    at: Position,
    new: &str,
) -> Result<FileEdits, Refusal> {
    let refuse = |why: &str| Err(Refusal(why.into()));
    let Some((plan, name)) = renamed(document, at) else {
        return refuse("her står det ikkje ein id som kan få eit nytt namn");
    };
    if !plan.is_readable() {
        return refuse("planen har feil i skrivemåten; rett dei først, så alle stadene med id-en blir funne");
    }
    let is_tiltak = matches!(name.kind, NameKind::Tiltak | NameKind::Anchor);
    match name.kind {
        NameKind::Organ if new.trim().is_empty() || new.contains(['"', '\\', '\n', '\r']) => {
            return refuse("skriv namnet på organet med små bokstavar");
        }
        NameKind::Organ => {}
        _ if !has_id_form(new) => return refuse("ein id har berre små bokstavar, tal og bindestrek"),
        _ if is_tiltak && Anchor::is_reserved(new) => {
            return refuse("programmet brukar dette namnet sjølv; vel ein annan id");
        }
        _ if new != name.name && plan.definition(name.kind, new).is_some() => {
            return refuse("id-en er i bruk; to ting kan ikkje ha same id");
        }
        _ => {}
    }
    let mut edits = FileEdits::new();
    for own in plan.occurrences().filter(|own| own.is_of(name.kind, &name.name)) {
        let Some((path, range)) = place(plan, own, workspace) else { continue };
        edits.entry(path).or_default().push(TextEdit { range, new_text: new.into() });
    }
    Ok(edits)
}
