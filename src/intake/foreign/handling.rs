//! The tables of meetings and of approvals: which body of which party handles the plan, when, and what it decided.

use super::found::{Content, Handling};
use super::labels::{body, folded};
use super::look::named_number;
use super::parts::Reader;
use super::sheet::{Line, Table};
use super::times::day;
use crate::words::notation::single_blanks;

/// What a line of a table of approvals says of a body: "Innstilling: formannskap 6. april 2027, FS 18/27" or "Kommunestyre
/// (planlagt 19. juni 2025)".
fn handling(party: &str, words: &str) -> Handling {
    let bare = ["innstilling:", "uttale:", "uttalelse:"].iter().find_map(|label| {
        words.get(..label.len()).filter(|start| start.to_lowercase() == *label).map(|_| words[label.len()..].trim())
    });
    let bare = bare.unwrap_or(words);
    let end = bare.find(|c: char| c.is_ascii_digit() || matches!(c, '(' | ',' | ';')).unwrap_or(bare.len());
    // "Kommunestyret i Dalane" and "Dalane kommunestyre" name the party too.
    let name = bare[..end].trim();
    let at_end =
        name.split_once(" i ").filter(|(_, place)| place.starts_with(char::is_uppercase)).map(|(name, _)| name);
    let is_place = |words: &str| words.starts_with(char::is_uppercase);
    let at_start =
        name.rsplit_once(' ').filter(|(place, last)| is_place(place) && !is_place(last) && body(place).is_none());
    let own_body = body(at_end.or(at_start.map(|(_, name)| name)).unwrap_or(name)).or_else(|| body(name));
    let rest = &bare[end..];
    let is_planned = rest.contains("planlagt") || !rest.contains('/');
    let (planned, decided) = if is_planned { (day(rest), None) } else { (None, day(rest)) };
    // What was rejected is no approval: it is left to whoever keeps the plan.
    let decided =
        decided.filter(|_| !["avvist", "utsett", "utsatt", "sendt tilbake"].iter().any(|own| rest.contains(own)));
    let case = rest.split(", ").skip(1).find(|part| part.contains('/')).map(str::to_string);
    Handling { party: party.to_string(), body: own_body, planned, decided, case, ..Handling::default() }
}

/// Which column of a table of meetings and approvals is what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct HandlingColumns {
    party: Option<usize>,
    body: Option<usize>,
    /// The day of a meeting.
    planned: Option<usize>,
    /// The day of a decision.
    decided: Option<usize>,
    /// A day of which the head does not say what it is.
    date: Option<usize>,
    case: Option<usize>,
    outcome: Option<usize>,
}

impl HandlingColumns {
    /// The columns with these heads.
    pub(super) fn of(heads: &[String]) -> Self {
        let mut own = Self::default();
        for (column, head) in heads.iter().enumerate() {
            let name = folded(head);
            let begins = |all: &[&str]| all.iter().any(|word| name.starts_with(word));
            let has = |all: &[&str]| all.iter().any(|word| name.contains(word));
            let place = if begins(&["sak", "utvalssak", "utvalgssak", "arkivsak"]) {
                &mut own.case
            } else if begins(&[
                "organ",
                "politisk organ",
                "handsama i",
                "handsamast i",
                "behandla i",
                "behandlet i",
                "behandles i",
            ]) || matches!(name.as_str(), "utval" | "utvalg" | "utval/organ" | "utvalg/organ")
            {
                &mut own.body
            } else if begins(&[
                "vedteke",
                "vedtatt",
                "vedtaksdato",
                "godkjen",
                "dato for vedtak",
                "handsamingsdato",
                "behandlingsdato",
            ]) || has(&["dato"]) && has(&["godkjen", "vedt", "handsam", "behandl"])
                || matches!(name.as_str(), "handsama" | "behandla" | "behandlet")
            {
                &mut own.decided
            } else if has(&["møtedato", "møtedag", "planlagt", "dato for møte"])
                || matches!(name.as_str(), "møte" | "møter")
            {
                &mut own.planned
            } else if matches!(name.as_str(), "dato" | "når") {
                &mut own.date
            } else if matches!(name.as_str(), "vedtak" | "resultat" | "utfall" | "vedtaket") {
                &mut own.outcome
            } else if begins(&["kommune", "part", "samarbeidspart", "avtalepart", "kven", "hvem", "eigar", "eier"]) {
                &mut own.party
            } else {
                continue;
            };
            place.get_or_insert(column);
        }
        // What stands first is who handles it, if no head says so.
        if own.party.is_none() && !own.has(0) {
            own.party = Some(0);
        }
        // "Vedtak" over nothing but dates is when it was decided.
        if own.decided.is_none() && own.planned.is_none() && own.date.is_none() {
            own.decided = own.outcome.take();
        }
        own
    }

    /// Whether they tell of bodies that handle a plan.
    pub(super) fn are_of_handling(&self) -> bool {
        let has_day = self.decided.is_some() || self.planned.is_some() || self.date.is_some();
        has_day && (self.body.is_some() || self.party.is_some() && (self.decided.is_some() || self.case.is_some()))
    }

    fn has(&self, column: usize) -> bool {
        [self.party, self.body, self.planned, self.decided, self.date, self.case, self.outcome].contains(&Some(column))
    }
}

/// The number of a case that words say: "sak PS 14/26", "14/2026".
fn case_number(words: &str) -> Option<String> {
    let bare = |part: &str| -> Option<String> {
        let part = part.trim();
        let at = part.to_lowercase().rfind("sak").map_or(0, |at| at + 3);
        let part = part.get(at..)?.trim_start_matches([':', '.', ' ']);
        let part = part.strip_prefix("nr.").or(part.strip_prefix("nr")).unwrap_or(part).trim();
        let (name, number) = part.rsplit_once(' ').unwrap_or(("", part));
        let (first, last) = number.trim_end_matches('.').split_once('/')?;
        let is_number = |own: &str| (1..=4).contains(&own.len()) && own.bytes().all(|byte| byte.is_ascii_digit());
        let is_name = name.chars().count() <= 5 && name.chars().all(char::is_alphabetic);
        (is_number(first) && is_number(last) && is_name).then(|| part.trim_end_matches('.').to_string())
    };
    words.split([',', ';', '(', ')']).find_map(bare)
}

/// What words say of how a decision went: `None` where they are not understood, the word of the data where it is no adoption.
fn outcome(words: &str) -> Option<Option<&'static str>> {
    let words = folded(words);
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    match words.as_str() {
        _ if has(&["utan endring", "uten endring"]) => Some(None),
        _ if has(&["endring", "endra", "endret"]) && !has(&["ikkje", "ikke"]) => Some(Some("Endra")),
        _ if has(&["endring", "endra", "endret"]) => None,
        _ if has(&["avvist", "ikkje vedteke", "ikke vedtatt"]) => Some(Some("Avvist")),
        _ if has(&["utsett", "utsatt"]) => Some(Some("Utsett")),
        _ if has(&["sendt tilbake"]) => Some(Some("SendtTilbake")),
        _ if has(&["til vitande", "til orientering", "til etterretning"]) => Some(Some("TekeTilVitande")),
        "vedteke"
        | "vedtatt"
        | "godkjend"
        | "godkjent"
        | "ja"
        | "samrøystes"
        | "enstemmig"
        | "samrøystes vedteke"
        | "enstemmig vedtatt"
        | "vedteke samrøystes"
        | "vedtatt enstemmig"
        | "innstilling"
        | "tilrådd" => Some(None),
        _ => None,
    }
}

impl Reader {
    pub(super) fn meetings(&mut self, table: &Table, heads: &[String]) {
        heads.iter().for_each(|words| self.found.account.understand(words.clone()));
        for row in 1..table.rows.len() {
            let party = table.words(row, 0);
            if party.is_empty() {
                let whole = (1..heads.len()).map(|column| table.words(row, column)).collect::<Vec<_>>().join(" ");
                self.found.account.leave("tabellen over møte", single_blanks(&whole));
                continue;
            }
            for (column, head) in heads.iter().enumerate().skip(1) {
                let words = table.words(row, column);
                let Some(body) = body(head) else {
                    self.found.account.leave("tabellen over møte", words);
                    continue;
                };
                // "Heradsstyret 18. mai" under "Kommunestyret" is of the body that the cell names.
                let name = words.split(|c: char| c.is_ascii_digit() || ",;:(".contains(c)).next().unwrap_or_default();
                let body = super::labels::body(name).unwrap_or(body);
                let planned = day(&words);
                if planned.is_some() {
                    self.found.account.understand(words.clone());
                } else if words.trim_matches(['-', '–', '.', '…', ' ']).is_empty() {
                    continue;
                } else {
                    self.found.account.leave("tabellen over møte", format!("{party}, {body}: {words}"));
                }
                self.found.account.understand(party.clone());
                // "17. mars 2026, sak 14/26": a meeting that has been held.
                let case = case_number(&words).filter(|_| planned.is_some());
                self.found.handling.push(Handling {
                    party: party.clone(),
                    body: Some(body),
                    decided: planned.clone().filter(|_| case.is_some()),
                    is_guessed: case.is_some(),
                    planned,
                    case,
                    ..Handling::default()
                });
            }
        }
        self.made("Møteplan");
    }

    pub(super) fn approvals(&mut self, table: &Table, heads: &[String]) {
        heads.iter().for_each(|words| self.found.account.understand(words.clone()));
        let columns = HandlingColumns::of(heads);
        let days = columns.decided.or(columns.planned).or(columns.date);
        // "Kommunestyre: 29. april 2027" in a column for each thing that bodies do is a meeting.
        let is_meeting = |words: &str| words.split_once(':').is_some_and(|(name, _)| body(name).is_some());
        if days.is_some_and(|column| (1..table.rows.len()).any(|row| is_meeting(&table.words(row, column)))) {
            return self.meetings_by_role(table);
        }
        let is_blank = |words: &str| !words.chars().any(char::is_alphanumeric);
        let has_decisions = columns.decided.is_some() || columns.outcome.is_some();
        let mut last_party = String::new();
        for row in 1..table.rows.len() {
            let lines = |column: Option<usize>| -> Vec<String> {
                let cell = column.and_then(|column| table.rows[row].get(column));
                let own = cell.map(|cell| cell.lines.iter().map(Line::words).collect::<Vec<_>>());
                let above = || column.map(|column| table.words(row, column)).into_iter().collect();
                own.filter(|own| !own.is_empty()).unwrap_or_else(above)
            };
            let words = |column: Option<usize>| column.map(|column| table.words(row, column)).unwrap_or_default();
            let (organ, dates) = (lines(columns.body), lines(days));
            let mut party = words(columns.party);
            if party.is_empty() {
                party = match organ.first() {
                    Some(organ) if columns.party.is_none() => self.party_of_body(organ).unwrap_or_default(),
                    _ => last_party.clone(),
                };
            }
            let whole = (0..heads.len()).map(|column| table.words(row, column)).collect::<Vec<_>>().join(" ");
            if party.is_empty() {
                self.found.account.leave("tabellen over godkjenningar", single_blanks(&whole));
                continue;
            }
            last_party.clone_from(&party);
            let own_case = Some(words(columns.case)).filter(|case| !is_blank(case));
            let case = own_case.or_else(|| dates.iter().find_map(|words| case_number(words)));
            let date = dates.iter().find_map(|words| day(words));
            for words in dates.iter().filter(|words| day(words).is_none() && !is_blank(words)) {
                // "Versjon 1.0" is what the date decides on.
                if named_number("versjon", words).is_some() || case_number(words).is_some() {
                    self.found.account.understand(words.clone());
                } else {
                    self.found.account.leave("tabellen over godkjenningar", format!("{party}: {words}"));
                }
            }
            let told = words(columns.outcome);
            let outcome = outcome(&told);
            if outcome.is_none() && !is_blank(&told) {
                self.found.account.leave("tabellen over godkjenningar", format!("{party}: {told}"));
            }
            self.found.account.understand(format!("{party} {} {} {told}", organ.join(" "), dates.join(" ")));
            let first = organ.first().map(|words| handling(&party, words)).unwrap_or_default();
            let is_decided = columns.decided.is_some() || has_decisions && !is_blank(&told);
            let mut deciding = Handling {
                party: party.clone(),
                case: case.clone().or(first.case.clone()),
                outcome: outcome.flatten(),
                ..first
            };
            // A meeting that has the number of a case has been held; a date alone is what the heads say.
            if is_decided {
                deciding.decided = date.or(deciding.decided);
                deciding.planned = columns
                    .planned
                    .filter(|_| columns.decided.is_some())
                    .and_then(|column| day(&table.words(row, column)))
                    .or(deciding.planned);
            } else if case.is_some() {
                (deciding.planned, deciding.decided, deciding.is_guessed) = (date.clone(), date, true);
            } else if columns.planned.is_some() {
                deciding.planned = date.or(deciding.planned);
            } else {
                deciding.decided = date.or(deciding.decided);
            }
            // Those that recommend to it stand under it, and come before it.
            let others: Vec<Handling> =
                organ.iter().skip(1).map(|words| handling(&party, words)).filter(|own| own.body.is_some()).collect();
            self.found.handling.extend(others);
            self.found.handling.push(deciding);
            for other in (0..heads.len()).filter(|column| !columns.has(*column)) {
                let words = table.words(row, other);
                self.found.account.leave("tabellen over godkjenningar", format!("{party}, {}: {words}", heads[other]));
            }
        }
        self.made("Godkjenningar");
    }

    /// The party whose body a name is of: "Dalane kommunestyre", "Kommunestyret i Dalane", or the only one on the title page that
    /// has such a body.
    fn party_of_body(&self, words: &str) -> Option<String> {
        let name = words.split([',', '(', ':']).next().unwrap_or_default().trim();
        let kind = if folded(name).contains("fylke") { "fylkeskommune" } else { "kommune" };
        let parties = &self.found.cover.parties;
        if let Some((_, place)) = name.split_once(" i ") {
            return Some(format!("{} {kind}", place.trim()));
        }
        if let Some((place, last)) = name.rsplit_once(' ')
            && body(last).is_some()
            && place.starts_with(char::is_uppercase)
        {
            return Some(format!("{} {kind}", place.trim_end_matches(" kommune")));
        }
        let own: Vec<&String> = parties.iter().filter(|name| name.ends_with(&format!(" {kind}"))).collect();
        if let [only] = own[..] { Some(only.clone()) } else { None }
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
}
