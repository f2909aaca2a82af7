//! Numbers as readers read them.

use isnad_model::{Qualifier, Quantity};

use crate::Language;

/// 12,345
pub fn grouped(value: f64) -> String {
    if value.fract() != 0.0 {
        return value.to_string();
    }
    let digits = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if value < 0.0 { format!("-{out}") } else { out }
}

/// A figure in words and digits: «more than 200», «between 20 and 30», «hundreds».
pub fn figure(language: Language, qualifier: Qualifier, low: Option<Quantity>, high: Option<Quantity>) -> String {
    let text = |q: Option<Quantity>| q.map(|q| grouped(q.0)).unwrap_or_default();
    let said = |key: &str, low: String, high: String| language.say(key, &[("low", &low), ("high", &high)]);
    match (qualifier, low, high) {
        (Qualifier::AtLeast, Some(_), _) => said("figure-at_least", text(low), String::new()),
        // The bound is inclusive: «more than 200» has a lower bound of 201.
        (Qualifier::MoreThan, Some(low), _) => said("figure-more_than", grouped(low.0 - 1.0), String::new()),
        (Qualifier::LessThan, _, Some(_)) => said("figure-less_than", String::new(), text(high)),
        (Qualifier::UpTo, _, Some(_)) => said("figure-up_to", String::new(), text(high)),
        (Qualifier::About, Some(a), Some(b)) if a == b => said("figure-about", text(low), String::new()),
        (Qualifier::Vague, Some(a), _) if power(a.0).is_some() => language.word(power(a.0).unwrap_or_default()),
        (_, Some(a), Some(b)) if a != b => said("figure-range", text(low), text(high)),
        (_, Some(_), None) => said("figure-at_least", text(low), String::new()),
        (_, None, Some(_)) => said("figure-up_to", String::new(), text(high)),
        _ => text(low),
    }
}

/// «Tens» are from 20 on, «hundreds» from 200 on, and so forth.
fn power(low: f64) -> Option<&'static str> {
    let words = [
        (20.0, "figure-tens"),
        (200.0, "figure-hundreds"),
        (2_000.0, "figure-thousands"),
        (20_000.0, "figure-ten-thousands"),
        (200_000.0, "figure-hundred-thousands"),
    ];
    words.into_iter().find(|(from, _)| *from == low).map(|(_, key)| key)
}

/// A figure in as few signs as a chart has room for: `32`, `200+`, `≤40`, `~100`, `20–30`.
pub fn terse(qualifier: Qualifier, low: Option<Quantity>, high: Option<Quantity>) -> String {
    let text = |q: Quantity| grouped(q.0);
    match (qualifier, low, high) {
        (Qualifier::MoreThan, Some(low), _) => format!(">{}", grouped(low.0 - 1.0)),
        (Qualifier::LessThan, _, Some(high)) => format!("<{}", text(high)),
        (Qualifier::About, Some(low), _) => format!("~{}", text(low)),
        (_, Some(low), None) => format!("≥{}", text(low)),
        (_, None, Some(high)) => format!("≤{}", text(high)),
        (_, Some(a), Some(b)) if a != b => format!("{}–{}", text(a), text(b)),
        (_, low, _) => low.map(text).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    fn both(qualifier: Qualifier, low: Option<i64>, high: Option<i64>) -> [String; 2] {
        [Language::Arabic, Language::English]
            .map(|language| plain(&figure(language, qualifier, low.map(Quantity::from), high.map(Quantity::from))))
    }

    #[test]
    fn figures_are_worded_in_both_languages() {
        assert_eq!(both(Qualifier::Exact, Some(2116), Some(2116)), ["2,116", "2,116"]);
        assert_eq!(both(Qualifier::AtLeast, Some(32), None), ["32 على الأقل", "at least 32"]);
        assert_eq!(both(Qualifier::MoreThan, Some(201), None), ["أكثر من 200", "more than 200"]);
        assert_eq!(both(Qualifier::About, Some(100), Some(100)), ["نحو 100", "about 100"]);
        assert_eq!(both(Qualifier::Exact, Some(20), Some(30)), ["بين 20 و30", "between 20 and 30"]);
        assert_eq!(both(Qualifier::Vague, Some(200), Some(999)), ["مئات", "hundreds"]);
        assert_eq!(both(Qualifier::UpTo, None, Some(40)), ["حتى 40", "up to 40"]);
    }

    #[test]
    fn chart_labels_are_short() {
        assert_eq!(terse(Qualifier::MoreThan, Some(201.into()), None), ">200");
        assert_eq!(terse(Qualifier::Exact, Some(1200.into()), Some(1200.into())), "1,200");
        assert_eq!(terse(Qualifier::Vague, Some(20.into()), Some(99.into())), "20–99");
    }
}
