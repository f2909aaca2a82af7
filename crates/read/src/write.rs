//! From what was read, in tokens, to the model's types, in code points.

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_lexicon::subjects::CarrierKind;
use isnad_model::{
    ActorMention, AgreementAct, Article, Attribution, CarrierType, Claim, ClaimKind, EntityType, Event, Figure, Modality, PlaceMention,
    Quantity, Span, Statement, Time, Via, Window,
};
use isnad_text::Document;
use isnad_text::time::Times;

use crate::act::{Act, Acts, Speaker};
use crate::chain::{Chains, modality};
use crate::event::EventRead;
use crate::figure::{FigureRead, WindowRead};
use crate::letters;
use crate::mention::{Mention, Mentions};

/// All that was read from a text, in tokens.
pub struct Read<'a> {
    pub times: &'a Times,
    pub mentions: &'a Mentions,
    pub acts: &'a Acts,
    pub figures: &'a [FigureRead],
    pub events: &'a [EventRead],
}

/// Fills an article's times, places, actors and claims.
pub fn write(article: &mut Article, document: &Document, lexicon: &Lexicon, read: &Read) {
    let Read { times, mentions, acts, figures, events } = *read;
    let writer = Writer { document, mentions, chains: Chains { lexicon, document, acts } };
    article.times = times
        .expressions
        .iter()
        .map(|t| {
            let Span { start, end } = writer.span(&t.tokens);
            let exact = document.exact(t.tokens.clone()).to_owned();
            Time {
                start,
                end,
                exact,
                value: t.value.clone(),
                granularity: t.granularity,
                basis: t.basis,
                relative: t.relative,
                anchor: t.anchor.clone(),
            }
        })
        .collect();
    for mention in &mentions.all {
        let entity = mentions.entity(mention);
        let Named { span: Span { start, end }, exact, whole } = writer.name(&mention.tokens, mention.attached);
        match entity.actor_type() {
            Some(kind) => {
                article.actors.push(ActorMention {
                    start,
                    end,
                    exact,
                    whole,
                    id: entity.id.clone(),
                    kind,
                    role: entity.role.clone(),
                    body: entity.body.clone(),
                    of: entity.of.clone(),
                    name: entity.name.clone(),
                });
            }
            None => article.places.push(PlaceMention {
                start,
                end,
                exact,
                whole,
                id: entity.id.clone(),
                name: entity.name.clone(),
                lat: entity.position.map(|p| p.0),
                lon: entity.position.map(|p| p.1),
                country: entity.country.clone(),
            }),
        }
    }
    article.claims = writer.claims(figures, events);
}

/// Where a name stands, and how it is written.
struct Named {
    span: Span,
    /// The characters there.
    exact: String,
    /// With its article, where that is hidden.
    whole: Option<String>,
}

struct Writer<'a> {
    document: &'a Document<'a>,
    mentions: &'a Mentions,
    chains: Chains<'a>,
}

impl Writer<'_> {
    fn span(&self, tokens: &Range<usize>) -> Span {
        self.document.offsets.span(self.document.text, self.document.folded.source_bytes(tokens.clone()))
    }

    /// A name without the letters attached to its head.
    fn name(&self, tokens: &Range<usize>, attached: usize) -> Named {
        let Span { start, end } = self.span(tokens);
        let exact = self.document.exact(tokens.clone());
        let cut = exact.char_indices().nth(attached).map_or("", |(at, _)| &exact[at..]);
        // «للأمم» is «الأمم», of whose article it has one letter.
        let whole = (attached == 2 && letters::to_article(exact)).then(|| format!("ال{cut}"));
        Named { span: Span { start: (start + attached).min(end), end }, exact: cut.to_owned(), whole }
    }

    fn claim(&self, tokens: &Range<usize>, modality: Modality, chain: &[&Act], kind: ClaimKind) -> Claim {
        let Span { start, end } = self.span(tokens);
        let sentence =
            self.document.sentences.get(self.document.sentence_of(tokens.start)).map_or(Span { start, end }, |s| self.span(&s.tokens));
        Claim {
            id: String::new(),
            start,
            end,
            exact: self.document.exact(tokens.clone()).to_owned(),
            sentence,
            modality,
            attribution: chain.iter().filter_map(|act| self.attribution(act)).collect(),
            via: self.via(chain),
            kind,
        }
    }

    fn attribution(&self, act: &Act) -> Option<Attribution> {
        let speaker = act.speaker.as_ref()?;
        let entity = self.mentions.entities.get(speaker.entity)?;
        let at = |m: &&Mention| m.tokens == speaker.tokens && m.entity == speaker.entity;
        let mention = self.mentions.beginning_in(speaker.tokens.start..speaker.tokens.start + 1).iter().find(at);
        // «الوزير», «المتحدث»: where whoever is meant was named.
        let earlier = || {
            let named = self.mentions.beginning_in(0..speaker.tokens.start).iter().rev();
            named.filter(|m| m.entity == speaker.entity && !m.anaphoric).max_by_key(|m| m.tokens.len())
        };
        let one = matches!(entity.kind, EntityType::Person | EntityType::Organisation);
        let named = mention.filter(|m| m.anaphoric && one).and_then(|_| earlier()).or(mention);
        let (tokens, attached) = named.map_or((&speaker.tokens, 0), |m| (&m.tokens, m.attached));
        let Named { span: Span { start, end }, exact, whole } = self.name(tokens, attached);
        let name = whole.unwrap_or(exact);
        Some(Attribution {
            id: entity.id.clone(),
            name,
            kind: entity.actor_type().unwrap_or(isnad_model::ActorType::State),
            cue: self.document.exact(act.cue.clone()).to_owned(),
            mode: act.mode,
            start,
            end,
        })
    }

    fn via(&self, chain: &[&Act]) -> Vec<Via> {
        let mut all: Vec<Via> = Vec::new();
        for Speaker { entity, tokens } in chain.iter().flat_map(|act| &act.via) {
            let Some(entity) = self.mentions.entities.get(*entity) else { continue };
            let Span { start, end } = self.span(tokens);
            if !all.iter().any(|v| v.id == entity.id) {
                let known = self.chains.lexicon.tables.agencies.iter().find(|a| a.id == entity.id);
                let kind = known.map_or(CarrierType::Outlet, |a| match a.kind {
                    CarrierKind::Agency => CarrierType::Agency,
                    CarrierKind::Outlet => CarrierType::Outlet,
                    CarrierKind::Platform => CarrierType::Platform,
                    CarrierKind::Medium => CarrierType::Medium,
                });
                all.push(Via { id: entity.id.clone(), name: self.document.exact(tokens.clone()).to_owned(), kind, start, end });
            }
        }
        all
    }

    fn window(&self, window: &WindowRead) -> Window {
        let Span { start, end } = self.span(&window.tokens);
        Window {
            kind: window.kind,
            since: window.since.clone(),
            event: window.event,
            hours: window.hours.map(Quantity),
            start,
            end,
            exact: self.document.exact(window.tokens.clone()).to_owned(),
        }
    }

    fn claims(&self, figures: &[FigureRead], events: &[EventRead]) -> Vec<Claim> {
        // Where a figure's claim will stand, to name the whole of a part after sorting.
        let mut claims: Vec<(Option<usize>, Claim)> = Vec::new();
        for (at, act) in self.chains.acts.all.iter().enumerate() {
            let chain = self.chains.from(act);
            let content = (!act.content.is_empty()).then(|| self.span(&act.content));
            let joint = act.joint.iter().filter_map(|s| self.mentions.entities.get(s.entity)).map(|e| e.id.clone()).collect();
            if act.speaker.is_some() {
                let statement = ClaimKind::Statement(Statement { mode: act.mode, content, joint });
                claims.push((None, self.claim(&act.extent, act.modality, &chain, statement)));
            }
            for (quotation, _) in self.chains.acts.quotes.iter().filter(|(_, of)| *of == at) {
                if let Some(q) = self.document.quotations.get(*quotation) {
                    claims.push((None, self.claim(&q.inner, act.modality, &chain, ClaimKind::Quote)));
                }
            }
        }
        for (at, f) in figures.iter().enumerate() {
            let figure = Figure {
                measure: f.measure,
                low: f.low.map(Quantity),
                high: f.high.map(Quantity),
                qualifier: f.qualifier,
                group: f.group.clone(),
                part_of: f.part_of.map(|whole| whole.to_string()),
                place: f.place.and_then(|p| self.mentions.entities.get(p)).map(|e| e.id.clone()),
                asof: f.asof.clone(),
                unit: f.unit.clone(),
                window: f.window.as_ref().map(|w| self.window(w)),
            };
            let chain = self.chains.of_figure(f);
            claims.push((Some(at), self.claim(&f.tokens, modality(f.modality, &chain), &chain, ClaimKind::Figure(figure))));
        }
        let ids =
            |entities: &[usize]| entities.iter().filter_map(|e| self.mentions.entities.get(*e)).map(|e| e.id.clone()).collect::<Vec<_>>();
        for e in events {
            let event = Event {
                event_type: e.event_type,
                what: e.what,
                date: e.date.clone(),
                granularity: e.granularity,
                actors: ids(&e.actors),
                targets: ids(&e.targets),
                place: e.place.and_then(|p| self.mentions.entities.get(p)).map(|p| p.id.clone()),
                term: e.term,
                agreement: e.agreement.as_ref().map(|a| AgreementAct {
                    stage: a.stage,
                    by: ids(&a.by),
                    between: ids(&a.between),
                    place: ids(a.place.as_slice()).pop(),
                    from: a.from.clone(),
                    lasts: a.lasts.clone(),
                }),
            };
            let chain = self.chains.over(e.tokens.start);
            claims.push((None, self.claim(&e.tokens, modality(e.modality, &chain), &chain, ClaimKind::Event(event))));
        }
        claims.sort_by_key(|(_, claim)| (claim.start, std::cmp::Reverse(claim.end)));
        let mut of_figure = vec![String::new(); figures.len()];
        for (at, (figure, claim)) in claims.iter_mut().enumerate() {
            claim.id = format!("c{}", at + 1);
            if let Some(slot) = figure.and_then(|f| of_figure.get_mut(f)) {
                slot.clone_from(&claim.id);
            }
        }
        claims
            .into_iter()
            .map(|(_, mut claim)| {
                if let ClaimKind::Figure(figure) = &mut claim.kind {
                    figure.part_of =
                        figure.part_of.take().and_then(|at| at.parse::<usize>().ok()).and_then(|at| of_figure.get(at).cloned());
                }
                claim
            })
            .collect()
    }
}
