//! Verbs in the plural, which have people before them for their subject: «متظاهرين وصفوا الحاكم بأنه».

use isnad_lexicon::form::Features;
use isnad_model::EntityType;

use super::cue::{CueKind, CueRead};
use super::nouns;
use super::phrase::noun_phrase;
use super::scene::Scene;
use super::speaker::{add, of_mention};
use crate::act::Speaker;
use crate::letters;
use crate::mention::Mention;

/// The people before a verb in the plural that are its subject. `sentence`: its first token.
pub fn people_before(scene: &Scene, cue: &CueRead, sentence: usize) -> Option<Speaker> {
    described(scene, cue).map(of_mention).or_else(|| in_clause(scene, cue, sentence))
}

/// People without the article whose relative clause a cue begins.
fn described<'a>(scene: &Scene<'a>, cue: &CueRead) -> Option<&'a Mention> {
    let before = scene.actor_over(cue.tokens.start.checked_sub(1)?)?;
    let people = scene.kind(before.entity) == Some(EntityType::Group);
    (people && !letters::has_article(scene.document.form(before.tokens.start))).then_some(before)
}

/// «نشر ناشطون تسجيلا قالوا إنه»: the people whose verb took the indefinite thing that a cue in the plural tells of.
fn in_clause(scene: &Scene, cue: &CueRead, sentence: usize) -> Option<Speaker> {
    let people = |t: &usize| nouns::is_people(scene, *t) && letters::masculine_plural(scene.document.form(*t));
    let at = of_thing(scene, cue).then(|| (sentence..cue.tokens.start).rev().take_while(|t| !scene.is_comma(*t)).find(people)).flatten()?;
    let phrase = noun_phrase(scene, at, cue.tokens.start - 1)?;
    Some(scene.actor_at(at).map(of_mention).unwrap_or_else(|| add(scene, at..at + 1.max(phrase.len().min(2)), EntityType::Group)))
}

/// «تسجيلا قالوا إنه»: whether a verb in the plural tells of the indefinite thing right before it.
pub fn of_thing(scene: &Scene, cue: &CueRead) -> bool {
    let Some(thing) = cue.tokens.start.checked_sub(1) else { return false };
    let plural = cue.kind == CueKind::Verb && cue.features.contains(Features::PLURAL) && cue.prefix.is_empty();
    plural && nouns::is_accusative(scene, thing)
}
