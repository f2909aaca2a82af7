//! Metrics in the text format of Prometheus.

use std::fmt::Write;

use isnad_store::{Feed, WatchStanding};
use jiff::Timestamp;

use super::tally::Counts;

/// One metric: its name, its type, what it is, and its values by a label.
fn metric(out: &mut String, (name, kind, help): (&str, &str, &str), values: &[(&str, &str, f64)]) {
    let _ = writeln!(out, "# HELP isnad_watch_{name} {help}\n# TYPE isnad_watch_{name} {kind}");
    for (label, value, number) in values {
        let label = if label.is_empty() { String::new() } else { format!("{{{label}=\"{}\"}}", escaped(value)) };
        let _ = writeln!(out, "isnad_watch_{name}{label} {number}");
    }
}

/// A value of a label. Those of alerts are the user's names for them, the others the program's own words.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// All of them.
pub fn written(standing: &WatchStanding, counts: &Counts, now: Timestamp) -> String {
    let WatchStanding { feeds, links, alerts } = standing;
    let mut out = String::new();
    let of = |state: &dyn Fn(&Feed) -> bool| feeds.iter().filter(|feed| state(feed)).count() as f64;
    let (gone, failing) = (of(&|feed| feed.gone.is_some()), of(&|feed| feed.gone.is_none() && feed.failures > 0));
    let unread = of(&|feed| feed.gone.is_none() && feed.failures == 0 && feed.read.is_none());
    let sound = feeds.len() as f64 - gone - failing - unread;
    metric(
        &mut out,
        ("feeds", "gauge", "Feeds, by how they stand."),
        &[("state", "ok", sound), ("state", "failing", failing), ("state", "gone", gone), ("state", "unread", unread)],
    );
    metric(&mut out, ("links_waiting", "gauge", "Pages that are listed and still to be read."), &[("", "", links.waiting as f64)]);
    metric(
        &mut out,
        ("requests_total", "counter", "What was asked for."),
        &[("what", "feed", counts.feeds_asked as f64), ("what", "page", counts.pages_asked as f64)],
    );
    metric(
        &mut out,
        ("pages_total", "counter", "Pages that came, by what became of them."),
        &[
            ("outcome", "new", counts.new as f64),
            ("outcome", "version", counts.version as f64),
            ("outcome", "known", counts.known as f64),
            ("outcome", "skipped", counts.skipped as f64),
        ],
    );
    let faults: Vec<_> = counts.faults.iter().map(|(kind, count)| ("kind", kind.name(), *count as f64)).collect();
    metric(&mut out, ("faults_total", "counter", "What failed, by kind."), &faults);
    let told: Vec<_> = alerts.iter().map(|alert| ("alert", alert.name.as_str(), alert.told as f64)).collect();
    metric(&mut out, ("alerts_told_total", "counter", "Changes that each alert has told."), &told);
    let failing: Vec<_> = alerts.iter().map(|alert| ("alert", alert.name.as_str(), f64::from(alert.tries))).collect();
    metric(&mut out, ("alert_failures", "gauge", "How often in a row each alert could not tell the next change."), &failing);
    let last = feeds.iter().filter_map(|feed| feed.read.as_ref()?.parse::<Timestamp>().ok()).max();
    let since: Vec<_> = last.into_iter().map(|last| ("", "", now.duration_since(last).as_secs_f64().max(0.0).round())).collect();
    metric(&mut out, ("seconds_since_success", "gauge", "Seconds since a feed could be read last."), &since);
    out
}
