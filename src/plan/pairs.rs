//! Which things of two lists are one: lists of names in, pairs of places out. What the items of a list are known by is said in the
//! table of fields.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::fields::ValueKind;

/// What the items of a list are known by.
pub fn names(items: ValueKind, all: &[Json]) -> Vec<String> {
    let key = items.group().map_or(&[][..], |group| group.key);
    let name = |own: &Json| match key {
        [] => own.to_string(),
        fields => fields.iter().map(|field| own[*field].to_string()).collect::<Vec<_>>().join(" "),
    };
    all.iter().map(name).collect()
}

/// Two things of the same name, or one that only one plan has, in the order of the new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// The places in the old list and in the new.
    Both(usize, usize),
    /// The place in the old list.
    Old(usize),
    /// The place in the new list.
    New(usize),
}

impl Pair {
    /// The places in the old list and in the new.
    pub fn places(&self) -> (Option<usize>, Option<usize>) {
        match *self {
            Self::Both(i, j) => (Some(i), Some(j)),
            Self::Old(i) => (Some(i), None),
            Self::New(j) => (None, Some(j)),
        }
    }

    /// Its places, if both lists have it.
    pub fn both(&self) -> Option<(usize, usize)> {
        let (old, new) = self.places();
        old.zip(new)
    }
}

/// A name with how many of its list have the same before it: things may be called alike.
pub type Counted<'n> = (&'n str, usize);

/// Names, each with its number among those that are the same.
pub fn counted(names: &[String]) -> Vec<Counted<'_>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut made = Vec::with_capacity(names.len());
    for name in names.iter().map(String::as_str) {
        let nth = seen.entry(name).or_default();
        made.push((name, *nth));
        *nth += 1;
    }
    made
}

/// The things of two lists by their names; of several that are called the same, the first is the first.
pub fn paired(old: &[String], new: &[String]) -> Vec<Pair> {
    let (old, new) = (counted(old), counted(new));
    let places: BTreeMap<Counted, usize> = old.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let there: BTreeSet<Counted> = new.iter().copied().collect();
    let mut gone = (0..old.len()).filter(|at| !there.contains(&old[*at])).peekable();
    let mut pairs: Vec<Pair> = Vec::new();
    for (j, name) in new.iter().enumerate() {
        let Some(i) = places.get(name).copied() else {
            pairs.push(Pair::New(j));
            continue;
        };
        while let Some(before) = gone.next_if(|at| *at < i) {
            pairs.push(Pair::Old(before));
        }
        pairs.push(Pair::Both(i, j));
    }
    pairs.extend(gone.map(Pair::Old));
    pairs
}
