//! Dates and times as metadata write them.

use isnad_model::Granularity;
use jiff::civil;
use jiff::tz::Offset;

/// A time of metadata as ISO 8601, to the minute or the day, with its zone where it states one.
pub fn iso(raw: &str) -> Option<(String, Granularity)> {
    let raw = raw.trim();
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(raw) {
        return Some((minute(zoned.datetime(), Some(zoned.offset())), Granularity::Minute));
    }
    let (day, rest) = match raw.get(..10).and_then(|d| d.parse::<civil::Date>().ok()) {
        Some(day) => (day, &raw[10..]),
        None => (compact(raw.get(..8)?)?, &raw[8..]),
    };
    if !(1900..=2200).contains(&day.year()) || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Some((clock, zone)) = clock(rest) else { return Some((day.to_string(), Granularity::Day)) };
    // Midnight without a zone is what programs write for a day.
    if zone.is_none() && clock == civil::Time::midnight() {
        return Some((day.to_string(), Granularity::Day));
    }
    Some((minute(day.to_datetime(clock), zone), Granularity::Minute))
}

/// The time of day that stands behind a day, and its zone where it states one: `T08:00:00.123+03:00`, ` 8:00 PM GMT`.
pub fn clock(rest: &str) -> Option<(civil::Time, Option<Offset>)> {
    let (before, minutes) = rest.split_once(':')?;
    let hour = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let digits = |text: &str| text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let (minute, behind) = minutes.split_at(digits(minutes));
    let (second, behind) = match behind.strip_prefix(':') {
        Some(seconds) => seconds.split_at(digits(seconds)),
        None => ("0", behind),
    };
    let behind = behind.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()).trim_start();
    let hour = in_half_day(hour.parse().ok()?, behind);
    let time = civil::Time::new(hour, minute.parse().ok()?, second.parse().ok()?, 0).ok()?;
    Some((time, offset(behind)))
}

/// An hour on a clock of twelve: «09:24 PM» is 21:24.
fn in_half_day(hour: i8, behind: &str) -> i8 {
    match behind.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    }
}

fn compact(digits: &str) -> Option<civil::Date> {
    let number = |part: &str| part.parse::<i16>().ok();
    let (year, month, day) = (number(digits.get(..4)?)?, number(digits.get(4..6)?)?, number(digits.get(6..8)?)?);
    civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The zone after a clock time: `:00.000+0300`, ` GMT`, `Z`.
fn offset(rest: &str) -> Option<Offset> {
    let at = rest.find(['Z', 'z', '+', '-', 'G', 'U'])?;
    let zone = &rest[at..];
    let zone = zone.strip_prefix("GMT").or_else(|| zone.strip_prefix("UTC")).unwrap_or(zone);
    if zone.is_empty() || zone.starts_with(['Z', 'z']) {
        return Some(Offset::UTC);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.chars().skip(1).filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Some(0), |m| m.parse().ok())?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn minute(time: civil::DateTime, zone: Option<Offset>) -> String {
    let clock = format!("{}T{:02}:{:02}", time.date(), time.hour(), time.minute());
    match zone.map(Offset::seconds) {
        None => clock,
        Some(seconds) => {
            format!("{clock}{}{:02}:{:02}", if seconds < 0 { '-' } else { '+' }, seconds.abs() / 3600, seconds.abs() / 60 % 60)
        }
    }
}

/// The day in an address: `/2023/09/20/`, `/2023-09-20/`, `/20230920/`.
pub fn in_address(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    let number = |p: &str, width: std::ops::RangeInclusive<usize>| {
        (width.contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit())).then(|| p.parse::<i16>().ok()).flatten()
    };
    let dated = parts.windows(3).find_map(|w| {
        let (year, month, day) = (number(w[0], 4..=4)?, number(w[1], 1..=2)?, number(w[2], 1..=2)?);
        civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    });
    let day = dated.or_else(|| {
        parts.iter().find_map(|p| p.get(..10).and_then(|d| d.parse().ok()).or_else(|| (p.len() == 8).then(|| compact(p)).flatten()))
    })?;
    (1995..=2100).contains(&day.year()).then(|| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_metadata() {
        let minute = |s: &str| Some((s.to_owned(), Granularity::Minute));
        let day = |s: &str| Some((s.to_owned(), Granularity::Day));
        assert_eq!(iso("2023-09-20T13:05:00+04:00"), minute("2023-09-20T13:05+04:00"));
        assert_eq!(iso("2023-09-20T13:05:00.123+0300"), minute("2023-09-20T13:05+03:00"));
        assert_eq!(iso("2023-09-20T13:05:00Z"), minute("2023-09-20T13:05+00:00"));
        assert_eq!(iso("2023-09-20 13:05"), minute("2023-09-20T13:05"));
        assert_eq!(iso("2023-09-20 09:24:10 PM"), minute("2023-09-20T21:24"));
        assert_eq!(iso("2023-09-20 12:05 am"), minute("2023-09-20T00:05"));
        assert_eq!(iso("Wed, 20 Sep 2023 13:05:00 GMT"), minute("2023-09-20T13:05+00:00"));
        assert_eq!(iso("2023-09-20"), day("2023-09-20"));
        assert_eq!(iso("2023-09-20T00:00:00"), day("2023-09-20"));
        assert_eq!(iso("20230920"), day("2023-09-20"));
        assert_eq!(iso("أمس"), None);
        assert_eq!(iso("1695200000"), None);
    }

    #[test]
    fn days_in_addresses() {
        assert_eq!(in_address("https://example.org/2023/09/20/flood"), Some("2023-09-20".to_owned()));
        assert_eq!(in_address("https://example.org/news/2023-9-20"), None);
        assert_eq!(in_address("https://example.org/20230920/a.html"), Some("2023-09-20".to_owned()));
        assert_eq!(in_address("https://example.org/news/12345678"), None);
    }
}
