//! What a story tells that it did not tell before: figures, disputes, violations.

use std::collections::{BTreeSet, HashMap};

use isnad_model::{Agreement, ClaimRef, Point, Series, Story, Topic, Verdict, Violation};
use serde::Serialize;

use super::{Bounds, Counted, DisputeNews, News, RevisionNews, ViolationNews};
use crate::before::Was;

/// What there is to tell of a story as it is `now`: of the one that goes on in it, if any, and of others that pages of it were in.
/// `same` is one that tells the same as it did, to the letter.
pub(crate) fn news(was: Option<&Was>, others: &[Was], now: &Story, same: bool) -> Vec<News> {
    let mut told = Vec::new();
    match was {
        None => told.push(News::NewStory { title: now.title.clone(), pages: now.pages.len() }),
        Some(_) if same => return told,
        Some(Was { story: old, .. }) => told.push(News::StoryChanged {
            title: now.title.clone(),
            came: without(&now.pages, &old.pages),
            left: without(&old.pages, &now.pages),
        }),
    }
    let before: Vec<&Story> = was.into_iter().chain(others).map(|was| &was.story).collect();
    told.extend(revisions(&before, now));
    told.extend(disputes(&before, now));
    told.extend(violations(&before, now));
    told
}

fn without(all: &[String], some: &[String]) -> Vec<String> {
    let some: BTreeSet<&String> = some.iter().collect();
    all.iter().filter(|page| !some.contains(page)).cloned().collect()
}

/// A value's JSON, by which two are the same.
fn key(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Counted {
    fn of(series: &Series) -> Self {
        Counted { measure: series.measure, group: series.group.clone(), place: series.place.clone(), window: series.window.clone() }
    }
}

impl Bounds {
    fn of(point: &Point) -> Self {
        Bounds { low: point.low, high: point.high, qualifier: point.qualifier }
    }
}

/// One figure of one speaker, whenever and on however many pages.
fn figure(series: &Series, point: &Point) -> String {
    let place = point.place.as_ref().or(series.place.as_ref());
    key(&(series.measure, &series.group, place, &series.window, &point.speaker, Bounds::of(point)))
}

fn figures<'a>(stories: &[&'a Story]) -> Vec<(&'a Series, &'a Point)> {
    stories.iter().flat_map(|story| &story.series).flat_map(|series| series.points.iter().map(move |point| (series, point))).collect()
}

/// Figures that are more than before: who goes back to a figure that they gave before gives it once more.
fn revisions(before: &[&Story], now: &Story) -> Vec<News> {
    let old = figures(before);
    let mut had: HashMap<String, usize> = HashMap::new();
    for (series, point) in &old {
        *had.entry(figure(series, point)).or_default() += 1;
    }
    let still: BTreeSet<String> = figures(&[now]).into_iter().map(|(series, point)| figure(series, point)).collect();
    let mut news = Vec::new();
    for series in &now.series {
        for (at, point) in series.points.iter().enumerate() {
            if let Some(left) = had.get_mut(&figure(series, point)).filter(|left| **left > 0) {
                *left -= 1;
                continue;
            }
            let earlier = series.points[..at].iter().rev().find(|p| p.speaker.is_some() && p.speaker == point.speaker);
            // A figure that was corrected, or that its page now reads otherwise, is told no more.
            let replaced = || {
                let gone = |(s, p): &&(&Series, &Point)| share(&p.claims, &point.claims) && !still.contains(&figure(s, p));
                old.iter().find(gone).map(|(_, p)| *p)
            };
            let was = earlier.or_else(replaced).map(Bounds::of).filter(|was| *was != Bounds::of(point));
            news.push(News::Revision(Box::new(RevisionNews {
                series: Counted { place: point.place.clone().or_else(|| series.place.clone()), ..Counted::of(series) },
                is: Bounds::of(point),
                was,
                asof: point.asof.clone(),
                speaker: point.speaker.clone(),
                claim: point.claims.first().cloned(),
            })));
        }
    }
    news
}

fn share(some: &[ClaimRef], others: &[ClaimRef]) -> bool {
    some.iter().any(|claim| others.contains(claim))
}

/// What is disputed, each once, by what it is about.
fn disputed(story: &Story) -> Vec<(String, DisputeNews)> {
    let in_topics = story.contradictions.iter().filter_map(|c| match c.about {
        Topic::Series { series } => Some(series),
        _ => None,
    });
    let by_verdict = story.series.iter().enumerate().filter(|(_, s)| s.verdict == Verdict::Disputed).map(|(at, _)| at);
    let series: BTreeSet<usize> = in_topics.chain(by_verdict).collect();
    let mut all = Vec::new();
    for (at, series) in series.into_iter().filter_map(|at| Some((at, story.series.get(at)?))) {
        let counted = Counted::of(series);
        let between = series.between.into_iter().flatten().filter_map(|at| series.points.get(at)).map(Bounds::of).collect();
        all.push((key(&counted), DisputeNews { about: Topic::Series { series: at }, series: Some(counted), between }));
    }
    for about in story.contradictions.iter().map(|c| &c.about).filter(|about| !matches!(about, Topic::Series { .. })) {
        let mut about = about.clone();
        if let Topic::Event { actors, .. } = &mut about {
            actors.sort_unstable();
        }
        all.push((key(&about), DisputeNews { about, series: None, between: Vec::new() }));
    }
    all
}

fn disputes(before: &[&Story], now: &Story) -> Vec<News> {
    let mut known: BTreeSet<String> = before.iter().flat_map(|story| disputed(story)).map(|(key, _)| key).collect();
    disputed(now).into_iter().filter_map(|(key, news)| known.insert(key).then_some(News::Dispute(news))).collect()
}

/// Whether two reports are of one violation; a page whose day becomes known makes no other of it.
fn same_violation(a: &Violation, b: &Violation) -> bool {
    let day = a.date == b.date || a.date.is_none() || b.date.is_none();
    day && (&a.reported_by, &a.against, a.count, &a.place) == (&b.reported_by, &b.against, b.count, &b.place)
}

fn violations(before: &[&Story], now: &Story) -> Vec<News> {
    let known: Vec<&Violation> = before.iter().flat_map(|story| &story.agreements).flat_map(|a| &a.violations).collect();
    let told = |agreement: &Agreement, violation: &Violation| {
        News::Violation(ViolationNews {
            agreement: agreement.what,
            reported_by: violation.reported_by.clone(),
            against: violation.against.clone(),
            count: violation.count,
            place: violation.place.clone(),
            date: violation.date.clone(),
            claim: violation.claims.first().cloned(),
        })
    };
    let all = now.agreements.iter().flat_map(|agreement| agreement.violations.iter().map(move |violation| (agreement, violation)));
    all.filter(|(_, violation)| !known.iter().any(|old| same_violation(old, violation)))
        .map(|(agreement, violation)| told(agreement, violation))
        .collect()
}
