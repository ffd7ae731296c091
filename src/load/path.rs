//! A path names a value in the data ("delmål[0].tiltak[2].tidsramme"); the syntax tree that `ron2` makes of
//! the same text tells where the value stands.

use std::fmt;
use std::ops::Range;

use ron2::ast::{Document, Expr, StringExpr, StringKind, StructBody, StructField};

/// One step from a value to a value within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The field with this name.
    Field(&'static str),
    /// The item with this index; in an enum's parentheses, its argument.
    Index(usize),
    /// The value of a map's key.
    Key(i16),
}

/// A value in one of the plan's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The index of the file in `Sources`: 0 is `plan.ron`, then the delmål files in their order.
    pub file: usize,
    steps: Vec<Step>,
}

impl Path {
    /// The whole of `plan.ron`.
    pub fn hovud() -> Self {
        Self { file: 0, steps: Vec::new() }
    }

    /// The whole of a delmål's file, by its index in the plan.
    pub fn delmål(index: usize) -> Self {
        Self { file: index + 1, steps: Vec::new() }
    }

    /// A field of the value.
    pub fn field(&self, name: &'static str) -> Self {
        self.step(Step::Field(name))
    }

    /// An item of the value.
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The value of a key.
    pub fn key(&self, key: i16) -> Self {
        self.step(Step::Key(key))
    }

    fn step(&self, step: Step) -> Self {
        let mut path = self.clone();
        path.steps.push(step);
        path
    }

    /// The value in the tree of its file, if it is there.
    pub fn value<'t, 's>(&self, tree: &'t Document<'s>) -> Option<&'t Expr<'s>> {
        value(self, tree).filter(|(_, found)| *found).map(|(expr, _)| expr)
    }

    /// The bytes of the value in the file's text, of which this is the tree; where the text lacks the last steps, of the
    /// nearest value around it.
    pub fn span(&self, tree: &Document) -> Range<usize> {
        value(self, tree).map_or(0..0, |(expr, _)| bytes(expr))
    }

    /// The bytes in the file's text of a range of bytes of the string that the value is.
    pub fn span_within(&self, tree: &Document, range: &Range<usize>) -> Range<usize> {
        match value(self, tree) {
            Some((Expr::String(string), true)) => string_span(string, range),
            Some((expr, _)) => bytes(expr),
            None => 0..0,
        }
    }
}

/// The bytes of a value in its file's text.
pub(super) fn bytes(expr: &Expr) -> Range<usize> {
    expr.span().start_offset..expr.span().end_offset
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().enumerate() {
            match step {
                Step::Field(name) if position == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => write!(f, "[{key}]")?,
            }
        }
        Ok(())
    }
}

/// The innermost value on the path, and whether that is the path's end.
fn value<'t, 's>(path: &Path, tree: &'t Document<'s>) -> Option<(&'t Expr<'s>, bool)> {
    let mut expr = tree.value.as_ref()?;
    for step in &path.steps {
        match child(expr, *step) {
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

fn child<'e, 's>(expr: &'e Expr<'s>, step: Step) -> Option<&'e Expr<'s>> {
    if let Expr::Option(option) = expr {
        return child(&option.value.as_ref()?.expr, step);
    }
    match step {
        Step::Field(name) => fields(expr).iter().find(|field| field.name.name == name).map(|field| &field.value),
        Step::Key(key) => match expr {
            Expr::Map(map) => {
                let is_it = |entry: &&ron2::ast::MapEntry| matches!(&entry.key, Expr::Number(own) if own.raw == key.to_string());
                map.entries.iter().find(is_it).map(|entry| &entry.value)
            }
            _ => None,
        },
        Step::Index(index) => match expr {
            Expr::Seq(list) => list.items.get(index).map(|item| &item.expr),
            Expr::Tuple(tuple) => tuple.elements.get(index).map(|element| &element.expr),
            Expr::Struct(named) => match &named.body {
                Some(StructBody::Tuple(body)) => body.elements.get(index).map(|element| &element.expr),
                _ => None,
            },
            _ => None,
        },
    }
}

/// Maps a range of the string's value to the file's text.
fn string_span(string: &StringExpr, range: &Range<usize>) -> Range<usize> {
    let start = string.span.start_offset;
    match string.kind {
        StringKind::Raw { hash_count } => {
            // r, the hashes, the quote
            let content = start + 2 + usize::from(hash_count);
            content + range.start..content + range.end
        }
        StringKind::Regular => {
            let content = start + 1;
            let raw = &string.raw[1..];
            content + escaped_offset(raw, range.start)..content + escaped_offset(raw, range.end)
        }
    }
}

/// The offset in a string's source of an offset in its value.
fn escaped_offset(raw: &str, value_offset: usize) -> usize {
    let mut value = 0;
    let mut chars = raw.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        // A backslash at a line's end stands for nothing; it swallows the break and the next line's indentation.
        if c == '\\' && chars.next_if(|(_, c)| *c == '\n').is_some() {
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            continue;
        }
        if value >= value_offset {
            return offset;
        }
        if c != '\\' {
            value += c.len_utf8();
            continue;
        }
        match chars.next() {
            Some((_, 'x')) => {
                chars.next();
                chars.next();
                value += 1;
            }
            Some((_, 'u')) => {
                let digits: String =
                    chars.by_ref().map(|(_, c)| c).skip_while(|c| *c == '{').take_while(|c| *c != '}').collect();
                value += u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).map_or(1, char::len_utf8);
            }
            _ => value += 1,
        }
    }
    raw.len()
}

#[cfg(test)]
mod tests {
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
        &TEXT[path.span(&tree())]
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
        assert_eq!(&TEXT[raw.span_within(&tree(), &(4..6))], "to");
        let escaped = root.field("partar").index(1).field("id");
        // b, tab, c, å (2 bytes), d
        assert_eq!(&TEXT[escaped.span_within(&tree(), &(5..6))], "d");
        // A backslash at a line's end stands for nothing.
        assert_eq!(escaped_offset("ab\\\n   cd", 2), 7);
    }
}
