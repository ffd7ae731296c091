//! Decisions and meetings entered in a plan, and the last decision of a body taken back. What a body has decided on is kept.

use super::session::{Session, SessionError};
use super::version::{KeptCopy, VersionError, keep_with_copies, stage_if_missing};
use crate::data::PLAN_FILE;
use crate::document::Lang;
use crate::plan::{Dato, LoggRad, OrganRolle, Plan, Språk, Utfall, Vedtak};
use crate::process::decisions::DecisionEntry;
use crate::words::handling::Handling;
use crate::words::notation::{capitalised, definite_ending, long_date};
use crate::words::terms::Terms;

/// Why a decision is not entered.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The plan can't be read or changed.
    #[error(transparent)]
    Change(#[from] SessionError),
    /// The version that was decided on can't be kept.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// The decision is refused; with the reason and a hint.
    #[error("{what}")]
    Refused {
        /// Why.
        what: String,
        /// What to do.
        hint: String,
    },
}

/// What became of what was to be entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// What is new in the plan, a line each.
    pub new: Vec<String>,
    /// What stood there before, a line each.
    pub known: Vec<String>,
    /// The version that was kept, for it had no copy.
    pub kept: Option<KeptCopy>,
    /// What was done: entered, set; or would be.
    verbs: [&'static str; 2],
}

fn refused(what: impl Into<String>, hint: impl Into<String>) -> DecisionError {
    DecisionError::Refused { what: what.into(), hint: hint.into() }
}

/// A day in words.
fn long_day(day: Dato) -> String {
    long_date(day.0, Terms::of(Språk::Nn)).replace('\u{a0}', " ")
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
fn check_version(plan: &Plan, vedtak: &Vedtak) -> Result<(), DecisionError> {
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
    done: &mut Entered,
) -> Result<(), DecisionError> {
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
                "berre eit vedtak med endringar kan vera teke inn i ein versjon",
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
                    "Skriv over det med --erstatt, eller ta det attende med --angre",
                ));
            }
            if let Some(later) = organ.vedtak.last().filter(|last| !replace && last.dato > vedtak.dato) {
                return Err(refused(
                    format!(
                        "vedtaka til eit organ står i den rekkjefølgja dei er gjorde, og det siste er frå {}: {said}",
                        later.dato.0
                    ),
                    "Rett datoen; er det dato i planen som er gal, så skriv over vedtaket med --erstatt",
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

/// How decisions are entered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether the last decision of the body is written over.
    pub replace: bool,
    /// Whether the version was said, and not only taken for the current one.
    pub version_is_said: bool,
    /// Whether nothing is written: only what would be is told.
    pub preview: bool,
}

/// Enters decisions and meetings, all of them or none.
///
/// # Errors
/// `DecisionError`; nothing is changed then.
pub fn enter(folder: &std::path::Path, entries: &[DecisionEntry], options: Options) -> Result<Entered, DecisionError> {
    let session = Session::hold(folder)?;
    let mut meant = session.plan().clone();
    let did = if options.preview { ["Ville føre inn", "Ville setja"] } else { ["Førte inn", "Sette"] };
    let mut done = Entered { verbs: did, ..Entered::default() };
    for entry in entries {
        enter_one(&mut meant, entry, options.replace, options.version_is_said, &mut done)?;
    }
    let proposal = session.propose_plan(&meant)?;
    session.check(&proposal)?;
    if options.preview || done.new.is_empty() {
        return Ok(done);
    }
    let current = &session.plan().hovud.versjon;
    let of_current = |vedtak: &Vedtak| vedtak.versjon.as_ref().is_none_or(|version| version == current);
    let decides = entries.iter().filter_map(|entry| entry.vedtak.as_ref()).any(of_current);
    let copy = if decides { stage_if_missing(folder, &session)? } else { None };
    done.kept = keep_with_copies(&session, &proposal, copy.into_iter().collect())?.pop();
    Ok(done)
}

/// Takes the last decision of a body back.
///
/// # Errors
/// `DecisionError` if there is none, or the plan can't be changed.
pub fn take_back(folder: &std::path::Path, party: usize, body: usize) -> Result<(String, Vedtak), DecisionError> {
    let session = Session::hold(folder)?;
    let mut meant = session.plan().clone();
    let organ = meant.hovud.handsaming.get_mut(party).and_then(|own| own.organ.get_mut(body));
    let Some(organ) = organ else { return Err(SessionError::Unfit(PLAN_FILE.into()).into()) };
    let Some(last) = organ.vedtak.pop() else {
        return Err(refused(
            format!("{} har ikkje noko vedtak å ta attende", body_of_party(session.plan(), party, body)),
            "Sjå kva som er ført inn, med «handlingsplan status»",
        ));
    };
    session.keep(&session.propose_plan(&meant)?)?;
    let role = meant.hovud.handsaming[party].role(body);
    let said = format!(
        "{}: {}{}",
        outcome_noun(role),
        body_and_day(&meant, party, body, last.dato),
        describe_decision(&last, role)
    );
    Ok((said, last))
}

/// The day of the meeting after a decision, which stands when the decision is taken back.
pub fn meeting_after(plan: &Plan, party: usize, body: usize, vedtak: &Vedtak) -> Option<Dato> {
    let organ = plan.hovud.handsaming.get(party)?.organ.get(body)?;
    organ.planlagt.filter(|day| *day > vedtak.dato)
}
