//! A headline's «X: words» and «words (X)».

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Preposition, WordRole};
use isnad_model::{EntityType, Modality, Mode};

use super::nouns::{is_name, is_verb, names_body};
use super::phrase::NAME_ALONE;
use super::scene::Scene;
use super::speaker::{add, of_mention};
use crate::act::Act;
use crate::letters;

/// The most tokens before a headline's colon, the colon among them.
const HEADLINE: usize = 9;

/// The most tokens of a title.
const TITLE: usize = 40;

/// The most tokens of whoever the bracket at a headline's end names.
const BRACKET: usize = 5;

/// A headline's «X: words».
pub fn before_colon(scene: &Scene, sentence: Range<usize>) -> Option<Act> {
    // «عاجل | وزارة الصحة: …»
    let part = (sentence.start..sentence.end.min(sentence.start + HEADLINE)).rfind(|t| scene.document.form(*t) == "|");
    let start = (part.unwrap_or(sentence.start)..sentence.end).find(|t| !scene.is_mark(*t))?;
    let colon = (start + 1..sentence.end.min(start + HEADLINE)).find(|t| scene.document.form(*t) == ":")?;
    if colon + 2 >= sentence.end {
        return None;
    }
    // «سالم الحمدان لـ"النهر": …»: whoever speaks to an outlet speaks, whatever is known of the name.
    let outlet = (start + 1..colon).find(|t| is_outlet(scene, *t..colon));
    let told = outlet.filter(|end| scene.actor_at(start).is_none() && (start..*end).len() <= NAME_ALONE && is_paragraph(scene, &sentence));
    let speaker = match scene.actor_at(start) {
        None if let Some(end) =
            told.filter(|end| (start..*end).all(|t| is_name(scene, t) || t > start && letters::has_article(scene.document.form(t)))) =>
        {
            Some(add(scene, start..end, EntityType::Person))
        }
        // «المصدر: وكالات» credits, and quotes nobody.
        Some(_) if scene.is_source(start) && colon == start + 1 => None,
        // «"أطباء البلدة": …»
        Some(mention) if mention.tokens.end == colon || mention.tokens.end + 1 == colon && scene.is_mark(mention.tokens.end) => {
            // «سوريا: قتلى في …»: a headline's place is no speaker; «أرمينيا: نأمل» is.
            let state = scene.kind(mention.entity).is_some_and(|kind| matches!(kind, EntityType::State | EntityType::Place));
            (!state || in_first_person(scene, colon + 1)).then(|| of_mention(mention))
        }
        // «مواطنون: …»: people alone before the colon.
        None if is_paragraph(scene, &sentence) && are_people(scene, start..colon) => Some(add(scene, start..colon, EntityType::Group)),
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
                scene.kind(m.entity).is_some_and(|kind| !matches!(kind, EntityType::State | EntityType::Place)) && !scene.is_oblique(m)
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

/// «6 قتلى في انهيار الجسر (مصدر طبي)»: whoever the bracket at the end of the page's title names tells what stands before it.
pub fn in_bracket(scene: &Scene, sentence: Range<usize>) -> Option<Act> {
    let close = sentence.end.checked_sub(1).filter(|t| scene.document.form(*t) == ")")?;
    if sentence.start > 0 || !is_paragraph(scene, &sentence) {
        return None;
    }
    let open = (sentence.start + 1..close).rev().find(|t| scene.document.form(*t) == "(")?;
    let words = open + 1..close;
    // «استقالة سالم الحمدان (وزير النقل)»: who he is.
    if words.is_empty() || words.len() > BRACKET || scene.actor_over(open - 1).is_some() {
        return None;
    }
    let told = scene.is_source(words.start)
        || scene.word(words.start, WordRole::Teller).is_some()
        || scene
            .document
            .hits
            .at(words.start)
            .iter()
            .any(|h| h.prefix.difference(Prefix::ARTICLE).is_empty() && matches!(h.subject, Subject::Role | Subject::Body));
    let speaker = match scene.actor_at(words.start) {
        Some(mention) if mention.carrier => None,
        Some(mention) if mention.tokens.end == close => {
            let actor = scene.kind(mention.entity).is_some_and(|kind| !matches!(kind, EntityType::State | EntityType::Place));
            (actor && told).then(|| of_mention(mention))
        }
        _ if told => {
            let kind = if names_body(scene, words.start) { EntityType::Organisation } else { EntityType::Person };
            Some(add(scene, words, kind))
        }
        _ => None,
    }?;
    Some(Act {
        cue: open..sentence.end,
        feminine: None,
        mode: Mode::Said,
        speaker: Some(speaker),
        joint: Vec::new(),
        via: Vec::new(),
        content: sentence.start..open,
        extent: sentence.clone(),
        inside: Vec::new(),
        modality: Modality::Asserted,
    })
}

/// «لـ"النهر"», «لرويترز»: to whom somebody spoke.
fn is_outlet(scene: &Scene, tokens: Range<usize>) -> bool {
    let carrier = scene.actor_at(tokens.start).is_some_and(|m| m.carrier && scene.is_oblique(m) && m.tokens.end == tokens.end);
    let marks = scene.is_preposition(tokens.start, &[Preposition::For])
        && scene.opened_at(tokens.start + 1).map_or(tokens.len() <= 3, |name| name.end + 1 == tokens.end);
    carrier || marks
}

/// «مواطنون», «محللون أردنيون»: one or two words, the first people in the plural.
fn are_people(scene: &Scene, tokens: Range<usize>) -> bool {
    let plural = letters::masculine_plural(scene.document.form(tokens.start)) && !is_verb(scene, tokens.start);
    tokens.len() <= 2 && plural && !letters::has_article(scene.document.form(tokens.start)) && !tokens.clone().any(|t| scene.is_mark(t))
}

/// Whether nothing is known of a word but that persons are named so.
fn is_unknown(scene: &Scene, at: usize) -> bool {
    scene.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && !t.marbuta)
        && scene.document.form(at).chars().count() > 3
        && scene.document.hits.at(at).iter().all(|h| h.subject == Subject::GivenName)
}

/// Whether words speak of «us», or stand in marks: «لن نقبل», «لسنا», «سنواصل».
fn in_first_person(scene: &Scene, at: usize) -> bool {
    scene.opened_at(at).is_some() || scene.word(at, WordRole::FirstPerson).is_some() || letters::our_verb(scene.document.form(at))
}

/// Whether a token stands in the page's title.
pub fn is_in_title(scene: &Scene, at: usize) -> bool {
    at <= TITLE && scene.document.folded.tokens.iter().take(at).all(|t| t.kind != TokenKind::Break)
}

/// Whether a sentence is a paragraph by itself that no full stop ends, as headlines are, or the last part of the title:
/// «زلزال الوادي.. الداخلية: ارتفاع الوفيات».
fn is_paragraph(scene: &Scene, sentence: &Range<usize>) -> bool {
    let breaks = |t: Option<usize>| t.is_none_or(|t| scene.document.folded.tokens.get(t).is_none_or(|t| t.kind == TokenKind::Break));
    (breaks(sentence.start.checked_sub(1)) || is_in_title(scene, sentence.start))
        && breaks(Some(sentence.end))
        && scene.document.form(sentence.end - 1) != "."
}
