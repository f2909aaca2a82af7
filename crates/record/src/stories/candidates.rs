//! Which pages are compared at all: an inverted index over each page's heaviest features and over the bands of its
//! signature. However many pages there are, one is compared with a bounded number of others.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::features::{Features, Vector};
use super::weights::Reach;

/// For every feature the pages that have it, in their order.
#[derive(Debug, Default)]
pub struct Postings(FxHashMap<u64, Vec<u32>>);

/// A feature of one vector is none of another.
fn apart(kind: u64, feature: u32) -> u64 {
    kind << 32 | u64::from(feature)
}

impl Postings {
    /// Takes in a page, the last of `pages` or any other that is not in yet. Gives to `later` the pages that may have to look anew:
    /// those that look back on it.
    pub fn add(&mut self, page: usize, pages: &[Features], reach: Reach, later: &mut Vec<u32>) {
        let place = pages[page].place;
        for (feature, _) in heaviest(&pages[page], reach.features) {
            let all = self.0.entry(feature).or_default();
            let at = all.partition_point(|other| pages[*other as usize].place < place);
            later.extend(all[at..].iter().take(reach.neighbours));
            all.insert(at, page as u32);
        }
    }

    /// The pages before this one that it is worth comparing with: those that share most, nearest first among equals.
    pub fn before(&self, page: usize, pages: &[Features], reach: Reach) -> Vec<usize> {
        let place = pages[page].place;
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for (feature, weight) in heaviest(&pages[page], reach.features) {
            let others = self.0.get(&feature).map_or(&[][..], Vec::as_slice);
            let here = others.partition_point(|other| pages[*other as usize].place < place);
            for other in &others[here.saturating_sub(reach.neighbours)..here] {
                *shared.entry(*other).or_default() += weight;
            }
        }
        let mut all: Vec<(u32, f32)> = shared.into_iter().collect();
        let by_worth = |a: &(u32, f32), b: &(u32, f32)| {
            b.1.total_cmp(&a.1).then_with(|| Reverse(pages[a.0 as usize].place).cmp(&Reverse(pages[b.0 as usize].place)))
        };
        if all.len() > reach.comparisons && reach.comparisons > 0 {
            all.select_nth_unstable_by(reach.comparisons - 1, by_worth);
        }
        all.truncate(reach.comparisons);
        all.sort_unstable_by(by_worth);
        all.into_iter().map(|(other, _)| other as usize).collect()
    }
}

/// The features that a page is found by, in a fixed order, with what each adds to the likeness of those who share it.
fn heaviest(page: &Features, most: usize) -> Vec<(u64, f32)> {
    let vectors = [(1, &page.words), (2, &page.lead), (3, &page.title), (4, &page.entities)];
    let mut all = Vec::with_capacity(vectors.len() * most + page.bands.len());
    for (kind, vector) in vectors {
        top(kind, vector, most, &mut all);
    }
    // A band stands for a run of the same text; that outweighs any word.
    all.extend(page.bands.iter().map(|band| (5 << 61 | band >> 3, 1.0)));
    all
}

fn top(kind: u64, vector: &Vector, most: usize, into: &mut Vec<(u64, f32)>) {
    let mut all: Vec<(u64, f32)> = vector.iter().map(|(k, w)| (apart(kind, k), w * w)).collect();
    let by_weight = |a: &(u64, f32), b: &(u64, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if all.len() > most && most > 0 {
        all.select_nth_unstable_by(most - 1, by_weight);
    }
    all.truncate(most);
    all.sort_unstable_by(by_weight);
    into.extend(all);
}
