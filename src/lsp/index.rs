//! Where names are given and used: the ids of parties, tiltak and boxes, the names of political bodies, the numbers of versions,
//! and what texts refer to. Comes in: a file, which may be broken. Goes out: each such name with its bytes.

use std::ops::Range;

use ron2::ast::Expr;

use crate::data::Source;
use crate::data::positions::StringMap;
use crate::data::tree::bytes;
use crate::data::typed_values::{TypedValue, typed_values};
use crate::plan::Path;
use crate::plan::fields::ValueKind;
use crate::prose;

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    /// A party of the register.
    Part,
    /// A tiltak.
    Tiltak,
    /// A box of the organisation chart.
    Node,
    /// A political body: every place where it is named is as good as another.
    Organ,
    /// A version in the log.
    Version,
    /// What a text refers to, by its anchor: a tiltak by its id, or anything else that has one.
    Anchor,
}

/// A place where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// What it is the name of.
    pub(super) kind: NameKind,
    /// The name.
    pub(super) name: String,
    /// The value that it stands in.
    pub(super) path: Path,
    /// Its bytes in the file's text.
    pub(super) span: Range<usize>,
    /// Whether the name is given here.
    pub(super) is_definition: bool,
}

impl Occurrence {
    /// Whether two places name the same thing.
    pub(super) fn is_of(&self, kind: NameKind, name: &str) -> bool {
        let is_tiltak = |kind| matches!(kind, NameKind::Tiltak | NameKind::Anchor);
        self.name == name && (self.kind == kind || (is_tiltak(self.kind) && is_tiltak(kind)))
    }
}

/// Every name in a file; `file` is which of the plan's files it is.
pub(super) fn occurrences(source: &Source, file: usize) -> Vec<Occurrence> {
    let mut all = Vec::new();
    for value in typed_values(source.tree(), file) {
        let Expr::String(string) = value.expr else { continue };
        let map = StringMap::of(string);
        if value.kind == ValueKind::Prose {
            for (anchor, range) in prose::read(&string.value).references {
                let Some(at) = string.value.get(range.clone()).and_then(|own| own.rfind(&format!("#{anchor}"))) else {
                    continue;
                };
                let start = range.start + at + 1;
                let span = map.raw_range(&(start..start + anchor.len()));
                all.push(Occurrence {
                    kind: NameKind::Anchor,
                    name: anchor,
                    path: value.path.clone(),
                    span,
                    is_definition: false,
                });
            }
        } else if let Some((kind, is_definition)) = name_kind(&value) {
            let span = map.content();
            all.push(Occurrence { kind, name: string.value.to_string(), path: value.path, span, is_definition });
        }
    }
    all.retain(|own| own.span.end <= source.text.len());
    all
}

/// What a string names, and whether it gives the name.
fn name_kind(value: &TypedValue) -> Option<(NameKind, bool)> {
    let is = |name: &str| value.field.is_some_and(|field| field.is(name));
    Some(match value.kind {
        ValueKind::PartId => (NameKind::Part, false),
        ValueKind::TiltakId => (NameKind::Tiltak, false),
        ValueKind::NodeId => (NameKind::Node, false),
        ValueKind::LoggedVersion => (NameKind::Version, false),
        ValueKind::Body => (NameKind::Organ, true),
        ValueKind::Version => (NameKind::Version, is("LoggRad.versjon")),
        ValueKind::Id if is("Part.id") => (NameKind::Part, true),
        ValueKind::Id if is("Tiltak.id") => (NameKind::Tiltak, true),
        ValueKind::Id if is("Node.id") => (NameKind::Node, true),
        _ => return None,
    })
}

/// The words of a string at a path within a file; `None` where there is none.
pub(super) fn words_at(source: &Source, path: &Path) -> Option<String> {
    match crate::data::tree::value(path, source.tree())? {
        Expr::String(string) => Some(string.value.to_string()),
        Expr::Number(number) => Some(number.raw.to_string()),
        other => source.text.get(bytes(other)).filter(|text| !text.contains('\n')).map(String::from),
    }
}
