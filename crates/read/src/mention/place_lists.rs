//! Places in a list behind a word for several: «أحياء التضامن والميدان», «بلدات زبدين، البلالية والعبادة».

use isnad_lexicon::Hit;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Level, Place, WordRole};

use super::candidate::Candidate;
use super::finder::Finder;
use super::shape::Shape;
use crate::letters;

/// A town of so many people is meant in a list wherever its country is.
const LISTED: u32 = 100_000;

impl Finder<'_> {
    /// A member of a list of places that begins at a token.
    pub fn listed(&mut self, at: usize) -> Option<Candidate> {
        let begins = self.after_word(at, WordRole::PlaceNouns);
        if !begins && !self.goes_on(at) {
            return None;
        }
        let member = self.known_member(at).or_else(|| self.unknown_member(at, begins))?;
        self.list_end = Some(member.tokens.end);
        Some(member)
    }

    /// Whether a list whose last member ended before goes on at a token: «، X», «وX».
    fn goes_on(&self, at: usize) -> bool {
        self.list_end.is_some_and(|end| end == at && letters::joined(self.form(at)) || end + 1 == at && self.form(end) == "،")
    }

    fn known_member(&self, at: usize) -> Option<Candidate> {
        // «أحياء سورية»: an adjective.
        let adjective = self.is(at, Shape::DEMONYM) && !self.is(at, Shape::DEFINITE);
        if !self.is(at, Shape::PLACE) || self.is(at, Shape::CUE | Shape::COLLECTIVE) || adjective {
            return None;
        }
        let (place, hit) = self.best(at).filter(|(_, h)| (Prefix::ARTICLE | Prefix::AND).contains(h.prefix))?;
        self.is_meant(at, place, hit).then(|| Candidate::new(at..hit.end as usize, super::places::place_entity(place)))
    }

    fn is_meant(&self, at: usize, place: &Place, hit: &Hit) -> bool {
        let near = self.named(&place.country) > 0;
        let ordinary = self.is(at, Shape::ORDINARY | Shape::FUNCTION) && hit.tokens().len() == 1;
        if ordinary { near && place.level <= Level::City } else { near || place.level <= Level::Governorate || place.population >= LISTED }
    }

    /// A name that no lexicon has, where others follow or went before.
    fn unknown_member(&self, at: usize, begins: bool) -> Option<Candidate> {
        let form = self.form(at);
        let joined = !begins && letters::joined(form);
        // «والبلالية» begins no name but in a list.
        let function = if joined && letters::and_article(form) { Shape::empty() } else { Shape::FUNCTION };
        let kept_off = Shape::ORDINARY
            | function
            | Shape::COUNT
            | Shape::TITLE
            | Shape::CUE
            | Shape::COLLECTIVE
            | Shape::DEMONYM
            | Shape::TRIGGER
            | Shape::COUNTED
            | Shape::PERSON
            | Shape::NAME;
        // «قرى نائية»: an adjective.
        let adjective = form.ends_with("يه") && !self.is(at, Shape::DEFINITE) && !letters::and_article(form);
        if !self.is_word(at) || self.is(at, kept_off) || adjective || form.chars().count() < 4 + usize::from(joined) {
            return None;
        }
        let mut end = at + 1;
        if self.is_name_part(end) && self.is(end, Shape::DEFINITE) && !self.is(at, Shape::DEFINITE) && !self.is(end, kept_off) {
            end += 1;
        }
        let followed = self.form(end) == "،" || self.is(end, Shape::JOINED);
        if begins && (!followed || self.is(at, Shape::JOINED)) {
            return None;
        }
        let candidate = self.unknown_place(at..end, at..end);
        if !joined {
            return Some(candidate);
        }
        // «وزبدين»: the conjunction is no part of the name.
        Some(Candidate { attached: Some(1), ..self.unknown_place_named(at..end, self.document.exact(at..end).strip_prefix('و')?) })
    }
}
