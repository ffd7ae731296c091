//! What is put in for a field or a value that is chosen from the list: its form, with holes to fill in. Comes in: a kind of value
//! with its example. Goes out: RON, as a snippet of the protocol where the editor takes one.

use crate::plan::fields::{Field, Group, ValueKind};

/// Groups that are longer stand on lines of their own.
const ONE_LINE: usize = 90;

/// Writes forms with holes.
pub(super) struct Skeleton {
    is_snippet: bool,
    holes: usize,
}

impl Skeleton {
    /// A form for an editor that takes snippets, or for one that doesn't.
    pub(super) fn new(is_snippet: bool) -> Self {
        Self { is_snippet, holes: 0 }
    }

    /// A field with its value: "år: 2026".
    pub(super) fn field(&mut self, group: &Group, field: &Field) -> String {
        let value = field.value.map_or(String::new(), |kind| self.value(kind, example(group, field)));
        format!("{}: {value}", field.name)
    }

    /// A word to choose, with what stands in parentheses after it.
    pub(super) fn word(&mut self, group: &Group, word: &Field) -> String {
        match word.value {
            None => word.name.into(),
            Some(kind @ ValueKind::Group(_)) => format!("{}{}", word.name, self.value(kind, "")),
            Some(kind) => {
                let example = group.example(word);
                let start = example.find('(').map_or(0, |start| start + 1);
                let end = example.rfind(')').unwrap_or(example.len()).max(start);
                format!("{}({})", word.name, self.value(kind, &example[start..end]))
            }
        }
    }

    /// A value.
    pub(super) fn value(&mut self, kind: ValueKind, example: impl AsRef<str>) -> String {
        let example = example.as_ref();
        match kind {
            ValueKind::Group(name) => self.group(name),
            ValueKind::List(items) if matches!(items, ValueKind::Group(_)) => {
                let item = self.value(*items, "");
                if item.contains('\n') {
                    format!("[\n    {},\n]", item.replace('\n', "\n    "))
                } else {
                    format!("[{item}]")
                }
            }
            ValueKind::List(_) => match example.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(items) => format!("[{}]", self.hole(items)),
                None => format!("[{}]", self.hole("")),
            },
            _ => self.text(example),
        }
    }

    fn group(&mut self, name: &str) -> String {
        let Some(group) = Group::named(name) else { return "()".into() };
        let required = group.fields.iter().filter(|field| field.required);
        let fields: Vec<String> = required.map(|field| self.field(group, field)).collect();
        if fields.is_empty() {
            return format!("({})", self.hole(""));
        }
        let line = fields.join(", ");
        if line.len() <= ONE_LINE && !line.contains('\n') {
            return format!("({line})");
        }
        let each = fields.iter().map(|field| format!("\n    {},", field.replace('\n', "\n    ")));
        format!("({}\n)", each.collect::<String>())
    }

    /// An example with a hole where its words are.
    fn text(&mut self, example: &str) -> String {
        for (open, close) in [("r#\"", "\"#"), ("\"", "\""), ("{", "}")] {
            let inside = example.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            if let Some(inside) = inside {
                let hole = self.hole(inside);
                return match open {
                    "{" if self.is_snippet => format!("{{{hole}\\}}"),
                    _ => format!("{open}{hole}{close}"),
                };
            }
        }
        self.hole(example)
    }

    fn hole(&mut self, words: &str) -> String {
        if !self.is_snippet {
            return words.into();
        }
        self.holes += 1;
        let escaped: String =
            words.chars().flat_map(|c| matches!(c, '$' | '}' | '\\').then_some('\\').into_iter().chain([c])).collect();
        format!("${{{}:{escaped}}}", self.holes)
    }
}

/// An example of a field's value.
fn example(group: &Group, field: &Field) -> String {
    let whole = group.example(field);
    let value = whole.strip_prefix(&format!("{}: ", field.name)).unwrap_or(&whole);
    value.strip_suffix(',').unwrap_or(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::fields::GROUPS;

    /// Every form is RON, and a snippet without its holes is what stands without them.
    #[test]
    fn every_field_has_a_form_that_can_be_read() {
        for group in GROUPS.iter().filter(|group| !group.is_choice()) {
            for field in group.fields {
                let plain = Skeleton::new(false).field(group, field);
                let whole = format!("({plain})");
                let read = ron2::ast::parse_document(&whole);
                assert!(read.is_ok(), "{}.{}: {plain}", group.name, field.name);
                assert!(Skeleton::new(true).field(group, field).contains("${1:"), "{}.{}", group.name, field.name);
            }
        }
    }

    #[test]
    fn a_form_has_what_must_be_there_and_holes_for_the_rest() {
        let group = |name: &str| Group::named(name).unwrap();
        let field = |of: &str, name| Skeleton::new(true).field(group(of), group(of).field(name).unwrap());
        assert_eq!(field("Hovud", "periode"), "periode: (frå: ${1:2025}, til: ${2:2028})");
        assert_eq!(field("Tiltak", "tittel"), "tittel: \"${1:Kartlegging av behovet}\"");
        assert_eq!(field("Post", "beløp"), "beløp: {${1:2026: 400000, 2027: 250000}\\}");
        let word = |of: &str, name| Skeleton::new(true).word(group(of), group(of).field(name).unwrap());
        assert_eq!(word("Tidsramme", "År"), "År(frå: ${1:2025}, til: ${2:2026})");
        assert_eq!(word("Formål", "Tiltak"), "Tiltak(\"${1:kartlegging}\")");
        let item = Skeleton::new(true).value(ValueKind::Group("Tiltak"), "");
        assert!(item.starts_with("(\n    id: \"${1:kartlegging}\",\n    nummer: ${2:1},\n"), "{item}");
    }
}
