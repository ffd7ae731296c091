//! Weights and amounts.

use crate::check::Subject;
use crate::finding::{Place, RuleHit, RuleHits};
use crate::plan::Path;
use crate::plan::{Formål, Kjelde, PartId, Post, Tidsramme, Tiltak};

/// Weights that do not add up to 100 per cent.
pub fn weights(subject: &Subject, findings: &mut RuleHits) {
    let delmål = &subject.plan.delmål;
    let sum: u32 = delmål.iter().filter_map(|delmål| delmål.vekt).map(u32::from).sum();
    let weighted = delmål.iter().filter(|delmål| delmål.vekt.is_some()).count();
    if weighted == 0 || (weighted == delmål.len() && sum == 100) {
        return;
    }
    let last = delmål.iter().rposition(|delmål| delmål.vekt.is_some()).unwrap_or(0);
    let message = if weighted < delmål.len() {
        "nokre delmål har vekt, andre ikkje".to_string()
    } else {
        let each: Vec<String> = delmål.iter().filter_map(|own| own.vekt).map(|weight| weight.to_string()).collect();
        let sum = if each.len() > 1 { format!("{} = {sum}", each.join(" + ")) } else { sum.to_string() };
        format!("vektene til delmåla er {sum} % til saman, ikkje 100 %")
    };
    let place = Place::Value(Path::delmål(last).field("vekt"));
    findings.push(RuleHit::new(place, message).hint("Sjå over «vekt» i alle delmålfilene"));
}

/// How far a share of the money may be from the weight, in percentage points: money comes in whole projects.
const LEEWAY: f64 = 5.0;

/// Delmål whose share of the money is not their weight.
pub fn financing_against_weights(subject: &Subject, findings: &mut RuleHits) {
    let plan = subject.plan;
    let Some(finansiering) = &plan.hovud.finansiering else { return };
    let sum = finansiering.sum() as f64;
    for (delmål, path) in plan.walk().delmål() {
        let Some(weight) = delmål.vekt.filter(|_| sum > 0.0) else { continue };
        let own = |post: &&Post| match &post.formål {
            Formål::Delmål(nummer) => *nummer == delmål.nummer,
            Formål::Tiltak(id) => delmål.tiltak.iter().any(|tiltak| &tiltak.id == id),
            Formål::Avslutta(_) => false,
        };
        let amount: i64 = finansiering.postar.iter().filter(own).map(Post::sum).fold(0, i64::saturating_add);
        let share = 100.0 * amount as f64 / sum;
        if (share - f64::from(weight)).abs() > LEEWAY {
            let place = Place::Value(path.field("vekt"));
            let message = format!("delmål {} har vekta {weight} %, men får {share:.0} % av pengane", delmål.nummer);
            findings.push(RuleHit::new(place, message).hint("Sjå over beløpa og vektene"));
        }
    }
}

/// Every amount with its year and its place.
fn amounts<'a>(subject: &'a Subject) -> impl Iterator<Item = (i16, i64, Path)> + 'a {
    subject.plan.walk().postar().flat_map(|(post, path)| {
        let path = path.field("beløp");
        post.beløp.iter().map(move |(year, amount)| (*year, *amount, path.key(*year)))
    })
}

/// Amounts below zero.
pub fn negative_amounts(subject: &Subject, findings: &mut RuleHits) {
    for (year, amount, path) in amounts(subject) {
        if amount < 0 {
            let message = format!("beløpet for {year} er negativt ({amount})");
            findings.push(RuleHit::new(Place::Value(path), message));
        }
    }
}

/// Amounts for years outside the agreement's period.
pub fn years_outside_the_period(subject: &Subject, findings: &mut RuleHits) {
    let period = subject.plan.hovud.periode;
    for (year, _, path) in amounts(subject) {
        if !(period.frå..=period.til).contains(&year) {
            let message = format!("året {year} er utanfor avtaleperioden {}–{}", period.frå, period.til);
            findings.push(RuleHit::new(Place::Value(path), message));
        }
    }
}

/// Posts without any amount, and posts for the same purpose from the same source and payer.
pub fn empty_or_repeated_posts(subject: &Subject, findings: &mut RuleHits) {
    let mut seen: Vec<(&Formål, Kjelde, Option<&PartId>)> = Vec::new();
    for (post, path) in subject.plan.walk().postar() {
        if post.beløp.values().all(|amount| *amount == 0) {
            let place = Place::Value(path.field("beløp"));
            findings
                .push(RuleHit::new(place, "posten har ikkje noko beløp").hint("Fyll inn beløp, eller ta bort posten"));
        }
        let own = (&post.formål, post.kjelde, post.part.as_ref());
        if seen.contains(&own) {
            let finding = RuleHit::new(Place::Value(path), "same formål og kjelde står i ein post lenger oppe");
            findings.push(finding.hint("Slå dei to postane saman"));
        }
        seen.push(own);
    }
}

/// Money for a tiltak that has ended, in the plan's year or later.
pub fn money_after_the_end(subject: &Subject, findings: &mut RuleHits) {
    let year = subject.plan.hovud.år;
    let hint = "Ta bort beløpet, eller før det på eit anna tiltak";
    money_from(subject, findings, hint, |tiltak| tiltak.has_ended().then(|| (year, "er avslutta".to_string())));
}

/// Money for a tiltak that goes on, after its time.
pub fn money_after_its_time(subject: &Subject, findings: &mut RuleHits) {
    let hint = "Rett tidsramma eller året, eller lat det stå om pengane blir betalte i etterkant";
    money_from(subject, findings, hint, |tiltak| match tiltak.tidsramme {
        Tidsramme::År { til, .. } if !tiltak.has_ended() => Some((til.saturating_add(1), format!("varer til {til}"))),
        _ => None,
    });
}

/// The amounts of tiltak from the years on from which they should have none, with why.
fn money_from(subject: &Subject, findings: &mut RuleHits, hint: &str, end: impl Fn(&Tiltak) -> Option<(i16, String)>) {
    let plan = subject.plan;
    for (post, path) in plan.walk().postar() {
        let Formål::Tiltak(id) = &post.formål else { continue };
        let own = plan.tiltak().find(|(_, tiltak)| &tiltak.id == id).and_then(|(_, tiltak)| end(tiltak));
        let Some((from, why)) = own else { continue };
        let path = path.field("beløp");
        for (year, _) in post.beløp.range(from..).filter(|(_, amount)| **amount != 0) {
            let message = format!("tiltaket «{id}» {why}, men får pengar i {year}");
            let finding = RuleHit::new(Place::Value(path.key(*year)), message);
            findings.push(finding.hint(hint));
        }
    }
}
