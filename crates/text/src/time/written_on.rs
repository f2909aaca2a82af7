//! The day a text says it was written on.

use jiff::civil::{Date, Weekday};

use super::calendar::civil;
use super::reading::Reading;
use super::resolve::newest_year;

/// The farthest that the newest date of a page may lie before the page's own day.
const NEAR: i32 = 3;

/// Infers the day, only where the text fixes it: «today» with a date; a weekday that the text calls today,
/// yesterday or tomorrow beside its newest date; a newest date whose weekday the text uses alone.
pub fn infer(parsed: &[Reading]) -> Option<Date> {
    let newest_year = newest_year(parsed);
    for p in parsed {
        let (Some(days), Some(date)) = (p.relative_day, p.date) else { continue };
        let full = match (date.year, date.month, date.day) {
            (Some(_), Some(_), Some(_)) => civil(&date),
            // The year follows from the weekday and the newest year named.
            (None, Some(month), Some(day)) => {
                let weekday = p.weekday.and_then(|w| Weekday::from_monday_one_offset(w).ok());
                newest_year.zip(weekday).and_then(|(from, weekday)| {
                    (from..=from + 6).find_map(|year| Date::new(year, month, day).ok().filter(|d| d.weekday() == weekday))
                })
            }
            _ => None,
        };
        if let Some(full) = full {
            return full.checked_sub(jiff::Span::new().try_days(days).ok()?).ok();
        }
    }
    let newest = parsed.iter().filter_map(|p| p.date.as_ref().and_then(civil)).max()?;
    // The weekday of today, as the text's «yesterday, Thursday» has it.
    let today = parsed.iter().find_map(|p| {
        let weekday = Weekday::from_monday_one_offset(p.weekday?).ok()?;
        Some(weekday.wrapping_sub(p.relative_day?))
    });
    if let Some(weekday) = today {
        return (0..=NEAR).filter_map(|days| newest.checked_add(jiff::Span::new().days(days)).ok()).find(|d| d.weekday() == weekday);
    }
    let bare =
        parsed.iter().any(|p| p.date.is_none() && p.relative_day.is_none() && p.weekday == Some(newest.weekday().to_monday_one_offset()));
    bare.then_some(newest)
}
