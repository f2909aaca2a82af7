//! From when an agreement holds, how long and until when.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Granularity, Stage};

use super::group::{Era, Group};
use super::told::Told;
use crate::instant;

/// When an agreement holds.
#[derive(Clone, Debug, Default)]
pub struct When {
    pub effective: Option<String>,
    pub until: Option<String>,
    pub duration: Option<String>,
}

pub fn of(group: &Group) -> When {
    if let Era::Past(time) = &group.era {
        return When { effective: Some(time.clone()), ..When::default() };
    }
    let effective = effective(group);
    let duration = lasts(group);
    let until = effective.as_deref().zip(duration.as_deref()).and_then(|(from, length)| instant::after(from, length));
    When { effective, until, duration }
}

/// The finest time that most pages give: where words of beginning give it, else a clock time in the sentence, else the event's day.
fn effective(group: &Group) -> Option<String> {
    let later = |t: &&Told| matches!(t.stage(), Some(Stage::Extended | Stage::Violated | Stage::Collapsed | Stage::Ended));
    let told = || group.mentions.iter().filter(|t| t.asserts() && !later(t));
    let from = told().filter_map(|t| Some((t.act()?.from.clone()?, t.source())));
    if let Some(time) = most(from) {
        return Some(time);
    }
    let clock = |t: &Told| {
        let minute = t.times().filter(|time| time.granularity == Granularity::Minute).filter_map(|time| time.value.clone());
        minute.collect::<Vec<_>>()
    };
    let clock = told().flat_map(|t| clock(t).into_iter().map(move |time| (time, t.source())));
    most(clock).or_else(|| most(told().filter_map(|t| Some((t.event.date.clone().filter(|d| d.len() >= 10)?, t.source())))))
}

/// The time that most pages give. Times that say the same to the minute and by the day count for each other; of an instant, local time
/// goes before Greenwich time.
fn most<'a>(times: impl Iterator<Item = (String, &'a str)>) -> Option<String> {
    let mut pages: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (time, page) in times {
        pages.entry(time).or_default().insert(page);
    }
    let day = |time: &str| time.get(..10).map(str::to_owned);
    let mut days: BTreeMap<Option<String>, BTreeSet<&str>> = BTreeMap::new();
    for (time, sources) in &pages {
        days.entry(day(time)).or_default().extend(sources);
    }
    pages
        .iter()
        .max_by_key(|(time, sources)| {
            let zoned = instant::utc(time).is_some();
            let local = zoned && !time.ends_with("+00:00") && !time.ends_with('Z');
            (
                days.get(&day(time)).map_or(0, BTreeSet::len),
                time.len() > 10,
                sources.len(),
                zoned,
                local,
                std::cmp::Reverse((*time).clone()),
            )
        })
        .map(|(time, _)| time.clone())
}

/// The length of time that most pages give.
fn lasts(group: &Group) -> Option<String> {
    let mut lengths: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for told in group.mentions.iter().filter(|t| t.stage() != Some(Stage::Extended)) {
        if let Some(length) = told.act().and_then(|a| a.lasts.as_deref()) {
            lengths.entry(length).or_default().insert(told.source());
        }
    }
    lengths.into_iter().max_by_key(|(length, pages)| (pages.len(), std::cmp::Reverse(*length))).map(|(length, _)| length.to_owned())
}
