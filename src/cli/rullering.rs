//! `handlingsplan rullering`: next year's plan, made of this year's.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{CliError, Outcome, nfc, print, shell_quoted, today};
use crate::finding::Severity;
use crate::make::rullering::{NextYearPlan, RulleringRequest, write_next_year};
use crate::plan::Dato;
use crate::process::rullering::FIRST_VERSION;
use crate::report::count;

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
    // The clock is asked for what is typed in, as it would be by hand.
    let date = arguments.date.map_or_else(today, |date| Ok(date.0))?;
    let request = RulleringRequest {
        folder: &arguments.folder,
        year: arguments.year,
        date,
        by: arguments.by.as_deref().map(nfc).filter(|by| !by.trim().is_empty()),
    };
    let next = write_next_year(&arguments.plan, &request)?;
    print_summary(&arguments.folder, &next)
}

fn print_summary(folder: &Path, next: &NextYearPlan) -> Result<Outcome, CliError> {
    let NextYearPlan { year, findings, .. } = next;
    let mut text = format!("Laga planen for {year}, versjon {FIRST_VERSION}, i {}\n", folder.display());
    text.extend(next.lines().iter().map(|line| format!("  {line}\n")));
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let [wrong, worth] = [count(errors, "feil", "feil"), count(findings.len() - errors, "ting", "ting")];
    text += &format!(
        "{wrong} og {worth} å sjå på. Sjå kva som må på plass før planen går til organa med:\n  handlingsplan sjekk {} --utgåve politisk\n",
        shell_quoted(folder)
    );
    print(&text)?;
    Ok(Outcome::Done)
}
