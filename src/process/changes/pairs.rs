//! What pairs of things say: which are gone, which stand elsewhere, which are called something else.

use std::collections::BTreeSet;

use crate::compare::order::longest_increasing_subsequence;
use crate::compare::words::MIN_SIMILARITY;
use crate::plan::pairs::{Counted, Pair, paired};

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

/// The places in the new list of the things that stand in another order than in the old, but for as many as do not.
pub(super) fn moved(old: &[String], new: &[String]) -> BTreeSet<usize> {
    let pairs: Vec<(usize, usize)> = paired(old, new).iter().filter_map(Pair::both).collect();
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
            Pair::New(j) => match gone.iter().position(|i| like(*i, j) >= MIN_SIMILARITY) {
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
