//! Figures as they are read from sentences of our own: what is counted, how many, of whom, over which stretch of time.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::{Claim, ClaimKind, Figure};

#[path = "invariants/mod.rs"]
#[allow(dead_code, reason = "only the article is wanted here")]
mod invariants;

/// The claims of a page with a headline and this text, published on 15 June 2021.
fn claims(text: &str) -> Vec<Claim> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    isnad_read::read(invariants::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims
}

/// Measure, bounds and group of every figure: `killed 32..32`, `wounded 201..`, `killed 2..2 children`.
fn figures(text: &str) -> Vec<String> {
    let bound = |value: Option<isnad_model::Quantity>| value.map_or(String::new(), |q| q.0.to_string());
    let told = |f: Figure| {
        let measure = serde_json::to_value(f.measure).expect("a measure is written");
        let group = if f.group.as_str() == "all" { String::new() } else { format!(" {}", f.group.as_str()) };
        format!("{} {}..{}{group}", measure.as_str().unwrap_or_default(), bound(f.low), bound(f.high))
    };
    claims(text)
        .into_iter()
        .filter_map(|c| match c.kind {
            ClaimKind::Figure(f) => Some(told(f)),
            _ => None,
        })
        .collect()
}

/// The windows of the figures: kind, since, event, hours.
fn windows(text: &str) -> Vec<String> {
    claims(text)
        .into_iter()
        .filter_map(|c| match c.kind {
            ClaimKind::Figure(Figure { window: Some(w), .. }) => Some(w),
            _ => None,
        })
        .map(|w| {
            let word = |value: serde_json::Value| value.as_str().unwrap_or("-").to_owned();
            let kind = word(serde_json::to_value(w.kind).expect("a kind is written"));
            let event = word(serde_json::to_value(w.event).expect("an event is written"));
            let hours = w.hours.map_or("-".to_owned(), |h| h.0.to_string());
            format!("{kind} {} {event} {hours} «{}»", w.since.as_deref().unwrap_or("-"), w.exact)
        })
        .collect()
}

#[test]
fn windows_of_counts() {
    assert_eq!(windows("قتل 45 شخصا خلال الـ24 ساعة الماضية في نيالا."), ["increment - - 24 «خلال الـ24 ساعة»"]);
    assert_eq!(windows("قتل 12 شخصا منذ فجر اليوم."), ["increment 2021-06-15 - - «منذ فجر اليوم»"]);
    assert_eq!(windows("قتل 300 شخص منذ بدء الحرب."), ["cumulative - operation - «منذ بدء الحرب»"]);
    assert_eq!(windows("قتل 300 شخص منذ 7 أبريل 2021."), ["cumulative 2021-04-07 - - «منذ 7 أبريل 2021»"]);
    assert_eq!(windows("ارتفعت حصيلة القتلى إلى 80 شخصا."), ["cumulative - - - «ارتفعت»"]);
    assert_eq!(windows("قتل 20 شخصا في السوق."), [""; 0]);
}

#[test]
fn a_total_behind_an_increment() {
    assert_eq!(
        windows("قتل 45 شخصا خلال 24 ساعة، لترتفع حصيلة القتلى إلى 900 شخص منذ اندلاع المعارك."),
        ["increment - - 24 «خلال 24 ساعة»", "cumulative - operation - «منذ اندلاع المعارك»"]
    );
    assert_eq!(
        windows("قتل 45 شخصا خلال 24 ساعة، لترتفع حصيلة القتلى إلى 900 شخص."),
        ["increment - - 24 «خلال 24 ساعة»", "cumulative - - - «لترتفع»"]
    );
}

#[test]
fn plain_counts() {
    assert_eq!(figures("قتل 32 شخصا وأصيب أكثر من 200 آخرين."), ["killed 32..32", "wounded 201.."]);
}
