//! `handlingsplan formater`: the plan's files in one layout.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Outcome, print, shell_quoted};
use crate::data::clean::clean_text;
use crate::data::format::{Unformatted, format_ron};
use crate::data::load;
use crate::output::{Folder, OutputFile};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: PathBuf,
    /// Sjå berre etter om noko bør formaterast, og endra ingenting
    #[arg(long = "sjekk", alias = "check")]
    check: bool,
    /// Rett òg det som ofte kjem med når ein limer inn tekst: mjuke bindestrekar, usynlege teikn, krølla hermeteikn og
    /// kulepunkt frå Word
    #[arg(long = "reins", alias = "clean")]
    clean: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    // Held from before the files are read: what another run writes meanwhile would be lost.
    let held = (!arguments.check && arguments.plan.is_dir()).then(|| Folder::open(&arguments.plan)).transpose()?;
    let loaded = load(&arguments.plan);
    let mut sources = loaded.sources;
    let readable = loaded.plan.is_ok();
    // What is pasted in may be what keeps the plan from being read.
    let is_text = sources.files.iter().all(|source| std::str::from_utf8(&source.bytes).is_ok());
    if let (Err(findings), true) = (loaded.plan, !arguments.clean || !is_text) {
        return Err(CliError::Findings { findings, sources: Box::new(sources) });
    }
    let mut changed = Vec::new();
    let mut report = String::new();
    for source in &mut sources.files {
        let path = arguments.plan.join(&source.file);
        if arguments.clean {
            let (text, cleanings) = clean_text(&source.text);
            for one in &cleanings {
                let (line, column) = source.position(one.offset);
                let times = if one.count == 1 { String::new() } else { format!(" ({} gonger)", one.count) };
                report += &format!("{}:{line}:{column}: {}{times}\n", path.display(), one.what);
            }
            source.text = text;
        }
        let text = match format_ron(&source.text) {
            Ok(text) => text,
            // What can be mended is mended, also in a file that can't be laid out.
            Err(_) if arguments.clean => source.text.clone(),
            Err(Unformatted { offset, why }) => {
                let (line, column) = source.position(offset);
                let what = format!("{}:{line}:{column}: {why}", path.display());
                return Err(CliError::Refused { what, hint: "Sjå etter med «handlingsplan sjekk»".into() });
            }
        };
        // Compared with what is on the disk: a byte order mark or Windows line ends go too.
        if !source.bytes.is_empty() && source.bytes != text.as_bytes() {
            changed.push(OutputFile::new(source.file.clone(), text.into_bytes()));
        }
    }
    if let Some(folder) = held {
        folder.write(&changed)?;
    }
    let what = if arguments.check { "Bør formaterast" } else { "Formaterte" };
    for file in &changed {
        report += &format!("{what}: {}\n", arguments.plan.join(&file.name).display());
    }
    if arguments.clean && !arguments.check && !report.is_empty() {
        report += "Sjå etter at planen no er rett: handlingsplan sjekk ";
        report += &format!("{}\n", shell_quoted(&arguments.plan));
    }
    print(&report)?;
    if !readable {
        // ChangeSentence with what is left of it.
        super::load_plan(&arguments.plan)?;
    }
    Ok(if arguments.check && !changed.is_empty() { Outcome::Found } else { Outcome::Done })
}
