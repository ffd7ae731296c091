//! `handlingsplan forklar`: what a code means, why it matters and what to do; and the list of all codes.

use std::fmt::Write as _;
use std::io::Write;

use clap::Args;

use super::{CliError, Outcome};
use crate::check::{RULES, Rule};
use crate::edition::Edition;
use crate::finding::{Severity, suggestion};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Koden, til dømes HP012; utan kode kjem heile lista
    #[arg(value_name = "KODE", help_heading = "Argument")]
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let text = match &arguments.code {
        None => document(),
        Some(code) => {
            let wanted = code.to_uppercase();
            let rule = RULES.iter().find(|rule| rule.code == wanted);
            explained(rule.ok_or_else(|| {
                CliError::Unknown {
                    what: format!("koden «{code}» finst ikkje"),
                    hint: suggestion(&wanted, RULES.iter().map(|rule| rule.code))
                        .unwrap_or_else(|| "Skriv «handlingsplan forklar» for å sjå alle".into()),
                }
            })?)
        }
    };
    let _ = write!(std::io::stdout(), "{text}");
    Ok(Outcome::Done)
}

fn level(rule: &Rule, edition: Edition) -> &'static str {
    match rule.levels.of(edition) {
        None => "lov",
        Some(Severity::Warning) => "åtvaring",
        Some(Severity::Error) => "feil",
    }
}

/// How much a rule matters: one word where it is the same in every edition.
fn levels(rule: &Rule) -> String {
    let first = level(rule, Edition::Utkast);
    if Edition::ALL.iter().all(|edition| level(rule, *edition) == first) {
        return format!("{first} i alle utgåver");
    }
    let each = Edition::ALL.map(|edition| format!("{} i {}", level(rule, edition), edition.contents().name));
    each.join(", ")
}

fn explained(rule: &Rule) -> String {
    format!("{}: {}\n\n{}\n\n{}\n\nAlvor: {}\n", rule.code, rule.what, rule.why, rule.fix, levels(rule))
}

/// `docs/reglar.md`.
fn document() -> String {
    let mut text = String::from(
        "# Reglane\n\nDette er alt «handlingsplan sjekk» ser etter. Kvar regel har ein kode som ikkje blir endra; \
         «handlingsplan forklar KODE» viser ein av dei. Lista er laga av programmet: `handlingsplan forklar > docs/reglar.md`.\n",
    );
    for rule in RULES {
        let _ = write!(
            text,
            "\n## {} – {}\n\n{}\n\n**Slik rettar du det:** {}\n\n**Alvor:** {}\n",
            rule.code,
            rule.what,
            rule.why,
            rule.fix,
            levels(rule)
        );
    }
    text
}
