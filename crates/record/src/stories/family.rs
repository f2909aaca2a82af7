//! Families: what may be one story at most. A page joins the family of pages before it that it is most like, as in clustering a
//! stream (Allan, Papka and Lavrenko, *On-line new event detection and tracking*, SIGIR 1998), but in the order of the pages' places
//! rather than in that of their arrival. Families are wider than stories, and stories are made within them.

use rustc_hash::FxHashMap;

use super::likeness::WHOLE;
use super::shelf::Shelf;

/// Pages of a family that speak for it: those most alike.
const SPEAKERS: usize = 3;

/// The family that a page joins, told by the pages before it that it is like; none where it begins one.
pub fn of<S: Shelf>(shelf: &S, page: u32, least: f64) -> Result<Option<u32>, S::Fault> {
    let mut near: FxHashMap<u32, Vec<i64>> = FxHashMap::default();
    for (other, alike) in shelf.before(page)?.iter() {
        if let Some(family) = shelf.family(*other)? {
            near.entry(family).or_default().push(*alike);
        }
    }
    let mean = |mut alike: Vec<i64>| {
        alike.sort_unstable_by(|a, b| b.cmp(a));
        alike.truncate(SPEAKERS);
        // Six is divided by one, two and three alike.
        alike.iter().sum::<i64>() * 6 / alike.len().max(1) as i64
    };
    let mut best = None;
    for (family, alike) in near {
        best = best.max(Some((mean(alike), std::cmp::Reverse(shelf.place(family)?), family)));
    }
    Ok(best.filter(|(mean, _, _)| *mean as f64 >= least * 6.0 * WHOLE as f64).map(|(_, _, family)| family))
}
