//! Versions of a plan: a new row in the log with the copy that is kept of it, both or none; and the copy of the current version
//! taken anew.

use std::path::{Path, PathBuf};

use super::error::{ChangeError, refused};
use super::session::{Proposal, Session};
use super::wording::long_day;
use crate::check::is_version;
use crate::data::{ReadError, load, versions};
use crate::output::{OutputError, OutputFile, StagedFolder};
use crate::plan::{Dato, LoggRad, Plan};
use crate::process::approval::differs_from;

/// A copy that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCopy {
    /// The version.
    pub version: String,
    /// Its folder.
    pub place: PathBuf,
    /// Whether it takes the place of the copy that was kept when the plan was made.
    pub replaces_first: bool,
}

impl KeptCopy {
    /// That it was kept, and where.
    pub fn sentence(&self) -> String {
        let replaced = if self.replaces_first { ", i staden for kopien frå då planen vart laga" } else { "" };
        format!("Tok vare på versjon {} i {}{replaced}", self.version, self.place.display())
    }
}

/// The copy of a version, complete beside its place.
fn stage_copy(
    folder: &Path,
    version: &str,
    files: Result<Vec<OutputFile>, (String, ReadError)>,
    session: &Session,
) -> Result<StagedFolder, ChangeError> {
    // It becomes the name of a folder.
    if !is_version(version) {
        return Err(refused(
            format!("versjonen «{version}» har ikkje forma til eit versjonsnummer"),
            "Skriv tal med punktum mellom, til dømes 6.0",
        ));
    }
    let (around, place) = (folder.join(versions::FOLDER), versions::copy_folder(folder, version));
    if versions::links_outside(folder) || around.is_file() || place.is_symlink() || place.is_file() {
        let what = if place.is_symlink() || place.is_file() { place } else { around };
        return Err(refused(
            format!(
                "{} er ikkje ei mappe som programmet har laga, så versjon {version} kan ikkje takast vare på",
                what.display()
            ),
            "Flytt det som ligg der, og prøv på nytt",
        ));
    }
    let files = files.map_err(|(name, error)| {
        refused(
            format!("{name}: {error}"),
            format!("Versjon {version} er ikkje teken vare på; rett det, og prøv på nytt"),
        )
    })?;
    let own = versions::names_in_copy(&place);
    let copy = versions::with_program_file(files);
    let Some(held) = session.held() else {
        return Err(OutputError { path: folder.into(), error: std::io::ErrorKind::NotFound.into() }.into());
    };
    Ok(StagedFolder::write(&folder.join(versions::FOLDER), version, &copy, &own, held)?)
}

/// The bodies that have decided on a version, in words.
fn bodies_that_decided(plan: &Plan, version: &str) -> Vec<String> {
    let all = plan.bodies_that_decided_on(version);
    all.map(|(own, organ)| format!("{} i {}", organ.organ.0, plan.party_name(&own.part))).collect()
}

/// Takes the copy of the current version anew, as the files are now.
///
/// # Errors
/// `ChangeError`; one that a political body has decided on is never written over.
pub fn retake_copy(folder: &Path) -> Result<KeptCopy, ChangeError> {
    let session = Session::open_locked(folder)?;
    let version = session.plan().hovud.versjon.clone();
    let place = versions::copy_folder(folder, &version);
    let decided = bodies_that_decided(session.plan(), &version);
    if let ([first, ..], true) = (decided.as_slice(), place.exists()) {
        let others = if decided.len() > 1 { format!(" og {} til", decided.len() - 1) } else { String::new() };
        return Err(refused(
            format!("versjon {version} er det {first}{others} har gjort vedtak om, og kopien blir ikkje skriven over"),
            "Lag ein ny versjon av det som er endra: handlingsplan versjon",
        ));
    }
    stage_copy(folder, &version, session.own_files(None), &session)?.put()?;
    Ok(KeptCopy { version, place, replaces_first: false })
}

/// A copy that is complete beside its place.
pub(super) struct StagedCopy {
    /// What it will be.
    pub(super) kept: KeptCopy,
    folder: StagedFolder,
}

/// Keeps a proposal and puts copies in their places, all or nothing.
///
/// # Errors
/// `ChangeError`; nothing is changed then.
pub(super) fn keep_with_copies(
    session: &Session,
    proposal: &Proposal,
    copies: Vec<StagedCopy>,
) -> Result<Vec<KeptCopy>, ChangeError> {
    session.save(proposal)?;
    let mut kept = Vec::new();
    for copy in copies {
        if let Err(why) = copy.folder.put() {
            // Where this fails too, the copy waits beside its place, and the next run puts it there.
            if session.revert(proposal).is_err() {
                std::mem::forget(copy.folder);
            }
            return Err(why.into());
        }
        kept.push(copy.kept);
    }
    Ok(kept)
}

/// A copy of the current version if there is none, or only that of the first version before it was written: what a body decides
/// on can then be compared with what comes later.
///
/// # Errors
/// `ChangeError` if it can't be made.
pub(super) fn stage_if_missing(folder: &Path, session: &Session) -> Result<Option<StagedCopy>, ChangeError> {
    let plan = session.plan();
    let version = plan.hovud.versjon.clone();
    let place = versions::copy_folder(folder, &version);
    // The copy of the first version is as `ny` or `rullering` made it: what is decided on is what it has become.
    let is_first = plan.hovud.logg.len() < 2 && plan.bodies_that_decided_on(&version).next().is_none();
    let is_outdated = || load(&place).plan.is_ok_and(|copy| differs_from(&copy, plan));
    let replaces_first = place.exists();
    if replaces_first && !(is_first && is_outdated()) {
        return Ok(None);
    }
    let folder = stage_copy(folder, &version, session.own_files(None), session)?;
    Ok(Some(StagedCopy { kept: KeptCopy { version, place, replaces_first }, folder }))
}

/// Enters a new version in the log, makes it the current one, and keeps its copy. Where the version before it is the first and
/// there is no copy of that, it is kept too. A version that is made the year before, or the year after, is of the plan's year all
/// the same.
///
/// # Errors
/// `ChangeError`; nothing is changed then.
pub fn add_version(folder: &Path, row: LoggRad) -> Result<Vec<KeptCopy>, ChangeError> {
    let session = Session::open_locked(folder)?;
    let plan = session.plan();
    let (year, version) = (plan.hovud.år, row.versjon.clone());
    let row = LoggRad { år: (row.dato.first_day().year() != year).then_some(year), ..row };
    refuse_out_of_order(folder, plan, &row)?;
    let mut meant = plan.clone();
    meant.hovud.versjon.clone_from(&version);
    meant.hovud.logg.push(row);
    let proposal = session.propose_plan(&meant)?;
    session.refuse_new_errors(&proposal)?;
    let mut copies = Vec::new();
    let mut stage = |version: &str, proposal: Option<&Proposal>| -> Result<(), ChangeError> {
        let place = versions::copy_folder(folder, version);
        let kept = KeptCopy { version: version.into(), place, replaces_first: false };
        let folder = stage_copy(folder, version, session.own_files(proposal), &session)?;
        copies.push(StagedCopy { kept, folder });
        Ok(())
    };
    let former = &plan.hovud.versjon;
    if let ([_], true) =
        (plan.hovud.logg.as_slice(), is_version(former) && !versions::copy_folder(folder, former).exists())
    {
        stage(former, None)?;
    }
    stage(&version, Some(&proposal))?;
    keep_with_copies(&session, &proposal, copies)
}

/// Refuses a version that can't come after those of the log.
fn refuse_out_of_order(folder: &Path, plan: &Plan, row: &LoggRad) -> Result<(), ChangeError> {
    let hovud = &plan.hovud;
    let kept = versions::copy_folder(folder, &row.versjon).exists();
    if !is_version(&row.versjon) {
        return Err(refused(
            format!("versjonen «{}» har ikkje forma til eit versjonsnummer", row.versjon),
            "Skriv tal med punktum mellom, til dømes 6.0",
        ));
    }
    if hovud.logg.iter().any(|own| own.versjon == row.versjon) {
        let hint = match row.versjon == hovud.versjon && !kept {
            true => "Kopien av han manglar: ta vare på han med «handlingsplan versjon PLAN --på-nytt»",
            false => "Vel eit nytt nummer",
        };
        return Err(refused(format!("versjon {} står i loggen frå før", row.versjon), hint));
    }
    if kept {
        return Err(refused(format!("versjon {} er teken vare på frå før", row.versjon), "Vel eit nytt nummer"));
    }
    let Some(last) = hovud.logg.last() else { return Ok(()) };
    if let (Some(old), Some(new)) = (versions::parse_version(&last.versjon), versions::parse_version(&row.versjon))
        && new <= old
    {
        let what = if new == old { "er den same som" } else { "er lågare enn" };
        return Err(refused(
            format!("versjon {} {what} den siste i loggen, {}", row.versjon, last.versjon),
            "Vel eit høgare nummer",
        ));
    }
    let date = row.dato.first_day();
    if date < last.dato.first_day() {
        return Err(refused(
            format!("datoen {} er eldre enn den siste versjonen i loggen, {}", long_day(Dato(date)), last.versjon),
            "Loggen går frå den eldste til den nyaste: skriv ein nyare dato",
        ));
    }
    Ok(())
}
