//! `handlingsplan ny`: a small, complete, commented plan to start from.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::CliError;
use crate::output::{OutputError, OutputFile, write_all};

/// The files of the new plan.
const FILES: [(&str, &str); 2] = [
    ("plan.ron", include_str!("../../data/ny-plan/plan.ron")),
    ("delmaal-1.ron", include_str!("../../data/ny-plan/delmaal-1.ron")),
];

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa som skal lagast
    #[arg(value_name = "MAPPE", help_heading = "Argument")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), CliError> {
    let folder = &arguments.folder;
    match fs::read_dir(folder).map(Iterator::count) {
        Ok(1..) => return Err(CliError::Taken(folder.clone())),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(OutputError { path: folder.clone(), error }.into()),
    }
    let files = FILES.map(|(name, text)| OutputFile::new(name.into(), text.into()));
    write_all(folder, &files)?;
    let folder = folder.display();
    // A closed pipe is no reason to fail: the files are there.
    let _ = writeln!(
        std::io::stdout(),
        "Laga ein ny plan i {folder}\nSkriv inn dykkar eigne opplysningar i filene der, og lag dokumenta med:\n  \
         handlingsplan bygg {folder}"
    );
    Ok(())
}
