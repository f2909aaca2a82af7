//! Who is meant by a surname, a title or a noun that the page has used before with a fuller name.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{NamingRole, Of};
use isnad_model::{EntityType, Name};

use super::Entity;
use super::candidate::Candidate;
use super::finder::Finder;
use super::shape::Shape;
use super::titles::Title;
use crate::letters;

/// How many mentions back a noun like «الوزارة» may look for its name.
const MEMORY: usize = 150;

/// A person as the page has introduced them.
#[derive(Clone, Debug)]
pub struct Introduced {
    /// Index into the page's entities.
    pub entity: usize,
    /// Folded words that name the person alone; empty where only a title is known.
    pub surname: Vec<String>,
    /// The folded first word of a name of several; empty where no name is known.
    pub given: String,
    /// The role in English, without what it is of.
    pub role: Option<String>,
    /// Whether the page has called the person by the first word alone.
    pub by_given: bool,
    /// What the role is of.
    pub of: Option<String>,
    /// Where the person was last named.
    pub last: usize,
}

impl Finder<'_> {
    /// Remembers a person for surnames and titles to come.
    pub fn note_person(&mut self, entity: usize, tokens: &Range<usize>, name: Option<Range<usize>>) {
        if self.found.entities[entity].kind != EntityType::Person {
            return;
        }
        if let Some(known) = self.people.iter_mut().find(|p| p.entity == entity) {
            known.last = tokens.start;
            known.by_given |= name
                .as_ref()
                .is_some_and(|name| name.len() == 1 && !known.given.is_empty() && self.document.form(name.start) == known.given);
            if known.role.is_some() || name.is_none() {
                return;
            }
        }
        let title = self.title(tokens.start).filter(|t| t.end <= tokens.end);
        let (role, of) = match &title {
            Some(title) if title.kind != Of::None => {
                (Some(title.english.clone()), title.of.clone().or_else(|| self.found.entities[entity].of.clone()))
            }
            _ => self.known_role(entity),
        };
        if let Some(known) = self.people.iter_mut().find(|p| p.entity == entity) {
            known.role = role;
            known.of = of;
            return;
        }
        let given = name.clone().filter(|name| name.len() > 1).map(|name| self.form(name.start).to_owned()).unwrap_or_default();
        let surname = name.map(|name| self.surname_of(name)).unwrap_or_default();
        self.surname_tails |= surname.iter().fold(0, |all, word| all | tail(word));
        self.surname_tails |= tail(&given);
        self.people.push(Introduced { entity, surname, given, by_given: false, role, of, last: tokens.start });
    }

    /// The role that the lexicon has for a person, without what it is of.
    fn known_role(&self, entity: usize) -> (Option<String>, Option<String>) {
        let entity = &self.found.entities[entity];
        let role = entity.role.as_deref().map(|r| r.split(" of ").next().unwrap_or(r).to_owned());
        (role, entity.of.clone())
    }

    /// The words of a name that stand for all of it: the last, with a joining word before it.
    fn surname_of(&self, name: Range<usize>) -> Vec<String> {
        let Some(mut start) = name.end.checked_sub(1).filter(|s| *s >= name.start) else { return Vec::new() };
        if self.is(start, Shape::ENDS) && start > name.start {
            start -= 1;
        }
        while start > name.start && self.is(start - 1, Shape::JOINS) {
            start -= 1;
        }
        let words: Vec<String> = (start..name.end).map(|t| self.form(t).to_owned()).collect();
        let letters: usize = words.iter().map(|w| w.chars().count()).sum();
        if letters >= 3 { words } else { Vec::new() }
    }

    /// Whether the words from a token on are a person's surname; gives its end. Conjunctions and prepositions may be attached.
    pub fn is_surname(&self, at: usize, surname: &[String]) -> Option<usize> {
        // «ابن رودس»: also «رودس», «بن رودس».
        if let [joins, last] = surname
            && !letters::has_article(last)
            && last.chars().count() > 3
            && self.form(at) != joins
        {
            let last_at = if self.is(at, Shape::JOINS) { at + 1 } else { at };
            if self.form(last_at) == last {
                return Some(last_at + 1);
            }
        }
        let first = surname.first()?;
        let form = self.form(at);
        // Most words end otherwise.
        if form.as_bytes().last() != first.as_bytes().last() {
            return None;
        }
        let fits = form == first
            || form.len() > first.len()
                && form.ends_with(first.as_str())
                && self.lexicon.clitics().cuts(form).any(|(cut, p)| !p.contains(Prefix::ARTICLE) && form[cut..] == *first);
        (fits && surname.iter().skip(1).enumerate().all(|(i, word)| self.form(at + 1 + i) == word)).then_some(at + surname.len())
    }

    /// Whether a word of some surname ends as a token does: most tokens end otherwise.
    fn may_be_surname(&self, at: usize) -> bool {
        self.surname_tails & tail(self.form(at)) != 0
    }

    /// «والورفلي»: the letters attached to a surname that no lexicon has.
    pub fn attached_to_surname(&self, at: usize) -> usize {
        if !self.may_be_surname(at) {
            return 0;
        }
        let form = self.form(at);
        let letters = |surname: &[String]| {
            let head = form.strip_suffix(surname.first()?.as_str())?;
            self.is_surname(at, surname).map(|_| head.chars().count())
        };
        self.people.iter().filter_map(|p| letters(&p.surname)).min().unwrap_or(0)
    }

    /// A surname alone, of somebody whom the page has introduced.
    pub fn surname(&self, at: usize) -> Option<Candidate> {
        if !self.may_be_surname(at) && !self.is(at, Shape::JOINS) {
            return None;
        }
        let named = |p: &Introduced| self.is_surname(at, &p.surname).or_else(|| (p.by_given && self.form(at) == p.given).then_some(at + 1));
        let (person, end) = self.people.iter().filter_map(|p| Some((p, named(p)?))).max_by_key(|(p, end)| (*end, p.last))?;
        let shape = self.shape(at);
        // An ordinary word is a name only beside a verb of saying.
        let doubtful =
            shape.intersects(Shape::ORDINARY | Shape::WEAK_NAME | Shape::TITLE | Shape::DEMONYM | Shape::COLLECTIVE) && end == at + 1;
        if doubtful && !self.speaks(&(at..end)) || self.is(at, Shape::COUNT) {
            return None;
        }
        // «محمد» of another «محمد علي»
        if shape.contains(Shape::NAME) && !shape.contains(Shape::FAMILY) && self.is(end, Shape::NAME) || self.is_part_of_longer(at) {
            return None;
        }
        Some(Candidate::new(at..end, self.found.entities[person.entity].clone()).named(at..end))
    }

    /// «عامر», «الأمير أحمد»: whom the page has introduced by that given name, with the same title if there is one.
    pub fn known_by_given(&self, at: usize, title: Option<&Title>) -> Option<&Introduced> {
        let given = self.form(at);
        let titled = |p: &&Introduced| {
            let role = self.found.entities[p.entity].role.as_deref();
            title.is_none_or(|t| role.is_some_and(|r| r == t.english || r.starts_with(&format!("{} of ", t.english))))
        };
        let mut fitting = self.people.iter().filter(|p| p.given == given).filter(titled);
        let only = fitting.next()?;
        fitting.next().is_none().then_some(only)
    }

    /// «سعد الأسد»: a surname behind another given name is somebody else's.
    pub fn is_part_of_longer(&self, at: usize) -> bool {
        at > 0
            && self.is(at - 1, Shape::NAME)
            && !self.is(at - 1, Shape::FAMILY)
            && self.found.all.last().is_none_or(|m| m.tokens.end != at)
    }

    /// A title that stands for somebody: who had it before on the page, or nobody known.
    pub fn title_alone(&self, at: usize, title: &Title) -> Option<Candidate> {
        if !title.definite || title.former || self.appositions.iter().any(|a| a.contains(&at)) {
            return None;
        }
        let tokens = at..title.end;
        // «المعارضة»: the body, and nobody whom the page has called so.
        if self.document.hits.of(at, Subject::Body).any(|h| h.end as usize <= title.end && h.prefix.contains(Prefix::ARTICLE)) {
            return None;
        }
        // «رئيس نادي كذا»: somebody else's office begins. «ينبغي للخطيب»: what is owed to one mostly is to any.
        let article = tokens.clone().map(|t| self.form(t)).any(|form| letters::definite(form) && !letters::to_article(form));
        let last = self.people.iter().max_by_key(|p| p.last);
        let role = if title.is_counterpart() { last?.role.clone()? } else { title.english.clone() };
        // «قيادي في المقاومة»: one of many, nobody named before.
        let one_of_many = !self.is(at, Shape::DEFINITE) && title.kind != Of::State && self.form(at + 1) == "في";
        // «مؤتمر صحفي في جنيف»: an adjective.
        if one_of_many && !self.speaks(&tokens) {
            return None;
        }
        let holder = self
            .people
            .iter()
            .filter(|_| !one_of_many)
            .filter(|p| !title.is_counterpart() || Some(p.entity) != last.map(|l| l.entity))
            .filter(|p| p.role.as_deref().is_some_and(|known| same_role(known, &role)))
            .filter(|p| match (&title.of, &p.of) {
                (Some(of), Some(known)) => of == known,
                (Some(_), None) => false,
                (None, _) => !title.is_counterpart() && article,
            })
            .max_by_key(|p| p.last);
        if let Some(holder) = holder {
            return Some(Candidate::new(tokens, self.found.entities[holder.entity].clone()).anaphoric());
        }
        // «المسؤول»: whoever was named so last, also the body an official spoke for.
        if title.of.is_none() && title.role == "official" && self.form(title.end) != "عن" {
            let body = self.found.all.iter().rev().find(|m| {
                self.hit(m.tokens.start, Subject::GroupNoun)
                    .or(self.hit(m.tokens.start, Subject::Role))
                    .is_some_and(|h| self.is_official(h.subject, h.row()))
            })?;
            return Some(Candidate::new(tokens, self.found.entities[body.entity].clone()).anaphoric());
        }
        if let Some(of) = title.of.as_deref().filter(|_| title.role == "official") {
            let name =
                Name { en: Some(format!("{} officials", self.adjective(of))), ar: Some(self.document.exact(tokens.clone()).to_owned()) };
            let entity = Entity {
                of: Some(of.to_owned()),
                body: Some("officials".to_owned()),
                ..Entity::new(format!("{of}-officials"), EntityType::Group, name)
            };
            return Some(Candidate::new(tokens, entity));
        }
        // «رئيس الجمهورية», «وزير الداخلية»: an office of the state that the page is about.
        let office = title.kind == Of::State && article && tokens.len() > 1;
        let state = self.only_country().filter(|_| office).map(|p| p.id.as_str());
        let of = title.of.as_deref().or(state);
        if title.kind == Of::None || of.is_none() && !(title.kind == Of::State && self.speaks(&tokens)) {
            return None;
        }
        let (id, en) = match of {
            Some(of) => (format!("{}-of-{of}", slug(&role)), format!("{role} of {}", self.name_of(of).map_or(of, |n| n.0))),
            None => (slug(&role), role),
        };
        let exact = self.document.exact(tokens.clone()).to_owned();
        let entity = Entity {
            role: Some(en.clone()),
            of: of.map(str::to_owned),
            ..Entity::new(id, EntityType::Person, Name { en: Some(en), ar: Some(exact) })
        };
        Some(Candidate::new(tokens, entity).anaphoric())
    }

    fn is_official(&self, subject: Subject, row: usize) -> bool {
        match subject {
            Subject::GroupNoun => self.lexicon.tables.groups.get(row).is_some_and(|g| g.id == "officials"),
            Subject::Role => self.lexicon.tables.roles.get(row).is_some_and(|r| r.id == "official"),
            _ => false,
        }
    }

    /// A definite noun without what is attached to it.
    fn bare_head(&self, at: usize) -> &str {
        let form = self.form(at);
        let attached = self.document.hits.of(at, Subject::NamingWord).find(|h| h.prefix.contains(Prefix::ARTICLE)).map(|h| h.prefix);
        self.lexicon.clitics().cuts(form).find(|(_, prefix)| Some(*prefix) == attached).map_or(form, |(cut, _)| &form[cut..])
    }

    /// «الوزارة», «المنظمة», «الحركة», «الهيئة»: the last organisation whose name begins so.
    pub fn anaphoric_organisation(&self, at: usize) -> Option<Candidate> {
        let end = self.naming(at, NamingRole::Anaphor).filter(|_| self.is(at, Shape::ANAPHOR))?;
        // «الحركة الإسلامية»: a longer name.
        if self.is(end, Shape::DEFINITE | Shape::DEMONYM) && !self.is(end, Shape::CUE | Shape::FUNCTION | Shape::COUNT) {
            return None;
        }
        let head = self.bare_head(at);
        let last = self.found.all.iter().rev().take(MEMORY).find(|m| {
            let first = self.form(m.tokens.start);
            let first = first.char_indices().nth(m.attached).map_or("", |(cut, _)| &first[cut..]).trim_start_matches(letters::ARTICLE);
            first == head
                && m.tokens.len() > 1
                && matches!(self.found.entities[m.entity].kind, EntityType::Organisation | EntityType::Group)
        })?;
        Some(Candidate { carrier: last.carrier, ..Candidate::new(at..end, self.found.entities[last.entity].clone()).anaphoric() })
    }
}

/// A bit for the last letter of a word; several letters may share one.
fn tail(word: &str) -> u64 {
    word.as_bytes().last().map_or(0, |last| 1 << (last & 0x3f))
}

/// «الوزير» is the foreign minister; «الرئيس» no vice-president.
fn same_role(known: &str, title: &str) -> bool {
    known == title
        || title == "minister" && known.ends_with(" minister") && known != "prime minister"
        || title == "spokesman" && known.contains("spokes")
}

fn slug(english: &str) -> String {
    english.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}
