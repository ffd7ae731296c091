//! Which things of two lists are the same: lists of names in, pairs of places out.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::order::longest_increasing_subsequence;
use crate::compare::words::ALIKE;

/// Two things of the same name, or one that only one plan has, in the order of the new.
pub(super) enum Pair {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

impl Pair {
    /// The places in the old list and in the new.
    pub(super) fn places(&self) -> (Option<usize>, Option<usize>) {
        match *self {
            Self::Both(i, j) => (Some(i), Some(j)),
            Self::Old(i) => (Some(i), None),
            Self::New(j) => (None, Some(j)),
        }
    }
}

/// A name with how many of its list have the same before it: things may be called alike.
pub(super) type Counted<'n> = (&'n str, usize);

pub(super) fn counted(names: &[String]) -> Vec<Counted<'_>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut made = Vec::with_capacity(names.len());
    for name in names.iter().map(String::as_str) {
        let nth = seen.entry(name).or_default();
        made.push((name, *nth));
        *nth += 1;
    }
    made
}

/// The names of one list that another has not.
pub(super) fn without<'n>(own: &[Counted<'n>], other: &[Counted<'n>]) -> Vec<String> {
    let other: BTreeSet<Counted> = other.iter().copied().collect();
    own.iter().filter(|name| !other.contains(*name)).map(|(name, _)| (*name).to_string()).collect()
}

/// The names of one list that another has too.
pub(super) fn shared<'n>(own: &[Counted<'n>], other: &[Counted<'n>]) -> Vec<Counted<'n>> {
    let other: BTreeSet<Counted> = other.iter().copied().collect();
    own.iter().copied().filter(|name| other.contains(name)).collect()
}

/// The things of two lists by their names; of several that are called the same, the first is the first.
pub(super) fn paired(old: &[String], new: &[String]) -> Vec<Pair> {
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

/// The places in the new list of the things that stand in another order than in the old, but for as many as do not.
pub(super) fn moved(old: &[String], new: &[String]) -> BTreeSet<usize> {
    let both = |pair: Pair| match pair {
        Pair::Both(i, j) => Some((i, j)),
        Pair::Old(_) | Pair::New(_) => None,
    };
    let pairs: Vec<(usize, usize)> = paired(old, new).into_iter().filter_map(both).collect();
    let kept: BTreeSet<(usize, usize)> = longest_increasing_subsequence(&pairs).into_iter().collect();
    pairs.into_iter().filter(|pair| !kept.contains(pair)).map(|(_, j)| j).collect()
}

/// The names of the things of two lists that are the same by their title, or else by their number.
pub(super) fn by_title<T>(old: &[T], new: &[T], of: impl Fn(&T) -> (&str, Option<u16>)) -> (Vec<String>, Vec<String>) {
    let names = |own: &[T], others: &[T]| -> Vec<String> {
        let titles: BTreeSet<&str> = others.iter().map(|other| of(other).0).collect();
        let name = |(title, number): (&str, Option<u16>)| match number {
            Some(number) if !titles.contains(title) => format!("#{number}"),
            _ => title.to_string(),
        };
        own.iter().map(|own| name(of(own))).collect()
    };
    (names(old, new), names(new, old))
}

/// Pairs in which what is gone and what is new are one thing where they are alike.
pub(super) fn with_renamed(pairs: Vec<Pair>, like: impl Fn(usize, usize) -> f64) -> Vec<Pair> {
    let mut gone: Vec<usize> =
        pairs.iter().filter_map(|pair| if let Pair::Old(i) = pair { Some(*i) } else { None }).collect();
    let mut taken = Vec::new();
    let mut made = Vec::new();
    for pair in pairs {
        made.push(match pair {
            Pair::New(j) => match gone.iter().position(|i| like(*i, j) >= ALIKE) {
                Some(at) => {
                    let i = gone.remove(at);
                    taken.push(i);
                    Pair::Both(i, j)
                }
                None => Pair::New(j),
            },
            other => other,
        });
    }
    made.retain(|pair| !matches!(pair, Pair::Old(i) if taken.contains(i)));
    made
}
