//! What was said: positions, quotations with their wordings, who contradicts whom, who calls what how.

use isnad_model::{ClaimKind, ClaimRef, QuoteSet, Side, Stance, Topic, Utterance};

use super::{Item, Proof, Shown, capital, dotted};
use crate::isolate;

/// What a speaker has said.
pub struct PositionView {
    pub speaker: String,
    /// Where all of theirs is, on a server that has it.
    pub address: Option<String>,
    pub items: Vec<Item>,
}

/// A quotation.
pub struct QuoteView {
    pub speaker: String,
    /// The fullest wording.
    pub words: String,
    pub notes: Vec<String>,
    /// How each other wording stands to the fullest, and its words.
    pub variants: Vec<(String, String)>,
    pub proof: Proof,
}

/// Those who say so and those who deny it.
pub struct ContradictionView {
    pub about: String,
    pub sides: Vec<Item>,
}

/// How an entity is called.
pub struct NamingView {
    pub entity: String,
    pub terms: Vec<TermView>,
}

/// One way to call an entity.
pub struct TermView {
    pub term: String,
    /// On how many pages.
    pub pages: String,
    /// Whose words they are: quotation marks of the outlet's own, other people's mouths.
    pub notes: Vec<String>,
}

/// Words of an utterance that its line shows.
const WORDS: usize = 26;
/// Words that a quotation needs to be one rather than a term.
const LEAST: usize = 4;

/// Whether somebody's words of some length were quoted: what is shorter is a term.
pub(crate) fn is_quotation(quote: &QuoteSet) -> bool {
    quote.speaker.is_some() && quote.variants.iter().any(|v| v.split_whitespace().count() >= LEAST)
}

impl Shown<'_> {
    pub(super) fn positions(&self) -> Vec<PositionView> {
        let positions = self.story.positions.iter().filter(|p| !p.utterances.is_empty()).map(|p| PositionView {
            speaker: self.name(&p.speaker),
            address: self.links.speaker(&p.speaker),
            items: p.utterances.iter().map(|u| self.utterance(u)).collect(),
        });
        positions.collect()
    }

    pub(super) fn utterance(&self, u: &Utterance) -> Item {
        let about: Vec<String> = u.about.iter().map(|w| self.language.name_of(w)).collect();
        let lead = if u.stance == Stance::Statement { self.language.name_of(&u.mode) } else { self.language.name_of(&u.stance) };
        Item {
            lead: capital(&lead),
            text: u.claims.first().map(|c| self.said_words(c)).unwrap_or_default(),
            notes: vec![u.date.as_ref().map(|d| self.date(d)).unwrap_or_default(), self.joined(about), self.hands(u.corroboration)],
            proof: self.proof(&u.claims),
        }
    }

    /// The reported words of a statement or quotation, cut where they run on.
    fn said_words(&self, reference: &ClaimRef) -> String {
        let Some((article, claim)) = self.claim(reference) else { return String::new() };
        let words = match &claim.kind {
            ClaimKind::Statement(s) => s.content.map(|c| self.slice(&article.source, c.start, c.end)),
            _ => None,
        };
        let words = words.unwrap_or_else(|| claim.exact.clone());
        let mut all = words.split_whitespace();
        let mut kept = all.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
        if all.next().is_some() {
            kept.push('…');
        }
        isolate(&self.language.say("quoted", &[("words", &isolate(&kept))]))
    }

    pub(super) fn quotes(&self) -> Vec<QuoteView> {
        let quotes = self.story.quotes.iter().filter(|q| is_quotation(q)).map(|q| {
            let named: Vec<(String, String)> =
                q.wordings.iter().skip(1).map(|w| (self.language.name_of(&w.kind), w.text.clone())).collect();
            let bare = || q.variants.iter().skip(1).map(|v| (self.word("variants"), v.clone())).collect();
            QuoteView {
                speaker: self.speaker(q.speaker.as_ref()),
                words: q.variants.first().cloned().unwrap_or_default(),
                notes: vec![q.date.as_ref().map(|d| self.date(d)).unwrap_or_default(), self.hands(q.corroboration)],
                variants: if q.wordings.is_empty() { bare() } else { named },
                proof: self.proof(&q.claims),
            }
        });
        quotes.collect()
    }

    pub(super) fn contradictions(&self) -> Vec<ContradictionView> {
        let others = self.story.contradictions.iter().map(|c| ContradictionView {
            about: self.topic(&c.about),
            sides: c
                .sides
                .iter()
                .map(|side| Item { lead: self.side(side), text: String::new(), notes: Vec::new(), proof: self.proof(&side.claims) })
                .collect(),
        });
        others.collect()
    }

    pub(crate) fn topic(&self, topic: &Topic) -> String {
        match topic {
            Topic::Series { series } => self.story.series.get(*series).map(|s| self.series_heading(s)).unwrap_or_default(),
            Topic::Event { what, actors } => {
                let (what, who) = (self.language.name_of(what), self.names(actors));
                if who.is_empty() { what } else { self.language.say("topic-event", &[("what", &what), ("who", &who)]) }
            }
            Topic::Accusation { against } => self.language.say("topic-accusation", &[("who", &self.name(against))]),
        }
    }

    fn side(&self, side: &Side) -> String {
        let who = self.speaker(side.speaker.as_ref());
        self.language.say(if side.denies { "denies-it" } else { "says-so" }, &[("who", &who)])
    }

    pub(super) fn sides(&self, sides: &[Side]) -> String {
        dotted(sides.iter().map(|s| self.side(s)))
    }

    /// Entities that the pages call in more than one way.
    pub(super) fn naming(&self) -> Vec<NamingView> {
        let entities = self.story.naming.iter().filter(|n| n.terms.len() > 1).map(|n| NamingView {
            entity: self.name(&n.entity),
            terms: n
                .terms
                .iter()
                .map(|t| {
                    let mouths = t.mouths.iter().map(|m| self.name(&m.speaker));
                    let mouths = self.joined(mouths.collect::<Vec<_>>());
                    TermView {
                        term: t.term.clone(),
                        pages: self.language.count("count-pages", t.pages.len()),
                        notes: vec![
                            if t.scare_quoted { self.word("scare") } else { String::new() },
                            if mouths.is_empty() { String::new() } else { self.language.say("in-mouth", &[("who", &mouths)]) },
                        ],
                    }
                })
                .collect(),
        });
        entities.collect()
    }
}
