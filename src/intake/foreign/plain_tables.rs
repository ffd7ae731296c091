//! Tables that a plan has no field for, as lines of text that keep every cell and what it stood under.

use super::found::Content;
use super::labels::folded;
use super::parts::{Place, Reader};
use super::sheet::{Line, Marker, Table};

/// The most letters of a head.
const LONGEST_HEAD: usize = 60;

/// What stands for an empty cell.
const EMPTY: &str = "–";

/// The row of the heads of a table, if it has one: short names, each over a column of its own.
fn head_row(table: &Table) -> Option<usize> {
    let head = (0..table.rows.len().min(3)).find(|row| {
        let cells = &table.rows[*row];
        cells.len() > 1 && !cells.iter().any(|cell| cell.joined_left)
    })?;
    let names: Vec<String> = (0..table.width()).map(|column| table.words(head, column)).collect();
    let is_name = |words: &String| words.chars().count() <= LONGEST_HEAD && !words.ends_with('.');
    let filled = names.iter().filter(|words| !words.is_empty()).count();
    let has_rows = head + 1 < table.rows.len();
    (has_rows && filled + 1 >= names.len() && filled > 1 && names.iter().all(is_name)).then_some(head)
}

/// The rows of a table as lines: "Kjelde: Staten; 2026: 500; 2027: –". Where no cell needs the name of its column, the cells
/// stand beside each other.
pub fn row_lines(table: &Table) -> Vec<Line> {
    let item = |words: String| {
        let marker = Some(Marker { level: 0, number: None, typed: true });
        Line { marker, ..Line::plain(words) }
    };
    let head = head_row(table).filter(|_| table.width() > 2);
    let mut lines = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        let Some(head) = head.filter(|head| row > *head) else {
            if head == Some(row) {
                continue;
            }
            let own = (0..cells.len()).filter(|column| !cells[*column].joined_up && !cells[*column].joined_left);
            let own: Vec<String> =
                own.map(|column| table.words(row, column)).filter(|words| !words.is_empty()).collect();
            if !own.is_empty() {
                lines.push(item(own.join(" – ")));
            }
            continue;
        };
        let own: Vec<String> = (0..cells.len())
            .filter(|column| !cells[*column].joined_left)
            .map(|column| {
                let (name, words) = (table.words(head, column), table.words(row, column));
                let words = if words.is_empty() { EMPTY.to_string() } else { words };
                let name = name.trim_end_matches(':');
                if folded(name).is_empty() { words } else { format!("{name}: {words}") }
            })
            .collect();
        if own.iter().any(|words| !words.ends_with(EMPTY)) {
            lines.push(item(own.join("; ")));
        }
    }
    lines
}

impl Reader {
    /// Takes a table that is none of a plan's: a list of its rows, where it stands.
    pub(super) fn plain_table(&mut self, table: &Table) {
        let is_cover = matches!(self.place, Place::Cover | Place::Contents);
        if is_cover && table.width() == 2 {
            // The facts of a title page: a name to the left, a word to the right.
            for row in 0..table.rows.len() {
                let (label, words) = (table.words(row, 0), table.words(row, 1));
                let label = label.trim_end_matches(':');
                let words = [label, words.as_str()].iter().filter(|own| !own.is_empty()).copied().collect::<Vec<_>>();
                if !words.is_empty() {
                    self.cover_line(&Line::plain(words.join(": ")));
                }
            }
            return;
        }
        self.table_lines(row_lines(table));
    }

    /// Puts the lines of a table where it stood.
    pub(super) fn table_lines(&mut self, lines: Vec<Line>) {
        match self.place {
            Place::Goal => lines.iter().for_each(|line| self.goal_line(line)),
            Place::Measure => {
                if let Some(own) = self.found.goals.last_mut().and_then(|goal| goal.tiltak.last_mut()) {
                    own.add_text(lines);
                }
            }
            Place::Cover | Place::Contents => {
                lines.iter().for_each(|line| self.cover_line(&Line { marker: None, ..line.clone() }))
            }
            Place::Made(_) => lines.iter().for_each(|line| self.found.account.understand(line.words())),
            Place::Section => self.content(Content::Text(lines)),
        }
    }
}
