//! What an expression says, before any date is reckoned.

use std::ops::Range;

use super::TimeUnit;

/// A date of which parts may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartialDate {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub hijri: bool,
    /// The day is an ordinal: behind a weekday it may count weekdays (the third Tuesday of September).
    pub ordinal: bool,
    /// All in digits, where day and month may be told from one another by the weekday alone.
    pub digits: bool,
}

impl PartialDate {
    /// The same date in another year, month or day where these are missing.
    pub fn or(self, other: PartialDate) -> PartialDate {
        PartialDate { year: self.year.or(other.year), month: self.month.or(other.month), day: self.day, ..self }
    }
}

/// A clock time with its zone in minutes east of Greenwich, where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub hour: i8,
    /// Absent where only the hour is told.
    pub minute: Option<i8>,
    pub second: Option<i8>,
    pub zone: Option<i32>,
}

impl Clock {
    /// The hour of the half day that begins at `from`, where the clock counts to twelve.
    pub fn in_half_day(self, from: i32) -> Clock {
        if self.hour > 12 {
            return self;
        }
        let mut hour = i32::from(self.hour) % 12;
        while hour < from {
            hour += 12;
        }
        Clock { hour: (hour % 24) as i8, ..self }
    }
}

/// Years, months, days counted from the page's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    pub years: i32,
    pub months: i32,
    pub days: i32,
    /// The finest unit named.
    pub unit: TimeUnit,
}

/// A stretch of the calendar told from the page's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// The week, month or year that lies so many on from this one.
    Unit { unit: TimeUnit, count: i32 },
    /// So long ago, so long from now.
    Away(Away),
    /// The past three days, the next two weeks; the sign says which.
    Stretch { unit: TimeUnit, count: i32 },
    /// The past few months: nothing finer than the next larger unit is fixed.
    Several { unit: TimeUnit },
}

/// What is counted through a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The weekday that the expression names.
    Weekday,
    Day,
    Week,
    Quarter,
    Half,
}

/// The first Friday of July; the last one where `which` is -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth {
    pub which: i8,
    pub of: Counted,
}

/// A stretch of years named as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// The nineties of a century; of the one before the page's where `ago` is -1, of any where it is unknown.
    Decade {
        decade: i16,
        century: Option<i16>,
        ago: Option<i32>,
    },
    Century {
        century: i16,
    },
}

/// The parts that an expression names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub tokens: Range<usize>,
    pub weekday: Option<i8>,
    pub relative_day: Option<i32>,
    pub date: Option<PartialDate>,
    pub nth: Option<Nth>,
    pub clock: Option<Clock>,
    /// The same instant in Greenwich time, in brackets behind the local one.
    pub greenwich: Option<(Clock, Range<usize>)>,
    pub day_part: Option<i32>,
    pub shift: Option<Shift>,
    /// Of a weekday, month or season: last, this, next.
    pub direction: Option<i32>,
    pub season: bool,
    pub era: Option<Era>,
    /// The other end of «from … to …».
    pub until: Option<Box<Reading>>,
}

impl Reading {
    /// Whether it names a day of some kind.
    pub fn names_day(&self) -> bool {
        self.weekday.is_some() || self.relative_day.is_some() || self.date.is_some_and(|d| d.day.is_some())
    }

    /// Whether it names anything that fixes a time. A part of the day alone does not.
    pub fn names_time(&self) -> bool {
        self.names_day() || self.date.is_some() || self.clock.is_some() || self.shift.is_some() || self.era.is_some()
    }
}
