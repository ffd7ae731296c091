//! The structure of an organisation chart in words, for those who can't see it.

use crate::paper::chart::Tree;
use crate::plan::{Organisasjonskart, Relasjon};
use crate::words::notation::listing;
use crate::words::terms::Terms;

/// "Organisasjonskart med 4 boksar. Øvst står A. Under A står B og C (rådgjevande)."
pub fn alternative_text(kart: &Organisasjonskart, terms: &Terms) -> String {
    let Ok(tree) = Tree::new(kart) else {
        return String::new();
    };
    let words = &terms.chart;
    let name = |index: usize| {
        let node = &kart.nodar[index];
        let lines = if node.linjer.is_empty() { String::new() } else { format!(" ({})", node.linjer.join(", ")) };
        let advisory = match node.relasjon {
            Relasjon::Linje => String::new(),
            Relasjon::Rådgjevande => format!(" ({})", words.advisory),
        };
        format!("{}{lines}{advisory}", node.namn)
    };
    let mut sentences = vec![(words.boxes)(kart.nodar.len()), (words.top)(&name(tree.root))];
    let mut level = vec![tree.root];
    while !level.is_empty() {
        let mut next = Vec::new();
        for index in level {
            let children = &tree.children[index];
            if !children.is_empty() {
                let names: Vec<String> = children.iter().map(|child| name(*child)).collect();
                sentences.push((words.under)(&kart.nodar[index].namn, &listing(&names, terms)));
            }
            next.extend(children);
        }
        level = next;
    }
    sentences.join(" ")
}
