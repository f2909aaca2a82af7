//! One pass over a text that takes the best mention at every token.

use std::cell::OnceCell;
use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CarrierKind, Level, NamingRole, Organisation, Place, WordRole};
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_model::{ActorType, EntityType, Name};
use isnad_text::{Document, time};
use rustc_hash::{FxHashMap, FxHashSet};

use super::coreference::Introduced;
use super::shape::{self, Shape};
use super::{Entity, Mention, Mentions};

/// How many words may stand between a verb of saying and its subject.
const SPEAKING_REACH: usize = 4;

/// A mention before it is taken.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub tokens: Range<usize>,
    pub entity: Entity,
    pub carrier: bool,
    pub anaphoric: bool,
    /// Of a person, the words of the name without title.
    pub name: Option<Range<usize>>,
}

impl Candidate {
    pub fn new(tokens: Range<usize>, entity: Entity) -> Self {
        Candidate { tokens, entity, carrier: false, anaphoric: false, name: None }
    }

    pub fn named(mut self, name: Range<usize>) -> Self {
        self.name = Some(name);
        self
    }

    pub fn anaphoric(mut self) -> Self {
        self.anaphoric = true;
        self
    }
}

/// Puts a candidate in the best one's place where it is longer.
fn longer(best: &mut Option<Candidate>, next: Option<Candidate>) {
    if let Some(next) = next
        && best.as_ref().is_none_or(|best| next.tokens.end > best.tokens.end)
    {
        *best = Some(next);
    }
}

/// Whether hits of a subject name somebody or some place.
pub fn is_naming(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::Place
            | Subject::Demonym
            | Subject::Person
            | Subject::Organisation
            | Subject::Agency
            | Subject::Role
            | Subject::Body
            | Subject::GroupNoun
            | Subject::GivenName
            | Subject::NamingWord
    )
}

/// A row of the organisations as an entity.
fn organisation_entity(organisation: &Organisation) -> Entity {
    let kind = match organisation.kind {
        ActorType::Group => EntityType::Group,
        ActorType::State => EntityType::State,
        _ => EntityType::Organisation,
    };
    Entity::new(organisation.id.clone(), kind, Name { en: Some(organisation.en.clone()), ar: Some(organisation.ar.clone()) })
}

/// What is known while a text is read.
pub struct Finder<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    pub shapes: Vec<Shape>,
    pub found: Mentions,
    pub people: Vec<Introduced>,
    /// The entities of `found` by whether they are places, and id.
    by_id: FxHashMap<(bool, String), usize>,
    /// How often each country is named in the text, also by its adjective, under its two letters.
    countries: FxHashMap<&'a str, u32>,
    /// The country that a page is about: the one it names twice as often as any other.
    main_country: OnceCell<Option<&'a Place>>,
    /// Places named by an unknown name behind a word for town: the name's first folded word and the entity.
    pub towns: Vec<(String, Entity)>,
    /// Rows of places that the text names behind a preposition or a word for town.
    pub settled: FxHashSet<u32>,
    /// Rows of places that the text names behind a word for town.
    pub titled: FxHashSet<u32>,
    /// Titles that stand behind the name of who holds them, and name nobody new.
    pub appositions: Vec<Range<usize>>,
    /// Places that stand within an actor's words.
    within: Vec<Mention>,
}

impl<'a> Finder<'a> {
    pub fn new(document: &'a Document<'a>, lexicon: &'a Lexicon) -> Self {
        let mut finder = Finder {
            document,
            lexicon,
            shapes: shape::read(document, lexicon),
            found: Mentions::default(),
            people: Vec::new(),
            by_id: FxHashMap::default(),
            countries: FxHashMap::default(),
            main_country: OnceCell::new(),
            towns: Vec::new(),
            settled: FxHashSet::default(),
            titled: FxHashSet::default(),
            within: Vec::new(),
            appositions: Vec::new(),
        };
        finder.count_countries();
        finder.settle_places();
        finder
    }

    pub fn run(mut self) -> Mentions {
        let mut at = 0;
        while at < self.document.len() {
            let shape = self.shapes[at];
            if !shape.contains(Shape::WORD) {
                at += 1;
                if let Some(agency) = self.quoted_agency(at - 1) {
                    at = agency.tokens.end + 1;
                    self.take(agency);
                }
                continue;
            }
            let mut best = None;
            if shape.contains(Shape::COLLECTIVE) {
                best = self.organisation(at);
                longer(&mut best, self.carrier(at));
            }
            longer(&mut best, self.person(at));
            longer(&mut best, self.body(at));
            longer(&mut best, self.group(at));
            longer(&mut best, self.backer(at));
            longer(&mut best, self.place(at));
            if shape.contains(Shape::HEAD) {
                longer(&mut best, self.headed(at));
            }
            match best.or_else(|| self.unknown_organisation(at)) {
                Some(candidate) => {
                    at = candidate.tokens.end.max(at + 1);
                    let tokens = candidate.tokens.clone();
                    let actor = candidate.entity.kind != EntityType::Place;
                    self.take(candidate);
                    if actor {
                        self.places_within(tokens);
                    }
                }
                None => at += 1,
            }
        }
        self.headline_surnames();
        let Finder { mut found, within, .. } = self;
        if !within.is_empty() {
            found.all.extend(within);
            found.all.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
        }
        found
    }

    /// «المتمردون في عدن»: a place behind a preposition within an actor's words.
    fn places_within(&mut self, actor: Range<usize>) {
        for at in actor.start + 1..actor.end {
            let place = self.place_located(at).filter(|p| p.tokens.end <= actor.end);
            if let Some(Candidate { tokens, entity, .. }) = place {
                let attached = self.attached(&tokens);
                let entity = self.entity_index(entity);
                self.within.push(Mention { tokens, entity, attached, carrier: false, anaphoric: false });
            }
        }
    }

    /// «كارتر والبارزاني يبحثان»: a headline's surnames are of those whom the page introduces below it.
    fn headline_surnames(&mut self) {
        let end = (0..self.document.len()).find(|t| self.form(*t) == "\n").unwrap_or(0);
        let taken: Vec<Range<usize>> = self.found.beginning_in(0..end).iter().map(|m| m.tokens.clone()).collect();
        let free = |t: usize| !taken.iter().any(|m| m.contains(&t));
        let mut next = 0;
        for at in (0..end).filter(|t| free(*t)) {
            if at >= next
                && let Some(Candidate { tokens, entity, .. }) = self.surname(at).filter(|c| c.tokens.clone().all(free))
            {
                next = tokens.end;
                let attached = self.attached(&tokens);
                let entity = self.entity_index(entity);
                self.within.push(Mention { tokens, entity, attached, carrier: false, anaphoric: false });
            }
        }
    }

    /// Adds a mention and its entity.
    pub fn take(&mut self, candidate: Candidate) {
        let Candidate { tokens, entity, carrier, anaphoric, name } = candidate;
        let at = self.entity_index(entity);
        self.note_person(at, &tokens, name);
        let attached = self.attached(&tokens);
        self.found.all.push(Mention { tokens, entity: at, attached, carrier, anaphoric });
    }

    /// Where an entity stands among the page's, put there if it is new.
    fn entity_index(&mut self, entity: Entity) -> usize {
        let key = (entity.kind == EntityType::Place, entity.id.clone());
        if let Some(&at) = self.by_id.get(&key) {
            let known = &mut self.found.entities[at];
            if known.role.is_none() {
                known.role = entity.role;
            }
            return at;
        }
        self.found.entities.push(entity);
        self.by_id.insert(key, self.found.entities.len() - 1);
        self.found.entities.len() - 1
    }

    /// The letters of conjunctions and prepositions at a mention's head.
    fn attached(&self, tokens: &Range<usize>) -> usize {
        let letters = |prefix: Prefix| {
            let own = (prefix & (Prefix::CONJUNCTION | Prefix::PREPOSITION)).bits().count_ones() as usize;
            // «لليونان» holds the article's لام only.
            if prefix.contains(Prefix::TO | Prefix::ARTICLE) { own + 1 } else { own }
        };
        self.document
            .hits
            .at(tokens.start)
            .iter()
            .filter(|h| h.end as usize <= tokens.end && is_naming(h.subject))
            .map(|h| (std::cmp::Reverse(h.end), letters(h.prefix)))
            .min()
            .map_or_else(|| self.attached_to_surname(tokens.start), |(_, letters)| letters)
    }

    fn count_countries(&mut self) {
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
    fn settle_places(&mut self) {
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

    /// How often a country is named, by its two letters.
    pub fn named(&self, country: &str) -> u32 {
        self.countries.get(country).copied().unwrap_or_default()
    }

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
        self.document
            .hits
            .of(at, Subject::Word)
            .find(|h| self.lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == role))
            .map(|h| h.end as usize)
    }

    /// Whether a particle of a role ends right before a token.
    pub fn after_word(&self, at: usize, role: WordRole) -> bool {
        (at.saturating_sub(3)..at).any(|start| {
            self.document
                .hits
                .of(start, Subject::Word)
                .any(|h| h.end as usize == at && self.lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == role))
        })
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

    /// Whether a finite verb of saying stands right before or right behind some words, or they are named as its source.
    pub fn speaks(&self, tokens: &Range<usize>) -> bool {
        self.said_before(tokens.start) || self.says_behind(tokens.end)
    }

    /// A verb of saying, or «بحسب», with nothing but particles of time and turn up to the token.
    fn said_before(&self, start: usize) -> bool {
        for at in (start.saturating_sub(SPEAKING_REACH)..start).rev() {
            let shape = self.shape(at);
            if shape.intersects(Shape::CUE | Shape::SOURCE) && self.document.hits.of(at, Subject::Cue).any(|h| h.end as usize <= start) {
                return true;
            }
            let passes = shape.intersects(Shape::COUNT | Shape::SOME)
                || self.document.hits.of(at, Subject::Word).any(|h| {
                    self.lexicon
                        .tables
                        .words
                        .get(h.row())
                        .is_some_and(|w| matches!(w.role, WordRole::Turn | WordRole::Demonstrative | WordRole::Occasion))
                });
            if !passes && !matches!(self.form(at), "عن" | "ما" | "من" | "\"" | "كل" | "احد") {
                return false;
            }
        }
        false
    }

    fn says_behind(&self, end: usize) -> bool {
        let next = if matches!(self.form(end), "،" | "\"" | ")" | "قد") { end + 1 } else { end };
        self.is(next, Shape::CUE)
            && self.document.hits.of(next, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT))
            || self.form(end) == ":" && self.is_line_start_of(end)
    }

    /// Whether a colon ends the name that a line begins with.
    fn is_line_start_of(&self, colon: usize) -> bool {
        colon > 0
            && (colon.saturating_sub(6)..colon)
                .rev()
                .take_while(|t| self.is_word(*t))
                .last()
                .is_some_and(|t| t == 0 || !self.is_word(t - 1) && self.form(t - 1) == "\n")
    }

    /// A verb of saying stands directly before.
    pub fn behind_cue(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Shape::CUE)
    }

    /// A known organisation or armed group.
    pub fn organisation(&self, at: usize) -> Option<Candidate> {
        let hit = self.hit(at, Subject::Organisation)?;
        let organisation = self.lexicon.tables.organisations.get(hit.row())?;
        // «في غرب», «غرب باكو»: a direction, not the West.
        if organisation.id == "the-west"
            && hit.tokens().len() == 1
            && (self.after_word(at, WordRole::Preposition) || !hit.prefix.contains(Prefix::ARTICLE))
        {
            return None;
        }
        Some(Candidate::new(at..hit.end as usize, organisation_entity(organisation)))
    }

    /// A carrier of news.
    pub fn carrier(&self, at: usize) -> Option<Candidate> {
        let hit = self.hit(at, Subject::Agency)?;
        let agency = self.lexicon.tables.agencies.get(hit.row())?;
        // An abbreviation names its agency only where it stands alone.
        let tokens = &self.document.folded.tokens;
        let form = &self.document.folded.text[tokens[at].folded_start as usize..tokens[hit.end as usize - 1].folded_end as usize];
        let attached = !hit.prefix.is_empty();
        let abbreviated = agency.abbreviations.iter().any(|a| if attached { form.ends_with(a.as_str()) } else { a == form });
        if abbreviated && (attached || !self.stands_alone(hit.tokens())) {
            return None;
        }
        // «أغسطس (آب)»: a month.
        let time = |t: usize| self.document.hits.of(t, Subject::TimeWord).next().is_some();
        if time(at) && (at.saturating_sub(2)..at).any(time) {
            return None;
        }
        // «جنوب شرقي الأناضول»: a place that an agency is named after.
        if self.is(at, Shape::PLACE) && (self.after_word(at, WordRole::PlacePart) || self.after_word(at, WordRole::PlaceNoun)) {
            return None;
        }
        let entity = Entity {
            role: Some("news carrier".to_owned()),
            ..Entity::new(agency.id.clone(), EntityType::Organisation, Name { en: Some(agency.en.clone()), ar: Some(agency.ar.clone()) })
        };
        // «وكالة “رويترز” الروسية»: an adjective behind it is its own.
        let mut end = hit.end as usize;
        if let Some((_, behind)) = self.demonym(end).filter(|_| self.is(end, Shape::DEFINITE)) {
            end = behind;
        }
        Some(Candidate { carrier: true, ..Candidate::new(at..end, entity) })
    }

    /// «الفرنسية»: an agency whose name is an adjective is meant where the word stands in quotation marks.
    fn quoted_agency(&self, mark: usize) -> Option<Candidate> {
        let hit = self.hit(mark, Subject::Agency)?;
        self.lexicon.tables.agencies.get(hit.row()).filter(|a| a.kind == CarrierKind::Agency)?;
        let inside = mark + 1..hit.end as usize - 1;
        let named = self.carrier(mark)?;
        (!inside.is_empty()).then_some(Candidate { tokens: inside, ..named })
    }

    /// Whether marks or line ends stand on both sides of some words; the year of a dateline may stand before them.
    pub fn stands_alone(&self, tokens: Range<usize>) -> bool {
        let digits = |t: usize| self.document.form(t).chars().all(|c| c.is_ascii_digit());
        let edge = |t: Option<usize>| t.is_none_or(|t| t >= self.document.len() || !self.is_word(t) && !digits(t));
        let before = tokens.start.checked_sub(1);
        (edge(before) || before.is_some_and(|t| time::ends_date(self.document, self.lexicon, t))) && edge(Some(tokens.end))
    }
}
