//! Checking: a loaded plan and an edition in, findings out. Each rule is a small function; `RULES` is the
//! list of them.

mod rules;
mod texts;

use crate::compose::prose::{self, Prose};
use crate::compose::references::References;
use crate::edition::Edition;
use crate::finding::Finding;
use crate::load::Path;
use crate::plan::Plan;
use texts::{Kind, Text, texts};

/// What a rule looks at.
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The edition that is to be made.
    pub edition: Edition,
    /// What prose can refer to.
    pub references: References,
    /// Every text of the plan.
    texts: Vec<Text<'a>>,
    /// The prose among them, read.
    prose: Vec<(Path, Prose)>,
}

/// A rule.
pub struct Rule {
    /// Its code, the same in every release.
    pub code: &'static str,
    /// What it finds.
    find: fn(&'static str, &Subject, &mut Vec<Finding>),
}

/// Every rule. HP001 to HP003 are the loader's: a file that can't be read, is not UTF-8, or has not the form
/// of a plan; HP004 is about images.
pub const RULES: &[Rule] = &[
    Rule { code: "HP010", find: rules::duplicate_ids },
    Rule { code: "HP011", find: rules::unknown_parties },
    Rule { code: "HP012", find: rules::version_not_in_log },
    Rule { code: "HP013", find: rules::chart_is_a_tree },
    Rule { code: "HP014", find: rules::dead_references },
    Rule { code: "HP015", find: rules::forbidden_markup },
    Rule { code: "HP016", find: rules::unprintable_characters },
    Rule { code: "HP017", find: rules::empty_texts },
    Rule { code: "HP018", find: rules::gaps },
    Rule { code: "HP019", find: rules::file_name_parts },
    Rule { code: "HP020", find: rules::unknown_purposes },
];

/// Everything that is wrong with a plan as an edition, file by file, in the order of the text.
pub fn check(plan: &Plan, edition: Edition) -> Vec<Finding> {
    let texts = texts(plan);
    let prose = texts
        .iter()
        .filter(|text| text.kind == Kind::Prose)
        .map(|text| (text.path.clone(), prose::read(text.text)))
        .collect();
    let subject = Subject { plan, edition, references: References::of(plan), texts, prose };
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.find)(rule.code, &subject, &mut findings);
    }
    findings
}

#[cfg(test)]
mod tests;
