//! What commands that read and write sheets have in common: which sheet was read, what is not understood in it, and a new one
//! to fill in.

use std::path::Path;

use super::{CliError, Outcome, print};
use crate::data::sheet::{Problem, Sheet, column_name, to_csv};
use crate::output::{OutputFile, write_all};
use crate::report;

/// Which sheet of the file was read; nothing for a file that has one alone.
pub(super) fn describe_sheet(sheet: &Sheet) -> String {
    let mut text = sheet.name.as_ref().map_or(String::new(), |name| format!("Arket som er lese: «{name}»\n"));
    if !sheet.others.is_empty() {
        let others: Vec<String> = sheet.others.iter().map(|name| format!("«{name}»")).collect();
        text += &format!("Slike overskrifter har òg {}; vel arket med --ark.\n", others.join(", "));
    }
    text
}

/// Prints what is not understood, each with its place in the sheet.
pub(super) fn report_problems(from: &Path, sheet: &Sheet, problems: &[Problem]) -> Result<Outcome, CliError> {
    const MOST: usize = 30;
    let mut text = describe_sheet(sheet);
    for own in problems.iter().take(MOST) {
        let column = own.column.map_or(String::new(), |column| format!(", kolonne {}", column_name(column)));
        text += &format!("feil: {}, rad {}{column}: {}\n", from.display(), own.row, own.message);
        if let Some(hint) = &own.hint {
            text += &format!("  råd: {hint}\n");
        }
    }
    if problems.len() > MOST {
        text += &format!("… og {} til\n", problems.len() - MOST);
    }
    text += &format!("{} i arket. Ingenting er skrive.\n", report::count(problems.len(), "feil", "feil"));
    print(&text)?;
    Ok(Outcome::Found)
}

/// Writes a new sheet to fill in.
pub(super) fn write_template(file: &Path, rows: &[Vec<String>]) -> Result<Outcome, CliError> {
    if file.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("csv")) {
        return Err(CliError::Refused {
            what: format!("arket «{}» må ha endinga .csv", file.display()),
            hint: "Rekneark opnar CSV-filer; lagre dei gjerne som xlsx etterpå".into(),
        });
    }
    if file.exists() {
        return Err(CliError::Refused {
            what: format!("«{}» finst frå før", file.display()),
            hint: "Vel eit anna namn, eller ta fila bort".into(),
        });
    }
    let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let folder = file.parent().filter(|own| !own.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write_all(folder, &[OutputFile::new(name, to_csv(rows))])?;
    print(&format!("Skreiv {}\n", file.display()))?;
    Ok(Outcome::Done)
}
