//! Sheets: a file of a spreadsheet program in, the cells of one sheet out, each with its type. What is read is what the user
//! sees: the first visible sheet with the heads that are looked for, or the one that is named, and never a hidden one.
//! CSV, xlsx and ods are read, and nothing else, and how much they may unpack to is known before they are.

mod cell;
mod csv;
mod grid;
mod ods;
mod workbook;

use std::path::Path;

pub use self::cell::SheetCell;
pub use self::csv::to_csv;

/// Why a sheet could not be read.
#[derive(Debug, thiserror::Error)]
#[error("«{file}» {fault}")]
pub struct SheetError {
    /// The file, as the user names it.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file that no sheet can be read from; the words follow its name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The system doesn't give it.
    #[error("kan ikkje lesast: {0}")]
    Unreadable(&'static str),
    /// It is none of the formats, or it is damaged.
    #[error(
        "er ikkje eit rekneark: formatet er ukjent, eller fila er skadd\nråd: Opne fila i reknearket, og lagre henne som xlsx"
    )]
    Unknown,
    /// It is of a format that is not read.
    #[error("er i eit format som ikkje blir lese ({0})\nråd: Opne fila i reknearket, og lagre henne som xlsx")]
    Format(&'static str),
    /// It needs a password.
    #[error("er låst med passord\nråd: Opne fila i reknearket, og lagre ein kopi utan passord")]
    Locked,
    /// It is beyond every measure.
    #[error("er for stor: {0}")]
    TooLarge(String),
    /// A quote in a row of a CSV file is not closed.
    #[error("kan ikkje lesast: i rad {0} er det eit hermeteikn som ikkje er avslutta")]
    Open(usize),
    /// A cell shows an error that is not known.
    #[error("kan ikkje lesast: ei celle viser feilen {0}\nråd: Rett cella, og lagre fila på nytt")]
    Cell(String),
    /// No sheet of it is one that can be seen.
    #[error("har ingen synlege ark med celler")]
    NoSheet,
    /// It has no sheet with the name that was asked for.
    #[error("har ikkje noko ark som heiter «{0}»\nråd: {1}")]
    NoSuchSheet(String, String),
    /// The sheet that was asked for is hidden.
    #[error("har arket «{0}», men det er gøymt\nråd: Gjer arket synleg i reknearket, og lagre fila")]
    Hidden(String),
    /// The sheet that was asked for is a chart, or something else without cells.
    #[error("har arket «{0}», men det har ingen celler å lese")]
    NoCells(String),
    /// A sheet was asked for by its name, and CSV files have no names of sheets.
    #[error("er ei CSV-fil, og har berre eitt ark\nråd: Ta bort namnet på arket")]
    OneSheet,
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name; a CSV file has none.
    pub name: Option<String>,
    /// Its rows; each ends with its last cell that is not empty.
    pub rows: Vec<Vec<SheetCell>>,
    /// The row of heads, from 0; none where no sheet has the heads that were looked for, and this is the first.
    pub head: Option<usize>,
    /// The names of the other visible sheets with such heads.
    pub others: Vec<String>,
    /// What the cells of a CSV file are parted by; none for a workbook.
    pub separator: Option<char>,
}

/// Something in a sheet that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row, from 1.
    pub row: usize,
    /// The column, from 0; none where it is the whole row.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// What tells a row of heads.
type IsHead<'a> = &'a dyn Fn(&[SheetCell]) -> bool;

/// The largest file, in bytes.
const MAX_SHEET_BYTES: u64 = 20_000_000;

/// Reads the sheet with a name or, without one, the first visible sheet with a row of heads.
///
/// # Errors
/// `SheetError` if there is none, or the file can't be read.
pub fn open(path: &Path, name: Option<&str>, is_head: impl Fn(&[SheetCell]) -> bool) -> Result<Sheet, SheetError> {
    read(path, name, &is_head).map_err(|fault| SheetError { file: path.display().to_string(), fault })
}

fn read(path: &Path, name: Option<&str>, is_head: IsHead<'_>) -> Result<Sheet, Fault> {
    let unreadable = |error: std::io::Error| Fault::Unreadable(crate::output::read_error_reason(&error));
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Fault::Unreadable(if about.is_dir() { "det er ei mappe" } else { "det er inga vanleg fil" }));
    }
    if about.len() > MAX_SHEET_BYTES {
        return Err(Fault::TooLarge(format!("ei fil kan vere {} MB", MAX_SHEET_BYTES / 1_000_000)));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    if bytes.starts_with(b"PK") {
        return workbook::open(&bytes, name, is_head);
    }
    // The files of the old Office, and the box that a locked workbook lies in.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let of_locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(of_locked.len()).any(|window| window == of_locked);
        return Err(if locked { Fault::Locked } else { Fault::Format("xls") });
    }
    if name.is_some() {
        return Err(Fault::OneSheet);
    }
    csv::open(&bytes, is_head)
}

/// A column by its letters: "A", "AB".
pub fn column_name(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index.saturating_add(1);
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(column_name), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
