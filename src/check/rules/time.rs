//! Periods, meetings, decisions and the log.

use crate::check::{Subject, is_version};
use crate::data::versions::parse_version;
use crate::finding::{Fix, Place, RuleHit, RuleHits};
use crate::plan::Path;
use crate::plan::{Dato, OrganHandsaming, OrganRolle, PlacedOrgan, Plan, Språk, Tidsramme};
use crate::words::dates::find_impossible_dates;
use crate::words::notation::{definite_ending, long_date};
use crate::words::terms::Terms;

/// Messages are in nynorsk, whatever the plan is in.
pub(super) fn day(date: jiff::civil::Date) -> String {
    long_date(date, Terms::of(Språk::Nn)).replace('\u{a0}', " ")
}

/// Every time frame in years, with its place.
fn time_frames<'a>(subject: &'a Subject) -> impl Iterator<Item = (i16, i16, Path)> + 'a {
    subject.plan.walk().tiltak().filter_map(|(_, tiltak, path)| match tiltak.tidsramme {
        Tidsramme::År { frå, til } => Some((frå, til, path.field("tidsramme"))),
        Tidsramme::Seinare(_) => None,
    })
}

/// Days in the texts that do not exist.
pub fn impossible_days(subject: &Subject, findings: &mut RuleHits) {
    for stretch in subject.stretches() {
        for range in find_impossible_dates(stretch.words) {
            let message = format!("datoen «{}» finst ikkje", stretch.words[range.clone()].replace('\u{a0}', " "));
            findings.push(RuleHit::new(stretch.place(range), message).hint("Rett datoen"));
        }
    }
}

/// Periods that end before they begin.
pub fn ends_before_it_begins(subject: &Subject, findings: &mut RuleHits) {
    let period = subject.plan.hovud.periode;
    let own = (period.frå, period.til, Path::hovud().field("periode"));
    for (from, to, path) in std::iter::once(own).chain(time_frames(subject)) {
        if to < from {
            let message = format!("perioden sluttar ({to}) før han byrjar ({from})");
            findings.push(RuleHit::new(Place::Value(path.field("til")), message));
        }
    }
}

/// Tiltak, or the plan's own year, outside the agreement's period.
pub fn outside_the_period(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    let period = hovud.periode;
    let outside = |year: i16| !(period.frå..=period.til).contains(&year);
    if period.til < period.frå {
        return;
    }
    let whole = format!("avtaleperioden {}–{}", period.frå, period.til);
    if outside(hovud.år) {
        let message = format!("planen gjeld for {}, som er utanfor {whole}", hovud.år);
        findings.push(RuleHit::new(Place::Value(Path::hovud().field("år")), message));
    }
    for (from, to, path) in time_frames(subject) {
        if from <= to && (outside(from) || outside(to)) {
            let message = format!("tidsramma {} er utanfor {whole}", crate::words::notation::years(from, to));
            findings.push(RuleHit::new(Place::Value(path), message));
        }
    }
}

/// The date of a body's last decision on the plan of this year.
fn latest(plan: &Plan, organ: &OrganHandsaming) -> Option<Dato> {
    plan.counting_decisions(organ).next_back().map(|vedtak| vedtak.dato)
}

/// A body that handles the plan before the one that is listed before it: kommunestyre before formannskap.
pub fn bodies_out_of_order(subject: &Subject, findings: &mut RuleHits) {
    for (handsaming, path) in subject.plan.walk().handsaming() {
        let all: Vec<_> = handsaming.placed_organ(&path).collect();
        for pair in all.windows(2) {
            let (first, second, path) = (pair[0].organ, pair[1].organ, &pair[1].path);
            let kinds = [
                ("planlagt", first.planlagt, second.planlagt),
                ("vedtak", latest(subject.plan, first), latest(subject.plan, second)),
            ];
            for (field, earlier, later) in kinds {
                let (Some(earlier), Some(later)) = (earlier, later) else { continue };
                // Those who say what they think may do so at any time.
                let advises =
                    |organ: &OrganHandsaming| organ.rolle == Some(OrganRolle::Uttale) || organ.organ.is_advisory();
                if later < earlier && !advises(first) && !advises(second) {
                    let path = path.field(field);
                    let message = format!(
                        "{} ({}) kjem før {} ({})",
                        second.organ.0,
                        day(later.0),
                        first.organ.0,
                        day(earlier.0)
                    );
                    findings.push(RuleHit::new(Place::Value(path), message).hint("Er datoane bytte om?"));
                }
            }
        }
    }
}

/// Decisions with a date before the planned meeting: a body may handle the plan again later, but not earlier.
pub fn decided_before_planned(subject: &Subject, findings: &mut RuleHits) {
    for PlacedOrgan { organ, path, .. } in subject.plan.walk().organ() {
        let (Some(planned), Some(last)) = (organ.planlagt, subject.plan.counting_decisions(organ).next_back()) else {
            continue;
        };
        // After a rejection the plan may be handled again.
        let again = !last.utfall.adopts() || subject.plan.is_handled_again(organ);
        let last = last.dato;
        if last < planned && !again {
            let message = format!("vedtaket er datert {}, før møtet som er planlagt {}", day(last.0), day(planned.0));
            let finding = RuleHit::new(Place::Value(path.field("vedtak")), message);
            findings.push(finding.hint("Rett datoen for vedtaket, eller for møtet"));
        }
    }
}

/// Decisions that are later than the version that they stand in, told once.
pub fn decided_after_the_version(subject: &Subject, findings: &mut RuleHits) {
    let Some(version) = subject.plan.current_version() else { return };
    let date = version.dato.last_day();
    let decisions = subject.plan.walk().organ().flat_map(|body| body.vedtak());
    let later: Vec<_> = decisions.filter(|(vedtak, _)| vedtak.dato.0 > date).collect();
    let Some((last, path)) = later.iter().max_by_key(|(vedtak, _)| vedtak.dato) else { return };
    let last = last.dato.0;
    let current = format!("versjon {} ({})", version.versjon, day(date));
    let message = match later.len() {
        1 => format!("vedtaket er datert {}, etter {current}", day(last)),
        count => format!("{count} vedtak er daterte etter {current}, det siste {}", day(last)),
    };
    findings.push(
        RuleHit::new(Place::Value(path.field("dato")), message)
            .hint("Legg til ein ny versjon i loggen, med ein dato etter vedtaka, før du lagar den endelege planen"),
    );
}

/// A current version that belongs to the plan of another year.
pub fn version_of_another_year(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    let Some((row, path)) = subject.plan.walk().logg().find(|(row, _)| row.versjon == hovud.versjon) else { return };
    let year = row.plan_year();
    if year != hovud.år {
        let message = format!("versjon {} er av planen for {year}, men planen gjeld for {}", hovud.versjon, hovud.år);
        let finding = RuleHit::new(Place::Value(path), message);
        findings.push(finding.hint(format!(
            "Lag ein ny versjon for {0}, eller skriv «år: {0}» i rada om versjonen gjeld planen for {0}",
            hovud.år
        )));
    }
}

/// Tiltak that the plan still has, though their time has ended before its year.
pub fn expired_tiltak(subject: &Subject, findings: &mut RuleHits) {
    let year = subject.plan.hovud.år;
    for (_, tiltak, path) in subject.plan.walk().tiltak().filter(|(_, tiltak, _)| !tiltak.has_ended()) {
        let Tidsramme::År { frå, til } = tiltak.tidsramme else { continue };
        if til >= year || til < frå {
            continue;
        }
        let message = format!("tida til tiltaket «{}» var ute i {til}, og planen gjeld for {year}", tiltak.tittel);
        let finding = RuleHit::new(Place::Value(path.field("tidsramme")), message);
        findings.push(finding.hint("Skriv rullering: Avslutta(\"…\") med det tiltaket gav, eller ei ny tidsramme"));
    }
}

/// Meetings that are planned before there was any version of the plan for this year: those of last year, left behind.
pub fn meetings_before_the_plan(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    let own = hovud.logg.iter().filter(|row| row.plan_year() == hovud.år);
    let Some(first) = own.min_by_key(|row| row.dato.first_day()) else { return };
    let from = first.dato.first_day();
    for PlacedOrgan { handsaming, organ, path, .. } in subject.plan.walk().organ() {
        let Some(planned) = organ.planlagt.filter(|planned| planned.0 < from) else { continue };
        if subject.plan.counting_decisions(organ).next().is_some() || organ.avlyst {
            continue;
        }
        let message = format!(
            "møtet i {}{} i {} er planlagt {}, før den første versjonen av planen for {} ({} frå {})",
            organ.organ.0,
            definite_ending(&organ.organ.0),
            subject.plan.party_name(&handsaming.part),
            day(planned.0),
            hovud.år,
            first.versjon,
            day(from)
        );
        let finding = RuleHit::new(Place::Value(path.field("planlagt")), message);
        findings.push(finding.hint("Skriv datoen for møtet i år, eller ta han bort"));
    }
}

/// A log whose versions or dates do not rise, or whose last row is not the current version.
pub fn log_out_of_order(subject: &Subject, findings: &mut RuleHits) {
    let hovud = &subject.plan.hovud;
    let rows = subject.plan.walk().logg();
    for ((before, _), (after, path)) in rows.zip(subject.plan.walk().logg().skip(1)) {
        if after.dato.last_day() < before.dato.first_day() {
            let place = Place::Value(path.field("dato"));
            let message = format!("versjon {} er eldre enn versjon {} over", after.versjon, before.versjon);
            findings.push(RuleHit::new(place, message).hint("Loggen går frå den eldste til den nyaste"));
        }
        if let (Some(first), Some(second)) = (parse_version(&before.versjon), parse_version(&after.versjon))
            && second <= first
        {
            let place = Place::Value(path.field("versjon"));
            let message = format!("versjon {} kjem etter versjon {}", after.versjon, before.versjon);
            findings.push(RuleHit::new(place, message).hint("Versjonsnummera skal stige"));
        }
    }
    let is_last = hovud.logg.last().is_none_or(|row| row.versjon == hovud.versjon);
    if !is_last && subject.plan.current_version().is_some() {
        let place = Place::Value(Path::hovud().field("versjon"));
        let message = format!("versjon {} er ikkje den siste i loggen", hovud.versjon);
        let last = hovud.logg.last().filter(|row| is_version(&row.versjon));
        let fix = last.map(|row| Fix::of_value(Path::hovud().field("versjon"), row.versjon.as_str()));
        let objection = RuleHit::new(place, message).hint("Set «versjon» til den siste versjonen i loggen");
        findings.push(objection.with_fix_if(fix));
    }
}
