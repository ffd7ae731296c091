//! Sheets: a file of a spreadsheet program in, its cells as text out. CSV as Excel writes it in Norway (semicolons, with or
//! without UTF-8), and what calamine reads: xlsx, xls, ods.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader};
use unicode_normalization::UnicodeNormalization;

/// Why a sheet could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file itself can't be read.
    #[error("kan ikkje lesa «{0}»: {1}")]
    Unreadable(String, String),
    /// It is no sheet that is known.
    #[error("«{0}» er ikkje eit rekneark: {1}")]
    NoSheet(String, String),
    /// It is beyond every measure.
    #[error("«{0}» er for stor: eit ark kan ha {MOST_ROWS} rader")]
    TooLarge(String),
}

/// The most rows and columns.
const MOST_ROWS: usize = 5000;
const MOST_COLUMNS: usize = 200;
/// The largest file, in bytes.
const LARGEST: u64 = 20_000_000;

/// The rows of a sheet, each with its cells as text; the first sheet of a workbook.
///
/// # Errors
/// `SheetError` if it can't be read.
pub fn rows(path: &Path) -> Result<Vec<Vec<String>>, SheetError> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "fila finst ikkje",
            _ => crate::output::reading(&error),
        };
        SheetError::Unreadable(name.clone(), why.into())
    };
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        let what = if about.is_dir() { "det er ei mappe" } else { "det er inga vanleg fil" };
        return Err(SheetError::Unreadable(name, what.into()));
    }
    if about.len() > LARGEST {
        return Err(SheetError::TooLarge(name));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    // Workbooks are zip files, or those of the old Office.
    let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let rows = if is_workbook { workbook(bytes) } else { csv(&bytes) };
    let rows = rows.map_err(|why| SheetError::NoSheet(name.clone(), why))?;
    if rows.len() > MOST_ROWS || rows.iter().any(|row| row.len() > MOST_COLUMNS) {
        return Err(SheetError::TooLarge(name));
    }
    Ok(rows)
}

/// What is said of a workbook that can't be read.
const DAMAGED: &str = "formatet er ukjent, eller fila er skadd";

fn workbook(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, String> {
    // Files of other programs may be anything: what the reader does not survive is told as damage.
    let read = || if bytes.starts_with(b"PK") { xlsx_or_ods(&bytes) } else { old_workbook(&bytes) };
    std::panic::catch_unwind(read).unwrap_or_else(|_| Err(DAMAGED.into()))
}

/// An xlsx cell by cell: one far out would else ask for all the memory there is.
fn xlsx_or_ods(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let Ok(mut book) = calamine::Xlsx::new(Cursor::new(bytes)) else { return old_workbook(bytes) };
    let name = book.sheet_names().into_iter().next().ok_or("fila har ingen ark")?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| DAMAGED)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| DAMAGED)? {
        let (row, column) = cell.get_position();
        let text = said(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        let (row, column) = (row as usize, column as usize);
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(format!("ei celle står for langt ute (rad {}); arket kan ha {MOST_ROWS} rader", row + 1));
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = text;
    }
    Ok(rows)
}

fn old_workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let range = book.worksheet_range_at(0).ok_or("fila har ingen ark")?.map_err(|_| DAMAGED)?;
    // A sheet's cells begin where its first cell is.
    let (top, left) = range.start().unwrap_or_default();
    if top as usize > MOST_ROWS || left as usize > MOST_COLUMNS {
        return Err("den første cella står for langt ute".into());
    }
    let mut rows = vec![Vec::new(); top as usize];
    for row in range.rows() {
        rows.push(std::iter::repeat_n(String::new(), left as usize).chain(row.iter().map(said)).collect());
    }
    Ok(rows)
}

/// A cell's value as text. A date is no number here, however the file keeps it.
fn said(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(value) => value.to_string(),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => format!("dato {cell}"),
        other => other.to_string().nfc().collect(),
    }
}

fn csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let text = match String::from_utf8(bytes.to_vec()) {
        Ok(text) => text,
        // What Excel writes as "CSV" without more.
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.contains('\0') {
        return Err("ho er verken CSV eller eit rekneark".into());
    }
    // Some programs say first how cells are parted.
    let (said, text) = match text.split_once('\n') {
        Some((first, rest)) if first.trim().to_lowercase().starts_with("sep=") => (first.trim().chars().nth(4), rest),
        _ => (None, text),
    };
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let most = [';', '\t', ','].into_iter().max_by_key(|sign| (count(*sign), *sign == ';')).unwrap_or(';');
    let delimiter = u8::try_from(said.unwrap_or(most)).map_err(|_| "skiljeteiknet er ukjent")?;
    // A quote that is not closed would swallow the rest.
    let odd = |line: &&str| line.matches('"').count() % 2 == 1;
    let all: Vec<(usize, &str)> = text.lines().enumerate().filter(|(_, line)| odd(line)).collect();
    if let ([(line, _), ..], 1) = (all.as_slice(), all.len() % 2) {
        return Err(format!("i rad {} er det eit hermeteikn som ikkje er avslutta", line + 1));
    }
    let text: String = text.nfc().collect();
    // The reader leaves out empty lines, and rows are told by their number.
    let sign = char::from(delimiter);
    let filled = |line: &str| if line.trim().is_empty() { format!("{sign}\n") } else { format!("{line}\n") };
    let text: String = text.lines().map(filled).collect();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = said.map(|_| Vec::new()).into_iter().collect();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        rows.push(record.iter().map(str::to_string).collect());
        if rows.len() > MOST_ROWS {
            break;
        }
    }
    Ok(rows)
}

/// Rows as CSV that Excel opens with its letters right: UTF-8 with its mark, semicolons.
pub fn to_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_read_as_norwegian_programs_write_it() {
        let read = |bytes: &[u8]| csv(bytes).unwrap();
        let expected = vec![vec!["formål".to_string(), "2026".into()], vec!["å".into(), "1\u{a0}250,-".into()]];
        assert_eq!(read("\u{feff}formål;2026\r\nå;1\u{a0}250,-\r\n".as_bytes()), expected);
        assert_eq!(read(b"form\xe5l;2026\n\xe5;1\xa0250,-\n"), expected);
        assert_eq!(read("formål\t2026\nå\t1\u{a0}250,-".as_bytes()), expected);
        assert_eq!(read("formål,2026\nå,\"1\u{a0}250,-\"".as_bytes()), expected);
        // Rows are told by their place, with empty lines between.
        assert_eq!(read(b"a;b\n\nc;d\n").len(), 3);
        assert_eq!(read(b"sep=;\na;b\n"), [vec![], vec!["a".to_string(), "b".into()]]);
        assert!(csv(b"\0\0").is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let rows = vec![vec!["a;b".to_string(), "\"c\"".into()], vec!["æ".into(), String::new()]];
        assert_eq!(csv(&to_csv(&rows)).unwrap(), rows);
    }
}
