//! `handlingsplan bygg`: a plan's folder in, its documents out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::CliError;
use crate::build::{Format, composed};
use crate::edition::Edition;
use crate::output::write_all;
use crate::pdf::{Resolution, Template};
use crate::report;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Utgåva som skal lagast: utkast, politisk, endeleg eller kdd [vanlegvis utkast]
    #[arg(long = "utgåve", aliases = ["utgave", "edition"], value_name = "UTGÅVE", default_value = "utkast",
          hide_default_value = true, hide_possible_values = true)]
    edition: Edition,
    /// Filene som skal lagast, med komma mellom: pdf, docx, png, json [vanlegvis pdf,docx]
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "pdf,docx",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Vec<Kind>,
    /// Kor fine sidebileta (png) skal vera, i punkt per tomme, frå 20 til 600 [vanlegvis 100]
    #[arg(long = "oppløysing", aliases = ["opploysing", "resolution"], value_name = "DPI", default_value = "100",
          hide_default_value = true, value_parser = resolution)]
    resolution: Resolution,
    /// Mappa som filene skal i [vanlegvis output]
    #[arg(long = "ut", alias = "out", value_name = "MAPPE")]
    out: Option<PathBuf>,
    /// Bruk malen i denne mappa i staden for den som følgjer programmet
    #[arg(long = "mal", alias = "template", value_name = "MAPPE")]
    template: Option<PathBuf>,
    /// Skriv ingenting når alt går bra
    #[arg(long = "stille", short = 's', alias = "quiet")]
    quiet: bool,
}

/// A kind of file, as it is named on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Pdf,
    #[value(alias = "word")]
    Docx,
    Png,
    Json,
}

fn resolution(text: &str) -> Result<Resolution, String> {
    text.parse().ok().and_then(Resolution::new).ok_or_else(|| text.into())
}

pub(super) fn run(arguments: &Arguments) -> Result<(), CliError> {
    let start = Instant::now();
    let template = match &arguments.template {
        Some(folder) => Template::from_folder(folder)?,
        None => Template::embedded(),
    };
    let composed = composed(&arguments.plan, arguments.edition)?;
    let formats: Vec<Format> = arguments
        .format
        .iter()
        .map(|kind| match kind {
            Kind::Pdf => Format::Pdf,
            Kind::Docx => Format::Docx,
            Kind::Png => Format::Png(arguments.resolution),
            Kind::Json => Format::Json,
        })
        .collect();
    let files = composed.files(&formats, &template)?;
    let folder = arguments.out.clone().unwrap_or_else(|| output_folder(&arguments.plan));
    let paths = write_all(&folder, &files)?;
    if !arguments.quiet {
        // A closed pipe is no reason to fail: the files are there.
        let _ = tell(arguments, composed.warnings, &paths, start);
    }
    Ok(())
}

fn tell(arguments: &Arguments, warnings: usize, paths: &[PathBuf], start: Instant) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for path in paths {
        let bytes = std::fs::metadata(path)?.len();
        writeln!(out, "Skreiv {} ({} KB)", path.display(), bytes.div_ceil(1000))?;
    }
    if warnings > 0 {
        let count = report::count(warnings, "åtvaring", "åtvaringar");
        let edition = match arguments.edition {
            Edition::Utkast => String::new(),
            other => format!(" --utgåve {}", other.contents().name),
        };
        let plan = arguments.plan.display();
        writeln!(std::io::stderr(), "{count}; sjå dei med: handlingsplan sjekk {plan}{edition}")?;
    }
    let seconds = format!("{:.1}", start.elapsed().as_secs_f64()).replace('.', ",");
    writeln!(out, "Ferdig på {seconds} sekund")
}

/// The `output` folder of the project that the plan lies in (`PROJECT/data/PLAN`), or else of this folder.
fn output_folder(plan: &Path) -> PathBuf {
    let project = || {
        let plan = plan.canonicalize().ok()?;
        let data = plan.parent().filter(|data| data.ends_with("data"))?;
        let output = data.parent()?.join("output");
        output.is_dir().then_some(output)
    };
    let here = PathBuf::from("output");
    match project() {
        // The shorter name reads better where it leads to the same place.
        Some(folder) if here.canonicalize().ok().as_ref() == Some(&folder) => here,
        Some(folder) => folder,
        None => here,
    }
}
