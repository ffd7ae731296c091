//! A plan that names the plan it follows: whether what it says of the yearly update is so.

use std::collections::BTreeSet;

use crate::check::{Predecessor, Subject};
use crate::finding::{Place, RuleHit, RuleHits, did_you_mean};
use crate::plan::texts::{PlanText, TextKind, texts};
use crate::plan::{PartId, Path, Plan, Rullering, Språk, Step, Tiltak, TiltakId};
use crate::process::changes::{Difference, changes};
use crate::words::notation::{beginning, format_kr};
use crate::words::terms::Terms;

/// The plan that this one follows can't be read, or is this one.
pub fn unreadable(subject: &Subject, findings: &mut RuleHits) {
    let Predecessor::Unreadable(why) = &subject.before else { return };
    let place = Place::Value(Path::hovud().field("førre"));
    findings.push(
        RuleHit::new(place, format!("planen før kan ikkje brukast: {why}")).hint(
            "Skriv vegen til planmappa eller pakken, sett frå denne planmappa, til dømes \"../vest-telemark-2025\"",
        ),
    );
}

/// Tiltak whose mark for the update is not what has happened to them since the plan before.
pub fn wrong_rullering_marks(subject: &Subject, findings: &mut RuleHits) {
    let (plan, Predecessor::Plan(old)) = (subject.plan, &subject.before) else { return };
    let all = changes(old, plan);
    let own = |id: &TiltakId| -> Vec<&Difference> {
        all.iter().filter(|own| own.tiltak.as_ref() == Some(id) && own.what.is_substantive()).collect()
    };
    let stood = |id: &TiltakId| old.tiltak().map(|(_, tiltak)| tiltak).find(|tiltak| &tiltak.id == id);
    let lang = crate::document::Lang::Nn;
    let terms = Terms::of_lang(lang);
    for (delmål, tiltak, path) in plan.walk().tiltak() {
        let named = terms.tiltak_reference(delmål.nummer, tiltak.nummer);
        let changed = own(&tiltak.id);
        let (message, hint) = match (stood(&tiltak.id), &tiltak.rullering) {
            (None, Some(Rullering::Ny { .. })) => continue,
            (None, None) => (format!("{named} er nytt, men er ikkje merkt som nytt"), "Skriv «rullering: Ny()»"),
            (None, Some(_)) => (format!("{named} er nytt, men er merkt som noko anna"), "Skriv «rullering: Ny()»"),
            (Some(_), Some(Rullering::Ny { .. })) => (
                format!("{named} stod i planen før, men er merkt som nytt"),
                "Skriv «rullering: Vidareført» eller Endra(\"…\")",
            ),
            (Some(_), Some(Rullering::Vidareført)) if !changed.is_empty() => {
                let first = changed.first().map(|own| own.sentence(lang)).unwrap_or_default();
                let more =
                    if changed.len() > 1 { format!(", og {} ting til", changed.len() - 1) } else { String::new() };
                (
                    format!("{named} er merkt som vidareført, men er endra: {}{more}", short(&first)),
                    "Skriv «rullering: Endra(\"…\")» med grunngjevinga",
                )
            }
            (Some(_), Some(Rullering::Endra(_))) if changed.is_empty() && !has_other_changes(old, plan, &tiltak.id) => {
                (format!("{named} er merkt som endra, men er likt det i planen før"), "Skriv «rullering: Vidareført»")
            }
            _ => continue,
        };
        let place = if tiltak.rullering.is_some() { path.field("rullering") } else { path.field("tittel") };
        findings.push(RuleHit::new(Place::Value(place), message).hint(hint));
    }
    vanished_tiltak(plan, old, findings);
}

/// Whether more of a tiltak has changed than its own text: its money, or a part of it that is a tiltak of its own now.
fn has_other_changes(old: &Plan, plan: &Plan, id: &TiltakId) -> bool {
    let money = |plan: &Plan| plan.hovud.finansiering.as_ref().map(|money| money.for_tiltak(id).postar);
    let is_divided = plan
        .tiltak()
        .any(|(_, other)| matches!(&other.rullering, Some(Rullering::Ny { delt_frå: Some(from), .. }) if from == id));
    is_divided || money(old).unwrap_or_default() != money(plan).unwrap_or_default()
}

/// Tiltak of the plan before that are gone without a word.
fn vanished_tiltak(plan: &Plan, old: &Plan, findings: &mut RuleHits) {
    let left = old.tiltak().filter(|(_, tiltak)| !tiltak.has_ended());
    let is_merged = |own: &Tiltak| {
        let merged = plan.tiltak().filter_map(|(_, tiltak)| match &tiltak.rullering {
            Some(Rullering::Ny { slege_saman_av, delt_frå, .. }) => Some(slege_saman_av.iter().chain(delt_frå)),
            _ => None,
        });
        merged.flatten().any(|id| *id == own.id)
    };
    let is_here = |own: &Tiltak| plan.tiltak().any(|(_, tiltak)| tiltak.id == own.id) || is_merged(own);
    for (delmål, tiltak) in left.filter(|(_, tiltak)| !is_here(tiltak)) {
        let place = Place::Value(Path::hovud().field("førre"));
        let named = Terms::of(Språk::Nn).tiltak_reference(delmål.nummer, tiltak.nummer);
        let message = format!("{named} i planen før, «{}», er borte utan å vere avslutta", tiltak.tittel);
        findings.push(RuleHit::new(place, message).hint(format!(
            "Ta det inn att med id-en \"{}\" og «rullering: Avslutta(\"…\")», med det tiltaket gav",
            tiltak.id
        )));
    }
}

/// Money that a party which has left the agreement is still to pay.
pub fn amounts_of_departed_parties(subject: &Subject, findings: &mut RuleHits) {
    let (plan, Predecessor::Plan(old)) = (subject.plan, &subject.before) else { return };
    let agreed = |plan: &Plan, id: &PartId| plan.hovud.framside.contains(id) || plan.hovud.avtalepartar.contains(id);
    let Some(finansiering) = &plan.hovud.finansiering else { return };
    for (post, path) in plan.walk().postar() {
        let Some(part) = post.part.as_ref().filter(|part| agreed(old, part) && !agreed(plan, part)) else { continue };
        let path = path.field("beløp");
        for (year, amount) in post.beløp.range(plan.hovud.år..).filter(|(_, amount)| **amount != 0) {
            let message = format!(
                "{} er ikkje lenger part i avtala, men skal betale {} i {year}",
                plan.party_name(part),
                format_kr(finansiering, *amount)
            );
            let finding = RuleHit::new(Place::Value(path.key(*year)), message);
            findings.push(finding.hint("Ta beløpet bort, eller skriv kven som betaler det no"));
        }
    }
}

/// What a tiltak or a delmål is said to be divided from or merged of, and that the plan before did not have.
pub fn unknown_lineage(subject: &Subject, findings: &mut RuleHits) {
    let (plan, Predecessor::Plan(old)) = (subject.plan, &subject.before) else { return };
    let stood = |id: &TiltakId| old.tiltak().any(|(_, tiltak)| &tiltak.id == id);
    let number_stood = |number: u16| old.delmål.iter().any(|delmål| delmål.nummer == number);
    for (delmål, path) in plan.walk().delmål() {
        let single = [("var_nummer", delmål.var_nummer), ("delt_frå", delmål.delt_frå)];
        let single = single.into_iter().filter_map(|(field, number)| Some((path.field(field), number?)));
        let merged = path.field("slege_saman_av").items(&delmål.slege_saman_av);
        let merged = merged.map(|(number, path)| (path, *number));
        for (place, number) in single.chain(merged).filter(|(_, number)| !number_stood(*number)) {
            let known: Vec<String> = old.delmål.iter().map(|own| own.nummer.to_string()).collect();
            let finding = RuleHit::new(Place::Value(place), format!("planen før hadde ikkje noko delmål {number}"));
            findings.push(finding.hint(format!("Han hadde delmål {}", known.join(", "))));
        }
        for (tiltak, path) in delmål.placed_tiltak(&path) {
            let Some(Rullering::Ny { delt_frå, slege_saman_av, .. }) = &tiltak.rullering else { continue };
            let path = path.field("rullering");
            let divided = delt_frå.iter().map(|id| (id, path.field("delt_frå")));
            let merged = path.field("slege_saman_av").items(slege_saman_av);
            for (id, place) in divided.chain(merged).filter(|(id, _)| !stood(id)) {
                let near = did_you_mean(id.as_str(), old.tiltak().map(|(_, own)| own.id.as_str()));
                let message = format!("planen før hadde ikkje noko tiltak «{id}»");
                findings.push(RuleHit::new(Place::Value(place), message).with_hint_if(near));
            }
        }
    }
}

/// Lines that are the same as in the plan before and speak of a year of the agreement that is past. What happened before the
/// agreement is history, and stays so.
pub fn texts_of_past_years(subject: &Subject, findings: &mut RuleHits) {
    let (plan, Predecessor::Plan(old)) = (subject.plan, &subject.before) else { return };
    let olds = texts(old);
    // Neither the log nor the parties and their bodies speak of the plan's year.
    let speaks = |text: &&PlanText| {
        let path = text.path.to_string();
        text.kind == TextKind::Prose
            || !["logg", "partar", "handsaming", "versjon", "emneord", "forkortingar", "kolofon"]
                .iter()
                .any(|own| path.starts_with(own))
    };
    let before: BTreeSet<&str> = olds.iter().filter(speaks).flat_map(|text| text.text.lines().map(str::trim)).collect();
    let first = plan.hovud.periode.frå.min(old.hovud.år);
    let own = texts(plan);
    for text in own.iter().filter(speaks).filter(|text| !belongs_to_ended_tiltak(plan, &text.path)) {
        for (at, year) in years(text.text) {
            let is_past = (first..plan.hovud.år).contains(&year) && !begins_open_range(plan, text.text, at, year);
            if is_past && before.contains(line_at(text.text, at)) {
                let place = Place::Within(text.path.clone(), at..at + 4);
                let message = format!("teksten er den same som i planen før, og nemner {year}");
                findings.push(RuleHit::new(place, message).hint("Sjå om det framleis er rett"));
            }
        }
    }
}

/// Whether a value is of a tiltak that has ended: it is not in the document.
fn belongs_to_ended_tiltak(plan: &Plan, path: &Path) -> bool {
    let (Some(delmål), [Step::Field(field), Step::Index(index), ..]) = (path.file.checked_sub(1), path.steps()) else {
        return false;
    };
    let tiltak = plan.delmål.get(delmål).and_then(|own| own.tiltak.get(*index));
    field == "tiltak" && tiltak.is_some_and(Tiltak::has_ended)
}

/// The line that a byte of a text stands in.
fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].lines().next().unwrap_or_default().trim()
}

/// Whether a year begins a range that is not over, or is one of those that the agreement's period is written with: "2025–2028".
fn begins_open_range(plan: &Plan, text: &str, at: usize, year: i16) -> bool {
    let hovud = &plan.hovud;
    let blank = |c: char| c.is_whitespace();
    let dash = ['–', '-', '—'];
    let after = text[at + 4..].trim_start_matches(blank);
    let to =
        after.strip_prefix(dash).or_else(|| after.strip_prefix("til og med ")).or_else(|| after.strip_prefix("til "));
    let to = to.and_then(|rest| {
        let rest = rest.trim_start_matches(blank);
        let digits = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        let number: i16 = digits.parse().ok()?;
        // "2025–28"
        match digits.len() {
            4 => Some(number),
            2 => Some(year / 100 * 100 + number),
            _ => None,
        }
    });
    let before = text[..at].trim_end_matches(blank);
    let from = before.strip_suffix(dash).or_else(|| before.strip_suffix(" til"));
    let from = from.map(|rest| rest.trim_end_matches(blank));
    let of_period = |from: &str| from.ends_with(&hovud.periode.frå.to_string()) && year == hovud.periode.til;
    to.is_some_and(|to| to >= hovud.år || (year, to) == (hovud.periode.frå, hovud.periode.til))
        || from.is_some_and(of_period)
}

/// The years that a text names, with where they stand.
fn years(text: &str) -> Vec<(usize, i16)> {
    let number = |(at, _): (usize, &str)| {
        let digit = |place: Option<usize>| place.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
        // "SB2026" is the name of something.
        let in_name = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let whole = !in_name && !digit(Some(at + 4));
        let digits = text.get(at..at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        digits.filter(|_| whole).and_then(|digits| Some((at, digits.parse().ok()?)))
    };
    text.match_indices("20").filter_map(number).collect()
}

/// The beginning of a long message.
fn short(text: &str) -> String {
    const LONGEST: usize = 120;
    beginning(&text.replace('\u{a0}', " "), LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_goes_on_and_the_period_itself_are_not_past() {
        let starter = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ny-plan");
        let mut plan = crate::data::load(&starter).plan.unwrap();
        let hovud = &mut plan.hovud;
        (hovud.år, hovud.periode.frå, hovud.periode.til) = (2028, 2025, 2028);
        let past = |text: &str| -> Vec<i16> {
            let all = years(text).into_iter().filter(|(_, year)| *year < 2028);
            all.filter(|(at, year)| !begins_open_range(&plan, text, *at, *year)).map(|(_, year)| year).collect()
        };
        assert_eq!(past("innan 1. oktober 2026"), [2026]);
        assert_eq!(past("i 2026–2027"), [2026, 2027]);
        for fine in ["2025–2028", "2026 – 2029", "frå 2026 til 2028", "2025-28", "2026 til og med 2030"] {
            assert_eq!(past(fine), [0; 0], "{fine}");
        }
    }
}
