//! ods, the workbooks of LibreOffice: the XML of the contents in, its tables out. Written here and not by calamine, which
//! holds all repeated cells at once, and reads a formula without a value, and one that failed, as an empty cell.

use std::collections::BTreeSet;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Fault;
use super::cell::SheetCell;
use super::grid::{Budget, Grid};

/// A sheet of a workbook.
#[derive(Debug)]
pub(super) struct OdsSheet {
    /// Its name.
    pub(super) name: String,
    /// Whether it can't be seen; then its cells are not read.
    pub(super) hidden: bool,
    /// Its cells, up to what is wrong.
    pub(super) grid: Grid,
    /// Why not all of its cells are there.
    pub(super) fault: Option<Fault>,
}

/// The most sheets of a workbook.
const MOST_TABLES: usize = 1000;

type Xml<'x> = Reader<&'x [u8]>;

/// The sheets of a workbook, by its `content.xml`.
///
/// # Errors
/// `Fault` if it is not what its format says.
pub(super) fn tables(content: &[u8]) -> Result<Vec<OdsSheet>, Fault> {
    let mut xml = Reader::from_reader(content);
    xml.config_mut().expand_empty_elements = true;
    let mut budget = Budget::new();
    let mut style = String::new();
    let mut hidden_styles = BTreeSet::new();
    let mut tables: Vec<OdsSheet> = Vec::new();
    loop {
        match next(&mut xml)? {
            Event::Start(start) => match start.name().as_ref() {
                b"style:style" => style = attribute(&xml, &start, "style:name")?.unwrap_or_default(),
                b"style:table-properties" if attribute(&xml, &start, "table:display")?.as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                }
                b"table:table" => {
                    if tables.len() >= MOST_TABLES {
                        return Err(Fault::TooLarge(format!("ho har meir enn {MOST_TABLES} ark")));
                    }
                    let name = attribute(&xml, &start, "table:name")?.unwrap_or_default();
                    let style = attribute(&xml, &start, "table:style-name")?;
                    let hidden = style.is_some_and(|style| hidden_styles.contains(&style));
                    let mut grid = Grid::default();
                    let fault = table(&mut xml, (!hidden).then_some(&mut grid), &mut budget)?;
                    tables.push(OdsSheet { name, hidden, grid, fault });
                }
                _ => {}
            },
            Event::Eof => return Ok(tables),
            _ => {}
        }
    }
}

fn next<'x>(xml: &mut Xml<'x>) -> Result<Event<'x>, Fault> {
    xml.read_event().map_err(|_| Fault::Unknown)
}

/// An attribute's value.
fn attribute(xml: &Xml<'_>, start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    let Some(own) = start.try_get_attribute(name).map_err(|_| Fault::Unknown)? else { return Ok(None) };
    let value = own.decoded_and_normalized_value(XmlVersion::Implicit1_0, xml.decoder());
    Ok(Some(value.map_err(|_| Fault::Unknown)?.into_owned()))
}

/// How often a row or a cell is repeated. Sheets end with a cell and a row that are repeated to the edge of what there can
/// be; empty, they cost nothing.
fn repeated(xml: &Xml<'_>, start: &BytesStart<'_>, name: &str) -> Result<usize, Fault> {
    let count = attribute(xml, start, name)?;
    count.map_or(Ok(1), |count| count.trim().parse().map_err(|_| Fault::Unknown))
}

/// Reads a table to its end, into a grid if there is one; gives why not all of it fits.
fn table(xml: &mut Xml<'_>, mut grid: Option<&mut Grid>, budget: &mut Budget) -> Result<Option<Fault>, Fault> {
    let (mut depth, mut at, mut fault) = (1, 0_usize, None);
    loop {
        match next(xml)? {
            Event::Start(start) => match start.name().as_ref() {
                b"table:table" => depth += 1,
                b"table:table-row" if depth == 1 => {
                    let count = repeated(xml, &start, "table:number-rows-repeated")?;
                    let cells = row(xml)?;
                    if fault.is_none()
                        && let Some(grid) = grid.as_deref_mut()
                    {
                        fault = place(grid, at, count, &cells, budget).err();
                    }
                    at = at.saturating_add(count);
                }
                _ => {}
            },
            Event::End(end) if end.name().as_ref() == b"table:table" => {
                depth -= 1;
                if depth == 0 {
                    return Ok(fault);
                }
            }
            Event::Eof => return Err(Fault::Unknown),
            _ => {}
        }
    }
}

/// Cells of a row that are not empty, each with its column and how often it stands there.
type Cells = Vec<(usize, usize, SheetCell)>;

/// Puts a row as often as it is repeated.
fn place(
    grid: &mut Grid,
    at: usize,
    count: usize,
    cells: &[(usize, usize, SheetCell)],
    budget: &mut Budget,
) -> Result<(), Fault> {
    if cells.is_empty() {
        return Ok(());
    }
    for row in at..at.saturating_add(count) {
        for (column, count, cell) in cells {
            for column in *column..column.saturating_add(*count) {
                grid.put(row, column, cell.clone(), budget)?;
            }
        }
    }
    Ok(())
}

/// Reads a row to its end.
fn row(xml: &mut Xml<'_>) -> Result<Cells, Fault> {
    let mut cells = Cells::new();
    let mut column = 0_usize;
    loop {
        match next(xml)? {
            Event::Start(start) => {
                // What a merged cell covers can't be seen.
                let covered = match start.name().as_ref() {
                    b"table:table-cell" => false,
                    b"table:covered-table-cell" => true,
                    _ => continue,
                };
                let count = repeated(xml, &start, "table:number-columns-repeated")?;
                let cell = cell(xml, &start)?;
                if cell != SheetCell::Empty && !covered {
                    cells.push((column, count, cell));
                }
                column = column.saturating_add(count);
            }
            Event::End(end) if end.name().as_ref() == b"table:table-row" => return Ok(cells),
            Event::Eof => return Err(Fault::Unknown),
            _ => {}
        }
    }
}

/// Reads a cell to its end.
fn cell(xml: &mut Xml<'_>, start: &BytesStart<'_>) -> Result<SheetCell, Fault> {
    let kind = attribute(xml, start, "office:value-type")?;
    let is_formula = attribute(xml, start, "table:formula")?.is_some();
    let failed = attribute(xml, start, "calcext:value-type")?.as_deref() == Some("error");
    let value = match kind.as_deref() {
        Some("float" | "percentage" | "currency") => attribute(xml, start, "office:value")?,
        Some("date") => attribute(xml, start, "office:date-value")?,
        Some("boolean") => attribute(xml, start, "office:boolean-value")?,
        Some("string") => attribute(xml, start, "office:string-value")?,
        _ => None,
    };
    let shown = shown(xml)?;
    if failed || (is_formula && (shown.starts_with('#') || shown.starts_with("Err:"))) {
        return Ok(SheetCell::Error(shown));
    }
    Ok(match (kind.as_deref(), value) {
        (Some("float" | "percentage" | "currency"), Some(value)) => {
            SheetCell::number(value.trim().parse().map_err(|_| Fault::Unknown)?)
        }
        (Some("date"), Some(value)) => SheetCell::iso_date(&value),
        (Some("boolean"), Some(value)) => SheetCell::Boolean(value == "true"),
        (Some("time"), _) => SheetCell::Time,
        (Some("string"), Some(value)) => SheetCell::text(&value),
        (None, _) if is_formula && shown.is_empty() => SheetCell::MissingFormula,
        (Some("float" | "percentage" | "currency" | "date" | "boolean"), None) => SheetCell::MissingFormula,
        _ => SheetCell::text(&shown),
    })
}

/// Reads to the end of a cell; gives its paragraphs, without the notes on it.
fn shown(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut text = String::new();
    let (mut depth, mut paragraphs) = (1, 0);
    // Whether this is in a paragraph, and how deep the note begins that this is in.
    let (mut inside, mut note) = (false, None);
    loop {
        match next(xml)? {
            Event::Start(start) => {
                depth += 1;
                match start.name().as_ref() {
                    _ if note.is_some() => {}
                    b"office:annotation" => note = Some(depth),
                    b"text:p" if depth == 2 => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                        inside = true;
                    }
                    b"text:s" if inside => {
                        let count = repeated(xml, &start, "text:c")?;
                        text.extend(std::iter::repeat_n(' ', count.min(100)));
                    }
                    b"text:tab" if inside => text.push('\t'),
                    b"text:line-break" if inside => text.push('\n'),
                    _ => {}
                }
            }
            Event::End(_) => {
                if note == Some(depth) {
                    note = None;
                }
                depth -= 1;
                match depth {
                    0 => return Ok(text),
                    1 => inside = false,
                    _ => {}
                }
            }
            Event::Text(own) if inside && note.is_none() => {
                text += &own.decode().map_err(|_| Fault::Unknown)?;
            }
            Event::CData(own) if inside && note.is_none() => {
                text += &own.decode().map_err(|_| Fault::Unknown)?;
            }
            Event::GeneralRef(own) if inside && note.is_none() => {
                let name = own.decode().map_err(|_| Fault::Unknown)?;
                text += &unescape(&format!("&{name};")).map_err(|_| Fault::Unknown)?;
            }
            Event::Eof => return Err(Fault::Unknown),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str) -> Vec<OdsSheet> {
        let hidden = r#"<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>"#;
        tables(format!("<office:document-content>{hidden}{body}</office:document-content>").as_bytes()).unwrap()
    }

    fn row_of(cells: &str) -> OdsSheet {
        of(&format!(r#"<table:table table:name="A"><table:table-row>{cells}</table:table-row></table:table>"#))
            .remove(0)
    }

    #[test]
    fn a_cell_has_its_type() {
        let table = row_of(
            r##"<table:table-cell office:value-type="float" office:value="2026"><text:p>2 026,0</text:p></table:table-cell>
            <table:table-cell office:value-type="string"><office:annotation><text:p>m</text:p></office:annotation><text:p>a &amp;<text:s/><text:span>b</text:span></text:p><text:p>c</text:p></table:table-cell>
            <table:table-cell office:value-type="date" office:date-value="2026-05-19"><text:p>19.05.26</text:p></table:table-cell>
            <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
            <table:table-cell table:formula="of:=2*3"/>
            <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
            <table:covered-table-cell office:value-type="float" office:value="5"/>"##,
        );
        let expected = [
            SheetCell::Number(2026.0),
            SheetCell::Text("a & b\nc".into()),
            SheetCell::Date(jiff::civil::date(2026, 5, 19)),
            SheetCell::Error("#DIV/0!".into()),
            SheetCell::MissingFormula,
            SheetCell::Boolean(true),
        ];
        assert_eq!((table.grid.rows, table.fault), (vec![expected.to_vec()], None));
    }

    #[test]
    fn repeated_cells_cost_nothing_where_they_are_empty_and_are_told_where_they_are_too_many() {
        let cell = r#"<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
        let far = r#"<table:table-cell table:number-columns-repeated="16383"/>"#;
        let rest = format!(r#"<table:table-row table:number-rows-repeated="1048576">{far}</table:table-row>"#);
        let table = |rows: &str| of(&format!(r#"<table:table table:name="A">{rows}</table:table>"#)).remove(0);
        let usual = table(&format!("<table:table-row>{cell}{far}</table:table-row>{rest}"));
        assert_eq!((usual.grid.rows.len(), usual.fault), (1, None));
        let wide = table(&format!("<table:table-row>{far}{cell}</table:table-row>"));
        assert!(wide.fault.unwrap().to_string().contains("rad 1, kolonne XFD"));
        let long = table(&format!(r#"<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>"#));
        assert!(long.fault.unwrap().to_string().contains("rad 5001, kolonne A"));
    }

    #[test]
    fn a_hidden_sheet_is_known_and_not_read() {
        let cell = r#"<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
        let row = format!("<table:table-row>{cell}</table:table-row>");
        let tables = of(&format!(
            r#"<table:table table:name="A" table:style-name="ta2">{row}</table:table><table:table table:name="B">{row}</table:table>"#
        ));
        let seen: Vec<(&str, bool, usize)> =
            tables.iter().map(|own| (own.name.as_str(), own.hidden, own.grid.rows.len())).collect();
        assert_eq!(seen, [("A", true, 0), ("B", false, 1)]);
    }
}
