//! What a value of the plan says when a text is none. serde carries a text only, so that what is said is written and
//! recognised in one place.

use std::fmt;

/// A text that is not the value it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Malformed {
    /// No id.
    Id(String),
    /// No date.
    Date(String),
    /// A date of a day that does not exist.
    Day(String),
    /// No date of the log, which may be a month.
    LogDate(String),
    /// A year that stands twice.
    Twice(String),
    /// No figure with two decimals at most.
    Figure(String),
}

impl Malformed {
    /// What a message says, if it is one of these.
    pub fn parse(message: &str) -> Option<Self> {
        let kinds = [Self::Id, Self::Date, Self::Day, Self::LogDate, Self::Twice, Self::Figure];
        kinds.into_iter().find_map(|kind| {
            // What is said after the text.
            let said = kind(String::new()).to_string();
            let text = message.strip_prefix('«')?.strip_suffix(said.strip_prefix('«')?)?;
            Some(kind(text.into()))
        })
    }

    /// The text.
    pub fn text(&self) -> &str {
        match self {
            Self::Id(text)
            | Self::Date(text)
            | Self::Day(text)
            | Self::LogDate(text)
            | Self::Twice(text)
            | Self::Figure(text) => text,
        }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
            Self::Id(_) => "er ikkje ein id: ein id er små bokstavar, tal og bindestrek, til dømes «nord-dalen»",
            Self::Date(_) => "er ikkje ein dato: skriv år-månad-dag, til dømes \"2025-06-17\"",
            Self::Day(_) => "er ikkje ein dato: dagen finst ikkje i kalenderen",
            Self::LogDate(_) => "er ikkje ein dato: skriv år-månad-dag (\"2025-06-17\") eller år-månad (\"2025-06\")",
            Self::Twice(_) => "står to gonger: kvart år kan ha eitt beløp i ein post",
            Self::Figure(_) => {
                "kan ikkje brukast: det er for stort, eller har meir enn to desimalar; skriv til dømes 12.5"
            }
        };
        write!(f, "«{}» {said}", self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_recognised() {
        let kinds =
            [Malformed::Id, Malformed::Date, Malformed::Day, Malformed::LogDate, Malformed::Twice, Malformed::Figure];
        for own in kinds.into_iter().flat_map(|kind| ["", "17.6", "a» er ikkje ein id"].map(|text| kind(text.into())))
        {
            assert_eq!(Malformed::parse(&own.to_string()), Some(own));
        }
        assert_eq!(Malformed::parse("invalid length 3"), None);
        assert_eq!(Malformed::parse("«x» er ikkje ein katt: mjau"), None);
    }
}
