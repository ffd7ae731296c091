//! The financing from a sheet: its rows in, the posts that they are out, or what is not understood, with row and column. And
//! a sheet to begin with.

use std::collections::BTreeMap;

use crate::finding::suggestion;
use crate::plan::{Eining, Finansiering, Formål, Kjelde, PartId, Plan, Post, TiltakId};
use crate::words::notation::beginning;
use crate::words::terms::Terms;

/// Something in a sheet that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row, from 1.
    pub row: usize,
    /// The column, from 0; none where it is the whole row.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// A column by its letters: "A", "AB".
pub fn column_name(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    String::from_utf8(letters).unwrap_or_default()
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Purpose,
    Source,
    Payer,
    Year(i16),
    Other,
}

/// The heads that are known, in both written languages.
const PURPOSE: [&str; 5] = ["formål", "føremål", "tiltak", "tiltak eller delmål", "id"];
const SOURCE: [&str; 3] = ["kjelde", "kilde", "finansieringskilde"];
const PAYER: [&str; 6] = ["part", "betalar", "betaler", "kommune", "kven", "hvem"];

/// What stands in columns that are of no matter here.
const ASIDE: [&str; 8] = ["tittel", "merknad", "merknader", "kommentar", "kommentarar", "sum", "total", "totalt"];

fn head(text: &str) -> Holds {
    let small = text.trim().to_lowercase();
    let mut words = small.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',');
    let year = |word: &str| word.parse::<i16>().ok().filter(|year| (1900..=2200).contains(year));
    match &*small {
        own if PURPOSE.contains(&own) => Holds::Purpose,
        own if SOURCE.contains(&own) => Holds::Source,
        own if PAYER.contains(&own) => Holds::Payer,
        _ => words.find_map(year).map_or(Holds::Other, Holds::Year),
    }
}

/// The posts that a sheet says, in its order.
///
/// # Errors
/// Everything that is not understood.
pub fn posts(rows: &[Vec<String>], plan: &Plan) -> Result<Vec<Post>, Vec<Problem>> {
    let is_head = |row: &Vec<String>| row.iter().any(|cell| head(cell) == Holds::Purpose);
    let Some(at) = rows.iter().position(is_head) else {
        return Err(vec![Problem {
            row: 1,
            column: None,
            message: "arket har inga rad med overskriftene formål, kjelde, part og år".into(),
            hint: Some("Lag eit ark å byrja med: handlingsplan finansiering PLAN --mal tal.csv".into()),
        }]);
    };
    let columns: Vec<Holds> = rows[at].iter().map(|cell| head(cell)).collect();
    let mut reader = Reader { plan, columns, problems: Vec::new() };
    reader.check_heads(at + 1);
    reader.check_plan(at + 1);
    reader.check_others(at, rows);
    let mut found: Vec<(usize, Post)> = Vec::new();
    for (index, row) in rows.iter().enumerate().skip(at + 1) {
        if let Some(post) = reader.post(index + 1, row) {
            match found.iter().find(|(_, own)| own.same_as(&post)) {
                Some((first, _)) => {
                    let message = format!("same formål, kjelde og part står i rad {first}");
                    reader.tell(index + 1, None, message, Some("Slå radene saman".into()));
                }
                None => found.push((index + 1, post)),
            }
        }
    }
    if found.is_empty() && reader.problems.is_empty() && plan.hovud.finansiering.is_some() {
        let hint = "Står tala i eit anna ark i fila, så legg det først";
        reader.tell(at + 1, None, "arket har ingen beløp".into(), Some(hint.into()));
    }
    if reader.problems.is_empty() {
        Ok(found.into_iter().map(|(_, post)| post).collect())
    } else {
        Err(reader.problems)
    }
}

struct Reader<'a> {
    plan: &'a Plan,
    columns: Vec<Holds>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn tell(&mut self, row: usize, column: Option<usize>, message: String, hint: Option<String>) {
        self.problems.push(Problem { row, column, message, hint });
    }

    fn check_heads(&mut self, row: usize) {
        let count = |wanted: Holds| self.columns.iter().filter(|own| **own == wanted).count();
        let years: Vec<(usize, i16)> = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, own)| if let Holds::Year(year) = own { Some((at, *year)) } else { None })
            .collect();
        let mut wrong: Vec<(Option<usize>, String)> = Vec::new();
        if count(Holds::Source) == 0 {
            wrong.push((None, "arket har ikkje noka kolonne for kjelde".into()));
        }
        if years.is_empty() {
            wrong.push((None, "arket har ikkje noka kolonne for eit år".into()));
        }
        for (what, name) in [(Holds::Purpose, "formål"), (Holds::Source, "kjelde"), (Holds::Payer, "part")] {
            if count(what) > 1 {
                wrong.push((
                    self.columns.iter().rposition(|own| *own == what),
                    format!("arket har to kolonnar for {name}"),
                ));
            }
        }
        for (index, (at, year)) in years.iter().enumerate() {
            if years[..index].iter().any(|(_, other)| other == year) {
                wrong.push((Some(*at), format!("året {year} har to kolonnar")));
            }
        }
        for (column, message) in wrong {
            self.tell(row, column, message, None);
        }
    }

    /// Posts of the plan that are the same but for their amounts can't be told from each other.
    fn check_plan(&mut self, row: usize) {
        let posts: Vec<&Post> = self.plan.hovud.finansiering.iter().flat_map(|own| &own.postar).collect();
        let twice = posts.iter().enumerate().find(|(at, post)| posts[..*at].iter().any(|own| own.same_as(post)));
        if twice.is_some() {
            let message = "planen har to postar med same formål, kjelde og part (HP033)".to_string();
            self.tell(row, None, message, Some("Slå dei saman i plan.ron først".into()));
        }
    }

    /// Columns whose heads say nothing that is known, and that have something under them.
    fn check_others(&mut self, at: usize, rows: &[Vec<String>]) {
        for column in 0..self.columns.len() {
            let text = rows[at].get(column).map_or("", |text| text.trim());
            let known = self.columns[column] != Holds::Other || ASIDE.contains(&&*text.to_lowercase());
            let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
            let has_amounts = rows[at + 1..].iter().filter_map(|row| row.get(column)).any(|cell| digits(cell));
            if !known && (has_amounts || digits(text)) {
                let what = if text.is_empty() {
                    "kolonna har inga overskrift".into()
                } else {
                    format!("overskrifta «{}» er ikkje forstått", short(text))
                };
                self.tell(at + 1, Some(column), what, Some("Skriv året med fire siffer, eller ta bort kolonna".into()));
            }
        }
    }

    fn column(&self, wanted: Holds) -> Option<usize> {
        self.columns.iter().position(|own| *own == wanted)
    }

    /// The post of a row; none where it is empty, has no amounts, or is a sum.
    fn post(&mut self, number: usize, row: &[String]) -> Option<Post> {
        let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).map_or("", |text| text.trim());
        let (purpose, source, payer) =
            (self.column(Holds::Purpose), self.column(Holds::Source), self.column(Holds::Payer));
        let what = cell(purpose);
        let first = what.split_whitespace().next().unwrap_or_default().to_lowercase();
        let is_measure =
            self.plan.tiltak().any(|(_, own)| own.id.as_str() == what.to_lowercase() || own.tittel == what);
        let is_sum = matches!(first.trim_end_matches(':'), "sum" | "total" | "totalt") && !is_measure;
        if row.iter().all(|cell| cell.trim().is_empty()) || is_sum {
            return None;
        }
        let mut amounts = BTreeMap::new();
        let mut wrong = Vec::new();
        for (at, holds) in self.columns.iter().enumerate() {
            let Holds::Year(year) = holds else { continue };
            match amount(row.get(at).map_or("", String::as_str)) {
                Ok(None | Some(0)) => {}
                Ok(Some(amount)) => {
                    amounts.insert(*year, amount);
                }
                Err(why) => wrong.push((at, why)),
            }
        }
        // A row to fill in has a purpose and no amount.
        if amounts.is_empty() && wrong.is_empty() && cell(source).is_empty() && cell(payer).is_empty() {
            return None;
        }
        for (at, why) in wrong {
            let text = row.get(at).map_or("", |text| text.trim());
            let hint = "Skriv heile beløp, til dømes 1 250 000".to_string();
            self.tell(number, Some(at), format!("«{}» {why}", short(text)), Some(hint));
        }
        let beyond = row.iter().skip(self.columns.len()).position(|cell| !cell.trim().is_empty());
        if let Some(at) = beyond {
            let hint = "Står det komma i eit beløp, så lagre arket med semikolon mellom cellene, eller som xlsx";
            let message = "rada har fleire celler enn overskrifta".to_string();
            self.tell(number, Some(self.columns.len() + at), message, Some(hint.into()));
        }
        let formål = self.purpose(number, purpose, what);
        let kjelde = self.source(number, source, cell(source));
        let part = self.payer(number, payer, cell(payer));
        // Beyond the plan there is nothing to pay for.
        if amounts.is_empty() {
            if self.problems.iter().all(|own| own.row != number) {
                self.tell(
                    number,
                    None,
                    "rada har ikkje noko beløp".into(),
                    Some("Fyll inn beløp, eller ta bort rada".into()),
                );
            }
            return None;
        }
        Some(Post { formål: formål?, kjelde: kjelde?, part: part?, beløp: amounts })
    }

    fn purpose(&mut self, row: usize, column: Option<usize>, text: &str) -> Option<Formål> {
        let small = text.to_lowercase();
        let plan = self.plan;
        if let Some((_, tiltak)) = plan.tiltak().find(|(_, own)| own.id.as_str() == small) {
            return Some(Formål::Tiltak(tiltak.id.clone()));
        }
        let by_title: Vec<&TiltakId> =
            plan.tiltak().filter(|(_, own)| own.tittel.to_lowercase() == small).map(|(_, own)| &own.id).collect();
        match by_title.as_slice() {
            [] => {}
            [only] => return Some(Formål::Tiltak((*only).clone())),
            several => {
                let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
                let message = format!("fleire tiltak heiter «{}»", short(text));
                self.tell(row, column, message, Some(format!("Skriv id-en: {}", ids.join(" eller "))));
                return None;
            }
        }
        let bare = small.trim_start_matches("tiltak").trim_start_matches("delmål").trim();
        let numbers: Option<Vec<u16>> = bare.split('.').map(|part| part.trim().parse().ok()).collect();
        match numbers.as_deref() {
            Some([number]) if small.starts_with("delmål") && plan.delmål.iter().any(|own| own.nummer == *number) => {
                return Some(Formål::Delmål(*number));
            }
            Some([delmål, tiltak]) => {
                let own = plan.tiltak().find(|(one, other)| (one.nummer, other.nummer) == (*delmål, *tiltak));
                if let Some((_, own)) = own {
                    return Some(Formål::Tiltak(own.id.clone()));
                }
            }
            _ => {}
        }
        let ids = plan.tiltak().map(|(_, own)| own.id.as_str());
        // Spreadsheets make a date of "1.2".
        let months = Terms::of(crate::plan::Språk::Nn).months.iter().map(|month| &month[..3]);
        let of_month =
            small.split(['.', ' ', '-', '/']).any(|word| months.clone().any(|month| word.starts_with(month)));
        let is_day = small.parse::<f64>().is_ok_and(|day| day > 30_000.0) || small.matches('-').count() == 2;
        let date = (small.starts_with(|c: char| c.is_ascii_digit()) && (of_month || is_day))
            .then(|| "Reknearket har gjort nummeret om til ein dato: skriv id-en til tiltaket i staden".to_string());
        let hint = date
            .or_else(|| suggestion(&small, ids))
            .unwrap_or_else(|| "Skriv id-en til eit tiltak, nummeret (1.2) eller «Delmål 2»".into());
        let what = if text.is_empty() {
            "her manglar formålet".to_string()
        } else {
            format!("«{}» er ikkje noko tiltak eller delmål i planen", short(text))
        };
        self.tell(row, column, what, Some(hint));
        None
    }

    fn source(&mut self, row: usize, column: Option<usize>, text: &str) -> Option<Kjelde> {
        let bare: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
        let known = [
            (Kjelde::Statleg, ["statleg", "statlig", "stat"]),
            (Kjelde::Fylkeskommunal, ["fylkeskommunal", "fylkeskommune", "fylke"]),
            (Kjelde::Kommunal, ["kommunal", "kommune", "kommunalt"]),
            (Kjelde::Eigeninnsats, ["eigeninnsats", "egeninnsats", "eigedel"]),
            (Kjelde::Anna, ["anna", "annet", "andre"]),
        ];
        let found = known.iter().find(|(_, words)| words.contains(&&*bare)).map(|(source, _)| *source);
        if found.is_none() {
            let names = known.iter().map(|(_, words)| words[0]);
            let hint = suggestion(&bare, names)
                .unwrap_or_else(|| "Skriv Statleg, Fylkeskommunal, Kommunal, Eigeninnsats eller Anna".into());
            let what = if text.is_empty() {
                "her manglar kjelda".into()
            } else {
                format!("«{}» er inga kjelde", short(text))
            };
            self.tell(row, column, what, Some(hint));
        }
        found
    }

    /// The party that pays; nobody where the cell is empty.
    fn payer(&mut self, row: usize, column: Option<usize>, text: &str) -> Option<Option<PartId>> {
        if matches!(text, "" | "-" | "–") {
            return Some(None);
        }
        let small = text.to_lowercase();
        let parties = &self.plan.hovud.partar;
        let is = |name: &str| name.to_lowercase() == small;
        let found =
            parties.iter().find(|part| is(part.id.as_str()) || is(&part.namn) || part.kort.as_deref().is_some_and(is));
        if let Some(part) = found {
            return Some(Some(part.id.clone()));
        }
        let names = parties.iter().flat_map(|part| [part.id.as_str(), part.namn.as_str()]);
        let hint =
            suggestion(text, names).unwrap_or_else(|| "Skriv namnet eller id-en til ein part i registeret".into());
        self.tell(row, column, format!("«{}» er ingen part i registeret", short(text)), Some(hint));
        None
    }
}

/// The beginning of a long cell.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    beginning(text, LONGEST)
}

/// An amount as people write it: "1 250 000", "1.250.000,-", "kr 1 250 000,00"; none where there is none. Øre are refused.
fn amount(text: &str) -> Result<Option<i64>, &'static str> {
    const NOT: &str = "er ikkje eit beløp";
    const ØRE: &str = "har øre, og planen har berre heile beløp";
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    let bare: String = text.to_lowercase().chars().filter(|c| !blank(*c)).collect();
    let bare = bare.strip_prefix("kr.").unwrap_or(&bare).trim_start_matches("kr").trim_start_matches("nok");
    let bare = bare.trim_end_matches("kroner").trim_end_matches("kr").trim_end_matches("nok");
    if matches!(bare, "" | "-" | "–" | "—") {
        return Ok(None);
    }
    let bare = [",-", ",–", ",—", ".-", ",="].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let (sign, bare) = match bare.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1, rest),
        None => (1, bare),
    };
    let (whole, rest) = match bare.rsplit_once(',') {
        // "1,250,000" as English programs write it.
        Some((_, last)) if last.len() == 3 && bare.matches(',').count() > 1 && !bare.contains('.') => {
            (bare.replace(',', ""), "")
        }
        Some((whole, rest)) => (whole.to_string(), rest),
        None => (bare.to_string(), ""),
    };
    // Full stops part thousands, or øre where they part no three digits.
    let groups: Vec<&str> = whole.split('.').collect();
    let thousands = groups.len() > 1
        && groups[1..].iter().all(|group| group.len() == 3)
        && !groups[0].is_empty()
        && groups[0].len() <= 3;
    let (whole, stop) = match groups.as_slice() {
        [_] => (whole.clone(), ""),
        _ if thousands => (groups.concat(), ""),
        [only, rest] if text.contains('.') => ((*only).to_string(), *rest),
        _ => return Err(NOT),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || ![whole.as_str(), rest, stop].into_iter().all(digits) {
        return Err(NOT);
    }
    if [rest, stop].iter().any(|rest| rest.bytes().any(|digit| digit != b'0')) {
        return Err(ØRE);
    }
    if sign < 0 {
        return Err("er negativt");
    }
    whole.parse().map(Some).map_err(|_| "er for stort til å vera rett")
}

/// A sheet to begin with: the posts that are there, then each tiltak without any, for the years of the agreement.
pub fn template(plan: &Plan) -> Vec<Vec<String>> {
    let terms = Terms::of(plan.hovud.språk);
    let period = plan.hovud.periode;
    let mut years: Vec<i16> = (period.frå..=period.til).take(15).collect();
    let posts = plan.hovud.finansiering.iter().flat_map(|own| &own.postar);
    for year in plan.hovud.finansiering.iter().flat_map(Finansiering::år) {
        if !years.contains(&year) {
            years.push(year);
        }
    }
    years.sort_unstable();
    // What the amounts are counted in, where that is not kroner.
    let in_thousands = plan.hovud.finansiering.as_ref().is_some_and(|own| own.eining == Eining::TusenKroner);
    let unit = if in_thousands { " (1 000 kr)" } else { "" };
    let mut rows = vec![
        ["formål", "tittel", "kjelde", "part"]
            .iter()
            .map(|head| (*head).to_string())
            .chain(years.iter().map(|year| format!("{year}{unit}")))
            .collect::<Vec<_>>(),
    ];
    let title = |formål: &Formål| match formål {
        Formål::Delmål(number) => plan.delmål.iter().find(|own| own.nummer == *number).map(|own| own.tittel.clone()),
        Formål::Tiltak(id) => plan.tiltak().find(|(_, own)| &own.id == id).map(|(_, own)| own.tittel.clone()),
        Formål::Avslutta(title) => Some(title.clone()),
    };
    let name = |formål: &Formål| match formål {
        Formål::Delmål(number) => format!("{} {number}", terms.delmål),
        Formål::Tiltak(id) => id.to_string(),
        Formål::Avslutta(title) => title.clone(),
    };
    let mut has: Vec<&TiltakId> = Vec::new();
    for post in posts {
        if let Formål::Tiltak(id) = &post.formål {
            has.push(id);
        }
        let amounts = years.iter().map(|year| post.beløp.get(year).map_or(String::new(), i64::to_string));
        let payer = post.part.as_ref().map_or(String::new(), |id| id.to_string());
        let first = [name(&post.formål), title(&post.formål).unwrap_or_default(), format!("{:?}", post.kjelde), payer];
        rows.push(first.into_iter().chain(amounts).collect());
    }
    for (_, tiltak) in plan.tiltak().filter(|(_, own)| !own.avslutta() && !has.contains(&&own.id)) {
        let first = [tiltak.id.to_string(), tiltak.tittel.clone()];
        rows.push(first.into_iter().chain(vec![String::new(); years.len() + 2]).collect());
    }
    rows
}

/// The financing with other posts: those that stay keep their place, those that are new come last.
pub fn merged(old: &Finansiering, posts: &[Post]) -> Finansiering {
    let stay = old.postar.iter().filter_map(|own| posts.iter().find(|post| own.same_as(post)));
    let new = posts.iter().filter(|post| !old.postar.iter().any(|own| own.same_as(post)));
    Finansiering { eining: old.eining, postar: stay.chain(new).cloned().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1 250 000", Some(1_250_000)),
            ("1\u{a0}250\u{a0}000,-", Some(1_250_000)),
            ("1.250.000", Some(1_250_000)),
            ("1250000,00", Some(1_250_000)),
            ("1250000.0", Some(1_250_000)),
            ("kr 1 250 000,-", Some(1_250_000)),
            ("1 250 000 kr", Some(1_250_000)),
            ("1,250,000", Some(1_250_000)),
            ("1.250", Some(1250)),
            ("0", Some(0)),
            ("", None),
            ("–", None),
            (" \u{a0}", None),
        ] {
            assert_eq!(amount(text), Ok(expected), "{text}");
        }
        for text in ["12a", "1,5", "1250.50", "ca. 100", "100+50", "-500", "1.25.000", "99999999999999999999", ",", "."]
        {
            assert!(amount(text).is_err(), "{text}: {:?}", amount(text));
        }
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(column_name), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
