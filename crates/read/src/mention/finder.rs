//! One pass over a text that takes the best mention at every token.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{GivenName, Level, Place, WordRole};
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_model::{EntityType, Name};
use isnad_text::Document;

use super::{Entity, Mention, Mentions};

/// A mention before it is taken.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub tokens: Range<usize>,
    pub entity: Entity,
    pub carrier: bool,
    pub anaphoric: bool,
}

/// A person as the page has introduced them.
#[derive(Clone, Debug)]
pub struct Introduced {
    /// Index into the page's entities.
    pub entity: usize,
    /// Folded last word of the name, and last two.
    pub surname: String,
    /// Role's id and what it is of.
    pub role: Option<(String, Option<String>)>,
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
    )
}

/// What is known while a text is read.
pub struct Finder<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    pub found: Mentions,
    pub people: Vec<Introduced>,
    /// How often each country is named in the text, also by its demonym.
    pub countries: Vec<(String, u32)>,
    /// The same by ISO code.
    pub country_codes: Vec<(&'a str, u32)>,
}

impl<'a> Finder<'a> {
    pub fn new(document: &'a Document<'a>, lexicon: &'a Lexicon) -> Self {
        let mut finder =
            Finder { document, lexicon, found: Mentions::default(), people: Vec::new(), countries: Vec::new(), country_codes: Vec::new() };
        finder.count_countries();
        finder
    }

    pub fn run(mut self) -> Mentions {
        let mut at = 0;
        while at < self.document.len() {
            if self.document.folded.tokens[at].kind != TokenKind::Word {
                at += 1;
                continue;
            }
            let best =
                [self.organisation(at), self.carrier(at), self.person(at), self.body(at), self.group(at), self.backer(at), self.place(at)]
                    .into_iter()
                    .flatten()
                    .reduce(|best, next| if next.tokens.end > best.tokens.end { next } else { best });
            match best {
                Some(candidate) => {
                    at = candidate.tokens.end.max(at + 1);
                    self.take(candidate);
                }
                None => at += 1,
            }
        }
        self.found
    }

    /// Adds a mention and its entity.
    pub fn take(&mut self, candidate: Candidate) -> usize {
        let Candidate { tokens, entity, carrier, anaphoric } = candidate;
        let at = match self
            .found
            .entities
            .iter()
            .position(|e| e.id == entity.id && (e.kind == EntityType::Place) == (entity.kind == EntityType::Place))
        {
            Some(at) => {
                if self.found.entities[at].role.is_none() {
                    self.found.entities[at].role = entity.role;
                }
                at
            }
            None => {
                self.found.entities.push(entity);
                self.found.entities.len() - 1
            }
        };
        self.note_person(at, &tokens);
        let attached = self.attached(&tokens);
        self.found.all.push(Mention { tokens, entity: at, attached, carrier, anaphoric });
        at
    }

    /// The letters of conjunctions and prepositions at a mention's head.
    fn attached(&self, tokens: &Range<usize>) -> usize {
        self.document
            .hits
            .at(tokens.start)
            .iter()
            .filter(|h| h.end as usize <= tokens.end && is_naming(h.subject))
            .map(|h| (std::cmp::Reverse(h.end), (h.prefix & (Prefix::CONJUNCTION | Prefix::PREPOSITION)).bits().count_ones() as usize))
            .min()
            .map_or(0, |(_, letters)| letters)
    }

    fn count_countries(&mut self) {
        for hit in self.document.hits.all() {
            let country = match hit.subject {
                Subject::Demonym => self.lexicon.tables.demonyms.get(hit.row()).map(|d| d.entity.clone()),
                Subject::Place => self.lexicon.tables.places.get(hit.row()).filter(|p| p.level == Level::Country).map(|p| p.id.clone()),
                _ => None,
            };
            let Some(country) = country else { continue };
            match self.countries.iter_mut().find(|(id, _)| *id == country) {
                Some((_, count)) => *count += 1,
                None => self.countries.push((country, 1)),
            }
        }
        let places = &self.lexicon.tables.places;
        for (id, count) in &self.countries {
            if let Ok(at) = places.binary_search_by(|p| p.id.cmp(id)) {
                self.country_codes.push((places[at].country.as_str(), *count));
            }
        }
    }

    pub fn form(&self, at: usize) -> &str {
        self.document.form(at)
    }

    pub fn hit(&self, at: usize, subject: Subject) -> Option<&'a Hit> {
        self.document.hits.longest(at, subject)
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

    /// A country that a token names: the gazetteer's row.
    pub fn country(&self, at: usize) -> Option<(&'a Place, &'a Hit)> {
        self.document.hits.of(at, Subject::Place).find_map(|h| {
            let place = self.lexicon.tables.places.get(h.row())?;
            (place.level == Level::Country).then_some((place, h))
        })
    }

    /// The entity whose adjective stands at a token, and where it ends.
    pub fn demonym(&self, at: usize) -> Option<(&'a str, usize)> {
        let hit = self.hit(at, Subject::Demonym)?;
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
        let tables = &self.lexicon.tables;
        tables
            .places
            .binary_search_by(|p| p.id.as_str().cmp(id))
            .ok()
            .map(|at| (tables.places[at].en.as_str(), tables.places[at].ar.as_str()))
            .or_else(|| tables.organisations.iter().find(|o| o.id == id).map(|o| (o.en.as_str(), o.ar.as_str())))
    }

    /// Whether a word is an ordinary one, a particle, a verb or a number: no part of a name.
    pub fn is_ordinary(&self, at: usize) -> bool {
        self.document.hits.at(at).iter().any(|h| match h.subject {
            Subject::CommonWord | Subject::NumberWord => true,
            Subject::Word => h.prefix.is_empty(),
            Subject::Cue => h.features.intersects(Features::PAST | Features::PRESENT | Features::PARTICIPLE),
            Subject::TimeWord => h.end as usize == at + 1 && self.form(at).chars().count() > 2,
            _ => false,
        })
    }

    /// The row of a name of persons that a word is, nothing attached to it.
    fn personal_name(&self, at: usize) -> Option<&GivenName> {
        let hit = self.document.hits.of(at, Subject::GivenName).find(|h| h.prefix.is_empty() && h.end as usize == at + 1)?;
        self.lexicon.tables.given_names.get(hit.row())
    }

    /// Whether a word is a given name and nothing else. «على» is «علي» where the page writes no dots: a name only
    /// between names.
    pub fn is_given(&self, at: usize) -> bool {
        let known = self.personal_name(at).is_some_and(|n| !n.family && !n.word);
        // «الآن» is no Alan.
        let ordinary = self.form(at).starts_with("ال")
            && self.document.hits.at(at).iter().any(|h| matches!(h.subject, Subject::CommonWord | Subject::Word | Subject::TimeWord));
        known
            && !ordinary
            && (self.word(at, WordRole::Preposition).is_none()
                || self.document.exact(at..at + 1).ends_with('ي') && self.is_word(at + 1) && !self.is_ordinary(at + 1))
    }

    /// Whether a word is a family's name and nothing else.
    pub fn is_family(&self, at: usize) -> bool {
        self.personal_name(at).is_some_and(|n| n.family && !n.word)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    fn organisation(&self, at: usize) -> Option<Candidate> {
        let hit = self.hit(at, Subject::Organisation)?;
        let organisation = self.lexicon.tables.organisations.get(hit.row())?;
        let kind = match organisation.kind {
            isnad_model::ActorType::Group => EntityType::Group,
            isnad_model::ActorType::State => EntityType::State,
            _ => EntityType::Organisation,
        };
        // «في غرب», «غرب باكو»: a direction, not the West.
        if organisation.id == "the-west"
            && (hit.tokens().len() == 1
                && (self.after_word(at, WordRole::Preposition) || !hit.prefix.contains(Prefix::ARTICLE) || self.place(at + 1).is_some()))
        {
            return None;
        }
        Some(Candidate {
            tokens: hit.tokens(),
            entity: Entity {
                id: organisation.id.clone(),
                kind,
                name: Name { en: Some(organisation.en.clone()), ar: Some(organisation.ar.clone()) },
                role: None,
                position: None,
                country: None,
            },
            carrier: false,
            anaphoric: false,
        })
    }

    /// «بوساطة روسية»: the state that the adjective names.
    fn backer(&self, at: usize) -> Option<Candidate> {
        let (entity, end) = self.demonym(at).filter(|_| self.after_word(at, WordRole::Backing))?;
        let (en, ar) = self.name_of(entity)?;
        let entity = Entity {
            id: entity.to_owned(),
            kind: EntityType::State,
            name: Name { en: Some(en.to_owned()), ar: Some(ar.to_owned()) },
            role: None,
            position: None,
            country: None,
        };
        Some(Candidate { tokens: at..end, entity, carrier: false, anaphoric: false })
    }

    fn carrier(&self, at: usize) -> Option<Candidate> {
        let hit = self.hit(at, Subject::Agency)?;
        let agency = self.lexicon.tables.agencies.get(hit.row())?;
        // An abbreviation names its agency only where it stands alone.
        let form = &self.document.folded.text
            [self.document.folded.tokens[at].folded_start as usize..self.document.folded.tokens[hit.end as usize - 1].folded_end as usize];
        if agency.abbreviations.iter().any(|a| a == form) && !self.stands_alone(hit.tokens()) {
            return None;
        }
        Some(Candidate {
            tokens: hit.tokens(),
            entity: Entity {
                id: agency.id.clone(),
                kind: EntityType::Organisation,
                name: Name { en: Some(agency.en.clone()), ar: Some(agency.ar.clone()) },
                role: Some("news carrier".to_owned()),
                position: None,
                country: None,
            },
            carrier: true,
            anaphoric: false,
        })
    }

    /// Whether marks or line ends stand on both sides of some words.
    pub fn stands_alone(&self, tokens: Range<usize>) -> bool {
        let edge = |t: Option<usize>| {
            t.is_none_or(|t| self.document.folded.tokens.get(t).is_none_or(|x| matches!(x.kind, TokenKind::Mark | TokenKind::Break)))
        };
        edge(tokens.start.checked_sub(1)) && edge(Some(tokens.end))
    }
}
