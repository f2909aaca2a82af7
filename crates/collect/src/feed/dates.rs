//! Dates as feeds write them, and as they should not.

use isnad_lexicon::Lexicon;
use isnad_lexicon::fold::{digit, fold};
use isnad_lexicon::subjects::{Subject, TimePart};
use isnad_page::date::clock;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::Offset;

/// The longest text that is taken for a date.
const LONGEST: usize = 100;

/// The time that a text means: RFC 3339 and 2822, as loosely as feeds keep to them, and days with the names of months that the lexicon
/// has. Without a zone it is taken for UTC, without a time for the beginning of the day.
pub(crate) fn timestamp(raw: &str, words: Option<&Lexicon>) -> Option<Timestamp> {
    let raw = raw.trim();
    if raw.is_empty() || raw.len() > LONGEST {
        return None;
    }
    // Arabic and Persian digits count as those of ASCII.
    let text: String = raw.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let strict = || DateTimeParser::new().relaxed_weekday(true).parse_timestamp(&text).ok();
    let read = text.parse::<Timestamp>().ok().or_else(strict).or_else(|| loose(&text, words))?;
    // What is further off is a mistake, and some programs write the year 1.
    let year = Offset::UTC.to_datetime(read).year();
    (1970..=2200).contains(&year).then_some(read)
}

fn loose(text: &str, words: Option<&Lexicon>) -> Option<Timestamp> {
    let (date, rest) = numeric_day(text).or_else(|| named_day(text, words?))?;
    let (time, zone) = clock(rest).unwrap_or((Time::midnight(), None));
    zone.unwrap_or(Offset::UTC).to_timestamp(DateTime::from_parts(date, time)).ok()
}

/// `2024-05-06…`, `2024/05/06…`, `20240506…`, and what stands behind.
fn numeric_day(text: &str) -> Option<(Date, &str)> {
    let number = |part: Option<&str>| part.filter(|p| p.bytes().all(|b| b.is_ascii_digit()))?.parse::<i16>().ok();
    let parted = matches!(text.as_bytes().get(4), Some(b'-' | b'/'));
    let (month, day, end) = if parted { (5..7, 8..10, 10) } else { (4..6, 6..8, 8) };
    let date = Date::new(number(text.get(..4))?, number(text.get(month))? as i8, number(text.get(day))? as i8).ok()?;
    let rest = text.get(end..)?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((date, rest))
}

/// A day whose month has a name: the numbers around it are day and year.
fn named_day<'a>(text: &'a str, words: &Lexicon) -> Option<(Date, &'a str)> {
    let folded = fold(text);
    let hits = words.scan(&folded);
    let month = hits.all().iter().find_map(|hit| {
        let word = words.tables.time_word(hit).filter(|_| hit.subject == Subject::TimeWord)?;
        (word.part == TimePart::Month).then_some((word.value, hit.tokens()))
    });
    let (month, tokens) = month?;
    let at = folded.source_bytes(tokens);
    let (before, behind) = (text.get(..at.start)?, text.get(at.end..)?);
    let numbers = |text: &'a str| text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    // Where the clock begins, no year can stand.
    let of_day = behind.find(':').map_or(behind, |colon| &behind[..colon]);
    let day = numbers(before).next_back().or_else(|| numbers(of_day).next())?;
    let year = numbers(of_day).find(|n| n.len() == 4)?;
    let date = Date::new(year.parse().ok()?, i8::try_from(month).ok()?, day.parse().ok()?).ok()?;
    let end = behind.find(year)? + year.len();
    Some((date, &behind[end..]))
}
