//! Over which stretch of time a figure counts: «خلال 24 ساعة», «منذ بدء الحرب», «ارتفعت الحصيلة إلى».

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::subjects::WordRole;
use isnad_model::{Granularity, Measure, What, WindowKind};

use super::Reader;

/// How far from its figure a window's words may stand, in tokens.
const REACH: usize = 24;
/// How far before its figure the word may stand that makes it a total.
const TOTAL_REACH: usize = 8;
/// How many tokens a comma between a figure and a window's words counts for: another clause has its own.
const COMMA: usize = 10;
/// How far behind «منذ» the event may begin that it counts from: «منذ بدء العدوان الواسع على».
const EVENT_REACH: usize = 4;
/// How far before «منذ» the superlative may stand that compares with all since, in tokens.
const SUPERLATIVE_REACH: usize = 8;

/// The stretch of time over which a figure counts.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowRead {
    /// The words that say so.
    pub tokens: Range<usize>,
    /// All so far, or what a stretch added.
    pub kind: WindowKind,
    /// Since when (ISO 8601).
    pub since: Option<String>,
    /// Since which event.
    pub event: Option<What>,
    /// How long, in hours.
    pub hours: Option<f64>,
}

/// The window of a figure.
pub fn of(reader: &Reader, figure: &Range<usize>, measure: Measure) -> Option<WindowRead> {
    if matches!(measure, Measure::Duration | Measure::Distance | Measure::Population) {
        return None;
    }
    if let Some(tokens) = rate(reader, figure) {
        return Some(WindowRead { tokens, kind: WindowKind::Increment, since: None, event: None, hours: None });
    }
    let sentence = reader.document.sentences.get(reader.document.sentence_of(figure.start))?.tokens.clone();
    let total = (figure.start.saturating_sub(TOTAL_REACH).max(sentence.start)..figure.end).rev().find_map(|t| {
        let word = reader.word(t, WordRole::Total)?;
        // «ارتفع عدد … إلى» needs its «to»: «رفع دعوى بعد مقتل شخص» tells no total.
        let leads = (word.end..figure.start + 1).any(|t| reader.word(t, WordRole::Reaches).is_some()) || word.end + 3 >= figure.start;
        // «ارتفاع منسوب المياه وإجلاء 300»: what rises is a count.
        let counts = |t: usize| {
            [WordRole::Count, WordRole::Total, WordRole::Reaches].iter().any(|role| reader.word(t, *role).is_some())
                || reader.document.hits.of(t, Subject::Counted).next().is_some()
        };
        (leads && (word.end >= figure.start || (word.end..figure.start).any(counts))).then_some(word)
    });
    let from = figure.start.saturating_sub(REACH).max(sentence.start);
    let nearest = (from..(figure.end + REACH).min(sentence.end))
        .filter(|t| !figure.contains(t))
        .filter_map(|t| at(reader, t))
        .filter(|w| total.is_none() || w.kind == WindowKind::Cumulative)
        .min_by_key(|w| distance(reader, figure, &w.tokens))
        .filter(|w| distance(reader, figure, &w.tokens) <= REACH);
    nearest.or_else(|| total.map(|tokens| WindowRead { tokens, kind: WindowKind::Cumulative, since: None, event: None, hours: None }))
}

/// «يقتل 20 شخصا يوميا»: as many come in each such stretch.
fn rate(reader: &Reader, figure: &Range<usize>) -> Option<Range<usize>> {
    let word = reader.word(figure.end, WordRole::Rate)?;
    // «في اليوم الأول»
    let numbered = reader.document.hits.of(word.end, Subject::NumberWord).next().is_some();
    (!numbered).then_some(word)
}

/// How far a window's words stand from a figure: what stands behind a figure and in its clause is nearer.
fn distance(reader: &Reader, figure: &Range<usize>, window: &Range<usize>) -> usize {
    let behind = window.start >= figure.end;
    let between = if behind { figure.end..window.start } else { window.end..figure.start };
    // «منذ أبريل، عندما قتل …»: what ends before a comma, and does not open the sentence, is another clause's.
    let opens = window.start <= reader.sentence_start(figure.start) + 1;
    // «بلغ عدد القتلى، منذ بدء الحرب، 2044»
    let aside = between.len() == 1 && window.start > 0 && reader.form(window.start - 1) == "،";
    if !behind && !opens && !aside && between.clone().any(|t| reader.form(t) == "،") {
        return usize::MAX;
    }
    let commas = between.clone().filter(|t| reader.form(*t) == "،").count();
    // Another count between takes the words for itself.
    let counts = between.clone().filter(|t| reader.measure_word(*t).is_some()).count();
    between.len() + COMMA * (commas + counts) + if behind { 0 } else { 2 }
}

/// The window whose words begin at a token.
fn at(reader: &Reader, token: usize) -> Option<WindowRead> {
    if let Some(since) = reader.word(token, WordRole::Since) {
        return since_when(reader, since);
    }
    let within = reader.word(token, WordRole::Within).filter(|_| !is_compared(reader, token))?;
    let general = within.len() == 1 && matches!(reader.form(token), "في" | "وفي");
    // «خلال الـ24 ساعة الماضية», «في الساعات الـ48 الأخيرة»
    let duration = reader.times.durations.iter().find(|d| (within.end..within.end + 4).contains(&d.tokens.start));
    if let Some(duration) = duration.filter(|d| {
        // «في السودان منذ خمس سنوات»: the length belongs to «since».
        (!general || d.tokens.start <= within.end + 2) && !(within.end..d.tokens.start).any(|t| reader.word(t, WordRole::Since).is_some())
    }) {
        let hours = duration.amount * duration.unit.seconds() / 3_600.0;
        return Some(WindowRead {
            tokens: token..duration.tokens.end,
            kind: WindowKind::Increment,
            since: None,
            event: None,
            hours: Some(hours),
        });
    }
    let stretch = reader.times.expressions.iter().find(|t| t.tokens.start == within.end && t.granularity > Granularity::Day)?;
    (!general).then(|| WindowRead {
        tokens: token..stretch.tokens.end,
        kind: WindowKind::Increment,
        since: stretch.value.clone(),
        event: None,
        hours: None,
    })
}

/// «منذ 7 أكتوبر», «منذ فجر اليوم», «منذ بدء الحرب», «منذ ثلاثة أيام».
fn since_when(reader: &Reader, since: Range<usize>) -> Option<WindowRead> {
    if is_compared(reader, since.start) {
        return None;
    }
    let window = |end: usize, kind, value, event, hours| WindowRead { tokens: since.start..end, kind, since: value, event, hours };
    let starts = |start: usize| start == since.end || start == since.start;
    if let Some(time) = reader.times.expressions.iter().find(|t| starts(t.tokens.start)) {
        // «since dawn» is what the day added.
        let today = time.relative.as_ref().is_some_and(|r| r.days == Some(0));
        let kind = if today { WindowKind::Increment } else { WindowKind::Cumulative };
        return Some(window(time.tokens.end, kind, time.value.clone(), None, None));
    }
    if let Some(length) = reader.times.durations.iter().find(|d| starts(d.tokens.start)) {
        let hours = length.amount * length.unit.seconds() / 3_600.0;
        return Some(window(length.tokens.end, WindowKind::Cumulative, None, None, Some(hours)));
    }
    let onset = reader.word(since.end, WordRole::Onset);
    let from = onset.as_ref().map_or(since.end, |o| o.end);
    let trigger =
        (from..from + EVENT_REACH).take_while(|t| reader.form(*t) != "،").find_map(|t| reader.document.hits.longest(t, Subject::Trigger));
    let what = trigger.and_then(|hit| reader.lexicon.tables.triggers.get(hit.row())?.what);
    match (onset, trigger) {
        (_, Some(hit)) => Some(window(hit.end as usize, WindowKind::Cumulative, None, what, None)),
        (Some(onset), None) => Some(window(onset.end + 1, WindowKind::Cumulative, None, None, None)),
        (None, None) => None,
    }
}

/// «أسوأ كارثة منذ 50 عاما», «الأسوأ خلال العام»: what is compared with all that came in that time.
fn is_compared(reader: &Reader, since: usize) -> bool {
    (since.saturating_sub(SUPERLATIVE_REACH)..since)
        .rev()
        .take_while(|t| reader.form(*t) != "،" && !reader.is_digits(*t) && !reader.is_number_word(*t) && reader.measure_word(*t).is_none())
        .any(|t| reader.word(t, WordRole::Superlative).is_some())
}
