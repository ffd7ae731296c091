//! Paths and places: the syntax tree that `ron2` makes of a file's text tells where the value of a path stands, and what is
//! the path of a value at a place.

use std::ops::Range;

use ron2::ast::{Document, Expr, StructBody, StructField};
use unicode_normalization::UnicodeNormalization;

use super::positions::StringMap;

use crate::plan::{Path, Step};

/// The value of a path, if the text has it.
pub fn value<'t, 's>(path: &Path, tree: &'t Document<'s>) -> Option<&'t Expr<'s>> {
    innermost(path, tree).filter(|(_, found)| *found).map(|(expr, _)| strip_some(expr))
}

/// What stands in `Some(…)`.
pub(super) fn strip_some<'t, 's>(expr: &'t Expr<'s>) -> &'t Expr<'s> {
    match expr {
        Expr::Option(option) => option.value.as_ref().map_or(expr, |inner| strip_some(&inner.expr)),
        _ => expr,
    }
}

/// The bytes of the value in the file's text, of which this is the tree; where the text lacks the last steps, of the
/// nearest value around it.
pub fn span(path: &Path, tree: &Document) -> Range<usize> {
    innermost(path, tree).map_or(0..0, |(expr, _)| bytes(expr))
}

/// The bytes in the file's text of a range of bytes of the string that the value is.
pub fn span_within(path: &Path, tree: &Document, range: &Range<usize>) -> Range<usize> {
    match value(path, tree) {
        Some(Expr::String(string)) => StringMap::of(string).raw_range(range),
        _ => span(path, tree),
    }
}

/// The bytes of a value in its file's text.
pub fn bytes(expr: &Expr) -> Range<usize> {
    expr.span().start_offset..expr.span().end_offset
}

/// The bytes of a span.
pub(super) fn bytes_of(span: &ron2::error::Span) -> Range<usize> {
    span.start_offset..span.end_offset
}

/// The innermost value on the path, and whether that is the path's end.
fn innermost<'t, 's>(path: &Path, tree: &'t Document<'s>) -> Option<(&'t Expr<'s>, bool)> {
    let mut expr = tree.value.as_ref()?;
    for step in path.steps() {
        match child(expr, step) {
            Some(inner) => expr = inner,
            None => return Some((expr, false)),
        }
    }
    Some((expr, true))
}

/// The fields of a value that has some.
pub fn fields<'t, 's>(expr: &'t Expr<'s>) -> &'t [StructField<'s>] {
    match expr {
        Expr::AnonStruct(own) => &own.fields,
        Expr::Struct(own) => match &own.body {
            Some(StructBody::Fields(body)) => &body.fields,
            _ => &[],
        },
        _ => &[],
    }
}

/// The field of a group with a name, whose letters the file may have apart.
pub fn field<'t, 's>(group: &'t Expr<'s>, name: &str) -> Option<&'t StructField<'s>> {
    fields(group).iter().find(|field| field.name.name == name || field.name.name.nfc().eq(name.chars()))
}

fn child<'e, 's>(expr: &'e Expr<'s>, step: &Step) -> Option<&'e Expr<'s>> {
    let expr = strip_some(expr);
    match step {
        Step::Field(name) => field(expr, name).map(|field| &field.value),
        Step::Key(key) => match expr {
            Expr::Map(map) => {
                let is_it = |entry: &&ron2::ast::MapEntry| matches!(&entry.key, Expr::Number(own) if own.raw == key.to_string());
                map.entries.iter().find(is_it).map(|entry| &entry.value)
            }
            _ => None,
        },
        Step::Index(index) => match expr {
            Expr::Seq(list) => list.items.get(*index).map(|item| &item.expr),
            Expr::Tuple(tuple) => tuple.elements.get(*index).map(|element| &element.expr),
            Expr::Struct(named) => match &named.body {
                Some(StructBody::Tuple(body)) => body.elements.get(*index).map(|element| &element.expr),
                _ => None,
            },
            _ => None,
        },
    }
}

/// The path of the innermost value at a byte of the text; `file` is which of the plan's files it is.
pub fn path_at(tree: &Document, file: usize, offset: usize) -> Path {
    let mut path = Path::file(file);
    let mut next = tree.value.as_ref();
    while let Some(expr) = next {
        next = child_at(expr, offset).map(|(step, inner)| {
            path = path.step(step);
            inner
        });
    }
    path
}

/// The value within a value at an offset, and the step to it.
fn child_at<'e, 's>(expr: &'e Expr<'s>, offset: usize) -> Option<(Step, &'e Expr<'s>)> {
    let expr = strip_some(expr);
    let has = |from: usize, expr: &Expr| (from..=bytes(expr).end).contains(&offset);
    let of_list = |items: Vec<&'e Expr<'s>>| {
        let found = items.into_iter().enumerate().find(|(_, item)| has(bytes(item).start, item));
        found.map(|(index, item)| (Step::Index(index), item))
    };
    if let Some(field) = fields(expr).iter().find(|field| has(field.name.span.start_offset, &field.value)) {
        return Some((Step::Field(field.name.name.nfc().collect::<String>().into()), &field.value));
    }
    match expr {
        Expr::Map(map) => map.entries.iter().find_map(|entry| {
            let Expr::Number(key) = &entry.key else { return None };
            let key = key.raw.parse().ok()?;
            has(bytes(&entry.key).start, &entry.value).then_some((Step::Key(key), &entry.value))
        }),
        Expr::Seq(list) => of_list(list.items.iter().map(|item| &item.expr).collect()),
        Expr::Tuple(tuple) => of_list(tuple.elements.iter().map(|element| &element.expr).collect()),
        Expr::Struct(named) => match &named.body {
            Some(StructBody::Tuple(body)) => of_list(body.elements.iter().map(|element| &element.expr).collect()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::de::DeserializeOwned;

    use super::super::file_text::{FileText, NewField};
    use super::super::source::Sources;
    use super::super::{OpenFiles, load_with, options};
    use super::*;

    const TEXT: &str = r##"// merknad
(
    partar: [(id: "a", namn: "A"), (id: "b\tc\u{e5}d", namn: "B")],
    tekst: [Tekst(r#"ein to"#), Delmål(oversyn: true)],
    valfri: Some("x"),
)"##;

    fn tree() -> Document<'static> {
        ron2::ast::parse_document_lossy(TEXT).0
    }

    fn at(path: &Path) -> &'static str {
        &TEXT[span(path, &tree())]
    }

    #[test]
    fn a_path_finds_its_value() {
        let root = Path::hovud();
        assert_eq!(at(&root.field("partar").index(0).field("namn")), "\"A\"");
        assert_eq!(at(&root.field("tekst").index(0).index(0)), r##"r#"ein to"#"##);
        assert_eq!(at(&root.field("tekst").index(1).field("oversyn")), "true");
    }

    #[test]
    fn a_path_to_what_is_absent_finds_what_is_around_it() {
        let path = Path::hovud().field("partar").index(0).field("rolle");
        assert_eq!(at(&path), r#"(id: "a", namn: "A")"#);
    }

    #[test]
    fn a_range_within_a_string_is_mapped_through_quotes_and_escapes() {
        let root = Path::hovud();
        let raw = root.field("tekst").index(0).index(0);
        assert_eq!(&TEXT[span_within(&raw, &tree(), &(4..6))], "to");
        let escaped = root.field("partar").index(1).field("id");
        // b, tab, c, å (2 bytes), d
        assert_eq!(&TEXT[span_within(&escaped, &tree(), &(5..6))], "d");
        assert_eq!(&TEXT[span_within(&root.field("valfri"), &tree(), &(0..1))], "x");
    }

    /// How many values with paths there are, each read again from where its path leads.
    fn stand<'a, T>(sources: &Sources, values: impl Iterator<Item = (&'a T, Path)>) -> usize
    where
        T: DeserializeOwned + PartialEq + 'a,
    {
        let stands = |(value, path): (&T, Path)| {
            let source = &sources.files[path.file];
            let text = &source.text[span(&path, source.tree())];
            assert!(options().from_str::<T>(text).is_ok_and(|read| read == *value), "{}: {path}: {text}", source.file);
        };
        values.map(stands).count()
    }

    #[test]
    fn every_path_of_the_walk_leads_to_its_value() {
        let mut all = [0; 16];
        for name in ["vest-telemark-2025", "eksempel-bokmal-2027", "fjellregionen-2027", "ny-plan"] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
            let mut file = FileText::read(std::fs::read(folder.join("plan.ron")).unwrap()).unwrap();
            // No plan has any of these.
            let changed = r#"[(dato: "2027-01-02", tekst: "Retta", samtykke: "Alle", versjon: "1.0")]"#;
            let field = NewField { name: "etter_vedtak".into(), value: changed.into(), after: Vec::new() };
            file.add(&BTreeMap::new(), &BTreeMap::from([(Path::hovud(), vec![field])])).unwrap();
            let loaded = load_with(&folder, &OpenFiles::from([("plan.ron".into(), file.bytes())]));
            let (plan, sources) = (loaded.plan.unwrap(), &loaded.sources);
            let walk = plan.walk();
            let own = [
                stand(sources, walk.delmål()),
                stand(sources, walk.tiltak().map(|(_, tiltak, path)| (tiltak, path))),
                stand(sources, walk.tiltak().flat_map(|(_, tiltak, path)| tiltak.placed_deltakarar(&path))),
                stand(sources, walk.partar()),
                stand(sources, plan.hovud.framside.iter().filter_map(|id| plan.part_at(id))),
                stand(sources, walk.logg()),
                stand(sources, walk.seksjonar()),
                stand(sources, walk.innhald()),
                stand(sources, walk.nodar()),
                stand(sources, walk.handsaming()),
                stand(sources, walk.organ().map(|body| (body.organ, body.path))),
                stand(sources, (0..).map_while(|party| plan.organ_at(party, 1)).map(|body| (body.organ, body.path))),
                stand(sources, walk.organ().flat_map(|body| body.vedtak())),
                stand(sources, walk.etter_vedtak()),
                stand(sources, walk.postar()),
                stand(sources, walk.forkortingar()),
            ];
            all.iter_mut().zip(own).for_each(|(all, own)| *all += own);
        }
        assert!(all.iter().all(|count| *count > 0), "{all:?}");
    }
}
