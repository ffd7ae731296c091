//! `handlingsplan versjon`: a new version in the log, which becomes the current one.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, nfc, print, shell_quoted};
use crate::edition::Edition;
use crate::finding::Severity;
use crate::make::build::load_and_check;
use crate::make::version::{KeptCopy, add_version, retake_copy};
use crate::plan::{Dato, LoggDato, LoggRad};
use crate::report;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Nummeret på den nye versjonen, til dømes 7.0
    #[arg(value_name = "VERSJON", help_heading = "Argument", required_unless_present = "again")]
    version: Option<String>,
    /// Kvar i prosessen versjonen står
    #[arg(long = "status", value_name = "TEKST", required_unless_present = "again")]
    status: Option<String>,
    /// Kven som har laga han
    #[arg(long = "av", alias = "by", value_name = "NAMN", required_unless_present = "again")]
    by: Option<String>,
    /// Datoen, til dømes 17.06.2026
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::parse_date, required_unless_present = "again")]
    date: Option<Dato>,
    /// Namnet på versjonen, til dømes "Piloten sitt utkast"
    #[arg(long = "namn", alias = "name", value_name = "TEKST")]
    name: Option<String>,
    /// Versjonen er den som blir send til politisk handsaming: berre vedtak om slike tel
    #[arg(long = "politisk", alias = "political")]
    political: bool,
    /// Ta vare på den gjeldande versjonen på nytt, slik filene er no
    #[arg(long = "på-nytt", aliases = ["pa-nytt", "again"],
          conflicts_with_all = ["version", "status", "by", "date", "name", "political"])]
    again: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let said = |kept: &KeptCopy| kept.sentence() + "\n";
    let (Some(version), Some(status), Some(by), Some(new_date)) =
        (&arguments.version, &arguments.status, &arguments.by, arguments.date)
    else {
        let kept = retake_copy(&arguments.plan)?;
        return print(&said(&kept)).map(|()| Outcome::Done);
    };
    let row = LoggRad {
        versjon: nfc(version),
        namn: arguments.name.as_deref().map(nfc),
        dato: LoggDato::Dag(new_date),
        status: nfc(status),
        endra_av: nfc(by),
        // That of the plan, whatever the date.
        år: None,
        politisk: arguments.political,
    };
    let kept = add_version(&arguments.plan, row)?;
    let kept: String = kept.iter().map(said).collect();
    let findings = load_and_check(&arguments.plan, Edition::Utkast).findings;
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let errors = match errors {
        0 => String::new(),
        count => format!(
            "Planen har {}, så det kan ikkje lagast dokument av versjonen. Sjå kva med:\n  handlingsplan sjekk {}\n",
            report::count(count, "feil", "feil"),
            shell_quoted(&arguments.plan)
        ),
    };
    print(&format!("Versjon {} er no den gjeldande\n{kept}{errors}", nfc(version)))?;
    Ok(Outcome::Done)
}
