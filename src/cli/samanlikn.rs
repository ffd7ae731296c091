//! `handlingsplan samanlikn`: what has changed from an older plan to this one, in the plan's own terms.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::{CliError, Outcome, OutputFormat, load_plan_with_sources, print};
use crate::data::Sources;
use crate::document::Lang;
use crate::finding::Place;
use crate::make::earlier;
use crate::plan::{Path, Plan};
use crate::process::changes::{Difference, DifferenceKind, changes, share_a_tiltak};
use crate::report::count;
use crate::words::notation::number;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Det planen skal samanliknast med: ein versjon som er teken vare på, ei planmappe eller ein pakke
    #[arg(long = "med", alias = "with", value_name = "GAMMAL")]
    with: String,
    /// Korleis det skal visast: tekst eller json [vanlegvis tekst]
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "tekst",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: OutputFormat,
}

/// Where a value stands: file, line and column.
fn place(path: Option<&Path>, sources: &Sources) -> Option<(String, usize, usize)> {
    let (source, range) = sources.resolve(&Place::Value(path?.clone()))?;
    let (line, column) = source.position(range.start);
    Some((source.name.clone(), line, column))
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let (new, sources) = load_plan_with_sources(&arguments.plan)?;
    let found = earlier::find_earlier(&arguments.plan, &arguments.with)?;
    let old = &found.earlier.plan;
    let all = changes(old, &new);
    let places = |own: &Difference| [place(own.old.as_ref(), &found.sources), place(own.new.as_ref(), &sources)];
    let text = match arguments.format {
        OutputFormat::Tekst => as_text(old, &new, &all, &places),
        OutputFormat::Json => serde_json::to_string_pretty(&as_json(old, &new, &all, &places))? + "\n",
    };
    print(&text)?;
    Ok(Outcome::Done)
}

type Places<'a> = &'a dyn Fn(&Difference) -> [Option<(String, usize, usize)>; 2];

fn as_text(old: &Plan, new: &Plan, all: &[Difference], places: Places) -> String {
    let version = |plan: &Plan| format!("{} {} ({})", plan.hovud.avtale, plan.hovud.versjon, plan.hovud.år);
    let mut text = format!("Frå: {}\nTil: {}\n", version(old), version(new));
    if !share_a_tiltak(old, new) {
        text += "Planane har ingen tiltak til felles: er det rett plan?\n";
    }
    if all.is_empty() && old != new {
        return text
            + "\nInnhaldet er det same. Noko i oppsettet er endra: rekkjefølgja i ei liste, eller utsjånaden.\n";
    }
    if all.is_empty() {
        return text + "\nIngenting er endra.\n";
    }
    let lang = Lang::from(new.hovud.språk);
    let mut before = "";
    for own in all {
        if own.place != before {
            text += &format!("\n{}\n", own.place);
            before = &own.place;
        }
        let at = places(own).into_iter().flatten().map(|(file, line, column)| format!("{file}:{line}:{column}"));
        let details: String = own.details(lang).iter().map(|line| format!("      {line}\n")).collect();
        let told = format!("  {}\n{details}", own.sentence(lang)).replace('\u{a0}', " ");
        text += &format!("{told}      {}\n", at.collect::<Vec<_>>().join(" → "));
    }
    let of =
        |what: fn(&DifferenceKind) -> bool| all.iter().filter(|own| own.tiltak.is_some() && what(&own.what)).count();
    let [added, removed] = [of(|what| *what == DifferenceKind::Added), of(|what| *what == DifferenceKind::Removed)];
    text + &format!(
        "\n{}. Nye tiltak: {added}. Tiltak som er borte: {removed}.\n",
        count(all.len(), "endring", "endringar")
    )
}

fn as_json(old: &Plan, new: &Plan, all: &[Difference], places: Places) -> Value {
    let lang = Lang::from(new.hovud.språk);
    let one = |own: &Difference| {
        let [before, after] = places(own)
            .map(|place| place.map(|(file, line, column)| json!({ "fil": file, "linje": line, "kolonne": column })));
        let mut value = json!({
            "stad": own.place,
            "sagt": own.sentence(lang),
            "gammal_plass": before,
            "ny_plass": after,
        });
        let more = match &own.what {
            DifferenceKind::Added => json!({ "kva": "nytt" }),
            DifferenceKind::Removed => json!({ "kva": "borte" }),
            DifferenceKind::Ended => json!({ "kva": "avslutta" }),
            DifferenceKind::Moved { from, to } => json!({ "kva": "flytta", "gammal": from, "ny": to }),
            DifferenceKind::Renumbered { was, is } => json!({ "kva": "nummer", "gammal": was, "ny": is }),
            DifferenceKind::Value { field, of, old, new } => {
                json!({ "kva": "verdi", "felt": field.field.name, "av": of, "gammal": old, "ny": new })
            }
            DifferenceKind::Amount { field, years, amounts: [old, new] } => {
                json!({ "kva": "verdi", "felt": field.field.name, "av": years, "gammal": number(*old), "ny": number(*new) })
            }
            DifferenceKind::Listed { field, items: [put_in, taken_out] } => {
                json!({ "kva": "liste", "felt": field.field.name, "inn": put_in, "ut": taken_out })
            }
            DifferenceKind::Link { words, old, new } => {
                json!({ "kva": "verdi", "felt": "lenkje", "av": words, "gammal": old, "ny": new })
            }
            DifferenceKind::Prose { field, of, count: [put_in, taken_out], around, .. } => {
                json!({ "kva": "tekst", "felt": field.field.name, "av": of, "ord_inn": put_in, "ord_ut": taken_out, "rundt": around })
            }
        };
        if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
            value.extend(more);
            value.extend(own.tiltak.iter().map(|id| ("tiltak".to_string(), json!(id))));
        }
        value
    };
    json!({
        "gammal": { "versjon": old.hovud.versjon, "år": old.hovud.år },
        "ny": { "versjon": new.hovud.versjon, "år": new.hovud.år },
        "endringar": all.iter().map(one).collect::<Vec<_>>(),
    })
}
