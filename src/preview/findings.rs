//! What is wrong in the plan, beside its text. Comes in: findings and the texts that they are in. Goes out: the list that the page
//! shows, with the words of `sjekk`; what stands in the data can be looked up and mended from there.

use maud::{Markup, html};
use serde_json::json;

use super::advice;
use crate::check::RULES;
use crate::data::Sources;
use crate::finding::{Finding, Place, Severity};
use crate::plan::{Edit, Path};
use crate::report::{count, ordered};

/// The path of the value that a finding is about, if it is about one.
pub(super) fn path(finding: &Finding) -> Option<&Path> {
    match &finding.place {
        Place::Value(path) | Place::Within(path, _) => Some(path),
        Place::File(_) | Place::Span { .. } => None,
    }
}

/// The finding that a fix mends, if it is still found.
pub(super) fn mended_by<'f>(findings: &'f [Finding], fix: &[Edit]) -> Option<&'f Finding> {
    findings.iter().find(|finding| finding.fix.as_ref().is_some_and(|own| own.edits == fix))
}

/// "Feil", "Åtvaring".
fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "Feil",
        Severity::Warning => "Åtvaring",
    }
}

/// How many errors and warnings there are.
pub(super) fn summary(findings: &[Finding]) -> String {
    let of = |severity| findings.iter().filter(|own| own.severity == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => "Ingen feil".into(),
        (0, warnings) => count(warnings, "åtvaring", "åtvaringar"),
        (errors, 0) => format!("{errors} feil"),
        (errors, warnings) => format!("{errors} feil, {}", count(warnings, "åtvaring", "åtvaringar")),
    }
}

/// The list.
pub(super) fn list(findings: &[Finding], sources: &Sources) -> Markup {
    let mut all = ordered(findings, sources);
    all.sort_by_key(|finding| finding.severity);
    html! {
        @if all.is_empty() {
            p.ingen { "Programmet fann ingen feil i denne utgåva." }
        }
        ol.funn {
            @for finding in all { (item(finding, sources)) }
        }
    }
}

fn item(finding: &Finding, sources: &Sources) -> Markup {
    let rule = RULES.iter().find(|rule| rule.code == finding.code);
    let advice = advice::of_rule(finding.code);
    // What is meant instead is known to the rule alone.
    let hint = finding.hint.as_deref().filter(|hint| advice.is_none() || hint.starts_with("Meinte du"));
    let hint = hint.filter(|hint| !advice::is_of_files(hint));
    let place = sources.resolve(&finding.place).map(|(source, span)| (source, source.position(span.start).0));
    html! {
        li class=[(finding.severity == Severity::Error).then_some("feil")] {
            p.slag { (severity(finding)) }
            p.melding { (finding.message) }
            @if let Some(hint) = hint.or(advice).or_else(|| finding.hint.as_ref().and(rule).map(|rule| rule.fix)) { p.rad { (hint) } }
            @if path(finding).is_some() || finding.fix.is_some() {
                p.handling {
                    @if let Some(fix) = &finding.fix {
                        button type="button" data-rett=(json!(fix.edits)) { "Rett: " (fix.what) }
                    }
                    @if let Some(path) = path(finding) {
                        button type="button" data-vis=(format!("{}:{path}", path.file)) { "Vis staden" }
                    }
                }
            }
            details {
                summary { "Om " (finding.code) }
                @if let Some(rule) = rule {
                    p { (rule.why) }
                    p { (advice.unwrap_or(rule.fix)) }
                }
                @if let Some((source, line)) = place { p.stad { (source.file) ", linje " (line) } }
            }
        }
    }
}
