//! What fields, words, rules and names are, as Markdown in nynorsk. Comes in: a row of a table, or a name in a plan. Goes out: what
//! is shown when the pointer is over it, and beside what may be written.

use super::index::NameKind;
use super::workspace::Document;
use crate::check::Rule;
use crate::document::Anchor;
use crate::plan::Path;
use crate::plan::fields::{Field, Group};
use crate::report::explanations::{levels, requirement};

/// A field of a group, or a word that one may choose.
pub(super) fn field(group: &Group, field: &Field) -> String {
    let mut text = format!("**{}**\n\n{}\n\n", field.name, field.meaning);
    text += &format!("*Kan vere:* {}", field.description(group));
    if let Some(requirement) = requirement(group, field) {
        text += &format!(" {requirement}");
    }
    text + &format!("\n\n*Står i:* {}\n\n```ron\n{}\n```", group.about, group.example(field))
}

/// A rule, as `forklar` tells of it.
pub(super) fn rule(rule: &Rule) -> String {
    format!(
        "**{}: {}**\n\n{}\n\n*Slik rettar du det:* {}\n\n*Alvor:* {}",
        rule.code,
        rule.what,
        rule.why,
        rule.fix,
        levels(rule)
    )
}

/// What a name is the name of; `None` where the plan has no such thing.
pub(super) fn name(document: &Document, kind: NameKind, name: &str) -> Option<String> {
    let plan = document.plan?;
    let given = || plan.definition(kind, name).and_then(|own| own.path.parent()).map(|(_, path)| path);
    let words = |path: &Path, field: &'static str| document.words_at(&path.field(field));
    match kind {
        NameKind::Part => {
            let path = given()?;
            let role = words(&path, "rolle").map_or(String::new(), |role| format!("\n\n*Rolle:* {role}"));
            Some(format!("**{}** – part i registeret{role}", words(&path, "namn")?))
        }
        NameKind::Tiltak | NameKind::Anchor => match given() {
            Some(path) => tiltak(document, &path),
            None => {
                let words = plan.references.as_ref()?.words(&Anchor::named(name))?.to_string();
                Some(format!("Tilvisinga blir trykt som «{words}», om ho ikkje har eigne ord."))
            }
        },
        NameKind::Node => Some(format!("**{}** – boks i organisasjonskartet", words(&given()?, "namn")?)),
        NameKind::Version => {
            let path = given()?;
            Some(format!("**Versjon {name}**, {}: {}", words(&path, "dato")?, words(&path, "status")?))
        }
        NameKind::Organ => None,
    }
}

fn tiltak(document: &Document, path: &Path) -> Option<String> {
    let words = |field: &'static str| document.words_at(&path.field(field));
    let of_delmål = |field: &'static str| document.words_at(&Path::file(path.file).field(field));
    let number = match (of_delmål("nummer"), words("nummer")) {
        (Some(delmål), Some(number)) => format!(" {delmål}.{number}"),
        _ => String::new(),
    };
    let time = words("tidsramme").map_or(String::new(), |time| format!("\n\n*Tidsramme:* `{time}`"));
    let delmål = of_delmål("tittel").map_or(String::new(), |title| format!("\n\n*Delmål:* {title}"));
    Some(format!("**Tiltak{number}: {}**{delmål}{time}", words("tittel")?))
}
