//! The command line: what can be asked for, and the words in which it is explained. One file per command.

mod bygg;
mod forklar;
mod formater;
mod godkjenn;
mod kalender;
mod ny;
mod pakke;
mod sjekk;
mod status;
mod usage;
mod versjon;

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};

use crate::edition::Edition;
use crate::load::load;
use crate::plan::{Dato, Plan};
use crate::report;

pub use usage::usage_error;

/// How a help text is laid out: clap's own headings are English.
const HELP: &str = "{about}\n\nBruk: {usage}\n\n{all-args}{after-help}";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "handlingsplan",
    version,
    about = "Lagar handlingsplanen til ei bygdevekstavtale som PDF og Word",
    help_template = HELP,
    subcommand_help_heading = "Kommandoar",
    subcommand_value_name = "KOMMANDO",
    next_help_heading = "Val",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "\nSkriv «handlingsplan KOMMANDO --hjelp» for å sjå kva ein kommando kan.",
    override_usage = "handlingsplan KOMMANDO [VAL]",
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Vis denne hjelpa
    #[arg(long, short = 'h', visible_alias = "help", global = true, action = clap::ArgAction::Help)]
    hjelp: Option<bool>,
    /// Vis versjonen av programmet
    #[arg(long, short = 'V', alias = "version", action = clap::ArgAction::Version)]
    versjon: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lag dokumenta av ein plan
    #[command(visible_alias = "build", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan bygg PLAN [VAL]")]
    Bygg(bygg::Arguments),
    /// Sjå etter feil og slurv i ein plan
    #[command(visible_alias = "check", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan sjekk PLAN [VAL]")]
    Sjekk(sjekk::Arguments),
    /// Før inn eit politisk vedtak i planen
    #[command(visible_alias = "approve", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan godkjenn PLAN PART --organ ORGAN --dato DATO [VAL]")]
    Godkjenn(godkjenn::Arguments),
    /// Vis kvar planen står i den politiske handsaminga
    #[command(help_template = HELP, next_help_heading = "Val", override_usage = "handlingsplan status PLAN [VAL]")]
    Status(status::Arguments),
    /// Lag ein kalender av dei planlagde møta
    #[command(visible_alias = "calendar", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan kalender PLAN [VAL]")]
    Kalender(kalender::Arguments),
    /// Før inn ein ny versjon i loggen
    #[command(visible_alias = "release", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan versjon PLAN VERSJON --status TEKST --av NAMN --dato DATO [VAL]")]
    Versjon(versjon::Arguments),
    /// Lag pakken til departementet, eller stadfest ein pakke
    #[command(visible_alias = "package", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan pakke PLAN [VAL]\n      handlingsplan pakke --stadfest PAKKE")]
    Pakke(pakke::Arguments),
    /// Forklar koden i ei melding
    #[command(visible_alias = "explain", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan forklar [KODE]")]
    Forklar(forklar::Arguments),
    /// Gje filene i ein plan eitt oppsett
    #[command(visible_alias = "fmt", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan formater PLAN [VAL]")]
    Formater(formater::Arguments),
    /// Lag ein ny, liten plan å byrja med
    #[command(visible_alias = "new", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan ny MAPPE")]
    Ny(ny::Arguments),
}

/// Why a command failed; the text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The documents could not be made.
    #[error(transparent)]
    Build(#[from] crate::build::BuildError),
    /// The template could not be read.
    #[error(transparent)]
    Template(#[from] crate::pdf::TemplateError),
    /// A file could not be written.
    #[error(transparent)]
    Output(#[from] crate::output::OutputError),
    /// The data is wrong; the text names every place.
    #[error("{0}")]
    Findings(String),
    /// The plan could not be changed.
    #[error(transparent)]
    Edit(#[from] crate::edit::EditError),
    /// The package could not be made or confirmed.
    #[error(transparent)]
    Package(#[from] crate::package::PackageError),
    /// Something that the command names is not there, or is there already.
    #[error("{what}\nråd: {hint}")]
    Unknown {
        /// What.
        what: String,
        /// What to do.
        hint: String,
    },
    /// The body has decided something else.
    #[error("planen har eit anna vedtak frå før: {0}\nråd: Skriv over det med --erstatt")]
    Decided(String),
    /// There is no dictionary.
    #[error(transparent)]
    Spelling(#[from] crate::spelling::SpellingError),
    /// Findings can't be written as JSON.
    #[error("funna kan ikkje skrivast som JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A file can't be laid out.
    #[error("{0} kan ikkje formaterast")]
    NotFormatted(std::path::PathBuf),
    /// The folder for a new plan is taken.
    #[error("{0} finst frå før, og er ikkje tom; vel eit anna namn")]
    Taken(std::path::PathBuf),
}

/// How a command that was carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// It has told of something that is wrong.
    Found,
}

impl Cli {
    /// Carries out the command.
    ///
    /// # Errors
    /// `CliError`, with a text for the user.
    pub fn run(self) -> Result<Outcome, CliError> {
        match self.command {
            Command::Bygg(arguments) => bygg::run(&arguments).map(|()| Outcome::Done),
            Command::Sjekk(arguments) => sjekk::run(&arguments),
            Command::Godkjenn(arguments) => godkjenn::run(&arguments),
            Command::Status(arguments) => status::run(&arguments),
            Command::Kalender(arguments) => kalender::run(&arguments),
            Command::Versjon(arguments) => versjon::run(&arguments),
            Command::Pakke(arguments) => pakke::run(&arguments),
            Command::Forklar(arguments) => forklar::run(&arguments),
            Command::Formater(arguments) => formater::run(&arguments),
            Command::Ny(arguments) => ny::run(&arguments).map(|()| Outcome::Done),
        }
    }
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

/// The plan in a folder, whatever else may be wrong with it.
fn loaded(folder: &Path) -> Result<Plan, CliError> {
    let loaded = load(folder);
    loaded.plan.map_err(|findings| CliError::Findings(report::text(&findings, &loaded.sources)))
}

/// A date on the command line.
fn date(text: &str) -> Result<Dato, String> {
    crate::plan::dato(text).ok_or_else(|| text.into())
}

impl ValueEnum for Edition {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.contents().name))
    }
}
