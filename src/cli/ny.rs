//! `handlingsplan ny`: a small, complete, commented plan to start from.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CliError, print, shell_quoted};
use crate::make::new_plan::write_new_plan;
use crate::plan::Språk;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa som skal lagast
    #[arg(value_name = "MAPPE", help_heading = "Argument")]
    folder: PathBuf,
    /// Målforma til planen: nn (nynorsk) eller nb (bokmål) [vanlegvis nn]
    #[arg(long = "språk", aliases = ["sprak", "language"], value_name = "MÅLFORM", default_value = "nn",
          hide_default_value = true, hide_possible_values = true, ignore_case = true)]
    language: Language,
}

/// The written language, as it is named on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    #[value(alias = "nynorsk")]
    Nn,
    #[value(aliases = ["bokmål", "bokmal"])]
    Nb,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), CliError> {
    let folder = &arguments.folder;
    let language = match arguments.language {
        Language::Nn => Språk::Nn,
        Language::Nb => Språk::Nb,
    };
    write_new_plan(folder, language, None)?;
    print(&format!(
        "Laga ein ny plan i {}\nSkriv inn dykkar eigne opplysningar i filene der, og lag dokumenta med:\n  \
         handlingsplan bygg {}\n",
        folder.display(),
        shell_quoted(folder)
    ))
}
