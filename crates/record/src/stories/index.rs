//! Pages in stories, kept up as pages come in: one more page costs what it and those near it cost, however many there are.
//!
//! The stories are a function of the set of pages. Which pages are compared depends on their places alone, not on when they came;
//! where a page comes in before others, those that may see it look anew. A page's family depends on the families of pages before it;
//! a story never leaves its family, so that only families in which something changed are grouped again.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::features::Features;
use super::memory::Memory;
use super::page_order::PageOrder;
use super::shelf::{self, Shelf, Sight};
use super::weights::Weights;

/// No story.
const NONE: u32 = u32::MAX;

/// Pages, numbered as they came in, and the stories that they make.
#[derive(Debug)]
pub struct Index {
    weights: Weights,
    memory: Memory,
    /// The story of every page.
    story: Vec<u32>,
    /// The pages of every story, in their order; empty where a number is free.
    stories: Vec<Vec<u32>>,
    free: Vec<u32>,
}

impl Index {
    /// An empty index.
    pub fn new(weights: Weights) -> Self {
        Index { memory: Memory::new(weights.reach), weights, story: Vec::new(), stories: Vec::new(), free: Vec::new() }
    }

    /// Takes in pages, one or many; gives their numbers.
    pub fn add(&mut self, pages: impl IntoIterator<Item = Features>) -> Range<usize> {
        let numbers = self.memory.add(pages);
        self.story.resize(self.memory.len(), NONE);
        numbers
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.memory.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
        all.sort_by_cached_key(|story| story.first().map(|page| self.place(*page as u32)));
        all
    }

    fn place(&self, page: u32) -> PageOrder {
        let Ok(place) = self.memory.place(page);
        place
    }

    /// Brings the stories up to date.
    fn settle(&mut self) {
        let mut waiting = self.memory.take_waiting();
        // Pages that stand near each other see the same pages.
        waiting.par_sort_unstable_by_key(|page| self.place(*page));
        let (memory, weights) = (&self.memory, &self.weights);
        let look = |page: u32| {
            let Ok(sight) = shelf::look(memory, page, weights);
            (page, sight)
        };
        let sights: Vec<(u32, Sight)> = waiting.into_par_iter().map(look).collect();
        let Ok(changed) = shelf::settle(&mut self.memory, sights, &self.weights);
        self.regroup(changed);
    }

    /// Groups families anew.
    fn regroup(&mut self, changed: BTreeSet<u32>) {
        let group = |family: &u32| {
            let Ok(stories) = shelf::stories(&self.memory, *family, &self.weights);
            stories
        };
        let grouped: Vec<Vec<Vec<u32>>> = changed.par_iter().map(group).collect();
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
        changed.into_iter().for_each(|family| self.memory.forget_if_empty(family));
    }
}
