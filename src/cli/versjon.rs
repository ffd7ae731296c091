//! `handlingsplan versjon`: a new version in the log, which becomes the current one.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, loaded};
use crate::edit::PlanFile;
use crate::plan::{Dato, LoggDato, LoggRad};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Nummeret på den nye versjonen, til dømes 7.0
    #[arg(value_name = "VERSJON", help_heading = "Argument")]
    version: String,
    /// Kvar i prosessen versjonen står
    #[arg(long = "status", value_name = "TEKST")]
    status: String,
    /// Kven som har laga han
    #[arg(long = "av", alias = "by", value_name = "NAMN")]
    by: String,
    /// Datoen, år-månad-dag
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::date)]
    date: Dato,
    /// Namnet på versjonen, til dømes "Piloten sitt utkast"
    #[arg(long = "namn", alias = "name", value_name = "TEKST")]
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let mut file = PlanFile::open(&arguments.plan)?;
    let plan = loaded(&arguments.plan)?;
    let row = LoggRad {
        versjon: arguments.version.clone(),
        namn: arguments.name.clone(),
        dato: LoggDato::Dag(arguments.date),
        status: arguments.status.clone(),
        endra_av: arguments.by.clone(),
    };
    if plan.hovud.logg.iter().any(|own| own.versjon == row.versjon) {
        return Err(CliError::Unknown {
            what: format!("versjon {} står i loggen frå før", row.versjon),
            hint: "Vel eit nytt nummer".into(),
        });
    }
    let mut meant = plan.hovud.clone();
    file.add_version(&row, &arguments.date.0.to_string())?;
    meant.versjon.clone_from(&row.versjon);
    meant.logg.push(row);
    file.write(&meant)?;
    let _ = writeln!(std::io::stdout(), "Versjon {} er no den gjeldande", arguments.version);
    Ok(Outcome::Done)
}
