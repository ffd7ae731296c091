//! The financing of a plan with other posts, and what is another in it.

use std::collections::{BTreeMap, BTreeSet};

use super::key;
use crate::document::Lang;
use crate::plan::{Eining, Finansiering, Plan, Post};
use crate::process::changes::changes;

/// A plan with other posts: those that stay keep their place, those that are new come last.
pub fn with_posts(plan: &Plan, posts: &[Post]) -> Plan {
    let old = plan.hovud.finansiering.clone().unwrap_or(Finansiering { eining: Eining::Kroner, postar: Vec::new() });
    let wanted: BTreeMap<String, &Post> = posts.iter().map(|post| (key(post), post)).collect();
    let known: BTreeSet<String> = old.postar.iter().map(key).collect();
    let stay = old.postar.iter().filter_map(|own| wanted.get(&key(own)).copied());
    let added = posts.iter().filter(|post| !known.contains(&key(post)));
    let postar: Vec<Post> = stay.chain(added).cloned().collect();
    let is_there = !postar.is_empty() || plan.hovud.finansiering.is_some();
    let mut meant = plan.clone();
    meant.hovud.finansiering = is_there.then_some(Finansiering { eining: old.eining, postar });
    meant
}

/// Describes what is another in the financing of a plan, a line each; nothing if nothing is.
pub fn describe_changes(old: &Plan, new: &Plan) -> String {
    let lang = Lang::Nn;
    // A plan without financing has none of its posts.
    let mut before = old.clone();
    if let (None, Some(own)) = (&before.hovud.finansiering, &new.hovud.finansiering) {
        before.hovud.finansiering = Some(Finansiering { eining: own.eining, postar: Vec::new() });
    }
    changes(&before, new).into_iter().map(|own| format!("{}\n", own.sentence(lang)).replace('\u{a0}', " ")).collect()
}
