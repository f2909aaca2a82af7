//! The noun phrase right behind a verb that is its subject though no mention holds it: «أكد رئيس اللجنة الهندسية بغرفة
//! البلدة المهندس سالم الحمدان أن».

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Frame as Takes, NamingRole, Preposition, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::EntityType;

use super::clause::accusative_head;
use super::cue::CueRead;
use super::frame::{self, Frame, NAME_IN_MARKS};
use super::nouns::{
    begins_name, ends_mention, is_accusative, is_closed, is_definite, is_given, is_name, is_one, is_particle, is_people, is_teller,
    is_verb, names_body, names_facility, oblique, stands_as_head,
};
use super::phrase::title_end;
use super::scene::Scene;
use super::speaker::{Found, add_attached, of_mention};
use crate::act::Speaker;
use crate::letters;
use crate::mention::Mention;

/// The most words of a subject that no mention holds.
const LONGEST: usize = 12;

/// How far behind a subject what is reported may begin, in tokens, where the verb often means something else.
const NEAR: usize = 8;

/// How many tokens a subject and all that explains it may take.
const REACH: usize = 24;

/// A subject read word by word.
struct Phrase<'a> {
    tokens: Range<usize>,
    /// The person whom it introduces: «رئيس اللجنة، المهندس سالم الحمدان».
    person: Option<&'a Mention>,
    /// Whether a name stands in it.
    named: bool,
}

/// The subject at a token behind a verb, before what the verb reports.
pub fn behind(scene: &Scene, cue: &CueRead, frame: &Frame, at: usize, limit: usize) -> Option<Speaker> {
    let several = cue.features.intersects(Features::PLURAL | Features::DUAL);
    if frame.before || cue.pronoun || several || !stands_as_head(scene, at) {
        return None;
    }
    let begins = frame.content.start;
    let end = if frame.object { limit } else { gap_end(scene, begins) };
    let that = scene.word_before(begins, WordRole::That).is_some_and(|w| w.start == end);
    let clause = !frame.object && (that || scene.document.form(end) == ":" || scene.opened_at(end).is_some());
    let phrase = read(scene, at, end.min(at + REACH), !clause || cue.entry.addressee)?;
    let people = is_people(scene, at);
    let told = (cue.entry.certain || cue.features.contains(Features::PAST)) && agrees(scene, cue, at);
    let fits = if frame.object {
        // «أكد عضو اللجنة سالم الحمدان اكتمال العمل»: only whoever is surely somebody, and only where more follows.
        people && told && !cue.entry.addressee && closes(scene, &phrase) && reports_behind(scene, phrase.tokens.end, end)
    } else if clause {
        let certain = cue.entry.certain && !cue.entry.addressee;
        if certain && !cue.entry.frames.contains(&Takes::Object) {
            true
        } else {
            // «أكد حرص الوزارة على أن»: a verb that takes a thing has it for what is reported.
            let governed = scene.word_before(end, WordRole::Preposition).is_some_and(|w| w.start >= phrase.tokens.end);
            let near = certain || end < phrase.tokens.end + NEAR;
            // «ذكرت الرابطة في بيان: "…"»: what is surely the verb's subject speaks.
            let told = people || begins_name(scene, at) || cue.features.contains(Features::FEMININE) && is_definite(scene, at);
            let speaks = frame.is_speech(scene) && !cue.entry.addressee && told && agrees(scene, cue, at);
            speaks || near && !governed && (that || certain) && (people || begins_name(scene, at))
        }
    } else {
        // «أشار مدرب الفريق إلى», «أفاد موقع "النهر" بتعرض»; «طالب عدد من التجار البلدية بفتح»
        let some = scene.word(at, WordRole::Teller).is_some_and(|h| h.tokens().len() > 1);
        // «دعا مدير الميناء جميع الصيادين إلى»: whoever has a role, before those spoken to.
        let before_others = is_one(scene, at) && reports_behind(scene, phrase.tokens.end, end);
        // «دعا اتحاد الصيادين في بيان إلى»: so does whoever made the statement.
        let states =
            scene.is_preposition(phrase.tokens.end, &[Preposition::In]) && scene.word(phrase.tokens.end + 1, WordRole::Occasion).is_some();
        people && told && (some || !cue.entry.addressee || before_others || states) && end < phrase.tokens.end + NEAR
    };
    fits.then(|| speaker_of(scene, phrase))
}

/// Whether a head fits the gender of the verb before it. Only what is certain speaks against it.
fn agrees(scene: &Scene, cue: &CueRead, at: usize) -> bool {
    let at = scene.opened_at(at).map_or(at, |name| name.start);
    let feminine = scene.is_feminine(at);
    if cue.features.contains(Features::FEMININE) { feminine || !is_one(scene, at) } else { !feminine }
}

/// Who a phrase names: the person whom it introduces, or all of it.
fn speaker_of(scene: &Scene, phrase: Phrase) -> Speaker {
    if let Some(person) = phrase.person {
        return of_mention(person);
    }
    let tokens = match scene.opened_at(phrase.tokens.start) {
        Some(name) if name.end + 1 == phrase.tokens.end => name,
        _ => phrase.tokens,
    };
    if let Some(mention) = scene.actor_at(tokens.start).filter(|m| m.tokens == tokens) {
        return of_mention(mention);
    }
    let kind = if names_body(scene, tokens.start) {
        EntityType::Organisation
    } else if phrase.named || is_one(scene, tokens.start) {
        EntityType::Person
    } else {
        EntityType::Group
    };
    let attached = usize::from(scene.document.hits.at(tokens.start).iter().any(|h| h.prefix == Prefix::TO && is_teller(scene, h)));
    add_attached(scene, tokens, kind, attached)
}

/// «وكان مدرب الفريق قد أعلن»: the words between the two.
pub fn of_was(scene: &Scene, cue: &CueRead, sentence: Range<usize>) -> Option<Found> {
    let aspect = cue.tokens.start.checked_sub(1)?;
    let was = (sentence.start..aspect).rev().find(|t| scene.word(*t, WordRole::Was).is_some())?;
    let head = was + 1;
    let parted = (head..aspect).any(|t| scene.document.form(t) == ":");
    let phrase = (!parted && stands_as_head(scene, head)).then(|| read(scene, head, aspect, false)).flatten()?;
    let closes = phrase.tokens.end == aspect || scene.is_comma(phrase.tokens.end);
    let told = is_people(scene, head) || letters::has_article(scene.document.form(head)) || phrase.named;
    (closes && told && agrees(scene, cue, head)).then(|| Found {
        speaker: speaker_of(scene, phrase),
        joint: Vec::new(),
        begin: cue.tokens.start,
    })
}

/// «لكن مسؤولا في الحكومة قال»: the words between the particle and the verb.
pub fn in_accusative(scene: &Scene, cue: &CueRead, from: usize) -> Option<Found> {
    let head = accusative_head(scene, cue, from).filter(|head| scene.actor_at(*head).is_none())?;
    let phrase = read(scene, head, cue.tokens.start, false).filter(|p| p.tokens.end == cue.tokens.start && p.person.is_none())?;
    agrees(scene, cue, head).then(|| Found { speaker: speaker_of(scene, phrase), joint: Vec::new(), begin: cue.tokens.start })
}

/// «أما المدير العام للمستشفى فقال»: the words between the two.
pub fn as_for(scene: &Scene, cue: &CueRead, sentence: usize) -> Option<Found> {
    let as_for = scene.word(sentence, WordRole::AsFor).filter(|_| cue.prefix.contains(Prefix::SO))?;
    let head = as_for.end as usize;
    let one = is_one(scene, head) || names_body(scene, head) || names_facility(scene, head);
    let plain = |t: usize| !scene.is_mark(t) && !is_verb(scene, t) && scene.word(t, WordRole::Relative).is_none();
    let stands = one && letters::has_article(scene.document.form(head)) && scene.actor_at(head).is_none();
    let fits = stands && (head..cue.tokens.start).len() <= LONGEST && (head..cue.tokens.start).all(plain) && agrees(scene, cue, head);
    let phrase = fits.then(|| read(scene, head, cue.tokens.start, false)).flatten()?;
    Some(Found { speaker: speaker_of(scene, phrase), joint: Vec::new(), begin: head })
}

/// Whoever is named behind a verb that a quotation stands before: «"…"، يقول سالم».
pub fn behind_quotation(scene: &Scene, cue: &CueRead, at: usize, limit: usize) -> Option<Speaker> {
    let several = cue.features.intersects(Features::PLURAL | Features::DUAL);
    let quoted = frame::before(scene, cue, 0..scene.document.len()).is_some();
    let stands = quoted && !several && !cue.pronoun && stands_as_head(scene, at) && agrees(scene, cue, at);
    let phrase = stands.then(|| read(scene, at, limit.min(at + REACH), true)).flatten()?;
    (is_people(scene, at) || begins_name(scene, at)).then(|| speaker_of(scene, phrase))
}

/// Whoever a source phrase names though no mention holds them: «وفق الناطق باسم المجلس»; and where the name ends.
/// `said`: the phrase holds a verb of saying, behind which anybody is named.
pub fn of_source(scene: &Scene, from: usize, limit: usize, said: bool) -> Option<(Speaker, usize)> {
    // «حسب ما صرح به وكيل اللاعب», «حسبما أكد أمس»
    let mut at = from;
    while at < limit && (scene.word(at, WordRole::Bound).is_some() || scene.document.hits.of(at, Subject::TimeWord).next().is_some()) {
        at += 1;
    }
    // «وفقا لوسائل إعلام محلية»
    let attached = scene.document.hits.at(at).iter().any(|h| h.prefix == Prefix::TO && is_teller(scene, h));
    let phrase = (attached || stands_as_head(scene, at)).then(|| read(scene, at, limit, false)).flatten()?;
    let fits = attached
        || is_people(scene, at)
        || phrase.tokens.len() > 1
            && (said
                || is_name(scene, at) && is_name(scene, at + 1)
                || is_given(scene, at) && letters::has_article(scene.document.form(at + 1)));
    let end = phrase.person.map_or(phrase.tokens.end, |m| m.tokens.end);
    fits.then(|| (speaker_of(scene, phrase), end))
}

/// Where the words before what is reported end: before «أن», a colon, an opening mark.
fn gap_end(scene: &Scene, begins: usize) -> usize {
    if let Some(that) = scene.word_before(begins, WordRole::That) {
        return that.start;
    }
    if begins > 0 && scene.document.form(begins - 1) == ":" { begins - 1 } else { begins }
}

/// Reads the words of a subject from its head to the end. `strict`: what is reported follows at once, with nothing to part it
/// from the subject.
fn read<'a>(scene: &Scene<'a>, head: usize, limit: usize, strict: bool) -> Option<Phrase<'a>> {
    let teller = scene.word(head, WordRole::Teller);
    // «والدة سالم الحمدان»
    let kin = scene
        .document
        .hits
        .of(head, Subject::NamingWord)
        .any(|h| h.prefix.is_empty() && scene.lexicon.tables.naming.get(h.row()).is_some_and(|w| w.role == NamingRole::Kin));
    let titled = is_one(scene, head) || scene.is_source(head) || teller.is_some();
    let office = title_end(scene, head);
    let mut named = false;
    let mut at = head;
    let mut person = None;
    while at < limit {
        if let Some(name) = scene.opened_at(at).filter(|name| name.len() <= NAME_IN_MARKS + 1 && name.end < limit) {
            // «سلطات "..."», «موقع "..."»: a name in marks.
            let before = scene.document.form(at - 1);
            let opens = at == head
                || !letters::has_article(before) && !scene.is_preposition(at - 1, &[Preposition::For])
                || scene.actor_at(name.end + 1).is_some();
            if !opens {
                break;
            }
            at = name.end + 1;
            named = true;
            continue;
        }
        if scene.is_mark(at) || scene.document.folded.tokens.get(at).is_none_or(|t| t.kind != TokenKind::Word) {
            break;
        }
        let form = scene.document.form(at);
        let hits = scene.document.hits.at(at);
        let joined = letters::joined(form) && (hits.is_empty() || hits.iter().any(|h| h.prefix.contains(Prefix::AND)));
        if let Some(mention) = scene.actor_at(at).filter(|_| at > head) {
            if mention.carrier || joined {
                break;
            }
            let known = scene.is_person(mention) && !mention.anaphoric;
            // «مدير المكتب الدكتور سالم الحمدان»: in apposition where the words before it are closed.
            if known && !kin && !scene.is_governed(mention) && is_closed(scene, at) {
                person = Some(mention);
                at = mention.tokens.end;
                break;
            }
            // «طالب المجلس الحكومة بـ»: another's name.
            // «حذر رئيسها الولايات المتحدة»: behind whose he is another's name.
            if scene.is_oblique(mention) && !titled || strict && is_closed(scene, at) || scene.ends_in_pronoun(at - 1) {
                break;
            }
            named = true;
            at = mention.tokens.end;
            continue;
        }
        // «القائم بأعمال الحاكم»: the words of the title itself.
        if at > head && at < office {
            at = office;
            continue;
        }
        let name = is_name(scene, at);
        if at > head {
            // «عدد من التجار», «أحد هؤلاء التجار»
            let some = scene.is_preposition(at, &[Preposition::From]) && teller.is_some_and(|h| h.end as usize > at)
                || at == head + 1 && teller.is_some() && scene.word(at, WordRole::Demonstrative).is_some();
            let of = scene.word(at, WordRole::OnBehalf).is_some()
                || titled
                    && scene.is_preposition(at, &[Preposition::In])
                    && is_definite(scene, at + 1)
                    && scene.word(at + 1, WordRole::Occasion).is_none();
            let within = titled && scene.word(at, WordRole::Audience).is_none();
            if !some && !of && (is_particle(scene, at) || oblique(scene, at) && !within)
                || is_verb(scene, at)
                || scene.word(at, WordRole::Matter).is_some()
                || scene.document.hits.of(at, Subject::TimeWord).next().is_some() && !goes_on_with_title(scene, at)
                || is_accusative(scene, at)
                || named && is_one(scene, at)
            {
                break;
            }
            // Behind a name or a word with the article only a name, an adjective or a title goes on.
            let last = at - 1;
            let closed = is_name(scene, last) || letters::definite(scene.document.form(last)) || ends_mention(scene, at);
            let adjective = if strict { scene.is_definite_adjective(at) } else { letters::has_article(form) };
            let goes_on = adjective
                || name
                || some
                || of
                || is_one(scene, at)
                || joined && !strict
                || within && letters::may_be_by(form) && (!strict || oblique(scene, at));
            if closed && !goes_on {
                break;
            }
        }
        named |= name;
        at += 1;
    }
    let mut end = at;
    while end > head && (is_particle(scene, end - 1) || scene.is_preposition(end - 1, &[Preposition::For])) {
        end -= 1;
    }
    // «المتحدث الرسمي باسم المجلس، ربيع الحمدان، أن»
    if person.is_none() && !named && scene.is_comma(end) {
        person = scene.actor_at(end + 1).filter(|m| {
            let one = scene.is_person(m);
            one && !m.anaphoric && m.tokens.end <= limit && (m.tokens.end == limit || scene.is_mark(m.tokens.end))
        });
    }
    (end > head && (person.is_some() || end - head <= LONGEST)).then_some(Phrase { tokens: head..end, person, named })
}

/// «المدير العام», «مدير عام»: an adjective of the title before it that is a word of time too.
fn goes_on_with_title(scene: &Scene, at: usize) -> bool {
    let adjective = |h: &Hit| scene.lexicon.tables.naming.get(h.row()).is_some_and(|w| w.role == NamingRole::Adjective);
    is_one(scene, at - 1) && scene.document.hits.of(at, Subject::NamingWord).any(adjective)
}

/// Whether a subject ends in a word that nothing can go on with.
fn closes(scene: &Scene, phrase: &Phrase) -> bool {
    let last = phrase.tokens.end - 1;
    phrase.person.is_some()
        || scene.word(phrase.tokens.end, WordRole::Matter).is_some()
        // «أعلنت لجنة إغاثة، مساء الأربعاء، مقتل 20»
        || scene.is_comma(phrase.tokens.end) && scene.document.hits.of(phrase.tokens.end + 1, Subject::TimeWord).next().is_some()
        || scene.is_mark(last)
        || letters::has_article(scene.document.form(last))
        || scene.actor_over(last).is_some()
}

/// Whether what a verb takes stands behind its subject: a noun, not the sentence's end.
fn reports_behind(scene: &Scene, from: usize, limit: usize) -> bool {
    let mut at = from;
    while at < limit {
        // «في اليونان»
        let place = scene.is_preposition(at, &[Preposition::In]).then(|| scene.mentions.beginning_in(at + 1..at + 2).first()).flatten();
        if let Some(place) = place {
            at = place.tokens.end;
        } else if scene.is_mark(at) || scene.document.hits.of(at, Subject::TimeWord).next().is_some() || oblique(scene, at) {
            at += 1;
        } else {
            break;
        }
    }
    at < limit && !is_particle(scene, at) && scene.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
}
