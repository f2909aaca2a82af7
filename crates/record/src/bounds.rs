//! Bounds of figures, and whether two of them can both be true.

use isnad_model::{Figure, Point, Qualifier, Quantity};

/// A figure's inclusive bounds with how exact they are meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    low: f64,
    high: f64,
    qualifier: Qualifier,
}

/// «About 100» allows this part more or less.
const ABOUT: f64 = 0.1;

/// Below this, ten times as many is no long way …
const SMALL: f64 = 5.0;
/// … but so many times as many is.
const VERY_FAR: f64 = 40.0;

impl Bounds {
    fn new(low: Option<Quantity>, high: Option<Quantity>, qualifier: Qualifier) -> Self {
        let (mut low, mut high) = (low.map_or(f64::NEG_INFINITY, |q| q.0), high.map_or(f64::INFINITY, |q| q.0));
        match qualifier {
            Qualifier::About => {
                low *= 1.0 - ABOUT;
                high *= 1.0 + ABOUT;
            }
            // «Tens» says no more than that it was not one or two.
            Qualifier::Vague => high = f64::INFINITY,
            _ => {}
        }
        Bounds { low, high, qualifier }
    }

    /// The least it can be; below all numbers where only an upper bound is given, or none exactly.
    pub fn least(self) -> f64 {
        if self.qualifier == Qualifier::Vague { f64::NEG_INFINITY } else { self.low }
    }

    /// Whether both can be true: their bounds meet.
    pub fn meet(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether it is more than another in any case.
    pub fn above(self, other: Self) -> bool {
        self.low > other.high
    }

    /// Whether it says at least as much as another, and nothing else.
    pub fn within(self, other: Self) -> bool {
        self.low >= other.low && self.high <= other.high
    }

    /// Whether the one is an order of magnitude beyond the other: a toll beside that of a whole war. Two who count the same thing
    /// hardly ever lie so far apart.
    pub fn far_from(self, other: Self) -> bool {
        let beyond = |small: Self, large: Self| {
            let far = if small.high >= SMALL { 10.0 } else { VERY_FAR };
            small.high.is_finite() && small.high > 1.0 && large.low >= small.high * far
        };
        beyond(self, other) || beyond(other, self)
    }

    /// Whether both say the same: the same bounds, meant as exactly.
    pub fn same(self, other: Self) -> bool {
        let approximate = |b: Self| matches!(b.qualifier, Qualifier::About | Qualifier::Vague);
        self.low == other.low && self.high == other.high && approximate(self) == approximate(other)
    }
}

impl From<&Figure> for Bounds {
    fn from(f: &Figure) -> Self {
        Bounds::new(f.low, f.high, f.qualifier)
    }
}

impl From<&Point> for Bounds {
    fn from(p: &Point) -> Self {
        Bounds::new(p.low, p.high, p.qualifier)
    }
}
