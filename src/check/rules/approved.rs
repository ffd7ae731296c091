//! Whether what the political bodies adopted is what the plan says, and whether what is said of their handling is whole.

use std::collections::BTreeSet;

use super::time::day;
use crate::check::Subject;
use crate::document::Lang;
use crate::finding::{Place, RuleHit, RuleHits};
use crate::plan::{OrganRolle, Path, Plan, Språk, Utfall};
use crate::process::approval::{Adopted, adopted_versions, differs_from, substantive_differences};
use crate::words::notation::{beginning, definite_ending, listing};
use crate::words::terms::Terms;

/// The most letters of a difference that are told.
const MAX_DIFFERENCE_LENGTH: usize = 140;

/// The plan says something else than the kept copy of its version. The first version is edited as long as it is the only one.
pub fn differs_from_kept_copy(subject: &Subject, findings: &mut RuleHits) {
    let (plan, Some(kept)) = (subject.plan, subject.kept) else { return };
    let hovud = &plan.hovud;
    let Some(copy) = kept.get(&hovud.versjon) else { return };
    let decided = plan.bodies_that_decided_on(&hovud.versjon).next().is_some();
    if hovud.logg.len() < 2 && !decided || !differs_from(copy, plan) {
        return;
    }
    let hint = match decided {
        true => {
            "Politiske organ har gjort vedtak om denne versjonen: lag ein ny versjon av det som er endra, med «handlingsplan versjon»"
        }
        false => {
            "Lag ein ny versjon med «handlingsplan versjon», eller ta kopien på nytt med «handlingsplan versjon PLAN --på-nytt» om ingen har fått han enno"
        }
    };
    let message =
        format!("planen er ulik kopien av {}: han er endra etter at versjonen vart teken vare på", hovud.versjon);
    findings.push(RuleHit::new(Place::Value(Path::hovud().field("versjon")), message).hint(hint));
}

/// The index of a version in the log.
fn order(plan: &Plan, version: &str) -> Option<usize> {
    plan.hovud.logg.iter().position(|row| row.versjon == version)
}

/// The version from which on the plan must be the same: the adopted one, or a later one whose changes are accounted for.
fn reference_version<'a>(plan: &'a Plan, adopted: &'a str) -> &'a str {
    let explained = plan.hovud.etter_vedtak.iter().map(|own| own.versjon.as_str());
    let known = explained.chain([adopted]).filter(|version| order(plan, version).is_some());
    known.max_by_key(|version| order(plan, version)).unwrap_or(adopted)
}

fn parties(adopted: &Adopted) -> String {
    let names: Vec<String> = adopted.parties.iter().map(|name| name.to_string()).collect();
    listing(&names, Terms::of(Språk::Nn))
}

/// The place of the decision that adopted a version.
fn place_of(plan: &Plan, adopted: &Adopted) -> Place {
    let at = plan.hovud.handsaming.iter().position(|own| adopted.parties.contains(&plan.party_name(&own.part)));
    Place::Value(Path::handsaming(at.unwrap_or(0)).field("part"))
}

/// What the plan says otherwise than the versions that were adopted, unless the plan says why.
pub fn changed_after_adoption(subject: &Subject, findings: &mut RuleHits) {
    let (plan, Some(kept)) = (subject.plan, subject.kept) else { return };
    // One that several versions have is told once, with all who adopted something else.
    let mut all: Vec<(String, Place, Vec<String>)> = Vec::new();
    for adopted in adopted_versions(plan) {
        let base = reference_version(plan, adopted.version);
        let Some(copy) = kept.get(base) else { continue };
        let who = parties(&adopted);
        let after = match base == adopted.version {
            true => format!("at {who} vedtok versjon {base}"),
            false => format!("versjon {base}, som «etter_vedtak» gjer greie for"),
        };
        for difference in substantive_differences(copy, plan) {
            let said = beginning(&difference.in_full(Lang::Nn).replace('\u{a0}', " "), MAX_DIFFERENCE_LENGTH);
            let what = format!("{}: {said}", difference.place);
            match all.iter_mut().find(|(other, ..)| *other == what) {
                Some((.., others)) if !others.contains(&after) => others.push(after.clone()),
                Some(_) => {}
                None => {
                    let place = difference.new.clone().map_or_else(|| place_of(plan, &adopted), Place::Value);
                    all.push((what, place, vec![after.clone()]));
                }
            }
        }
    }
    for (what, place, after) in all {
        let message = format!("{what} – endra etter {}", listing(&after, Terms::of(Språk::Nn)));
        findings.push(RuleHit::new(place, message).hint(
            "Er dei som har vedteke planen, samde i endringa, så skriv henne under «etter_vedtak» i plan.ron; elles tek du henne tilbake, eller lèt organa handsame planen på nytt",
        ));
    }
}

/// Adopted versions that are not kept: what was changed after them can't be seen.
pub fn adopted_and_not_kept(subject: &Subject, findings: &mut RuleHits) {
    let (plan, Some(kept)) = (subject.plan, subject.kept) else { return };
    for adopted in adopted_versions(plan) {
        let base = reference_version(plan, adopted.version);
        if base == plan.hovud.versjon || kept.get(base).is_some() {
            continue;
        }
        let message = format!(
            "versjon {base} er ikkje teken vare på, så det kan ikkje seiast om planen er den same som {} har vedteke",
            parties(&adopted)
        );
        findings.push(
            RuleHit::new(place_of(plan, &adopted), message)
                .hint("Legg filene til versjonen i mappa «versjonar», om de har dei; elles må de sjølve sjå etter"),
        );
    }
}

/// A plan that is put to the political bodies though every party has adopted it.
pub fn adopted_already(subject: &Subject, findings: &mut RuleHits) {
    if !subject.plan.is_adopted() {
        return;
    }
    let message =
        "alle partane har vedteke planen, og den politiske utgåva er for dei som skal handsame han".to_string();
    findings.push(
        RuleHit::new(Place::Value(Path::hovud().field("versjon")), message)
            .hint("Lag den endelege utgåva: handlingsplan bygg PLAN --utgåve endeleg"),
    );
}

/// Decisions that leave something open: no new date after a postponement, no word of what was changed or where it was taken
/// in, two bodies that decide.
pub fn unfinished_handling(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    for (handsaming, path) in plan.walk().handsaming() {
        let name = plan.party_name(&handsaming.part);
        let decide = handsaming.placed_organ(&path).filter(|body| body.organ.rolle == Some(OrganRolle::Vedtak));
        for body in decide.skip(1) {
            let place = Place::Value(body.path.field("rolle"));
            let message = format!("{name} har to organ som gjer vedtak; {} er det andre", body.organ.organ.0);
            findings
                .push(RuleHit::new(place, message).hint("Skriv «rolle: Innstilling» ved det som ikkje avgjer saka"));
        }
        for body in handsaming.placed_organ(&path) {
            let organ = body.organ;
            let standing = || plan.standing(handsaming, body.index);
            for (at, (vedtak, path)) in body.vedtak().enumerate().filter(|(_, (own, _))| plan.decision_counts(own)) {
                let the_body = format!("{}{}", organ.organ.0, definite_ending(&organ.organ.0));
                let said = format!("{the_body} i {name} {}", day(vedtak.dato.0));
                if let Some(row) = plan.version_decided_on(vedtak).filter(|row| row.dato.first_day() > vedtak.dato.0) {
                    let message = format!(
                        "vedtaket i {said} skal gjelde versjon {}, som er frå {}",
                        row.versjon,
                        day(row.dato.first_day())
                    );
                    findings.push(RuleHit::new(Place::Value(path.clone()), message).hint(
                        "Ingen kan gjere vedtak om ein versjon som ikkje finst enno: rett «versjon» eller datoen",
                    ));
                }
                let is_last = at + 1 == organ.vedtak.len();
                let open = is_last && vedtak.utfall.defers() && standing().is_open();
                if open && standing().meeting().is_none() {
                    let what = if vedtak.utfall == Utfall::Utsett { "utsett saka" } else { "sendt saka tilbake" };
                    let message = format!("{said} har {what}, men det nye møtet står ikkje");
                    findings.push(
                        RuleHit::new(Place::Value(path.clone()), message)
                            .hint("Skriv datoen for det nye møtet i «planlagt» ved organet"),
                    );
                }
                let decides = body.role() == OrganRolle::Vedtak;
                if decides && vedtak.utfall == Utfall::Endra && vedtak.teke_inn_i.is_none() {
                    let message =
                        format!("{said} vedtok planen med endringar, men det står ikkje kva versjon som har dei");
                    let hint = match vedtak.endring {
                        Some(_) => {
                            "Skriv versjonen som har det, i «teke_inn_i», eller med «handlingsplan godkjenn» og --teken-inn-i"
                        }
                        None => "Skriv kva som vart endra, i «endring», og versjonen som har det, i «teke_inn_i»",
                    };
                    findings.push(RuleHit::new(Place::Value(path.clone()), message).hint(hint));
                }
                if let Some(version) = vedtak.teke_inn_i.as_ref().filter(|version| order(plan, version).is_none()) {
                    let message =
                        format!("versjon «{version}», som endringa skal vere teken inn i, står ikkje i loggen");
                    findings.push(RuleHit::new(Place::Value(path.field("teke_inn_i")), message));
                }
            }
        }
    }
    for (own, path) in plan.walk().etter_vedtak() {
        if order(plan, &own.versjon).is_none() {
            let place = Place::Value(path.field("versjon"));
            let message = format!("versjon «{}» står ikkje i loggen", own.versjon);
            findings.push(RuleHit::new(place, message).hint("Skriv versjonen som har endringa"));
        }
    }
}

/// Shares of what a group pays that are not those of its members, or not the whole together.
pub fn shares_of_groups(subject: &Subject, findings: &mut RuleHits) {
    for (group, path) in subject.plan.walk().partar().filter(|(own, _)| !own.fordeling.is_empty()) {
        let path = path.field("fordeling");
        let mut seen = BTreeSet::new();
        for (own, path) in path.clone().items(&group.fordeling) {
            let place = || Place::Value(path.field("part"));
            if !group.medlemmer.contains(&own.part) {
                let message = format!("«{}» er ikkje blant medlemmene i «{}»", own.part, group.namn);
                findings
                    .push(RuleHit::new(place(), message).hint("Legg parten til i «medlemmer», eller ta bort delen"));
            }
            if !seen.insert(&own.part) {
                findings.push(RuleHit::new(place(), format!("«{}» har to delar", own.part)));
            }
        }
        let missing: Vec<String> =
            group.medlemmer.iter().filter(|id| !seen.contains(id)).map(|id| format!("«{id}»")).collect();
        if !missing.is_empty() {
            let message = format!("{} har ingen del i «fordeling»", listing(&missing, Terms::of(Språk::Nn)));
            let finding = RuleHit::new(Place::Value(path.clone()), message);
            findings.push(finding.hint("Skriv ein del for kvar medlem, òg for den som betaler 0 prosent"));
        }
        let sum: u32 = group.fordeling.iter().map(|own| u32::from(own.prosent)).sum();
        if sum != 100 {
            let message = format!("delane i «fordeling» blir {sum} prosent til saman, og skal bli 100");
            findings.push(RuleHit::new(Place::Value(path), message).hint("Sjå over prosentane"));
        }
    }
}
