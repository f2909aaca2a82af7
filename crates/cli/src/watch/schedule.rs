//! When feeds and links are asked again.

use std::time::Duration;

use isnad_collect::fetch::FetchError;
use jiff::{SignedDuration, Timestamp};

/// The longest between two tries.
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// The longest that a server's wish to be left alone is followed.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Until a page is asked for a second time; each further wait is twice as long.
const FIRST: SignedDuration = SignedDuration::from_mins(1);
/// Until a change is told for a second time.
const TOLD: SignedDuration = SignedDuration::from_secs(5);
/// The longest until it is told again.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// Tries of a page, over nearly three days; then it is given up.
const TRIES: u32 = 14;

/// A part of a tenth of a time, more or less, so that what was asked at once is not asked at once for ever.
fn about(time: SignedDuration, chance: f64) -> SignedDuration {
    SignedDuration::try_from_secs_f64(time.as_secs_f64() * (0.9 + 0.2 * chance)).unwrap_or(time)
}

fn doubled(first: SignedDuration, times: u32) -> SignedDuration {
    first.checked_mul(1 << times.min(20)).unwrap_or(DAY).min(DAY)
}

/// How often a feed is read: as its user says, else as all are, unless it wishes more rest; a day at most.
pub fn every(own: Option<SignedDuration>, all: SignedDuration, wish: Option<Duration>) -> SignedDuration {
    let wish = wish.and_then(|wish| SignedDuration::try_from(wish).ok()).unwrap_or_default();
    own.unwrap_or_else(|| all.max(wish.min(DAY)))
}

/// When a feed is read again that could be read.
pub fn next(now: Timestamp, every: SignedDuration, chance: f64) -> Timestamp {
    now + about(every, chance)
}

/// When a feed is asked again that failed so often in a row before; never if it is gone.
pub fn feed_again(now: Timestamp, every: SignedDuration, failures: u32, fault: Option<&FetchError>, chance: f64) -> Option<Timestamp> {
    if fault.is_some_and(FetchError::gone) {
        return None;
    }
    Some(now + about(doubled(every, failures).max(every), chance).max(wished(fault)))
}

/// When a page is asked for again that failed so often before; never if that is of no use, or was tried for long enough.
pub fn page_again(now: Timestamp, tries: u32, fault: Option<&FetchError>, chance: f64) -> Option<Timestamp> {
    let useless = match fault {
        Some(FetchError::Address(_) | FetchError::Inner(_) | FetchError::Robots | FetchError::Page(_)) => true,
        Some(fault) => fault.gone(),
        None => false,
    };
    (!useless && tries + 1 < TRIES).then(|| now + about(doubled(FIRST, tries), chance).max(wished(fault)))
}

/// When a change is told again that could not be told so often before: at least after half the time, so that what failed at once is not
/// told at once.
pub fn alert_again(now: Timestamp, tries: u32, chance: f64) -> Timestamp {
    let whole = doubled(TOLD, tries).min(HOUR);
    now + SignedDuration::try_from_secs_f64(whole.as_secs_f64() * (0.5 + chance / 2.0)).unwrap_or(whole)
}

/// How long a server wishes to be left alone.
fn wished(fault: Option<&FetchError>) -> SignedDuration {
    let wish = fault.and_then(FetchError::retry_after).and_then(|wish| SignedDuration::try_from(wish).ok());
    wish.unwrap_or_default().min(WEEK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(until: Option<Timestamp>) -> Option<i64> {
        until.map(|until| until.duration_since(Timestamp::UNIX_EPOCH).as_mins())
    }

    #[test]
    fn a_feed_that_fails_is_asked_ever_more_seldom_up_to_a_day() {
        let again = |failures| minutes(feed_again(Timestamp::UNIX_EPOCH, SignedDuration::from_mins(10), failures, None, 0.5));
        assert_eq!([again(0), again(1), again(2), again(8), again(4_000)], [Some(10), Some(20), Some(40), Some(1440), Some(1440)]);
        let seldom = feed_again(Timestamp::UNIX_EPOCH, SignedDuration::from_hours(48), 3, None, 0.5);
        assert_eq!(minutes(seldom), Some(2880), "never more often than when it does not fail");
        assert_eq!(feed_again(Timestamp::UNIX_EPOCH, FIRST, 0, Some(&FetchError::Status(410, None)), 0.5), None);
    }

    #[test]
    fn a_page_is_given_up_where_trying_is_of_no_use() {
        let again = |tries, fault: FetchError| minutes(page_again(Timestamp::UNIX_EPOCH, tries, Some(&fault), 0.5));
        assert_eq!([again(0, FetchError::Status(503, None)), again(3, FetchError::Status(404, None))], [Some(1), Some(8)]);
        assert_eq!([again(0, FetchError::Robots), again(0, FetchError::Status(410, None)), again(13, FetchError::Circle)], [None; 3]);
    }

    #[test]
    fn a_change_is_told_again_ever_more_seldom_up_to_an_hour() {
        let again = |tries, chance| alert_again(Timestamp::UNIX_EPOCH, tries, chance).as_second();
        assert_eq!([again(0, 1.0), again(1, 1.0), again(2, 1.0), again(3, 0.0)], [5, 10, 20, 20]);
        assert_eq!([again(20, 1.0), again(u32::MAX, 0.0)], [3600, 1800]);
    }

    #[test]
    fn a_feed_is_read_as_its_user_says_else_as_it_wishes() {
        let (ten, all) = (SignedDuration::from_mins(10), SignedDuration::from_mins(15));
        let hour = Some(Duration::from_secs(3600));
        assert_eq!(every(Some(ten), all, hour), ten);
        assert_eq!(every(None, all, hour), SignedDuration::from_hours(1));
        assert_eq!(every(None, all, Some(Duration::MAX)), all, "what is beyond all bounds is no wish");
        assert_eq!(every(None, all, Some(Duration::from_secs(1 << 30))), DAY);
        assert_eq!([next(Timestamp::UNIX_EPOCH, ten, 0.0), next(Timestamp::UNIX_EPOCH, ten, 1.0)].map(|at| at.as_second()), [540, 660]);
    }
}
