//! Stories merged and split by a person: what the likeness of pages says is changed by what was decided, the earlier decision first.

use std::collections::HashSet;

use crate::sort::Sorted;

/// Pages that are of one story with others, or of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// Whether they are of one story.
    pub together: bool,
    /// Some pages, by their names in records.
    pub pages: Vec<String>,
    /// The others.
    pub others: Vec<String>,
}

/// The stories as they were decided, each in its order. `likeness` tells of two pages how much speaks for one story: a page that nobody
/// decided about goes with those that it is most like.
pub fn regroup<E>(
    mut groups: Vec<Vec<Sorted>>,
    decided: &[Grouping],
    likeness: impl Fn(&Sorted, &Sorted) -> Result<i64, E>,
) -> Result<Vec<Vec<Sorted>>, E> {
    for grouping in decided {
        let [pages, others] = [&grouping.pages, &grouping.others].map(|names| names.iter().map(String::as_str).collect::<HashSet<_>>());
        let [is_one, is_other] = [&pages, &others].map(|names| |page: &Sorted| names.contains(page.source.as_str()));
        if grouping.together {
            let (named, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.iter().any(|p| is_one(p) || is_other(p)));
            groups = rest;
            let mut whole: Vec<Sorted> = named.into_iter().flatten().collect();
            whole.sort_by_key(|page| page.order);
            groups.push(whole);
        } else {
            let mut parts = Vec::new();
            for group in groups {
                let some: Vec<&Sorted> = group.iter().filter(|p| is_one(p)).collect();
                let rest: Vec<&Sorted> = group.iter().filter(|p| is_other(p)).collect();
                if some.is_empty() || rest.is_empty() {
                    parts.push(group);
                    continue;
                }
                let most = |page: &Sorted, side: &[&Sorted]| {
                    side.iter().try_fold(None, |most, other| likeness(page, other).map(|alike| most.max(Some(alike))))
                };
                let goes = |page: &Sorted| Ok(is_one(page) || !is_other(page) && most(page, &some)? > most(page, &rest)?);
                let goes = group.iter().map(goes).collect::<Result<Vec<bool>, E>>()?;
                let (one, other): (Vec<_>, Vec<_>) = group.into_iter().zip(goes).partition(|(_, goes)| *goes);
                parts.extend([one, other].map(|part| part.into_iter().map(|(page, _)| page).collect()));
            }
            groups = parts;
        }
        groups.retain(|group| !group.is_empty());
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str) -> Sorted {
        Sorted { source: source.to_owned(), ..Sorted::default() }
    }

    fn groups(groups: &[&[&str]]) -> Vec<Vec<Sorted>> {
        groups.iter().map(|group| group.iter().map(|source| page(source)).collect()).collect()
    }

    fn regrouped(groups: Vec<Vec<Sorted>>, decided: &[Grouping], likeness: impl Fn(&Sorted, &Sorted) -> i64) -> Vec<String> {
        let Ok(groups) = regroup(groups, decided, |one, other| Ok::<_, std::convert::Infallible>(likeness(one, other)));
        names(&groups)
    }

    fn names(groups: &[Vec<Sorted>]) -> Vec<String> {
        let mut all: Vec<String> = groups
            .iter()
            .map(|g| {
                let mut names: Vec<&str> = g.iter().map(|a| a.source.as_str()).collect();
                names.sort_unstable();
                names.concat()
            })
            .collect();
        all.sort();
        all
    }

    fn decided(together: bool, pages: &[&str], others: &[&str]) -> Grouping {
        let owned = |pages: &[&str]| pages.iter().map(|p| (*p).to_owned()).collect();
        Grouping { together, pages: owned(pages), others: owned(others) }
    }

    #[test]
    fn the_later_decision_has_the_last_word() {
        let regrouped = |decisions: &[Grouping]| regrouped(groups(&[&["a", "b"], &["c"], &["d"]]), decisions, |_, _| 0);
        assert_eq!(regrouped(&[decided(true, &["a", "b"], &["c"])]), ["abc", "d"]);
        assert_eq!(regrouped(&[decided(false, &["a"], &["b"])]), ["a", "b", "c", "d"]);
        assert_eq!(regrouped(&[decided(true, &["a", "b"], &["c"]), decided(false, &["a"], &["b", "c"])]), ["a", "bc", "d"]);
        assert_eq!(regrouped(&[decided(false, &["a"], &["b"]), decided(true, &["a"], &["b"])]), ["ab", "c", "d"]);
        // Of pages that are gone nothing is left to decide.
        assert_eq!(regrouped(&[decided(true, &["x"], &["y"])]), ["ab", "c", "d"]);
    }

    #[test]
    fn a_page_that_came_later_goes_with_what_it_is_like() {
        let like = |side: &'static str| move |one: &Sorted, other: &Sorted| i64::from(one.source == "new" && other.source == side);
        let split = [decided(false, &["a"], &["b"])];
        assert_eq!(regrouped(groups(&[&["a", "b", "new"]]), &split, like("a")), ["anew", "b"]);
        assert_eq!(regrouped(groups(&[&["a", "b", "new"]]), &split, like("b")), ["a", "bnew"]);
    }
}
