//! The tables of a plan: the log, the tiltak, the facts of one tiltak, the meetings, the approvals, the abbreviations.

use super::columns::{Columns, row_number};
use super::found::{LogRow, Measure};
use super::handling::HandlingColumns;
use super::labels::{Fact, Made, body, fact, folded};
use super::look::{named_number, title_after};
use super::money::money;
use super::parts::{Place, Reader, is_same_title};
use super::sheet::{Line, Table};
use crate::words::notation::single_blanks;

impl Reader {
    /// Takes a table.
    pub(super) fn table(&mut self, table: &Table) {
        if matches!(self.place, Place::Made(Made::Oversyn | Made::Ansvar)) {
            return self.plain_table(table);
        }
        if let Some(columns) = Columns::of(table) {
            return self.tiltak_rows(table, &columns, columns.head + 1);
        }
        if let Some(columns) =
            self.columns.clone().filter(|columns| columns.width == table.width() && !self.is_head(table))
        {
            return self.tiltak_rows(table, &columns, 0);
        }
        if let Some(pairs) = table.unfolded().filter(|_| matches!(self.place, Place::Goal | Place::Measure)) {
            return self.form(&pairs);
        }
        let heads: Vec<String> = (0..table.width()).map(|column| table.words(0, column)).collect();
        let any = |names: &[&str]| heads.iter().position(|words| names.iter().any(|name| folded(words).contains(name)));
        let has_handling = |heads: &[String]| heads.iter().skip(1).any(|words| body(words).is_some());
        let is_dated = any(&["dato", "når", "tid"]).is_some();
        let handling = HandlingColumns::of(&heads);
        if any(&["versjon", "utgåve", "utgave"]).is_some() && is_dated {
            self.log(table, &heads);
        } else if handling.are_of_handling() && table.rows.len() > 1 {
            self.approvals(table, &heads);
        } else if has_handling(&heads) && table.rows.len() > 1 {
            self.meetings(table, &heads);
        } else if let Some(own) = money(table) {
            self.money(table, own);
        } else if self.is_form(table) {
            self.form(table);
        } else if self.place == Place::Made(Made::Forkortingar) {
            for row in 0..table.rows.len() {
                let (short, full) = (table.words(row, 0), table.words(row, 1));
                if row == 0 && matches!(folded(&short).as_str(), "forkorting" | "forkortelse" | "ord")
                    || full.is_empty()
                {
                    self.found.account.understand(format!("{short} {full}"));
                } else {
                    self.found.abbreviations.push((short, full));
                }
            }
        } else {
            self.plain_table(table);
        }
    }

    /// Whether a table begins with heads of its own.
    fn is_head(&self, table: &Table) -> bool {
        (0..table.width()).filter(|column| fact(&table.words(0, *column)).is_some()).count() > 1
    }

    /// Takes the rows of a table of tiltak. What has no number and no title goes on with the row before it: it was split over
    /// pages.
    fn tiltak_rows(&mut self, table: &Table, columns: &Columns, first: usize) {
        let is_inside = matches!(self.place, Place::Goal | Place::Measure);
        let has_groups = (first..table.rows.len()).any(|row| self.group(table, row).is_some());
        if !is_inside && !has_groups && self.has_goals() {
            // It tells once more of what stands under the delmål.
            return self.plain_table(table);
        }
        if !is_inside {
            let number = u16::try_from(self.found.goals.len() + 1).unwrap_or(u16::MAX);
            let title = self.found.sections.last().map(|section| section.title.clone()).unwrap_or_default();
            let group = (first..table.rows.len()).find_map(|row| self.group(table, row));
            if group.is_none() {
                self.begin_goal(number, &title, None, None);
                let path = crate::plan::Path::delmål(self.found.goals.len() - 1).field("tittel");
                self.found
                    .account
                    .guess(path, "Fila har ikkje noko delmål her; tittelen er den til punktet tabellen står i");
            }
        }
        for column in (0..columns.width).take(if first > 0 { usize::MAX } else { 0 }) {
            for row in 0..first {
                self.found.account.understand(table.words(row, column));
            }
        }
        for row in first..table.rows.len() {
            let words = |column: Option<usize>| column.map(|column| table.words(row, column)).unwrap_or_default();
            let (numbered, mut title) = (words(columns.number), table.words(row, columns.title));
            if fact(&title) == Some(Fact::Title) && fact(&words(columns.responsible)) == Some(Fact::Responsible) {
                (0..columns.width).for_each(|column| self.found.account.understand(table.words(row, column)));
                continue;
            }
            if let Some((number, own_title)) = self.group(table, row) {
                self.begin_goal(number, &own_title, None, None);
                continue;
            }
            let mut number = row_number(&numbered);
            if number.is_none() && !numbered.is_empty() {
                title = format!("{numbered} {title}");
            }
            self.found.account.understand(numbered.clone());
            if let Some((numbers, rest)) =
                named_number("tiltak", &title).filter(|(_, rest)| !title_after(rest).is_empty())
            {
                self.found.account.understand(&title[..title.len() - rest.len()]);
                (number, title) = (numbers.last().copied(), title_after(rest).to_string());
            } else if let Some((first, rest)) = title.split_once(' ')
                && let Some(own) = row_number(first).filter(|_| columns.number.is_none())
            {
                self.found.account.understand(first);
                (number, title) = (Some(own), rest.to_string());
            }
            let Some(goal) = self.found.goals.last_mut() else { continue };
            let (responsible, partners, time) =
                (words(columns.responsible), words(columns.partners), words(columns.time));
            // Only a row that says nothing by itself of who it is goes on with another.
            if number.is_none()
                && (title.is_empty() || numbered.is_empty() && columns.number.is_some())
                && let Some(before) = goal.tiltak.last_mut()
            {
                for (own, more) in [
                    (&mut before.title, title),
                    (&mut before.responsible, responsible),
                    (&mut before.partners, partners),
                    (&mut before.time, time),
                ] {
                    let is_new = !more.is_empty() && !own.ends_with(&more);
                    if is_new {
                        let gap = if own.is_empty() || own.ends_with('-') { "" } else { " " };
                        *own = format!("{own}{gap}{more}");
                    }
                }
                continue;
            }
            if title.is_empty() {
                let all: Vec<String> = (0..columns.width).map(|column| table.words(row, column)).collect();
                self.found
                    .account
                    .leave(&format!("tabellen under delmål {}", goal.number), single_blanks(&all.join(" ")));
                continue;
            }
            let next = goal.tiltak.iter().map(|own| own.number).max().map_or(1, |last| last + 1);
            let others = columns.others.iter().map(|(column, head)| {
                (head.clone(), table.rows[row].get(*column).map(|cell| cell.lines.clone()).unwrap_or_default())
            });
            let parts: Vec<(String, Vec<Line>)> = others
                .filter(|(_, lines)| !lines.is_empty())
                .map(|(head, lines)| (if head.is_empty() { "Merknad".into() } else { head }, lines))
                .collect();
            let number = number.unwrap_or(next);
            match goal
                .tiltak
                .iter_mut()
                .find(|own| own.number == number && !own.has_row && is_same_title(&own.title, &title))
            {
                Some(own) => {
                    (own.has_row, own.responsible, own.partners, own.time) = (true, responsible, partners, time);
                    own.parts.extend(parts);
                }
                None => goal.tiltak.push(Measure {
                    number,
                    title,
                    responsible,
                    partners,
                    time,
                    has_row: true,
                    table_parts: parts.len(),
                    parts,
                    ..Measure::default()
                }),
            }
        }
        self.has_table = true;
        self.columns = Some(columns.clone());
    }

    /// The delmål that a row over the whole table names.
    fn group(&self, table: &Table, row: usize) -> Option<(u16, String)> {
        let filled: Vec<String> = (0..table.rows[row].len())
            .map(|column| table.words(row, column))
            .filter(|words| !words.is_empty())
            .collect();
        let [words] = &filled[..] else { return None };
        let (numbers, rest) = named_number("delmål", words)?;
        Some((numbers[0], title_after(rest).to_string()))
    }

    fn log(&mut self, table: &Table, heads: &[String]) {
        let column =
            |names: &[&str]| heads.iter().position(|words| names.iter().any(|name| folded(words).contains(name)));
        let version = column(&["versjon", "utgåve", "utgave"]).unwrap_or_default();
        let date = column(&["dato", "når", "tid"]);
        // A name is that of the version where another column says who.
        let by =
            column(&["endra av", "endret av", "ansvar", "forfatt", "utført", "av kven", "av hvem", "kven", "hvem"])
                .or_else(|| column(&["namn", "navn"]))
                .filter(|at| *at != version);
        let told = ["status", "merknad", "kommentar", "endr", "beskriv", "skildring", "omtale"];
        let is_told = |(at, words): (usize, &String)| {
            Some(at) != by && at != version && told.iter().any(|name| folded(words).contains(name))
        };
        let status = heads.iter().enumerate().position(is_told);
        heads.iter().for_each(|words| self.found.account.understand(words.clone()));
        for row in 1..table.rows.len() {
            let words = |column: Option<usize>| column.map(|column| table.words(row, column)).unwrap_or_default();
            let own = words(Some(version));
            let bare = own.trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
            let end = bare.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bare.len());
            let number = bare[..end].trim_end_matches('.').to_string();
            let rest = bare[end..].trim_start_matches([':', '–', '-', '.', ' ']).trim();
            let others: Vec<String> = (0..heads.len())
                .filter(|column| ![Some(version), date, by, status].contains(&Some(*column)))
                .map(|column| table.words(row, column))
                .filter(|words| !words.is_empty())
                .collect();
            let name = [vec![rest.to_string()], others]
                .concat()
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join(" – ");
            let made = LogRow { version: number, name, date: words(date), status: words(status), by: words(by) };
            // A row without a version goes on with the one before it.
            match self.found.log.last_mut() {
                Some(before) if made.version.is_empty() => {
                    for (own, more) in [
                        (&mut before.name, made.name),
                        (&mut before.status, made.status),
                        (&mut before.by, made.by),
                        (&mut before.date, made.date),
                    ] {
                        if !more.is_empty() {
                            *own = single_blanks(&format!("{own} {more}"));
                        }
                    }
                }
                _ => self.found.log.push(made),
            }
        }
    }
}
