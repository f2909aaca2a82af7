//! Noun phrases that no mention holds: where they begin and end.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{NamingRole, WordRole};
use isnad_lexicon::{Hit, Subject};

use super::cue::CueRead;
use super::nouns::is_given;
use super::scene::Scene;
use crate::letters;

/// The most words of a name that is nothing but names.
pub const NAME_ALONE: usize = 3;

/// A short noun phrase that no mention holds, before a mark, a preposition, a clause.
pub fn noun_phrase(scene: &Scene, at: usize, limit: usize) -> Option<Range<usize>> {
    if at >= limit {
        return None;
    }
    let end = phrase_end(scene, at, limit);
    // «قال له مخاطبا»
    let how = letters::how(scene.document.form(at)) && scene.actor_at(at).is_none() && !is_given(scene, at);
    let starts_well = scene
        .any_word(
            at,
            &[
                WordRole::Preposition,
                WordRole::That,
                WordRole::Relative,
                WordRole::Conjunction,
                WordRole::Demonstrative,
                WordRole::Not,
                WordRole::Pronoun,
            ],
        )
        .is_none()
        && !scene.is_mark(at)
        && !scene.document.hits.at(at).iter().any(|h| {
            h.prefix.intersects(Prefix::PREPOSITION)
                || matches!(h.subject, Subject::Cue | Subject::MeasureWord | Subject::Trigger | Subject::Bound)
        })
        && !letters::oblique(scene.document.form(at))
        && !how;
    (starts_well && end > at && end - at <= 5).then_some(at..end)
}

/// Where the words of a title that begins at a token end: «القائم بأعمال».
pub fn title_end(scene: &Scene, at: usize) -> usize {
    let bare = |h: &&Hit| h.prefix.difference(Prefix::ARTICLE).is_empty();
    scene.document.hits.of(at, Subject::Role).filter(bare).map(|h| h.end as usize).max().unwrap_or(at)
}

/// The end of a noun phrase: before a mark, a preposition, a clause.
fn phrase_end(scene: &Scene, start: usize, limit: usize) -> usize {
    (title_end(scene, start).min(limit)..limit)
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
                                WordRole::Matter,
                            ],
                        )
                        .is_some()
                // «حاكم هذه المحافظة» goes on, «البعثة ذلك» doesn't.
                || *t > start && scene.word(*t, WordRole::Demonstrative).is_some() && !letters::has_article(scene.document.form(*t + 1))
                || *t > start && letters::oblique(scene.document.form(*t))
                || *t > start && is_object(scene, start, *t)
        })
        .unwrap_or(limit)
}

/// «البلدية المواطنين»: a definite plural in the accusative is no adjective of a definite noun in the singular.
fn is_object(scene: &Scene, start: usize, token: usize) -> bool {
    let form = |t: usize| scene.document.form(t);
    let singular = letters::has_article(form(start)) && scene.document.folded.tokens[start].marbuta;
    singular && letters::has_article(form(token)) && letters::oblique_plural(form(token))
}

/// Whether a word behind others begins a title of whom they name, or a verb: «فلان مدير …», «سيدة شهدت …».
fn ends_phrase(scene: &Scene, start: usize, token: usize) -> bool {
    // «محافظة إسطنبول منع …»: behind a place only its adjectives go on.
    let place = scene.mentions.beginning_in(start + 1..token).iter().any(|m| m.tokens.end == token);
    if place && !letters::has_article(scene.document.form(token)) {
        return true;
    }
    let form = scene.document.form(token);
    let verb = letters::feminine_past(form);
    let hits = scene.document.hits.at(token);
    // «فلان متهكما»
    if letters::participle(form) && letters::accusative(form) && form.chars().count() > 4 && !scene.is_name_like(token) {
        return true;
    }
    verb && !hits.iter().any(|h| matches!(h.subject, Subject::GivenName | Subject::CommonWord))
        || token > start + 1 && hits.iter().any(|h| h.subject == Subject::Role && h.prefix.is_empty())
}

/// Whether a name begins at a token that the word before cannot go on with: «رئيسها الولايات المتحدة».
fn closed(scene: &Scene, token: usize) -> bool {
    let Some(last) = token.checked_sub(1) else { return false };
    (letters::has_article(scene.document.form(last)) || scene.ends_in_pronoun(last))
        && !scene.mentions.beginning_in(token..token + 1).is_empty()
}

/// Whether a word can be a noun that no preposition governs and that is no time, particle or mention.
pub fn is_subject_like(scene: &Scene, at: usize) -> bool {
    let hits = scene.document.hits.at(at);
    scene.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
        && scene.actor_over(at).is_none()
        && !hits.iter().any(|h| match h.subject {
            Subject::Word => !scene
                .row(h)
                .is_some_and(|w| matches!(w.role, WordRole::Occasion | WordRole::PlaceNoun | WordRole::Kind | WordRole::Teller)),
            subject => matches!(subject, Subject::TimeWord | Subject::Cue) || h.prefix.intersects(Prefix::PREPOSITION),
        })
        && !letters::oblique(scene.document.form(at))
}

/// What a noun before a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// That it is an organisation: «حركة», «قوة».
    Name,
    /// That something of it speaks: «مكتب», «إدارة».
    Part,
}

pub fn head_of(scene: &Scene, at: usize) -> Option<Head> {
    let naming = scene.document.hits.of(at, Subject::NamingWord).find_map(|h| match scene.lexicon.tables.naming.get(h.row())?.role {
        NamingRole::Head | NamingRole::Medium => Some(Head::Name),
        NamingRole::Organisation | NamingRole::Facility => Some(Head::Part),
        _ => None,
    });
    naming.or_else(|| scene.word(at, WordRole::Kind).map(|_| Head::Name))
}

/// One to three words at a cue's subject that can only be a name, with nothing but prepositions and marks before what
/// is reported.
pub fn name_alone(scene: &Scene, at: usize, begins: usize) -> Option<Range<usize>> {
    // «د. الكرمي»: behind a title of one letter any word is a name.
    let titled = scene.word(at, WordRole::Abbreviated).map_or(at, |title| title.end as usize);
    let names = |t: usize| match titled > at {
        true => is_subject_like(scene, t) && scene.document.hits.of(t, Subject::Role).next().is_none(),
        false => scene.is_name_like(t) && !letters::how(scene.document.form(t)),
    };
    // «القائم بأعمال الحاكم»: a title of several words is no name.
    if titled == at && title_end(scene, at) > at + 1 {
        return None;
    }
    let limit = begins.min(titled + NAME_ALONE);
    let end = (titled..limit).find(|t| !names(*t)).unwrap_or(limit.max(titled));
    if end == titled {
        return None;
    }
    let closes = end >= begins
        || scene.is_mark(end)
        || scene.any_word(end, &[WordRole::Preposition, WordRole::That, WordRole::Relative]).is_some()
        || titled > at && scene.document.hits.of(end, Subject::Role).next().is_some()
        || scene.document.hits.of(end, Subject::TimeWord).next().is_some();
    closes.then_some(at..end)
}

/// A definite noun, with its adjectives, that agrees with the verb before it. A verb that also takes somebody spoken to
/// must begin its sentence: behind another clause the noun may be its object.
pub fn is_definite_subject(scene: &Scene, cue: &CueRead, tokens: Range<usize>, clause: bool) -> bool {
    let definite = tokens.clone().all(|t| letters::has_article(scene.document.form(t)));
    let head = tokens.start;
    let feminine = scene.is_feminine(head);
    // «ذكرت الصحف أن»: a broken plural is feminine too.
    let verb = cue.features.contains(Features::FEMININE);
    let agrees = feminine == verb || verb && clause;
    let opens = !cue.prefix.intersects(Prefix::CONJUNCTION) || !cue.entry.addressee;
    definite && agrees && opens && is_subject_like(scene, head)
}
