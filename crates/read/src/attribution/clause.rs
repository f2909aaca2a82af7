//! Subjects that stand before their verb: the noun before a relative, the head of the clause, the sentence's subject.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Detail, WordRole};

use super::cue::CueRead;
use super::scene::Scene;
use super::speaker::{Found, joint, of_mention};
use crate::act::Speaker;
use crate::mention::Mention;

/// How far before a relative clause the statement may stand that it tells of, in tokens.
const STATEMENT_REACH: usize = 12;

/// The most words between a person and the relative clause that goes on with them.
const DESCRIPTION: usize = 8;

/// «تصريحات الوزير التي قال فيها إن»: whose statement it is.
pub fn of_statement(scene: &Scene, cue: &CueRead) -> Option<Found> {
    let relative = cue.tokens.start.checked_sub(1).filter(|t| scene.word(*t, WordRole::Relative).is_some())?;
    scene.word(cue.tokens.end, WordRole::Bound)?;
    let mut back = (relative.saturating_sub(STATEMENT_REACH)..relative).rev().take_while(|t| !matches!(scene.document.form(*t), "." | ":"));
    let statement = back.find_map(|t| scene.word(t, WordRole::Occasion).filter(|h| (h.end as usize) < relative))?;
    let issuer = scene.actor_at(statement.end as usize).filter(|m| !m.carrier && !scene.is_oblique(m))?;
    Some(Found { speaker: of_mention(issuer), joint: Vec::new(), begin: cue.tokens.start })
}

/// «الرئيس الذي قال إن»: the noun before the relative.
pub fn relative(scene: &Scene, cue: &CueRead) -> Option<Found> {
    let before = cue.tokens.start.checked_sub(1)?;
    let pronoun = scene.word(before, WordRole::Relative).and_then(|h| scene.row(h))?;
    // «شبكة التنظيم التي أعلن عن كشفها»: a verb that does not agree with the pronoun is passive.
    let feminine = cue.features.contains(Features::FEMININE);
    if pronoun.detail == Some(if feminine { Detail::Masculine } else { Detail::Feminine }) {
        return None;
    }
    let mut end = before;
    while end > 0 && scene.is_comma(end - 1) {
        end -= 1;
    }
    let parted = end < before;
    // «السلطات الانفصالية التي»: an adjective that the mention leaves out.
    while scene.actor_over(end.checked_sub(1)?).is_none() && scene.is_definite_adjective(end - 1) {
        end -= 1;
    }
    let found = |mention| Some(Found { speaker: of_mention(mention), joint: Vec::new(), begin: cue.tokens.start });
    let mention = scene.actor_over(end.checked_sub(1)?).or_else(|| described(scene, cue, end).filter(|_| parted))?;
    found(mention)
}

/// «سالم الحمدان المتحدث الرسمي لأمانة البلدة، الذي أفاد»: the person whom the words before the relative describe.
fn described<'a>(scene: &Scene<'a>, cue: &CueRead, end: usize) -> Option<&'a Mention> {
    let plain = |t: &usize| !scene.is_mark(*t) && scene.document.hits.of(*t, Subject::Cue).next().is_none();
    let from = (end.saturating_sub(DESCRIPTION)..end).rev().take_while(plain).last()?;
    let mention = (from..end).rev().find_map(|t| scene.actor_at(t))?;
    let person = scene.is_person(mention);
    (person && scene.agrees(&of_mention(mention), cue.features)).then_some(mention)
}

/// Subject before verb: the clause begins with the one who speaks.
pub fn before(scene: &Scene, cue: &CueRead, sentence: Range<usize>) -> Option<Found> {
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
        } else if let Some(quantity) = scene.word(at, WordRole::Quantity) {
            at = quantity.end as usize;
        } else if scene.is_mark(at) {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// Where the clause that holds a token begins: after the last comma that no apposition explains, or after
/// a particle that opens a clause.
pub fn clause_start(scene: &Scene, token: usize, floor: usize) -> usize {
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
