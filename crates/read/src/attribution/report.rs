//! Whose report or statement a verb tells from: «تصريحات الوزير التي قال فيها», «تقريرا أصدرته المنظمة وأكدت فيه».

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Way, WordRole};
use isnad_model::EntityType;

use super::cue::{CueKind, CueRead};
use super::phrase::noun_phrase;
use super::scene::Scene;
use super::source;
use super::speaker::{Found, add, of_mention};
use crate::letters;

/// How far before a relative clause the statement may stand that it tells of, in tokens.
const STATEMENT_REACH: usize = 12;

/// «تصريحات الوزير التي قال فيها إن»: whose statement it is.
pub fn of_statement(scene: &Scene, cue: &CueRead) -> Option<Found> {
    let relative = cue.tokens.start.checked_sub(1).filter(|t| scene.word(*t, WordRole::Relative).is_some())?;
    scene.word(cue.tokens.end, WordRole::Bound)?;
    let mut back = (relative.saturating_sub(STATEMENT_REACH)..relative).rev().take_while(|t| !matches!(scene.document.form(*t), "." | ":"));
    let statement = back.find_map(|t| scene.word(t, WordRole::Occasion).filter(|h| (h.end as usize) < relative))?;
    let issuer = scene.actor_at(statement.end as usize).filter(|m| !m.carrier && !scene.is_oblique(m))?;
    Some(Found { speaker: of_mention(issuer), joint: Vec::new(), begin: cue.tokens.start })
}

/// «فند المكتب قائمة نشرها الجيش وزعم أنها»: whoever published what somebody denies claims what stands in it.
pub fn of_published(scene: &Scene, cue: &CueRead) -> Option<Found> {
    let publisher = scene.actor_over(cue.tokens.start.checked_sub(1)?).filter(|m| !scene.is_oblique(m))?;
    let published = scene.word(publisher.tokens.start.checked_sub(1)?, WordRole::Issued).is_some();
    let fits = cue.entry.way == Some(Way::Claim) && published && scene.agrees(&of_mention(publisher), cue.features);
    fits.then(|| Found { speaker: of_mention(publisher), joint: Vec::new(), begin: cue.tokens.start })
}

/// «تقريرا أصدرته المنظمة وأكدت فيه أن», «نشرت المنظمة تقريرا وثقت فيه مقتل»: whose report it is.
pub fn of_report(scene: &Scene, cue: &CueRead, sentence: usize) -> Option<Found> {
    let within = scene.word(cue.tokens.end, WordRole::Bound).filter(|_| letters::within(scene.document.form(cue.tokens.end)));
    within.filter(|_| cue.kind == CueKind::Verb && !cue.pronoun && cue.features.contains(Features::PAST))?;
    let from = cue.tokens.start.saturating_sub(STATEMENT_REACH).max(sentence);
    let mut back = (from..cue.tokens.start).rev().take_while(|t| !matches!(scene.document.form(*t), "." | ":"));
    let report = back.find_map(|t| scene.word(t, WordRole::Occasion).filter(|h| !h.prefix.contains(Prefix::ARTICLE)))?;
    let found = |speaker| Some(Found { speaker, joint: Vec::new(), begin: cue.tokens.start });
    if let Some(at) = source::issued_by(scene, report.end as usize, cue.tokens.start) {
        return match scene.actor_at(at) {
            Some(issuer) => found(of_mention(issuer)),
            None => noun_phrase(scene, at, cue.tokens.start).and_then(|name| found(add(scene, name, EntityType::Organisation))),
        };
    }
    // «تصريحات على لسان فلان قال فيها»: somebody named behind it.
    let issuer = scene.actor_over((report.start as usize).checked_sub(1)?)?;
    if (report.end as usize..cue.tokens.start).any(|t| scene.actor_over(t).is_some() || scene.preposition(t).is_some()) {
        return None;
    }
    let own = !issuer.carrier && !scene.is_governed(issuer) && scene.agrees(&of_mention(issuer), cue.features);
    own.then(|| found(of_mention(issuer))).flatten()
}
