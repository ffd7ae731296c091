//! What a plan lacks before it is final.

use crate::check::Subject;
use crate::finding::{Finding, Place};
use crate::load::Path;

/// Tiltak without a description.
pub fn unfinished_tiltak(subject: &Subject, findings: &mut Vec<Finding>) {
    for (at, delmål) in subject.plan.delmål.iter().enumerate() {
        for (index, tiltak) in delmål.tiltak.iter().enumerate() {
            if tiltak.bolkar.is_empty() && !tiltak.avslutta() {
                let place = Place::Value(Path::delmål(at).field("tiltak").index(index).field("tittel"));
                let message =
                    format!("tiltak {} under delmål {} har ikkje noka skildring", tiltak.nummer, delmål.nummer);
                findings.push(Finding::new(place, message).hint("Skriv minst éin bolk med overskrift og tekst"));
            }
        }
    }
}

/// Delmål without a hovudmål.
pub fn missing_hovudmål(subject: &Subject, findings: &mut Vec<Finding>) {
    for (at, delmål) in subject.plan.delmål.iter().enumerate() {
        if delmål.hovudmål.is_none() {
            let place = Place::Value(Path::delmål(at).field("tittel"));
            let message = format!("delmål {} har ikkje noko hovudmål", delmål.nummer);
            findings.push(Finding::new(place, message).hint("Legg til «hovudmål: \"…\"» i fila"));
        }
    }
}

/// Parties that have not approved the plan.
pub fn missing_approvals(subject: &Subject, findings: &mut Vec<Finding>) {
    for (index, handsaming) in subject.plan.hovud.handsaming.iter().enumerate() {
        if handsaming.godkjenning().is_none() {
            let place = Place::Value(Path::hovud().field("handsaming").index(index).field("part"));
            let name = subject.plan.part_namn(&handsaming.part);
            let message = format!("{name} har ikkje godkjent planen enno");
            findings.push(Finding::new(place, message).hint("Før inn vedtaket når det er gjort"));
        }
    }
}

/// A plan without financing.
pub fn missing_financing(subject: &Subject, findings: &mut Vec<Finding>) {
    if subject.plan.hovud.finansiering.is_none() {
        let place = Place::Value(Path::hovud().field("seksjonar"));
        findings.push(
            Finding::new(place, "planen har inga finansiering")
                .hint("Legg til «finansiering: (postar: […])» og eit punkt med innhaldet Finansiering"),
        );
    }
}
