//! *Delmål* (a goal of the agreement) and its *tiltak* (measures).

use serde::{Deserialize, Serialize};

use super::{PartId, Prosa, Tidsramme, TiltakId};

/// A goal: one file of the plan's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delmål {
    /// Its number; references call it `#delmål-N`.
    pub nummer: u16,
    /// Its title.
    pub tittel: String,
    /// Its share of the effort, in per cent.
    #[serde(default)]
    pub vekt: Option<u8>,
    /// Text between the title and the *hovudmål*.
    #[serde(default)]
    pub innleiing: Option<Prosa>,
    /// The main aim, in a sentence.
    #[serde(default)]
    pub hovudmål: Option<Prosa>,
    /// Text after the table of tiltak.
    #[serde(default)]
    pub etter_tabell: Option<Prosa>,
    /// The measures, in the order in which they are printed.
    pub tiltak: Vec<Tiltak>,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tiltak {
    /// What references call it: `#id`.
    pub id: TiltakId,
    /// Its number within the delmål.
    pub nummer: u16,
    /// Its title.
    pub tittel: String,
    /// Who has the main responsibility.
    pub hovudansvarleg: Deltakarar,
    /// Who takes part.
    pub samarbeidspartar: Deltakarar,
    /// When it is carried out.
    pub tidsramme: Tidsramme,
    /// A line or two right under the title.
    #[serde(default)]
    pub ingress: Option<Prosa>,
    /// The description, under the plan's own sub-headings.
    #[serde(default)]
    pub bolkar: Vec<Bolk>,
}

/// A sub-heading of a tiltak with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bolk {
    /// The sub-heading.
    pub overskrift: String,
    /// The text.
    pub tekst: Prosa,
}

/// Parties in a cell of the table: ids of the register, and the row's own words where they differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deltakarar {
    /// The parties, in the order in which they are printed.
    #[serde(default)]
    pub partar: Vec<PartId>,
    /// Words after the parties ("m.fl.").
    #[serde(default)]
    pub tillegg: Option<String>,
    /// The exact words to print instead of the parties' names.
    #[serde(default)]
    pub ordlyd: Option<String>,
}
