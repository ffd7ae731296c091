//! Changes of the files, for the editor to make: nothing is written here. Comes in: edits of the plan, or a file's new text. Goes
//! out: the pieces of text that differ.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::diagnostics::diagnostic;
use super::workspace::{Document, OpenPlan, Workspace, lines};
use crate::data::Source;
use crate::data::edits::apply_to_files;
use crate::data::file_text::FileText;
use crate::data::format::format_ron;
use crate::data::positions::ColumnUnit;
use crate::finding::Fix;

/// Changes of files, by their paths.
pub(super) type FileEdits = BTreeMap<PathBuf, Vec<TextEdit>>;

/// Changes of files as the protocol has them; `is_versioned` says whether the editor takes those that name the text's version.
pub(super) fn workspace_edit(workspace: &Workspace, edits: FileEdits, is_versioned: bool) -> WorkspaceEdit {
    let placed = edits.into_iter().filter_map(|(path, edits)| Some((workspace.address(&path)?, edits)));
    if !is_versioned {
        #[expect(clippy::mutable_key_type, reason = "the protocol's type; no address is changed")]
        let changes = placed.map(|((uri, _), edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let each = placed.map(|((uri, version), edits)| {
        DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        })
    });
    let changes = DocumentChanges::Operations(each.collect());
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// What mends what is wrong in some lines of a file, where the rules know that.
pub(super) fn quick_fixes(workspace: &Workspace, params: &CodeActionParams, is_versioned: bool) -> Vec<CodeAction> {
    let wanted = params.context.only.as_ref().is_none_or(|only| only.contains(&CodeActionKind::QUICKFIX));
    let document = workspace.document(&params.text_document.uri).filter(|_| wanted);
    let Some((plan, file)) = document.and_then(|own| Some((own.plan?, own.plan?.file_path(own.index)?))) else {
        return Vec::new();
    };
    let mut actions: Vec<CodeAction> = Vec::new();
    for finding in &plan.findings {
        let Some(fix) = &finding.fix else { continue };
        let (own, range) = plan.lines_of(finding, workspace.unit);
        let is_here = range.start.line <= params.range.end.line && params.range.start.line <= range.end.line;
        if own != file || !is_here {
            continue;
        }
        let Some(edits) = edits_of(plan, fix, workspace.unit) else { continue };
        let title = format!("Rett: {}", fix.what);
        // One edit may mend what stands in several places.
        if actions.iter().any(|other| {
            other.title == title
                && other.diagnostics.as_ref().is_some_and(|all| all.iter().any(|own| own.range == range))
        }) {
            continue;
        }
        actions.push(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic(finding, range)]),
            edit: Some(workspace_edit(workspace, edits, is_versioned)),
            is_preferred: Some(true),
            ..CodeAction::default()
        });
    }
    actions
}

/// What a fix does to the files' texts; `None` where they are written in a way that it does not fit into.
fn edits_of(plan: &OpenPlan, fix: &Fix, unit: ColumnUnit) -> Option<FileEdits> {
    let sources = &plan.sources.files;
    let read = |source: &Source| Some((source.file.clone(), FileText::read(source.bytes.clone()).ok()?));
    let mut texts: Vec<(String, FileText)> = sources.iter().map(read).collect::<Option<_>>()?;
    apply_to_files(&mut texts, &fix.edits).ok()?;
    // A file that comes or goes is not for an editor.
    if texts.len() != sources.len() || texts.iter().zip(sources).any(|((name, _), source)| *name != source.file) {
        return None;
    }
    let mut edits = FileEdits::new();
    for (source, (name, text)) in sources.iter().zip(texts) {
        let new = String::from_utf8(text.bytes()).ok()?;
        let old = std::str::from_utf8(&source.bytes).ok()?;
        edits.extend(replacement(source, old, &new, unit).map(|edit| (plan.folder.join(name), vec![edit])));
    }
    Some(edits).filter(|edits| !edits.is_empty())
}

/// A file in the one layout of `formater`; nothing where it has it, or can't be laid out.
pub(super) fn formatting(document: &Document) -> Vec<TextEdit> {
    let source = document.source();
    let (Ok(new), Ok(old)) = (format_ron(&source.text), std::str::from_utf8(&source.bytes)) else { return Vec::new() };
    // The editor keeps the line ends of the file.
    let new = if old.contains("\r\n") { new.replace('\n', "\r\n") } else { new };
    replacement(source, old, &new, document.unit()).into_iter().collect()
}

/// What puts a new text in the place of a file's: the one piece in which they differ.
fn replacement(source: &Source, old: &str, new: &str, unit: ColumnUnit) -> Option<TextEdit> {
    let (range, words) = difference(old, new)?;
    let positions = source.positions();
    let text_range = positions.raw_to_text(range.start)..positions.raw_to_text(range.end);
    // A letter that is written in two pieces is one of the text's: then the whole file is put in.
    let exact =
        positions.text_to_raw(text_range.start) == range.start && positions.text_to_raw(text_range.end) == range.end;
    if exact {
        return Some(TextEdit { range: lines(source, &text_range, unit), new_text: words.into() });
    }
    Some(TextEdit {
        range: lines(source, &(0..source.text.len()), unit),
        new_text: new.trim_start_matches('\u{feff}').into(),
    })
}

/// The bytes of a text that differ from another's, and what the other has there.
fn difference<'n>(old: &str, new: &'n str) -> Option<(Range<usize>, &'n str)> {
    if old == new {
        return None;
    }
    let same = |(a, b): &(u8, u8)| a == b;
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) || old[..start].ends_with('\r') {
        start -= 1;
    }
    let most = (old.len() - start).min(new.len() - start);
    let mut end = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(same).count();
    let is_within = |text: &str, end: usize| {
        let at = text.len() - end;
        !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n'))
    };
    while end > 0 && (is_within(old, end) || is_within(new, end)) {
        end -= 1;
    }
    Some((start..old.len() - end, &new[start..new.len() - end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_whole_letters_and_makes_the_new_text() {
        let texts = ["", "a", "å", "ä", "aåa", "a\r\nb", "a\nb", "a\r\n\r\nb", "😀", "😁x", "x😁"];
        for old in texts {
            for new in texts {
                let made = match difference(old, new) {
                    None => old.to_string(),
                    Some((range, words)) => format!("{}{words}{}", &old[..range.start], &old[range.end..]),
                };
                assert_eq!(made, new, "{old:?}");
            }
        }
    }
}
