//! The images that the plan names, as they were found when they were read.

use crate::check::Subject;
use crate::data::pictures::Grade;
use crate::finding::{Objection, Objections, Place};

/// Images that can't be printed.
pub fn unusable(subject: &Subject, findings: &mut Objections) {
    of_grade(subject, Grade::Unusable, findings);
}

/// Images that look coarse on paper.
pub fn coarse(subject: &Subject, findings: &mut Objections) {
    of_grade(subject, Grade::Coarse, findings);
}

fn of_grade(subject: &Subject, grade: Grade, findings: &mut Objections) {
    for problem in subject.images.iter().filter(|problem| problem.grade == grade) {
        let found = Objection::new(Place::Value(problem.path.clone()), problem.message.clone());
        findings.push(found.with_hint_if(problem.hint.clone()));
    }
}
