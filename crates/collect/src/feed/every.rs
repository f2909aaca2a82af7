//! How long a feed wishes to be left alone.

use std::time::Duration;

use super::element::Field;
use super::parts::Part;

/// The longest wish that is heard.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 3600);

/// What a feed says of itself: `ttl` in minutes, else `sy:updatePeriod` by `sy:updateFrequency`.
pub(crate) fn every(fields: &[Field]) -> Option<Duration> {
    let text = |part| fields.iter().find(|f| f.part == part).map(|f| f.text.trim());
    let number = |part| text(part)?.parse::<u32>().ok().filter(|n| *n > 0);
    let minutes = number(Part::Ttl).map(|minutes| Duration::from_secs(60 * u64::from(minutes)));
    let period = || {
        let hours = match text(Part::UpdatePeriod)?.to_ascii_lowercase().as_str() {
            "hourly" => 1,
            "daily" => 24,
            "weekly" => 7 * 24,
            "monthly" => 30 * 24,
            "yearly" => 365 * 24,
            _ => return None,
        };
        Some(Duration::from_secs(hours * 3600) / number(Part::UpdateFrequency).unwrap_or(1))
    };
    minutes.or_else(period).map(|wish| wish.min(LONGEST))
}
