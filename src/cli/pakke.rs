//! `handlingsplan pakke`: everything that the ministry gets, in one file; and the confirmation of such a file.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{CliError, Outcome, print};
use crate::make::package::{confirm, package};
use crate::output::{output_folder, write_all};
use crate::report::escape_control_characters;

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
    /// Skriv ingenting når alt går bra
    #[arg(long = "stille", short = 's', alias = "quiet")]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    if let Some(file) = &arguments.confirm {
        return confirm_package(file);
    }
    let Some(plan) = &arguments.plan else { return Ok(Outcome::Done) };
    let file = package(plan)?;
    let folder = arguments.out.clone().unwrap_or_else(|| output_folder(plan));
    for path in write_all(&folder, &[file])? {
        if !arguments.quiet {
            print(&format!("Skreiv {}\n", path.display()))?;
        }
    }
    Ok(Outcome::Done)
}

fn confirm_package(file: &Path) -> Result<Outcome, CliError> {
    let found = confirm(file)?;
    let mut text = String::new();
    for one in &found.files {
        text += &format!("{} {}\n", if one.same { "lik:   " } else { "ULIK:  " }, escape_control_characters(&one.name));
    }
    let files_same = found.files.iter().all(|one| one.same);
    text += match (found.same, files_same) {
        (true, _) => "Dokumenta stemmer med dataa i pakken\n",
        (false, true) => {
            "Filene er like, men pakken er ikkje den programmet laga: han er pakka på nytt, eller har noko attåt\n"
        }
        _ => "Dokumenta stemmer ikkje med dataa i pakken\n",
    };
    let own = env!("CARGO_PKG_VERSION");
    if !found.same && found.version != own {
        let made = &found.version;
        text += &format!("råd: Pakken er laga med handlingsplan {made}, og dette er {own}; prøv med den versjonen\n");
    }
    print(&text)?;
    Ok(if found.same { Outcome::Done } else { Outcome::Found })
}
