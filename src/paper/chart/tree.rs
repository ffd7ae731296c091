//! The boxes of a chart as a tree. Comes in: boxes that name the one they stand under. Goes out: each box's
//! children, or what is wrong with them.

use crate::plan::Organisasjonskart;

/// The boxes as a tree, by their index in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The box that stands under no other.
    pub root: usize,
    /// The children of each box, in the data's order.
    pub children: Vec<Vec<usize>>,
    top: Vec<bool>,
}

/// Why the boxes are no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Tree {
    /// Builds the tree.
    ///
    /// # Errors
    /// `TreeError` for the first box that is wrong.
    pub fn new(kart: &Organisasjonskart) -> Result<Self, TreeError> {
        let mut root = None;
        let mut children = vec![Vec::new(); kart.nodar.len()];
        for (index, node) in kart.nodar.iter().enumerate() {
            match &node.under {
                None if root.is_some() => return Err(TreeError::SecondRoot(index)),
                None => root = Some(index),
                Some(id) => {
                    let parent = kart.nodar.iter().position(|other| &other.id == id);
                    children[parent.ok_or(TreeError::UnknownParent(index))?].push(index);
                }
            }
        }
        let Some(root) = root else {
            return Err(if kart.nodar.is_empty() { TreeError::Empty } else { TreeError::Circle(0) });
        };
        let mut reached = vec![false; kart.nodar.len()];
        let mut waiting = vec![root];
        while let Some(node) = waiting.pop() {
            reached[node] = true;
            waiting.extend(&children[node]);
        }
        if let Some(unreached) = reached.iter().position(|reached| !reached) {
            return Err(TreeError::Circle(unreached));
        }
        let mut top = vec![false; kart.nodar.len()];
        let mut node = root;
        top[node] = true;
        while let [only] = children[node][..] {
            node = only;
            top[node] = true;
        }
        // A chart that is nothing but one line has no top to tell from the rest.
        if top.iter().all(|top| *top) {
            top = vec![false; kart.nodar.len()];
            top[root] = true;
        }
        Ok(Self { root, children, top })
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
