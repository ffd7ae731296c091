//! The organisation chart as data: boxes, each under another.

use serde::{Deserialize, Serialize};

use super::NodeId;

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisasjonskart {
    /// What the figure shows, for its caption.
    pub tittel: String,
    /// The boxes. Exactly one stands under no other; siblings are drawn in the order given.
    pub nodar: Vec<Node>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// What other boxes call it.
    pub id: NodeId,
    /// The words in the box.
    pub namn: String,
    /// Further lines of text in the box, under the name.
    #[serde(default)]
    pub linjer: Vec<String>,
    /// The box that it stands under.
    #[serde(default)]
    pub under: Option<NodeId>,
    /// How it relates to that box.
    #[serde(default)]
    pub relasjon: Relasjon,
}

/// How a box relates to the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Relasjon {
    /// In the line of responsibility.
    #[default]
    Linje,
    /// It advises: drawn dashed.
    Rådgjevande,
}
