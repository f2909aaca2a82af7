//! Which pages are compared at all: an inverted index over each page's heaviest features and over the bands of its
//! signature. However many pages there are, one is compared with a bounded number of others.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::features::{Features, Vector};
use super::weights::Reach;

/// A page that has a feature, and what that adds to its likeness to others that have it.
type Posting = (u32, u32);

/// For every feature the pages that have it, in their order.
#[derive(Debug, Default)]
pub struct Postings(FxHashMap<u64, Vec<Posting>>);

/// What a page is compared with.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// The pages, ascending.
    pub pages: Vec<u32>,
    /// What a page must share to be among them where there is no room for more.
    pub least: Option<u32>,
}

/// What a page that comes in does to one behind it.
#[derive(Clone, Debug, Default)]
pub struct Coming {
    /// What the two share.
    shared: u32,
    /// The pages that it crowds out of the other's sight by some feature.
    out: Vec<u32>,
}

impl Coming {
    /// Whether a page has to look anew.
    pub fn changes(&self, compared: &Compared) -> bool {
        compared.least.is_none_or(|least| self.shared >= least) || self.out.iter().any(|page| compared.pages.binary_search(page).is_ok())
    }
}

/// A feature of one vector is none of another.
fn apart(kind: u64, feature: u32) -> u64 {
    kind << 32 | u64::from(feature)
}

impl Postings {
    /// Takes in a page, the last of `pages` or any other that is not in yet; gives what that does to pages behind it.
    pub fn add(&mut self, page: usize, pages: &[Features], reach: Reach) -> FxHashMap<u32, Coming> {
        let order = pages[page].order;
        let mut coming: FxHashMap<u32, Coming> = FxHashMap::default();
        for (feature, weight) in heaviest(&pages[page], reach.features) {
            let all = self.0.entry(feature).or_default();
            let at = all.partition_point(|(other, _)| pages[*other as usize].order < order);
            for (offset, (other, weight)) in all[at..].iter().take(reach.neighbours).enumerate() {
                let coming = coming.entry(*other).or_default();
                coming.shared += weight;
                coming.out.extend((at + offset).checked_sub(reach.neighbours).map(|out| all[out].0));
            }
            all.insert(at, (page as u32, weight));
        }
        coming
    }

    /// The pages before this one that it is worth comparing with: those that share most, nearest first among equals.
    pub fn before(&self, page: usize, pages: &[Features], reach: Reach) -> Compared {
        let order = pages[page].order;
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        for (feature, weight) in heaviest(&pages[page], reach.features) {
            let others = self.0.get(&feature).map_or(&[][..], Vec::as_slice);
            let here = others.partition_point(|(other, _)| pages[*other as usize].order < order);
            for (other, _) in &others[here.saturating_sub(reach.neighbours)..here] {
                *shared.entry(*other).or_default() += weight;
            }
        }
        let mut all: Vec<(u32, u32)> = shared.into_iter().collect();
        let mut least = None;
        if all.len() >= reach.comparisons && reach.comparisons > 0 {
            let worth = |(page, shared): &(u32, u32)| Reverse((*shared, pages[*page as usize].order));
            let (_, last, _) = all.select_nth_unstable_by_key(reach.comparisons - 1, worth);
            least = Some(last.1);
        }
        all.truncate(reach.comparisons);
        let mut pages: Vec<u32> = all.into_iter().map(|(other, _)| other).collect();
        pages.sort_unstable();
        Compared { pages, least }
    }
}

/// What a weight of 1 counts.
const UNIT: f32 = 65_536.0;

/// The features that a page is found by, in a fixed order, with what each adds to the likeness of those who share it.
fn heaviest(page: &Features, most: usize) -> Vec<(u64, u32)> {
    let vectors = [(1, &page.words), (2, &page.lead), (3, &page.title), (4, &page.entities)];
    let mut all = Vec::with_capacity(vectors.len() * most + page.bands.len());
    for (kind, vector) in vectors {
        top(kind, vector, most, &mut all);
    }
    // A band stands for a run of the same text; that outweighs any word.
    all.extend(page.bands.iter().map(|band| (5 << 61 | band >> 3, UNIT as u32)));
    all
}

fn top(kind: u64, vector: &Vector, most: usize, into: &mut Vec<(u64, u32)>) {
    let mut all: Vec<(u64, f32)> = vector.iter().map(|(k, w)| (apart(kind, k), w * w)).collect();
    let by_weight = |a: &(u64, f32), b: &(u64, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if all.len() > most && most > 0 {
        all.select_nth_unstable_by(most - 1, by_weight);
    }
    all.truncate(most);
    all.sort_unstable_by(by_weight);
    // In whole numbers, so that sums do not depend on the order of their terms.
    into.extend(all.into_iter().map(|(feature, weight)| (feature, (weight * UNIT) as u32)));
}
