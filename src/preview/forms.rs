//! The cards that the plan is changed by. Comes in: a value or a thing that is to be changed, and the plan. Goes out: a form of its
//! fields, or what is said where there is nothing to change.

use maud::{Markup, html};
use serde_json::Value as Json;

use super::answers::{ROOT, ShownProse, within};
use super::controls::{control, is_asked, labelled};
use super::labels::{field_name, plain_meaning};
use super::targets::{Target, place};
use super::things::{Thing, around, delmål_list, is_filled_in, is_wanted, kind_of, new_value, thing, unprinted};
use crate::data::edits::value_at;
use crate::plan::fields::{Field, Group, ValueKind};
use crate::plan::{Path, Plan};

/// The form of a value.
pub(super) fn form(plan: &Plan, target: &Target) -> Markup {
    let is_prose = target.kind == ValueKind::Prose;
    html! {
        div.sja-kort data-own data-prosa[is_prose] role="dialog" aria-labelledby="sja-namn" {
            (head(plan, &target.name(), &target.path))
            form data-stad=(shown(&target.path)) data-grunnlag=(target.value.to_string()) novalidate {
                div.felt { (control(plan, target.kind, ROOT, &target.value, "sja-namn")) }
                @if let Some(field) = target.field { p.hjelp #sja-hjelp { (plain_meaning(field.field.meaning)) } }
                @if is_prose {
                    div.slik role="group" tabindex="0" aria-label="Slik blir det" {
                        p.slik-namn aria-hidden="true" { "Slik blir det" }
                        div.slik-tekst {}
                    }
                }
                div.feil role="alert" {}
                div.knappar {
                    button.fyrst type="submit" { "Lagre" }
                    button type="button" data-gjer="lukk" { "Avbryt" }
                    @if !target.is_required() && !target.value.is_null() && target.value != Json::Array(Vec::new()) {
                        button.bort type="button" data-gjer="bort" { "Ta bort" }
                    }
                }
            }
            (more(plan, &target.path))
        }
    }
}

/// What can be done with the things that a value stands in: a new one after it, another place, none; and what they lack.
fn more(plan: &Plan, path: &Path) -> Markup {
    let things = around(plan, path);
    let lacks = |group: Option<&'static Group>, at: &Path, value: &Json| {
        let fields = group.filter(|group| !group.is_choice()).map_or(&[][..], |group| group.fields).iter();
        let absent = fields.filter(|field| !field.required && is_absent(&value[field.name]));
        let can_be_asked = absent.filter(|field| !matches!(field.value, Some(ValueKind::List(ValueKind::Group(_)))));
        can_be_asked.map(|field| (at.field(field.name), field)).collect::<Vec<_>>()
    };
    let lists = |thing: &Thing| {
        let fields = thing.kind.group().filter(|group| !group.is_choice()).map_or(&[][..], |group| group.fields).iter();
        let empty = fields.filter(|field| is_absent(&thing.value[field.name]));
        let lists = empty.map(|field| thing.path().field(field.name));
        lists.filter_map(|list| Some((kind_of(&list)?.2, list))).collect::<Vec<_>>()
    };
    let hovud = value_at(plan, &Path::hovud()).unwrap_or_default();
    html! {
        details.meir-val {
            summary { "Legg til, flytt eller ta bort" }
            @for thing in &things {
                div.ting data-liste-stad=(shown(&thing.list)) data-nummer=(thing.at) data-grunnlag=(thing.base()) {
                    p.namn { (thing.name) }
                    div.knappar {
                        button type="button" data-kort="ny" {
                            (thing.new_name) @if thing.is_delmål() { " sist" } @else { " etter" }
                        }
                        @if thing.at > 0 { button type="button" data-gjerning="opp" { "Flytt opp" } }
                        @if thing.at + 1 < thing.count { button type="button" data-gjerning="ned" { "Flytt ned" } }
                        @if thing.is_tiltak() && plan.delmål.len() > 1 {
                            button type="button" data-kort="flytt" { "Flytt til eit anna delmål …" }
                        }
                        button.bort type="button" data-kort="bort" { "Ta bort …" }
                    }
                    div.knappar.smaa {
                        @for (name, list) in lists(thing) {
                            button type="button" data-kort="ny" data-liste-stad=(shown(&list)) { (name) }
                        }
                        @for field in unprinted(thing.kind).filter(|field| !is_absent(&thing.value[field.name])) {
                            button type="button" data-endre=(shown(&thing.path().field(field.name))) { "Endre " (field_name(field)) }
                        }
                        @for (path, field) in lacks(thing.kind.group(), &thing.path(), &thing.value) {
                            button type="button" data-endre=(shown(&path)) { "Legg til " (field_name(field)) }
                        }
                    }
                }
            }
            @if things.is_empty() {
                div.ting {
                    p.namn { "Planen" }
                    div.knappar.smaa {
                        button type="button" data-kort="ny" data-liste-stad=(shown(&delmål_list())) { "Nytt delmål" }
                        @for field in unprinted(ValueKind::Group("Hovud")).filter(|field| !is_absent(&hovud[field.name])) {
                            button type="button" data-endre=(shown(&Path::hovud().field(field.name))) { "Endre " (field_name(field)) }
                        }
                        @for (path, field) in lacks(Group::named("Hovud"), &Path::hovud(), &hovud) {
                            button type="button" data-endre=(shown(&path)) { "Legg til " (field_name(field)) }
                        }
                    }
                }
            }
        }
    }
}

/// Whether a field says nothing.
fn is_absent(value: &Json) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// The form of a new thing, after another or as the first of its list.
pub(super) fn new_form(plan: &Plan, list: &Path, after: Option<usize>) -> Option<Markup> {
    let (kind, _, name) = kind_of(list)?;
    let base = after.map_or(Some(Json::Null.to_string()), |at| Some(thing(plan, list, at)?.base()))?;
    let new = new_value(kind);
    let wanted = |field: &Field| field.required || is_wanted(plan, kind, field.name);
    let asked = |field: &&Field| {
        !is_filled_in(kind, field.name) && (is_asked(field, &new[field.name]) || is_wanted(plan, kind, field.name))
    };
    let (must, may): (Vec<&Field>, Vec<&Field>) = match kind.group().filter(|group| !group.is_choice()) {
        Some(group) => group.fields.iter().filter(asked).partition(|field| wanted(field)),
        None => (Vec::new(), Vec::new()),
    };
    let fields = |all: &[&Field]| html! { @for field in all { (labelled(plan, field, &within(ROOT, field.name), &Json::Null)) } };
    Some(html! {
        div.sja-kort data-own role="dialog" aria-labelledby="sja-namn" {
            (head(plan, name, list))
            form data-liste-stad=(shown(list)) data-nummer=[after] data-grunnlag=(base) data-gjerning="ny" novalidate {
                div.felt {
                    @if must.is_empty() && may.is_empty() { (control(plan, kind, ROOT, &Json::Null, "sja-namn")) }
                    (fields(&must))
                    @if !may.is_empty() { details { summary { "Meir, om du vil" } (fields(&may)) } }
                }
                div.feil role="alert" {}
                div.knappar {
                    button.fyrst type="submit" { "Legg til" }
                    button type="button" data-gjer="lukk" { "Avbryt" }
                }
            }
        }
    })
}

/// The form that sends a tiltak to another delmål.
pub(super) fn elsewhere(plan: &Plan, thing: &Thing) -> Option<Markup> {
    let others = plan.walk().delmål().enumerate().filter(|(_, (_, path))| path.file != thing.list.file);
    let others: Vec<(usize, String)> = others.map(|(at, (_, path))| (at, place(plan, &path))).collect();
    (thing.is_tiltak() && !others.is_empty()).then(|| html! {
        div.sja-kort data-own role="dialog" aria-labelledby="sja-namn" {
            (head(plan, "Flytt til eit anna delmål", &thing.path()))
            form data-liste-stad=(shown(&thing.list)) data-nummer=(thing.at) data-grunnlag=(thing.base()) data-gjerning="flytt" novalidate {
                div.felt {
                    select name=(ROOT) aria-labelledby="sja-namn" aria-describedby="sja-hjelp" {
                        @for (at, name) in others { option value=(at) { (name) } }
                    }
                    p.hjelp #sja-hjelp { "Det kjem sist der. Numra følgjer med, og tilvisingar til tiltaket gjeld framleis." }
                }
                div.feil role="alert" {}
                div.knappar {
                    button.fyrst type="submit" { "Flytt" }
                    button type="button" data-gjer="lukk" { "Avbryt" }
                }
            }
        }
    })
}

/// What is said before a thing is taken away: what else would be wrong without it.
pub(super) fn removal(plan: &Plan, thing: &Thing, objections: &[(String, Option<Path>)]) -> Markup {
    let path = thing.path();
    let file = plan.hovud.delmål.get(thing.at).filter(|_| thing.is_delmål());
    html! {
        div.sja-kort data-own role="dialog" aria-labelledby="sja-namn" {
            (head(plan, "Ta bort", &path))
            @if objections.is_empty() {
                p {
                    (thing.name) " og alt som står der, blir borte"
                    @if let Some(file) = file { ", og fila «" (file) "» blir sletta" }
                    ". Det kan angrast så lenge sida er open."
                }
            } @else {
                p { strong { "Noko anna viser hit." } " Endre det først:" }
                ul.hindringar {
                    @for (message, path) in objections {
                        li {
                            (message)
                            @if let Some(path) = path { " " button type="button" data-endre=(shown(path)) { "Gå til «" (place(plan, path)) "»" } }
                        }
                    }
                }
            }
            form data-liste-stad=(shown(&thing.list)) data-nummer=(thing.at) data-grunnlag=(thing.base()) data-gjerning="bort" {
                div.feil role="alert" {}
                div.knappar {
                    @if objections.is_empty() { button.fyrst type="submit" { "Ta bort" } }
                    button type="button" data-gjer="lukk" { "Avbryt" }
                }
            }
        }
    }
}

/// What is said of words that can't be changed where they stand, with the way to where they can.
pub(super) fn note(plan: &Plan, path: &Path, by: Option<&Path>) -> Markup {
    let here = by.and_then(|by| Target::of(plan, by));
    let there = Target::of(plan, path);
    html! {
        div.sja-kort data-own role="dialog" aria-labelledby="sja-namn" {
            (head(plan, "Orda kjem frå ein annan stad", path))
            @if let Some(target) = &there {
                p { "Dei er " (lower(&target.name())) " i «" (place(plan, path)) "», og blir endra overalt om du endrar dei der." }
            }
            div.knappar {
                @if let Some(target) = &there {
                    button.fyrst type="button" data-endre=(shown(&target.path)) { "Endre " (lower(&target.name())) }
                }
                @if let Some(target) = &here {
                    button type="button" data-endre=(shown(&target.path)) { "Vel noko anna her" }
                }
                button type="button" data-gjer="lukk" { "Lukk" }
            }
        }
    }
}

/// What is said of words that the program sets, with the values that stand beside them.
pub(super) fn words_of_the_program(plan: &Plan, beside: &[Path]) -> Markup {
    const MOST: usize = 6;
    let mut targets: Vec<Target> = Vec::new();
    for target in beside.iter().filter_map(|path| Target::of(plan, path)) {
        if targets.len() < MOST && targets.iter().all(|own| own.path != target.path) {
            targets.push(target);
        }
    }
    html! {
        div.sja-kort data-own role="dialog" aria-labelledby="sja-namn" {
            h2 #sja-namn tabindex="-1" { "Programmet set desse orda" }
            p { "Dei følgjer av opplysningane i planen, og kan ikkje endrast her." }
            @if !targets.is_empty() {
                p { "Dette står ved sida av:" }
                ul.ved { @for target in &targets {
                    li { button type="button" data-endre=(shown(&target.path)) {
                        "Endre " (lower(&target.name())) span.kvar { " " (place(plan, &target.path)) }
                    } }
                } }
            }
            div.knappar { button type="button" data-gjer="lukk" { "Lukk" } }
        }
    }
}

/// What is said where another has changed the value meanwhile: the newer one beside one's own.
pub(super) fn newer(target: &Target) -> Markup {
    html! {
        p { strong { "Nokon annan har endra dette medan du skreiv." } " No står det slik i fila:" }
        pre.nyare { (plain(target)) }
        div.knappar {
            button type="button" data-gjer="mi" data-grunnlag=(target.value.to_string()) { "Lagre mi i staden" }
            button type="button" data-gjer="nyare" { "Bruk den nyare" }
        }
    }
}

/// A value as people read it.
fn plain(target: &Target) -> String {
    match &target.value {
        Json::String(text) if target.kind == ValueKind::Prose => ShownProse::of(text).text().into(),
        Json::String(text) => text.clone(),
        Json::Null => "(tomt)".into(),
        other => other.to_string(),
    }
}

fn head(plan: &Plan, name: &str, path: &Path) -> Markup {
    html! {
        h2 #sja-namn tabindex="-1" { (name) }
        p.kvar { (place(plan, path)) }
    }
}

/// A path as the page knows it.
fn shown(path: &Path) -> String {
    format!("{}:{path}", path.file)
}

fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
