//! Which mentions are of one agreement: by its time, its place and its sides.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{EntityId, Granularity, Stage};
use jiff::civil::Date;

use super::told::{Story, Told};
use crate::instant;

/// The time that an agreement is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// The story's own.
    Now,
    /// An earlier month or year: background.
    Past(String),
}

/// Beginnings that lie further apart, in days, are of two agreements.
const APART: i32 = 3;
/// How far from its name its terms may stand, in code points.
const REACH: usize = 400;
/// An agreement that so many pages tell of is what a page that says little is about.
const SURE: usize = 3;
/// What lies further before a page's day, in days, is background.
const PAST: i32 = 30;
/// And so is what itself says that it began so long before, in days: a truce may hold for months.
const LONG_PAST: i32 = 366;

/// The mentions of one agreement.
pub struct Group<'a> {
    pub era: Era,
    pub mentions: Vec<Told<'a>>,
    place: Option<EntityId>,
    sides: BTreeSet<EntityId>,
    from: Option<Date>,
}

impl<'a> Group<'a> {
    fn new(era: Era) -> Self {
        Group { era, mentions: Vec::new(), place: None, sides: BTreeSet::new(), from: None }
    }

    /// The pages that mention it.
    pub fn pages(&self) -> BTreeSet<&'a str> {
        self.mentions.iter().map(|t| t.source()).collect()
    }

    /// Whether an event stands close to a mention of it.
    pub fn stands_by(&self, told: &Told) -> bool {
        let near = |m: &Told| m.claim.sentence == told.claim.sentence || m.claim.start.abs_diff(told.claim.start) <= REACH;
        self.mentions.iter().any(|m| m.source() == told.source() && near(m))
    }

    /// The places that the pages name with it, the one that most of them name first.
    pub fn places(&self, story: &Story) -> Vec<EntityId> {
        let mut counts: BTreeMap<&EntityId, BTreeSet<&str>> = BTreeMap::new();
        for told in &self.mentions {
            if let Some(place) = told.act().and_then(|a| a.place.as_ref()) {
                counts.entry(place).or_default().insert(told.source());
            }
        }
        let mut places: Vec<(usize, &EntityId)> = counts.into_iter().map(|(place, pages)| (pages.len(), place)).collect();
        places.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
        let most = places.first().map_or(0, |p| p.0);
        // A town of the country that it holds in is no place beside it.
        let first = places.first().map(|p| p.1);
        let beside = |p: &EntityId| first.is_none_or(|f| f == p || !story.scope.nested(Some(f), Some(p)));
        places.into_iter().filter(|(count, place)| count * 3 >= most && beside(place)).map(|(_, place)| place.clone()).collect()
    }

    fn add(&mut self, told: Told<'a>, sides: BTreeSet<EntityId>) {
        if let Some(place) = told.act().and_then(|a| a.place.clone()) {
            self.place.get_or_insert(place);
        }
        self.sides.extend(sides);
        self.from = self.from.or(begins(&told));
        self.mentions.push(told);
    }

    /// Whether a mention can be of this agreement.
    fn fits(&self, story: &Story, told: &Told, sides: &BTreeSet<EntityId>) -> bool {
        let place = told.act().and_then(|a| a.place.as_ref());
        let near = self.place.as_ref().zip(place).is_none_or(|(a, b)| story.scope.nested(Some(a), Some(b)));
        let in_time = self.from.zip(begins(told)).is_none_or(|(a, b)| (a - b).get_days().abs() <= APART);
        let others = !self.sides.is_empty() && !sides.is_empty() && self.sides.is_disjoint(sides);
        near && in_time && !others
    }

    /// How much a mention has in common with this agreement.
    fn likeness(&self, told: &Told, sides: &BTreeSet<EntityId>) -> (usize, usize, usize) {
        let place = told.act().and_then(|a| a.place.as_ref());
        let place = usize::from(place.is_some() && place == self.place.as_ref());
        let page = usize::from(self.mentions.iter().any(|t| t.source() == told.source()));
        (place + self.sides.intersection(sides).count(), page, self.pages().len())
    }
}

/// The day that a mention says the agreement begins on; an extension begins when the agreement itself has long begun.
fn begins(told: &Told) -> Option<Date> {
    told.act().filter(|a| a.stage != Some(Stage::Extended)).and_then(|a| instant::day(a.from.as_ref()?))
}

/// Sorts the mentions of a story.
pub fn sort<'a>(story: &Story<'a>, mentions: &[Told<'a>]) -> Vec<Group<'a>> {
    let mut past: BTreeMap<Era, Group<'a>> = BTreeMap::new();
    let mut now: Vec<(Told<'a>, BTreeSet<EntityId>)> = Vec::new();
    for told in mentions {
        match era(story, told) {
            // What is no more than «the first truce» cannot be placed.
            Era::Now if told.stage() == Some(Stage::Former) => {}
            Era::Now => now.push((*told, sides(story, told))),
            past_era => past.entry(past_era.clone()).or_insert_with(|| Group::new(past_era)).add(*told, BTreeSet::new()),
        }
    }
    // Those that say most of it come first, so that the vaguer ones find it.
    now.sort_by_key(|(told, sides)| {
        let place = told.act().is_some_and(|a| a.place.is_some());
        let telling = usize::from(begins(told).is_some()) + usize::from(place) + sides.len().min(2);
        (std::cmp::Reverse(telling), !told.asserts(), told.source(), told.claim.start)
    });
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (told, sides) in now {
        let fitting = (0..groups.len()).filter(|at| groups[*at].fits(story, &told, &sides));
        match fitting.max_by_key(|at| (groups[*at].likeness(&told, &sides), std::cmp::Reverse(*at))) {
            Some(at) => groups[at].add(told, sides),
            None => {
                let mut group = Group::new(Era::Now);
                group.add(told, sides);
                groups.push(group);
            }
        }
    }
    fold_strays(story, &mut groups);
    for group in &mut groups {
        group.mentions.sort_by_key(|t| (t.source(), t.claim.start));
    }
    groups.into_iter().chain(past.into_values()).collect()
}

/// A single page that stands apart by nothing but its date has read the date wrong: it is about what all the others are about.
fn fold_strays(story: &Story, groups: &mut Vec<Group>) {
    let Some(most) = (0..groups.len()).max_by_key(|at| (groups[*at].pages().len(), std::cmp::Reverse(*at))) else { return };
    if groups[most].pages().len() < SURE {
        return;
    }
    let mut main = groups.swap_remove(most);
    groups.retain_mut(|group| {
        let near = group.place.as_ref().zip(main.place.as_ref()).is_none_or(|(a, b)| story.scope.nested(Some(a), Some(b)));
        let apart = !near || group.sides.len() > 1 || !group.sides.is_subset(&main.sides) && !main.sides.is_empty();
        if group.pages().len() > 1 || apart {
            return true;
        }
        main.mentions.append(&mut group.mentions);
        false
    });
    groups.insert(0, main);
}

/// Whom a mention names as bound.
fn sides(story: &Story, told: &Told) -> BTreeSet<EntityId> {
    let between = told.act().map_or(&[][..], |a| &a.between);
    between.iter().filter_map(|id| story.standing.bound(id)).cloned().collect()
}

/// Of which time a mention is: its own, where the nearest time of its sentence is of an earlier month or year.
fn era(story: &Story, told: &Told) -> Era {
    let own = told.page.day.as_ref().or(story.last.as_ref());
    let Some(page_day) = own.and_then(|d| instant::day(d)) else { return Era::Now };
    if let Some(from) = begins(told).filter(|from| (page_day - *from).get_days() > LONG_PAST) {
        return Era::Past(from.year().to_string());
    }
    let dated = told.times().filter_map(|t| Some((t, t.value.as_deref()?)));
    let dated = dated.filter(|(t, _)| !matches!(t.granularity, Granularity::Period | Granularity::Season | Granularity::Week));
    // The time that stands by it, the nearer in its own clause first.
    let Some((_, value)) = dated.min_by_key(|(t, _)| distance(t.start, t.end, told)) else { return Era::Now };
    let last = match value.len() {
        4 => format!("{value}-12-31"),
        7 => format!("{value}-28"),
        _ => value.get(..10).unwrap_or(value).to_owned(),
    };
    let Ok(last) = last.parse::<Date>() else { return Era::Now };
    if (page_day - last).get_days() <= PAST {
        Era::Now
    } else if value.get(..4) == Some(&page_day.year().to_string()) {
        Era::Past(value.get(..7).unwrap_or(value).to_owned())
    } else {
        Era::Past(value.get(..4).unwrap_or(value).to_owned())
    }
}

fn distance(start: usize, end: usize, told: &Told) -> usize {
    if start >= told.claim.end { start - told.claim.end } else { told.claim.start.saturating_sub(end) }
}
