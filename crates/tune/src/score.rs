//! How well pages are sorted.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Result;
use isnad_model::Article;
use isnad_record::stories::features::Features;
use isnad_record::stories::likeness::{self, WHOLE};
use isnad_record::stories::weights::Weights;
use isnad_record::stories::{Pair, cluster, compare, order};
use rayon::prelude::*;

use crate::labels::Labels;

/// Precision and recall.
pub struct Rates {
    pub precision: f64,
    pub recall: f64,
}

impl Rates {
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(f64::MIN_POSITIVE)
    }
}

/// Pages in the order that everything is computed in.
pub struct Sorted<'a> {
    pub articles: Vec<&'a Article>,
}

impl<'a> Sorted<'a> {
    pub fn of(articles: &'a [Article]) -> Self {
        let mut articles: Vec<&Article> = articles.iter().collect();
        order(&mut articles);
        Sorted { articles }
    }

    pub fn features(&self) -> Vec<Features> {
        self.articles.par_iter().map(|article| Features::of(article)).collect()
    }

    /// The number of every page's story.
    pub fn stories(&self, pairs: &[Pair], weights: &Weights) -> Vec<usize> {
        let alike: Vec<(usize, usize, i64)> = pairs.iter().map(|p| (p.pages.0, p.pages.1, likeness::of(&p.signs, weights))).collect();
        numbered(self.articles.len(), &cluster::group(self.articles.len(), &alike, weights.story))
    }

    /// Pairs of pages with one text, found and labelled.
    pub fn reprints(&self, pairs: &[Pair], pages: &[Features], weights: &Weights, labels: &Labels) -> Result<Rates> {
        let found: BTreeSet<(usize, usize)> = one_text(pairs, pages, weights);
        let mut wanted = BTreeSet::new();
        let groups: Vec<Option<&str>> =
            self.articles.iter().map(|a| Ok(labels.of(&a.source)?.reprint.as_deref())).collect::<Result<_>>()?;
        for a in 0..groups.len() {
            wanted.extend((a + 1..groups.len()).filter(|b| groups[a].is_some() && groups[a] == groups[*b]).map(|b| (a, b)));
        }
        let right = found.intersection(&wanted).count() as f64;
        Ok(Rates { precision: right / found.len().max(1) as f64, recall: right / wanted.len().max(1) as f64 })
    }
}

/// Pairs of pages that have one text, the earlier first.
fn one_text(pairs: &[Pair], pages: &[Features], weights: &Weights) -> BTreeSet<(usize, usize)> {
    let shared: Vec<(usize, usize, i64)> = pairs
        .iter()
        .map(|p| (p.pages.0, p.pages.1, (likeness::shared_text(&pages[p.pages.0], &pages[p.pages.1]).min(1.0) * WHOLE as f64) as i64))
        .filter(|(_, _, shared)| *shared > 0)
        .collect();
    let groups = cluster::group(pages.len(), &shared, weights.text);
    groups.iter().flat_map(|g| g.iter().enumerate().flat_map(|(at, a)| g[at + 1..].iter().map(|b| (*a, *b)))).collect()
}

fn numbered(pages: usize, groups: &[Vec<usize>]) -> Vec<usize> {
    let mut of = vec![0; pages];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|page| of[*page] = number);
    }
    of
}

/// B-cubed precision and recall (Bagga and Baldwin 1998).
pub fn b_cubed(found: &[usize], wanted: &[&str]) -> Rates {
    let mut both: BTreeMap<(usize, &str), f64> = BTreeMap::new();
    let (mut by_found, mut by_wanted): (BTreeMap<usize, f64>, BTreeMap<&str, f64>) = Default::default();
    for (f, w) in found.iter().zip(wanted) {
        *both.entry((*f, w)).or_default() += 1.0;
        *by_found.entry(*f).or_default() += 1.0;
        *by_wanted.entry(w).or_default() += 1.0;
    }
    let pages = found.len().max(1) as f64;
    let precision = both.iter().map(|((f, _), n)| n * n / by_found[f]).sum::<f64>() / pages;
    let recall = both.iter().map(|((_, w), n)| n * n / by_wanted[w]).sum::<f64>() / pages;
    Rates { precision, recall }
}

/// Writes how well the weights that ship do.
pub fn write(out: &mut impl Write, articles: &[Article], labels: &Labels, wrong: bool) -> Result<()> {
    let weights = Weights::default();
    let sorted = Sorted::of(articles);
    let pages = sorted.features();
    let pairs = compare(&pages, &weights);
    let found = sorted.stories(&pairs, &weights);
    let wanted: Vec<&str> = sorted.articles.iter().map(|a| Ok(labels.of(&a.source)?.story.as_str())).collect::<Result<_>>()?;
    let (stories, texts) = (b_cubed(&found, &wanted), sorted.reprints(&pairs, &pages, &weights, labels)?);
    writeln!(out, "{} pages, {} pairs compared", pages.len(), pairs.len())?;
    for (what, rates) in [("stories, B-cubed", stories), ("pairs of reprints", texts)] {
        writeln!(out, "{what}: precision {:.3}, recall {:.3}, F1 {:.3}", rates.precision, rates.recall, rates.f1())?;
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
