use std::fmt::Write;

use isnad_model::{Article, Record};

use crate::Options;
use crate::labels::label;
use crate::view::Shown;

/// The report for a terminal, in logical order.
pub fn text(record: &Record, articles: &[Article], options: &Options) -> String {
    let word = |key: &str| label(key, options.language);
    let mut out = String::new();
    for story in Shown::new(articles, options).stories(record) {
        let _ = writeln!(out, "{}\n{}", story.title, story.span);
        let _ = writeln!(
            out,
            "{} {} · {} {} · {} {}",
            story.pages.len(),
            word("pages"),
            story.independent,
            word("origins"),
            story.disputes.len(),
            word("disputed")
        );
        for agreement in &story.agreements {
            let _ = writeln!(out, "\n{}", agreement.heading);
            for (key, value) in &agreement.rows {
                let _ = writeln!(out, "  {key}: {value}");
            }
            for (key, lines) in [("terms", &agreement.terms), ("violations", &agreement.violations), ("talks", &agreement.talks)] {
                for line in lines {
                    let _ = writeln!(out, "  {}: {}", word(key), line.text);
                }
            }
        }
        for series in &story.series {
            let _ = writeln!(out, "\n{} [{}]", series.heading, series.verdict);
            for point in &series.points {
                let _ = writeln!(out, "  {} — {} {}", point.figure, point.speaker, point.asof);
                for evidence in point.evidence.iter().take(1) {
                    let _ = writeln!(out, "    «{}» {}", evidence.marked, evidence.page);
                }
            }
            if series.disputed {
                let _ = writeln!(out, "  {}: {}", word("reason"), series.why);
            }
        }
        let _ = writeln!(out, "\n{}", word("pages"));
        for page in &story.pages {
            let _ = writeln!(out, "  {} {} ({})", page.day, page.source, page.basis);
        }
        out.push('\n');
    }
    out
}
