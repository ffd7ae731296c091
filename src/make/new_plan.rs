//! A small, complete, commented plan to start from, written in a folder of its own with its first version kept.

use std::path::Path;

use super::build::load_and_check;
use super::error::{ChangeError, refused};
use super::new_folder::{check_is_free, put_error};
use crate::data::strings::quoted;
use crate::data::{normalise, versions};
use crate::document::Lang;
use crate::edition::Edition;
use crate::finding::Severity;
use crate::output::{NewFolder, OutputFile};
use crate::plan::{Språk, has_id_form};
use crate::process::rullering::FIRST_VERSION;
use crate::words::terms::Terms;

/// The files of the new plan, in nynorsk and in bokmål.
const NYNORSK: [(&str, &str); 2] = [
    ("plan.ron", include_str!("../../data/ny-plan/plan.ron")),
    ("delmaal-1.ron", include_str!("../../data/ny-plan/delmaal-1.ron")),
];
const BOKMÅL: [(&str, &str); 2] = [
    ("plan.ron", include_str!("../../data/ny-plan-bokmal/plan.ron")),
    ("delmaal-1.ron", include_str!("../../data/ny-plan-bokmal/delmaal-1.ron")),
];
/// The plan's short name in them, and the agreement that it follows up.
const SHORT_NAME: &str = "kortnamn: \"ny-plan\"";
const AGREEMENT: &str = "avtale: \"Bygdevekstavtale for Dalane og Fjorden\"";

/// A short name that is like a name: small letters, digits and hyphens. A year in it is left out, for the files' names have that
/// of the plan.
pub fn short_name(name: &str) -> Option<String> {
    let name = normalise(name.into()).to_lowercase();
    let letters: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts = || letters.split('-').filter(|part| !part.is_empty());
    let is_year = |part: &str| part.len() == 4 && part.parse::<i16>().is_ok_and(|year| (1900..=2200).contains(&year));
    let without_years: Vec<&str> = parts().filter(|part| !is_year(part)).collect();
    let parts = if without_years.is_empty() { parts().collect() } else { without_years };
    let short: String = parts.join("-").chars().take(60).collect();
    has_id_form(&short).then_some(short)
}

/// How a plan's file is written, in words at the top of it, for a plan that was read from a document of this name.
pub(super) fn help(language: Språk, document: &str) -> String {
    let (files, lang) = match language {
        Språk::Nn => (NYNORSK, Lang::Nn),
        Språk::Nb => (BOKMÅL, Lang::Nb),
    };
    let first = Terms::of_lang(lang).read_from;
    let lines =
        files[0].1.lines().take_while(|line| line.starts_with("//")).filter(|line| !line.contains("ny handlingsplan."));
    std::iter::once(format!("// {first} «{document}».\n")).chain(lines.map(|line| format!("{line}\n"))).collect()
}

/// Writes the plan in a folder that is free. `agreement` is the agreement that it follows up, where that is known.
///
/// # Errors
/// `ChangeError`; nothing is made then.
pub fn write_new_plan(folder: &Path, language: Språk, agreement: Option<&str>) -> Result<(), ChangeError> {
    check_is_free(folder)?;
    let files = match language {
        Språk::Nn => NYNORSK,
        Språk::Nb => BOKMÅL,
    };
    let name = folder.file_name().and_then(|name| short_name(name.to_str()?)).unwrap_or_else(|| "ny-plan".into());
    let named = |text: &str| {
        let text = text.replacen(SHORT_NAME, &format!("kortnamn: \"{name}\""), 1);
        agreement.map_or(text.clone(), |own| text.replacen(AGREEMENT, &format!("avtale: {}", quoted(own)), 1))
    };
    let files = files.map(|(name, text)| OutputFile::new(name.into(), named(text).into_bytes()));
    // The first version is kept as it is made.
    let version = format!("{}/{FIRST_VERSION}", versions::FOLDER);
    let copy = versions::with_program_file(files.to_vec()).into_iter();
    let copy = copy.map(|file| OutputFile::new(format!("{version}/{}", file.name), file.bytes));
    let files: Vec<OutputFile> = files.iter().cloned().chain(copy).collect();
    let new = NewFolder::write(folder, &files).map_err(|error| put_error(folder, error))?;
    // What is typed as a name may be none.
    let findings = load_and_check(&new.path(), Edition::Utkast).findings;
    if let Some(wrong) = findings.into_iter().find(|finding| finding.severity == Severity::Error) {
        return Err(refused(wrong.message, wrong.hint.unwrap_or_else(|| "Skriv eit anna namn".into())));
    }
    new.put().map_err(|error| put_error(folder, error))
}
