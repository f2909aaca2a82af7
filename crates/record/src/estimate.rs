//! Low, best and high of a series at any day, in the sense of UCDP: best is the most reliable figure, and where nothing tells which
//! that is, the lower one (Högbladh, UCDP GED Codebook).

use std::collections::BTreeSet;

use isnad_model::{BestRule, Estimate, Point, Quantity};

use crate::bounds::Bounds;

/// The estimates from each day on which a point came.
pub fn over_time(points: &[Point]) -> Vec<Estimate> {
    let days: BTreeSet<Option<&str>> = points.iter().map(Point::day).collect();
    let mut all: Vec<Estimate> = Vec::new();
    for date in days {
        let standing = Point::standing(points, date);
        let Some((at, rule)) = best(points, &standing) else { continue };
        let values: Vec<f64> = standing.iter().flat_map(|at| [points[*at].low, points[*at].high]).flatten().map(|q| q.0).collect();
        let estimate = Estimate {
            date: date.map(str::to_owned),
            low: values.iter().copied().reduce(f64::min).map(Quantity),
            best: points[at].low.or(points[at].high),
            high: values.iter().copied().reduce(f64::max).map(Quantity),
            rule,
            point: at,
        };
        let same = |e: &Estimate| (e.low, e.best, e.high, e.point) == (estimate.low, estimate.best, estimate.high, estimate.point);
        if !all.last().is_some_and(same) {
            all.push(estimate);
        }
    }
    all
}

fn best(points: &[Point], standing: &[usize]) -> Option<(usize, BestRule)> {
    if let [one] = standing {
        return Some((*one, BestRule::OnlyFigure));
    }
    let bounds = |at: usize| Bounds::from(&points[at]);
    let firm: Vec<usize> = standing.iter().copied().filter(|at| standing.iter().all(|other| bounds(*at).within(bounds(*other)))).collect();
    if let Some(first) = firm.first().filter(|_| firm.len() < standing.len()) {
        return Some((only_greatest(&firm, |at| points[at].corroboration.origins).unwrap_or(*first), BestRule::Firmest));
    }
    if let Some(at) = only_greatest(standing, |at| points[at].corroboration.origins) {
        return Some((at, BestRule::MostOrigins));
    }
    if let Some(at) = only_greatest(standing, |at| points[at].day()) {
        return Some((at, BestRule::Latest));
    }
    if let Some(at) = only_greatest(standing, |at| points[at].speaker.is_some()) {
        return Some((at, BestRule::NamedSpeaker));
    }
    let value = |at: usize| points[at].low.or(points[at].high).map_or(f64::INFINITY, |q| q.0);
    standing.iter().copied().min_by(|a, b| value(*a).total_cmp(&value(*b))).map(|at| (at, BestRule::Lowest))
}

/// The one that has more of something than every other.
fn only_greatest<K: Ord>(standing: &[usize], key: impl Fn(usize) -> K) -> Option<usize> {
    let most = standing.iter().map(|at| key(*at)).max()?;
    let mut having = standing.iter().filter(|at| key(**at) == most);
    let first = having.next()?;
    having.next().is_none().then_some(*first)
}
