//! How acts of one sentence stand to each other: beside, inside, joined.

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::WordRole;

use isnad_model::Mode;

use super::Reader;
use super::cue::{CueKind, CueRead};
use crate::act::Act;

impl Reader<'_> {
    /// Whether an act of a verbal noun is what the same speaker's verb right before it takes: then the verb's act goes on
    /// to what the noun reports.
    pub fn joins_verb(&mut self, noun: &Act, first_of_sentence: usize) -> bool {
        let same = |a: &Act| a.speaker.as_ref().map(|s| s.entity) == noun.speaker.as_ref().map(|s| s.entity);
        let verb = self.acts.all[first_of_sentence..].iter_mut().rev().find(|a| a.content.contains(&noun.cue.start));
        match verb.filter(|a| same(a) && noun.cue.start <= a.content.start + 1) {
            Some(verb) => {
                verb.content = noun.content.clone();
                true
            }
            None => false,
        }
    }

    /// Whether the sentence's first act stands in a clause that «فيما» or «بينما» opens.
    fn opens_with_while(&self, first_of_sentence: usize) -> bool {
        let scene = &self.scene;
        self.acts.all.get(first_of_sentence).is_some_and(|a| {
            let begin = a.extent.start;
            let sentence = scene.document.sentences.get(scene.document.sentence_of(begin)).map_or(begin, |s| s.tokens.start);
            sentence < begin && begin <= sentence + 2 && scene.word_before(begin, WordRole::Conjunction).is_some()
        })
    }

    /// Adds an act; what is beside it ends where it begins, and what it stands inside of is noted.
    pub fn push(&mut self, mut act: Act, begin: usize, cue: &CueRead, first_of_sentence: usize) {
        let scene = &self.scene;
        let beside = cue.kind == CueKind::Participle
            || cue.prefix.intersects(Prefix::CONJUNCTION) && matches!(cue.kind, CueKind::Verb | CueKind::Relay)
            || scene.role_before(begin, &[WordRole::Conjunction, WordRole::Turn])
            // «وفيما قال فلان إن …، ذكرت الوكالة أن»
            || begin > 0 && scene.is_comma(begin - 1) && self.opens_with_while(first_of_sentence);
        let mut inside = Vec::new();
        for at in (first_of_sentence..self.acts.all.len()).rev() {
            let other = &mut self.acts.all[at];
            if !other.content.contains(&act.cue.start) {
                continue;
            }
            // «ألقت المدينة باللوم على القرية، التي نفت»: what a relative clause tells of those accused is theirs alone.
            let of_accused = other.mode == Mode::Accused
                && begin > 1
                && scene.word(begin - 1, WordRole::Relative).is_some()
                && scene.is_comma(begin - 2)
                && scene.word_before(other.content.start, WordRole::That).is_none();
            if (beside || of_accused) && !scene.same_quotation(other.content.start, act.cue.start) {
                let end = scene.trim_end(other.content.start..if of_accused { begin - 1 } else { begin });
                other.content.end = end.max(other.content.start);
                other.extent.end = other.extent.end.min(end).max(other.cue.end);
            } else {
                inside.push(at);
            }
        }
        act.inside = inside;
        self.acts.all.push(act);
    }
}
