//! How far the tiltak have come: dates and figures that can't be, and what doesn't fit together.

use super::time::day;
use crate::check::Subject;
use crate::finding::{Place, RuleHit, RuleHits};
use crate::plan::{Framdriftsstatus, Indikator, Path, Tidsramme};
use crate::words::notation::figure;

/// Days and years that can't be: what is known before it is so, an aim before the beginning.
pub fn impossible_dates(subject: &Subject, findings: &mut RuleHits) {
    let made = subject.plan.current_version().map(|row| row.dato.first_day());
    for (_, tiltak, path) in subject.plan.walk().tiltak() {
        if let (Some(own), Some(made)) = (&tiltak.framdrift, made)
            && own.dato.0 > made
        {
            let place = Place::Value(path.field("framdrift").field("dato"));
            let message = format!("framdrifta er frå {}, etter datoen til versjonen ({})", day(own.dato.0), day(made));
            findings.push(RuleHit::new(place, message).hint("Rett datoen, eller lag ein ny versjon av planen"));
        }
        for (own, path) in path.field("indikatorar").items(&tiltak.indikatorar) {
            let mut tell = |field: &'static str, message: String| {
                let place = Place::Value(path.field(field).field("år"));
                findings.push(RuleHit::new(place, message).hint("Rett årstalet"));
            };
            let (first, aim) = (own.utgangspunkt.år, own.mål.år);
            if aim <= first {
                tell("mål", format!("målet er for {aim}, men utgangspunktet er frå {first}"));
            }
            if let Some(latest) = own.siste {
                if latest.år < first {
                    tell("siste", format!("det siste talet er frå {}, før utgangspunktet ({first})", latest.år));
                }
                if made.is_some_and(|made| latest.år > made.year()) {
                    tell("siste", format!("det siste talet er frå {}, som ikkje er kome", latest.år));
                }
            }
        }
    }
}

/// Where the status and the figures don't fit: done without having reached the aim, not begun in its own time.
pub fn status_against_figures(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    for (_, tiltak, path) in subject.plan.walk().tiltak() {
        let mut tell = |place: Path, message: String, hint: &str| {
            findings.push(RuleHit::new(Place::Value(place), message).hint(hint));
        };
        for (own, path) in path.field("indikatorar").items(&tiltak.indikatorar) {
            if own.mål.verdi == own.utgangspunkt.verdi {
                let message = format!("målet for «{}» er det same som utgangspunktet", own.namn);
                tell(path.field("mål"), message, "Sjå over tala");
            }
            if own.mål.år > plan.hovud.periode.til {
                let message = format!("målet for «{}» er for {}, etter avtaleperioden", own.namn, own.mål.år);
                tell(path.field("mål").field("år"), message, "Set eit mål i avtaleperioden");
            }
        }
        let Some(own) = &tiltak.framdrift else { continue };
        let status = path.field("framdrift").field("status");
        let short: Vec<&Indikator> = tiltak.indikatorar.iter().filter(|own| !reached(own)).collect();
        if let (Framdriftsstatus::Fullført, [first, ..]) = (own.status, short.as_slice()) {
            let latest = first.siste.map_or("ikkje noko tal".to_string(), |latest| figure(latest.verdi));
            let message = format!(
                "tiltaket er fullført, men «{}» er {}, og målet er {}",
                first.namn,
                latest.replace('\u{a0}', " "),
                figure(first.mål.verdi).replace('\u{a0}', " ")
            );
            tell(status.clone(), message, "Sjå over statusen og det siste talet");
        }
        if tiltak.has_ended() {
            if is_open(own.status) {
                let message = "tiltaket er avslutta, men framdrifta seier at det ikkje er slutt";
                tell(status, message.into(), "Skriv Fullført eller Stansa, eller ta «framdrift» bort");
            }
            continue;
        }
        if let (Framdriftsstatus::IkkjeStarta, Tidsramme::År { frå, .. }) = (own.status, &tiltak.tidsramme)
            && *frå < plan.hovud.år
        {
            let message = format!("tiltaket skulle ta til i {frå}, men er ikkje starta");
            tell(status, message, "Skriv Forseinka eller Stansa, eller gje tiltaket ei ny tidsramme");
        }
    }
}

/// What is known of tiltak that go on, where it is more than a year older than the version that says it.
pub fn stale(subject: &Subject, findings: &mut RuleHits) {
    let Some(made) = subject.plan.current_version().map(|row| row.dato.first_day()) else { return };
    for (_, tiltak, path) in subject.plan.walk().tiltak().filter(|(_, tiltak, _)| !tiltak.has_ended()) {
        let Some(own) = tiltak.framdrift.as_ref().filter(|own| is_open(own.status)) else { continue };
        let known = own.dato.0;
        let is_stale = (known.year() + 1, known.month(), known.day()) < (made.year(), made.month(), made.day());
        if is_stale {
            let place = Place::Value(path.field("framdrift").field("dato"));
            let message = format!("framdrifta er frå {}, meir enn eit år før versjonen ({})", day(known), day(made));
            let finding = RuleHit::new(place, message);
            findings.push(finding.hint("Skriv korleis det går no, med dagen i dag, eller ta «framdrift» bort"));
        }
    }
}

/// Whether more is to come after a status.
fn is_open(status: Framdriftsstatus) -> bool {
    !matches!(status, Framdriftsstatus::Fullført | Framdriftsstatus::Stansa)
}

/// Whether the latest figure has reached the aim, upwards or downwards.
fn reached(own: &Indikator) -> bool {
    let Some(latest) = own.siste else { return false };
    match own.mål.verdi >= own.utgangspunkt.verdi {
        true => latest.verdi >= own.mål.verdi,
        false => latest.verdi <= own.mål.verdi,
    }
}
