//! Whether what was adopted is what the plan says now: each deciding body's version compared with the plan as it is.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{ChangeSentence, Difference, DifferenceKind, Importance, changes, telling};
use crate::plan::{Godkjenning, Plan, Utfall, Vedtak};

/// A plan without what the political process itself enters: meetings, decisions, and what is said of changes after them.
fn without_process(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let hovud = &mut plan.hovud;
    for handsaming in &mut hovud.handsaming {
        handsaming.arkivsak = None;
        handsaming.saksfrist = None;
        for organ in &mut handsaming.organ {
            organ.planlagt = None;
            organ.avlyst = false;
            organ.vedtak.clear();
        }
    }
    hovud.etter_vedtak.clear();
    hovud.saksfrist = None;
    plan
}

/// Whether a plan says something else than the kept copy of its version; decisions and meetings are entered in any version.
pub fn differs_from(copy: &Plan, plan: &Plan) -> bool {
    without_process(copy) != without_process(plan)
}

/// What differs in the substance between two versions of a plan: not its number, log, meetings, decisions and progress, nor
/// what the case papers say.
pub fn substantive_differences(old: &Plan, new: &Plan) -> Vec<Difference> {
    let all = changes(&substance(old), &substance(new));
    all.into_iter().filter(|own| own.what.is_substantive() && !is_of_the_register(own)).collect()
}

/// A plan without its number, log, meetings, decisions, and what the case papers say.
fn substance(plan: &Plan) -> Plan {
    let mut plan = without_process(plan);
    let hovud = &mut plan.hovud;
    hovud.handsaming.clear();
    hovud.logg.clear();
    hovud.versjon.clear();
    hovud.kolofon = None;
    hovud.emneord.clear();
    hovud.førre = None;
    hovud.framlegg = None;
    hovud.bakgrunn = None;
    hovud.vurdering = None;
    plan
}

/// What is told of a version that took in what decisions on another changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncorporatedChanges {
    /// The version that was decided on.
    pub from: String,
    /// The version that took the changes in.
    pub to: String,
    /// What differs between them, the most important first.
    pub told: Vec<ChangeSentence>,
}

/// The versions that a decision with changes was about and that took those in, if the plan says both.
pub fn versions_of_changes<'a>(plan: &'a Plan, vedtak: &'a Vedtak) -> Option<(&'a str, &'a str)> {
    let order = |version: &str| plan.hovud.logg.iter().position(|row| row.versjon == version);
    let from = &plan.version_decided_on(vedtak)?.versjon;
    let to = vedtak.teke_inn_i.as_ref()?;
    (vedtak.utfall == Utfall::Endra && order(from) < order(to)).then_some((from, to))
}

/// What the decisions with changes changed, as far as the versions are kept: each pair of versions once.
pub fn taken_in(plan: &Plan, kept: &BTreeMap<String, Plan>) -> Vec<IncorporatedChanges> {
    let bodies = plan.hovud.handsaming.iter().flat_map(|own| &own.organ);
    let decisions = bodies.flat_map(|organ| plan.counting_decisions(organ));
    let pairs: BTreeSet<(&str, &str)> = decisions.filter_map(|own| versions_of_changes(plan, own)).collect();
    let version = |number: &str| if number == plan.hovud.versjon { Some(plan) } else { kept.get(number) };
    let all = pairs.into_iter().filter_map(|(from, to)| {
        let (told, _) = telling(&substance(version(from)?), &substance(version(to)?));
        let told: Vec<ChangeSentence> = told.into_iter().filter(|own| own.importance != Importance::Aside).collect();
        (!told.is_empty()).then(|| IncorporatedChanges { from: from.into(), to: to.into(), told })
    });
    all.collect()
}

/// Whether a difference is only one of how things are registered: what parties are called for short, logos, abbreviations, and
/// that the register has a party which stands nowhere else.
fn is_of_the_register(own: &Difference) -> bool {
    let place = own.new.as_ref().or(own.old.as_ref()).map(ToString::to_string).unwrap_or_default();
    let of_the_register = [
        "Hovud.kortnamn",
        "Hovud.omslag",
        "Hovud.farge",
        "Hovud.logo",
        "Hovud.partar",
        "Part.id",
        "Part.kort",
        "Part.fullt",
        "Part.rolle",
        "Part.logo",
    ];
    match &own.what {
        DifferenceKind::Added | DifferenceKind::Removed => {
            place.starts_with("partar[") || place.starts_with("forkortingar")
        }
        what => place.starts_with("forkortingar") || what.is_of(&of_the_register),
    }
}

/// The version of the plan that a party has adopted, and those who have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted<'a> {
    /// The version's number: that which took in what an adoption with changes changed, or else that which was adopted.
    pub version: &'a str,
    /// The parties, in the order of the data.
    pub parties: Vec<&'a str>,
    /// Whether it is known what an adoption with changes changed in it: not if one of them does not say where it was taken in.
    pub with_changes: bool,
}

/// The version that holds what a decision adopted, and whether changes that it made are not known to be in any.
fn adopted_version<'a>(plan: &'a Plan, vedtak: &'a Vedtak) -> Option<(&'a str, bool)> {
    match &vedtak.teke_inn_i {
        Some(version) => Some((version, false)),
        None => plan.version_decided_on(vedtak).map(|row| (row.versjon.as_str(), vedtak.utfall == Utfall::Endra)),
    }
}

/// The versions that the parties have adopted, in the order of the first party of each.
pub fn adopted_versions(plan: &Plan) -> Vec<Adopted<'_>> {
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all: Vec<Adopted> = Vec::new();
    for handsaming in &plan.hovud.handsaming {
        let Godkjenning::Godkjend(_, vedtak) = plan.approval(handsaming) else { continue };
        let Some((version, with_changes)) = adopted_version(plan, vedtak) else { continue };
        let at = *versions.entry(version).or_insert_with(|| {
            all.push(Adopted { version, parties: Vec::new(), with_changes: false });
            all.len() - 1
        });
        all[at].parties.push(plan.party_name(&handsaming.part));
        all[at].with_changes |= with_changes;
    }
    all
}
