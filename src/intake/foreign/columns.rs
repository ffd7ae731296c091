//! The columns of a table of tiltak.

use super::labels::{Fact, fact};
use super::look::named_number;
use super::sheet::Table;
use super::times::years;

/// Which column of a table of tiltak is what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The number.
    pub(super) number: Option<usize>,
    /// The title.
    pub(super) title: usize,
    /// Who has the responsibility.
    pub(super) responsible: Option<usize>,
    /// Who takes part.
    pub(super) partners: Option<usize>,
    /// When it is carried out.
    pub(super) time: Option<usize>,
    /// What a plan has no column for, with the head.
    pub(super) others: Vec<(usize, String)>,
    /// The number of columns.
    pub(super) width: usize,
    /// The row of the heads.
    pub(super) head: usize,
}

impl Columns {
    /// The columns of a table, if it is one of tiltak.
    pub fn of(table: &Table) -> Option<Self> {
        (0..table.rows.len().min(3)).find_map(|row| Self::of_head(table, row))
    }

    fn of_head(table: &Table, head: usize) -> Option<Self> {
        let width = table.width();
        let heads: Vec<String> = (0..width).map(|column| table.words(head, column)).collect();
        let column = |wanted: Fact| heads.iter().position(|words| fact(words) == Some(wanted));
        let named = column(Fact::Title)?;
        let (responsible, partners, time) = (column(Fact::Responsible), column(Fact::Partners), column(Fact::Time));
        let years = heads.iter().filter(|words| words.len() == 4 && !years(words).is_empty()).count();
        if [responsible, partners, time].iter().flatten().count() < 2 || years > 1 {
            return None;
        }
        // A head over two columns is over the number and the title.
        let joined = |column: usize| table.rows[head].get(column).is_some_and(|cell| cell.joined_left);
        let end = (named + 1..width).find(|column| !joined(*column)).unwrap_or(width);
        let is_number = |column: usize| {
            let mut cells = (head + 1..table.rows.len())
                .map(|row| table.words(row, column))
                .filter(|words| !words.is_empty())
                .peekable();
            cells.peek().is_some() && cells.all(|words| row_number(&words).is_some())
        };
        let known = [responsible, partners, time];
        let is_free = |column: &usize| !known.contains(&Some(*column));
        let number = column(Fact::Number).or_else(|| {
            (0..end)
                .filter(is_free)
                .find(|column| is_number(*column) && (heads[*column].is_empty() || *column >= named))
        });
        let title = (named..end).find(|column| Some(*column) != number).unwrap_or(named);
        let others = (0..width)
            .filter(|column| is_free(column) && *column != title && Some(*column) != number && !joined(*column))
            .map(|column| (column, heads[column].clone()))
            .collect();
        Some(Self { number, title, responsible, partners, time, others, width, head })
    }
}

/// The number in a cell: "1", "1.", "1.2", "Tiltak 3".
pub(super) fn row_number(words: &str) -> Option<u16> {
    if let Some((numbers, rest)) = named_number("tiltak", words) {
        return numbers.last().copied().filter(|_| rest.trim_matches(['.', ':', ' ']).is_empty());
    }
    let digits = words.trim_end_matches(['.', ')']);
    digits.rsplit('.').next()?.parse().ok().filter(|number| {
        *number < 1000 && digits.len() <= 5 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    })
}
