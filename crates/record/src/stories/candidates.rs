//! Which pages are compared at all: an inverted index over each page's heaviest features and over the bands of its
//! signature. However many pages there are, one is compared with a bounded number of others.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::features::{Features, Vector};
use super::page_order::PageOrder;
use super::shelf::{Shelf, Side};
use super::weights::Reach;

/// What a page is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// A feature, apart from those of other vectors.
    pub feature: u64,
    /// What it adds to the page's likeness to others that have it.
    pub weight: u32,
}

/// What a page is compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The pages, ascending.
    pub pages: Vec<u32>,
    /// What a page must share to be among them where there is no room for more.
    pub least: Option<u32>,
}

/// What a page that comes in does to one behind it.
#[derive(Clone, Debug, Default)]
struct Coming {
    /// What the two share.
    shared: u32,
    /// The pages that it crowds out of the other's sight by some feature.
    out: Vec<u32>,
}

impl Coming {
    /// Whether a page has to look anew.
    fn changes(&self, compared: &Compared) -> bool {
        compared.least.is_none_or(|least| self.shared >= least) || self.out.iter().any(|page| compared.pages.binary_search(page).is_ok())
    }
}

/// The pages that have to look anew where one that is found by some terms comes in at a place, as long as its own postings are not in;
/// those that will look in any case are not asked.
pub fn stale<S: Shelf>(
    shelf: &S,
    place: PageOrder,
    terms: &[Term],
    reach: Reach,
    looks_anyway: impl Fn(u32) -> bool,
) -> Result<Vec<u32>, S::Fault> {
    let mut coming: FxHashMap<u32, Coming> = FxHashMap::default();
    for term in terms {
        let behind = shelf.nearest(term.feature, place, Side::Behind, reach.neighbours)?;
        if behind.iter().all(|posting| looks_anyway(posting.page)) {
            continue;
        }
        let before = shelf.nearest(term.feature, place, Side::Before, reach.neighbours)?;
        for (offset, posting) in behind.iter().enumerate().filter(|(_, posting)| !looks_anyway(posting.page)) {
            let coming = coming.entry(posting.page).or_default();
            coming.shared += posting.weight;
            coming.out.extend((before.len() + offset).checked_sub(reach.neighbours).and_then(|out| before.get(out)).map(|out| out.page));
        }
    }
    let mut all = Vec::new();
    for (page, coming) in coming {
        let compared = shelf.compared(page)?;
        all.extend(coming.changes(&compared).then_some(page));
    }
    Ok(all)
}

/// The pages that may see one that is found by some terms at a place.
pub fn seers<S: Shelf>(shelf: &S, place: PageOrder, terms: &[Term], reach: Reach) -> Result<Vec<u32>, S::Fault> {
    let mut all = Vec::new();
    for term in terms {
        all.extend(shelf.nearest(term.feature, place, Side::Behind, reach.neighbours)?.iter().map(|posting| posting.page));
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The pages before this one that it is worth comparing with: those that share most, nearest first among equals.
pub fn before<S: Shelf>(shelf: &S, page: u32, reach: Reach) -> Result<Compared, S::Fault> {
    let place = shelf.place(page)?;
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    for term in shelf.terms(page)?.iter() {
        for posting in shelf.nearest(term.feature, place, Side::Before, reach.neighbours)?.iter() {
            *shared.entry(posting.page).or_default() += term.weight;
        }
    }
    let mut all: Vec<(u32, u32)> = shared.into_iter().collect();
    let mut least = None;
    if all.len() >= reach.comparisons && reach.comparisons > 0 {
        // Most of them share too little for their places to matter.
        let (_, last, _) = all.select_nth_unstable_by_key(reach.comparisons - 1, |(_, shared)| Reverse(*shared));
        let last = last.1;
        least = Some(last);
        all.retain(|(_, shared)| *shared >= last);
        let placed = |(page, shared): (u32, u32)| -> Result<_, S::Fault> { Ok((Reverse((shared, shelf.place(page)?)), page)) };
        let mut places = all.into_iter().map(placed).collect::<Result<Vec<_>, _>>()?;
        places.sort_unstable();
        places.truncate(reach.comparisons);
        all = places.into_iter().map(|(Reverse((shared, _)), page)| (page, shared)).collect();
    }
    let mut pages: Vec<u32> = all.into_iter().map(|(other, _)| other).collect();
    pages.sort_unstable();
    Ok(Compared { pages, least })
}

/// What a weight of 1 counts.
const UNIT: f32 = 65_536.0;

/// What a page is found by: its heaviest features and its bands, in a fixed order.
pub fn terms(page: &Features, reach: Reach) -> Vec<Term> {
    let vectors = [(1, &page.words), (2, &page.lead), (3, &page.title), (4, &page.entities)];
    let mut all = Vec::with_capacity(vectors.len() * reach.features + page.bands.len());
    for (kind, vector) in vectors {
        heaviest(kind, vector, reach.features, &mut all);
    }
    // A band stands for a run of the same text; that outweighs any word.
    all.extend(page.bands.iter().map(|band| Term { feature: 5 << 61 | band >> 3, weight: UNIT as u32 }));
    all
}

fn heaviest(kind: u64, vector: &Vector, most: usize, into: &mut Vec<Term>) {
    // A feature of one vector is none of another.
    let mut all: Vec<(u64, f32)> = vector.iter().map(|(k, w)| (kind << 32 | u64::from(k), w * w)).collect();
    let by_weight = |a: &(u64, f32), b: &(u64, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if all.len() > most && most > 0 {
        all.select_nth_unstable_by(most - 1, by_weight);
    }
    all.truncate(most);
    // In whole numbers, so that sums do not depend on the order of their terms.
    into.extend(all.into_iter().map(|(feature, weight)| Term { feature, weight: (weight * UNIT) as u32 }));
}
