//! Where a figure holds.

use std::ops::Range;

use isnad_lexicon::subjects::Level;
use isnad_model::EntityType;

use super::Reader;
use crate::mention::Mentions;

/// How far from a figure its place may stand, in tokens.
const REACH: usize = 12;

/// The place a page is about: the one it names most, the earlier of equals.
pub fn main(mentions: &Mentions) -> Option<usize> {
    let mut counts = vec![0usize; mentions.entities.len()];
    for mention in &mentions.all {
        if mentions.entity(mention).kind == EntityType::Place {
            counts[mention.entity] += 1;
        }
    }
    (0..counts.len()).filter(|e| counts[*e] > 0).max_by_key(|e| (counts[*e], std::cmp::Reverse(*e)))
}

fn is_country(reader: &Reader, entity: usize) -> bool {
    let id = &reader.mentions.entities[entity].id;
    let places = &reader.lexicon.tables.places;
    places.binary_search_by(|p| p.id.cmp(id)).is_ok_and(|at| places[at].level == Level::Country)
}

/// The place nearest to a figure in its sentence, else the page's.
pub fn of(reader: &Reader, tokens: &Range<usize>) -> Option<usize> {
    let sentence = reader.document.sentences.get(reader.document.sentence_of(tokens.start)).map(|s| s.tokens.clone())?;
    // «شوشا (انتهاكان)»
    if tokens.start >= 2 && reader.form(tokens.start - 1) == "(" {
        let bracketed =
            reader.mentions.all.iter().find(|m| m.tokens.end == tokens.start - 1 && reader.mentions.entity(m).kind == EntityType::Place);
        if let Some(mention) = bracketed {
            return Some(mention.entity);
        }
    }
    reader
        .mentions
        .all
        .iter()
        .filter(|m| sentence.contains(&m.tokens.start) && reader.mentions.entity(m).kind == EntityType::Place)
        // A country beside a count names whose it is more often than where it holds.
        .filter(|m| !is_country(reader, m.entity))
        .map(|m| {
            let distance =
                if m.tokens.start >= tokens.end { m.tokens.start - tokens.end } else { tokens.start.saturating_sub(m.tokens.end) + 2 };
            (distance, m.entity)
        })
        .filter(|(distance, _)| *distance <= REACH)
        .min()
        .map(|(_, entity)| entity)
        .or(reader.main_place)
}
