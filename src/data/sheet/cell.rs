//! A cell of a sheet with its type: a number stays a number, a date stays a date, and a cell without a value says why.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum SheetCell {
    /// Nothing.
    #[default]
    Empty,
    /// A text, its letters composed (NFC).
    Text(String),
    /// A number, of the fifteen digits that spreadsheets show.
    Number(f64),
    /// A day; the time of day is left out.
    Date(Date),
    /// A time of day, a length of time, or a date that no calendar has.
    Time,
    /// True or false.
    Boolean(bool),
    /// What a formula that failed shows, such as "#DIV/0!".
    Error(String),
    /// A formula whose value was never worked out.
    MissingFormula,
}

impl SheetCell {
    /// A cell with a text; an empty text is an empty cell.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.nfc().collect()) }
    }

    /// A cell with a number. Spreadsheets keep 114999.99999999999 where they show 115 000: digits beyond the fifteenth are
    /// noise.
    pub fn number(value: f64) -> Self {
        if value.is_finite() {
            Self::Number(format!("{value:.14e}").parse().unwrap_or(value))
        } else {
            Self::Error("#NUM!".into())
        }
    }

    /// A cell with a date as ISO 8601 writes it, with or without a time of day.
    pub(super) fn iso_date(text: &str) -> Self {
        text.get(..10).and_then(|day| day.parse::<Date>().ok()).map_or(Self::Time, Self::Date)
    }

    /// Whether there is nothing to see in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What it says, for a text or a number; nothing for anything else.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => text.trim().into(),
            Self::Number(value) => value.to_string().into(),
            _ => "".into(),
        }
    }
}

/// The cell as a message shows it.
impl fmt::Display for SheetCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Error(text) => f.write_str(text.trim()),
            Self::Number(value) => write!(f, "{value}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Time => f.write_str("klokkeslett"),
            Self::Boolean(true) => f.write_str("SANN"),
            Self::Boolean(false) => f.write_str("USANN"),
            Self::MissingFormula => f.write_str("formel"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_digits_that_a_spreadsheet_shows() {
        assert_eq!(SheetCell::number("114999.99999999999".parse().unwrap()), SheetCell::Number(115_000.0));
        assert_eq!(SheetCell::number(0.1 + 0.2), SheetCell::Number(0.3));
        assert_eq!(SheetCell::number(123.456), SheetCell::Number(123.456));
        assert_eq!(SheetCell::number(1.1).words(), "1.1");
        assert_eq!(SheetCell::number(115_000.0).to_string(), "115000");
        assert_eq!(SheetCell::number(f64::NAN), SheetCell::Error("#NUM!".into()));
    }

    #[test]
    fn a_date_is_a_date_with_or_without_a_time() {
        let day = SheetCell::Date(jiff::civil::date(2026, 5, 19));
        assert_eq!(SheetCell::iso_date("2026-05-19"), day);
        assert_eq!(SheetCell::iso_date("2026-05-19T12:00:00"), day);
        assert_eq!(SheetCell::iso_date("PT12H"), SheetCell::Time);
    }
}
