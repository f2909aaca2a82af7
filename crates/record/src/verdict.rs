//! How the figures of a series stand to each other: the same, revised by who gave them, overtaken, or in dispute.

use isnad_model::{EntityId, Measure, Point, Quantity, Reason, Relation, Verdict};

use crate::bounds::Bounds;
use crate::scope::Scope;

/// What a series counts, whose voice each of its points is, and of which a page says that the count has grown to it: «the toll rose
/// to 27».
pub struct Count<'a> {
    pub measure: Measure,
    pub voices: Vec<Option<&'a EntityId>>,
    pub rising: Vec<bool>,
}

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
    let (Some(one), Some(other)) = (count.voices[a], count.voices[b]) else {
        // Each page repeats in its own voice what it was told in its time; a dispute needs two who speak.
        return (Verdict::Superseded, Reason::PagesOwnVoice);
    };
    if one == other {
        let rose = value(second) > value(first);
        return (Verdict::Revised, if rose { Reason::RaisedBySpeaker } else { Reason::LoweredBySpeaker });
    }
    let places = first.place.as_ref().zip(second.place.as_ref());
    if places.is_some_and(|(p, q)| p != q && scope.nested(Some(p), Some(q))) {
        return (Verdict::IncompatibleScope, Reason::NarrowerPlace);
    }
    if overtaken(points, count, a, b) || overtaken(points, count, b, a) || both_held(points, first, second) {
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
