//! Where pages are kept while they are sorted: in memory, or in a file. What is compared and how it is sorted is the same for both.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::candidates::{self, Compared, Term};
use super::page_order::PageOrder;
use super::weights::Weights;
use super::{cluster, family};

/// A page seen from another, and how alike they are.
pub type Edge = (u32, i64);

/// A page that has a feature, and what that adds to its likeness to others that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The page.
    pub page: u32,
    /// What sharing the feature counts for it.
    pub weight: u32,
}

/// Which way from a place in the pages' order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Pages with an earlier place.
    Before,
    /// Pages with a later one.
    Behind,
}

/// What a page sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// What it is compared with.
    pub compared: Compared,
    /// Those of them that it is like, ascending.
    pub edges: Vec<Edge>,
}

/// Pages, their postings, what each sees, and their families. A page is a number that stands for one content for good.
pub trait Shelf {
    /// What may go wrong with reading and writing it.
    type Fault;

    /// Where a page stands in the order of all.
    fn place(&self, page: u32) -> Result<PageOrder, Self::Fault>;

    /// What a page is found by.
    fn terms(&self, page: u32) -> Result<Cow<'_, [Term]>, Self::Fault>;

    /// The pages with a feature that stand nearest to a place on one side of it, in their order.
    fn nearest(&self, feature: u64, place: PageOrder, side: Side, most: usize) -> Result<Cow<'_, [Posting]>, Self::Fault>;

    /// How alike two pages are.
    fn likeness(&self, page: u32, other: u32, weights: &Weights) -> Result<i64, Self::Fault>;

    /// What a page was compared with when it last looked.
    fn compared(&self, page: u32) -> Result<Cow<'_, Compared>, Self::Fault>;

    /// The pages before it that a page is like, ascending.
    fn before(&self, page: u32) -> Result<Cow<'_, [Edge]>, Self::Fault>;

    /// The pages behind it that are like a page.
    fn behind(&self, page: u32) -> Result<Cow<'_, [u32]>, Self::Fault>;

    /// Notes what a page sees now.
    fn see(&mut self, page: u32, sight: Sight) -> Result<(), Self::Fault>;

    /// The family of a page, named after its first page.
    fn family(&self, page: u32) -> Result<Option<u32>, Self::Fault>;

    /// Puts a page into a family.
    fn join(&mut self, page: u32, family: u32) -> Result<(), Self::Fault>;

    /// The pages of a family.
    fn members(&self, family: u32) -> Result<Cow<'_, [u32]>, Self::Fault>;
}

/// What a page sees now: it looks at the pages before it. How like one is that it knew before does not change.
pub fn look<S: Shelf>(shelf: &S, page: u32, weights: &Weights) -> Result<Sight, S::Fault> {
    let compared = candidates::before(shelf, page, weights.reach)?;
    let (old, known) = (shelf.compared(page)?, shelf.before(page)?);
    let mut edges = Vec::new();
    for other in &compared.pages {
        let alike = match known.binary_search_by_key(other, |(page, _)| *page) {
            Ok(at) => known[at].1,
            Err(_) if old.pages.binary_search(other).is_ok() => 0,
            Err(_) => shelf.likeness(page, *other, weights)?,
        };
        edges.extend((alike > 0).then_some((*other, alike)));
    }
    Ok(Sight { compared, edges })
}

/// Notes what some pages see now, and finds their families and those of pages behind them as far as anything changes; gives the
/// families that changed.
pub fn settle<S: Shelf>(shelf: &mut S, sights: Vec<(u32, Sight)>, weights: &Weights) -> Result<BTreeSet<u32>, S::Fault> {
    let mut queue: BTreeSet<(PageOrder, u32)> = BTreeSet::new();
    for (page, sight) in sights {
        if shelf.family(page)?.is_none() || *shelf.before(page)? != sight.edges {
            queue.insert((shelf.place(page)?, page));
        }
        shelf.see(page, sight)?;
    }
    let mut changed = BTreeSet::new();
    while let Some((_, page)) = queue.pop_first() {
        let now = family::of(shelf, page, weights.family)?.unwrap_or(page);
        let old = shelf.family(page)?;
        changed.insert(now);
        if old != Some(now) {
            changed.extend(old);
            shelf.join(page, now)?;
            for other in shelf.behind(page)?.iter() {
                queue.insert((shelf.place(*other)?, *other));
            }
        }
    }
    Ok(changed)
}

/// The stories of a family, each in its order.
pub fn stories<S: Shelf>(shelf: &S, family: u32, weights: &Weights) -> Result<Vec<Vec<u32>>, S::Fault> {
    let mut places = shelf.members(family)?.iter().map(|page| Ok((shelf.place(*page)?, *page))).collect::<Result<Vec<_>, S::Fault>>()?;
    places.sort_unstable();
    let at: FxHashMap<u32, usize> = places.iter().enumerate().map(|(at, (_, page))| (*page, at)).collect();
    let mut alike: Vec<(usize, usize, i64)> = Vec::new();
    for (here, (_, page)) in places.iter().enumerate() {
        alike.extend(shelf.before(*page)?.iter().filter_map(|(other, alike)| Some((here, *at.get(other)?, *alike))));
    }
    let groups = cluster::group(places.len(), &alike, weights.story);
    Ok(groups.into_iter().map(|group| group.into_iter().map(|at| places[at].1).collect()).collect())
}
