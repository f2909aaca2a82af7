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
mod subject;

use std::cell::Cell;
use std::collections::HashSet;

use isnad_lexicon::Lexicon;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::WordRole;
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

/// How many sentences back «المصدر» may have been named.
const SOURCE_MEMORY: usize = 8;

/// How many sentences back a report may have been issued that is spoken of.
const ISSUED: usize = 5;

/// How many sentences back a dropped subject may lie behind another speaker's words.
const CLOSE: usize = 3;

/// How many tokens behind a sentence's beginning its subject may begin: behind the verb and a particle.
const OPENING: usize = 3;

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
        let guessed =
            cue.features.contains(Features::PRESENT) && cue.tokens.start > 0 && scene.document.form(cue.tokens.start - 1).ends_with("قد");
        if guessed || scene.is_negated(cue.tokens.start) {
            return None;
        }
        let frame = frame::find(scene, cue, tokens.clone());
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
                let goes_on = cue.entry.certain && !cue.entry.addressee && cue.prefix.intersects(Prefix::CONJUNCTION);
                let nobody = cue.features.contains(Features::PRESENT) && !(goes_on && frame.as_ref().is_some_and(|f| !f.object));
                let embedded = cue.kind == CueKind::Verb
                    && !cue.prefix.intersects(Prefix::CONJUNCTION)
                    && self.acts.all[first_of_sentence..].iter().any(|a| a.content.contains(&cue.tokens.start));
                // «أعلن التحالف مقتل …»: what follows a verb that joins nothing may well be its subject.
                let joins = cue.kind != CueKind::Verb
                    || cue.prefix.intersects(Prefix::CONJUNCTION)
                    || scene.role_before(cue.tokens.start, &[WordRole::Conjunction, WordRole::Turn]);
                let doubtful = !joins && frame.as_ref().is_some_and(|f| f.object || !cue.entry.certain);
                // «أظهر صاروخا …، وصاحبه تعليق جاء فيه أن»: an uncertain cue far from its clause reports nothing.
                let far = !cue.entry.certain
                    && cue.kind == CueKind::Verb
                    && frame.as_ref().is_some_and(|f| (cue.tokens.end..f.content.start).any(|t| scene.is_comma(t)));
                if nobody || embedded || after_relative || doubtful || far {
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
        let limit = frame.as_ref().filter(|f| !f.object && !f.before).map_or(tokens.end, |f| f.content.start);
        let speaker = Some(&speaker)
            .filter(|s| !cue.entry.addressee && tokens.contains(&s.tokens.start) && s.tokens.start < limit)
            .and_then(|s| speaker::in_apposition(scene, cue, s, limit))
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
        let fits = |a: &Act| a.speaker.as_ref().is_some_and(|s| self.goes_on_with(cue, a, s));
        let here = self.acts.all[first_of_sentence..].iter().rev().filter(|a| a.cue.end <= cue.tokens.start);
        for act in here {
            if let Some(s) = act.speaker.as_ref().filter(|_| fits(act)) {
                return Some((s.clone(), act.via.clone()));
            }
        }
        if let Some(subject) = speaker::subject_of(scene, tokens.start..cue.tokens.start, cue.features) {
            return Some((subject, Vec::new()));
        }
        if let Some(subject) = self.named_since(cue, sentence) {
            return Some((subject, Vec::new()));
        }
        let last = self.near(sentence).filter(|_| !self.lost.get())?;
        let first = self.acts.all.get(last.act)?;
        let fitting = std::iter::once(first)
            .chain(self.acts.all[..last.act].iter().rev().filter(|a| a.inside.is_empty() && self.is_close(a, sentence)).take(3))
            .find(|a| fits(a));
        let act = fitting?;
        act.speaker.clone().map(|s| (s, if cue.entry.continues { act.via.clone() } else { Vec::new() }))
    }

    /// The person with whom the sentence before begins, where nobody has spoken since: «وألقى فلان كلمة. وقال: …».
    fn named_since(&self, cue: &CueRead, sentence: usize) -> Option<Speaker> {
        let scene = &self.scene;
        let before = sentence.checked_sub(1).filter(|b| self.last.as_ref().is_none_or(|last| last.sentence < *b))?;
        let sentences = &scene.document.sentences;
        let tokens = sentences.get(before)?.tokens.clone();
        let near = sentences[sentence].paragraph.saturating_sub(sentences[before].paragraph) <= 1;
        let joins = cue.kind == CueKind::Verb && cue.prefix.intersects(Prefix::CONJUNCTION) && near;
        let mention = (tokens.start..tokens.end.min(tokens.start + OPENING)).find_map(|t| scene.actor_at(t)).filter(|_| joins)?;
        let person = scene.entity(mention.entity).is_some_and(|e| e.kind == EntityType::Person);
        let subject = speaker::of_mention(mention);
        (person && !mention.carrier && !scene.is_governed(mention) && scene.agrees(&subject, cue.features)).then_some(subject)
    }

    /// Whether a cue that names nobody can go on with the speaker of an act: its gender is that of the act's verb;
    /// where that is not known, or people speak, that of the name.
    fn goes_on_with(&self, cue: &CueRead, act: &Act, speaker: &Speaker) -> bool {
        let several = cue.features.intersects(Features::PLURAL | Features::DUAL);
        match act.feminine.filter(|_| !several) {
            None => self.scene.agrees(speaker, cue.features),
            Some(feminine) => {
                let people = self.scene.entity(speaker.entity).is_some_and(|e| e.kind == EntityType::Group);
                feminine == cue.features.contains(Features::FEMININE) && (!people || self.scene.agrees(speaker, cue.features))
            }
        }
    }

    /// The act that spoke last, if a subject may still be dropped: within a paragraph or from one to the next, no farther.
    fn near(&self, sentence: usize) -> Option<&LastAct> {
        let last = self.last.as_ref()?;
        let sentences = &self.scene.document.sentences;
        let paragraphs = sentences[sentence].paragraph.saturating_sub(sentences[last.sentence].paragraph);
        (paragraphs <= 3 && sentence - last.sentence <= 4).then_some(last)
    }

    /// Whether an act is near enough to go on behind another speaker's words.
    fn is_close(&self, act: &Act, sentence: usize) -> bool {
        sentence - self.scene.document.sentence_of(act.cue.start).min(sentence) <= CLOSE
    }

    /// The last source without a name that spoke: «مصدر أمني», for «وأضاف المصدر».
    fn last_source(&self, sentence: usize) -> Option<Speaker> {
        let scene = &self.scene;
        let acts = self.acts.all.iter().rev();
        acts.take_while(|a| sentence - scene.document.sentence_of(a.cue.start).min(sentence) <= SOURCE_MEMORY)
            .filter_map(|a| a.speaker.as_ref())
            .find(|s| scene.is_source(s.tokens.start))
            .cloned()
    }

    /// The body that spoke last, for «وأضاف المصدر» where no source without a name has spoken.
    fn last_body(&self, sentence: usize, first_of_sentence: usize) -> Option<Speaker> {
        let body = |s: &Speaker| self.scene.entity(s.entity).is_some_and(|e| e.kind == EntityType::Organisation);
        self.spoke_last(sentence, first_of_sentence).filter(body)
    }

    /// «قال تقرير … وقال التقرير»: a report that speaks for itself.
    fn same_report(&self, token: usize) -> Option<Speaker> {
        let scene = &self.scene;
        let id = |t: usize| scene.word(t, WordRole::Occasion).and_then(|h| scene.row(h)).and_then(|w| w.id.clone());
        let report = id(token).filter(|id| id == "report")?;
        let speakers = self.acts.all.iter().rev().filter_map(|a| a.speaker.as_ref());
        speakers.clone().find(|s| s.tokens.len() == 1 && id(s.tokens.start).as_ref() == Some(&report)).cloned()
    }

    /// Whoever a sentence since the last act says to have made a statement or report: «أصدرت الهيئة تقريرا».
    fn issuer(&self, sentence: usize) -> Option<Speaker> {
        let scene = &self.scene;
        let since = self.near(sentence).map_or(0, |last| last.sentence + 1);
        (sentence.saturating_sub(ISSUED).max(since)..sentence).rev().find_map(|at| {
            let tokens = scene.document.sentences.get(at)?.tokens.clone();
            let made = |t: usize| scene.word(t, WordRole::Occasion).is_some_and(|h| !h.prefix.contains(Prefix::ARTICLE));
            tokens.clone().any(made).then(|| speaker::subject_of(scene, tokens, Features::empty())).flatten()
        })
    }

    /// Whoever spoke last, in the sentence or before it.
    fn spoke_last(&self, sentence: usize, first_of_sentence: usize) -> Option<Speaker> {
        let here = self.acts.all[first_of_sentence..].iter().rev().find_map(|a| a.speaker.clone());
        here.or_else(|| self.acts.all.get(self.near(sentence)?.act)?.speaker.clone())
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
    fn push(&mut self, mut act: Act, begin: usize, cue: &CueRead, first_of_sentence: usize) {
        let scene = &self.scene;
        let beside = cue.kind == CueKind::Participle
            || cue.prefix.intersects(Prefix::CONJUNCTION) && cue.kind == CueKind::Verb
            || scene.role_before(begin, &[WordRole::Conjunction, WordRole::Turn])
            // «وفيما قال فلان إن …، ذكرت الوكالة أن»
            || begin > 0 && scene.is_comma(begin - 1) && self.opens_with_while(first_of_sentence);
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
