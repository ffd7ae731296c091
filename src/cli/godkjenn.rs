//! `handlingsplan godkjenn`: a political body's decision, written into the plan.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CliError, Outcome, loaded};
use crate::edit::PlanFile;
use crate::finding::suggestion;
use crate::plan::{Dato, Utfall, Vedtak};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Parten som har gjort vedtaket: id-en i registeret
    #[arg(value_name = "PART", help_heading = "Argument")]
    part: String,
    /// Organet: formannskap, kommunestyre, fylkesting …
    #[arg(long = "organ", alias = "body", value_name = "ORGAN")]
    body: String,
    /// Datoen for vedtaket, år-månad-dag
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::date)]
    date: Dato,
    /// Saksnummeret, til dømes "PS 45/25"
    #[arg(long = "sak", alias = "case", value_name = "SAK")]
    case: Option<String>,
    /// Utfallet: vedteke, endra (vedteke med endringar) eller avvist [vanlegvis vedteke]
    #[arg(
        long = "utfall",
        alias = "outcome",
        value_name = "UTFALL",
        default_value = "vedteke",
        hide_default_value = true,
        hide_possible_values = true
    )]
    outcome: Result,
    /// Skriv over eit vedtak som er ført inn før
    #[arg(long = "erstatt", alias = "replace")]
    replace: bool,
}

/// The outcome, as it is named on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Result {
    Vedteke,
    Endra,
    Avvist,
}

pub(super) fn run(arguments: &Arguments) -> std::result::Result<Outcome, CliError> {
    let mut file = PlanFile::open(&arguments.plan)?;
    let plan = loaded(&arguments.plan)?;
    let hovud = &plan.hovud;
    let unknown = |what: String, hint: Option<String>| CliError::Unknown { what, hint: hint.unwrap_or_default() };
    let Some(party) = hovud.handsaming.iter().position(|own| own.part.as_str() == arguments.part) else {
        let known = hovud.handsaming.iter().map(|own| own.part.as_str());
        let what = format!("parten «{}» står ikkje under «handsaming» i planen", arguments.part);
        return Err(unknown(what, suggestion(&arguments.part, known)));
    };
    let bodies = &hovud.handsaming[party].organ;
    let Some(body) = bodies.iter().position(|own| own.organ.0 == arguments.body) else {
        let known = bodies.iter().map(|own| own.organ.0.as_str());
        let what = format!("{} har ikkje noko organ som heiter «{}»", arguments.part, arguments.body);
        return Err(unknown(what, suggestion(&arguments.body, known)));
    };
    let vedtak = Vedtak {
        dato: arguments.date,
        sak: arguments.case.clone(),
        utfall: match arguments.outcome {
            Result::Vedteke => Utfall::Vedteke,
            Result::Endra => Utfall::Endra,
            Result::Avvist => Utfall::Avvist,
        },
    };
    let said = format!("{} i {}, {}", arguments.body, arguments.part, arguments.date.0);
    match &bodies[body].vedtak {
        Some(old) if *old == vedtak => {
            let _ = writeln!(std::io::stdout(), "Vedtaket står i planen frå før: {said}");
            return Ok(Outcome::Done);
        }
        Some(old) if !arguments.replace => {
            let case = old.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
            return Err(CliError::Decided(format!("{} i {}: {}{case}", arguments.body, arguments.part, old.dato.0)));
        }
        _ => {}
    }
    let mut meant = hovud.clone();
    file.decide((party, body), &vedtak)?;
    meant.handsaming[party].organ[body].vedtak = Some(vedtak);
    file.write(&meant)?;
    let _ = writeln!(std::io::stdout(), "Førte inn vedtaket: {said}");
    Ok(Outcome::Done)
}
