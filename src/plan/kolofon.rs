//! *Kolofon*: whose the document is, and what the archive calls it. And the abbreviations that a plan explains.

use serde::{Deserialize, Serialize};

/// The facts at the foot of the title page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kolofon {
    /// Who owns the plan.
    #[serde(default)]
    pub eigar: Option<String>,
    /// Whom to ask.
    #[serde(default)]
    pub kontakt: Option<String>,
    /// The case number in the archive.
    #[serde(default)]
    pub arkivsak: Option<String>,
    /// What it takes the place of ("versjon 5.0").
    #[serde(default)]
    pub erstattar: Option<String>,
}

/// An abbreviation that is no party's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forkorting {
    /// The abbreviation as it stands in the text.
    pub kort: String,
    /// What it stands for.
    pub fullt: String,
}
