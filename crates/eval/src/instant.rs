//! When two ISO 8601 values are the same time.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// Whether a value says what the gold says: the same instant, or the gold's day, month or year as fine or finer.
pub fn same(gold: &str, got: &str) -> bool {
    if gold.is_empty() || got.is_empty() {
        return false;
    }
    if !gold.contains('T') {
        return got.starts_with(gold);
    }
    let (gold, got) = (gold.replace('Z', "+00:00"), got.replace('Z', "+00:00"));
    if let (Ok(a), Ok(b)) = (gold.parse::<Timestamp>(), got.parse::<Timestamp>()) {
        return a == b;
    }
    // Where one of them has no zone, the clocks are compared.
    match (gold.parse::<DateTime>(), got.parse::<DateTime>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => gold == got,
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn the_gold_s_fineness_is_what_counts() {
        assert!(same("2021-05", "2021-05-09"));
        assert!(!same("2021-05-09", "2021-05"));
        assert!(same("2021-W19", "2021-W19"));
        assert!(!same("2021-05-09", ""));
    }

    #[test]
    fn instants_are_compared_across_zones_and_clocks_without_one() {
        assert!(same("2021-05-09T13:00+04:00", "2021-05-09T09:00Z"));
        assert!(!same("2021-05-09T13:00+04:00", "2021-05-09T13:00+03:00"));
        assert!(same("2021-05-09T13:00+04:00", "2021-05-09T13:00"));
        assert!(!same("2021-05-09T13:00+04:00", "2021-05-09"));
    }
}
