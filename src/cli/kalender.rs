//! `handlingsplan kalender`: the planned meetings, for Outlook and other calendars.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, loaded, output_folder};
use crate::calendar::calendar;
use crate::output::write_all;

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
    let plan = loaded(&arguments.plan)?;
    let file = calendar(&plan).ok_or_else(|| CliError::Unknown {
        what: "planen har ingen planlagde møte".into(),
        hint: "Skriv «planlagt» ved organa under «handsaming» i plan.ron".into(),
    })?;
    let folder = arguments.out.clone().unwrap_or_else(|| output_folder(&arguments.plan));
    for path in write_all(&folder, &[file])? {
        let _ = writeln!(std::io::stdout(), "Skreiv {}", path.display());
    }
    Ok(Outcome::Done)
}
