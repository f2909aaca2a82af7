//! Who says what: cues, speakers, reported clauses, quotations, carriers.
//!
//! A sentence is read from left to right. Every cue of the lexicon that the words around it confirm
//! (its frame: أن, a colon, a quotation, the preposition it takes, an object) opens an act. The act's
//! speaker is named after the cue, before it, or is the one who spoke last. Its content runs to the next
//! act beside it or to the sentence's end.

mod cue;
mod frame;
mod quotes;
mod scene;
mod source;
mod speaker;

use isnad_lexicon::Lexicon;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::WordRole;
use isnad_model::{Modality, Mode};
use isnad_text::Document;

use crate::act::{Act, Acts, Speaker};
use crate::mention::Mentions;
use cue::{CueKind, CueRead};
use scene::Scene;

/// Finds the reporting acts of a text. Speakers that are no one's mention yet (شهود عيان) are added to
/// the mentions.
pub fn find(document: &Document, lexicon: &Lexicon, mentions: &mut Mentions) -> Acts {
    let mut reader = Reader { scene: Scene::new(document, lexicon, mentions), acts: Acts::default(), last: None };
    for sentence in 0..document.sentences.len() {
        reader.sentence(sentence);
    }
    let Reader { scene, mut acts, .. } = reader;
    quotes::attach(&scene, &mut acts);
    let added = scene.into_added();
    mentions.insert(added);
    acts
}

struct Reader<'a> {
    scene: Scene<'a>,
    acts: Acts,
    /// Who spoke last, for dropped subjects.
    last: Option<LastAct>,
}

/// The act that a cue without a subject goes on with.
#[derive(Clone)]
struct LastAct {
    act: usize,
    sentence: usize,
}

impl Reader<'_> {
    fn sentence(&mut self, at: usize) {
        let tokens = self.scene.document.sentences[at].tokens.clone();
        let first_of_sentence = self.acts.all.len();
        if let Some(act) = speaker::before_colon(&self.scene, tokens.clone()) {
            self.acts.all.push(act);
        }
        let cues = cue::candidates(&self.scene, tokens.clone());
        // The inner cue of a relay («قوله») or a source («بحسب ما ذكرت») opens no act of its own.
        let mut relayed = 0..0;
        for (nth, cue) in cues.iter().enumerate() {
            if relayed.contains(&cue.tokens.start) {
                continue;
            }
            let following = cues.get(nth + 1..).unwrap_or_default();
            let read = match cue.kind {
                CueKind::Source => {
                    relayed = source::read(&self.scene, cue, tokens.clone(), &mut self.acts, first_of_sentence);
                    continue;
                }
                CueKind::Relay => source::relay(&self.scene, cue, following, tokens.clone()).map(|act| (act, cue.tokens.start)),
                _ => self.verb(cue, at, tokens.clone(), first_of_sentence),
            };
            if let Some((act, begin)) = read {
                // «أعرب عن أمله في أن»: the noun and its verb are one act.
                if cue.kind == CueKind::Masdar && self.joins_verb(&act, first_of_sentence) {
                    continue;
                }
                if cue.kind == CueKind::Relay {
                    relayed = act.cue.clone();
                }
                self.push(act, begin, cue, first_of_sentence);
            }
        }
        source::fold_carriers(&self.scene, &mut self.acts, first_of_sentence);
        for act in &mut self.acts.all[first_of_sentence..] {
            if let Some(aside) = self.scene.aside(act.content.clone()) {
                act.content.end = aside;
                act.extent.end = act.extent.end.min(aside).max(act.cue.end);
            }
            act.content.end = self.scene.trim_end(act.content.clone());
            act.extent.end = act.extent.end.max(act.content.end).min(tokens.end);
            act.extent.end = self.scene.trim_end(act.extent.clone());
        }
        // The last act on the outer level is the one that goes on.
        let outer = (first_of_sentence..self.acts.all.len())
            .rev()
            .find(|i| self.acts.all[*i].inside.is_empty() && self.acts.all[*i].speaker.is_some());
        if let Some(act) = outer {
            self.last = Some(LastAct { act, sentence: at });
        }
    }

    /// An act of a verb, a participle or a verbal noun, and where its clause begins.
    fn verb(&self, cue: &CueRead, sentence: usize, tokens: std::ops::Range<usize>, first_of_sentence: usize) -> Option<(Act, usize)> {
        let scene = &self.scene;
        if scene.is_negated(cue.tokens.start) {
            return None;
        }
        let frame = frame::find(scene, cue, tokens.clone());
        let goes_on = self.acts.all[first_of_sentence..].iter().any(|a| a.speaker.is_some() && a.cue.end <= cue.tokens.start);
        let subject = speaker::find(scene, cue, frame.as_ref(), tokens.clone(), goes_on);
        let mut via = Vec::new();
        let (speaker, joint, begin) = match subject {
            Some(found) => (found.speaker, found.joint, found.begin),
            None => {
                // «ويذكر أن»: nobody's words. Inside another's clause, or behind a relative, a verb without a
                // name has a subject of its own that is no speaker.
                let nobody = cue.features.contains(isnad_lexicon::form::Features::PRESENT);
                let embedded = cue.kind == CueKind::Verb
                    && !cue.prefix.intersects(Prefix::CONJUNCTION)
                    && self.acts.all[first_of_sentence..].iter().any(|a| a.content.contains(&cue.tokens.start));
                let relative = cue.tokens.start > 0 && scene.word(cue.tokens.start - 1, WordRole::Relative).is_some();
                if nobody || embedded || relative {
                    return None;
                }
                // A cue that often means something else needs its frame where nobody is named.
                if frame.as_ref().is_none_or(|f| f.object) && !((cue.entry.certain || cue.tokens.len() > 1) && frame.is_some()) {
                    return None;
                }
                let (speaker, carried) = self.dropped(cue, sentence, tokens.clone(), first_of_sentence)?;
                via = carried;
                (speaker, Vec::new(), cue.tokens.start)
            }
        };
        let frame = match frame {
            Some(frame) => frame,
            // «…», said X: what stands before is what was said.
            None => frame::before(scene, cue, tokens.clone()).or_else(|| {
                (cue.entry.certain && speaker.tokens.start >= cue.tokens.end).then_some(frame::Frame {
                    content: speaker.tokens.end..tokens.end,
                    object: true,
                    before: false,
                })
            })?,
        };
        let content = if frame.object && !frame.before {
            let start = joint
                .iter()
                .map(|s: &Speaker| s.tokens.end)
                .chain([speaker.tokens.end, frame.content.start])
                .filter(|e| *e >= cue.tokens.end)
                .max();
            start.unwrap_or(frame.content.start).min(tokens.end)..tokens.end
        } else {
            frame.content
        };
        for carrier in source::channels(scene, cue.tokens.end..content.start.max(cue.tokens.end), &speaker) {
            if !via.iter().any(|v: &Speaker| v.entity == carrier.entity) {
                via.push(carrier);
            }
        }
        let extent = if frame.before {
            content.start..speaker.tokens.end.max(cue.tokens.end)
        } else {
            cue.tokens.start..content.end.max(cue.tokens.end)
        };
        let act = Act {
            cue: cue.tokens.clone(),
            mode: cue.entry.mode,
            speaker: Some(speaker),
            joint,
            via,
            content,
            extent,
            inside: Vec::new(),
            modality: modality(cue.entry.mode),
        };
        Some((act, begin))
    }

    /// Who speaks where the cue names nobody: the act before it in the sentence, the sentence's subject,
    /// the one who spoke last.
    fn dropped(
        &self,
        cue: &CueRead,
        sentence: usize,
        tokens: std::ops::Range<usize>,
        first_of_sentence: usize,
    ) -> Option<(Speaker, Vec<Speaker>)> {
        let scene = &self.scene;
        let fits = |s: &Speaker| scene.agrees(s, cue.features);
        let here = self.acts.all[first_of_sentence..].iter().rev().filter(|a| a.cue.end <= cue.tokens.start);
        for act in here {
            if let Some(s) = act.speaker.as_ref().filter(|s| fits(s)) {
                return Some((s.clone(), act.via.clone()));
            }
        }
        if let Some(subject) = speaker::subject_of(scene, tokens.start..cue.tokens.start, cue.features) {
            return Some((subject, Vec::new()));
        }
        let last = self.last.as_ref()?;
        // A subject is dropped within a paragraph or from one to the next, no farther.
        let near = scene.document.sentences[sentence].paragraph.saturating_sub(scene.document.sentences[last.sentence].paragraph) <= 3;
        if !near || sentence - last.sentence > 4 {
            return None;
        }
        let first = self.acts.all.get(last.act)?;
        let fitting = std::iter::once(first)
            .chain(self.acts.all[..last.act].iter().rev().filter(|a| a.inside.is_empty()).take(3))
            .find(|a| a.speaker.as_ref().is_some_and(fits));
        let act = fitting?;
        act.speaker.clone().map(|s| (s, if cue.entry.continues { act.via.clone() } else { Vec::new() }))
    }

    /// Whether an act of a verbal noun is what the same speaker's verb right before it takes: then the verb's act goes on
    /// to what the noun reports.
    fn joins_verb(&mut self, noun: &Act, first_of_sentence: usize) -> bool {
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

    /// Adds an act; what is beside it ends where it begins, and what it stands inside of is noted.
    fn push(&mut self, mut act: Act, begin: usize, cue: &CueRead, first_of_sentence: usize) {
        let scene = &self.scene;
        let beside = cue.kind == CueKind::Participle
            || cue.prefix.intersects(Prefix::CONJUNCTION) && cue.kind == CueKind::Verb
            || scene.role_before(begin, &[WordRole::Conjunction, WordRole::Turn]);
        let mut inside = Vec::new();
        for at in (first_of_sentence..self.acts.all.len()).rev() {
            let other = &mut self.acts.all[at];
            if !other.content.contains(&act.cue.start) {
                continue;
            }
            if beside && !scene.same_quotation(other.content.start, act.cue.start) {
                let end = scene.trim_end(other.content.start..begin);
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

/// How what is reported is put, by the way of reporting it.
fn modality(mode: Mode) -> Modality {
    match mode {
        Mode::Denied => Modality::Denied,
        Mode::CalledFor => Modality::Demanded,
        Mode::Promised => Modality::Promised,
        _ => Modality::Asserted,
    }
}
