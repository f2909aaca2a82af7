//! What a reader sees first: what is known, what is disputed, through how many hands.

use std::collections::BTreeSet;

use isnad_model::{Fact, FactKind, FactStatus, Series, Topic, Verdict};

use super::figures::is_total;
use super::{Item, Shown, dotted};
use crate::numbers::grouped;

/// A number with its noun.
pub struct Stat {
    pub number: String,
    pub noun: String,
    /// The section it opens.
    pub anchor: String,
    /// Whether it calls for care.
    pub warn: bool,
}

/// Lines of each list that a screen has room for.
const LINES: usize = 6;
/// Events among them.
const EVENTS: usize = 3;

impl Shown<'_> {
    pub(super) fn stats(&self) -> Vec<Stat> {
        let story = self.story;
        let outlets: BTreeSet<String> =
            story.pages.iter().filter_map(|p| self.article(p)).filter_map(|a| a.outlet.known().map(str::to_owned)).collect();
        let speakers: BTreeSet<&String> = story.facts.iter().flat_map(|f| &f.speakers).collect();
        let disputes = self.disputed().len();
        let stat = |count: usize, noun: &str, section: &str, warn: bool| Stat {
            number: grouped(count as f64),
            noun: self.language.count(noun, count),
            anchor: format!("s{}-{section}", self.number),
            warn,
        };
        let mut stats = vec![stat(story.pages.len(), "noun-pages", "pages", false)];
        if !outlets.is_empty() {
            stats.push(stat(outlets.len(), "noun-outlets", "pages", false));
        }
        stats.push(stat(story.origins.len(), "noun-origins", "origins", false));
        let said = if story.positions.is_empty() { "pages" } else { "positions" };
        stats.push(stat(speakers.len(), "noun-speakers", said, false));
        if disputes > 0 {
            stats.push(stat(disputes, "noun-disputes", "disputed", true));
        }
        stats
    }

    /// Agreements, then figures that stand, then events that several origins have. Figures of some of those whose whole is
    /// disputed come last: they would read as the toll.
    pub(super) fn known(&self) -> Vec<Item> {
        let mut known: Vec<Item> = self.story.agreements.iter().filter_map(|a| self.agreement_line(a)).take(2).collect();
        let mut series: Vec<&Series> = self.story.series.iter().filter(|s| s.verdict != Verdict::Disputed).collect();
        series.sort_by_key(|s| self.rank(s));
        let (of_disputed, standing): (Vec<&Series>, Vec<&Series>) = series.into_iter().partition(|s| self.whole_is_disputed(s));
        let lines =
            |series: Vec<&Series>, room: usize| series.into_iter().filter_map(|s| self.series_line(s)).take(room).collect::<Vec<_>>();
        let figures = lines(standing, LINES.saturating_sub(known.len()));
        known.extend(figures);
        let room = LINES.saturating_sub(known.len());
        let mut events: Vec<&Fact> =
            self.story.facts.iter().filter(|f| f.kind == FactKind::Event && f.status == FactStatus::Agreed && f.origins > 1).collect();
        events.sort_by_key(|f| std::cmp::Reverse((f.origins, f.outlets)));
        known.extend(events.into_iter().filter_map(|f| self.event_line(f)).take(EVENTS));
        known.extend(lines(of_disputed, room));
        known
    }

    fn whole_is_disputed(&self, series: &Series) -> bool {
        let whole = |s: &&Series| s.measure == series.measure && is_total(s);
        !is_total(series) && self.story.series.iter().filter(whole).any(|s| s.verdict == Verdict::Disputed)
    }

    /// A series by the figure that stands: the best, else the last.
    pub(super) fn series_line(&self, series: &Series) -> Option<Item> {
        let best = series.estimates.last().and_then(|e| series.points.get(e.point)).or_else(|| series.points.last())?;
        let first = series.points.first().filter(|p| series.points.len() > 1 && (p.low, p.high) != (best.low, best.high));
        Some(Item {
            lead: self.series_heading(series),
            text: self.told(best),
            notes: vec![first.map(|_| self.language.name_of(&series.verdict)).unwrap_or_default(), self.hands(best.corroboration)],
            proof: self.proof(&best.claims),
        })
    }

    /// Series whose speakers contradict each other, then events and accusations that somebody denies.
    pub(super) fn disputed(&self) -> Vec<Item> {
        let mut series: Vec<&Series> = self.story.series.iter().filter(|s| s.verdict == Verdict::Disputed).collect();
        series.sort_by_key(|s| self.rank(s));
        let mut disputed: Vec<Item> = series
            .into_iter()
            .map(|s| {
                let claims: Vec<_> = match s.between {
                    Some([a, b]) => {
                        [a, b].iter().filter_map(|at| s.points.get(*at)).flat_map(|p| p.claims.iter().take(3).cloned()).collect()
                    }
                    None => s.points.iter().flat_map(|p| p.claims.clone()).collect(),
                };
                let pair = s.between.map(|[a, b]| [a, b].map(|at| s.points.get(at).map(|p| self.told(p)).unwrap_or_default()));
                Item {
                    lead: self.series_heading(s),
                    text: pair.map(dotted).unwrap_or_default(),
                    notes: vec![self.hands(s.corroboration)],
                    proof: self.proof(&claims),
                }
            })
            .collect();
        let others = self.story.contradictions.iter().filter(|c| !matches!(c.about, Topic::Series { .. }));
        disputed.extend(others.map(|c| {
            let claims: Vec<_> = c.sides.iter().flat_map(|s| s.claims.iter().take(2).cloned()).collect();
            Item { lead: self.topic(&c.about), text: self.sides(&c.sides), notes: Vec::new(), proof: self.proof(&claims) }
        }));
        disputed
    }
}
