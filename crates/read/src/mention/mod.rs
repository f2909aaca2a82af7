//! Who and where: places, persons, organisations, groups and states named in a text.

mod apposition;
mod candidate;
mod carriers;
mod coreference;
mod finder;
mod groups;
mod lookup;
mod names;
mod organisations;
mod person_name;
mod persons;
mod place_lists;
mod places;
mod setting;
mod shape;
mod speaking;
mod states;
mod titles;

use std::ops::Range;

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Detail, Level, WordRole};
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{ActorType, EntityId, EntityType, Name};
use isnad_text::Document;

use crate::particle;

pub use finder::is_naming;
pub use names::romanised_id;
pub use organisations::tells_what_it_is;

/// A place named once stands for the page only where it is a good part of the places it names: one in so many.
const MAIN_SHARE: usize = 3;

/// An entity of the page. Mentions point at it by its place in [`Mentions::entities`].
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityType,
    /// Its names.
    pub name: Name,
    /// Role in English.
    pub role: Option<String>,
    /// Degrees north and east.
    pub position: Option<(f64, f64)>,
    /// Of a place: ISO 3166 alpha-2, lower case.
    pub country: Option<String>,
    /// Of an actor: the id of whose it is, a state, place or organisation.
    pub of: Option<String>,
    /// What kind of body or people it is, as the packs name it, where it is named with whose it is.
    pub body: Option<String>,
}

impl Entity {
    /// An entity of which nothing but its names is known.
    pub fn new(id: EntityId, kind: EntityType, name: Name) -> Self {
        Entity { id, kind, name, role: None, position: None, country: None, of: None, body: None }
    }

    /// The kind of actor; `None` for a place.
    pub fn actor_type(&self) -> Option<ActorType> {
        match self.kind {
            EntityType::Person => Some(ActorType::Person),
            EntityType::Organisation => Some(ActorType::Organisation),
            EntityType::Group => Some(ActorType::Group),
            EntityType::State => Some(ActorType::State),
            EntityType::Place => None,
        }
    }
}

/// A stretch of text that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens, title and name together.
    pub tokens: Range<usize>,
    /// The entity (index into [`Mentions::entities`]).
    pub entity: usize,
    /// How many letters written together with its first word are not its own: و, ب, ل.
    pub attached: usize,
    /// Whether it is a carrier of news (agency, channel, platform).
    pub carrier: bool,
    /// Whether it names the entity by title, pronoun or common noun only (الوزير, المتحدث, الوزارة).
    pub anaphoric: bool,
}

/// An entity found after the others, with where it is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// Who.
    pub entity: Entity,
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// How many letters written together with its first word are not its own.
    pub attached: usize,
}

/// What a text names. `all` is ordered by first token; no two actors overlap, and no two places do; an
/// actor may hold a place (محافظ تعز).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// The entities, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Every mention.
    pub all: Vec<Mention>,
}

impl Mentions {
    /// Whether a mention is of somebody who can act, and not of whoever carried the news.
    pub fn acts(&self, mention: &Mention) -> bool {
        !mention.carrier && self.entity(mention).actor_type().is_some()
    }

    /// Adds entities with where they are named; their places in `entities` follow the ones there are.
    pub fn insert(&mut self, added: Vec<Added>) {
        for Added { entity, tokens, attached } in added {
            self.all.push(Mention { tokens, entity: self.entities.len(), attached, carrier: false, anaphoric: false });
            self.entities.push(entity);
        }
        self.all.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    }

    /// The mentions that begin in a stretch of tokens, found without going through the others.
    pub fn beginning_in(&self, tokens: Range<usize>) -> &[Mention] {
        let first = self.all.partition_point(|m| m.tokens.start < tokens.start);
        let behind = &self.all[first..];
        &behind[..behind.partition_point(|m| m.tokens.start < tokens.end)]
    }

    /// The place that the page is about: the one it names most, the earlier of equals. None where a page names many places and
    /// none of them often.
    ///
    /// A country that acts («قصفت كينيا») is no place where something is: of countries those mentions count that say where.
    pub fn main_place(&self, document: &Document, lexicon: &Lexicon) -> Option<usize> {
        let mut counts = vec![0usize; self.entities.len()];
        for mention in &self.all {
            let acts = || self.is_country(lexicon, mention) && !is_located(document, lexicon, mention);
            if self.entity(mention).kind == EntityType::Place && !acts() {
                counts[mention.entity] += 1;
            }
        }
        let all: usize = counts.iter().sum();
        let main = (0..counts.len()).filter(|e| counts[*e] > 0).max_by_key(|e| (counts[*e], std::cmp::Reverse(*e)))?;
        (counts[main] * MAIN_SHARE >= all).then_some(main)
    }

    /// Whether a mention names a country.
    pub fn is_country(&self, lexicon: &Lexicon, mention: &Mention) -> bool {
        let id = &self.entity(mention).id;
        let places = &lexicon.tables.places;
        places.binary_search_by(|p| p.id.cmp(id)).is_ok_and(|at| places[at].level == Level::Country)
    }

    /// The entity of a mention.
    pub fn entity(&self, mention: &Mention) -> &Entity {
        &self.entities[mention.entity]
    }
}

/// Whether a preposition says that something is at a mention: «في هايتي», «بسوريا», «شمال العراق».
pub fn is_located(document: &Document, lexicon: &Lexicon, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    let attached = document.hits.of(at, Subject::Place).any(|h| h.prefix.contains(Prefix::BY));
    let part = at > 0
        && document.hits.of(at - 1, Subject::Word).any(|h| {
            let word = lexicon.tables.words.get(h.row());
            h.end as usize == at && word.is_some_and(|w| w.role == WordRole::PlacePart && w.detail != Some(Detail::Near))
        })
        && (document.form(at - 1).ends_with("في") || particle::at(document, lexicon, at - 1, WordRole::Preposition).is_none());
    attached || part
}

/// Finds the mentions of a text.
pub fn find(document: &Document, lexicon: &Lexicon) -> Mentions {
    let finder = finder::Finder::new(document, lexicon);
    finder.run()
}
