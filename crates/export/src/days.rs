//! The days that a time of ISO 8601 can mean.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// From a first day to a last one, both among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl Days {
    /// The days of `2024-05-06`, `2024-05-06T13:00+02:00`, `2024-W19`, `2024-05`, `2024` and `2010/2019`.
    pub fn of(time: &str) -> Option<Self> {
        if let Some((from, to)) = time.split_once('/') {
            let (from, to) = (Days::of(from)?, Days::of(to)?);
            return (from.first <= to.last).then_some(Days { first: from.first, last: to.last });
        }
        if let Some((year, week)) = time.split_once("-W") {
            let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?.date();
            return Some(Days { first: monday, last: monday.checked_add(6.days()).ok()? });
        }
        match time.len() {
            4 => {
                let first = Date::new(time.parse().ok()?, 1, 1).ok()?;
                Some(Days { first, last: first.last_of_year() })
            }
            7 => {
                let first: Date = format!("{time}-01").parse().ok()?;
                Some(Days { first, last: first.last_of_month() })
            }
            _ => {
                let day: Date = time.get(..10)?.parse().ok()?;
                Some(Days { first: day, last: day })
            }
        }
    }

    /// How many days.
    pub fn count(self) -> i64 {
        self.last.since(self.first).map_or(0, |span| i64::from(span.get_days())) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Days;

    #[test]
    fn a_time_means_the_days_that_it_names() {
        for (time, first, last, count) in [
            ("2024-05-06", "2024-05-06", "2024-05-06", 1),
            ("2024-05-06T13:00+02:00", "2024-05-06", "2024-05-06", 1),
            ("2024-W19", "2024-05-06", "2024-05-12", 7),
            ("2024-02", "2024-02-01", "2024-02-29", 29),
            ("2023", "2023-01-01", "2023-12-31", 365),
            ("2024-05-06/2024-05-09", "2024-05-06", "2024-05-09", 4),
        ] {
            let days = Days::of(time).expect(time);
            assert_eq!((days.first.to_string().as_str(), days.last.to_string().as_str(), days.count()), (first, last, count), "{time}");
        }
        for wrong in ["", "yesterday", "2024-13", "2024-W60", "2024-05-40", "2024/2023", "سبتمبر"] {
            assert_eq!(Days::of(wrong), None, "{wrong}");
        }
    }
}
