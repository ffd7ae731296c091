//! *Rullering*: next year's plan written in a folder of its own, with its first version kept. This year's plan is only read.

use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use super::build::{LoadedPlan, load_and_check};
use super::earlier::PredecessorLocation;
use super::error::{ChangeError, refused};
use super::new_folder::{check_is_free, put_error};
use super::session::SessionError;
use crate::data::{Loaded, OpenFiles, load, versions};
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::output::{NewFolder, OutputFile, copy_permissions};
use crate::process::rullering::{FIRST_VERSION, NextYear, RulleringSummary, next_year_files, other_files};
use crate::report::count;
use crate::words::terms::Terms;

/// What next year's plan is to be.
#[derive(Debug, Clone)]
pub struct RulleringRequest<'a> {
    /// Its folder, which is free.
    pub folder: &'a Path,
    /// Its year, if it is not the next one.
    pub year: Option<i16>,
    /// The day of its first version.
    pub date: Date,
    /// Who makes it, if it is another than who made the last version.
    pub by: Option<String>,
}

/// The plan that was made.
#[derive(Debug, Clone)]
pub struct NextYearPlan {
    /// Its year.
    pub year: i16,
    /// What was done to make it.
    pub summary: RulleringSummary,
    /// What is found in it.
    pub findings: Vec<Finding>,
}

impl NextYearPlan {
    /// What was done to make it, a line each.
    pub fn lines(&self) -> Vec<String> {
        let done = &self.summary;
        let renumbered = match done.renumbered {
            0 => String::new(),
            count => format!(", {count} av dei med nytt nummer"),
        };
        let mut lines = vec![format!("{} vidareført{renumbered}", count(done.going_on, "tiltak", "tiltak"))];
        lines.extend(done.ended.iter().map(|title| format!("teke ut, for det er avslutta: {title}")));
        if done.emptied > 0 {
            lines.push(format!("{} tekne ut", count(done.emptied, "møte og vedtak", "møte og vedtak")));
        }
        for (what, names) in [
            ("teke ut av kolofonen", &done.colophon),
            ("teke ut av handsaminga", &done.settled),
            ("står som i fjor, og må skrivast om", &done.texts),
        ] {
            if !names.is_empty() {
                lines.push(format!("{what}: {}", names.join(", ")));
            }
        }
        if done.posts > 0 {
            let posts = count(done.posts, "post", "postar");
            lines.push(format!("{posts} i finansieringa står no som avslutta tiltak, med det som er betalt"));
        }
        if done.amounts > 0 {
            let amounts = count(done.amounts, "beløp", "beløp");
            lines.push(format!("{amounts} for åra som kjem, teke ut saman med dei avslutta tiltaka"));
        }
        lines
    }
}

/// Makes next year's plan of the one in a folder.
///
/// # Errors
/// `ChangeError`; nothing is made then.
pub fn write_next_year(this: &Path, request: &RulleringRequest) -> Result<NextYearPlan, ChangeError> {
    check_is_free(request.folder)?;
    let Loaded { sources, plan } = load(this);
    let plan = match plan {
        Ok(plan) => plan,
        Err(findings) => return Err(SessionError::Findings { findings, sources: Box::new(sources) }.into()),
    };
    let hovud = &plan.hovud;
    let year = request.year.unwrap_or(hovud.år.saturating_add(1));
    if year <= hovud.år || year > 9999 {
        return Err(refused(
            format!("planen gjeld for {}, og den nye kan ikkje gjelde for {year}", hovud.år),
            format!("Skriv eit seinare år, til dømes --år {}", hovud.år.saturating_add(1)),
        ));
    }
    if this.to_str().is_none() || absolute_path(this).to_str().is_none() {
        return Err(refused(
            format!("{} har teikn i namnet som ikkje kan skrivast i ein plan", this.display()),
            "Gje mappa eit anna namn, og prøv på nytt",
        ));
    }
    if absolute_path(request.folder).starts_with(absolute_path(this)) {
        return Err(refused("den nye mappa ligg i mappa til planen for i år", "Vel ei mappe ved sida av"));
    }
    let last = || hovud.logg.last().map(|row| row.endra_av.clone()).unwrap_or_default();
    let next = NextYear {
        year,
        date: request.date,
        by: request.by.clone().unwrap_or_else(last),
        former: relative_path(request.folder, this),
        status: Terms::of(hovud.språk).first_status,
    };
    let (mut files, summary) = next_year_files(&plan, &sources, &next).map_err(SessionError::Edits)?;
    let others = other_files(this, &plan, &sources);
    files.extend(
        others.map_err(|(name, error)| {
            refused(format!("{name}: {error}"), "Rett det i planen for i år, og prøv på nytt")
        })?,
    );
    // Who may read this year's plan may read next year's, and nobody else.
    for file in &mut files {
        let former = this.join(&file.name);
        file.permissions = OutputFile::new(String::new(), Vec::new()).readable_as(&former).permissions;
    }
    // The first version is kept as it is made.
    let place = format!("{}/{FIRST_VERSION}", versions::FOLDER);
    let kept = versions::with_program_file(files.clone()).into_iter();
    files.extend(kept.map(|file| OutputFile { name: format!("{place}/{}", file.name), ..file }));
    let put_error = |error| put_error(request.folder, error);
    let new = NewFolder::write(request.folder, &files).map_err(put_error)?;
    copy_permissions(&new.path(), this);
    let predecessor = PredecessorLocation::In(this.to_path_buf());
    let opened = LoadedPlan::read_with_predecessor(&new.path(), &OpenFiles::new(), &predecessor);
    let findings = opened.checked(Edition::Utkast, None).findings;
    let errors = |findings: &[Finding]| -> Vec<(&'static str, String)> {
        let wrong = findings.iter().filter(|finding| finding.severity == Severity::Error);
        wrong.map(|finding| (finding.code, finding.message.clone())).collect()
    };
    // What is wrong in this year's plan is wrong in next year's too; anything more is no plan to begin with.
    let before = errors(&load_and_check(this, Edition::Utkast).findings);
    if let Some((code, message)) = errors(&findings).into_iter().find(|error| !before.contains(error)) {
        return Err(refused(
            format!("planen for {year} er ikkje laga, for han ville bli feil ({code}): {message}"),
            "Sjå over det du skreiv i kommandoen, eller rett planen for i år",
        ));
    }
    new.put().map_err(put_error)?;
    Ok(NextYearPlan { year, summary, findings })
}

/// A path as it is seen from a folder that may not be there yet.
fn relative_path(folder: &Path, path: &Path) -> String {
    let (from, to) = (absolute_path(folder), absolute_path(path));
    let [from, to] = [&from, &to].map(|path| path.components().collect::<Vec<Component>>());
    let shared = from.iter().zip(&to).take_while(|(own, other)| own == other).count();
    let up = std::iter::repeat_n("..".to_string(), from.len() - shared);
    let down = to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A path from the root, links followed as far as it is there.
fn absolute_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let there = absolute.ancestors().find_map(|known| Some((known, known.canonicalize().ok()?)));
    match there {
        Some((known, real)) => real.join(absolute.strip_prefix(known).unwrap_or(Path::new(""))),
        None => absolute,
    }
}
