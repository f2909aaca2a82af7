//! What single words are where a subject is looked for: heads of a noun phrase, names, particles, bodies.

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CountedKind, NamingRole, Preposition, WordRole};
use isnad_lexicon::{Hit, Subject};

use super::frame::NAME_IN_MARKS;
use super::scene::Scene;
use crate::letters;
use crate::mention::is_naming;

/// Whether a word can be the head of a subject: a noun that nothing governs.
pub fn stands_as_head(scene: &Scene, at: usize) -> bool {
    if let Some(name) = scene.opened_at(at) {
        return name.len() <= NAME_IN_MARKS + 1 && is_definite(scene, name.start) && scene.quotation_over(at).is_none();
    }
    let form = scene.document.form(at);
    let word = scene.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
    let known = is_people(scene, at) || is_given(scene, at);
    // «بوضوح», «لأحكامه»: what may be a preposition is one, unless the word is known for somebody.
    let attached = letters::may_be_preposition(form);
    let cue = scene.document.hits.of(at, Subject::Cue).next().is_some();
    word && form.chars().count() > 2
        && scene.actor_at(at).is_none()
        && (known || !attached && !cue && !is_accusative(scene, at))
        && !is_particle(scene, at)
        && !is_verb(scene, at)
        && (scene.document.hits.of(at, Subject::TimeWord).next().is_none() || scene.word(at, WordRole::Teller).is_some())
        && scene.word(at, WordRole::Evidence).is_none()
        && scene.document.hits.of(at, Subject::Bound).next().is_none()
}

/// «رافضا», «محاولا»: a word that says how, and names nobody.
pub fn is_accusative(scene: &Scene, at: usize) -> bool {
    let form = scene.document.form(at);
    let known = scene.document.hits.at(at).iter().any(|h| is_naming(h.subject) && h.prefix.is_empty());
    let name = known || is_given(scene, at) || scene.is_name_like(at) && !letters::how(form);
    letters::accusative(form) && !letters::in_pronoun_alef(form) && !letters::has_article(form) && !name
}

/// Whether a word is a particle, which names nobody.
pub fn is_particle(scene: &Scene, at: usize) -> bool {
    const PARTICLES: [WordRole; 14] = [
        WordRole::Preposition,
        WordRole::That,
        WordRole::Relative,
        WordRole::Conjunction,
        WordRole::Demonstrative,
        WordRole::Not,
        WordRole::Turn,
        WordRole::Perhaps,
        WordRole::Pronoun,
        WordRole::Age,
        WordRole::Gloss,
        WordRole::Audience,
        WordRole::Bound,
        WordRole::Honour,
    ];
    scene.any_word(at, &PARTICLES).is_some()
}

/// Whether a word is a verb and no noun that is spelled so.
pub fn is_verb(scene: &Scene, at: usize) -> bool {
    let hits = scene.document.hits.at(at);
    let finite = hits.iter().any(|h| h.subject == Subject::Cue && h.features.intersects(Features::PAST | Features::PRESENT));
    let noun = is_given(scene, at)
        || hits.iter().any(|h| matches!(h.subject, Subject::Role | Subject::GroupNoun | Subject::Word | Subject::NamingWord));
    let form = scene.document.form(at);
    let past = letters::feminine_past(form);
    !noun && (finite || past && !hits.iter().any(|h| matches!(h.subject, Subject::CommonWord | Subject::Body | Subject::Organisation)))
}

/// Whether a preposition is written together with a word.
pub fn oblique(scene: &Scene, at: usize) -> bool {
    let form = scene.document.form(at);
    if letters::contracted(form) || scene.is_preposition(at, &[Preposition::For, Preposition::By]) {
        return true;
    }
    let mut governed = false;
    for hit in scene.document.hits.at(at) {
        if hit.prefix.difference(Prefix::ARTICLE).is_empty() {
            return false;
        }
        governed |= hit.prefix.intersects(Prefix::BY | Prefix::TO | Prefix::AS);
    }
    governed
}

/// Whether a word has the article or names a body or somebody.
pub fn is_definite(scene: &Scene, at: usize) -> bool {
    letters::has_article(scene.document.form(at)) || names_body(scene, at) || scene.actor_at(at).is_some()
}

/// Whether a word is a noun, or its adjective, of which nothing says which one is meant.
pub fn is_indefinite(scene: &Scene, at: usize) -> bool {
    let word = scene.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
    word && !letters::definite(scene.document.form(at))
        && scene.actor_over(at).is_none()
        && !is_particle(scene, at)
        && !is_verb(scene, at)
        && !is_name(scene, at)
        && scene.document.hits.of(at, Subject::Cue).next().is_none()
}

/// Whether a word is a given or family name and nothing else.
pub fn is_given(scene: &Scene, at: usize) -> bool {
    scene
        .document
        .hits
        .of(at, Subject::GivenName)
        .any(|h| h.prefix.is_empty() && scene.lexicon.tables.given_names.get(h.row()).is_some_and(|n| !n.word && !n.particle))
}

/// Whether a word can only be a name.
pub fn is_name(scene: &Scene, at: usize) -> bool {
    is_given(scene, at) || scene.is_name_like(at)
}

/// Whether a name begins at a token: «سالم الحمدان», «المنتج سالم».
pub fn begins_name(scene: &Scene, at: usize) -> bool {
    is_name(scene, at) || letters::has_article(scene.document.form(at)) && is_name(scene, at + 1)
}

/// Whether a word surely says that somebody or a body is meant.
pub fn is_people(scene: &Scene, at: usize) -> bool {
    if let Some(name) = scene.opened_at(at) {
        return is_definite(scene, name.start);
    }
    let plain = |p: Prefix| p.difference(Prefix::ARTICLE).is_empty();
    let known = scene
        .document
        .hits
        .at(at)
        .iter()
        .any(|h| plain(h.prefix) && matches!(h.subject, Subject::Role | Subject::GroupNoun | Subject::Body));
    known || names_body(scene, at) || scene.word(at, WordRole::Teller).is_some() || scene.is_source(at)
}

/// «مسؤولا», «طبيبا»: whether a word says what somebody is who may tell something.
pub fn is_one_told(scene: &Scene, at: usize) -> bool {
    let somebody = |h: &Hit| match h.subject {
        Subject::Counted => scene.lexicon.tables.counted.get(h.row()).is_some_and(|noun| noun.kind == CountedKind::Person),
        _ => is_teller(scene, h),
    };
    scene.document.hits.at(at).iter().any(|h| h.prefix.is_empty() && somebody(h)) || scene.is_source(at)
}

/// Whether a hit names somebody who tells: «مسؤولين», «وسائل إعلام».
pub fn is_teller(scene: &Scene, hit: &Hit) -> bool {
    match hit.subject {
        Subject::Role | Subject::GroupNoun | Subject::Body => true,
        Subject::Word => scene.row(hit).is_some_and(|w| w.role == WordRole::Teller),
        _ => false,
    }
}

/// Whether a word begins the name of a body: «حركة», «هيئة», «صحيفة».
pub fn names_body(scene: &Scene, at: usize) -> bool {
    scene.document.hits.of(at, Subject::NamingWord).any(|h| {
        let role = scene.lexicon.tables.naming.get(h.row()).map(|w| w.role);
        h.prefix.difference(Prefix::ARTICLE).is_empty()
            && matches!(role, Some(NamingRole::Head | NamingRole::Organisation | NamingRole::Medium | NamingRole::Party))
    })
}

/// Whether a word says what kind of house or ground it is: «المستشفى», «الجامعة».
pub fn names_facility(scene: &Scene, at: usize) -> bool {
    let facility = |h: &Hit| scene.lexicon.tables.naming.get(h.row()).is_some_and(|w| w.role == NamingRole::Facility);
    scene.document.hits.of(at, Subject::NamingWord).any(|h| h.prefix.difference(Prefix::ARTICLE).is_empty() && facility(h))
}

/// Whether a word says what one person is: «متحدثة», «عضو».
pub fn is_one(scene: &Scene, at: usize) -> bool {
    scene.document.hits.of(at, Subject::Role).next().is_some()
}

/// Whether a name of a person, body or place ends right before a token.
pub fn ends_mention(scene: &Scene, at: usize) -> bool {
    scene.mentions.beginning_in(at.saturating_sub(4)..at).iter().any(|m| m.tokens.end == at)
}

/// Whether nothing of the words before a token waits for whose it is: they end in the article, a name, a pronoun.
pub fn is_closed(scene: &Scene, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let form = scene.document.form(before);
    let pronoun = letters::hers(form) || letters::definite(scene.document.form(at)) && scene.ends_in_his(before);
    letters::definite(form) || ends_mention(scene, at) || pronoun
}
