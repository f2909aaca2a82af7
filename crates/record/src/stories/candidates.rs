//! Which pages are compared at all: an inverted index over each page's heaviest features and over the bands of its
//! signature. However many pages there are, one is compared with a bounded number of others.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::features::Features;
use super::weights::Reach;

/// The index over pages in their canonical order.
pub struct Index {
    /// For every page its features with what each adds to the likeness of those who share it.
    features: Vec<Vec<(u64, f32)>>,
    /// For every feature the pages that have it, ascending.
    pages: FxHashMap<u64, Vec<u32>>,
    reach: Reach,
}

/// A feature of one vector is none of another.
fn apart(kind: u64, feature: u32) -> u64 {
    kind << 32 | u64::from(feature)
}

impl Index {
    /// Indexes pages in the order given.
    pub fn of(pages: &[Features], reach: Reach) -> Self {
        let features: Vec<Vec<(u64, f32)>> = pages.par_iter().map(|page| heaviest(page, reach.features)).collect();
        let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (page, features) in features.iter().enumerate() {
            for (feature, _) in features {
                index.entry(*feature).or_default().push(page as u32);
            }
        }
        Index { features, pages: index, reach }
    }

    /// The pages before this one that it is worth comparing with: those that share most, nearest first among equals.
    pub fn before(&self, page: usize) -> Vec<usize> {
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for (feature, weight) in &self.features[page] {
            let others = self.pages.get(feature).map_or(&[][..], Vec::as_slice);
            let here = others.partition_point(|other| (*other as usize) < page);
            for other in &others[here.saturating_sub(self.reach.neighbours)..here] {
                *shared.entry(*other).or_default() += weight;
            }
        }
        let mut all: Vec<(u32, f32)> = shared.into_iter().collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        all.truncate(self.reach.comparisons);
        all.into_iter().map(|(other, _)| other as usize).collect()
    }
}

/// The features that a page is found by, in a fixed order.
fn heaviest(page: &Features, most: usize) -> Vec<(u64, f32)> {
    let vectors = [(1, &page.words), (2, &page.lead), (3, &page.title), (4, &page.entities)];
    let mut all: Vec<(u64, f32)> = vectors.iter().flat_map(|(kind, v)| top(*kind, v, most)).collect();
    // A band stands for a run of the same text; that outweighs any word.
    all.extend(page.signature.bands().map(|band| (5 << 61 | band >> 3, 1.0)));
    all
}

fn top(kind: u64, vector: &super::features::Vector, most: usize) -> Vec<(u64, f32)> {
    let mut all: Vec<(u64, f32)> = vector.iter().map(|(k, w)| (apart(kind, k), w * w)).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all.truncate(most);
    all
}
