//! *Part*: a party to the agreement or to a tiltak. The register gives each one name, spelt one way.

use serde::{Deserialize, Serialize};

use super::PartId;

/// A party in the register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What the rest of the data calls it.
    pub id: PartId,
    /// Its name as printed ("Tokke kommune").
    pub namn: String,
    /// A shorter name ("Tokke").
    #[serde(default)]
    pub kort: Option<String>,
    /// The name in full, where it is an abbreviation ("Kommunal- og distriktsdepartementet").
    #[serde(default)]
    pub fullt: Option<String>,
    /// Its number in the national register of organisations (Enhetsregisteret).
    #[serde(default)]
    pub organisasjonsnummer: Option<String>,
    /// The parties that it stands for, if it stands for several ("Pilotkommunane").
    #[serde(default)]
    pub medlemmer: Vec<PartId>,
    /// How what it pays is shared among those that it stands for, where that is known.
    #[serde(default)]
    pub fordeling: Vec<Andel>,
    /// What kind of party it is.
    #[serde(default)]
    pub rolle: Rolle,
    /// Its logo, printed on the title page if the party is named there.
    #[serde(default)]
    pub logo: Option<Logo>,
}

impl Part {
    /// Whether it is called by an abbreviation that is explained: its name, or a short name in capitals.
    pub fn is_abbreviated(&self) -> bool {
        self.fullt.is_some() || self.kort.as_deref().is_some_and(is_abbreviation)
    }

    /// What its name in full is the full form of, and the field that says it: its name, or its short name where that alone is an
    /// abbreviation ("NAV" of "NAV Indre Salten").
    pub fn abbreviation(&self) -> (&'static str, &str) {
        match &self.kort {
            Some(short) if is_abbreviation(short) && !is_abbreviation(&self.namn) => ("kort", short),
            _ => ("namn", &self.namn),
        }
    }
}

/// The nine digits of an organisation number, which may be written with blanks ("974 760 673"); `None` if the last digit is not the one
/// that the others give (weights 3 2 7 6 5 4 3 2, modulus 11: the rule of Brønnøysundregistra).
pub fn parse_organisation_number(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let values: Vec<u32> = digits.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let (check, rest) = values.split_last().filter(|(_, rest)| rest.len() == 8)?;
    let sum: u32 = rest.iter().zip([3, 2, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    // Those of today begin with 8 or 9.
    (values[0] >= 8 && *check == (11 - sum % 11) % 11).then_some(digits)
}

/// A member's share of what a party that stands for several pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Andel {
    /// The member.
    pub part: PartId,
    /// Its share, in per cent.
    pub prosent: u8,
}

/// Whether a word is made of capitals, digits perhaps after them: "KDD", "TEK17".
pub fn is_abbreviation(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let count = letters.chars().count();
    (2..=8).contains(&count) && letters.chars().all(char::is_uppercase)
}

/// The kind of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Rolle {
    /// A municipality.
    Kommune,
    /// A county.
    Fylkeskommune,
    /// The state: a ministry, a directorate, a state administrator.
    Stat,
    /// Anyone else.
    #[default]
    Annan,
}

/// An image file in the plan's folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// The file, relative to the plan's folder (PNG or JPEG).
    pub fil: String,
    /// What the picture shows, in words, for those who can't see it.
    pub alt: String,
    /// How high it is printed, in millimetres.
    #[serde(default = "logo_height")]
    pub høgd_mm: f64,
}

fn logo_height() -> f64 {
    18.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_number_ends_with_its_check_digit() {
        assert_eq!(parse_organisation_number("974 760 673").as_deref(), Some("974760673"));
        for wrong in ["974760674", "97476067", "9747606733", "", "97476067a", "000000000"] {
            assert_eq!(parse_organisation_number(wrong), None, "{wrong}");
        }
    }
}
