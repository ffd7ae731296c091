//! `handlingsplan ny`: a small, complete, commented plan to start from.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{CliError, check_folder_is_free, new_folder_error, nfc, print, shell_quoted};
use crate::data::versions;
use crate::output::{NewFolder, OutputFile};
use crate::plan::has_id_form;
use crate::process::rullering::FIRST_VERSION;

/// The files of the new plan, in nynorsk and in bokmål.
const NYNORSK: [(&str, &str); 2] = [
    ("plan.ron", include_str!("../../data/ny-plan/plan.ron")),
    ("delmaal-1.ron", include_str!("../../data/ny-plan/delmaal-1.ron")),
];
const BOKMÅL: [(&str, &str); 2] = [
    ("plan.ron", include_str!("../../data/ny-plan-bokmal/plan.ron")),
    ("delmaal-1.ron", include_str!("../../data/ny-plan-bokmal/delmaal-1.ron")),
];
/// The plan's short name in them.
const SHORT_NAME: &str = "kortnamn: \"ny-plan\"";

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

/// A short name that is like the folder's: small letters, digits and hyphens. A year in it is left out, for the files' names
/// have that of the plan.
fn short_name(folder: &Path) -> Option<String> {
    let name = nfc(folder.file_name()?.to_str()?).to_lowercase();
    let letters: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts = || letters.split('-').filter(|part| !part.is_empty());
    let is_year = |part: &str| part.len() == 4 && part.parse::<i16>().is_ok_and(|year| (1900..=2200).contains(&year));
    let without_years: Vec<&str> = parts().filter(|part| !is_year(part)).collect();
    let parts = if without_years.is_empty() { parts().collect() } else { without_years };
    let short: String = parts.join("-").chars().take(60).collect();
    has_id_form(&short).then_some(short)
}

pub(super) fn run(arguments: &Arguments) -> Result<(), CliError> {
    let folder = &arguments.folder;
    check_folder_is_free(folder)?;
    let files = match arguments.language {
        Language::Nn => NYNORSK,
        Language::Nb => BOKMÅL,
    };
    let name = short_name(folder).unwrap_or_else(|| "ny-plan".into());
    let named = |text: &str| text.replacen(SHORT_NAME, &format!("kortnamn: \"{name}\""), 1);
    let files = files.map(|(name, text)| OutputFile::new(name.into(), named(text).into_bytes()));
    // The first version is kept as it is made.
    let version = format!("{}/{FIRST_VERSION}", versions::FOLDER);
    let copy = versions::with_program_file(files.to_vec()).into_iter();
    let copy = copy.map(|file| OutputFile::new(format!("{version}/{}", file.name), file.bytes));
    let files: Vec<OutputFile> = files.iter().cloned().chain(copy).collect();
    NewFolder::write(folder, &files).and_then(NewFolder::put).map_err(|error| new_folder_error(folder, error))?;
    print(&format!(
        "Laga ein ny plan i {}\nSkriv inn dykkar eigne opplysningar i filene der, og lag dokumenta med:\n  \
         handlingsplan bygg {}\n",
        folder.display(),
        shell_quoted(folder)
    ))
}
