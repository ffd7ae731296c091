//! `handlingsplan status`: where the plan stands in the political process.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CliError, Outcome, loaded};
use crate::plan::Dato;
use crate::status::status;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Dagen det blir rekna frå, år-månad-dag [vanlegvis datoen til versjonen]
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::date)]
    date: Option<Dato>,
    /// Korleis det skal visast: tekst eller json [vanlegvis tekst]
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "tekst",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Shape,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shape {
    #[value(alias = "text")]
    Tekst,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let plan = loaded(&arguments.plan)?;
    let own = plan.gjeldande().map(|row| row.dato.dag());
    let day = arguments.date.map(|date| date.0).or(own).unwrap_or(jiff::civil::Date::ZERO);
    let status = status(&plan, day);
    let text = match arguments.format {
        Shape::Tekst => status.table(),
        Shape::Json => serde_json::to_string_pretty(&status)? + "\n",
    };
    let _ = write!(std::io::stdout(), "{text}");
    Ok(Outcome::Done)
}
