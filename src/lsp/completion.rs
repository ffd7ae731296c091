//! What may be written at a place: the fields that a group lacks, the words to choose between, the names that there are, and in
//! texts what they can refer to.

use std::collections::BTreeMap;
use std::fs;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, InsertTextMode,
    MarkupContent, MarkupKind, Position, TextEdit,
};

use super::cursor::{Cursor, Spot, cursor_at};
use super::describe;
use super::index::NameKind;
use super::skeleton::Skeleton;
use super::workspace::Document;
use crate::data::PLAN_FILE;
use crate::document::Lang;
use crate::plan::fields::{Field, FieldRef, Group, ValueKind};
use crate::plan::{Plan, has_id_form};

/// The bodies that nearly every plan has.
const USUAL_BODIES: [&str; 3] = ["formannskap", "fylkesting", "kommunestyre"];

/// What may be written at a place; `is_snippet` says whether the editor takes forms with holes.
pub(super) fn completion(document: &Document, at: Position, is_snippet: bool) -> Vec<CompletionItem> {
    let Some(root) = document.root() else { return Vec::new() };
    let offset = document.offset(at);
    let cursor = cursor_at(document.text(), root, offset);
    let list = List { document, offset, is_snippet, cursor: &cursor };
    match &cursor.spot {
        Spot::Name { group, present } => list.fields(group, present),
        Spot::Value { kind, field, is_item } => list.values(*kind, *field, *is_item),
        Spot::Text { kind: ValueKind::Prose, content, .. } => list.in_prose(*content),
        Spot::Text { kind, field, content } => list.in_string(*kind, *field, *content),
        Spot::Year => list.years(),
        Spot::Unknown => Vec::new(),
    }
}

struct List<'a> {
    document: &'a Document<'a>,
    offset: usize,
    is_snippet: bool,
    cursor: &'a Cursor,
}

impl List<'_> {
    fn text(&self) -> &str {
        self.document.text()
    }

    /// What stands after the word at the place.
    fn after(&self) -> &str {
        self.text()[self.cursor.word.end.max(self.offset)..].trim_start()
    }

    /// An item that takes the place of the word that has been begun.
    fn item(&self, label: &str, kind: CompletionItemKind, new_text: String, told: String) -> CompletionItem {
        let word = self.cursor.word.start.min(self.offset)..self.cursor.word.end.max(self.offset);
        let edit = TextEdit { range: self.document.lines(&word), new_text };
        CompletionItem {
            label: label.into(),
            kind: Some(kind),
            documentation: Some(Documentation::MarkupContent(MarkupContent {
                kind: MarkupKind::Markdown,
                value: told,
            })),
            insert_text_format: Some(if self.is_snippet {
                InsertTextFormat::SNIPPET
            } else {
                InsertTextFormat::PLAIN_TEXT
            }),
            insert_text_mode: Some(InsertTextMode::ADJUST_INDENTATION),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            ..CompletionItem::default()
        }
    }

    fn fields(&self, group: &Group, present: &[String]) -> Vec<CompletionItem> {
        let has_colon = self.after().starts_with(':');
        let comma = if self.after().starts_with(',') { "" } else { "," };
        let lacking =
            group.fields.iter().enumerate().filter(|(_, field)| present.iter().all(|name| name != field.name));
        let item = |(place, field): (usize, &Field)| {
            let new_text = match has_colon {
                true => field.name.to_string(),
                false => format!("{}{comma}", Skeleton::new(self.is_snippet).field(group, field)),
            };
            let told = describe::field(group, field);
            CompletionItem {
                detail: Some(if field.required { "må vere med" } else { "kan utelatast" }.into()),
                // What must be there comes first, in the order of the table.
                sort_text: Some(format!("{}{place:03}", u8::from(!field.required))),
                ..self.item(field.name, CompletionItemKind::FIELD, new_text, told)
            }
        };
        lacking.map(item).collect()
    }

    fn values(&self, kind: ValueKind, field: Option<FieldRef>, is_item: bool) -> Vec<CompletionItem> {
        let has_contents = self.after().starts_with('(');
        let mut skeleton = Skeleton::new(self.is_snippet);
        match kind {
            ValueKind::Choice(name) => {
                let Some(group) = Group::named(name) else { return Vec::new() };
                let item = |(place, word): (usize, &Field)| {
                    let new_text = match has_contents {
                        true => word.name.to_string(),
                        false => Skeleton::new(self.is_snippet).word(group, word),
                    };
                    let told = describe::field(group, word);
                    CompletionItem {
                        sort_text: Some(format!("{place:03}")),
                        ..self.item(word.name, CompletionItemKind::ENUM_MEMBER, new_text, told)
                    }
                };
                group.fields.iter().enumerate().map(item).collect()
            }
            ValueKind::Group(name) => {
                let Some(group) = Group::named(name) else { return Vec::new() };
                let comma = if is_item && field.is_some() { "," } else { "" };
                let new_text = format!("{}{comma}", skeleton.value(kind, ""));
                vec![self.item("(…)", CompletionItemKind::STRUCT, new_text, group.about.into())]
            }
            ValueKind::List(_) => {
                let about = field.map_or(String::new(), |own| describe::field(own.group, own.field));
                let example = field.map_or(String::new(), |own| own.group.example(own.field));
                let example = example.find('[').map_or("", |start| example[start..].trim_end_matches(','));
                vec![self.item("[…]", CompletionItemKind::VALUE, skeleton.value(kind, example), about)]
            }
            ValueKind::Flag => {
                let words = [("true", "Ja."), ("false", "Nei.")];
                words.map(|(word, told)| self.item(word, CompletionItemKind::VALUE, word.into(), told.into())).into()
            }
            ValueKind::Number if field.is_some_and(|own| own.is("Post.formål")) => self.delmål_numbers(),
            _ => self.names(kind, field).into_iter().map(|(name, told)| self.named(&name, told, true)).collect(),
        }
    }

    /// A name, with its quotes or within those that are there.
    fn named(&self, name: &str, told: Explanation, with_quotes: bool) -> CompletionItem {
        let new_text = if with_quotes { format!("\"{name}\"") } else { name.to_string() };
        CompletionItem {
            detail: told.short,
            insert_text_format: Some(InsertTextFormat::PLAIN_TEXT),
            ..self.item(name, CompletionItemKind::REFERENCE, new_text, told.long)
        }
    }

    fn delmål_numbers(&self) -> Vec<CompletionItem> {
        let Some(plan) = self.document.plan.and_then(|own| own.plan.as_ref()) else { return Vec::new() };
        let each = plan.delmål.iter().map(|own| (own.nummer.to_string(), own.tittel.clone()));
        each.map(|(number, title)| self.item(&number, CompletionItemKind::VALUE, number.clone(), title)).collect()
    }

    fn years(&self) -> Vec<CompletionItem> {
        let Some(plan) = self.document.plan.and_then(|own| own.plan.as_ref()) else { return Vec::new() };
        let period = &plan.hovud.periode;
        // A period that is out of every measure is told of by a rule.
        let years = (period.frå..=period.til).take(30).map(|year| year.to_string());
        let item = |year: String| {
            let new_text = if self.after().starts_with(':') { year.clone() } else { format!("{year}: ") };
            self.item(&year, CompletionItemKind::VALUE, new_text, "Eit år i avtaleperioden.".into())
        };
        years.map(item).collect()
    }

    /// The names that may stand in a string of a kind.
    fn names(&self, kind: ValueKind, field: Option<FieldRef>) -> BTreeMap<String, Explanation> {
        let is_current = field.is_some_and(|own| own.is("Hovud.versjon"));
        match kind {
            ValueKind::PartId => self.known(NameKind::Part),
            ValueKind::TiltakId => self.known(NameKind::Tiltak),
            ValueKind::NodeId => self.known(NameKind::Node),
            ValueKind::LoggedVersion => self.known(NameKind::Version),
            ValueKind::Version if is_current => self.known(NameKind::Version),
            ValueKind::Body => {
                let mut all = self.known(NameKind::Organ);
                all.extend(USUAL_BODIES.map(|name| (name.to_string(), Explanation::default())));
                all
            }
            ValueKind::DelmålFile => self.files(&["ron"]),
            ValueKind::PictureFile => self.files(&["png", "jpg", "jpeg"]),
            _ => BTreeMap::new(),
        }
    }

    /// The names of a kind that are given in the plan as it stands, and in it when it could last be read.
    fn known(&self, kind: NameKind) -> BTreeMap<String, Explanation> {
        let Some(plan) = self.document.plan else { return BTreeMap::new() };
        let given = plan.occurrences().filter(|own| own.is_definition && own.kind == kind).map(|own| own.name.clone());
        let before = plan.plan.iter().flat_map(|plan| given_names(plan, kind));
        // The name that is being written is none yet.
        let is_own = |name: &String| {
            self.document.name_at(self.offset).is_some_and(|own| own.name == *name && kind == NameKind::Organ)
        };
        let all = given.chain(before).filter(|name| !name.is_empty() && !is_own(name));
        all.map(|name| {
            let long = describe::name(self.document, kind, &name).unwrap_or_default();
            (name, Explanation { short: short(&long), long })
        })
        .collect()
    }

    /// The files of the plan's folder, and of the folders right under it, whose names end so.
    fn files(&self, endings: &[&str]) -> BTreeMap<String, Explanation> {
        /// A folder with more is not a plan's.
        const MOST: usize = 200;
        let Some(plan) = self.document.plan else { return BTreeMap::new() };
        let entries = |folder: &std::path::Path| fs::read_dir(folder).into_iter().flatten().flatten().take(MOST);
        let mut names = Vec::new();
        for entry in entries(&plan.folder) {
            let Ok(name) = entry.file_name().into_string() else { continue };
            if entry.path().is_dir() {
                let inside = entries(&entry.path()).filter_map(|own| own.file_name().into_string().ok());
                names.extend(inside.map(|own| format!("{name}/{own}")));
            } else {
                names.push(name);
            }
        }
        let has_ending =
            |name: &str| name.rsplit_once('.').is_some_and(|(_, own)| endings.contains(&own.to_lowercase().as_str()));
        let is_used = |name: &str| plan.files.iter().any(|file| file.source.file == name);
        names.retain(|name| has_ending(name) && name != PLAN_FILE && !name.starts_with("versjonar/") && !is_used(name));
        names.into_iter().map(|name| (name, Explanation::default())).collect()
    }

    fn in_string(&self, kind: ValueKind, field: Option<FieldRef>, content: usize) -> Vec<CompletionItem> {
        let begun = &self.text()[content..self.offset];
        if begun.contains('\n') {
            return Vec::new();
        }
        let is_part = |c: char| has_id_form(&c.to_string()) || c == '.' || c == '_' || c == '/';
        let rest = &self.text()[self.offset..];
        let end = self.offset + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let range = self.document.lines(&(content..end));
        let names = self.names(kind, field).into_iter();
        names
            .map(|(name, told)| CompletionItem {
                text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: name.clone() })),
                ..self.named(&name, told, false)
            })
            .collect()
    }

    /// What a text may refer to after `](#`, and the languages after `](språk:`.
    fn in_prose(&self, content: usize) -> Vec<CompletionItem> {
        const LANGUAGE: &str = "språk:";
        let begun = &self.text()[content..self.offset];
        let Some(start) = begun.rfind("](").map(|at| at + 2) else { return Vec::new() };
        let address = &begun[start..];
        if address.contains(|c: char| c.is_whitespace() || c == ')') {
            return Vec::new();
        }
        let start = content + start;
        let candidates: Vec<(String, Explanation)> = if address.starts_with('#') {
            self.anchors().into_iter().map(|(name, told)| (format!("#{name}"), told)).collect()
        } else if address.starts_with(LANGUAGE) {
            Lang::ALL.map(|lang| (format!("{LANGUAGE}{lang}"), Explanation::default())).into()
        } else {
            let language = Explanation { short: Some("orda er på eit anna språk".into()), long: String::new() };
            let anchors = self.anchors().into_iter().map(|(name, told)| (format!("#{name}"), told));
            anchors.chain([(LANGUAGE.to_string(), language)]).filter(|(name, _)| name.starts_with(address)).collect()
        };
        let rest = &self.text()[self.offset..];
        let length = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"')).unwrap_or(rest.len());
        let closes = rest[length..].starts_with(')');
        // What is typed where nothing closes it yet may be the words after it.
        let end = if closes { self.offset + length } else { self.offset };
        let range = self.document.lines(&(start..end));
        let item = |(name, told): (String, Explanation)| {
            let close = if closes || name == LANGUAGE { "" } else { ")" };
            CompletionItem {
                text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: format!("{name}{close}") })),
                ..self.named(&name, told, false)
            }
        };
        candidates.into_iter().map(item).collect()
    }

    /// What texts can refer to: what the plan had when it could last be read, and the tiltak that it has now.
    fn anchors(&self) -> BTreeMap<String, Explanation> {
        let Some(plan) = self.document.plan else { return BTreeMap::new() };
        let mut all = self.known(NameKind::Tiltak);
        for anchor in plan.references.iter().flat_map(|own| own.anchors()) {
            let words = plan.references.as_ref().and_then(|own| own.words(anchor)).unwrap_or_default();
            let told = all.entry(anchor.as_str().to_string()).or_default();
            told.short = Some(match &told.short {
                Some(short) if !short.is_empty() => short.clone(),
                _ => words.to_string(),
            });
        }
        all
    }
}

/// What is told of a name: beside it in the list, and when it is looked at.
#[derive(Debug, Clone, Default)]
struct Explanation {
    short: Option<String>,
    long: String,
}

/// The first line of what is told, without the signs of Markdown.
fn short(long: &str) -> Option<String> {
    let line = long.lines().next()?;
    Some(line.replace("**", ""))
}

/// The names of a kind that a plan gives.
fn given_names(plan: &Plan, kind: NameKind) -> Vec<String> {
    let walk = plan.walk();
    match kind {
        NameKind::Part => walk.partar().map(|(own, _)| own.id.to_string()).collect(),
        NameKind::Tiltak | NameKind::Anchor => walk.tiltak().map(|(_, own, _)| own.id.to_string()).collect(),
        NameKind::Node => walk.nodar().map(|(own, _)| own.id.to_string()).collect(),
        NameKind::Version => walk.logg().map(|(own, _)| own.versjon.clone()).collect(),
        NameKind::Organ => walk.organ().map(|own| own.organ.organ.0.clone()).collect(),
    }
}
