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
    /// The background in its case papers, where that is another than the plan's.
    #[serde(default)]
    pub bakgrunn: Option<Prosa>,
    /// The assessment in its case papers, where that is another than the plan's.
    #[serde(default)]
    pub vurdering: Option<Prosa>,
    /// The number of the case in its own archive, where it has one.
    #[serde(default)]
    pub arkivsak: Option<String>,
    /// How many days before a meeting its case paper must be in, where that is another number than the plan's.
    #[serde(default)]
    pub saksfrist: Option<u16>,
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
    /// What it does with the plan, where its name and place don't say it.
    #[serde(default)]
    pub rolle: Option<OrganRolle>,
    /// The meeting's planned date.
    #[serde(default)]
    pub planlagt: Option<Dato>,
    /// Whether that meeting was called off.
    #[serde(default)]
    pub avlyst: bool,
    /// What was decided, the oldest first: an adoption after a rejection keeps the rejection.
    #[serde(default)]
    pub vedtak: Vec<Vedtak>,
    /// The proposal that is put to this body, where that is another than its party's.
    #[serde(default)]
    pub framlegg: Option<Prosa>,
}

/// What a body does with the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OrganRolle {
    /// It says what it thinks of it: a council of the young, the old, people with disabilities.
    Uttale,
    /// It recommends to the body that decides.
    Innstilling,
    /// It decides.
    Vedtak,
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
    /// The words of the decision.
    #[serde(default)]
    pub tekst: Option<Prosa>,
    /// What an adoption with changes changed.
    #[serde(default)]
    pub endring: Option<Prosa>,
    /// The version of the plan that took the change in.
    #[serde(default)]
    pub teke_inn_i: Option<String>,
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
    /// Postponed to another meeting.
    Utsett,
    /// Sent back to those who wrote it.
    SendtTilbake,
    /// Noted, without being adopted.
    TekeTilVitande,
}

impl Utfall {
    /// Every outcome.
    pub const ALL: [Self; 6] =
        [Self::Vedteke, Self::Endra, Self::Avvist, Self::Utsett, Self::SendtTilbake, Self::TekeTilVitande];

    /// Whether the plan is adopted by it.
    pub fn adopts(self) -> bool {
        matches!(self, Self::Vedteke | Self::Endra)
    }

    /// Whether the body has still to decide after it.
    pub fn defers(self) -> bool {
        matches!(self, Self::Utsett | Self::SendtTilbake)
    }
}

/// Where a party stands with the plan of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Godkjenning<'a> {
    /// Its deciding body has adopted it.
    Godkjend(&'a Organ, &'a Vedtak),
    /// Its deciding body has rejected it.
    Avvist(&'a Organ, &'a Vedtak),
    /// Its deciding body has handled it without deciding: it postponed it, sent it back or noted it.
    Uavgjord(&'a Organ, &'a Vedtak),
    /// Its deciding body has not handled it.
    Manglar,
}

/// Where a body stands with the plan of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It is to handle it, on this day if that is set.
    Waiting(Option<Dato>),
    /// Its meeting was called off, and no other is set.
    CalledOff(Option<Dato>),
    /// A body that comes after it decided before it had met: it is not waited for.
    PassedOver,
    /// It has handled it, and is done.
    Done(&'a Vedtak),
    /// It has handled it, and is to handle it again: on this day if that is set.
    Again(&'a Vedtak, Option<Dato>),
}

impl<'a> Standing<'a> {
    /// Whether the body is waited for.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting(_) | Self::CalledOff(_) | Self::Again(..))
    }

    /// The day of the meeting that is to come, if it is set.
    pub fn meeting(self) -> Option<Dato> {
        match self {
            Self::Waiting(day) | Self::Again(_, day) => day,
            Self::CalledOff(_) | Self::PassedOver | Self::Done(_) => None,
        }
    }

    /// Its last decision.
    pub fn decision(self) -> Option<&'a Vedtak> {
        match self {
            Self::Done(vedtak) | Self::Again(vedtak, _) => Some(vedtak),
            Self::Waiting(_) | Self::CalledOff(_) | Self::PassedOver => None,
        }
    }
}

/// What councils that must be heard are called, in both written languages (kommunelova § 5-12): each is a part of the name.
const ADVISORY_BODY_NAMES: [&str; 14] = [
    "ungdomsråd",
    "ungdomens",
    "ungdommens",
    "ungdomspanel",
    "ungdomskommunestyre",
    "barn og unge",
    "eldreråd",
    "eldre sitt",
    "råd for eldre",
    "seniorråd",
    "funksjonshemm",
    "funksjonsneds",
    "nedsett funksjonsevne",
    "nedsatt funksjonsevne",
];

impl Organ {
    /// Whether the name is that of a council that says what it thinks, and neither recommends nor decides.
    pub fn is_advisory(&self) -> bool {
        let small = self.0.to_lowercase();
        ADVISORY_BODY_NAMES.iter().any(|part| small.contains(part))
    }
}

impl Handsaming {
    /// The place of the body that decides: the one that is said to, or else the last that does not only advise.
    pub fn deciding(&self) -> Option<usize> {
        let said = self.organ.iter().rposition(|organ| organ.rolle == Some(OrganRolle::Vedtak));
        said.or_else(|| self.organ.iter().rposition(|organ| organ.rolle.is_none() && !organ.organ.is_advisory()))
    }

    /// The body that decides.
    pub fn deciding_organ(&self) -> Option<&OrganHandsaming> {
        self.organ.get(self.deciding()?)
    }

    /// What a body does, by its place.
    pub fn role(&self, body: usize) -> OrganRolle {
        self.role_given_deciding(body, self.deciding())
    }

    /// What a body does, by its place, where it is known which one decides.
    pub fn role_given_deciding(&self, body: usize, deciding: Option<usize>) -> OrganRolle {
        let Some(organ) = self.organ.get(body) else { return OrganRolle::Uttale };
        match organ.rolle {
            Some(role) => role,
            None if deciding == Some(body) => OrganRolle::Vedtak,
            None if organ.organ.is_advisory() => OrganRolle::Uttale,
            None => OrganRolle::Innstilling,
        }
    }

    /// How many days before a meeting the case paper must be in: the party's own number, or else the plan's.
    pub fn saksfrist(&self, plans: Option<u16>) -> Option<u16> {
        self.saksfrist.or(plans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handsaming(organ: &[(&str, Option<OrganRolle>)]) -> Handsaming {
        let text = organ.iter().map(|(name, _)| format!("(organ: \"{name}\")")).collect::<Vec<_>>().join(", ");
        let mut made: Handsaming = ron::from_str(&format!("(part: \"a\", organ: [{text}])")).unwrap();
        for (own, (_, role)) in made.organ.iter_mut().zip(organ) {
            own.rolle = *role;
        }
        made
    }

    #[test]
    fn the_last_body_that_does_not_only_advise_decides() {
        use OrganRolle::{Innstilling, Uttale, Vedtak};
        let roles = |organ: &[(&str, Option<OrganRolle>)]| {
            let made = handsaming(organ);
            (0..organ.len()).map(|body| made.role(body)).collect::<Vec<_>>()
        };
        assert_eq!(roles(&[("formannskap", None), ("kommunestyre", None)]), [Innstilling, Vedtak]);
        assert_eq!(
            roles(&[("eldreråd", None), ("formannskap", None), ("kommunestyre", None), ("ungdomsråd", None)]),
            [Uttale, Innstilling, Vedtak, Uttale]
        );
        assert_eq!(roles(&[("formannskap", Some(Vedtak)), ("kommunestyre", None)]), [Vedtak, Innstilling]);
        assert_eq!(roles(&[("råd for personer med funksjonsnedsettelse", None)]), [Uttale]);
        assert_eq!(roles(&[("kommunestyre", Some(Innstilling)), ("utval", None)]), [Innstilling, Vedtak]);
    }
}
