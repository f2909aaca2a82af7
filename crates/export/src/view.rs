//! A record as readers see it: names for ids, words for enums, sentences for claims.

use std::collections::HashMap;

use isnad_model::{Agreement, Article, Claim, ClaimKind, ClaimRef, FactKind, Point, Qualifier, Quantity, Record, Series, Story, Verdict};

use crate::labels::{key_of, label};
use crate::{Language, Options, chart};

/// A sentence with the characters of a claim marked, and where it stands.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub before: String,
    pub marked: String,
    pub after: String,
    pub page: String,
    /// Fact ← speaker ← carrier ← page.
    pub chain: String,
}

pub struct StoryView {
    pub title: String,
    pub span: String,
    pub pages: Vec<PageView>,
    pub origins: Vec<OriginView>,
    pub independent: usize,
    pub disputes: Vec<SeriesView>,
    pub series: Vec<SeriesView>,
    pub agreements: Vec<AgreementView>,
    pub timeline: Vec<TimeView>,
    pub quotes: Vec<QuoteView>,
    pub naming: Vec<NamingView>,
}

pub struct PageView {
    pub source: String,
    pub title: String,
    pub day: String,
    pub basis: String,
    pub why: String,
}

pub struct OriginView {
    pub kind: String,
    pub name: String,
    pub pages: String,
}

pub struct SeriesView {
    pub heading: String,
    pub verdict: String,
    pub disputed: bool,
    pub why: String,
    pub points: Vec<PointView>,
    pub chart: String,
}

pub struct PointView {
    pub figure: String,
    pub speaker: String,
    pub asof: String,
    pub evidence: Vec<Evidence>,
}

pub struct AgreementView {
    pub heading: String,
    pub rows: Vec<(String, String)>,
    pub terms: Vec<LineView>,
    pub violations: Vec<LineView>,
    pub talks: Vec<LineView>,
}

pub struct LineView {
    pub text: String,
    pub evidence: Vec<Evidence>,
}

pub struct TimeView {
    pub time: String,
    pub facts: Vec<LineView>,
}

pub struct QuoteView {
    pub speaker: String,
    pub variants: Vec<String>,
    pub evidence: Vec<Evidence>,
}

pub struct NamingView {
    pub entity: String,
    pub terms: Vec<(String, usize, bool)>,
}

/// What is needed to show a claim.
pub struct Shown<'a> {
    articles: HashMap<&'a str, (&'a Article, Vec<char>)>,
    language: Language,
}

/// At most this many sentences stand behind one value.
const EVIDENCE: usize = 6;

impl<'a> Shown<'a> {
    pub fn new(articles: &'a [Article], options: &Options) -> Self {
        let articles = articles.iter().map(|a| (a.source.as_str(), (a, a.text.chars().collect()))).collect();
        Shown { articles, language: options.language }
    }

    fn word(&self, key: &str) -> String {
        label(key, self.language)
    }

    fn claim(&self, reference: &ClaimRef) -> Option<(&'a Article, &'a Claim)> {
        let (article, _) = self.articles.get(reference.page.as_str())?;
        article.claims.iter().find(|c| c.id == reference.claim).map(|c| (*article, c))
    }

    fn evidence(&self, references: &[ClaimRef]) -> Vec<Evidence> {
        references
            .iter()
            .take(EVIDENCE)
            .filter_map(|r| {
                let (article, claim) = self.claim(r)?;
                let (_, text) = self.articles.get(r.page.as_str())?;
                let slice = |a: usize, b: usize| text.get(a.min(b)..b).map(|c| c.iter().collect::<String>()).unwrap_or_default();
                let (from, to) = (claim.sentence.start.min(claim.start), claim.sentence.end.max(claim.end));
                let mut chain: Vec<String> = claim.attribution.iter().map(|a| a.name.clone()).collect();
                chain.extend(claim.via.iter().map(|v| v.name.clone()));
                chain.push(article.outlet.name.clone().unwrap_or_else(|| short(&article.source)));
                Some(Evidence {
                    before: slice(from, claim.start),
                    marked: slice(claim.start, claim.end),
                    after: slice(claim.end, to),
                    page: short(&article.source),
                    chain: chain.join(" ← "),
                })
            })
            .collect()
    }

    fn name(&self, story: &Story, id: &str) -> String {
        let Some(entity) = story.entities.get(id) else { return id.replace('-', " ") };
        let (first, second) = match self.language {
            Language::Arabic => (&entity.name.ar, &entity.name.en),
            Language::English => (&entity.name.en, &entity.name.ar),
        };
        first.clone().or_else(|| second.clone()).unwrap_or_else(|| id.replace('-', " "))
    }

    fn names(&self, story: &Story, ids: &[String]) -> String {
        let joint = if self.language == Language::Arabic { "، " } else { ", " };
        ids.iter().map(|id| self.name(story, id)).collect::<Vec<_>>().join(joint)
    }

    pub fn stories(&self, record: &Record) -> Vec<StoryView> {
        record.stories.iter().map(|s| self.story(s)).collect()
    }

    fn story(&self, story: &Story) -> StoryView {
        let series: Vec<SeriesView> = story.series.iter().map(|s| self.series(story, s)).collect();
        let disputes = story.series.iter().filter(|s| s.verdict == Verdict::Disputed).map(|s| self.series(story, s)).collect();
        let pages = story
            .pages
            .iter()
            .map(|source| {
                let date = story.page_dates.get(source);
                let title = self.articles.get(source.as_str()).and_then(|(a, _)| a.title.clone()).unwrap_or_default();
                PageView {
                    source: short(source),
                    title,
                    day: date.and_then(|d| d.value.clone()).map_or_else(|| self.word("none"), |v| v.chars().take(10).collect()),
                    basis: date.map(|d| self.word(&key_of(&d.basis))).unwrap_or_default(),
                    why: date.map(|d| d.why.clone()).unwrap_or_default(),
                }
            })
            .collect();
        StoryView {
            title: story.title.clone(),
            span: [story.from.clone(), story.to.clone()].into_iter().flatten().collect::<Vec<_>>().join(" – "),
            pages,
            independent: story.origins.len(),
            origins: story
                .origins
                .iter()
                .map(|o| OriginView {
                    kind: self.word(&key_of(&o.kind)),
                    name: if o.name.contains('/') { short(&o.name) } else { o.name.clone() },
                    pages: o.pages.iter().map(|p| short(p)).collect::<Vec<_>>().join(" · "),
                })
                .collect(),
            disputes,
            series,
            agreements: story.agreements.iter().map(|a| self.agreement(story, a)).collect(),
            timeline: self.timeline(story),
            quotes: story
                .quotes
                .iter()
                .filter(|q| q.speaker.is_some() && q.variants.iter().any(|v| v.split_whitespace().count() >= 4))
                .map(|q| QuoteView {
                    speaker: q.speaker.as_ref().map(|s| self.name(story, s)).unwrap_or_default(),
                    variants: q.variants.clone(),
                    evidence: self.evidence(&q.claims),
                })
                .collect(),
            naming: story
                .naming
                .iter()
                .filter(|n| n.terms.len() > 1)
                .map(|n| NamingView {
                    entity: self.name(story, &n.entity),
                    terms: n.terms.iter().map(|t| (t.term.clone(), t.pages.len(), t.scare_quoted)).collect(),
                })
                .collect(),
        }
    }

    fn measure(&self, series: &Series) -> String {
        let key = key_of(&series.measure);
        self.word(if key == "violations" { "violations_measure" } else { &key })
    }

    fn series(&self, story: &Story, series: &Series) -> SeriesView {
        let group = match &series.group {
            isnad_model::Group::Actor(id) => self.name(story, id),
            other => self.word(other.as_str()),
        };
        let place = series.place.as_ref().map(|p| self.name(story, p)).unwrap_or_default();
        let verdict = key_of(&series.verdict);
        let points: Vec<PointView> = series
            .points
            .iter()
            .map(|p| PointView {
                figure: self.figure(p),
                speaker: p.speaker.as_ref().map_or_else(|| self.word("own_voice"), |s| self.name(story, s)),
                asof: p.asof.clone().unwrap_or_default(),
                evidence: self.evidence(&p.claims),
            })
            .collect();
        let bars: Vec<chart::Bar> = series
            .points
            .iter()
            .zip(&points)
            .map(|(p, v)| chart::Bar {
                label: v.speaker.clone(),
                low: p.low.map(|q| q.0),
                high: p.high.map(|q| q.0),
                figure: v.figure.clone(),
            })
            .collect();
        SeriesView {
            heading: [self.measure(series), group, place].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
            verdict: self.word(if verdict == "disputed" { "v_disputed" } else { &verdict }),
            disputed: series.verdict == Verdict::Disputed,
            why: self.why(series, &points),
            points,
            chart: if bars.len() > 1 { chart::bars(&bars, self.language) } else { String::new() },
        }
    }

    /// The reason of a verdict in the reader's language, with the figures and names that it rests on.
    fn why(&self, series: &Series, points: &[PointView]) -> String {
        let told = |at: usize| points.get(at).map(|p| format!("{} ({})", p.figure, p.speaker)).unwrap_or_default();
        let Some([a, b]) = series.between else { return String::new() };
        self.word(&format!("why_{}", key_of(&series.verdict))).replace("{a}", &told(a)).replace("{b}", &told(b))
    }

    fn figure(&self, point: &Point) -> String {
        let n = |q: Option<Quantity>| q.map(|q| grouped(q.0)).unwrap_or_default();
        match (point.qualifier, point.low, point.high) {
            (Qualifier::AtLeast, low, _) => format!("{} {}", self.word("at_least"), n(low)),
            (Qualifier::MoreThan, Some(low), _) => format!("{} {}", self.word("more_than"), grouped(low.0 - 1.0)),
            (Qualifier::LessThan, _, high) => format!("{} {}", self.word("less_than"), n(high)),
            (Qualifier::UpTo, _, high) => format!("{} {}", self.word("up_to"), n(high)),
            (Qualifier::About, low, _) => format!("{} {}", self.word("about"), n(low)),
            (_, Some(a), Some(b)) if a != b => format!("{}–{}", grouped(a.0), grouped(b.0)),
            (_, low, high) => n(low.or(high)),
        }
    }

    fn agreement(&self, story: &Story, a: &Agreement) -> AgreementView {
        let mut rows = vec![(self.word("status"), self.word(&key_of(&a.status)))];
        for (key, value) in [
            ("effective", a.effective.clone().unwrap_or_default()),
            ("parties", self.names(story, &a.parties)),
            ("mediators", self.names(story, &a.mediators)),
            ("confirmed_by", self.names(story, &a.confirmed_by)),
        ] {
            if !value.is_empty() {
                rows.push((self.word(key), value));
            }
        }
        let line = |parts: Vec<String>, claims: &[ClaimRef]| LineView {
            text: parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "),
            evidence: self.evidence(claims),
        };
        AgreementView {
            heading: format!(
                "{} {}",
                self.word(&key_of(&a.what)),
                a.effective.as_deref().map(|e| e.chars().take(10).collect::<String>()).unwrap_or_default()
            ),
            rows,
            terms: a
                .terms
                .iter()
                .map(|t| {
                    let key = key_of(&t.term);
                    line(
                        vec![
                            self.word(if key == "talks" { "talks_term" } else { &key }),
                            t.who.as_ref().map(|w| self.name(story, w)).unwrap_or_default(),
                        ],
                        &t.claims,
                    )
                })
                .collect(),
            violations: a
                .violations
                .iter()
                .map(|v| {
                    line(
                        vec![
                            v.count.map(|c| grouped(c.0)).unwrap_or_default(),
                            v.place.as_ref().map(|p| self.name(story, p)).unwrap_or_default(),
                            v.reported_by
                                .as_ref()
                                .map(|s| format!("{}: {}", self.word("reported_by"), self.name(story, s)))
                                .unwrap_or_default(),
                        ],
                        &v.claims,
                    )
                })
                .collect(),
            talks: a
                .talks
                .iter()
                .map(|t| {
                    line(
                        vec![
                            self.word(&key_of(&t.status)),
                            t.place.as_ref().map(|p| self.name(story, p)).unwrap_or_default(),
                            t.date.clone().unwrap_or_default(),
                        ],
                        &t.claims,
                    )
                })
                .collect(),
        }
    }

    fn timeline(&self, story: &Story) -> Vec<TimeView> {
        story
            .timeline
            .iter()
            .map(|entry| {
                let facts = entry
                    .facts
                    .iter()
                    .filter_map(|id| story.facts.iter().find(|f| f.id == *id && f.kind == FactKind::Event))
                    .filter_map(|fact| {
                        let (_, claim) = self.claim(fact.claims.first()?)?;
                        let ClaimKind::Event(event) = &claim.kind else { return None };
                        let what = event.what.map_or_else(|| key_of(&event.event_type).to_lowercase(), |w| key_of(&w));
                        let who = self.names(story, &event.actors);
                        let place = event.place.as_ref().map(|p| self.name(story, p)).unwrap_or_default();
                        let text = [self.word(if what == "talks" { "talks_term" } else { &what }), who, place]
                            .into_iter()
                            .filter(|s| !s.is_empty())
                            .collect::<Vec<_>>()
                            .join(" · ");
                        Some(LineView { text, evidence: self.evidence(&fact.claims) })
                    })
                    .collect();
                TimeView { time: entry.time.clone(), facts }
            })
            .collect()
    }
}

/// The last part of a path.
fn short(source: &str) -> String {
    source.rsplit('/').next().unwrap_or(source).to_owned()
}

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
