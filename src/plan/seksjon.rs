//! *Seksjon*: a numbered section of the plan, and what stands in it.

use serde::{Deserialize, Serialize};

use super::Prosa;

/// A section. Its number belongs to the ministry's template, so it is data: sections may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seksjon {
    /// The number that is printed; references call it `#pkt-N`. What the ministry's template does not have has none.
    #[serde(default)]
    pub nummer: Option<u16>,
    /// The heading.
    pub tittel: String,
    /// What stands in it, in this order.
    pub innhald: Vec<Innhald>,
}

/// One part of a section's contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Innhald {
    /// Running text.
    Tekst(Prosa),
    /// A heading within the section.
    Mellomtittel(String),
    /// All the delmål, each on a new page.
    Delmål {
        /// A heading over them ("Prioriteringar 2025").
        #[serde(default)]
        overskrift: Option<String>,
        /// Whether a table before them gives each one's weight and number of tiltak.
        #[serde(default)]
        oversyn: bool,
    },
    /// The organisation chart.
    Organisasjonskart,
    /// The table of planned meetings in the political bodies.
    Møteplan,
    /// The table of parties and their approvals.
    Godkjenningar,
    /// The financing table, and where amounts name who pays, one of the payers.
    Finansiering,
    /// The plan on one page: every tiltak with its period, and the way on.
    Oversyn,
    /// Who does what: every party with the tiltak that it leads and takes part in.
    Ansvar,
    /// The abbreviations with what they stand for.
    Forkortingar,
}
