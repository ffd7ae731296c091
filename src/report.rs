//! Findings as text for the terminal: what is wrong, where, the line with the place marked, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::finding::{Finding, Place, Severity};
use crate::load::Sources;

/// All findings, ordered by file and place, each with its source line.
pub fn text(findings: &[Finding], sources: &Sources) -> String {
    let mut ordered: Vec<&Finding> = findings.iter().collect();
    ordered.sort_by_cached_key(|finding| place_order(&finding.place, sources));
    ordered.iter().map(|finding| one(finding, sources) + "\n\n").collect()
}

fn place_order(place: &Place, sources: &Sources) -> (usize, usize) {
    let file = match place {
        Place::File(_) => return (0, 0),
        Place::Span { file, .. } => *file,
        Place::Value(path) | Place::Within(path, _) => path.file,
    };
    (file, sources.resolve(place).map_or(0, |(_, span)| span.start))
}

fn one(finding: &Finding, sources: &Sources) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name("feil"),
        Severity::Warning => Level::WARNING.with_name("åtvaring"),
    };
    let title = level.primary_title(&finding.message).id(finding.code);
    let mut group = Group::with_title(title);
    match sources.resolve(&finding.place) {
        Some((source, span)) => {
            let shown = first_line(&source.text, span);
            group = group.element(
                Snippet::source(&source.text).path(&source.name).annotation(AnnotationKind::Primary.span(shown)),
            );
        }
        None => {
            if let Place::File(name) = &finding.place {
                group = group.element(annotate_snippets::Origin::path(name));
            }
        }
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.with_name("råd").message(hint));
    }
    Renderer::plain().render(&[group])
}

/// A place that covers several lines is marked by its first.
fn first_line(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let end = text[span.clone()].find('\n').map_or(span.end, |newline| span.start + newline);
    span.start..end
}
