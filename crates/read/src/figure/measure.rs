//! The word that gives a figure its measure.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CountedKind, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::Measure;

use super::Reader;

/// How far before its number a measure's word may stand, in tokens.
const REACH: usize = 12;

/// How far behind its noun the verb may stand that says what became of the counted, in tokens: «28 عنصرا من الجيش قتلوا».
const VERB_REACH: usize = 16;

/// How far from people the words may stand that say where they stay, in tokens.
const SHELTER_REACH: usize = 12;

/// The same before «إلى», in tokens.
const TOLL_REACH: usize = 20;

/// How far behind its number the second half of a split phrase may stand, in tokens.
const SPLIT: usize = 14;

/// The measure whose word begins at a token.
pub fn at(reader: &Reader, token: usize) -> Option<Measure> {
    let hit = reader.document.hits.longest(token, Subject::MeasureWord)?;
    reader.lexicon.tables.measures.get(hit.row()).map(|m| m.measure)
}

/// The measure of the number whose phrase runs from `start` to `end`: a verb right after it, else the
/// nearest word before it. Gives the tokens of the whole.
pub fn find(reader: &Reader, start: usize, end: usize, extent: usize, person: bool) -> Option<(Measure, Range<usize>)> {
    // «230 ألف شخص مشردين»: what they are, as a predicate.
    let bare = reader.document.hits.longest(end, Subject::Counted).is_some_and(|h| h.prefix.is_empty());
    if let Some(predicate) = reader.noun(end).filter(|n| person && bare && !n.definite && !n.features.contains(Features::DUAL))
        && let Some(measure) = predicate.counted.measure
    {
        return Some((measure, start..predicate.tokens.end));
    }
    // «32 شخصاً قتلوا», «أكثر من 200 جرحوا», «شخصين قتلا», «عشرات المهاجرين (…) قتلوا»
    let behind = reader.behind_bracket(end);
    for token in behind..behind + VERB_REACH {
        let form = reader.form(token);
        let parted = matches!(form, "،" | "." | ":" | "؛" | "\n")
            || reader.word(token, WordRole::Relative).is_some()
            || reader.word(token, WordRole::That).is_some()
            || reader.word(token, WordRole::Conjunction).is_some();
        if parted {
            break;
        }
        let near = token < behind + 2;
        let verb = form.ends_with("وا") || near && form.ends_with('ا');
        if let Some(hit) = reader.document.hits.longest(token, Subject::MeasureWord).filter(|h| h.prefix.is_empty())
            && (verb || near && hit.features.contains(Features::PAST) && hit.features.intersects(Features::PLURAL | Features::DUAL))
        {
            let measure = reader.lexicon.tables.measures.get(hit.row())?.measure;
            return Some((measure, start..if near { hit.end as usize } else { end }));
        }
        // Another verb of theirs: «هاجموا القرية».
        if !near && (!person || form.ends_with("وا")) {
            break;
        }
    }
    // «لقي سبعة عمال … مصرعهم», «فقد سبعة حياتهم»
    if (extent.saturating_sub(3)..extent).any(|t| reader.word(t, WordRole::Meets).is_some())
        && (end..end + SPLIT).take_while(|t| !matches!(reader.form(*t), "." | "،")).any(|t| reader.word(t, WordRole::Met).is_some())
    {
        return Some((Measure::Killed, start..end));
    }
    // «خمسة أشخاص ما زالوا في عداد المفقودين»: a phrase behind the noun that says what became of them.
    for token in end..end + 6 {
        if reader.form(token) == "،" || reader.form(token) == "." {
            break;
        }
        if let Some(hit) = reader
            .document
            .hits
            .longest(token, Subject::MeasureWord)
            .filter(|h| h.tokens().len() > 1 && reader.word(token, WordRole::Preposition).is_some())
        {
            let measure = reader.lexicon.tables.measures.get(hit.row())?.measure;
            return Some((measure, start..end));
        }
    }
    let sentence = reader.document.sentences.get(reader.document.sentence_of(start))?.tokens.start;
    // «ارتفاع حصيلة ضحايا الغارات على القطاع منذ الفجر، إلى 356»: a toll that rises may be told farther before.
    let rises = (extent.saturating_sub(2)..start).any(|t| reader.word(t, WordRole::Reaches).is_some());
    let from = extent.saturating_sub(if rises { TOLL_REACH } else { REACH }).max(sentence);
    for token in (from..extent).rev() {
        // «أسرى» is no «my capturing».
        let possessed = |h: &&Hit| h.pronoun && reader.form(h.end as usize - 1).ends_with('ي');
        if let Some(hit) = reader.document.hits.longest(token, Subject::MeasureWord).filter(|h| h.end as usize <= extent && !possessed(h)) {
            let measure = reader.lexicon.tables.measures.get(hit.row())?.measure;
            // «أصيب 27 بينهم 12»: another number between takes the word for itself.
            let numbered = |t: usize| reader.document.folded.tokens[t].kind == TokenKind::Digits || reader.is_number_word(t);
            let near = extent - hit.end as usize <= 2
                && !(hit.end as usize..extent).any(|t| numbered(t) || reader.word(t, WordRole::Among).is_some());
            return Some((measure, if near { token..end } else { start..end }));
        }
        // «حصيلة القتلى إلى 45»
        if let Some(noun) =
            reader.noun(token).filter(|n| n.definite && n.counted.measure.is_some() && n.counted.kind == CountedKind::Person)
        {
            let reaches = (noun.tokens.end..extent).any(|t| reader.form(t) == ":" || reader.word(t, WordRole::Reaches).is_some())
                || noun.tokens.end == extent;
            if reaches {
                return Some((noun.counted.measure?, start..end));
            }
        }
        // A relative clause or another speaker's verb parts them.
        let parts = !rises && reader.word(token, WordRole::Relative).is_some()
            || reader.document.hits.of(token, Subject::Cue).any(|h| h.features.contains(Features::PAST) && h.prefix.contains(Prefix::AND))
            || !person && !rises && matches!(reader.form(token), "،" | ".");
        if parts {
            return None;
        }
    }
    None
}

/// «يوجد 500 مدني في المخيم»: people who stay where people are sheltered. Whether their noun names civilians is the caller's
/// to say.
pub fn sheltered(reader: &Reader, tokens: &Range<usize>) -> bool {
    let Some(sentence) = reader.document.sentences.get(reader.document.sentence_of(tokens.start)).map(|s| s.tokens.clone()) else {
        return false;
    };
    let stays = |t: usize| reader.word(t, WordRole::Stays).is_some();
    let before = tokens.start.saturating_sub(SHELTER_REACH).max(sentence.start)..tokens.start;
    let behind = tokens.end..(tokens.end + SHELTER_REACH).min(sentence.end);
    (before.clone().any(stays) || behind.clone().take(3).any(stays))
        && behind.clone().any(|t| matches!(reader.form(t), "في" | "داخل") && reader.word(t + 1, WordRole::Shelter).is_some())
}

/// «لقيت سيدة مصرعها»: what befell one, and where it begins.
pub fn met(reader: &Reader, noun: Range<usize>) -> Option<(Measure, usize)> {
    let verb = noun.start.checked_sub(1).filter(|t| reader.word(*t, WordRole::Meets).is_some())?;
    let met = (noun.end..noun.end + SPLIT).take_while(|t| !matches!(reader.form(*t), "." | "،"));
    met.clone().any(|t| reader.word(t, WordRole::Met).is_some()).then_some((Measure::Killed, verb))
}

/// The measure's word that ends right before a token: measure and where it begins.
pub fn directly_before(reader: &Reader, token: usize) -> Option<(Measure, usize)> {
    (token.saturating_sub(2)..token).find_map(|start| {
        let hit = reader
            .document
            .hits
            .of(start, Subject::MeasureWord)
            .find(|h| h.end as usize == token && !h.prefix.contains(Prefix::ARTICLE))?;
        let measure = reader.lexicon.tables.measures.get(hit.row())?.measure;
        matches!(measure, Measure::Killed | Measure::Wounded | Measure::Missing | Measure::Detained | Measure::Evacuated)
            .then_some((measure, start))
    })
}
