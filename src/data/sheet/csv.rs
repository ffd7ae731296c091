//! CSV: what spreadsheets write as text, read and written. A workbook is better: in CSV every cell is a text, and nothing
//! says how cells are parted or letters are kept.

use encoding_rs::{Encoding, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

use super::cell::SheetCell;
use super::grid::{Budget, Grid};
use super::{Fault, IsHead, Sheet};

/// The signs that cells are parted by.
const SIGNS: [char; 3] = [';', '\t', ','];

/// Reads a sheet. The sign that parts its cells is the one that `sep=` in the first line names, or else the one by which it
/// has a row of heads.
pub(super) fn open(bytes: &[u8], is_head: IsHead<'_>) -> Result<Sheet, Fault> {
    let text = decoded(bytes)?;
    let first = text.lines().next().unwrap_or_default().trim_matches('"').to_lowercase();
    let named = first.strip_prefix("sep=").map(|sign| sign.chars().next().unwrap_or(','));
    let mut best: Option<(usize, Sheet)> = None;
    let mut fault = None;
    for sign in SIGNS.into_iter().filter(|sign| named.is_none_or(|named| named == *sign)).chain(named_alone(named)) {
        let grid = match records(&text, sign) {
            Ok(grid) => grid,
            Err(own) => {
                fault = fault.or(Some(own));
                continue;
            }
        };
        let head = grid.rows.iter().position(|row| is_head(row));
        // A row of heads decides; without one, the most cells.
        let fits = match head {
            Some(head) => 1_000_000_000 + grid.rows[head].len(),
            None => grid.rows.iter().map(Vec::len).sum(),
        };
        if best.as_ref().is_none_or(|(most, _)| fits > *most) {
            let sheet = Sheet { name: None, rows: grid.rows, head, others: Vec::new(), separator: Some(sign) };
            best = Some((fits, sheet));
        }
    }
    match (best, fault) {
        (Some((_, sheet)), None) => Ok(sheet),
        (Some((_, sheet)), Some(_)) if sheet.head.is_some() => Ok(sheet),
        (_, Some(fault)) => Err(fault),
        (None, None) => Err(Fault::Unknown),
    }
}

/// A sign that `sep=` names, and that is none of the usual ones.
fn named_alone(named: Option<char>) -> Option<char> {
    named.filter(|sign| !SIGNS.contains(sign) && !matches!(sign, '"' | '\r' | '\n'))
}

/// The text of the file, its letters composed (NFC).
fn decoded(bytes: &[u8]) -> Result<String, Fault> {
    let text = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, mark)), _) => {
            let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if broken {
                return Err(Fault::Unknown);
            }
            text
        }
        (None, Ok(text)) => text.into(),
        // What Excel writes as "CSV" without more.
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    if text.contains('\0') { Err(Fault::Unknown) } else { Ok(text.nfc().collect()) }
}

/// The cells of a text. Written here and not by the csv crate, which leaves empty lines out, so that rows would be told by
/// wrong numbers, and says nothing of a quote that is not closed, which swallows the rest.
fn records(text: &str, sign: char) -> Result<Grid, Fault> {
    let (mut grid, mut budget) = (Grid::default(), Budget::new());
    let (mut row, mut column) = (0, 0);
    let mut cell = String::new();
    // Whether the cell began with a quote, and whether that one is still open.
    let (mut quoted, mut open) = (false, false);
    let mut signs = text.chars().peekable();
    loop {
        match signs.next() {
            Some('"') if open && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            Some('"') if open => open = false,
            None if open => return Err(Fault::Open(row + 1)),
            Some(c) if open => cell.push(c),
            Some('"') if cell.is_empty() && !quoted => (quoted, open) = (true, true),
            Some(c) if c != sign && c != '\n' && c != '\r' => cell.push(c),
            end => {
                grid.put(row, column, SheetCell::text(unguard_formula(&cell)), &mut budget)?;
                cell.clear();
                quoted = false;
                match end {
                    None => return Ok(grid),
                    Some(c) if c == sign => column += 1,
                    Some(c) => {
                        if c == '\r' && signs.peek() == Some(&'\n') {
                            signs.next();
                        }
                        (row, column) = (row + 1, 0);
                    }
                }
            }
        }
    }
}

/// Rows as CSV that Excel opens with its letters right: UTF-8 with its mark, semicolons. Texts stand in quotes, so that
/// nothing within one begins a cell where another sign parts them, and no text begins a formula.
pub fn to_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .quote_style(csv::QuoteStyle::NonNumeric)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|text| guard_formula(text)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Whether a spreadsheet would read a text as a formula, or as a sign that it takes away before one.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A text that no spreadsheet reads as a formula.
fn guard_formula(text: &str) -> String {
    if begins_formula(text) { format!("'{text}") } else { text.into() }
}

/// The text as it was before it was guarded.
fn unguard_formula(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheet = open(bytes, &|row| row.iter().any(|cell| *cell == SheetCell::text("formål"))).unwrap();
        sheet.rows.iter().map(|row| row.iter().map(SheetCell::to_string).collect()).collect()
    }

    #[test]
    fn csv_is_read_as_norwegian_programs_write_it() {
        let expected = vec![vec!["formål".to_string(), "2026".into()], vec!["å".into(), "1\u{a0}250,-".into()]];
        assert_eq!(read("\u{feff}formål;2026\r\nå;1\u{a0}250,-\r\n".as_bytes()), expected);
        assert_eq!(read(b"form\xe5l;2026\n\xe5;1\xa0250,-\n"), expected);
        assert_eq!(read("formål\t2026\nå\t1\u{a0}250,-".as_bytes()), expected);
        assert_eq!(read("formål,2026\nå,\"1\u{a0}250,-\"".as_bytes()), expected);
        let wide: Vec<u8> =
            "\u{feff}formål\t2026\r\nå\t1\u{a0}250,-".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), expected);
        assert!(open(b"\0\0", &|_| false).is_err());
    }

    #[test]
    fn rows_are_told_by_their_place() {
        assert_eq!(read(b"a;b\n\nc;d\n"), [vec!["a", "b"], vec![], vec!["c", "d"]]);
        assert_eq!(read(b"sep=;\na;b\n"), [vec!["sep="], vec!["a", "b"]]);
        assert_eq!(read(b"sep=|\na|b\n")[1], ["a", "b"]);
        // A cell of two lines is one row.
        assert_eq!(read(b"a;\"b\n\nc\"\nd;e")[1], ["d", "e"]);
        let open = open(b"a;b\nc;\"d\ne;f\n", &|_| false);
        assert!(matches!(open, Err(Fault::Open(2))), "{open:?}");
    }

    #[test]
    fn signs_in_quotes_part_no_cells() {
        let text = "Tal, slik, dei, vart, vedtekne\nformål;\"2026, i kr, utan mva\"\nbru;5\n";
        assert_eq!(read(text.as_bytes())[1], ["formål", "2026, i kr, utan mva"]);
    }

    #[test]
    fn what_is_written_is_read_again_and_is_no_formula() {
        let rows = vec![
            vec!["formål".to_string(), "\"c\"".into(), "a;b".into()],
            vec!["=1+1".into(), "-x".into(), "@a".into()],
            vec!["+1".into(), "\tx".into(), "a,=1+1".into()],
        ];
        let bytes = to_csv(&rows);
        assert_eq!(read(&bytes)[..2], rows[..2]);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("\"'=1+1\";\"'-x\";\"'@a\"\r\n\"'+1\";\"'\tx\";"), "{text}");
        assert!(text.contains("\"a,=1+1\""), "{text}");
    }
}
