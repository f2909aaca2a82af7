//! Who spoke before, for verbs that name nobody and nouns that stand for somebody named.

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Occasion, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::EntityType;

use super::clause;
use super::cue::{CueKind, CueRead};
use super::nouns;
use super::scene::Scene;
use super::speaker;
use super::{LastAct, Reader};
use crate::act::{Act, Speaker};
use crate::letters;

/// How many sentences back «المصدر» may have been named.
const SOURCE_MEMORY: usize = 8;

/// How many sentences back a report may have been issued that is spoken of.
const ISSUED: usize = 5;

/// How many sentences back a dropped subject may lie behind another speaker's words.
const CLOSE: usize = 3;

/// How many sentences and paragraphs back whoever spoke last may have, whoever else is named since.
const NEAR_SENTENCES: usize = 4;
const NEAR_PARAGRAPHS: usize = 3;

/// How many sentences and paragraphs it may lie back where nobody else is named since.
const LONG: usize = 8;

/// How many tokens behind a sentence's beginning its subject may begin: behind the verb and a particle.
const OPENING: usize = 3;

impl Reader<'_> {
    /// Who speaks where the cue names nobody: the act before it in the sentence, the sentence's subject,
    /// the one who spoke last.
    pub fn dropped(
        &self,
        cue: &CueRead,
        sentence: usize,
        tokens: std::ops::Range<usize>,
        first_of_sentence: usize,
    ) -> Option<(Speaker, Vec<Speaker>)> {
        let scene = &self.scene;
        if clause::accusative_head(scene, cue, tokens.start).is_some() {
            return None;
        }
        let fits = |a: &Act| a.speaker.as_ref().is_some_and(|s| self.goes_on_with(cue, a, s));
        let here = self.acts.all[first_of_sentence..].iter().rev().filter(|a| a.cue.end <= cue.tokens.start);
        for act in here {
            if let Some(s) = act.speaker.as_ref().filter(|_| fits(act)) {
                return Some((s.clone(), act.via.clone()));
            }
        }
        if let Some(subject) = clause::subject_of(scene, tokens.start..cue.tokens.start, cue.features) {
            return Some((subject, Vec::new()));
        }
        if let Some(subject) = self.named_since(cue, sentence) {
            return Some((subject, Vec::new()));
        }
        let last = self.near(sentence).filter(|_| !self.lost.get())?;
        if (last.sentence + 1..=sentence).any(|s| self.opens_with_another(s, cue.tokens.start)) {
            return None;
        }
        let first = self.acts.all.get(last.act)?;
        let fitting = std::iter::once(first)
            .chain(self.acts.all[..last.act].iter().rev().filter(|a| a.inside.is_empty() && self.is_close(a, sentence)).take(3))
            .find(|a| fits(a));
        let act = fitting?;
        act.speaker.clone().map(|s| (s, if cue.entry.continues { act.via.clone() } else { Vec::new() }))
    }

    /// Whether a cue that names nobody can go on with the speaker of an act: its gender is that of the act's verb;
    /// where that is not known, or people speak, that of the name.
    fn goes_on_with(&self, cue: &CueRead, act: &Act, speaker: &Speaker) -> bool {
        let several = cue.features.intersects(Features::PLURAL | Features::DUAL);
        match act.feminine.filter(|_| !several) {
            None => self.scene.agrees(speaker, cue.features),
            Some(feminine) => {
                let people = self.scene.kind(speaker.entity) == Some(EntityType::Group);
                feminine == cue.features.contains(Features::FEMININE) && (!people || self.scene.agrees(speaker, cue.features))
            }
        }
    }

    /// The person with whom the sentence before begins, where nobody has spoken since: «وألقى فلان كلمة. وقال: …».
    fn named_since(&self, cue: &CueRead, sentence: usize) -> Option<Speaker> {
        let scene = &self.scene;
        let before = sentence.checked_sub(1).filter(|b| self.last.as_ref().is_none_or(|last| last.sentence < *b))?;
        let sentences = &scene.document.sentences;
        let tokens = sentences.get(before)?.tokens.clone();
        let near = sentences[sentence].paragraph.saturating_sub(sentences[before].paragraph) <= 1;
        // «نشر فلان تغريدة. حيث قال فيها: …»
        let where_said = !cue.pronoun && scene.role_before(cue.tokens.start, &[WordRole::Conjunction]);
        let joined = cue.prefix.intersects(Prefix::CONJUNCTION) || where_said;
        let joins = cue.kind == CueKind::Verb && joined && near;
        let opening = opening(scene, tokens.clone());
        let mention = (opening..tokens.end.min(opening + OPENING)).find_map(|t| scene.actor_at(t)).filter(|_| joins)?;
        let person = scene.is_person(mention);
        let subject = speaker::of_mention(mention);
        (person && !mention.carrier && !scene.is_governed(mention) && scene.agrees(&subject, cue.features)).then_some(subject)
    }

    /// «وقدم وزير الري تطمينات، وقال إن»: whether a sentence opens with a verb and the title of somebody whom no mention holds.
    fn opens_with_another(&self, sentence: usize, limit: usize) -> bool {
        let scene = &self.scene;
        let Some(tokens) = scene.document.sentences.get(sentence).map(|s| s.tokens.clone()) else { return false };
        let verb = opening(scene, tokens.clone());
        let head = verb + 1;
        // «وتحدث سموه عن»: whoever is spoken of already.
        let titled = |h: &Hit| h.prefix.is_empty() && !h.pronoun && !h.features.intersects(Features::PLURAL);
        head < tokens.end.min(limit)
            && scene.document.hits.of(head, Subject::Role).any(titled)
            && scene.actor_over(head).is_none()
            && scene.word(head, WordRole::Honour).is_none()
            && !nouns::is_particle(scene, verb)
            && !scene.is_mark(verb)
            && scene.document.hits.of(verb, Subject::Role).next().is_none()
    }

    /// The act that spoke last, if a subject may still be dropped: a few sentences and paragraphs behind it, farther only where
    /// nobody else is named since.
    fn near(&self, sentence: usize) -> Option<&LastAct> {
        let last = self.last.as_ref()?;
        let sentences = &self.scene.document.sentences;
        let paragraphs = sentences[sentence].paragraph.saturating_sub(sentences[last.sentence].paragraph);
        let near = paragraphs <= NEAR_PARAGRAPHS && sentence - last.sentence <= NEAR_SENTENCES;
        let long = paragraphs <= LONG && sentence - last.sentence <= LONG && self.speaks_on(last, sentence);
        (near || long).then_some(last)
    }

    /// Whether nobody but the one who spoke last is named since: their words go on, without marks, over several sentences.
    fn speaks_on(&self, last: &LastAct, sentence: usize) -> bool {
        let scene = &self.scene;
        let (Some(act), Some(here)) = (self.acts.all.get(last.act), scene.document.sentences.get(sentence)) else { return false };
        let Some(speaker) = &act.speaker else { return false };
        let people = scene.mentions.beginning_in(act.cue.end..here.tokens.start).iter();
        !people.filter(|m| m.entity != speaker.entity).any(|m| scene.is_person(m))
    }

    /// Whether an act is near enough to go on behind another speaker's words.
    fn is_close(&self, act: &Act, sentence: usize) -> bool {
        sentence - self.scene.document.sentence_of(act.cue.start).min(sentence) <= CLOSE
    }

    /// The last source without a name that spoke: «مصدر أمني», for «وأضاف المصدر».
    pub fn last_source(&self, sentence: usize) -> Option<Speaker> {
        let scene = &self.scene;
        let acts = self.acts.all.iter().rev();
        acts.take_while(|a| sentence - scene.document.sentence_of(a.cue.start).min(sentence) <= SOURCE_MEMORY)
            .filter_map(|a| a.speaker.as_ref())
            .find(|s| scene.is_source(s.tokens.start))
            .cloned()
    }

    /// The body that spoke last, for «وأضاف المصدر» where no source without a name has spoken.
    pub fn last_body(&self, sentence: usize, first_of_sentence: usize) -> Option<Speaker> {
        let body = |s: &Speaker| self.scene.kind(s.entity) == Some(EntityType::Organisation);
        self.spoke_last(sentence, first_of_sentence).filter(body)
    }

    /// «قال تقرير … وقال التقرير»: a report that speaks for itself.
    pub fn same_report(&self, token: usize) -> Option<Speaker> {
        let scene = &self.scene;
        if scene.occasion(token) != Some(Occasion::Report) {
            return None;
        }
        let mut speakers = self.acts.all.iter().rev().filter_map(|a| a.speaker.as_ref());
        speakers.find(|s| s.tokens.len() == 1 && scene.occasion(s.tokens.start) == Some(Occasion::Report)).cloned()
    }

    /// Whoever a sentence since the last act says to have made a statement or report: «أصدرت الهيئة تقريرا».
    pub fn issuer(&self, sentence: usize) -> Option<Speaker> {
        let scene = &self.scene;
        let since = self.near(sentence).map_or(0, |last| last.sentence + 1);
        (sentence.saturating_sub(ISSUED).max(since)..sentence).rev().find_map(|at| {
            let tokens = scene.document.sentences.get(at)?.tokens.clone();
            let made = |t: usize| scene.word(t, WordRole::Occasion).is_some_and(|h| !h.prefix.contains(Prefix::ARTICLE));
            tokens.clone().any(made).then(|| clause::subject_of(scene, tokens, Features::empty())).flatten()
        })
    }

    /// «وأن الجسر سليم.», «وإنه "سيفتح قريبا".»: a sentence that begins with «and that» goes on with what the sentence before it in
    /// the paragraph reports.
    pub fn and_that(&self, sentence: usize) -> Option<Act> {
        let scene = &self.scene;
        let here = scene.document.sentences.get(sentence)?;
        let that = scene.word(here.tokens.start, WordRole::That).filter(|h| h.prefix == Prefix::AND)?;
        // «ولأن», «وإن كانت»: because, although.
        let because = letters::may_be_to(letters::behind_and(scene.document.form(here.tokens.start)));
        let although = scene.word(that.end as usize, WordRole::Was).is_some();
        if because || although {
            return None;
        }
        let last = self.last.as_ref().filter(|last| last.sentence + 1 == sentence && !self.lost.get())?;
        let act = self.acts.all.get(last.act)?;
        let same = scene.document.sentences.get(last.sentence)?.paragraph == here.paragraph;
        let clause = scene.word_before(act.content.start, WordRole::That).is_some();
        let content = that.end as usize..here.tokens.end;
        (same && clause && content.len() > 1).then(|| Act {
            joint: act.joint.clone(),
            extent: here.tokens.clone(),
            content,
            inside: Vec::new(),
            ..act.clone()
        })
    }

    /// Whoever spoke last, in the sentence or before it.
    pub fn spoke_last(&self, sentence: usize, first_of_sentence: usize) -> Option<Speaker> {
        let here = self.acts.all[first_of_sentence..].iter().rev().find_map(|a| a.speaker.clone());
        here.or_else(|| self.acts.all.get(self.near(sentence)?.act)?.speaker.clone())
    }
}

/// Where a sentence's own words begin, behind «من جانب آخر،».
fn opening(scene: &Scene, tokens: std::ops::Range<usize>) -> usize {
    let mut at = tokens.start;
    while at < tokens.end {
        match scene.word(at, WordRole::Turn) {
            Some(turn) => at = turn.end as usize,
            None if scene.is_mark(at) => at += 1,
            None => break,
        }
    }
    at
}
