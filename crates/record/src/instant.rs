//! Points in time as the pages have them: their day, and the same instant in UTC.

use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp};

/// The day of an ISO time; `None` where it is coarser.
pub fn day(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

/// The same instant in UTC, to the minute; `None` where the time has no clock time or no zone.
pub fn utc(value: &str) -> Option<String> {
    timestamp(value).map(written)
}

/// When something ends that begins at a time and lasts so long (ISO 8601 duration), as finely as its beginning is known.
pub fn after(from: &str, length: &str) -> Option<String> {
    let span: Span = length.parse().ok()?;
    if from.len() == 10 {
        // A day and so many hours end nobody knows when.
        return if length.contains('T') { None } else { Some(day(from)?.checked_add(span).ok()?.to_string()) };
    }
    let local: DateTime = from.get(..16)?.parse().ok()?;
    let zone = from.get(16..).unwrap_or_default();
    Some(format!("{}{zone}", local.checked_add(span).ok()?.strftime("%Y-%m-%dT%H:%M")))
}

fn timestamp(value: &str) -> Option<Timestamp> {
    if value.len() < 17 { None } else { value.parse().ok() }
}

fn written(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%MZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_time_with_its_zone_has_one_instant() {
        assert_eq!(utc("2023-09-20T13:00+04:00").as_deref(), Some("2023-09-20T09:00Z"));
        assert_eq!(utc("2023-09-20T13:00"), None);
        assert_eq!(utc("2023-09-20"), None);
    }

    #[test]
    fn what_lasts_so_long_ends_then() {
        assert_eq!(after("2015-07-26T23:59+03:00", "P5D").as_deref(), Some("2015-07-31T23:59+03:00"));
        assert_eq!(after("2015-07-26", "P5D").as_deref(), Some("2015-07-31"));
        assert_eq!(after("2015-07-26", "PT6H"), None);
        assert_eq!(after("2015-07-26T23:59", "PT72H").as_deref(), Some("2015-07-29T23:59"));
    }
}
