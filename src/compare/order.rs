//! Order: two lists in, one out in which what both have stands once, what only the old has stands where it was, and what only
//! the new has stands where it is.

use std::collections::BTreeSet;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::words::MIN_SIMILARITY;

/// A step through both lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeStep {
    /// An item of both, by its places.
    Both(usize, usize),
    /// An item of the old alone; whether the new has it elsewhere.
    Old(usize, bool),
    /// An item of the new alone; whether the old has it elsewhere.
    New(usize, bool),
}

/// Merges two lists, given pairs of items that are the same thing. Items of pairs that are out of order are listed in
/// both places.
pub fn merge_steps(old: usize, new: usize, mut pairs: Vec<(usize, usize)>) -> Vec<MergeStep> {
    pairs.sort_by_key(|(_, new)| *new);
    let kept = longest_increasing_subsequence(&pairs);
    let (olds, news): (BTreeSet<usize>, BTreeSet<usize>) = pairs.iter().copied().unzip();
    let moved_old = |at| olds.contains(&at);
    let moved_new = |at| news.contains(&at);
    let mut steps = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(old_at, new_at) in kept.iter().chain([&(old, new)]) {
        steps.extend((i..old_at).map(|at| MergeStep::Old(at, moved_old(at))));
        steps.extend((j..new_at).map(|at| MergeStep::New(at, moved_new(at))));
        if old_at < old {
            steps.push(MergeStep::Both(old_at, new_at));
        }
        (i, j) = (old_at + 1, new_at + 1);
    }
    steps
}

/// The longest subsequence of pairs, sorted by the new index, whose old indices rise too.
pub fn longest_increasing_subsequence(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the place of the pair with the lowest end; and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].0 < pair.0);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut kept = Vec::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept.push(pairs[index]);
        at = before[index];
    }
    kept.reverse();
    kept
}

/// The most pairs whose similarity is computed.
const MAX_COMPARED_PAIRS: usize = 250_000;

/// Pairs items of two lists in their order, so that the sum of similarity is greatest; no pair is less alike than
/// `least`.
pub fn best_pairs(old: usize, new: usize, least: f64, like: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    if old == 0 || new == 0 || old.saturating_mul(new) > MAX_COMPARED_PAIRS {
        return Vec::new();
    }
    let similarity: Vec<Vec<f64>> = (0..old).map(|i| (0..new).map(|j| like(i, j)).collect()).collect();
    let mut best = vec![vec![0.0_f64; new + 1]; old + 1];
    for i in (0..old).rev() {
        for j in (0..new).rev() {
            let both = if similarity[i][j] >= least { similarity[i][j] + best[i + 1][j + 1] } else { 0.0 };
            best[i][j] = both.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old && j < new {
        let own = similarity[i][j];
        if own >= least && best[i][j] <= own + best[i + 1][j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Pairs items that are equal, and between them those that are alike.
pub fn pair_by_likeness(old: &[String], new: &[String], like: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        let (tag, i, j) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            pairs.extend(i.zip(j));
        }
    }
    // Between those that are the same.
    let mut all = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(old_at, new_at) in pairs.iter().chain([&(old.len(), new.len())]) {
        let between = best_pairs(old_at - i, new_at - j, MIN_SIMILARITY, |a, b| like(i + a, j + b));
        all.extend(between.into_iter().map(|(a, b)| (i + a, j + b)));
        if old_at < old.len() {
            all.push((old_at, new_at));
        }
        (i, j) = (old_at + 1, new_at + 1);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_moved_is_in_both_lists_but_not_in_one_place() {
        let steps = merge_steps(3, 3, vec![(0, 2), (1, 0), (2, 1)]);
        assert_eq!(
            steps,
            [MergeStep::Old(0, true), MergeStep::Both(1, 0), MergeStep::Both(2, 1), MergeStep::New(2, true)]
        );
        assert_eq!(merge_steps(1, 1, vec![]), [MergeStep::Old(0, false), MergeStep::New(0, false)]);
        assert_eq!(merge_steps(0, 0, vec![]), []);
    }

    #[test]
    fn items_are_paired_in_order_and_only_if_they_are_alike() {
        let like = |i: usize, j: usize| if i + 1 == j { 0.9 } else { 0.1 };
        assert_eq!(best_pairs(2, 3, 0.5, like), [(0, 1), (1, 2)]);
        assert_eq!(best_pairs(2, 2, 0.5, |_, _| 0.4), []);
    }
}
