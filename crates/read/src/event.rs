//! Events: what happened or is to happen, by PLOVER type, with actors, targets, place and date.

use std::ops::Range;

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Trigger, WordRole};
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{EntityType, EventType, Granularity, Modality, Mode, Term, What};
use isnad_text::Document;
use isnad_text::time::Times;

use crate::act::{Act, Acts};
use crate::agreement::{ActRead, Agreements};
use crate::figure::place;
use crate::mention::Mentions;

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

/// How far from its words an event's date may stand, in tokens.
const TIME_REACH: usize = 14;
/// How far an actor may.
const ACTOR_REACH: usize = 9;

/// Finds the events of a text: what its trigger words tell, and the acts of speech that are events of
/// themselves (calls for something, accusations, threats).
pub fn find(document: &Document, lexicon: &Lexicon, times: &Times, mentions: &Mentions, acts: &Acts) -> Vec<EventRead> {
    let reader = Reader { document, lexicon, times, mentions, acts, main_place: place::main(mentions) };
    let mut found: Vec<EventRead> = Vec::new();
    for sentence in &document.sentences {
        let first = found.len();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some(hit) = document.hits.longest(at, Subject::Trigger) else {
                at += 1;
                continue;
            };
            // «التوصل إلى اتفاق لوقف إطلاق النار»: what is narrower wins over what is not.
            let generic = lexicon.tables.triggers.get(hit.row()).is_some_and(|t| t.what.is_none());
            let narrower = (at + 1..hit.end as usize).find(|t| {
                document
                    .hits
                    .longest(*t, Subject::Trigger)
                    .is_some_and(|h| lexicon.tables.triggers.get(h.row()).is_some_and(|t| t.what.is_some()))
            });
            if let Some(next) = narrower.filter(|_| generic) {
                at = next;
                continue;
            }
            let inside_name = mentions.beginning_in(sentence.tokens.start..at).iter().any(|m| at < m.tokens.end);
            if !inside_name && let Some(trigger) = lexicon.tables.triggers.get(hit.row()) {
                let event = reader.event(hit.tokens(), trigger, sentence.tokens.clone());
                // A definite mention of what the page has told already, with no time of its own, tells nothing
                // new; and what somebody calls for has not happened.
                let definite = hit.prefix.contains(Prefix::ARTICLE)
                    || document.exact(hit.tokens()).split_whitespace().nth(1).is_some_and(|w| w.starts_with("ال") || w.starts_with("إطلاق"));
                let stage = |e: &EventRead| e.agreement.as_ref().and_then(|a| a.stage);
                let known = definite
                    && event.date.is_none()
                    && event.term.is_none()
                    && found.iter().any(|e| e.event_type == event.event_type && e.what == event.what && stage(e) == stage(&event));
                let called_for = matches!(event.event_type, EventType::Assault | EventType::Agree)
                    && acts.over(hit.start as usize).next().is_some_and(|(_, a)| a.mode == Mode::CalledFor);
                // The same thing told twice in a sentence is one event.
                if !known
                    && !called_for
                    && !found[first..].iter().any(|e| e.event_type == event.event_type && e.what == event.what && e.term == event.term)
                {
                    found.push(event);
                }
            }
            at = (hit.end as usize).max(at + 1);
        }
    }
    for act in &acts.all {
        if let Some(event) = reader.of_act(act) {
            found.push(event);
        }
    }
    found
}

struct Reader<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    times: &'a Times,
    mentions: &'a Mentions,
    acts: &'a Acts,
    main_place: Option<usize>,
}

impl Reader<'_> {
    fn event(&self, tokens: Range<usize>, trigger: &Trigger, sentence: Range<usize>) -> EventRead {
        let near: Vec<_> = self
            .mentions
            .all
            .iter()
            .filter(|m| sentence.contains(&m.tokens.start) && !m.carrier && self.mentions.entity(m).actor_type().is_some())
            .map(|m| {
                let behind = m.tokens.start >= tokens.end;
                let distance = if behind { m.tokens.start - tokens.end } else { tokens.start.saturating_sub(m.tokens.end) };
                (distance, !behind, m.entity)
            })
            .filter(|(distance, ..)| *distance <= ACTOR_REACH)
            .collect();
        let several = matches!(trigger.event_type, EventType::Agree | EventType::Consult);
        let mut actors: Vec<usize> = Vec::new();
        if several {
            for (_, _, entity) in &near {
                if !actors.contains(entity) {
                    actors.push(*entity);
                }
            }
        } else {
            actors.extend(near.iter().min().map(|(_, _, entity)| *entity));
        }
        let modality = self.modality(&tokens, &sentence);
        if modality == Modality::Denied {
            // Whoever stands before the denial has no part in it; the others it names may have.
            actors = near.iter().filter(|(_, before, _)| *before).min().map(|(_, _, entity)| *entity).into_iter().collect();
        }
        let end = near
            .iter()
            .filter(|(distance, before, _)| !before && *distance <= 4)
            .filter_map(|(_, _, entity)| self.mentions.beginning_in(tokens.end..sentence.end).iter().find(|m| m.entity == *entity))
            .map(|m| m.tokens.end)
            .max()
            .unwrap_or(tokens.end);
        let time = self.time(&tokens, &sentence);
        EventRead {
            modality,
            tokens: tokens.start..end.min(sentence.end),
            event_type: trigger.event_type,
            what: trigger.what,
            date: time.map(|t| t.0.to_owned()),
            granularity: time.map(|t| t.1),
            actors,
            targets: Vec::new(),
            place: self.place(&tokens, &sentence),
            term: trigger.term,
            agreement: if trigger.what == Some(What::Ceasefire) || trigger.event_type == EventType::Agree {
                self.agreements().beside(&tokens, &sentence)
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

    fn modality(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Modality {
        // «لم تشارك»: the trigger itself denies.
        if matches!(self.document.form(tokens.start), "لم" | "لن") {
            return Modality::Denied;
        }
        let from = tokens.start.saturating_sub(5).max(sentence.start);
        let behind = (tokens.end..(tokens.end + 3).min(sentence.end))
            .filter(|t| self.document.form(*t).starts_with("سي") || self.document.form(*t).starts_with("ست"));
        for t in (from..tokens.start).rev().chain(behind) {
            let form = self.document.form(t);
            let future = form.chars().count() > 3
                && (form.starts_with("سي") || form.starts_with("ست") || form.starts_with("وسي") || form.starts_with("وست"))
                && self.document.hits.at(t).iter().filter(|h| h.subject != Subject::CommonWord).all(|h| h.prefix.contains(Prefix::FUTURE));
            let word = |role| {
                self.document.hits.of(t, Subject::Word).any(|h| self.lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == role))
            };
            if future || word(WordRole::Planned) {
                return Modality::Planned;
            }
            if matches!(form, "لم" | "ولم" | "لن" | "ولن") || form == "عدم" {
                return Modality::Denied;
            }
            if word(WordRole::Demanded) {
                return Modality::Demanded;
            }
        }
        let demanded = self.acts.over(tokens.start).next().is_some_and(|(_, a)| a.modality == Modality::Demanded);
        if demanded { Modality::Demanded } else { Modality::Asserted }
    }

    /// A call, an accusation, a threat as an event: from the cue to the end of what it asks or says.
    fn of_act(&self, act: &Act) -> Option<EventRead> {
        let event_type = match act.mode {
            Mode::CalledFor => EventType::Request,
            Mode::Accused => EventType::Accuse,
            Mode::Threatened => EventType::Threaten,
            _ => return None,
        };
        let speaker = act.speaker.as_ref()?;
        let sentence = self.document.sentences.get(self.document.sentence_of(act.cue.start))?.tokens.clone();
        let named = act
            .content
            .clone()
            .flat_map(|t| self.document.hits.of(t, Subject::Trigger))
            .find_map(|h| Some((self.lexicon.tables.triggers.get(h.row())?.what?, h.tokens())));
        let what = named.as_ref().map(|(what, _)| *what);
        let agreement = named.filter(|(what, _)| *what == What::Ceasefire).and_then(|(_, at)| self.agreements().beside(&at, &sentence));
        let targets = self
            .mentions
            .beginning_in(act.cue.end..act.content.start.max(act.cue.end + 1) + 1)
            .iter()
            .filter(|m| m.entity != speaker.entity && !m.carrier)
            .filter(|m| self.mentions.entity(m).actor_type().is_some())
            .map(|m| m.entity)
            .take(2)
            .collect();
        let time = self.time(&act.cue, &sentence);
        let mut actors = vec![speaker.entity];
        actors.extend(act.joint.iter().map(|s| s.entity));
        Some(EventRead {
            tokens: act.extent.clone(),
            event_type,
            what,
            date: time.map(|t| t.0.to_owned()),
            granularity: time.map(|t| t.1),
            actors,
            targets,
            place: self.place(&act.cue, &sentence),
            modality: Modality::Asserted,
            term: None,
            agreement,
        })
    }
}
