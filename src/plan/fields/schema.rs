//! The table of fields as a JSON Schema, for other programs that read what `bygg --format data` writes (`docs/plan.schema.json`).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::{Field, GROUPS, Group, ValueKind};

/// What is encoded in a reference to a definition.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.');

/// The schema (JSON Schema 2020-12) of a plan's data.
pub fn json_schema() -> Value {
    let definitions: Map<String, Value> =
        GROUPS.iter().map(|group| (definition_name(group.name), group_schema(group))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Handlingsplan",
        "description": "Det «handlingsplan bygg --format data» skriv: alt som står i filene til ein plan.",
        "type": "object",
        "properties": {
            "hovud": reference("Hovud"),
            "delmål": { "description": "Delmåla, i den rekkjefølgja dei står i planen.", "type": "array", "items": reference("Delmål") },
        },
        "required": ["hovud", "delmål"],
        "additionalProperties": false,
        "$defs": definitions,
    })
}

fn group_schema(group: &Group) -> Value {
    if group.is_choice() {
        let bare: Vec<&Field> = group.fields.iter().filter(|field| !field.has_contents()).collect();
        let with_contents = group.fields.iter().filter_map(|field| Some((field, value_schema(field.value?))));
        let alone = bare.iter().map(|field| json!({ "const": field.name, "description": field.meaning }));
        let objects = with_contents.map(|(field, contents)| {
            json!({
                "type": "object",
                "description": field.meaning,
                "properties": { field.name: contents },
                "required": [field.name],
                "additionalProperties": false,
            })
        });
        return json!({ "description": group.about, "oneOf": alone.chain(objects).collect::<Vec<_>>() });
    }
    let properties: Map<String, Value> =
        group.fields.iter().map(|field| (field.name.into(), field_schema(field))).collect();
    let required: Vec<&str> = group.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({
        "description": group.about,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// A field that may be left out is written as null where nothing stands in its place.
fn field_schema(field: &Field) -> Value {
    let value = field.value.map(value_schema).unwrap_or_default();
    match field.required {
        true => json!({ "description": field.meaning, "allOf": [value] }),
        false => json!({ "description": field.meaning, "anyOf": [value, { "type": "null" }] }),
    }
}

fn value_schema(value: ValueKind) -> Value {
    match value {
        ValueKind::Prose => json!({ "type": "string", "contentMediaType": "text/markdown" }),
        ValueKind::Year => json!({ "type": "integer", "minimum": 1900, "maximum": 2200 }),
        ValueKind::Number | ValueKind::Days => json!({ "type": "integer", "minimum": 0 }),
        ValueKind::Percent => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        ValueKind::Figure | ValueKind::Millimetres => json!({ "type": "number" }),
        ValueKind::Flag => json!({ "type": "boolean" }),
        ValueKind::Amounts => json!({
            "description": "Beløp etter årstal, i eininga til finansieringa.",
            "type": "object",
            "patternProperties": { "^[0-9]{4}$": { "type": "integer", "minimum": 0 } },
            "additionalProperties": false,
        }),
        ValueKind::Day => json!({ "type": "string", "format": "date" }),
        ValueKind::DayOrMonth => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$" }),
        ValueKind::Version | ValueKind::LoggedVersion => json!({ "type": "string", "pattern": "^[0-9]+([.][0-9]+)*$" }),
        ValueKind::OrganisationNumber => json!({ "type": "string", "pattern": "^([0-9]\\s*){9}$" }),
        ValueKind::Colour => json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{6}$" }),
        ValueKind::Text
        | ValueKind::Id
        | ValueKind::PartId
        | ValueKind::TiltakId
        | ValueKind::FormerTiltakId
        | ValueKind::NodeId
        | ValueKind::Body
        | ValueKind::PictureFile
        | ValueKind::DelmålFile => json!({ "type": "string" }),
        ValueKind::Group(name) | ValueKind::Choice(name) => reference(name),
        ValueKind::List(items) => json!({ "type": "array", "items": value_schema(*items) }),
    }
}

/// A group's name in the schema: "Tidsramme.År".
fn definition_name(group: &str) -> String {
    group.replace(": ", ".")
}

fn reference(group: &str) -> Value {
    let name = definition_name(group);
    json!({ "$ref": format!("#/$defs/{}", utf8_percent_encode(&name, ENCODED)) })
}
