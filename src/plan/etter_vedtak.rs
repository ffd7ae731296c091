//! What was changed in the plan after the political bodies had decided on it, and who agreed to that.

use serde::{Deserialize, Serialize};

use super::{Dato, Prosa};

/// A change after the decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EtterVedtak {
    /// What was changed, and why.
    pub tekst: Prosa,
    /// Who agreed to it ("styringsgruppa").
    pub samtykke: String,
    /// When they did.
    pub dato: Dato,
    /// The version of the plan that has the change, and all before it.
    pub versjon: String,
}
