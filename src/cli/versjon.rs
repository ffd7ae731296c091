//! `handlingsplan versjon`: a new version in the log, which becomes the current one.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, composed, print, read};
use crate::check::is_version;
use crate::data::strings::quoted;
use crate::data::{edit, versions};
use crate::make::change::{Change, ChangeError};
use crate::output::write_folder;
use crate::plan::{Dato, LoggDato, LoggRad, Path};

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
    /// Datoen, år-månad-dag
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::date, required_unless_present = "again")]
    date: Option<Dato>,
    /// Namnet på versjonen, til dømes "Piloten sitt utkast"
    #[arg(long = "namn", alias = "name", value_name = "TEKST")]
    name: Option<String>,
    /// Ta vare på den gjeldande versjonen på nytt, slik filene er no
    #[arg(long = "på-nytt", aliases = ["pa-nytt", "again"], conflicts_with_all = ["version", "status", "by", "date", "name"])]
    again: bool,
}

/// Takes a copy of the current version, with the plan's own files as they are.
fn keep(folder: &std::path::Path, again: bool) -> Result<(), CliError> {
    let (plan, sources) = read(folder)?;
    let version = &plan.hovud.versjon;
    // It becomes the name of a folder.
    if !is_version(version) {
        return Err(CliError::Unknown {
            what: format!("versjonen «{version}» har ikkje forma til eit versjonsnummer"),
            hint: "Skriv tal med punktum mellom, til dømes \"6.0\"".into(),
        });
    }
    let place = versions::place(folder, version);
    if place.is_symlink() || place.is_file() {
        return Err(CliError::Unknown {
            what: format!("{} er ikkje ei mappe som programmet har laga", place.display()),
            hint: "Flytt det som ligg der, og prøv på nytt".into(),
        });
    }
    let files = versions::own_bytes(folder, &plan, &sources).map_err(|(name, error)| CliError::Unknown {
        what: format!("{name}: {error}"),
        hint: format!(
            "Versjon {version} er ikkje teken vare på; rett det, og skriv «handlingsplan versjon {} --på-nytt»",
            super::pasted(folder)
        ),
    })?;
    write_folder(&place, &versions::copy(files), again)?;
    print(&format!("Tok vare på versjon {version} i {}\n", place.display()))
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let (Some(version), Some(status), Some(by), Some(new_date)) =
        (&arguments.version, &arguments.status, &arguments.by, arguments.date)
    else {
        return keep(&arguments.plan, arguments.again).map(|()| Outcome::Done);
    };
    let mut change = Change::open(&arguments.plan)?;
    let plan = change.plan().clone();
    let hovud = &plan.hovud;
    let date = new_date.0;
    let row = LoggRad {
        versjon: composed(version),
        namn: arguments.name.as_deref().map(composed),
        dato: LoggDato::Dag(new_date),
        status: composed(status),
        endra_av: composed(by),
        // A version that is made the year before, or the year after, is of the plan's year all the same.
        år: (date.year() != hovud.år).then_some(hovud.år),
    };
    let refused = |what: String, hint: &str| Err(CliError::Unknown { what, hint: hint.into() });
    if !is_version(&row.versjon) {
        return refused(
            format!("versjonen «{}» har ikkje forma til eit versjonsnummer", row.versjon),
            "Skriv tal med punktum mellom, til dømes 6.0",
        );
    }
    if hovud.logg.iter().any(|own| own.versjon == row.versjon) {
        return refused(format!("versjon {} står i loggen frå før", row.versjon), "Vel eit nytt nummer");
    }
    if versions::place(&arguments.plan, &row.versjon).exists() {
        return refused(format!("versjon {} er teken vare på frå før", row.versjon), "Vel eit nytt nummer");
    }
    if let Some(last) = hovud.logg.last() {
        let numbers = |text: &str| text.split('.').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<_>>>();
        if let (Some(old), Some(new)) = (numbers(&last.versjon), numbers(&row.versjon))
            && new <= old
        {
            let what = if new == old { "er den same som" } else { "er lågare enn" };
            let what = format!("versjon {} {what} den siste i loggen, {}", row.versjon, last.versjon);
            return refused(what, "Vel eit høgare nummer");
        }
        if date < last.dato.dag() {
            let what = format!("datoen {date} er eldre enn den siste versjonen i loggen, {}", last.versjon);
            return refused(what, "Loggen går frå den eldste til den nyaste: skriv ein nyare dato");
        }
    }
    let file = change.file(0).map_err(ChangeError::from)?;
    file.append(&Path::hovud().field("logg"), &edit::logg_rad(&row, &date.to_string()))
        .and_then(|()| file.set_field(&Path::hovud(), "versjon", &quoted(&row.versjon)))
        .map_err(ChangeError::from)?;
    let said = format!("Versjon {} er no den gjeldande\n", row.versjon);
    let mut meant = plan.clone();
    meant.hovud.versjon.clone_from(&row.versjon);
    meant.hovud.logg.push(row);
    change.write(Some(&meant))?;
    print(&said)?;
    keep(&arguments.plan, false).map_err(|why| CliError::Unknown {
        what: format!("versjonen står i loggen, men filene hans er ikkje tekne vare på: {why}"),
        hint: format!("Rett det, og skriv «handlingsplan versjon {} --på-nytt»", super::pasted(&arguments.plan)),
    })?;
    Ok(Outcome::Done)
}
