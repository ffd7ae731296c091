//! What is changed: a value of the plan. Comes in: the path that words come from. Goes out: the value that is to be changed there,
//! what kind it is of, and what it and its place are called.

use serde_json::Value as Json;

use super::labels::field_name;
use crate::data::edits::{has_json_form_of, value_at};
use crate::plan::fields::{FieldRef, ValueKind, values_at};
use crate::plan::{Path, Plan, Step};
use crate::report::capitalised;

/// A value that can be changed.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// Where it stands.
    pub(super) path: Path,
    /// What kind it is of.
    pub(super) kind: ValueKind,
    /// The value; null where the plan has none.
    pub(super) value: Json,
    /// Its field, if it is one or the contents of one.
    pub(super) field: Option<FieldRef>,
    /// The key of an amount: its year.
    pub(super) key: Option<i16>,
}

impl Target {
    /// What is changed where words come from: of a list of names, the whole.
    pub(super) fn of(plan: &Plan, path: &Path) -> Option<Self> {
        let (_, group) = path.parent()?;
        // Where there is no group, no value of it can be given.
        let value = value_at(plan, path).or_else(|| value_at(plan, &group).map(|_| Json::Null))?;
        let kinds = values_at(path);
        let kind = *kinds.iter().find(|kind| has_json_form_of(**kind, &value)).or(kinds.first())?;
        let (last, parent) = path.parent()?;
        let in_list = matches!(last, Step::Index(_)) && !matches!(kind, ValueKind::Group(_) | ValueKind::Choice(_));
        if in_list && values_at(&parent).iter().any(|own| matches!(own, ValueKind::List(_))) {
            return Self::of(plan, &parent);
        }
        let key = if let Step::Key(key) = last { Some(key) } else { None };
        Some(Self { path: path.clone(), kind, value, field: field_of(path, kind), key })
    }

    /// What it is called: «Tittelen».
    pub(super) fn name(&self) -> String {
        let Some(FieldRef { field, .. }) = self.field else { return "Innhaldet".into() };
        // A word that was chosen has no words of its own in a sentence.
        let name = capitalised(field_name(field));
        self.key.map_or(name.clone(), |year| format!("{name} i {year}"))
    }

    /// Whether the plan must have it.
    pub(super) fn is_required(&self) -> bool {
        // What stands in a list or after a word can't be taken away by itself.
        self.field.is_none_or(|own| own.field.required) || !matches!(self.path.steps().last(), Some(Step::Field(_)))
    }
}

/// The field that a path leads to, or the one that it leads into.
fn field_of(path: &Path, kind: ValueKind) -> Option<FieldRef> {
    let (last, parent) = path.parent()?;
    let groups = values_at(&parent).into_iter();
    match last {
        Step::Field(name) => {
            let inner = |own: ValueKind| match own {
                ValueKind::Choice(_) => own.choices().iter().filter_map(|word| word.value?.group()).collect::<Vec<_>>(),
                own => own.group().into_iter().collect(),
            };
            let group = groups.flat_map(inner).find(|group| group.field(&name).is_some())?;
            Some(FieldRef { group, field: group.field(&name)? })
        }
        Step::Index(_) => {
            let mut choices = groups.filter_map(ValueKind::group).filter(|group| group.is_choice());
            choices.find_map(|group| {
                let field = group.fields.iter().find(|word| word.value == Some(kind))?;
                Some(FieldRef { group, field })
            })
        }
        Step::Key(_) => field_of(&parent, ValueKind::Amounts),
    }
}

/// The thing that a path leads into, by its name: «Tiltak 1.2: Kartlegging».
pub(super) fn place(plan: &Plan, path: &Path) -> String {
    let index = |list: &str| match path.steps() {
        [Step::Field(name), Step::Index(index), ..] if name == list => Some(*index),
        _ => None,
    };
    if path.file > 0 {
        let Some(delmål) = plan.delmål.get(path.file - 1) else { return String::new() };
        return match index("tiltak").and_then(|at| delmål.tiltak.get(at)) {
            Some(own) => format!("Tiltak {}.{}: {}", delmål.nummer, own.nummer, own.tittel),
            None => format!("Delmål {}: {}", delmål.nummer, delmål.tittel),
        };
    }
    let hovud = &plan.hovud;
    let party = index("partar").and_then(|at| hovud.partar.get(at)).map(|own| own.namn.clone());
    let section = index("seksjonar").and_then(|at| hovud.seksjonar.get(at)).map(|own| match own.nummer {
        Some(number) => format!("{number}. {}", own.tittel),
        None => own.tittel.clone(),
    });
    let handling = index("handsaming").and_then(|at| hovud.handsaming.get(at));
    let handling = handling.map(|own| format!("Handsaminga i {}", plan.party_name(&own.part)));
    let version = index("logg").and_then(|at| hovud.logg.get(at)).map(|own| format!("Versjon {}", own.versjon));
    let fixed = match path.steps().first() {
        Some(Step::Field(name)) if name == "finansiering" => "Finansieringa",
        Some(Step::Field(name)) if name == "organisasjonskart" => "Organisasjonskartet",
        Some(Step::Field(name)) if name == "forkortingar" => "Forkortingane",
        Some(Step::Field(name)) if name == "etter_vedtak" => "Endringane etter vedtaka",
        Some(Step::Field(name)) if name == "partar" => "Registeret over partane",
        _ => "Heile planen",
    };
    party.or(section).or(handling).or(version).unwrap_or_else(|| fixed.into())
}

#[cfg(test)]
mod tests {
    use std::path::Path as Folder;

    use super::*;
    use crate::data::load;

    fn plan(name: &str) -> Plan {
        load(&Folder::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).plan.unwrap()
    }

    #[test]
    fn every_text_of_a_plan_has_a_name_and_a_place() {
        for name in ["eksempel-bokmal-2027", "fjellregionen-2027"] {
            let plan = plan(name);
            for text in crate::plan::texts::texts(&plan) {
                let target = Target::of(&plan, &text.path).unwrap_or_else(|| panic!("{}", text.path));
                assert!(target.field.is_some() && !target.name().is_empty(), "{}", text.path);
                assert!(!target.value.is_null() && !place(&plan, &text.path).is_empty(), "{}", text.path);
            }
        }
    }

    #[test]
    fn of_a_list_of_names_the_whole_is_changed() {
        let plan = plan("fjellregionen-2027");
        let list = Path::hovud().field("framside");
        let target = Target::of(&plan, &list.index(1)).unwrap();
        assert_eq!(target.name(), "Partane på framsida");
        assert_eq!((target.path, target.kind), (list, ValueKind::List(&ValueKind::PartId)));
    }
}
