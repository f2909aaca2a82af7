//! Places: where the gazetteer's names mean a place, and names behind words for town and region.

use std::ops::Range;

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Ambiguity, Level, NamingRole, Place, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, Name};

use super::Entity;
use super::candidate::Candidate;
use super::finder::Finder;
use super::names;
use super::shape::Shape;
use crate::letters;

/// A town of fewer people than this is taken for itself only where its country is named, or a word for town
/// or a preposition stands before it.
const GREAT: u32 = 1_000_000;
/// A town of fewer people than this needs both.
const KNOWN: u32 = 300_000;
/// A town so many times smaller than a namesake is not meant for its country's sake alone.
const DWARFED: u64 = 4;
/// A town of so many people is meant where a word for town stands before its name.
const CERTAIN: u32 = 100_000;

impl Finder<'_> {
    /// A place or state at a token.
    pub fn place(&mut self, at: usize) -> Option<Candidate> {
        if let Some(country) = self.adjective_place(at) {
            return Some(country);
        }
        let longest = self.best(at).filter(|(_, h)| h.tokens().len() > 1);
        if let Some(noun) = self.word(at, WordRole::PlaceNoun).filter(|noun| longest.is_none_or(|(_, h)| h.end as usize <= *noun))
            && let Some(named) = self.named_place(at, noun)
            && !(self.is(at, Shape::ORGANISATION_NOUN) && self.speaks(&named.tokens))
        {
            if named.entity.position.is_none() && named.tokens.len() == 2 {
                self.towns.push((self.form(noun).to_owned(), named.entity.clone()));
            }
            // «بلدتي نبل والزهراء»
            if self.word(at, WordRole::PlaceNouns).is_some() {
                self.list_end = Some(named.tokens.end);
            }
            return Some(named);
        }
        if let Some(member) = self.listed(at) {
            return Some(member);
        }
        if let Some((_, town)) = self.towns.iter().find(|(name, _)| name == self.form(at)) {
            return Some(Candidate::new(at..at + 1, town.clone()));
        }
        if !self.is(at, Shape::PLACE) {
            return None;
        }
        let (place, hit) = self.best(at)?;
        if self.word(at, WordRole::NoPlace).is_some_and(|end| end > hit.end as usize) {
            return None;
        }
        // «الشرق الأوسط»: a newspaper's name in marks.
        if at > 0 && self.document.hits.of(at - 1, Subject::Agency).any(|h| h.start as usize == at - 1 && h.end > hit.end) {
            return None;
        }
        // «بلدة تركية»: the adjective of an indefinite noun.
        if self.is(at, Shape::DEMONYM)
            && letters::in_ha(self.form(at))
            && at > 0
            && self.is(at - 1, Shape::WORD)
            && self.demonym(at).is_some()
            && (!self.is(at - 1, Shape::FUNCTION | Shape::CUE) || self.word(at - 1, WordRole::PlaceNoun).is_some())
            && !self.governs_country(at - 1, at)
        {
            return None;
        }
        if let Some(state) = self.acting_state(at, place, hit) {
            return Some(state);
        }
        self.is_sure(at, place, hit).then(|| Candidate::new(at..hit.end as usize, place_entity(place)))
    }

    /// «تقوده السعودية», «حدود السعودية»: a verb or an indefinite noun before a definite adjective that is a country's name.
    fn governs_country(&self, before: usize, at: usize) -> bool {
        let named = self.found.all.last().is_some_and(|m| m.tokens.end == at);
        self.is(at, Shape::DEFINITE)
            && !named
            && !self.is(before, Shape::DEFINITE | Shape::NAME | Shape::FAMILY | Shape::DEMONYM | Shape::PLACE | Shape::COLLECTIVE)
            && (self.is_verb(before) || self.is(before, Shape::ORDINARY) && !self.has_pronoun(before))
    }

    /// «حقولنا السعودية»: whose it is makes it definite.
    fn has_pronoun(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::CommonWord).any(|h| h.pronoun)
    }

    /// «الأراضي التركية», «العاصمة الصومالية»: a country or its capital by the people's adjective.
    fn adjective_place(&self, at: usize) -> Option<Candidate> {
        let seat = self.naming(at, NamingRole::Seat);
        let noun = seat.or_else(|| self.naming(at, NamingRole::Territory))?;
        let (country, end) = self.demonym(noun).filter(|_| self.is(noun, Shape::DEFINITE))?;
        let country = self.place_of(country).filter(|p| p.level == Level::Country)?;
        let place = match seat {
            Some(_) => self.lexicon.tables.places.iter().find(|p| p.capital_of.as_deref() == Some(&country.id))?,
            None => country,
        };
        // «العاصمة الصومالية مقديشو»: the name is the place's own.
        let named =
            self.hit(end, Subject::Place).is_some_and(|h| self.lexicon.tables.places.get(h.row()).is_some_and(|p| p.id == place.id));
        (seat.is_none() || !named).then(|| Candidate::new(at..end, place_entity(place)))
    }

    /// A place at a token that a preposition stands before, whatever else the token is.
    pub fn place_located(&self, at: usize) -> Option<Candidate> {
        let noun = self.word(at, WordRole::PlaceNoun);
        if noun.is_some() && !self.is_behind_in(at) {
            return None;
        }
        let from = noun.unwrap_or(at);
        if !self.is(from, Shape::PLACE) {
            return None;
        }
        let (place, hit) = self.best(from)?;
        let near = place.level < Level::City || self.named(&place.country) > 0 || place.population >= KNOWN;
        let sure = if noun.is_some() {
            near
        } else {
            (hit.prefix == Prefix::BY || hit.prefix.difference(Prefix::ARTICLE).is_empty() && self.is_behind_in(at))
                && self.is_sure(at, place, hit)
        };
        sure.then(|| Candidate::new(at..hit.end as usize, place_entity(place)))
    }

    /// «شرطة بنغازي»: a town or province right behind the indefinite noun of a body.
    pub fn place_governed(&self, at: usize) -> Option<Candidate> {
        if !self.is(at, Shape::KNOWN_PLACE) || self.is(at - 1, Shape::DEFINITE) || !self.is(at - 1, Shape::COLLECTIVE) {
            return None;
        }
        let (place, hit) = self.best(at).filter(|(p, h)| h.prefix.is_empty() && p.level > Level::Capital && p.ambiguity.is_none())?;
        (self.named(&place.country) > 0).then(|| Candidate::new(at..hit.end as usize, place_entity(place)))
    }

    /// «في», or «ب» at the token's own head.
    fn is_behind_in(&self, at: usize) -> bool {
        at > 0 && self.after_word(at, WordRole::Preposition) && self.after_word(at, WordRole::PlacePart)
            || self.document.hits.at(at).iter().any(|h| h.subject == Subject::Word && h.prefix.contains(Prefix::BY))
    }

    /// The longest name at a token; of namesakes the one whose country the text names, then the greater.
    pub fn best(&self, at: usize) -> Option<(&Place, &Hit)> {
        let longest = self.hit(at, Subject::Place)?.end;
        let hits = || self.document.hits.of(at, Subject::Place).filter(|h| h.end == longest && !h.prefix.contains(Prefix::AS));
        // Fewest attached letters first: «باكو» is no «ب» and «اكو».
        let attached = hits().map(|h| h.prefix.bits().count_ones()).min()?;
        let namesakes = || {
            hits().filter(|h| h.prefix.bits().count_ones() == attached).filter_map(|h| Some((self.lexicon.tables.places.get(h.row())?, h)))
        };
        let greatest = namesakes().map(|(p, _)| p.population).max()?;
        namesakes().max_by_key(|(p, _)| self.rank(p, at, greatest))
    }

    fn rank(&self, place: &Place, at: usize, greatest: u32) -> (bool, bool, u32, std::cmp::Reverse<Level>, u32) {
        // «عمّان» is no «عمان»: where the page writes marks, the name that has them.
        let marked = self.document.exact(at..at + 1).contains('\u{651}') && place.ar.contains('\u{651}');
        let great = matches!(place.level, Level::Country | Level::Capital);
        let named = self.named(&place.country);
        // «جنيف» on a page that names the United States is no town of Illinois.
        let dwarfed = matches!(place.level, Level::City | Level::Town | Level::Village)
            && u64::from(place.population) * DWARFED < u64::from(greatest);
        (marked, great || named > 0 && !dwarfed, if great { named } else { 0 }, std::cmp::Reverse(place.level), place.population)
    }

    /// «مدينة X», «محافظة X»: known, or a name that no ordinary word is.
    fn named_place(&self, at: usize, noun: usize) -> Option<Candidate> {
        let quoted = matches!(self.form(noun), "\"" | "«" | "(");
        let from = if quoted { noun + 1 } else { noun };
        let close = |end: usize| if quoted && matches!(self.form(end), "\"" | "»" | ")") { end + 1 } else { end };
        if self.is(from, Shape::PLACE)
            && !self.is(from, Shape::TITLE)
            && let Some((place, hit)) = self.best(from).filter(|(_, h)| !h.prefix.intersects(Prefix::PREPOSITION | Prefix::CONJUNCTION))
        {
            if place.level == Level::Country && !self.form(at).ends_with("دوله") {
                return None;
            }
            let known =
                place.level < Level::City || self.named(&place.country) > 0 || place.population >= CERTAIN || hit.tokens().len() > 1;
            if known {
                return Some(Candidate::new(at..close(hit.end as usize), place_entity(place)));
            }
        }
        let shape = self.shape(from);
        if let Some(quarter) = self.quarter(at, noun).filter(|_| !quoted) {
            return Some(quarter);
        }
        if !self.names_unknown(at, noun)
            || !self.is_name_part(from)
            || shape.intersects(Shape::DEMONYM | Shape::TITLE | Shape::JOINS) && !shape.contains(Shape::JOINS)
        {
            return None;
        }
        let mut end = if shape.contains(Shape::JOINS) && self.is_word(from + 1) { from + 2 } else { from + 1 };
        // «منطقة منكوبة»: what was done to it, no name.
        if !quoted && letters::in_passive_feminine(self.form(from)) && !shape.contains(Shape::NAME) {
            return None;
        }
        // «منطقة يؤمها السياح»: a verb with its object.
        let form = self.form(from);
        if form.starts_with('ي')
            && (letters::hers(form) || letters::in_ha(form) || letters::masculine_plural(form))
            && !shape.contains(Shape::NAME)
        {
            return None;
        }
        while end < from + 3
            && self.is_name_part(end)
            && !self.is(end, Shape::DEMONYM | Shape::JOINED | Shape::PLACE)
            && (self.is(end, Shape::DEFINITE) || !self.is(end - 1, Shape::DEFINITE))
        {
            end += 1;
        }
        Some(self.unknown_place(at..close(end), from..end))
    }

    /// «حي الميدان», «قرية الصفصاف»: an ordinary word that names a quarter or village.
    fn quarter(&self, at: usize, noun: usize) -> Option<Candidate> {
        let shape = self.shape(noun);
        let named = self.word(at, WordRole::QuarterNoun) == Some(noun)
            && self.names_unknown(at, noun)
            && shape.contains(Shape::DEFINITE | Shape::ORDINARY)
            && !shape.intersects(
                Shape::DEMONYM | Shape::FUNCTION | Shape::COUNT | Shape::TITLE | Shape::COLLECTIVE | Shape::CUE | Shape::ADJECTIVE,
            )
            && !self.is(noun + 1, Shape::DEFINITE | Shape::PLACE);
        named.then(|| self.unknown_place(at..noun + 1, noun..noun + 1))
    }

    /// A place of which nothing but its name is known.
    pub fn unknown_place(&self, tokens: Range<usize>, name: Range<usize>) -> Candidate {
        self.unknown_place_named(tokens, self.document.exact(name))
    }

    /// A place of that name, which no lexicon has.
    pub fn unknown_place_named(&self, tokens: Range<usize>, exact: &str) -> Candidate {
        let (latin, id) = names::romanised_with_id(self.lexicon, exact);
        Candidate::new(tokens, Entity::new(id, EntityType::Place, Name { en: Some(latin), ar: Some(exact.to_owned()) }))
    }

    /// A word for a kind of place that its own name alone follows.
    fn names_unknown(&self, at: usize, noun: usize) -> bool {
        let form = self.form(at);
        // «5200 قرية تضرروا»: those that are counted have no name.
        let counted = at > 0 && (self.is(at - 1, Shape::COUNT) || self.form(at - 1).starts_with(|c: char| c.is_ascii_digit()));
        noun == at + 1 && !counted && !form.contains("ال") && !letters::to_article(form)
    }

    /// Whether a place's name is surely the place here.
    fn is_sure(&self, at: usize, place: &Place, hit: &Hit) -> bool {
        let located = self.is_located(at, hit);
        let several = hit.tokens().len() > 1;
        let shape = self.shape(at);
        let clitic = hit.prefix.intersects(Prefix::PREPOSITION) && !hit.prefix.contains(Prefix::ARTICLE);
        let person = shape.intersects(Shape::NAME | Shape::FAMILY | Shape::PERSON | Shape::WEAK_NAME) && !several;
        // «وعبد الجليل»
        let joined = at > 0 && self.naming(at - 1, NamingRole::Joins) == Some(at);
        let beside_name =
            joined || self.is(at.wrapping_sub(1), Shape::NAME | Shape::JOINS) || self.is(hit.end as usize, Shape::FAMILY) && person;
        if beside_name && (person || place.level > Level::Capital) {
            return false;
        }
        let near = self.named(&place.country) > 0;
        let settled = near && self.settled.contains(&hit.entry);
        let titled = located && self.titled.contains(&hit.entry);
        match (place.ambiguity, place.level) {
            (Some(Ambiguity::Person), _) => several && located || titled && !clitic,
            (Some(Ambiguity::Word), _) => located && (several && near || titled && !clitic),
            (None, Level::Country) => {
                !person && (!shape.contains(Shape::ORDINARY) || located || hit.prefix.contains(Prefix::AND)) || located
            }
            (None, Level::Capital) => (!person || located) && (!shape.contains(Shape::ORDINARY) || located && near),
            (None, Level::Region | Level::Governorate | Level::Sea | Level::River | Level::Landmark) => {
                (!person || located) && (several || !shape.contains(Shape::ORDINARY) || located && near)
            }
            (None, _) if person => located && near && place.population >= KNOWN && !clitic,
            (None, _) if shape.contains(Shape::ORDINARY) && !several => located && near && place.population >= KNOWN,
            (None, _) if place.population >= GREAT || settled || near && place.level == Level::City && !clitic => true,
            (None, _) if several => near || place.population >= KNOWN,
            (None, Level::City) if self.heads(at, hit) => true,
            (None, _) if clitic => near && place.population >= 50_000,
            (None, _) if place.population >= KNOWN => located || near,
            (None, _) if place.population >= 200_000 => near || located,
            (None, _) => near && located,
        }
    }

    /// «تعز: أول قافلة», «سبها (رويترز)»: a town at the head of a line.
    fn heads(&self, at: usize, hit: &Hit) -> bool {
        hit.prefix.is_empty()
            && (at == 0 || !self.is_word(at - 1))
            && matches!(self.form(hit.end as usize), ":" | "-" | "(" | "،" | "/" | "ـ")
    }

    /// Whether what stands before a name says that it is a place.
    pub fn is_located(&self, at: usize, hit: &Hit) -> bool {
        hit.prefix.contains(Prefix::BY)
            || hit.prefix.contains(Prefix::TO) && self.is_led_to(at)
            || self.after_word(at, WordRole::PlacePart)
            || self.after_word(at, WordRole::PlaceNoun)
            || at > 0
                && self.after_word(at, WordRole::Preposition)
                && !matches!(
                    self.form(at - 1),
                    "بين" | "مع" | "ضد" | "عن" | "علي" | "لدي" | "ازاء" | "تجاه" | "حول" | "بشان" | "باسم" | "ل"
                )
            || self.follows_place(at, hit)
    }

    /// «زيارة لبغداد», «وصول الوزير لأربيل»: a journey leads to the place.
    pub fn is_led_to(&self, at: usize) -> bool {
        self.after_naming(at, NamingRole::Journey)
            || self.found.all.last().is_some_and(|m| m.tokens.end == at && self.after_naming(m.tokens.start, NamingRole::Journey))
    }

    /// «في سوريا والعراق»: a place joined to a place.
    fn follows_place(&self, at: usize, hit: &Hit) -> bool {
        let and = hit.prefix.contains(Prefix::AND);
        let joined = and || at > 0 && matches!(self.form(at - 1), "،" | "(" | "-");
        let end = if and { at } else { at.saturating_sub(1) };
        joined && self.found.all.last().is_some_and(|m| m.tokens.end == end && self.found.entities[m.entity].kind == EntityType::Place)
    }
}

pub fn place_entity(place: &Place) -> Entity {
    Entity {
        position: Some((round(place.lat), round(place.lon))),
        country: Some(place.country.clone()).filter(|c| !c.is_empty()),
        ..Entity::new(place.id.clone(), EntityType::Place, Name { en: Some(place.en.clone()), ar: Some(place.ar.clone()) })
    }
}

/// Coordinates are given to three decimals.
fn round(degrees: f32) -> f64 {
    (f64::from(degrees) * 1000.0).round() / 1000.0
}
