//! Dates as readers read them: «20 سبتمبر/أيلول 2023», «20 September 2023, 13:00 (UTC+4)».

use crate::Language;

/// An ISO 8601 time in parts, as fine as it goes.
struct Parts<'a> {
    year: &'a str,
    month: Option<u8>,
    day: Option<u8>,
    clock: Option<&'a str>,
    zone: Option<&'a str>,
}

fn parts(iso: &str) -> Option<Parts<'_>> {
    let (date, time) = iso.split_once('T').map_or((iso, None), |(date, time)| (date, Some(time)));
    let mut pieces = date.split('-');
    let year = pieces.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?;
    let mut number = |most: u8| match pieces.next() {
        None => Some(None),
        Some(piece) => piece.parse::<u8>().ok().filter(|n| (1..=most).contains(n)).map(Some),
    };
    let (month, day) = (number(12)?, number(31)?);
    let zone_at = time.and_then(|t| t.find(['+', '-', 'Z']));
    let clock = time.and_then(|t| t.get(..zone_at.unwrap_or(t.len()))).and_then(|t| t.get(..5));
    let zone = time.zip(zone_at).and_then(|(t, at)| t.get(at..));
    Some(Parts { year, month, day, clock, zone })
}

/// `+04:00` → `+4`, `+03:30` → `+3:30`, `Z` → nothing: the zone in hours from Greenwich.
fn zone_text(zone: &str) -> String {
    let Some(hours) = zone.get(1..3) else { return String::new() };
    let (sign, hours) = (zone.get(..1).unwrap_or_default(), hours.trim_start_matches('0'));
    let minutes = zone.get(4..6).filter(|m| *m != "00");
    match (hours.is_empty(), minutes) {
        (true, None) => String::new(),
        (_, None) => format!("{sign}{hours}"),
        (empty, Some(minutes)) => format!("{sign}{}:{minutes}", if empty { "0" } else { hours }),
    }
}

/// A time in the reader's form; what is no ISO time stays as it is.
pub fn date(language: Language, iso: &str) -> String {
    if let Some((from, to)) = iso.split_once('/') {
        return language.say("date-range", &[("from", &date(language, from)), ("to", &date(language, to))]);
    }
    if let Some((year, week)) = iso.split_once("-W") {
        return language.say("date-week", &[("week", week.trim_start_matches('0')), ("year", year)]);
    }
    let Some(parts) = parts(iso) else { return iso.to_owned() };
    let month = parts.month.map(|m| language.word(&format!("month-{m}"))).unwrap_or_default();
    let day = match (parts.month, parts.day) {
        (Some(_), Some(day)) => language.say("date-day", &[("day", &day.to_string()), ("month", &month), ("year", parts.year)]),
        (Some(_), None) => language.say("date-month", &[("month", &month), ("year", parts.year)]),
        _ => parts.year.to_owned(),
    };
    match (parts.clock, parts.zone) {
        (Some(clock), Some(zone)) => language.say("date-clock-zone", &[("date", &day), ("clock", clock), ("zone", &zone_text(zone))]),
        (Some(clock), None) => language.say("date-clock", &[("date", &day), ("clock", clock)]),
        _ => day,
    }
}

/// The day alone, also of a time with a clock.
pub fn day(language: Language, iso: &str) -> String {
    date(language, iso.split('T').next().unwrap_or(iso))
}

/// The clock alone: `09:00` of `2023-09-20T09:00Z`.
pub fn clock(iso: &str) -> Option<&str> {
    parts(iso)?.clock
}

/// Days since the first of January 1970, a clock time as a part of its day: where a time stands on an axis.
pub fn position(iso: &str) -> Option<f64> {
    let parts = parts(iso.split('/').next()?)?;
    let (month, day) = (parts.month.unwrap_or(1), parts.day.unwrap_or(1));
    let date = jiff::civil::Date::new(parts.year.parse().ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let days = date.since(jiff::civil::Date::constant(1970, 1, 1)).ok()?.get_days();
    let minutes = parts.clock.and_then(|c| Some(c.get(..2)?.parse::<f64>().ok()? * 60.0 + c.get(3..5)?.parse::<f64>().ok()?));
    Some(f64::from(days) + minutes.unwrap_or(0.0) / 1440.0)
}

/// Day and month in as few letters as a chart has room for.
pub fn tick(language: Language, iso: &str) -> String {
    match parts(iso) {
        Some(Parts { month: Some(month), day: Some(day), .. }) => {
            let month = language.word(&format!("short-month-{month}"));
            language.say("date-day-month", &[("day", &day.to_string()), ("month", &month)])
        }
        _ => date(language, iso),
    }
}

/// From one day to another, the common parts said once.
pub fn span(language: Language, from: &str, to: &str) -> String {
    if from == to {
        return date(language, from);
    }
    match (parts(from), parts(to)) {
        (Some(a), Some(b)) if a.year == b.year && a.month == b.month => match (a.day, b.day, a.month) {
            (Some(first), Some(last), Some(month)) => {
                let month = language.word(&format!("month-{month}"));
                let (first, last) = (first.to_string(), last.to_string());
                language.say("date-days", &[("from", &first), ("to", &last), ("month", &month), ("year", a.year)])
            }
            _ => date(language, from),
        },
        _ => language.say("date-range", &[("from", &date(language, from)), ("to", &date(language, to))]),
    }
}

/// An ISO 8601 duration of one unit (`PT72H`, `P3D`) in words; another one stays as it is.
pub fn duration(language: Language, iso: &str) -> String {
    let (body, in_clock) = match iso.strip_prefix("PT") {
        Some(body) => (body, true),
        None => (iso.strip_prefix('P').unwrap_or(iso), false),
    };
    let split = body.len().saturating_sub(1);
    let (Some(number), Some(unit)) = (body.get(..split).and_then(|n| n.parse().ok()), body.get(split..)) else { return iso.to_owned() };
    let key = match (unit, in_clock) {
        ("H", true) => "duration-hours",
        ("M", true) => "duration-minutes",
        ("D", false) => "duration-days",
        ("W", false) => "duration-weeks",
        ("M", false) => "duration-months",
        ("Y", false) => "duration-years",
        _ => return iso.to_owned(),
    };
    language.count(key, number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    fn both(iso: &str) -> [String; 2] {
        [Language::Arabic, Language::English].map(|language| plain(&date(language, iso)))
    }

    #[test]
    fn dates_are_as_fine_as_they_are_known() {
        assert_eq!(both("2023-09-20"), ["20 سبتمبر/أيلول 2023", "20 September 2023"]);
        assert_eq!(both("2023-09"), ["سبتمبر/أيلول 2023", "September 2023"]);
        assert_eq!(both("2023"), ["2023", "2023"]);
        assert_eq!(
            both("2023-09-20T13:00+04:00"),
            ["20 سبتمبر/أيلول 2023، الساعة 13:00 بتوقيت غرينتش +4", "20 September 2023, 13:00 (UTC+4)"]
        );
        assert_eq!(both("2023-09-20T09:00+00:00")[1], "20 September 2023, 09:00 (UTC)");
        assert_eq!(both("2023-09-20T13:00"), ["20 سبتمبر/أيلول 2023، الساعة 13:00", "20 September 2023, 13:00"]);
        assert_eq!(both("2023-W38")[1], "week 38 of 2023");
        assert_eq!(both("no time")[0], "no time");
    }

    #[test]
    fn times_have_a_place_on_an_axis() {
        assert_eq!(position("1970-01-02"), Some(1.0));
        assert_eq!(position("1970-01-02T12:00+03:00"), Some(1.5));
        assert_eq!(position("2023-09"), position("2023-09-01"));
        assert_eq!(position("2023-02-30"), None);
    }

    #[test]
    fn spans_say_what_is_common_once() {
        assert_eq!(plain(&span(Language::English, "2024-05-06", "2024-05-09")), "6–9 May 2024");
        assert_eq!(plain(&span(Language::Arabic, "2024-05-06", "2024-05-09")), "6–9 مايو/أيار 2024");
        assert_eq!(plain(&span(Language::English, "2024-05-30", "2024-06-02")), "30 May 2024 – 2 June 2024");
    }

    #[test]
    fn durations_are_counted_in_their_unit() {
        assert_eq!(plain(&duration(Language::Arabic, "PT72H")), "72 ساعة");
        assert_eq!(plain(&duration(Language::English, "P3D")), "3 days");
        assert_eq!(duration(Language::English, "P1DT2H"), "P1DT2H");
    }
}
