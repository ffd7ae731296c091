//! `handlingsplan rullering`: next year's plan, made of this year's.

use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::{
    CliError, Outcome, check_folder_is_free, load_plan_with_sources, new_folder_error, nfc, print, shell_quoted, today,
};
use crate::data::{OpenFiles, versions};
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::make::build::{LoadedPlan, checked as checked_plan};
use crate::make::earlier::PredecessorLocation;
use crate::make::session::SessionError;
use crate::output::{NewFolder, OutputFile, copy_permissions};
use crate::plan::Dato;
use crate::process::rullering::{FIRST_VERSION, NextYear, RulleringSummary, next_year_files, other_files};
use crate::report::count;
use crate::words::terms::Terms;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa med planen for i år
    #[arg(value_name = "PLAN", help_heading = "Argument", display_order = 1)]
    plan: PathBuf,
    /// Mappa som planen for neste år skal i
    #[arg(value_name = "NY-MAPPE", help_heading = "Argument", display_order = 2)]
    folder: PathBuf,
    /// Året den nye planen gjeld for [vanlegvis året etter]
    #[arg(long = "år", aliases = ["ar", "year"], value_name = "ÅR", value_parser = super::parse_year)]
    year: Option<i16>,
    /// Datoen på den første versjonen, til dømes 17.06.2026 [vanlegvis i dag]
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::parse_date)]
    date: Option<Dato>,
    /// Kven som lagar han [vanlegvis den som stod for den siste versjonen]
    #[arg(long = "av", alias = "by", value_name = "NAMN")]
    by: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let (plan, sources) = load_plan_with_sources(&arguments.plan)?;
    let hovud = &plan.hovud;
    let year = arguments.year.unwrap_or(hovud.år.saturating_add(1));
    if year <= hovud.år || year > 9999 {
        return Err(CliError::Refused {
            what: format!("planen gjeld for {}, og den nye kan ikkje gjelde for {year}", hovud.år),
            hint: format!("Skriv eit seinare år, til dømes --år {}", hovud.år.saturating_add(1)),
        });
    }
    if arguments.plan.to_str().is_none() || absolute_path(&arguments.plan).to_str().is_none() {
        return Err(CliError::Refused {
            what: format!("{} har teikn i namnet som ikkje kan skrivast i ein plan", arguments.plan.display()),
            hint: "Gje mappa eit anna namn, og prøv på nytt".into(),
        });
    }
    if absolute_path(&arguments.folder).starts_with(absolute_path(&arguments.plan)) {
        return Err(CliError::Refused {
            what: "den nye mappa ligg i mappa til planen for i år".into(),
            hint: "Vel ei mappe ved sida av".into(),
        });
    }
    check_folder_is_free(&arguments.folder)?;
    // The clock is asked for what is typed in, as it would be by hand.
    let date = arguments.date.map_or_else(today, |date| Ok(date.0))?;
    let last = hovud.logg.last().map(|row| row.endra_av.clone()).unwrap_or_default();
    let next = NextYear {
        year,
        date,
        by: arguments.by.as_deref().map(nfc).filter(|by| !by.trim().is_empty()).unwrap_or(last),
        former: relative_path(&arguments.folder, &arguments.plan),
        status: Terms::of(hovud.språk).first_status,
    };
    let (mut files, done) = next_year_files(&plan, &sources, &next).map_err(SessionError::Edits)?;
    let others = other_files(&arguments.plan, &plan, &sources);
    files.extend(others.map_err(|(name, error)| CliError::Refused {
        what: format!("{name}: {error}"),
        hint: "Rett det i planen for i år, og prøv på nytt".into(),
    })?);
    // Who may read this year's plan may read next year's, and nobody else.
    for file in &mut files {
        let former = arguments.plan.join(&file.name);
        file.permissions = OutputFile::new(String::new(), Vec::new()).readable_as(&former).permissions;
    }
    // The first version is kept as it is made.
    let place = format!("{}/{FIRST_VERSION}", versions::FOLDER);
    let kept = versions::with_program_file(files.clone()).into_iter();
    files.extend(kept.map(|file| OutputFile { name: format!("{place}/{}", file.name), ..file }));
    let failed = |error| new_folder_error(&arguments.folder, error);
    let new = NewFolder::write(&arguments.folder, &files).map_err(failed)?;
    copy_permissions(&new.path(), &arguments.plan);
    let opened = LoadedPlan::read_with_predecessor(
        &new.path(),
        &OpenFiles::new(),
        &PredecessorLocation::In(arguments.plan.clone()),
    );
    let checked = opened.checked(Edition::Utkast, None);
    let errors = |findings: &[Finding]| -> Vec<(&'static str, String)> {
        let wrong = findings.iter().filter(|finding| finding.severity == Severity::Error);
        wrong.map(|finding| (finding.code, finding.message.clone())).collect()
    };
    // What is wrong in this year's plan is wrong in next year's too; anything more is no plan to begin with.
    let before = errors(&checked_plan(&arguments.plan, Edition::Utkast).findings);
    if let Some((code, message)) = errors(&checked.findings).into_iter().find(|error| !before.contains(error)) {
        return Err(CliError::Refused {
            what: format!("planen for {year} er ikkje laga, for han ville bli feil ({code}): {message}"),
            hint: "Sjå over det du skreiv i kommandoen, eller rett planen for i år".into(),
        });
    }
    new.put().map_err(failed)?;
    print_summary(arguments, year, &done, &checked.findings)
}

fn print_summary(
    arguments: &Arguments,
    year: i16,
    done: &RulleringSummary,
    findings: &[Finding],
) -> Result<Outcome, CliError> {
    let folder = &arguments.folder;
    let mut text = format!("Laga planen for {year}, versjon {FIRST_VERSION}, i {}\n", folder.display());
    text += &format!("  {} vidareført", count(done.going_on, "tiltak", "tiltak"));
    if done.renumbered > 0 {
        text += &format!(", {} av dei med nytt nummer", done.renumbered);
    }
    text += "\n";
    for title in &done.ended {
        text += &format!("  teke ut, for det er avslutta: {title}\n");
    }
    if done.emptied > 0 {
        text += &format!("  {} tekne ut\n", count(done.emptied, "møte og vedtak", "møte og vedtak"));
    }
    if !done.colophon.is_empty() {
        text += &format!("  teke ut av kolofonen: {}\n", done.colophon.join(", "));
    }
    if !done.settled.is_empty() {
        text += &format!("  teke ut av handsaminga: {}\n", done.settled.join(", "));
    }
    if !done.texts.is_empty() {
        text += &format!("  står som i fjor, og må skrivast om: {}\n", done.texts.join(", "));
    }
    if done.posts > 0 {
        let posts = count(done.posts, "post", "postar");
        text += &format!("  {posts} i finansieringa står no som avslutta tiltak, med det som er betalt\n");
    }
    if done.amounts > 0 {
        let amounts = count(done.amounts, "beløp", "beløp");
        text += &format!("  {amounts} for åra som kjem, teke ut saman med dei avslutta tiltaka\n");
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let [wrong, worth] = [count(errors, "feil", "feil"), count(findings.len() - errors, "ting", "ting")];
    text += &format!(
        "{wrong} og {worth} å sjå på. Sjå kva som står att med:\n  handlingsplan sjekk {}\n",
        shell_quoted(folder)
    );
    print(&text)?;
    Ok(Outcome::Done)
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
