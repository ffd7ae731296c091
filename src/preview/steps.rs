//! The steps of the year, as the commands take them: a new version, a decision, next year's plan. Comes in: what was typed in the
//! form of a step. Goes out: what was done, in sentences, or why it was not. What only makes documents is in `documents`.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::advice;
use super::answers::{Typed, line, prose, read};
use super::folders::{folder_name, new_folder};
use super::requests::{Reply, YearStep};
use super::saving::Refusal;
use crate::make::build::Format;
use crate::make::decisions::{DecisionRequest, TakenBack, decide, take_back};
use crate::make::error::ChangeError;
use crate::make::rullering::{RulleringRequest, write_next_year};
use crate::make::session::FileChange;
use crate::make::version::add_version;
use crate::make::wording::{long_day, years};
use crate::plan::fields::ValueKind;
use crate::plan::{Dato, LoggDato, LoggRad, Plan, Prosa, Utfall};

/// What becomes of a step in what the page can undo.
#[derive(Debug)]
pub(super) enum Trace {
    /// It can be undone: what it did, in a sentence, and the files.
    Undoable(String, FileChange),
    /// Neither it nor what was done before it can be undone.
    Final,
    /// It has not changed the plan.
    None,
}

/// A step that was taken.
#[derive(Debug)]
pub(super) struct Taken {
    /// What was done, in a sentence.
    pub(super) sentence: String,
    /// What is to be said besides, a sentence each.
    pub(super) more: Vec<String>,
    pub(super) trace: Trace,
    /// The plan that was made.
    pub(super) made: Option<PathBuf>,
}

/// Why a step is not taken.
#[derive(Debug)]
pub(super) struct StepError {
    /// The field that it is about.
    name: Option<&'static str>,
    /// A sentence.
    message: String,
    /// The field that is to have what stands in the other one, if that is meant: the step is taken then.
    confirmed_by: Option<&'static str>,
}

impl StepError {
    fn field(name: &'static str, message: impl Into<String>) -> Self {
        Self { name: Some(name), ..Self::of_all(message) }
    }

    fn of_all(message: impl Into<String>) -> Self {
        Self { name: None, message: message.into(), confirmed_by: None }
    }

    /// The answer to who asked.
    pub(super) fn reply(&self) -> Reply {
        let status = if self.name.is_some() { 422 } else { 409 };
        Reply::said(status, &json!({ "name": self.name, "message": self.message, "confirm": self.confirmed_by }))
    }
}

impl From<ChangeError> for StepError {
    fn from(error: ChangeError) -> Self {
        Self::of_all(refusal(error))
    }
}

/// Why a plan is not changed, in sentences for those who are on the page.
pub(super) fn refusal(error: ChangeError) -> String {
    match error {
        ChangeError::Session(error) => Refusal::Session(error).message(),
        // What to type in a terminal is no advice here.
        ChangeError::Refused { what, hint } => match advice::of_hint(&hint) {
            Some(hint) => sentence(&what) + " " + &sentence(hint),
            None => sentence(&what),
        },
        other => sentence(&other.to_string()),
    }
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.trim_end_matches('.').chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// What was typed in the fields of a form.
struct Fields<'t>(&'t Typed);

impl Fields<'_> {
    fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    fn text(&self, name: &str) -> Option<String> {
        Some(line(self.value(name))).filter(|text| !text.is_empty())
    }

    fn prose(&self, name: &str) -> Option<Prosa> {
        Some(prose(self.value(name))).filter(|text| !text.is_empty()).map(Prosa)
    }

    fn is_chosen(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }

    /// A text that must be there; `what` is what is asked for.
    fn demand(&self, name: &'static str, what: &str) -> Result<String, StepError> {
        self.text(name).ok_or_else(|| StepError::field(name, format!("Fyll ut {what}.")))
    }

    fn day(&self, name: &'static str) -> Result<Option<Dato>, StepError> {
        let day = read(ValueKind::Day, name, self.0, &Json::Null);
        let day = day.map_err(|complaint| StepError::field(name, complaint.message))?;
        Ok(day.and_then(|day| serde_json::from_value(day).ok()))
    }

    fn demand_day(&self, name: &'static str) -> Result<Dato, StepError> {
        self.day(name)?.ok_or_else(|| StepError::field(name, "Fyll ut datoen."))
    }

    /// Asks whether what stands in a field is meant, unless that has been said of it.
    fn confirm(&self, name: &'static str, by: &'static str, question: String) -> Result<(), StepError> {
        if self.value(by) == self.value(name) {
            return Ok(());
        }
        Err(StepError { confirmed_by: Some(by), ..StepError::field(name, question) })
    }

    /// A party and a body of it, as `step_forms` names them together.
    fn body(&self) -> Result<(String, String), StepError> {
        let found = self.value("organ").split_once('/').map(|(part, body)| (part.to_string(), body.to_string()));
        found.ok_or_else(|| StepError::field("organ", "Vel organet."))
    }
}

/// The formats that were chosen for documents.
///
/// # Errors
/// `StepError` if there is none.
pub(super) fn formats(typed: &Typed) -> Result<Vec<Format>, StepError> {
    let chosen = typed.iter().filter(|(name, _)| name == "format").filter_map(|(_, value)| match value.as_str() {
        "pdf" => Some(Format::Pdf),
        "docx" => Some(Format::Docx),
        _ => None,
    });
    let chosen: Vec<Format> = chosen.collect();
    if chosen.is_empty() { Err(StepError::field("format", "Vel minst éi fil.")) } else { Ok(chosen) }
}

/// Takes a step that changes a plan or makes one.
///
/// # Errors
/// `StepError`; nothing is written then.
pub(super) fn take(folder: &Path, plan: Option<&Plan>, step: YearStep, typed: &Typed) -> Result<Taken, StepError> {
    let fields = Fields(typed);
    match step {
        YearStep::Version => new_version(folder, &fields),
        YearStep::Decision => decision(folder, &fields),
        YearStep::TakeBack => taken_back(folder, &fields),
        YearStep::NextYear => next_year(folder, plan, &fields),
        YearStep::Copies | YearStep::Package => Err(StepError::of_all("")),
    }
}

fn new_version(folder: &Path, fields: &Fields) -> Result<Taken, StepError> {
    let row = LoggRad {
        versjon: fields.demand("versjon", "nummeret")?,
        namn: fields.text("namn"),
        status: fields.demand("status", "kvar i prosessen versjonen står")?,
        endra_av: fields.demand("av", "kven som har laga han")?,
        dato: LoggDato::Dag(fields.demand_day("dato")?),
        år: None,
        politisk: fields.is_chosen("politisk"),
    };
    let version = row.versjon.clone();
    let kept = add_version(folder, row)?;
    Ok(Taken {
        sentence: format!("Versjon {version} er no den gjeldande."),
        more: kept.iter().map(|own| own.sentence() + ".").collect(),
        trace: Trace::Final,
        made: None,
    })
}

fn decision(folder: &Path, fields: &Fields) -> Result<Taken, StepError> {
    let (part, body) = fields.body()?;
    let outcome: Utfall = serde_json::from_value(Json::String(fields.value("utfall").into()))
        .map_err(|_| StepError::field("utfall", "Vel utfallet."))?;
    let is_changed = outcome == Utfall::Endra;
    let date = fields.demand_day("dato")?;
    if fields.day("i-dag")?.is_some_and(|today| date > today) {
        let question = format!(
            "{} har ikkje vore enno. Er datoen likevel rett, så trykk «Før inn» ein gong til.",
            sentence(&long_day(date)).trim_end_matches('.')
        );
        fields.confirm("dato", "stadfest-dato", question)?;
    }
    let new_date = fields.day("ny-dato")?.filter(|_| matches!(outcome, Utfall::Utsett | Utfall::SendtTilbake));
    if new_date.is_some_and(|new| new <= date) {
        return Err(StepError::field("ny-dato", "Det nye møtet må kome etter dette."));
    }
    let request = DecisionRequest {
        part,
        body,
        date: Some(date),
        case: fields.text("sak"),
        outcome,
        version: fields.text("versjon"),
        text: fields.prose("tekst"),
        change: fields.prose("endring").filter(|_| is_changed),
        taken_in: fields.text("teken-inn-i").filter(|_| is_changed),
        new_date,
        replace: fields.is_chosen("erstatt"),
        ..DecisionRequest::default()
    };
    let done = decide(folder, &request)?;
    let kept = done.kept.iter().map(|own| own.sentence() + ". Kopien blir liggjande om du angrar.");
    let mut lines = done.new.iter().chain(&done.known).map(|line| sentence(line));
    let first = lines.next().unwrap_or_default();
    let trace = match done.new.as_slice() {
        [] => Trace::None,
        [what, ..] => Trace::Undoable(what.clone(), done.change.clone()),
    };
    Ok(Taken { more: lines.chain(kept).collect(), sentence: first, trace, made: None })
}

fn taken_back(folder: &Path, fields: &Fields) -> Result<Taken, StepError> {
    let (part, body) = fields.body()?;
    let TakenBack { description, meeting, change, .. } = take_back(folder, &part, &body)?;
    let what = format!("Tok tilbake {description}");
    Ok(Taken {
        sentence: sentence(&what),
        more: meeting.iter().map(|day| format!("Møtet er framleis planlagt {}.", day.0)).collect(),
        trace: Trace::Undoable(what, change),
        made: None,
    })
}

fn next_year(folder: &Path, plan: Option<&Plan>, fields: &Fields) -> Result<Taken, StepError> {
    let year = fields.demand("ar", "året")?;
    let is_year = |year: &i16| (1900..=2200).contains(year);
    let year =
        year.parse().ok().filter(is_year).ok_or_else(|| StepError::field("ar", "Skriv eit årstal med fire siffer."))?;
    let period = plan.map(|plan| plan.hovud.periode).filter(|own| !(own.frå..=own.til).contains(&year));
    if let Some(period) = period {
        let period = years(period.frå, period.til);
        let question = format!(
            "{year} er utanfor avtaleperioden {period}, så planen får ein feil å rette. Er året likevel rett, så trykk «Lag \
             planen» ein gong til."
        );
        fields.confirm("ar", "stadfest-ar", question)?;
    }
    let date = fields.demand_day("dato")?.0;
    let name = fields.text("mappe").unwrap_or_default();
    let around = folder.canonicalize().ok().and_then(|own| Some(own.parent()?.to_path_buf()));
    let around = around.ok_or_else(|| StepError::of_all("Mappa til planen er borte."))?;
    let made = new_folder(&around, &name).map_err(|message| StepError::field("mappe", message))?;
    let request = RulleringRequest { folder: &made, year: Some(year), date, by: fields.text("av") };
    let next = write_next_year(folder, &request).map_err(|error| match error {
        ChangeError::Taken(_) => StepError::field("mappe", format!("«{name}» finst frå før. Vel eit anna namn.")),
        other => other.into(),
    })?;
    let place = folder_name(&made).unwrap_or(name);
    Ok(Taken {
        sentence: format!("Laga planen for {}. Han ligg i mappa «{place}», ved sida av denne.", next.year),
        more: next.lines().iter().map(|line| sentence(line)).collect(),
        trace: Trace::None,
        made: Some(made),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_for_a_terminal_is_left_out_on_the_page() {
        let said = |hint: &str| {
            let error = ChangeError::Refused { what: "planen har eit anna vedtak frå før".into(), hint: hint.into() };
            StepError::from(error).message
        };
        assert_eq!(said("Sjå etter med «handlingsplan status»"), "Planen har eit anna vedtak frå før.");
        assert_eq!(said("Vel eit nytt nummer"), "Planen har eit anna vedtak frå før. Vel eit nytt nummer.");
    }
}
