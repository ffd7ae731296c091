//! The widths of a table's columns, from what stands in them: no word is broken if the page has room for it,
//! and the columns with most text get most of what is left. From the widths follows how high the rows will
//! be, and so which rows and tables can stay whole. Both writers use the same widths, so that the PDF and the
//! Word file break their lines alike.

use std::borrow::Cow;

use super::breaks::break_long_bold_words;
use super::fonts;
use super::look::{Look, TextStyle, tenths};
use crate::document::{Cell, Column, Link, Row, Run, Table, Text, Tone};

/// The room at both sides of a cell's text together, in points, and a little for rounding.
const PADDING: f64 = 12.5;

/// A row higher than this, in points, may break: it might not fit a page.
const TALLEST_WHOLE_ROW: f64 = 430.0;
/// A table higher than this, in points, may break between its rows: LibreOffice breaks every table, and its pages should
/// be those of the PDF.
const TALLEST_WHOLE_TABLE: f64 = 90.0;
/// Rows that are higher together may be parted, in points: they would not have room on a page on its side.
const TALLEST_KEPT_ROWS: f64 = 330.0;
/// A table that is one thing, higher than this in points, may break between its rows.
const TALLEST_UNIT_TABLE: f64 = 330.0;

/// Every cell is measured as if it were bold. Those of a light table never are, and regular letters are narrower by so much.
const REGULAR: f64 = 0.3;

/// The kind of text in a table's cells, as it is measured.
fn kind_of(table: &Table, look: &Look) -> TextStyle {
    match table.light {
        true => TextStyle { size: look.kinds.small.size - REGULAR, ..look.kinds.small },
        false => look.table_kind(table.dense),
    }
}

/// Fits a table; where changes are marked in it, so that words that were put in may stand under those that were taken out. Where `years` is not so, a table that is
/// to have one page is without the columns of its years: bars say nothing that the words don't.
pub fn fit_with_changes(table: &mut Table, look: &Look, years: bool) {
    if table.one_page && !years {
        without_years(table);
    }
    let mut parted = table.clone();
    let mut changed = false;
    parted.for_each_text_mut(&mut |text| {
        for at in 1..text.0.len() {
            let (before, run) = text.0.split_at_mut(at);
            if before[at - 1].change.is_some() && run[0].change.is_some() && before[at - 1].change != run[0].change {
                run[0].text.insert(0, ' ');
                changed = true;
            }
        }
    });
    fit(table, look);
    if !changed {
        return;
    }
    // In the same type: the widths are for the table as it is set.
    parted.dense = table.dense;
    fit_columns(&mut parted, look);
    // The marks alone turn no page: the table lies as it does without them.
    if parted.landscape == table.landscape {
        table.whole = parted.whole;
        for (column, parted) in table.columns.iter_mut().zip(&parted.columns) {
            column.width = parted.width;
        }
        for (row, parted) in table.rows.iter_mut().zip(&parted.rows) {
            (row.whole, row.with_names) = (parted.whole, 0.0);
        }
    }
}

/// What stands around a table that is to have one page, in points: a heading, and words before and after.
const AROUND_ONE_PAGE: f64 = 135.0;
/// The height that a row adds to its words, with its line: in a table of usual size, and in a dense one.
const ROW_PADDING: [f64; 2] = [8.5, 3.5];
/// The smallest type is the last.
const DENSEST: usize = 2;

/// Sets the widths of the columns so that they fill the text's width, which rows stay whole, and how small the type of a table
/// is that is to have one page.
pub fn fit(table: &mut Table, look: &Look) {
    fit_columns(table, look);
    let room = room(look);
    while table.one_page && table.dense < DENSEST && (table.landscape || exact_height(table, look) > room) {
        table.dense += 1;
        fit_columns(table, look);
    }
}

/// How high a table may be that is to have one page, in points.
fn room(look: &Look) -> f64 {
    look.page.height - look.page.top - look.page.bottom - AROUND_ONE_PAGE
}

/// Whether a table fits its page with the columns of its years, if it is to have one page: bars give way to titles that would
/// else need another.
pub fn has_room_for_years(table: &Table, look: &Look) -> bool {
    if !table.one_page || !table.columns.iter().any(|column| column.year) {
        return true;
    }
    let mut tried = table.clone();
    fit(&mut tried, look);
    exact_height(&tried, look) <= room(look)
}

fn without_years(table: &mut Table) {
    let years: Vec<bool> = table.columns.iter().map(|column| column.year).collect();
    for row in &mut table.rows {
        for at in 0..row.cells.len() {
            let last = (at + 1 + row.cells[at].over).min(years.len());
            row.cells[at].over -= years[at + 1..last].iter().filter(|year| **year).count();
        }
        let mut seen = years.iter();
        row.cells.retain(|_| !seen.next().copied().unwrap_or(false));
    }
    table.columns.retain(|column| !column.year);
}

/// How high a table is, in points.
fn exact_height(table: &Table, look: &Look) -> f64 {
    let kind = kind_of(table, look);
    let around = ROW_PADDING[usize::from(table.dense > 0)];
    let rows = table.rows.iter().map(|row| {
        let cells = row.visible_cells().map(|(cell, columns)| {
            let width = width_of(&table.columns[columns]);
            let lines: usize =
                cell_texts(cell).map(|text| fonts::wrap(&text, width - PADDING, kind.size, true).0.len()).sum();
            lines.max(1) as f64 * kind.pitch + around
        });
        cells.fold(row.height, f64::max)
    });
    rows.sum::<f64>() + kind.pitch + around
}

/// The width of columns together.
fn width_of(columns: &[Column]) -> f64 {
    columns.iter().map(|column| column.width).sum()
}

fn fit_columns(table: &mut Table, look: &Look) {
    let kind = kind_of(table, look);
    let (upright, wide) = (look.page.text_width(), look.page.landscape_text_width());
    let needs: Vec<Need> = (0..table.columns.len()).map(|index| Need::of(table, index, kind.size)).collect();
    // A table that would have to break words stands on a page on its side; the log can't, it is on the title page.
    let least: f64 = needs.iter().map(|need| need.least).sum();
    table.landscape = least > upright && !table.light;
    let across = if table.landscape { wide } else { upright };
    let mut widths = distribute_width(&needs, across);
    if least <= across {
        reduce_height(table, &needs, &mut widths, kind.size);
    }
    for (column, width) in table.columns.iter_mut().zip(widths) {
        column.width = tenths(width);
    }
    for row in &mut table.rows {
        row.height = if row.signed { look.signed_row } else { 0.0 };
        row.with_names = height_with_names(row, &table.columns, kind);
        for (at, cell) in row.cells.iter_mut().enumerate() {
            let last = (at + 1 + cell.over).min(table.columns.len());
            let width = width_of(&table.columns[at..last]);
            for line in cell.lines.iter_mut().chain(&mut cell.notes) {
                // The widths are rounded to a tenth.
                break_long_bold_words(line, width - PADDING + 0.1, kind.size);
            }
        }
    }
    let mut heights_of_rows = Vec::with_capacity(table.rows.len());
    for row in &mut table.rows {
        let heights = row.visible_cells().map(|(cell, columns)| height(cell, width_of(&table.columns[columns]), kind));
        let height = heights.fold(row.height, f64::max);
        row.whole = height < TALLEST_WHOLE_ROW;
        heights_of_rows.push(height);
    }
    // Rows that are higher together than a page are not kept together.
    let mut start = 0;
    for end in 0..table.rows.len() {
        if table.rows[end].keep && end + 1 < table.rows.len() {
            continue;
        }
        if heights_of_rows[start..=end].iter().sum::<f64>() > TALLEST_KEPT_ROWS {
            table.rows[start..=end].iter_mut().for_each(|row| row.keep = false);
        }
        start = end + 1;
    }
    let sum: f64 = heights_of_rows.iter().sum();
    // A table that is signed is put on a desk as one thing, and one of shares is read with the bar under it, if that costs no more
    // than half a page.
    let is_unit = table.rows.iter().any(|row| row.signed || row.cells.iter().any(|cell| cell.share.is_some()));
    table.whole = sum < if is_unit { TALLEST_UNIT_TABLE } else { TALLEST_WHOLE_TABLE };
}

/// How high a row is with names whole, in points, if it would be lower with them broken.
fn height_with_names(row: &Row, columns: &[Column], kind: TextStyle) -> f64 {
    /// Beside the words of a cell, and over and under them.
    const BESIDE: f64 = 10.0;
    /// How much narrower letters that stand close may make a line.
    const CLOSE: f64 = 1.5;
    const AROUND: f64 = 8.0;
    let (mut broken, mut whole) = (0, 0);
    for (cell, own) in row.visible_cells() {
        let (column, width) = (&columns[own.start], width_of(&columns[own]));
        let bold = column.row_head || matches!(row.tone, Tone::Group | Tone::Sum);
        let texts = cell.lines.iter().map(|text| (text, bold)).chain(cell.notes.iter().map(|text| (text, false)));
        let lines = texts.map(|(text, bold)| {
            let lines = |width| fonts::lines_with_names(&text.words(), width, kind.size, bold);
            let (exact, close) = (lines(width - BESIDE), lines(width - BESIDE + CLOSE));
            // The fewer, where it is not certain.
            (exact.0.min(close.0), exact.1.min(close.1))
        });
        let (of_broken, of_whole) = lines.fold((0, 0), |sum, lines| (sum.0 + lines.0, sum.1 + lines.1));
        (broken, whole) = (broken.max(of_broken), whole.max(of_whole));
    }
    if whole > broken { whole as f64 * kind.pitch + AROUND } else { 0.0 }
}

/// About how high a cell is, in points.
fn height(cell: &Cell, width: f64, kind: TextStyle) -> f64 {
    let lines: usize = cell_texts(cell).map(|text| fonts::wrap(&text, width - PADDING, kind.size, true).0.len()).sum();
    lines as f64 * kind.pitch + 10.0
}

/// About how high a light table is, in points.
pub fn light_table_height(table: &Table, look: &Look) -> f64 {
    let kind = kind_of(table, look);
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&table.columns);
        cells.map(|(cell, column)| height(cell, column.width, kind) - 3.0).fold(0.0, f64::max)
    });
    rows.sum::<f64>() + 2.0 * kind.pitch + 30.0
}

/// The paragraphs of a cell.
fn cell_texts(cell: &Cell) -> impl Iterator<Item = String> {
    cell.lines.iter().chain(&cell.notes).map(Text::words)
}

/// The steps in which widths are tried, in points.
const STEPS: [f64; 5] = [48.0, 24.0, 12.0, 6.0, 3.0];
/// A table with more words is left as it is: trying would take too long.
const MOST_PIECES: usize = 20_000;

/// The pieces of a paragraph between which lines break: their widths with and without the space after them.
type Pieces = Vec<(f64, f64)>;

/// Moves width from column to column as long as that lowers the table. No column becomes narrower than its longest
/// word.
fn reduce_height(table: &Table, needs: &[Need], widths: &mut [f64], size: f64) {
    let pieces =
        |text: String| -> Pieces { fonts::pieces(&text).map(|piece| fonts::widths(piece, size, true)).collect() };
    let of_row = |row: &Row| -> Vec<Vec<Pieces>> {
        // What reaches over several columns asks for no width in one.
        let own = |cell: &Cell| if cell.over > 0 { Vec::new() } else { cell_texts(cell).map(pieces).collect() };
        row.cells.iter().map(own).collect()
    };
    // The head of the log is as low as its rows; those of other tables stand out, whatever their height.
    let head = table.light.then(|| table.columns.iter().map(|column| vec![pieces(column.head.words())]).collect());
    let cells: Vec<Vec<Vec<Pieces>>> = head.into_iter().chain(table.rows.iter().map(of_row)).collect();
    if cells.iter().flatten().flatten().map(Vec::len).sum::<usize>() > MOST_PIECES {
        return;
    }
    let lines_of = |column: usize, width: f64| -> Vec<usize> {
        let lines = |row: &Vec<Vec<Pieces>>| {
            row.get(column).map_or(0, |cell| {
                cell.iter().map(|text| fonts::count_lines(text.iter().copied(), width - PADDING)).sum()
            })
        };
        cells.iter().map(lines).collect()
    };
    let mut lines: Vec<Vec<usize>> =
        widths.iter().enumerate().map(|(column, width)| lines_of(column, *width)).collect();
    // Where a step alone gains no line, it may be one of several that do: then what counts is how full the fullest cells are.
    let full: Vec<Vec<f64>> = cells
        .iter()
        .map(|row| row.iter().map(|cell| cell.iter().flatten().map(|(whole, _)| whole).sum()).collect())
        .collect();
    let cost = |lines: &[Vec<usize>], widths: &[f64]| -> f64 {
        let of_row = |row: usize| {
            let highest = lines.iter().map(|column| column[row]).max().unwrap_or(0) as f64;
            let fullest =
                full[row].iter().zip(widths).map(|(text, width)| text / (width - PADDING).max(1.0)).fold(0.0, f64::max);
            highest + 0.01 * fullest
        };
        (0..cells.len()).map(of_row).sum()
    };
    let mut least = cost(&lines, widths);
    for step in STEPS {
        let mut better = true;
        while std::mem::take(&mut better) {
            for from in 0..widths.len() {
                for to in (0..widths.len()).filter(|to| *to != from) {
                    if widths[from] - step < needs[from].least {
                        continue;
                    }
                    let old = (lines[from].clone(), lines[to].clone());
                    widths[from] -= step;
                    widths[to] += step;
                    lines[from] = lines_of(from, widths[from]);
                    lines[to] = lines_of(to, widths[to]);
                    let tried = cost(&lines, widths);
                    if tried < least - 1e-9 {
                        least = tried;
                        better = true;
                    } else {
                        widths[from] += step;
                        widths[to] -= step;
                        (lines[from], lines[to]) = old;
                    }
                }
            }
        }
    }
}

/// How far the heads of the rows of a group are indented, in points.
const DETAIL_INDENT: f64 = 8.0;

/// The width in which a date or a case number can be written by hand, in points.
const ROOM_TO_WRITE: f64 = 70.0;

/// What a column asks for, in points.
struct Need {
    /// The width under which a word breaks.
    least: f64,
    /// The width over which nothing is gained.
    most: f64,
    /// The length of all its text in one line.
    text: f64,
}

impl Need {
    fn of(table: &Table, index: usize, size: f64) -> Self {
        let column = &table.columns[index];
        let mut need = Self { least: 0.0, most: 0.0, text: 0.0 };
        need.include(&column.head.words(), size, 0.0);
        if column.year {
            need.text = 0.0;
            need.least += BESIDE_A_YEAR;
            need.most = need.least;
            return need;
        }
        let cells = table.rows.iter().filter_map(|row| Some((row, row.cells.get(index)?)));
        for (row, cell) in cells.filter(|(_, cell)| cell.over == 0) {
            let indent = if row.tone == Tone::Detail && column.row_head { DETAIL_INDENT } else { 0.0 };
            stretches(cell).for_each(|text| need.include(&text, size, indent));
            if cell.fill_in.is_some() {
                need.least = need.least.max(ROOM_TO_WRITE);
                need.most = need.most.max(ROOM_TO_WRITE);
            }
        }
        need.least += PADDING;
        need.most += PADDING;
        need
    }

    /// Every cell is taken for bold, which is a little wider than what is not.
    fn include(&mut self, text: &str, size: f64, indent: f64) {
        let width = fonts::width(text, size, true) + indent;
        self.most = self.most.max(width);
        self.text += width;
        for piece in fonts::pieces(text) {
            self.least = self.least.max(fonts::width(piece.trim_end(), size, true) + indent);
        }
    }
}

/// Stands for a page number that is not known yet when a cell is measured.
const PAGE_NUMBER_PLACEHOLDER: &str = "888";
/// The room at both sides of a year together, in points.
const BESIDE_A_YEAR: f64 = 5.0;

/// The texts of a cell, look by look: each is broken by itself.
fn stretches(cell: &Cell) -> impl Iterator<Item = Cow<'_, str>> {
    let words = |run: &Run| if matches!(run.link, Some(Link::Page(_))) { PAGE_NUMBER_PLACEHOLDER } else { "" };
    let texts = cell.lines.iter().chain(&cell.notes);
    let stretches = texts.flat_map(|text| text.0.chunk_by(|one, other| one.looks_like(other)));
    stretches.map(move |stretch| match stretch {
        [run] if run.text.is_empty() => words(run).into(),
        [run] => run.text.as_str().into(),
        several => several.iter().map(|run| run.text.as_str()).collect::<String>().into(),
    })
}

fn distribute_width(needs: &[Need], across: f64) -> Vec<f64> {
    let sum = |value: fn(&Need) -> f64| needs.iter().map(value).sum::<f64>();
    let (least, most) = (sum(|need| need.least), sum(|need| need.most));
    if most <= across {
        // There is room for everything on one line; what is left goes where the text is.
        let scale = (across - most) / most.max(1.0);
        return needs.iter().map(|need| need.most * (1.0 + scale)).collect();
    }
    if least >= across {
        return cap_widest(needs, across);
    }
    // The height of a table is least when the columns' widths go as the square roots of their text's area.
    let mut widths: Vec<f64> = needs.iter().map(|need| need.least).collect();
    let mut left = across - least;
    // A column that has reached its most hands its share on; each round fills at least one or ends.
    for _ in 0..=needs.len() {
        let weights: Vec<f64> = needs
            .iter()
            .zip(&widths)
            .map(|(need, width)| if *width < need.most { need.text.sqrt() } else { 0.0 })
            .collect();
        let weight: f64 = weights.iter().sum();
        if weight == 0.0 || left < 0.01 {
            break;
        }
        let portion = left / weight;
        for ((need, width), weight) in needs.iter().zip(&mut widths).zip(weights) {
            let more = (portion * weight).min(need.most - *width);
            *width += more;
            left -= more;
        }
    }
    widths
}

/// Narrows the widest columns to one width where some word must break; the other columns keep theirs.
fn cap_widest(needs: &[Need], across: f64) -> Vec<f64> {
    let mut rising: Vec<f64> = needs.iter().map(|need| need.least).collect();
    rising.sort_by(f64::total_cmp);
    let mut left = across;
    let mut cap = 0.0;
    for (index, least) in rising.iter().enumerate() {
        cap = left / (rising.len() - index) as f64;
        if *least > cap {
            break;
        }
        left -= least;
    }
    needs.iter().map(|need| need.least.min(cap)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Column;

    fn table(heads: &[&str], rows: &[&[&str]]) -> Table {
        let mut table = Table {
            anchor: None,
            caption: None,
            summary: String::new(),
            light: false,
            one_page: false,
            dense: 0,
            whole: false,
            landscape: false,
            columns: heads
                .iter()
                .map(|head| Column { head: (*head).into(), width: 0.0, numbers: false, row_head: false, year: false })
                .collect(),
            rows: rows
                .iter()
                .map(|row| Row {
                    own: false,
                    tone: Tone::Normal,
                    whole: false,
                    keep: false,
                    signed: false,
                    with_names: 0.0,
                    height: 0.0,
                    anchor: None,
                    change: None,
                    cells: row.iter().map(|text| Cell::text(*text)).collect(),
                })
                .collect(),
            mark: None,
        };
        fit(&mut table, &Look::default());
        table
    }

    fn widths(table: &Table) -> Vec<f64> {
        table.columns.iter().map(|column| column.width).collect()
    }

    #[test]
    fn the_columns_fill_the_text_width() {
        for rows in [
            &[&["1", "kort", "kort"] as &[&str]] as &[&[&str]],
            &[&["1", &"ord ".repeat(300), "Opplæringskontoret"]],
            &[&["1", &"m".repeat(60), &"w".repeat(60)]],
        ] {
            let table = table(&["Nr.", "Tiltak", "Part"], rows);
            let sum: f64 = widths(&table).iter().sum();
            let across = if table.landscape { 671.8 } else { 425.2 };
            assert!((sum - across).abs() < 0.5, "{sum}");
        }
    }

    #[test]
    fn where_words_must_break_it_is_the_longest() {
        let long = "w".repeat(90);
        let table = table(&["Nr.", "Tiltak", "Part", "Tid"], &[&["1", &long, "Opplæringskontoret", &long]]);
        assert!(table.landscape);
        assert!(widths(&table)[2] > fonts::width("Opplæringskontoret", 9.5, true));
        assert_eq!(widths(&table)[1], widths(&table)[3]);
        let broken: Vec<bool> =
            table.rows[0].cells.iter().map(|cell| cell.lines[0].words().contains('\u{200b}')).collect();
        assert_eq!(broken, [false, true, false, true]);
    }

    #[test]
    fn short_tables_stay_whole_and_rows_higher_than_a_page_may_break() {
        let short = table(&["Part", "Dato"], &[&["Eikelund", "17. juni 2025"] as &[&str]; 3]);
        assert!(short.whole && short.rows.iter().all(|row| row.whole));
        let long = table(&["Part", "Dato"], &[&["Eikelund", "17. juni 2025"] as &[&str]; 60]);
        assert!(!long.whole && long.rows.iter().all(|row| row.whole));
        let high = table(&["Part", "Tekst"], &[&["Eikelund", &"ord ".repeat(2000)]]);
        assert!(!high.rows[0].whole);
    }

    #[test]
    fn no_word_is_broken_while_another_column_has_room() {
        let word = "Opplæringskontoret";
        let table = table(&["Nr.", "Tiltak", "Part"], &[&["1", &"ord ".repeat(500), word]]);
        assert!(widths(&table)[2] > fonts::width(word, 9.5, false) + 10.0);
        assert!(widths(&table)[0] < 35.0);
    }

    #[test]
    fn a_table_that_would_break_words_lies_on_its_side() {
        let word = "fylkeskommunereform";
        let heads = ["Part", "Ein", "To", "Tre", "Fire"];
        let table = table(&heads, &[&[word, word, word, word, word]]);
        assert!(table.landscape);
        assert!(table.rows[0].cells.iter().all(|cell| !cell.lines[0].words().contains('\u{200b}')));
    }

    #[test]
    fn widths_are_such_that_the_table_is_low() {
        let names = "Fjellmark fylkeskommune, Statsforvaltaren i Vestmark og Fjellmark, Husdirektoratet, Bygdesenteret";
        let table = table(
            &["Nr.", "Tiltak", "Hovudansvarleg", "Samarbeidspartar", "Tid"],
            &[&["1", "Samarbeid om bustad", "Vest-Fjellmarkrådet", names, "2025–2028"] as &[&str]; 6],
        );
        let needs: Vec<Need> = (0..5).map(|index| Need::of(&table, index, 9.5)).collect();
        let lines = |widths: &[f64]| {
            let text = |index: usize| table.rows[0].cells[index].lines[0].words();
            (0..5).map(|index| fonts::wrap(&text(index), widths[index] - PADDING, 9.5, true).0.len()).max()
        };
        assert!(lines(&widths(&table)) <= lines(&distribute_width(&needs, 425.2)));
    }
}
