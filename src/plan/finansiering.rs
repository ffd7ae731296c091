//! *Finansiering*: what the tiltak cost, and who pays.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Malformed, PartId, TiltakId};

/// The financing of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finansiering {
    /// What the amounts are counted in.
    #[serde(default)]
    pub eining: Eining,
    /// The amounts, in the order in which they are printed.
    pub postar: Vec<Post>,
}

/// What amounts are counted in, in the data and in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Eining {
    /// Whole kroner.
    #[default]
    Kroner,
    /// Thousands of kroner.
    TusenKroner,
}

/// The amounts from one source for one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// What the money is for.
    pub formål: Formål,
    /// Whose money it is.
    pub kjelde: Kjelde,
    /// The party that pays.
    #[serde(default)]
    pub part: Option<PartId>,
    /// The amount of each year.
    #[serde(deserialize_with = "deserialize_unique_years")]
    pub beløp: BTreeMap<i16, i64>,
}

/// Reads amounts; a year that stands twice would else hide the first amount.
fn deserialize_unique_years<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<i16, i64>, D::Error> {
    struct Years;
    impl<'de> Visitor<'de> for Years {
        type Value = BTreeMap<i16, i64>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut amounts = BTreeMap::new();
            while let Some((year, amount)) = map.next_entry::<i16, i64>()? {
                if amounts.insert(year, amount).is_some() {
                    return Err(A::Error::custom(Malformed::Twice(year.to_string())));
                }
            }
            Ok(amounts)
        }
    }
    deserializer.deserialize_map(Years)
}

/// What money is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Formål {
    /// A delmål as a whole, by its number.
    Delmål(u16),
    /// A tiltak.
    Tiltak(TiltakId),
    /// A tiltak that has ended and stands no longer in the plan, by its title: what it was paid stays in the sums of its years.
    Avslutta(String),
}

/// Whose money it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kjelde {
    /// The state's.
    Statleg,
    /// The county's.
    Fylkeskommunal,
    /// The municipalities'.
    Kommunal,
    /// The partners' own work and money.
    Eigeninnsats,
    /// Anyone else's.
    Anna,
}

/// Adds amounts, saturating at the limits of `i64`.
fn add_up(amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.fold(0, i64::saturating_add)
}

impl Post {
    /// Whether another is the same post: the same purpose, source and payer, whatever the amounts.
    pub fn is_same_post(&self, other: &Self) -> bool {
        (&self.formål, self.kjelde, &self.part) == (&other.formål, other.kjelde, &other.part)
    }

    /// The sum over all years.
    pub fn sum(&self) -> i64 {
        add_up(self.beløp.values().copied())
    }
}

impl Finansiering {
    /// The years that any amount is given for, in order.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.postar.iter().flat_map(|post| post.beløp.keys().copied()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The sum of a year.
    pub fn sum_in(&self, år: i16) -> i64 {
        add_up(self.postar.iter().filter_map(|post| post.beløp.get(&år).copied()))
    }

    /// The sources, in their order.
    pub fn funding_sources(&self) -> Vec<Kjelde> {
        let mut sources: Vec<Kjelde> = self.postar.iter().map(|post| post.kjelde).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    /// Who pays, in the order of the data; `None` where nobody is named.
    pub fn payers(&self) -> Vec<Option<&PartId>> {
        let mut payers: Vec<Option<&PartId>> = Vec::new();
        for post in &self.postar {
            if !payers.contains(&post.part.as_ref()) {
                payers.push(post.part.as_ref());
            }
        }
        payers
    }

    /// The amounts that a party pays; with `None`, those that no payer is named for.
    pub fn paid_by(&self, part: Option<&PartId>) -> Self {
        self.filtered(|post| post.part.as_ref() == part)
    }

    /// The amounts for a tiltak.
    pub fn for_tiltak(&self, tiltak: &TiltakId) -> Self {
        self.filtered(|post| post.formål == Formål::Tiltak(tiltak.clone()))
    }

    /// The posts for which a condition holds.
    pub fn filtered(&self, holds: impl Fn(&Post) -> bool) -> Self {
        Self { eining: self.eining, postar: self.postar.iter().filter(|post| holds(post)).cloned().collect() }
    }

    /// The sum of everything.
    pub fn sum(&self) -> i64 {
        add_up(self.postar.iter().map(Post::sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_add_up_to_the_same() {
        let post = |kjelde, amounts: &[(i16, i64)]| Post {
            formål: Formål::Delmål(1),
            kjelde,
            part: None,
            beløp: amounts.iter().copied().collect(),
        };
        let finansiering = Finansiering {
            eining: Eining::Kroner,
            postar: vec![
                post(Kjelde::Statleg, &[(2025, 1_250_000), (2026, 500_000)]),
                post(Kjelde::Kommunal, &[(2026, 250_000)]),
            ],
        };
        assert_eq!(finansiering.years(), [2025, 2026]);
        assert_eq!(finansiering.sum_in(2026), 750_000);
        assert_eq!(finansiering.sum(), 2_000_000);
    }
}
