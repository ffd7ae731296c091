//! `handlingsplan godkjenn`: political bodies' decisions, written into the plan: one by one, a whole sheet of them, or the last
//! one of a body taken back.

use std::path::{Path, PathBuf};

use clap::Args;

use super::sheets::{describe_sheet, report_problems, write_template};
use super::{CliError, Outcome, load_plan, nfc, print, shell_quoted};
use crate::data::sheet;
use crate::make::decisions::{DecisionRequest, EntryReport, TakenBack, decide, decide_from_sheet, take_back};
use crate::make::error::EntryError;
use crate::plan::{Dato, Prosa, Utfall};
use crate::process::decisions::{OUTCOMES, is_head, parse_outcome, template};
use crate::words::notation::single_blanks;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument", display_order = 1)]
    plan: PathBuf,
    /// Parten som har gjort vedtaket: id-en i registeret, eller namnet
    #[arg(value_name = "PART", help_heading = "Argument", display_order = 2, required_unless_present_any = ["from", "template"])]
    part: Option<String>,
    /// Organet: formannskap, kommunestyre, fylkesting …
    #[arg(long = "organ", alias = "body", value_name = "ORGAN", required_unless_present_any = ["from", "template"])]
    body: Option<String>,
    /// Datoen for vedtaket, til dømes 18.06.2026
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::parse_date,
          required_unless_present_any = ["from", "template", "undo", "new_date", "called_off", "text", "change", "taken_in"])]
    date: Option<Dato>,
    /// Saksnummeret, til dømes "PS 45/25"
    #[arg(long = "sak", alias = "case", value_name = "SAK", requires = "date")]
    case: Option<String>,
    /// Utfallet: vedteke, endra (vedteke med endringar), avvist, utsett, "sendt tilbake" eller "teke til vitande" [vanlegvis vedteke]
    #[arg(
        long = "utfall",
        alias = "outcome",
        value_name = "UTFALL",
        default_value = "vedteke",
        hide_default_value = true,
        value_parser = outcome_value
    )]
    outcome: Utfall,
    /// Versjonen vedtaket gjeld [vanlegvis den som gjaldt den dagen]
    #[arg(long = "versjon", alias = "version", value_name = "VERSJON", requires = "date")]
    version: Option<String>,
    /// Datoen for det nye møtet, når saka er utsett eller skal opp på nytt; eller for eit møte som er flytta
    #[arg(long = "ny-dato", alias = "new-date", value_name = "DATO", value_parser = super::parse_date)]
    new_date: Option<Dato>,
    /// Møtet som er planlagt, er avlyst
    #[arg(long = "avlyst", alias = "called-off", conflicts_with_all = ["new_date", "date"])]
    called_off: bool,
    /// Ordlyden i vedtaket; utan --dato i det siste vedtaket til organet
    #[arg(long = "tekst", alias = "text", value_name = "TEKST")]
    text: Option<String>,
    /// Det eit vedtak med endringar endra i planen; utan --dato i det siste vedtaket til organet
    #[arg(long = "endring", alias = "change", value_name = "TEKST")]
    change: Option<String>,
    /// Versjonen som har teke inn endringa; utan --dato i det siste vedtaket til organet
    #[arg(long = "teken-inn-i", aliases = ["teke-inn-i", "taken-in"], value_name = "VERSJON")]
    taken_in: Option<String>,
    /// Skriv over det siste vedtaket i organet
    #[arg(long = "erstatt", alias = "replace")]
    replace: bool,
    /// Ta det siste vedtaket i organet tilbake
    #[arg(long = "angre", alias = "undo", conflicts_with_all = ["date", "replace", "new_date", "called_off", "text", "change", "taken_in"])]
    undo: bool,
    /// Rekneark med vedtak og møte: CSV, xlsx eller ods
    #[arg(long = "frå", aliases = ["fra", "from"], value_name = "FIL",
          conflicts_with_all = ["part", "body", "date", "replace", "undo", "new_date", "called_off", "text", "change", "taken_in"])]
    from: Option<PathBuf>,
    /// Arket i fila; utan denne det første synlege som har overskriftene
    #[arg(long = "ark", alias = "sheet", value_name = "NAMN", requires = "from")]
    sheet: Option<String>,
    /// Skriv vedtaka i arket inn i planen; utan denne blir det berre vist kva som ville bli ført inn
    #[arg(long = "skriv", alias = "write", requires = "from")]
    write: bool,
    /// Lag eit ark (CSV) å fylle ut, med alle organa i planen
    #[arg(long = "mal", alias = "template", value_name = "FIL", conflicts_with_all = ["part", "body", "date", "from"])]
    template: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    if let Some(file) = &arguments.template {
        return write_template(file, &template(&load_plan(&arguments.plan)?));
    }
    if let Some(file) = &arguments.from {
        return enter_from_sheet(arguments, file);
    }
    let (Some(part), Some(body)) = (&arguments.part, &arguments.body) else { return Ok(Outcome::Done) };
    let (part, body) = (nfc(part), nfc(body));
    if arguments.undo {
        return print_taken_back(arguments, &take_back(&arguments.plan, &part, &body)?);
    }
    let prose = |text: &Option<String>| {
        let text = text.as_deref().filter(|text| !text.trim().is_empty());
        text.map(|text| Prosa(nfc(text)))
    };
    let request = DecisionRequest {
        part,
        body,
        date: arguments.date,
        case: arguments.case.as_deref().map(nfc),
        outcome: arguments.outcome,
        version: arguments.version.clone(),
        text: prose(&arguments.text),
        change: prose(&arguments.change),
        taken_in: arguments.taken_in.clone(),
        new_date: arguments.new_date,
        called_off: arguments.called_off,
        replace: arguments.replace,
        amends: arguments.date.is_none()
            && (arguments.text.is_some() || arguments.change.is_some() || arguments.taken_in.is_some()),
    };
    print_summary(&decide(&arguments.plan, &request)?, "")
}

fn enter_from_sheet(arguments: &Arguments, file: &Path) -> Result<Outcome, CliError> {
    let sheet = sheet::open(file, arguments.sheet.as_deref(), is_head)?;
    let done = match decide_from_sheet(&arguments.plan, &sheet, !arguments.write) {
        Err(EntryError::Sheet(problems)) => return report_problems(file, &sheet, &problems),
        Err(EntryError::Change(why)) => return Err(why.into()),
        Ok(done) => done,
    };
    let end = match (done.new.is_empty(), arguments.write) {
        (true, _) => "Alt i arket står i planen frå før.\n",
        (_, true) => "",
        (_, false) => "Ingenting er skrive. Skriv det inn i planen med --skriv.\n",
    };
    print(&describe_sheet(&sheet))?;
    print_summary(&done, end)
}

/// What was entered, and what stood there before.
fn print_summary(done: &EntryReport, end: &str) -> Result<Outcome, CliError> {
    let new = done.new.iter().map(|line| format!("{line}\n"));
    let known = done.known.iter().map(|line| format!("{line}\n"));
    let kept = done.kept.iter().map(|kept| kept.sentence() + "\n");
    print(&(new.chain(known).chain(kept).collect::<String>() + end))?;
    Ok(Outcome::Done)
}

fn print_taken_back(arguments: &Arguments, taken: &TakenBack) -> Result<Outcome, CliError> {
    let vedtak = &taken.vedtak;
    let mut text = format!("Tok tilbake {}\n", taken.description);
    if let Some(day) = taken.meeting {
        text += &format!("Møtet er framleis planlagt {}; set ein annan dag med --ny-dato\n", day.0);
    }
    let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(" --sak {}", shell_quoted(Path::new(case))));
    let outcome = match vedtak.utfall {
        Utfall::Vedteke => "",
        Utfall::Endra => " --utfall endra",
        Utfall::Avvist => " --utfall avvist",
        Utfall::Utsett => " --utfall utsett",
        Utfall::SendtTilbake => " --utfall \"sendt tilbake\"",
        Utfall::TekeTilVitande => " --utfall \"teke til vitande\"",
    };
    let version = vedtak.versjon.as_ref().map_or(String::new(), |version| format!(" --versjon {version}"));
    let field = |option: &str, value: Option<&str>| {
        value.map_or(String::new(), |value| format!(" --{option} {}", shell_quoted(Path::new(value))))
    };
    let words = |prosa: &Option<Prosa>| prosa.as_ref().map(|prosa| single_blanks(&prosa.0));
    let more = field("tekst", words(&vedtak.tekst).as_deref())
        + &field("endring", words(&vedtak.endring).as_deref())
        + &field("teken-inn-i", vedtak.teke_inn_i.as_deref());
    text += &format!(
        "Slik kan du føre det inn att:\n  handlingsplan godkjenn {} {} --organ {} --dato {}{case}{outcome}{version}{more}\n",
        shell_quoted(&arguments.plan),
        taken.part,
        shell_quoted(Path::new(&taken.body)),
        vedtak.dato.0
    );
    print(&text)?;
    Ok(Outcome::Done)
}

/// The outcome as people write it.
fn outcome_value(text: &str) -> Result<Utfall, String> {
    parse_outcome(text).ok_or_else(|| format!("skriv {OUTCOMES}"))
}
