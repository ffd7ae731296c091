//! The values of a file with what the table of fields says of each. Comes in: the syntax tree of a file, which may be broken. Goes
//! out: every value that has a row in the table, as far as the tree has it.

use ron2::ast::{Document, Expr, StructBody};
use unicode_normalization::UnicodeNormalization;

use super::tree::{fields, strip_some};
use crate::plan::Path;
use crate::plan::fields::{FieldRef, Group, ValueKind, root_kind};

/// A value of a file.
#[derive(Debug, Clone)]
pub struct TypedValue<'t> {
    /// Its path.
    pub path: Path,
    /// What may stand there.
    pub kind: ValueKind,
    /// The field that it is in; none of the whole of a file.
    pub field: Option<FieldRef>,
    /// The value.
    pub expr: &'t Expr<'static>,
}

/// Every value of a file that the table of fields knows; `file` is which of the plan's files it is.
pub fn typed_values<'t>(tree: &'t Document<'static>, file: usize) -> Vec<TypedValue<'t>> {
    let mut collector = Collector(Vec::new());
    if let Some(expr) = &tree.value {
        collector.value(expr, root_kind(file), Path::file(file), None);
    }
    collector.0
}

struct Collector<'t>(Vec<TypedValue<'t>>);

impl<'t> Collector<'t> {
    fn value(&mut self, expr: &'t Expr<'static>, kind: ValueKind, path: Path, field: Option<FieldRef>) {
        let expr = strip_some(expr);
        self.0.push(TypedValue { path: path.clone(), kind, field, expr });
        match kind {
            ValueKind::Group(name) => self.fields(expr, name, &path),
            ValueKind::Choice(name) => self.chosen(expr, name, &path, field),
            ValueKind::List(items) => {
                let Expr::Seq(list) = expr else { return };
                for (index, item) in list.items.iter().enumerate() {
                    self.value(&item.expr, *items, path.index(index), field);
                }
            }
            _ => {}
        }
    }

    fn fields(&mut self, expr: &'t Expr<'static>, group: &str, path: &Path) {
        let Some(group) = Group::named(group) else { return };
        for own in fields(expr) {
            let name: String = own.name.name.nfc().collect();
            let Some(field) = group.field(&name) else { continue };
            let Some(kind) = field.value else { continue };
            self.value(&own.value, kind, path.field(name), Some(FieldRef { group, field }));
        }
    }

    /// What stands in parentheses after a word.
    fn chosen(&mut self, expr: &'t Expr<'static>, group: &str, path: &Path, field: Option<FieldRef>) {
        let Expr::Struct(own) = expr else { return };
        let word: String = own.name.name.nfc().collect();
        let contents = Group::named(group).and_then(|group| group.field(&word)?.value);
        match (contents, &own.body) {
            (Some(ValueKind::Group(name)), _) => self.fields(expr, name, path),
            (Some(kind), Some(StructBody::Tuple(body))) => {
                if let Some(first) = body.elements.first() {
                    self.value(&first.expr, kind, path.index(0), field);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Source;
    use crate::data::tree::bytes;

    #[test]
    fn values_are_known_by_the_table_also_in_a_broken_file() {
        let text =
            r#"(nummer: 1, tiltak: [(id: "a", tidsramme: Seinare("x"), rullering: Ny(saman_med: ["b"]), bolkar: [(te"#;
        let source = Source::new(String::new(), text.into());
        let values = typed_values(source.tree(), 1);
        let told: Vec<String> = values
            .iter()
            .filter(|own| matches!(own.expr, Expr::String(_)))
            .map(|own| format!("{} {:?} {}", own.path, own.kind, &text[bytes(own.expr)]))
            .collect();
        let expected = [
            r#"tiltak[0].id Id "a""#,
            r#"tiltak[0].tidsramme[0] Text "x""#,
            r#"tiltak[0].rullering.saman_med[0] TiltakId "b""#,
        ];
        assert_eq!(told, expected);
    }
}
