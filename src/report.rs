//! Findings for people and for programs: as text for the terminal, with the line and the place marked and what to do; as
//! JSON; and as SARIF 2.1.0, which editors and code hosts read.

pub mod explanations;

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::check::RULES;
use crate::data::Sources;
use crate::document::Lang;
use crate::edition::Edition;
use crate::finding::{Finding, Place, Severity};
use crate::prose::is_hidden;
pub use crate::words::notation::capitalised;

/// All findings, ordered by file and place, each with its source line; in colours or plain.
pub fn render(findings: &[Finding], sources: &Sources, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    ordered(findings, sources).into_iter().map(|finding| render_finding(finding, sources, &renderer) + "\n\n").collect()
}

/// A text with what a terminal would obey, or that turns the letters around it, as numbers.
pub fn escape_control_characters(text: &str) -> Cow<'_, str> {
    let unseen = |c: char| (c.is_control() && c != '\n' && c != '\t') || is_hidden(c);
    if !text.contains(unseen) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if unseen(c) { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The most characters of a line that are shown, and how many of them before what is wrong.
const MAX_LINE_LENGTH: usize = 200;
const BEFORE: usize = 80;

/// The part of a line around a range of it, and where the range is in that part.
fn excerpt(line: &str, range: Range<usize>) -> (String, Range<usize>) {
    let (before, rest) = line.split_at(range.start);
    let (wrong, after) = rest.split_at(range.len());
    let short = line.chars().count() <= MAX_LINE_LENGTH;
    let skipped = if short { 0 } else { before.chars().count().saturating_sub(BEFORE) };
    let before: String = before.chars().skip(skipped).collect();
    let room = if short { usize::MAX } else { MAX_LINE_LENGTH - before.chars().count() };
    let cut = |text: &str, room: usize| text.chars().take(room).collect::<String>();
    let (wrong, after) = (cut(wrong, room), cut(after, room.saturating_sub(wrong.chars().count())));
    let start = if skipped > 0 {
        format!("… {}", escape_control_characters(&before))
    } else {
        escape_control_characters(&before).into_owned()
    };
    let shown = escape_control_characters(&wrong).into_owned();
    let at = start.len()..start.len() + shown.len();
    let whole = format!("{start}{shown}{}", escape_control_characters(&after));
    (if short || whole.len() >= line.len() { whole } else { whole + " …" }, at)
}

/// Findings by file and place, what others may follow from first.
pub fn ordered<'a>(findings: &'a [Finding], sources: &Sources) -> Vec<&'a Finding> {
    let mut ordered: Vec<&Finding> = findings.iter().collect();
    // What others may follow from comes first: a file that can't be read, a name that stands twice.
    let cause = |finding: &Finding| !matches!(finding.code, "HP001" | "HP002" | "HP003" | "HP010");
    ordered.sort_by_cached_key(|finding| (cause(finding), place_order(&finding.place, sources)));
    ordered
}

/// "1 feil", "3 åtvaringar".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The name of a language, in a sentence.
pub fn language_name(language: Lang) -> &'static str {
    match language {
        Lang::Nn => "nynorsk",
        Lang::Nb => "bokmål",
        Lang::Se => "nordsamisk",
        Lang::Smj => "lulesamisk",
        Lang::Sma => "sørsamisk",
        Lang::Fkv => "kvensk",
        Lang::Da => "dansk",
        Lang::Sv => "svensk",
        Lang::Fi => "finsk",
        Lang::En => "engelsk",
        Lang::De => "tysk",
        Lang::Fr => "fransk",
    }
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
fn location(finding: &Finding, sources: &Sources) -> (String, Option<[(usize, usize); 2]>) {
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
            let (file, span) = location(finding, sources);
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
            let (file, span) = location(finding, sources);
            let mut physical = json!({ "artifactLocation": { "uri": reference(&file) } });
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

fn render_finding(finding: &Finding, sources: &Sources, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name("feil"),
        Severity::Warning => Level::WARNING.with_name("åtvaring"),
    };
    let message = escape_control_characters(&finding.message);
    let title = level.primary_title(message.as_ref()).id(finding.code);
    let mut group = Group::with_title(title);
    let name;
    let mut moved = None;
    match sources.resolve(&finding.place) {
        Some((source, span)) => {
            // Only the line is given to the renderer: it would look through the whole file for each finding.
            let (number, column) = source.position(span.start);
            let (_, composed) = source.composed_position(span.start);
            let line = source.line(number);
            let start = line.char_indices().nth(composed - 1).map_or(line.len(), |(start, _)| start);
            let end = line.ceil_char_boundary((start + span.len()).min(line.len()));
            let (shown, at) = excerpt(line, start..end.max(start));
            name = escape_control_characters(&source.name).into_owned();
            // The renderer counts in what it is given; the reader looks in the file.
            let counted = format!("{name}:{number}:{}", shown[..at.start].chars().count() + 1);
            moved = Some((counted, format!("{name}:{number}:{column}")));
            let snippet = Snippet::source(shown).line_start(number).path(name.as_str());
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(at)));
        }
        None => {
            if let Place::File(file) = &finding.place {
                name = escape_control_characters(file).into_owned();
                group = group.element(annotate_snippets::Origin::path(name.as_str()));
            }
        }
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.with_name("råd").message(escape_control_characters(hint).into_owned()));
    }
    let text = renderer.render(&[group]);
    match moved {
        Some((counted, true_place)) => text.replacen(&counted, &true_place, 1),
        None => text,
    }
}

/// A path as a relative reference (RFC 3986): what is not plain is written in per cent.
fn reference(path: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(&path.replace('\\', "/"), KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_in_part_and_nothing_in_it_is_obeyed() {
        let line = format!("{}\u{1b}[31m#feil{}", "a ".repeat(5000), " b".repeat(5000));
        let start = line.find('#').unwrap();
        let (shown, at) = excerpt(&line, start..start + 5);
        assert!(shown.chars().count() < 250 && !shown.contains('\u{1b}'), "{shown}");
        assert_eq!(&shown[at], "#feil");
        assert_eq!(excerpt("kort feil", 5..9), ("kort feil".into(), 5..9));
    }

    #[test]
    fn paths_are_written_as_references() {
        assert_eq!(reference("min plan/100%/æ.ron"), "min%20plan/100%25/%C3%A6.ron");
    }
}
