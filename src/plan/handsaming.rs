//! *Handsaming*: which political bodies handle the plan, when, and what they decided. The one source of
//! both the meeting table and the approval table.

use serde::{Deserialize, Serialize};

use super::{Dato, PartId, Prosa};

/// The handling of the plan by one party's bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handsaming {
    /// The party.
    pub part: PartId,
    /// Its bodies, in the order in which they handle the plan.
    pub organ: Vec<OrganHandsaming>,
    /// The proposal that is put to its bodies, where that is another than the plan's.
    #[serde(default)]
    pub framlegg: Option<Prosa>,
}

/// The name of a political body, in small letters: "formannskap", "kommunestyre", "fylkesting".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Organ(pub String);

/// The handling by one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganHandsaming {
    /// The body.
    pub organ: Organ,
    /// The meeting's planned date.
    #[serde(default)]
    pub planlagt: Option<Dato>,
    /// What was decided, the oldest first: an adoption after a rejection keeps the rejection.
    #[serde(default)]
    pub vedtak: Vec<Vedtak>,
    /// The proposal that is put to this body, where that is another than its party's.
    #[serde(default)]
    pub framlegg: Option<Prosa>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vedtak {
    /// The date of the decision.
    pub dato: Dato,
    /// The case number ("PS 45/25").
    #[serde(default)]
    pub sak: Option<String>,
    /// The outcome.
    #[serde(default)]
    pub utfall: Utfall,
    /// The version that was decided on. Where it is not said, it is the one that was current on the day.
    #[serde(default)]
    pub versjon: Option<String>,
}

/// The outcome of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Utfall {
    /// Adopted.
    #[default]
    Vedteke,
    /// Adopted with changes.
    Endra,
    /// Rejected.
    Avvist,
}

/// Where a party stands with the plan of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Godkjenning<'a> {
    /// Its deciding body has adopted it.
    Godkjend(&'a Organ, &'a Vedtak),
    /// Its deciding body has rejected it.
    Avvist(&'a Organ, &'a Vedtak),
    /// Its deciding body has not decided on it.
    Manglar,
}
