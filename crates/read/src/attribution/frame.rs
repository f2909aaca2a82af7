//! Where what is reported begins: the words a cue takes.

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Frame as Takes, NamingRole, Occasion, Preposition, WordRole};
use isnad_lexicon::{Hit, Subject};

use super::cue::{CueKind, CueRead};
use super::quotes::{begins_verb, is_label};
use super::scene::Scene;
use crate::letters;

/// The farthest that a frame may stand from its cue, in tokens: subject, title, apposition, occasion and
/// time stand between.
const REACH: usize = 48;

/// The same for a participle, which has no subject of its own behind it.
const PARTICIPLE_REACH: usize = 16;

/// How far behind its verb what somebody utters may begin, in tokens, where the verb takes words alone.
const WORDS_REACH: usize = 8;

/// How far behind a body that «ب» leads to its clause may begin, in tokens.
const CLAUSE_REACH: usize = 16;

/// The fewest tokens in marks behind a colon that are surely somebody's words and no name.
const SPEECH: usize = 4;

/// How far behind a name in marks the clause may begin that it said in a statement, in tokens.
const STATED: usize = 8;

/// The most words of a name in marks.
pub const NAME_IN_MARKS: usize = 4;

/// What is reported, as the cue's frame gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// From the first word reported to the sentence's end; the next act may cut it.
    pub content: Range<usize>,
    /// Whether it is a bare object, which begins after the subject.
    pub object: bool,
    /// Whether it stands before the cue.
    pub before: bool,
}

impl Frame {
    /// Whether words in marks stand behind a colon: nothing but speech does, whatever else the verb may mean.
    pub fn is_speech(&self, scene: &Scene) -> bool {
        let colon = self.content.start.checked_sub(1).is_some_and(|t| scene.document.form(t) == ":");
        !self.object && !self.before && colon && scene.opened_at(self.content.start).is_some_and(|words| words.len() >= SPEECH)
    }
}

/// Finds the frame after a cue.
pub fn find(scene: &Scene, cue: &CueRead, sentence: Range<usize>) -> Option<Frame> {
    let takes = |frame| cue.entry.frames.contains(&frame);
    let clause = takes(Takes::Clause);
    let frame = |start: usize, object: bool| Some(Frame { content: start..sentence.end, object, before: false });
    let reach = if cue.kind == CueKind::Participle && cue.tokens.len() == 1 { PARTICIPLE_REACH } else { REACH };
    let words = takes(Takes::Words);
    let reach = if words { WORDS_REACH } else { reach };
    let mut limit = sentence.end.min(cue.tokens.end + reach);
    // A verb in a relative clause takes nothing from beyond it.
    if cue.tokens.start > 0 && scene.word(cue.tokens.start - 1, WordRole::Relative).is_some() {
        limit = (cue.tokens.end..limit).find(|t| scene.is_comma(*t)).unwrap_or(limit);
    }
    let mut at = cue.tokens.end;
    // «دعا الغرب وروسيا، التي تعتبر أن …، إلى وقف»: the clause of a verb in a relative clause is that verb's.
    let (mut of_relative, mut in_relative) = (false, false);
    // The farthest frame by preposition; a clause after it wins: «شدد في البيان على أن».
    while at < limit {
        if let Some(that) = scene.word(at, WordRole::That) {
            if words {
                break;
            }
            if of_relative || !takes_that(scene, cue, at) {
                in_relative |= std::mem::take(&mut of_relative);
                at = that.end as usize;
                continue;
            }
            return (clause || cue.entry.frames.iter().any(|f| *f != Takes::Object)).then(|| frame(that.end as usize, false)).flatten();
        }
        let form = scene.document.form(at);
        // «الساعة 18:44»: no colon.
        if form == ":" && !(scene.is_digits(at - 1) && scene.is_digits(at + 1)) {
            return frame(at + 1, false);
        }
        if form == "(" {
            at = bracket_end(scene, at, limit).unwrap_or(at + 1);
            continue;
        }
        if let Some(inner) = scene.opened_at(at) {
            let label = is_name(scene, inner.clone()) || at > cue.tokens.end && is_label(scene, inner.clone());
            // «قال "فلان" إن», «أكدت "النهر" في بيان أنها»: whose clause follows.
            let speaks = inner.len() <= NAME_IN_MARKS && at == cue.tokens.end && clause && clause_behind(scene, inner.end + 1, limit);
            // «جاء في بيان المركز "أنه سعى"», «أبلغ الوزير المجلس "لن نقبل"»: a clause in marks is nothing else.
            let whole = clause && (scene.word(inner.start, WordRole::That).is_some() || begins_verb(scene, inner.start));
            let other = !cue.entry.certain && !whole && has_object(scene, cue, at);
            if in_relative || label || speaks || other {
                at = inner.end + 1;
                continue;
            }
            // «أعلن السبت مقتل 11 جنديا إثر هجوم شنته "…"»: what is told begins before the marks.
            if let Some(told) = toll_before(scene, cue, at).filter(|_| takes(Takes::Object)) {
                return frame(told, true);
            }
            if clause || words || takes(Takes::Object) || takes(Takes::By) {
                return frame(at, false);
            }
            at = inner.end + 1;
            continue;
        }
        // «مقتل عشرين على الأقل»: a bound's preposition is no frame.
        if let Some(bound) = scene.document.hits.longest(at, Subject::Bound).filter(|h| h.tokens().len() > 1 && at > cue.tokens.end) {
            at = bound.end as usize;
            continue;
        }
        if let Some(mention) = scene.actor_at(at) {
            if takes(Takes::By) && governed_by(scene, at) && at > cue.tokens.end {
                return frame(at, false);
            }
            at = mention.tokens.end;
            continue;
        }
        if let Some(wanted) = scene.preposition(at).and_then(taken_by) {
            // «أفاد بيان صادر عن الوزارة أن»
            let issued = scene.word_before(at, WordRole::Issued).is_some();
            if takes(wanted)
                && !issued
                && !is_occasion(scene, at + 1)
                && (cue.entry.certain || cue.entry.addressee || !has_object(scene, cue, at))
            {
                // «أكد الجيش مقتل ثلاثة في هجوم على قرية»: so it does before a preposition.
                if let Some(told) = toll_before(scene, cue, at).filter(|_| takes(Takes::Object) && !cue.entry.addressee) {
                    return frame(told, true);
                }
                return frame(scene.word(at + 1, WordRole::That).map_or(at + 1, |that| that.end as usize), false);
            }
            at += 1;
            continue;
        }
        // «مقتل 19 شخصا بينهم أطفال»: «among them» is governed by nothing.
        let among = scene.word(at, WordRole::Among).is_some();
        let by = takes(Takes::By) && !among && governed_by(scene, at) && !(clause && names_place_of(scene, at, limit));
        // «دعا للتهدئة», «دعا لـ"…"»
        let to = takes(Takes::To) && cue.entry.addressee && governed_to(scene, at);
        let bare = cue.entry.certain || cue.entry.addressee || !has_object(scene, cue, at);
        if (by || to) && bare && !is_occasion(scene, at) {
            return frame(at, false);
        }
        if at > cue.tokens.end {
            // «…، وقد بثت», «قالت إنه يظهر»: another clause, another verb's clause.
            if scene.word(at, WordRole::Aspect).is_some_and(|h| h.prefix.contains(Prefix::AND)) || has_clause_of_its_own(scene, at) {
                break;
            }
            if scene.word(at, WordRole::Relative).is_some() {
                match relative_end(scene, at, limit) {
                    Some(end) => at = end,
                    None => {
                        at += 1;
                        of_relative = has_clause_of_its_own(scene, at);
                        at += usize::from(of_relative);
                    }
                }
                continue;
            }
            let other_cue = scene
                .document
                .hits
                .of(at, Subject::Cue)
                .any(|h| h.features.intersects(Features::PAST) && h.prefix.intersects(Prefix::CONJUNCTION));
            // «انتقد القرار، معتبرا أن»: another clause.
            let beside = scene.is_comma(at - 1)
                && scene.document.hits.of(at, Subject::Cue).any(|h| h.features.contains(Features::PARTICIPLE) && h.prefix.is_empty());
            if beside {
                break;
            }
            if other_cue && let Some(end) = name_kept_back(scene, at) {
                at = end;
                continue;
            }
            let joins = scene.any_word(at, &[WordRole::Conjunction]);
            if other_cue || joins.is_some_and(|(_, end)| end > at + 1 || scene.word(at, WordRole::Loose).is_none()) {
                break;
            }
        }
        at += 1;
    }
    // A participle and a verbal noun take their frame at once.
    let object = behind_time(scene, cue.tokens.end, sentence.end);
    if takes(Takes::Object) && cue.kind != CueKind::Masdar && object < sentence.end && !scene.is_mark(object) {
        return frame(object, true);
    }
    None
}

/// Whether a clause begins at a token, or behind the words for when and where something was stated.
fn clause_behind(scene: &Scene, at: usize, limit: usize) -> bool {
    let that = |t: usize| scene.word(t, WordRole::That).is_some_and(|h| h.prefix.is_empty()) && !letters::may_be_to(scene.document.form(t));
    let stated = scene.is_preposition(at, &[Preposition::In]) && scene.word(at + 1, WordRole::Occasion).is_some();
    let mut words =
        (at..limit.min(at + STATED)).take_while(|t| !scene.is_mark(*t) && scene.document.hits.of(*t, Subject::Cue).next().is_none());
    that(at) || stated && words.any(that)
}

/// «أعلنت، أمس، وفاة 16»: the token behind a time between commas, else the token itself.
fn behind_time(scene: &Scene, at: usize, limit: usize) -> usize {
    let timed = |t: &usize| scene.document.hits.of(*t, Subject::TimeWord).next().is_some();
    let close = (at + 1..limit).find(|t| !timed(t));
    close.filter(|close| scene.is_comma(at) && *close > at + 1 && scene.is_comma(*close)).map_or(at, |close| close + 1)
}

/// Where a toll that the cue tells as its object begins, before a token: «أعلن الجيش مقتل …».
fn toll_before(scene: &Scene, cue: &CueRead, before: usize) -> Option<usize> {
    (cue.tokens.end..before).find(|t| scene.document.hits.of(*t, Subject::MeasureWord).any(|h| h.pronoun || h.prefix.is_empty()))
}

/// Whether «أن» at a token opens what the cue reports: no preposition that the cue does not take stands before it
/// («منذ أن», «بعد أن»).
fn takes_that(scene: &Scene, cue: &CueRead, at: usize) -> bool {
    if at <= cue.tokens.end {
        return true;
    }
    // «يمكن أن»: the clause of another verb.
    if scene.word_before(at, WordRole::Perhaps).is_some_and(|w| w.start > cue.tokens.end) {
        return false;
    }
    // «قال عرفان علي إن»: the end of a name is no preposition.
    let before = scene.word_before(at, WordRole::Preposition).filter(|w| w.len() == 1 && scene.actor_over(w.start).is_none());
    // «أعلنت فيه أنها»: a preposition that has its pronoun governs nothing behind it.
    let Some(preposition) = before.filter(|w| !scene.document.hits.of(w.start, Subject::Word).any(|h| h.pronoun)) else { return true };
    scene.preposition(preposition.start).and_then(taken_by).is_some_and(|taken| cue.entry.frames.contains(&taken))
}

/// «علقت القوات العمليات على الجبهات», «أقرت الجزيرة تشريعا»: a noun that is nobody's name and not the verb's subject, before
/// what the cue would take.
fn has_object(scene: &Scene, cue: &CueRead, at: usize) -> bool {
    let first = cue.tokens.end;
    let marbuta = scene.is_feminine(first);
    let subject = letters::has_article(scene.document.form(first)) && marbuta == cue.features.contains(Features::FEMININE);
    // «تابع سالم، الذي لعب في النهائي»: what a relative clause tells is no object.
    let relative =
        |t: &usize| cue.kind == CueKind::Verb && scene.word(*t, WordRole::Relative).is_some_and(|h| !h.prefix.contains(Prefix::AND));
    (first + usize::from(subject)..at).take_while(|t| !relative(t)).any(|t| {
        let form = scene.document.form(t);
        let accusative = letters::accusative(form) && !letters::has_article(form) && !scene.is_name_like(t);
        (letters::has_article(form) || accusative)
            && scene.actor_over(t).is_none()
            && !scene
                .document
                .hits
                .at(t)
                .iter()
                .any(|h| matches!(h.subject, Subject::TimeWord | Subject::Role | Subject::Word | Subject::GivenName))
    })
}

/// Whether a verb of saying stands at a token with its clause right behind it.
fn has_clause_of_its_own(scene: &Scene, at: usize) -> bool {
    scene.document.hits.of(at, Subject::Cue).any(|h| {
        h.features.intersects(Features::PAST | Features::PRESENT) && !h.pronoun && scene.word(h.end as usize, WordRole::That).is_some()
    })
}

/// «ورفض نشر اسمه»: where a clause about a name kept back ends.
fn name_kept_back(scene: &Scene, verb: usize) -> Option<usize> {
    (verb + 1..verb + 4).find_map(|t| scene.word(t, WordRole::Anonymity).map(|h| h.end as usize))
}

/// The frame that a preposition standing alone opens; «ب» and «ل» are written together with a word.
fn taken_by(preposition: Preposition) -> Option<Takes> {
    match preposition {
        Preposition::To => Some(Takes::To),
        Preposition::On => Some(Takes::On),
        Preposition::About => Some(Takes::About),
        Preposition::From => Some(Takes::From),
        Preposition::In => Some(Takes::In),
        Preposition::By | Preposition::For | Preposition::At => None,
    }
}

/// What was said, where the cue stands after it: «…», said X.
pub fn before(scene: &Scene, cue: &CueRead, sentence: Range<usize>) -> Option<Frame> {
    if !cue.entry.certain {
        return None;
    }
    let mut end = cue.tokens.start;
    // «"…"، كما قال فلان»
    if end > sentence.start && scene.word(end - 1, WordRole::AsSaid).is_some() {
        end -= 1;
    }
    while end > sentence.start && (scene.is_comma(end - 1) || scene.document.form(end - 1) == "-") {
        end -= 1;
    }
    let q = scene.quotation_over(end.checked_sub(2)?)?;
    let inner = scene.document.quotations.get(q)?.inner.clone();
    let label = is_name(scene, inner.clone()) || is_label(scene, inner.clone());
    (end > sentence.start && inner.end == end - 1 && !label).then_some(Frame { content: inner, object: false, before: true })
}

/// Whether ب is written together with a word that is no name beginning with that letter.
fn governed_by(scene: &Scene, token: usize) -> bool {
    let form = scene.document.form(token);
    if !letters::may_be_by(form) {
        return false;
    }
    let mut known = false;
    for hit in scene.document.hits.at(token) {
        if hit.prefix.contains(Prefix::BY) {
            return true;
        }
        known |= hit.prefix.is_empty();
    }
    !known
}

/// «أفاد الناطق الإعلامي بشرطة البلدة بأن»: where «ب» leads to the body of whoever speaks, and the clause stands behind it.
fn names_place_of(scene: &Scene, token: usize, limit: usize) -> bool {
    let body = scene.document.hits.at(token).iter().any(|h| {
        h.prefix.contains(Prefix::BY)
            && match h.subject {
                Subject::Body | Subject::GroupNoun => true,
                Subject::NamingWord => scene.lexicon.tables.naming.get(h.row()).is_some_and(|w| {
                    matches!(w.role, NamingRole::Head | NamingRole::Organisation | NamingRole::Facility | NamingRole::Medium)
                }),
                Subject::Word => scene.row(h).is_some_and(|w| w.role == WordRole::PlaceNoun),
                _ => false,
            }
    });
    let opens = |t: usize| {
        let that = scene.word(t, WordRole::That).is_some_and(|h| !h.prefix.contains(Prefix::AND));
        that || scene.document.form(t) == ":" || scene.opened_at(t).is_some()
    };
    body && (token + 1..limit.min(token + CLAUSE_REACH)).take_while(|t| !has_clause_of_its_own(scene, *t)).any(opens)
}

/// Whether ل is written together with a word that is no name beginning with that letter, or with a mark.
fn governed_to(scene: &Scene, token: usize) -> bool {
    let form = scene.document.form(token);
    letters::to_the(form)
        || scene.is_preposition(token, &[Preposition::For]) && scene.opened_at(token + 1).is_some()
        || scene.document.hits.at(token).iter().any(|h| h.prefix.contains(Prefix::TO))
            && !scene.document.hits.at(token).iter().any(|h| h.prefix.is_empty())
}

/// Whether the words at a token name the occasion or the channel, not what was said.
fn is_occasion(scene: &Scene, token: usize) -> bool {
    scene.word(token, WordRole::Occasion).is_some()
        || scene.actor_over(token).is_some_and(|m| m.carrier)
        || scene.actor_over(token + 1).is_some_and(|m| m.carrier)
        || matches!(scene.document.quotations.iter().find(|q| q.inner.start == token + 1), Some(q) if is_name(scene, q.inner.clone()))
}

/// Whether a quotation holds a name and nothing else: “تيليغرام”.
pub fn is_name(scene: &Scene, inner: Range<usize>) -> bool {
    scene.actor_over(inner.start).is_some_and(|m| m.tokens.end >= inner.end)
        || scene.mentions.all.iter().any(|m| m.tokens.start <= inner.start && m.tokens.end >= inner.end)
}

/// «…، كما قالت وسائل الإعلام»: what stands before is what was said, where nothing stands behind the speaker.
pub fn as_said(scene: &Scene, cue: &CueRead, speaker_end: usize, sentence: Range<usize>) -> Option<Frame> {
    let before = cue.tokens.start.checked_sub(1).filter(|t| *t > sentence.start)?;
    // «قتل ستة، تقول الشرطة»: a verb between a comma and its subject.
    let verb = scene.is_comma(before) && cue.kind == CueKind::Verb && cue.prefix.is_empty() && cue.entry.certain && !cue.pronoun;
    let particle = Some(before).filter(|t| verb || scene.word(*t, WordRole::AsSaid).is_some())?;
    // «كما أعلنت السلطات المحلية اليوم»: adjectives and times still belong to it.
    // «كما قال مصدر طبي لوكالة فرانس برس»: so does whoever carried it.
    let trails = |t: usize| {
        scene.is_definite_adjective(t)
            || scene.document.hits.of(t, Subject::TimeWord).next().is_some()
            || scene.actor_over(t).is_some_and(|m| m.carrier && scene.is_oblique(m))
            || scene.word(t, WordRole::Audience).is_some()
    };
    let closes = speaker_end >= sentence.end || (speaker_end..sentence.end).all(|t| scene.is_mark(t) || trails(t));
    (closes && speaker_end > cue.tokens.end || !verb && is_said_so(scene, cue, sentence.clone())).then_some(Frame {
        content: sentence.start..particle,
        object: false,
        before: true,
    })
}

/// «وبعد أن», «بينما», «عندما»: whether a clause begins at a token with which the sentence begins, before the main one.
pub fn opens_in_time(scene: &Scene, begin: usize, sentence: usize) -> bool {
    let opener = scene.word_before(begin, WordRole::Clause).filter(|w| w.start == sentence);
    opener.is_some_and(|w| scene.word(w.start, WordRole::Turn).is_none())
}

/// The comma behind which the main clause begins with its verb.
pub fn main_clause(scene: &Scene, content: Range<usize>) -> Option<usize> {
    let verb = |t: usize| {
        let finite = |h: &Hit| h.prefix.is_empty() && h.features.intersects(Features::PAST | Features::PRESENT);
        scene.document.hits.at(t).iter().any(|h| matches!(h.subject, Subject::Cue | Subject::MeasureWord | Subject::Trigger) && finite(h))
    };
    content.clone().find(|t| scene.is_comma(*t) && scene.quotation_over(*t).is_none() && verb(*t + 1))
}

/// «لا تزال الهزات مستمرة، كما أضاف.»: whether a verb that goes on, at the sentence's end, says that of what stands before.
pub fn is_said_so(scene: &Scene, cue: &CueRead, sentence: Range<usize>) -> bool {
    let so = cue.tokens.start > sentence.start + 2 && scene.word(cue.tokens.start - 1, WordRole::AsSaid).is_some();
    so && cue.entry.continues && (cue.tokens.end..sentence.end).all(|t| scene.is_mark(t))
}

/// «…، في حصيلة أولية أعلنتها السلطات»: a toll counts what stands before it.
pub fn tolled(scene: &Scene, cue: &CueRead, speaker_end: usize, sentence: Range<usize>) -> Option<Frame> {
    let toll = scene.word_before(cue.tokens.start, WordRole::Occasion).filter(|_| cue.pronoun && speaker_end > cue.tokens.end)?;
    let counts = scene.occasion(toll.start) == Some(Occasion::Toll);
    let before = scene.word_before(toll.start, WordRole::Preposition).filter(|w| counts && w.start > sentence.start + 1)?;
    Some(Frame { content: sentence.start..before.start, object: false, before: true })
}

/// Where a bracket that opens at a token ends.
pub fn bracket_end(scene: &Scene, open: usize, limit: usize) -> Option<usize> {
    (scene.document.form(open) == "(").then(|| (open + 1..limit).find(|t| scene.document.form(*t) == ")")).flatten().map(|t| t + 1)
}

/// Where a relative clause that begins at a token ends: at a comma, or where words in marks begin that no verb of saying in it
/// stands before («الذي يدير المصنع: "…"»).
fn relative_end(scene: &Scene, from: usize, limit: usize) -> Option<usize> {
    let finite = |t: usize| scene.document.hits.of(t, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT));
    let speech = |t: usize| scene.opened_at(t).is_some_and(|words| words.len() >= SPEECH && !is_label(scene, words));
    let says = (from..limit).find(|t| finite(*t)).unwrap_or(limit);
    (from..limit).find(|t| scene.is_comma(*t) || *t < says && (speech(*t) || scene.document.form(*t) == ":" && speech(*t + 1)))
}
