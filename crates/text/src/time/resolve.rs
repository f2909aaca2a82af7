//! From what an expression says to an ISO 8601 value.

use isnad_lexicon::Lexicon;
use isnad_model::{Granularity, Relative, TimeBasis};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::calendar::{by_weekday, hijri, hijri_span, hijri_year, nth_week, nth_weekday, week, weekday};
use super::reading::{Away, Clock, Counted, Era, Nth, PartialDate, Reading, Shift};
use super::{TimeExpression, TimeUnit, ahead};
use crate::document::Document;

/// The expressions of a text, resolved against the day it was written on.
pub fn resolve(document: &Document, lexicon: &Lexicon, readings: &[Reading], anchor: Option<Date>) -> Vec<TimeExpression> {
    let calendar = Calendar::new(readings, anchor);
    let mut found = Vec::with_capacity(readings.len());
    for reading in readings {
        let ahead = reading.weekday.is_some() && ahead::is_ahead(document, lexicon, reading.tokens.start);
        found.push(calendar.expression(reading, ahead));
        if let Some((clock, tokens)) = &reading.greenwich {
            let local = reading.clock.map(|c| Clock { zone: c.zone.or_else(|| offset(c, *clock)), ..c });
            let value = calendar.day(reading, ahead).zip(local).map(|(day, local)| stamp(greenwich_day(day, local, *clock), *clock));
            found.push(TimeExpression {
                tokens: tokens.clone(),
                value,
                granularity: Granularity::Minute,
                basis: basis(reading),
                relative: None,
                anchor: None,
            });
        }
    }
    found
}

/// What days are reckoned from.
pub struct Calendar {
    anchor: Option<Date>,
    /// The newest year that the text names.
    newest_year: Option<i16>,
}

type Resolved = (Option<String>, Granularity);

impl Calendar {
    pub fn new(readings: &[Reading], anchor: Option<Date>) -> Self {
        Calendar { anchor, newest_year: newest_year(readings) }
    }

    fn expression(&self, reading: &Reading, ahead: bool) -> TimeExpression {
        let absolute = basis(reading) == TimeBasis::Absolute;
        let (value, granularity) = self.value(reading, ahead);
        TimeExpression {
            tokens: reading.tokens.clone(),
            value,
            granularity,
            basis: basis(reading),
            relative: (!absolute && reading.until.is_none()).then(|| relative(reading, ahead)).flatten(),
            anchor: if absolute { None } else { self.anchor.map(|a| a.to_string()) },
        }
    }

    /// The value and how fine it is.
    pub fn value(&self, reading: &Reading, ahead: bool) -> Resolved {
        let Some(until) = &reading.until else { return self.one(reading, ahead) };
        let (from, _) = self.one(reading, ahead);
        let (to, _) = self.one(until, ahead);
        // The end follows the beginning: «من الجمعة إلى الأحد», «من نوفمبر إلى فبراير».
        let to = match (&from, to) {
            (Some(from), Some(to)) if to < *from => self.later(until, ahead, from).or(Some(to)),
            (_, to) => to,
        };
        (from.zip(to).map(|(from, to)| format!("{from}/{to}")), Granularity::Period)
    }

    /// The second end of a range in the next week or year, where it would come before the first.
    fn later(&self, until: &Reading, ahead: bool, from: &str) -> Option<String> {
        let anchor = self.anchor?;
        [anchor.checked_add(1.weeks()), anchor.checked_add(1.years())].into_iter().flatten().find_map(|anchor| {
            let calendar = Calendar { anchor: Some(anchor), newest_year: self.newest_year };
            calendar.one(until, ahead).0.filter(|to| to.as_str() >= from)
        })
    }

    fn one(&self, reading: &Reading, ahead: bool) -> Resolved {
        if let Some(era) = reading.era {
            return (self.era(era), Granularity::Period);
        }
        if let Some(nth) = reading.nth {
            return self.nth(reading, nth);
        }
        if let Some(clock) = reading.clock {
            let zone = clock.zone.or_else(|| reading.greenwich.as_ref().and_then(|(g, _)| offset(clock, *g)));
            let granularity = if clock.minute.is_some() { Granularity::Minute } else { Granularity::Hour };
            return (self.day(reading, ahead).map(|day| stamp(day, Clock { zone, ..clock })), granularity);
        }
        if reading.names_day() {
            return (self.day(reading, ahead).map(|day| day.to_string()), Granularity::Day);
        }
        match (reading.date, reading.shift) {
            (Some(date), _) => self.partial(reading, &date),
            (None, Some(shift)) => self.shifted(shift, reading.season),
            (None, None) => (None, Granularity::Day),
        }
    }

    /// A month or year.
    fn partial(&self, reading: &Reading, date: &PartialDate) -> Resolved {
        if date.hijri {
            let year = date.year.or_else(|| self.hijri_year_of(date.month?));
            return (
                year.and_then(|year| hijri_span(year, date.month)).map(|(first, last)| format!("{first}/{last}")),
                Granularity::Period,
            );
        }
        match (date.year, date.month) {
            (Some(year), Some(month)) => (Some(format!("{year:04}-{month:02}")), Granularity::Month),
            (Some(year), None) => (Some(format!("{year:04}")), if reading.season { Granularity::Season } else { Granularity::Year }),
            (None, Some(month)) => (self.year_of_month(reading, month).map(|year| format!("{year:04}-{month:02}")), Granularity::Month),
            (None, None) => (None, Granularity::Year),
        }
    }

    /// The year of a month that is named without one: the last such month, the next, or this year's.
    fn year_of_month(&self, reading: &Reading, month: i8) -> Option<i16> {
        // «الشهر الماضي», «أبريل المقبل»: told from a day that the page does not state.
        let anchor = self.anchor?;
        if let Some(Shift::Unit { unit: TimeUnit::Year, count }) = reading.shift {
            return i16::try_from(i32::from(anchor.year()) + count).ok();
        }
        let year = anchor.year();
        Some(match reading.direction {
            Some(0) => year,
            Some(direction) if direction < 0 => {
                if month >= anchor.month() {
                    year - 1
                } else {
                    year
                }
            }
            Some(_) => {
                if month > anchor.month() {
                    year
                } else {
                    year + 1
                }
            }
            None => {
                if i32::from(month) > i32::from(anchor.month()) + 6 {
                    year - 1
                } else {
                    year
                }
            }
        })
    }

    /// The Hijri year in which a month lies nearest to the page's day.
    fn hijri_year_of(&self, month: i8) -> Option<i16> {
        let anchor = self.anchor?;
        let year = hijri_year(anchor)?;
        [year, year - 1, year + 1]
            .into_iter()
            .filter_map(|y| Some((y, distance(hijri(y, month, 15)?, anchor))))
            .min_by_key(|(_, days)| *days)
            .map(|(y, _)| y)
    }

    fn shifted(&self, shift: Shift, season: bool) -> Resolved {
        let moved = |span: Span| self.anchor.and_then(|a| a.checked_add(span).ok());
        let day = |d: Option<Date>| d.map(|d| d.to_string());
        let month = |d: Option<Date>| d.map(|d| format!("{:04}-{:02}", d.year(), d.month()));
        let year = |d: Option<Date>| d.map(|d| format!("{:04}", d.year()));
        match shift {
            Shift::Unit { unit, count } => match unit {
                TimeUnit::Day => (day(moved(count.days())), Granularity::Day),
                TimeUnit::Week => (moved(count.weeks()).map(week), Granularity::Week),
                TimeUnit::Month => (month(moved(count.months())), Granularity::Month),
                TimeUnit::Decade => (
                    self.anchor.map(|a| {
                        let first = a.year() / 10 * 10 + count as i16 * 10;
                        format!("{first:04}/{:04}", first + 9)
                    }),
                    Granularity::Period,
                ),
                TimeUnit::Century => (self.anchor.and_then(|a| century((a.year() - 1) / 100 + 1 + count as i16)), Granularity::Period),
                _ => (year(moved(count.years())), if season { Granularity::Season } else { Granularity::Year }),
            },
            Shift::Away(Away { years, months, days, unit }) => {
                let there =
                    Span::new().try_years(years).and_then(|s| s.try_months(months)).and_then(|s| s.try_days(days)).ok().and_then(moved);
                match unit {
                    TimeUnit::Month => (month(there), Granularity::Month),
                    TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => (year(there), Granularity::Year),
                    _ => (day(there), Granularity::Day),
                }
            }
            Shift::Stretch { unit, count } => (self.stretch(unit, count), Granularity::Period),
            // Nothing finer than the next larger unit is fixed.
            Shift::Several { unit: TimeUnit::Day | TimeUnit::Week } => (month(self.anchor), Granularity::Month),
            Shift::Several { .. } => (year(self.anchor), Granularity::Year),
        }
    }

    /// The past three days, the next two weeks: from the day after the page's own, or up to the day before it.
    fn stretch(&self, unit: TimeUnit, count: i32) -> Option<String> {
        let anchor = self.anchor?;
        let span = match unit {
            TimeUnit::Day => Span::new().try_days(count),
            TimeUnit::Week => Span::new().try_weeks(count),
            TimeUnit::Month => Span::new().try_months(count),
            TimeUnit::Decade => Span::new().try_years(count * 10),
            TimeUnit::Century => Span::new().try_years(count * 100),
            _ => Span::new().try_years(count),
        };
        let far = anchor.checked_add(span.ok()?).ok()?;
        match unit {
            TimeUnit::Day | TimeUnit::Week if count > 0 => Some(format!("{}/{far}", anchor.tomorrow().ok()?)),
            TimeUnit::Day | TimeUnit::Week => Some(format!("{far}/{}", anchor.yesterday().ok()?)),
            TimeUnit::Month if count > 0 => {
                Some(format!("{:04}-{:02}/{:04}-{:02}", anchor.year(), anchor.month(), far.year(), far.month()))
            }
            TimeUnit::Month => Some(format!("{:04}-{:02}/{:04}-{:02}", far.year(), far.month(), anchor.year(), anchor.month())),
            _ if count > 0 => Some(format!("{:04}/{:04}", anchor.year(), far.year())),
            _ => Some(format!("{:04}/{:04}", far.year(), anchor.year())),
        }
    }

    fn era(&self, era: Era) -> Option<String> {
        match era {
            Era::Century { century: number } => century(number),
            Era::Decade { decade, century, ago } => {
                let now = self.anchor.map(|a| a.year());
                let first = match (century, ago, now) {
                    (Some(century), ..) => (century - 1) * 100 + decade,
                    (None, Some(ago), now) => (now.unwrap_or(2000) / 100 + i16::try_from(ago).ok()?) * 100 + decade,
                    // The last such decade that has begun.
                    (None, None, Some(now)) => {
                        if now / 100 * 100 + decade <= now {
                            now / 100 * 100 + decade
                        } else {
                            (now / 100 - 1) * 100 + decade
                        }
                    }
                    (None, None, None) => 1900 + decade,
                };
                Some(format!("{first:04}/{:04}", first + 9))
            }
        }
    }

    fn nth(&self, reading: &Reading, nth: Nth) -> Resolved {
        let date = reading.date.unwrap_or_default();
        let (year, month) = match reading.shift {
            Some(Shift::Unit { unit: TimeUnit::Month, count }) => {
                let there = self.anchor.and_then(|a| a.checked_add(count.months()).ok());
                (there.map(|d| d.year()), there.map(|d| d.month()))
            }
            Some(Shift::Unit { unit: TimeUnit::Year, count }) => {
                (self.anchor.and_then(|a| i16::try_from(i32::from(a.year()) + count).ok()), date.month)
            }
            _ if date.hijri => (date.year.or_else(|| self.hijri_year_of(date.month?)), date.month),
            _ => (date.year.or_else(|| self.year_of_month(reading, date.month?)), date.month),
        };
        let whole = year.and_then(|year| {
            if date.hijri {
                return hijri_span(year, month);
            }
            let first = Date::new(year, month.unwrap_or(1), 1).ok()?;
            let last = if month.is_some() { first.last_of_month() } else { first.last_of_year() };
            Some((first, last))
        });
        match nth.of {
            Counted::Weekday => (
                whole
                    .zip(reading.weekday.and_then(weekday))
                    .and_then(|((first, last), weekday)| nth_weekday(first, last, nth.which, weekday))
                    .map(|d| d.to_string()),
                Granularity::Day,
            ),
            Counted::Day => {
                let day = whole.and_then(|(first, last)| {
                    if nth.which < 0 {
                        Some(last)
                    } else {
                        first.checked_add((i32::from(nth.which) - 1).days()).ok().filter(|d| *d <= last)
                    }
                });
                (day.map(|d| d.to_string()), Granularity::Day)
            }
            Counted::Week => (whole.and_then(|(first, last)| nth_week(first, last, nth.which)).map(week), Granularity::Week),
            Counted::Half if month.is_some() => {
                let value = whole.and_then(|(first, last)| {
                    let middle = first.checked_add(14.days()).ok()?;
                    Some(if nth.which == 1 { format!("{first}/{middle}") } else { format!("{}/{last}", middle.tomorrow().ok()?) })
                });
                (value, Granularity::Period)
            }
            Counted::Quarter | Counted::Half => {
                let parts = if nth.of == Counted::Half { 2 } else { 4 };
                let which = if nth.which < 0 { parts } else { nth.which };
                let months = 12 / parts;
                let value = year.map(|y| format!("{y:04}-{:02}/{y:04}-{:02}", (which - 1) * months + 1, which * months));
                (value, Granularity::Period)
            }
        }
    }

    /// The day an expression is about.
    pub fn day(&self, reading: &Reading, ahead: bool) -> Option<Date> {
        if let Some(date) = reading.date.filter(|d| d.day.is_some()) {
            return self.dated(reading, &date, ahead);
        }
        let anchor = self.anchor?;
        if let Some(days) = reading.relative_day {
            let told = anchor.checked_add(days.days()).ok()?;
            // «اليوم الخميس» on a page that its outlet dates Friday: the weekday is the firmer of the two.
            let named = reading.weekday.and_then(weekday).filter(|w| *w != told.weekday());
            return match named {
                Some(named) => {
                    [1, -1, 2, -2, 3, -3].into_iter().filter_map(|n: i32| told.checked_sub(n.days()).ok()).find(|d| d.weekday() == named)
                }
                None => Some(told),
            };
        }
        if let Some(number) = reading.weekday {
            let named = weekday(number)?;
            if let Some(Shift::Unit { unit: TimeUnit::Week, count }) = reading.shift {
                let monday = anchor.checked_sub(i32::from(jiff::civil::Weekday::Monday.until(anchor.weekday())).days()).ok()?;
                return monday.checked_add((count * 7 + i32::from(number) - 1).days()).ok();
            }
            let on = i32::from(anchor.weekday().until(named));
            let next = |days: i32| anchor.checked_add(days.days()).ok();
            return match reading.direction {
                Some(direction) if direction > 0 => next(if on == 0 { 7 } else { on } + 7 * (direction - 1)),
                Some(direction) if direction < 0 => next(if on == 0 { -7 } else { on - 7 } + 7 * (direction + 1)),
                // «هذا الاثنين»
                Some(_) => next(on),
                None if on == 0 => Some(anchor),
                // Tomorrow's name is tomorrow: a day of last week would say so.
                None if on == 1 || ahead => next(on),
                None => next(on - 7),
            };
        }
        if let Some(Shift::Unit { unit: TimeUnit::Day, count }) = reading.shift {
            return anchor.checked_add(count.days()).ok();
        }
        // A clock time alone is of the page's day.
        reading.clock.map(|_| anchor)
    }

    /// A date of which the year, or year and month, may be missing.
    fn dated(&self, reading: &Reading, date: &PartialDate, ahead: bool) -> Option<Date> {
        let named = reading.weekday.and_then(weekday);
        let day = date.day?;
        let Some(month) = date.month else {
            let anchor = self.anchor?;
            if let Some(Shift::Unit { unit: TimeUnit::Month, count }) = reading.shift {
                let there = anchor.first_of_month().checked_add(count.months()).ok()?;
                return Date::new(there.year(), there.month(), day).ok();
            }
            // The day of the month nearest to the page's own, by the weekday where one is told.
            let months = [0, -1, 1].into_iter().filter_map(|n: i32| anchor.first_of_month().checked_add(n.months()).ok());
            let nearest = |fits: &dyn Fn(&Date) -> bool| {
                months
                    .clone()
                    .filter_map(|m| Date::new(m.year(), m.month(), day).ok())
                    .filter(|d| fits(d))
                    .min_by_key(|d| distance(*d, anchor))
            };
            if let Some(weekday) = named {
                let exact = nearest(&|d| d.weekday() == weekday);
                if date.ordinal && day <= 5 && exact.is_none_or(|d| distance(d, anchor) > 7) {
                    return nth_weekday(anchor.first_of_month(), anchor.last_of_month(), day, weekday);
                }
                return exact;
            }
            return nearest(&|_| true);
        };
        if let Some(full) = by_weekday(date, named) {
            // «الثلاثاء الثالث من أيلول 2014»: the third Tuesday, where the third is none.
            if date.ordinal && day <= 5 && !date.hijri && named.is_some_and(|w| w != full.weekday()) {
                return nth_weekday(full.first_of_month(), full.last_of_month(), day, named?).or(Some(full));
            }
            return Some(full);
        }
        if date.hijri {
            let year = self.hijri_year_of(month)?;
            return hijri(year, month, day);
        }
        let of = |year: i16| Date::new(year, month, day).ok();
        if let (Some(anchor), Some(Shift::Unit { unit: TimeUnit::Year, count })) = (self.anchor, reading.shift) {
            return of(i16::try_from(i32::from(anchor.year()) + count).ok()?);
        }
        if let Some(anchor) = self.anchor {
            let years = [anchor.year(), anchor.year() - 1, anchor.year() + 1];
            match reading.direction {
                Some(d) if d < 0 => return years.into_iter().filter_map(of).filter(|d| *d < anchor).max(),
                Some(d) if d > 0 => return years.into_iter().filter_map(of).filter(|d| *d > anchor).min(),
                _ => {}
            }
            let by_weekday =
                named.and_then(|w| years.into_iter().filter_map(of).filter(|d| d.weekday() == w).min_by_key(|d| distance(*d, anchor)));
            if date.ordinal && day <= 5 && named.is_some() && by_weekday.is_none_or(|d| d.year() != anchor.year()) {
                let first = Date::new(anchor.year(), month, 1).ok()?;
                return nth_weekday(first, first.last_of_month(), day, named?);
            }
            if by_weekday.is_some() {
                return by_weekday;
            }
            // The year that brings the day nearest to the page's; what is to come is not behind it.
            let nearest = years.into_iter().filter_map(of).min_by_key(|d| (distance(*d, anchor), d.year()));
            return nearest
                .filter(|d| !ahead || *d >= anchor)
                .or_else(|| if ahead { years.into_iter().filter_map(of).filter(|d| *d >= anchor).min() } else { nearest });
        }
        // Without a day of the page only a weekday tells the year; a year named elsewhere may be that of something else.
        let (from, weekday) = self.newest_year.zip(named)?;
        (from..=from.saturating_add(6)).filter_map(of).find(|d| d.weekday() == weekday)
    }
}

/// Whether a reading fixes its time by itself.
fn basis(reading: &Reading) -> TimeBasis {
    let dated = reading.date.is_some_and(|d| d.year.is_some());
    if dated || matches!(reading.era, Some(Era::Century { .. } | Era::Decade { century: Some(_), .. })) {
        TimeBasis::Absolute
    } else {
        TimeBasis::Relative
    }
}

/// The newest year that readings name.
pub fn newest_year(readings: &[Reading]) -> Option<i16> {
    readings
        .iter()
        .filter_map(|r| r.date.filter(|d| !d.hijri && d.year.is_some_and(|y| (1900..2100).contains(&y))).and_then(|d| d.year))
        .max()
}

fn century(number: i16) -> Option<String> {
    (1..=30).contains(&number).then(|| format!("{:04}/{:04}", (number - 1) * 100 + 1, number * 100))
}

fn distance(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |s| s.get_days().abs())
}

/// Minutes by which local time is ahead of Greenwich time, within half a day. Zones go by quarters of an hour: any
/// other difference is a slip of the page.
fn offset(local: Clock, greenwich: Clock) -> Option<i32> {
    let difference = minutes(local) - minutes(greenwich);
    let within = if difference > 14 * 60 {
        difference - 24 * 60
    } else if difference < -12 * 60 {
        difference + 24 * 60
    } else {
        difference
    };
    (within % 15 == 0).then_some(within)
}

fn minutes(clock: Clock) -> i32 {
    i32::from(clock.hour) * 60 + i32::from(clock.minute.unwrap_or(0))
}

/// The day that it is in Greenwich at a local time.
fn greenwich_day(day: Date, local: Clock, greenwich: Clock) -> Date {
    let Some(zone) = local.zone else { return day };
    let shown = minutes(local) - zone;
    let turn = (shown - minutes(greenwich)).div_euclid(24 * 60);
    day.checked_add(turn.days()).unwrap_or(day)
}

fn stamp(day: Date, clock: Clock) -> String {
    let mut value = format!("{day}T{}", time(clock));
    // Midnight as 24:00 is the next day's first minute in ISO 8601 as amended.
    if clock.hour == 24 {
        let next = day.tomorrow().unwrap_or(day);
        value = format!("{next}T{}", time(Clock { hour: 0, ..clock }));
    }
    value
}

fn time(clock: Clock) -> String {
    let zone = clock.zone.map_or_else(String::new, |z| format!("{}{:02}:{:02}", if z < 0 { '-' } else { '+' }, z.abs() / 60, z.abs() % 60));
    let second = clock.second.map_or_else(String::new, |s| format!(":{s:02}"));
    format!("{:02}:{:02}{second}{zone}", clock.hour, clock.minute.unwrap_or(0))
}

/// What a relative expression says of the page's own day.
fn relative(reading: &Reading, ahead: bool) -> Option<Relative> {
    let mut relative = Relative { days: reading.relative_day, weekday: reading.weekday, ..Relative::default() };
    if reading.nth.is_some() || reading.era.is_some() || reading.date.is_some_and(|d| d.hijri) {
        return None;
    }
    relative.direction = reading.direction;
    relative.ahead = (ahead && reading.weekday.is_some()).then_some(true);
    relative.month = reading.date.and_then(|d| d.month);
    relative.day = reading.date.and_then(|d| d.day);
    relative.minute = reading.clock.map(minutes);
    relative.zone = reading.clock.and_then(|c| c.zone.or_else(|| reading.greenwich.as_ref().and_then(|(g, _)| offset(c, *g))));
    match reading.shift {
        Some(Shift::Unit { unit: TimeUnit::Day, count }) => relative.days = Some(count),
        Some(Shift::Unit { unit: TimeUnit::Week, count }) => relative.weeks = Some(count),
        Some(Shift::Unit { unit: TimeUnit::Month, count }) => relative.months = Some(count),
        Some(Shift::Unit { unit: TimeUnit::Year, count }) => relative.years = Some(count),
        Some(Shift::Away(Away { years: 0, months: 0, days, .. })) => relative.days = Some(days),
        Some(Shift::Away(Away { years: 0, months, days: 0, .. })) => relative.months = Some(months),
        Some(Shift::Away(Away { years, months: 0, days: 0, .. })) => relative.years = Some(years),
        Some(_) => return None,
        None => {}
    }
    (relative != Relative::default()).then_some(relative)
}

/// The value of a relative time once its page has a day.
pub fn again(relative: &Relative, day: Date) -> Option<String> {
    let date = (relative.month.is_some() || relative.day.is_some()).then(|| PartialDate {
        month: relative.month,
        day: relative.day,
        ..PartialDate::default()
    });
    let shift = [(TimeUnit::Week, relative.weeks), (TimeUnit::Month, relative.months), (TimeUnit::Year, relative.years)]
        .into_iter()
        .find_map(|(unit, count)| count.map(|count| Shift::Unit { unit, count }));
    let reading = Reading {
        weekday: relative.weekday,
        relative_day: relative.days,
        date,
        shift,
        direction: relative.direction,
        ..Reading::default()
    };
    let calendar = Calendar { anchor: Some(day), newest_year: None };
    let clock = relative.minute.map(|m| Clock { hour: (m / 60) as i8, minute: Some((m % 60) as i8), second: None, zone: relative.zone });
    calendar.one(&Reading { clock, ..reading }, relative.ahead.unwrap_or(false)).0
}
