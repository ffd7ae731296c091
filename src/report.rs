//! Findings for people and for programs: as text for the terminal, with the line and the place marked and what to do; as
//! JSON; and as SARIF 2.1.0, which editors and code hosts read.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use serde_json::{Value, json};

use crate::check::RULES;
use crate::edition::Edition;
use crate::finding::{Finding, Place, Severity};
use crate::load::Sources;

/// All findings, ordered by file and place, each with its source line.
pub fn text(findings: &[Finding], sources: &Sources) -> String {
    ordered(findings, sources).into_iter().map(|finding| one(finding, sources) + "\n\n").collect()
}

fn ordered<'a>(findings: &'a [Finding], sources: &Sources) -> Vec<&'a Finding> {
    let mut ordered: Vec<&Finding> = findings.iter().collect();
    ordered.sort_by_cached_key(|finding| place_order(&finding.place, sources));
    ordered
}

/// "1 feil", "3 åtvaringar".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A line with the number of errors and warnings.
pub fn summary(findings: &[Finding], plan: &str) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let warned = count(warnings, "åtvaring", "åtvaringar");
    match (errors, warnings) {
        (0, 0) => format!("Fann ingen feil i {plan}"),
        (0, _) => format!("Ingen feil, men {warned}, i {plan}"),
        (_, 0) => format!("{errors} feil i {plan}"),
        _ => format!("{errors} feil og {warned} i {plan}"),
    }
}

/// The file, and the lines and columns of a finding: first and last, from 1; none for a file as a whole.
fn place(finding: &Finding, sources: &Sources) -> (String, Option<[(usize, usize); 2]>) {
    match (&finding.place, sources.resolve(&finding.place)) {
        (_, Some((source, span))) => {
            (source.name.clone(), Some([source.position(span.start), source.position(span.end)]))
        }
        (Place::File(name), None) => (name.clone(), None),
        _ => (String::new(), None),
    }
}

fn level(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "feil",
        Severity::Warning => "åtvaring",
    }
}

/// The findings as JSON, ordered by file and place.
///
/// # Errors
/// `serde_json::Error` if they can't be written.
pub fn json(findings: &[Finding], sources: &Sources, edition: Edition) -> Result<String, serde_json::Error> {
    let found: Vec<Value> = ordered(findings, sources)
        .into_iter()
        .map(|finding| {
            let (file, span) = place(finding, sources);
            let [from, to] = span.map_or([None; 2], |span| span.map(Some));
            json!({
                "kode": finding.code,
                "alvor": level(finding),
                "melding": finding.message,
                "råd": finding.hint,
                "fil": file,
                "linje": from.map(|from| from.0),
                "kolonne": from.map(|from| from.1),
                "sluttlinje": to.map(|to| to.0),
                "sluttkolonne": to.map(|to| to.1),
            })
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "utgåve": edition.contents().name, "funn": found }))
}

/// The findings as a SARIF log of one run.
///
/// # Errors
/// `serde_json::Error` if they can't be written.
pub fn sarif(findings: &[Finding], sources: &Sources) -> Result<String, serde_json::Error> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.what },
                "fullDescription": { "text": rule.why },
                "help": { "text": rule.fix },
            })
        })
        .collect();
    let results: Vec<Value> = ordered(findings, sources)
        .into_iter()
        .map(|finding| {
            let (file, span) = place(finding, sources);
            let mut physical = json!({ "artifactLocation": { "uri": file } });
            if let Some([from, to]) = span {
                physical["region"] =
                    json!({ "startLine": from.0, "startColumn": from.1, "endLine": to.0, "endColumn": to.1 });
            }
            let hint = finding.hint.as_ref().map_or(String::new(), |hint| format!(". {hint}"));
            json!({
                "ruleId": finding.code,
                "level": if finding.severity == Severity::Error { "error" } else { "warning" },
                "message": { "text": format!("{}{hint}", finding.message) },
                "locations": [{ "physicalLocation": physical }],
            })
        })
        .collect();
    let driver = json!({
        "name": "handlingsplan",
        "version": env!("CARGO_PKG_VERSION"),
        "language": "nn-NO",
        "rules": rules,
    });
    // Columns are counted in characters.
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    serde_json::to_string_pretty(&json!({ "$schema": schema, "version": "2.1.0", "runs": [run] }))
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
            // Only the line is given to the renderer: it would look through the whole file for each finding.
            let (number, column) = source.position(span.start);
            let line = source.line(number);
            let start = line.char_indices().nth(column - 1).map_or(line.len(), |(start, _)| start);
            let end = (start + span.len()).min(line.len());
            let snippet = Snippet::source(line).line_start(number).path(&source.name);
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(start..end.max(start))));
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
