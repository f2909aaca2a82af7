use crate::{Point, Qualifier, Quantity, Series};

/// What is known last of a series, as tables have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Latest<'a> {
    /// From which day on (ISO 8601).
    pub date: Option<&'a str>,
    /// The least that anybody gives whose figure stands; nothing where one of them may mean less, as «up to 40».
    pub low: Option<Quantity>,
    /// The most reliable figure; nothing where that is only an upper bound, or a word such as «hundreds».
    pub best: Option<Quantity>,
    /// The most that anybody gives; nothing where one of them may mean more, as «at least 30» or «hundreds».
    pub high: Option<Quantity>,
    /// The figure that is the best.
    pub point: &'a Point,
}

impl Point {
    /// The day that it holds on, or the earlier month or year.
    pub fn day(&self) -> Option<&str> {
        self.asof.as_deref().map(|asof| asof.get(..10).unwrap_or(asof))
    }

    /// The most that it says; «hundreds» says none.
    fn most(&self) -> Option<f64> {
        self.high.filter(|_| self.qualifier != Qualifier::Vague).map(|q| q.0)
    }

    /// Those of a series' points, earliest first, that stand at a day: of each speaker, and of the pages' own voice, the last.
    pub fn standing(points: &[Point], day: Option<&str>) -> Vec<usize> {
        let mut last = std::collections::BTreeMap::new();
        for (at, point) in points.iter().enumerate().filter(|(_, point)| point.day() <= day) {
            last.insert(&point.speaker, at);
        }
        let mut all: Vec<usize> = last.into_values().collect();
        all.sort_unstable();
        all
    }
}

impl Series {
    /// The latest estimate, with the bounds that all who stand by a figure then give.
    pub fn latest(&self) -> Option<Latest<'_>> {
        let estimate = self.estimates.last()?;
        let point = self.points.get(estimate.point)?;
        let standing = Point::standing(&self.points, estimate.date.as_deref());
        let standing = || standing.iter().map(|at| &self.points[*at]);
        let lows = || standing().filter_map(|p| p.low).map(|q| q.0);
        let highs = || standing().filter_map(Point::most);
        // One who leaves a bound open («at least 60») opens it only where the others' lies short of that.
        let low = lows().reduce(f64::min).filter(|low| standing().all(|p| p.low.is_some() || p.high.is_some_and(|h| *low <= h.0)));
        let high = highs().reduce(f64::max).filter(|high| standing().all(|p| p.most().is_some() || p.low.is_some_and(|l| l.0 <= *high)));
        Some(Latest {
            date: estimate.date.as_deref(),
            low: low.map(Quantity),
            best: estimate.best.filter(|_| point.low.is_some() && point.qualifier != Qualifier::Vague),
            high: high.map(Quantity),
            point,
        })
    }
}
