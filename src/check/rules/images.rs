//! What the plan looks like: the images that it names, as they were found when they were read, and its colour.

use crate::check::Subject;
use crate::data::pictures::Grade;
use crate::finding::{Fix, Place, RuleHit, RuleHits};
use crate::paper::colour::Colour;
use crate::paper::look::{LEAST_CONTRAST, accent_contrasts, readable_accent};
use crate::plan::{Path, Tal};
use crate::words::notation::figure;

/// Images that can't be printed.
pub fn unusable(subject: &Subject, findings: &mut RuleHits) {
    of_grade(subject, Grade::Unusable, findings);
}

/// Images that look coarse on paper.
pub fn coarse(subject: &Subject, findings: &mut RuleHits) {
    of_grade(subject, Grade::Coarse, findings);
}

/// A colour that is none, or on which and in which words can't be read.
pub fn accent(subject: &Subject, findings: &mut RuleHits) {
    let Some(farge) = &subject.plan.hovud.farge else { return };
    let path = Path::hovud().field("farge");
    let place = Place::Value(path.clone());
    let Some(colour) = Colour::from_hex(farge) else {
        let message = format!("«{farge}» er ikkje ein farge");
        // As the colour is written elsewhere.
        let digits = farge.trim().trim_start_matches('#').to_uppercase();
        let fix = Colour::from_hex(&digits).map(|_| Fix::of_value(path, digits));
        let objection = RuleHit::new(place, message).hint("Skriv seks teikn, 0–9 og A–F, til dømes \"1F4E79\"");
        findings.push(objection.with_fix_if(fix));
        return;
    };
    let [on_paper, on_tint] = accent_contrasts(colour);
    let (ground, contrast) = match on_paper < LEAST_CONTRAST {
        true => ("kvitt", on_paper),
        false => ("det lyse feltet bak overskriftene til delmåla", on_tint),
    };
    if contrast < LEAST_CONTRAST {
        // Rounded down: 4.49 is not 4.5.
        #[expect(clippy::cast_possible_truncation, reason = "at most 21")]
        let tenths = |ratio: f64| figure(Tal((ratio * 10.0).floor() as i64 * 10));
        let (contrast, least) = (tenths(contrast), tenths(LEAST_CONTRAST));
        let message =
            format!("fargen {farge} har kontrasten {contrast} : 1 mot {ground}, og han må ha minst {least} : 1");
        let dark = readable_accent(colour).hex();
        let hint = format!("Den same fargen, mørk nok: \"{dark}\"");
        findings.push(RuleHit::new(place, message).hint(hint).fix(Fix::of_value(path, dark)));
    }
}

fn of_grade(subject: &Subject, grade: Grade, findings: &mut RuleHits) {
    for problem in subject.images.iter().filter(|problem| problem.grade == grade) {
        let found = RuleHit::new(Place::Value(problem.path.clone()), problem.message.clone());
        findings.push(found.with_hint_if(problem.hint.clone()));
    }
}
