//! Where a figure holds.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_model::EntityType;

use super::Reader;
use crate::mention::{Mention, is_located};

/// How much farther a country may stand than a town and still lose to it, in tokens: the town is the finer place.
const FINER: usize = 6;

/// Whether a place only says of which place an actor is: «the ombudsman in the capital».
fn is_within_an_actor(reader: &Reader, sentence: &Range<usize>, place: &Range<usize>) -> bool {
    let mentions = reader.mentions.beginning_in(sentence.start..place.start + 1);
    let actors = mentions.iter().filter(|m| reader.mentions.entity(m).kind != EntityType::Place);
    actors.map(|m| &m.tokens).any(|m| m.start <= place.start && place.end <= m.end && m.len() > place.len())
}

/// Whether a place only says where the report was written: «القاهرة - رويترز: …», «* كابل - «المدينة»: …»,
/// «كابل 9-9-2023 رويترز- …».
fn is_dateline(reader: &Reader, sentence: &Range<usize>, mention: &Mention) -> bool {
    let opens = (sentence.start..mention.tokens.start).all(|t| reader.form(t) == "*");
    let marked = |at: usize| matches!(reader.form(at), "-" | "–" | "—" | "(" | "/" | ":");
    let end = mention.tokens.end;
    let dated = reader.times.expressions.iter().find(|t| t.tokens.start == end).map(|t| t.tokens.end);
    let carried = |at: usize| marked(at) || reader.document.hits.of(at, Subject::Agency).any(|h| marked(h.end as usize));
    opens && mention.tokens.start <= sentence.start + 1 && (marked(end) || dated.is_some_and(carried))
}

/// The place nearest to a figure in its sentence, else the page's.
pub fn of(reader: &Reader, tokens: &Range<usize>) -> Option<usize> {
    let sentence = reader.document.sentences.get(reader.document.sentence_of(tokens.start))?;
    // «شوشا (انتهاكان)»
    if tokens.start >= 2 && reader.form(tokens.start - 1) == "(" {
        let before = reader.mentions.beginning_in(sentence.tokens.start..tokens.start);
        let bracketed = before.iter().find(|m| m.tokens.end == tokens.start - 1 && reader.mentions.entity(m).kind == EntityType::Place);
        if let Some(mention) = bracketed {
            return Some(mention.entity);
        }
    }
    // A country beside a count names whose it is more often than where it holds, unless a preposition says where.
    let places = |within: &Range<usize>| {
        reader
            .mentions
            .beginning_in(within.clone())
            .iter()
            .filter(|m| reader.mentions.entity(m).kind == EntityType::Place && !is_within_an_actor(reader, &sentence.tokens, &m.tokens))
            .map(|m| (m, reader.mentions.is_country(reader.lexicon, m)))
            .filter(|(m, country)| !country || is_located(reader.document, reader.lexicon, m))
    };
    let here = places(&sentence.tokens)
        .map(|(m, country)| {
            let distance =
                if m.tokens.start >= tokens.end { m.tokens.start - tokens.end } else { tokens.start.saturating_sub(m.tokens.end) + 2 };
            (is_dateline(reader, &sentence.tokens, m), distance + if country { FINER } else { 0 }, m.entity)
        })
        .min();
    here.map(|(_, _, entity)| entity).or(reader.main_place)
}
