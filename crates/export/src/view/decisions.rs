//! What persons decided: beside each value that rests on it, and all of it in a list.

use isnad_model::{ClaimRef, Decision, DecisionKind, Fields, Modality, Qualifier};

use super::{Item, Proof, Shown, dotted};
use crate::DecisionText;
use crate::{dates, isolate, numbers};

impl Shown<'_> {
    /// All decisions about the story, the latest first.
    pub(super) fn decisions(&self) -> Vec<Item> {
        self.story.decisions.iter().rev().map(|d| self.decision(d)).collect()
    }

    /// «rejected» behind a value, once for each kind of decision about its claims.
    pub(super) fn decided(&self, claims: &[ClaimRef]) -> String {
        let mut kinds: Vec<DecisionKind> =
            self.story.decisions.iter().filter(|d| d.claim.as_ref().is_some_and(|c| claims.contains(c))).map(|d| d.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        dotted(kinds.iter().map(|kind| self.language.name_of(kind)))
    }

    /// Who decided what about a claim, when and why.
    pub(super) fn decided_of(&self, claim: &ClaimRef) -> Vec<String> {
        self.story
            .decisions
            .iter()
            .filter(|d| d.claim.as_ref() == Some(claim))
            .map(|d| dotted([self.signed(d), self.change(d), self.why_decided(d)]))
            .collect()
    }

    fn decision(&self, decision: &Decision) -> Item {
        let DecisionText { what, about, change, signed } = self.decision_text(decision);
        let proof = |claim| Proof { decided: String::new(), ..self.proof(std::slice::from_ref(claim)) };
        let proof = decision.claim.as_ref().map_or_else(Proof::default, proof);
        Item { lead: what, text: about, notes: vec![change, signed], proof }
    }

    pub(crate) fn decision_text(&self, decision: &Decision) -> DecisionText {
        let about = match decision.kind {
            DecisionKind::Join => {
                let name = |id: &Option<String>| id.as_ref().map(|id| self.name(id)).unwrap_or_default();
                self.language.say("decision-joined", &[("entity", &name(&decision.entity)), ("into", &name(&decision.into))])
            }
            DecisionKind::Merge | DecisionKind::Split => {
                let count = |pages: &[String]| self.language.count("count-pages", pages.len());
                self.language.say("decision-pages", &[("pages", &count(&decision.pages)), ("others", &count(&decision.others))])
            }
            _ => decision.exact.as_deref().map(isolate).unwrap_or_default(),
        };
        DecisionText {
            what: self.language.name_of(&decision.kind),
            about,
            change: self.change(decision),
            signed: dotted([self.who(decision), dates::date(self.language, &decision.made), self.why_decided(decision)]),
        }
    }

    fn who(&self, decision: &Decision) -> String {
        isolate(&decision.by)
    }

    /// «corrected by Layla, 27 November 2026».
    fn signed(&self, decision: &Decision) -> String {
        let day = dates::day(self.language, &decision.made);
        self.language.say("decided", &[("what", &self.language.name_of(&decision.kind)), ("who", &self.who(decision)), ("day", &day)])
    }

    fn why_decided(&self, decision: &Decision) -> String {
        decision.reason.as_deref().map(isolate).unwrap_or_default()
    }

    /// What was read, and what stands there instead.
    fn change(&self, decision: &Decision) -> String {
        match (&decision.read, &decision.corrected) {
            (Some(read), Some(corrected)) => {
                self.language.say("decision-corrected", &[("read", &self.fields(read)), ("corrected", &self.fields(corrected))])
            }
            _ => String::new(),
        }
    }

    /// «Killed · Sabha · 32 · the ministry».
    pub(crate) fn fields(&self, fields: &Fields) -> String {
        dotted([self.says(fields), self.speaker(fields.speaker.as_ref())])
    }

    /// What a claim says, whoever says it.
    pub(crate) fn says(&self, fields: &Fields) -> String {
        let name = |id: &Option<String>| id.as_ref().map(|id| self.name(id)).unwrap_or_default();
        let what = match (fields.measure, &fields.group) {
            (Some(measure), Some(group)) => dotted([
                self.heading(measure, group, fields.place.as_ref(), None),
                numbers::figure(self.language, fields.qualifier.unwrap_or(Qualifier::Exact), fields.low, fields.high),
            ]),
            _ => dotted([
                fields
                    .what
                    .map(|w| self.language.name_of(&w))
                    .or_else(|| fields.event_type.map(|e| self.language.name_of(&e)))
                    .unwrap_or_default(),
                fields.mode.map(|m| self.language.name_of(&m)).unwrap_or_default(),
                name(&fields.place),
            ]),
        };
        let time = fields.time.as_ref().map(|t| self.date(t)).unwrap_or_default();
        // That something is asserted goes without saying.
        let modality = if fields.modality == Modality::Asserted { String::new() } else { self.language.name_of(&fields.modality) };
        dotted([what, time, modality])
    }
}
