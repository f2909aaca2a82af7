//! Weeks, months, years, seasons, decades and what is counted through them.

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::TimePart;

use super::TimeUnit;
use super::date::{YearPlace, year};
use super::duration::amount;
use super::reading::{Away, Counted, Era, Nth, PartialDate, Reading, Shift};
use super::words::{Count, Unit, UnitWord, Words};

/// Reads a stretch of the calendar into an expression that is still empty; its end.
pub fn period(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    season(words, at, found)
        .or_else(|| nth(words, at, found))
        .or_else(|| named_unit(words, at, found))
        .or_else(|| stretch(words, at, found))
        .or_else(|| away(words, at, found))
        .or_else(|| era(words, at, found))
        .or_else(|| this_month(words, at, found))
        .or_else(|| {
            let year = year(words, at, YearPlace::Alone)?;
            found.date = Some(PartialDate { year: Some(year.value), hijri: year.hijri, ..PartialDate::default() });
            Some(year.end)
        })
}

/// خريف 2020, صيف العام الماضي, الربيع القادم, هذا الصيف
fn season(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let (this, start) = words.part(at, TimePart::This).map_or((false, at), |(_, end)| (true, end));
    let (_, end) = words.part(start, TimePart::Season)?;
    if let Some(year) = year(words, end, YearPlace::AfterMonth) {
        found.date = Some(PartialDate { year: Some(year.value), hijri: year.hijri, ..PartialDate::default() });
        found.season = true;
        return Some(year.end);
    }
    if let Some((count, after)) = words.part(end, TimePart::Direction) {
        found.shift = Some(Shift::Unit { unit: TimeUnit::Year, count });
        found.season = true;
        return Some(after);
    }
    if this {
        found.shift = Some(Shift::Unit { unit: TimeUnit::Year, count: 0 });
        found.season = true;
        return Some(end);
    }
    let mut rest = Reading::default();
    let after = named_unit(words, end, &mut rest)?;
    matches!(rest.shift, Some(Shift::Unit { unit: TimeUnit::Year, .. })).then(|| {
        found.shift = rest.shift;
        found.season = true;
        after
    })
}

fn counted(unit: Unit) -> Option<Counted> {
    match unit {
        Unit::Of(TimeUnit::Day) => Some(Counted::Day),
        Unit::Of(TimeUnit::Week) => Some(Counted::Week),
        Unit::Quarter => Some(Counted::Quarter),
        Unit::Half => Some(Counted::Half),
        Unit::Of(_) => None,
    }
}

/// An ordinal, or one of the words for first and last: which, and its end.
fn which(words: &Words, at: usize) -> Option<(i8, usize)> {
    if let Some((value, end)) = words.part(at, TimePart::LastOf).or_else(|| words.part(at, TimePart::FirstOf)) {
        return Some((value as i8, end));
    }
    let (value, end, ordinal) = words.whole(at, 31)?;
    ordinal.then_some((value as i8, end))
}

/// «أول يوم جمعة من يوليو», «الأسبوع الأول من», «الربع الثالث من عام 2016»: what it is counted through is read by the caller.
fn nth(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    // The unit before its ordinal.
    if let Some(unit) = words.unit(at)
        && unit.definite
        && unit.count == Count::One
        && let Some(of) = counted(unit.unit)
    {
        let (value, end) = words
            .part(unit.end, TimePart::Last)
            .map(|(v, e)| (v as i8, e))
            .or_else(|| which(words, unit.end).filter(|_| !words.is(unit.end, TimePart::LastOf)))?;
        let most = if of == Counted::Half {
            2
        } else if of == Counted::Quarter {
            4
        } else {
            31
        };
        if value > most || !counts_through(words, end, of) {
            return None;
        }
        // «اليوم الثالث من أكتوبر» is a date, which is read as such.
        found.nth = Some(Nth { which: value, of });
        return Some(end);
    }
    // The ordinal before its weekday or unit.
    let (value, end) = which(words, at)?;
    let next = words.part(end, TimePart::DayWord).map_or(end, |(_, e)| e);
    if let Some((weekday, after)) = words.part(next, TimePart::WeekdayName).or_else(|| words.part(next, TimePart::Weekday)) {
        if !counts_through(words, after, Counted::Weekday) {
            return None;
        }
        found.weekday = Some(weekday as i8);
        found.nth = Some(Nth { which: value, of: Counted::Weekday });
        return Some(after);
    }
    let unit = words.unit(end).filter(|u| u.count == Count::One)?;
    let of = counted(unit.unit).filter(|of| matches!(of, Counted::Day | Counted::Week))?;
    counts_through(words, unit.end, of).then(|| {
        found.nth = Some(Nth { which: value, of });
        unit.end
    })
}

/// Whether a month or year to count through follows: behind من or في, or at once.
fn counts_through(words: &Words, at: usize, of: Counted) -> bool {
    let next = words.part(at, TimePart::Of).or_else(|| words.part(at, TimePart::In)).map_or(at, |(_, end)| end);
    let this = words.part(next, TimePart::This).map_or(next, |(_, end)| end);
    if matches!(of, Counted::Quarter | Counted::Half)
        && words.digits(next).is_some_and(|(year, length)| length == 4 && (1900..2100).contains(&year))
        && !words.is_counted(next + 1)
    {
        return true;
    }
    let year = words.is(this, TimePart::YearWord) || words.unit(this).is_some_and(|u| u.definite && u.unit == Unit::Of(TimeUnit::Year));
    let month = words.is(this, TimePart::Month)
        || words.is(this, TimePart::HijriMonth)
        || words.is(this, TimePart::MonthWord)
        || words.unit(this).is_some_and(|u| u.definite && u.unit == Unit::Of(TimeUnit::Month));
    match of {
        Counted::Quarter => year,
        Counted::Half => year || month && next > at,
        Counted::Week => (month || year) && (next > at || this > at || year),
        Counted::Day | Counted::Weekday => month && next > at,
    }
}

/// هذا الأسبوع, الشهر الماضي, العام الجاري, نهاية الشهر
fn named_unit(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if let Some((_, end)) = words.part(at, TimePart::Weekend) {
        let (count, after) = words.part(end, TimePart::Direction).unwrap_or((0, end));
        found.shift = Some(Shift::Unit { unit: TimeUnit::Week, count });
        return Some(after);
    }
    let (this, start) = words.part(at, TimePart::This).map_or((false, at), |(_, end)| (true, end));
    let UnitWord { unit: Unit::Of(unit), count: Count::One, definite: true, end } = words.unit(start)? else { return None };
    let dated = unit == TimeUnit::Year && words.digits(end).is_some_and(|(_, length)| length == 4);
    if matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour) || dated || words.is_before(at, TimePart::General) {
        return None;
    }
    if let Some((count, after)) = words.part(end, TimePart::Direction) {
        // «العام الماضي 2014م»
        if unit == TimeUnit::Year
            && let Some(year) = words.digits(after).and_then(|_| year_of(words, after))
        {
            found.date = Some(PartialDate { year: Some(year.value), hijri: year.hijri, ..PartialDate::default() });
            return Some(year.end);
        }
        found.shift = Some(Shift::Unit { unit, count });
        return Some(after);
    }
    let bounded = !matches!(unit, TimeUnit::Day | TimeUnit::Decade | TimeUnit::Century)
        && (words.is_before(start, TimePart::Edge)
            || words.starts_before(start, TimePart::Of).is_some_and(|of| words.is_before(of, TimePart::Edge)));
    // «بداية العام الدراسي»: a year of another kind.
    let other_kind = words.is_definite(end);
    (this && unit != TimeUnit::Day || bounded && !other_kind).then(|| {
        found.shift = Some(Shift::Unit { unit, count: 0 });
        end
    })
}

fn year_of(words: &Words, at: usize) -> Option<super::date::Year> {
    year(words, at, YearPlace::AfterMonth).filter(|y| (1900..2100).contains(&y.value) || y.hijri).filter(|y| !words.is_counted(y.end))
}

/// الأشهر القليلة الماضية, الأيام الثلاثة المقبلة, اليومين الماضيين, 3 أيام القادمة
fn stretch(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let (before, start) = match words.whole(at, 400) {
        Some((value, end, false)) => (Some(value), end),
        _ => (None, at),
    };
    let UnitWord { unit: Unit::Of(unit), count, definite, end } = words.unit(start)? else { return None };
    if !definite && before.is_none()
        || count == Count::One && before.is_none()
        || matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour)
    {
        return None;
    }
    let (amount, end) = match (before, count) {
        (Some(value), _) => (Some(value), end),
        (None, Count::Two) => (Some(2), end),
        (None, _) => match words.whole(end, 400) {
            Some((value, after, false)) => (Some(value), after),
            _ => (None, end),
        },
    };
    let few = words.part(end, TimePart::Few);
    let end = few.map_or(end, |(_, e)| e);
    let last = words.part(end, TimePart::Last);
    let (count, after) = words.part(end, TimePart::Direction).or(last)?;
    if count == 0 {
        return None;
    }
    found.shift = match amount {
        Some(amount) => Some(Shift::Stretch { unit, count: amount * count.signum() }),
        None if count < 0 && (few.is_some() && unit < TimeUnit::Year || unit == TimeUnit::Month && last.is_none()) => {
            Some(Shift::Several { unit })
        }
        None => return None,
    };
    Some(after)
}

/// قبل يوم, قبل ثلاثة أيام, منذ أسبوعين, بعد ثلاثة أيام من الآن, عام وشهر و21 يوما من الآن
fn away(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let ago = words.hit(at, TimePart::Ago).or_else(|| words.hit(at, TimePart::Since));
    let after = words.hit(at, TimePart::After);
    let (sign, start) = match (ago, after) {
        (Some((_, hit)), _) => (Some(-1), hit.end as usize),
        (None, Some((_, hit))) => (Some(1), hit.end as usize),
        (None, None) => (None, at),
    };
    // قبل بضعة أشهر
    if sign == Some(-1)
        && let Some((_, end)) = words.part(start, TimePart::Several)
        && let Some(UnitWord { unit: Unit::Of(unit), count: Count::Several, end, .. }) = words.unit(end)
    {
        let now = from_now(words, end);
        if matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century)
            || words.is(end, TimePart::Of) && now.is_none()
        {
            return None;
        }
        found.shift = Some(Shift::Several { unit });
        return Some(now.unwrap_or(end));
    }
    let (mut away, mut end) = (Away { years: 0, months: 0, days: 0, unit: TimeUnit::Century }, start);
    let mut parts = 0;
    loop {
        let next = if parts == 0 { end } else { words.joined(end).unwrap_or(end) };
        let Some((count, unit, after)) = amount(words, next) else { break };
        if count.fract() != 0.0 || count > 1000.0 || parts > 0 && unit >= away.unit {
            break;
        }
        let count = count as i32;
        match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => break,
            TimeUnit::Day => away.days += count,
            TimeUnit::Week => away.days += count * 7,
            TimeUnit::Month => away.months += count,
            TimeUnit::Year => away.years += count,
            TimeUnit::Decade => away.years += count * 10,
            TimeUnit::Century => away.years += count * 100,
        }
        away.unit = unit;
        parts += 1;
        end = after;
    }
    if parts == 0 {
        return None;
    }
    let now = from_now(words, end);
    let sign = match (sign, now) {
        (Some(-1), Some(_)) => -1,
        // «قبل يومين من الانتخابات»: told from something else; «قبل شهر رمضان», «قبل عام 2020» too.
        (Some(-1), None) if words.is(end, TimePart::Of) || parts == 1 && is_named(words, start, end) => return None,
        // «منذ ثلاثين عاما» is how long, not when.
        (Some(-1), None) if words.is(at, TimePart::Since) && away.years > 0 => return None,
        (Some(-1), None) => -1,
        (Some(_), Some(_)) => 1,
        // «بعد يومين»: of now only where the sentence speaks of what is to come and nothing else is named.
        (Some(_), None)
            if (words.is_close(end) || words.is(end, TimePart::In)) && super::ahead::is_ahead(words.document, words.lexicon, at) =>
        {
            1
        }
        (Some(_), None) => return None,
        (None, Some(_)) if parts > 0 => {
            if words.is_before(at, TimePart::Since) || words.is_before(at, TimePart::Ago) {
                -1
            } else {
                1
            }
        }
        (None, _) => return None,
    };
    found.shift = Some(Shift::Away(Away { years: away.years * sign, months: away.months * sign, days: away.days * sign, ..away }));
    Some(now.unwrap_or(end))
}

/// Whether the one unit without a number is the head of a name: شهر رمضان, يوم الجمعة, عام 2020, يوم القيامة.
fn is_named(words: &Words, start: usize, end: usize) -> bool {
    if end != start + 1 {
        return false;
    }
    words.is(end, TimePart::Month)
        || words.is(end, TimePart::HijriMonth)
        || words.is(end, TimePart::Weekday)
        || words.digits(end).is_some()
        || words.is_definite(end)
}

/// The end of «من الآن».
fn from_now(words: &Words, at: usize) -> Option<usize> {
    let (_, next) = words.part(at, TimePart::Of)?;
    words.part(next, TimePart::Now).map(|(_, end)| end)
}

/// تسعينيات القرن الماضي, السبعينيات, القرن التاسع عشر
fn era(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if let Some((decade, hit)) = words.hit(at, TimePart::Decade) {
        let definite = hit.prefix.contains(Prefix::ARTICLE);
        let end = hit.end as usize;
        let next = words.part(end, TimePart::Of).map_or(end, |(_, e)| e);
        if words.is(next, TimePart::Age) || words.is(end, TimePart::Age) {
            return None;
        }
        if let Some((century, ago, after)) = century(words, next) {
            found.era = Some(Era::Decade { decade: decade as i16, century, ago });
            return Some(after);
        }
        return (!words.is(end, TimePart::HijriEra) && (definite && next == end || words.is_close(end))).then(|| {
            found.era = Some(Era::Decade { decade: decade as i16, century: None, ago: None });
            end
        });
    }
    let (century, _, after) = century(words, at)?;
    found.era = Some(Era::Century { century: century? });
    Some(after)
}

/// «القرن التاسع عشر», or «القرن الماضي» as how many centuries on.
fn century(words: &Words, at: usize) -> Option<(Option<i16>, Option<i32>, usize)> {
    let UnitWord { unit: Unit::Of(TimeUnit::Century), count: Count::One, definite: true, end } = words.unit(at)? else { return None };
    if let Some((value, after, _)) = words.whole(end, 21).filter(|(value, ..)| *value >= 2) {
        return (!words.is(after, TimePart::HijriEra)).then_some((Some(value as i16), None, after));
    }
    let (count, after) = words.part(end, TimePart::Direction)?;
    Some((None, Some(count), after))
}

/// هذا يناير, هذا شهر آذار
fn this_month(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let (_, next) = words.part(at, TimePart::This)?;
    if let Some((weekday, after)) = words.part(words.part(next, TimePart::DayWord).map_or(next, |(_, e)| e), TimePart::Weekday) {
        found.weekday = Some(weekday as i8);
        found.direction = Some(0);
        return Some(after);
    }
    let name = words.part(next, TimePart::MonthWord).map_or(next, |(_, end)| end);
    let month = super::date::month(words, name)?;
    found.date = Some(PartialDate { month: Some(month.value), hijri: month.hijri, ..PartialDate::default() });
    found.direction = Some(0);
    Some(month.end)
}
