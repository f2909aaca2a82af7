//! Pages in stories, kept up as pages come in: one more page costs what it and those near it cost, however many there are.
//!
//! The stories are a function of the set of pages. Which pages are compared depends on their places alone, not on when they came;
//! where a page comes in before others, those that may see it look anew. A page's family depends on the families of pages before it;
//! a story never leaves its family, so that only families in which something changed are grouped again.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::{Compared, Postings};
use super::features::Features;
use super::page_order::PageOrder;
use super::weights::Weights;
use super::{cluster, family, likeness};

/// A page seen from another, and how alike they are.
pub type Edge = (u32, i64);

/// No family, no story.
const NONE: u32 = u32::MAX;

/// Pages, numbered as they came in, and the stories that they make.
#[derive(Debug, Default)]
pub struct Index {
    weights: Weights,
    pages: Vec<Features>,
    postings: Postings,
    /// What every page was compared with when it last looked.
    compared: Vec<Compared>,
    /// For every page those before it that it was compared with and is like.
    before: Vec<Vec<Edge>>,
    /// For every page those behind it that it is seen from.
    behind: Vec<Vec<u32>>,
    /// Pages that have to look anew.
    stale: FxHashSet<u32>,
    /// The family of every page, named after its first page.
    family: Vec<u32>,
    families: FxHashMap<u32, Vec<u32>>,
    /// The story of every page.
    story: Vec<u32>,
    /// The pages of every story, in their order; empty where a number is free.
    stories: Vec<Vec<u32>>,
    free: Vec<u32>,
}

impl Index {
    /// An empty index.
    pub fn new(weights: Weights) -> Self {
        Index { weights, ..Index::default() }
    }

    /// Takes in pages, one or many; gives their numbers.
    pub fn add(&mut self, pages: impl IntoIterator<Item = Features>) -> Range<usize> {
        let first = self.pages.len();
        self.pages.extend(pages);
        let count = self.pages.len();
        let mut new: Vec<usize> = (first..count).collect();
        new.sort_unstable_by_key(|page| self.pages[*page].order);
        self.compared.resize_with(count, Compared::default);
        for page in new {
            for (other, coming) in self.postings.add(page, &self.pages, self.weights.reach) {
                if !self.stale.contains(&other) && coming.changes(&self.compared[other as usize]) {
                    self.stale.insert(other);
                }
            }
            self.stale.insert(page as u32);
        }
        self.before.resize_with(count, Vec::new);
        self.behind.resize_with(count, Vec::new);
        self.family.resize(count, NONE);
        self.story.resize(count, NONE);
        first..count
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The numbers of the pages of a page's story, in their order.
    pub fn story_of(&mut self, page: usize) -> &[u32] {
        self.settle();
        self.story.get(page).and_then(|story| self.stories.get(*story as usize)).map_or(&[], Vec::as_slice)
    }

    /// All stories, each in its order, by their first pages.
    pub fn stories(&mut self) -> Vec<Vec<usize>> {
        self.settle();
        let used = self.stories.iter().filter(|story| !story.is_empty());
        let mut all: Vec<Vec<usize>> = used.map(|story| story.iter().map(|page| *page as usize).collect()).collect();
        all.sort_by_cached_key(|story| story.first().map(|page| self.pages[*page].order));
        all
    }

    /// Brings the stories up to date.
    fn settle(&mut self) {
        let stale: Vec<u32> = std::mem::take(&mut self.stale).into_iter().collect();
        let seen: Vec<(u32, Compared, Vec<Edge>)> = stale.into_par_iter().map(|page| self.look(page)).collect();
        let mut queue: BTreeSet<(PageOrder, u32)> = BTreeSet::new();
        for (page, compared, edges) in seen {
            self.compared[page as usize] = compared;
            let old = std::mem::take(&mut self.before[page as usize]);
            if old != edges || self.family[page as usize] == NONE {
                let kept = |edges: &[Edge], other: u32| edges.iter().any(|(page, _)| *page == other);
                old.iter().filter(|(o, _)| !kept(&edges, *o)).for_each(|(o, _)| self.behind[*o as usize].retain(|p| *p != page));
                edges.iter().filter(|(o, _)| !kept(&old, *o)).for_each(|(o, _)| self.behind[*o as usize].push(page));
                queue.insert((self.pages[page as usize].order, page));
            }
            self.before[page as usize] = edges;
        }
        let changed = self.join(queue);
        self.regroup(changed);
    }

    /// What a page is compared with, and which of these it is like, in the order of their numbers.
    fn look(&self, page: u32) -> (u32, Compared, Vec<Edge>) {
        let (weights, pages, here) = (&self.weights, &self.pages, page as usize);
        let (known, old) = (&self.before[here], &self.compared[here]);
        let compared = self.postings.before(here, pages, weights.reach);
        let near = compared.pages.iter().filter(|other| likeness::within_days(&pages[here], &pages[**other as usize], weights.reach.days));
        let edges = near.map(|other| {
            let before = known.binary_search_by_key(other, |(page, _)| *page).ok().map(|at| known[at].1);
            let seen = old.pages.binary_search(other).is_ok();
            let alike = || likeness::of(&likeness::signs(&pages[here], &pages[*other as usize]), weights);
            (*other, before.unwrap_or_else(|| if seen { 0 } else { alike() }))
        });
        let edges = edges.filter(|(_, alike)| *alike > 0).collect();
        (page, compared, edges)
    }

    /// Finds the families of some pages, and of those behind them as far as anything changes; gives the families that changed.
    fn join(&mut self, mut queue: BTreeSet<(PageOrder, u32)>) -> BTreeSet<u32> {
        let mut changed = BTreeSet::new();
        while let Some((_, page)) = queue.pop_first() {
            let now = family::of(&self.before[page as usize], &self.family, &self.pages, self.weights.family).unwrap_or(page);
            let old = std::mem::replace(&mut self.family[page as usize], now);
            changed.insert(now);
            if now != old {
                changed.insert(old);
                if let Some(family) = self.families.get_mut(&old) {
                    family.retain(|p| *p != page);
                }
                self.families.entry(now).or_default().push(page);
                queue.extend(self.behind[page as usize].iter().map(|p| (self.pages[*p as usize].order, *p)));
            }
        }
        changed
    }

    /// Groups families anew.
    fn regroup(&mut self, changed: BTreeSet<u32>) {
        let members = |family: u32| self.families.get(&family).filter(|pages| !pages.is_empty());
        let grouped: Vec<Vec<Vec<u32>>> =
            changed.par_iter().filter_map(|family| members(*family)).map(|family| self.group(family)).collect();
        for page in grouped.iter().flatten().flatten() {
            let old = std::mem::replace(&mut self.story[*page as usize], NONE);
            if let Some(story) = self.stories.get_mut(old as usize).filter(|story| !story.is_empty()) {
                story.clear();
                self.free.push(old);
            }
        }
        for story in grouped.into_iter().flatten() {
            let number = self.free.pop().unwrap_or_else(|| {
                self.stories.push(Vec::new());
                self.stories.len() as u32 - 1
            });
            story.iter().for_each(|page| self.story[*page as usize] = number);
            self.stories[number as usize] = story;
        }
        for family in changed {
            if self.families.get(&family).is_some_and(Vec::is_empty) {
                self.families.remove(&family);
            }
        }
    }

    /// The stories of a family, each in its order.
    fn group(&self, family: &[u32]) -> Vec<Vec<u32>> {
        let mut family = family.to_vec();
        family.sort_unstable_by_key(|page| self.pages[*page as usize].order);
        let at: FxHashMap<u32, usize> = family.iter().enumerate().map(|(at, page)| (*page, at)).collect();
        let edges = family.iter().enumerate().flat_map(|(here, page)| self.before[*page as usize].iter().map(move |edge| (here, edge)));
        let alike: Vec<(usize, usize, i64)> = edges.filter_map(|(here, (other, alike))| Some((here, *at.get(other)?, *alike))).collect();
        let groups = cluster::group(family.len(), &alike, self.weights.story);
        groups.into_iter().map(|group| group.into_iter().map(|at| family[at]).collect()).collect()
    }
}
