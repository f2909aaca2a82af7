//! Facts in the order of their times: what happened, apart from when it was reported. Clock times of one instant are one entry, shown in the
//! zone that most pages tell it in.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{ClaimKind, ClaimRef, Fact, FactKind, Granularity, Reported, TimelineEntry};

use crate::instant;
use crate::pages::Page;

/// A fact with its time as the pages have it.
struct Timed<'a> {
    fact: &'a Fact,
    /// Every form with the pages that have it.
    times: BTreeMap<(String, Granularity), BTreeSet<&'a str>>,
    pages: BTreeSet<&'a str>,
}

/// Events by their times.
pub fn find(pages: &[Page], facts: &[Fact]) -> Vec<TimelineEntry> {
    let by_source: BTreeMap<&str, &Page> = pages.iter().map(|p| (p.article.source.as_str(), p)).collect();
    // Instants by UTC, everything coarser by itself.
    let mut entries: BTreeMap<(String, Granularity), Vec<Timed>> = BTreeMap::new();
    for fact in facts.iter().filter(|f| f.kind == FactKind::Event) {
        let mut timed = Timed { fact, times: BTreeMap::new(), pages: BTreeSet::new() };
        for reference in &fact.claims {
            let Some(page) = by_source.get(reference.page.as_str()) else { continue };
            timed.pages.insert(&reference.page);
            if let Some(time) = time(page, reference) {
                timed.times.entry(time).or_default().insert(&reference.page);
            }
        }
        if let Some((time, granularity)) = timed.times.keys().min() {
            let key = instant::utc(time).unwrap_or_else(|| time.clone());
            entries.entry((key, *granularity)).or_default().push(timed);
        }
    }
    let mut all: Vec<TimelineEntry> =
        entries.into_iter().map(|((key, granularity), facts)| entry(&key, granularity, &facts, &by_source)).collect();
    all.sort_by(|a, b| (&a.time, a.granularity).cmp(&(&b.time, b.granularity)));
    all
}

fn time(page: &Page, reference: &ClaimRef) -> Option<(String, Granularity)> {
    let claim = page.claims().find(|c| c.id == reference.claim)?;
    let ClaimKind::Event(event) = &claim.kind else { return None };
    event.date.clone().zip(event.granularity)
}

fn entry(key: &str, granularity: Granularity, facts: &[Timed], pages: &BTreeMap<&str, &Page>) -> TimelineEntry {
    let mut forms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for timed in facts {
        for ((time, _), sources) in timed.times.iter().filter(|((time, _), _)| instant::utc(time).as_deref().unwrap_or(time) == key) {
            forms.entry(time).or_default().extend(sources);
        }
    }
    // Greenwich time stands in brackets behind the page's own.
    let greenwich = |t: &str| t.ends_with("+00:00") || t.ends_with('Z');
    let best =
        forms.iter().max_by_key(|(time, sources)| (!greenwich(time), sources.len(), std::cmp::Reverse(**time))).map(|(time, _)| *time);
    let time = best.unwrap_or(key).to_owned();
    let reported = facts.iter().map(|timed| {
        let days = || timed.pages.iter().filter_map(|s| pages.get(s)?.day.as_deref());
        let first = days().min().map(str::to_owned);
        let ahead = first.as_deref().zip(time.get(..10)).is_some_and(|(first, day)| first < day);
        Reported { fact: timed.fact.id.clone(), last: days().max().map(str::to_owned), first, ahead }
    });
    TimelineEntry {
        utc: instant::utc(&time),
        granularity,
        told: forms.keys().filter(|form| **form != time).map(|form| (*form).to_owned()).collect(),
        facts: facts.iter().map(|t| t.fact.id.clone()).collect(),
        reported: reported.collect(),
        time,
    }
}
