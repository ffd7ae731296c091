//! `handlingsplan sjekk`: everything that is wrong in a plan's data, at its place.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CliError, Outcome, print_raw, supports_colours};
use crate::check::spelling::Speller;
use crate::edition::Edition;
use crate::finding::Severity;
use crate::make::build::LoadedPlan;
use crate::report;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Utgåva som planen skal vere klar for: utkast, politisk, endeleg eller kdd [vanlegvis utkast]
    #[arg(long = "utgåve", aliases = ["utgave", "edition"], value_name = "UTGÅVE", default_value = "utkast",
          hide_default_value = true, hide_possible_values = true)]
    edition: Edition,
    /// Korleis funna skal visast: tekst, json eller sarif [vanlegvis tekst]
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "tekst",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: FindingsFormat,
    /// Sjå på åtvaringar som feil
    #[arg(long = "streng", alias = "strict")]
    strict: bool,
    /// Vis kvar stad der same feilen står, ikkje berre den første
    #[arg(long = "alle", alias = "all")]
    every_place: bool,
    /// Sjå òg etter stavefeil
    #[arg(long = "språk", aliases = ["sprak", "spelling"])]
    spelling: bool,
    /// Bruk denne ordboka (ei .dic-fil med ei .aff-fil ved sida av) i staden for den som er installert
    #[arg(long = "ordbok", alias = "dictionary", value_name = "FIL", requires = "spelling")]
    dictionary: Option<PathBuf>,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum FindingsFormat {
    #[value(alias = "text")]
    Tekst,
    Json,
    Sarif,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let opened = LoadedPlan::read(&arguments.plan);
    let speller = match (&opened.plan, arguments.spelling) {
        (Some(plan), true) => Some(Speller::new(&arguments.plan, plan, arguments.dictionary.as_deref())?),
        _ => None,
    };
    let mut checked = opened.check_with_places(arguments.edition, speller.as_ref(), arguments.every_place);
    if arguments.strict {
        for finding in &mut checked.findings {
            finding.severity = Severity::Error;
        }
    }
    let (findings, sources) = (&checked.findings, &checked.sources);
    let text = match arguments.format {
        FindingsFormat::Tekst => {
            let colours = supports_colours(&std::io::stdout());
            let plan = arguments.plan.display().to_string();
            report::render(findings, sources, colours)
                + &report::escape_control_characters(&report::summary(findings, &plan))
        }
        FindingsFormat::Json => report::json(findings, sources, arguments.edition)?,
        FindingsFormat::Sarif => report::sarif(findings, sources)?,
    };
    print_raw(&format!("{}\n", text.trim_end()))?;
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if failed { Outcome::Found } else { Outcome::Done })
}
