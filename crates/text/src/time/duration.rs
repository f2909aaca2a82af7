//! Lengths of time.

use isnad_lexicon::subjects::TimePart;
use isnad_model::Qualifier;

use super::words::{Count, Unit, UnitWord, Words};
use super::{Duration, TimeUnit};
use crate::number::NumberKind;

/// An amount with its unit: «ثلاثة أيام», «يومين», «يوم واحد», «شهر». Several without a number is no amount.
pub fn amount(words: &Words, at: usize) -> Option<(f64, TimeUnit, usize)> {
    if let Some(number) = words.number(at).filter(|n| matches!(n.kind, NumberKind::Cardinal | NumberKind::Fraction)) {
        let UnitWord { unit: Unit::Of(unit), count, end, .. } = words.unit(number.tokens.end)? else { return None };
        return (count != Count::Two).then_some((number.value, unit, end));
    }
    let UnitWord { unit: Unit::Of(unit), count, end, .. } = words.unit(at)? else { return None };
    match count {
        Count::One => {
            let one = words.number(end).filter(|n| n.value == 1.0 && n.kind == NumberKind::Cardinal);
            Some((1.0, unit, one.map_or(end, |n| n.tokens.end)))
        }
        Count::Two => Some((2.0, unit, end)),
        Count::Several => None,
    }
}

/// «الأشهر التسعة الماضية», «الساعات الـ24»: the noun before its number, both with the article.
fn noun_first(words: &Words, at: usize) -> Option<Duration> {
    let UnitWord { unit: Unit::Of(unit), count: Count::Several, definite: true, end } = words.unit(at)? else { return None };
    let from = if words.is_article(end) { end + 1 } else { end };
    let number = words.number(from).filter(|n| n.qualifier == Qualifier::Exact && (from > end || words.is_definite(from)))?;
    let told = matches!(number.kind, NumberKind::Cardinal) || number.kind == NumberKind::Ordinal && number.value >= 10.0;
    told.then_some(Duration { tokens: at..number.tokens.end, amount: number.value, unit })
}

/// A length that counts: with a number, in the dual, or one of it called so («لمدة ساعة», «يوم كامل», «ساعة ونصف»).
pub fn duration(words: &Words, at: usize) -> Option<Duration> {
    if let Some(told) = noun_first(words, at) {
        return Some(told);
    }
    let (amount, unit, end) = amount(words, at)?;
    let bare = words.number(at).is_none();
    let definite = words.unit(at).is_some_and(|u| u.definite);
    if bare
        && amount == 1.0
        && let Some((part, after)) = words.joined(end).and_then(|next| words.part(next, TimePart::MinutePart))
        && !definite
    {
        return Some(Duration { tokens: at..after, amount: 1.0 + f64::from(part) / 60.0, unit });
    }
    let whole = words.part(end, TimePart::Whole);
    let told = words.number(at).is_some_and(|n| n.kind == NumberKind::Cardinal) || amount == 2.0 || end > at + 1;
    let one = bare && !definite && (whole.is_some() || words.is_before(at, TimePart::Length));
    (told || one).then_some(Duration { tokens: at..end, amount, unit })
}
