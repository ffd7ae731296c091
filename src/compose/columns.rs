//! The widths of a table's columns, from what stands in them: no word is broken if the page has room for it,
//! and the columns with most text get most of what is left. From the widths follows how high the rows will
//! be, and so which rows and tables can stay whole. Both writers use the same widths, so that the PDF and the
//! Word file break their lines alike.

use super::breaks::breakable_cell;
use crate::document::{Cell, Run, Table};
use crate::fonts;

/// The width of the text on an A4 page with margins of 27 mm, in points.
pub const TEXT_WIDTH: f64 = 442.2;

/// The same on a page on its side.
pub const WIDE_TEXT: f64 = 688.8;

/// The room at both sides of a cell's text together, in points, and a little for rounding.
const PADDING: f64 = 12.5;

/// A row higher than this, in points, may break: it might not fit a page.
const TALLEST_WHOLE_ROW: f64 = 430.0;
/// A table higher than this, in points, may break between its rows.
const TALLEST_WHOLE_TABLE: f64 = 280.0;

/// Sets the widths of the columns so that they fill the text's width, and which rows stay whole.
pub fn fit(table: &mut Table) {
    let size = if table.light { 8.5 } else { 9.5 };
    let needs: Vec<Need> = (0..table.columns.len()).map(|index| Need::of(table, index, size)).collect();
    // A table of numbers that would break them stands on a page on its side.
    let least: f64 = needs.iter().map(|need| need.least).sum();
    let numbers = table.columns.iter().filter(|column| column.numbers).count();
    table.landscape = least > TEXT_WIDTH && numbers > 3;
    let across = if table.landscape { WIDE_TEXT } else { TEXT_WIDTH };
    for (column, width) in table.columns.iter_mut().zip(share(&needs, across)) {
        column.width = (width * 10.0).round() / 10.0;
    }
    for row in &mut table.rows {
        for (cell, column) in row.cells.iter_mut().zip(&table.columns) {
            for line in &mut cell.lines {
                // The widths are rounded to a tenth.
                breakable_cell(line, column.width - PADDING + 0.1, size);
            }
        }
    }
    let mut sum = 0.0;
    for row in &mut table.rows {
        let heights = row.cells.iter().zip(&table.columns).map(|(cell, column)| height(cell, column.width, size));
        let height = heights.fold(0.0, f64::max);
        row.whole = height < TALLEST_WHOLE_ROW;
        sum += height;
    }
    table.whole = sum < TALLEST_WHOLE_TABLE;
}

/// About how high a cell is, in points.
fn height(cell: &Cell, width: f64, size: f64) -> f64 {
    let lines: usize = cell
        .lines
        .iter()
        .map(|line| line.iter().map(|run| run.text.as_str()).collect::<String>())
        .chain(cell.note.clone())
        .map(|text| fonts::wrap(&text, width - PADDING, size, false).0.len())
        .sum();
    lines as f64 * size * 1.3 + 11.0
}

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
        need.include(&column.head, size);
        for text in table.rows.iter().filter_map(|row| row.cells.get(index)).flat_map(texts) {
            need.include(text, size);
        }
        need.least += PADDING;
        need.most += PADDING;
        need
    }

    /// Every cell is taken for bold, which is a little wider than what is not.
    fn include(&mut self, text: &str, size: f64) {
        let width = fonts::width(text, size, true);
        self.most = self.most.max(width);
        self.text += width;
        for piece in fonts::unbreakable_pieces(text) {
            self.least = self.least.max(fonts::width(piece.trim_end(), size, true));
        }
    }
}

fn texts(cell: &Cell) -> impl Iterator<Item = &str> {
    let runs = cell.lines.iter().flatten().map(|run: &Run| run.text.as_str());
    runs.chain(cell.note.as_deref())
}

fn share(needs: &[Need], across: f64) -> Vec<f64> {
    let sum = |value: fn(&Need) -> f64| needs.iter().map(value).sum::<f64>();
    let (least, most) = (sum(|need| need.least), sum(|need| need.most));
    if most <= across {
        // There is room for everything on one line; what is left goes where the text is.
        let scale = (across - most) / most.max(1.0);
        return needs.iter().map(|need| need.most * (1.0 + scale)).collect();
    }
    if least >= across {
        return capped(needs, across);
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

/// Some word must break: it is the longest. The widest columns shrink to one width, the others keep theirs.
fn capped(needs: &[Need], across: f64) -> Vec<f64> {
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
    use crate::document::{Column, Row, Tone};

    fn table(heads: &[&str], rows: &[&[&str]]) -> Table {
        let mut table = Table {
            anchor: None,
            caption: None,
            summary: String::new(),
            light: false,
            whole: false,
            landscape: false,
            columns: heads
                .iter()
                .map(|head| Column { head: (*head).into(), width: 0.0, numbers: false, row_head: false })
                .collect(),
            rows: rows
                .iter()
                .map(|row| Row {
                    tone: Tone::Normal,
                    whole: false,
                    cells: row.iter().map(|text| Cell::text(*text)).collect(),
                })
                .collect(),
        };
        fit(&mut table);
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
            let sum: f64 = widths(&table(&["Nr.", "Tiltak", "Part"], rows)).iter().sum();
            assert!((sum - TEXT_WIDTH).abs() < 0.5, "{sum}");
        }
    }

    #[test]
    fn where_words_must_break_it_is_the_longest() {
        let long = "w".repeat(60);
        let table = table(&["Nr.", "Tiltak", "Part", "Tid"], &[&["1", &long, "Opplæringskontoret", &long]]);
        assert!(widths(&table)[2] > fonts::width("Opplæringskontoret", 9.5, true));
        assert_eq!(widths(&table)[1], widths(&table)[3]);
        let broken: Vec<bool> =
            table.rows[0].cells.iter().map(|cell| cell.lines[0][0].text.contains('\u{200b}')).collect();
        assert_eq!(broken, [false, true, false, true]);
    }

    #[test]
    fn short_tables_stay_whole_and_rows_higher_than_a_page_may_break() {
        let short = table(&["Part", "Dato"], &[&["Eikelund", "17. juni 2025"] as &[&str]; 7]);
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
}
