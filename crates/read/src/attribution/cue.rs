//! Which words of a sentence may be cues.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Cue, Frame, Occasion, Preposition, Way, WordRole};
use isnad_lexicon::{Hit, Subject};

use isnad_model::EntityType;

use super::scene::Scene;
use crate::letters;
use crate::mention::Mention;

/// How far behind its verb the blame may stand, in tokens: «حملت الحركة قادة الجيش الجدد المسؤولية».
const BLAME: usize = 10;

/// How far behind its verb the toll may stand that somebody raises or estimates, in tokens.
const TOLL: usize = 8;

/// How far behind «عبر» its «عن» may stand, in tokens.
const ABOUT: usize = 14;

/// How far behind a verb spelled like a preposition its clause may begin, in tokens.
const CLAUSE: usize = 12;

/// The grammatical kind of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// قال، يقول
    Verb,
    /// قائلاً، مؤكداً
    Participle,
    /// قوله، تأكيده
    Masdar,
    /// بحسب، وفقاً لـ
    Source,
    /// نقلت … عن …
    Relay,
}

/// A cue as it stands in a sentence.
#[derive(Clone, Debug)]
pub struct CueRead<'a> {
    pub tokens: Range<usize>,
    pub entry: &'a Cue,
    pub kind: CueKind,
    pub features: Features,
    pub prefix: Prefix,
    /// Whether a pronoun is attached: دعتها.
    pub pronoun: bool,
}

/// The cues of a sentence in order. Words inside quotations report nothing to the page; nor do words
/// inside a name.
pub fn candidates<'a>(scene: &Scene<'a>, sentence: Range<usize>) -> Vec<CueRead<'a>> {
    let mut found: Vec<CueRead> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        // «صلى الله عليه وسلم»
        if let Some(formula) = scene.word(at, WordRole::Formula) {
            at = formula.end as usize;
            continue;
        }
        // Most words are no cue.
        let cue = scene.document.hits.longest(at, Subject::Cue).is_some();
        if !cue || scene.actor_over(at).is_some() || scene.quotation_over(at).is_some() {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        let mut best: Option<CueRead> = None;
        for hit in scene.document.hits.of(at, Subject::Cue) {
            let Some(entry) = scene.lexicon.tables.cues.get(hit.row()) else { continue };
            let Some(kind) = kind_of(hit.features, entry, hit.pronoun, hit.prefix) else { continue };
            if is_noun(scene, hit, kind, entry)
                || is_bare_preposition(scene, hit, entry)
                || is_noun_of(scene, hit, entry)
                || keeps_name_back(scene, hit)
                || carries_statement(scene, hit)
                || is_possessed(scene, hit)
                || names_somebody(scene, hit)
                || blames_nobody(scene, hit, entry)
                || counts_nothing(scene, hit, entry)
                || is_byline(scene, hit)
            {
                continue;
            }
            let cue = CueRead { tokens: hit.tokens(), entry, kind, features: hit.features, prefix: hit.prefix, pronoun: hit.pronoun };
            let better = match &best {
                None => true,
                Some(b) => b.tokens.len() == cue.tokens.len() && rank(&cue) > rank(b),
            };
            if better {
                best = Some(cue);
            }
        }
        if let Some(cue) = best {
            next = cue.tokens.end;
            found.push(cue);
        }
        at = next;
    }
    found
}

/// «النهر- متابعة: طالب …»: what the outlet did, before its text.
fn is_byline(scene: &Scene, hit: &Hit) -> bool {
    let dash = hit.start.checked_sub(1).is_some_and(|t| matches!(scene.document.form(t as usize), "-" | "–" | "—"));
    dash && scene.document.form(hit.end as usize) == ":" && !hit.features.intersects(Features::PAST | Features::PRESENT)
}

/// Whether a word that could be a verb or a participle stands where only a noun can: «إلى رفض»,
/// «من أن رفض الدولة», «لكن منتقدين».
fn is_noun(scene: &Scene, hit: &Hit, kind: CueKind, entry: &Cue) -> bool {
    let at = hit.start as usize;
    if at == 0 || !hit.prefix.is_empty() {
        return false;
    }
    // «من قال», «بعدما أعلن», «حتى أعلن»: behind these verbs stand too.
    // «من أبرز المعالم»: a word that is mostly none is none behind «of».
    let of = !entry.certain && scene.is_preposition(at - 1, &[Preposition::From]);
    let verbal = !of && scene.word_before(at, WordRole::BeforeVerb).is_some();
    let preposition = !verbal && scene.word_before(at, WordRole::Preposition).is_some();
    match kind {
        CueKind::Verb => {
            // «بعد أن أعلن», «سبق أن أعلن»: a verb; «إن رفض الدولة» and «من أن رفض الدولة»: a noun.
            let that = !entry.certain
                && hit.features.contains(Features::PAST)
                && scene.word_before(at, WordRole::That).is_some_and(|w| {
                    w.start > 0
                        && (scene.is_preposition(w.start - 1, &[Preposition::From, Preposition::To, Preposition::On])
                            || scene.document.hits.of(w.start - 1, Subject::Cue).next().is_some())
                });
            preposition || that
        }
        CueKind::Participle => {
            preposition || scene.word_before(at, WordRole::That).is_some() || scene.word_before(at, WordRole::Conjunction).is_some()
        }
        _ => false,
    }
}

/// «تحمل اسم المدينة»: carries, blames nobody.
fn blames_nobody(scene: &Scene, hit: &Hit, entry: &Cue) -> bool {
    let finite = hit.features.intersects(Features::PAST | Features::PRESENT);
    finite && entry.frames.contains(&Frame::Blame) && !blame_behind(scene, hit.end as usize)
}

/// «رصد الحارس سيارة», «رفع المدير عدد الموظفين», «لا يقدر العمدة على»: a verb that tells something only of a report or of a toll.
fn counts_nothing(scene: &Scene, hit: &Hit, entry: &Cue) -> bool {
    let behind = hit.end as usize;
    let report = || matches!(scene.occasion(behind), Some(Occasion::Report | Occasion::Toll));
    let mut near = (behind..behind + TOLL).take_while(|t| !scene.is_mark(*t));
    let toll = |t: usize| scene.word(t, WordRole::Toll).is_some() || scene.word(t, WordRole::Count).is_some() && tells_toll(scene, t + 1);
    match entry.way {
        Some(Way::OfReport) => hit.pronoun || !report(),
        Some(Way::OfToll) => hit.pronoun || !near.any(toll),
        Some(Way::Estimate) => hit.features.contains(Features::PRESENT) && !near.any(|t| scene.word(t, WordRole::Count).is_some()),
        _ => false,
    }
}

/// «رصد», «رفع»: whether a verb tells something only of a report or a toll.
pub fn is_of_reports(entry: &Cue) -> bool {
    matches!(entry.way, Some(Way::OfReport | Way::OfToll))
}

/// «القتلى», «ضحايا», «المصابين»: whether a noun says what befell those counted.
fn tells_toll(scene: &Scene, at: usize) -> bool {
    let befell = |h: &Hit| match h.subject {
        Subject::MeasureWord => true,
        Subject::Counted => scene.lexicon.tables.counted.get(h.row()).is_some_and(|noun| noun.measure.is_some()),
        _ => false,
    };
    scene.document.hits.at(at).iter().any(befell)
}

/// «محملا الإدارة مسؤولية الحادث»
pub fn lays_blame(scene: &Scene, cue: &CueRead) -> bool {
    cue.entry.frames.contains(&Frame::Blame) && blame_behind(scene, cue.tokens.end)
}

fn blame_behind(scene: &Scene, end: usize) -> bool {
    (end..end + BLAME).take_while(|t| !scene.is_mark(*t)).any(|t| scene.word(t, WordRole::Blame).is_some())
}

/// «رجل يدعى سالم»: somebody's name follows, no report.
fn names_somebody(scene: &Scene, hit: &Hit) -> bool {
    let named = scene.word(hit.start as usize, WordRole::Named).is_some();
    let person = |m: &Mention| scene.is_person(m);
    named && scene.actor_at(hit.end as usize).is_some_and(person)
}

/// A pronoun that only nouns take, or that nobody is addressed by: «الحي» and «هناك» are no verbs.
fn is_possessed(scene: &Scene, hit: &Hit) -> bool {
    let form = scene.document.form(hit.end as usize - 1);
    let finite = hit.features.intersects(Features::PAST | Features::PRESENT);
    hit.pronoun && finite && letters::of_nouns(form)
}

/// «عبر الهاتف»: a preposition spelled like a verb that takes another one; «بين الطرفين»: like one that takes a clause at
/// once, «وبيّن الوزير أن».
fn is_bare_preposition(scene: &Scene, hit: &Hit, entry: &Cue) -> bool {
    let at = hit.start as usize;
    if hit.tokens().len() > 1 || scene.word(at, WordRole::Preposition).is_none_or(|w| w.end != hit.end) {
        return false;
    }
    // «بينه وبين الوزير»
    if hit.pronoun {
        return !entry.frames.contains(&Frame::About);
    }
    if entry.frames.contains(&Frame::About) {
        // «عبر كل من سالم ومحمود عن», «عبر سالم الحمدان، وهو عمدة، عن»; «عبر مواقع التواصل»
        let person = |m: &Mention| scene.is_person(m);
        let somebody = scene.word(at + 1, WordRole::Quantity).is_some() || scene.actor_at(at + 1).is_some_and(person);
        let about = || {
            let mut words = (at + 1..at + ABOUT).take_while(|t| !scene.is_mark(*t));
            words.any(|t| scene.is_preposition(t, &[Preposition::About]))
        };
        return !somebody && !about();
    }
    let opens = at == 0
        || scene.is_mark(at - 1)
        || scene.document.folded.tokens[at - 1].kind == TokenKind::Break
        || scene.role_before(at, &[WordRole::Turn]);
    let behind = scene.actor_at(at + 1).map_or(at + 1, |m| m.tokens.end);
    let near = scene.word(behind, WordRole::That).is_some() || scene.document.form(behind) == ":";
    let clause = near || opens && clause_behind(scene, at + 1);
    !clause || !hit.prefix.intersects(Prefix::CONJUNCTION) && !opens
}

/// «وأبان مدير المرور في البلدة أن»: a clause behind a noun and what describes it, with no other verb of saying, no relative
/// and no second «بين» before it.
fn clause_behind(scene: &Scene, from: usize) -> bool {
    let Some(that) = (from..from + CLAUSE).find(|t| scene.word(*t, WordRole::That).is_some_and(|h| !h.prefix.contains(Prefix::AND))) else {
        return false;
    };
    !scene.document.form(from).is_empty()
        && !(from..that).any(|t| {
            let verb = scene
                .document
                .hits
                .of(t, Subject::Cue)
                .any(|h| h.features.intersects(Features::PAST | Features::PRESENT) && scene.actor_over(t).is_none());
            verb || scene.word(t, WordRole::Relative).is_some() || matches!(scene.document.form(t), "." | "\n") || scene.is_digits(t)
        })
        && scene.word(that, WordRole::That).is_some()
        && scene.word_before(that, WordRole::Preposition).is_none()
}

/// «رفض الحكومة العرض»: a noun spelled like a verb of one man, with a body in the feminine right behind it.
fn is_noun_of(scene: &Scene, hit: &Hit, entry: &Cue) -> bool {
    let feminine =
        |m: &Mention| scene.document.folded.tokens[m.tokens.start].marbuta && scene.kind(m.entity) == Some(EntityType::Organisation);
    let masculine = hit.features.contains(Features::PAST) && !hit.features.intersects(Features::FEMININE | Features::PLURAL);
    masculine && !entry.certain && !hit.pronoun && scene.actor_at(hit.end as usize).is_some_and(feminine)
}

/// «ورفض نشر اسمه», «طلب عدم الكشف عن هويته»
fn keeps_name_back(scene: &Scene, hit: &Hit) -> bool {
    (hit.end as usize..hit.end as usize + 2).any(|t| scene.word(t, WordRole::Anonymity).is_some())
}

/// «في بيان أوردته الوكالة»: whoever passed the statement on reports nothing of its own.
fn carries_statement(scene: &Scene, hit: &Hit) -> bool {
    let at = hit.start as usize;
    let statement = if at > 0 && scene.is_comma(at - 1) { at - 1 } else { at };
    hit.pronoun && scene.word(at, WordRole::Issued).is_some() && scene.word_before(statement, WordRole::Occasion).is_some()
}

/// Of two readings of the same words the one that is surer.
fn rank(cue: &CueRead) -> (bool, bool) {
    (cue.entry.certain, cue.kind == CueKind::Verb)
}

fn kind_of(features: Features, entry: &Cue, pronoun: bool, prefix: Prefix) -> Option<CueKind> {
    if entry.frames.contains(&Frame::Source) {
        return Some(CueKind::Source);
    }
    let verb = features.intersects(Features::PAST | Features::PRESENT);
    match entry.way {
        Some(Way::Relay) => return verb.then_some(CueKind::Relay),
        Some(Way::Learn) => return Some(CueKind::Relay),
        _ => {}
    }
    if verb {
        Some(CueKind::Verb)
    } else if features.contains(Features::PARTICIPLE) {
        // «المؤكدة» is an adjective, «مؤكدا» a report.
        (!prefix.intersects(Prefix::ARTICLE | Prefix::PREPOSITION)).then_some(CueKind::Participle)
    } else if features.contains(Features::MASDAR) {
        // «قوله», «تأكيده»: the verbal noun reports only with its speaker attached.
        pronoun.then_some(CueKind::Masdar)
    } else {
        // «كاملة» is no «آملة».
        (!prefix.intersects(Prefix::PREPOSITION)).then_some(CueKind::Participle)
    }
}
