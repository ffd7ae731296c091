//! Dates, periods and the time frame (*tidsramme*) of a tiltak.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::Malformed;

/// The months' names, in nynorsk and bokmål alike.
pub const MÅNADER: [&str; 12] = [
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
pub fn dato(text: &str) -> Option<Dato> {
    date(text).map(Dato)
}

impl<'de> Deserialize<'de> for Dato {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        date(&text).map(Self).ok_or_else(|| {
            D::Error::custom(if is_date_form(&text) { Malformed::Day(text) } else { Malformed::Date(text) })
        })
    }
}

impl Serialize for Dato {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Whether a text is written as a date, if of a day that may not exist.
pub fn is_date_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// Reads "2025-06-17", and nothing looser than that.
pub(super) fn date(text: &str) -> Option<Date> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if numbers.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::new(digits(year)?, digits(month)?.try_into().ok()?, digits(day)?.try_into().ok()?).ok()
}

/// A number of plain digits, without the sign that `parse` would accept.
pub(super) fn digits(text: &str) -> Option<i16> {
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
    pub fn prioritert_i(&self, år: i16) -> bool {
        match self {
            Self::År { frå, .. } => *frå <= år,
            Self::Seinare(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_one_form() {
        assert_eq!(date("2025-06-17"), Some(jiff::civil::date(2025, 6, 17)));
        for wrong in ["17.06.2025", "2025-6-17", "2025-02-30", "2025-06-17T10", "+025-06-17", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_tiltak_that_starts_after_the_plans_year_is_later() {
        assert!(Tidsramme::År { frå: 2025, til: 2028 }.prioritert_i(2025));
        assert!(!Tidsramme::År { frå: 2026, til: 2028 }.prioritert_i(2025));
        assert!(!Tidsramme::Seinare("neste rullering".into()).prioritert_i(2025));
    }
}
