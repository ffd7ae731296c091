//! What is told of the place under the pointer: what is wrong there, what a name leads to, what a field means.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::cursor::{Spot, cursor_at};
use super::describe;
use super::workspace::Document;
use crate::check::RULES;
use crate::data::tokens::{TokenKind, tokens};

/// What is told of a place; nothing where there is nothing to tell.
pub(super) fn hover(document: &Document, at: Position) -> Option<Hover> {
    let (text, offset) = (document.text(), document.offset(at));
    let token = tokens(text).find(|token| token.span.contains(&offset)).or_else(|| tokens(text).last())?;
    let name = document.name_at(offset);
    let mut told: Vec<String> = Vec::new();
    told.extend(name.and_then(|own| describe::name(document, own.kind, &own.name)));
    // A long text is not explained again at each of its words.
    let is_long = token.kind == TokenKind::RawText && text[token.span.clone()].contains('\n');
    if !is_long && !matches!(token.kind, TokenKind::Blank | TokenKind::LineComment | TokenKind::BlockComment) {
        told.extend(field(document, &text[token.span.clone()], token.span.start));
    }
    told.extend(rules(document, at));
    if told.is_empty() {
        return None;
    }
    let span = name.map_or(token.span, |own| own.span.clone());
    let value = told.join("\n\n---\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    let line_end = text[span.start..].find('\n').map_or(span.end, |newline| span.end.min(span.start + newline));
    Some(Hover { contents, range: Some(document.lines(&(span.start..line_end))) })
}

/// The field whose name or value begins at a byte, or the word that was chosen there.
fn field(document: &Document, word: &str, start: usize) -> Option<String> {
    let cursor = cursor_at(document.text(), document.root()?, start);
    match &cursor.spot {
        Spot::Name { group, .. } => Some(describe::field(group, group.field(word)?)),
        Spot::Value { kind, .. }
            if kind.group().is_some_and(|group| group.is_choice() && group.field(word).is_some()) =>
        {
            let group = kind.group()?;
            Some(describe::field(group, group.field(word)?))
        }
        _ => cursor.field.map(|own| describe::field(own.group, own.field)),
    }
}

/// The rules that have found something at a place.
fn rules(document: &Document, at: Position) -> Vec<String> {
    let Some(plan) = document.plan else { return Vec::new() };
    let Some(file) = plan.file_path(document.index) else { return Vec::new() };
    let is_here = |code: &str| {
        plan.findings.iter().filter(|own| own.code == code).any(|finding| {
            let (own, lines) = plan.lines_of(finding, document.unit());
            own == file && lines.start <= at && at <= lines.end
        })
    };
    let mut codes: Vec<&str> = plan.findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let found = codes.into_iter().filter(|code| is_here(code));
    found.filter_map(|code| RULES.iter().find(|rule| rule.code == code)).map(describe::rule).collect()
}
