//! Series of figures: what they say, how they stand, who gives which.

use isnad_model::{EntityId, Group, Measure, Part, Point, Quantity, Reason, Series, SeriesWindow, Story, Verdict};
use xxhash_rust::xxh3::xxh3_64;

use super::{Item, Shown, dotted};
use crate::numbers;
use crate::svg::{self, Band, Caption, Drawing, Line, Mark};

/// A series as a card.
pub struct SeriesView {
    pub anchor: String,
    /// Where it is by itself, on a server that has it.
    pub address: Option<String>,
    pub heading: String,
    pub verdict: String,
    pub disputed: bool,
    /// Through how many hands all of it came.
    pub hands: String,
    pub why: String,
    /// Low, best, high of the last day, and the rule that chose the best.
    pub estimate: Option<EstimateView>,
    pub drawing: Option<Drawing>,
    /// Signs of the drawing with the speakers they stand for.
    pub legend: Vec<(String, String)>,
    pub points: Vec<PointView>,
    pub parts: Vec<Item>,
    /// Series that it does not contradict, with what sets them apart.
    pub beside: String,
}

pub struct EstimateView {
    pub low: String,
    pub best: String,
    pub high: String,
    pub rule: String,
}

/// A figure of a series.
pub struct PointView {
    pub sign: String,
    pub speaker: String,
    pub asof: String,
    pub item: Item,
}

impl Shown<'_> {
    pub(super) fn all_series(&self) -> Vec<SeriesView> {
        self.ranked().into_iter().filter(|at| self.story.series[*at].points.len() > 1).map(|at| self.series(at)).collect()
    }

    /// Series of one figure, a line each.
    pub(super) fn lone_figures(&self) -> Vec<Item> {
        let lone = self.ranked().into_iter().map(|at| &self.story.series[at]).filter(|s| s.points.len() == 1);
        lone.filter_map(|s| self.series_line(s)).collect()
    }

    fn ranked(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.story.series.len()).collect();
        order.sort_by_key(|at| self.rank(&self.story.series[*at]));
        order
    }

    /// All before some, tolls before what else is counted, disputed before agreed, much told before little.
    pub(super) fn rank(&self, series: &Series) -> impl Ord + use<> {
        (
            !is_total(series),
            series.measure,
            series.window.is_some(),
            series.verdict != Verdict::Disputed,
            std::cmp::Reverse(series.points.len()),
            series.group.clone(),
        )
    }

    pub(super) fn series_anchor(&self, at: usize) -> String {
        format!("s{}-f{}", self.number, at + 1)
    }

    /// «Killed · civilians · Sabha · in 24 hours».
    pub(crate) fn heading(&self, measure: Measure, group: &Group, place: Option<&EntityId>, window: Option<&SeriesWindow>) -> String {
        let group = match group {
            Group::All => String::new(),
            // Families are what is counted and who is.
            Group::Families if measure == Measure::Families => String::new(),
            group => self.group(group),
        };
        let place = place.map(|p| self.name(p)).unwrap_or_default();
        let window = window.map(|w| self.window(w)).unwrap_or_default();
        dotted([self.language.name_of(&measure), group, place, window])
    }

    pub(super) fn series_heading(&self, series: &Series) -> String {
        self.heading(series.measure, &series.group, series.place.as_ref(), series.window.as_ref())
    }

    fn group(&self, group: &Group) -> String {
        match group {
            Group::Actor(id) => self.name(id),
            group => self.word(&format!("group-{}", group.as_str())),
        }
    }

    fn window(&self, window: &SeriesWindow) -> String {
        if let Some(hours) = window.hours.filter(|h| h.0 >= 1.0 && h.0 < 1e6) {
            return self.language.count("window-hours", hours.0 as usize);
        }
        let since = window.event.map(|e| self.language.name_of(&e)).or_else(|| window.since.as_ref().map(|s| self.date(s)));
        since.map_or_else(|| self.language.name_of(&window.kind), |what| self.language.say("window-since", &[("what", &what)]))
    }

    pub(super) fn figure(&self, point: &Point) -> String {
        numbers::figure(self.language, point.qualifier, point.low, point.high)
    }

    /// «at least 32 (the ministry, 6 May 2024)».
    pub(crate) fn told(&self, point: &Point) -> String {
        let (figure, who) = (self.figure(point), self.speaker(point.speaker.as_ref()));
        match &point.asof {
            Some(day) => self.language.say("told-on", &[("figure", &figure), ("who", &who), ("day", &self.date(day))]),
            None => self.language.say("told", &[("figure", &figure), ("who", &who)]),
        }
    }

    /// The verdict's reason, with the figures it rests on.
    pub(super) fn why(&self, series: &Series) -> String {
        if series.reason == Reason::OnlyFigure {
            return String::new();
        }
        let told = |at: usize| series.points.get(at).map(|p| self.told(p)).unwrap_or_default();
        let [a, b] = series.between.map_or_else(Default::default, |[a, b]| [told(a), told(b)]);
        let needs_figures = !matches!(series.reason, Reason::SameFigure | Reason::OtherGroup | Reason::OtherWindow);
        if needs_figures && (a.is_empty() || b.is_empty()) {
            return String::new();
        }
        let key = serde_json::to_value(series.reason).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        self.language.say(&format!("reason-{key}"), &[("a", &a), ("b", &b)])
    }

    pub(crate) fn series(&self, at: usize) -> SeriesView {
        let series = &self.story.series[at];
        let heading = self.series_heading(series);
        let speakers = speakers(series);
        let number = |point: &Point| point.speaker.as_ref().and_then(|s| speakers.iter().position(|x| *x == Some(s)));
        let points: Vec<PointView> = series
            .points
            .iter()
            .map(|p| PointView {
                sign: svg::swatch(number(p)),
                speaker: self.speaker(p.speaker.as_ref()),
                asof: p.asof.as_ref().map(|d| self.date(d)).unwrap_or_default(),
                item: Item {
                    lead: self.figure(p),
                    text: String::new(),
                    notes: vec![
                        p.place.as_ref().filter(|place| Some(*place) != series.place.as_ref()).map(|p| self.name(p)).unwrap_or_default(),
                        self.hands(p.corroboration),
                    ],
                    proof: self.proof(&p.claims),
                },
            })
            .collect();
        let drawing = self.drawing(series, &speakers, &heading);
        let legend = if drawing.is_some() {
            speakers.iter().enumerate().map(|(at, s)| (svg::swatch(s.map(|_| at)), self.speaker(*s))).collect()
        } else {
            Vec::new()
        };
        SeriesView {
            anchor: self.series_anchor(at),
            address: series.points.first().and_then(|p| p.claims.first()).and_then(|c| self.links.series(&c.page, &c.claim)),
            verdict: self.language.name_of(&series.verdict),
            disputed: series.verdict == Verdict::Disputed,
            hands: self.hands(series.corroboration),
            why: self.why(series),
            estimate: self.estimate(series),
            drawing,
            legend,
            points,
            parts: series.parts.iter().map(|p| self.part(p)).collect(),
            beside: self.joined(series.beside.iter().filter_map(|b| {
                let other = self.story.series.get(b.series)?;
                let reason = self.language.name_of(&b.reason);
                // A reason that wants figures says nothing without them.
                let reason = if reason.contains("{$") { String::new() } else { reason };
                Some(if reason.is_empty() {
                    self.series_heading(other)
                } else {
                    self.language.say("told", &[("figure", &self.series_heading(other)), ("who", &reason)])
                })
            })),
            heading,
        }
    }

    fn estimate(&self, series: &Series) -> Option<EstimateView> {
        let last = series.estimates.last().filter(|_| series.points.len() > 1)?;
        let text = |q: Option<Quantity>| q.map_or_else(|| self.word("not-known"), |q| numbers::grouped(q.0));
        Some(EstimateView { low: text(last.low), best: text(last.best), high: text(last.high), rule: self.language.name_of(&last.rule) })
    }

    pub(crate) fn part(&self, part: &Part) -> Item {
        Item {
            lead: numbers::figure(self.language, isnad_model::Qualifier::Exact, part.low, part.high),
            text: dotted([
                self.group(&part.group),
                part.place.as_ref().map(|p| self.name(p)).unwrap_or_default(),
                part.speaker.as_ref().map(|s| self.name(s)).unwrap_or_default(),
            ]),
            notes: Vec::new(),
            proof: self.proof(&part.claims),
        }
    }

    fn drawing(&self, series: &Series, speakers: &[Option<&String>], heading: &str) -> Option<Drawing> {
        if series.points.len() < 2 {
            return None;
        }
        let lines: Vec<Line> = speakers
            .iter()
            .enumerate()
            .map(|(at, speaker)| Line {
                speaker: speaker.map(|_| at),
                marks: series.points.iter().filter(|p| p.speaker.as_ref() == *speaker).map(|p| self.mark(p)).collect(),
            })
            .collect();
        let bands: Vec<Band> = series
            .estimates
            .iter()
            .filter_map(|e| {
                Some(Band { time: e.date.clone()?, low: e.low.map_or(0.0, |q| q.0), high: e.high.map(|q| q.0), best: e.best.map(|q| q.0) })
            })
            .collect();
        let names: Vec<String> = speakers.iter().map(|s| self.speaker(*s)).collect();
        let caption = |description: &str| Caption {
            title: self.language.say("chart-title", &[("series", heading)]),
            description: self.word(description),
        };
        Drawing::new(|width| svg::steps(&lines, &bands, width, self.language, &caption("chart-desc")))
            .or_else(|| Drawing::new(|width| svg::bars(&lines, &names, width, self.language, &caption("bars-desc"))))
    }

    fn mark(&self, point: &Point) -> Mark {
        Mark {
            time: point.asof.clone().unwrap_or_default(),
            low: point.low.map(|q| q.0),
            high: point.high.map(|q| q.0),
            text: numbers::terse(point.qualifier, point.low, point.high),
            told: self.told(point),
        }
    }
}

/// What tells a series from the others of its story, for addresses: its measure, and a hash of all that it counts. Of several that count
/// the same, too far apart to be one, the second ends in `-2`.
pub fn series_key(story: &Story, at: usize) -> Option<String> {
    let base = |series: &Series| {
        let counted = serde_json::to_string(&(series.measure, &series.group, &series.place, &series.window)).unwrap_or_default();
        format!("{}-{:016x}", isnad_model::written(&series.measure).unwrap_or_default(), xxh3_64(counted.as_bytes()))
    };
    let own = base(story.series.get(at)?);
    let before = story.series[..at].iter().filter(|other| base(other) == own).count();
    Some(if before == 0 { own } else { format!("{own}-{}", before + 1) })
}

/// Whether a series counts everybody and not some of them.
pub(super) fn is_total(series: &Series) -> bool {
    series.group == Group::All || (series.group == Group::Families && series.measure == Measure::Families)
}

/// The speakers of a series in the order of their first figures, the pages' own voice last.
fn speakers(series: &Series) -> Vec<Option<&String>> {
    let mut all: Vec<Option<&String>> = Vec::new();
    for speaker in series.points.iter().map(|p| p.speaker.as_ref()).filter(Option::is_some) {
        if !all.contains(&speaker) {
            all.push(speaker);
        }
    }
    if series.points.iter().any(|p| p.speaker.is_none()) {
        all.push(None);
    }
    all
}
