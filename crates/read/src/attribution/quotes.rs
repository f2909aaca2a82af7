//! Which quotation belongs to which act.

use std::collections::HashSet;
use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Frame, NamingRole, Preposition, WordRole};
use isnad_model::{Modality, Mode};
use isnad_text::time::is_future;

use super::frame::{NAME_IN_MARKS, is_name};
use super::nouns::{self, is_given};
use super::scene::Scene;
use crate::act::{Act, Acts};
use crate::letters;
use crate::mention::tells_what_it_is;

/// The most tokens of a name or an adjective in marks.
const LABEL: usize = 5;

/// The most tokens of a term in marks.
const TERM: usize = 3;

/// The most tokens of a foreign name in marks.
const FOREIGN: usize = 3;

/// A quotation that goes on without a cue needs this many tokens to be taken for speech.
const SPEECH: usize = 6;

/// The most words of a body's full name behind its head.
const BODY: usize = 6;

/// Attaches the quotations to the acts they stand in. Marks round a name or in the page's own voice quote
/// nobody.
pub fn attach(scene: &Scene, acts: &mut Acts) {
    let names = names_in_marks(scene, acts);
    for (at, quotation) in scene.document.quotations.iter().enumerate() {
        let inner = quotation.inner.clone();
        // «سلطات "النهر"»: a part of the speaker's own name.
        let within = acts.all.iter().filter_map(|a| a.speaker.as_ref()).any(|s| s.tokens.start <= inner.start && inner.end <= s.tokens.end);
        let named = || names.contains(&forms(scene, inner.clone()));
        if quotation.nested || within || is_name(scene, inner.clone()) || is_label(scene, inner.clone()) || named() {
            continue;
        }
        let start = quotation.inner.start;
        let sentence = scene.document.sentence_of(start);
        let holding = acts
            .all
            .iter()
            .enumerate()
            .filter(|(_, a)| a.speaker.is_some() && !a.content.is_empty())
            .filter(|(_, a)| a.content.start <= start && quotation.inner.end <= a.content.end + 2 || a.content == quotation.inner)
            .min_by_key(|(at, a)| (a.content.len(), std::cmp::Reverse(*at)));
        if let Some((act, held)) = holding {
            // «في "السوق القديم"» within what somebody said; what is said begins with is their words.
            let begins = held.content.start + 1 >= quotation.inner.start;
            if !begins && is_term(scene, quotation.inner.clone()) {
                continue;
            }
            if !is_repeated(scene, acts, at, act) {
                acts.quotes.push((at, act));
            }
        } else if stands_alone(scene, at)
            && let Some(act) = last_speech(scene, acts, sentence)
        {
            let next = going_on(&acts.all[act], quotation.inner.clone());
            acts.all.push(next);
            acts.quotes.push((at, acts.all.len() - 1));
        }
    }
}

/// A quotation of its own paragraph goes on with the speaker of an act.
fn going_on(act: &Act, inner: Range<usize>) -> Act {
    Act {
        cue: act.cue.clone(),
        feminine: act.feminine,
        mode: Mode::Said,
        speaker: act.speaker.clone(),
        joint: Vec::new(),
        via: act.via.clone(),
        content: inner.clone(),
        extent: inner,
        inside: Vec::new(),
        modality: Modality::Asserted,
    }
}

/// Whether marks set off a term in an indirect clause: a definite noun behind a preposition or a noun that waits for whose it is
/// («أساليب "غسل الدماغ"», «في "الطب البديل"»), an age, a part of a place.
fn is_term(scene: &Scene, inner: Range<usize>) -> bool {
    let Some(before) = inner.start.checked_sub(2) else { return false };
    let number = |t: usize| scene.is_digits(t);
    let aged = inner.len() <= 2 && number(inner.start);
    let place = |t: usize| scene.mentions.beginning_in(t..t + 1).iter().any(|m| m.tokens.end == inner.end);
    let part = inner.len() <= 3 && scene.word(inner.start, WordRole::PlacePart).is_some_and(|h| place(h.end as usize));
    if aged || part || scene.is_mark(before) {
        return aged || part;
    }
    let article = |t: usize| letters::definite(scene.document.form(t));
    let plain = inner.clone().all(|t| !scene.is_mark(t) && !nouns::is_particle(scene, t) && !nouns::is_verb(scene, t));
    let definite = plain && inner.len() <= TERM && article(inner.end - 1);
    let opens = letters::has_article(scene.document.form(inner.start)) && inner.clone().all(article);
    let governed = |t: usize| {
        scene.word_before(t, WordRole::Preposition).is_some()
            || scene.word_before(t, WordRole::That).is_some()
            || scene.document.hits.at(t).iter().any(|h| h.prefix.intersects(Prefix::BY | Prefix::TO))
    };
    let waits = !nouns::is_closed(scene, before + 1)
        && !scene.ends_in_his(before)
        && !letters::theirs(scene.document.form(before))
        && !nouns::is_particle(scene, before)
        && !nouns::is_accusative(scene, before)
        && scene.document.hits.of(before, Subject::Cue).next().is_none()
        && governed(before);
    definite && (opens && scene.preposition(before).is_some() || waits)
}

/// The folded words of a quotation.
fn forms<'a>(scene: &'a Scene, inner: Range<usize>) -> Vec<&'a str> {
    inner.map(|t| scene.document.form(t)).collect()
}

/// What the page sets in marks as a name somewhere, what stands joined to a name: «مادتي "البنزين" و"الديزل"», and what the page sets in
/// marks again where nobody speaks: «وقالت مصادر إن العائلة ستبيع "النهر". وتملك "النهر" …».
fn names_in_marks<'a>(scene: &'a Scene, acts: &Acts) -> HashSet<Vec<&'a str>> {
    let mut names = own_terms(scene, acts);
    let mut last: Option<Range<usize>> = None;
    for inner in scene.document.quotations.iter().map(|q| q.inner.clone()).filter(|inner| inner.len() <= LABEL) {
        let joined = last.as_ref().is_some_and(|last| {
            last.end + 3 == inner.start && letters::joined(scene.document.form(last.end + 1)) && names.contains(&forms(scene, last.clone()))
        });
        if joined || is_label(scene, inner.clone()) {
            names.insert(forms(scene, inner.clone()));
        }
        last = Some(inner);
    }
    names
}

/// What stands in marks twice, once of them in the page's own voice behind its title; words with a verb are speech.
fn own_terms<'a>(scene: &'a Scene, acts: &Acts) -> HashSet<Vec<&'a str>> {
    let plain = |inner: &Range<usize>| {
        inner.len() <= TERM && inner.clone().all(|t| !scene.is_mark(t) && !nouns::is_particle(scene, t) && !nouns::is_verb(scene, t))
    };
    let mut seen = HashSet::new();
    let mut again = HashSet::new();
    let mut own = HashSet::new();
    for inner in scene.document.quotations.iter().map(|q| q.inner.clone()).filter(plain) {
        let title = scene.document.sentences.get(scene.document.sentence_of(inner.start)).is_none_or(|s| s.paragraph == 0);
        let words = forms(scene, inner.clone());
        if !title && !acts.all.iter().any(|a| a.extent.contains(&inner.start)) {
            own.insert(words.clone());
        }
        if !seen.insert(words.clone()) {
            again.insert(words);
        }
    }
    again.intersection(&own).cloned().collect()
}

/// Whether the same speaker's same words are quoted already: a headline's quotation that the text gives again.
fn is_repeated(scene: &Scene, acts: &Acts, quotation: usize, act: usize) -> bool {
    let words = |at: usize| scene.document.quotations.get(at).map(|q| q.inner.clone()).map(|inner| inner.map(|t| scene.document.form(t)));
    let speaker = |at: usize| acts.all[at].speaker.as_ref().map(|s| s.entity);
    acts.quotes
        .iter()
        .any(|(earlier, of)| speaker(*of) == speaker(act) && words(*earlier).zip(words(quotation)).is_some_and(|(a, b)| a.eq(b)))
}

/// Whether marks set off what the page calls something: a name behind its kind (عملية "…"), an adjective of
/// the noun before it (المناطق "الأشد خطورة").
pub fn is_label(scene: &Scene, inner: Range<usize>) -> bool {
    let Some(before) = inner.start.checked_sub(2) else { return false };
    // «وقال لـ"النهر"»: a carrier's name; «يدعو لـ"إجراءات حاسمة"» is none.
    let called = before > 0
        && scene
            .document
            .hits
            .of(before - 1, Subject::Cue)
            .any(|h| scene.lexicon.tables.cues.get(h.row()).is_some_and(|c| c.addressee && c.frames.contains(&Frame::To)));
    if scene.is_preposition(before, &[Preposition::For]) && inner.len() <= 3 && !called {
        return true;
    }
    // «قال مصدر في اتصال مع «النهر»: …»
    if inner.len() <= LABEL && scene.document.form(inner.end + 1) == ":" {
        return true;
    }
    // «زودت الـ"نهر" بنسخة»
    if inner.len() <= FOREIGN && scene.document.form(before) == letters::ARTICLE {
        return true;
    }
    // «ما يعرف بـ"…"»
    let before = if scene.is_preposition(before, &[Preposition::By]) { before.saturating_sub(1) } else { before };
    // «تحت عنوان: "…"»
    let titled = scene.document.form(before) == ":" && scene.word_before(before, WordRole::Kind).is_some();
    let before = before - usize::from(titled);
    if inner.len() > LABEL || scene.is_mark(before) {
        return false;
    }
    // «عمليتها العسكرية "…"»
    // «في مديرية "…"», «بـ"…"»: a name behind a word that takes one.
    let named = scene.word(before, WordRole::PlaceNoun).is_some()
        || scene.document.hits.of(before, Subject::Role).any(|h| h.prefix.is_empty() && !letters::has_article(scene.document.form(before)))
        || scene.document.hits.of(before, Subject::NamingWord).any(|h| {
            let word = scene.lexicon.tables.naming.get(h.row());
            word.is_some_and(|w| matches!(w.role, NamingRole::Head | NamingRole::Facility | NamingRole::Organisation | NamingRole::Medium))
        });
    // «إن الجسر "لن يفتح"», «إن الطريق "سيغلق"»: what somebody says of it is no name.
    let of_it = letters::has_article(scene.document.form(before)) || scene.ends_in_pronoun(before) || scene.actor_over(before).is_some();
    let is_so = || tells_what_it_is(scene.document, scene.lexicon, before, inner.clone());
    let told = of_it && (begins_verb(scene, inner.start) || is_so());
    let kind = named && !told
        || (before.saturating_sub(1)..=before)
            .any(|t| scene.word(t, WordRole::Kind).is_some_and(|k| k.end as usize == before + 1 || scene.is_definite_adjective(before)));
    let adjective = inner.len() <= 3
        && scene.is_definite_adjective(inner.start)
        && letters::has_article(scene.document.form(before))
        && scene.actor_over(before).is_none()
        && scene.document.hits.of(before, Subject::Cue).next().is_none();
    // «الهاتف "لندن"», «الفرقاطة "فريم"»: a word that is none of Arabic names the noun before it.
    // «وصفه بأنه "منحاز"»: what somebody is said to be is no name.
    let strange = |t: usize| scene.is_name_like(t) || is_latin(scene.document.form(t));
    let foreign = inner.len() <= FOREIGN
        && !told
        && !scene.is_mark(before)
        && scene.word_before(before + 1, WordRole::That).is_none()
        && inner.clone().any(strange)
        && inner.clone().all(|t| strange(t) || scene.is_mark(t) || scene.actor_over(t).is_some() || scene.is_digits(t));
    // «عملية الشهيد "سالم الحمدان"», «"المخلوع" سالم الحمدان»: somebody's name, and what somebody is called.
    let person = (2..=NAME_IN_MARKS).contains(&inner.len())
        && is_given(scene, inner.start)
        && (inner.start + 1..inner.end).all(|t| letters::has_article(scene.document.form(t)) || nouns::is_name(scene, t))
        && scene.document.hits.of(before, Subject::Cue).next().is_none();
    let called = inner.len() <= 2
        && scene.actor_at(inner.end + 1).is_some_and(|m| scene.is_person(m) && !m.anaphoric && !scene.is_oblique(m))
        && scene.document.hits.of(before, Subject::Cue).next().is_none();
    // «مادتي "الديزل"»: a word that waits for whose it is.
    let owner =
        inner.len() == 1 && letters::has_article(scene.document.form(inner.start)) && letters::construct(scene.document.form(before));
    // «كوفيد-19»
    let designation = inner.len() == 3 && scene.document.form(inner.start + 1) == "-" && scene.is_digits(inner.start + 2);
    // «أكد أن "الخطوط" ستزيد رحلاتها»: a name at the head of a clause.
    let subject = inner.len() == 1
        && letters::has_article(scene.document.form(inner.start))
        && scene.word_before(inner.start - 1, WordRole::That).is_some();
    // «قال "فلان" إن»
    let teller = inner.len() <= NAME_IN_MARKS
        && scene.word(inner.end + 1, WordRole::That).is_some()
        && scene.document.hits.of(before, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT));
    teller
        || kind
        || adjective
        || foreign
        || person
        || called
        || owner
        || designation
        || subject
        || !told && is_short_name(scene, before, inner)
}

/// «لشركة البترول الوطنية «اينوك»»: a short name behind the full name of a body that something is of, or is governed by a
/// preposition; behind one that may be a subject stands what is said of it.
fn is_short_name(scene: &Scene, before: usize, inner: Range<usize>) -> bool {
    let part = |t: &usize| {
        let form = scene.document.form(*t);
        letters::definite(form) && !scene.is_mark(*t) && scene.document.hits.of(*t, Subject::Cue).next().is_none()
    };
    let Some(first) = (before.saturating_sub(BODY)..=before).rev().take_while(part).last() else { return false };
    let Some(head) = first.checked_sub(1) else { return false };
    let prefix = scene.document.hits.of(head, Subject::NamingWord).find_map(|h| {
        let role = scene.lexicon.tables.naming.get(h.row())?.role;
        matches!(role, NamingRole::Head | NamingRole::Organisation | NamingRole::Facility).then_some(h.prefix)
    });
    let Some(prefix) = prefix.filter(|p| !p.contains(Prefix::ARTICLE)) else { return false };
    // «نائب رئيس مؤسسة»
    let owned = head.checked_sub(1).is_some_and(|t| scene.document.hits.of(t, Subject::Role).any(|h| h.end as usize == head));
    let word = |t: usize| {
        let denies = scene.any_word(t, &[WordRole::Denies, WordRole::Not]).is_some();
        !denies && !scene.is_mark(t) && !nouns::is_particle(scene, t) && !nouns::is_verb(scene, t)
    };
    let plain = inner.len() <= NAME_IN_MARKS && before > first && inner.clone().all(word);
    plain && (owned || prefix.intersects(Prefix::BY | Prefix::TO))
}

/// Whether a clause with a verb begins at a token: «لن يفتح», «سيغلق».
pub fn begins_verb(scene: &Scene, at: usize) -> bool {
    let denied = scene.word(at, WordRole::Not).is_some() && scene.word(at, WordRole::Denies).is_some();
    denied || is_future(scene.document, scene.lexicon, at)
}

fn is_latin(form: &str) -> bool {
    form.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a quotation fills its sentence.
fn stands_alone(scene: &Scene, quotation: usize) -> bool {
    let inner = scene.document.quotations[quotation].inner.clone();
    let Some(sentence) = scene.document.sentences.get(scene.document.sentence_of(inner.start)) else { return false };
    inner.len() >= SPEECH
        && inner.start <= sentence.tokens.start + 1
        && inner.end + 2 >= sentence.tokens.end
        && scene.document.form(inner.end) != ":"
}

/// The last act of the sentence before, where it quoted too or stands in the same paragraph.
fn last_speech(scene: &Scene, acts: &Acts, sentence: usize) -> Option<usize> {
    // A quotation that goes on stands behind the cue of its act.
    let spoken = |a: &Act| scene.document.sentence_of(a.cue.start.max(a.extent.start));
    let before = acts.all.iter().enumerate().filter(|(_, a)| spoken(a) < sentence && a.speaker.is_some() && a.inside.is_empty());
    let (act, _) = before.max_by_key(|(at, a)| (spoken(a), *at))?;
    let near = sentence - spoken(&acts.all[act]) <= 1;
    let quoted = acts.quotes.iter().any(|(_, of)| *of == act);
    let paragraph = |at: usize| scene.document.sentences.get(at).map(|s| s.paragraph);
    let same = paragraph(sentence) == paragraph(spoken(&acts.all[act]));
    (near && (quoted || same)).then_some(act)
}
