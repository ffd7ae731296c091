//! *Logg*: the list of the plan's versions, printed in drafts.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::tid::{parse_digits, parse_iso_date};
use super::{Dato, Malformed};

/// A version of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggRad {
    /// The version's number ("6.0").
    pub versjon: String,
    /// The version's name ("Piloten sitt utkast").
    #[serde(default)]
    pub namn: Option<String>,
    /// When it was made.
    pub dato: LoggDato,
    /// Where in the process it stands.
    pub status: String,
    /// Who made it.
    pub endra_av: String,
    /// The year of the plan that it is a version of, where that is not the year of its date.
    #[serde(default)]
    pub år: Option<i16>,
    /// Whether it is a version that went to the political bodies.
    #[serde(default)]
    pub politisk: bool,
}

impl LoggRad {
    /// The year of the plan that it is a version of.
    pub fn plan_year(&self) -> i16 {
        self.år.unwrap_or(self.dato.first_day().year())
    }
}

/// The date of a version: a day ("2025-05-10") or, where only that is known, a month ("2023-08").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoggDato {
    /// A day.
    Dag(Dato),
    /// A month of a year (1 to 12).
    Månad {
        /// The year.
        år: i16,
        /// The month, 1 to 12.
        månad: i8,
    },
}

impl LoggDato {
    /// The day, or the first day of the month.
    pub fn first_day(self) -> jiff::civil::Date {
        match self {
            Self::Dag(dato) => dato.0,
            Self::Månad { år, månad } => jiff::civil::date(år, månad, 1),
        }
    }
}

impl LoggDato {
    /// The day, or the last day of the month.
    pub fn last_day(self) -> jiff::civil::Date {
        match self {
            Self::Dag(dato) => dato.0,
            Self::Månad { .. } => self.first_day().last_of_month(),
        }
    }
}

impl<'de> Deserialize<'de> for LoggDato {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = parse_iso_date(&text).map(|day| Self::Dag(Dato(day))).or_else(|| month(&text));
        date.ok_or_else(|| D::Error::custom(Malformed::LogDate(text)))
    }
}

fn month(text: &str) -> Option<LoggDato> {
    let (year, month) = text.split_once('-')?;
    let (år, månad) = (parse_digits(year)?, parse_digits(month)?);
    (year.len() == 4 && month.len() == 2 && (1..=12).contains(&månad))
        .then_some(LoggDato::Månad { år, månad: månad as i8 })
}

impl Serialize for LoggDato {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Dag(dato) => dato.serialize(serializer),
            Self::Månad { år, månad } => serializer.collect_str(&format_args!("{år:04}-{månad:02}")),
        }
    }
}
