//! `handlingsplan forklar`: what a code means, why it matters and what to do; and the list of all codes.

use std::fmt::Write as _;

use clap::Args;

use super::{CliError, Outcome, nfc, print};
use crate::check::{RULES, Rule};
use crate::finding::did_you_mean;
use crate::plan::Språk;
use crate::plan::fields::{Field, GROUPS, Group, json_schema};
use crate::report::explanations::{levels, requirement};
use crate::words::notation::listing;
use crate::words::terms::Terms;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Koden i ei melding (HP012) eller namnet på ei opplysning i filene (tidsramme); «felt» gjev alle opplysningane,
    /// «skjema» dei same som JSON Schema, og ingenting gjev alle kodane
    #[arg(value_name = "KODE", help_heading = "Argument")]
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let text = match &arguments.code {
        None => rules_document(),
        Some(code) => {
            let wanted = code.to_uppercase();
            let name = nfc(code).to_lowercase();
            let named = |is: &dyn Fn(&Field) -> bool| -> Vec<(&Group, &Field)> {
                every_field().filter(|(_, field)| is(field)).collect()
            };
            let mut fields = named(&|field| field.name.to_lowercase() == name);
            // The word as it stands in a sentence: "tidsramma", "i gang".
            if fields.is_empty() {
                let bare = letters(&name);
                fields = named(&|field| [field.name].iter().chain(&field.words).any(|own| letters(own) == bare));
            }
            match RULES.iter().find(|rule| rule.code == wanted) {
                Some(rule) => render_rule(rule),
                None if name == "felt" => fields_document(),
                None if name == "skjema" => format!("{:#}\n", json_schema()),
                None if !fields.is_empty() => fields.into_iter().map(explained_field).collect::<Vec<_>>().join("\n"),
                None => return Err(unknown_name_error(code)),
            }
        }
    };
    print(&text)?;
    Ok(Outcome::Done)
}

/// The small letters and the digits of a word.
fn letters(word: &str) -> String {
    word.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// The fewest letters of a word that is looked for in what things mean.
const MIN_LETTERS: usize = 4;
/// The most fields that are named as what may have been meant.
const MAX_NAMED: usize = 5;

/// The fields in whose name or meaning a word stands, in a hint.
fn fields_about(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let mut names: Vec<String> = every_field()
        .filter(|(_, field)| [field.name, field.meaning].iter().any(|own| own.to_lowercase().contains(&word)))
        .map(|(_, field)| format!("«{}»", field.name))
        .collect();
    names.dedup();
    names.truncate(MAX_NAMED);
    let is_known = word.chars().count() >= MIN_LETTERS && !names.is_empty();
    is_known.then(|| format!("Ordet står i forklaringa av {}", listing(&names, Terms::of(Språk::Nn))))
}

/// Every field and every word to choose, with the group that it stands in.
fn every_field() -> impl Iterator<Item = (&'static Group, &'static Field)> {
    GROUPS.iter().flat_map(|group| group.fields.iter().map(move |field| (group, field)))
}

fn unknown_name_error(name: &str) -> CliError {
    let is_code = name.to_uppercase().starts_with("HP");
    let names = every_field().map(|(_, field)| field.name);
    CliError::Refused {
        what: format!("{} «{name}» finst ikkje", if is_code { "koden" } else { "opplysninga" }),
        hint: match is_code {
            true => did_you_mean(&name.to_uppercase(), RULES.iter().map(|rule| rule.code)),
            false => did_you_mean(name, names).or_else(|| fields_about(name)),
        }
        .unwrap_or_else(|| "Skriv «handlingsplan forklar» for å sjå alle kodane, og «handlingsplan forklar felt» for å sjå alle opplysningane".into()),
    }
}

fn explained_field((group, field): (&Group, &Field)) -> String {
    let must = requirement(group, field).map_or(String::new(), |own| format!("\n{own}"));
    format!(
        "{}\n\n{}\nStår i: {}\nKan vere: {}{must}\nDøme: {}\n",
        field.name,
        field.meaning,
        group.about,
        field.description(group),
        group.example(field)
    )
}

/// `docs/felt.md`.
fn fields_document() -> String {
    let mut text = String::from(
        "# Opplysningane\n\nDette er alt som kan stå i filene til ein plan. «handlingsplan forklar NAMN» viser ei av \
         opplysningane. Lista er laga av programmet: `handlingsplan forklar felt > docs/felt.md`.\n",
    );
    for group in GROUPS {
        let _ = write!(text, "\n## {}\n\n{}\n\n", group.name, group.about);
        text += if group.is_choice() {
            "| val | tyder | døme |\n| --- | --- | --- |\n"
        } else {
            "| opplysning | tyder | kan vere | må med | døme |\n| --- | --- | --- | --- | --- |\n"
        };
        for field in group.fields {
            let example = group.example(field).replace('|', "\\|").replace('\n', " ");
            let _ = write!(text, "| `{}` | {} |", field.name, field.meaning);
            if !group.is_choice() {
                let must = if field.required { "ja" } else { "nei" };
                let _ = write!(text, " {} | {must} |", field.description(group));
            }
            let _ = writeln!(text, " `{example}` |");
        }
    }
    text
}

fn render_rule(rule: &Rule) -> String {
    format!("{}: {}\n\n{}\n\n{}\n\nAlvor: {}\n", rule.code, rule.what, rule.why, rule.fix, levels(rule))
}

/// `docs/reglar.md`.
fn rules_document() -> String {
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
