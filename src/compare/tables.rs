//! Tables: two versions of one in, one out that has the rows of both. A row is known by what it is of: the tiltak that its head
//! leads to, or its head's words.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::order::{MergeStep, merge_steps, pair_by_likeness};
use super::words::{Counts, MIN_SIMILARITY, Marking, signature, similarity};
use crate::document::{Anchor, Cell, Change, Column, HARD_SPACE, Link, Mark, Row, Table, Text, Tone};

/// Merges two versions of a table; `None` if their columns differ too much, so that the table must be replaced as a
/// whole.
pub fn merge_tables(old: &Table, new: &Table, marking: &Marking) -> Option<Table> {
    let caption = match (&old.caption, &new.caption) {
        (Some(before), Some(caption)) => Some(marking.caption(before, caption)),
        (None, None) => None,
        _ => return None,
    };
    let columns = columns(&old.columns, &new.columns, marking)?;
    let mut rows = Vec::new();
    for step in merge_steps(old.rows.len(), new.rows.len(), pairs(old, new)) {
        match step {
            MergeStep::Both(i, j) => rows.extend(merge_rows(&old.rows[i], &new.rows[j], &columns, marking)),
            MergeStep::Old(i, _) => rows.push(one_sided_row(&old.rows[i], Change::Deleted, marking)),
            MergeStep::New(j, _) => rows.push(one_sided_row(&new.rows[j], Change::Inserted, marking)),
        }
    }
    let changed = caption.iter().any(|caption| caption.text.is_changed())
        || columns.iter().any(|column| column.head.is_changed())
        || rows.iter().any(is_changed);
    let mark = changed.then(Mark::default);
    Some(Table { caption, columns, rows, mark, ..new.clone() })
}

/// Whether anything in a row has changed.
pub fn is_changed(row: &Row) -> bool {
    let texts = row.cells.iter().flat_map(|cell| cell.lines.iter().chain(&cell.notes));
    row.change.is_some() || texts.into_iter().any(Text::is_changed)
}

/// How many rows a table has, and how they stand out.
pub fn shape(table: &Table) -> String {
    let row = |row: &Row| {
        let cells: String = row
            .cells
            .iter()
            .map(|cell| {
                format!("{}.{}.{}", cell.lines.len(), cell.notes.len(), cell.fill_in.is_some() || cell.bar.is_some())
            })
            .collect();
        format!("{:?}{cells}", row.tone)
    };
    table.rows.iter().map(row).collect()
}

fn columns(old: &[Column], new: &[Column], marking: &Marking) -> Option<Vec<Column>> {
    let alike = old.iter().zip(new).filter(|(old, new)| similarity(&old.head, &new.head) >= MIN_SIMILARITY).count();
    let same_kind = old.iter().zip(new).all(|(old, new)| (old.numbers, old.row_head) == (new.numbers, new.row_head));
    if old.len() != new.len() || !same_kind || 2 * alike < new.len() {
        return None;
    }
    let head = |(old, new): (&Column, &Column)| Column { head: marking.merge(&old.head, &new.head), ..new.clone() };
    Some(old.iter().zip(new).map(head).collect())
}

/// Which rows are of the same thing: by name, and what has none by similarity.
fn pairs(old: &Table, new: &Table) -> Vec<(usize, usize)> {
    let repeated = repeated_heads(old, new);
    let (before, after) = (row_keys(old, &repeated), row_keys(new, &repeated));
    let places: BTreeMap<&str, usize> = after.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let by_name: Vec<(usize, usize)> =
        before.iter().enumerate().filter_map(|(i, name)| Some((i, *places.get(name.as_str())?))).collect();
    let rest = |count: usize, taken: BTreeSet<usize>| (0..count).filter(|at| !taken.contains(at)).collect::<Vec<_>>();
    let free_old = rest(old.rows.len(), by_name.iter().map(|pair| pair.0).collect());
    let free_new = rest(new.rows.len(), by_name.iter().map(|pair| pair.1).collect());
    let key = |table: &Table, at: &usize| row_signature(&table.rows[*at]);
    let (keys_old, keys_new): (Vec<_>, Vec<_>) =
        (free_old.iter().map(|at| key(old, at)).collect(), free_new.iter().map(|at| key(new, at)).collect());
    let counts = [&free_old, &free_new].map(|rows| vec![OnceCell::new(); rows.len()]);
    let like = |i: usize, j: usize| {
        row_likeness((&old.rows[free_old[i]], &counts[0][i]), (&new.rows[free_new[j]], &counts[1][j]))
    };
    let by_words = pair_by_likeness(&keys_old, &keys_new, like).into_iter().map(|(i, j)| (free_old[i], free_new[j]));
    by_name.into_iter().chain(by_words.collect::<Vec<_>>()).collect()
}

/// The heads that several rows share; such a row is identified by its next cell too.
fn repeated_heads(old: &Table, new: &Table) -> BTreeSet<String> {
    let mut repeated = BTreeSet::new();
    for table in [old, new] {
        let mut seen = BTreeSet::new();
        for row in table.rows.iter().filter(|row| row.tone != Tone::Detail) {
            let own = head(table, row);
            if !seen.insert(own.clone()) {
                repeated.insert(own);
            }
        }
    }
    repeated
}

fn head(table: &Table, row: &Row) -> String {
    let at = table.columns.iter().position(|column| column.row_head).unwrap_or(0);
    row.cells.get(at).map(name).unwrap_or_default()
}

/// A key for each row that identifies what it is about. The key of a detail row includes its group's; equal keys are
/// numbered.
fn row_keys(table: &Table, repeated: &BTreeSet<String>) -> Vec<String> {
    let place = table.columns.iter().position(|column| column.row_head).unwrap_or(0);
    let mut names: Vec<String> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut group = String::new();
    for row in &table.rows {
        let mut own = head(table, row);
        if repeated.contains(&own) {
            own += &format!("\u{1}{}", row.cells.get(place + 1).map(name).unwrap_or_default());
        }
        if row.tone == Tone::Group {
            group.clone_from(&own);
        }
        let own = if row.tone == Tone::Detail { format!("{group}\u{1}{own}") } else { own };
        let nth = seen.entry(own.clone()).or_default();
        names.push(format!("{own}\u{2}{nth}"));
        *nth += 1;
    }
    names
}

/// What the first link in a cell leads to.
pub fn first_link(cell: &Cell) -> Option<&Anchor> {
    cell.lines.iter().flat_map(|line| &line.0).find_map(|run| match &run.link {
        Some(Link::Anchor(anchor)) => Some(anchor),
        _ => None,
    })
}

fn name(cell: &Cell) -> String {
    let link = first_link(cell).map(|anchor| format!("#{anchor}"));
    let words = || cell.lines.iter().map(Text::words).collect::<Vec<_>>().join("\n");
    link.unwrap_or_else(|| without_number(&words()).into())
}

/// Words without the number of a tiltak before them, which may be another from plan to plan.
fn without_number(words: &str) -> &str {
    let is_number = |word: &str| word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let parts = words.split_once([' ', HARD_SPACE]).filter(|(number, _)| is_number(number));
    parts.map_or(words, |(_, rest)| rest)
}

fn row_signature(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| cell.lines.iter().chain(&cell.notes).map(signature).collect::<String>());
    format!("{:?}{}", row.tone, cells.collect::<Vec<_>>().join("\u{3}"))
}

fn row_likeness((old, before): (&Row, &OnceCell<Counts>), (new, after): (&Row, &OnceCell<Counts>)) -> f64 {
    if old.cells.len() != new.cells.len() || tone_class(old) != tone_class(new) {
        return 0.0;
    }
    let words = |row: &Row| Counts::of(row.cells.iter().flat_map(|cell| cell.lines.iter().chain(&cell.notes)));
    before.get_or_init(|| words(old)).similarity(after.get_or_init(|| words(new)))
}

/// The tone of a row for comparing: `Later` counts as `Normal`.
fn tone_class(row: &Row) -> Tone {
    match row.tone {
        Tone::Later => Tone::Normal,
        other => other,
    }
}

/// The longest number that has room in its cell beside the one in its place, in letters: "12", "60 %", "2027".
const MAX_SHORT_NUMBER: usize = 4;

/// A row of both versions, in which what has changed is marked; both of them, where they are of different kinds, or where every
/// difference is marked and one has lines that the other lacks or an amount is another: Word would set the old and the new one as
/// one number. Beside its head may stand the number of what the head leads to.
fn merge_rows(old: &Row, new: &Row, columns: &[Column], marking: &Marking) -> Vec<Row> {
    let head = columns.iter().position(|column| column.row_head);
    // A line that is new or gone needs no row of its own but in Word, where a paragraph at the end of a cell can't be taken out.
    let shape = |cell: &Cell| (cell.lines.len(), cell.fill_in.clone(), cell.notes.len(), cell.bar);
    let same_shape =
        |(old, new): (&Cell, &Cell)| old.over == new.over && (!marking.is_complete() || shape(old) == shape(new));
    let fits = old.cells.len() == new.cells.len()
        && tone_class(old) == tone_class(new)
        && old.cells.iter().zip(&new.cells).all(same_shape);
    let apart = || vec![one_sided_row(old, Change::Deleted, marking), one_sided_row(new, Change::Inserted, marking)];
    if !fits {
        return apart();
    }
    let of = head.and_then(|head| new.cells.get(head)).and_then(first_link);
    let cell = |(at, (old, new)): (usize, (&Cell, &Cell))| {
        let of = of.filter(|_| Some(at) != head);
        let is_number = columns.get(at).is_some_and(|column| column.numbers) && new.over == 0;
        let line = |(old, new): (&Text, &Text)| match marking.number(of, old, new) {
            // An amount with what is said of it is one word.
            line if is_number && line.is_changed() => {
                marking.mark_whole(old.clone(), Change::Deleted).and(marking.mark_whole(new.clone(), Change::Inserted))
            }
            line => line,
        };
        let lines = match old.lines.len() == new.lines.len() {
            true => old.lines.iter().zip(&new.lines).map(line).collect(),
            false => super::merge_lines(&old.lines, &new.lines, marking),
        };
        let notes = match old.notes.len() == new.notes.len() {
            true => old.notes.iter().zip(&new.notes).map(|(old, new)| marking.merge(old, new)).collect(),
            false => super::merge_lines(&old.notes, &new.notes, marking),
        };
        Cell { lines, notes, ..new.clone() }
    };
    let is_number = |at: usize| columns.get(at).is_some_and(|column| column.numbers) && new.cells[at].over == 0;
    let is_crowded = |at: usize| {
        let lines = old.cells[at].lines.iter().zip(&new.cells[at].lines);
        lines.into_iter().any(|(old, new)| old.words() != new.words() && [old, new].iter().any(|own| !is_short(own)))
    };
    if marking.is_complete() && (0..new.cells.len()).any(|at| is_number(at) && is_crowded(at)) {
        return apart();
    }
    let cells = old.cells.iter().zip(&new.cells).enumerate().map(cell).collect();
    vec![Row { cells, ..new.clone() }]
}

/// Whether a number has room beside another.
fn is_short(number: &Text) -> bool {
    number.words().chars().count() <= MAX_SHORT_NUMBER
}

/// Marks a row that only one version has.
fn one_sided_row(row: &Row, change: Change, marking: &Marking) -> Row {
    let mut row = Row { change: Some(change), ..row.clone() };
    for text in row.cells.iter_mut().flat_map(|cell| cell.lines.iter_mut().chain(&mut cell.notes)) {
        *text = marking.mark_whole(std::mem::take(text), change);
    }
    row
}
