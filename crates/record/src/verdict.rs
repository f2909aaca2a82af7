//! How the figures of a series stand to each other: the same, revised by who gave them, overtaken, or in dispute.

use std::collections::BTreeSet;

use isnad_model::{EntityId, Measure, Point, Quantity, Reason, Relation, Verdict};

use crate::bounds::Bounds;
use crate::scope::Scope;

/// What a series counts, whose voice each of its points is, and of which a page says that the count has grown to it: «the toll rose
/// to 27».
pub struct Count<'a> {
    pub measure: Measure,
    pub voices: Vec<Option<&'a EntityId>>,
    pub rising: Vec<bool>,
    /// The last day on which each is given; a point's own day is the first.
    pub last: Vec<Option<String>>,
    /// Whether only round-ups give each: pages that tell of several incidents with such figures.
    pub among_many: Vec<bool>,
    /// Where each is told: the pages that give it, and the paragraphs.
    pub told: Vec<Vec<(&'a str, usize)>>,
    /// How many places apart from the series's own the pages name for its figures.
    pub elsewhere: usize,
}

/// From so many places on a series tells of many incidents, as of a war: figures of it are about one thing only where the pages say so.
const MANY: usize = 3;
/// Two speakers contradict each other who speak of one thing at most this many days apart: a day for the press, a day for the count.
const ONE_TIME: i32 = 2;
/// More than so many times as many voices, the pages' own among them, that give a higher count have left a lower one behind.
const UPHELD: usize = 3;

/// A verdict with what it rests on.
pub struct Judged {
    pub verdict: Verdict,
    pub reason: Reason,
    pub why: String,
    pub between: Option<[usize; 2]>,
}

/// How every two points stand that do not say the same, the earlier first.
pub fn relations(points: &[Point], count: &Count, scope: &Scope) -> Vec<Relation> {
    let mut all = Vec::new();
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            let (verdict, reason) = relation(points, count, scope, a, b);
            all.push(Relation { between: [a, b], verdict, reason });
        }
    }
    all
}

fn relation(points: &[Point], count: &Count, scope: &Scope, a: usize, b: usize) -> (Verdict, Reason) {
    let (first, second) = (&points[a], &points[b]);
    let (x, y) = (Bounds::from(first), Bounds::from(second));
    if x.same(y) {
        return (Verdict::Agreed, Reason::SameFigure);
    }
    if x.meet(y) {
        return (Verdict::Superseded, Reason::BoundsMeet);
    }
    if x.far_from(y) {
        return (Verdict::IncompatibleScope, Reason::FarApart);
    }
    let places = first.place.as_ref().zip(second.place.as_ref());
    let one_place = places.is_some_and(|(p, q)| p == q && scope.is_spot(p));
    let days_apart = days_apart(points, count, a, b);
    if count.elsewhere >= MANY && !(one_place && days_apart.is_none_or(|n| n <= ONE_TIME)) {
        return (Verdict::IncompatibleScope, Reason::OtherEvent);
    }
    let (Some(one), Some(other)) = (count.voices[a], count.voices[b]) else {
        // Each page repeats in its own voice what it was told in its time; a dispute needs two who speak.
        return (Verdict::Superseded, Reason::PagesOwnVoice);
    };
    // «People» are whoever a page counts, fighters here and smugglers there; families are those that got bread and those that fled.
    if matches!(count.measure, Measure::People | Measure::Families) {
        return (Verdict::IncompatibleScope, Reason::OtherGroup);
    }
    let together = together(count, a, b);
    if one == other {
        let rose = value(second) > value(first);
        let two_days = day(first).zip(day(second)).is_some_and(|(x, y)| x != y);
        // Who gives two figures in one breath takes none of them back: they count two things.
        return if together == Together::Nowhere || two_days {
            (Verdict::Revised, if rose { Reason::RaisedBySpeaker } else { Reason::LoweredBySpeaker })
        } else if count.rising[if rose { b } else { a }] {
            (Verdict::Superseded, Reason::LaterCount)
        } else {
            (Verdict::IncompatibleScope, Reason::ToldTogether)
        };
    }
    if let Some((p, q)) = places.filter(|(p, q)| p != q) {
        let reason = if scope.nested(Some(p), Some(q)) { Reason::NarrowerPlace } else { Reason::OtherEvent };
        return (Verdict::IncompatibleScope, reason);
    }
    if count.among_many[a] || count.among_many[b] {
        return (Verdict::IncompatibleScope, Reason::OtherEvent);
    }
    if together == Together::Apart {
        return (Verdict::IncompatibleScope, Reason::ToldTogether);
    }
    if days_apart.is_some_and(|n| n > ONE_TIME) {
        let grew = value(second) > value(first);
        return if grew { (Verdict::Superseded, Reason::LaterCount) } else { (Verdict::IncompatibleScope, Reason::OtherEvent) };
    }
    if left_behind(points, count, a, b) || left_behind(points, count, b, a) {
        return (Verdict::Superseded, Reason::LaterCount);
    }
    if overtaken(points, count, a, b) || overtaken(points, count, b, a) || both_held(points, first, second) || moved_on(points, count, a, b)
    {
        return (Verdict::Superseded, Reason::LaterCount);
    }
    if count.measure == Measure::Missing && (first.asof.is_none() || second.asof.is_none()) {
        return (Verdict::Superseded, Reason::DaysUnknown);
    }
    (Verdict::Disputed, Reason::SpeakersContradict)
}

/// Whether a figure was given up for another: its own speaker says elsewhere, not earlier, what the other says; or it is of no later
/// day and the other says that the count has grown to it; or it is of an earlier day, and by then a third, or the pages
/// themselves, hold with the other.
fn overtaken(points: &[Point], count: &Count, old: usize, new: usize) -> bool {
    let (earlier, later) = (&points[old], &points[new]);
    let (x, y) = (Bounds::from(earlier), Bounds::from(later));
    let takes_over = |p: &Point| Bounds::from(p).meet(y) && !Bounds::from(p).meet(x);
    let by = |test: &dyn Fn(usize) -> bool| (0..points.len()).any(|at| test(at) && takes_over(&points[at]));
    let voice = |at: usize| count.voices[at];
    if by(&|at| voice(at) == voice(old) && points[at].asof >= earlier.asof) {
        return true;
    }
    if value(later) <= value(earlier) {
        return false;
    }
    let known = earlier.asof.is_some() && later.asof.is_some();
    if count.rising[new] && (!known || day(later) >= day(earlier)) {
        return true;
    }
    if grown(points, count, old, new) {
        return true;
    }
    let after = known && day(later) > day(earlier);
    after && by(&|at| voice(at) != voice(new) && voice(at) != voice(old) && day(&points[at]) >= day(later))
}

/// Whether a count is known to have grown beyond a figure by the time of another: a page says so, its own speaker went beyond it, or
/// the pages hold first it and then more. What others say by then is no contradiction to it.
fn grown(points: &[Point], count: &Count, old: usize, by: usize) -> bool {
    let known = |a: usize, b: usize| points[a].asof.is_some() && points[b].asof.is_some();
    let not_after = |a: usize, b: usize| !known(a, b) || day(&points[a]) <= day(&points[b]);
    let (earlier, x) = (&points[old], Bounds::from(&points[old]));
    not_after(old, by)
        && (0..points.len()).any(|at| {
            let more = value(&points[at]) > value(earlier) && !Bounds::from(&points[at]).meet(x);
            let same_voice = count.voices[at].is_some() && count.voices[at] == count.voices[old];
            more && not_after(old, at) && not_after(at, by) && (count.rising[at] || same_voice || both_held(points, earlier, &points[at]))
        })
}

/// Whether a later count goes the way that counts of its kind go, and nobody gives the earlier one by then: tolls grow, and the missing
/// are found, whoever counts. An earlier count that somebody still gives is held against the later one.
fn moved_on(points: &[Point], count: &Count, a: usize, b: usize) -> bool {
    let Some((first, second)) = day(&points[a]).zip(day(&points[b])).filter(|(first, second)| first != second) else { return false };
    let (old, new, by) = if first < second { (a, b, second) } else { (b, a, first) };
    let goes_on = value(&points[new]) > value(&points[old]) || count.measure == Measure::Missing;
    let (x, y) = (Bounds::from(&points[old]), Bounds::from(&points[new]));
    let last = |at: usize| count.last[at].as_deref().map(|d| d.get(..10).unwrap_or(d)).or_else(|| day(&points[at]));
    let holds = |at: usize| Bounds::from(&points[at]).meet(x) && !Bounds::from(&points[at]).meet(y);
    goes_on && !(0..points.len()).any(|at| holds(at) && last(at) >= Some(by))
}

/// Whether a count is a first one that hardly anybody holds, while many give more: «ten, by a first count» beside thirty. Whoever gives
/// more alone is contradicted.
fn left_behind(points: &[Point], count: &Count, low: usize, high: usize) -> bool {
    let x = Bounds::from(&points[low]);
    let voices = |test: &dyn Fn(Bounds) -> bool| {
        let at = (0..points.len()).filter(|at| test(Bounds::from(&points[*at])));
        at.map(|at| count.voices[at]).collect::<BTreeSet<_>>().len()
    };
    value(&points[low]) < value(&points[high]) && voices(&|y| y.meet(x)) * UPHELD < voices(&|y| y.above(x))
}

/// How two figures stand on the pages that give both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Together {
    /// No page gives both.
    Nowhere,
    /// Within a paragraph or two that follow each other: who sees that they differ holds them against each other there.
    Beside,
    /// Farther apart: the page tells of two things.
    Apart,
}

fn together(count: &Count, a: usize, b: usize) -> Together {
    let pairs = count.told[a]
        .iter()
        .flat_map(|(page, x)| count.told[b].iter().filter(move |(other, _)| other == page).map(|(_, y)| x.abs_diff(*y)));
    match pairs.min() {
        None => Together::Nowhere,
        Some(0 | 1) => Together::Beside,
        Some(_) => Together::Apart,
    }
}

/// How many days lie between two points, by the days on which each is given.
fn days_apart(points: &[Point], count: &Count, a: usize, b: usize) -> Option<i32> {
    let parsed = |d: Option<&str>| d.and_then(crate::instant::day);
    let first = |at: usize| parsed(points[at].asof.as_deref());
    let last = |at: usize| parsed(count.last[at].as_deref()).or_else(|| first(at));
    let gap = |earlier: usize, later: usize| Some((first(later)? - last(earlier)?).get_days());
    Some(gap(a, b)?.max(gap(b, a)?).max(0))
}

/// Whether the pages give both figures in their own voice too: they took over the one and then the other, so that the count grew, and
/// nobody stands alone against the rest.
fn both_held(points: &[Point], first: &Point, second: &Point) -> bool {
    let held = |one: &Point| points.iter().any(|p| p.speaker.is_none() && value(p) == value(one));
    held(first) && held(second)
}

fn day(point: &Point) -> Option<&str> {
    point.asof.as_ref().map(|d| d.get(..10).unwrap_or(d))
}

fn value(point: &Point) -> f64 {
    point.low.or(point.high).map_or(0.0, |q| q.0)
}

/// What the relations come to: a dispute weighs most, then what a speaker took back, then what was
/// overtaken, then scope.
pub fn of(points: &[Point], relations: &[Relation]) -> Judged {
    let found = |verdict: Verdict| relations.iter().find(|r| r.verdict == verdict);
    let judged = |r: &Relation, why: String| Judged { verdict: r.verdict, reason: r.reason, why, between: Some(r.between) };
    let pair = |r: &Relation| (told(&points[r.between[0]]), told(&points[r.between[1]]));
    // Of several disputes the one about a single day, and the latest.
    let disputes = relations.iter().filter(|r| r.verdict == Verdict::Disputed);
    if let Some(r) = disputes.max_by_key(|r| (day(&points[r.between[0]]) == day(&points[r.between[1]]), r.between)) {
        let (a, b) = pair(r);
        return judged(r, format!("{a} and {b} cannot both be true, and come from different speakers"));
    }
    // The last of a speaker's figures against the first.
    if let Some(r) = relations.iter().filter(|r| r.verdict == Verdict::Revised).max_by_key(|r| (r.between[1] - r.between[0], r.between[1]))
    {
        let (a, b) = pair(r);
        return judged(r, format!("{a} was changed to {b} by the same speaker"));
    }
    if let Some(r) =
        relations.iter().filter(|r| r.verdict == Verdict::Superseded).max_by_key(|r| (r.between[1] - r.between[0], r.between[1]))
    {
        let (a, b) = pair(r);
        return judged(r, format!("{a} was raised or made firmer to {b} without contradiction"));
    }
    if let Some(r) = found(Verdict::IncompatibleScope) {
        let (a, b) = pair(r);
        return judged(r, format!("{a} and {b} do not count the same"));
    }
    if let Some(r) = found(Verdict::Agreed) {
        return judged(r, format!("{} speakers give the same figure", points.len()));
    }
    let voices = points.first().map_or(0, |p| if p.speaker.is_none() { p.corroboration.origins } else { 0 });
    if voices > 1 {
        let why = format!("{voices} independent origins give the same figure");
        return Judged { verdict: Verdict::Agreed, reason: Reason::SameFigure, why, between: None };
    }
    Judged { verdict: Verdict::Single, reason: Reason::OnlyFigure, why: "one figure only".to_owned(), between: None }
}

fn told(point: &Point) -> String {
    let number =
        |q: Option<Quantity>| q.map_or_else(String::new, |q| if q.0.fract() == 0.0 { format!("{:.0}", q.0) } else { q.0.to_string() });
    let bounds = match (point.low, point.high) {
        (Some(a), Some(b)) if a == b => number(Some(a)),
        (a, b) => format!("{}–{}", number(a), number(b)),
    };
    format!("{} ({})", bounds, point.speaker.as_deref().unwrap_or("the pages themselves"))
}
