//! A value as it is written in a data file: its JSON and what kind it is of in, RON out.

use serde_json::{Map, Value as Json};

use crate::data::file_text::deeper;
use crate::data::strings::{hashes, quoted, raw};
use crate::plan::fields::{Field, Group, ValueKind};

/// A value as RON, by what kind it is of. The lines of what goes over several of them begin with the indentation.
pub fn to_ron(kind: ValueKind, value: &Json, indent: &str) -> String {
    match (kind, value) {
        (ValueKind::Group(name), Json::Object(fields)) => group(name, fields, indent),
        (ValueKind::Choice(name), Json::Object(chosen)) => choice(name, chosen, indent),
        (ValueKind::Choice(_), Json::String(word)) => word.clone(),
        (ValueKind::List(items), Json::Array(all)) => list(*items, all, indent),
        (ValueKind::Amounts, Json::Object(years)) => {
            let each: Vec<String> = years.iter().map(|(year, amount)| format!("{year}: {amount}")).collect();
            format!("{{{}}}", each.join(", "))
        }
        // Laid out as texts of several lines are.
        (_, Json::String(text)) if text.starts_with('\n') => lines(text),
        (_, Json::String(text)) => quoted(text),
        (_, other) => other.to_string(),
    }
}

/// Whether a value is of a kind, as far as its form says.
pub fn has_json_form_of(kind: ValueKind, value: &Json) -> bool {
    match kind {
        ValueKind::Group(_) | ValueKind::Amounts => value.is_object(),
        ValueKind::List(_) => value.is_array(),
        ValueKind::Choice(_) => {
            let word = value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str));
            word.is_some_and(|word| kind.choices().iter().any(|own| own.name == word))
        }
        ValueKind::Flag => value.is_boolean(),
        ValueKind::Year
        | ValueKind::Number
        | ValueKind::Days
        | ValueKind::Percent
        | ValueKind::Figure
        | ValueKind::Millimetres => value.is_number(),
        _ => value.is_string(),
    }
}

/// A text of several lines.
fn lines(text: &str) -> String {
    match hashes(text) {
        Some(needed) if !text.contains(|c: char| c.is_control() && !"\n\t".contains(c)) => raw(text, needed.max(1)),
        _ => quoted(text),
    }
}

/// Whether a field holds what stands where the field is left out.
pub(super) fn is_default(field: &Field, value: &Json) -> bool {
    let is_empty = match value {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Bool(is) => !is,
        Json::String(word) => {
            field.value.is_some_and(|kind| kind.choices().iter().any(|own| own.is_default && own.name == word))
        }
        _ => false,
    };
    !field.required && is_empty
}

/// The fields of a group that are written.
fn fields<'f>(name: &str, values: &'f Map<String, Json>) -> Vec<(&'static Field, &'f Json)> {
    let all = Group::named(name).map_or(&[][..], |group| group.fields);
    let there = all.iter().filter_map(|field| Some((field, values.get(field.name)?)));
    there.filter(|(field, value)| !is_default(field, value)).collect()
}

/// Whether a value stands on one line.
fn is_flat(kind: ValueKind, value: &Json) -> bool {
    match (kind, value) {
        (ValueKind::Group(_), _) => false,
        (ValueKind::List(items), Json::Array(all)) => !matches!(items, ValueKind::Group(_)) || all.is_empty(),
        _ => value.as_str().is_none_or(|text| !text.starts_with('\n')),
    }
}

fn group(name: &str, values: &Map<String, Json>, indent: &str) -> String {
    let fields = fields(name, values);
    let kind = |field: &Field| field.value.unwrap_or(ValueKind::Text);
    let flat = fields.iter().all(|(field, value)| is_flat(kind(field), value));
    let inner = if flat { indent.to_string() } else { deeper(indent) };
    let all = fields.iter().map(|(field, value)| format!("{}: {}", field.name, to_ron(kind(field), value, &inner)));
    if flat {
        return format!("({})", all.collect::<Vec<_>>().join(", "));
    }
    let lines: String = all.map(|line| format!("{inner}{line},\n")).collect();
    format!("(\n{lines}{indent})")
}

fn choice(name: &str, chosen: &Map<String, Json>, indent: &str) -> String {
    let Some((word, contents)) = chosen.iter().next() else { return String::new() };
    match Group::named(name).and_then(|group| group.field(word)?.value) {
        Some(kind @ ValueKind::Group(_)) => format!("{word}{}", to_ron(kind, contents, indent)),
        Some(kind) => format!("{word}({})", to_ron(kind, contents, indent)),
        None => word.clone(),
    }
}

fn list(items: ValueKind, all: &[Json], indent: &str) -> String {
    let flat = !matches!(items, ValueKind::Group(_)) || all.len() < 2;
    if flat && all.iter().all(|own| own.as_str().is_none_or(|text| !text.starts_with('\n'))) {
        let each: Vec<String> = all.iter().map(|own| to_ron(items, own, indent)).collect();
        return format!("[{}]", each.join(", "));
    }
    let inner = deeper(indent);
    let lines: String = all.iter().map(|own| format!("{inner}{},\n", to_ron(items, own, &inner))).collect();
    format!("[\n{lines}{indent}]")
}
