//! Families: what may be one story at most. A page joins the family of pages before it that it is most like, as in clustering a
//! stream (Allan, Papka and Lavrenko, *On-line new event detection and tracking*, SIGIR 1998), but in the order of the pages' places
//! rather than in that of their arrival. Families are wider than stories, and stories are made within them.

use rustc_hash::FxHashMap;

use super::features::Features;
use super::index::Edge;
use super::likeness::WHOLE;

/// Pages of a family that speak for it: those most alike.
const SPEAKERS: usize = 3;

/// The family that a page joins, told by the pages before it that it is like; none where it begins one.
pub fn of(before: &[Edge], families: &[u32], pages: &[Features], least: f64) -> Option<u32> {
    let mut near: FxHashMap<u32, Vec<i64>> = FxHashMap::default();
    for (other, alike) in before {
        near.entry(families[*other as usize]).or_default().push(*alike);
    }
    let mean = |mut alike: Vec<i64>| {
        alike.sort_unstable_by(|a, b| b.cmp(a));
        alike.truncate(SPEAKERS);
        // Six is divided by one, two and three alike.
        alike.iter().sum::<i64>() * 6 / alike.len().max(1) as i64
    };
    let means = near.into_iter().map(|(family, alike)| (mean(alike), std::cmp::Reverse(pages[family as usize].order), family));
    means.max().filter(|(mean, _, _)| *mean as f64 >= least * 6.0 * WHOLE as f64).map(|(_, _, family)| family)
}
