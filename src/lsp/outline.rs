//! The outline of a file: its things as a tree, what can be folded, what can be followed.

use std::ops::Range;
use std::str::FromStr;

use lsp_types::{DocumentLink, DocumentSymbol, FoldingRange, FoldingRangeKind, SymbolKind, Uri};
use ron2::ast::Expr;

use super::index::words_at;
use super::workspace::{Document, Workspace};
use crate::data::positions::StringMap;
use crate::data::tokens::{TokenKind, tokens};
use crate::data::tree::bytes;
use crate::data::typed_values::{TypedValue, typed_values};
use crate::plan::Path;
use crate::plan::fields::ValueKind;

/// The things of a file, each within what it is a part of.
pub(super) fn symbols(document: &Document) -> Vec<DocumentSymbol> {
    let source = document.source();
    let mut stack: Vec<(Range<usize>, DocumentSymbol)> = Vec::new();
    let mut roots = Vec::new();
    for value in typed_values(source.tree(), document.index) {
        let span = bytes(value.expr);
        let Some((name, detail, kind)) = title(document, &value) else { continue };
        if span.end > source.text.len() {
            continue;
        }
        close(&mut stack, &mut roots, span.start);
        let range = document.lines(&span);
        // The name of it: the line that it begins on.
        let line = source.text[span.clone()].find('\n').map_or(span.end, |newline| span.start + newline);
        let selection = document.lines(&(span.start..line));
        stack.push((span, symbol(name, detail, kind, range, selection)));
    }
    close(&mut stack, &mut roots, usize::MAX);
    roots
}

/// Puts what ends before a byte into what it is a part of.
fn close(stack: &mut Vec<(Range<usize>, DocumentSymbol)>, roots: &mut Vec<DocumentSymbol>, at: usize) {
    while stack.last().is_some_and(|(span, _)| span.end <= at) {
        let Some((_, done)) = stack.pop() else { return };
        match stack.last_mut() {
            Some((_, outer)) => outer.children.get_or_insert_default().push(done),
            None => roots.push(done),
        }
    }
}

#[expect(deprecated, reason = "the type has the field still")]
fn symbol(
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: lsp_types::Range,
    selection_range: lsp_types::Range,
) -> DocumentSymbol {
    DocumentSymbol { name, detail, kind, tags: None, deprecated: None, range, selection_range, children: None }
}

/// What a value is called in the outline; nothing if it is not in it.
fn title(document: &Document, value: &TypedValue) -> Option<(String, Option<String>, SymbolKind)> {
    let source = document.source();
    let words = |field: &'static str| words_at(source, &value.path.field(field)).filter(|text| !text.is_empty());
    let unnamed = || "(utan namn)".to_string();
    let numbered = |number: Option<String>, title: String| match number {
        Some(number) => format!("{number} {title}"),
        None => title,
    };
    let is = |name: &str| value.field.is_some_and(|field| field.is(name));
    Some(match value.kind {
        ValueKind::Group("Delmål") => {
            let title = numbered(words("nummer"), words("tittel").unwrap_or_else(unnamed));
            (format!("Delmål {title}"), None, SymbolKind::MODULE)
        }
        ValueKind::Group("Tiltak") => {
            let delmål = words_at(source, &Path::file(value.path.file).field("nummer"));
            let number = words("nummer").map(|own| delmål.map_or(own.clone(), |delmål| format!("{delmål}.{own}")));
            (numbered(number, words("tittel").unwrap_or_else(unnamed)), words("id"), SymbolKind::CLASS)
        }
        ValueKind::Group("Bolk") => (words("overskrift").unwrap_or_else(unnamed), None, SymbolKind::STRING),
        ValueKind::Group("Seksjon") => {
            (numbered(words("nummer"), words("tittel").unwrap_or_else(unnamed)), None, SymbolKind::NAMESPACE)
        }
        ValueKind::Group("Part") => (words("namn").unwrap_or_else(unnamed), words("id"), SymbolKind::OBJECT),
        ValueKind::Group("Node") => (words("namn").unwrap_or_else(unnamed), words("id"), SymbolKind::OBJECT),
        ValueKind::Group("LoggRad") => {
            (format!("Versjon {}", words("versjon").unwrap_or_else(unnamed)), words("dato"), SymbolKind::EVENT)
        }
        ValueKind::Group("Handsaming") => (words("part").unwrap_or_else(unnamed), None, SymbolKind::OBJECT),
        ValueKind::Group("OrganHandsaming") => {
            (words("organ").unwrap_or_else(unnamed), words("planlagt"), SymbolKind::EVENT)
        }
        ValueKind::Text if value.path.steps().len() > 3 && is("Seksjon.innhald") => {
            (words_at(source, &value.path).filter(|text| !text.is_empty())?, None, SymbolKind::STRING)
        }
        // What the lists are called stands around what is in them.
        ValueKind::List(ValueKind::Group("Part" | "Seksjon" | "LoggRad" | "Handsaming" | "Node")) => {
            let name = value.field?.field.name;
            (name.into(), None, SymbolKind::ARRAY)
        }
        _ => return None,
    })
}

/// What goes over several lines: groups, lists, long texts, comments.
pub(super) fn folding_ranges(document: &Document) -> Vec<FoldingRange> {
    let text = document.text();
    let mut open: Vec<usize> = Vec::new();
    let mut folds = Vec::new();
    let mut push = |span: Range<usize>, kind: Option<FoldingRangeKind>| {
        let lines = document.lines(&span);
        let (start, end) = (lines.start.line, lines.end.line);
        // The line of the closing bracket stays in sight.
        let end = if kind.is_none() { end.saturating_sub(1) } else { end };
        if end > start {
            folds.push(FoldingRange { start_line: start, end_line: end, kind, ..FoldingRange::default() });
        }
    };
    let mut comments: Option<Range<usize>> = None;
    for token in tokens(text) {
        match token.kind {
            TokenKind::Open => open.push(token.span.start),
            TokenKind::Close => {
                if let Some(start) = open.pop() {
                    push(start..token.span.end, None);
                }
            }
            TokenKind::Text | TokenKind::RawText => push(token.span.clone(), None),
            _ => {}
        }
        comments = match (token.kind.is_comment(), comments) {
            (true, Some(above)) => Some(above.start..token.span.end),
            (true, None) => Some(token.span),
            // Comments with an empty line between are two.
            (false, Some(above))
                if token.kind == TokenKind::Blank && text[token.span.clone()].matches('\n').count() < 2 =>
            {
                Some(above)
            }
            (false, above) => {
                above.into_iter().for_each(|above| push(above, Some(FoldingRangeKind::Comment)));
                None
            }
        };
    }
    comments.into_iter().for_each(|above| push(above, Some(FoldingRangeKind::Comment)));
    folds
}

/// The files that a file of the plan names, with the bytes of their names.
pub(super) fn file_names(document: &Document) -> Vec<(Range<usize>, String)> {
    let source = document.source();
    let values = typed_values(source.tree(), document.index);
    let named = values.iter().filter(|value| matches!(value.kind, ValueKind::DelmålFile | ValueKind::PictureFile));
    let spans = named.filter_map(|value| match value.expr {
        Expr::String(string) => Some((StringMap::of(string).content(), string.value.to_string())),
        _ => None,
    });
    spans.filter(|(span, _)| span.end <= source.text.len()).collect()
}

/// What can be followed: the files that are named, and addresses in texts.
pub(super) fn links(workspace: &Workspace, document: &Document) -> Vec<DocumentLink> {
    let link = |span: &Range<usize>, target: Uri, tooltip: Option<String>| DocumentLink {
        range: document.lines(span),
        target: Some(target),
        tooltip,
        data: None,
    };
    let mut all = Vec::new();
    if let Some(plan) = document.plan {
        for (span, name) in file_names(document) {
            let path = plan.folder.join(&name);
            if let Some((uri, _)) = path.is_file().then(|| workspace.address(&path)).flatten() {
                all.push(link(&span, uri, Some("Opne fila".into())));
            }
        }
    }
    let text = document.text();
    for token in tokens(text).filter(|token| matches!(token.kind, TokenKind::Text | TokenKind::RawText)) {
        let mut at = token.span.start;
        while let Some(start) = address_start(&text[at..token.span.end]).map(|found| at + found) {
            let rest = &text[start..token.span.end];
            let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ')' | ']' | '»' | '«');
            let length = rest.find(ends).unwrap_or(rest.len());
            let address = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            let target = Uri::from_str(address).ok();
            all.extend(target.map(|target| link(&(start..start + address.len()), target, None)));
            at = start + length;
        }
    }
    all
}

/// Where the first web address of a text begins.
fn address_start(text: &str) -> Option<usize> {
    ["https://", "http://"].into_iter().filter_map(|start| text.find(start)).min()
}
