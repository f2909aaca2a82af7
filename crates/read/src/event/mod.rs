//! Events: what happened or is to happen, by PLOVER type, with actors, targets, place and date.

mod condition;
mod modality;
mod parties;
mod spoken;

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{EventWordRole, Trigger, WordRole};
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_model::{EntityType, EventType, Granularity, Modality, Mode, Term, What};
use isnad_text::Document;
use isnad_text::time::Times;

use crate::act::Acts;
use crate::agreement::{ActRead, Agreements};
use crate::mention::Mentions;
use crate::particle;

/// An event of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRead {
    /// The words that tell it.
    pub tokens: Range<usize>,
    /// PLOVER type.
    pub event_type: EventType,
    /// Narrower.
    pub what: Option<What>,
    /// When (ISO 8601).
    pub date: Option<String>,
    /// How finely.
    pub granularity: Option<Granularity>,
    /// Who (indices into the page's entities).
    pub actors: Vec<usize>,
    /// To whom.
    pub targets: Vec<usize>,
    /// Where.
    pub place: Option<usize>,
    /// Asserted, planned, denied …
    pub modality: Modality,
    /// The agreement's term it is, where it is one.
    pub term: Option<Term>,
    /// What is said of the agreement that it names.
    pub agreement: Option<ActRead>,
}

/// How far from its words an event's date and place may stand, in tokens.
const TIME_REACH: usize = 14;
/// Within how many tokens words of one type and kind tell one event.
const SAME_REACH: usize = 12;

/// Within how many tokens words of violence tell one attack, whatever their kind.
const BREATH: usize = 2;

/// Finds the events of a text: what its trigger words tell, and the acts of speech that are events of
/// themselves (calls for something, accusations, threats).
pub fn find(document: &Document, lexicon: &Lexicon, times: &Times, mentions: &Mentions, acts: &Acts) -> Vec<EventRead> {
    let reader = Reader { document, lexicon, times, mentions, acts, main_place: mentions.main_place(document, lexicon) };
    let spoken: Vec<EventRead> = acts.all.iter().filter_map(|act| reader.of_act(act)).collect();
    let mut found: Vec<EventRead> = Vec::new();
    for sentence in &document.sentences {
        let told = reader.told(sentence.tokens.clone());
        let first = found.len();
        for Told { hit, trigger, end } in &told {
            let beside =
                |other: &Range<usize>| other.start < hit.end as usize + SAME_REACH && (hit.start as usize) < other.end + SAME_REACH;
            // What only tells that something was done yields to what tells what was done.
            let yields = trigger.weak
                && (told.iter().any(|t| !t.trigger.weak && t.trigger.event_type == trigger.event_type && beside(&t.hit.tokens()))
                    || spoken.iter().any(|e| e.event_type == trigger.event_type && beside(&(e.tokens.start..e.tokens.start + 1))));
            if yields {
                continue;
            }
            let event = reader.event(hit, trigger, *end, sentence.tokens.clone());
            // A definite mention of what the page has told already, with no time of its own, tells nothing
            // new; and what somebody calls for has not happened.
            let stage = |e: &EventRead| e.agreement.as_ref().and_then(|a| a.stage);
            let known = reader.is_definite(hit)
                && event.date.is_none()
                && event.term.is_none()
                && found.iter().any(|e| e.event_type == event.event_type && e.what == event.what && stage(e) == stage(&event));
            let called_for = acts.innermost(hit.start as usize).is_some_and(|a| a.mode == Mode::CalledFor);
            // The same thing told twice in a breath is one event.
            let same = |e: &EventRead| {
                e.event_type == event.event_type && e.what == event.what && e.term == event.term && stage(e) == stage(&event)
            };
            let twice =
                found[first..].iter().any(|e| same(e) && (beside(&e.tokens) || reader.is_definite(hit)) || reader.in_one_breath(e, &event));
            let nothing = trigger.weak && event.modality == Modality::Denied;
            if !known && !called_for && !twice && !nothing {
                found.push(event);
            }
        }
    }
    found.extend(spoken);
    found
}

/// A trigger whose conditions hold.
struct Told<'a> {
    hit: Hit,
    trigger: &'a Trigger,
    /// Behind the words that tell it.
    end: usize,
}

pub(crate) struct Reader<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    times: &'a Times,
    mentions: &'a Mentions,
    acts: &'a Acts,
    main_place: Option<usize>,
}

impl<'a> Reader<'a> {
    /// The triggers of a sentence whose conditions hold, one after the other.
    fn told(&self, sentence: Range<usize>) -> Vec<Told<'a>> {
        let mut told = Vec::new();
        if sentence.clone().any(|t| self.event_word(t, EventWordRole::Sport).is_some()) {
            return told;
        }
        let mut at = sentence.start;
        while at < sentence.end {
            if let Some(end) = self.event_word(at, EventWordRole::NoEvent) {
                at = end.max(at + 1);
                continue;
            }
            let inside_name = || self.mentions.beginning_in(sentence.start..at).iter().any(|m| at < m.tokens.end);
            let triggers = self.document.hits.longest(at, Subject::Trigger).is_some();
            let next = if !triggers || inside_name() { None } else { self.trigger(at, &sentence) };
            match next {
                Some(found) => {
                    at = found.end.max(at + 1);
                    told.push(found);
                }
                None => at += 1,
            }
        }
        told
    }

    /// The trigger that begins at a token: the longest whose conditions hold.
    fn trigger(&self, at: usize, sentence: &Range<usize>) -> Option<Told<'a>> {
        let rows = self.document.hits.of(at, Subject::Trigger);
        let mut fitting = rows.filter_map(|hit| {
            let trigger = self.lexicon.tables.triggers.get(hit.row())?;
            let end = self.holds(hit, trigger, sentence)?;
            self.is_anchored(hit, trigger, sentence).then_some(Told { hit: *hit, trigger, end })
        });
        let found = fitting.next()?;
        // «التوصل إلى اتفاق لوقف إطلاق النار»: what is narrower wins over what is not.
        let narrower = |t: usize| {
            self.document.hits.of(t, Subject::Trigger).any(|hit| {
                let Some(other) = self.lexicon.tables.triggers.get(hit.row()) else { return false };
                other.event_type == found.trigger.event_type && other.what.is_some() && self.holds(hit, other, sentence).is_some()
            })
        };
        let yields = found.trigger.what.is_none() && (at + 1..found.hit.end as usize).any(narrower);
        (!yields).then_some(found)
    }

    fn event(&self, hit: &Hit, trigger: &Trigger, end_of_trigger: usize, sentence: Range<usize>) -> EventRead {
        let tokens = hit.tokens();
        let modality = self.modality(&tokens, &sentence);
        let near = self.near(hit, trigger, &sentence);
        let (actors, targets) = match modality {
            // Whoever stands before the denial has no part in it; the others it names may have.
            Modality::Denied => {
                (near.iter().filter(|n| !n.behind).min_by_key(|n| n.distance).map(|n| n.entity).into_iter().collect(), Vec::new())
            }
            _ => self.parties(hit, trigger, &near),
        };
        let end = near.iter().filter(|n| n.behind && n.distance <= 4).map(|n| n.end).fold(end_of_trigger, usize::max);
        let time = self.time(&tokens, &sentence);
        EventRead {
            modality,
            tokens: tokens.start..end.min(sentence.end),
            event_type: trigger.event_type,
            what: trigger.what,
            date: time.map(|t| t.0.to_owned()),
            granularity: time.map(|t| t.1),
            actors,
            targets,
            place: self.place(&tokens, &sentence),
            term: trigger.term,
            agreement: if trigger.what == Some(What::Ceasefire) || trigger.event_type == EventType::Agree {
                self.agreements().beside(&(tokens.start..end_of_trigger), &sentence)
            } else {
                None
            },
        }
    }

    fn agreements(&self) -> Agreements<'_> {
        Agreements { document: self.document, lexicon: self.lexicon, times: self.times, mentions: self.mentions }
    }

    /// The nearest time of the sentence.
    fn time(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Option<(&str, Granularity)> {
        self.times
            .expressions
            .iter()
            .filter(|t| sentence.contains(&t.tokens.start))
            .map(|t| (t.tokens.start.abs_diff(tokens.end), t))
            .filter(|(distance, t)| *distance <= TIME_REACH && t.value.is_some())
            .min_by_key(|(distance, _)| *distance)
            .and_then(|(_, t)| t.value.as_deref().map(|v| (v, t.granularity)))
    }

    fn place(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        self.mentions
            .beginning_in(sentence.clone())
            .iter()
            .filter(|m| self.mentions.entity(m).kind == EntityType::Place)
            .map(|m| {
                (
                    if m.tokens.start >= tokens.end { m.tokens.start - tokens.end } else { tokens.start.saturating_sub(m.tokens.end) + 3 },
                    m.entity,
                )
            })
            .filter(|(distance, _)| *distance <= TIME_REACH)
            .min()
            .map(|(_, entity)| entity)
            .or(self.main_place)
    }

    /// «هجوم انتحاري بحافلة ملغومة»: an attack and what it was made with.
    fn in_one_breath(&self, first: &EventRead, second: &EventRead) -> bool {
        first.event_type == EventType::Assault
            && second.event_type == EventType::Assault
            && first.tokens.end + BREATH >= second.tokens.start
    }

    /// Whether a hit is a noun with the article, its own or its genitive's.
    fn is_definite(&self, hit: &Hit) -> bool {
        let second =
            || self.document.exact(hit.tokens()).split_whitespace().nth(1).is_some_and(|w| w.starts_with("ال") || w.starts_with("إطلاق"));
        !hit.features.intersects(Features::PAST | Features::PRESENT) && (hit.prefix.contains(Prefix::ARTICLE) || second())
    }

    /// Whether a particle of a role begins at a token.
    fn is_word(&self, at: usize, role: WordRole) -> bool {
        particle::at(self.document, self.lexicon, at, role).is_some()
    }

    /// A word of a role around events that begins at a token: its end.
    fn event_word(&self, at: usize, role: EventWordRole) -> Option<usize> {
        let mut words = self.document.hits.of(at, Subject::EventWord);
        words.find(|h| self.lexicon.tables.event_words.get(h.row()).is_some_and(|w| w.role == role)).map(|h| h.end as usize)
    }
}
