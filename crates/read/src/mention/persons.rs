//! Persons: known names, and names that no lexicon knows behind titles, verbs of saying and given names.

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::NamingRole;
use isnad_model::{EntityType, Name};

use super::Entity;
use super::candidate::Candidate;
use super::coreference::Introduced;
use super::finder::Finder;
use super::names;
use super::shape::Shape;
use super::titles::Title;

impl Finder<'_> {
    /// A person at a token.
    pub fn person(&mut self, at: usize) -> Option<Candidate> {
        // «والد الطالبة فلان»: the name is the father's.
        let kin = at > 0 && self.naming(at - 1, NamingRole::Kin).is_some_and(|end| end == at);
        let mut title = self.title(at).filter(|_| !kin);
        let mut start = title.as_ref().map_or(at, |t| t.end);
        // «الرئيس الأميركي (بيل كلينتون)»
        let bracket = title.is_some()
            && matches!(self.form(start), "(" | "«" | "\"")
            && (self.is(start + 1, Shape::PERSON) || self.is(start + 1, Shape::NAME));
        if bracket {
            start += 1;
        }
        if title.is_none() && self.is(at, Shape::FUNCTION) && !self.is(at, Shape::WEAK_NAME | Shape::PERSON) && self.people.is_empty() {
            return None;
        }
        let mut named = self.known_person(at, start, title.as_ref()).or_else(|| self.unknown_person(at, start, title.as_ref()));
        if named.is_none()
            && let Some(office) = title.as_mut()
        {
            // «رئيس الهيئة العامة للأرصاد فلان»; «وزير الخارجية، فلان»
            if let Some(start) = self.behind_office(office) {
                let reaching = Title { end: start, definite: true, ..office.clone() };
                named = self.known_person(at, start, Some(&reaching)).or_else(|| self.unknown_person(at, start, Some(&reaching)));
            } else if self.form(office.end) == "،" && self.names_behind_comma(office.end + 1) {
                let start = office.end + 1;
                named = self.known_person(at, start, Some(office)).or_else(|| self.unknown_person(at, start, Some(office)));
            }
        }
        if let Some(mut candidate) = named {
            if bracket && matches!(self.form(candidate.tokens.end), ")" | "»" | "\"") {
                candidate.tokens.end += 1;
            }
            return Some(self.with_apposition(candidate));
        }
        match title {
            Some(title) => self.title_alone(at, &title).or_else(|| self.surname(at)),
            None => self.surname(at),
        }
    }

    /// «وزير الخارجية، فلان الفلاني،»: the title's holder behind a comma.
    pub fn names_behind_comma(&self, at: usize) -> bool {
        self.hit(at, Subject::Person).is_some_and(|h| h.tokens().len() > 1)
            || self.is(at, Shape::NAME) && self.is_name_part(at + 1)
            || self.is_unknown_name(at) && self.is_unknown_name(at + 1) && {
                let end = self.name_end(at, true);
                self.form(end) == "،" || self.is(end, Shape::CUE)
            }
    }

    /// A name of the lexicon, its title before it.
    fn known_person(&self, at: usize, start: usize, title: Option<&Title>) -> Option<Candidate> {
        // «البابا فرنسيس»: a title that is part of the name.
        let (start, hit) = match self.hit(at, Subject::Person).filter(|h| h.end as usize > start) {
            Some(whole) => (at, whole),
            None => (start, self.hit(start, Subject::Person)?),
        };
        // «صالح بن علي الدعيج»: not «بن علي».
        let joins = start > 0 && self.is(start, Shape::JOINS) && self.is(start - 1, Shape::NAME | Shape::NAME_BEHIND_CLITIC);
        if start > at && !hit.prefix.is_empty() || hit.prefix.contains(Prefix::AS) || joins {
            return None;
        }
        let person = self.lexicon.tables.people.get(hit.row())?;
        let mut end = hit.end as usize;
        // «رئيس الوزراء أنوتين شارنفيراكول»: a surname that the lexicon spells in another way.
        let spelled = title.is_some() && end == start + 1 && self.is_unknown_name(end) && self.ends_a_name(end + 1);
        end += usize::from(spelled && self.is_unknown_name(start));
        let entity = if end == start + 1 {
            // «سعد الأسد», «محمد بن سلمان آل …»: somebody else.
            if start == at && self.is_part_of_longer(start)
                || self.is(start, Shape::NAME | Shape::WEAK_NAME)
                    && !self.is(start, Shape::FAMILY)
                    && self.is_name_part(end)
                    && !self.is(end, Shape::PLACE | Shape::DEMONYM | Shape::COLLECTIVE | Shape::TITLE)
            {
                return None;
            }
            // A person the page has introduced by that surname comes first.
            let surname = self.form(start);
            self.people
                .iter()
                .filter(|p| p.surname.len() == 1 && p.surname[0] == surname)
                .max_by_key(|p| p.last)
                .map(|p| self.found.entities[p.entity].clone())
        } else {
            // «محمد بن سلمان بن عبدالعزيز»: the name goes on.
            while self.is(end, Shape::JOINS) && self.is_word(end + 1) || self.is(end, Shape::ENDS) {
                end += if self.is(end, Shape::JOINS) { 2 } else { 1 };
            }
            None
        };
        let entity = entity.unwrap_or_else(|| Entity {
            role: person.role.clone().or_else(|| title.map(|t| self.role_of(t))),
            of: person.country.clone(),
            ..Entity::new(person.id.clone(), EntityType::Person, Name { en: Some(person.en.clone()), ar: Some(person.ar.clone()) })
        });
        Some(Candidate::new(at..end, entity).named(start..end))
    }

    /// A role in English with what it is of.
    pub fn role_of(&self, title: &Title) -> String {
        match title.of.as_deref().map(|id| self.name_of(id).map_or_else(|| id.replace('-', " "), |(en, _)| en.to_owned())) {
            Some(of) => format!("{} of {of}", title.english),
            None => title.english.clone(),
        }
    }

    /// A name that no lexicon knows.
    fn unknown_person(&self, at: usize, start: usize, title: Option<&Title>) -> Option<Candidate> {
        let name = self.name(at, start, title)?;
        let exact = self.document.exact(name.clone());
        let exact = self.without_clitics(name.start, exact);
        // A title with the surname of somebody introduced: «الرئيس بلاتر».
        let same = (name.len() == 1 || name.len() == 2 && self.is_servant(name.start))
            .then(|| {
                let surname = |p: &&Introduced| self.is_surname(name.start, &p.surname) == Some(name.end);
                self.people.iter().filter(surname).max_by_key(|p| p.last).or_else(|| self.known_by_given(name.start, title))
            })
            .flatten();
        let entity = match same {
            Some(person) => self.found.entities[person.entity].clone(),
            None => {
                let (latin, id) = names::romanised_with_id(self.lexicon, exact);
                Entity {
                    role: title.map(|t| self.role_of(t)),
                    of: title.and_then(|t| t.of.clone()),
                    ..Entity::new(id, EntityType::Person, Name { en: Some(latin), ar: Some(exact.to_owned()) })
                }
            }
        };
        Some(Candidate::new(at..name.end, entity).named(name))
    }

    /// A name without the letters attached to its first word: «وعلي», «لتوماس».
    fn without_clitics<'t>(&self, at: usize, exact: &'t str) -> &'t str {
        let letters = self
            .document
            .hits
            .of(at, Subject::GivenName)
            .map(|h| (h.prefix & (Prefix::CONJUNCTION | Prefix::PREPOSITION)).bits().count_ones())
            .min()
            .unwrap_or(0);
        exact.char_indices().nth(letters as usize).map_or(exact, |(cut, _)| &exact[cut..])
    }
}
