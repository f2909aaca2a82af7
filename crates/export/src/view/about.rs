//! All that a story has of one speaker, or of one place.

use isnad_model::{Fact, FactKind, Point, Series, Side};

use super::{Item, Shown, dotted, is_quotation};
use crate::isolate;

/// Sections with what they have.
pub struct AboutView {
    pub sections: Vec<(String, Vec<Item>)>,
}

impl AboutView {
    fn of(sections: impl IntoIterator<Item = (String, Vec<Item>)>) -> Self {
        AboutView { sections: sections.into_iter().filter(|(_, items)| !items.is_empty()).collect() }
    }
}

impl Shown<'_> {
    /// What a speaker said, was quoted with, counted, and is contradicted about.
    pub(crate) fn about_speaker(&self, id: &str) -> AboutView {
        let story = self.story;
        let theirs = |speaker: Option<&String>| speaker.is_some_and(|speaker| speaker == id);
        let said = story.positions.iter().filter(|p| p.speaker == id).flat_map(|p| &p.utterances).map(|u| self.utterance(u));
        let quotes = story.quotes.iter().filter(|q| theirs(q.speaker.as_ref()) && is_quotation(q)).map(|q| Item {
            lead: String::new(),
            text: q.variants.first().map(|words| isolate(&self.language.say("quoted", &[("words", &isolate(words))]))).unwrap_or_default(),
            notes: vec![q.date.as_ref().map(|d| self.date(d)).unwrap_or_default(), self.hands(q.corroboration)],
            proof: self.proof(&q.claims),
        });
        let against = story.contradictions.iter().filter(|c| c.sides.iter().any(|side| theirs(side.speaker.as_ref()))).map(|c| {
            let others: Vec<Side> = c.sides.iter().filter(|side| !theirs(side.speaker.as_ref())).cloned().collect();
            let own: Vec<_> = c.sides.iter().filter(|side| theirs(side.speaker.as_ref())).collect();
            let denies = own.iter().any(|side| side.denies);
            let own: Vec<_> = own.iter().flat_map(|side| side.claims.clone()).collect();
            let claims: Vec<_> = own.into_iter().chain(others.iter().flat_map(|side| side.claims.clone())).collect();
            let way = self.language.say(if denies { "denies-it" } else { "says-so" }, &[("who", &self.name(id))]);
            Item { lead: self.topic(&c.about), text: dotted([way, self.sides(&others)]), notes: Vec::new(), proof: self.proof(&claims) }
        });
        AboutView::of([
            (self.word("positions"), said.collect()),
            (self.word("quotes"), quotes.collect()),
            (self.word("figures"), self.points(|_, point| theirs(point.speaker.as_ref()), false)),
            (self.word("contradictions"), against.collect()),
        ])
    }

    /// What is counted at a place, and what happened there.
    pub(crate) fn about_place(&self, id: &str) -> AboutView {
        let there = |series: &Series, point: &Point| point.place.as_ref().or(series.place.as_ref()).is_some_and(|place| place == id);
        let happened =
            |fact: &&Fact| fact.claims.iter().filter_map(|claim| self.claim(claim)).any(|(_, claim)| claim.kind.place() == Some(id));
        let events = self.story.facts.iter().filter(|fact| fact.kind == FactKind::Event).filter(happened);
        AboutView::of([
            (self.word("figures"), self.points(there, true)),
            (self.word("about-events"), events.filter_map(|fact| self.event_line(fact)).collect()),
        ])
    }

    /// Figures, a line each, with what they count.
    fn points(&self, which: impl Fn(&Series, &Point) -> bool, named: bool) -> Vec<Item> {
        let all = self.story.series.iter().flat_map(|series| series.points.iter().map(move |point| (series, point)));
        all.filter(|(series, point)| which(series, point))
            .map(|(series, point)| Item {
                lead: self.figure(point),
                text: self.series_heading(series),
                notes: vec![
                    if named { self.speaker(point.speaker.as_ref()) } else { String::new() },
                    point.asof.as_ref().map(|day| self.date(day)).unwrap_or_default(),
                    self.hands(point.corroboration),
                ],
                proof: self.proof(&point.claims),
            })
            .collect()
    }
}
