//! Articles against annotations: which answers stand for which annotation, layer by layer.

use std::collections::BTreeMap;
use std::path::Path;

use isnad_model::{Article, Attribution, Claim, ClaimKind, DateBasis, Event, Figure, TimeBasis};

use crate::gold::{FigureGold, Gold, PageGold};
use crate::instant;
use crate::mentions;
use crate::names::{self, Known, Seen};
use crate::pairing::{Pairing, pair};
use crate::tally::{ClaimScores, Layer, Note, NoteKind};
use crate::text::Flat;

/// Scores articles; each is taken for the annotation that has its file name.
pub fn score(gold: &Gold, articles: &[Article]) -> ClaimScores {
    let by_name: BTreeMap<&str, &Article> = articles.iter().map(|a| (file_name(&a.source), a)).collect();
    let mut scores = ClaimScores { pages: gold.pages.len(), ..ClaimScores::default() };
    scores.layers.extend(Layer::ALL.map(|l| (l, Default::default())));
    let nothing = Article::default();
    for page in &gold.pages {
        let article = by_name.get(page.page.as_str()).copied();
        if article.is_none() {
            scores.without_article.push(page.page.clone());
        }
        let article = article.unwrap_or(&nothing);
        Comparison { gold: page, article, known: &gold.known, text: Flat::new(&article.text), scores: &mut scores }.run();
    }
    scores
}

/// The last part of a path or address.
pub(crate) fn file_name(source: &str) -> &str {
    Path::new(source).file_name().and_then(|n| n.to_str()).unwrap_or(source)
}

/// A page's annotations beside its article.
pub(crate) struct Comparison<'a> {
    pub(crate) gold: &'a PageGold,
    pub(crate) article: &'a Article,
    pub(crate) known: &'a Known,
    pub(crate) text: Flat,
    pub(crate) scores: &'a mut ClaimScores,
}

impl Comparison<'_> {
    fn run(mut self) {
        self.clean_text();
        self.page_date();
        self.credits();
        self.times();
        mentions::places(&mut self);
        mentions::actors(&mut self);
        self.figures();
        self.quotes();
        self.statements();
        self.events();
    }

    pub(crate) fn note(&mut self, layer: Layer, kind: NoteKind, what: String) {
        self.scores.notes.push(Note { layer, page: self.gold.page.clone(), kind, what });
    }

    pub(crate) fn add(&mut self, layer: Layer, right: usize, gold: usize, answers: usize) {
        self.scores.layers.entry(layer).or_default().add(right, gold, answers);
    }

    /// Counts a pairing and notes what it left over.
    fn paired(&mut self, layer: Layer, pairing: &Pairing, gold: impl Fn(usize) -> String, answer: impl Fn(usize) -> String) {
        let (made, missed, extra) = (pairing.made.len(), &pairing.missed, &pairing.extra);
        self.add(layer, made, made + missed.len(), made + extra.len());
        for i in missed {
            self.note(layer, NoteKind::Missed, gold(*i));
        }
        for j in extra {
            self.note(layer, NoteKind::Wrong, answer(*j));
        }
    }

    fn stands_at(&self, surface: &str, nth: Option<usize>, start: usize, end: usize) -> bool {
        let (spot, span) = (self.text.find(surface, nth), self.text.span(start, end));
        spot.zip(span).is_some_and(|(a, b)| a.overlaps(b))
    }

    /// Boilerplate must be gone, the headline and all evidence still there.
    fn clean_text(&mut self) {
        let gold = self.gold;
        let evidence = gold
            .headline
            .iter()
            .chain(gold.figures.iter().flatten().map(|f| &f.evidence))
            .chain(gold.statements.iter().flatten().map(|s| &s.evidence))
            .chain(gold.events.iter().flatten().map(|e| &e.evidence));
        let lost: Vec<&String> = evidence.clone().filter(|e| self.text.find(e, None).is_none()).collect();
        let kept: Vec<&String> = gold.boilerplate.iter().filter(|b| self.text.find(b, None).is_some()).collect();
        let all = evidence.count() + gold.boilerplate.len();
        self.add(Layer::CleanText, all - lost.len() - kept.len(), all, all);
        for text in lost {
            self.note(Layer::CleanText, NoteKind::Missed, format!("lost {text}"));
        }
        for text in kept {
            self.note(Layer::CleanText, NoteKind::Wrong, format!("kept {text}"));
        }
    }

    /// Only where the page itself fixes its day.
    fn page_date(&mut self) {
        let Some(want) = self.gold.published.as_ref().filter(|p| p.basis == DateBasis::Text).and_then(|p| p.value.as_deref()) else {
            return;
        };
        let got = self.article.published.value.as_deref().unwrap_or_default();
        let right = instant::same(want, got);
        self.add(Layer::PageDate, usize::from(right), 1, 1);
        if !right {
            self.note(Layer::PageDate, NoteKind::Wrong, format!("{got:?} is not {want}"));
        }
    }

    fn credits(&mut self) {
        let Some(golds) = &self.gold.credits else { return };
        let answers = &self.article.credits;
        let pairing = pair(golds, answers, |g, a| {
            g.scope == a.scope && names::same(self.known, &g.agency.to_lowercase(), &Seen::id(&a.agency.to_lowercase()))
        });
        self.paired(
            Layer::WireCredits,
            &pairing,
            |i| format!("{} = {}", golds[i].surface, golds[i].agency),
            |j| format!("{} = {}", answers[j].exact, answers[j].agency),
        );
    }

    /// A relative expression counts by its value only where the page itself fixes its day.
    fn times(&mut self) {
        let Some(golds) = &self.gold.times else { return };
        let answers = &self.article.times;
        let dated = self.gold.published.as_ref().is_some_and(|p| p.basis == DateBasis::Text);
        let pairing = pair(golds, answers, |g, a| {
            let value = || instant::same(g.value.as_deref().unwrap_or_default(), a.value.as_deref().unwrap_or_default());
            self.stands_at(&g.surface, g.nth, a.start, a.end) && (value() || !dated && a.basis == TimeBasis::Relative)
        });
        self.paired(
            Layer::Times,
            &pairing,
            |i| format!("{} = {}", golds[i].surface, golds[i].value.as_deref().unwrap_or("none")),
            |j| format!("{} = {}", answers[j].exact, answers[j].value.as_deref().unwrap_or("none")),
        );
    }

    fn figures(&mut self) {
        let Some(golds) = &self.gold.figures else { return };
        let answers: Vec<(&Claim, &Figure)> = self
            .article
            .claims
            .iter()
            .filter_map(|c| match &c.kind {
                ClaimKind::Figure(f) => Some((c, f)),
                _ => None,
            })
            .filter(|(_, f)| self.gold.measures.as_ref().is_none_or(|m| m.contains(&f.measure)))
            .collect();
        let pairing = pair(golds, &answers, |g, (claim, figure)| self.figure_fits(g, claim, figure));
        let full = pairing.made.iter().filter(|(i, j)| self.stands_behind(&golds[*i], answers[*j].0, answers[*j].1)).count();
        let (gold, answered) = (golds.len(), answers.len());
        for (i, j) in &pairing.made {
            let (g, (claim, figure)) = (&golds[*i], answers[*j]);
            if !self.stands_behind(g, claim, figure) {
                let sources: Vec<&str> = claim.attribution.iter().map(|a| a.id.as_str()).collect();
                let what = format!(
                    "{}: group {} for {}, source {sources:?} for {:?}",
                    g.evidence,
                    figure.group.as_str(),
                    g.group.as_deref().unwrap_or("all"),
                    g.source
                );
                self.note(Layer::FiguresFull, NoteKind::Wrong, what);
            }
        }
        self.paired(
            Layer::Figures,
            &pairing,
            |i| format!("{} ({:?} {:?}..{:?})", golds[i].evidence, golds[i].measure, golds[i].low, golds[i].high),
            |j| {
                let (claim, figure) = answers[j];
                format!("{} ({:?} {:?}..{:?})", claim.exact, figure.measure, figure.low.map(|q| q.0), figure.high.map(|q| q.0))
            },
        );
        self.add(Layer::FiguresFull, full, gold, answered);
    }

    /// Where it stands, what it counts and its bounds.
    fn figure_fits(&self, gold: &FigureGold, claim: &Claim, figure: &Figure) -> bool {
        let spots = match gold.nth {
            Some(_) => self.text.find(&gold.evidence, gold.nth).into_iter().collect(),
            None => self.text.spots(&gold.evidence),
        };
        let span = self.text.span(claim.start, claim.end);
        span.is_some_and(|span| spots.iter().any(|s| s.overlaps(span)))
            && gold.measure == figure.measure
            && gold.low == figure.low.map(|q| q.0)
            && gold.high == figure.high.map(|q| q.0)
    }

    /// Whom it counts, and who stands behind it: the page itself, or the gold's nearest source among its speakers.
    fn stands_behind(&self, gold: &FigureGold, claim: &Claim, figure: &Figure) -> bool {
        const PAGE_ITSELF: &str = "outlet";
        let source = match gold.source.first().map_or(PAGE_ITSELF, String::as_str) {
            PAGE_ITSELF => claim.attribution.is_empty(),
            id => claim.attribution.iter().any(|a| names::same(self.known, id, &speaker(a))),
        };
        source && names::same(self.known, gold.group.as_deref().unwrap_or("all"), &Seen::id(figure.group.as_str()))
    }

    fn quotes(&mut self) {
        let Some(golds) = &self.gold.quotes else { return };
        let answers: Vec<&Claim> = self.article.claims.iter().filter(|c| matches!(c.kind, ClaimKind::Quote)).collect();
        let pairing = pair(golds, &answers, |g, a| self.stands_at(&g.text, g.nth, a.start, a.end));
        let spoken = |(i, j): &(usize, usize)| self.said_by(golds[*i].speaker.as_deref(), answers[*j]);
        let right = pairing.made.iter().filter(|p| spoken(p)).count();
        let wrong: Vec<String> = pairing
            .made
            .iter()
            .filter(|p| !spoken(p))
            .map(|(i, j)| format!("{}: {:?} for {:?}", golds[*i].text, first_speaker(answers[*j]), golds[*i].speaker))
            .collect();
        self.add(Layer::QuotesSpeaker, right, golds.len(), answers.len());
        self.paired(Layer::Quotes, &pairing, |i| golds[i].text.clone(), |j| answers[j].exact.clone());
        for what in wrong {
            self.note(Layer::QuotesSpeaker, NoteKind::Wrong, what);
        }
    }

    /// A reporting act may be read as a statement or as the quotation in it; a quotation that is none costs nothing here.
    fn statements(&mut self) {
        let Some(golds) = &self.gold.statements else { return };
        let of = |quote: bool| {
            self.article.claims.iter().filter(move |c| match c.kind {
                ClaimKind::Statement(_) => !quote,
                ClaimKind::Quote => quote,
                _ => false,
            })
        };
        let answers: Vec<&Claim> = of(false).chain(of(true)).collect();
        let mut pairing =
            pair(golds, &answers, |g, a| self.stands_at(&g.evidence, g.nth, a.start, a.end) && self.said_by(g.speaker.as_deref(), a));
        pairing.extra.retain(|j| matches!(answers[*j].kind, ClaimKind::Statement(_)));
        self.paired(
            Layer::Statements,
            &pairing,
            |i| format!("{}: {}", golds[i].speaker.as_deref().unwrap_or("nobody"), golds[i].evidence),
            |j| format!("{}: {}", first_speaker(answers[j]).unwrap_or("nobody"), answers[j].exact),
        );
    }

    fn events(&mut self) {
        let Some(golds) = &self.gold.events else { return };
        let answers: Vec<(&Claim, &Event)> = self
            .article
            .claims
            .iter()
            .filter_map(|c| match &c.kind {
                ClaimKind::Event(e) => Some((c, e)),
                _ => None,
            })
            .collect();
        let pairing = pair(golds, &answers, |g, (c, e)| g.event_type == e.event_type && self.stands_at(&g.evidence, g.nth, c.start, c.end));
        self.paired(
            Layer::Events,
            &pairing,
            |i| format!("{:?}: {}", golds[i].event_type, golds[i].evidence),
            |j| format!("{:?}: {}", answers[j].1.event_type, answers[j].0.exact),
        );
    }

    fn said_by(&self, gold: Option<&str>, claim: &Claim) -> bool {
        match (gold, claim.attribution.first()) {
            (Some(id), Some(a)) => names::same(self.known, id, &speaker(a)),
            (gold, got) => gold.is_none() && got.is_none(),
        }
    }
}

fn speaker(attribution: &Attribution) -> Seen<'_> {
    Seen { id: &attribution.id, names: vec![&attribution.name] }
}

fn first_speaker(claim: &Claim) -> Option<&str> {
    claim.attribution.first().map(|a| a.id.as_str())
}
