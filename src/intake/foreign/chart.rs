//! The boxes of an organisation chart as a tree. Lines between boxes are not read: who stands under whom is guessed by what the
//! boxes are called.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::labels::folded;
use super::parties::free_id;

/// Names that stand above others, the highest first.
const RANKS: [&[&str]; 3] = [
    &["eigar", "eier", "oppdragsgjev", "oppdragsgiv", "partnarskap", "partnerskap", "avtalepart"],
    &["styringsgrupp", "prosjektstyr", "styret"],
    &["prosjektlei", "prosjektkoordinator", "koordinator", "sekretariat"],
];

/// The boxes, each with its lines, as the nodes of a tree.
pub fn chart(boxes: &[Vec<String>]) -> Json {
    let names: Vec<String> = boxes.iter().map(|lines| lines.join(" ")).collect();
    let rank = |name: &str| RANKS.iter().position(|all| all.iter().any(|own| folded(name).starts_with(own)));
    let mut order: Vec<usize> = Vec::new();
    for own in 0..RANKS.len() {
        order.extend((0..names.len()).find(|at| rank(&names[*at]) == Some(own)));
    }
    if order.is_empty() {
        order.push(0);
    }
    let above = order.clone();
    order.extend((0..names.len()).filter(|at| !above.contains(at)));
    let mut ids = BTreeSet::new();
    let all: Vec<String> = order.iter().map(|at| free_id(&names[*at], &mut ids, "boks")).collect();
    // "Arbeidsgrupper" has those that are called "Arbeidsgruppe …" under it, and what comes after it without such a name.
    let is_group = |name: &str| {
        !name.contains(' ') && ["grupper", "gruppene", "utval", "utvalg"].iter().any(|end| folded(name).ends_with(end))
    };
    let mut group: Option<usize> = None;
    let mut nodes = Vec::new();
    for (place, at) in order.iter().enumerate() {
        let name = &names[*at];
        let leader = above.len() - 1;
        let stem: String = folded(name).split(' ').next().unwrap_or_default().to_string();
        let parent = if place == 0 {
            None
        } else if place < above.len() {
            Some(place - 1)
        } else if is_group(name) {
            Some(leader)
        } else {
            let named = (above.len()..order.len()).find(|other| {
                is_group(&names[order[*other]]) && stem.len() > 5 && folded(&names[order[*other]]).starts_with(&stem)
            });
            named.or(group.filter(|_| !folded(name).starts_with("prosjektmed"))).or(Some(leader))
        };
        if place >= above.len() && is_group(name) {
            group = Some(place);
        }
        let advises =
            |name: &str| ["referanse", "rådgj", "rådgiv", "råd for"].iter().any(|own| folded(name).starts_with(own));
        let mut node = Map::new();
        node.insert("id".into(), json!(all[place]));
        node.insert("namn".into(), json!(boxes[*at].first()));
        if boxes[*at].len() > 1 {
            node.insert("linjer".into(), json!(boxes[*at][1..]));
        }
        if let Some(parent) = parent {
            node.insert("under".into(), json!(all[parent]));
            if advises(name) || advises(&names[order[parent]]) {
                node.insert("relasjon".into(), json!("Rådgjevande"));
            }
        }
        nodes.push(Json::Object(node));
    }
    Json::Array(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_stand_under_those_that_lead_them() {
        let names = [
            "Eigar",
            "Prosjektleiar",
            "Styringsgruppe",
            "Arbeidsgrupper",
            "Arbeidsgruppe skule",
            "Referansegrupper",
            "Bondelaget",
            "Prosjektmedarbeidar",
        ];
        let boxes: Vec<Vec<String>> = names.iter().map(|name| vec![name.to_string()]).collect();
        let told: Vec<String> = chart(&boxes)
            .as_array()
            .unwrap()
            .iter()
            .map(|node| {
                format!(
                    "{}<{}{}",
                    node["id"].as_str().unwrap(),
                    node["under"].as_str().unwrap_or("-"),
                    if node.get("relasjon").is_some() { "~" } else { "" }
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "eigar<-",
                "styringsgruppe<eigar",
                "prosjektleiar<styringsgruppe",
                "arbeidsgrupper<prosjektleiar",
                "arbeidsgruppe-skule<arbeidsgrupper",
                "referansegrupper<prosjektleiar~",
                "bondelaget<referansegrupper~",
                "prosjektmedarbeidar<prosjektleiar",
            ]
        );
    }
}
