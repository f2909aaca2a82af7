//! What stands at a token, asked of the document and the lexicon.

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Level, NamingRole, Place, WordRole};
use isnad_lexicon::{Hit, Subject};

use super::finder::Finder;
use super::shape::Shape;
use crate::particle;

impl<'a> Finder<'a> {
    /// The gazetteer's row of an id; places are sorted by it.
    pub fn place_of(&self, id: &str) -> Option<&'a Place> {
        let places = &self.lexicon.tables.places;
        places.binary_search_by(|p| p.id.as_str().cmp(id)).ok().map(|at| &places[at])
    }

    pub fn form(&self, at: usize) -> &str {
        self.document.form(at)
    }

    pub fn shape(&self, at: usize) -> Shape {
        self.shapes.get(at).copied().unwrap_or_default()
    }

    pub fn is(&self, at: usize, shape: Shape) -> bool {
        self.shape(at).intersects(shape)
    }

    pub fn hit(&self, at: usize, subject: Subject) -> Option<&'a Hit> {
        self.document.hits.longest(at, subject)
    }

    /// The end of the longest word of a naming role that begins at a token.
    pub fn naming(&self, at: usize, role: NamingRole) -> Option<usize> {
        self.document
            .hits
            .of(at, Subject::NamingWord)
            .find(|h| self.lexicon.tables.naming.get(h.row()).is_some_and(|n| n.role == role))
            .map(|h| h.end as usize)
    }

    /// A particle of a role that begins at a token: its end.
    pub fn word(&self, at: usize, role: WordRole) -> Option<usize> {
        particle::at(self.document, self.lexicon, at, role).map(|h| h.end as usize)
    }

    /// Whether a hit is a word that a place's name follows: «بمحافظة», «ومدن».
    pub fn is_place_noun(&self, hit: &Hit) -> bool {
        hit.subject == Subject::Word
            && self.lexicon.tables.words.get(hit.row()).is_some_and(|w| matches!(w.role, WordRole::PlaceNoun | WordRole::QuarterNoun))
    }

    /// Whether a particle of a role ends right before a token.
    pub fn after_word(&self, at: usize, role: WordRole) -> bool {
        particle::before(self.document, self.lexicon, at, role).is_some()
    }

    /// Whether a word of a naming role ends right before a token.
    pub fn after_naming(&self, at: usize, role: NamingRole) -> bool {
        (at.saturating_sub(3)..at).any(|start| {
            self.document
                .hits
                .of(start, Subject::NamingWord)
                .any(|h| h.end as usize == at && self.lexicon.tables.naming.get(h.row()).is_some_and(|n| n.role == role))
        })
    }

    /// A country that a token names: the gazetteer's row.
    pub fn country(&self, at: usize) -> Option<(&'a Place, &'a Hit)> {
        if !self.is(at, Shape::PLACE) {
            return None;
        }
        self.document.hits.of(at, Subject::Place).find_map(|h| {
            let place = self.lexicon.tables.places.get(h.row())?;
            (place.level == Level::Country).then_some((place, h))
        })
    }

    /// The entity whose adjective stands at a token, nothing but the article attached, and where it ends.
    pub fn demonym(&self, at: usize) -> Option<(&'a str, usize)> {
        if !self.is(at, Shape::DEMONYM) {
            return None;
        }
        let hit = self.document.hits.of(at, Subject::Demonym).find(|h| h.prefix.is_empty() || h.prefix == Prefix::ARTICLE)?;
        Some((self.lexicon.tables.demonyms.get(hit.row())?.entity.as_str(), hit.end as usize))
    }

    /// The English adjective of a state or people; its name where there is none.
    pub fn adjective(&self, id: &str) -> &'a str {
        self.lexicon
            .tables
            .demonyms
            .iter()
            .find(|d| d.entity == id)
            .map(|d| d.en.as_str())
            .or_else(|| self.name_of(id).map(|n| n.0))
            .unwrap_or_default()
    }

    /// English and Arabic name of a state, region or organisation by its id.
    pub fn name_of(&self, id: &str) -> Option<(&'a str, &'a str)> {
        self.place_of(id)
            .map(|p| (p.en.as_str(), p.ar.as_str()))
            .or_else(|| self.lexicon.tables.organisations.iter().find(|o| o.id == id).map(|o| (o.en.as_str(), o.ar.as_str())))
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.is(at, Shape::WORD)
    }
}
