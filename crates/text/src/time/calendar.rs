//! Reckoning with calendars.

use icu_calendar::Date as Icu;
use icu_calendar::cal::Hijri;
use icu_calendar::types::RataDie;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::reading::PartialDate;

/// 1 January of year 1, the first fixed day.
fn first_day() -> Option<Date> {
    Date::new(1, 1, 1).ok()
}

/// A full date as a day of the Gregorian calendar.
pub fn civil(date: &PartialDate) -> Option<Date> {
    let (year, month, day) = (date.year?, date.month?, date.day?);
    if date.hijri { hijri(year, month, day) } else { Date::new(year, month, day).ok() }
}

/// A full date as a day, day and month the other way round where only so it falls on the weekday named with it
/// («10/4» for the fourth of the tenth month).
pub fn by_weekday(date: &PartialDate, named: Option<Weekday>) -> Option<Date> {
    let told = civil(date);
    let (Some(named), Some(month), Some(day)) = (named, date.month, date.day) else { return told };
    // A Hijri day may be a day off by sighting.
    let off = told.map_or(7, |d| i32::from(d.weekday().since(named)).min(i32::from(named.since(d.weekday()))));
    if !date.digits || day > 12 || off <= i32::from(date.hijri) {
        return told;
    }
    let turned = PartialDate { month: Some(day), day: Some(month), ..*date };
    civil(&turned).filter(|d| d.weekday() == named).or(told)
}

/// A day of the Hijri calendar by the Umm al-Qura reckoning of Mecca.
pub fn hijri(year: i16, month: i8, day: i8) -> Option<Date> {
    let date =
        Icu::try_new_hijri_with_calendar(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?, Hijri::new_umm_al_qura())
            .ok()?;
    let fixed = date.to_rata_die().to_i64_date();
    first_day()?.checked_add((fixed - 1).days()).ok()
}

/// The Hijri year that a day lies in.
pub fn hijri_year(day: Date) -> Option<i16> {
    let fixed = i64::from(day.since(first_day()?).ok()?.get_days()) + 1;
    let year = Icu::from_rata_die(RataDie::new(fixed), Hijri::new_umm_al_qura()).year().extended_year();
    i16::try_from(year).ok()
}

/// First and last day of a Hijri month or year.
pub fn hijri_span(year: i16, month: Option<i8>) -> Option<(Date, Date)> {
    let first = hijri(year, month.unwrap_or(1), 1)?;
    let next = match month {
        Some(month) if month < 12 => hijri(year, month + 1, 1)?,
        _ => hijri(year + 1, 1, 1)?,
    };
    Some((first, next.yesterday().ok()?))
}

/// An ISO weekday by its number.
pub fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// The nth weekday of the days from `first` to `last`; the last one where `which` is negative.
pub fn nth_weekday(first: Date, last: Date, which: i8, weekday: Weekday) -> Option<Date> {
    let day = if which < 0 {
        let back = i32::from(weekday.until(last.weekday()));
        last.checked_sub(back.days()).ok()?
    } else {
        let on = i32::from(first.weekday().until(weekday));
        first.checked_add((on + 7 * (i32::from(which) - 1)).days()).ok()?
    };
    (first <= day && day <= last).then_some(day)
}

/// The ISO week of a day, as `2023-W38`.
pub fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The Monday of the week that is the nth of a month or year; as in ISO 8601 a week belongs where its Thursday does.
pub fn nth_week(first: Date, last: Date, which: i8) -> Option<Date> {
    nth_weekday(first, last, which, Weekday::Thursday)?.checked_sub(3.days()).ok()
}
