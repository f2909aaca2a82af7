//! How well a clustering agrees with the labelled one.

use std::collections::BTreeMap;

use crate::tally::Score;

/// An item's label in the gold and its cluster in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assignment {
    /// Its label.
    pub gold: usize,
    /// Its cluster.
    pub answer: usize,
}

/// How many items have each label, each cluster, and each label within each cluster.
struct Counts {
    gold: BTreeMap<usize, usize>,
    answer: BTreeMap<usize, usize>,
    both: BTreeMap<Assignment, usize>,
}

impl Counts {
    fn new(items: &[Assignment]) -> Self {
        let mut counts = Counts { gold: BTreeMap::new(), answer: BTreeMap::new(), both: BTreeMap::new() };
        for item in items {
            *counts.gold.entry(item.gold).or_default() += 1;
            *counts.answer.entry(item.answer).or_default() += 1;
            *counts.both.entry(*item).or_default() += 1;
        }
        counts
    }
}

/// B-cubed: for each item, how much of its cluster has its label, and how much of its label is in its cluster; the means of
/// both over the items (Bagga and Baldwin 1998, «Entity-based cross-document coreferencing using the vector space model»;
/// Amigó et al. 2009, «A comparison of extrinsic clustering evaluation metrics based on formal constraints»).
pub fn b_cubed(items: &[Assignment]) -> Score {
    if items.is_empty() {
        return Score::new(1.0, 1.0);
    }
    let counts = Counts::new(items);
    let mut precision = 0.0;
    let mut recall = 0.0;
    for (pair, together) in &counts.both {
        // Each of the `together` items has `together` items beside it that are right, itself among them.
        let squared = (together * together) as f64;
        precision += squared / counts.answer[&pair.answer] as f64;
        recall += squared / counts.gold[&pair.gold] as f64;
    }
    Score::new(precision / items.len() as f64, recall / items.len() as f64)
}

/// The Rand index corrected for chance: 1 where both clusterings are the same, 0 where they agree as much as chance would have
/// it (Hubert and Arabie 1985, «Comparing partitions»).
pub fn adjusted_rand(items: &[Assignment]) -> f64 {
    let counts = Counts::new(items);
    let pairs = |n: usize| (n * n.saturating_sub(1)) as f64 / 2.0;
    let together: f64 = counts.both.values().map(|n| pairs(*n)).sum();
    let gold: f64 = counts.gold.values().map(|n| pairs(*n)).sum();
    let answer: f64 = counts.answer.values().map(|n| pairs(*n)).sum();
    let all = pairs(items.len());
    let expected = if all > 0.0 { gold * answer / all } else { 0.0 };
    let most = (gold + answer) / 2.0;
    // Both have every item alone, or all items together: they are the same.
    if most == expected { 1.0 } else { (together - expected) / (most - expected) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(pairs: &[(usize, usize)]) -> Vec<Assignment> {
        pairs.iter().map(|(gold, answer)| Assignment { gold: *gold, answer: *answer }).collect()
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    /// Twelve items of the labels 1 (five), 2 (two) and 3 (five). The answers are those of the worked example of Bagga and
    /// Baldwin 1998: one puts labels 1 alone and 2 with 3 together; the other puts 1 with 3 together and 2 alone.
    #[test]
    fn b_cubed_punishes_the_worse_of_two_mergers_more() {
        let merged_small = items(&[(1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (2, 2), (2, 2), (3, 2), (3, 2), (3, 2), (3, 2), (3, 2)]);
        let merged_large = items(&[(1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (2, 2), (2, 2), (3, 1), (3, 1), (3, 1), (3, 1), (3, 1)]);
        // (5·1 + 2·2/7 + 5·5/7) / 12 = 64/84, printed as 76%
        close(b_cubed(&merged_small).precision, 64.0 / 84.0);
        close(b_cubed(&merged_small).recall, 1.0);
        // (10·1/2 + 2·1) / 12 = 7/12, printed as 58%
        close(b_cubed(&merged_large).precision, 7.0 / 12.0);
        close(b_cubed(&merged_large).recall, 1.0);
    }

    #[test]
    fn b_cubed_counts_what_is_torn_apart_as_recall() {
        // A label of three pages in two clusters, one label alone.
        let torn = items(&[(1, 1), (1, 1), (1, 2), (2, 3)]);
        let score = b_cubed(&torn);
        close(score.precision, 1.0);
        // (2/3 + 2/3 + 1/3 + 1) / 4 = 2/3
        close(score.recall, 2.0 / 3.0);
        close(score.f1, 0.8);
    }

    /// Six items, labels {a, b, c} {d, e, f}, clusters {a, b} {c, d, e} {f}: together 1 + 1 = 2 pairs, gold 6, answer 1 + 3 = 4,
    /// of 15; expected 6·4/15 = 1.6; (2 − 1.6) / (5 − 1.6) = 2/17.
    #[test]
    fn adjusted_rand_is_what_is_beyond_chance() {
        let some = items(&[(1, 1), (1, 1), (1, 2), (2, 2), (2, 2), (2, 3)]);
        close(adjusted_rand(&some), 2.0 / 17.0);
        // The same clusters under other names.
        close(adjusted_rand(&items(&[(1, 7), (1, 7), (2, 4), (2, 4)])), 1.0);
        // Two by two crosswise: together 0, gold 2, answer 2 of 6; expected 2/3; (0 − 2/3) / (2 − 2/3) = −1/2.
        close(adjusted_rand(&items(&[(1, 1), (1, 2), (2, 1), (2, 2)])), -0.5);
    }

    #[test]
    fn nothing_to_tell_apart_is_no_fault() {
        close(adjusted_rand(&items(&[(1, 1), (2, 2), (3, 3)])), 1.0);
        close(adjusted_rand(&items(&[(1, 1), (1, 1)])), 1.0);
        close(adjusted_rand(&[]), 1.0);
        close(b_cubed(&[]).f1, 1.0);
    }
}
