//! Workbooks, which are zip files: which format they are of, what they unpack to, which sheet of theirs is read.

use std::cell;
use std::io::{self, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::cell::SheetCell;
use super::grid::{Budget, Grid};
use super::{Fault, IsHead, Sheet, ods};
use crate::finding::did_you_mean;

/// The most files in a workbook, and the most bytes that they unpack to.
const MOST_PARTS: usize = 5000;
const MOST_UNPACKED: u64 = 40_000_000;
/// The most bytes of sheets that are read to find the right one.
const MOST_SEARCHED: u64 = 10 * MOST_UNPACKED;

/// Reads a sheet of a workbook.
pub(super) fn open(bytes: &[u8], wanted: Option<&str>, is_head: IsHead<'_>) -> Result<Sheet, Fault> {
    let mut parts = Parts::open_within_limits(bytes)?;
    if parts.named("workbook.bin").next().is_some() {
        return Err(Fault::Format("xlsb"));
    }
    let kind = parts.bytes("mimetype").unwrap_or_default();
    if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return open_ods(&mut parts, wanted, is_head);
    }
    if parts.named("workbook.xml").next().is_none() {
        return Err(Fault::Unknown);
    }
    parts.check_strings()?;
    // Files of other programs may be anything: what the reader does not survive is told as damage.
    catch_panic(|| open_xlsx(&mut parts, bytes, wanted, is_head)).unwrap_or(Err(Fault::Unknown))
}

/// The files that a workbook is made of.
struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Their names, and the size of the largest.
    names: Vec<String>,
    largest: u64,
}

impl<'b> Parts<'b> {
    /// Opens a workbook and unpacks every file once, to nowhere, to measure it: the sizes that a zip file states need
    /// not be true.
    fn open_within_limits(bytes: &'b [u8]) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Unknown)?;
        let over = || Fault::TooLarge(format!("utpakka er ho meir enn {} MB", MOST_UNPACKED / 1_000_000));
        if archive.len() > MOST_PARTS {
            return Err(over());
        }
        let (mut names, mut largest, mut left) = (Vec::new(), 0, MOST_UNPACKED);
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(|error| match error {
                ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::Locked,
                _ => Fault::Unknown,
            })?;
            if entry.size() > left {
                return Err(over());
            }
            names.push(entry.name().to_string());
            let size = io::copy(&mut entry.take(left + 1), &mut io::sink()).map_err(|_| Fault::Unknown)?;
            left = left.checked_sub(size).ok_or_else(over)?;
            largest = largest.max(size);
        }
        Ok(Self { archive, names, largest })
    }

    /// The files whose names end so; letters may be of either case, as readers of workbooks take them.
    fn named<'s>(&'s self, end: &'s str) -> impl Iterator<Item = &'s String> {
        self.names.iter().filter(move |name| name.to_lowercase().ends_with(end))
    }

    /// The bytes of a file.
    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.archive.by_name(name).ok()?.take(MOST_UNPACKED).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The reader makes room for as many texts as the table of texts says it has.
    fn check_strings(&mut self) -> Result<(), Fault> {
        let tables: Vec<String> = self.named("sharedstrings.xml").cloned().collect();
        for name in tables {
            let bytes = self.bytes(&name).ok_or(Fault::Unknown)?;
            let mut xml = quick_xml::Reader::from_reader(bytes.as_slice());
            loop {
                match xml.read_event().map_err(|_| Fault::Unknown)? {
                    Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == b"sst" => {
                        let count = start.try_get_attribute("uniqueCount").map_err(|_| Fault::Unknown)?;
                        let digits = count.map_or(Vec::new(), |own| own.value.into_owned());
                        let count = std::str::from_utf8(&digits).ok().and_then(|own| own.trim().parse::<usize>().ok());
                        if !digits.is_empty() && count.is_none_or(|count| count > bytes.len()) {
                            return Err(Fault::Unknown);
                        }
                        break;
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Whether the program that wrote the file left it to the next one to work its formulas out. Some such programs write
    /// 0 for a value that they don't know.
    fn is_uncalculated(&mut self) -> bool {
        let books: Vec<String> = self.named("workbook.xml").cloned().collect();
        books.iter().filter_map(|name| self.bytes(name)).any(|bytes| {
            let text = String::from_utf8_lossy(&bytes);
            ["fullCalcOnLoad=\"1\"", "fullCalcOnLoad=\"true\""].iter().any(|mark| text.contains(mark))
        })
    }
}

/// Runs code that may panic; `None` if it does. The panic is not printed.
fn catch_panic<T>(risky: impl FnOnce() -> T) -> Option<T> {
    thread_local! {
        static QUIET: cell::Cell<bool> = const { cell::Cell::new(false) };
    }
    static HOOK: Once = Once::new();
    // The hook is the whole program's: it is silent on this thread alone, and only meanwhile.
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if !QUIET.get() {
                usual(about);
            }
        }));
    });
    QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(risky));
    QUIET.set(false);
    done.ok()
}

/// What there is to know of a sheet before it is read.
struct SheetInfo {
    name: String,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Cells,
    Hidden,
    /// A chart, or a sheet of macros.
    Other,
}

/// The cells of a sheet, up to what is wrong with it.
type Partial = (Grid, Option<Fault>);

/// The sheet with a name or, without one, the first that can be seen and has the heads; failing that, the first that can be
/// seen.
fn choose_sheet(
    listed: &[SheetInfo],
    wanted: Option<&str>,
    is_head: IsHead<'_>,
    mut read: impl FnMut(usize) -> Result<Partial, Fault>,
) -> Result<Sheet, Fault> {
    let sheet = |name: &str, grid: Grid| {
        let head = grid.rows.iter().position(|row| is_head(row));
        Sheet { name: Some(name.into()), rows: grid.rows, head, others: Vec::new(), separator: None }
    };
    if let Some(wanted) = wanted {
        let is_it = |own: &SheetInfo| own.name.trim().to_lowercase() == wanted.trim().to_lowercase();
        let Some(index) = listed.iter().position(is_it) else {
            let names: Vec<&str> =
                listed.iter().filter(|own| own.state == State::Cells).map(|own| own.name.as_str()).collect();
            let hint = did_you_mean(wanted, names.iter().copied());
            let hint = hint.unwrap_or_else(|| format!("Arka heiter {}", names.join(", ")));
            return Err(Fault::NoSuchSheet(wanted.into(), hint));
        };
        let name = &listed[index].name;
        return match listed[index].state {
            State::Hidden => Err(Fault::Hidden(name.clone())),
            State::Other => Err(Fault::NoCells(name.clone())),
            State::Cells => match read(index)? {
                (_, Some(fault)) => Err(fault),
                (grid, None) => Ok(sheet(name, grid)),
            },
        };
    }
    let mut found: Option<Sheet> = None;
    let mut first: Option<Result<Sheet, Fault>> = None;
    for (index, own) in listed.iter().enumerate().filter(|(_, own)| own.state == State::Cells) {
        let (grid, fault) = match read(index) {
            Ok(partial) => partial,
            // What is wrong with a sheet after the right one is no matter.
            Err(_) if found.is_some() => continue,
            Err(fault) => return Err(fault),
        };
        let own = sheet(&own.name, grid);
        if own.head.is_none() {
            if first.is_none() {
                first = Some(fault.map_or(Ok(own), Err));
            }
        } else if let Some(found) = &mut found {
            found.others.extend(own.name);
        } else if let Some(fault) = fault {
            return Err(fault);
        } else {
            found = Some(own);
        }
    }
    found.map(Ok).or(first).unwrap_or(Err(Fault::NoSheet))
}

fn open_ods(parts: &mut Parts<'_>, wanted: Option<&str>, is_head: IsHead<'_>) -> Result<Sheet, Fault> {
    let about = parts.bytes("META-INF/manifest.xml").unwrap_or_default();
    if String::from_utf8_lossy(&about).contains("encryption-data") {
        return Err(Fault::Locked);
    }
    let content = parts.bytes("content.xml").ok_or(Fault::Unknown)?;
    let mut tables = ods::tables(&content)?;
    let state = |hidden: bool| if hidden { State::Hidden } else { State::Cells };
    let listed: Vec<SheetInfo> =
        tables.iter().map(|own| SheetInfo { name: own.name.clone(), state: state(own.hidden) }).collect();
    choose_sheet(&listed, wanted, is_head, |index| {
        let own = &mut tables[index];
        Ok((std::mem::take(&mut own.grid), own.fault.take()))
    })
}

fn open_xlsx(parts: &mut Parts<'_>, bytes: &[u8], wanted: Option<&str>, is_head: IsHead<'_>) -> Result<Sheet, Fault> {
    let uncalculated = parts.is_uncalculated();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let state = |own: &calamine::Sheet| match (own.visible, own.typ) {
        (SheetVisible::Hidden | SheetVisible::VeryHidden, _) => State::Hidden,
        (SheetVisible::Visible, SheetType::WorkSheet) => State::Cells,
        (SheetVisible::Visible, _) => State::Other,
    };
    let listed: Vec<SheetInfo> =
        book.sheets_metadata().iter().map(|own| SheetInfo { name: own.name.clone(), state: state(own) }).collect();
    // Sheets are read by their names: with two of one name, the hidden one could be read for the other.
    let mut names: Vec<&str> = listed.iter().map(|own| own.name.as_str()).collect();
    names.sort_unstable();
    if names.windows(2).any(|two| two[0] == two[1]) {
        return Err(Fault::Unknown);
    }
    if wanted.is_none() && parts.largest.saturating_mul(listed.len() as u64) > MOST_SEARCHED {
        return Err(Fault::TooLarge(
            "ho har for mange ark å leite i\nråd: Vel arket med namnet, eller legg det i ei eiga fil".into(),
        ));
    }
    let mut budget = Budget::new();
    choose_sheet(&listed, wanted, is_head, |index| {
        xlsx_sheet(&mut book, &listed[index].name, uncalculated, &mut budget)
    })
}

fn fault(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Locked,
        XlsxError::CellError(shown) => Fault::Cell(shown.clone()),
        _ => Fault::Unknown,
    }
}

/// Reads a sheet cell by cell: one far out would else ask for all the memory there is.
fn xlsx_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    uncalculated: bool,
    budget: &mut Budget,
) -> Result<Partial, Fault> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| fault(&error))?;
    let mut grid = Grid::default();
    while let Some(own) = cells.next_cell_with_formula_metadata().map_err(|error| fault(&error))? {
        let (row, column) = own.pos;
        let is_formula = own.formula.is_some();
        let cell = match typed(&own.value) {
            SheetCell::Empty if is_formula => SheetCell::MissingFormula,
            SheetCell::Number(0.0) if is_formula && uncalculated => SheetCell::MissingFormula,
            cell => cell,
        };
        if let Err(fault) = grid.put(row as usize, column as usize, cell, budget) {
            return Ok((grid, Some(fault)));
        }
    }
    Ok((grid, None))
}

fn typed(value: &DataRef<'_>) -> SheetCell {
    match value {
        DataRef::Empty => SheetCell::Empty,
        DataRef::Int(value) => SheetCell::number(*value as f64),
        DataRef::Float(value) => SheetCell::number(*value),
        DataRef::String(text) => SheetCell::text(text),
        DataRef::SharedString(text) => SheetCell::text(text),
        DataRef::Bool(value) => SheetCell::Boolean(*value),
        DataRef::DateTime(value) => day(value),
        DataRef::DateTimeIso(text) => SheetCell::iso_date(text),
        DataRef::DurationIso(_) => SheetCell::Time,
        DataRef::Error(error) => SheetCell::Error(error.to_string()),
    }
}

/// The day that Excel keeps as a number.
fn day(value: &ExcelDateTime) -> SheetCell {
    // From the first day of 1900 to the last of 9999; what is less than a day is a time.
    if value.is_duration() || !(1.0..2_958_466.0).contains(&value.as_f64()) {
        return SheetCell::Time;
    }
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    Date::new(year as i16, month as i8, day as i8).map_or(SheetCell::Time, SheetCell::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_survived() {
        assert_eq!(catch_panic(|| -> u8 { panic!("never seen") }), None);
        assert_eq!(catch_panic(|| 5), Some(5));
    }

    #[test]
    fn the_first_sheet_that_is_seen_and_has_the_heads_is_read() {
        let listed = |names: &[(&str, State)]| -> Vec<SheetInfo> {
            names.iter().map(|(name, state)| SheetInfo { name: (*name).into(), state: *state }).collect()
        };
        let book = listed(&[
            ("Gammalt", State::Hidden),
            ("Diagram", State::Other),
            ("Om", State::Cells),
            ("Tal", State::Cells),
            ("Meir", State::Cells),
        ]);
        let read = |index: usize| -> Result<Partial, Fault> {
            let mut grid = Grid::default();
            let text = if book[index].name == "Om" { "om" } else { "hovud" };
            grid.put(1, 0, SheetCell::text(text), &mut Budget::new())?;
            Ok((grid, None))
        };
        let is_head = |row: &[SheetCell]| row.contains(&SheetCell::text("hovud"));
        let sheet = choose_sheet(&book, None, &is_head, read).unwrap();
        assert_eq!((sheet.name.as_deref(), sheet.head), (Some("Tal"), Some(1)));
        assert_eq!(sheet.others, ["Meir"]);
        let named = |name: &str| choose_sheet(&book, Some(name), &is_head, read);
        assert_eq!(named("om").unwrap().head, None);
        assert_eq!(named("Gammalt"), Err(Fault::Hidden("Gammalt".into())));
        assert_eq!(named("Diagram"), Err(Fault::NoCells("Diagram".into())));
        assert_eq!(named("Tall"), Err(Fault::NoSuchSheet("Tall".into(), "Meinte du «Tal»?".into())));
    }
}
