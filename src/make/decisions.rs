//! Decisions and meetings entered in a plan, and the last decision of a body taken back. What a body has decided on is kept.

use std::path::Path;

use super::error::{ChangeError, EntryError, refused};
use super::session::{FileChange, Proposal, Session};
use super::version::{KeptCopy, keep_with_copies, stage_if_missing};
use super::wording::long_day;
use crate::data::edits::{Edit, edits_between};
use crate::data::sheet::Sheet;
use crate::document::Lang;
use crate::plan::{Dato, LoggRad, OrganRolle, PartId, Plan, Prosa, Utfall, Vedtak};
use crate::process::decisions::{DecisionEntry, UnknownName, entries, find_body, find_party};
use crate::words::handling::Handling;
use crate::words::notation::{capitalised, definite_ending};

/// What is said of a decision or a meeting of a body. What is left out is as in the decision that it takes the place of, or as
/// it usually is.
#[derive(Debug, Clone, Default)]
pub struct DecisionRequest {
    /// The party, by any name of it.
    pub part: String,
    /// The body, by any name of it.
    pub body: String,
    /// The day of the decision.
    pub date: Option<Dato>,
    /// The number of the case.
    pub case: Option<String>,
    /// The outcome.
    pub outcome: Utfall,
    /// The version that was decided on.
    pub version: Option<String>,
    /// The words of the decision.
    pub text: Option<Prosa>,
    /// What it changed in the plan.
    pub change: Option<Prosa>,
    /// The version that took the change in.
    pub taken_in: Option<String>,
    /// The day of the meeting to come.
    pub new_date: Option<Dato>,
    /// Whether that meeting is called off.
    pub called_off: bool,
    /// Whether the last decision of the body is written over.
    pub replace: bool,
    /// Whether the last decision of the body gets other words: then there is no date.
    pub amends: bool,
}

impl DecisionRequest {
    /// What is to be entered in a plan.
    fn entry(&self, plan: &Plan) -> Result<DecisionEntry, ChangeError> {
        let (party, body) = placed(plan, &self.part, &self.body)?;
        let last = plan.hovud.handsaming[party].organ[body].vedtak.last();
        if self.amends && last.is_none() {
            return Err(refused(
                "organet har ikkje noko vedtak å skrive dette i",
                "Skriv --dato og utfallet, så blir vedtaket ført inn",
            ));
        }
        if let (Some(date), Some(new)) = (self.date, self.new_date)
            && matches!(self.outcome, Utfall::Utsett | Utfall::SendtTilbake)
            && new < date
        {
            return Err(refused(
                format!("det nye møtet, {}, er før dagen saka vart utsett, {}", long_day(new), long_day(date)),
                "Rett den eine datoen",
            ));
        }
        let old = last.filter(|_| self.replace || self.amends);
        let date = self.date.or_else(|| old.filter(|_| self.amends).map(|old| old.dato));
        let vedtak = date.map(|date| self.decision(plan, date, old));
        Ok(DecisionEntry { party, body, vedtak, planlagt: self.new_date, avlyst: self.called_off })
    }

    fn decision(&self, plan: &Plan, dato: Dato, old: Option<&Vedtak>) -> Vedtak {
        fn own<T: Clone>(said: &Option<T>, old: Option<&Vedtak>, field: fn(&Vedtak) -> &Option<T>) -> Option<T> {
            said.clone().or_else(|| old.and_then(|old| field(old).clone()))
        }
        Vedtak {
            dato,
            sak: own(&self.case, old, |old| &old.sak),
            utfall: old.filter(|_| self.amends).map_or(self.outcome, |old| old.utfall),
            versjon: own(&self.version, old, |old| &old.versjon).or_else(|| Some(plan.political_version_on(dato))),
            tekst: own(&self.text, old, |old| &old.tekst),
            endring: own(&self.change, old, |old| &old.endring),
            teke_inn_i: own(&self.taken_in, old, |old| &old.teke_inn_i),
        }
    }
}

/// The places of a party and of a body of it, by any names of them.
fn placed(plan: &Plan, part: &str, body: &str) -> Result<(usize, usize), UnknownName> {
    let party = find_party(plan, part)?;
    Ok((party, find_body(plan, &plan.hovud.handsaming[party], body)?))
}

/// What became of what was to be entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryReport {
    /// What is new in the plan, a line each.
    pub new: Vec<String>,
    /// What stood there before, a line each.
    pub known: Vec<String>,
    /// The version that was kept, for it had no copy.
    pub kept: Option<KeptCopy>,
    /// The files that it was written to.
    pub change: FileChange,
    /// What was done: entered, set; or would be.
    verbs: [&'static str; 2],
}

/// A body with its party and a date, in words.
fn body_and_day(plan: &Plan, party: usize, body: usize, day: Dato) -> String {
    format!("{}, {}", body_of_party(plan, party, body), long_day(day))
}

/// A body with its party, in words.
fn body_of_party(plan: &Plan, party: usize, body: usize) -> String {
    let handsaming = &plan.hovud.handsaming[party];
    let name = &handsaming.organ[body].organ.0;
    format!("{name}{} i {}", definite_ending(name), plan.party_name(&handsaming.part))
}

/// Describes a decision, in words that follow the body's name.
fn describe_decision(vedtak: &Vedtak, role: OrganRolle) -> String {
    let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
    let outcome = Handling::of(Lang::Nn).outcome_in_full(vedtak.utfall, role);
    let version = vedtak.versjon.as_ref().map_or(String::new(), |version| format!(" (versjon {version})"));
    let taken_in =
        vedtak.teke_inn_i.as_ref().map_or(String::new(), |version| format!(", teken inn i versjon {version}"));
    format!("{case}: {outcome}{version}{taken_in}")
}

/// The noun for what a body decides, in the definite form: "vedtaket".
fn outcome_noun(role: OrganRolle) -> &'static str {
    match role {
        OrganRolle::Uttale => "uttalen",
        OrganRolle::Innstilling => "innstillinga",
        OrganRolle::Vedtak => "vedtaket",
    }
}

/// Refuses a decision about a version that the log does not have, or that is of another year's plan.
fn check_version(plan: &Plan, vedtak: &Vedtak) -> Result<(), ChangeError> {
    let hovud = &plan.hovud;
    let Some(version) = &vedtak.versjon else { return Ok(()) };
    let Some(row) = hovud.logg.iter().find(|row| &row.versjon == version) else {
        let known: Vec<&str> = hovud.logg.iter().map(|row| row.versjon.as_str()).collect();
        return Err(refused(
            format!("versjon «{version}» står ikkje i loggen"),
            format!("Loggen har {}", known.join(", ")),
        ));
    };
    // A decision on another year's plan would count for nothing.
    if LoggRad::plan_year(row) != hovud.år {
        return Err(refused(
            format!("versjon {version} er av planen for {}, og denne planen gjeld for {}", row.plan_year(), hovud.år),
            "Vel ein versjon av planen for året",
        ));
    }
    if !plan.is_for_political_bodies(row) {
        let political: Vec<&str> =
            hovud.logg.iter().filter(|row| row.politisk).map(|row| row.versjon.as_str()).collect();
        return Err(refused(
            format!("versjon {version} er eit utkast som ikkje gjekk til politisk handsaming"),
            format!("Skriv --versjon med den som gjekk dit: {}", political.join(", ")),
        ));
    }
    Ok(())
}

/// The decision that a new one would correct. None if the last one was a rejection or a postponement, or was about
/// another version. Decisions with one date and one case are the same decision, whatever their outcome.
fn decision_to_correct<'a>(plan: &Plan, decisions: &'a [Vedtak], new: &Vedtak) -> Option<&'a Vedtak> {
    let version = |own: &Vedtak| plan.version_decided_on(own).map(|row| row.versjon.clone());
    decisions.last().filter(|old| {
        let same_case = old.dato == new.dato && old.sak == new.sak;
        let is_final = old.utfall.adopts() && plan.decision_counts(old);
        same_case || is_final && version(old) == version(new)
    })
}

/// Whether two decisions are the same but for the words and the version that one of them does not say.
fn is_same_decision(own: &Vedtak, new: &Vedtak, version_is_said: bool) -> bool {
    let words = |one: &Vedtak| (one.tekst.clone(), one.endring.clone(), one.teke_inn_i.clone());
    (own.dato, &own.sak, own.utfall) == (new.dato, &new.sak, new.utfall)
        && (words(own) == words(new) || words(new) == (None, None, None))
        && (!version_is_said || own.versjon == new.versjon)
}

/// Puts one entry into the plan that is meant.
fn enter_one(
    meant: &mut Plan,
    entry: &DecisionEntry,
    replace: bool,
    version_is_said: bool,
    done: &mut EntryReport,
) -> Result<(), ChangeError> {
    let &DecisionEntry { party, body, .. } = entry;
    if let Some(vedtak) = &entry.vedtak {
        check_version(meant, vedtak)?;
        let taken_in = vedtak.teke_inn_i.as_ref();
        if let Some(version) = taken_in.filter(|version| meant.hovud.logg.iter().all(|row| row.versjon != **version)) {
            return Err(refused(
                format!("versjon «{version}», som skal ha teke inn endringa, står ikkje i loggen"),
                "Lag versjonen først: handlingsplan versjon",
            ));
        }
        if vedtak.teke_inn_i.is_some() && vedtak.utfall != Utfall::Endra {
            return Err(refused(
                "berre eit vedtak med endringar kan vere teke inn i ein versjon",
                "Skriv --utfall endra, eller ta bort versjonen",
            ));
        }
        let said = body_and_day(meant, party, body, vedtak.dato);
        let organ = &meant.hovud.handsaming[party].organ[body];
        if organ.vedtak.iter().any(|own| is_same_decision(own, vedtak, version_is_said)) {
            let role = meant.hovud.handsaming[party].role(body);
            done.known.push(format!("{} står i planen frå før: {said}", capitalised(outcome_noun(role))));
        } else {
            let role = meant.hovud.handsaming[party].role(body);
            let of_this_year = |old: &&Vedtak| meant.plan_year_decided_on(old) == Some(meant.hovud.år);
            if let Some(old) =
                decision_to_correct(meant, &organ.vedtak, vedtak).filter(of_this_year).filter(|_| !replace)
            {
                let old = format!("{}{}", body_and_day(meant, party, body, old.dato), describe_decision(old, role));
                return Err(refused(
                    format!("planen har eit anna vedtak frå før: {old}"),
                    "Ta det gamle tilbake med --angre, eller før inn dette for seg med --erstatt",
                ));
            }
            if let Some(later) = organ.vedtak.last().filter(|last| !replace && last.dato > vedtak.dato) {
                return Err(refused(
                    format!(
                        "vedtaka til eit organ står i den rekkjefølgja dei er gjorde, og det siste er frå {}: {said}",
                        long_day(later.dato)
                    ),
                    "Rett datoen; er det datoen i planen som er feil, så skriv over vedtaket med --erstatt",
                ));
            }
            let decisions = &mut meant.hovud.handsaming[party].organ[body].vedtak;
            if replace {
                decisions.pop();
            }
            decisions.push(vedtak.clone());
            done.new.push(format!(
                "{} {}: {said}{}",
                done.verbs[0],
                outcome_noun(role),
                describe_decision(vedtak, role)
            ));
        }
    }
    if let Some(day) = entry.planlagt {
        let organ = &mut meant.hovud.handsaming[party].organ[body];
        if organ.planlagt != Some(day) || organ.avlyst {
            organ.avlyst = false;
            organ.planlagt = Some(day);
            done.new.push(format!("{} møtet: {}", done.verbs[1], body_and_day(meant, party, body, day)));
        }
    }
    let standing = meant.standing(&meant.hovud.handsaming[party], body);
    if entry.avlyst && standing.meeting().is_none() && standing.decision().is_some() {
        return Err(refused(
            format!("{} har ikkje noko møte som står att", body_of_party(meant, party, body)),
            "Berre eit møte som er planlagt, kan avlysast",
        ));
    }
    if entry.avlyst && !meant.hovud.handsaming[party].organ[body].avlyst {
        meant.hovud.handsaming[party].organ[body].avlyst = true;
        done.new.push(format!("{} at møtet er avlyst: {}", done.verbs[0], body_of_party(meant, party, body)));
    }
    Ok(())
}

/// Enters a decision or a meeting. What stands in the plan already is read once nobody else can change it.
///
/// # Errors
/// `ChangeError`; nothing is changed then.
pub fn decide(folder: &Path, request: &DecisionRequest) -> Result<EntryReport, ChangeError> {
    let session = Session::open_locked(folder)?;
    let entry = request.entry(session.plan())?;
    let options = Options {
        replace: request.replace || request.amends,
        version_is_said: request.version.is_some(),
        preview: false,
    };
    enter_decisions(folder, &session, &[entry], options)
}

/// Enters the decisions and meetings of a sheet, all of them or none; or tells what would be entered.
///
/// # Errors
/// `EntryError`; nothing is changed then.
pub fn decide_from_sheet(folder: &Path, sheet: &Sheet, preview: bool) -> Result<EntryReport, EntryError> {
    let session = Session::open_locked(folder)?;
    let entries = entries(sheet, session.plan()).map_err(EntryError::Sheet)?;
    Ok(enter_decisions(folder, &session, &entries, Options { replace: false, version_is_said: true, preview })?)
}

/// The edits that enter decisions in a plan, with what each is in words.
///
/// # Errors
/// `ChangeError` if one is refused.
pub(super) fn decision_edits(plan: &Plan, entries: &[DecisionEntry]) -> Result<(Vec<Edit>, EntryReport), ChangeError> {
    let mut meant = plan.clone();
    let mut done = EntryReport { verbs: ["Førte inn", "Sette"], ..EntryReport::default() };
    for entry in entries {
        enter_one(&mut meant, entry, false, false, &mut done)?;
    }
    Ok((edits_between(plan, &meant), done))
}

/// Keeps a proposal that enters decisions, with the copy of the version that they are about.
///
/// # Errors
/// `ChangeError`; nothing is changed then.
pub(super) fn keep_decisions(
    folder: &Path,
    session: &Session,
    proposal: &Proposal,
    entries: &[DecisionEntry],
) -> Result<Option<KeptCopy>, ChangeError> {
    let current = &session.plan().hovud.versjon;
    let of_current = |vedtak: &Vedtak| vedtak.versjon.as_ref().is_none_or(|version| version == current);
    let decides = entries.iter().filter_map(|entry| entry.vedtak.as_ref()).any(of_current);
    let copy = if decides { stage_if_missing(folder, session)? } else { None };
    Ok(keep_with_copies(session, proposal, copy.into_iter().collect())?.pop())
}

/// How decisions are entered.
#[derive(Debug, Clone, Copy)]
struct Options {
    /// Whether the last decision of the body is written over.
    replace: bool,
    /// Whether the version was said, and not only taken for the current one.
    version_is_said: bool,
    /// Whether nothing is written: only what would be is told.
    preview: bool,
}

fn enter_decisions(
    folder: &Path,
    session: &Session,
    entries: &[DecisionEntry],
    options: Options,
) -> Result<EntryReport, ChangeError> {
    let mut meant = session.plan().clone();
    let did = if options.preview { ["Ville føre inn", "Ville setje"] } else { ["Førte inn", "Sette"] };
    let mut done = EntryReport { verbs: did, ..EntryReport::default() };
    for entry in entries {
        enter_one(&mut meant, entry, options.replace, options.version_is_said, &mut done)?;
    }
    let proposal = session.propose_plan(&meant)?;
    session.refuse_new_errors(&proposal)?;
    if options.preview || done.new.is_empty() {
        return Ok(done);
    }
    done.change = session.file_change(&proposal);
    done.kept = keep_decisions(folder, session, &proposal, entries)?;
    Ok(done)
}

/// A decision that was taken back.
#[derive(Debug, Clone)]
pub struct TakenBack {
    /// What it was, in words.
    pub description: String,
    /// The decision.
    pub vedtak: Vedtak,
    /// Whose it was.
    pub part: PartId,
    /// The name of the body.
    pub body: String,
    /// The day of the meeting after it, which stands.
    pub meeting: Option<Dato>,
    /// The files that it was taken out of.
    pub change: FileChange,
}

/// Takes the last decision of a body back.
///
/// # Errors
/// `ChangeError` if there is none, or the plan can't be changed.
pub fn take_back(folder: &Path, part: &str, body: &str) -> Result<TakenBack, ChangeError> {
    let session = Session::open_locked(folder)?;
    let mut meant = session.plan().clone();
    let (party, body) = placed(&meant, part, body)?;
    let Some(last) = meant.hovud.handsaming[party].organ[body].vedtak.pop() else {
        return Err(refused(
            format!("{} har ikkje noko vedtak å ta tilbake", body_of_party(session.plan(), party, body)),
            "Sjå kva som er ført inn, med «handlingsplan status»",
        ));
    };
    let proposal = session.propose_plan(&meant)?;
    session.save(&proposal)?;
    let handsaming = &meant.hovud.handsaming[party];
    let (organ, role) = (&handsaming.organ[body], handsaming.role(body));
    Ok(TakenBack {
        description: format!(
            "{}: {}{}",
            outcome_noun(role),
            body_and_day(&meant, party, body, last.dato),
            describe_decision(&last, role)
        ),
        part: handsaming.part.clone(),
        body: organ.organ.0.clone(),
        meeting: organ.planlagt.filter(|day| *day > last.dato),
        vedtak: last,
        change: session.file_change(&proposal),
    })
}
