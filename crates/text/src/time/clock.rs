//! Clock times and their zones.

use isnad_lexicon::subjects::TimePart;

use super::TimeUnit;
use super::reading::Clock;
use super::words::{Unit, Words};

/// A zone: minutes east of Greenwich, unknown for «local time».
pub fn zone(words: &Words, at: usize) -> Option<(Option<i32>, usize)> {
    if let Some((minutes, end)) = words.part(at, TimePart::Zone) {
        return Some((Some(minutes), end));
    }
    words.part(at, TimePart::LocalZone).map(|(_, end)| (None, end))
}

/// الساعة 13,00; 10:30; السابعة صباحا; منتصف الليل. The part of the day is read by the caller.
pub fn clock(words: &Words, at: usize) -> Option<(Clock, usize)> {
    if let Some((hour, end)) = words.part(at, TimePart::Moment) {
        return Some((Clock { hour: hour as i8, minute: Some(0), second: None, zone: None }, end));
    }
    let hour_word = words.hit(at, TimePart::HourWord);
    let next = match hour_word {
        // «ساعة» without the article is a length: استمر 3 ساعات
        // «في تمام السادسة»: the hour is meant without its word.
        Some((1, hit)) => hit.end as usize,
        Some((_, hit)) if hit.tokens().len() > 1 || hit.prefix.contains(isnad_lexicon::form::Prefix::ARTICLE) => hit.end as usize,
        Some(_) => return None,
        None => at,
    };
    // «الساعة: 10», «الساعة الـ 10»
    let passed = hour_word.is_some() && (words.mark(next) == Some(':') || words.is_article(next));
    let next = if passed { next + 1 } else { next };
    // «الساعة (11:59) مساء»
    if hour_word.is_some() && words.mark(next) == Some('(') {
        return bare(words, next + 1, true).filter(|(_, end)| words.mark(*end) == Some(')')).map(|(clock, end)| (clock, end + 1));
    }
    bare(words, next, hour_word.is_some())
}

/// An hour with its minutes; `sure` where the word for hour stands before it.
pub fn bare(words: &Words, at: usize, sure: bool) -> Option<(Clock, usize)> {
    let (found, end) = if words.digits(at).is_some() { in_digits(words, at, sure)? } else { in_words(words, at, sure)? };
    Some((found, end))
}

fn told_by_day_part(words: &Words, at: usize) -> bool {
    let next = words.part(at, TimePart::In).or_else(|| words.part(at, TimePart::Of)).map_or(at, |(_, end)| end);
    words.is(next, TimePart::DayPart) || words.is(next, TimePart::Moment)
}

fn in_digits(words: &Words, at: usize, sure: bool) -> Option<(Clock, usize)> {
    let (hour, length) = words.digits(at)?;
    // «الساعة 1438 بتوقيت غرينتش»
    if length == 4 && hour < 2400 && hour % 100 < 60 && (sure && words.is_before(at, TimePart::HourWord) || zone(words, at + 1).is_some()) {
        return Some((Clock { hour: (hour / 100) as i8, minute: Some((hour % 100) as i8), second: None, zone: None }, at + 1));
    }
    if length > 2 || hour > 24 {
        return None;
    }
    let mark = words.mark(at + 1).filter(|_| words.touches(at + 1) && words.touches(at + 2));
    let minute = match mark {
        Some(':' | ',' | '.' | '،') => words.digits(at + 2).filter(|(m, length)| *m < 60 && *length == 2),
        _ => None,
    };
    if let Some((minute, _)) = minute {
        let mut end = at + 3;
        let mut second = None;
        if words.mark(end) == Some(':')
            && words.touches(end)
            && words.touches(end + 1)
            && let Some((s, 2)) = words.digits(end + 1)
        {
            second = (s < 60).then_some(s as i8);
            end += 2;
        }
        let told = sure || mark == Some(':') || zone(words, end).is_some() || told_by_day_part(words, end) && mark != Some(',');
        let clock = Clock { hour: hour as i8, minute: Some(minute as i8), second, zone: None };
        return told.then_some((clock, end));
    }
    if matches!(mark, Some('.' | ',' | ':' | '/' | '-')) && words.digits(at + 2).is_some() && mark != Some('-') {
        return None;
    }
    let clock = Clock { hour: hour as i8, minute: None, second: None, zone: None };
    let (clock, end) = minutes(words, clock, at + 1, sure);
    let told = sure && !words.is(end, TimePart::UnitHour) || told_by_day_part(words, end) || letter(words, end);
    told.then_some((clock, end))
}

/// «10 ص»: only where nothing else can be meant.
fn letter(words: &Words, at: usize) -> bool {
    words.is(at, TimePart::DayPartLetter)
        && words.is_close(at + 1)
        && words.part(at, TimePart::DayPartLetter).is_some_and(|(value, _)| value == 0)
}

fn in_words(words: &Words, at: usize, sure: bool) -> Option<(Clock, usize)> {
    // «ثلاثة وثلث» is read as one number.
    if sure && let Some(number) = words.number(at).filter(|n| n.value.fract() > 0.0 && (1.0..13.0).contains(&n.value)) {
        let minute = (number.value.fract() * 60.0).round() as i8;
        return Some((Clock { hour: number.value as i8, minute: Some(minute), second: None, zone: None }, number.tokens.end));
    }
    let (value, end, ordinal) = words.whole(at, 99)?;
    if !sure && !ordinal {
        return None;
    }
    // «الثامنة وعشرين دقيقة» is read as the 28th: eight, and twenty minutes; «العاشرة وعشرين» as the 30th.
    let (hour, extra) = match value {
        // «الساعة الأولى» is the first hour; one o'clock is «الواحدة».
        1 if ordinal => return None,
        1..=12 => (value, None),
        21..=59 if ordinal && words.unit(end).is_some_and(|u| u.unit == Unit::Of(TimeUnit::Minute)) => {
            let tens = words.tens(end - 1)?;
            (value - tens, Some(tens))
        }
        _ => return None,
    };
    let clock = Clock { hour: hour as i8, minute: extra.map(|m| m as i8), second: None, zone: None };
    let (clock, after) = match extra {
        Some(_) => (clock, words.unit(end)?.end),
        None => minutes(words, clock, end, true),
    };
    let feminine = words.document.folded.tokens[end - 1].marbuta || words.document.folded.tokens[at].marbuta;
    let definite = words.document.hits.at(at).iter().any(|h| h.prefix.contains(isnad_lexicon::form::Prefix::ARTICLE));
    let told = sure
        || feminine
            && definite
            && (told_by_day_part(words, after) || after > end && clock.minute.is_some() || zone(words, after).is_some());
    told.then_some((clock, after))
}

/// «والنصف», «و18 دقيقة», «إلا ربعا».
fn minutes(words: &Words, clock: Clock, at: usize, sure: bool) -> (Clock, usize) {
    let mut clock = clock;
    let mut end = at;
    let mut total = i32::from(clock.minute.unwrap_or(0));
    let amount = |at: usize| -> Option<(i32, usize)> {
        if let Some((part, end)) = words.part(at, TimePart::MinutePart) {
            return Some((part, end));
        }
        let (value, end, ordinal) = words.whole(at, 59)?;
        if ordinal {
            return None;
        }
        match words.unit(end) {
            Some(unit) if unit.unit == Unit::Of(TimeUnit::Minute) => Some((value, unit.end)),
            _ => (sure && told_by_day_part(words, end)).then_some((value, end)),
        }
    };
    loop {
        if let Some(next) = words.joined(end)
            && let Some((value, after)) = amount(next)
        {
            total += value;
            end = after;
        } else if let Some((_, next)) = words.part(end, TimePart::Minus)
            && let Some((value, after)) = amount(next)
        {
            total -= value;
            end = after;
        } else {
            break;
        }
    }
    if end > at && (-59..60).contains(&total) {
        if total < 0 {
            clock.hour = if clock.hour == 0 { 23 } else { clock.hour - 1 };
            total += 60;
        }
        clock.minute = Some(total as i8);
        return (clock, end);
    }
    (clock, at)
}
