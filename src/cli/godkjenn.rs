//! `handlingsplan godkjenn`: a political body's decision, written into the plan.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, composed, print};
use crate::data::edit;
use crate::finding::suggestion;
use crate::make::change::{Change, ChangeError};
use crate::plan::{Dato, LoggRad, Path, Utfall, Vedtak};

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
        value_parser = outcome
    )]
    outcome: Utfall,
    /// Versjonen vedtaket gjeld [vanlegvis den gjeldande]
    #[arg(long = "versjon", alias = "version", value_name = "VERSJON")]
    version: Option<String>,
    /// Skriv over det siste vedtaket i organet
    #[arg(long = "erstatt", alias = "replace")]
    replace: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let (part, wanted) = (composed(&arguments.part), composed(&arguments.body).to_lowercase());
    let mut change = Change::open(&arguments.plan)?;
    let plan = change.plan().clone();
    let hovud = &plan.hovud;
    let unknown = |what: String, hint: Option<String>| CliError::Unknown { what, hint: hint.unwrap_or_default() };
    let Some(party) = hovud.handsaming.iter().position(|own| own.part.as_str() == part) else {
        let known = hovud.handsaming.iter().map(|own| own.part.as_str());
        let what = format!("parten «{}» står ikkje under «handsaming» i planen", arguments.part);
        return Err(unknown(what, suggestion(&arguments.part, known)));
    };
    let bodies = &hovud.handsaming[party].organ;
    let Some(body) = bodies.iter().position(|own| own.organ.0.to_lowercase() == wanted) else {
        let known = bodies.iter().map(|own| own.organ.0.as_str());
        let what = format!("{} har ikkje noko organ som heiter «{}»", arguments.part, arguments.body);
        return Err(unknown(what, suggestion(&arguments.body, known)));
    };
    if let Some(version) =
        arguments.version.as_ref().filter(|version| hovud.logg.iter().all(|row| &row.versjon != *version))
    {
        let known = hovud.logg.iter().map(|row| row.versjon.as_str());
        return Err(unknown(format!("versjon «{version}» står ikkje i loggen"), suggestion(version, known)));
    }
    // A decision on another year's plan would count for nothing.
    let of_year = |version: &String| {
        let row = hovud.logg.iter().find(|row| &row.versjon == version);
        row.map(LoggRad::planår).filter(|year| *year != hovud.år)
    };
    if let Some((version, year)) = arguments.version.as_ref().and_then(|version| Some((version, of_year(version)?))) {
        let what = format!("versjon {version} er av planen for {year}, og denne planen gjeld for {}", hovud.år);
        return Err(unknown(what, Some("Vel ein versjon av planen for året".into())));
    }
    let organ = &bodies[body];
    let vedtak = Vedtak {
        dato: arguments.date,
        sak: arguments.case.as_deref().map(composed),
        utfall: arguments.outcome,
        versjon: Some(arguments.version.clone().unwrap_or_else(|| hovud.versjon.clone())),
        tekst: None,
        endring: None,
        teke_inn_i: None,
    };
    let said = format!("{} i {}, {}", organ.organ.0, arguments.part, arguments.date.0);
    let same = |own: &Vedtak| {
        (own.dato, &own.sak, own.utfall) == (vedtak.dato, &vedtak.sak, vedtak.utfall)
            && (arguments.version.is_none() || own.versjon == vedtak.versjon)
    };
    if organ.vedtak.iter().any(same) {
        print(&format!("Vedtaket står i planen frå før: {said}\n"))?;
        return Ok(Outcome::Done);
    }
    // An adoption after a rejection, and a decision on another version, stand beside the old one; any other corrects it.
    // The same case on the same day is the same decision, whatever its outcome.
    let old = organ.vedtak.last().filter(|old| {
        let same_case = old.dato == vedtak.dato && old.sak == vedtak.sak;
        same_case
            || old.utfall != Utfall::Avvist
                && old.versjon.as_ref().is_none_or(|version| Some(version) == vedtak.versjon.as_ref())
    });
    let last_year = |old: &Vedtak| plan.vedtak_planår(old) != Some(hovud.år);
    if let Some(old) = old.filter(|old| !arguments.replace && !last_year(old)) {
        let case = old.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
        return Err(CliError::Decided(format!("{} i {}: {}{case}", organ.organ.0, arguments.part, old.dato.0)));
    }
    if let Some(later) = organ.vedtak.last().filter(|last| !arguments.replace && last.dato > vedtak.dato) {
        return Err(CliError::Earlier(said, later.dato.0.to_string()));
    }
    let mut meant = plan.clone();
    let decisions = &mut meant.hovud.handsaming[party].organ[body].vedtak;
    let there = decisions.len();
    if arguments.replace {
        decisions.pop();
    }
    let value = edit::vedtak(&vedtak);
    decisions.push(vedtak);
    let own = Path::hovud().field("handsaming").index(party).field("organ").index(body);
    let list = own.field("vedtak");
    let file = change.file(0).map_err(ChangeError::from)?;
    match there {
        // A list that is there may have comments.
        0 => file.append(&list, &value).or_else(|_| file.set_field(&own, "vedtak", &format!("[{value}]"))),
        count if arguments.replace => file.set(&list.index(count - 1), &value),
        _ => file.append(&list, &value),
    }
    .map_err(ChangeError::from)?;
    change.write(Some(&meant))?;
    print(&format!("Førte inn vedtaket: {said}\n"))?;
    Ok(Outcome::Done)
}

/// The outcome as people write it, in either written language, with or without blanks.
fn outcome(text: &str) -> Result<Utfall, String> {
    let bare: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    match bare.as_str() {
        "vedteke" | "vedtatt" | "vedtatte" | "vedteken" | "vedtekne" | "adopted" => Ok(Utfall::Vedteke),
        "avvist" | "avslått" | "rejected" => Ok(Utfall::Avvist),
        _ if bare.starts_with("endra") || bare.starts_with("endret") || bare.contains("medendring") => {
            Ok(Utfall::Endra)
        }
        _ => Err("skriv vedteke, endra (vedteke med endringar) eller avvist".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_never_taken_for_its_opposite() {
        for (text, expected) in [
            ("vedteke", Utfall::Vedteke),
            ("Vedtatt", Utfall::Vedteke),
            ("vedtatt med endringer", Utfall::Endra),
            ("vedteke med endringar", Utfall::Endra),
            ("Endra", Utfall::Endra),
            ("avvist", Utfall::Avvist),
        ] {
            assert_eq!(outcome(text), Ok(expected), "{text}");
        }
        assert!(outcome("ikkje vedteke").is_err());
    }
}
