//! Tables of money: the posts that their rows are, where every row says what its money is for and whose it is. Else they stay
//! text.

use serde_json::{Value as Json, json};

use super::account::Account;
use super::found::{Content, Found, MoneyTable};
use super::labels::folded;
use super::look::{named_number, without_numbering};
use super::parties::role;
use super::parts::{Place, Reader};
use super::plain_tables::row_lines;
use super::sheet::{Line, Table};
use crate::data::sheet::{Sheet, SheetCell};
use crate::plan::{Path, Plan, Post};
use crate::process::financing::{head_unit, head_year, posts};

/// The most letters of a line that says what the amounts under it are counted in.
const LONGEST_CAPTION: usize = 120;

/// A table of money, if a table is one: columns of years with amounts under them.
pub fn money(table: &Table) -> Option<MoneyTable> {
    let width = table.width();
    let head = (0..table.rows.len().min(2)).find(|row| {
        let own = (0..width).map(|column| table.words(*row, column));
        own.filter(|words| head_year(words).is_some()).count() > 0
    })?;
    let heads: Vec<String> = (0..width).map(|column| table.words(head, column)).collect();
    let columns: Vec<usize> = (0..width).filter(|column| head_year(&heads[*column]).is_some()).collect();
    let is_amount = |words: &str| {
        words.contains(|c: char| c.is_ascii_digit()) && words.chars().filter(|c| c.is_alphabetic()).count() <= 5
    };
    let cells = || (head + 1..table.rows.len()).flat_map(|row| columns.iter().map(move |column| (row, *column)));
    let words = |(row, column): (usize, usize)| table.words(row, column);
    let filled = cells().map(words).filter(|words| words.chars().any(char::is_alphanumeric));
    let filled: Vec<String> = filled.collect();
    let is_money = !filled.is_empty() && filled.iter().all(|words| is_amount(words)) && !columns.contains(&0);
    let above = (0..head).flat_map(|row| (0..width).map(move |column| table.words(row, column)));
    let unit = above.chain(heads.iter().cloned()).find(|words| head_unit(words).is_some()).unwrap_or_default();
    is_money.then(|| MoneyTable {
        unit,
        rows: (head + 1..table.rows.len())
            .map(|row| (0..width).map(|column| table.words(row, column)).collect())
            .collect(),
        heads,
        ..MoneyTable::default()
    })
}

impl Reader {
    /// Takes a table of money: its rows stand as text until it is known that they are posts.
    pub(super) fn money(&mut self, table: &Table, mut own: MoneyTable) {
        if matches!(self.place, Place::Goal | Place::Measure) {
            own.goal = self.found.goals.last().map(|goal| goal.number);
        }
        if self.place == Place::Measure {
            let measure = self.found.goals.last().and_then(|goal| goal.tiltak.last());
            own.measure = measure.map(|own| own.title.clone());
        }
        // "Finansiering av delmål 1" above a table is about all of it.
        let about = self.last_line.to_lowercase();
        let number = ["delmål ", "satsingsområde ", "satsningsområde ", "innsatsområde "].iter().find_map(|name| {
            let rest = &about[about.find(name)? + name.len()..];
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u16>().ok()
        });
        if number.is_some() {
            (own.goal, own.measure) = (number, None);
        }
        let number = self.found.money.len();
        if own.unit.is_empty() {
            own.unit = self.last_unit.take().unwrap_or_default();
        }
        self.found.money.push(own);
        let lines = row_lines(table).into_iter().map(|line| Line { money: Some(number), ..line });
        self.table_lines(lines.collect());
    }

    /// Keeps the line above a table, and what it says that amounts are counted in.
    pub(super) fn keep_unit(&mut self, words: &str) {
        let is_short = words.chars().count() <= LONGEST_CAPTION;
        self.last_line = if is_short { words.to_string() } else { String::new() };
        self.last_unit = head_unit(words).filter(|_| is_short).map(|_| words.to_string());
    }
}

/// Whose money a row is, by the word of the sheet of the financing, and whether that is a party.
fn source(words: &str) -> Option<(&'static str, bool)> {
    let name = folded(words);
    let has = |all: &[&str]| all.iter().any(|own| name.contains(own));
    if has(&[
        "eigeninnsats",
        "egeninnsats",
        "eigendel",
        "eigedel",
        "egenandel",
        "eigenandel",
        "eigenfinans",
        "egenfinans",
    ]) {
        return Some(("Eigeninnsats", false));
    }
    match role(words) {
        "Kommune" if name.split(' ').count() <= 4 => return Some(("Kommunal", true)),
        "Fylkeskommune" => return Some(("Fylkeskommunal", !name.ends_with("fylkeskommunen"))),
        "Stat" => return Some(("Statleg", true)),
        _ => {}
    }
    if has(&["statleg", "statlig", "bygdevekstmidl"]) || matches!(name.as_str(), "stat" | "staten") {
        Some(("Statleg", false))
    } else if has(&["fylkeskommun"]) {
        Some(("Fylkeskommunal", false))
    } else if name.starts_with("kommun") {
        Some(("Kommunal", false))
    } else if ["anna", "andre", "annet", "privat", "næringsliv"].iter().any(|own| name.starts_with(own)) {
        Some(("Anna", false))
    } else {
        None
    }
}

/// Whether a row or a column is a sum of others.
fn is_sum(words: &str) -> bool {
    let name = folded(words);
    name.split(' ').next().is_some_and(|first| ["sum", "totalt", "total", "samla"].contains(&first))
        || ["i alt", "til saman", "til sammen"].iter().any(|own| name.starts_with(own))
}

impl MoneyTable {
    /// The names of those who pay, so that they are in the register.
    pub fn payers(&self) -> Vec<String> {
        let names = self.rows.iter().flatten().filter(|words| role(words) != "Annan" && !is_sum(words));
        names.filter(|words| words.split(' ').count() <= 6).cloned().collect()
    }

    /// The posts of the table, if each row is understood.
    fn posts(&self, plan: &Plan) -> Option<Vec<Post>> {
        // The numbers of the file are those of the plan only where its delmål have numbers.
        self.posts_by(plan, purpose_number)
            .or_else(|| self.posts_by(plan, |words| without_numbering(words).to_string()))
    }

    /// The posts of the table, with what each row is for read in one way.
    fn posts_by(&self, plan: &Plan, purpose_words: impl Fn(&str) -> String) -> Option<Vec<Post>> {
        let is_purpose = |head: &str| {
            let name = folded(head);
            ["tiltak", "delmål", "formål", "føremål"].iter().any(|own| name.starts_with(own))
        };
        let texts: Vec<usize> = (0..self.heads.len()).filter(|at| head_year(&self.heads[*at]).is_none()).collect();
        let texts: Vec<usize> = texts.into_iter().filter(|at| !is_sum(&self.heads[*at])).collect();
        let purpose = texts.iter().copied().find(|at| is_purpose(&self.heads[*at]));
        let others: Vec<usize> = texts.iter().copied().filter(|at| Some(*at) != purpose).collect();
        // The columns besides are whose money it is; a remark is none.
        let (first, second) = match others[..] {
            [first] => (first, None),
            [first, second] => (first, Some(second)),
            _ => return None,
        };
        let context = match (&self.measure, self.goal) {
            (Some(title), _) => Some(title.clone()),
            (None, Some(number)) => Some(format!("Delmål {number}")),
            (None, None) => None,
        };
        let unit = |head: &str| if head_unit(head).is_some() { "" } else { self.unit.as_str() };
        let mut heads = vec!["Formål".to_string(), "Kjelde".into(), "Part".into()];
        let amounts: Vec<usize> = (0..self.heads.len()).filter(|at| head_year(&self.heads[*at]).is_some()).collect();
        heads.extend(amounts.iter().map(|at| {
            let name = unit_name(unit(&self.heads[*at])).or(unit_name(&self.heads[*at])).unwrap_or_default();
            format!("{} {name}", head_year(&self.heads[*at]).unwrap_or_default())
        }));
        let mut rows = vec![heads];
        for row in self.rows.iter().filter(|row| !row.iter().any(|words| is_sum(words))) {
            if row.iter().all(|words| words.is_empty()) {
                continue;
            }
            let what = match purpose {
                Some(at) => purpose_words(&row[at]),
                None => context.clone()?,
            };
            let (own, is_party) = source(&row[first]).or_else(|| source(&row[second?]))?;
            let payer = match second {
                Some(second) if source(&row[second]).is_some_and(|(_, is_party)| is_party) => row[second].clone(),
                Some(second) if !row[second].is_empty() && source(&row[second]).is_none() => return None,
                _ if is_party && source(&row[first]).is_some_and(|(_, is_party)| is_party) => row[first].clone(),
                _ => String::new(),
            };
            let mut cells = vec![what, own.to_string(), payer];
            cells.extend(amounts.iter().map(|at| row[*at].clone()));
            rows.push(cells);
        }
        let rows = rows.iter().map(|row| row.iter().map(|words| SheetCell::text(words)).collect()).collect();
        let sheet = Sheet { name: None, rows, head: Some(0), others: Vec::new(), separator: None };
        let found = posts(&sheet, plan).ok()?.posts;
        (!found.is_empty()).then_some(found)
    }

    /// The sums that the table says otherwise than its amounts do.
    fn wrong_sums(&self, found: &[Post]) -> Vec<String> {
        let digits = |words: &str| words.chars().filter(char::is_ascii_digit).collect::<String>();
        let scale = if unit_name(&self.unit).is_some_and(|name| name != "(kr)") { 1000 } else { 1 };
        let mut wrong = Vec::new();
        for row in self.rows.iter().filter(|row| row.iter().any(|words| is_sum(words))) {
            for (at, words) in row.iter().enumerate() {
                let Some(year) = head_year(&self.heads[at]) else { continue };
                let sum: i64 = found.iter().filter_map(|post| post.beløp.get(&year)).sum();
                let own = digits(words);
                if !own.is_empty() && own != (sum / scale).to_string() && own != sum.to_string() {
                    wrong.push(format!("Sum {year}: {words}"));
                }
            }
        }
        wrong
    }
}

/// The words of the sheet of the financing for what amounts are counted in.
fn unit_name(words: &str) -> Option<&'static str> {
    Some(match head_unit(words)? {
        1_000_000 => "(mill. kr)",
        1_000 => "(1 000 kr)",
        _ => "(kr)",
    })
}

/// What a row is for, in a form that the sheet of the financing has: "Tiltak 1.1 Boligkart" is 1.1.
fn purpose_number(words: &str) -> String {
    let bare = words.trim();
    for name in ["tiltak", "delmål"] {
        if let Some((numbers, _)) = named_number(name, bare) {
            let number = numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(".");
            return if name == "delmål" { format!("Delmål {number}") } else { number };
        }
    }
    let (first, rest) = bare.split_once(' ').unwrap_or((bare, ""));
    let is_number = first.contains('.') && first.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number && !rest.is_empty() { first.trim_end_matches('.').to_string() } else { bare.to_string() }
}

/// The posts of all tables of money that are understood, as the value of the plan's financing. Their rows are taken from the text;
/// the others stay there.
pub fn financing(found: &mut Found, plan: &Plan, account: &mut Account) -> Option<Json> {
    let mut all: Vec<Post> = Vec::new();
    let mut has_unit = true;
    for (number, table) in found.money.clone().into_iter().enumerate() {
        let Some(own) = table.posts(plan) else { continue };
        if own.iter().any(|post| all.iter().any(|other| other.is_same_post(post))) {
            continue;
        }
        has_unit &= !table.unit.is_empty() || table.heads.iter().any(|head| head_unit(head).is_some());
        for words in table.wrong_sums(&own) {
            account.leave("tabellen over pengar, stemmer ikkje med postane", words);
        }
        table.rows.iter().flatten().chain(&table.heads).for_each(|words| account.understand(words.clone()));
        account.understand(table.unit.clone());
        all.extend(own);
        take_lines(found, number);
    }
    if all.is_empty() {
        return None;
    }
    print_financing(found);
    let path = Path::hovud().field("finansiering");
    account.guess(path.clone(), "Postane er lesne av tabellar i fila: sjå over formål, kjelde og part");
    if !has_unit {
        account.guess(path, "Tabellen seier ikkje kva beløpa er i; dei er lesne som kroner");
    }
    serde_json::to_value(&all).ok().map(|posts| json!({ "postar": without_empty(posts) }))
}

/// The fields that have a value.
fn without_empty(posts: Json) -> Json {
    let Json::Array(posts) = posts else { return posts };
    let bare = |mut post: Json| {
        if let Json::Object(fields) = &mut post {
            fields.retain(|_, value| !value.is_null());
        }
        post
    };
    Json::Array(posts.into_iter().map(bare).collect())
}

/// Takes the rows of a table from the text where it stood.
fn take_lines(found: &mut Found, number: usize) {
    let keep = |line: &Line| line.money != Some(number);
    for goal in &mut found.goals {
        [&mut goal.intro, &mut goal.aim, &mut goal.after].into_iter().for_each(|lines| lines.retain(keep));
        for own in &mut goal.tiltak {
            own.lead.retain(keep);
            own.parts.iter_mut().for_each(|(_, lines)| lines.retain(keep));
        }
    }
    let word = Content::Made("Finansiering");
    let is_there = found.sections.iter().any(|section| section.contents.contains(&word));
    for section in &mut found.sections {
        let has = |own: &Content| matches!(own, Content::Text(lines) if lines.iter().any(|line| !keep(line)));
        let Some(at) = section.contents.iter().position(has) else { continue };
        let Content::Text(lines) = section.contents.remove(at) else { continue };
        let first = lines.iter().position(|line| !keep(line)).unwrap_or_default();
        let (before, after) = lines.split_at(first);
        let after: Vec<Line> = after.iter().filter(|line| keep(line)).cloned().collect();
        let mut own = Vec::new();
        own.push(Content::Text(before.to_vec()));
        own.extend((!is_there).then(|| word.clone()));
        own.push(Content::Text(after));
        own.retain(|own| !matches!(own, Content::Text(lines) if lines.is_empty()));
        section.contents.splice(at..at, own);
    }
}

/// Sees to it that the financing is printed: under the section that is about it, or after the delmål.
fn print_financing(found: &mut Found) {
    let word = Content::Made("Finansiering");
    if found.sections.iter().any(|section| section.contents.contains(&word)) {
        return;
    }
    let about = |section: &super::found::Section| {
        ["finansiering", "økonomi", "budsjett"].iter().any(|own| folded(&section.title).contains(own))
    };
    let has_goals =
        |section: &super::found::Section| section.contents.iter().any(|own| matches!(own, Content::Goals(_)));
    let sections = &mut found.sections;
    let at = sections.iter().position(about).or(sections.iter().position(has_goals));
    if let Some(section) = at.and_then(|at| sections.get_mut(at)) {
        section.contents.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_whose_money_it_is() {
        for (words, expected) in [
            ("Dalane kommune", Some(("Kommunal", true))),
            ("Telemark fylkeskommune", Some(("Fylkeskommunal", true))),
            ("Statlege midlar", Some(("Statleg", false))),
            ("Eigeninnsats frå kommunane", Some(("Eigeninnsats", false))),
            ("Kommunane", Some(("Kommunal", false))),
            ("Husdirektoratet", Some(("Statleg", true))),
            ("Drift", None),
        ] {
            assert_eq!(source(words), expected, "{words}");
        }
        assert_eq!(purpose_number("Tiltak 1.2 Boligkart"), "1.2");
        assert_eq!(purpose_number("1.2 Boligkart"), "1.2");
        assert_eq!(purpose_number("Delmål 2: Arbeid"), "Delmål 2");
        assert_eq!(purpose_number("Boligkart"), "Boligkart");
    }
}
