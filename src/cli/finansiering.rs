//! `handlingsplan finansiering`: a sheet in, what it would change in the plan's financing out; with `--skriv` it is changed.

use std::path::PathBuf;

use clap::Args;

use super::sheets::{describe_sheet, report_problems, write_template};
use super::{CliError, Outcome, load_plan, print};
use crate::data::sheet;
use crate::make::error::EntryError;
use crate::make::financing::enter;
use crate::process::financing::{is_head, template};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Reknearket som tala står i: CSV, xlsx eller ods
    #[arg(long = "frå", aliases = ["fra", "from"], value_name = "FIL", conflicts_with = "template", required_unless_present = "template")]
    from: Option<PathBuf>,
    /// Arket i fila som tala står i; utan denne det første synlege som har overskriftene
    #[arg(long = "ark", alias = "sheet", value_name = "NAMN", requires = "from")]
    sheet: Option<String>,
    /// Skriv tala inn i planen; utan denne blir det berre vist kva som ville bli endra
    #[arg(long = "skriv", alias = "write", requires = "from")]
    write: bool,
    /// Lag eit ark (CSV) å byrje med, med det som står i planen no
    #[arg(long = "mal", alias = "template", value_name = "FIL", conflicts_with = "write")]
    template: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    if let Some(file) = &arguments.template {
        return write_template(file, &template(&load_plan(&arguments.plan)?));
    }
    let Some(from) = &arguments.from else { return Ok(Outcome::Done) };
    let sheet = sheet::open(from, arguments.sheet.as_deref(), is_head)?;
    let entered = match enter(&arguments.plan, &sheet, arguments.write) {
        Err(EntryError::Sheet(problems)) => return report_problems(from, &sheet, &problems),
        Err(EntryError::Change(why)) => return Err(why.into()),
        Ok(entered) => entered,
    };
    let notes: String = entered.notes.iter().map(|note| format!("{note}\n")).collect();
    let text = match (entered.changes.as_str(), arguments.write) {
        ("", _) => "Tala i arket er dei same som i planen.\n".to_string(),
        (changes, true) => format!("{notes}{changes}\nTala er skrivne inn i planen.\n"),
        (changes, false) => {
            format!("{notes}{changes}\nIngenting er skrive. Skriv tala inn i planen med --skriv.\n")
        }
    };
    print(&(describe_sheet(&sheet) + &text))?;
    Ok(Outcome::Done)
}
