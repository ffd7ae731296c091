//! `handlingsplan formater`: the plan's files in one layout.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome};
use crate::format::formatted;
use crate::load::load;
use crate::output::{OutputFile, write_all};
use crate::report;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Sjå berre etter om noko bør formaterast, og endra ingenting
    #[arg(long = "sjekk", alias = "check")]
    check: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let loaded = load(&arguments.plan);
    if let Err(findings) = &loaded.plan {
        return Err(CliError::Findings(report::text(findings, &loaded.sources)));
    }
    let mut changed = Vec::new();
    for source in &loaded.sources.files {
        let path = PathBuf::from(&source.name);
        let Some(text) = formatted(&source.text) else {
            return Err(CliError::NotFormatted(path));
        };
        let name = path.strip_prefix(&arguments.plan).unwrap_or(&path).display().to_string();
        // Compared with what is on the disk: a byte order mark or Windows line ends go too.
        if std::fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            changed.push(OutputFile::new(name, text.into_bytes()));
        }
    }
    let mut out = std::io::stdout();
    let what = if arguments.check { "Bør formaterast" } else { "Formaterte" };
    for file in &changed {
        let _ = writeln!(out, "{what}: {}", arguments.plan.join(&file.name).display());
    }
    if arguments.check {
        return Ok(if changed.is_empty() { Outcome::Done } else { Outcome::Found });
    }
    write_all(&arguments.plan, &changed)?;
    Ok(Outcome::Done)
}
