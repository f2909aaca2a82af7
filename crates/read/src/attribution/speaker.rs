//! Who speaks: named after the cue, before it, or by a headline's colon.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Frame as Takes, NamingRole, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, Modality, Mode, Name};

use super::cue::{CueKind, CueRead};
use super::frame::{Frame, NAME_IN_MARKS};
use super::scene::Scene;
use super::source;
use super::subject;
use crate::act::{Act, Speaker};
use crate::mention::{Entity, Mention};

/// How far behind a statement its issuer may stand, in tokens.
const ISSUER_REACH: usize = 9;

/// How far before a relative clause the statement may stand that it tells of, in tokens.
const STATEMENT_REACH: usize = 12;

/// The most words of a name that is nothing but names.
const NAME_ALONE: usize = 3;

/// How far behind a title the comma before its holder's name may stand, in tokens.
const APPOSITION: usize = 9;

/// The most tokens before a headline's colon, the colon among them.
const HEADLINE: usize = 9;

/// What stands as the subject of a cue.
#[derive(Clone, Debug)]
pub enum Named {
    /// Somebody.
    Speaker(Found),
    /// «وأضاف البيان»: a statement, report or source named before, with its tokens; whoever it came from.
    Anaphor(Range<usize>),
    /// «وأضاف معاليه»: whoever spoke last, in honour.
    Same,
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
    // «مع متظاهرين وصفوا الحاكم بأنه»: a verb in the plural has its subject before it.
    if cue.kind == CueKind::Verb
        && cue.features.contains(Features::PLURAL)
        && !cue.prefix.intersects(Prefix::CONJUNCTION)
        && let Some(people) = people_before(scene, cue)
    {
        return Some(Named::Speaker(Found { speaker: of_mention(people), joint: Vec::new(), begin: cue.tokens.start }));
    }
    after(scene, cue, frame, limit, goes_on && cue.prefix.intersects(Prefix::CONJUNCTION))
        .or_else(|| of_statement(scene, cue).or_else(|| relative(scene, cue)).or_else(|| before(scene, cue, sentence)).map(Named::Speaker))
}

/// People without the article whose relative clause a cue begins.
fn people_before<'a>(scene: &Scene<'a>, cue: &CueRead) -> Option<&'a Mention> {
    let before = scene.actor_over(cue.tokens.start.checked_sub(1)?)?;
    let people = scene.entity(before.entity).is_some_and(|e| e.kind == EntityType::Group);
    (people && !scene.document.form(before.tokens.start).starts_with("ال")).then_some(before)
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
    // «إنه يطالب المجلس بـ»: the pronoun is the subject, and whoever stands behind the verb is spoken to.
    let that = cue.tokens.start.checked_sub(1).and_then(|t| scene.word(t, WordRole::That));
    if cue.entry.addressee && that.is_some_and(|h| h.pronoun) {
        return None;
    }
    // «تظهر الأرقام التي جمعتها الهيئة أن»: what shows is no speaker; whoever gathered it is.
    if let Some(shown) = scene.word(cue.tokens.end, WordRole::Evidence) {
        let relative = scene.word(shown.end as usize, WordRole::Relative)?;
        let gatherer = source::issued_by(scene, relative.end as usize, limit).and_then(|t| scene.actor_at(t))?;
        return Some(Named::Speaker(Found { speaker: of_mention(gatherer), joint: Vec::new(), begin: cue.tokens.start }));
    }
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
            let alone = frame.is_some_and(|f| {
                let preposition = f.content.start > 0 && scene.word(f.content.start - 1, WordRole::Preposition).is_some();
                !f.object && f.content.start <= mention.tokens.end + usize::from(preposition)
            });
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
        // «قال له الطبيب إن»
        if scene.word(at, WordRole::Bound).is_some() && frame.is_some_and(|f| !f.object) {
            at += 1;
            continue;
        }
        if scene.word(at, WordRole::Honour).is_some() {
            return Some(Named::Same);
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
            && let Some(outlet) = scene.opened_at(at + 1)
        {
            at = outlet.end + 1;
            continue;
        }
        match scene.document.form(at) {
            "كل" if scene.document.form(at + 1) == "من" => at += 2,
            "كلا" | "كلتا" | "ايضا" | "اليوم" | "امس" | "رسميا" | "مجددا" | "بعض" => at += 1,
            form if form.starts_with("بعض") => at += 1,
            _ if scene.document.hits.of(at, Subject::TimeWord).next().is_some() => at += 1,
            _ => break,
        }
    }
    let quoted = || {
        // «"…"، يقول سالم الذي نجا»
        let speaker = frame.is_none().then(|| subject::behind_quotation(scene, cue, at, limit)).flatten()?;
        Some(Found { speaker, joint: Vec::new(), begin: cue.tokens.start })
    };
    unnamed(scene, cue, frame, at, limit).or_else(quoted).map(Named::Speaker)
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
        // «وجاء في بيان أصدره مكتب الحاكم»: an issuer that no mention holds.
        if let Some(office) = source::issued_by(scene, occasion.end, reach).and_then(|at| noun_phrase(scene, at, reach)) {
            return Some(Named::Speaker(Found { speaker: add(scene, office, EntityType::Organisation), joint: Vec::new(), begin }));
        }
    }
    // «وحذر البيان ميليشيات …»: a statement already named has no issuer behind it, but an object.
    let medium = scene.word(occasion.start, WordRole::Occasion).and_then(|h| scene.row(h));
    let medium = medium.is_some_and(|w| matches!(w.id.as_deref(), Some("television" | "social-media")));
    if definite && !medium {
        return Some(Named::Anaphor(occasion));
    }
    // «وتشير حصيلة الهجوم إلى»: a toll that nobody is said to have counted.
    let toll = scene.word(occasion.start, WordRole::Occasion).and_then(|h| scene.row(h)).is_some_and(|w| w.id.as_deref() == Some("toll"));
    (!toll).then(|| Named::Speaker(Found { speaker: add(scene, occasion, EntityType::Organisation), joint: Vec::new(), begin }))
}

/// A subject that is no mention: «قال شهود عيان إن». Taken only where a clause follows it, or where a definite noun
/// stands between the verb and what it takes: «رحبت الجامعة بالاتفاق».
fn unnamed(scene: &Scene, cue: &CueRead, frame: Option<&Frame>, at: usize, limit: usize) -> Option<Found> {
    let frame = frame.filter(|f| !f.before && !cue.pronoun)?;
    if frame.object {
        // «وانتقد هورموزلو السياسات»: a word that can only be a name before the thing itself.
        let end = (at..limit.min(at + NAME_ALONE)).find(|t| !scene.is_name_like(*t)).unwrap_or(at);
        let thing = at == cue.tokens.end
            && end > at
            && scene.document.form(end).starts_with("ال")
            && scene.actor_over(end).is_none()
            && scene.document.hits.of(end, Subject::TimeWord).next().is_none();
        let found = |speaker| Found { speaker, joint: Vec::new(), begin: cue.tokens.start };
        let name = thing.then(|| add(scene, at..end, EntityType::Person));
        return name.or_else(|| subject::behind(scene, cue, frame, at, limit)).map(found);
    }
    let begins = frame.content.start;
    let clause = scene.word_before(begins, WordRole::That).is_some()
        || scene.opened_at(begins).is_some()
        || begins > 0 && scene.document.form(begins - 1) == ":";
    // «كشفت "القناة" المحلية أن»: a name in marks.
    if let Some(name) = scene.opened_at(at).filter(|name| clause && name.len() <= NAME_IN_MARKS && name.end < begins) {
        let known = scene.actor_at(name.start).filter(|m| m.tokens.end >= name.end).map(of_mention);
        let speaker = known.unwrap_or_else(|| add(scene, name, EntityType::Organisation));
        return Some(Found { speaker, joint: Vec::new(), begin: cue.tokens.start });
    }
    // «ودعا هورموزلو في حوار إلى»: a word that can only be a name.
    if let Some(name) = name_alone(scene, at, begins) {
        return Some(Found { speaker: add(scene, name, EntityType::Person), joint: Vec::new(), begin: cue.tokens.start });
    }
    // «قالت قوة اليونيفيل إن», «قال مكتب فلان إن»: a noun before the name of whose it is.
    if (clause || !cue.entry.addressee)
        && let Some(owner) =
            scene.actor_at(at + 1).filter(|m| m.tokens.end <= begins && is_subject_like(scene, at) && !scene.is_governed(m))
        && let Some(kind) = head_of(scene, at)
    {
        let same = kind == Head::Name && scene.entity(owner.entity).is_some_and(|e| e.kind == EntityType::Organisation);
        let speaker = if same { of_mention(owner) } else { add(scene, at..owner.tokens.end, EntityType::Organisation) };
        return Some(Found { speaker, joint: Vec::new(), begin: cue.tokens.start });
    }
    if let Some(speaker) = subject::behind(scene, cue, frame, at, limit) {
        return Some(Found { speaker, joint: Vec::new(), begin: cue.tokens.start });
    }
    let tokens = noun_phrase(scene, at, limit)?;
    // «أكد حرص الوزارة على أن»: what the verb takes, and a preposition behind it.
    let that = scene.word_before(begins, WordRole::That).map_or(begins, |that| that.start);
    let governed = scene.word_before(that, WordRole::Preposition).is_some_and(|w| w.start >= tokens.end);
    if governed && cue.entry.frames.contains(&Takes::Object) {
        return None;
    }
    // «ويرى عسكريون أن»: an uncertain cue needs its clause right behind people in the plural.
    let adjoins = tokens.end + 1 >= begins;
    let people = scene.document.form(tokens.start).ends_with("ون") && adjoins;
    let definite = adjoins && is_definite_subject(scene, cue, tokens.clone(), clause);
    // «ووصفت البعثة ذلك بأنه»: what is described stands behind whoever describes it.
    let describes = tokens.end < begins && scene.word(tokens.end, WordRole::Demonstrative).is_some();
    if !(clause && (cue.entry.certain || people) || definite || describes) {
        return None;
    }
    // «بروين بولدان وهي نائبة»
    let person = scene.any_word(tokens.end, &[WordRole::Pronoun]).is_some() && scene.document.form(tokens.end).starts_with('و');
    let kind = if person { EntityType::Person } else { EntityType::Group };
    Some(Found { speaker: add(scene, tokens, kind), joint: Vec::new(), begin: cue.tokens.start })
}

/// What a noun before a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// That it is an organisation: «حركة», «قوة».
    Name,
    /// That something of it speaks: «مكتب», «إدارة».
    Part,
}

fn head_of(scene: &Scene, at: usize) -> Option<Head> {
    let naming = scene.document.hits.of(at, Subject::NamingWord).find_map(|h| match scene.lexicon.tables.naming.get(h.row())?.role {
        NamingRole::Head | NamingRole::Medium => Some(Head::Name),
        NamingRole::Organisation | NamingRole::Facility => Some(Head::Part),
        _ => None,
    });
    naming.or_else(|| scene.word(at, WordRole::Kind).map(|_| Head::Name))
}

/// One to three words at a cue's subject that can only be a name, with nothing but prepositions and marks before what
/// is reported.
fn name_alone(scene: &Scene, at: usize, begins: usize) -> Option<Range<usize>> {
    let end = (at..begins.min(at + NAME_ALONE)).find(|t| !scene.is_name_like(*t)).unwrap_or(begins.min(at + NAME_ALONE));
    let closes = end >= begins
        || scene.is_mark(end)
        || scene.any_word(end, &[WordRole::Preposition, WordRole::That, WordRole::Relative]).is_some()
        || scene.document.hits.of(end, Subject::TimeWord).next().is_some();
    (at < end && closes).then_some(at..end)
}

/// A definite noun, with its adjectives, that agrees with the verb before it. A verb that also takes somebody spoken to
/// must begin its sentence: behind another clause the noun may be its object.
fn is_definite_subject(scene: &Scene, cue: &CueRead, tokens: Range<usize>, clause: bool) -> bool {
    let definite = tokens.clone().all(|t| scene.document.form(t).starts_with("ال"));
    let head = tokens.start;
    let feminine = scene.document.folded.tokens[head].marbuta || scene.document.form(head).ends_with("ات");
    // «ذكرت الصحف أن»: a broken plural is feminine too.
    let verb = cue.features.contains(Features::FEMININE);
    let agrees = feminine == verb || verb && clause;
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
    form.starts_with("لل") || form.starts_with("لال") || form.starts_with("بال") || form.chars().count() < 3
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
                                WordRole::Age,
                            ],
                        )
                        .is_some()
                // «حاكم هذه المحافظة» goes on, «البعثة ذلك» doesn't.
                || *t > start && scene.word(*t, WordRole::Demonstrative).is_some() && !scene.document.form(*t + 1).starts_with("ال")
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
    // «فلان متهكما»
    if form.starts_with('م') && form.ends_with('ا') && form.chars().count() > 4 && !scene.is_name_like(token) {
        return true;
    }
    verb && !hits.iter().any(|h| matches!(h.subject, Subject::GivenName | Subject::CommonWord))
        || token > start + 1 && hits.iter().any(|h| h.subject == Subject::Role && h.prefix.is_empty())
}

/// Whether a name begins at a token that the word before cannot go on with: «رئيسها الولايات المتحدة».
fn closed(scene: &Scene, token: usize) -> bool {
    let Some(last) = token.checked_sub(1).and_then(|last| scene.document.folded.tokens.get(last)) else { return false };
    let before = scene.document.form(token - 1);
    (before.starts_with("ال") || before.ends_with("ها") || before.ends_with("هم") || before.ends_with('ه') && !last.marbuta)
        && !scene.mentions.beginning_in(token..token + 1).is_empty()
}

/// A speaker that is no one's mention.
pub fn add(scene: &Scene, tokens: Range<usize>, kind: EntityType) -> Speaker {
    add_attached(scene, tokens, kind, 0)
}

/// A speaker that is no one's mention; `attached`: how many letters of its first word are a preposition.
pub fn add_attached(scene: &Scene, tokens: Range<usize>, kind: EntityType, attached: usize) -> Speaker {
    let exact = scene.document.exact(tokens.clone());
    let exact = exact.char_indices().nth(attached).map_or(exact, |(at, _)| &exact[at..]);
    let id = crate::mention::romanised_id(scene.lexicon, exact);
    let name = Name { en: None, ar: Some(exact.to_owned()) };
    let entity = scene.add(Entity { id, kind, name, role: None, position: None, country: None }, tokens.clone(), attached);
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

/// «تصريحات الوزير التي قال فيها إن»: whose statement it is.
fn of_statement(scene: &Scene, cue: &CueRead) -> Option<Found> {
    let relative = cue.tokens.start.checked_sub(1).filter(|t| scene.word(*t, WordRole::Relative).is_some())?;
    scene.word(cue.tokens.end, WordRole::Bound)?;
    let mut back = (relative.saturating_sub(STATEMENT_REACH)..relative).rev().take_while(|t| !matches!(scene.document.form(*t), "." | ":"));
    let statement = back.find_map(|t| scene.word(t, WordRole::Occasion).filter(|h| (h.end as usize) < relative))?;
    let issuer = scene.actor_at(statement.end as usize).filter(|m| !m.carrier && !scene.is_oblique(m))?;
    Some(Found { speaker: of_mention(issuer), joint: Vec::new(), begin: cue.tokens.start })
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
    let clause = (tokens.start..tokens.end.saturating_sub(2)).rev().find(|t| scene.is_comma(*t));
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

/// Whoever is named in apposition to a title: «المتحدث باسم الجيش، العميد سالم الحمدان، إن».
pub fn in_apposition(scene: &Scene, cue: &CueRead, speaker: &Speaker, frame: usize) -> Option<Speaker> {
    let limit = if speaker.tokens.start < cue.tokens.start { cue.tokens.start } else { frame };
    let given = |hit: &Hit| scene.lexicon.tables.given_names.get(hit.row()).is_some_and(|n| !n.family && !n.word && !n.particle);
    let named = |tokens: Range<usize>| {
        tokens.into_iter().any(|t| {
            let hits = scene.document.hits.at(t);
            scene.is_name_like(t) || hits.iter().any(|h| h.subject == Subject::Person || h.subject == Subject::GivenName && given(h))
        })
    };
    let titled = scene.document.hits.of(speaker.tokens.start, Subject::Role).next().is_some();
    if !titled || named(speaker.tokens.clone()) {
        return None;
    }
    let comma = (speaker.tokens.end..limit.min(speaker.tokens.end + APPOSITION)).find(|t| scene.is_comma(*t))?;
    let name = scene.actor_at(comma + 1).filter(|m| !m.anaphoric && named(m.tokens.clone()))?;
    let person = scene.entity(name.entity).is_some_and(|e| e.kind == EntityType::Person);
    let closes = name.tokens.end >= limit || scene.is_comma(name.tokens.end) || scene.word(name.tokens.end, WordRole::That).is_some();
    (person && closes).then(|| of_mention(name))
}

/// A headline's «X: words».
pub fn before_colon(scene: &Scene, sentence: Range<usize>) -> Option<Act> {
    let start = (sentence.start..sentence.end).find(|t| !scene.is_mark(*t))?;
    let colon = (start + 1..sentence.end.min(start + HEADLINE)).find(|t| scene.document.form(*t) == ":")?;
    if colon + 2 >= sentence.end {
        return None;
    }
    let speaker = match scene.actor_at(start) {
        // «المصدر: وكالات» credits, and quotes nobody.
        Some(_) if scene.is_source(start) && colon == start + 1 => None,
        Some(mention) if mention.tokens.end == colon => {
            // «سوريا: قتلى في …»: a headline's place is no speaker; «أرمينيا: نأمل» is.
            let state = scene.entity(mention.entity).is_some_and(|e| matches!(e.kind, EntityType::State | EntityType::Place));
            (!state || in_first_person(scene, colon + 1)).then(|| of_mention(mention))
        }
        // «محافظ البلدة لـ"النهر": …»
        Some(mention) if is_outlet(scene, mention.tokens.end..colon) => Some(of_mention(mention)),
        // «هورموزلو: …»
        None if colon <= start + NAME_ALONE && is_paragraph(scene, &sentence) && (start..colon).all(|t| is_unknown(scene, t)) => {
            Some(add(scene, start..colon, EntityType::Person))
        }
        // «المقاومة في الإقليم: مقتل …», «برلماني محلي: …»: alone in its paragraph, a title or body with more words behind it.
        mention => {
            let words = start..colon;
            let alone = is_paragraph(scene, &sentence);
            let plain = !words.clone().any(|t| {
                scene.is_mark(t)
                    || scene.document.hits.of(t, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT))
                    || scene.any_word(t, &[WordRole::That, WordRole::Relative, WordRole::Not]).is_some()
            });
            let titled = scene.document.hits.at(start).iter().any(|h| {
                h.prefix.difference(Prefix::ARTICLE).is_empty() && matches!(h.subject, Subject::Role | Subject::Body | Subject::GroupNoun)
            });
            // «رئيس التحرير: فلان الفلاني» names, and quotes nobody.
            let names = scene.actor_at(colon + 1).is_some_and(|m| m.tokens.end >= scene.trim_end(colon + 1..sentence.end));
            let actor = mention.filter(|m| {
                scene.entity(m.entity).is_some_and(|e| !matches!(e.kind, EntityType::State | EntityType::Place)) && !scene.is_oblique(m)
            });
            match actor {
                _ if !alone || !plain || names => None,
                Some(mention) => Some(of_mention(mention)),
                None => titled.then(|| add(scene, words, EntityType::Person)),
            }
        }
    }?;
    Some(Act {
        cue: start..colon + 1,
        feminine: None,
        mode: Mode::Said,
        speaker: Some(speaker),
        joint: Vec::new(),
        via: Vec::new(),
        content: colon + 1..sentence.end,
        extent: start..sentence.end,
        inside: Vec::new(),
        modality: Modality::Asserted,
    })
}

/// «لـ"النهر"», «لرويترز»: to whom somebody spoke.
fn is_outlet(scene: &Scene, tokens: Range<usize>) -> bool {
    let carrier = scene.actor_at(tokens.start).is_some_and(|m| m.carrier && scene.is_oblique(m) && m.tokens.end == tokens.end);
    let marks = scene.document.form(tokens.start) == "ل"
        && scene.opened_at(tokens.start + 1).map_or(tokens.len() <= 3, |name| name.end + 1 == tokens.end);
    carrier || marks
}

/// Whether nothing is known of a word but that persons are named so.
fn is_unknown(scene: &Scene, at: usize) -> bool {
    scene.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && !t.marbuta)
        && scene.document.form(at).chars().count() > 3
        && scene.document.hits.at(at).iter().all(|h| h.subject == Subject::GivenName)
}

/// Whether words speak of «us», or stand in marks: «لن نقبل», «لسنا», «سنواصل».
fn in_first_person(scene: &Scene, at: usize) -> bool {
    let form = scene.document.form(at);
    scene.opened_at(at).is_some() || scene.word(at, WordRole::FirstPerson).is_some() || form.starts_with('ن') || form.starts_with("سن")
}

/// Whether a sentence is a paragraph by itself that no full stop ends, as headlines are.
fn is_paragraph(scene: &Scene, sentence: &Range<usize>) -> bool {
    let breaks = |t: Option<usize>| t.is_none_or(|t| scene.document.folded.tokens.get(t).is_none_or(|t| t.kind == TokenKind::Break));
    breaks(sentence.start.checked_sub(1)) && breaks(Some(sentence.end)) && scene.document.form(sentence.end - 1) != "."
}
