//! *Framdrift*: how far a tiltak has come, and the figures (*indikatorar*) that it is measured by.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{Dato, Malformed};

/// How far a tiltak has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framdrift {
    /// Where it stands.
    pub status: Framdriftsstatus,
    /// The day on which that was so.
    pub dato: Dato,
    /// A sentence on it.
    #[serde(default)]
    pub tekst: Option<String>,
}

/// Where a tiltak stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Framdriftsstatus {
    /// It has not begun.
    IkkjeStarta,
    /// It is under way.
    IGang,
    /// It is behind its time.
    Forseinka,
    /// It has been stopped.
    Stansa,
    /// It is done.
    Fullført,
}

/// A figure that a tiltak is measured by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indikator {
    /// What is measured.
    pub namn: String,
    /// What it is counted in ("bustader", "%").
    #[serde(default)]
    pub eining: Option<String>,
    /// What it was at the beginning.
    pub utgangspunkt: Måling,
    /// What it is to be.
    pub mål: Måling,
    /// The latest figure.
    #[serde(default)]
    pub siste: Option<Måling>,
}

/// A figure of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Måling {
    /// The figure.
    pub verdi: Tal,
    /// The year that it is of.
    pub år: i16,
}

/// A number with at most two decimals, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tal(pub i64);

/// Hundredths in one.
const HUNDRED: f64 = 100.0;
/// What a figure may be at most.
const MOST: f64 = 1e12;

impl<'de> Deserialize<'de> for Tal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        let hundredths = (value * HUNDRED).round();
        let fits = value.abs() <= MOST && (value * HUNDRED - hundredths).abs() < 1e-3_f64.max(value.abs() * 1e-13);
        if fits { Ok(Self(hundredths as i64)) } else { Err(D::Error::custom(Malformed::Figure(value.to_string()))) }
    }
}

impl Serialize for Tal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            serializer.serialize_f64(self.0 as f64 / HUNDRED)
        }
    }
}

impl fmt::Display for Tal {
    /// Formats the number as in the data, with a decimal point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match size % 100 {
            0 => write!(f, "{sign}{}", size / 100),
            rest if rest % 10 == 0 => write!(f, "{sign}{}.{}", size / 100, rest / 10),
            rest => write!(f, "{sign}{}.{rest:02}", size / 100),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_at_most_two_decimals() {
        let read = |text: &str| ron::from_str::<Tal>(text).ok();
        for (text, hundredths) in [("12", 1200), ("12.5", 1250), ("-0.25", -25), ("1250000", 125_000_000)] {
            assert_eq!(read(text), Some(Tal(hundredths)), "{text}");
            assert_eq!(Tal(hundredths).to_string(), text);
        }
        for text in ["0.001", "999999999.999", "1e13", "\"12\"", "inf", "NaN"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
