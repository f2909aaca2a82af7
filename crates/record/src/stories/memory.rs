//! Pages in memory, to be sorted.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidates::{self, Compared, Term};
use super::features::Features;
use super::likeness;
use super::page_order::PageOrder;
use super::shelf::{Edge, Posting, Shelf, Side, Sight};
use super::weights::{Reach, Weights};

/// No family.
const NONE: u32 = u32::MAX;

/// Pages with all that is known of them, numbered as they came in.
#[derive(Debug, Default)]
pub struct Memory {
    reach: Reach,
    pages: Vec<Features>,
    /// Their places, side by side: they are looked up far more often than the rest.
    places: Vec<PageOrder>,
    /// For every feature the pages that have it, in their order.
    postings: FxHashMap<u64, Vec<Posting>>,
    compared: Vec<Compared>,
    before: Vec<Vec<Edge>>,
    behind: Vec<Vec<u32>>,
    family: Vec<u32>,
    families: FxHashMap<u32, Vec<u32>>,
    /// Pages that have to look anew, and for every page whether it is one.
    waiting: Vec<u32>,
    waits: Vec<bool>,
}

impl Memory {
    /// None yet; they will be found by so much.
    pub fn new(reach: Reach) -> Self {
        Memory { reach, ..Memory::default() }
    }

    /// Takes pages in; gives their numbers.
    pub fn add(&mut self, pages: impl IntoIterator<Item = Features>) -> Range<usize> {
        let first = self.pages.len();
        self.pages.extend(pages);
        let count = self.pages.len();
        self.places.extend(self.pages[first..].iter().map(|page| page.order));
        self.compared.resize_with(count, Compared::default);
        self.before.resize_with(count, Vec::new);
        self.behind.resize_with(count, Vec::new);
        self.family.resize(count, NONE);
        self.waits.resize(count, false);
        let mut new: Vec<u32> = (first as u32..count as u32).collect();
        new.sort_unstable_by_key(|page| self.places[*page as usize]);
        for page in new {
            let (place, terms) = (self.places[page as usize], candidates::terms(&self.pages[page as usize], self.reach));
            let Ok(stale) = candidates::stale(&*self, place, &terms, self.reach, |other| self.waits[other as usize]);
            for other in stale.into_iter().chain([page]) {
                self.waits[other as usize] = true;
                self.waiting.push(other);
            }
            for Term { feature, weight } in terms {
                let all = self.postings.entry(feature).or_default();
                let at = all.partition_point(|other| self.places[other.page as usize] < place);
                all.insert(at, Posting { page, weight });
            }
        }
        first..count
    }

    /// The pages that have to look anew; they wait no longer.
    pub fn take_waiting(&mut self) -> Vec<u32> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.iter().for_each(|page| self.waits[*page as usize] = false);
        waiting
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Forgets a family that has no pages any more.
    pub fn forget_if_empty(&mut self, family: u32) {
        if self.families.get(&family).is_some_and(Vec::is_empty) {
            self.families.remove(&family);
        }
    }
}

impl Shelf for Memory {
    type Fault = Infallible;

    fn place(&self, page: u32) -> Result<PageOrder, Infallible> {
        Ok(self.places[page as usize])
    }

    fn terms(&self, page: u32) -> Result<Cow<'_, [Term]>, Infallible> {
        Ok(Cow::Owned(candidates::terms(&self.pages[page as usize], self.reach)))
    }

    fn nearest(&self, feature: u64, place: PageOrder, side: Side, most: usize) -> Result<Cow<'_, [Posting]>, Infallible> {
        let all = self.postings.get(&feature).map_or(&[][..], Vec::as_slice);
        let before = all.partition_point(|other| self.places[other.page as usize] < place);
        Ok(Cow::Borrowed(match side {
            Side::Before => &all[before.saturating_sub(most)..before],
            Side::Behind => {
                let behind = before + usize::from(all.get(before).is_some_and(|other| self.places[other.page as usize] == place));
                &all[behind..(behind + most).min(all.len())]
            }
        }))
    }

    fn likeness(&self, page: u32, other: u32, weights: &Weights) -> Result<i64, Infallible> {
        Ok(likeness::between(&self.pages[page as usize], &self.pages[other as usize], weights))
    }

    fn compared(&self, page: u32) -> Result<Cow<'_, Compared>, Infallible> {
        Ok(Cow::Borrowed(&self.compared[page as usize]))
    }

    fn before(&self, page: u32) -> Result<Cow<'_, [Edge]>, Infallible> {
        Ok(Cow::Borrowed(&self.before[page as usize]))
    }

    fn behind(&self, page: u32) -> Result<Cow<'_, [u32]>, Infallible> {
        Ok(Cow::Borrowed(&self.behind[page as usize]))
    }

    fn see(&mut self, page: u32, sight: Sight) -> Result<(), Infallible> {
        self.compared[page as usize] = sight.compared;
        let old = std::mem::replace(&mut self.before[page as usize], sight.edges);
        let edges = &self.before[page as usize];
        let kept = |edges: &[Edge], other: u32| edges.binary_search_by_key(&other, |(page, _)| *page).is_ok();
        old.iter().filter(|(o, _)| !kept(edges, *o)).for_each(|(o, _)| self.behind[*o as usize].retain(|p| *p != page));
        edges.iter().filter(|(o, _)| !kept(&old, *o)).for_each(|(o, _)| self.behind[*o as usize].push(page));
        Ok(())
    }

    fn family(&self, page: u32) -> Result<Option<u32>, Infallible> {
        Ok(Some(self.family[page as usize]).filter(|family| *family != NONE))
    }

    fn join(&mut self, page: u32, family: u32) -> Result<(), Infallible> {
        let old = std::mem::replace(&mut self.family[page as usize], family);
        if let Some(members) = self.families.get_mut(&old) {
            members.retain(|p| *p != page);
        }
        self.families.entry(family).or_default().push(page);
        Ok(())
    }

    fn members(&self, family: u32) -> Result<Cow<'_, [u32]>, Infallible> {
        Ok(Cow::Borrowed(self.families.get(&family).map_or(&[], Vec::as_slice)))
    }
}
