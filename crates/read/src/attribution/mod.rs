//! Who says what: cues, speakers, reported clauses, quotations, carriers.
//!
//! A sentence is read from left to right. Every cue of the lexicon that the words around it confirm
//! (its frame: أن, a colon, a quotation, the preposition it takes, an object) opens an act. The act's
//! speaker is named after the cue, before it, or is the one who spoke last. Its content runs to the next
//! act beside it or to the sentence's end.

mod apposition;
mod clause;
mod cue;
mod frame;
mod headline;
mod memory;
mod nesting;
mod nouns;
mod phrase;
mod plural;
mod quotes;
mod report;
mod scene;
mod source;
mod speaker;
mod subject;

use std::cell::Cell;
use std::collections::HashSet;

use isnad_lexicon::Lexicon;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Frame as Takes, Occasion, Way, WordRole};
use isnad_model::{EntityType, Modality, Mode};
use isnad_text::Document;

use crate::act::{Act, Acts, Speaker};
use crate::mention::Mentions;
use cue::{CueKind, CueRead};
use scene::Scene;
use speaker::Named;

/// Finds the reporting acts of a text. Speakers that are no one's mention yet (شهود عيان) are added to
/// the mentions.
pub fn find(document: &Document, lexicon: &Lexicon, mentions: &mut Mentions) -> Acts {
    let mut reader = Reader { scene: Scene::new(document, lexicon, mentions), acts: Acts::default(), last: None, lost: Cell::new(false) };
    let mut read: HashSet<&str> = HashSet::new();
    let title = document.sentences.first().filter(|s| s.tokens.len() >= REPEATED).map(|s| document.exact(s.tokens.clone()));
    for (at, sentence) in document.sentences.iter().enumerate() {
        // A sentence that the page has already given says nothing again: a caption's, a summary's, a title's with a name behind it.
        let exact = document.exact(sentence.tokens.clone());
        let again = at > 0 && title.is_some_and(|title| exact.starts_with(title));
        if sentence.tokens.len() < REPEATED || !again && read.insert(exact) {
            reader.sentence(at);
        }
    }
    let Reader { scene, mut acts, .. } = reader;
    quotes::attach(&scene, &mut acts);
    let added = scene.into_added();
    mentions.insert(added);
    acts
}

/// The fewest tokens of a sentence that counts once however often the page gives it.
const REPEATED: usize = 6;

/// The most words of a speaker before the verb that no mention holds.
const OWN_SUBJECT: usize = 3;

struct Reader<'a> {
    scene: Scene<'a>,
    acts: Acts,
    /// Who spoke last, for dropped subjects.
    last: Option<LastAct>,
    /// Whether somebody spoke since whose name could not be read.
    lost: Cell<bool>,
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
        if let Some(act) = headline::before_colon(&self.scene, tokens.clone()).or_else(|| headline::in_bracket(&self.scene, tokens.clone()))
        {
            self.acts.all.push(act);
        }
        if let Some(act) = self.and_that(at) {
            self.acts.all.push(act);
        }
        let cues = cue::candidates(&self.scene, tokens.clone());
        // The inner cue of a relay («قوله») or a source («بحسب ما ذكرت») opens no act of its own.
        let mut relayed = 0..0;
        for (nth, cue) in cues.iter().enumerate() {
            if relayed.contains(&cue.tokens.start) {
                continue;
            }
            // «وأضاف قائلا: …»: the participle goes with its verb.
            let with_verb = matches!(cue.kind, CueKind::Participle | CueKind::Masdar)
                && cue.entry.mode == Mode::Said
                && nth > 0
                && cues[nth - 1].tokens.end + 4 > cue.tokens.start
                && self.acts.all[first_of_sentence..].iter().any(|a| a.cue.end <= cue.tokens.start && cue.tokens.end <= a.content.start);
            if with_verb {
                continue;
            }
            let following = cues.get(nth + 1..).unwrap_or_default();
            let read = match cue.kind {
                CueKind::Source => {
                    let source = (!cue.pronoun).then(|| self.last_source(at)).flatten();
                    let last = source.or_else(|| self.spoke_last(at, first_of_sentence));
                    relayed = source::read(&self.scene, cue, tokens.clone(), &mut self.acts, first_of_sentence, last);
                    continue;
                }
                CueKind::Relay => source::relay(&self.scene, cue, following, tokens.clone(), self.spoke_last(at, first_of_sentence))
                    .map(|act| (act, cue.tokens.start)),
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
            act.extent.end = self.scene.trim_end(act.extent.clone()).max(act.content.end);
        }
        // The last act on the outer level is the one that goes on.
        let outer = (first_of_sentence..self.acts.all.len())
            .rev()
            .find(|i| self.acts.all[*i].inside.is_empty() && self.acts.all[*i].speaker.is_some());
        if let Some(act) = outer {
            self.last = Some(LastAct { act, sentence: at });
            self.lost.set(false);
        }
    }

    /// An act of a verb, a participle or a verbal noun, and where its clause begins.
    fn verb(&self, cue: &CueRead, sentence: usize, tokens: std::ops::Range<usize>, first_of_sentence: usize) -> Option<(Act, usize)> {
        let scene = &self.scene;
        // «قد يشير ذلك إلى»: a guess.
        let guessed = cue.features.contains(Features::PRESENT)
            && cue.tokens.start > 0
            && scene.word(cue.tokens.start - 1, WordRole::Aspect).is_some();
        // «يمكن القول إن»: nobody's words.
        let could = cue.kind == CueKind::Participle && scene.word_before(cue.tokens.start, WordRole::Perhaps).is_some();
        if guessed || could || scene.is_negated(cue.tokens.start) {
            return None;
        }
        let frame = frame::find(scene, cue, tokens.clone());
        // «أظهر التقرير وفاة ثلاثة», not «أظهر الحارس بطاقته».
        let shows_thing = cue.entry.way == Some(Way::ShowsThing) && frame.as_ref().is_some_and(|f| f.object);
        if shows_thing && !matches!(scene.occasion(cue.tokens.end), Some(Occasion::Report | Occasion::Toll)) {
            return None;
        }
        // «إصابة مؤكدة بفيروس»: a feminine participle right behind a noun is its adjective.
        let adjective = cue.kind == CueKind::Participle
            && cue.features.contains(Features::FEMININE)
            && cue.tokens.start > tokens.start
            && !scene.is_mark(cue.tokens.start - 1)
            && frame.as_ref().is_none_or(|f| scene.word_before(f.content.start, WordRole::That).is_none());
        // «أكدت جهات معارضة أن»: the clause is the verb's already.
        let taken = cue.kind == CueKind::Participle
            && frame.as_ref().is_some_and(|f| self.acts.all[first_of_sentence..].iter().any(|a| a.content.start == f.content.start));
        if adjective || taken {
            return None;
        }
        let goes_on = self.acts.all[first_of_sentence..].iter().any(|a| a.speaker.is_some() && a.cue.end <= cue.tokens.start);
        let subject = speaker::find(scene, cue, frame.as_ref(), tokens.clone(), goes_on);
        let mut via = Vec::new();
        let after_relative = cue.tokens.start > 0 && scene.word(cue.tokens.start - 1, WordRole::Relative).is_some();
        let (speaker, joint, begin) = match subject {
            Some(Named::Speaker(found)) => (found.speaker, found.joint, found.begin),
            Some(Named::Anaphor(named)) => {
                let speaker = match scene.is_source(named.start) {
                    true => self
                        .last_source(sentence)
                        .or_else(|| self.last_body(sentence, first_of_sentence))
                        .or_else(|| scene.actor_at(named.start).map(speaker::of_mention)),
                    false => {
                        let same = self.same_report(named.start);
                        same.or_else(|| self.issuer(sentence)).or_else(|| self.spoke_last(sentence, first_of_sentence))
                    }
                };
                let speaker = speaker.unwrap_or_else(|| speaker::add(scene, named, EntityType::Organisation));
                (speaker, Vec::new(), cue.tokens.start)
            }
            None if let Some(own) = speaker::of_its_own(scene, cue, frame.as_ref(), tokens.clone()) => {
                // «المصدر الطبي قال»: a short phrase before the verb is the speaker's name.
                let before = own.end <= cue.tokens.start;
                let named = cue.entry.certain && before && own.len() <= OWN_SUBJECT;
                if !named || own.clone().any(|t| scene.is_mark(t)) || scene.word(own.start, WordRole::Evidence).is_some() {
                    // Somebody speaks whose name cannot be read: whoever spoke before does not go on.
                    self.lost.set(true);
                    return None;
                }
                (speaker::add(scene, own.clone(), EntityType::Group), Vec::new(), own.start)
            }
            None | Some(Named::Same) => {
                // «ويذكر أن»: nobody's words. Inside another's clause, or behind a relative, a verb without a
                // name has a subject of its own that is no speaker.
                // «ويضيف: "…"» goes on.
                // «وعن موعد الافتتاح، يوضح أنه»: so does an answer.
                let answers = scene.word(tokens.start, WordRole::Topic).is_some_and(|h| (h.end as usize) < cue.tokens.start);
                let goes_on = cue.entry.certain && !cue.entry.addressee && (answers || cue.prefix.intersects(Prefix::CONJUNCTION));
                // «تقول: "…"»: so does speech right behind the verb.
                // «رفعوا لافتات تقول: "…"»: a verb that describes the noun before it is that noun's.
                let describes = cue.features.contains(Features::PRESENT)
                    && cue.prefix.is_empty()
                    && cue.tokens.start > tokens.start
                    && nouns::is_indefinite(scene, cue.tokens.start - 1);
                let speech = !cue.entry.addressee
                    && !cue.pronoun
                    && !describes
                    && frame.as_ref().is_some_and(|f| f.is_speech(scene) && f.content.start == cue.tokens.end + 1);
                // «وسألته: …», «وتشير التقديرات إلى»: whoever asks in a story is not who spoke last; nor is what shows.
                let asks = cue.pronoun && cue.entry.frames.contains(&Takes::Words);
                let shows =
                    scene.word(cue.tokens.end, WordRole::Evidence).is_some() || scene.occasion(cue.tokens.end) == Some(Occasion::Toll);
                // «وقيل: …»: it was said by nobody in particular.
                let untold = cue.features.contains(Features::PASSIVE);
                // «تسجيلا قالوا إنه»: those whose it is.
                let of_thing = plural::of_thing(scene, cue);
                // «فند المكتب قائمة نشرها الجيش وزعم أنها»: what somebody denies is the other's claim.
                let others = cue.entry.way == Some(Way::Claim)
                    && cue.prefix.intersects(Prefix::CONJUNCTION)
                    && self.acts.all[first_of_sentence..].last().is_some_and(|a| matches!(a.mode, Mode::Denied | Mode::Accused));
                let nobody = asks
                    || of_thing
                    || others
                    || shows
                    || untold
                    || cue.features.contains(Features::PRESENT) && !speech && !(goes_on && frame.as_ref().is_some_and(|f| !f.object));
                // «لكنه أقر بأن»: goes on beside what was said.
                let adverse = cue.tokens.start > 0
                    && scene.word_before(cue.tokens.start, WordRole::Conjunction).is_some()
                    && scene.ends_in_pronoun(cue.tokens.start - 1);
                let goes_beside = adverse || speech && scene.role_before(cue.tokens.start, &[WordRole::Conjunction, WordRole::Turn]);
                let embedded = cue.kind == CueKind::Verb
                    && !cue.prefix.intersects(Prefix::CONJUNCTION)
                    && !goes_beside
                    && self.acts.all[first_of_sentence..].iter().any(|a| a.content.contains(&cue.tokens.start));
                // «أعلن التحالف مقتل …»: what follows a verb that joins nothing may well be its subject.
                let joins = cue.kind != CueKind::Verb
                    || cue.prefix.intersects(Prefix::CONJUNCTION)
                    || answers
                    || scene.role_before(cue.tokens.start, &[WordRole::Conjunction, WordRole::Turn]);
                let doubtful = !joins && !speech && frame.as_ref().is_some_and(|f| f.object || !cue.entry.certain);
                // «أظهر صاروخا …، وصاحبه تعليق جاء فيه أن»: an uncertain cue far from its clause reports nothing.
                let far = !cue.entry.certain
                    && cue.kind == CueKind::Verb
                    && frame.as_ref().is_some_and(|f| (cue.tokens.end..f.content.start).any(|t| scene.is_comma(t)));
                if nobody || embedded || after_relative || doubtful || far {
                    return None;
                }
                // A cue that often means something else needs its frame where nobody is named.
                let certain = cue.entry.certain || cue.tokens.len() > 1 || cue.kind == CueKind::Participle && cue::lays_blame(scene, cue);
                if frame.as_ref().is_none_or(|f| f.object)
                    && !(certain && frame.is_some())
                    && !frame::is_said_so(scene, cue, tokens.clone())
                {
                    return None;
                }
                if speaker::has_unknown_subject(scene, cue, frame.as_ref(), tokens.start) {
                    self.lost.set(true);
                    return None;
                }
                let (speaker, carried) = self.dropped(cue, sentence, tokens.clone(), first_of_sentence)?;
                via = carried;
                (speaker, Vec::new(), cue.tokens.start)
            }
        };
        let told = frame.as_ref().filter(|f| !f.object && !f.before).map(|f| f.content.start);
        let limit = told.unwrap_or(tokens.end);
        let speaker = Some(&speaker)
            .filter(|s| !cue.entry.addressee && tokens.contains(&s.tokens.start) && s.tokens.start < limit)
            .and_then(|s| apposition::holder(scene, cue, s, limit, told.is_some()))
            .unwrap_or(speaker);
        // «…، كما أعلنت السلطات»
        let as_said = frame::as_said(scene, cue, speaker.tokens.end, tokens.clone())
            .or_else(|| frame::tolled(scene, cue, speaker.tokens.end, tokens.clone()));
        let frame = frame.filter(|f| !f.object || as_said.is_none());
        let frame = match frame {
            Some(frame) => frame,
            // «…», said X: what stands before is what was said.
            None => frame::before(scene, cue, tokens.clone()).or(as_said).or_else(|| {
                (cue.entry.certain && speaker.tokens.start >= cue.tokens.end).then_some(frame::Frame {
                    content: speaker.tokens.end..tokens.end,
                    object: true,
                    before: false,
                })
            })?,
        };
        // «ما قاله الناجون»: the pronoun is what was said.
        if frame.object && !frame.before && cue.pronoun && !cue.entry.addressee && !scene.is_mark(frame.content.start) {
            return None;
        }
        let mut content = if frame.object && !frame.before {
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
        // «بعد أن أعلنت السلطات الطوارئ، نزح المئات»: a clause before the main one ends where that one's verb stands.
        let comma = if frame::opens_in_time(scene, begin, tokens.start) { frame::main_clause(scene, content.clone()) } else { None };
        content.end = comma.unwrap_or(content.end);
        // «الذي توعد بسحق التمرد، …»: a relative clause ends at the comma.
        if after_relative && !frame.before {
            let comma = content.clone().find(|t| scene.is_comma(*t) && scene.quotation_over(*t).is_none());
            content.end = comma.unwrap_or(content.end);
        }
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
            feminine: (cue.kind == CueKind::Verb && !cue.features.intersects(Features::PLURAL | Features::DUAL))
                .then(|| cue.features.contains(Features::FEMININE)),
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
