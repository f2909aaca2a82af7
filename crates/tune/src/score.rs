//! How well pages are sorted.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Result;
use isnad_eval::{Assignment, Score, b_cubed};
use isnad_model::Article;
use isnad_record::stories::features::Features;
use isnad_record::stories::weights::Weights;
use isnad_record::stories::{Index, PageOrder};
use isnad_record::texts::{self, Alike, Text};
use rayon::prelude::*;

use crate::labels::Labels;

/// Pages in the order that everything is computed in.
pub struct Sorted<'a> {
    pub articles: Vec<&'a Article>,
}

impl<'a> Sorted<'a> {
    pub fn of(articles: &'a [Article]) -> Self {
        let mut articles: Vec<&Article> = articles.iter().collect();
        articles.sort_by_cached_key(|article| PageOrder::of(article));
        Sorted { articles }
    }

    pub fn features(&self) -> Vec<Features> {
        self.articles.par_iter().map(|article| Features::of(article)).collect()
    }

    /// The number of every page's story.
    pub fn stories(&self, pages: &[Features], weights: &Weights) -> Vec<usize> {
        let mut index = Index::new(weights.clone());
        index.add(pages.iter().cloned());
        let mut of = vec![0; pages.len()];
        for (number, story) in index.stories().iter().enumerate() {
            story.iter().for_each(|page| of[*page] = number);
        }
        of
    }

    /// How much of one text pages have.
    pub fn texts(&self, weights: &Weights) -> Vec<Alike> {
        texts::compare(&self.articles.par_iter().map(|article| Text::of(article)).collect::<Vec<_>>(), weights)
    }

    /// Pairs of pages with one text, found and labelled.
    pub fn reprints(&self, alike: &[Alike], weights: &Weights, labels: &Labels) -> Result<Score> {
        let groups = texts::group(self.articles.len(), alike, weights);
        let found: BTreeSet<(usize, usize)> =
            groups.iter().flat_map(|g| g.iter().enumerate().flat_map(|(at, a)| g[at + 1..].iter().map(|b| (*a, *b)))).collect();
        let mut wanted = BTreeSet::new();
        let groups: Vec<Option<&str>> =
            self.articles.iter().map(|a| Ok(labels.of(&a.source)?.reprint.as_deref())).collect::<Result<_>>()?;
        for a in 0..groups.len() {
            wanted.extend((a + 1..groups.len()).filter(|b| groups[a].is_some() && groups[a] == groups[*b]).map(|b| (a, b)));
        }
        let right = found.intersection(&wanted).count() as f64;
        Ok(Score::new(right / found.len().max(1) as f64, right / wanted.len().max(1) as f64))
    }
}

/// How well the stories found are those of the labels.
pub fn stories(found: &[usize], wanted: &[&str]) -> Score {
    let distinct: BTreeSet<&&str> = wanted.iter().collect();
    let number: BTreeMap<&&str, usize> = distinct.into_iter().enumerate().map(|(at, story)| (story, at)).collect();
    b_cubed(&found.iter().zip(wanted).map(|(answer, story)| Assignment { gold: number[story], answer: *answer }).collect::<Vec<_>>())
}

/// Writes how well some weights do.
pub fn write(out: &mut impl Write, articles: &[Article], labels: &Labels, weights: &Weights, wrong: bool) -> Result<()> {
    let sorted = Sorted::of(articles);
    let found = sorted.stories(&sorted.features(), weights);
    let wanted: Vec<&str> = sorted.articles.iter().map(|a| Ok(labels.of(&a.source)?.story.as_str())).collect::<Result<_>>()?;
    let (stories, texts) = (stories(&found, &wanted), sorted.reprints(&sorted.texts(weights), weights, labels)?);
    writeln!(out, "{} pages, {} stories", found.len(), found.iter().collect::<BTreeSet<_>>().len())?;
    for (what, rates) in [("stories, B-cubed", stories), ("pairs of reprints", texts)] {
        writeln!(out, "{what}: precision {:.3}, recall {:.3}, F1 {:.3}", rates.precision, rates.recall, rates.f1)?;
    }
    if wrong {
        let mut parts: BTreeMap<&str, BTreeMap<usize, Vec<&str>>> = BTreeMap::new();
        for ((f, w), a) in found.iter().zip(&wanted).zip(&sorted.articles) {
            parts.entry(w).or_default().entry(*f).or_default().push(&a.source);
        }
        for (story, parts_of) in parts.iter() {
            let others: BTreeSet<&str> =
                found.iter().zip(&wanted).filter(|(f, w)| parts_of.contains_key(f) && *w != story).map(|(_, w)| *w).collect();
            if parts_of.len() > 1 || !others.is_empty() {
                let sizes: Vec<usize> = parts_of.values().map(Vec::len).collect();
                writeln!(out, "{story}: in parts of {sizes:?}, with {others:?}")?;
                for pages in parts_of.values().filter(|p| p.len() * 2 < sizes.iter().sum::<usize>()) {
                    writeln!(out, "    {}", pages.join(" "))?;
                }
            }
        }
    }
    Ok(())
}
