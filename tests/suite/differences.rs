//! What is said of the way from one plan to another: nothing of what has not changed, and all of what has.

use handlingsplan::document::Lang;
use handlingsplan::plan::fields::{Group, ValueKind};
use handlingsplan::plan::{Bolk, Path, Plan, Prosa, Rullering};
use handlingsplan::process::changes::{DifferenceKind, changes};

use serde_json::Value as Json;

use crate::changes::plan_of;
use crate::support::PLANS;

fn bolk(tekst: &str) -> Bolk {
    Bolk { overskrift: "Utfordring".into(), tekst: Prosa(tekst.into()) }
}

/// A plan in which all stands twice under one name that may.
fn doubled() -> Plan {
    let mut plan = plan_of("eksempel-bokmal-2027");
    let hovud = &mut plan.hovud;
    hovud.seksjonar = hovud.seksjonar.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    hovud.forkortingar = hovud.forkortingar.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    hovud.emneord = hovud.emneord.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    hovud.logg = hovud.logg.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
    for own in &mut hovud.handsaming {
        own.organ = own.organ.iter().flat_map(|organ| [organ.clone(), organ.clone()]).collect();
        own.organ.iter_mut().skip(1).step_by(2).for_each(|organ| organ.planlagt = None);
    }
    if let Some(money) = &mut hovud.finansiering {
        money.postar = money.postar.iter().flat_map(|post| [post.clone(), post.clone()]).collect();
        money.postar.iter_mut().step_by(2).for_each(|post| post.beløp.values_mut().for_each(|amount| *amount += 1));
    }
    for delmål in &mut plan.delmål {
        delmål.tittel = "Flere boliger".into();
        for tiltak in &mut delmål.tiltak {
            tiltak.bolkar = vec![bolk("Det første."), bolk("Noe helt annet.")];
            tiltak.indikatorar = tiltak.indikatorar.iter().flat_map(|own| [own.clone(), own.clone()]).collect();
            tiltak.indikatorar.iter_mut().step_by(2).for_each(|own| own.mål.verdi = own.utgangspunkt.verdi);
        }
    }
    plan
}

#[test]
fn nothing_is_said_where_nothing_has_changed() {
    for name in PLANS {
        let plan = plan_of(name);
        assert_eq!(changes(&plan, &plan), [], "{name}");
    }
    let plan = doubled();
    assert_eq!(changes(&plan, &plan), []);
}

#[test]
fn one_of_two_that_are_called_alike_is_missed() {
    let mut plan = plan_of("ny-plan");
    plan.delmål[0].tiltak[0].bolkar = vec![bolk("Det eine."), bolk("Noko heilt anna.")];
    let mut other = plan.clone();
    other.delmål[0].tiltak[0].bolkar.pop();
    for (old, new, count) in [(&plan, &other, [0, 3]), (&other, &plan, [3, 0])] {
        let found = changes(old, new);
        assert!(
            matches!(&found[..], [own] if matches!(&own.what, DifferenceKind::Prose { count: words, .. } if *words == count)),
            "{found:?}"
        );
    }
}

/// What is said of a plan whose first tiltak says one thing and then another.
fn told(old: &str, new: &str) -> Vec<String> {
    let of = |text: &str| {
        let mut plan = plan_of("ny-plan");
        plan.delmål[0].tiltak[0].bolkar = vec![bolk(text)];
        plan
    };
    changes(&of(old), &of(new)).iter().map(|own| own.in_full(Lang::Nn)).collect()
}

#[test]
fn a_link_that_leads_elsewhere_is_told() {
    let to = |address: &str| format!("Sjå [søknadsskjemaet]({address}) og søk.");
    assert_eq!(
        told(&to("https://www.kommune.example/2025"), &to("https://www.kommune.example/2026")),
        [
            "Lenkja «søknadsskjemaet» fører no til https://www.kommune.example/2026, før til https://www.kommune.example/2025"
        ]
    );
    assert_eq!(told(&to("#pkt-3"), &to("#pkt-4")), ["Lenkja «søknadsskjemaet» fører no til pkt. 4, før til pkt. 3"]);
    assert_eq!(
        told(&to("#pkt-3"), "Sjå søknadsskjemaet og søk."),
        ["«søknadsskjemaet» er ikkje lenger ei lenkje (før til pkt. 3)"]
    );
    // Where the words are others, that is told.
    assert_eq!(told(&to("https://a.no"), "Sjå nettsida og søk.").len(), 1);
}

#[test]
fn a_list_that_begins_at_another_number_is_told() {
    let said = told("1. Kartleggje\n2. Byggje", "3. Kartleggje\n4. Byggje");
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("[inn: 3"), "{said:?}");
}

#[test]
fn a_section_that_stands_elsewhere_is_told() {
    let old = plan_of("ny-plan");
    let mut new = old.clone();
    let last = new.hovud.seksjonar.pop().unwrap();
    new.hovud.seksjonar.insert(0, last);
    let found = changes(&old, &new);
    assert_eq!(found.len(), 1, "{found:?}");
    let title = &new.hovud.seksjonar[0].tittel;
    assert_eq!(
        found[0].sentence(Lang::Nn),
        format!("Punktet «{title}» er flytta frå plassen etter «Organisering og forankring» til første plass")
    );
}

#[test]
fn of_a_tiltak_that_has_ended_that_is_told() {
    let old = plan_of("ny-plan");
    let mut new = old.clone();
    let own = &mut new.delmål[0].tiltak[0];
    own.rullering = Some(Rullering::Avslutta(Prosa("Kartet er ferdig.".into())));
    own.bolkar.clear();
    let found = changes(&old, &new);
    let said: Vec<String> = found.iter().filter(|own| own.tiltak.is_some()).map(|own| own.sentence(Lang::Nn)).collect();
    assert_eq!(
        said,
        [format!("{} er avslutta", new.delmål[0].tiltak[0].tittel), "Merkinga for rulleringa er ny".into()]
    );
}

/// A value in a plan's data: where it stands, where its JSON does, and what kind it is.
struct Placed {
    path: Path,
    pointer: String,
    kind: ValueKind,
}

/// Every value that the table of fields knows in a group, those that are left out too.
fn values(group: &str, json: &Json, path: &Path, pointer: &str, all: &mut Vec<Placed>) {
    for field in Group::named(group).unwrap().fields {
        let Some(kind) = field.value else { continue };
        if kind == ValueKind::List(&ValueKind::DelmålFile) || kind == ValueKind::List(&ValueKind::Group("Tiltak")) {
            continue;
        }
        value(kind, &json[field.name], &path.field(field.name), &format!("{pointer}/{}", field.name), all);
    }
}

fn value(kind: ValueKind, json: &Json, path: &Path, pointer: &str, all: &mut Vec<Placed>) {
    match (kind, json) {
        (ValueKind::Group(group), Json::Object(_)) => values(group, json, path, pointer, all),
        (ValueKind::List(items), Json::Array(list)) => {
            for (at, own) in list.iter().enumerate() {
                value(*items, own, &path.index(at), &format!("{pointer}/{at}"), all);
            }
        }
        (ValueKind::Amounts, Json::Object(map)) => {
            for year in map.keys() {
                let path = path.key(year.parse().unwrap());
                all.push(Placed { path, pointer: format!("{pointer}/{year}"), kind: ValueKind::Number });
            }
        }
        (ValueKind::Choice(group), Json::Object(map)) => {
            let (word, contents) = map.iter().next().unwrap();
            let own = Group::named(group).unwrap().field(word).unwrap().value.unwrap();
            let path = if matches!(own, ValueKind::Group(_)) { path.clone() } else { path.index(0) };
            value(own, contents, &path, &format!("{pointer}/{word}"), all);
        }
        (ValueKind::Group(_) | ValueKind::List(_) | ValueKind::Amounts, _) => {}
        _ => all.push(Placed { path: path.clone(), pointer: pointer.into(), kind }),
    }
}

/// Another value of a kind.
fn edited(kind: ValueKind, json: &Json, plan: &Plan) -> Option<Json> {
    let text = json.as_str().unwrap_or_default();
    let other = |known: Vec<String>| known.into_iter().find(|own| own != text).map(Json::from);
    let number = json.as_f64().unwrap_or_default();
    match kind {
        ValueKind::Text | ValueKind::PictureFile => Some(format!("{text} til").trim().into()),
        ValueKind::Prose => Some(format!("{text}\n\nEi setning til.").trim().into()),
        ValueKind::Year => Some((if number < 2030.0 { 2031 } else { 2030 }).into()),
        ValueKind::Number | ValueKind::Days => Some((number as i64 + 1).into()),
        ValueKind::Percent => Some((if number > 50.0 { 1 } else { 99 }).into()),
        ValueKind::Figure | ValueKind::Millimetres => Some((number + 1.0).into()),
        ValueKind::Flag => Some((!json.as_bool().unwrap_or_default()).into()),
        ValueKind::Day | ValueKind::DayOrMonth => other(vec!["2031-05-17".into(), "2031-05-18".into()]),
        ValueKind::Version | ValueKind::LoggedVersion | ValueKind::Body | ValueKind::Id => {
            Some(format!("{text}1").into())
        }
        ValueKind::PartId => other(plan.hovud.partar.iter().map(|own| own.id.to_string()).collect()),
        ValueKind::TiltakId | ValueKind::FormerTiltakId => Some(format!("{text}x").into()),
        ValueKind::NodeId => other(
            plan.hovud.organisasjonskart.iter().flat_map(|own| &own.nodar).map(|own| own.id.to_string()).collect(),
        ),
        ValueKind::Choice(group) => {
            let words = Group::named(group).unwrap().fields.iter().filter(|word| !word.has_contents());
            other(words.map(|word| word.name.to_string()).collect())
        }
        _ => None,
    }
}

/// The data of a part of a plan with one value of it another, for every value that can be.
fn edits(json: &Json, all: Vec<Placed>, plan: &Plan) -> Vec<(Path, Json)> {
    let one = |own: Placed| {
        let mut json = json.clone();
        let other = edited(own.kind, json.pointer(&own.pointer).unwrap_or(&Json::Null), plan)?;
        let (parent, last) = own.pointer.rsplit_once('/').unwrap();
        match json.pointer_mut(parent).unwrap() {
            Json::Object(map) => drop(map.insert(last.into(), other)),
            list => list[last.parse::<usize>().unwrap()] = other,
        }
        Some((own.path, json))
    };
    all.into_iter().filter_map(one).collect()
}

/// A plan with one of its values another, for every value that can be.
pub(crate) fn edited_plans(plan: &Plan) -> Vec<(Path, Plan)> {
    let (json, mut all) = (serde_json::to_value(&plan.hovud).unwrap(), Vec::new());
    values("Hovud", &json, &Path::hovud(), "", &mut all);
    let mut made = Vec::new();
    for (path, json) in edits(&json, all, plan) {
        let hovud = serde_json::from_value(json).unwrap_or_else(|error| panic!("{path}: {error}"));
        made.push((path, Plan { hovud, ..plan.clone() }));
    }
    for (index, delmål) in plan.delmål.iter().enumerate() {
        let (json, mut all) = (serde_json::to_value(delmål).unwrap(), Vec::new());
        let path = Path::delmål(index);
        values("Delmål", &json, &path, "", &mut all);
        for (at, own) in json["tiltak"].as_array().unwrap().iter().enumerate() {
            values("Tiltak", own, &path.field("tiltak").index(at), &format!("/tiltak/{at}"), &mut all);
        }
        for (path, json) in edits(&json, all, plan) {
            let mut new = plan.clone();
            new.delmål[index] = serde_json::from_value(json).unwrap_or_else(|error| panic!("{path}: {error}"));
            made.push((path, new));
        }
    }
    made
}

/// A new field is compared with nothing done for it: the table of fields has it.
#[test]
fn every_edit_of_a_value_is_told_at_that_value() {
    for name in ["eksempel-bokmal-2027", "fjellregionen-2027"] {
        let plan = plan_of(name);
        let all = edited_plans(&plan);
        let untold: Vec<String> = all.iter().filter_map(|(path, new)| untold_at(path, &plan, new)).collect();
        assert!(untold.is_empty(), "{name}: {untold:#?}");
        assert!(all.len() > 300, "{}", all.len());
    }
}

/// What is said of an edit that is not told where it is.
fn untold_at(path: &Path, old: &Plan, new: &Plan) -> Option<String> {
    let found = changes(old, new);
    let is_there = |own: &Path| {
        let shorter = own.steps().len().min(path.steps().len());
        own.file == path.file && own.steps()[..shorter] == path.steps()[..shorter]
    };
    let told = found.iter().any(|own| own.old.iter().chain(&own.new).any(is_there));
    (!told).then(|| {
        format!("{}:{path}: {:?}", path.file, found.iter().map(|own| own.sentence(Lang::Nn)).collect::<Vec<_>>())
    })
}
