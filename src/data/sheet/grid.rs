//! The rows of a sheet while they are read. A small file can stand for more cells and text than there is memory for: every
//! cell is weighed before it is kept.

use super::cell::SheetCell;
use super::{Fault, column_name};

/// The most rows and columns of a sheet.
const MOST_ROWS: usize = 5000;
const MOST_COLUMNS: usize = 200;

/// How many cells, and how many bytes of text, may still be read from a file.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// What one file may have.
    pub(super) fn new() -> Self {
        Self { cells: 2 * MOST_ROWS * MOST_COLUMNS, text: 20_000_000 }
    }

    fn spend(&mut self, cells: usize, text: usize) -> Result<(), Fault> {
        let over = || Fault::TooLarge("ho har for mange celler, eller for mykje tekst".into());
        self.cells = self.cells.checked_sub(cells).ok_or_else(over)?;
        self.text = self.text.checked_sub(text).ok_or_else(over)?;
        Ok(())
    }
}

/// The rows of a sheet; each ends with its last cell that is not empty.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<Vec<SheetCell>>,
}

impl Grid {
    /// Puts a cell in its place, both counted from 0; an empty one takes no place.
    ///
    /// # Errors
    /// `Fault::TooLarge` if it is too far out, or the budget is spent.
    pub(super) fn put(&mut self, row: usize, column: usize, cell: SheetCell, budget: &mut Budget) -> Result<(), Fault> {
        if cell == SheetCell::Empty {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Fault::TooLarge(format!(
                "ei celle står i rad {}, kolonne {}, og eit ark kan ha {MOST_ROWS} rader og {MOST_COLUMNS} kolonnar",
                row.saturating_add(1),
                column_name(column)
            )));
        }
        let text = if let SheetCell::Text(text) | SheetCell::Error(text) = &cell { text.len() } else { 0 };
        let rows = (row + 1).saturating_sub(self.rows.len());
        let cells = (column + 1).saturating_sub(self.rows.get(row).map_or(0, Vec::len));
        budget.spend(rows + cells, text)?;
        if rows > 0 {
            self.rows.resize(row + 1, Vec::new());
        }
        if cells > 0 {
            self.rows[row].resize(column + 1, SheetCell::Empty);
        }
        self.rows[row][column] = cell;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_too_far_out_is_told_by_its_place() {
        let (mut grid, mut budget) = (Grid::default(), Budget::new());
        let mut put =
            |row, column| grid.put(row, column, SheetCell::Boolean(true), &mut budget).map_err(|own| own.to_string());
        assert_eq!(put(4999, 199), Ok(()));
        assert!(put(5000, 0).unwrap_err().contains("rad 5001, kolonne A"));
        assert!(put(0, 200).unwrap_err().contains("rad 1, kolonne GS"));
    }

    #[test]
    fn the_same_text_in_many_cells_is_weighed_each_time() {
        let (mut grid, mut budget) = (Grid::default(), Budget::new());
        let long = SheetCell::Text("x".repeat(1_000_000));
        let read = (0..100).find_map(|row| grid.put(row, 0, long.clone(), &mut budget).err());
        assert!(matches!(read, Some(Fault::TooLarge(_))));
        assert_eq!(grid.rows.len(), 20);
    }
}
