//! Who does an event, and to whom.

use std::ops::Range;

use isnad_lexicon::form::Features;
use isnad_lexicon::subjects::{EventWordRole, Trigger, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EventType, Mode, What};

use super::Reader;
use crate::act::Act;
use crate::letters;
use crate::particle;

/// How far from a trigger a party may stand, in tokens.
const PARTY_REACH: usize = 9;
/// How far before a verb its subject may, with nobody between them.
const SUBJECT_BEFORE: usize = 4;
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
    /// Who stands near a trigger in its sentence, in the order of the text; who only reports it stands apart.
    pub(super) fn near(&self, hit: &Hit, trigger: &Trigger, sentence: &Range<usize>) -> Vec<Near> {
        let tokens = &hit.tokens();
        let reports = self.reporting(hit, trigger);
        self.mentions
            .beginning_in(sentence.clone())
            .iter()
            .filter(|m| self.mentions.acts(m) && !reports.iter().any(|r| r.start < m.tokens.end && m.tokens.start < r.end))
            .map(|m| {
                let behind = m.tokens.start >= tokens.end;
                let distance = if behind { m.tokens.start - tokens.end } else { tokens.start.saturating_sub(m.tokens.end) };
                Near { entity: m.entity, start: m.tokens.start, end: m.tokens.end, distance, behind }
            })
            .filter(|n| n.distance <= PARTY_REACH)
            .collect()
    }

    /// The words that say who reports what a trigger tells: cue, speaker, channel. None where the speaker is the one who
    /// does it: «قال الجيش إنه قصف», «أعلنت الشرطة اعتقال».
    fn reporting(&self, hit: &Hit, trigger: &Trigger) -> Vec<Range<usize>> {
        let at = hit.start as usize;
        let verb = hit.features.intersects(Features::PAST | Features::PRESENT);
        let of_speaker = verb && (at.saturating_sub(2)..at).any(|t| self.is_of_speaker(t));
        let mut words = Vec::new();
        for act in self.acts.over(at) {
            // «أعلنت الشرطة اعتقال», «عبر المجلس عن إدانته», but not «أعلنت الشرطة مقتل»
            let own = at <= act.content.start + 1 && owned_by_speaker(trigger, verb, act.mode);
            if of_speaker || own {
                break;
            }
            words.push(act.extent.start.min(act.cue.start)..act.content.start);
            words.extend(act.speaker.iter().chain(&act.joint).chain(&act.via).map(|s| s.tokens.clone()));
        }
        words.extend(self.saying_next(hit.end as usize));
        words
    }

    /// «بعد وقف إطلاق النار، وقالت المنظمة إن»: who goes on to say something behind what is told, from the verb to what is said.
    fn saying_next(&self, end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let next = move |act: &&Act| act.mode == Mode::Said && act.cue.start >= end && letters::joined(self.document.form(act.cue.start));
        let named = |act: &Act| act.speaker.as_ref().is_some_and(|s| act.cue.end <= s.tokens.start && s.tokens.end <= act.content.start);
        self.acts.all.iter().filter(next).filter(move |act| named(act)).map(|act| act.cue.start..act.content.start)
    }

    /// «أنه», «بأنها»: whoever speaks is meant.
    fn is_of_speaker(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::Word).any(|h| h.pronoun && particle::is(self.lexicon, h, WordRole::That))
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
            // «قصفت الطائرات البلدة», «الجيش قصف المقاتلين», «هاجموا القوات»: a verb in the plural has its subject before it.
            let plural = hit.features.contains(Features::PLURAL);
            let subject = before.filter(|n| n.distance == 0).or(next.filter(|_| !plural));
            let object = near
                .iter()
                .find(|n| n.behind && n.distance <= PARTY_REACH / 2 && subject.is_none_or(|s| s.entity != n.entity && s.start < n.start));
            (subject.or(before.filter(|n| n.distance <= SUBJECT_BEFORE)), against.or(object))
        } else {
            let begun = |n: &&Near| {
                n.distance <= NEXT_REACH
                    || (n.start.saturating_sub(2)..n.start).any(|t| self.event_word(t, EventWordRole::Happens).is_some())
            };
            (agent.or(next.filter(|n| !self.is_after(n.start, EventWordRole::Against))).or(before.filter(begun)), against)
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

/// Whether what a cue reports first is what its speaker does: what is done by speaking always (its noun and its verb may
/// look the same: «إدانته»), a deed where a noun tells it and it is announced. Of attacks those that are made known
/// by who makes them: raids and shelling, while «أعلنت الشرطة مقتل» and «أعلنت الشرطة تفجير» tell of others.
fn owned_by_speaker(trigger: &Trigger, verb: bool, mode: Mode) -> bool {
    match trigger.event_type {
        EventType::Reject | EventType::Support | EventType::Accuse | EventType::Request | EventType::Threaten | EventType::Agree => true,
        _ if verb => false,
        EventType::Assault => mode == Mode::Announced && matches!(trigger.what, Some(What::Operation | What::Shelling)),
        _ => mode == Mode::Announced,
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
