//! *Handsaming*: which political bodies handle the plan, when, and what they decided. The one source of
//! both the meeting table and the approval table.

use serde::{Deserialize, Serialize};

use super::{Dato, PartId};

/// The handling of the plan by one party's bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handsaming {
    /// The party.
    pub part: PartId,
    /// Its bodies, in the order in which they handle the plan.
    pub organ: Vec<OrganHandsaming>,
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
    /// What was decided, once it is.
    #[serde(default)]
    pub vedtak: Option<Vedtak>,
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

impl Handsaming {
    /// The decision that approves the plan for the party: that of its last body, unless it rejected the plan.
    pub fn godkjenning(&self) -> Option<(&Organ, &Vedtak)> {
        let last = self.organ.last()?;
        let vedtak = last.vedtak.as_ref()?;
        (vedtak.utfall != Utfall::Avvist).then_some((&last.organ, vedtak))
    }
}
