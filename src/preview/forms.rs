//! The forms that the plan is changed by. Comes in: a value that is to be changed, and the plan. Goes out: a form whose fields are
//! those of the table of fields; `answers` reads what is typed in it.

use maud::{Markup, html};
use serde_json::Value as Json;

use super::answers::{ROOT, ShownProse, within};
use super::targets::{Target, place};
use super::things::{Thing, around, is_filled_in, kind_of};
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
                @if let Some(field) = target.field { p.hjelp #sja-hjelp { (field.field.meaning) } }
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
    let file = Path::file(path.file);
    let root = Group::named(if path.file == 0 { "Hovud" } else { "Delmål" });
    let lacks = |group: Option<&'static Group>, at: &Path, value: &Json| {
        let fields = group.filter(|group| !group.is_choice()).map_or(&[][..], |group| group.fields).iter();
        let absent = fields.filter(|field| !field.required && is_absent(&value[field.name]));
        let can_be_asked = absent.filter(|field| !matches!(field.value, Some(ValueKind::List(ValueKind::Group(_)))));
        can_be_asked.map(|field| (at.field(field.name), field)).collect::<Vec<_>>()
    };
    let lists = |thing: &Thing| {
        let fields = thing.kind.group().filter(|group| !group.is_choice()).map_or(&[][..], |group| group.fields).iter();
        let empty = fields.filter(|field| is_absent(&thing.value[field.name]));
        let lists = empty.map(|field| thing.list.index(thing.at).field(field.name));
        lists.filter_map(|list| Some((kind_of(&list)?.2, list))).collect::<Vec<_>>()
    };
    let own = value_at(plan, &file).unwrap_or_default();
    html! {
        details.meir-val {
            summary { "Legg til, flytt eller ta bort" }
            @for thing in &things {
                div.ting data-liste-stad=(shown(&thing.list)) data-nummer=(thing.at) data-grunnlag=(thing.value.to_string()) {
                    p.namn { (thing.name) }
                    div.knappar {
                        button type="button" data-kort="ny" { (thing.new_name) " etter" }
                        @if thing.at > 0 { button type="button" data-gjerning="opp" { "Flytt opp" } }
                        @if thing.at + 1 < thing.count { button type="button" data-gjerning="ned" { "Flytt ned" } }
                        button.bort type="button" data-kort="bort" { "Ta bort …" }
                    }
                    div.knappar.smaa {
                        @for (name, list) in lists(thing) {
                            button type="button" data-kort="ny" data-liste-stad=(shown(&list)) { (name) }
                        }
                        @for (path, field) in lacks(thing.kind.group(), &thing.list.index(thing.at), &thing.value) {
                            button type="button" data-endre=(shown(&path)) { "Legg til " (field.words[0]) }
                        }
                    }
                }
            }
            @if things.is_empty() || path.file > 0 {
                div.ting {
                    p.namn { @if path.file == 0 { "Planen" } @else { "Delmålet" } }
                    div.knappar.smaa {
                        @for (path, field) in lacks(root, &file, &own) {
                            button type="button" data-endre=(shown(&path)) { "Legg til " (field.words[0]) }
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
    let base = after.map_or(Some(Json::Null), |at| value_at(plan, &list.index(at)))?;
    let asked = |field: &&Field| {
        !is_filled_in(kind, field.name) && !matches!(field.value, Some(ValueKind::List(ValueKind::Group(_))))
    };
    let (must, may): (Vec<&Field>, Vec<&Field>) = match kind.group().filter(|group| !group.is_choice()) {
        Some(group) => group.fields.iter().filter(asked).partition(|field| field.required),
        None => (Vec::new(), Vec::new()),
    };
    let fields = |all: &[&Field]| html! { @for field in all { (labelled(plan, field, &within(ROOT, field.name), &Json::Null)) } };
    Some(html! {
        div.sja-kort data-own role="dialog" aria-labelledby="sja-namn" {
            (head(plan, name, list))
            form data-liste-stad=(shown(list)) data-nummer=[after] data-grunnlag=(base.to_string()) data-gjerning="ny" novalidate {
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

/// What is said before a thing is taken away: what else would be wrong without it.
pub(super) fn removal(plan: &Plan, thing: &Thing, objections: &[String]) -> Markup {
    let path = thing.list.index(thing.at);
    html! {
        div.sja-kort data-own role="dialog" aria-labelledby="sja-namn" {
            (head(plan, "Ta bort", &path))
            @if objections.is_empty() {
                p { (thing.name) " og alt som står der, blir borte. Det kan angrast så lenge sida er open." }
            } @else {
                p { strong { "Noko anna viser hit." } " Endre det først:" }
                ul { @for objection in objections { li { (objection) } } }
            }
            form data-liste-stad=(shown(&thing.list)) data-nummer=(thing.at) data-grunnlag=(thing.value.to_string()) data-gjerning="bort" {
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

/// The field of a form for a value, called by what has an id, or with a label of its own by `labelled`.
fn control(plan: &Plan, kind: ValueKind, name: &str, value: &Json, label: &str) -> Markup {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    };
    let named = |mode: Option<&str>, size: Option<usize>, text: &str| {
        html! {
            input type="text" name=(name) value=(text) inputmode=[mode] size=[size] aria-labelledby=(label)
                aria-describedby="sja-hjelp" autocomplete="off" spellcheck=[mode.is_none().then_some("true")];
        }
    };
    match kind {
        ValueKind::Group(group) => group_fields(plan, Group::named(group), name, value),
        ValueKind::Choice(group) => choice(plan, Group::named(group), name, value),
        ValueKind::Prose => prose(name, &text, label),
        ValueKind::Year => named(Some("numeric"), Some(6), &text),
        ValueKind::Number | ValueKind::Days | ValueKind::Percent => named(Some("numeric"), Some(14), &thousands(&text)),
        ValueKind::Figure | ValueKind::Millimetres => named(Some("decimal"), Some(10), &text.replace('.', ",")),
        ValueKind::Day => html! { input type="date" name=(name) value=(text) aria-labelledby=(label); },
        ValueKind::Flag => html! {
            input type="checkbox" name=(name) value="ja" checked[value == &Json::Bool(true)] aria-labelledby=(label);
        },
        ValueKind::Amounts => amounts(plan, name, value),
        ValueKind::PartId => select(name, &text, label, parties(plan)),
        ValueKind::TiltakId => select(name, &text, label, tiltak(plan)),
        ValueKind::NodeId => {
            let nodes = plan.walk().nodar().map(|(node, _)| (node.id.to_string(), node.namn.clone()));
            select(name, &text, label, nodes.collect())
        }
        ValueKind::LoggedVersion => {
            let rows =
                plan.walk().logg().map(|(row, _)| (row.versjon.clone(), format!("{} – {}", row.versjon, row.status)));
            select(name, &text, label, rows.collect())
        }
        ValueKind::List(ValueKind::PartId) => ids(name, value, label, &parties(plan)),
        ValueKind::List(ValueKind::TiltakId) => ids(name, value, label, &tiltak(plan)),
        ValueKind::List(ValueKind::Group(_)) => html! { p.hjelp { "Kvar del blir endra der han står i teksten." } },
        ValueKind::List(_) => {
            let lines = value.as_array().into_iter().flatten();
            let lines: Vec<String> =
                lines.map(|own| own.as_str().map_or_else(|| own.to_string(), String::from)).collect();
            html! {
                textarea name=(name) rows=(lines.len() + 2) aria-labelledby=(label) aria-describedby="sja-hjelp" {
                    "\n" (lines.join("\n"))
                }
                p.hjelp { "Éin på kvar linje." }
            }
        }
        _ => named(None, None, &text),
    }
}

/// A field of a group, with its name over it.
fn labelled(plan: &Plan, field: &Field, name: &str, value: &Json) -> Markup {
    let kind = field.value.unwrap_or(ValueKind::Text);
    let id = format!("felt-{name}");
    let words = if field.words[0].is_empty() { field.name } else { field.words[0] };
    html! {
        div.del {
            p.namn id=(id) {
                (words.chars().next().map_or(String::new(), |first| first.to_uppercase().collect()))
                (words.chars().skip(1).collect::<String>())
                @if !field.required { span.valfri { " (valfritt)" } }
            }
            (control(plan, kind, name, value, &id))
        }
    }
}

fn group_fields(plan: &Plan, group: Option<&'static Group>, name: &str, value: &Json) -> Markup {
    let fields = group.map_or(&[][..], |group| group.fields);
    let asked = fields.iter().filter(|field| !matches!(field.value, Some(ValueKind::List(ValueKind::Group(_)))));
    html! { @for field in asked { (labelled(plan, field, &within(name, field.name), &value[field.name])) } }
}

/// Words to choose between, each with what it means and what stands in its parentheses.
fn choice(plan: &Plan, group: Option<&'static Group>, name: &str, value: &Json) -> Markup {
    let words = group.map_or(&[][..], |group| group.fields);
    let chosen = value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str));
    let is_chosen = |word: &Field| chosen.map_or(word.is_default, |own| own == word.name);
    html! {
        div.val role="radiogroup" aria-labelledby="sja-namn" {
            @for word in words {
                div.ord {
                    label {
                        input type="radio" name=(name) value=(word.name) checked[is_chosen(word)];
                        span { strong { (choice_name(word.name)) } span.tyder { (word.meaning) } }
                    }
                    @if word.has_contents() {
                        @let own = within(name, word.name);
                        div.meir { (contents(plan, word, &own, &value[word.name])) }
                    }
                }
            }
        }
    }
}

fn contents(plan: &Plan, word: &Field, name: &str, value: &Json) -> Markup {
    let kind = word.value.unwrap_or(ValueKind::Text);
    match kind {
        ValueKind::Group(group) => group_fields(plan, Group::named(group), name, value),
        kind => control(plan, kind, name, value, "sja-namn"),
    }
}

/// A word of the data as people write it: «SendtTilbake» is «Sendt tilbake».
fn choice_name(word: &str) -> String {
    let mut name = String::new();
    for c in word.chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push(' ');
            name.extend(c.to_lowercase());
        } else {
            name.push(c);
        }
    }
    name
}

/// The signs that prose may have, as buttons over its field.
const MARKS: [(&str, &str, &str); 4] = [
    ("liste", "Liste", "Liste med punkt"),
    ("feit", "Feit", "Feit skrift (Ctrl+B)"),
    ("kursiv", "Kursiv", "Kursiv skrift (Ctrl+I)"),
    ("lenkje", "Lenkje", "Lenkje (Ctrl+K)"),
];

fn prose(name: &str, value: &str, label: &str) -> Markup {
    let shown = ShownProse::of(value);
    let rows = shown.text().lines().map(|line| 1 + line.chars().count() / 80).sum::<usize>();
    html! {
        div.merke role="group" aria-label="Merke i teksten" {
            @for (mark, word, meaning) in MARKS { button type="button" data-merke=(mark) title=(meaning) { (word) } }
        }
        textarea name=(name) rows=(rows.clamp(4, 18)) aria-labelledby=(label) aria-describedby="sja-hjelp" spellcheck="true" {
            // The first line end of a field is no part of it.
            "\n" (shown.text())
        }
    }
}

/// One of some things, by their ids and names.
fn select(name: &str, chosen: &str, label: &str, all: Vec<(String, String)>) -> Markup {
    html! {
        select name=(name) aria-labelledby=(label) {
            option value="" selected[chosen.is_empty()] { "Ingen" }
            @for (id, own) in all { option value=(id) selected[id == chosen] { (own) } }
        }
    }
}

/// Some of some things, in their order.
fn ids(name: &str, value: &Json, label: &str, all: &[(String, String)]) -> Markup {
    let name_of =
        |id: &str| all.iter().find(|(own, _)| own == id).map_or_else(|| id.to_string(), |(_, name)| name.clone());
    let chosen: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    html! {
        div.liste data-liste=(name) {
            ol aria-labelledby=(label) { @for id in chosen { (chosen_id(name, id, &name_of(id))) } }
            template { (chosen_id(name, "", "")) }
            p.legg-til {
                label { span.vh { "Legg til" } " "
                    select data-legg-til {
                        option value="" { "Legg til …" }
                        @for (id, own) in all { option value=(id) { (own) } }
                    }
                }
            }
        }
    }
}

fn chosen_id(name: &str, id: &str, shown: &str) -> Markup {
    html! {
        li {
            input type="hidden" name=(name) value=(id);
            span { (shown) }
            button type="button" data-flytt="opp" aria-label=(format!("Flytt {shown} opp")) { span aria-hidden="true" { "↑" } }
            button type="button" data-flytt="ned" aria-label=(format!("Flytt {shown} ned")) { span aria-hidden="true" { "↓" } }
            button type="button" data-flytt="bort" aria-label=(format!("Ta bort {shown}")) { span aria-hidden="true" { "×" } }
        }
    }
}

fn parties(plan: &Plan) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        plan.hovud.partar.iter().map(|part| (part.id.to_string(), part.namn.clone())).collect();
    all.sort_by_key(|(_, name)| name.to_lowercase());
    all
}

fn tiltak(plan: &Plan) -> Vec<(String, String)> {
    let all = plan.walk().tiltak();
    all.map(|(delmål, own, _)| (own.id.to_string(), format!("{}.{} {}", delmål.nummer, own.nummer, own.tittel)))
        .collect()
}

/// An amount for each year of the period, and for those that have one besides.
fn amounts(plan: &Plan, name: &str, value: &Json) -> Markup {
    let given = value.as_object().into_iter().flatten().filter_map(|(year, _)| year.parse::<i16>().ok());
    let mut years: Vec<i16> = (plan.hovud.periode.frå..=plan.hovud.periode.til).chain(given).collect();
    years.sort_unstable();
    years.dedup();
    html! {
        div.aar {
            @for year in years {
                @let id = format!("felt-{name}-{year}");
                @let amount = value.get(year.to_string()).map_or(String::new(), |own| thousands(&own.to_string()));
                label for=(id) { (year) }
                input id=(id) type="text" inputmode="numeric" name=(within(name, &year.to_string())) value=(amount) autocomplete="off";
            }
        }
    }
}

/// A whole number with its thousands apart.
fn thousands(number: &str) -> String {
    let digits = number.len() > 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return number.into();
    }
    let mut made = String::new();
    for (at, digit) in number.chars().enumerate() {
        if at > 0 && (number.len() - at).is_multiple_of(3) {
            made.push('\u{a0}');
        }
        made.push(digit);
    }
    made
}
