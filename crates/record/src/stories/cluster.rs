//! From pairs of pages to stories: agglomerative clustering by the cosine of the groups' sums.
//!
//! The likeness of two groups is the sum over their pairs, divided by the root of each group's sum over its own pairs:
//! the cosine between the sums of their pages, were likeness a scalar product. Unlike single link it does not run along
//! a chain of pages each a little like the next; unlike plain average link it does not break up a story that is told
//! from many sides. What is joined first depends on likeness alone, and among equals on the pages themselves, never on
//! the order in which they came.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::likeness::WHOLE;

/// Two groups that may be joined.
struct Joint {
    likeness: f64,
    /// The lower group first.
    groups: (usize, usize),
    /// Which state of the groups this was computed from.
    states: (u32, u32),
}

impl Ord for Joint {
    fn cmp(&self, other: &Self) -> Ordering {
        self.likeness.total_cmp(&other.likeness).then_with(|| other.groups.cmp(&self.groups))
    }
}

impl PartialOrd for Joint {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Joint {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Joint {}

/// A group of pages.
struct Group {
    pages: Vec<usize>,
    /// Sum of likeness over all pairs of its pages, a page with itself being wholly alike.
    within: i64,
    /// Sum of likeness with other groups.
    near: BTreeMap<usize, i64>,
    state: u32,
}

/// Groups `0..pages`, given the likeness of pairs; every group ascending, the groups by their first pages.
pub fn group(pages: usize, likeness: &[(usize, usize, i64)], least: f64) -> Vec<Vec<usize>> {
    let mut groups: Vec<Group> =
        (0..pages).map(|page| Group { pages: vec![page], within: WHOLE, near: BTreeMap::new(), state: 0 }).collect();
    for (a, b, alike) in likeness.iter().filter(|(a, b, _)| a != b) {
        *groups[*a].near.entry(*b).or_default() += alike;
        *groups[*b].near.entry(*a).or_default() += alike;
    }
    let mut heap: BinaryHeap<Joint> = BinaryHeap::new();
    let joint = |groups: &[Group], a: usize, b: usize| {
        let (low, high) = (a.min(b), a.max(b));
        let between = groups[low].near.get(&high).copied().unwrap_or_default() as f64;
        let likeness = between / (groups[low].within as f64 * groups[high].within as f64).sqrt();
        (likeness >= least).then_some(Joint { likeness, groups: (low, high), states: (groups[low].state, groups[high].state) })
    };
    for page in 0..pages {
        heap.extend(groups[page].near.keys().filter(|other| **other > page).filter_map(|other| joint(&groups, page, *other)));
    }
    while let Some(Joint { groups: (low, high), states, .. }) = heap.pop() {
        if (groups[low].state, groups[high].state) != states || groups[high].pages.is_empty() {
            continue;
        }
        let gone = std::mem::replace(&mut groups[high], Group { pages: Vec::new(), within: WHOLE, near: BTreeMap::new(), state: u32::MAX });
        groups[low].near.remove(&high);
        groups[low].within += gone.within + 2 * gone.near.get(&low).copied().unwrap_or_default();
        groups[low].pages.extend(gone.pages);
        groups[low].state += 1;
        for (other, alike) in gone.near.into_iter().filter(|(other, _)| *other != low) {
            groups[other].near.remove(&high);
            *groups[other].near.entry(low).or_default() += alike;
            *groups[low].near.entry(other).or_default() += alike;
        }
        let others: Vec<usize> = groups[low].near.keys().copied().collect();
        heap.extend(others.into_iter().filter_map(|other| joint(&groups, low, other)));
    }
    let mut all: Vec<Vec<usize>> = groups.into_iter().map(|g| g.pages).filter(|p| !p.is_empty()).collect();
    all.iter_mut().for_each(|pages| pages.sort_unstable());
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_pages_each_a_little_like_the_next_is_not_one_story() {
        let chain: Vec<(usize, usize, i64)> = (0..9).map(|at| (at, at + 1, 6_000)).collect();
        let groups = group(10, &chain, 0.5);
        assert!(groups.len() >= 4, "{groups:?}");
    }

    #[test]
    fn pages_that_are_all_alike_are_one_story_and_the_order_of_pairs_does_not_matter() {
        let mut pairs = vec![(0, 1, 9_000), (0, 2, 8_000), (1, 2, 8_000), (3, 4, 9_000), (2, 3, 2_000)];
        let want = vec![vec![0, 1, 2], vec![3, 4]];
        assert_eq!(group(5, &pairs, 0.5), want);
        pairs.reverse();
        assert_eq!(group(5, &pairs, 0.5), want);
    }
}
