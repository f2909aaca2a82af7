//! Places and states.

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Ambiguity, Level, Place, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, Name};

use super::Entity;
use super::finder::{Candidate, Finder};
use super::names;

/// A town of fewer people than this is taken for itself only where a word for town, or a preposition,
/// stands before it.
const KNOWN: u32 = 200_000;
/// A town of fewer people than this needs the word for town.
const SMALL: u32 = 40_000;

impl Finder<'_> {
    /// A place or state at a token.
    pub fn place(&self, at: usize) -> Option<Candidate> {
        if let Some(noun) = self.word(at, WordRole::PlaceNoun)
            && let Some(named) = self.named_place(at, noun)
        {
            return Some(named);
        }
        let longest = self.hit(at, Subject::Place)?.end;
        let hits = || self.document.hits.of(at, Subject::Place).filter(|h| h.end == longest);
        // Fewest attached letters first: «باكو» is no «ب» and «اكو».
        let attached = hits().map(|h| h.prefix.bits().count_ones()).min()?;
        let (place, hit) = hits()
            .filter(|h| h.prefix.bits().count_ones() == attached)
            .filter_map(|h| Some((self.lexicon.tables.places.get(h.row())?, h)))
            .max_by_key(|(p, _)| self.rank(p))?;
        if let Some(state) = self.acting_state(at, place, hit) {
            return Some(state);
        }
        if !self.is_sure(at, place, hit) {
            return None;
        }
        Some(self.place_candidate(at..hit.end as usize, place))
    }

    fn place_candidate(&self, tokens: std::ops::Range<usize>, place: &Place) -> Candidate {
        Candidate {
            tokens,
            entity: Entity {
                id: place.id.clone(),
                kind: EntityType::Place,
                name: Name { en: Some(place.en.clone()), ar: Some(place.ar.clone()) },
                role: None,
                position: Some((round(place.lat), round(place.lon))),
                country: Some(place.country.clone()).filter(|c| !c.is_empty()),
            },
            carrier: false,
            anaphoric: false,
        }
    }

    /// Namesakes: the one whose country the text names most, then the greater.
    fn rank(&self, place: &Place) -> (u32, std::cmp::Reverse<Level>, u32) {
        let named = self.country_codes.iter().find(|(code, _)| *code == place.country).map_or(0, |(_, count)| *count);
        let named = if matches!(place.level, Level::Country | Level::Capital) { named.max(1) } else { named };
        (u32::from(named > 0), std::cmp::Reverse(place.level), place.population)
    }

    /// «مدينة X», «محافظة X»: known, or a name that no ordinary word is.
    fn named_place(&self, at: usize, noun: usize) -> Option<Candidate> {
        if let Some(hit) =
            self.document.hits.of(noun, Subject::Place).find(|h| !h.prefix.intersects(Prefix::PREPOSITION | Prefix::CONJUNCTION))
        {
            let hits = self.document.hits.of(noun, Subject::Place).filter(|h| h.end == hit.end && h.prefix == hit.prefix);
            let (place, hit) =
                hits.filter_map(|h| Some((self.lexicon.tables.places.get(h.row())?, h))).max_by_key(|(p, _)| self.rank(p))?;
            if place.level == Level::Country {
                return None;
            }
            return Some(self.place_candidate(at..hit.end as usize, place));
        }
        let bare = matches!(
            self.form(at).trim_start_matches(['و', 'ب', 'ل']),
            "مدينه" | "محافظه" | "بلده" | "قريه" | "مديريه" | "مخيم" | "حي" | "جزيره" | "ولايه"
        );
        if !bare || !self.is_name_word(noun) || self.demonym(noun).is_some() || self.hit(noun, Subject::Role).is_some() {
            return None;
        }
        let end = if self.is_name_word(noun + 1) && !self.form(noun + 1).starts_with('و') && self.demonym(noun + 1).is_none() {
            noun + 2
        } else {
            noun + 1
        };
        let exact = self.document.exact(noun..end);
        Some(Candidate {
            tokens: at..end,
            entity: Entity {
                id: names::romanised_id(self.lexicon, exact),
                kind: EntityType::Place,
                name: Name { en: Some(names::romanised(self.lexicon, exact)), ar: Some(exact.to_owned()) },
                role: None,
                position: None,
                country: None,
            },
            carrier: false,
            anaphoric: false,
        })
    }

    /// Whether a place's name is surely the place here.
    fn is_sure(&self, at: usize, place: &Place, hit: &Hit) -> bool {
        let located = self.is_located(at, hit);
        let several = hit.tokens().len() > 1;
        if self.is_given(at) && !several && place.population < 1_000_000 {
            return false;
        }
        match (place.ambiguity, place.level) {
            (Some(Ambiguity::Word | Ambiguity::Person), _) => several && located,
            (None, Level::Country | Level::Capital) => true,
            // «مأوى» is no Maui: a name that is also an ordinary word needs its preposition or its noun.
            (None, Level::Region | Level::Governorate | Level::Sea | Level::River | Level::Landmark) => {
                several || !self.is_ordinary(at) || self.after_word(at, WordRole::PlaceNoun)
            }
            (None, _) if several && place.population >= SMALL => true,
            (None, _) if place.population >= KNOWN => located || !self.is_ordinary(at),
            (None, _) if place.population >= SMALL => located && !self.is_ordinary(at),
            (None, _) => located && !self.is_ordinary(at) && self.in_named_country(place) && several,
        }
    }

    fn in_named_country(&self, place: &Place) -> bool {
        self.rank(place).0 > 0
    }

    /// Whether what stands before a name says that it is a place.
    fn is_located(&self, at: usize, hit: &Hit) -> bool {
        hit.prefix.contains(Prefix::BY)
            || self.after_word(at, WordRole::PlacePart)
            || self.after_word(at, WordRole::PlaceNoun)
            || self.after_word(at, WordRole::Preposition) && !matches!(self.form(at - 1), "بين" | "مع" | "ضد" | "عن")
            || self.follows_place(at, hit)
    }

    /// «في سوريا والعراق»: a place joined to a place.
    fn follows_place(&self, at: usize, hit: &Hit) -> bool {
        let joined = hit.prefix.contains(Prefix::AND) || at > 0 && self.form(at - 1) == "،";
        let end = if hit.prefix.contains(Prefix::AND) { at } else { at.saturating_sub(1) };
        joined && self.found.all.last().is_some_and(|m| m.tokens.end == end && self.found.entities[m.entity].kind == EntityType::Place)
    }

    /// A country or its capital as an actor: «أعلنت باكو», «بين باكو وأرمينيا».
    fn acting_state(&self, at: usize, place: &Place, hit: &Hit) -> Option<Candidate> {
        let state = match place.level {
            Level::Country => place.id.as_str(),
            Level::Capital => place.capital_of.as_deref()?,
            _ => return None,
        };
        let joined = hit.prefix.contains(Prefix::AND)
            && self.found.all.last().is_some_and(|m| m.tokens.end == at && self.found.entities[m.entity].kind == EntityType::State);
        // «باكو، أذربيجان»: a country behind its town.
        let behind_town = at > 1
            && self.form(at - 1) == "،"
            && self
                .found
                .all
                .last()
                .is_some_and(|m| m.tokens.end == at - 1 && self.found.entities[m.entity].country.as_deref() == Some(&place.country));
        let acts = if self.is_located(at, hit) || behind_town {
            false
        } else if joined {
            true
        } else if place.level == Level::Capital {
            !hit.prefix.intersects(Prefix::BY)
        } else {
            // A genitive behind a noun tells where; a verb, a particle, a clause's start tells who.
            let before = at.checked_sub(1);
            let verb = before.is_some_and(|b| self.document.hits.of(b, Subject::Cue).next().is_some() || self.is_verb(b));
            let particle = before.is_some_and(|b| {
                self.word(b, WordRole::That).is_some()
                    || self.word(b, WordRole::Conjunction).is_some()
                    || self.word(b, WordRole::Turn).is_some()
                    || matches!(self.form(b), "بين" | "مع" | "ضد" | "عن" | "من" | "كل" | "وبين")
            });
            let start = before.is_none_or(|b| !self.is_word(b));
            verb || particle || start || hit.prefix.intersects(Prefix::TO | Prefix::AND | Prefix::SO)
        };
        if !acts {
            return None;
        }
        let (en, ar) = self.name_of(state)?;
        Some(Candidate {
            tokens: at..hit.end as usize,
            entity: Entity {
                id: state.to_owned(),
                kind: EntityType::State,
                name: Name { en: Some(en.to_owned()), ar: Some(ar.to_owned()) },
                role: None,
                position: None,
                country: Some(place.country.clone()),
            },
            carrier: false,
            anaphoric: false,
        })
    }

    /// A word that looks like a finite verb with a feminine subject: countries are feminine.
    fn is_verb(&self, at: usize) -> bool {
        let form = self.form(at);
        let letters = form.chars().count();
        letters >= 3
            && (form.ends_with('ت') && !form.ends_with("ات")
                || form.starts_with('ت')
                    && letters >= 4
                    && !form.ends_with('ه')
                    && !form.starts_with("تر")
                    && self.hit(at, Subject::Place).is_none())
    }
}

/// Coordinates are given to three decimals.
fn round(degrees: f32) -> f64 {
    (f64::from(degrees) * 1000.0).round() / 1000.0
}
