//! From two records to what changed between them.

use isnad_model::{Agreement, AgreementTerm, Group, Part, Point, Quantity, QuoteSet, Record, Series, Story, Topic, Verdict, Violation};
use serde::Serialize;

use super::matching::{self, same_claim, same_figure};
use super::{AgreementKey, Change, Diff, Dispute, Entry, SeriesKey, StoryDiff, StoryHead};
use crate::view::is_quotation;

/// What changed from `old` to `new`, in an order that is the records' content's, not their lists'.
pub fn diff(old: &Record, new: &Record) -> Diff {
    let (old, new) = (ordered(&old.stories), ordered(&new.stories));
    let mut matched = matching::stories(&old, &new);
    matched.sort_by_key(|(_, b)| *b);
    let left = |all: &[&Story], taken: &[usize]| -> Vec<StoryHead> {
        let others = all.iter().enumerate().filter(|(at, _)| !taken.contains(at));
        others.map(|(_, s)| StoryHead { id: s.id.clone(), title: s.title.clone(), pages: sorted(s.pages.clone()) }).collect()
    };
    let (taken_old, taken_new): (Vec<usize>, Vec<usize>) = matched.iter().copied().unzip();
    Diff {
        new_stories: left(&new, &taken_new),
        gone_stories: left(&old, &taken_old),
        changed: matched.into_iter().filter_map(|(a, b)| story(old[a], new[b])).collect(),
    }
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort_unstable();
    list
}

/// Those that most pages tell first.
fn ordered(stories: &[Story]) -> Vec<&Story> {
    let mut all: Vec<&Story> = stories.iter().collect();
    all.sort_by_key(|s| (std::cmp::Reverse(s.pages.len()), s.from.clone(), s.title.clone(), s.id.clone()));
    all
}

/// A value's JSON, to order by where nothing else tells two apart.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Series of one key; a record may hold several that lie too far apart to be one.
struct Keyed<'a> {
    key: SeriesKey,
    all: Vec<&'a Series>,
}

impl<'a> Keyed<'a> {
    /// Their figures, earliest first.
    fn points(&self) -> Vec<&'a Point> {
        let mut points: Vec<&Point> = self.all.iter().flat_map(|s| &s.points).collect();
        points.sort_by_cached_key(|p| (p.asof.clone(), json(p)));
        points
    }

    fn disputed(&self) -> bool {
        self.all.iter().any(|s| s.verdict == Verdict::Disputed)
    }

    /// The best estimate of the last day; none where several series would each have theirs.
    fn best(&self) -> Option<Option<Quantity>> {
        let [series] = self.all[..] else { return None };
        series.estimates.iter().max_by(|a, b| a.date.cmp(&b.date)).map(|e| e.best)
    }
}

fn keyed(story: &Story) -> Vec<Keyed<'_>> {
    let mut all: Vec<Keyed> = Vec::new();
    for series in &story.series {
        let key = SeriesKey::of(series);
        match all.iter_mut().find(|k| k.key == key) {
            Some(known) => known.all.push(series),
            None => all.push(Keyed { key, all: vec![series] }),
        }
    }
    all.sort_by_cached_key(|k| (k.key.group != Group::All, k.key.measure, json(&k.key)));
    all
}

fn agreements(story: &Story) -> Vec<&Agreement> {
    let mut all: Vec<&Agreement> = story.agreements.iter().collect();
    all.sort_by_cached_key(json);
    all
}

fn story(old: &Story, new: &Story) -> Option<StoryDiff> {
    let (before, after) = (keyed(old), keyed(new));
    let (old_agreements, new_agreements) = (agreements(old), agreements(new));
    let mut matched = matching::agreements(&old_agreements, &new_agreements);
    matched.sort_unstable_by_key(|(_, b)| *b);
    let matched: Vec<(&Agreement, &Agreement)> = matched.into_iter().map(|(a, b)| (old_agreements[a], new_agreements[b])).collect();
    let turned: Vec<(&Agreement, &Agreement)> = matched.iter().map(|(a, b)| (*b, *a)).collect();

    let (mut points, mut revised) = (Vec::new(), Vec::new());
    for now in &after {
        let Some(was) = before.iter().find(|k| k.key == now.key) else { continue };
        figures(was, now, &mut points, &mut revised);
        if let (Some(a), Some(b)) = (was.best(), now.best())
            && a != b
        {
            revised.push(Change::Best { series: now.key.clone(), was: a, now: b });
        }
    }
    for (a, b) in matched.iter().filter(|(a, b)| a.status != b.status) {
        revised.push(Change::Status { agreement: AgreementKey::of(b), was: a.status, now: b.status });
    }
    let lost = lost(&before, &after, &revised);
    let (was, is) = (disputes(old, &before), disputes(new, &after));
    // What is gone altogether is no longer in the record, which is not the same as settled.
    let kept = |d: &Dispute| !matches!(d, Dispute::Series { series } if !after.iter().any(|k| k.key == *series));
    let diff = StoryDiff {
        id: new.id.clone(),
        was: old.id.clone(),
        title: new.title.clone(),
        new: entries(old, new, &before, &after, points, &new_agreements, &matched),
        revised,
        disputed: is.iter().filter(|d| !was.contains(d)).cloned().collect(),
        settled: was.into_iter().filter(|d| !is.contains(d) && kept(d)).collect(),
        gone: entries(new, old, &after, &before, lost, &old_agreements, &turned),
    };
    let lists = [diff.new.len(), diff.revised.len(), diff.disputed.len(), diff.settled.len(), diff.gone.len()];
    lists.iter().any(|n| *n > 0).then_some(diff)
}

/// Figures of a series of both: new ones, and those by which a speaker or a page replaced one of its own.
fn figures(was: &Keyed, now: &Keyed, new: &mut Vec<Entry>, revised: &mut Vec<Change>) {
    let before = was.points();
    // Figures that speakers who are named gave newly, earliest first.
    let mut given: Vec<&Point> = Vec::new();
    let after = now.points();
    for point in after.iter().copied() {
        let theirs = |p: &&&Point| point.speaker.is_some() && p.speaker == point.speaker;
        // Two figures of one day are in no order: both stand against what was said before that day.
        let newly = given.iter().rev().filter(theirs).find(|p| p.asof < point.asof);
        let earlier = || before.iter().rev().filter(theirs).find(|p| p.asof <= point.asof || point.asof.is_none());
        let replaced = newly.or_else(earlier).copied();
        let told = before.iter().any(|p| {
            // A speaker who goes back to an earlier figure has revised the one between.
            let stands = point.speaker.is_none() || p.asof == point.asof || same_claim(p, point);
            same_figure(p, point) && stands
        });
        if told || replaced.is_some_and(|p| same_figure(p, point)) {
            continue;
        }
        given.push(point);
        // Claims are numbered along their page: a number alone does not make a figure that still stands another one.
        let reread = before.iter().copied().find(|p| same_claim(p, point) && !after.iter().any(|q| same_figure(p, q)));
        match reread.or(replaced) {
            Some(earlier) => {
                revised.push(Change::Figure { series: now.key.clone(), was: Box::new(earlier.clone()), now: Box::new(point.clone()) })
            }
            None => new.push(Entry::Point { series: now.key.clone(), point: Box::new(point.clone()) }),
        }
    }
}

/// Figures of a series of both that the newer record neither gives nor replaces.
fn lost(before: &[Keyed], after: &[Keyed], revised: &[Change]) -> Vec<Entry> {
    let replaced = |p: &Point| revised.iter().any(|c| matches!(c, Change::Figure { was, .. } if **was == *p));
    let mut lost = Vec::new();
    for was in before {
        let Some(now) = after.iter().find(|k| k.key == was.key) else { continue };
        let points = now.points();
        let gone = was.points().into_iter().filter(|p| !replaced(p) && !points.iter().any(|q| same_figure(p, q)));
        lost.extend(gone.map(|p| Entry::Point { series: was.key.clone(), point: Box::new(p.clone()) }));
    }
    lost
}

/// What `new` has and `old` has not, with the figures that are new already found.
fn entries(
    old: &Story,
    new: &Story,
    before: &[Keyed],
    after: &[Keyed],
    points: Vec<Entry>,
    agreements: &[&Agreement],
    matched: &[(&Agreement, &Agreement)],
) -> Vec<Entry> {
    let mut pages: Vec<&String> = new.pages.iter().filter(|p| !old.pages.contains(p)).collect();
    pages.sort_unstable();
    let mut entries: Vec<Entry> = pages.into_iter().map(|page| Entry::Page { page: page.clone() }).collect();
    for series in after.iter().filter(|k| !before.iter().any(|b| b.key == k.key)) {
        let points = series.points().into_iter().cloned().collect();
        entries.push(Entry::Series { series: series.key.clone(), points });
    }
    entries.extend(points);
    for now in after {
        let known: Vec<&Part> = before.iter().filter(|b| b.key == now.key).flat_map(|b| &b.all).flat_map(|s| &s.parts).collect();
        let mut parts: Vec<&Part> = now.all.iter().flat_map(|s| &s.parts).filter(|p| !known.iter().any(|k| same_part(k, p))).collect();
        parts.sort_by_cached_key(json);
        parts.dedup_by(|a, b| same_part(a, b));
        entries.extend(parts.into_iter().map(|part| Entry::Part { series: now.key.clone(), part: part.clone() }));
    }
    for agreement in agreements {
        match matched.iter().find(|(_, now)| std::ptr::eq(*now, *agreement)) {
            None => entries.push(Entry::Agreement { agreement: Box::new((*agreement).clone()) }),
            Some((was, now)) => within_agreement(was, now, &mut entries),
        }
    }
    let mut quotes: Vec<&QuoteSet> = new.quotes.iter().filter(|q| is_quotation(q)).collect();
    quotes.retain(|q| !old.quotes.iter().any(|o| same_quote(o, q)));
    quotes.sort_by_cached_key(|q| (q.date.clone(), json(q)));
    entries.extend(quotes.into_iter().map(|quote| Entry::Quote { quote: quote.clone() }));
    entries
}

fn within_agreement(was: &Agreement, now: &Agreement, entries: &mut Vec<Entry>) {
    let key = AgreementKey::of(now);
    let mut terms: Vec<&AgreementTerm> = now.terms.iter().filter(|t| !was.terms.iter().any(|o| same_term(o, t))).collect();
    terms.sort_by_cached_key(json);
    entries.extend(terms.into_iter().map(|term| Entry::Term { agreement: key.clone(), term: term.clone() }));
    let mut violations: Vec<&Violation> = now.violations.iter().filter(|v| !was.violations.iter().any(|o| same_violation(o, v))).collect();
    violations.sort_by_cached_key(|v| (v.date.clone(), json(v)));
    entries.extend(violations.into_iter().map(|violation| Entry::Violation { agreement: key.clone(), violation: violation.clone() }));
}

fn same_part(a: &Part, b: &Part) -> bool {
    (&a.group, &a.place, a.low, a.high, &a.speaker) == (&b.group, &b.place, b.low, b.high, &b.speaker)
}

fn same_term(a: &AgreementTerm, b: &AgreementTerm) -> bool {
    (a.term, &a.who, &a.to, &a.place, &a.until) == (b.term, &b.who, &b.to, &b.place, &b.until)
}

fn same_violation(a: &Violation, b: &Violation) -> bool {
    (&a.reported_by, &a.against, a.count, &a.place, &a.date) == (&b.reported_by, &b.against, b.count, &b.place, &b.date)
}

/// One speaker, and a wording of the one that is in a wording of the other.
fn same_quote(a: &QuoteSet, b: &QuoteSet) -> bool {
    a.speaker == b.speaker && a.variants.iter().any(|v| b.variants.iter().any(|w| v.contains(w.as_str()) || w.contains(v.as_str())))
}

/// What speakers contradict each other about: figures first, by what they count.
fn disputes(story: &Story, keyed: &[Keyed]) -> Vec<Dispute> {
    let series = |key: &SeriesKey| Dispute::Series { series: key.clone() };
    let mut all: Vec<Dispute> = keyed.iter().filter(|k| k.disputed()).map(|k| series(&k.key)).collect();
    let mut topics: Vec<&Topic> = story.contradictions.iter().map(|c| &c.about).collect();
    topics.sort_unstable();
    for topic in topics {
        let dispute = match topic {
            Topic::Series { series: at } => story.series.get(*at).map(|s| series(&SeriesKey::of(s))),
            Topic::Event { what, actors } => Some(Dispute::Event { what: *what, actors: sorted(actors.clone()) }),
            Topic::Accusation { against } => Some(Dispute::Accusation { against: against.clone() }),
        };
        all.extend(dispute.filter(|d| !all.contains(d)));
    }
    all
}
