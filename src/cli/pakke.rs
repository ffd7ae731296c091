//! `handlingsplan pakke`: everything that the ministry gets, in one file; and the confirmation of such a file.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, output_folder};
use crate::output::write_all;
use crate::package::{confirm, package};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument", required_unless_present = "confirm")]
    plan: Option<PathBuf>,
    /// Mappa som pakken skal i [vanlegvis output]
    #[arg(long = "ut", alias = "out", value_name = "MAPPE")]
    out: Option<PathBuf>,
    /// Lag alt i ein pakke på nytt av dataa i han, og sjå om kvar byte er lik
    #[arg(long = "stadfest", alias = "confirm", value_name = "PAKKE", conflicts_with_all = ["plan", "out"])]
    confirm: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let mut out = std::io::stdout();
    if let Some(file) = &arguments.confirm {
        let (confirmations, version) = confirm(file)?;
        for one in &confirmations {
            let _ = writeln!(out, "{} {}", if one.same { "lik:   " } else { "ULIK:  " }, one.name);
        }
        let same = confirmations.iter().all(|one| one.same);
        let said = if same { "Alt i pakken er det dataa i han gjev" } else { "Pakken er ikkje det dataa i han gjev" };
        let _ = writeln!(out, "{said}");
        let own = env!("CARGO_PKG_VERSION");
        if !same && version != own {
            let _ = writeln!(
                out,
                "råd: Pakken er laga med handlingsplan {version}, og dette er {own}; prøv med den versjonen"
            );
        }
        return Ok(if same { Outcome::Done } else { Outcome::Found });
    }
    let Some(plan) = &arguments.plan else { return Ok(Outcome::Done) };
    let file = package(plan)?;
    let folder = arguments.out.clone().unwrap_or_else(|| output_folder(plan));
    for path in write_all(&folder, &[file])? {
        let _ = writeln!(out, "Skreiv {}", path.display());
    }
    Ok(Outcome::Done)
}
