//! Who holds the title that a speaker is named by: the name stands behind it, past what the title is of.

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Preposition, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::EntityType;

use super::cue::CueRead;
use super::nouns::{is_accusative, is_given, is_particle, is_verb, oblique};
use super::scene::Scene;
use super::speaker::{add, of_mention};
use crate::act::Speaker;
use crate::letters;

/// How far behind a title its holder's name or the comma before it may stand, in tokens.
const APPOSITION: usize = 9;

/// The most words of a name none of which need be known for one.
const UNKNOWN: usize = 4;

/// The most words of a name.
const LONGEST: usize = 6;

/// «المتحدث باسم الجيش، العميد سالم الحمدان، إن», «المتحدث باسم الدفاع المدني بالمنطقة سالم الحمدان إن»: whoever is named in
/// apposition to the title that a speaker is named by. `told`: what is reported begins at `frame`, with words that part it from the name.
pub fn holder(scene: &Scene, cue: &CueRead, speaker: &Speaker, frame: usize, told: bool) -> Option<Speaker> {
    let titled = scene.document.hits.of(speaker.tokens.start, Subject::Role).next().is_some();
    if !titled || is_named(scene, speaker.tokens.clone()) {
        return None;
    }
    let before = speaker.tokens.start < cue.tokens.start;
    let limit = if before { cue.tokens.start } else { frame };
    // «الدكتور الشمري»: a family's name names its holder.
    let family = speaker.tokens.clone().any(|t| scene.document.hits.of(t, Subject::GivenName).any(|h| is_known_name(scene, h, true)));
    behind_comma(scene, speaker, limit)
        .or_else(|| (!family && !before).then(|| directly_behind(scene, speaker.tokens.end, limit, told)).flatten())
}

/// Whether a name stands among words.
fn is_named(scene: &Scene, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|t| {
        let hits = scene.document.hits.at(t);
        let known = |h: &Hit| h.subject == Subject::Person || h.subject == Subject::GivenName && is_known_name(scene, h, false);
        scene.is_name_like(t) || hits.iter().any(known)
    })
}

/// Whether a hit is a given name, or a family's, and nothing else.
fn is_known_name(scene: &Scene, hit: &Hit, family: bool) -> bool {
    scene.lexicon.tables.given_names.get(hit.row()).is_some_and(|n| n.family == family && !n.word && !n.particle)
}

fn behind_comma(scene: &Scene, speaker: &Speaker, limit: usize) -> Option<Speaker> {
    let comma = (speaker.tokens.end..limit.min(speaker.tokens.end + APPOSITION)).find(|t| scene.is_comma(*t))?;
    let Some(name) = scene.actor_at(comma + 1).filter(|m| !m.anaphoric && is_named(scene, m.tokens.clone())) else {
        return between_commas(scene, comma, limit).map(|name| add(scene, name, EntityType::Person));
    };
    let closes = name.tokens.end >= limit || scene.is_comma(name.tokens.end) || scene.word(name.tokens.end, WordRole::That).is_some();
    (scene.is_person(name) && closes).then(|| of_mention(name))
}

/// «وزير الطاقة، زاو مين تون، إن»: a name that nothing is known of, between commas, with nothing but what was said behind it.
fn between_commas(scene: &Scene, comma: usize, limit: usize) -> Option<Range<usize>> {
    let close = (comma + 2..limit.min(comma + 2 + LONGEST)).find(|t| scene.is_comma(*t))?;
    if close + 1 < limit && scene.word(close + 1, WordRole::That).is_none() {
        return None;
    }
    let rank = |t: usize| scene.document.hits.of(t, Subject::Role).find(|h| h.prefix.difference(Prefix::ARTICLE).is_empty());
    let mut first = comma + 1;
    while let Some(title) = rank(first).filter(|h| (h.end as usize) < close) {
        first = title.end as usize;
    }
    let named = (2..=UNKNOWN).contains(&(close - first))
        && (first..close).any(|t| scene.is_name_like(t) || is_given(scene, t) || scene.document.hits.at(t).is_empty());
    let word = |t: usize| is_own(scene, t) && !letters::has_article(scene.document.form(t)) && !letters::accusative(scene.document.form(t));
    (named && (first..close).all(word)).then_some(comma + 1..close)
}

/// The name behind all that a title is of: adjectives, «بقيادة حرس الحدود», «في المنطقة», another rank.
fn directly_behind(scene: &Scene, from: usize, limit: usize, told: bool) -> Option<Speaker> {
    let mut at = from;
    let mut governed = false;
    while at < limit.min(from + APPOSITION) {
        if let Some(mention) = scene.actor_at(at) {
            if mention.carrier {
                return None;
            }
            if scene.is_person(mention) && is_named(scene, mention.tokens.clone()) {
                let own = !mention.anaphoric && !governed && !scene.is_oblique(mention) && !letters::joined(scene.document.form(at));
                // «علي بن عطية»: the word before «son of» is a name.
                let cut = at > from && is_particle_of_names(scene, at);
                let whole = || add(scene, at - 1..mention.tokens.end, EntityType::Person);
                return own.then(|| if cut { whole() } else { of_mention(mention) });
            }
            at = mention.tokens.end;
            governed = false;
            continue;
        }
        if let Some(place) = scene.mentions.beginning_in(at..at + 1).first().filter(|_| governed || oblique(scene, at)) {
            at = place.tokens.end;
            governed = false;
            continue;
        }
        if !governed && let Some(name) = name_at(scene, at, limit).or_else(|| told.then(|| unknown_name(scene, at, limit)).flatten()) {
            return Some(add(scene, name, EntityType::Person));
        }
        let rank = scene.document.hits.of(at, Subject::Role).any(|h| h.prefix.difference(Prefix::ARTICLE).is_empty());
        let of = scene.is_preposition(at, &[Preposition::In, Preposition::At]) || scene.word(at, WordRole::OnBehalf).is_some();
        let adjective = letters::has_article(scene.document.form(at));
        // «العميد بحري»
        let ranked = at > from && scene.document.hits.of(at - 1, Subject::Role).next().is_some() && letters::nisba(scene.document.form(at));
        let described = of || oblique(scene, at) || governed || rank || ranked || adjective;
        if !described || parts(scene, at) {
            return None;
        }
        // «في المنطقة», «بقيادة حرس»: what stands behind it is not the holder yet.
        governed = !(rank || ranked || adjective || letters::contracted(scene.document.form(at)));
        at += 1;
    }
    None
}

/// Whether a word ends what belongs to a title.
fn parts(scene: &Scene, at: usize) -> bool {
    let form = scene.document.form(at);
    const PARTICLES: [WordRole; 8] = [
        WordRole::Formula,
        WordRole::That,
        WordRole::Relative,
        WordRole::Conjunction,
        WordRole::Bound,
        WordRole::Audience,
        WordRole::Occasion,
        WordRole::Pronoun,
    ];
    // «في أثناء», «في حال»
    let phrase = scene.word(at, WordRole::Preposition).is_some_and(|h| h.tokens().len() > 1);
    scene.is_mark(at)
        || phrase
        || scene.any_word(at, &PARTICLES).is_some()
        || is_verb(scene, at)
        || letters::joined(form)
        || scene.ends_in_pronoun(at)
        || scene.document.hits.of(at, Subject::TimeWord).next().is_some()
        || scene.document.hits.of(at, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT))
}

/// «خالد بن مرضي الحمدان»: two words or more that can only be a person's name, where whatever follows ends it.
fn name_at(scene: &Scene, at: usize, limit: usize) -> Option<Range<usize>> {
    // Behind a title a name that is a word too is a name.
    let given = |t: usize| {
        let names = &scene.lexicon.tables.given_names;
        let mut hits = scene.document.hits.of(t, Subject::GivenName);
        hits.any(|h| h.prefix.is_empty() && names.get(h.row()).is_some_and(|n| !n.particle))
    };
    let like = |t: usize| scene.is_name_like(t) && !scene.ends_in_his(t) && !is_accusative(scene, t);
    let name = |t: usize| (given(t) || like(t)) && scene.word(t, WordRole::Formula).is_none();
    // «علي بن عطية», but «على القرار».
    let preposition = scene.word(at, WordRole::Preposition).is_some() && !is_particle_of_names(scene, at + 1) && !is_given(scene, at + 1);
    if preposition || !name(at) || letters::has_article(scene.document.form(at)) {
        return None;
    }
    let mut end = at + 1;
    while end < limit.min(at + LONGEST) && !scene.is_mark(end) {
        if is_family(scene, end, (at..end).any(given)) {
            end += 1;
            break;
        }
        if !(is_particle_of_names(scene, end) || name(end)) {
            break;
        }
        end += 1;
    }
    let closes = end >= limit
        || scene.is_mark(end)
        || scene.any_word(end, &[WordRole::That, WordRole::Preposition, WordRole::Relative, WordRole::Matter]).is_some()
        || scene.document.hits.of(end, Subject::TimeWord).next().is_some()
        || letters::has_article(scene.document.form(end - 1));
    (closes && end - at >= 2 && !is_particle_of_names(scene, end - 1)).then_some(at..end)
}

/// «الحمدان», and no «اليوم», «الذي»; a common word only behind a given name: «تيسير المفرج», not «شؤون الإرهاب».
fn is_family(scene: &Scene, at: usize, behind_given: bool) -> bool {
    let form = scene.document.form(at);
    let other = |h: &Hit| matches!(h.subject, Subject::TimeWord | Subject::Word) || h.subject == Subject::CommonWord && !behind_given;
    let hits = scene.document.hits.at(at);
    letters::has_article(form)
        && !letters::oblique_plural(form)
        && (hits.iter().any(|h| h.subject == Subject::GivenName) || !hits.iter().any(other))
}

/// «بن»
fn is_particle_of_names(scene: &Scene, at: usize) -> bool {
    let particle = |h: &Hit| scene.lexicon.tables.given_names.get(h.row()).is_some_and(|n| n.particle);
    scene.document.hits.of(at, Subject::GivenName).any(particle)
}

/// «المدرب الهلالي جوريجوس دونيس: …»: words of whatever kind behind a definite title, with nothing but what was said behind them.
fn unknown_name(scene: &Scene, at: usize, limit: usize) -> Option<Range<usize>> {
    let end =
        (at..limit).find(|t| scene.is_mark(*t) || scene.any_word(*t, &[WordRole::That, WordRole::Relative]).is_some()).unwrap_or(limit);
    let own = |t: usize| is_own(scene, t);
    let definite = letters::definite(scene.document.form(at - 1)) && !letters::has_article(scene.document.form(at));
    // «المكلفة شؤون الإرهاب»
    let common = scene.document.hits.of(at, Subject::CommonWord).next().is_some()
        && !is_given(scene, at)
        && letters::has_article(scene.document.form(at + 1));
    (definite && !common && (2..=UNKNOWN).contains(&(end - at)) && (at..end).all(own)).then_some(at..end)
}

/// Whether a word of whatever kind may belong to a name.
fn is_own(scene: &Scene, at: usize) -> bool {
    !parts(scene, at)
        && !scene.document.folded.tokens[at].marbuta
        && scene.word(at, WordRole::Matter).is_none()
        && !letters::may_be_preposition(scene.document.form(at))
        && !is_particle(scene, at)
        && !oblique(scene, at)
        && !is_accusative(scene, at)
        && !scene.document.hits.of(at, Subject::Role).any(|h| h.prefix.is_empty())
}
