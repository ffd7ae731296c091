//! What a plan lacks before it is final.

use std::collections::BTreeMap;

use super::time::day;
use crate::check::Subject;
use crate::document::Lang;
use crate::finding::{Place, RuleHit, RuleHits};
use crate::plan::Path;
use crate::plan::{Godkjenning, OrganRolle, PartId, Prosa, Språk, Vedtak};
use crate::words::handling::Handling;
use crate::words::notation::listing;
use crate::words::terms::Terms;

fn is_blank(prosa: &Prosa) -> bool {
    prosa.0.trim().is_empty()
}

/// Tiltak without a description.
pub fn unfinished_tiltak(subject: &Subject, findings: &mut RuleHits) {
    for (delmål, tiltak, path) in subject.plan.walk().tiltak() {
        if tiltak.bolkar.iter().all(|bolk| is_blank(&bolk.tekst)) && !tiltak.has_ended() {
            let place = Place::Value(path.field("tittel"));
            let named = Terms::of(Språk::Nn).tiltak_reference(delmål.nummer, tiltak.nummer);
            let message = format!("{named} har ikkje noka skildring");
            findings.push(RuleHit::new(place, message).hint("Skriv minst éin bolk med overskrift og tekst"));
        }
    }
}

/// Delmål without a hovudmål.
pub fn missing_hovudmål(subject: &Subject, findings: &mut RuleHits) {
    for (delmål, path) in subject.plan.walk().delmål() {
        if delmål.hovudmål.as_ref().is_none_or(is_blank) {
            let place = Place::Value(path.field("tittel"));
            let message = format!("delmål {} har ikkje noko hovudmål", delmål.nummer);
            findings.push(RuleHit::new(place, message).hint("Legg til «hovudmål: \"…\"» i fila"));
        }
    }
}

/// Parties that have not approved the plan of this year: those that have rejected it, and the others, each told once.
pub fn missing_approvals(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let (mut rejected, mut deferred, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for (handsaming, path) in plan.walk().handsaming() {
        let (name, path) = (plan.party_name(&handsaming.part), path.field("part"));
        match plan.approval(handsaming) {
            Godkjenning::Godkjend(..) => {}
            Godkjenning::Avvist(organ, vedtak) => {
                let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
                rejected.push((format!("{name} ({} {}{case})", organ.0, day(vedtak.dato.0)), path));
            }
            Godkjenning::Uavgjord(organ, vedtak) => {
                let outcome = Handling::of(Lang::Nn).outcome_in_full(vedtak.utfall, OrganRolle::Vedtak);
                deferred.push((format!("{name} ({} {}: {outcome})", organ.0, day(vedtak.dato.0)), path));
            }
            Godkjenning::Manglar => missing.push((name.to_string(), path)),
        }
    }
    let mut tell = |parties: Vec<(String, Path)>, what: &str, hint: &str| {
        let Some((_, first)) = parties.first() else { return };
        let place = Place::Value(first.clone());
        let names: Vec<String> = parties.into_iter().map(|(name, _)| name).collect();
        let message = format!("{} har {what}", listing(&names, Terms::of(Språk::Nn)));
        findings.push(RuleHit::new(place, message).hint(hint));
    };
    tell(
        rejected,
        "avvist planen",
        "Blir planen vedteken i ny handsaming, så før inn det vedtaket òg: handlingsplan godkjenn",
    );
    tell(
        deferred,
        "handsama planen utan å vedta han",
        "Før inn vedtaket når organet har avgjort saka: handlingsplan godkjenn",
    );
    tell(missing, "ikkje godkjent planen enno", "Før inn kvart vedtak når det er gjort: handlingsplan godkjenn");
}

/// Decisions that were about the plan of another year, or about no version that the log has; those alike are told once.
pub fn decisions_of_another_year(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    // By the year that they are about, or the version that there is none of.
    type About<'a> = (Option<i16>, Option<&'a str>);
    let is_draft = |vedtak: &Vedtak| {
        plan.version_decided_on(vedtak)
            .filter(|row| row.plan_year() == plan.hovud.år && !plan.is_for_political_bodies(row))
    };
    let mut others: BTreeMap<About, Vec<(String, Path)>> = BTreeMap::new();
    for body in plan.walk().organ() {
        for (vedtak, path) in body.vedtak() {
            let year = plan.plan_year_decided_on(vedtak);
            let said = format!("vedtaket {} i {}", day(vedtak.dato.0), plan.party_name(&body.handsaming.part));
            if let Some(row) = is_draft(vedtak) {
                let message = format!(
                    "{said} gjeld versjon {}, eit utkast som ikkje gjekk til politisk handsaming, og tel ikkje",
                    row.versjon
                );
                findings.push(RuleHit::new(Place::Value(path), message).hint(
                    "Rett «versjon» i vedtaket, eller skriv «politisk: true» ved versjonen i loggen om han gjekk til politisk handsaming",
                ));
            } else if year != Some(plan.hovud.år) {
                let version = vedtak.versjon.as_deref().filter(|_| year.is_none());
                others.entry((year, version)).or_default().push((said, path));
            }
        }
    }
    for ((year, version), decisions) in others {
        let [(said, path), ..] = decisions.as_slice() else { continue };
        let who = if decisions.len() == 1 { said.clone() } else { format!("{} vedtak", decisions.len()) };
        let (message, hint) = match (year, version) {
            (Some(year), _) => (
                format!("{who} gjeld planen for {year} og tel ikkje for {}", plan.hovud.år),
                "Ta dei gamle vedtaka bort, eller skriv «versjon» i vedtaket om det likevel gjeld ein versjon av denne planen",
            ),
            (None, Some(version)) => (
                format!("{who} gjeld versjon «{version}», som ikkje står i loggen"),
                "Rett «versjon» i vedtaket, eller legg versjonen til i loggen",
            ),
            (None, None) => (
                format!("{who} er eldre enn alle versjonane i loggen"),
                "Rett datoen, eller skriv i vedtaket kva «versjon» det gjeld",
            ),
        };
        findings.push(RuleHit::new(Place::Value(path.clone()), message).hint(hint));
    }
}

/// Municipalities and counties of the agreement that no body handles the plan in.
pub fn parties_without_handsaming(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    for part in subject.plan.parties_without_handsaming() {
        let named = |field, list: &[PartId]| {
            let index = list.iter().position(|id| id == &part.id)?;
            Some(Path::hovud().field(field).index(index))
        };
        let path = named("framside", &hovud.framside).or_else(|| named("avtalepartar", &hovud.avtalepartar));
        let message = format!("{} er med i avtala, men står ikkje under «handsaming»", part.namn);
        let finding = RuleHit::new(Place::Value(path.unwrap_or_else(Path::hovud)), message);
        findings
            .push(finding.hint(format!("Legg til (part: \"{}\", organ: […]) under «handsaming» i plan.ron", part.id)));
    }
}

/// In a plan that follows another: tiltak that don't say what became of them.
pub fn tiltak_without_rullering(subject: &Subject, findings: &mut RuleHits) {
    if !subject.plan.has_predecessor() {
        return;
    }
    for (delmål, tiltak, path) in subject.plan.walk().tiltak().filter(|(_, tiltak, _)| tiltak.rullering.is_none()) {
        let place = Place::Value(path.field("tittel"));
        let named = Terms::of(Språk::Nn).tiltak_reference(delmål.nummer, tiltak.nummer);
        let message = format!("{named} seier ikkje kva oppdateringa gjer med det");
        let finding = RuleHit::new(place, message);
        findings.push(finding.hint("Skriv «rullering: Vidareført», Ny(), Endra(\"…\") eller Avslutta(\"…\")"));
    }
}

/// A plan without financing.
pub fn missing_financing(subject: &Subject, findings: &mut RuleHits) {
    if subject.plan.hovud.finansiering.is_none() {
        let place = Place::Value(Path::hovud().field("seksjonar"));
        findings.push(
            RuleHit::new(place, "planen har inga finansiering")
                .hint("Legg til «finansiering: (postar: […])» og eit punkt med innhaldet Finansiering"),
        );
    }
}
