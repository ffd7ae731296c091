//! What is wrong, as the editor shows it. Comes in: findings with their lines. Goes out: diagnostics with the words of `sjekk`.

use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams, Range as LineRange};

use super::workspace::Report;
use crate::finding::{Finding, Severity};

/// The name under which the editor shows them.
const SOURCE: &str = "handlingsplan";

/// What is to be said of a file.
pub(super) fn published(report: Report) -> PublishDiagnosticsParams {
    let diagnostics = report.findings.iter().map(|(finding, lines)| diagnostic(finding, *lines)).collect();
    PublishDiagnosticsParams { uri: report.uri, diagnostics, version: report.version }
}

/// A finding as a diagnostic: what to do about it stands under what is wrong.
pub(super) fn diagnostic(finding: &Finding, lines: LineRange) -> Diagnostic {
    let hint = finding.hint.as_ref().map_or(String::new(), |hint| format!("\nråd: {hint}"));
    Diagnostic {
        range: lines,
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(finding.code.into())),
        source: Some(SOURCE.into()),
        message: format!("{}{hint}", finding.message),
        ..Diagnostic::default()
    }
}
