//! `handlingsplan status`: where the plan stands in the political process.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, OutputFormat, load_plan, print, today};
use crate::data::kept::KeptPlans;
use crate::data::versions::kept_versions;
use crate::plan::Dato;
use crate::process::approval::differs_from;
use crate::process::status::status;
use crate::report;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Dagen dagane blir talde frå, til dømes 17.06.2026 [vanlegvis i dag]
    #[arg(long = "dato", alias = "date", value_name = "DATO", value_parser = super::parse_date)]
    date: Option<Dato>,
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

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let plan = load_plan(&arguments.plan)?;
    let kept_plans = KeptPlans::read(&arguments.plan, &plan);
    let differs = kept_plans.get(&plan.hovud.versjon).map(|copy| differs_from(copy, &plan));
    // The one place where the clock is asked: no document depends on it.
    let day = arguments.date.map_or_else(today, |date| Ok(date.0))?;
    let status = status(&plan, day, &kept_versions(&arguments.plan), differs);
    let text = match arguments.format {
        OutputFormat::Tekst => status.table(),
        OutputFormat::Json => serde_json::to_string_pretty(&status)? + "\n",
    };
    print(&report::escape_control_characters(&text))?;
    Ok(Outcome::Done)
}
