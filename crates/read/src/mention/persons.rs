//! Persons: known names, titles that introduce unknown ones, surnames and titles that refer back.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Level, Of, WordRole};
use isnad_model::{EntityType, Name};

use super::Entity;
use super::finder::{Candidate, Finder, Introduced};
use super::names;

/// The most words of a name that no lexicon knows.
const LONGEST: usize = 5;

/// A title with what it is of.
#[derive(Clone, Debug)]
struct Title {
    end: usize,
    role: String,
    english: String,
    of: Option<String>,
    /// Whether the title may stand for a person: «الوزير», «رئيس الوزراء الأرميني».
    definite: bool,
    counterpart: bool,
    /// Held no longer: such a title alone is not whoever holds it now.
    former: bool,
}

impl Finder<'_> {
    /// A person at a token.
    pub fn person(&self, at: usize) -> Option<Candidate> {
        let title = self.title(at);
        let start = title.as_ref().map_or(at, |t| t.end);
        if let Some(named) = self.known_person(at, start, title.as_ref()) {
            return Some(named);
        }
        if let Some(name) = self.unknown_name(start, title.is_some(), at) {
            let exact = self.document.exact(name.clone());
            let surname = self.folded(name.end - 1..name.end);
            let same = self.people.iter().rev().find(|p| p.surname == surname && name.len() == 1);
            let entity = match same {
                Some(p) => self.found.entities[p.entity].clone(),
                None => Entity {
                    id: names::romanised_id(self.lexicon, exact.trim_start_matches('و')),
                    kind: EntityType::Person,
                    name: Name { en: Some(names::romanised(self.lexicon, exact)), ar: Some(exact.to_owned()) },
                    role: title.as_ref().map(|t| self.role_of(t)),
                    position: None,
                    country: None,
                },
            };
            return Some(Candidate { tokens: at..name.end, entity, carrier: false, anaphoric: false });
        }
        match title {
            Some(title) => self.title_alone(at, &title),
            None => self.surname(at),
        }
    }

    /// A name of the lexicon, its title before it.
    fn known_person(&self, at: usize, start: usize, title: Option<&Title>) -> Option<Candidate> {
        // «البابا فرنسيس»: a title that is part of the name.
        let (start, hit) = match self.hit(at, Subject::Person).filter(|h| h.end as usize > start) {
            Some(whole) => (at, whole),
            None => (start, self.hit(start, Subject::Person)?),
        };
        if start > at && hit.prefix.intersects(Prefix::CONJUNCTION) {
            return None;
        }
        let person = self.lexicon.tables.people.get(hit.row())?;
        let end = hit.end as usize;
        if end == start + 1 {
            // A surname after another given name is somebody else: «سعد الأسد».
            if start > 0 && self.is_given(start - 1) && start == at {
                return None;
            }
            // A person the page has introduced by that surname comes first.
            let surname = self.folded(start..end);
            if let Some(p) = self.people.iter().rev().find(|p| p.surname == surname) {
                let entity = self.found.entities[p.entity].clone();
                return Some(Candidate { tokens: at..end, entity, carrier: false, anaphoric: false });
            }
        }
        let entity = Entity {
            id: person.id.clone(),
            kind: EntityType::Person,
            name: Name { en: Some(person.en.clone()), ar: Some(person.ar.clone()) },
            role: title.map(|t| self.role_of(t)).or_else(|| person.role.clone()),
            position: None,
            country: None,
        };
        Some(Candidate { tokens: at..end, entity, carrier: false, anaphoric: false })
    }

    fn role_of(&self, title: &Title) -> String {
        match title.of.as_deref().and_then(|id| self.name_of(id)) {
            Some((en, _)) => format!("{} of {en}", title.english),
            None => title.english.clone(),
        }
    }

    /// A title at a token with its complement: «رئيس الوزراء الأرميني», «المتحدث باسم وزارة الصحة».
    fn title(&self, at: usize) -> Option<Title> {
        let hit = self.hit(at, Subject::Role)?;
        let role = self.lexicon.tables.roles.get(hit.row())?;
        let mut title = Title {
            end: hit.end as usize,
            role: role.id.clone(),
            english: role.en.clone(),
            of: None,
            definite: hit.prefix.contains(Prefix::ARTICLE) || hit.tokens().len() > 1,
            counterpart: role.id == "counterpart",
            former: false,
        };
        // «القاعدة الرئيسة»: an adjective.
        if hit.prefix.contains(Prefix::ARTICLE)
            && hit.tokens().len() == 1
            && at > 0
            && self.form(at - 1).starts_with("ال")
            && self.is_ordinary(at - 1)
            && self.hit(at - 1, Subject::Role).is_none()
            && self.document.hits.of(at - 1, Subject::Cue).next().is_none()
            && self.word(at - 1, WordRole::Relative).is_none()
        {
            return None;
        }
        for _ in 0..4 {
            let at = title.end;
            if let Some((entity, end)) = self.demonym(at).filter(|_| role.of != Of::None) {
                title.of.get_or_insert_with(|| entity.to_owned());
                title.definite |= self.form(at).starts_with("ال");
                title.end = end;
                continue;
            }
            if matches!(self.form(at), "السابق" | "السابقه" | "الاسبق" | "الراحل" | "المخلوع" | "المعزول")
            {
                title.former = true;
            }
            if matches!(
                self.form(at),
                "السابق"
                    | "السابقه"
                    | "الاسبق"
                    | "الراحل"
                    | "المنتخب"
                    | "المكلف"
                    | "الحالي"
                    | "المعزول"
                    | "المستقيل"
                    | "المخلوع"
                    | "الجديد"
                    | "المؤقت"
                    | "المنتهيه"
                    | "الدائم"
                    | "العام"
                    | "الاول"
                    | "الخاص"
                    | "الوطني"
                    | "الاعلي"
                    | "التنفيذي"
                    | "الاقليمي"
                    | "الرسمي"
                    | "العسكري"
                    | "الامني"
            ) {
                title.end = at + 1;
                continue;
            }
            if title.of.is_none() && role.of != Of::None {
                let at = if matches!(self.form(at), "في" | "ل" | "لدي" | "الي") { at + 1 } else { at };
                if let Some((place, hit)) = self.country(at).filter(|(_, h)| !h.prefix.intersects(Prefix::CONJUNCTION | Prefix::BY)) {
                    title.of = Some(place.id.clone());
                    title.end = hit.end as usize;
                    title.definite = true;
                    continue;
                }
                if let Some(complement) = self.complement(at) {
                    title.of = Some(complement.1);
                    title.end = complement.0;
                    title.definite = true;
                    continue;
                }
            }
            // «مستشار الرئيس الأذربيجاني للسياسة الخارجية», «المكلفة شؤون …»
            if (self.form(at).starts_with("لل") || matches!(self.form(at), "لشوون" | "لشؤون" | "شؤون"))
                && title.of.is_some()
                && self.is_ordinary(at)
                && !self.is_given(at)
            {
                let mut end = at + 1;
                while self.form(end).starts_with("ال")
                    && self.is_word(end)
                    && end < at + 3
                    && self.hit(end, Subject::Person).is_none()
                    && self.is_ordinary(end)
                {
                    end += 1;
                }
                title.end = end;
                continue;
            }
            // A title behind a title: «خادم الحرمين الشريفين الملك», «وزير الدفاع اللواء».
            if let Some(next) = self.hit(at, Subject::Role).filter(|h| h.prefix.is_empty() || h.prefix == Prefix::ARTICLE) {
                title.end = next.end as usize;
                continue;
            }
            break;
        }
        // «رئيس الهيئة … للدفاع عن حقوق الإنسان غيغام ستيبانيان»: words of the office, then the name.
        let holder = matches!(role.id.as_str(), "president" | "prime-minister" | "king");
        if role.of != Of::None && !holder && !self.is_name_word(title.end) {
            for next in title.end..title.end + 12 {
                if !self.is_word(next)
                    || self.word(next, WordRole::That).is_some()
                    || self.word(next, WordRole::Relative).is_some()
                    || self.document.hits.of(next, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT))
                {
                    break;
                }
                let unknown = |t: usize| {
                    self.is_name_word(t)
                        && !self.document.hits.at(t).iter().any(|h| {
                            matches!(
                                h.subject,
                                Subject::Place | Subject::Demonym | Subject::Organisation | Subject::Body | Subject::TimeWord
                            )
                        })
                };
                if unknown(next) && unknown(next + 1) {
                    title.end = next;
                    break;
                }
            }
        }
        Some(title)
    }

    /// An organisation, body or place that a title is of: its end and id.
    fn complement(&self, at: usize) -> Option<(usize, String)> {
        if let Some(hit) = self.hit(at, Subject::Organisation).filter(|h| !h.prefix.contains(Prefix::AND)) {
            return self.lexicon.tables.organisations.get(hit.row()).map(|o| (hit.end as usize, o.id.clone()));
        }
        if let Some(body) = self.body(at) {
            return Some((body.tokens.end, body.entity.id));
        }
        let hit = self.document.hits.of(at, Subject::Place).find(|h| !h.prefix.contains(Prefix::AND))?;
        let place = self.lexicon.tables.places.get(hit.row())?;
        (place.ambiguity.is_none() && (place.population > 50_000 || place.level < Level::City))
            .then(|| (hit.end as usize, place.id.clone()))
    }

    /// The words of a name that no lexicon knows.
    fn unknown_name(&self, start: usize, titled: bool, from: usize) -> Option<Range<usize>> {
        let first_given = self.is_given(start);
        let after_cue = from > 0 && self.document.hits.of(from - 1, Subject::Cue).any(|h| h.features.contains(Features::PAST));
        // «قال حكمت حاجييف»: a first word that is also an ordinary one, behind a verb of saying.
        let lent = after_cue
            && !titled
            && self.is_word(start)
            && !self.form(start).starts_with("ال")
            && self.is_name_word(start + 1)
            && !self.is_given(start + 1)
            && self.hit(start, Subject::Role).is_none()
            && self.hit(start, Subject::GroupNoun).is_none()
            && self.hit(start, Subject::Body).is_none()
            && self.hit(start, Subject::Counted).is_none()
            && !self.document.hits.at(start).iter().any(|h| {
                matches!(
                    h.subject,
                    Subject::Word
                        | Subject::Cue
                        | Subject::TimeWord
                        | Subject::NumberWord
                        | Subject::Demonym
                        | Subject::Place
                        | Subject::MeasureWord
                )
            })
            && !self
                .document
                .hits
                .at(start + 1)
                .iter()
                .any(|h| matches!(h.subject, Subject::Place | Subject::Demonym | Subject::Organisation));
        // «روبن فاردانيان الرئيس السابق»: two unknown words before a title.
        let plain = |t: usize| self.is_word(t) && self.document.hits.at(t).iter().all(|h| h.subject == Subject::CommonWord);
        let before_title = !titled
            && (self.is_name_word(start)
                || plain(start)
                    && self.word(start.wrapping_sub(1), WordRole::That).or(self.word(start.wrapping_sub(1), WordRole::Turn)).is_some())
            && self.is_name_word(start + 1)
            && !self.form(start).starts_with("ال")
            && self.hit(start + 2, Subject::Role).is_some_and(|h| h.prefix == Prefix::ARTICLE)
            && !self
                .document
                .hits
                .at(start)
                .iter()
                .any(|h| matches!(h.subject, Subject::Place | Subject::Demonym | Subject::Organisation | Subject::Body));
        if lent || before_title {
            return Some(start..start + 2);
        }
        if !self.is_name_word(start)
            || self.document.hits.of(start, Subject::Place).any(|h| h.prefix.is_empty()) && !first_given
            || after_cue && !titled && !first_given && self.form(start).starts_with("ال")
        {
            return None;
        }
        if titled && start > from && self.hit(start, Subject::Body).is_some() {
            return None;
        }
        let mut end = start + 1;
        while end < start + LONGEST {
            let connected = matches!(
                self.form(end - 1),
                "بن" | "ابن" | "ابو" | "ام" | "ال" | "عبد" | "ولد" | "بو" | "ابي" | "دي" | "فون" | "فان" | "بنت" | "بني"
            );
            let connector =
                matches!(self.form(end), "بن" | "ابن" | "ال" | "الدين" | "الله" | "ولد" | "دي" | "فون" | "فان" | "بنت" | "ابو" | "-");
            if connector && self.form(end) == "-" && !(self.document.folded.touches_previous(end) && self.is_name_word(end + 1)) {
                break;
            }
            if !(connected && self.is_word(end) || connector || self.is_name_word(end)) {
                break;
            }
            if !connected && self.form(end).starts_with('و') && !self.is_given(end) && end > start {
                // «محمد وعلي»: the conjunction begins another.
                break;
            }
            if self.demonym(end).is_some() && !connected && !self.form(end).starts_with("ال") {
                break;
            }
            end += 1;
        }
        let words = end - start;
        let enough = if titled { words >= 1 && (words >= 2 || first_given || !self.form(start).starts_with("ال")) } else { words >= 2 };
        // Without a title, two names in a row or a verb of saying and two unknown words.
        if !titled && !first_given && !after_cue {
            return None;
        }
        let sure = titled
            || first_given && words >= 2
            || after_cue && words >= 2 && (self.form(end).is_empty() || self.document.folded.tokens.get(end).is_some());
        let definite_only = !first_given && !titled && (start..end).all(|t| self.form(t).starts_with("ال"));
        (enough && sure && !definite_only).then_some(start..end)
    }

    /// Whether a word can be part of a name.
    pub fn is_name_word(&self, at: usize) -> bool {
        if !self.is_word(at) {
            return false;
        }
        if self.is_given(at) || self.is_family(at) {
            return true;
        }
        let form = self.form(at);
        let letters = form.chars().count();
        letters >= 2
            && !self.is_ordinary(at)
            && self.hit(at, Subject::Role).is_none()
            && self.hit(at, Subject::GroupNoun).is_none()
            && self.hit(at, Subject::Agency).is_none()
            && self.word(at, WordRole::Preposition).is_none()
            && !self.document.hits.at(at).iter().any(|h| {
                matches!(h.subject, Subject::Organisation | Subject::Demonym)
                    && h.prefix.intersects(Prefix::PREPOSITION | Prefix::CONJUNCTION)
            })
            && !(form.starts_with("لل") || form.starts_with("وال") || form.starts_with("بال"))
    }

    /// A title that stands for somebody: who had it before on the page, or nobody known.
    fn title_alone(&self, at: usize, title: &Title) -> Option<Candidate> {
        if !title.definite || title.former {
            return None;
        }
        let tokens = at..title.end;
        let role =
            if title.counterpart { self.people.last().and_then(|p| p.role.as_ref()).map(|r| r.0.clone())? } else { title.role.clone() };
        let holder = self.people.iter().rev().find(|p| {
            p.role.as_ref().is_some_and(|(known, of)| {
                let same_role = *known == role
                    || role == "minister" && known.ends_with("-minister")
                    || role == "spokesman-bare" && known.starts_with("spokesman")
                    || role == "president" && known == "president";
                same_role && (title.of.is_none() || of.is_none() || *of == title.of)
            })
        });
        if let Some(holder) = holder {
            let entity = self.found.entities[holder.entity].clone();
            return Some(Candidate { tokens, entity, carrier: false, anaphoric: true });
        }
        if matches!(title.role.as_str(), "rank" | "doctor" | "activist" | "head" | "leader" | "director" | "deputy" | "mp" | "emir")
            && title.of.is_none()
            || title.role == "head"
        {
            return None;
        }
        let (id, en) = match title.of.as_deref() {
            Some(of) => (format!("{role}-of-{of}"), self.role_of(title)),
            None => (role.clone(), title.english.clone()),
        };
        let exact = self.document.exact(tokens.clone()).to_owned();
        Some(Candidate {
            tokens,
            entity: Entity {
                id,
                kind: EntityType::Person,
                name: Name { en: Some(en.clone()), ar: Some(exact) },
                role: Some(en),
                position: None,
                country: None,
            },
            carrier: false,
            anaphoric: true,
        })
    }

    /// A surname alone, of somebody whom the page has introduced.
    fn surname(&self, at: usize) -> Option<Candidate> {
        if !self.is_word(at) || self.people.is_empty() {
            return None;
        }
        let form = self.form(at);
        let bare = self
            .lexicon
            .clitics()
            .cuts(form)
            .filter(|(_, p)| !p.contains(Prefix::ARTICLE))
            .map(|(cut, _)| &form[cut..])
            .find_map(|word| self.people.iter().rev().find(|p| p.surname == word))?;
        if self.is_ordinary(at) || self.is_given(at) && self.is_name_word(at + 1) {
            return None;
        }
        let entity = self.found.entities[bare.entity].clone();
        Some(Candidate { tokens: at..at + 1, entity, carrier: false, anaphoric: false })
    }

    /// Remembers a person for surnames and titles to come.
    pub fn note_person(&mut self, entity: usize, tokens: &Range<usize>) {
        if self.found.entities[entity].kind != EntityType::Person {
            return;
        }
        let role = self.title(tokens.start).filter(|t| t.end <= tokens.end).map(|t| (t.role, t.of));
        let surname = self.folded(tokens.end - 1..tokens.end);
        if let Some(known) = self.people.iter_mut().find(|p| p.entity == entity) {
            if known.role.is_none() {
                known.role = role;
            }
            return;
        }
        // «prime-minister-of-x» is a title, not a name.
        let named = self.found.entities[entity].role != self.found.entities[entity].name.en;
        let surname = if named && surname.chars().count() >= 3 { surname } else { String::from("\n") };
        self.people.push(Introduced { entity, surname, role });
    }

    fn folded(&self, tokens: Range<usize>) -> String {
        tokens.map(|t| self.form(t)).collect::<Vec<_>>().join(" ")
    }
}
