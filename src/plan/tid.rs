//! Dates, periods and the time frame (*tidsramme*) of a tiltak.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::Malformed;

/// The months' names, in nynorsk and bokmål alike.
pub const MONTH_NAMES: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];

/// A day, written "2025-06-17" in the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dato(pub Date);

/// Reads a day as it is written in the data.
pub fn parse_dato(text: &str) -> Option<Dato> {
    parse_iso_date(text).map(Dato)
}

/// Reads a day in any form that is written in Norwegian, the day first or the year first: "2026-06-18", "18.06.2026",
/// "18.6.26", "18/6-2026", "18. juni 2026". A year of two digits is one of this century.
pub fn parse_loose_date(text: &str) -> Option<Dato> {
    // A dash is easily pasted for a hyphen.
    let text = text.trim().to_lowercase().replace(['–', '—', '\u{2010}', '\u{2011}'], "-");
    if let Some(date) = parse_dato(&text) {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*day, *month, *year),
        [day, month, year] => (*day, *month, *year),
        _ => return None,
    };
    let named = |name: &&str| month.chars().count() >= 3 && name.starts_with(month);
    let month = match MONTH_NAMES.iter().position(named) {
        Some(at) => i16::try_from(at + 1).ok()?,
        None => parse_digits(month)?,
    };
    let year = match year.len() {
        4 => parse_digits(year)?,
        2 => 2000 + parse_digits(year)?,
        _ => return None,
    };
    Date::new(year, month.try_into().ok()?, parse_digits(day)?.try_into().ok()?).ok().map(Dato)
}

impl<'de> Deserialize<'de> for Dato {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_iso_date(&text).map(Self).ok_or_else(|| {
            D::Error::custom(if looks_like_date(&text) { Malformed::Day(text) } else { Malformed::Date(text) })
        })
    }
}

impl Serialize for Dato {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Whether a text is written as a date, if of a day that may not exist.
pub fn looks_like_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// Reads "2025-06-17", and nothing looser than that.
pub(super) fn parse_iso_date(text: &str) -> Option<Date> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if numbers.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::new(parse_digits(year)?, parse_digits(month)?.try_into().ok()?, parse_digits(day)?.try_into().ok()?).ok()
}

/// A number of plain digits, without the sign that `parse` would accept.
pub(super) fn parse_digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Years from and to, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periode {
    /// The first year.
    pub frå: i16,
    /// The last year.
    pub til: i16,
}

/// *Tidsramme*: when a tiltak is carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Tidsramme {
    /// In these years.
    År {
        /// The first year.
        frå: i16,
        /// The last year.
        til: i16,
    },
    /// Not decided; the words say what is known ("Mogleg ved neste rullering").
    Seinare(String),
}

impl Tidsramme {
    /// Whether the tiltak is prioritised in the plan's year, rather than later in the period.
    pub fn is_prioritised_in(&self, år: i16) -> bool {
        match self {
            Self::År { frå, .. } => *frå <= år,
            Self::Seinare(_) => false,
        }
    }

    /// Whether a year is one of the tiltak's.
    pub fn covers(&self, år: i16) -> bool {
        matches!(self, Self::År { frå, til } if (*frå..=*til).contains(&år))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_one_form() {
        assert_eq!(parse_iso_date("2025-06-17"), Some(jiff::civil::date(2025, 6, 17)));
        for wrong in ["17.06.2025", "2025-6-17", "2025-02-30", "2025-06-17T10", "+025-06-17", ""] {
            assert_eq!(parse_iso_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let day = Some(Dato(jiff::civil::date(2026, 6, 8)));
        for text in
            ["2026-06-08", "08.06.2026", "8.6.2026", "8.6.26", "8/6-2026", "8. juni 2026", "8 Jun 2026", "2026–06–08"]
        {
            assert_eq!(parse_loose_date(text), day, "{text}");
        }
        for wrong in ["", "8. juni", "31.06.2026", "06.2026", "8.13.2026", "8.6.226", "i morgon", "8. ju 2026"] {
            assert_eq!(parse_loose_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_tiltak_that_starts_after_the_plans_year_is_later() {
        assert!(Tidsramme::År { frå: 2025, til: 2028 }.is_prioritised_in(2025));
        assert!(!Tidsramme::År { frå: 2026, til: 2028 }.is_prioritised_in(2025));
        assert!(!Tidsramme::Seinare("neste rullering".into()).is_prioritised_in(2025));
    }
}
