//! Periods, meetings, decisions and the log.

use crate::check::Subject;
use crate::compose::notation::long_date;
use crate::compose::terms::Terms;
use crate::finding::{Finding, Place};
use crate::load::Path;
use crate::plan::{OrganHandsaming, Språk, Tidsramme};

/// Messages are in nynorsk, whatever the plan is in.
fn day(date: jiff::civil::Date) -> String {
    long_date(date, Terms::of(Språk::Nn)).replace('\u{a0}', " ")
}

/// Every time frame in years, with its place.
fn time_frames<'a>(subject: &'a Subject) -> impl Iterator<Item = (i16, i16, Path)> + 'a {
    let files = subject.plan.delmål.iter().enumerate();
    files.flat_map(|(at, delmål)| {
        delmål.tiltak.iter().enumerate().filter_map(move |(index, tiltak)| match tiltak.tidsramme {
            Tidsramme::År { frå, til } => {
                Some((frå, til, Path::delmål(at).field("tiltak").index(index).field("tidsramme")))
            }
            Tidsramme::Seinare(_) => None,
        })
    })
}

/// Periods that end before they begin.
pub fn ends_before_it_begins(subject: &Subject, findings: &mut Vec<Finding>) {
    let period = subject.plan.hovud.periode;
    let own = (period.frå, period.til, Path::hovud().field("periode"));
    for (from, to, path) in std::iter::once(own).chain(time_frames(subject)) {
        if to < from {
            let message = format!("perioden sluttar ({to}) før han byrjar ({from})");
            findings.push(Finding::new(Place::Value(path.field("til")), message));
        }
    }
}

/// Tiltak, or the plan's own year, outside the agreement's period.
pub fn outside_the_period(subject: &Subject, findings: &mut Vec<Finding>) {
    let hovud = &subject.plan.hovud;
    let period = hovud.periode;
    let outside = |year: i16| !(period.frå..=period.til).contains(&year);
    if period.til < period.frå {
        return;
    }
    let whole = format!("avtaleperioden {}–{}", period.frå, period.til);
    if outside(hovud.år) {
        let message = format!("planen gjeld for {}, som er utanfor {whole}", hovud.år);
        findings.push(Finding::new(Place::Value(Path::hovud().field("år")), message));
    }
    for (from, to, path) in time_frames(subject) {
        if from <= to && (outside(from) || outside(to)) {
            let message = format!("tidsramma {} er utanfor {whole}", crate::compose::notation::years(from, to));
            findings.push(Finding::new(Place::Value(path), message));
        }
    }
}

/// Every body with its place and its party's index.
fn bodies<'a>(subject: &'a Subject) -> impl Iterator<Item = (usize, &'a OrganHandsaming, Path)> + 'a {
    let parties = subject.plan.hovud.handsaming.iter().enumerate();
    parties.flat_map(|(party, handsaming)| {
        let path = Path::hovud().field("handsaming").index(party).field("organ");
        handsaming.organ.iter().enumerate().map(move |(index, organ)| (party, organ, path.index(index)))
    })
}

/// A body that handles the plan before the one that is listed before it: kommunestyre before formannskap.
pub fn bodies_out_of_order(subject: &Subject, findings: &mut Vec<Finding>) {
    let all: Vec<_> = bodies(subject).collect();
    for pair in all.windows(2) {
        let ((party, first, _), (same, second, path)) = (&pair[0], &pair[1]);
        let kinds = [
            ("planlagt", first.planlagt, second.planlagt),
            ("vedtak", first.vedtak.as_ref().map(|own| own.dato), second.vedtak.as_ref().map(|own| own.dato)),
        ];
        for (field, earlier, later) in kinds {
            let (Some(earlier), Some(later)) = (earlier, later) else { continue };
            if party == same && later < earlier {
                let path = if field == "vedtak" { path.field(field).field("dato") } else { path.field(field) };
                let message =
                    format!("{} ({}) kjem før {} ({})", second.organ.0, day(later.0), first.organ.0, day(earlier.0));
                findings.push(Finding::new(Place::Value(path), message).hint("Er datoane bytte om?"));
            }
        }
    }
}

/// Decisions with a date before the planned meeting.
pub fn decided_before_planned(subject: &Subject, findings: &mut Vec<Finding>) {
    for (_, organ, path) in bodies(subject) {
        let (Some(planned), Some(decision)) = (organ.planlagt, &organ.vedtak) else { continue };
        if decision.dato < planned {
            let place = Place::Value(path.field("vedtak").field("dato"));
            let message =
                format!("vedtaket er datert {}, før møtet som er planlagt {}", day(decision.dato.0), day(planned.0));
            findings.push(Finding::new(place, message).hint("Rett datoen for vedtaket, eller for møtet"));
        }
    }
}

/// Decisions that are later than the version that they stand in.
pub fn decided_after_the_version(subject: &Subject, findings: &mut Vec<Finding>) {
    let Some(version) = subject.plan.gjeldande() else { return };
    let date = version.dato.siste_dag();
    for (_, organ, path) in bodies(subject) {
        if let Some(decision) = &organ.vedtak
            && decision.dato.0 > date
        {
            let place = Place::Value(path.field("vedtak").field("dato"));
            let message = format!(
                "vedtaket er datert {}, etter datoen for versjon {} ({})",
                day(decision.dato.0),
                version.versjon,
                day(date)
            );
            findings.push(
                Finding::new(place, message).hint("Legg til ein ny versjon i loggen, med ein dato etter vedtaket"),
            );
        }
    }
}

/// A log whose versions or dates do not rise, or whose last row is not the current version.
pub fn log_out_of_order(subject: &Subject, findings: &mut Vec<Finding>) {
    let hovud = &subject.plan.hovud;
    let path = Path::hovud().field("logg");
    for (index, pair) in hovud.logg.windows(2).enumerate() {
        let (before, after) = (&pair[0], &pair[1]);
        if after.dato.siste_dag() < before.dato.dag() {
            let place = Place::Value(path.index(index + 1).field("dato"));
            let message = format!("versjon {} er eldre enn versjon {} over", after.versjon, before.versjon);
            findings.push(Finding::new(place, message).hint("Loggen går frå den eldste til den nyaste"));
        }
        let numbers = |text: &str| text.split('.').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<_>>>();
        if let (Some(first), Some(second)) = (numbers(&before.versjon), numbers(&after.versjon))
            && second <= first
        {
            let place = Place::Value(path.index(index + 1).field("versjon"));
            let message = format!("versjon {} kjem etter versjon {}", after.versjon, before.versjon);
            findings.push(Finding::new(place, message).hint("Versjonsnummera skal stige"));
        }
    }
    let is_last = hovud.logg.last().is_none_or(|row| row.versjon == hovud.versjon);
    if !is_last && subject.plan.gjeldande().is_some() {
        let place = Place::Value(Path::hovud().field("versjon"));
        let message = format!("versjon {} er ikkje den siste i loggen", hovud.versjon);
        findings.push(Finding::new(place, message).hint("Set «versjon» til den siste versjonen i loggen"));
    }
}
