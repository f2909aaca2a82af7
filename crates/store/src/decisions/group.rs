//! Stories merged and split by a person: what the likeness of pages says is changed by what was decided, the earlier decision first.

use isnad_model::Article;
use isnad_record::stories::PageOrder;

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

/// The stories as they were decided. `likeness` tells of two pages how much speaks for one story: a page that nobody decided about
/// goes with those that it is most like.
pub fn regroup<'a>(
    mut groups: Vec<Vec<&'a Article>>,
    decided: &[Grouping],
    likeness: impl Fn(&Article, &Article) -> i64,
) -> Vec<Vec<&'a Article>> {
    for grouping in decided {
        let Grouping { pages, others, .. } = grouping;
        let is_of = |article: &Article, pages: &[String]| pages.contains(&article.source);
        if grouping.together {
            let (named, rest): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| group.iter().any(|a| is_of(a, pages) || is_of(a, others)));
            groups = rest;
            groups.push(named.into_iter().flatten().collect());
        } else {
            let parts = groups.into_iter().flat_map(|group| {
                let some: Vec<&Article> = group.iter().copied().filter(|a| is_of(a, pages)).collect();
                let rest: Vec<&Article> = group.iter().copied().filter(|a| is_of(a, others)).collect();
                if some.is_empty() || rest.is_empty() {
                    return vec![group];
                }
                let most = |article: &Article, side: &[&Article]| side.iter().map(|other| likeness(article, other)).max();
                let (one, other) = group.into_iter().partition(|a| is_of(a, pages) || !is_of(a, others) && most(a, &some) > most(a, &rest));
                vec![one, other]
            });
            groups = parts.collect();
        }
        groups.retain(|group| !group.is_empty());
        groups.iter_mut().for_each(|group| group.sort_by_key(|article| PageOrder::of(article)));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(source: &str) -> Article {
        Article { source: source.to_owned(), ..Article::default() }
    }

    fn names(groups: &[Vec<&Article>]) -> Vec<String> {
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
        let all = ["a", "b", "c", "d"].map(article);
        let [a, b, c, d] = &all;
        let groups = || vec![vec![a, b], vec![c], vec![d]];
        let regrouped = |decisions: &[Grouping]| names(&regroup(groups(), decisions, |_, _| 0));
        assert_eq!(regrouped(&[decided(true, &["a", "b"], &["c"])]), ["abc", "d"]);
        assert_eq!(regrouped(&[decided(false, &["a"], &["b"])]), ["a", "b", "c", "d"]);
        assert_eq!(regrouped(&[decided(true, &["a", "b"], &["c"]), decided(false, &["a"], &["b", "c"])]), ["a", "bc", "d"]);
        assert_eq!(regrouped(&[decided(false, &["a"], &["b"]), decided(true, &["a"], &["b"])]), ["ab", "c", "d"]);
        // Of pages that are gone nothing is left to decide.
        assert_eq!(regrouped(&[decided(true, &["x"], &["y"])]), ["ab", "c", "d"]);
    }

    #[test]
    fn a_page_that_came_later_goes_with_what_it_is_like() {
        let all = ["a", "b", "new"].map(article);
        let [a, b, new] = &all;
        let like_a = |one: &Article, other: &Article| i64::from(one.source == "new" && other.source == "a");
        let like_b = |one: &Article, other: &Article| i64::from(one.source == "new" && other.source == "b");
        let split = [decided(false, &["a"], &["b"])];
        assert_eq!(names(&regroup(vec![vec![a, b, new]], &split, like_a)), ["anew", "b"]);
        assert_eq!(names(&regroup(vec![vec![a, b, new]], &split, like_b)), ["a", "bnew"]);
    }
}
