//! The fields of a form. Comes in: a kind of value and a value of it. Goes out: the field that it is typed or chosen in; `answers`
//! reads what was.

use maud::{Markup, html};
use serde_json::Value as Json;

use super::answers::{FIRST, ShownProse, within};
use super::labels::{field_name, meaning, plain_meaning};
use super::targets::place;
use crate::compose::referable;
use crate::document::{Anchor, Lang};
use crate::plan::fields::{Field, Group, ValueKind};
use crate::plan::{Eining, Path, Plan};
use crate::report::{capitalised, language_name};

/// The field of a form for a value, called by what has an id, or with a label of its own by `labelled`.
pub(super) fn control(plan: &Plan, kind: ValueKind, name: &str, value: &Json, label: &str) -> Markup {
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
        ValueKind::Prose => prose(plan, name, &text, label),
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
        // The first of its things begins with it.
        ValueKind::List(items @ (ValueKind::Group(_) | ValueKind::Choice(_))) => match value.as_array() {
            Some(all) if !all.is_empty() => html! { p.hjelp { "Kvar del blir endra der han står i teksten." } },
            _ => control(plan, *items, &within(name, FIRST), &Json::Null, label),
        },
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
pub(super) fn labelled(plan: &Plan, field: &Field, name: &str, value: &Json) -> Markup {
    let kind = field.value.unwrap_or(ValueKind::Text);
    let id = format!("felt-{name}");
    let words = field_name(field);
    let is_group = matches!(kind, ValueKind::Group(_) | ValueKind::List(ValueKind::Group(_)));
    html! {
        div.del {
            p.namn id=(id) {
                (words.chars().next().map_or(String::new(), |first| first.to_uppercase().collect()))
                (words.chars().skip(1).collect::<String>())
                @if !(field.required || field.name == "under" && has_chart(plan)) { span.valfri { " (valfritt)" } }
            }
            @if let Some(words) = meaning(field).filter(|_| !is_group) { p.hjelp { (words) } }
            (control(plan, kind, name, value, &id))
        }
    }
}

/// Whether a plan has an organisation chart with boxes, under which new ones stand.
pub(super) fn has_chart(plan: &Plan) -> bool {
    plan.walk().nodar().next().is_some()
}

/// Whether a form asks for a field: not for lists of things that have forms of their own, but for the first thing of one that
/// must be there and is not.
pub(super) fn is_asked(field: &Field, value: &Json) -> bool {
    match field.value {
        Some(ValueKind::List(ValueKind::Group(_))) => field.required && value.is_null(),
        Some(ValueKind::List(ValueKind::Choice(_))) => value.as_array().is_none_or(Vec::is_empty),
        _ => true,
    }
}

fn group_fields(plan: &Plan, group: Option<&'static Group>, name: &str, value: &Json) -> Markup {
    let fields = group.map_or(&[][..], |group| group.fields);
    let asked = fields.iter().filter(|field| is_asked(field, &value[field.name]));
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
                        span { strong { (choice_name(word.name)) } span.tyder { (plain_meaning(word.meaning)) } }
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
pub(super) fn choice_name(word: &str) -> String {
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

/// The languages that words can be marked as, by the codes of the marks.
const LANGUAGES: [Lang; 12] = [
    Lang::En,
    Lang::Nb,
    Lang::Nn,
    Lang::Se,
    Lang::Smj,
    Lang::Sma,
    Lang::Fkv,
    Lang::Da,
    Lang::Sv,
    Lang::Fi,
    Lang::De,
    Lang::Fr,
];

/// What a text can refer to, by the names of the anchors: the points, delmål and tiltak in their order, then tables and figures.
fn places(plan: &Plan) -> Vec<(String, String)> {
    let named = |(anchor, words, path): (Anchor, String, Option<Path>)| {
        let path = path.filter(|_| !words.starts_with(char::is_uppercase));
        let name = path.as_ref().map_or_else(|| format!("{words} ({anchor})"), |path| place(plan, path));
        (path.is_none(), path, anchor.to_string(), name)
    };
    let mut all: Vec<_> = referable(plan).into_iter().map(named).collect();
    all.sort();
    all.into_iter().map(|(_, _, anchor, name)| (anchor, name)).collect()
}

/// A field that finds one of some things by the letters that are typed; the page's script takes what is found.
fn search(label: &str, mark: &str, list: &str, all: &[(String, String)]) -> Markup {
    html! {
        input type="text" data-sok=(mark) list=(list) placeholder=(label) aria-label=(label) autocomplete="off" spellcheck="false";
        datalist id=(list) { @for (id, name) in all { option value=(name) data-id=(id) {} } }
    }
}

fn prose(plan: &Plan, name: &str, value: &str, label: &str) -> Markup {
    let shown = ShownProse::of(value);
    let rows = shown.text().lines().map(|line| 1 + line.chars().count() / 80).sum::<usize>();
    html! {
        div.merke role="group" aria-label="Merke i teksten" {
            @for (mark, word, meaning) in MARKS { button type="button" data-merke=(mark) title=(meaning) { (word) } }
            (search("Sjå …", "vis-til", &format!("vis-til-{name}"), &places(plan)))
            details.sprak {
                summary { "Anna språk" }
                div.knappar.smaa {
                    @for lang in LANGUAGES { button type="button" data-sprak=(lang.code()) { (capitalised(language_name(lang))) } }
                }
            }
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
                (search("Søk, og legg til …", "legg-til", &format!("legg-til-{name}"), all))
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
    let unit = match plan.hovud.finansiering.as_ref().map(|own| own.eining) {
        Some(Eining::TusenKroner) => "I 1000 kroner: 2,5 millionar er 2 500.",
        _ => "I heile kroner: 2,5 millionar er 2 500 000.",
    };
    html! {
        p.hjelp { (unit) }
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
