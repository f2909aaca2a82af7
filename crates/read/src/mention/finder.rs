//! One pass over a text that takes the best mention at every token.

use std::cell::OnceCell;
use std::ops::Range;

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::Place;
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::EntityType;
use isnad_text::Document;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, longer};
use super::coreference::Introduced;
use super::shape::{self, Shape};
use super::{Entity, Mention, Mentions};

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

/// What is known while a text is read.
pub struct Finder<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    pub shapes: Vec<Shape>,
    pub found: Mentions,
    pub people: Vec<Introduced>,
    /// The last letters of the words of their surnames, a bit each.
    pub surname_tails: u64,
    /// The entities of `found` by whether they are places, and id.
    by_id: FxHashMap<(bool, String), usize>,
    /// How often each country is named in the text, also by its adjective, under its two letters.
    pub countries: FxHashMap<&'a str, u32>,
    /// The country that a page is about: the one it names twice as often as any other.
    pub main_country: OnceCell<Option<&'a Place>>,
    /// Places named by an unknown name behind a word for town: the name's first folded word and the entity.
    pub towns: Vec<(String, Entity)>,
    /// Rows of places that the text names behind a preposition or a word for town.
    pub settled: FxHashSet<u32>,
    /// Rows of places that the text names behind a word for town.
    pub titled: FxHashSet<u32>,
    /// Titles that stand behind the name of who holds them, and name nobody new.
    pub appositions: Vec<Range<usize>>,
    /// Where the last member of a list of places ended.
    pub list_end: Option<usize>,
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
            surname_tails: 0,
            by_id: FxHashMap::default(),
            countries: FxHashMap::default(),
            main_country: OnceCell::new(),
            towns: Vec::new(),
            settled: FxHashSet::default(),
            titled: FxHashSet::default(),
            list_end: None,
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
            let place = self.place_located(at).or_else(|| self.place_governed(at)).filter(|p| p.tokens.end <= actor.end);
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
        let Candidate { tokens, entity, carrier, anaphoric, name, attached } = candidate;
        let at = self.entity_index(entity);
        self.note_person(at, &tokens, name);
        let attached = attached.unwrap_or_else(|| self.attached(&tokens));
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
    pub fn attached(&self, tokens: &Range<usize>) -> usize {
        let letters = |prefix: Prefix| {
            let own = (prefix & (Prefix::CONJUNCTION | Prefix::PREPOSITION)).bits().count_ones() as usize;
            // «لليونان» holds the article's لام only.
            if prefix.contains(Prefix::TO | Prefix::ARTICLE) { own + 1 } else { own }
        };
        self.document
            .hits
            .at(tokens.start)
            .iter()
            .filter(|h| h.end as usize <= tokens.end && (is_naming(h.subject) || self.is_place_noun(h)))
            .map(|h| (std::cmp::Reverse(h.end), letters(h.prefix)))
            .min()
            .map_or_else(|| self.attached_to_surname(tokens.start), |(_, letters)| letters)
    }
}
