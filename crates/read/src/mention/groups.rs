//! People who share something: «الانفصاليون الأرمن», «متظاهرون», «مسؤولون أتراك».

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Acts, GroupNoun, Level};
use isnad_model::{EntityType, Name};

use super::Entity;
use super::candidate::Candidate;
use super::finder::Finder;
use super::names;
use super::shape::Shape;
use crate::letters;

impl Finder<'_> {
    /// A group, or a noun that refers back to an organisation.
    pub fn group(&self, at: usize) -> Option<Candidate> {
        if let Some(noun) = self.anaphoric_organisation(at).or_else(|| self.people_of(at)) {
            return Some(noun);
        }
        if !self.is(at, Shape::COLLECTIVE) {
            return None;
        }
        let hit = self.hit(at, Subject::GroupNoun)?;
        let group = self.lexicon.tables.groups.get(hit.row())?;
        let noun = hit.end as usize;
        let of = self.belonging(noun).or_else(|| (self.form(noun) == "عن").then(|| self.belonging(noun + 1)).flatten());
        let end = of.as_ref().map_or_else(|| noun + usize::from(self.is_agreeing(noun)), |(_, end)| *end);
        if of.is_none() && self.governs(noun) {
            let tokens = at..noun + 1;
            return (group.acts != Acts::No && self.speaks(&tokens)).then(|| self.those_of(group, tokens));
        }
        let definite = hit.prefix.contains(Prefix::ARTICLE) || self.is(at, Shape::DEFINITE);
        // «مسؤول بوزارة الدفاع التركية»: the body speaks; of «مصدر في الجيش» nothing is known but where he is.
        let source = group.id == "sources";
        if (group.id == "officials" || source) && of.is_none() {
            let from = if matches!(self.form(noun), "في" | "من" | "ب" | "لدي") { noun + 1 } else { noun };
            let body = self.body(from).or_else(|| self.organisation(from));
            if let Some(body) = body.filter(|_| from > noun || self.document.hits.at(from).iter().any(|h| h.prefix.contains(Prefix::BY))) {
                let tokens = at..body.tokens.end;
                return if source { self.source_in(group, &body.entity, tokens) } else { Some(Candidate::new(tokens, body.entity)) };
            }
        }
        let stands = match group.acts {
            Acts::Yes => true,
            Acts::Speaking => of.is_some() || self.speaks(&(at..end)),
            Acts::No => of.is_some() && self.speaks(&(at..end)),
        };
        if !stands {
            return None;
        }
        // A later «الانفصاليون» is the one named with its people before.
        let suffix = format!("-{}", group.id);
        if of.is_none()
            && definite
            && let Some(known) = self
                .found
                .all
                .iter()
                .rev()
                .take(150)
                .map(|m| &self.found.entities[m.entity])
                .find(|e| e.id == group.id || e.id.ends_with(&suffix))
        {
            return Some(Candidate::new(at..end, known.clone()).anaphoric());
        }
        let complement = self.document.exact(noun..end);
        let ar = if complement.is_empty() { self.document.exact(at..end).to_owned() } else { format!("{} {complement}", group.ar) };
        let (id, en) = match &of {
            Some((of, _)) => (format!("{of}-{}", group.id), format!("{} {}", self.adjective(of), group.en)),
            None => (group.id.clone(), group.en.clone()),
        };
        Some(Candidate::new(
            at..end,
            Entity {
                body: of.is_some().then(|| group.id.clone()),
                of: of.map(|(of, _)| of),
                ..Entity::new(id, EntityType::Group, Name { en: Some(en), ar: Some(ar) })
            },
        ))
    }

    /// «محللون عسكريون»: whether an adjective stands at a token that agrees with the plural before it.
    fn is_agreeing(&self, at: usize) -> bool {
        let (noun, adjective) = (self.form(at - 1), self.form(at));
        let plural = letters::masculine_plural(noun) && letters::masculine_plural(adjective)
            || letters::oblique_plural(noun) && letters::oblique_plural(adjective);
        plural
            && letters::plural_nisba(adjective)
            && !self.is(at - 1, Shape::DEFINITE)
            && !self.is(at, Shape::CUE | Shape::NAME | Shape::DEMONYM | Shape::JOINED)
    }

    /// «مسؤولو طوارئ»: a plural that has lost its ن before what they are of.
    fn governs(&self, noun: usize) -> bool {
        letters::plural_construct(self.form(noun - 1))
            && self.is(noun, Shape::ORDINARY)
            && !self.is(noun, Shape::FUNCTION | Shape::CUE | Shape::TITLE | Shape::COLLECTIVE | Shape::COUNT | Shape::PLACE)
    }

    /// Those who are known by what they are of.
    fn those_of(&self, group: &GroupNoun, tokens: Range<usize>) -> Candidate {
        let exact = self.document.exact(tokens.clone()).to_owned();
        let id = names::romanised_id(self.lexicon, &exact);
        Candidate::new(tokens, Entity::new(id, EntityType::Group, Name { en: Some(group.en.clone()), ar: Some(exact) }))
    }

    /// «مصدر في الجيش»: a source that is somewhere in a body.
    fn source_in(&self, group: &GroupNoun, body: &Entity, tokens: Range<usize>) -> Option<Candidate> {
        let en = body.name.en.as_ref().map(|name| format!("{} ({name})", group.en));
        let name = Name { en, ar: Some(self.document.exact(tokens.clone()).to_owned()) };
        let id = format!("{}-{}", body.id, group.id);
        self.speaks(&tokens)
            .then(|| Candidate::new(tokens, Entity { of: Some(body.id.clone()), ..Entity::new(id, EntityType::Group, name) }))
    }

    /// «أرمن ناغورني كاراباخ», «أكراد سوريا»: a people of a place.
    fn people_of(&self, at: usize) -> Option<Candidate> {
        let (people, end) = self.demonym(at)?;
        // «جنود مصريين شمال سيناء»: a plural that keeps its ن has no genitive behind it.
        let closed = letters::oblique_plural(self.form(at)) || letters::masculine_plural(self.form(at));
        if closed || self.is(at, Shape::DEFINITE | Shape::KNOWN_PLACE) || !self.is(end, Shape::PLACE) {
            return None;
        }
        let plural = self.document.hits.of(at, Subject::Demonym).any(|h| {
            h.features.contains(Features::PLURAL)
                || h.features.is_empty()
                || h.features == Features::ARTICLE_OPTIONAL && !letters::nisba(self.form(at))
        });
        let hit = self.document.hits.of(end, Subject::Place).find(|h| h.prefix.is_empty() || h.prefix == Prefix::ARTICLE)?;
        let place = self.lexicon.tables.places.get(hit.row()).filter(|p| plural && p.level <= Level::Governorate)?;
        let tokens = at..hit.end as usize;
        let name = Name {
            en: Some(format!("{} {} people", self.name_of(&place.id).map_or("", |n| n.0), self.adjective(people)).trim().to_owned()),
            ar: Some(self.document.exact(tokens.clone()).to_owned()),
        };
        let id = format!("{}-{}", place.id, people);
        Some(Candidate::new(
            tokens,
            Entity { of: Some(place.id.clone()), body: Some(people.to_owned()), ..Entity::new(id, EntityType::Group, name) },
        ))
    }
}
