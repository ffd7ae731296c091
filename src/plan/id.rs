//! Ids: the short names by which one part of the data refers to another. One type for each kind of thing,
//! so that a party's id can't stand where a tiltak's is meant.

use std::fmt;

use super::Malformed;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// Whether a text has the form of an id: small letters, digits and hyphens, not empty.
pub fn has_id_form(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == '-' || c.is_ascii_digit() || c.is_lowercase())
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                if has_id_form(&text) {
                    Ok(Self(text))
                } else {
                    Err(D::Error::custom(Malformed::Id(text)))
                }
            }
        }
    };
}

id_type! {
    /// The id of a *part* (party) in the register.
    PartId
}
id_type! {
    /// The id of a *tiltak* (measure), unique in the whole plan.
    TiltakId
}
id_type! {
    /// The id of a box in the organisation chart.
    NodeId
}
