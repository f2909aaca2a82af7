//! The countries and places that a text is about, counted before it is read.

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Level, Place, WordRole};

use super::finder::Finder;
use super::shape::Shape;

/// How many times as often as all others a country is named that a page is about alone.
const OTHERS: u32 = 3;

impl<'a> Finder<'a> {
    pub fn count_countries(&mut self) {
        let tables = &self.lexicon.tables;
        for hit in self.document.hits.all() {
            // «سيول»: floods, or a capital.
            let at = hit.start as usize;
            if hit.subject == Subject::Place
                && (!self.is(at, Shape::PLACE)
                    || self.is(at, Shape::ORDINARY) && hit.tokens().len() == 1 && !self.after_word(at, WordRole::PlaceNoun))
            {
                continue;
            }
            let place = match hit.subject {
                Subject::Demonym => tables.demonyms.get(hit.row()).and_then(|d| self.place_of(&d.entity)),
                Subject::Place => {
                    tables.places.get(hit.row()).filter(|p| p.level <= Level::Capital || p.population > 1_000_000 && p.ambiguity.is_none())
                }
                _ => None,
            };
            if let Some(place) = place.filter(|p| !p.country.is_empty()) {
                *self.countries.entry(place.country.as_str()).or_default() += 1;
            }
        }
    }

    /// Notes the places that stand behind a preposition or a word for town somewhere in the text.
    pub fn settle_places(&mut self) {
        for hit in self.document.hits.all() {
            if hit.subject != Subject::Place || hit.prefix.intersects(Prefix::TO | Prefix::AS | Prefix::CONJUNCTION) {
                continue;
            }
            let at = hit.start as usize;
            if !(hit.prefix.is_empty() || hit.prefix == Prefix::ARTICLE) {
                continue;
            }
            if self.after_word(at, WordRole::PlaceNoun) {
                self.titled.insert(hit.entry);
                self.settled.insert(hit.entry);
            } else if self.after_word(at, WordRole::PlacePart) {
                self.settled.insert(hit.entry);
            }
        }
    }

    /// Every country named, with how often.
    pub fn countries(&self) -> impl Iterator<Item = (u32, &str)> {
        self.countries.iter().map(|(code, count)| (*count, *code))
    }

    /// The country that the page is about.
    pub fn main_country(&self) -> Option<&'a Place> {
        *self.main_country.get_or_init(|| self.named_most())
    }

    /// The country that the page is about where it names hardly another.
    pub fn only_country(&self) -> Option<&'a Place> {
        let main = self.main_country()?;
        let others: u32 = self.countries().filter(|(_, code)| *code != main.country).map(|(count, _)| count).sum();
        (others * OTHERS <= self.named(&main.country)).then_some(main)
    }

    /// How often a country is named, by its two letters.
    pub fn named(&self, country: &str) -> u32 {
        self.countries.get(country).copied().unwrap_or_default()
    }
}
