//! Which thing of one record is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Agreement, Point, Story};

/// How alike two things are; the pair that is most alike is matched first.
type Likeness = (usize, bool);

/// Pairs of the two lists, each thing in one pair at most: those most alike first, of equals those that stand first.
fn pairs<T>(old: &[T], new: &[T], likeness: impl Fn(&T, &T) -> Option<Likeness>) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (a, before) in old.iter().enumerate() {
        for (b, after) in new.iter().enumerate() {
            all.extend(likeness(before, after).map(|l| (std::cmp::Reverse(l), a, b)));
        }
    }
    all.sort_unstable();
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut matched = Vec::new();
    for (_, a, b) in all {
        if !used_old.contains(&a) && !used_new.contains(&b) {
            used_old.insert(a);
            used_new.insert(b);
            matched.push((a, b));
        }
    }
    matched
}

/// Stories by the pages they share, then by their titles.
pub fn stories(old: &[&Story], new: &[&Story]) -> Vec<(usize, usize)> {
    // Each page leads to the stories that have it: a record of many stories is not compared pair by pair.
    let mut with_page: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, story) in old.iter().enumerate() {
        story.pages.iter().for_each(|p| with_page.entry(p).or_default().push(at));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (b, story) in new.iter().enumerate() {
        for a in story.pages.iter().filter_map(|p| with_page.get(p.as_str())).flatten() {
            *shared.entry((*a, b)).or_default() += 1;
        }
    }
    let old_at: Vec<(usize, &Story)> = old.iter().copied().enumerate().collect();
    let new_at: Vec<(usize, &Story)> = new.iter().copied().enumerate().collect();
    pairs(&old_at, &new_at, |(a, before), (b, after)| {
        let count = shared.get(&(*a, *b)).copied().unwrap_or_default();
        let same_title = !before.title.is_empty() && before.title == after.title;
        (count > 0 || same_title).then_some((count, same_title))
    })
}

/// Agreements on the same with a party that both name, by the claims they share.
pub fn agreements(old: &[&Agreement], new: &[&Agreement]) -> Vec<(usize, usize)> {
    pairs(old, new, |before, after| {
        let claims = before.claims.iter().filter(|c| after.claims.contains(c)).count();
        let party = before.parties.iter().any(|p| after.parties.contains(p));
        let unnamed = before.parties.is_empty() || after.parties.is_empty();
        (before.what == after.what && (party || unnamed)).then_some((claims, party))
    })
}

/// Whether two figures are of one speaker and one value.
pub fn same_figure(a: &Point, b: &Point) -> bool {
    a.speaker == b.speaker && a.low == b.low && a.high == b.high && a.qualifier == b.qualifier
}

/// Whether two figures rest on a claim of one page.
pub fn same_claim(a: &Point, b: &Point) -> bool {
    a.claims.iter().any(|c| b.claims.contains(c))
}
