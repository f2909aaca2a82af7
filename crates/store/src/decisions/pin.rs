//! The best figure of a series, where a person chose it.

use isnad_model::{BestRule, Estimate, Series};

/// Makes a point the best figure of its series, from its day on.
pub fn pin(series: &mut Series, point: usize) {
    let Some(chosen) = series.points.get(point) else { return };
    let best = chosen.low.or(chosen.high);
    let day: Option<String> = chosen.asof.as_ref().map(|d| d.chars().take(10).collect());
    let from = series.estimates.iter().position(|e| e.date >= day).unwrap_or(series.estimates.len());
    if series.estimates.get(from).is_none_or(|e| e.date != day) {
        // The day's own estimate was as the one before it.
        let before = from.checked_sub(1).and_then(|at| series.estimates.get(at)).cloned();
        let own = Estimate { date: None, low: chosen.low, best, high: chosen.high, rule: BestRule::Pinned, point };
        series.estimates.insert(from, Estimate { date: day, ..before.unwrap_or(own) });
    }
    for estimate in &mut series.estimates[from..] {
        (estimate.best, estimate.rule, estimate.point) = (best, BestRule::Pinned, point);
        // Low and high are of all that anybody gives; a superseded figure that a person holds on to is among them.
        if estimate.low.is_some_and(|low| best.is_some_and(|best| best < low)) {
            estimate.low = best;
        }
        if estimate.high.is_some_and(|high| best.is_some_and(|best| best > high)) {
            estimate.high = best;
        }
    }
    series.estimates.dedup_by(|later, earlier| {
        (later.low, later.best, later.high, later.point) == (earlier.low, earlier.best, earlier.high, earlier.point)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series() -> Series {
        let point = |day: &str, figure: i64| serde_json::json!({"asof": day, "low": figure, "high": figure, "qualifier": "exact", "origins": [], "claims": []});
        let estimate = |day: &str, figure: i64, point: usize| serde_json::json!({"date": day, "low": figure, "best": figure, "high": figure, "rule": "latest", "point": point});
        serde_json::from_value(serde_json::json!({
            "measure": "killed", "group": "all", "place": null, "low": 3, "high": 9, "verdict": "revised", "why": "",
            "points": [point("2024-05-06", 3), point("2024-05-07", 7), point("2024-05-08", 9)],
            "estimates": [estimate("2024-05-06", 3, 0), estimate("2024-05-08", 9, 2)]
        }))
        .expect("a series")
    }

    #[test]
    fn the_figure_is_the_best_from_its_day_on() {
        let mut series = series();
        pin(&mut series, 1);
        let told: Vec<_> = series.estimates.iter().map(|e| (e.date.as_deref(), e.best.map(|q| q.0), e.rule)).collect();
        let pinned = BestRule::Pinned;
        assert_eq!(
            told,
            [
                (Some("2024-05-06"), Some(3.0), BestRule::Latest),
                (Some("2024-05-07"), Some(7.0), pinned),
                (Some("2024-05-08"), Some(7.0), pinned)
            ]
        );
        // What others give stays to be seen.
        assert_eq!(series.estimates[2].high.map(|q| q.0), Some(9.0));
        assert_eq!(series.estimates[2].low.map(|q| q.0), Some(7.0));
    }
}
