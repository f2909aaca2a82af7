//! The numbers that sorting into stories goes by: `packs/stories/weights.tsv`, written by the tuning command.

use std::collections::BTreeMap;

use super::likeness::SIGNS;

pub(super) static BUILT_IN: &str = include_str!("../../../../packs/stories/weights.tsv");

/// How far a page looks for others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Features of each kind that a page is found by.
    pub features: usize,
    /// Pages with a feature that are looked at, nearest in order.
    pub neighbours: usize,
    /// Pages that one is compared with.
    pub comparisons: usize,
    /// Days that may lie between two pages of a story that are compared.
    pub days: i32,
}

/// Weights of the signs and the thresholds.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// What speaks against any two pages.
    pub bias: f64,
    /// One weight a sign, in the order of [`SIGNS`].
    pub signs: [f64; SIGNS.len()],
    /// From which likeness two groups of pages are one story, 0 to 1.
    pub story: f64,
    /// From which likeness on a page joins a family, 0 to 1; a story never leaves its family.
    pub family: f64,
    /// From how much of one text on two pages are copies.
    pub text: f64,
    /// What the longer of two texts adds to what shared runs are divided by, as an exponent: 0 nothing, 1 all.
    pub longer_text: f64,
    /// Pages that share less in their own words are compared by those alone.
    pub own_text: f64,
    /// How far a page looks.
    pub reach: Reach,
}

impl Default for Weights {
    fn default() -> Self {
        Weights::read(BUILT_IN)
    }
}

impl Weights {
    /// Reads a table of `name` and `value`; what it does not name is 0.
    pub fn read(table: &str) -> Self {
        let rows = table.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'));
        let rows: BTreeMap<&str, f64> = rows.filter_map(|(name, value)| Some((name, value.trim().parse().ok()?))).collect();
        let value = |name: &str| rows.get(name).copied().unwrap_or_default();
        Weights {
            bias: value("bias"),
            signs: SIGNS.map(value),
            story: value("threshold story"),
            family: value("threshold family"),
            text: value("threshold text"),
            longer_text: value("longer text"),
            own_text: value("threshold own text"),
            reach: Reach {
                features: value("reach features") as usize,
                neighbours: value("reach neighbours") as usize,
                comparisons: value("reach comparisons") as usize,
                days: value("reach days") as i32,
            },
        }
    }

    /// The table that [`Weights::read`] reads.
    pub fn table(&self) -> String {
        let Reach { features, neighbours, comparisons, days } = self.reach;
        let reach = [
            ("features", features as f64),
            ("neighbours", neighbours as f64),
            ("comparisons", comparisons as f64),
            ("days", f64::from(days)),
        ];
        let signs = SIGNS.iter().zip(self.signs).map(|(sign, weight)| format!("{sign}\t{weight:.3}\n"));
        let thresholds = format!(
            "threshold story\t{:.3}\nthreshold family\t{:.3}\nthreshold text\t{:.3}\nthreshold own text\t{:.3}\nlonger text\t{:.3}\n",
            self.story, self.family, self.text, self.own_text, self.longer_text
        );
        let reach = reach.iter().map(|(name, value)| format!("reach {name}\t{value}\n"));
        let head = "# What pages are sorted into stories by; docs/stories.md says how the numbers were found.\nname\tvalue\n";
        head.to_owned() + &format!("bias\t{:.3}\n", self.bias) + &signs.collect::<String>() + &thresholds + &reach.collect::<String>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_that_ships_is_named_and_read_back_the_same() {
        let weights = Weights::default();
        assert!(weights.bias < 0.0 && weights.story > 0.0 && weights.text > 0.0 && weights.reach.comparisons > 0);
        for sign in SIGNS {
            assert!(BUILT_IN.lines().any(|l| l.split('\t').next() == Some(sign)), "no weight for «{sign}»");
        }
        assert_eq!(Weights::read(&weights.table()), weights);
    }
}
