//! The tables of a plan: the log, the tiltak, the facts of one tiltak, the meetings, the approvals, the abbreviations.

use super::columns::{Columns, row_number};
use super::found::{Content, Handling, LogRow, Measure};
use super::labels::{Fact, Made, body, fact, folded, is_part_of_tiltak};
use super::look::{named_number, title_after};
use super::parts::{Place, Reader, is_same_title};
use super::sheet::{Line, Table, single_blanks};
use super::times::day;

/// What a line of a table of approvals says of a body: "Innstilling: formannskap 6. april 2027, FS 18/27" or "Kommunestyre
/// (planlagt 19. juni 2025)".
fn handling(party: &str, words: &str) -> Handling {
    let bare = ["innstilling:", "uttale:", "uttalelse:"].iter().find_map(|label| {
        words.get(..label.len()).filter(|start| start.to_lowercase() == *label).map(|_| words[label.len()..].trim())
    });
    let bare = bare.unwrap_or(words);
    let end = bare.find(|c: char| c.is_ascii_digit() || matches!(c, '(' | ',' | ';')).unwrap_or(bare.len());
    let own_body = body(&bare[..end]);
    let rest = &bare[end..];
    let is_planned = rest.contains("planlagt") || !rest.contains('/');
    let (planned, decided) = if is_planned { (day(rest), None) } else { (None, day(rest)) };
    // What was rejected is no approval: it is left to whoever keeps the plan.
    let decided =
        decided.filter(|_| !["avvist", "utsett", "utsatt", "sendt tilbake"].iter().any(|own| rest.contains(own)));
    let case = rest.split(", ").skip(1).find(|part| part.contains('/')).map(str::to_string);
    Handling { party: party.to_string(), body: own_body, planned, decided, case }
}

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
        let heads: Vec<String> = (0..table.width()).map(|column| table.words(0, column)).collect();
        let any = |names: &[&str]| heads.iter().position(|words| names.iter().any(|name| folded(words).contains(name)));
        let has_handling = |heads: &[String]| heads.iter().skip(1).any(|words| body(words).is_some());
        if any(&["versjon", "utgåve", "utgave"]).is_some() && any(&["dato"]).is_some() {
            self.log(table, &heads);
        } else if has_handling(&heads) && table.rows.len() > 1 {
            self.meetings(table, &heads);
        } else if any(&["godkjen", "vedtak", "vedtatt", "vedteke"]).is_some_and(|at| at > 0) && table.rows.len() > 1 {
            self.approvals(table, &heads);
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
        let date = column(&["dato"]);
        let by = column(&[
            "endra av",
            "endret av",
            "ansvar",
            "forfatt",
            "utført",
            "av kven",
            "av hvem",
            "namn",
            "navn",
            "kven",
            "hvem",
        ])
        .filter(|at| *at != version);
        let status = column(&["status", "merknad", "kommentar", "endring", "beskriv", "skildring", "omtale"])
            .filter(|at| Some(*at) != by && *at != version);
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

    fn meetings(&mut self, table: &Table, heads: &[String]) {
        heads.iter().for_each(|words| self.found.account.understand(words.clone()));
        for row in 1..table.rows.len() {
            let party = table.words(row, 0);
            if party.is_empty() {
                continue;
            }
            for (column, head) in heads.iter().enumerate().skip(1) {
                let words = table.words(row, column);
                let Some(body) = body(head) else {
                    self.found.account.leave("tabellen over møte", words);
                    continue;
                };
                let planned = day(&words);
                if planned.is_some() {
                    self.found.account.understand(words);
                } else if words.trim_matches(['-', '–', '.', '…', ' ']).is_empty() {
                    continue;
                } else {
                    self.found.account.leave("tabellen over møte", format!("{party}, {body}: {words}"));
                }
                self.found.account.understand(party.clone());
                self.found.handling.push(Handling {
                    party: party.clone(),
                    body: Some(body),
                    planned,
                    ..Handling::default()
                });
            }
        }
        self.made("Møteplan");
    }

    fn approvals(&mut self, table: &Table, heads: &[String]) {
        heads.iter().for_each(|words| self.found.account.understand(words.clone()));
        let column = |names: &[&str]| {
            heads
                .iter()
                .skip(1)
                .position(|words| names.iter().any(|name| folded(words).contains(name)))
                .map(|at| at + 1)
        };
        let (bodies, cases) = (
            column(&["organ"]),
            heads.iter().skip(1).position(|words| folded(words).starts_with("sak")).map(|at| at + 1),
        );
        let days = column(&["dato"]).or_else(|| column(&["godkjen", "vedt"]));
        // "Kommunestyre: 29. april 2027" in a column for each thing that bodies do is a meeting.
        let is_meeting = |words: &str| words.split_once(':').is_some_and(|(name, _)| body(name).is_some());
        if days.is_some_and(|column| (1..table.rows.len()).any(|row| is_meeting(&table.words(row, column)))) {
            return self.meetings_by_role(table);
        }
        for row in 1..table.rows.len() {
            let party = table.words(row, 0);
            if party.is_empty() {
                continue;
            }
            let lines = |column: Option<usize>| -> Vec<String> {
                let cell = column.and_then(|column| table.rows[row].get(column));
                cell.map(|cell| cell.lines.iter().map(Line::words).collect()).unwrap_or_default()
            };
            let (organ, dates) = (lines(bodies), lines(days));
            let case = cases.map(|column| table.words(row, column)).unwrap_or_default();
            let is_blank = |words: &str| !words.chars().any(char::is_alphanumeric);
            let decided = dates.iter().find_map(|words| day(words));
            for words in dates.iter().filter(|words| day(words).is_none() && !is_blank(words)) {
                // "Versjon 1.0" is what the date decides on.
                if named_number("versjon", words).is_some() {
                    self.found.account.understand(words.clone());
                } else {
                    self.found.account.leave("tabellen over godkjenningar", format!("{party}: {words}"));
                }
            }
            self.found.account.understand(format!("{party} {} {}", organ.join(" "), dates.join(" ")));
            let first = organ.first().map(|words| handling(&party, words)).unwrap_or_default();
            let deciding =
                Handling { party: party.clone(), decided, case: Some(case).filter(|case| !is_blank(case)), ..first };
            // Those that recommend to it stand under it, and come before it.
            let others: Vec<Handling> =
                organ.iter().skip(1).map(|words| handling(&party, words)).filter(|own| own.body.is_some()).collect();
            self.found.handling.extend(others);
            self.found.handling.push(deciding);
            for other in 1..heads.len() {
                if ![bodies, cases, days].contains(&Some(other)) {
                    self.found.account.leave("tabellen over godkjenningar", table.words(row, other));
                }
            }
        }
        self.made("Godkjenningar");
    }

    /// Takes a table with a line for each meeting: "Formannskap: 6. april 2027".
    fn meetings_by_role(&mut self, table: &Table) {
        for row in 1..table.rows.len() {
            let party = table.words(row, 0);
            for line in table.rows[row].iter().skip(1).flat_map(|cell| &cell.lines) {
                let words = line.words();
                let meeting = words.split_once(':').and_then(|(name, rest)| Some((body(name)?, day(rest))));
                let Some((body, planned)) = meeting.filter(|_| !party.is_empty()) else {
                    self.found.account.leave("tabellen over møte", format!("{party}: {words}"));
                    continue;
                };
                self.found.account.understand(format!("{party} {words}"));
                self.found.handling.push(Handling {
                    party: party.clone(),
                    body: Some(body),
                    planned,
                    ..Handling::default()
                });
            }
        }
        self.made("Møteplan");
    }

    /// Puts what the program makes of the data where its table stood.
    fn made(&mut self, word: &'static str) {
        let there =
            self.found.sections.iter().flat_map(|section| &section.contents).any(|own| *own == Content::Made(word));
        if !there {
            self.content(Content::Made(word));
        }
    }

    /// Whether a table of two columns has the names of facts and parts of a tiltak in its first.
    fn is_form(&self, table: &Table) -> bool {
        let is_label = |row: usize| {
            let words = table.words(row, 0);
            fact(&words).is_some() || is_part_of_tiltak(&words) || named_number("tiltak", &words).is_some()
        };
        let is_short = |row: usize| table.words(row, 0).split(' ').count() <= 7;
        let rows = || 0..table.rows.len();
        let labels = rows().filter(|row| is_label(*row)).count();
        let is_inside = matches!(self.place, Place::Goal | Place::Measure) && table.width() == 2;
        is_inside && (labels * 2 > table.rows.len() || labels > 0 && rows().all(is_short))
    }

    /// Whether a row says a fact that the tiltak has already.
    fn is_repeated(&self, table: &Table, row: usize) -> bool {
        let own = self.found.goals.last().and_then(|goal| goal.tiltak.last());
        let fact = fact(&table.words(row, 0));
        let Some((own, fact)) = own.zip(fact) else { return false };
        let has = match fact {
            Fact::Responsible => &own.responsible,
            Fact::Partners => &own.partners,
            Fact::Time => &own.time,
            Fact::Number | Fact::Title => return false,
        };
        !has.is_empty()
    }

    /// Takes a table that describes a tiltak: names to the left, words to the right.
    fn form(&mut self, table: &Table) {
        // A table of facts that the table of tiltak has too is printed of them.
        let repeats = self.place == Place::Measure
            && (0..table.rows.len()).filter(|row| self.is_repeated(table, *row)).count() > 1;
        for row in 0..table.rows.len() {
            let (label, words) = (table.words(row, 0), table.words(row, 1));
            let lines = table.rows[row].get(1).map(|cell| cell.lines.clone()).unwrap_or_default();
            if let Some((numbers, rest)) = named_number("tiltak", &label) {
                let own = title_after(rest);
                let title = if own.is_empty() { words } else { own.to_string() };
                self.found.account.understand(label.clone());
                self.begin_measure(numbers.last().copied().unwrap_or(1), title, None);
                continue;
            }
            let Some(goal) = self.found.goals.last_mut() else { return };
            // A title is short: what is longer is told under that name.
            let known = fact(&label)
                .filter(|fact| *fact != Fact::Title || words.chars().count() <= 140 && !words.contains(". "));
            if known == Some(Fact::Title)
                && (self.place == Place::Goal
                    || goal.tiltak.last().is_some_and(|own| !is_same_title(&own.title, &words)))
            {
                let number = goal.tiltak.iter().map(|own| own.number).max().map_or(1, |last| last + 1);
                self.found.account.understand(label);
                self.begin_measure(number, words, None);
                continue;
            }
            if self.place == Place::Goal {
                self.plain_table(&Table { rows: vec![table.rows[row].clone()] });
                continue;
            }
            let Some(own) = goal.tiltak.last_mut() else { return };
            if let Some(fact) = known
                && (own.set(fact, &words) || fact == Fact::Title)
            {
                self.found.account.understand(format!("{label} {words}"));
                continue;
            }
            if repeats {
                let place = format!("fakta om tiltak {}.{}", goal.number, own.number);
                self.found.account.leave(&place, format!("{label}: {words}"));
                continue;
            }
            own.parts.push((label.trim_end_matches(':').to_string(), lines));
        }
    }
}
