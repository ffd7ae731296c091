//! An organisation chart in words: the texts of its boxes, and its structure for those who can't see it.

use super::notation::listing;
use super::terms::Terms;
use crate::document::{FigureBox, Text};
use crate::plan::{NodeId, Plan, Relasjon};

/// The boxes of a plan's chart; one that stands under a box that there is not stands under none.
pub fn nodes(plan: &Plan) -> Vec<FigureBox> {
    let place = |id: &NodeId| plan.walk().nodar().position(|(other, _)| &other.id == id);
    let boxes = plan.walk().nodar().map(|(node, path)| FigureBox {
        name: Text::of(path.field("namn"), &node.namn),
        lines: path.field("linjer").items(&node.linjer).map(|(line, path)| Text::of(path, line)).collect(),
        under: node.under.as_ref().and_then(place),
        advisory: node.relasjon == Relasjon::Rådgjevande,
    });
    boxes.collect()
}

/// "Organisasjonskart med 4 boksar. Øvst står A. Under A står B og C (rådgjevande)."
pub fn alternative_text(nodes: &[FigureBox], terms: &Terms) -> String {
    let words = terms.chart;
    let Some(root) = nodes.iter().position(|node| node.under.is_none()) else { return String::new() };
    let name = |index: usize| {
        let node = &nodes[index];
        let all: Vec<String> = node.lines.iter().map(Text::words).collect();
        let lines = if all.is_empty() { String::new() } else { format!(" ({})", all.join(", ")) };
        let advisory = if node.advisory { format!(" ({})", words.advisory) } else { String::new() };
        format!("{}{lines}{advisory}", node.name.words())
    };
    let mut sentences = vec![words.boxes(nodes.len()), words.top(&name(root))];
    let mut level = vec![root];
    while !level.is_empty() {
        let mut next = Vec::new();
        for index in level {
            let children: Vec<usize> = (0..nodes.len()).filter(|child| nodes[*child].under == Some(index)).collect();
            if !children.is_empty() {
                let names: Vec<String> = children.iter().map(|child| name(*child)).collect();
                sentences.push(words.under(&nodes[index].name.words(), &listing(&names, terms)));
            }
            next.extend(children);
        }
        level = next;
    }
    sentences.join(" ")
}
