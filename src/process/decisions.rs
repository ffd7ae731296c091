//! Decisions as people name them: a party and a body in any form, an outcome in words, a whole sheet of them; and a sheet to
//! begin with. What is not understood is told, with what may have been meant.

use crate::data::sheet::{Problem, Sheet, SheetCell};
use crate::finding::did_you_mean;
use crate::plan::{Dato, Handsaming, Plan, Prosa, Utfall, Vedtak, parse_loose_date};
use crate::words::notation::definite_ending;

/// A name that leads to nothing, or to several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What is wrong.
    pub what: String,
    /// What may have been meant.
    pub hint: String,
}

/// A decision, a new meeting, or both, of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionEntry {
    /// The party, by its place in `handsaming`.
    pub party: usize,
    /// The body, by its place in the party's.
    pub body: usize,
    /// The decision.
    pub vedtak: Option<Vedtak>,
    /// The day of the meeting that is to come.
    pub planlagt: Option<Dato>,
    /// Whether that meeting is called off.
    pub avlyst: bool,
}

/// The letters and digits of a name, small.
fn normalised_name(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The name of a party without the word for what it is.
fn without_kind(name: &str) -> String {
    let small = name.to_lowercase();
    let words = small.split_whitespace().filter(|word| {
        !["kommune", "fylkeskommune", "kommunen", "fylkeskommunen", "herad", "fylke", "suohkan", "tjïelte"]
            .contains(word)
    });
    normalised_name(&words.collect::<Vec<_>>().join(" "))
}

/// What is called something: the only one that fits best, the names of those that fit alike, or none.
enum Match<T> {
    One(T),
    Several(Vec<String>),
    None,
}

/// The best match of a name among things with several names each, the best kind of match first.
fn best_match(count: usize, fits: &[&dyn Fn(usize) -> bool], shown: impl Fn(usize) -> String) -> Match<usize> {
    for fit in fits {
        let found: Vec<usize> = (0..count).filter(|at| fit(*at)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Match::One(*one),
            several => return Match::Several(several.iter().map(|at| shown(*at)).collect()),
        }
    }
    Match::None
}

/// The party of `handsaming` that a text names: by its id, its name, its short or full name, or the beginning of one.
///
/// # Errors
/// `UnknownName` if there is none, or several.
pub fn find_party(plan: &Plan, text: &str) -> Result<usize, UnknownName> {
    let all = &plan.hovud.handsaming;
    let names = |at: usize| -> Vec<&str> {
        let id = all[at].part.as_str();
        let part = plan.part(&all[at].part);
        let named = part.into_iter().flat_map(|part| {
            [Some(part.namn.as_str()), part.kort.as_deref(), part.fullt.as_deref()].into_iter().flatten()
        });
        [id].into_iter().chain(named).collect()
    };
    let (wanted, without) = (normalised_name(text), without_kind(text));
    let is = |at: usize| !wanted.is_empty() && names(at).iter().any(|name| normalised_name(name) == wanted);
    let is_without = |at: usize| !without.is_empty() && names(at).iter().any(|name| without_kind(name) == without);
    let begins = |at: usize| {
        without.chars().count() > 2 && names(at).iter().any(|name| normalised_name(name).starts_with(&without))
    };
    let shown = |at: usize| all[at].part.to_string();
    let unknown = |what: String, hint: String| Err(UnknownName { what, hint });
    match best_match(all.len(), &[&is, &is_without, &begins], shown) {
        Match::One(at) => Ok(at),
        Match::Several(ids) => unknown(
            format!("«{text}» kan vere fleire av partane under «handsaming»"),
            format!("Skriv id-en: {}", ids.join(" eller ")),
        ),
        Match::None => {
            let known = (0..all.len()).flat_map(&names);
            let ids: Vec<&str> = all.iter().map(|own| own.part.as_str()).collect();
            let hint = match ids.is_empty() {
                true => "Skriv parten og organa hans under «handsaming» i plan.ron først".into(),
                false => did_you_mean(text, known).unwrap_or_else(|| format!("Skriv ein av desse: {}", ids.join(", "))),
            };
            unknown(format!("parten «{text}» står ikkje under «handsaming» i planen"), hint)
        }
    }
}

/// The body of a party that a text names: by its name in any form, or the beginning of it.
///
/// # Errors
/// `UnknownName` if there is none, or several.
pub fn find_body(plan: &Plan, handsaming: &Handsaming, text: &str) -> Result<usize, UnknownName> {
    let all = &handsaming.organ;
    let wanted = normalised_name(text);
    let name = |at: usize| all[at].organ.0.to_lowercase();
    let is = |at: usize| normalised_name(&name(at)) == wanted;
    let is_definite = |at: usize| normalised_name(&format!("{}{}", name(at), definite_ending(&name(at)))) == wanted;
    // "kommunestyret i Dalane".
    let is_of_party = |at: usize| {
        let first = normalised_name(text.split_whitespace().next().unwrap_or_default());
        let own = name(at);
        text.contains(" i ")
            && (normalised_name(&own) == first || normalised_name(&format!("{own}{}", definite_ending(&own))) == first)
    };
    let begins = |at: usize| wanted.chars().count() > 2 && normalised_name(&name(at)).starts_with(&wanted);
    // "hovudutvalet" of "hovudutval for næring".
    let first_is_definite = |at: usize| {
        let own = name(at);
        let first = own.split_whitespace().next().unwrap_or_default();
        normalised_name(&format!("{first}{}", definite_ending(first))) == wanted
    };
    match best_match(all.len(), &[&is, &is_definite, &is_of_party, &first_is_definite, &begins], name) {
        Match::One(at) => Ok(at),
        Match::Several(names) => Err(UnknownName {
            what: format!("«{text}» kan vere fleire organ hjå {}", plan.party_name(&handsaming.part)),
            hint: format!("Skriv heile namnet: {}", names.join(" eller ")),
        }),
        Match::None => {
            let known: Vec<&str> = all.iter().map(|own| own.organ.0.as_str()).collect();
            Err(UnknownName {
                what: format!("{} har ikkje noko organ som heiter «{text}»", plan.party_name(&handsaming.part)),
                hint: did_you_mean(text, known.iter().copied())
                    .unwrap_or_else(|| format!("Skriv eit av desse: {}", known.join(", "))),
            })
        }
    }
}

/// An outcome as people write it, in either written language, with or without blanks.
pub fn parse_outcome(text: &str) -> Option<Utfall> {
    let bare = normalised_name(text);
    let begins = |words: &[&str]| words.iter().any(|word| bare.starts_with(word));
    Some(match bare.as_str() {
        "vedteke" | "vedtatt" | "vedtatte" | "vedteken" | "vedtekne" | "adopted" | "godkjent" | "godkjend"
        | "tilrådd" | "tilrådt" | "uttale" | "uttalelse" => Utfall::Vedteke,
        "avvist" | "avslått" | "rejected" | "ikkjevedteke" | "ikkevedtatt" | "ikkjegodkjent" | "ikkegodkjent" => {
            Utfall::Avvist
        }
        _ if begins(&["utsett", "utsatt", "postponed"]) => Utfall::Utsett,
        _ if begins(&["sendtilbake", "sendttilbake", "sendeattende", "sendtattende", "returnert", "tilbakesendt"]) => {
            Utfall::SendtTilbake
        }
        _ if begins(&["teketilvitande", "tattilorientering", "tatttilorientering", "tilvitande", "tilorientering"])
            || begins(&["teketilorientering", "tatttiletterretning", "tiletterretning", "noted"]) =>
        {
            Utfall::TekeTilVitande
        }
        _ if begins(&["endra", "endret"]) || bare.contains("medendring") && !bare.starts_with("ikk") => Utfall::Endra,
        _ => return None,
    })
}

/// The outcomes as they are written, for messages.
pub const OUTCOMES: &str =
    "vedteke, endra (vedteke med endringar), avvist, utsett, sendt tilbake eller teke til vitande";

/// What a column of a sheet of decisions holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DecisionColumn {
    Party,
    Body,
    Date,
    Case,
    Outcome,
    Version,
    Planned,
    Text,
    Change,
    IncorporatedChanges,
    Other,
}

/// The columns with the heads that are known for each, in both written languages; the first is that of the template.
const HEADS: [(DecisionColumn, &[&str]); 10] = [
    (DecisionColumn::Party, &["part", "kommune", "partar", "parter"]),
    (DecisionColumn::Body, &["organ", "utval", "utvalg", "politisk organ"]),
    (DecisionColumn::Planned, &["møte", "møtedato", "planlagt", "nytt møte", "ny dato"]),
    (DecisionColumn::Date, &["vedtaksdato", "dato", "dato for vedtak", "vedtatt dato", "vedteke"]),
    (DecisionColumn::Case, &["sak", "saksnummer", "saksnr", "sak nr", "saknr"]),
    (DecisionColumn::Outcome, &["utfall", "vedtak", "resultat"]),
    (DecisionColumn::Version, &["versjon", "versjonen"]),
    (DecisionColumn::Text, &["vedtakstekst", "tekst", "ordlyd"]),
    (DecisionColumn::Change, &["endring", "endringar", "endringer"]),
    (DecisionColumn::IncorporatedChanges, &["teken inn i", "teke inn i", "tatt inn i"]),
];

fn head(cell: &SheetCell) -> DecisionColumn {
    let small = cell.words().trim().trim_end_matches(':').to_lowercase();
    let known = HEADS.iter().find(|(_, names)| names.contains(&small.as_str()));
    known.map_or(DecisionColumn::Other, |(holds, _)| *holds)
}

/// Whether a row is that of the heads of a sheet of decisions.
pub fn is_head(row: &[SheetCell]) -> bool {
    let has = |wanted: DecisionColumn| row.iter().any(|cell| head(cell) == wanted);
    has(DecisionColumn::Party) && has(DecisionColumn::Body)
}

/// Reads the decisions and the meetings of a sheet. A row without any is passed over.
///
/// # Errors
/// Everything that is not understood.
pub fn entries(sheet: &Sheet, plan: &Plan) -> Result<Vec<DecisionEntry>, Vec<Problem>> {
    let Some(at) = sheet.head else {
        return Err(vec![Problem {
            row: 1,
            column: None,
            message: "arket har inga rad med overskriftene part, organ, vedtaksdato og utfall".into(),
            hint: Some("Lag eit ark å byrje med: handlingsplan godkjenn PLAN --mal vedtak.csv".into()),
        }]);
    };
    let columns: Vec<DecisionColumn> = sheet.rows[at].iter().map(head).collect();
    let mut problems = Vec::new();
    for (index, holds) in columns.iter().enumerate().filter(|(_, holds)| **holds != DecisionColumn::Other) {
        if columns[..index].contains(holds) {
            let message = "arket har to kolonnar for det same".to_string();
            problems.push(Problem { row: at + 1, column: Some(index), message, hint: Some("Ta bort den eine".into()) });
        }
    }
    let mut all: Vec<(usize, DecisionEntry)> = Vec::new();
    for (index, row) in sheet.rows.iter().enumerate().skip(at + 1) {
        let mut reader = RowReader { plan, columns: &columns, row, number: index + 1, problems: Vec::new() };
        all.extend(reader.entry().map(|entry| (index + 1, entry)));
        problems.append(&mut reader.problems);
    }
    let mut seen: Vec<(usize, usize, Option<Dato>)> = Vec::new();
    for (row, entry) in &all {
        let key = (entry.party, entry.body, entry.vedtak.as_ref().map(|own| own.dato));
        if seen.contains(&key) {
            let name = plan.party_name(&plan.hovud.handsaming[entry.party].part);
            let organ = &plan.hovud.handsaming[entry.party].organ[entry.body].organ.0;
            let message = format!("{organ} i {name} står i to rader med same dato");
            problems.push(Problem { row: *row, column: None, message, hint: Some("Ta bort den eine".into()) });
        }
        seen.push(key);
    }
    if problems.is_empty() { Ok(all.into_iter().map(|(_, entry)| entry).collect()) } else { Err(problems) }
}

struct RowReader<'a> {
    plan: &'a Plan,
    columns: &'a [DecisionColumn],
    row: &'a [SheetCell],
    number: usize,
    problems: Vec<Problem>,
}

impl RowReader<'_> {
    fn cell(&self, wanted: DecisionColumn) -> (Option<usize>, SheetCell) {
        let at = self.columns.iter().position(|own| *own == wanted);
        (at, at.and_then(|at| self.row.get(at)).cloned().unwrap_or_default())
    }

    fn tell(&mut self, column: Option<usize>, message: String, hint: &str) {
        let hint = Some(hint.to_string()).filter(|hint| !hint.is_empty());
        self.problems.push(Problem { row: self.number, column, message, hint });
    }

    /// A text; a number that a sheet made of one ("45") is the same text. Anything else is told.
    fn text(&mut self, wanted: DecisionColumn) -> Option<String> {
        let (at, cell) = self.cell(wanted);
        match cell {
            SheetCell::Text(_) | SheetCell::Number(_) => {
                Some(cell.words().into_owned()).filter(|text| !text.is_empty())
            }
            SheetCell::Empty => None,
            other => {
                let hint = "Skriv det som tekst: set ein apostrof (') framfor";
                self.tell(at, format!("«{other}» er ikkje ein tekst"), hint);
                None
            }
        }
    }

    fn date(&mut self, wanted: DecisionColumn) -> Option<Dato> {
        let (at, cell) = self.cell(wanted);
        match &cell {
            SheetCell::Date(date) => Some(Dato(*date)),
            _ if cell.is_blank() => None,
            SheetCell::Text(text) => match parse_loose_date(text) {
                Some(date) => Some(date),
                None => {
                    self.tell(
                        at,
                        format!("«{text}» er ikkje ein dato"),
                        "Skriv dag, månad og år, til dømes 18.06.2026",
                    );
                    None
                }
            },
            other => {
                self.tell(at, format!("«{other}» er ikkje ein dato"), "Skriv dag, månad og år, til dømes 18.06.2026");
                None
            }
        }
    }

    fn entry(&mut self) -> Option<DecisionEntry> {
        if self.row.iter().all(SheetCell::is_blank) {
            return None;
        }
        let before = self.problems.len();
        let plan = self.plan;
        let (party_at, body_at) = (self.cell(DecisionColumn::Party).0, self.cell(DecisionColumn::Body).0);
        let (party, body) = (self.text(DecisionColumn::Party), self.text(DecisionColumn::Body));
        let called_off = matches!(self.cell(DecisionColumn::Planned).1, SheetCell::Text(text) if text.trim().eq_ignore_ascii_case("avlyst"));
        let planlagt = if called_off { None } else { self.date(DecisionColumn::Planned) };
        let date = self.date(DecisionColumn::Date);
        let case = self.text(DecisionColumn::Case);
        let outcome = self.text(DecisionColumn::Outcome);
        let version = self.version(DecisionColumn::Version);
        let words = self.text(DecisionColumn::Text).map(Prosa);
        let change = self.text(DecisionColumn::Change).map(Prosa);
        let taken_in = self.version(DecisionColumn::IncorporatedChanges);
        let of_decision = case.is_some() || outcome.is_some() || words.is_some() || change.is_some();
        if date.is_none() && planlagt.is_none() && !of_decision && !called_off && self.problems.len() == before {
            return None;
        }
        let party = match party.map(|text| find_party(plan, &text)) {
            Some(Ok(at)) => Some(at),
            Some(Err(unknown)) => {
                self.tell(party_at, unknown.what, &unknown.hint);
                None
            }
            None => {
                self.tell(party_at, "her manglar parten".into(), "");
                None
            }
        }?;
        let handsaming = &plan.hovud.handsaming[party];
        let body = match body.map(|text| find_body(plan, handsaming, &text)) {
            Some(Ok(at)) => Some(at),
            Some(Err(unknown)) => {
                self.tell(body_at, unknown.what, &unknown.hint);
                None
            }
            None => {
                self.tell(body_at, "her manglar organet".into(), "");
                None
            }
        }?;
        let utfall = match outcome.as_deref().map(|text| (text, parse_outcome(text))) {
            None => Some(Utfall::Vedteke),
            Some((_, Some(outcome))) => Some(outcome),
            Some((text, None)) => {
                let at = self.cell(DecisionColumn::Outcome).0;
                self.tell(at, format!("«{text}» er ikkje eit utfall"), &format!("Skriv {OUTCOMES}"));
                None
            }
        };
        if date.is_none() && of_decision && self.problems.len() == before {
            let at = self.cell(DecisionColumn::Date).0;
            self.tell(at, "vedtaket har ingen dato".into(), "Skriv datoen for vedtaket");
        }
        if self.problems.len() > before {
            return None;
        }
        let vedtak = date.zip(utfall).map(|(dato, utfall)| Vedtak {
            dato,
            sak: case,
            utfall,
            versjon: Some(version.unwrap_or_else(|| plan.political_version_on(dato))),
            tekst: words,
            endring: change,
            teke_inn_i: taken_in,
        });
        // The meeting that the decision was made in is no meeting to come, and one that stands in the plan is no news.
        let own = &handsaming.organ[body];
        let planlagt = planlagt.filter(|day| own.planlagt != Some(*day) || own.avlyst);
        let avlyst = called_off && !own.avlyst;
        (vedtak.is_some() || planlagt.is_some() || avlyst).then_some(DecisionEntry {
            party,
            body,
            vedtak,
            planlagt,
            avlyst,
        })
    }

    /// A version of the log; a number that a sheet made of it ("3" of "3.0") is told where there is none such.
    fn version(&mut self, wanted: DecisionColumn) -> Option<String> {
        let (at, cell) = self.cell(wanted);
        let text = self.text(wanted)?;
        let rows = &self.plan.hovud.logg;
        let known = |text: &str| rows.iter().any(|row| row.versjon == text);
        let whole = format!("{text}.0");
        if known(&text) {
            Some(text)
        } else if matches!(cell, SheetCell::Number(_)) && known(&whole) {
            Some(whole)
        } else {
            let names: Vec<&str> = rows.iter().map(|row| row.versjon.as_str()).collect();
            let hint = format!("Loggen har {}", names.join(", "));
            self.tell(at, format!("versjon «{text}» står ikkje i loggen"), &hint);
            None
        }
    }
}

/// A sheet to fill in: a row for each body, with what the plan knows of it.
pub fn template(plan: &Plan) -> Vec<Vec<String>> {
    let heads = HEADS.iter().map(|(_, names)| names[0].to_string()).collect();
    let mut rows: Vec<Vec<String>> = vec![heads];
    for handsaming in &plan.hovud.handsaming {
        for organ in &handsaming.organ {
            let planned = organ.planlagt.map_or(String::new(), |day| day.0.to_string());
            let planned = if organ.avlyst { "avlyst".into() } else { planned };
            let known = [plan.party_name(&handsaming.part).to_string(), organ.organ.0.clone(), planned];
            let rest = vec![String::new(); HEADS.len() - known.len()];
            rows.push(known.into_iter().chain(rest).collect());
        }
    }
    rows
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
            ("ikkje vedteke", Utfall::Avvist),
            ("Utsett", Utfall::Utsett),
            ("utsatt til september", Utfall::Utsett),
            ("sendt tilbake", Utfall::SendtTilbake),
            ("Tatt til orientering", Utfall::TekeTilVitande),
            ("teke til vitande", Utfall::TekeTilVitande),
        ] {
            assert_eq!(parse_outcome(text), Some(expected), "{text}");
        }
        for text in ["", "kanskje", "ikkje vedteke med endringar"] {
            assert_eq!(parse_outcome(text), None, "{text}");
        }
    }
}
