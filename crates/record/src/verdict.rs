//! How the figures of a series stand to each other: the same, revised by who gave them, overtaken, or in dispute.

use isnad_model::{Point, Quantity, Reason, Relation, Verdict};

use crate::bounds::Bounds;
use crate::scope::Scope;

/// Whether a page says of a point that the count has grown to it: «the toll rose to 27».
#[derive(Clone, Copy)]
pub struct Rising(pub bool);

/// A verdict with what it rests on.
pub struct Judged {
    pub verdict: Verdict,
    pub reason: Reason,
    pub why: String,
    pub between: Option<[usize; 2]>,
}

/// How every two points stand that do not say the same, the earlier first.
pub fn relations(points: &[Point], rising: &[Rising], scope: &Scope) -> Vec<Relation> {
    let mut all = Vec::new();
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            let (verdict, reason) = relation(points, rising, scope, a, b);
            all.push(Relation { between: [a, b], verdict, reason });
        }
    }
    all
}

fn relation(points: &[Point], rising: &[Rising], scope: &Scope, a: usize, b: usize) -> (Verdict, Reason) {
    let (first, second) = (&points[a], &points[b]);
    let (x, y) = (Bounds::from(first), Bounds::from(second));
    if x.same(y) {
        return (Verdict::Agreed, Reason::SameFigure);
    }
    if let (Some(one), Some(other)) = (&first.speaker, &second.speaker)
        && one == other
        && !x.meet(y)
    {
        let rose = value(second) > value(first);
        return (Verdict::Revised, if rose { Reason::RaisedBySpeaker } else { Reason::LoweredBySpeaker });
    }
    if x.meet(y) {
        return (Verdict::Superseded, Reason::BoundsMeet);
    }
    // Each page repeats in its own voice what it was told in its time; a dispute needs two who speak.
    if first.speaker.is_none() || second.speaker.is_none() {
        return (Verdict::Superseded, Reason::PagesOwnVoice);
    }
    if first.place != second.place && first.place.is_some() && second.place.is_some() && scope.nested(first.place.as_ref(), second.place.as_ref()) {
        return (Verdict::IncompatibleScope, Reason::NarrowerPlace);
    }
    if overtaken(points, rising, a, b) || overtaken(points, rising, b, a) || both_held(points, first, second) {
        return (Verdict::Superseded, Reason::LaterCount);
    }
    (Verdict::Disputed, Reason::SpeakersContradict)
}

/// Whether a figure was given up for a later one: its own speaker later says what the other says, or it is of an earlier day, the
/// other says that the count has grown, or a third, or the pages themselves, hold with the other by then.
fn overtaken(points: &[Point], rising: &[Rising], old: usize, new: usize) -> bool {
    let (earlier, later) = (&points[old], &points[new]);
    let (x, y) = (Bounds::from(earlier), Bounds::from(later));
    let gave_up = points
        .iter()
        .any(|p| p.speaker == earlier.speaker && p.asof >= earlier.asof && p != earlier && Bounds::from(p).meet(y) && !Bounds::from(p).meet(x));
    if gave_up {
        return true;
    }
    let is_later = earlier.asof.is_some() && later.asof.is_some() && day(later) > day(earlier) && value(later) > value(earlier);
    is_later
        && (rising[new].0
            || points.iter().any(|p| {
                p.speaker != later.speaker
                    && p.speaker != earlier.speaker
                    && day(p) >= day(later)
                    && Bounds::from(p).meet(y)
                    && !Bounds::from(p).meet(x)
            }))
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

/// What the relations come to: a dispute weighs most, then what a speaker took back, then scope, then what was overtaken.
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
    if let Some(r) = relations.iter().filter(|r| r.verdict == Verdict::Revised).max_by_key(|r| (r.between[1] - r.between[0], r.between[1])) {
        let (a, b) = pair(r);
        return judged(r, format!("{a} was changed to {b} by the same speaker"));
    }
    if let Some(r) = found(Verdict::IncompatibleScope) {
        let (a, b) = pair(r);
        return judged(r, format!("{a} and {b} count over different places"));
    }
    if let Some(r) = relations.iter().filter(|r| r.verdict == Verdict::Superseded).max_by_key(|r| (r.between[1] - r.between[0], r.between[1])) {
        let (a, b) = pair(r);
        return judged(r, format!("{a} was raised or made firmer to {b} without contradiction"));
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
