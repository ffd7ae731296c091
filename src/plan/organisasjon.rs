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

/// Why the boxes are no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeError {
    /// There are no boxes.
    Empty,
    /// A box stands under one that does not exist.
    UnknownParent(usize),
    /// A second box stands under no other.
    SecondRoot(usize),
    /// A box stands, by way of others, under itself.
    Circle(usize),
}

impl Organisasjonskart {
    /// Checks that the boxes make one tree.
    ///
    /// # Errors
    /// `TreeError` for the first box that is wrong, by its place in the data.
    pub fn check_tree(&self) -> Result<(), TreeError> {
        let place = |id| self.nodar.iter().position(|other| &other.id == id);
        let mut root = None;
        let mut children = vec![Vec::new(); self.nodar.len()];
        for (index, node) in self.nodar.iter().enumerate() {
            match &node.under {
                None if root.is_some() => return Err(TreeError::SecondRoot(index)),
                None => root = Some(index),
                Some(id) => children[place(id).ok_or(TreeError::UnknownParent(index))?].push(index),
            }
        }
        let Some(root) = root else {
            return Err(if self.nodar.is_empty() { TreeError::Empty } else { TreeError::Circle(0) });
        };
        let mut reached = vec![false; self.nodar.len()];
        let mut waiting = vec![root];
        while let Some(node) = waiting.pop() {
            reached[node] = true;
            waiting.extend(&children[node]);
        }
        reached.iter().position(|reached| !reached).map_or(Ok(()), |unreached| Err(TreeError::Circle(unreached)))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_are_no_tree_are_named() {
        let kart = |nodes: &[(&str, Option<&str>)]| -> Organisasjonskart {
            let node = |(id, under): &(&str, Option<&str>)| {
                let under = under.map_or(String::new(), |under| format!(", under: Some(\"{under}\")"));
                format!("(id: \"{id}\", namn: \"{id}\"{under})")
            };
            let all: Vec<String> = nodes.iter().map(node).collect();
            ron::from_str(&format!("(tittel: \"Prøve\", nodar: [{}])", all.join(", "))).unwrap()
        };
        assert_eq!(kart(&[("a", None), ("b", Some("a"))]).check_tree(), Ok(()));
        assert_eq!(kart(&[("a", None), ("b", None)]).check_tree(), Err(TreeError::SecondRoot(1)));
        assert_eq!(kart(&[("a", None), ("b", Some("c")), ("c", Some("b"))]).check_tree(), Err(TreeError::Circle(1)));
        assert_eq!(kart(&[("a", None), ("b", Some("x"))]).check_tree(), Err(TreeError::UnknownParent(1)));
        assert_eq!(kart(&[]).check_tree(), Err(TreeError::Empty));
    }
}
