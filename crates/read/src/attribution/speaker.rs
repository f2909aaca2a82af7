//! Who speaks: named after the cue, before it, or by a headline's colon.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::WordRole;
use isnad_model::{EntityType, Modality, Mode, Name};

use super::cue::{CueKind, CueRead};
use super::frame::Frame;
use super::scene::Scene;
use super::source;
use crate::act::{Act, Speaker};
use crate::mention::{Entity, Mention};

/// How far behind a statement its issuer may stand, in tokens.
const ISSUER_REACH: usize = 9;

/// What stands as the subject of a cue.
#[derive(Clone, Debug)]
pub enum Named {
    /// Somebody.
    Speaker(Found),
    /// «وأضاف البيان»: a statement, report or source named before, with its tokens; whoever it came from.
    Anaphor(Range<usize>),
}

/// The subject of a cue.
#[derive(Clone, Debug)]
pub struct Found {
    pub speaker: Speaker,
    pub joint: Vec<Speaker>,
    /// First token of the act: the subject's or the cue's.
    pub begin: usize,
}

/// The speaker that a mention names.
pub fn of_mention(mention: &Mention) -> Speaker {
    Speaker { entity: mention.entity, tokens: mention.tokens.clone() }
}

/// Finds the subject that a cue names.
/// `goes_on`: an act stands before it in the sentence.
pub fn find(scene: &Scene, cue: &CueRead, frame: Option<&Frame>, sentence: Range<usize>, goes_on: bool) -> Option<Named> {
    if matches!(cue.kind, CueKind::Participle | CueKind::Masdar) {
        // «وتبنى الهجوم تنظيم …», «وجاء في البيان»: a phrase of several words has its subject right behind it.
        if cue.tokens.len() == 1 || !cue.features.is_empty() {
            return None;
        }
        if let Some(occasion) = scene.word(cue.tokens.end, WordRole::Occasion).filter(|_| frame.is_some_and(|f| !f.object)) {
            return of_occasion(scene, cue, occasion.tokens(), frame.map_or(sentence.end, |f| f.content.start));
        }
        let behind = scene.actor_at(cue.tokens.end);
        let behind = behind.filter(|m| !scene.is_oblique(m) && !is_accusative(scene, m))?;
        return Some(Named::Speaker(Found { speaker: of_mention(behind), joint: Vec::new(), begin: cue.tokens.start }));
    }
    let limit = frame.filter(|f| !f.object).map_or(sentence.end.min(cue.tokens.end + 12), |f| f.content.start);
    // «علييف أبلغ بلينكن», «أن الدولة تعتبر الحزب …»: whoever stands right before the verb at its clause's head.
    if let Some(found) = before(scene, cue, sentence.clone()).filter(|f| f.speaker.tokens.end == cue.tokens.start) {
        return Some(Named::Speaker(found));
    }
    // «كان الجيش قد أعلن»
    if cue.tokens.start > 0
        && scene.document.form(cue.tokens.start - 1) == "قد"
        && let Some(found) = before(scene, cue, sentence.clone())
    {
        return Some(Named::Speaker(found));
    }
    after(scene, cue, frame, limit, goes_on && cue.prefix.intersects(Prefix::CONJUNCTION))
        .or_else(|| relative(scene, cue).or_else(|| before(scene, cue, sentence)).map(Named::Speaker))
}

/// The words around a cue that are its subject though no mention holds them: «وقالت سيدة شهدت الحادث لوكالة …»,
/// «المصدر الطبي قال».
pub fn of_its_own(scene: &Scene, cue: &CueRead, frame: Option<&Frame>, sentence: Range<usize>) -> Option<Range<usize>> {
    if cue.kind != CueKind::Verb || cue.pronoun {
        return None;
    }
    let next = cue.tokens.end;
    let clause = frame.is_some_and(|f| !f.object && f.content.start > next);
    // «أكد متحدث المقاومة استعادة …»: whoever has a role is no object of what is reported.
    let role = scene.document.hits.of(next, Subject::Role).any(|h| h.prefix.is_empty());
    if role && scene.actor_over(next).is_none() {
        return Some(next..next + 1);
    }
    if clause && !cue.entry.addressee && is_subject_like(scene, next) && !scene.document.form(next).ends_with('ا') {
        return Some(next..next + 1);
    }
    if cue.prefix.intersects(Prefix::CONJUNCTION) {
        return None;
    }
    // «وكانت قوات الدفاع الشعبي، الجناح العسكري …، دانت»
    if scene.any_word(sentence.start, &[WordRole::Turn]).is_some_and(|(_, end)| end == sentence.start + 1)
        && scene.document.form(sentence.start).contains("كان")
        && let Some(own) =
            noun_phrase(scene, sentence.start + 1, cue.tokens.start).filter(|own| own.end == cue.tokens.start || scene.is_comma(own.end))
    {
        return Some(own);
    }
    let mut at = clause_start(scene, cue.tokens.start, sentence.start);
    while at < cue.tokens.start {
        match scene.any_word(at, &[WordRole::Turn, WordRole::That, WordRole::Conjunction]) {
            Some((_, end)) => at = end,
            None if scene.is_mark(at) => at += 1,
            None => break,
        }
    }
    let definite = at < cue.tokens.start && scene.document.form(at).starts_with("ال") && is_subject_like(scene, at);
    definite.then_some(at..cue.tokens.start)
}

/// Whether a word can be a noun that no preposition governs and that is no time, particle or mention.
fn is_subject_like(scene: &Scene, at: usize) -> bool {
    let hits = scene.document.hits.at(at);
    scene.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
        && scene.actor_over(at).is_none()
        && !hits.iter().any(|h| match h.subject {
            Subject::Word => !scene.row(h).is_some_and(|w| matches!(w.role, WordRole::Occasion | WordRole::PlaceNoun | WordRole::Kind)),
            subject => matches!(subject, Subject::TimeWord | Subject::Cue) || h.prefix.intersects(Prefix::PREPOSITION),
        })
        && !oblique_looking(scene.document.form(at))
}

/// Verb before subject.
fn after(scene: &Scene, cue: &CueRead, frame: Option<&Frame>, limit: usize, goes_on: bool) -> Option<Named> {
    let mut at = cue.tokens.end;
    while at < limit {
        if let Some(mention) = scene.actor_at(at) {
            // «وقال لرويترز مسؤول»
            if mention.carrier && scene.is_oblique(mention) && mention.tokens.end < limit {
                at = mention.tokens.end;
                continue;
            }
            if scene.is_oblique(mention) || is_accusative(scene, mention) {
                return None;
            }
            // «وأضاف المصدر»
            if scene.word(at, WordRole::Occasion).is_some_and(|h| h.tokens() == mention.tokens && h.prefix.contains(Prefix::ARTICLE)) {
                return Some(Named::Anaphor(mention.tokens.clone()));
            }
            // «وحث أذربيجان على»: what does not agree with the verb is its object; so is the only name
            // behind a joined verb that takes somebody spoken to.
            let found = of_mention(mention);
            // «وحثت موسكو على» against «وحثت موسكو الجانبين على»: the one spoken to is told by the frame right behind.
            let alone = frame.is_some_and(|f| !f.object && f.content.start <= mention.tokens.end + 1);
            if !scene.agrees_behind(&found, cue.features) && cue.entry.addressee || cue.entry.addressee && alone && goes_on && !cue.pronoun
            {
                return None;
            }
            let joint = joint(scene, mention, limit);
            return Some(Named::Speaker(Found { speaker: found, joint, begin: cue.tokens.start }));
        }
        if let Some(occasion) = scene.word(at, WordRole::Occasion) {
            return of_occasion(scene, cue, occasion.tokens(), limit);
        }
        if let Some((_, end)) = scene.any_word(at, &[WordRole::Turn]) {
            at = end;
            continue;
        }
        // «وتضيف هذه البيانات»
        if scene.word(at, WordRole::Demonstrative).is_some() && scene.word(at + 1, WordRole::Occasion).is_some() {
            at += 1;
            continue;
        }
        // «وقالت لـ"النهر" مصادر»
        if scene.document.form(at) == "ل"
            && matches!(scene.document.form(at + 1), "\"" | "«")
            && let Some(q) = scene.quotation_over(at + 2)
        {
            at = scene.document.quotations[q].inner.end + 1;
            continue;
        }
        match scene.document.form(at) {
            "كل" if scene.document.form(at + 1) == "من" => at += 2,
            "كلا" | "كلتا" | "ايضا" | "اليوم" | "امس" | "رسميا" | "مجددا" | "بعض" | "عدد" => at += 1,
            form if form.starts_with("بعض") => at += 1,
            _ if scene.document.hits.of(at, Subject::TimeWord).next().is_some() => at += 1,
            _ => break,
        }
    }
    unnamed(scene, cue, frame, at, limit).map(Named::Speaker)
}

/// «يتهم الحوثيين بـ»: people in the accusative are the object.
fn is_accusative(scene: &Scene, mention: &Mention) -> bool {
    let head = scene.document.form(mention.tokens.start);
    head.starts_with("ال") && head.ends_with("ين") && scene.entity(mention.entity).is_some_and(|e| e.kind == EntityType::Group)
}

/// «ذكر بيان صادر عن إدارة الرئاسة», «أكدت آخر حصيلة صادرة عن …», «قال مصدر في الشرطة»: whoever issued it; where nobody is
/// named, the statement itself.
fn of_occasion(scene: &Scene, cue: &CueRead, occasion: Range<usize>, limit: usize) -> Option<Named> {
    let definite =
        scene.document.hits.of(occasion.start, Subject::Word).any(|h| h.tokens() == occasion && h.prefix.contains(Prefix::ARTICLE));
    let reach = limit.min(occasion.end + ISSUER_REACH);
    let begin = cue.tokens.start;
    if !definite || scene.any_word(occasion.end, &[WordRole::Preposition]).is_some() {
        let issuer = source::named(scene, occasion.end, reach);
        if let Some(mention) = issuer {
            return Some(Named::Speaker(Found { speaker: of_mention(mention), joint: Vec::new(), begin }));
        }
    }
    // «وحذر البيان ميليشيات …»: a statement already named has no issuer behind it, but an object.
    if definite {
        return Some(Named::Anaphor(occasion));
    }
    // «وتشير حصيلة الهجوم إلى»: a toll that nobody is said to have counted.
    let toll = scene.word(occasion.start, WordRole::Occasion).and_then(|h| scene.row(h)).is_some_and(|w| w.id.as_deref() == Some("toll"));
    (!toll).then(|| Named::Speaker(Found { speaker: add(scene, occasion, EntityType::Organisation), joint: Vec::new(), begin }))
}

/// A subject that is no mention: «قال شهود عيان إن». Taken only where a clause follows it, or where a definite noun
/// stands between the verb and what it takes: «رحبت الجامعة بالاتفاق».
fn unnamed(scene: &Scene, cue: &CueRead, frame: Option<&Frame>, at: usize, limit: usize) -> Option<Found> {
    let frame = frame.filter(|f| !f.object && !f.before && !cue.pronoun)?;
    let tokens = noun_phrase(scene, at, limit)?;
    let begins = frame.content.start;
    let clause = scene.word_before(begins, WordRole::That).is_some()
        || matches!(scene.document.form(begins), "\"" | "«")
        || begins > 0 && scene.document.form(begins - 1) == ":";
    // «ويرى عسكريون أن»: an uncertain cue needs its clause right behind people in the plural.
    let adjoins = tokens.end + 1 >= begins;
    let people = scene.document.form(tokens.start).ends_with("ون") && adjoins;
    let definite = adjoins && is_definite_subject(scene, cue, tokens.clone());
    if !(clause && (cue.entry.certain || people) || definite) {
        return None;
    }
    // «بروين بولدان وهي نائبة»
    let person = scene.any_word(tokens.end, &[WordRole::Pronoun]).is_some() && scene.document.form(tokens.end).starts_with('و');
    let kind = if person { EntityType::Person } else { EntityType::Group };
    Some(Found { speaker: add(scene, tokens, kind), joint: Vec::new(), begin: cue.tokens.start })
}

/// A definite noun, with its adjectives, that agrees with the verb before it. A verb that also takes somebody spoken to
/// must begin its sentence: behind another clause the noun may be its object.
fn is_definite_subject(scene: &Scene, cue: &CueRead, tokens: Range<usize>) -> bool {
    let definite = tokens.clone().all(|t| scene.document.form(t).starts_with("ال"));
    let head = tokens.start;
    let feminine = scene.document.folded.tokens[head].marbuta || scene.document.form(head).ends_with("ات");
    let agrees = feminine == cue.features.contains(Features::FEMININE);
    let opens = !cue.prefix.intersects(Prefix::CONJUNCTION) || !cue.entry.addressee;
    definite && agrees && opens && is_subject_like(scene, head)
}

/// A short noun phrase that no mention holds, before a mark, a preposition, a clause.
pub fn noun_phrase(scene: &Scene, at: usize, limit: usize) -> Option<Range<usize>> {
    if at >= limit {
        return None;
    }
    let end = phrase_end(scene, at, limit);
    let starts_well = scene
        .any_word(
            at,
            &[WordRole::Preposition, WordRole::That, WordRole::Relative, WordRole::Conjunction, WordRole::Demonstrative, WordRole::Not],
        )
        .is_none()
        && !scene.is_mark(at)
        && !scene.document.hits.at(at).iter().any(|h| {
            h.prefix.intersects(Prefix::PREPOSITION) || matches!(h.subject, Subject::Cue | Subject::MeasureWord | Subject::Trigger)
        })
        && !oblique_looking(scene.document.form(at));
    (starts_well && end > at && end - at <= 5).then_some(at..end)
}

/// لل… is a preposition with the article, whatever the word.
fn oblique_looking(form: &str) -> bool {
    form.starts_with("لل") || form.starts_with("بال") || form.chars().count() < 3
}

/// The end of a noun phrase: before a mark, a preposition, a clause.
fn phrase_end(scene: &Scene, start: usize, limit: usize) -> usize {
    (start..limit)
        .find(|t| {
            scene.is_mark(*t)
                || *t > start
                    && (scene.actor_at(*t).is_some()
                        || closed(scene, *t)
                        || ends_phrase(scene, start, *t)
                        || scene.document.hits.of(*t, Subject::TimeWord).next().is_some())
                || *t > start
                    && scene
                        .any_word(
                            *t,
                            &[
                                WordRole::Preposition,
                                WordRole::That,
                                WordRole::Relative,
                                WordRole::Conjunction,
                                WordRole::Turn,
                                WordRole::Perhaps,
                                WordRole::Pronoun,
                            ],
                        )
                        .is_some()
                || *t > start && oblique_looking(scene.document.form(*t))
        })
        .unwrap_or(limit)
}

/// Whether a word behind others begins a title of whom they name, or a verb: «فلان مدير …», «سيدة شهدت …».
fn ends_phrase(scene: &Scene, start: usize, token: usize) -> bool {
    // «محافظة إسطنبول منع …»: behind a place only its adjectives go on.
    let place = scene.mentions.beginning_in(start + 1..token).iter().any(|m| m.tokens.end == token);
    if place && !scene.document.form(token).starts_with("ال") {
        return true;
    }
    let form = scene.document.form(token);
    let verb = form.ends_with('ت') && !form.ends_with("ات") && form.chars().count() > 3;
    let hits = scene.document.hits.at(token);
    verb && !hits.iter().any(|h| matches!(h.subject, Subject::GivenName | Subject::CommonWord))
        || token > start + 1 && hits.iter().any(|h| h.subject == Subject::Role && h.prefix.is_empty())
}

/// Whether a name begins at a token that the word before cannot go on with: «رئيسها الولايات المتحدة».
fn closed(scene: &Scene, token: usize) -> bool {
    let before = scene.document.form(token - 1);
    let marbuta = scene.document.folded.tokens[token - 1].marbuta;
    (before.starts_with("ال") || before.ends_with("ها") || before.ends_with("هم") || before.ends_with('ه') && !marbuta)
        && !scene.mentions.beginning_in(token..token + 1).is_empty()
}

/// A speaker that is no one's mention.
pub fn add(scene: &Scene, tokens: Range<usize>, kind: EntityType) -> Speaker {
    let exact = scene.document.exact(tokens.clone());
    let id = crate::mention::romanised_id(scene.lexicon, exact);
    let name = Name { en: None, ar: Some(exact.to_owned()) };
    let entity = scene.add(Entity { id, kind, name, role: None, position: None, country: None }, tokens.clone());
    Speaker { entity, tokens }
}

/// «باكو والسلطات الانفصالية»: who speaks with the first.
fn joint(scene: &Scene, first: &Mention, limit: usize) -> Vec<Speaker> {
    let mut all = Vec::new();
    let mut end = first.tokens.end;
    while let Some(mention) = scene.actor_at(end).filter(|m| m.tokens.start < limit) {
        let joined = scene.document.form(end).starts_with('و')
            && scene.document.hits.at(end).iter().any(|h| h.prefix.contains(Prefix::AND))
            || scene.document.form(end).starts_with('و') && scene.document.hits.at(end).is_empty();
        if !joined {
            break;
        }
        all.push(of_mention(mention));
        end = mention.tokens.end;
    }
    all
}

/// «الرئيس الذي قال إن»: the noun before the relative.
fn relative(scene: &Scene, cue: &CueRead) -> Option<Found> {
    let before = cue.tokens.start.checked_sub(1)?;
    let pronoun = scene.word(before, WordRole::Relative).and_then(|h| scene.row(h))?;
    // «شبكة التنظيم التي أعلن عن كشفها»: a verb that does not agree with the pronoun is passive.
    let feminine = cue.features.contains(Features::FEMININE);
    if matches!(pronoun.id.as_deref(), Some("masculine") if feminine) || matches!(pronoun.id.as_deref(), Some("feminine") if !feminine) {
        return None;
    }
    let mut end = before;
    while end > 0 && scene.is_comma(end - 1) {
        end -= 1;
    }
    // «السلطات الانفصالية التي»: an adjective that the mention leaves out.
    while scene.actor_over(end.checked_sub(1)?).is_none() && scene.is_definite_adjective(end - 1) {
        end -= 1;
    }
    let mention = scene.actor_over(end.checked_sub(1)?)?;
    Some(Found { speaker: of_mention(mention), joint: Vec::new(), begin: cue.tokens.start })
}

/// Subject before verb: the clause begins with the one who speaks.
fn before(scene: &Scene, cue: &CueRead, sentence: Range<usize>) -> Option<Found> {
    let relative = cue.tokens.start > 0 && scene.word(cue.tokens.start - 1, WordRole::Relative).is_some();
    if relative || cue.prefix.intersects(Prefix::CONJUNCTION) {
        return None;
    }
    let clause = clause_start(scene, cue.tokens.start, sentence.start);
    // The subject stands at the clause's head, an article, a particle or «بعض» aside.
    let mut at = clause;
    while at < cue.tokens.start {
        if let Some(mention) = scene.actor_at(at) {
            if scene.is_governed(mention) || cue.tokens.start - mention.tokens.end.min(cue.tokens.start) > 14 {
                return None;
            }
            return scene.agrees(&of_mention(mention), cue.features).then(|| Found {
                speaker: of_mention(mention),
                joint: joint(scene, mention, cue.tokens.start),
                begin: mention.tokens.start,
            });
        }
        if let Some((_, end)) = scene.any_word(at, &[WordRole::Turn, WordRole::That, WordRole::Conjunction]) {
            at = end;
        } else if scene.is_mark(at) || scene.document.form(at).starts_with("بعض") {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// Where the clause that holds a token begins: after the last comma that no apposition explains, or after
/// a particle that opens a clause.
fn clause_start(scene: &Scene, token: usize, floor: usize) -> usize {
    let mut at = token;
    while at > floor {
        let before = at - 1;
        if scene.is_comma(before) && scene.actor_over(before.saturating_sub(1)).is_none() {
            return at;
        }
        if at < token && scene.any_word(at, &[WordRole::That, WordRole::Conjunction]).is_some() {
            return at;
        }
        let verb = at < token
            && scene
                .document
                .hits
                .of(before, Subject::Cue)
                .any(|h| h.features.intersects(Features::PAST | Features::PRESENT) && scene.actor_over(before).is_none());
        if verb {
            return at;
        }
        at = before;
    }
    floor
}

/// The subject of a sentence's first verb: the first actor that no preposition governs.
pub fn subject_of(scene: &Scene, tokens: Range<usize>, verb: Features) -> Option<Speaker> {
    // The clause's own subject comes before the sentence's.
    let clause = (tokens.start..tokens.end).rev().find(|t| scene.is_comma(*t)).filter(|c| c + 2 < tokens.end);
    if let Some(comma) = clause
        && let Some(found) = first_subject(scene, comma + 1..tokens.end, verb)
    {
        return Some(found);
    }
    first_subject(scene, tokens, verb)
}

fn first_subject(scene: &Scene, tokens: Range<usize>, verb: Features) -> Option<Speaker> {
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(mention) = scene.actor_at(at) {
            let s = of_mention(mention);
            if !mention.carrier && !scene.is_governed(mention) && scene.agrees(&s, verb) {
                return Some(s);
            }
            at = mention.tokens.end;
        } else {
            at += 1;
        }
    }
    None
}

/// A headline's «X: words».
pub fn before_colon(scene: &Scene, sentence: Range<usize>) -> Option<Act> {
    let mut start = sentence.start;
    while start < sentence.end && scene.is_mark(start) {
        start += 1;
    }
    let mention = scene.actor_at(start)?;
    let colon = mention.tokens.end;
    // «سوريا: قتلى في …»: a headline's place is no speaker; «أرمينيا: نأمل» is.
    let first_person = scene.document.form(colon + 1).starts_with('ن')
        || matches!(scene.document.form(colon + 1), "\"" | "«" | "لن" | "لم" | "سن")
        || scene.document.form(colon + 1).starts_with("سن");
    let state = scene.entity(mention.entity).is_some_and(|e| matches!(e.kind, EntityType::State | EntityType::Place));
    if scene.document.form(colon) != ":" || colon + 2 >= sentence.end || state && !first_person {
        return None;
    }
    Some(Act {
        cue: mention.tokens.start..colon + 1,
        feminine: None,
        mode: Mode::Said,
        speaker: Some(of_mention(mention)),
        joint: Vec::new(),
        via: Vec::new(),
        content: colon + 1..sentence.end,
        extent: mention.tokens.start..sentence.end,
        inside: Vec::new(),
        modality: Modality::Asserted,
    })
}
