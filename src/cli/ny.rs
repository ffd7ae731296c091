//! `handlingsplan ny`: a small, complete, commented plan to start from, or one read from a Word file.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{CliError, print, shell_quoted};
use crate::make::foreign_plan::{ForeignPlan, found, report as report_parts, write_foreign_plan};
use crate::make::new_plan::write_new_plan;
use crate::plan::Språk;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa som skal lagast
    #[arg(value_name = "MAPPE", help_heading = "Argument")]
    folder: PathBuf,
    /// Les planen frå denne fila: ei Word-fil (.docx) eller ei OpenDocument-fil (.odt)
    #[arg(long = "frå", aliases = ["fra", "from"], value_name = "FIL")]
    document: Option<PathBuf>,
    /// Målforma til planen: nn (nynorsk) eller nb (bokmål) [vanlegvis nn, eller den fila er skriven på]
    #[arg(long = "språk", aliases = ["sprak", "language"], value_name = "MÅLFORM", hide_possible_values = true, ignore_case = true)]
    language: Option<Language>,
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
    let language = arguments.language.map(|language| match language {
        Language::Nn => Språk::Nn,
        Language::Nb => Språk::Nb,
    });
    if let Some(document) = &arguments.document {
        let plan = write_foreign_plan(folder, document, language)?;
        return print(&report(&plan, folder, document));
    }
    write_new_plan(folder, language.unwrap_or(Språk::Nn), None)?;
    print(&format!(
        "Laga ein ny plan i {}\nSkriv inn dykkar eigne opplysningar i filene der, og lag dokumenta med:\n  \
         handlingsplan bygg {}\n",
        folder.display(),
        shell_quoted(folder)
    ))
}

/// What became of a document, in words.
fn report(plan: &ForeignPlan, folder: &Path, document: &Path) -> String {
    let mut text = format!("Laga ein plan i {} av {}\n", folder.display(), document.display());
    let _ = writeln!(text, "\nFunne: {}", found(plan));
    for part in report_parts(plan) {
        let _ = writeln!(text, "\n{}", part.title);
        part.lines.iter().for_each(|line| {
            let _ = writeln!(text, "  {line}");
        });
    }
    let _ = writeln!(
        text,
        "\nSjå over filene, og sjå kva som står att, med:\n  handlingsplan sjekk {}",
        shell_quoted(folder)
    );
    text
}
