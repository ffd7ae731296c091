//! What the columns of a sheet of the financing hold, by their heads, and what its amounts are counted in.

use crate::data::sheet::SheetCell;
use crate::plan::Eining;

/// What amounts are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MoneyUnit {
    Kroner,
    Thousands,
    Millions,
}

impl MoneyUnit {
    /// What a plan counts in.
    pub(super) fn of(unit: Eining) -> Self {
        match unit {
            Eining::Kroner => Self::Kroner,
            Eining::TusenKroner => Self::Thousands,
        }
    }

    /// How many kroner one of it is.
    pub(super) fn kroner(self) -> f64 {
        match self {
            Self::Kroner => 1.0,
            Self::Thousands => 1_000.0,
            Self::Millions => 1_000_000.0,
        }
    }

    /// Its words in a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kroner => "kroner",
            Self::Thousands => "1 000 kr",
            Self::Millions => "mill. kr",
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FinancingColumn {
    Purpose,
    Source,
    Payer,
    /// The amounts of a year, in a unit if the head names one.
    Year(i16, Option<MoneyUnit>),
    /// Amounts of more than one year.
    Period,
    /// What is of no matter here: titles, notes, sums.
    Aside,
    /// A head that is not understood, or none.
    Other,
}

/// The heads that are known, in both written languages.
const PURPOSE: [&str; 5] = ["formål", "føremål", "tiltak", "tiltak eller delmål", "id"];
const SOURCE: [&str; 3] = ["kjelde", "kilde", "finansieringskilde"];
const PAYER: [&str; 6] = ["part", "betalar", "betaler", "kommune", "kven", "hvem"];

/// How the heads of columns begin that are ignored: remarks and titles.
const NOTES: [&str; 6] = ["tittel", "merknad", "merknader", "kommentar", "kommentarar", "kommentarer"];
/// How the heads of columns of sums begin, of all years or of several.
const SUMS: [&str; 3] = ["sum", "total", "totalt"];

/// What may stand beside the year in a head without changing what its amounts are.
const BESIDE_A_YEAR: [&str; 29] = [
    "år",
    "året",
    "i",
    "for",
    "beløp",
    "budsjett",
    "budsjettet",
    "plan",
    "planlagt",
    "tal",
    "tall",
    "alle",
    "heile",
    "hele",
    "faste",
    "løpande",
    "løpende",
    "prisar",
    "priser",
    "utan",
    "uten",
    "med",
    "inkl",
    "inklusive",
    "eks",
    "ekskl",
    "mva",
    "moms",
    "finansiering",
];

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// A unit that words name, and the other words. Two that don't agree are left among the others.
fn split_unit<'w>(words: &[&'w str]) -> (Option<MoneyUnit>, Vec<&'w str>) {
    let (mut units, mut others): (Vec<MoneyUnit>, Vec<&'w str>) = (Vec::new(), Vec::new());
    let mut rest = words;
    while !rest.is_empty() {
        let (unit, length) = match rest {
            ["1", "000", "000", ..] => (Some(MoneyUnit::Millions), 3),
            ["1", "000", ..] => (Some(MoneyUnit::Thousands), 2),
            ["t", "kr", ..] => (Some(MoneyUnit::Thousands), 2),
            ["mill" | "million" | "millionar" | "millioner" | "mio" | "mkr" | "mnok" | "1000000", ..] => {
                (Some(MoneyUnit::Millions), 1)
            }
            ["tusen" | "tkr" | "tnok" | "kkr" | "knok" | "1000", ..] => (Some(MoneyUnit::Thousands), 1),
            ["kr" | "kroner" | "nok", ..] => (Some(MoneyUnit::Kroner), 1),
            _ => (None, 1),
        };
        match unit {
            Some(unit) => units.push(unit),
            None => others.push(rest[0]),
        }
        rest = &rest[length..];
    }
    units.sort_unstable();
    units.dedup();
    match units.as_slice() {
        // "1 000 kr" names kroner too.
        [] => (None, others),
        [unit] | [MoneyUnit::Kroner, unit] => (Some(*unit), others),
        _ => (None, words.to_vec()),
    }
}

/// The unit that a text names, such as that of a title above the heads.
pub(super) fn unit(text: &str) -> Option<MoneyUnit> {
    let words = words(text);
    split_unit(&words.iter().map(String::as_str).collect::<Vec<_>>()).0
}

fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1900..=2200).contains(year))
}

/// What the column under a head holds.
pub(super) fn head(cell: &SheetCell) -> FinancingColumn {
    if !matches!(cell, SheetCell::Text(_) | SheetCell::Number(_)) {
        return FinancingColumn::Other;
    }
    let text = cell.words().to_lowercase();
    let name = text.trim_end_matches([':', '*', ' ']);
    if PURPOSE.contains(&name) {
        return FinancingColumn::Purpose;
    }
    if SOURCE.contains(&name) {
        return FinancingColumn::Source;
    }
    if PAYER.contains(&name) {
        return FinancingColumn::Payer;
    }
    let words = words(&text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (unit, others) = split_unit(&words);
    let years: Vec<i16> = others.iter().filter_map(|word| year(word)).collect();
    let begins = |known: &[&str]| words.first().is_some_and(|first| known.contains(first));
    let is_short_year = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if begins(&NOTES) || (begins(&SUMS) && years.len() != 1) {
        return FinancingColumn::Aside;
    }
    match years.as_slice() {
        // "2026–2029" and "2026/27".
        [_, _, ..] => FinancingColumn::Period,
        [_] if others.iter().any(|word| is_short_year(word)) => FinancingColumn::Period,
        [only] if others.iter().all(|word| year(word).is_some() || BESIDE_A_YEAR.contains(word)) => {
            FinancingColumn::Year(*only, unit)
        }
        _ => FinancingColumn::Other,
    }
}

/// The year whose amounts stand under a head.
pub fn head_year(text: &str) -> Option<i16> {
    match head(&SheetCell::text(text)) {
        FinancingColumn::Year(year, _) => Some(year),
        _ => None,
    }
}

/// How many kroner one of the unit is that a text names: 1, 1 000 or 1 000 000.
pub fn head_unit(text: &str) -> Option<u32> {
    unit(text).map(|unit| match unit {
        MoneyUnit::Kroner => 1,
        MoneyUnit::Thousands => 1_000,
        MoneyUnit::Millions => 1_000_000,
    })
}

/// Whether a row is that of the heads: what the money is for, and something about the money.
pub fn is_head(row: &[SheetCell]) -> bool {
    let holds: Vec<FinancingColumn> = row.iter().map(head).collect();
    let about_money = |own: &FinancingColumn| {
        matches!(
            own,
            FinancingColumn::Source | FinancingColumn::Payer | FinancingColumn::Year(..) | FinancingColumn::Period
        )
    };
    holds.contains(&FinancingColumn::Purpose) && holds.iter().any(about_money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_which_year_and_in_what_it_is_counted() {
        for (text, expected) in [
            ("2026", FinancingColumn::Year(2026, None)),
            (" År 2026 ", FinancingColumn::Year(2026, None)),
            ("Budsjett 2026", FinancingColumn::Year(2026, None)),
            ("2026, i kr, faste prisar, utan mva", FinancingColumn::Year(2026, Some(MoneyUnit::Kroner))),
            ("2026 (1 000 kr)", FinancingColumn::Year(2026, Some(MoneyUnit::Thousands))),
            ("2026 (1\u{a0}000\u{a0}kr)", FinancingColumn::Year(2026, Some(MoneyUnit::Thousands))),
            ("2026 i 1000 kr", FinancingColumn::Year(2026, Some(MoneyUnit::Thousands))),
            ("2026 (1.000 kr)", FinancingColumn::Year(2026, Some(MoneyUnit::Thousands))),
            ("2026 t.kr.", FinancingColumn::Year(2026, Some(MoneyUnit::Thousands))),
            ("TNOK 2026", FinancingColumn::Year(2026, Some(MoneyUnit::Thousands))),
            ("2026 i tusen kroner", FinancingColumn::Year(2026, Some(MoneyUnit::Thousands))),
            ("2026 (mill. kr)", FinancingColumn::Year(2026, Some(MoneyUnit::Millions))),
            ("2026 (1 000 000 kr)", FinancingColumn::Year(2026, Some(MoneyUnit::Millions))),
            ("2026 (tusen millionar)", FinancingColumn::Other),
            ("2026 (mrd. kr)", FinancingColumn::Other),
            ("2026 (100 000 kr)", FinancingColumn::Other),
            ("Rekneskap 2025", FinancingColumn::Other),
            ("2026–2029", FinancingColumn::Period),
            ("2026-29", FinancingColumn::Period),
            ("2027 (faste 2026-prisar)", FinancingColumn::Period),
            ("Sum 2026–2029", FinancingColumn::Aside),
            ("sum", FinancingColumn::Aside),
            ("Sum 2026", FinancingColumn::Other),
            ("Merknad til 2026", FinancingColumn::Aside),
            ("Føremål:", FinancingColumn::Purpose),
            ("Kilde", FinancingColumn::Source),
            ("Kven", FinancingColumn::Payer),
            ("Beløp", FinancingColumn::Other),
        ] {
            assert_eq!(head(&SheetCell::text(text)), expected, "{text}");
        }
        assert_eq!(head(&SheetCell::number(2026.0)), FinancingColumn::Year(2026, None));
        assert_eq!(head(&SheetCell::number(2026.5)), FinancingColumn::Other);
        assert_eq!(head(&SheetCell::Date(jiff::civil::date(2026, 1, 1))), FinancingColumn::Other);
    }

    #[test]
    fn a_title_is_no_row_of_heads() {
        let row = |texts: &[&str]| texts.iter().map(|text| SheetCell::text(text)).collect::<Vec<_>>();
        assert!(is_head(&row(&["Formål", "Kjelde", "2026"])));
        assert!(is_head(&row(&["", "2026", "Tiltak"])));
        assert!(!is_head(&row(&["Tiltak"])));
        assert!(!is_head(&row(&["Finansiering", "2026"])));
    }
}
