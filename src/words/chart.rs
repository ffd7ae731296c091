//! An organisation chart in words: the texts of its boxes, and its structure for those who can't see it.

use super::notation::listing;
use super::terms::Terms;
use crate::document::{Node, Text};
use crate::plan::{NodeId, Organisasjonskart, Path, Relasjon};

/// The boxes; one that stands under a box that there is not stands under none.
pub fn nodes(kart: &Organisasjonskart) -> Vec<Node> {
    let path = Path::hovud().field("organisasjonskart").field("nodar");
    let place = |id: &NodeId| kart.nodar.iter().position(|other| &other.id == id);
    let node = |(index, node): (usize, &crate::plan::Node)| {
        let own = path.index(index);
        let line = |(at, line): (usize, &String)| Text::of(own.field("linjer").index(at), line);
        Node {
            name: Text::of(own.field("namn"), &node.namn),
            lines: node.linjer.iter().enumerate().map(line).collect(),
            under: node.under.as_ref().and_then(place),
            advisory: node.relasjon == Relasjon::Rådgjevande,
        }
    };
    kart.nodar.iter().enumerate().map(node).collect()
}

/// "Organisasjonskart med 4 boksar. Øvst står A. Under A står B og C (rådgjevande)."
pub fn alternative_text(nodes: &[Node], terms: &Terms) -> String {
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
