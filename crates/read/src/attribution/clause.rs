//! Subjects that stand before their verb: the noun before a relative, the head of the clause, the sentence's subject.

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Detail, Preposition, WordRole};
use isnad_lexicon::{Hit, Subject};

use super::cue::{self, CueKind, CueRead};
use super::headline;
use super::nouns::is_one_told;
use super::scene::Scene;
use super::speaker::{Found, joint, of_mention};
use crate::act::Speaker;
use crate::letters;
use crate::mention::Mention;

/// How far before a verb the clause may begin that has a subject of its own, in tokens.
const OWN_SUBJECT: usize = 10;

/// The most words between a person and the relative clause that goes on with them.
const DESCRIPTION: usize = 8;

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
    // «أما المستشفى فكشف عن»
    let as_for = scene.word(sentence.start, WordRole::AsFor).filter(|_| cue.prefix.contains(Prefix::SO)).map(|h| h.end as usize);
    if relative || as_for.is_none() && cue.prefix.intersects(Prefix::CONJUNCTION) {
        return None;
    }
    let clause = as_for.unwrap_or_else(|| clause_start(scene, cue.tokens.start, sentence.start));
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

/// «لكن مسؤولا في الحكومة قال»: where somebody whom no mention holds stands at the head of the clause that a particle opens before a verb.
pub fn accusative_head(scene: &Scene, cue: &CueRead, from: usize) -> Option<usize> {
    // «أن شابا يبلغ 20 عاما أصيب»: a verb of the present describes him.
    if cue.kind != CueKind::Verb || cue.prefix.intersects(Prefix::CONJUNCTION) || !cue.features.contains(Features::PAST) {
        return None;
    }
    let clause = (from.max(cue.tokens.start.saturating_sub(OWN_SUBJECT))..cue.tokens.start).rev().take_while(|t| !scene.is_comma(*t));
    let opened = |t: usize| {
        let opener = scene.word(t, WordRole::That).or_else(|| scene.word(t, WordRole::Conjunction));
        opener.filter(|h| !h.pronoun).map(|h| h.end as usize)
    };
    let somebody = |head: &usize| {
        let form = scene.document.form(*head);
        *head < cue.tokens.start && letters::accusative(form) && !letters::in_pronoun_alef(form) && is_one_told(scene, *head)
    };
    clause.filter_map(opened).find(somebody)
}

/// «كينيا، من جانبها، اتهمت أوغندا»: the actor with whom a sentence or clause begins, where nothing but turns, adverbs, times and a
/// relative clause between commas stands before the verb.
pub fn far_before(scene: &Scene, cue: &CueRead, sentence: Range<usize>) -> Option<Found> {
    if cue.prefix.intersects(Prefix::CONJUNCTION) {
        return None;
    }
    let passes = |at: usize| {
        let end = scene.any_word(at, &[WordRole::Turn, WordRole::Adverb]).map(|(_, end)| end);
        end.or_else(|| (scene.is_comma(at) || scene.document.hits.of(at, Subject::TimeWord).next().is_some()).then_some(at + 1)).or_else(
            || {
                let stated = scene.is_preposition(at, &[Preposition::In]).then(|| scene.word(at + 1, WordRole::Occasion)).flatten()?;
                Some(stated.end as usize)
            },
        )
    };
    let head = behind_opening(scene, sentence.start, cue.tokens.start);
    let mention = scene.actor_at(head).filter(|m| !m.carrier && !scene.is_governed(m) && scene.agrees(&of_mention(m), cue.features))?;
    let mut at = mention.tokens.end;
    let mut parted = false;
    while at < cue.tokens.start {
        if scene.is_comma(at) && scene.word(at + 1, WordRole::Relative).is_some() {
            at = (at + 1..cue.tokens.start).find(|t| scene.is_comma(*t))?;
        }
        parted |= !scene.is_comma(at);
        at = passes(at)?;
    }
    (at == cue.tokens.start && parted).then(|| Found { speaker: of_mention(mention), joint: Vec::new(), begin: mention.tokens.start })
}

/// The first token of a clause behind the turns, particles and marks that open it.
pub fn behind_opening(scene: &Scene, clause: usize, limit: usize) -> usize {
    let mut at = clause;
    while at < limit {
        match scene.any_word(at, &[WordRole::Turn, WordRole::That, WordRole::Conjunction]) {
            Some((_, end)) => at = end,
            None if scene.is_mark(at) => at += 1,
            None => break,
        }
    }
    at
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
        // «زلزال الوادي: نائب الرئيس يعلن 290 قتيلا»
        if scene.document.form(before) == ":" && headline::is_in_title(scene, before) {
            return at;
        }
        if at < token && scene.any_word(at, &[WordRole::That, WordRole::Conjunction]).is_some() {
            return at;
        }
        let verb = at < token
            && scene.document.hits.of(before, Subject::Cue).any(|h| {
                h.features.intersects(Features::PAST | Features::PRESENT) && scene.actor_over(before).is_none() && !of_reports(scene, h)
            });
        if verb {
            return at;
        }
        at = before;
    }
    floor
}

/// «رفع», «تضمن»: whether a verb says something only of a report or a toll, and is any verb elsewhere.
fn of_reports(scene: &Scene, hit: &Hit) -> bool {
    scene.lexicon.tables.cues.get(hit.row()).is_some_and(cue::is_of_reports)
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
