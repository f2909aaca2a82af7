//! Who does an event, and to whom.

use std::ops::Range;

use isnad_lexicon::Hit;
use isnad_lexicon::form::Features;
use isnad_lexicon::subjects::{EventWordRole, Trigger};
use isnad_model::EventType;

use super::Reader;

/// How far from a trigger a party may stand, in tokens.
const PARTY_REACH: usize = 9;
/// How far behind a trigger its subject, object or genitive may stand.
const NEXT_REACH: usize = 2;

/// Somebody who stands near a trigger.
pub(super) struct Near {
    pub(super) entity: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) distance: usize,
    pub(super) behind: bool,
}

impl Reader<'_> {
    /// Who stands near a trigger in its sentence, in the order of the text.
    pub(super) fn near(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Vec<Near> {
        self.mentions
            .beginning_in(sentence.clone())
            .iter()
            .filter(|m| self.mentions.acts(m))
            .map(|m| {
                let behind = m.tokens.start >= tokens.end;
                let distance = if behind { m.tokens.start - tokens.end } else { tokens.start.saturating_sub(m.tokens.end) };
                Near { entity: m.entity, start: m.tokens.start, end: m.tokens.end, distance, behind }
            })
            .filter(|n| n.distance <= PARTY_REACH)
            .collect()
    }

    /// Actors and targets.
    pub(super) fn parties(&self, hit: &Hit, trigger: &Trigger, near: &[Near]) -> (Vec<usize>, Vec<usize>) {
        if matches!(trigger.event_type, EventType::Agree | EventType::Consult) {
            return (unique(near.iter().map(|n| n.entity)), Vec::new());
        }
        let nearest = |behind: bool| near.iter().filter(|n| n.behind == behind).min_by_key(|n| n.distance);
        let agent = near.iter().find(|n| n.behind && self.is_after(n.start, EventWordRole::Agent));
        let next = nearest(true).filter(|n| n.distance <= NEXT_REACH && agent.is_none_or(|a| a.start != n.start));
        let before = nearest(false);
        let against = near.iter().find(|n| n.behind && self.is_after(n.start, EventWordRole::Against));
        let verb = hit.features.intersects(Features::PAST | Features::PRESENT);
        let (actor, target) = if hit.features.contains(Features::PASSIVE) || !verb && trigger.undergone {
            (agent.or(before.filter(|_| !verb)), next)
        } else if verb && agent.is_some() {
            // «قتل ثلاثة برصاص مسلحين»: the verb is passive.
            (agent, next)
        } else if verb {
            // «قصفت الطائرات البلدة», «الجيش قصف المقاتلين»
            let subject = before.filter(|n| n.distance == 0).or(next);
            let object = near
                .iter()
                .find(|n| n.behind && n.distance <= PARTY_REACH / 2 && subject.is_none_or(|s| s.entity != n.entity && s.start < n.start));
            (subject.or(before), against.or(object))
        } else {
            (agent.or(next.filter(|n| !self.is_after(n.start, EventWordRole::Against))).or(before).or(nearest(true)), against)
        };
        let actors: Vec<usize> = actor.map(|n| n.entity).into_iter().collect();
        let targets = target.map(|n| n.entity).filter(|t| !actors.contains(t)).into_iter().collect();
        (actors, targets)
    }

    /// Whether a word of a role ends right before a token.
    fn is_after(&self, at: usize, role: EventWordRole) -> bool {
        (at.saturating_sub(3)..at).any(|start| self.event_word(start, role) == Some(at))
    }
}

fn unique(entities: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut all = Vec::new();
    for entity in entities {
        if !all.contains(&entity) {
            all.push(entity);
        }
    }
    all
}
