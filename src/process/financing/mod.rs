//! The financing from a sheet: its cells in, the posts that they are out, or what is not understood, with row and column. And
//! a sheet to begin with.

mod amounts;
mod changes;
mod heads;
mod purposes;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use crate::data::sheet::{Problem, Sheet, SheetCell};
use crate::finding::did_you_mean;
use crate::plan::{Kjelde, PartId, Plan, Post};
use crate::words::notation::beginning;

pub use changes::{describe_changes, with_posts};
pub use heads::{head_unit, head_year, is_head};
pub use template::template;

use amounts::AmountFormat;
use heads::{FinancingColumn, MoneyUnit, head};
use purposes::Purposes;

/// What a sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its posts, in its order, counted in what the plan is counted in.
    pub posts: Vec<Post>,
    /// What was done to understand it, for the user to see.
    pub notes: Vec<String>,
}

/// Reads the posts of a sheet.
///
/// # Errors
/// Everything that is not understood.
pub fn posts(sheet: &Sheet, plan: &Plan) -> Result<Proposal, Vec<Problem>> {
    let Some(at) = sheet.head else {
        let name = sheet.name.as_ref().map_or(String::new(), |name| format!("«{name}» "));
        return Err(vec![Problem {
            row: 1,
            column: None,
            message: format!("arket {name}har inga rad med overskriftene formål, kjelde, part og år"),
            hint: Some("Lag eit ark å byrje med: handlingsplan finansiering PLAN --mal tal.csv".into()),
        }]);
    };
    let unit = MoneyUnit::of(plan.hovud.finansiering.as_ref().map_or_else(Default::default, |own| own.eining));
    let columns: Vec<FinancingColumn> = sheet.rows[at].iter().map(head).collect();
    let mut reader = FinancingReader {
        plan,
        purposes: Purposes::of(plan),
        unit,
        columns,
        readings: BTreeMap::new(),
        zeros_are_lost: false,
        problems: Vec::new(),
    };
    reader.check_heads(at + 1);
    reader.check_plan(at + 1);
    reader.check_others(at, &sheet.rows);
    reader.check_units(at, sheet);
    reader.find_readings(at, sheet);
    reader.zeros_are_lost = sheet.separator.is_some() && !reader.keeps_zeros(&sheet.rows[at + 1..]);
    let mut found: Vec<Post> = Vec::new();
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for (index, row) in sheet.rows.iter().enumerate().skip(at + 1) {
        if let Some(post) = reader.post(index + 1, row) {
            let first = *rows.entry(key(&post)).or_insert(index);
            if first == index {
                found.push(post);
            } else {
                let message = format!("same formål, kjelde og part står i rad {}", first + 1);
                reader.tell(index + 1, None, message, Some("Slå radene saman".into()));
            }
        }
    }
    if found.is_empty() && reader.problems.is_empty() && plan.hovud.finansiering.is_some() {
        let hint = "Står tala i eit anna ark i fila, så vel det med --ark";
        reader.tell(at + 1, None, "arket har ingen beløp".into(), Some(hint.into()));
    }
    if reader.problems.is_empty() { Ok(Proposal { posts: found, notes: reader.notes() }) } else { Err(reader.problems) }
}

/// What makes a post the same as another, whatever its amounts (`Post::is_same_post`).
fn key(post: &Post) -> String {
    format!("{:?} {:?} {:?}", post.formål, post.kjelde, post.part)
}

struct FinancingReader<'a> {
    plan: &'a Plan,
    purposes: Purposes<'a>,
    /// What the plan is counted in.
    unit: MoneyUnit,
    columns: Vec<FinancingColumn>,
    /// How the amounts of a column are read.
    readings: BTreeMap<usize, AmountFormat>,
    /// Whether the numbers of tiltak may have lost a zero at their end.
    zeros_are_lost: bool,
    problems: Vec<Problem>,
}

impl FinancingReader<'_> {
    fn tell(&mut self, row: usize, column: Option<usize>, message: String, hint: Option<String>) {
        self.problems.push(Problem { row, column, message, hint });
    }

    /// The columns of years, each with its unit.
    fn years(&self) -> Vec<(usize, i16, Option<MoneyUnit>)> {
        let year = |(at, own): (usize, &FinancingColumn)| match own {
            FinancingColumn::Year(year, unit) => Some((at, *year, *unit)),
            _ => None,
        };
        self.columns.iter().enumerate().filter_map(year).collect()
    }

    fn check_heads(&mut self, row: usize) {
        let count = |wanted: FinancingColumn| self.columns.iter().filter(|own| **own == wanted).count();
        let years = self.years();
        let mut wrong: Vec<(Option<usize>, String)> = Vec::new();
        if count(FinancingColumn::Source) == 0 {
            wrong.push((None, "arket har ikkje noka kolonne for kjelde".into()));
        }
        if years.is_empty() {
            wrong.push((None, "arket har ikkje noka kolonne for eit år".into()));
        }
        for (what, name) in [
            (FinancingColumn::Purpose, "formål"),
            (FinancingColumn::Source, "kjelde"),
            (FinancingColumn::Payer, "part"),
        ] {
            if count(what) > 1 {
                wrong.push((
                    self.columns.iter().rposition(|own| *own == what),
                    format!("arket har to kolonnar for {name}"),
                ));
            }
        }
        for (index, (at, year, _)) in years.iter().enumerate() {
            if years[..index].iter().any(|(_, other, _)| other == year) {
                wrong.push((Some(*at), format!("året {year} har to kolonnar")));
            }
        }
        for (column, message) in wrong {
            self.tell(row, column, message, None);
        }
    }

    /// Posts of the plan that are the same but for their amounts can't be told from each other.
    fn check_plan(&mut self, row: usize) {
        let mut seen = BTreeSet::new();
        let posts = self.plan.hovud.finansiering.iter().flat_map(|own| &own.postar);
        if posts.map(key).any(|key| !seen.insert(key)) {
            let message = "planen har to postar med same formål, kjelde og part (HP033)".to_string();
            self.tell(row, None, message, Some("Slå dei saman i plan.ron først".into()));
        }
    }

    /// Columns whose heads say nothing that is known, and that have something under them.
    fn check_others(&mut self, at: usize, rows: &[Vec<SheetCell>]) {
        let has_digits = |cell: &SheetCell| match cell {
            SheetCell::Empty => false,
            SheetCell::Text(text) => text.chars().any(|c| c.is_ascii_digit()),
            _ => true,
        };
        for column in 0..self.columns.len() {
            let has_amounts = rows[at + 1..].iter().filter_map(|row| row.get(column)).any(has_digits);
            let text = rows[at][column].to_string();
            let (message, hint) = match self.columns[column] {
                FinancingColumn::Period if has_amounts => (
                    format!("kolonna «{}» er for meir enn eitt år", short(&text)),
                    "Skriv beløpa for kvart år i kvar si kolonne; er kolonna ein sum, så kall henne til dømes «Sum 2026–2029»",
                ),
                FinancingColumn::Other if text.is_empty() && has_amounts => {
                    ("kolonna har inga overskrift".into(), "Skriv året med fire siffer, eller ta bort kolonna")
                }
                FinancingColumn::Other if has_amounts || has_digits(&rows[at][column]) => (
                    format!("overskrifta «{}» er ikkje forstått", short(&text)),
                    "Skriv året med fire siffer, og eininga om du vil: «2026» eller «2026 (1 000 kr)»; eller ta bort kolonna",
                ),
                _ => continue,
            };
            self.tell(at + 1, Some(column), message, Some(hint.into()));
        }
    }

    /// What stands above the heads, or in the name of the sheet, of what the amounts are counted in.
    fn check_units(&mut self, at: usize, sheet: &Sheet) {
        for (index, row) in sheet.rows[..at].iter().enumerate() {
            self.check_note(index + 1, row);
        }
        if let Some(name) = sheet.name.as_deref().filter(|name| self.is_other_unit(name)) {
            let message =
                format!("namnet på arket, «{}», seier at beløpa er i ei anna eining enn i planen", short(name));
            self.tell(at + 1, None, message, Some(self.name_the_unit()));
        }
    }

    /// Whether a text names another unit than the plan's, and a column of a year names none.
    fn is_other_unit(&self, text: &str) -> bool {
        heads::unit(text).is_some_and(|unit| unit != self.unit) && self.years().iter().any(|(_, _, own)| own.is_none())
    }

    fn name_the_unit(&self) -> String {
        format!(
            "Planen har beløpa i {}. Skriv eininga i overskrifta til kvart år, til dømes «2026 (kr)» eller «2026 (1 000 kr)»",
            self.unit.name()
        )
    }

    /// A row of words that says what the amounts are counted in.
    fn check_note(&mut self, number: usize, row: &[SheetCell]) {
        let is_other = |cell: &SheetCell| matches!(cell, SheetCell::Text(text) if self.is_other_unit(text));
        if let Some(column) = row.iter().position(is_other) {
            let message =
                format!("«{}» seier at beløpa er i ei anna eining enn i planen", short(&row[column].to_string()));
            self.tell(number, Some(column), message, Some(self.name_the_unit()));
        }
    }

    /// How the amounts of each year are read: the texts of a column in one way.
    fn find_readings(&mut self, at: usize, sheet: &Sheet) {
        let text = |row: &[SheetCell], column: usize| match row.get(column) {
            Some(SheetCell::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let mut styles = BTreeMap::new();
        for (column, _, _) in self.years() {
            let texts: Vec<String> = sheet.rows.iter().map(|row| text(row, column)).collect();
            let below = texts.iter().map(String::as_str).enumerate().skip(at + 1);
            match amounts::common_style(below) {
                Ok(style) => {
                    styles.insert(column, style);
                }
                Err((row, other)) => {
                    let message = format!(
                        "«{}» er skrive på ein annan måte enn beløp over ({})",
                        short(&texts[row]),
                        other.example()
                    );
                    let hint = "Skriv alle beløpa i kolonna på same måten, til dømes 1 250 000";
                    self.tell(row + 1, Some(column), message, Some(hint.into()));
                }
            }
        }
        // What no amount of the column shows, those of the others may.
        let mut all: Vec<amounts::NumberStyle> = styles.values().flatten().copied().collect();
        all.dedup();
        let common = if let [only] = all.as_slice() { Some(*only) } else { None };
        for (column, _, unit) in self.years() {
            let reading = AmountFormat {
                style: styles.get(&column).copied().flatten().or(common),
                separator: sheet.separator,
                unit: unit.unwrap_or(self.unit),
                plan: self.unit,
            };
            self.readings.insert(column, reading);
        }
    }

    /// Whether a number of a tiltak in the sheet ends with a zero, so that none can have lost its own.
    fn keeps_zeros(&self, rows: &[Vec<SheetCell>]) -> bool {
        let column = self.column(FinancingColumn::Purpose);
        let cells = rows.iter().filter_map(|row| row.get(column?));
        cells.map(SheetCell::words).any(|text| text.contains('.') && text.ends_with('0') && text.parse::<f64>().is_ok())
    }

    /// What was done to the amounts.
    fn notes(&self) -> Vec<String> {
        let units: BTreeSet<MoneyUnit> =
            self.readings.values().map(|own| own.unit).filter(|unit| *unit != self.unit).collect();
        let counted_over = |unit: MoneyUnit| {
            format!("Beløpa i arket er i {}, og planen har dei i {}: dei er rekna om.", unit.name(), self.unit.name())
        };
        units.into_iter().map(counted_over).collect()
    }

    fn column(&self, wanted: FinancingColumn) -> Option<usize> {
        self.columns.iter().position(|own| *own == wanted)
    }

    /// The post of a row; none where it is empty, has no amounts, or is a sum.
    fn post(&mut self, number: usize, row: &[SheetCell]) -> Option<Post> {
        static EMPTY: SheetCell = SheetCell::Empty;
        if row.iter().all(SheetCell::is_blank) {
            return None;
        }
        let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).unwrap_or(&EMPTY);
        let (purpose, source, payer) = (
            self.column(FinancingColumn::Purpose),
            self.column(FinancingColumn::Source),
            self.column(FinancingColumn::Payer),
        );
        let what = cell(purpose).words().into_owned();
        let first = what.split_whitespace().next().unwrap_or_default().to_lowercase();
        if matches!(first.trim_end_matches(':'), "sum" | "total" | "totalt") && !self.purposes.is_tiltak(&what) {
            self.check_note(number, row);
            return None;
        }
        let mut amounts = BTreeMap::new();
        let mut wrong = Vec::new();
        for (at, year, _) in self.years() {
            let own = row.get(at).unwrap_or(&EMPTY);
            match self.readings.get(&at).map_or(Ok(None), |reading| reading.amount(own)) {
                Ok(None | Some(0)) => {}
                Ok(Some(amount)) => {
                    amounts.insert(year, amount);
                }
                Err(refused) => wrong.push((at, refused)),
            }
        }
        let zeros_are_lost = self.zeros_are_lost || matches!(cell(purpose), SheetCell::Number(_));
        let found = self.purposes.find(cell(purpose), zeros_are_lost);
        // A row to fill in has a purpose and no amount.
        if amounts.is_empty() && wrong.is_empty() && cell(source).is_blank() && cell(payer).is_blank() {
            if found.is_err() {
                self.check_note(number, row);
            }
            return None;
        }
        for (at, refused) in wrong {
            let message = match row.get(at) {
                Some(SheetCell::MissingFormula) => format!("formelen {}", refused.message),
                own => format!("«{}» {}", short(&own.map(SheetCell::to_string).unwrap_or_default()), refused.message),
            };
            let hint = refused.hint.unwrap_or("Skriv heile beløp, til dømes 1 250 000");
            self.tell(number, Some(at), message, Some(hint.into()));
        }
        let beyond = row.iter().skip(self.columns.len()).position(|cell| !cell.is_blank());
        if let Some(at) = beyond {
            let hint = "Står det komma i eit beløp, så lagre arket med semikolon mellom cellene, eller som xlsx";
            let message = "rada har fleire celler enn overskrifta".to_string();
            self.tell(number, Some(self.columns.len() + at), message, Some(hint.into()));
        }
        let formål = found.map_err(|(message, hint)| self.tell(number, purpose, message, Some(hint))).ok();
        let kjelde = self.source(number, source, cell(source));
        let part = self.payer(number, payer, cell(payer));
        // Beyond the plan there is nothing to pay for.
        if amounts.is_empty() {
            if self.problems.last().is_none_or(|own| own.row != number) {
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

    fn source(&mut self, row: usize, column: Option<usize>, cell: &SheetCell) -> Option<Kjelde> {
        if let Some((message, hint)) = unreadable(cell) {
            self.tell(row, column, message, Some(hint));
            return None;
        }
        let text = cell.to_string();
        let text = text.as_str();
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
            let hint = did_you_mean(&bare, names)
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
    fn payer(&mut self, row: usize, column: Option<usize>, cell: &SheetCell) -> Option<Option<PartId>> {
        if let Some((message, hint)) = unreadable(cell) {
            self.tell(row, column, message, Some(hint));
            return None;
        }
        let text = cell.to_string();
        let text = text.as_str();
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
            did_you_mean(text, names).unwrap_or_else(|| "Skriv namnet eller id-en til ein part i registeret".into());
        self.tell(row, column, format!("«{}» er ingen part i registeret", short(text)), Some(hint));
        None
    }
}

/// What is wrong with a cell that shows nothing to read, and what to do.
fn unreadable(cell: &SheetCell) -> Option<(String, String)> {
    match cell {
        SheetCell::Error(shown) => Some((
            format!("«{}» er ein feil i arket", short(shown)),
            "Rett formelen i arket, og lagre det på nytt".into(),
        )),
        SheetCell::MissingFormula => Some((
            "formelen har ingen utrekna verdi".into(),
            "Opne arket i Excel eller LibreOffice, så det blir rekna ut, og lagre det på nytt".into(),
        )),
        _ => None,
    }
}

/// The beginning of a long cell.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    beginning(text, LONGEST)
}
