//! The boxes of a figure as a tree: each box's children, and which boxes are at the top.

use crate::document::FigureBox;

/// The boxes as a tree, by their place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The box that stands under no other.
    pub root: usize,
    /// The children of each box, in the list's order.
    pub children: Vec<Vec<usize>>,
    top: Vec<bool>,
}

impl Tree {
    /// The tree that some boxes make; `None` if they make none.
    pub fn new(nodes: &[FigureBox]) -> Option<Self> {
        let mut roots = nodes.iter().enumerate().filter(|(_, node)| node.under.is_none()).map(|(index, _)| index);
        let (root, None) = (roots.next()?, roots.next()) else { return None };
        let mut children = vec![Vec::new(); nodes.len()];
        for (index, under) in nodes.iter().enumerate().filter_map(|(index, node)| Some((index, node.under?))) {
            children.get_mut(under)?.push(index);
        }
        let (mut reached, mut waiting) = (0, vec![root]);
        while let Some(node) = waiting.pop() {
            reached += 1;
            waiting.extend(&children[node]);
        }
        if reached != nodes.len() {
            return None;
        }
        let mut top = vec![false; nodes.len()];
        let mut node = root;
        top[node] = true;
        while let [only] = children[node][..] {
            node = only;
            top[node] = true;
        }
        // A chart that is nothing but one line has no top to tell from the rest.
        if top.iter().all(|top| *top) {
            top = vec![false; nodes.len()];
            top[root] = true;
        }
        Some(Self { root, children, top })
    }

    /// Whether other boxes stand under the same one.
    pub fn has_siblings(&self, node: usize) -> bool {
        self.children.iter().any(|children| children.len() > 1 && children.contains(&node))
    }

    /// Whether the box is in the line from the top down to the first that has several children.
    pub fn is_top(&self, node: usize) -> bool {
        self.top[node]
    }
}
