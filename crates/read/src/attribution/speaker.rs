//! Who speaks: whoever the cue names, and what a statement or a title stands for.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Frame as Takes, Occasion as Form, Preposition, WordRole};
use isnad_model::{EntityType, Mode, Name};

use super::clause::{before, behind_opening, clause_start, far_before, relative};
use super::cue::{CueKind, CueRead};
use super::frame::{self, Frame, NAME_IN_MARKS};
use super::nouns;
use super::phrase::{Head, NAME_ALONE, head_of, is_definite_subject, is_subject_like, name_alone, noun_phrase};
use super::plural;
use super::report::{of_published, of_report, of_statement};
use super::scene::Scene;
use super::source;
use super::subject;
use crate::act::Speaker;
use crate::letters;
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
    // «لكن الهند سرعان ما اتهمت باكستان بـ»: whom such a verb has right behind it is its object.
    if let Some(found) = far_before(scene, cue, sentence.clone()).filter(|_| cue.entry.addressee) {
        return Some(Named::Speaker(found));
    }
    if let Some(found) = subject::in_accusative(scene, cue, sentence.start).or_else(|| subject::as_for(scene, cue, sentence.start)) {
        return Some(Named::Speaker(found));
    }
    // «كان الجيش قد أعلن»
    if cue.tokens.start > 0
        && scene.is_aspect(cue.tokens.start - 1)
        && let Some(found) = before(scene, cue, sentence.clone()).or_else(|| subject::of_was(scene, cue, sentence.clone()))
    {
        return Some(Named::Speaker(found));
    }
    // «مع متظاهرين وصفوا الحاكم بأنه»: a verb in the plural has its subject before it.
    if cue.kind == CueKind::Verb
        && cue.features.contains(Features::PLURAL)
        && !cue.prefix.intersects(Prefix::CONJUNCTION)
        && let Some(speaker) = plural::people_before(scene, cue, sentence.start)
    {
        return Some(Named::Speaker(Found { speaker, joint: Vec::new(), begin: cue.tokens.start }));
    }
    after(scene, cue, frame, limit, goes_on && cue.prefix.intersects(Prefix::CONJUNCTION))
        .or_else(|| {
            of_statement(scene, cue)
                .or_else(|| of_report(scene, cue, sentence.start))
                .or_else(|| of_published(scene, cue))
                .map(Named::Speaker)
        })
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
    let unknown = clause
        && scene.document.hits.at(next).is_empty()
        && !letters::contracted(scene.document.form(next))
        && scene.document.folded.tokens.get(next).is_some_and(|t| t.kind == TokenKind::Word);
    if clause && !cue.entry.addressee && (unknown || is_subject_like(scene, next)) && !letters::in_alef(scene.document.form(next)) {
        return Some(next..next + 1);
    }
    if cue.prefix.intersects(Prefix::CONJUNCTION) {
        return None;
    }
    // «وكانت قوات الدفاع الشعبي، الجناح العسكري …، دانت»
    if scene.word(sentence.start, WordRole::Was).is_some()
        && let Some(own) =
            noun_phrase(scene, sentence.start + 1, cue.tokens.start).filter(|own| own.end == cue.tokens.start || scene.is_comma(own.end))
    {
        return Some(own);
    }
    let at = behind_opening(scene, clause_start(scene, cue.tokens.start, sentence.start), cue.tokens.start);
    let definite = at < cue.tokens.start && letters::has_article(scene.document.form(at)) && is_subject_like(scene, at);
    definite.then_some(at..cue.tokens.start)
}

/// «وأكدت "النهر" في بيان أنها», «أما الصحيفة فكتبت»: whether somebody is named whose name is not read, so that whoever spoke before does not
/// go on.
pub fn has_unknown_subject(scene: &Scene, cue: &CueRead, frame: Option<&Frame>, sentence: usize) -> bool {
    let at = cue.tokens.end + usize::from(cue.kind == CueKind::Verb && scene.is_comma(cue.tokens.end));
    let begins = frame.filter(|f| !f.object && !f.before).map_or(at, |f| f.content.start);
    let behind = begins > at + 1 && cue.kind == CueKind::Verb && !cue.pronoun;
    let marked = scene.opened_at(at).is_some_and(|name| name.len() <= NAME_IN_MARKS && name.end + 1 < begins);
    let as_for = cue.prefix.contains(Prefix::SO) && scene.word(sentence, WordRole::AsFor).is_some();
    let named = scene.is_name_like(at) && !letters::in_alef(scene.document.form(at));
    behind && (marked || named) || as_for
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
        // «تقديرات الأمم المتحدة», «أرقام نشرتها الوزارة»
        let at = shown.end as usize;
        let own = scene.actor_at(at).filter(|m| scene.occasion(cue.tokens.end) == Some(Form::Toll) && !scene.is_oblique(m) && !m.carrier);
        let from = scene.word(at, WordRole::Relative).map_or(at, |relative| relative.end as usize);
        let gatherer = own.or_else(|| source::issued_by(scene, from, limit).and_then(|t| scene.actor_at(t)))?;
        return Some(Named::Speaker(Found { speaker: of_mention(gatherer), joint: Vec::new(), begin: cue.tokens.start }));
    }
    // «دعا، سالم الحمدان، مستشار الرئيس، إلى»
    let aside = scene.is_comma(cue.tokens.end)
        && scene
            .actor_at(cue.tokens.end + 1)
            .is_some_and(|m| scene.kind(m.entity) == Some(EntityType::Person) && scene.is_comma(m.tokens.end));
    let mut at = cue.tokens.end + usize::from(aside);
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
            // «واتهم المسؤولون بارتكاب جرائم»: whoever is accused by nobody that is named does not accuse.
            let passive = cue.entry.addressee
                && alone
                && !cue.pronoun
                && cue.entry.mode == Mode::Accused
                && cue.entry.frames.contains(&Takes::By)
                && cue.kind == CueKind::Verb;
            if !scene.agrees_behind(&found, cue.features) && cue.entry.addressee
                || cue.entry.addressee && alone && goes_on && !cue.pronoun
                || passive
            {
                return None;
            }
            let joint = joint(scene, mention, limit);
            return Some(Named::Speaker(Found { speaker: found, joint, begin: cue.tokens.start }));
        }
        // «وطالب "الحمدان" التجار بـ»: a name in marks that the page has named.
        if let Some(name) = scene.opened_at(at).filter(|name| at == cue.tokens.end && name.len() <= NAME_IN_MARKS)
            && frame.is_none_or(|f| f.object || f.content.start > name.end + 1)
            && scene.word(cue.tokens.start, WordRole::Named).is_none()
            && let Some(mention) = scene.actor_at(name.start).filter(|m| m.tokens.end == name.end && !scene.is_oblique(m))
        {
            return Some(Named::Speaker(Found { speaker: of_mention(mention), joint: Vec::new(), begin: cue.tokens.start }));
        }
        // «وختم حديثه قائلا»
        if cue.entry.continues && scene.word(at, WordRole::Speech).is_some_and(|h| h.pronoun) {
            at += 1;
            continue;
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
        // «وكشف زوجها أن», «أكدت ذلك والدتها»
        let that = scene.word(at, WordRole::Demonstrative).filter(|_| at == cue.tokens.end && cue.entry.frames.contains(&Takes::Object));
        let head = that.map_or(at, |h| h.end as usize);
        let told =
            frame.is_some_and(|f| if f.object { that.is_some() } else { scene.word_before(f.content.start, WordRole::That).is_some() });
        let kin = scene.word(head, WordRole::Kin).filter(|h| told && h.pronoun && h.prefix.is_empty());
        // «قال والدي»: whose, only the page knows.
        if let Some(kin) = kin.filter(|_| !cue.entry.addressee && !scene.document.form(head).ends_with('ي')) {
            let speaker = add(scene, kin.tokens(), EntityType::Person);
            return Some(Named::Speaker(Found { speaker, joint: Vec::new(), begin: cue.tokens.start }));
        }
        // «…، كما أعلن مكتبه»
        let said_so = at == cue.tokens.end && scene.word_before(cue.tokens.start, WordRole::AsSaid).is_some();
        if said_so
            && frame.is_none_or(|f| f.object)
            && scene.word(at, WordRole::Own).is_some()
            && (scene.is_mark(at + 1) || at + 1 >= limit)
        {
            let speaker = add(scene, at..at + 1, EntityType::Organisation);
            return Some(Named::Speaker(Found { speaker, joint: Vec::new(), begin: cue.tokens.start }));
        }
        // «وتضيف هذه البيانات»
        if scene.word(at, WordRole::Demonstrative).is_some() && scene.word(at + 1, WordRole::Occasion).is_some() {
            at += 1;
            continue;
        }
        // «وقالت لـ"النهر" مصادر», «وأوضح لـ(النهر) رئيس اللجنة»
        if scene.is_preposition(at, &[Preposition::For])
            && let Some(end) = scene.opened_at(at + 1).map(|outlet| outlet.end + 1).or_else(|| frame::bracket_end(scene, at + 1, limit))
        {
            at = end;
            continue;
        }
        // «قال أحد السكان»: no Sunday.
        let weekday = scene.document.hits.of(at, Subject::TimeWord).next().is_some();
        if weekday && scene.word(at, WordRole::Teller).is_some() {
            break;
        }
        match scene.any_word(at, &[WordRole::Quantity, WordRole::Adverb]) {
            Some((_, end)) => at = end,
            None if scene.document.hits.of(at, Subject::TimeWord).next().is_some() => at += 1,
            None => break,
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
pub fn is_accusative(scene: &Scene, mention: &Mention) -> bool {
    let head = scene.document.form(mention.tokens.start);
    letters::has_article(head) && letters::oblique_plural(head) && scene.kind(mention.entity) == Some(EntityType::Group)
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
    let form = scene.occasion(occasion.start);
    if definite && form.and_then(Form::medium).is_none() {
        return Some(Named::Anaphor(occasion));
    }
    // «وتشير حصيلة الهجوم إلى»: a toll that nobody is said to have counted; «حصيلة رسمية» is the state's.
    let official = scene.word(occasion.end - 1, WordRole::Official).is_some() || scene.word(occasion.end, WordRole::Official).is_some();
    let occasion = occasion.start..occasion.end + usize::from(scene.word(occasion.end, WordRole::Official).is_some());
    (form != Some(Form::Toll) || official && !definite)
        .then(|| Named::Speaker(Found { speaker: add(scene, occasion, EntityType::Organisation), joint: Vec::new(), begin }))
}

/// A subject that is no mention: «قال شهود عيان إن». Taken only where a clause follows it, or where a definite noun
/// stands between the verb and what it takes: «رحبت الجامعة بالاتفاق».
fn unnamed(scene: &Scene, cue: &CueRead, frame: Option<&Frame>, at: usize, limit: usize) -> Option<Found> {
    let frame = frame.filter(|f| !f.before && !cue.pronoun)?;
    // «بيان أفاد باتصال», «قال عيانا "…"», «وقال يجب أن»: what a preposition governs, how it was said, and what is demanded.
    let form = scene.document.form(at);
    let whose = letters::in_pronoun_alef(form) && (!frame.object || form.ends_with("نا"));
    let how = letters::in_alef(form)
        && !whose
        && !nouns::is_name(scene, at)
        && !nouns::is_people(scene, at)
        && (letters::in_pronoun_alef(form) || scene.document.hits.of(at, Subject::CommonWord).next().is_some());
    if nouns::oblique(scene, at) || how || scene.any_word(at, &[WordRole::Demanded, WordRole::Perhaps]).is_some() {
        return None;
    }
    if frame.object {
        // «وانتقد هورموزلو السياسات»: a word that can only be a name before the thing itself.
        let end = (at..limit.min(at + NAME_ALONE)).find(|t| !scene.is_name_like(*t)).unwrap_or(at);
        let thing = at == cue.tokens.end
            && end > at
            && letters::has_article(scene.document.form(end))
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
        let same = kind == Head::Name && scene.kind(owner.entity) == Some(EntityType::Organisation);
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
    let people = letters::masculine_plural(scene.document.form(tokens.start)) && adjoins;
    let definite = adjoins && is_definite_subject(scene, cue, tokens.clone(), clause);
    // «ووصفت البعثة ذلك بأنه»: what is described stands behind whoever describes it.
    let describes = tokens.end < begins && scene.word(tokens.end, WordRole::Demonstrative).is_some();
    if !(clause && (cue.entry.certain || people) || definite || describes) {
        return None;
    }
    // «بروين بولدان وهي نائبة»
    let person = scene.any_word(tokens.end, &[WordRole::Pronoun]).is_some() && letters::joined(scene.document.form(tokens.end));
    let kind = if person { EntityType::Person } else { EntityType::Group };
    Some(Found { speaker: add(scene, tokens, kind), joint: Vec::new(), begin: cue.tokens.start })
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
    let entity = scene.add(Entity::new(id, kind, name), tokens.clone(), attached);
    Speaker { entity, tokens }
}

/// «باكو والسلطات الانفصالية»: who speaks with the first.
pub fn joint(scene: &Scene, first: &Mention, limit: usize) -> Vec<Speaker> {
    let mut all = Vec::new();
    let mut end = first.tokens.end;
    while let Some(mention) = scene.actor_at(end).filter(|m| m.tokens.start < limit) {
        let joined = letters::joined(scene.document.form(end))
            && scene.document.hits.at(end).iter().any(|h| h.prefix.contains(Prefix::AND))
            || letters::joined(scene.document.form(end)) && scene.document.hits.at(end).is_empty();
        if !joined {
            break;
        }
        all.push(of_mention(mention));
        end = mention.tokens.end;
    }
    all
}
