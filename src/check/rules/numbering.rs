//! Numbers of sections, delmål, tiltak, tables and figures.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Subject;
use crate::data::edits::{delmål_numbering, tiltak_numbering};
use crate::finding::{Fix, Place, RuleHit, RuleHits};
use crate::plan::{Edit, Path};

/// Sections whose numbers do not rise by one.
pub fn sections_that_jump(subject: &Subject, findings: &mut RuleHits) {
    let sections = subject.plan.walk().seksjonar();
    let numbered: Vec<(u16, Path)> = sections.filter_map(|(own, path)| Some((own.nummer?, path))).collect();
    for pair in numbered.windows(2) {
        let [(before, _), (number, path)] = pair else { continue };
        if number == before || *number == before.saturating_add(1) {
            continue;
        }
        let place = Place::Value(path.field("nummer"));
        let message = if number > before {
            format!("etter punkt {before} kjem punkt {number}")
        } else {
            format!("punkt {number} står etter punkt {before}")
        };
        findings.push(RuleHit::new(place, message).hint("Er det eit punkt som manglar, eller eit nummer som er feil?"));
    }
}

/// Delmål and tiltak whose numbers are not 1, 2, 3 and so on.
pub fn numbers_out_of_order(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let mut expect = |what: &str, number: u16, expected: usize, path: Path, edits: &dyn Fn() -> Vec<Edit>| {
        if usize::from(number) != expected {
            let message = format!("{what} har nummer {number}, men er nummer {expected} i rekkja");
            let fix = (!findings.is_full())
                .then(|| Fix { what: format!("nummerer {what} og dei andre i rekkja"), edits: edits() });
            findings.push(RuleHit::new(Place::Value(path), message).with_fix_if(fix));
        }
    };
    for (at, (delmål, path)) in plan.walk().delmål().enumerate() {
        expect("delmålet", delmål.nummer, at + 1, path.field("nummer"), &|| delmål_numbering(plan));
        for ((tiltak, path), number) in delmål.placed_tiltak(&path).zip(delmål.numbers_in_order()) {
            expect("tiltaket", tiltak.nummer, number.into(), path.field("nummer"), &|| tiltak_numbering(plan, at));
        }
    }
}

/// "pkt. 7", "tabell 4", "figur 2", "delmål 5" in words, where the plan has none.
pub fn dangling_references(subject: &Subject, findings: &mut RuleHits) {
    static REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?:^|[ («])((?:[Pp]kt\.|[Pp]unkt|[Tt]abell|[Ff]igur|[Dd]elmål)[ \u{a0}]([0-9]{1,3}))(?:[^0-9A-Za-z]|$)",
        )
        .ok()
    });
    let Some(pattern) = REFERENCE.as_ref() else { return };
    let plan = subject.plan;
    let count = |start: &str| {
        subject
            .references
            .anchors()
            .filter_map(|anchor| subject.references.words(anchor))
            .filter(|words| words.starts_with(start))
            .count()
    };
    let terms = crate::words::terms::Terms::of(plan.hovud.språk);
    let (tables, figures) = (count(&format!("{} ", terms.table)), count(&format!("{} ", terms.figure)));
    for stretch in subject.stretches() {
        for found in pattern.captures_iter(stretch.words) {
            let (whole, number) = (&found[1], found[2].parse::<u16>().unwrap_or(0));
            let kind = whole.to_lowercase();
            let exists = match kind.split([' ', '\u{a0}']).next().unwrap_or_default() {
                "tabell" => usize::from(number) <= tables,
                "figur" => usize::from(number) <= figures,
                "delmål" => plan.delmål.iter().any(|delmål| delmål.nummer == number),
                _ => plan.hovud.seksjonar.iter().any(|seksjon| seksjon.nummer == Some(number)),
            };
            if !exists {
                let at = found.get(1).map_or(0..0, |found| found.range());
                findings.push(
                    RuleHit::new(stretch.place(at), format!("teksten viser til «{whole}», som ikkje finst i planen"))
                        .hint("Legg det til, eller skriv tilvisinga om; ei lenkje som [](#pkt-2) får rett nummer av seg sjølv"),
                );
            }
        }
    }
}
