//! The command line: what can be asked for, and the words in which it is explained. One file per command.

mod bygg;
mod finansiering;
mod forklar;
mod formater;
mod godkjenn;
mod hent;
mod kalender;
mod les;
mod lsp;
mod manual;
mod ny;
mod pakke;
mod quoting;
mod rullering;
mod samanlikn;
mod sheets;
mod sja;
mod sjekk;
mod status;
mod usage;
mod versjon;

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};
use unicode_normalization::UnicodeNormalization;

use self::quoting::shell_quoted;
use crate::data::{Loaded, Sources, load};
use crate::edition::Edition;
use crate::finding::Finding;
use crate::make::build::BuildError;
use crate::make::earlier::EarlierError;
use crate::make::error::ChangeError;
use crate::make::intake::IntakeError;
use crate::make::package::PackageError;
use crate::make::session::SessionError;
use crate::plan::{Dato, Plan, parse_loose_date};
use crate::preview::PreviewError;
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
    /// Vis planen i nettlesaren, og skriv i han der
    #[command(visible_aliases = ["watch", "preview"], alias = "sja", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan sjå [PLAN] [VAL]")]
    Sjå(sja::Arguments),
    /// Før inn eit politisk vedtak i planen
    #[command(visible_alias = "approve", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan godkjenn PLAN PART --organ ORGAN --dato DATO [VAL]\n      handlingsplan godkjenn PLAN PART --organ ORGAN --ny-dato DATO | --avlyst | --angre\n      handlingsplan godkjenn PLAN --frå FIL [--skriv]\n      handlingsplan godkjenn PLAN --mal FIL")]
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
              override_usage = "handlingsplan versjon PLAN VERSJON --status TEKST --av NAMN --dato DATO [VAL]\n      handlingsplan versjon PLAN --på-nytt")]
    Versjon(versjon::Arguments),
    /// Lag planen for neste år av den for i år
    #[command(visible_alias = "roll", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan rullering PLAN NY-MAPPE [VAL]")]
    Rullering(rullering::Arguments),
    /// Vis kva som er endra sidan ein eldre versjon
    #[command(visible_alias = "compare", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan samanlikn PLAN --med GAMMAL [VAL]")]
    Samanlikn(samanlikn::Arguments),
    /// Hent finansieringa frå eit rekneark
    #[command(visible_alias = "financing", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan finansiering PLAN --frå FIL [--ark NAMN] [--skriv]\n      handlingsplan finansiering PLAN --mal FIL")]
    Finansiering(finansiering::Arguments),
    /// Hent det andre har endra i Word-filene av planen
    #[command(visible_alias = "import", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan hent PLAN FIL.docx… [--skriv [NUMMER] | --vel] [VAL]")]
    Hent(hent::Arguments),
    /// Skriv det ein skjermlesar får frå PDF-en
    #[command(visible_alias = "listen", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan les PLAN [VAL]")]
    Les(les::Arguments),
    /// Lag pakken til departementet, eller stadfest ein pakke
    #[command(visible_alias = "package", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan pakke PLAN [VAL]\n      handlingsplan pakke --stadfest PAKKE")]
    Pakke(pakke::Arguments),
    /// Forklar koden i ei melding, eller ei opplysning i filene
    #[command(visible_alias = "explain", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan forklar [KODE|OPPLYSNING]")]
    Forklar(forklar::Arguments),
    /// Gje filene i ein plan eitt oppsett
    #[command(visible_alias = "fmt", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan formater PLAN [VAL]")]
    Formater(formater::Arguments),
    /// Lag ein ny, liten plan å byrje med, eller ein av ei Word-fil
    #[command(visible_alias = "new", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan ny MAPPE [VAL]\n      handlingsplan ny MAPPE --frå FIL [VAL]")]
    Ny(ny::Arguments),
    /// Gje hjelp i redigeringsprogrammet; det startar dette sjølv
    #[command(help_template = HELP, next_help_heading = "Val", override_usage = "handlingsplan lsp")]
    Lsp(lsp::Arguments),
    /// Lag det skalet treng for å fullføre kommandoar når du trykkjer Tab
    #[command(visible_alias = "completions", help_template = HELP, next_help_heading = "Val",
              override_usage = "handlingsplan fullføring bash|zsh|fish|powershell")]
    Fullføring(manual::Shells),
    /// Skriv manualsida (for man)
    #[command(hide = true, help_template = HELP)]
    Manual,
    /// Vis hjelp til programmet, eller til ein kommando
    #[command(alias = "help", help_template = HELP, next_help_heading = "Val", override_usage = "handlingsplan hjelp [KOMMANDO]")]
    Hjelp(manual::Topic),
}

/// Why a command failed; the text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The documents could not be made.
    #[error(transparent)]
    Build(#[from] crate::make::build::BuildError),
    /// One of several editions could not be made, so none was; with the reason.
    #[error("ingenting er laga, for utgåva «{}» er ikkje klar", .0.contents().name)]
    Edition(Edition, Box<CliError>),
    /// The template could not be read.
    #[error(transparent)]
    Template(#[from] crate::pdf::TemplateError),
    /// A file could not be written.
    #[error(transparent)]
    Output(#[from] crate::output::OutputError),
    /// The data is wrong.
    #[error("planen har feil")]
    Findings {
        /// Everything that is wrong.
        findings: Vec<Finding>,
        /// The texts that it is in.
        sources: Box<Sources>,
    },
    /// The plan could not be changed.
    #[error(transparent)]
    Change(#[from] crate::make::session::SessionError),
    /// There is nothing to compare with.
    #[error("{}", describe_earlier_error(.0))]
    Since(#[from] EarlierError),
    /// The sheet can't be read.
    #[error(transparent)]
    Sheet(#[from] crate::data::sheet::SheetError),
    /// The package could not be made or confirmed.
    #[error(transparent)]
    Package(#[from] crate::make::package::PackageError),
    /// Word files can't be taken into the plan.
    #[error(transparent)]
    Intake(IntakeError),
    /// The plan can't be shown in the browser.
    #[error(transparent)]
    Preview(#[from] PreviewError),
    /// The editor gets no more answers.
    #[error(transparent)]
    Lsp(#[from] crate::lsp::LspError),
    /// The command refuses to do what it was asked; with the reason and a hint.
    #[error("{what}\nråd: {hint}")]
    Refused {
        /// What.
        what: String,
        /// What to do.
        hint: String,
    },
    /// There is no dictionary.
    #[error(transparent)]
    Spelling(#[from] crate::check::spelling::SpellingError),
    /// What was to be shown could not be written.
    #[error("kan ikkje skrive ut: {}", crate::output::write_error_reason(.0))]
    Print(std::io::Error),
    /// Findings can't be written as JSON.
    #[error("funna kan ikkje skrivast som JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The folder for a new plan is taken.
    #[error("{0} finst frå før, og er ikkje tom; vel eit anna namn")]
    Taken(std::path::PathBuf),
}

/// How a command that was carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// The command succeeded, and reported something that is wrong in the data.
    Found,
}

impl From<ChangeError> for CliError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Session(why) => why.into(),
            ChangeError::Write(why) => why.into(),
            ChangeError::Taken(folder) => Self::Taken(folder),
            ChangeError::Refused { what, hint } => Self::Refused { what, hint },
        }
    }
}

impl From<IntakeError> for CliError {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Change(why) => why.into(),
            other => Self::Intake(other),
        }
    }
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
            Command::Sjå(arguments) => sja::run(&arguments),
            Command::Godkjenn(arguments) => godkjenn::run(&arguments),
            Command::Status(arguments) => status::run(&arguments),
            Command::Kalender(arguments) => kalender::run(&arguments),
            Command::Les(arguments) => les::run(&arguments),
            Command::Versjon(arguments) => versjon::run(&arguments),
            Command::Rullering(arguments) => rullering::run(&arguments),
            Command::Samanlikn(arguments) => samanlikn::run(&arguments),
            Command::Finansiering(arguments) => finansiering::run(&arguments),
            Command::Hent(arguments) => hent::run(&arguments),
            Command::Pakke(arguments) => pakke::run(&arguments),
            Command::Forklar(arguments) => forklar::run(&arguments),
            Command::Formater(arguments) => formater::run(&arguments),
            Command::Ny(arguments) => ny::run(&arguments).map(|()| Outcome::Done),
            Command::Lsp(arguments) => lsp::run(&arguments),
            Command::Fullføring(shell) => manual::completions(&shell),
            Command::Manual => manual::page(),
            Command::Hjelp(topic) => manual::help(&topic),
        }
    }
}

/// Loads the plan in a folder, whatever else may be wrong with it.
fn load_plan(folder: &Path) -> Result<Plan, CliError> {
    load_plan_with_sources(folder).map(|(plan, _)| plan)
}

/// Loads the plan in a folder with the texts of its files, whatever else may be wrong with it.
fn load_plan_with_sources(folder: &Path) -> Result<(Plan, Sources), CliError> {
    let Loaded { sources, plan } = load(folder);
    match plan {
        Ok(plan) => Ok((plan, sources)),
        Err(findings) => Err(CliError::Findings { findings, sources: Box::new(sources) }),
    }
}

/// How something is shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum OutputFormat {
    #[value(alias = "text")]
    Tekst,
    Json,
}

/// The message of an `EarlierError`, with the versions that are kept where another was asked for.
fn describe_earlier_error(error: &EarlierError) -> String {
    let (EarlierError::Unknown { kept, .. } | EarlierError::NotKept { kept, .. }) = error else {
        return error.to_string();
    };
    match kept.as_slice() {
        [] => format!(
            "{error}\nråd: Ingen versjonar er tekne vare på enno; «handlingsplan versjon» tek vare på kvar ny versjon"
        ),
        all => format!("{error}\nråd: Desse er tekne vare på: {}", all.join(", ")),
    }
}

impl CliError {
    /// Renders the message for the user, with or without colours.
    pub fn render(&self, colours: bool) -> String {
        match self {
            Self::Findings { findings, sources }
            | Self::Build(BuildError::Findings { findings, sources })
            | Self::Change(SessionError::Findings { findings, sources })
            | Self::Intake(IntakeError::Session(SessionError::Findings { findings, sources }))
            | Self::Preview(PreviewError::Findings { findings, sources })
            | Self::Package(PackageError::Build(BuildError::Findings { findings, sources })) => {
                report::render(findings, sources, colours)
            }
            Self::Since(EarlierError::Findings { findings, sources }) => {
                format!("feil: {self}\n\n{}", report::render(findings, sources, colours))
            }
            Self::Edition(_, why) => format!("feil: {self}\n\n{}", why.render(colours)),
            other => report::escape_control_characters(&format!("feil: {other}")).into_owned(),
        }
    }
}

/// Whether what is written to a stream may have colours: it goes to a terminal that has them, and nobody has asked for none
/// (no-color.org).
pub fn supports_colours(stream: &impl IsTerminal) -> bool {
    let wanted = stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    // A console of Windows has to be asked, and the old ones have none.
    #[cfg(windows)]
    let wanted = wanted && anstyle_query::windows::enable_ansi_colors().unwrap_or(false);
    wanted
}

/// A date on the command line, in any form that is written in Norwegian.
fn parse_date(text: &str) -> Result<Dato, String> {
    parse_loose_date(text).ok_or_else(|| match crate::plan::looks_like_date(text) {
        true => "dagen finst ikkje i kalenderen".into(),
        false => "skriv dag, månad og år, til dømes 17.06.2026 eller 2026-06-17".into(),
    })
}

/// The day it is here, where none is given on the command line.
///
/// # Errors
/// `CliError` if the clock stands beyond every day there is.
#[expect(clippy::disallowed_methods, reason = "what is typed in has a day, as it would by hand; no document asks")]
fn today() -> Result<jiff::civil::Date, CliError> {
    let now = jiff::Timestamp::try_from(std::time::SystemTime::now());
    now.map(|now| now.to_zoned(jiff::tz::TimeZone::system()).date()).map_err(|_| CliError::Refused {
        what: "klokka på maskina viser ein dag som ikkje finst i kalenderen".into(),
        hint: "Still klokka, eller skriv dagen med --dato".into(),
    })
}

/// A year on the command line.
fn parse_year(text: &str) -> Result<i16, String> {
    let year = text.parse().ok().filter(|year| (1900..=9999).contains(year));
    year.ok_or_else(|| "skriv eit årstal, til dømes 2027".into())
}

/// A text of the command line in Unicode's composed form (NFC), as the data is read.
fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Prints to standard output, with control characters escaped.
fn print(text: &str) -> Result<(), CliError> {
    print_raw(&report::escape_control_characters(text))
}

/// Prints to standard output as it is. A closed pipe is no error; a full disk is.
fn print_raw(text: &str) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(CliError::Print),
    }
}

impl ValueEnum for Edition {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.contents().name))
    }
}
