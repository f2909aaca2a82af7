//! Acts of speech that are events of themselves.

use isnad_lexicon::subjects::{Frame, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EventType, Modality, Mode, What};

use super::{EventRead, Reader};
use crate::act::Act;

/// Within how many words of what is reported «ضرورة», «يجب» make it a call.
const DEMAND_REACH: usize = 4;

impl Reader<'_> {
    /// A call, an accusation, a threat as an event: from the cue to the end of what it asks or says.
    pub(super) fn of_act(&self, act: &Act) -> Option<EventRead> {
        let event_type = match act.mode {
            Mode::CalledFor => EventType::Request,
            Mode::Accused => EventType::Accuse,
            Mode::Threatened => EventType::Threaten,
            _ => return None,
        };
        let speaker = act.speaker.as_ref()?;
        if event_type == EventType::Request && self.only_stresses(act) {
            return None;
        }
        let sentence = self.document.sentences.get(self.document.sentence_of(act.cue.start))?.tokens.clone();
        let named = act
            .content
            .clone()
            .flat_map(|t| self.document.hits.of(t, Subject::Trigger))
            .find_map(|h| self.names(h).map(|what| (what, h.tokens())));
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

    /// What a word of what is said names, if the conditions of its row hold there.
    fn names(&self, hit: &Hit) -> Option<What> {
        let trigger = self.lexicon.tables.triggers.get(hit.row())?;
        let sentence = &self.document.sentences.get(self.document.sentence_of(hit.start as usize))?.tokens;
        self.holds(hit, trigger, sentence).and(trigger.what)
    }

    /// «شدد على أن الخطة جاهزة»: who stresses something calls for it only where he says that it must be.
    fn only_stresses(&self, act: &Act) -> bool {
        let on = |hit: &Hit| self.lexicon.tables.cues.get(hit.row()).is_some_and(|c| c.frames.contains(&Frame::On));
        self.document.hits.longest(act.cue.start, Subject::Cue).is_some_and(on)
            && !(act.cue.end..act.content.start + DEMAND_REACH).any(|t| self.is_word(t, WordRole::Demanded))
    }
}
