//! Decisions that were filled in by hand in the table of approvals. Comes in: the text of a Word file, what it was when it was made,
//! and the plan as it is. Goes out: the decision of each row that had dots and has words, or why it can't be read; and the text
//! with dots in those cells again, so that they are no other changes too.

use super::lines::{Line, key};
use super::word::{Block, Paragraph, Revision, Row, Run, Table, words};
use crate::document::Lang;
use crate::plan::{Dato, Plan, Utfall, parse_loose_date};
use crate::process::decisions::{find_party, parse_outcome};
use crate::words::notation::single_blanks;
use crate::words::terms::Terms;

/// What a row was filled in with.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledRow {
    /// The party, by its place in `handsaming`.
    pub party: usize,
    /// The body that decides, by its place in the party's.
    pub body: usize,
    /// The words of each cell that was filled in, with the head of its column.
    pub cells: Vec<(String, String)>,
    /// The decision.
    pub decision: Result<FilledDecision, Unreadable>,
    /// The tracked changes by which it was filled in.
    pub revisions: Vec<Revision>,
}

/// A decision that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledDecision {
    /// The day.
    pub date: Dato,
    /// The number of the case.
    pub case: Option<String>,
    /// The outcome.
    pub outcome: Utfall,
}

/// Why a decision that was filled in can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no date.
    NoDate,
    /// Words are not understood, or say two things.
    Words(
        /// The words.
        String,
    ),
    /// The row names another body than the plan.
    OtherBody,
}

/// The dots that the program writes where something is to be filled in.
const DOT: char = '…';

/// Takes what was filled in out of the text of a file.
pub fn take_filled_in(blocks: &mut [Block], base: &[Line], plan: &Plan) -> Vec<FilledRow> {
    let mut rows = Vec::new();
    for block in blocks {
        let Block::Table(table) = block else { continue };
        if is_of_approvals(table) {
            rows.extend(rows_of(table, base, plan));
        }
    }
    rows
}

/// The heads of the table, as lines are known.
fn heads() -> [String; 4] {
    let heads = Terms::of_lang(Lang::Nn).approval_heads;
    [heads.party, heads.body, heads.date, heads.case].map(key)
}

fn is_of_approvals(table: &Table) -> bool {
    let first = table.rows.first().map(|row| row.cells.iter().map(|cell| key(&words(&cell.blocks))));
    first.is_some_and(|cells| cells.eq(heads()))
}

/// The lines of each row of the table of approvals as the file was made, for rows by these names.
fn base_rows<'b>(base: &'b [Line], names: &[String]) -> Vec<Option<&'b [Line]>> {
    let heads = heads();
    let is_head = |at: &usize| base[*at..].iter().map(Line::key).take(heads.len()).eq(heads.iter().cloned());
    let Some(start) = (0..base.len()).find(is_head).map(|at| at + heads.len()) else { return vec![None; names.len()] };
    let length = base[start..].iter().take_while(|line| line.in_table).count();
    let own = &base[start..start + length];
    let mut at = 0;
    let starts: Vec<Option<usize>> = names
        .iter()
        .map(|name| {
            let found = own[at..].iter().position(|line| line.key() == *name).map(|offset| at + offset);
            at = found.map_or(at, |found| found + 1);
            found
        })
        .collect();
    let ends = |start: usize| starts.iter().flatten().find(|other| **other > start).copied().unwrap_or(own.len());
    starts.iter().map(|start| start.map(|start| &own[start..ends(start)])).collect()
}

fn rows_of(table: &mut Table, base: &[Line], plan: &Plan) -> Vec<FilledRow> {
    let first_line = |row: &Row, cell: usize| {
        let words = row.cells.get(cell).map(|cell| words(&cell.blocks)).unwrap_or_default();
        words.lines().next().map(key).unwrap_or_default()
    };
    let names: Vec<String> = table.rows.iter().map(|row| first_line(row, 0)).collect();
    let was = base_rows(base, &names);
    let mut rows = Vec::new();
    for ((row, name), was) in table.rows.iter_mut().zip(&names).zip(was).skip(1) {
        // The date and the case, where both were open.
        let is_open = was.is_some_and(|lines| lines.iter().filter(|line| is_blank(&line.text())).count() == 2);
        let Some(party) = find_party(plan, name).ok().filter(|_| is_open && row.cells.len() == 4) else { continue };
        let handsaming = &plan.hovud.handsaming[party];
        let Some(body) = handsaming.deciding() else { continue };
        let [date, case] = [2, 3].map(|cell| words(&row.cells[cell].blocks));
        let heads = Terms::of_lang(Lang::Nn).approval_heads;
        let cells = [(heads.date, &date), (heads.case, &case)];
        let cells = cells.into_iter().filter(|(_, text)| !is_blank(text));
        let cells: Vec<(String, String)> = cells.map(|(head, text)| (head.to_string(), in_one_line(text))).collect();
        if !cells.is_empty() {
            let is_own = first_line(row, 1).to_lowercase().starts_with(&handsaming.organ[body].organ.0.to_lowercase());
            let decision = if is_own { parse_decision(&date, &case) } else { Err(Unreadable::OtherBody) };
            let paragraphs = row.cells[2..].iter().flat_map(|cell| &cell.blocks);
            let mut revisions: Vec<Revision> = Vec::new();
            for revision in paragraphs.flat_map(revisions_of) {
                if !revisions.contains(revision) {
                    revisions.push(revision.clone());
                }
            }
            rows.push(FilledRow { party, body, cells, decision, revisions });
        }
        let dots = was.and_then(|lines| lines.iter().find(|line| is_blank(&line.text()))).map(Line::text);
        for cell in &mut row.cells[2..] {
            fill_with_dots(&mut cell.blocks, dots.as_deref().unwrap_or_default());
        }
    }
    rows
}

fn revisions_of(block: &Block) -> &[Revision] {
    match block {
        Block::Paragraph(own) => &own.revisions,
        Block::Table(_) | Block::TextBox(_) => &[],
    }
}

/// Puts dots in the place of what was filled in.
fn fill_with_dots(blocks: &mut Vec<Block>, dots: &str) {
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(own) => Some(own),
        Block::Table(_) | Block::TextBox(_) => None,
    });
    let marks = paragraphs.flat_map(|own| own.marks.clone()).collect();
    let dots = Run { text: dots.into(), ..Run::default() };
    *blocks = vec![Block::Paragraph(Box::new(Paragraph { runs: vec![dots], marks, ..Paragraph::default() }))];
}

/// Whether there is nothing but dots.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, DOT | '.' | '_'))
}

fn in_one_line(text: &str) -> String {
    let text = text.replace(DOT, " ");
    text.lines().map(single_blanks).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A thing that the cells of a decision say.
#[derive(Debug, Clone, PartialEq, Eq)]
enum CellItem {
    Date(Dato),
    Outcome(Utfall),
    Case(String),
}

/// Reads what stands in the cells of the date and of the case.
fn parse_decision(date: &str, case: &str) -> Result<FilledDecision, Unreadable> {
    let mut items = Vec::new();
    for text in [date, case] {
        for part in in_one_line(text).split([',', ';']).map(str::trim).filter(|part| !is_blank(part)) {
            items.extend(parse_items(part).ok_or_else(|| Unreadable::Words(part.to_string()))?);
        }
    }
    fn only<T: PartialEq>(all: Vec<T>, words: &str) -> Result<Option<T>, Unreadable> {
        let mut all = all.into_iter();
        let first = all.next();
        if all.any(|other| Some(&other) != first.as_ref()) { Err(Unreadable::Words(words.into())) } else { Ok(first) }
    }
    let all = [in_one_line(date), in_one_line(case)].join(" ").trim().to_string();
    let dates =
        items.iter().filter_map(|own| if let CellItem::Date(date) = own { Some(*date) } else { None }).collect();
    let outcomes =
        items.iter().filter_map(|own| if let CellItem::Outcome(own) = own { Some(*own) } else { None }).collect();
    let cases =
        items.iter().filter_map(|own| if let CellItem::Case(own) = own { Some(own.clone()) } else { None }).collect();
    let (date, outcome, case) = (only(dates, &all)?, only(outcomes, &all)?, only(cases, &all)?);
    let date = date.ok_or(Unreadable::NoDate)?;
    Ok(FilledDecision { date, case, outcome: outcome.unwrap_or_default() })
}

/// What some words say: one thing, or one after the other.
fn parse_items(text: &str) -> Option<Vec<CellItem>> {
    if let Some(one) = parse_item(text) {
        return Some(vec![one]);
    }
    let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    // The longest that says one thing, and then the rest.
    blanks.into_iter().rev().find_map(|at| {
        let (first, rest) = (parse_item(&text[..at])?, parse_items(&text[at + 1..])?);
        Some([first].into_iter().chain(rest).collect())
    })
}

/// What stands before a day and says nothing of it.
const BEFORE_A_DAY: [&str; 12] =
    ["den", "dato", "møte", "møtet", "i", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "mandag", "tirsdag"];

fn parse_item(text: &str) -> Option<CellItem> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '-' | ':' | '(' | ')'));
    let mut day = text;
    while let Some((word, rest)) = day.split_once(' ') {
        let word = word.trim_end_matches(':').to_lowercase();
        if !BEFORE_A_DAY.contains(&word.as_str()) {
            break;
        }
        day = rest;
    }
    if let Some(date) = parse_loose_date(day) {
        return Some(CellItem::Date(date));
    }
    if is_case(text) {
        return Some(CellItem::Case(text.to_string()));
    }
    // A number in the words may be of anything.
    let is_words = text.chars().all(|c| !c.is_numeric());
    parse_outcome(text).filter(|_| is_words).map(CellItem::Outcome)
}

/// Whether words are the number of a case: "PS 45/25", "sak 2025/114", "Saksnr. KS-12/25".
fn is_case(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let Some((number, before)) = words.split_last() else { return false };
    let is_number = number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_'));
    let is_kind = |word: &&str| {
        let word = word.trim_end_matches([':', '.', '-']).to_lowercase();
        word.starts_with("sak") || word.ends_with("sak") || word == "nr" || word.chars().count() <= 3 && word != "nei"
    };
    is_number && (!before.is_empty() || number.contains(['/', '-'])) && before.iter().all(is_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(date: &str, case: &str) -> Result<(String, Option<String>, Utfall), Unreadable> {
        parse_decision(date, case).map(|own| (own.date.0.to_string(), own.case, own.outcome))
    }

    #[test]
    fn a_decision_is_read_as_people_write_it() {
        let case = || Some("PS 45/25".to_string());
        for (date, number, expected) in [
            ("17. juni 2025", "PS 45/25", (case(), Utfall::Vedteke)),
            ("…17.06.2025……", "………………", (None, Utfall::Vedteke)),
            ("Tysdag 17. juni 2025", "PS 45/25, avvist", (case(), Utfall::Avvist)),
            ("Vedteke 17.6.25\nPS 45/25", "", (case(), Utfall::Vedteke)),
            ("17/6-2025, vedteke med endringar", "PS 45/25", (case(), Utfall::Endra)),
            ("Ikkje vedteke 17. juni 2025", "PS 45/25", (case(), Utfall::Avvist)),
            ("17. juni 2025", "PS 45/25 utsett", (case(), Utfall::Utsett)),
        ] {
            let (case, outcome) = expected;
            assert_eq!(decision(date, number), Ok(("2025-06-17".into(), case, outcome)), "{date} {number}");
        }
    }

    #[test]
    fn what_is_not_understood_is_no_decision() {
        assert_eq!(decision("………", "PS 45/25"), Err(Unreadable::NoDate));
        for (date, case) in [
            ("17. juni", "PS 45/25"),
            ("31. juni 2025", ""),
            ("12. juni 2025, 17. juni 2025", ""),
            ("17. juni 2025", "PS 45/25 med endring på side 4"),
            ("17. juni 2025 kanskje", ""),
            ("17. juni 2025", "nei"),
        ] {
            assert!(
                matches!(decision(date, case), Err(Unreadable::Words(_))),
                "{date} {case}: {:?}",
                decision(date, case)
            );
        }
    }
}
