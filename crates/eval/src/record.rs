//! A record against labelled pages: its stories as clusters, its origins as pairs of pages.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Article, OriginKind, Record};
use serde::Serialize;

use crate::clusters::{Assignment, adjusted_rand, b_cubed};
use crate::labels::Labelled;
use crate::tally::{Score, Tally};

/// How a record agrees with the labels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordScores {
    /// Labelled pages that there was an article for.
    pub pages: usize,
    /// Labelled pages without one.
    pub without_article: Vec<String>,
    /// Stories labelled among the pages.
    pub stories_labelled: usize,
    /// Stories found among them.
    pub stories_found: usize,
    /// B-cubed of the stories.
    pub stories: Score,
    /// Adjusted Rand index of the stories.
    pub adjusted_rand: f64,
    /// Pairs of pages with one text: labelled as one reprint group, found as one shared text.
    pub reprints: Pairs,
    /// Pairs of pages of one story with an origin in common: labelled as one reprint group or with an agency that both name,
    /// found as one shared text or one agency.
    pub origins: Pairs,
    /// Texts of agencies: pages labelled as of an agency and the reprints of these, found as pages that have the agency as origin.
    pub agencies: Pairs,
}

/// Pairs that were to be found, of pages or of a page and an agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Pairs {
    /// Pairs labelled.
    pub labelled: usize,
    /// Pairs found.
    pub found: usize,
    /// How they agree.
    #[serde(flatten)]
    pub score: Score,
}

type Pair = (usize, usize);

/// Scores a record of the labelled pages' articles.
pub fn score(labels: &[Labelled], articles: &[Article], record: &Record) -> RecordScores {
    let mut pages: Vec<(&Labelled, &str)> = Vec::new();
    let mut without_article = Vec::new();
    for label in labels {
        match articles.iter().find(|a| label.names(a)) {
            Some(article) => pages.push((label, &article.source)),
            None => without_article.extend(label.file.clone().or_else(|| label.url.clone())),
        }
    }
    let clusters = clusters(&pages, record);
    let stories: BTreeMap<&str, usize> = numbered(pages.iter().map(|(l, _)| l.story.as_str()));
    let items: Vec<Assignment> =
        pages.iter().zip(&clusters).map(|((l, _), answer)| Assignment { gold: stories[l.story.as_str()], answer: *answer }).collect();
    let reprints = |i: &usize, j: &usize| pages[*i].0.reprint_group.is_some() && pages[*i].0.reprint_group == pages[*j].0.reprint_group;
    let agency =
        |i: &usize, j: &usize| items[*i].gold == items[*j].gold && pages[*i].0.agencies.iter().any(|a| pages[*j].0.agencies.contains(a));
    let labelled = |is: &dyn Fn(&usize, &usize) -> bool| -> BTreeSet<Pair> {
        (0..pages.len()).flat_map(|i| (i + 1..pages.len()).map(move |j| (i, j))).filter(|(i, j)| is(i, j)).collect()
    };
    let shared = found(&pages, record, |kind| kind == OriginKind::SharedText);
    let joined = found(&pages, record, |kind| kind != OriginKind::Outlet);
    RecordScores {
        pages: pages.len(),
        without_article,
        stories_labelled: stories.len(),
        stories_found: clusters.iter().collect::<BTreeSet<_>>().len(),
        stories: b_cubed(&items),
        adjusted_rand: adjusted_rand(&items),
        reprints: pairs(&labelled(&reprints), &shared),
        origins: pairs(&labelled(&|i, j| reprints(i, j) || agency(i, j)), &joined),
        agencies: pairs(&of_agencies(&pages), &with_agencies(&pages, record)),
    }
}

/// Pages that are labelled as of an agency, and the reprints of these.
fn of_agencies<'a>(pages: &[(&'a Labelled, &str)]) -> BTreeSet<(usize, &'a str)> {
    let mut of = BTreeSet::new();
    for (label, _) in pages {
        for (at, (other, _)) in pages.iter().enumerate() {
            let reprint = label.reprint_group.is_some() && label.reprint_group == other.reprint_group;
            if std::ptr::eq(*label, *other) || reprint {
                of.extend(label.agencies.iter().map(|agency| (at, agency.as_str())));
            }
        }
    }
    of
}

/// Pages that have an agency as origin.
fn with_agencies<'a>(pages: &[(&Labelled, &str)], record: &'a Record) -> BTreeSet<(usize, &'a str)> {
    let at: BTreeMap<&str, usize> = pages.iter().enumerate().map(|(i, (_, source))| (*source, i)).collect();
    let agencies = record.stories.iter().flat_map(|s| &s.origins).filter(|o| o.kind == OriginKind::Agency);
    agencies.flat_map(|o| o.pages.iter().filter_map(|page| Some((*at.get(page.as_str())?, o.id.as_str())))).collect()
}

fn numbered<'a>(labels: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let distinct: BTreeSet<&str> = labels.collect();
    distinct.into_iter().enumerate().map(|(i, l)| (l, i)).collect()
}

/// The story of each page; a page of no story is alone.
fn clusters(pages: &[(&Labelled, &str)], record: &Record) -> Vec<usize> {
    let stories: BTreeMap<&str, usize> =
        record.stories.iter().enumerate().flat_map(|(i, s)| s.pages.iter().map(move |p| (p.as_str(), i))).collect();
    pages.iter().enumerate().map(|(i, (_, source))| stories.get(source).copied().unwrap_or(record.stories.len() + i)).collect()
}

/// The pairs of pages that an origin of some kind joins.
fn found(pages: &[(&Labelled, &str)], record: &Record, of: impl Fn(OriginKind) -> bool) -> BTreeSet<Pair> {
    let at: BTreeMap<&str, usize> = pages.iter().enumerate().map(|(i, (_, source))| (*source, i)).collect();
    let mut pairs = BTreeSet::new();
    for origin in record.stories.iter().flat_map(|s| &s.origins).filter(|o| of(o.kind)) {
        let members: BTreeSet<usize> = origin.pages.iter().filter_map(|p| at.get(p.as_str()).copied()).collect();
        for i in &members {
            pairs.extend(members.range(i + 1..).map(|j| (*i, *j)));
        }
    }
    pairs
}

fn pairs<T: Ord>(labelled: &BTreeSet<T>, found: &BTreeSet<T>) -> Pairs {
    let mut tally = Tally::default();
    tally.add(labelled.intersection(found).count(), labelled.len(), found.len());
    Pairs { labelled: labelled.len(), found: found.len(), score: tally.score() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_model::{Origin, Story};

    fn label(file: &str, story: &str, group: Option<&str>, agencies: &[&str]) -> Labelled {
        Labelled {
            url: None,
            file: Some(file.to_owned()),
            story: story.to_owned(),
            reprint_group: group.map(str::to_owned),
            agencies: agencies.iter().map(|a| (*a).to_owned()).collect(),
        }
    }

    fn story(pages: &[&str], origins: &[(OriginKind, &[&str])]) -> Story {
        let owned = |pages: &[&str]| pages.iter().map(|p| format!("in/{p}")).collect();
        Story {
            pages: owned(pages),
            origins: origins
                .iter()
                .map(|(kind, pages)| Origin {
                    id: "afp".to_owned(),
                    kind: *kind,
                    name: String::new(),
                    pages: owned(pages),
                    claims: Vec::new(),
                    why: String::new(),
                    reasons: Vec::new(),
                })
                .collect(),
            ..Story::default()
        }
    }

    #[test]
    fn stories_are_clusters_and_origins_pairs() {
        let labels = [
            label("a", "flood", Some("r"), &["afp"]),
            label("b", "flood", Some("r"), &[]),
            label("c", "flood", None, &["afp"]),
            label("d", "truce", None, &["afp"]),
            label("e", "truce", None, &[]),
            label("not-there", "truce", None, &[]),
        ];
        let articles: Vec<Article> =
            ["a", "b", "c", "d", "e"].iter().map(|p| Article { source: format!("in/{p}"), ..Article::default() }).collect();
        let record = Record {
            stories: vec![
                story(&["a", "b"], &[(OriginKind::SharedText, &["a", "b"]), (OriginKind::Agency, &["a"])]),
                story(&["c", "d"], &[(OriginKind::Agency, &["c", "d"]), (OriginKind::Outlet, &["c", "d"])]),
            ],
        };
        let scores = score(&labels, &articles, &record);
        assert_eq!(scores.pages, 5);
        assert_eq!(scores.without_article, ["not-there"]);
        assert_eq!((scores.stories_labelled, scores.stories_found), (2, 3));
        // Precision (1 + 1 + 1/2 + 1/2 + 1) / 5, recall (2/3 + 2/3 + 1/3 + 1/2 + 1/2) / 5.
        assert!((scores.stories.precision - 0.8).abs() < 1e-12);
        assert!((scores.stories.recall - 8.0 / 15.0).abs() < 1e-12);
        assert_eq!(scores.reprints, Pairs { labelled: 1, found: 1, score: Score::new(1.0, 1.0) });
        // Labelled a-b (one text) and a-c (one agency in one story), found a-b and c-d.
        assert_eq!(scores.origins, Pairs { labelled: 2, found: 2, score: Score::new(0.5, 0.5) });
        // Labelled a, c and d, and b as a reprint of a; found a, c and d.
        assert_eq!(scores.agencies, Pairs { labelled: 4, found: 3, score: Score::new(1.0, 0.75) });
    }
}
