//! `handlingsplan kalender`: the planned meetings, for Outlook and other calendars.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, print};
use crate::edition::Edition;
use crate::make::build::load_and_check;
use crate::output::{output_folder, write_all};
use crate::process::calendar::calendar;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Mappa som fila skal i [vanlegvis output]
    #[arg(long = "ut", alias = "out", value_name = "MAPPE")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    // A plan with errors would give a calendar with them, and its name makes the file's.
    let checked = load_and_check(&arguments.plan, Edition::Utkast);
    checked.compose(None)?;
    let Some(plan) = checked.plan else { return Ok(Outcome::Done) };
    let file = calendar(&plan).ok_or_else(|| CliError::Refused {
        what: "planen har ingen planlagde møte".into(),
        hint: "Skriv «planlagt» ved organa under «handsaming» i plan.ron".into(),
    })?;
    let folder = arguments.out.clone().unwrap_or_else(|| output_folder(&arguments.plan));
    for path in write_all(&folder, &[file])? {
        print(&format!("Skreiv {}\n", path.display()))?;
    }
    Ok(Outcome::Done)
}
