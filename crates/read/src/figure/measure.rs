//! The word that gives a figure its measure.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CountedKind, Side, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::Measure;
use isnad_text::number::Number;

use super::Reader;
use crate::particle;

/// How far before its number a measure's word may stand, in tokens.
const REACH: usize = 16;

/// How far behind its noun the verb may stand that says what became of the counted, in tokens: «28 عنصرا من الجيش قتلوا».
const VERB_REACH: usize = 16;

/// How far from people the words may stand that say where they stay, in tokens.
const SHELTER_REACH: usize = 12;

/// The same before «إلى», in tokens.
const TOLL_REACH: usize = 20;

/// How far behind its noun a phrase may stand that says what became of the counted, in tokens.
const PHRASE_REACH: usize = 6;

/// How far before its number a measure's word stands that goes with it, in tokens.
const NEAR: usize = 2;

/// The conjunction between things of which one is so, folded.
const OR: &str = "او";

/// How far behind its number the second half of a split phrase may stand, in tokens.
const SPLIT: usize = 14;

/// The measure whose word begins at a token.
pub fn at(reader: &Reader, token: usize) -> Option<Measure> {
    of(reader, reader.measure_word(token)?)
}

/// The measure of a word: who «lost their lives» is not missing, and who seeks refuge is displaced where no shelter is named.
pub fn of(reader: &Reader, hit: &Hit) -> Option<Measure> {
    let measure = reader.lexicon.tables.measures.get(hit.row())?.measure;
    let end = hit.end as usize;
    let flees = || reader.word(hit.tokens().start, WordRole::Refuge).is_some() && !is_sheltered_in(reader, end..end + SHELTER_REACH);
    Some(match measure {
        Measure::Missing if reader.word(end, WordRole::Met).is_some() => Measure::Killed,
        Measure::Sheltered if flees() => Measure::Displaced,
        measure => measure,
    })
}

/// Whether a shelter is named among some tokens, before the sentence ends.
fn is_sheltered_in(reader: &Reader, mut tokens: Range<usize>) -> bool {
    tokens.by_ref().take_while(|t| !matches!(reader.form(*t), "." | "\n")).any(|t| reader.word(t, WordRole::Shelter).is_some())
}

/// A measure with the tokens of the whole.
type Found = Option<(Measure, Range<usize>)>;

/// The measure of a number whose phrase runs from `start` to `end`.
pub fn find(reader: &Reader, start: usize, end: usize, number: &Number, person: bool) -> Found {
    find_words(reader, start, end, number.extent.start, person, number.low == Some(2.0) && number.high == Some(2.0))
}

/// The measure of a count whose phrase runs from `start` to `end`, with the words that bound it from `extent`: what is said
/// of the counted behind it, else the nearest word before it. Gives the tokens of the whole.
pub fn find_words(reader: &Reader, start: usize, end: usize, extent: usize, person: bool, two: bool) -> Found {
    // «230 ألف شخص مشردين», «400 شخص ما زالوا "مفقودين"»: what they are, as a predicate.
    let is = reader.behind_mark(reader.word(end, WordRole::Still).map_or(end, |still| still.end));
    let bare = reader.document.hits.of(is, Subject::Counted).any(|h| h.prefix.is_empty() && (two || h.features.contains(Features::PLURAL)));
    if let Some(predicate) = reader.noun(is).filter(|n| person && bare && !n.definite())
        && let Some(measure) = predicate.counted.measure
    {
        return Some((measure, start..predicate.tokens.end));
    }
    if let Some(measure) = among_behind(reader, end) {
        return Some((measure, start..end));
    }
    let told = directly_before(reader, extent).is_some();
    verb_behind(reader, start, end, person, two, told)
        .or_else(|| met_behind(reader, start, end, extent))
        .or_else(|| phrase_behind(reader, start, end))
        .or_else(|| toll_behind(reader, start, end))
        .or_else(|| relative_behind(reader, start, end, extent))
        .or_else(|| before(reader, start, end, extent, person))
}

/// What befell those whose noun says already what they are: «مقتل 15 سجينا», «أربعة أسرى قتلوا».
pub fn befell(reader: &Reader, start: usize, end: usize, extent: usize) -> Found {
    let told = |found: &(Measure, Range<usize>)| matches!(found.0, Measure::Killed | Measure::Wounded | Measure::Missing);
    verb_behind(reader, start, end, true, false, false)
        .or_else(|| met_behind(reader, start, end, extent))
        // «خلفت آلاف النازحين»: what is said of other things as well does not overrule the noun.
        .or_else(|| {
            directly_before(reader, extent)
                .filter(|(_, from)| !is_near(reader, *from) || is_body(reader, *from))
                .map(|(measure, from)| (measure, from..end))
        })
        .filter(told)
}

/// Whether a measure's word says what befell somebody only right before a number: «خلفت», «سقط».
fn is_near(reader: &Reader, token: usize) -> bool {
    reader.measure_word(token).and_then(|h| reader.lexicon.tables.measures.get(h.row())).is_some_and(|m| m.near)
}

/// «جثث 25 رهينة»: the dead, whatever they were.
fn is_body(reader: &Reader, token: usize) -> bool {
    reader.noun(token).is_some_and(|n| n.counted.measure == Some(Measure::Killed))
}

/// «إن خمسة مسعفين بين القتلى», «ثلاثة أطفال من بين الجرحى»: among whom they are.
fn among_behind(reader: &Reader, end: usize) -> Option<Measure> {
    let among = reader.word(end, WordRole::Ranks)?;
    let noun = reader.noun(among.end).filter(|n| n.definite() && !n.singular())?;
    noun.counted.measure.filter(|m| matches!(m, Measure::Killed | Measure::Wounded | Measure::Missing))
}

/// «32 شخصاً قتلوا», «أكثر من 200 جرحوا», «شخصين قتلا», «عشرات المهاجرين (…) قتلوا», «25 شخصا، معظمهم مدنيون، قتلوا».
/// `told`: whether a word right before the number says already what became of them.
fn verb_behind(reader: &Reader, start: usize, end: usize, person: bool, two: bool, told: bool) -> Found {
    // «14 شخصا على الأقل، بينهم خمسة أطفال، قتلوا»
    let bound = |h: &&Hit| reader.lexicon.tables.bounds.get(h.row()).is_some_and(|b| b.side == Side::After);
    let bounded = reader.document.hits.of(end, Subject::Bound).find(bound).map_or(end, |h| h.end as usize);
    let behind = reader.behind_aside(reader.behind_bracket(bounded));
    // «إن ستة من العمال الذين كانوا في المبنى لقوا حتفهم»: what a clause says of which they are the subject.
    let subject = person && !told && reader.word_before(start, WordRole::That).is_some();
    let mut relative = false;
    for token in behind..behind + VERB_REACH {
        let form = reader.form(token);
        if subject && !relative && reader.word(token, WordRole::Relative).is_some() {
            relative = true;
            continue;
        }
        let parted = matches!(form, "،" | "." | ":" | "؛" | "\n")
            || reader.word(token, WordRole::Relative).is_some()
            || reader.word(token, WordRole::That).is_some()
            // «ينتمون إلى ما يسمى كتائب النهر»: a name, no clause of its own.
            || reader.word(token, WordRole::Conjunction).is_some() && reader.word(token, WordRole::Kind).is_none();
        if parted {
            return None;
        }
        let near = token < behind + 2;
        // «مقتل 90 شخصا كان كثير منهم قد لجأوا»: another verb is said of some of them.
        if told && !near {
            return None;
        }
        // «6445 شخصا تم إنقاذهم»
        if near
            && let Some(hit) = reader
                .document
                .hits
                .longest(token, Subject::MeasureWord)
                .filter(|h| h.pronoun && h.prefix.is_empty() && !h.features.contains(Features::PAST))
            && form.ends_with("هم")
        {
            return Some((of(reader, hit)?, start..hit.end as usize));
        }
        // «80 مهاجرا فقد أثرهم»
        if near
            && let Some(hit) = reader.measure_word(token).filter(|h| h.prefix.is_empty() && h.tokens().len() > 1)
            && reader.form(hit.end as usize - 1).ends_with("هم")
        {
            return Some((of(reader, hit)?, start..hit.end as usize));
        }
        let verb = form.ends_with("وا") || (near || two) && form.ends_with('ا');
        // «8 أفراد من أسرتها»: a verb with an object of its own is not said of them.
        if let Some(hit) = reader.measure_word(token).filter(|h| h.prefix.is_empty() && !h.pronoun)
            && (verb || near && hit.features.contains(Features::PAST) && hit.features.intersects(Features::PLURAL | Features::DUAL))
        {
            let measure = of(reader, hit)?;
            return Some((measure, start..if near && behind == end { hit.end as usize } else { end }));
        }
        // Another verb of theirs: «هاجموا القرية».
        if !near && !relative && (!person || form.ends_with("وا")) {
            return None;
        }
    }
    None
}

/// «لقي سبعة عمال … مصرعهم», «فقد سبعة حياتهم»
fn met_behind(reader: &Reader, start: usize, end: usize, extent: usize) -> Found {
    if !(extent.saturating_sub(3)..extent).any(|t| reader.word(t, WordRole::Meets).is_some()) {
        return None;
    }
    let met = (reader.behind_aside(end)..end + SPLIT)
        .take_while(|t| !matches!(reader.form(*t), "." | "\n") && (reader.form(*t) != "،" || reader.word(t + 1, WordRole::Met).is_some()))
        .find_map(|t| reader.word(t, WordRole::Met))?;
    // «لقي 50 مهاجرا حتفهم أو فقدوا»: of both, and how many of each is not told.
    let either = reader.form(met.end) == OR && at(reader, met.end + 1).is_some_and(|m| m != Measure::Killed);
    Some((if either { Measure::People } else { Measure::Killed }, start..end))
}

/// «خمسة أشخاص ما زالوا في عداد المفقودين», «تعرض سبعة حراس للإصابة»: a phrase behind the noun that says what became of them.
fn phrase_behind(reader: &Reader, start: usize, end: usize) -> Found {
    let end_of_still = reader.word(end, WordRole::Still).map_or(end, |still| still.end);
    for token in end_of_still..end + PHRASE_REACH {
        // «60 شخصا فضلا عن 7 في عداد المفقودين»: what is said there is said of the others.
        // «وفاة شابين وتعرض ثالث للإصابة»: so is what another clause says.
        let clause = reader.is_joined(token) && reader.document.hits.of(token, Subject::Counted).next().is_none();
        // «أصيب 60 آخرون ولا يزال خمسة في عداد المفقودين»
        let others = reader.is_digits(token) || reader.is_number_word(token) || reader.word(token, WordRole::Still).is_some();
        let parted =
            clause || others || reader.word(token, WordRole::Besides).is_some() || reader.word(token, WordRole::Conjunction).is_some();
        if matches!(reader.form(token), "،" | ".") || parted {
            return None;
        }
        let hit = reader.measure_word(token);
        let phrase = |h: &&Hit| {
            h.tokens().len() > 1 && reader.word(token, WordRole::Preposition).is_some()
                || h.prefix.is_empty() && reader.form(token).starts_with('ل') && !reader.form(token).ends_with("وا")
        };
        if let Some(hit) = hit.filter(phrase) {
            return Some((of(reader, hit)?, start..end));
        }
    }
    None
}

/// «80 شخصا حصيلة القتلى», «12 شخصا بينهم 4 أطفال حصيلة ضحايا الحريق»: what they are the toll of, with no word between but some of them.
fn toll_behind(reader: &Reader, start: usize, end: usize) -> Found {
    let among = reader.word(end, WordRole::Among).is_some();
    let toll = |t: usize| {
        reader.document.hits.of(t, Subject::Word).any(|h| h.prefix.is_empty() && particle::is(reader.lexicon, h, WordRole::Count))
    };
    let at = if among { (end..end + PHRASE_REACH).find(|t| toll(*t))? } else { toll(end).then_some(end)? };
    let noun = reader.noun(reader.word(at, WordRole::Count)?.end)?;
    Some((noun.counted.measure.filter(|_| noun.counted.kind == CountedKind::Person)?, start..end))
}

/// «عشرات الأشخاص الذين فروا»: what they did, where nothing right before them says more.
fn relative_behind(reader: &Reader, start: usize, end: usize, extent: usize) -> Found {
    let verb = reader.word(end, WordRole::Relative)?.end;
    let hit = reader.measure_word(verb).filter(|h| h.prefix.is_empty())?;
    let plural = hit.features.contains(Features::PLURAL) || reader.form(verb).ends_with("وا");
    let measure = of(reader, hit)?;
    (plural && directly_before(reader, extent).is_none()).then_some((measure, start..hit.end as usize))
}

/// The nearest measure's word before a count.
fn before(reader: &Reader, start: usize, end: usize, extent: usize, person: bool) -> Found {
    let sentence = reader.sentence_start(start);
    // «ارتفاع حصيلة ضحايا الغارات على القطاع منذ الفجر، إلى 356»: a toll that rises may be told farther before.
    let rises = (extent.saturating_sub(2)..start).any(|t| reader.word(t, WordRole::Reaches).is_some()) || reader.reaches_in_time(extent);
    let from = extent.saturating_sub(if rises { TOLL_REACH } else { REACH }).max(sentence);
    // «قتل انتحاري، يعتقد أنه من التنظيم، 21 شخصا»: what is put in between says nothing of them.
    let aside = extent.checked_sub(1).and_then(|close| (from..close).rev().find(|open| reader.closing_comma(*open) == Some(close)));
    let aside = aside.filter(|open| reader.word(open + 2, WordRole::That).is_some()).map(|open| open..extent);
    // «مقتل 12 شخصا وتضرر 4000 آخرين»: what is joined right before a count is said of it, and what befell others is not.
    let own = extent.checked_sub(1).filter(|t| reader.is_deed_of_others(*t));
    // «قتل 12 وما زال أربعة محاصرين»: what they still are stands behind them.
    if extent > 0 && reader.word_before(extent, WordRole::Still).is_some_and(|still| reader.form(still.start).starts_with('و')) {
        return None;
    }
    for token in (from..extent).rev().filter(|t| aside.as_ref().is_none_or(|a| !a.contains(t))) {
        // «أسرى» is no «my capturing».
        let possessed = |h: &&Hit| h.pronoun && reader.form(h.end as usize - 1).ends_with('ي');
        // «أجبرت ألفي شخص على ترك منازلهم وانقطع التيار عن …»: a phrase is said of those before it.
        let of_others = |h: &&Hit| h.tokens().len() > 1 && reader.word(token, WordRole::Preposition).is_some();
        // «عملاء "أودي"»: a name.
        let name = |h: &&Hit| reader.document.quotations.iter().any(|q| q.inner == h.tokens());
        let hit = reader.measure_word(token).filter(|h| h.end as usize <= extent && !possessed(h) && !of_others(h) && !name(h));
        if let Some((hit, word)) = hit.and_then(|h| Some((h, reader.lexicon.tables.measures.get(h.row())?)))
            && (!word.near || extent - hit.end as usize <= NEAR)
            // «استقبل المتحف 3000 زائر»: a host shelters only where a shelter is named.
            && (word.measure != Measure::Sheltered || !word.near || is_sheltered_in(reader, sentence..end + SHELTER_REACH))
        {
            if own.is_some_and(|own| (hit.end as usize) < own) {
                return None;
            }
            // «مصرع وإصابة 8»: of both, and how many of each is not told.
            if is_joint(reader, token) {
                return person.then_some((Measure::People, start..end));
            }
            // «أصيب 27 بينهم 12»: another number between takes the word for itself.
            let numbered = |t: usize| reader.document.folded.tokens[t].kind == TokenKind::Digits || reader.is_number_word(t);
            let near = extent - hit.end as usize <= NEAR
                && !(hit.end as usize..extent).any(|t| numbered(t) || reader.word(t, WordRole::Among).is_some());
            return Some((of(reader, hit)?, if near { token..end } else { start..end }));
        }
        // «حصيلة القتلى إلى 45», «ارتفاع ضحايا الحر إلى 1100»
        if let Some(noun) = reader.noun(token).filter(|n| n.counted.measure.is_some() && n.counted.kind == CountedKind::Person)
            && (noun.definite()
                || is_count(reader, token)
                || rises && !noun.singular() && !reader.is_digits(token - 1) && !reader.is_number_word(token - 1))
        {
            // «الضحايا، بالإضافة إلى عشرات الشبان»: that «to» reaches nothing.
            let besides = |t: usize| (t.saturating_sub(1)..=t).any(|b| reader.word(b, WordRole::Besides).is_some_and(|w| w.end > t));
            let reaches = (noun.tokens.end..start).any(|t| {
                // «القتلى هم خمسة رجال»
                reader.form(t) == ":"
                    || reader.word(t, WordRole::Pronoun).is_some_and(|w| w.end == extent)
                    || reader.word(t, WordRole::Reaches).is_some() && !besides(t)
            }) || noun.tokens.end == extent
                || is_count(reader, token)
                || is_among(reader, &noun.tokens, extent);
            if reaches && own.is_none_or(|own| noun.tokens.end >= own) {
                return Some((noun.counted.measure?, start..end));
            }
        }
        // «غرق قارب يقل 600 مهاجر»: those whom it carries are not said to have drowned.
        // What it carries stands right behind the verb: «قذيفة تحمل متفجرات» carries none of those it killed.
        let carried = reader
            .word(token, WordRole::Carries)
            .is_some_and(|w| (w.end == extent || w.len() > 1) && !(w.end..start).any(|t| reader.word(t, WordRole::Reaches).is_some()));
        // A relative clause or another speaker's verb parts them.
        let parts = carried
            || !rises && reader.word(token, WordRole::Relative).is_some()
            // «قال إن ثلاثة», «بعدما فجر انتحاريان»: what is said before a clause is not said of those in it.
            || !rises && [WordRole::That, WordRole::Clause].iter().any(|role| reader.word(token, *role).is_some_and(|w| w.end <= extent))
            || reader.document.hits.of(token, Subject::Cue).any(|h| h.features.contains(Features::PAST) && h.prefix.contains(Prefix::AND))
            // «قتل 38 سائحا؛ إذ أدى الهجوم إلى مغادرة آلاف», but «ضبط 5 أشخاص؛ مواطنان وثلاثة مقيمين»
            || reader.form(token) == "؛" && token + 1 < extent
            || !person && !rises && matches!(reader.form(token), "،" | ".");
        if parts {
            return None;
        }
    }
    None
}

/// «بين القتلى، (102) رجل»: whether the counted are told to be among those of a noun that marks alone part from them.
fn is_among(reader: &Reader, noun: &Range<usize>, extent: usize) -> bool {
    reader.word_before(noun.start, WordRole::Ranks).is_some()
        && (noun.end..extent).all(|t| matches!(reader.form(t), "،" | ":" | "(" | "\"" | "«"))
}

/// «بلغ عدد قتلى الزلزال 6234»: whether a toll of what begins at a token is told to reach a number.
fn is_count(reader: &Reader, token: usize) -> bool {
    reader
        .word_before(token, WordRole::Count)
        .is_some_and(|count| (count.start.saturating_sub(2)..count.start).any(|t| reader.word(t, WordRole::Reaches).is_some()))
}

/// «مصرع وإصابة», «قتل وجرح»: a measure's word that is joined to another of another measure right before it, which has no
/// count of its own before it («شخص قتل وأصيب 15», «لقي ثلاثة مصرعهم وأصيب خمسة»).
fn is_joint(reader: &Reader, token: usize) -> bool {
    let joined = reader.measure_word(token).is_some_and(|h| h.prefix.contains(Prefix::AND)).then_some(1);
    // «قتل أو أصيب 30»
    let either = || (token > 1 && reader.form(token - 1) == OR).then_some(2);
    let Some(first) = joined.or_else(either).and_then(|back| token.checked_sub(back)) else { return false };
    let other = at(reader, first).is_some_and(|m| Some(m) != at(reader, token));
    let told = reader.word(first, WordRole::Met).is_some()
        || reader.document.hits.of(first, Subject::MeasureWord).any(|h| h.features.intersects(Features::PLURAL | Features::DUAL))
        || reader.form(first).ends_with("وا")
        || first > 0
            && (reader.is_digits(first - 1)
                || reader.is_number_word(first - 1)
                || reader.document.hits.of(first - 1, Subject::Counted).next().is_some());
    other && !told
}

/// «يوجد 500 مدني في المخيم», «مراكز إيواء تضم 300 شخص»: people who stay where people are sheltered. Whether their noun names civilians is the caller's
/// to say.
pub fn sheltered(reader: &Reader, tokens: &Range<usize>) -> bool {
    let Some(sentence) = reader.document.sentences.get(reader.document.sentence_of(tokens.start)).map(|s| s.tokens.clone()) else {
        return false;
    };
    let stays = |t: usize| reader.word(t, WordRole::Stays).is_some();
    let before = tokens.start.saturating_sub(SHELTER_REACH).max(sentence.start)..tokens.start;
    let behind = tokens.end..(tokens.end + SHELTER_REACH).min(sentence.end);
    // «مراكز إيواء» shelters whoever is in it, «قاعدة» those who stay there.
    let centre = |t: usize| reader.word(t, WordRole::Shelter).filter(|w| w.len() > 1);
    let stay = before.clone().any(stays) || behind.clone().take(3).any(stays);
    let inside = |t: &usize| matches!(reader.form(*t), "في" | "داخل");
    let holds = || before.clone().any(|t| centre(t).is_some_and(|w| w.end <= tokens.start && tokens.start - w.end <= NEAR));
    let in_clause = |t: usize| !(tokens.end..t).any(|t| reader.form(t) == "،");
    holds()
        || behind
            .clone()
            .filter(inside)
            .any(|t| centre(t + 1).is_some() && in_clause(t) || stay && reader.word(t + 1, WordRole::Shelter).is_some())
}

/// «لقيت سيدة مصرعها»: what befell one, and where it begins.
pub fn met(reader: &Reader, noun: Range<usize>) -> Option<(Measure, usize)> {
    let verb = noun.start.checked_sub(1).filter(|t| reader.word(*t, WordRole::Meets).is_some())?;
    let met = (noun.end..noun.end + SPLIT).take_while(|t| !matches!(reader.form(*t), "." | "،"));
    met.clone().any(|t| reader.word(t, WordRole::Met).is_some()).then_some((Measure::Killed, verb))
}

/// «عدد القتلى»: what somebody is said to be behind it is said of the toll.
fn is_toll(reader: &Reader, hit: &Hit) -> bool {
    hit.tokens().len() > 1 && reader.noun(hit.end as usize - 1).is_some_and(|n| n.definite())
}

/// The measure's word that ends right before a token: measure and where it begins.
pub fn directly_before(reader: &Reader, token: usize) -> Option<(Measure, usize)> {
    (token.saturating_sub(2)..token).find_map(|start| {
        let hit = reader
            .document
            .hits
            .of(start, Subject::MeasureWord)
            // «القبض على رجل»: a phrase has its article always.
            .find(|h| h.end as usize == token && (h.tokens().len() > 1 || !h.prefix.contains(Prefix::ARTICLE)) && !is_toll(reader, h))?;
        let measure = of(reader, hit)?;
        let one = matches!(measure, Measure::Killed | Measure::Wounded | Measure::Missing | Measure::Detained | Measure::Evacuated);
        (one && !is_joint(reader, start)).then_some((measure, start))
    })
}
