//! Sources named beside the clause (بحسب، نقلاً عن), relays (نقلت … عن …) and channels (في مقابلة مع …).

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Occasion, Preposition, Way, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, Modality, Mode, Name};

use super::cue::{CueKind, CueRead};
use super::phrase;
use super::scene::Scene;
use super::speaker;
use super::subject;
use crate::act::{Act, Acts, Speaker};
use crate::letters;
use crate::mention::{Entity, Mention};

/// How far from the phrase its source may stand, in tokens.
const REACH: usize = 8;

/// The most tokens between whom a source names and the comma that closes the phrase.
const ASIDE: usize = 4;

/// The most words of a title that stands for whom an agency passes on.
const TELLER: usize = 10;

/// The most tokens of an outlet's name in marks, its closing mark among them.
const AUDIENCE: usize = 5;

/// Reads «بحسب X»: X stands behind the clause; a carrier, where somebody else speaks already, carried it.
/// Gives the tokens of the whole cue, whose verb opens no act of its own.
/// `last`: whoever spoke last, for «بحسب المصدر نفسه».
pub fn read(
    scene: &Scene,
    cue: &CueRead,
    sentence: Range<usize>,
    acts: &mut Acts,
    first_of_sentence: usize,
    last: Option<Speaker>,
) -> Range<usize> {
    // «بحسب ما ذكرت وكالة …»: the verb belongs to the cue.
    let mut end = cue.tokens.end;
    let mut mode = None;
    let mut relays = false;
    if scene.word(end, WordRole::What).is_some() {
        end += 1;
    }
    if let Some(verb) = scene.document.hits.of(end, Subject::Cue).next().filter(|_| scene.actor_over(end).is_none()) {
        let entry = scene.lexicon.tables.cues.get(verb.row());
        mode = entry.map(|c| c.mode);
        end = verb.end as usize;
        relays = entry.is_some_and(|c| c.id == "relay");
    }
    // «قال فلان "…"، بسبب تدخل فلان "للتأثير …" بحسب بيان»: other words in marks than those that the act reports.
    let quoted = cue.tokens.start.checked_sub(2).and_then(|t| scene.quotation_over(t)).map(|q| scene.document.quotations[q].inner.clone());
    let quoted = quoted.filter(|q| q.end + 1 == cue.tokens.start);
    if let Some(words) = &quoted {
        for act in &mut acts.all[first_of_sentence..] {
            let first = scene.quotation_over(act.content.start + 1).map(|q| scene.document.quotations[q].inner.end);
            let begins = scene.opened_at(act.content.start).is_some();
            if let Some(end) = first.filter(|end| begins && *end < words.start && act.content.contains(&words.start)) {
                act.content.end = end;
                act.extent.end = act.extent.end.min(end).max(act.cue.end);
            }
        }
    }
    // «على حد قوله»: whoever spoke last.
    let own = cue.pronoun && scene.word(cue.tokens.end - 1, WordRole::What).is_none();
    let last = last.filter(|last| !own || scene.agrees(last, letters::of_pronoun(scene.document.form(cue.tokens.end - 1))));
    let reach = sentence.end.min(end + REACH);
    let (speaker, carrier, named_end) = match named(scene, end, reach).filter(|_| !own) {
        None if own => match last {
            Some(last) => (last, false, cue.tokens.end),
            None => return cue.tokens.start..end,
        },
        Some(source) => {
            // «بحسب المصدر»: the source named before.
            let anaphor = scene
                .word(source.tokens.start, WordRole::Occasion)
                .is_some_and(|h| h.tokens() == source.tokens && h.prefix.contains(Prefix::ARTICLE));
            let named = speaker::of_mention(source);
            (last.clone().filter(|_| anaphor).unwrap_or(named), source.carrier && !anaphor, source.tokens.end)
        }
        // «وفقا للبيان»: whoever made it.
        None if let Some((statement, last)) = definite_statement(scene, cue.tokens.clone(), end).zip(last.clone()) => {
            (last, false, statement)
        }
        // «وفق آخر حصيلة أعلنت عنها وكالة …»: whoever announced it, though no mention holds the name.
        None if let Some(issuer) = announcer(scene, end, reach).and_then(|at| phrase::noun_phrase(scene, at, reach + REACH)) => {
            (speaker::add(scene, issuer.clone(), EntityType::Organisation), false, issuer.end)
        }
        // «حسبما أفاد فلان الفلاني، المسؤول في …», «وفق الناطق باسم المجلس»: whom no mention holds.
        None => {
            // «بحسب ما لاحظ مراسل»: a verb that is no cue.
            let bare = scene.word(cue.tokens.start, WordRole::Preposition).is_some();
            let verb = usize::from(mode.is_none() && !bare && scene.word(end - 1, WordRole::What).is_some());
            let found = subject::of_source(scene, end + verb, sentence.end.min(end + REACH + REACH), mode.is_some() || verb > 0);
            let found = found.or_else(|| {
                let phrase = phrase::noun_phrase(scene, end, reach).filter(|t| mode.is_some() && t.len() >= 2)?;
                Some((speaker::add(scene, phrase.clone(), EntityType::Group), phrase.end))
            });
            match found {
                Some((speaker, named_end)) => (speaker, false, named_end),
                None => return cue.tokens.start..end,
            }
        }
    };
    // «وفق ما نقلت الوكالة عن الوزارة»: the carrier is named, and behind it whoever speaks.
    let told = (relays && scene.is_preposition(named_end, &[Preposition::About]))
        .then(|| scene.actor_at(named_end + 1))
        .flatten()
        .map(|m| (speaker::of_mention(m), m.tokens.end));
    let (speaker, carrier, named_end, via) = match told {
        Some((teller, teller_end)) => (teller, false, teller_end, vec![speaker]),
        None => (speaker, carrier, named_end, Vec::new()),
    };
    // «…، بحسب ما أفاد مصدر، حسبما ذكرت الصحف»: a source behind a source carried what that one said.
    if let Some(act) = acts.all[first_of_sentence..].last_mut()
        && (act.extent.end..=act.extent.end + 1).contains(&cue.tokens.start)
        && act.content.end <= act.cue.start
        && scene.is_comma(cue.tokens.start - 1)
    {
        if act.speaker.as_ref().is_some_and(|s| s.entity != speaker.entity) {
            act.via.push(speaker);
        }
        return cue.tokens.start..end;
    }
    // «على ما أعلنت وكالة … نقلا عن شهود»: the carrier that is the source right before carried it.
    if let Some(act) = acts.all[first_of_sentence..].last_mut().filter(|a| a.extent.end == cue.tokens.start && a.content.end <= a.cue.start)
        && let Some(teller) = act.speaker.clone().filter(|s| scene.actor_at(s.tokens.start).is_some_and(|m| m.carrier))
    {
        act.via.push(teller);
        act.speaker = Some(speaker);
        act.extent.end = named_end;
        return cue.tokens.start..end;
    }
    // «ذكرت القناة نقلا عن الشرطة أن …»: the source stands behind what the act around it reports.
    let around = acts.all[first_of_sentence..]
        .iter_mut()
        .find(|a| a.speaker.is_some() && a.cue.end <= cue.tokens.start && cue.tokens.start < a.content.start);
    if let Some(act) = around {
        if let Some(teller) = act.speaker.clone().filter(|s| scene.actor_at(s.tokens.start).is_some_and(|m| m.carrier)) {
            act.via.push(teller);
            act.speaker = Some(speaker);
        }
        return cue.tokens.start..end;
    }
    // «وقال فلان "… ."وفقا لرويترز»: a full stop within the marks, and whoever carried them.
    if let Some(words) = quoted.as_ref().filter(|_| carrier)
        && let Some(act) = acts.all[..first_of_sentence]
            .iter_mut()
            .rev()
            .take(1)
            .find(|a| words.contains(&a.content.start) || a.content.contains(&words.start))
    {
        act.via.push(speaker);
        return cue.tokens.start..end;
    }
    let said = acts.all[first_of_sentence..].iter().position(|a| {
        // An act in a clause at the sentence's end is not what the source stands behind.
        let whole = a.extent.start.saturating_sub(sentence.start) * 2 <= cue.tokens.start.saturating_sub(sentence.start);
        a.speaker.is_some() && whole && (a.content.contains(&cue.tokens.start) || a.content.end + 2 >= cue.tokens.start)
    });
    if let Some(at) = said {
        let act = &mut acts.all[first_of_sentence + at];
        if carrier {
            act.via.push(speaker);
            act.content.end = act.content.end.min(cue.tokens.start).max(act.content.start);
            return cue.tokens.start..end;
        }
        if act.speaker.as_ref().is_some_and(|s| s.entity == speaker.entity) {
            return cue.tokens.start..end;
        }
    }
    let opens = (sentence.start..cue.tokens.start)
        .all(|t| scene.is_mark(t) || scene.any_word(t, &[WordRole::Turn, WordRole::Conjunction]).is_some());
    // «شنت الطائرات غارات، وبحسب مصادر طبية فقد قتل خمسة»: «so» begins what it stands behind.
    let opens = opens || begins_with_so(scene, named_end);
    // «… "للتأثير في الناخبين" بحسب بيان الحزب»: the words in marks right before.
    let content = if let Some(inner) = quoted.filter(|_| said.is_none()) {
        inner
    } else if let Some(bracket) = scene.bracket_over(cue.tokens.start, &sentence).filter(|b| b.start < cue.tokens.start) {
        bracket.start..cue.tokens.start
    } else if opens {
        let after = named_end;
        // «وبحسب رويترز، لم يكن …», «بحسب بيان …: "…"»
        let mark = (after..sentence.end.min(after + 6)).find(|t| scene.is_comma(*t) || scene.document.form(*t) == ":");
        // «وبحسب السلطات قتل ستة، بينما …»: what is told has begun.
        let mark = mark.filter(|mark| !(after..*mark).any(|t| tells(scene, t)));
        mark.map_or(after, |t| t + 1)..sentence.end
    } else if scene.document.form(named_end) == ":" {
        named_end + 1..sentence.end
    } else {
        let start =
            acts.all[first_of_sentence..].iter().map(|a| a.content.end).filter(|e| *e <= cue.tokens.start).max().unwrap_or(sentence.start);
        let start = if start + 2 >= cue.tokens.start { sentence.start } else { start };
        // «… "المدينة"، مضيفا أن …، على حد قوله»: what closes the words before is not what is told.
        let closes = |t: &usize| scene.is_mark(*t) && scene.opened_at(*t).is_none();
        let start = (start..cue.tokens.start).find(|t| !closes(t)).unwrap_or(start);
        let same = |a: &Act| a.extent.start == start && a.speaker.as_ref().is_some_and(|s| s.entity == speaker.entity);
        if acts.all[first_of_sentence..].iter().any(same) {
            return cue.tokens.start..end;
        }
        start..goes_on_behind(scene, cue.tokens.start, named_end, sentence.end).unwrap_or(cue.tokens.start)
    };
    if content.len() < 2 {
        return cue.tokens.start..end;
    }
    let extent = content.start.min(cue.tokens.start)..content.end.max(named_end);
    acts.all.push(Act {
        cue: cue.tokens.start..end,
        feminine: None,
        mode: if carrier { Mode::Reported } else { mode.unwrap_or(Mode::Said) },
        speaker: Some(speaker),
        joint: Vec::new(),
        via,
        content,
        extent,
        inside: Vec::new(),
        modality: Modality::Asserted,
    });
    cue.tokens.start..end
}

/// «وأسفر الهجوم، وفق الشرطة، عن مقتل 12»: where the clause ends into which a source is put between commas.
fn goes_on_behind(scene: &Scene, cue: usize, named_end: usize, sentence_end: usize) -> Option<usize> {
    let close = (named_end..sentence_end.min(named_end + ASIDE)).find(|t| scene.is_comma(*t)).filter(|_| scene.is_comma(cue - 1))?;
    let at = close + 1;
    let preposition = scene
        .word(at, WordRole::Preposition)
        .is_some_and(|h| h.prefix.difference(Prefix::BY | Prefix::TO).is_empty() && scene.word(at, WordRole::Conjunction).is_none());
    let hits = || scene.document.hits.at(at).iter();
    let bound = || hits().any(|h| h.prefix.is_empty() && matches!(h.subject, Subject::NumberWord | Subject::Bound));
    let befell =
        || hits().any(|h| h.subject == Subject::MeasureWord && h.prefix.difference(Prefix::BY).is_empty() && !is_verbal(h.features));
    if !(preposition || scene.is_digits(at) || bound() || befell()) {
        return None;
    }
    let apart = |t: usize| {
        let next = t + 1;
        scene.is_comma(t)
            && (scene.any_word(next, &[WordRole::Conjunction, WordRole::Clause, WordRole::Turn]).is_some()
                || scene.document.hits.at(next).iter().any(|h| h.prefix.contains(Prefix::AND) || h.subject == Subject::Cue))
    };
    Some((at..sentence_end).find(|t| apart(*t)).unwrap_or(sentence_end))
}

/// Whether a word behind whom a source names is what is told: a count, what befell somebody.
fn tells(scene: &Scene, at: usize) -> bool {
    let told = |h: &Hit| h.subject == Subject::MeasureWord && h.prefix.is_empty() && is_verbal(h.features);
    scene.is_digits(at) || scene.document.hits.at(at).iter().any(told)
}

fn is_verbal(features: Features) -> bool {
    features.intersects(Features::PAST | Features::PRESENT)
}

/// Whether «فإن», «فقد» stands behind a name, past a comma.
fn begins_with_so(scene: &Scene, named_end: usize) -> bool {
    let at = if scene.is_comma(named_end) { named_end + 1 } else { named_end };
    [WordRole::That, WordRole::Aspect].iter().any(|role| scene.word(at, *role).is_some_and(|h| h.prefix.contains(Prefix::SO)))
}

/// Where a statement named before («البيان») that stands behind a source phrase, or is one word with its end, ends.
fn definite_statement(scene: &Scene, cue: Range<usize>, end: usize) -> Option<usize> {
    [end, cue.end - 1].into_iter().find_map(|at| {
        let hit = scene.word(at, WordRole::Occasion).filter(|h| h.prefix.contains(Prefix::ARTICLE))?;
        // «وفق الحصيلة الرسمية»: a toll stands for nobody.
        (scene.occasion(at) != Some(Occasion::Toll)).then_some(hit.end as usize)
    })
}

/// The mention that a source phrase names, statements and reports aside: «بحسب بيان وزارة الدفاع».
pub fn named<'a>(scene: &Scene<'a>, from: usize, limit: usize) -> Option<&'a Mention> {
    let mut at = from;
    while at < limit {
        // «وفقا لما صرح به لـ«النهر» المتحدث باسم …»: to whom it was said.
        let told_to = (at > from && scene.is_preposition(at, &[Preposition::For]) && scene.is_mark(at + 1))
            .then(|| (at + 2..at + 2 + AUDIENCE).find(|t| scene.is_mark(*t)))
            .flatten();
        if let Some(close) = told_to {
            at = close + 1;
            continue;
        }
        // «وفق التقرير فإن الجيش قتل»: what is told begins.
        if at > from && scene.word(at, WordRole::That).is_some() {
            return None;
        }
        if let Some(mention) = scene.actor_at(at) {
            return Some(mention);
        }
        // Words of the phrase itself; anything else is no source: «بحسب القانون».
        // «وفق آخر حصيلة أعلنت عنها وكالة …»
        let announced = at > from && scene.document.hits.of(at, Subject::Cue).any(|h| h.features.contains(Features::PAST));
        let phrase = scene.any_word(at, &[WordRole::Occasion, WordRole::Turn, WordRole::Demonstrative, WordRole::Issued]);
        // «وفقا لتصريحات سابقة للوزير …»
        // «وفقا لبيان مقتضب نشره المجلس», «لبيان صادر اليوم عن المجلس»
        let issued = scene.word(at + 1, WordRole::Issued).is_some() && scene.word(at, WordRole::Relative).is_none();
        let stated = scene.word_before(at, WordRole::Occasion).is_some();
        let described = stated && (at > from && scene.actor_at(at + 1).is_some() || issued)
            || scene.word_before(at, WordRole::Issued).is_some() && scene.document.hits.of(at, Subject::TimeWord).next().is_some();
        let passes = announced
            || described
            || phrase.is_some()
            || scene.word(at, WordRole::Preposition).is_some_and(|h| h.pronoun)
            || scene.word(at, WordRole::Bound).is_some()
            || scene.is_preposition(at, &[Preposition::About, Preposition::From, Preposition::In, Preposition::For])
            || matches!(scene.document.form(at), "\"" | "«" | "(");
        if !passes {
            return None;
        }
        at = phrase.map_or(at + 1, |(_, end)| end);
    }
    None
}

/// Where the name of whoever announced a statement begins: behind «آخر حصيلة أعلنت عنها».
fn announcer(scene: &Scene, from: usize, limit: usize) -> Option<usize> {
    let verb = (from..limit).find(|t| scene.word(*t, WordRole::Occasion).is_none() && !scene.is_mark(*t))?;
    let announced = scene.document.hits.of(verb, Subject::Cue).find(|h| verb > from && h.features.contains(Features::PAST))?;
    let behind = announced.end as usize;
    Some(scene.word(behind, WordRole::Preposition).filter(|h| h.pronoun).map_or(behind, |h| h.end as usize))
}

/// Where the name of whoever issued a statement begins: behind «صادر عن», «أصدره».
pub fn issued_by(scene: &Scene, from: usize, limit: usize) -> Option<usize> {
    let mut at = scene.word(from, WordRole::Issued).filter(|h| (h.end as usize) < limit)?.end as usize;
    while at < limit && scene.is_preposition(at, &[Preposition::About, Preposition::From]) {
        at += 1;
    }
    Some(at)
}

/// «نقلت A عن B قوله إن …»: B speaks, A carried it; without B, A speaks.
/// `last`: whoever spoke last, for «نقلت عنه قوله».
pub fn relay(scene: &Scene, cue: &CueRead, following: &[CueRead], sentence: Range<usize>, last: Option<Speaker>) -> Option<Act> {
    let limit = sentence.end.min(cue.tokens.end + 30);
    let mut carrier: Option<&Mention> = None;
    let mut at = cue.tokens.end;
    let mut about = None;
    let learns = cue.entry.way == Some(Way::Learn);
    while at < limit {
        if let Some(mention) = scene.actor_at(at) {
            if carrier.is_none() {
                carrier = Some(mention);
            }
            at = mention.tokens.end;
        } else if learns {
            // «علمت "النهر" من مصادر مطلعة أن»
            let teller = scene.is_source(at + 1) || scene.word(at + 1, WordRole::Teller).is_some();
            if scene.is_preposition(at, &[Preposition::From]) && teller {
                about = Some(at + 1);
                break;
            }
            at += 1;
        } else if scene.word(at, WordRole::About).is_some() {
            about = scene.word(at, WordRole::About).map(|h| h.end as usize);
            break;
        } else if scene.word(at, WordRole::That).is_some() {
            break;
        } else {
            at += 1;
        }
    }
    let about = about?;
    let of_last = scene.word(about - 1, WordRole::Bound).is_some();
    // «عن مصدر أمني، أن عشرات المسلحين»: whoever is named behind the comma or in the clause is not the source.
    let ends = |t: &usize| scene.is_comma(*t) || scene.document.form(*t) == ":" || scene.word(*t, WordRole::That).is_some();
    // «عن مصادر مقربة من فلان»: whoever stands behind a source is not it.
    let reach = if scene.is_source(about) { about + 1 } else { about + REACH };
    let speaker = (about..limit.min(reach)).take_while(|t| !ends(t)).find_map(|t| scene.actor_at(t));
    let (speaker, end) = match speaker.filter(|_| !of_last) {
        None if of_last => (last.filter(|s| scene.agrees(s, letters::of_pronoun(scene.document.form(about - 1))))?, about),
        Some(mention) => (speaker::of_mention(mention), mention.tokens.end),
        None => {
            // «عن مصادر محلية»
            let end = (about..limit.min(about + TELLER)).find(|t| {
                *t > about
                    && (scene.is_mark(*t)
                        || scene.any_word(*t, &[WordRole::That, WordRole::Preposition]).is_some()
                        || scene.document.hits.of(*t, Subject::Cue).next().is_some())
            })?;
            (speaker::add(scene, about..end, EntityType::Group), end)
        }
    };
    // The inner cue («قوله») and its clause.
    let tells = |c: &&CueRead| c.kind == CueKind::Masdar || c.features.is_empty() && c.entry.mode == Mode::Said;
    let inner = following.iter().find(|c| tells(c) && c.tokens.start >= end && c.tokens.start < end + 12);
    let from = inner.map_or(end, |c| c.tokens.end);
    let content = (from..sentence.end.min(from + 24))
        .find_map(|t| {
            if let Some(that) = scene.word(t, WordRole::That) {
                return Some(that.end as usize);
            }
            let colon = scene.document.form(t) == ":";
            (colon || scene.opened_at(t).is_some()).then_some(if colon { t + 1 } else { t })
        })
        .unwrap_or(from)..sentence.end;
    if content.is_empty() || inner.is_none() && content.start == from {
        return None;
    }
    let via = carrier.map(speaker::of_mention).into_iter().collect();
    let named = inner.map_or_else(|| cue.tokens.clone(), |c| c.tokens.clone());
    Some(Act {
        cue: named,
        feminine: None,
        mode: Mode::Said,
        speaker: Some(speaker),
        joint: Vec::new(),
        via,
        extent: cue.tokens.start..content.end,
        content,
        inside: Vec::new(),
        modality: Modality::Asserted,
    })
}

/// The channels named between a cue and what is reported: «لرويترز», «على منصة إكس», «في خطاب متلفز».
pub fn channels(scene: &Scene, between: Range<usize>, speaker: &Speaker) -> Vec<Speaker> {
    let mut found = Vec::new();
    for at in between {
        if let Some(mention) = scene.actor_at(at)
            && mention.carrier
            && mention.entity != speaker.entity
        {
            found.push(speaker::of_mention(mention));
        } else if !speaker.tokens.contains(&at)
            && let Some(hit) = scene.word(at, WordRole::Occasion)
            && let Some(medium) = scene.row(hit).and_then(|w| w.occasion).and_then(Occasion::medium)
        {
            let entity = Entity::new(
                medium.to_owned(),
                EntityType::Organisation,
                Name { en: Some(medium.replace('-', " ")), ar: Some(scene.document.exact(hit.tokens()).to_owned()) },
            );
            found.push(Speaker { entity: scene.add(entity, hit.tokens(), 0), tokens: hit.tokens() });
        }
    }
    found
}

/// «وأكدت رويترز أن موسكو دعت …»: a carrier whose clause is another's act carried that act.
pub fn fold_carriers(scene: &Scene, acts: &mut Acts, first_of_sentence: usize) {
    let is_carrier = |s: &Speaker| {
        let mut here = scene.mentions.beginning_in(s.tokens.start..s.tokens.start + 1).iter();
        here.any(|m| m.carrier && m.entity == s.entity && m.tokens == s.tokens)
    };
    let mut folded: Vec<usize> = Vec::new();
    for at in first_of_sentence..acts.all.len() {
        let Some(carrier) = acts.all[at].speaker.clone().filter(&is_carrier) else { continue };
        let content = acts.all[at].content.clone();
        let inner = (first_of_sentence..acts.all.len()).find(|i| {
            let act = &acts.all[*i];
            *i != at
                && act.speaker.is_some()
                && act.cue.start >= content.start
                && act.cue.start <= content.start + 4
                && content.contains(&act.cue.start)
        });
        if let Some(inner) = inner {
            acts.all[inner].via.push(carrier);
            acts.all[inner].inside.retain(|i| *i != at);
            folded.push(at);
        }
    }
    for at in folded.into_iter().rev() {
        acts.all.remove(at);
        for act in &mut acts.all[first_of_sentence..] {
            act.inside.retain(|i| *i != at);
            for i in &mut act.inside {
                if *i > at {
                    *i -= 1;
                }
            }
        }
    }
}
