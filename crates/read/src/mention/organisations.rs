//! Bodies of states, towns and organisations, and organisations that no lexicon knows.

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Body, Level, NamingRole, Organisation, Place, WordRole};
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_model::{ActorType, EntityType, Name};
use isnad_text::Document;

use super::Entity;
use super::candidate::Candidate;
use super::finder::Finder;
use super::names;
use super::shape::Shape;
use crate::{letters, particle};

/// The most words of an organisation's name.
const LONGEST: usize = 7;
/// The most definite words between «وكالة» and its name in marks, and one more.
const DESCRIBED: usize = 4;
/// The most words of a party's name behind «حزب».
const LONGEST_PARTY: usize = 4;

/// A row of the organisations as an entity.
fn organisation_entity(organisation: &Organisation) -> Entity {
    let kind = match organisation.kind {
        ActorType::Group => EntityType::Group,
        ActorType::State => EntityType::State,
        _ => EntityType::Organisation,
    };
    Entity::new(organisation.id.clone(), kind, Name { en: Some(organisation.en.clone()), ar: Some(organisation.ar.clone()) })
}

impl<'a> Finder<'a> {
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

    /// The state, region or place that the words at a token say something belongs to: its id and their end.
    /// Adjectives may stand before: «القوات المسلحة الأرمينية».
    pub fn belonging(&self, at: usize) -> Option<(String, usize)> {
        for next in at..at + 4 {
            if let Some((entity, end)) = self.demonym(next) {
                // «الجيش العربي السوري»: of several peoples the one that has a state.
                if self.place_of(entity).is_none()
                    && let Some((own, behind)) = self.demonym(end).filter(|_| self.is(end, Shape::DEFINITE))
                {
                    return Some((own.to_owned(), self.behind_adjectives(behind)));
                }
                return Some((entity.to_owned(), self.behind_adjectives(end)));
            }
            // «وزارة خارجية تركيا», but «زارت القوات نيجيريا»: nothing goes on with a definite noun but by a preposition.
            let definite = next > 0 && self.is(next - 1, Shape::DEFINITE);
            let other = Prefix::CONJUNCTION | Prefix::BY | Prefix::AS;
            let owns = |h: &Hit| !h.prefix.intersects(other) && (!definite || !h.prefix.is_empty());
            if let Some((place, hit)) = self.country(next).filter(|(_, h)| owns(h)) {
                return Some((place.id.clone(), self.behind_adjectives(hit.end as usize)));
            }
            let linked = matches!(self.form(next), "في" | "ب" | "لدي" | "ل")
                && !(next > at && self.naming(next - 1, NamingRole::Stationed).is_some());
            let belongs = self.naming(next, NamingRole::Belongs);
            let located = belongs.unwrap_or(if linked { next + 1 } else { next });
            if belongs.is_some()
                && let Some((id, end)) = self.owner(located)
            {
                return Some((id, end));
            }
            // «شرطة بنغازي», «بلدية غاو»: of a body, the town right behind it.
            let construct = next == at && self.names_body_before(at) && self.word(at, WordRole::PlacePart).is_none();
            let held = |h: &&Hit| {
                (located > next || construct) && h.prefix.is_empty()
                    || h.prefix.contains(Prefix::BY) && located == next
                    || belongs.is_some()
            };
            if self.is(located, Shape::PLACE)
                && let Some(hit) = self.document.hits.of(located, Subject::Place).find(held)
                && let Some(place) = self
                    .lexicon
                    .tables
                    .places
                    .get(hit.row())
                    .filter(|p| p.ambiguity.is_none() && p.level <= Level::City && !self.is(located, Shape::NAME))
                    .filter(|p| {
                        located > next || !construct || p.level != Level::Capital && (self.named(&p.country) > 0 || hit.tokens().len() > 1)
                    })
            {
                return Some((place.id.clone(), hit.end as usize));
            }
            // An adjective in between.
            let shape = self.shape(next);
            let adjective = shape.contains(Shape::DEFINITE)
                && !shape.intersects(Shape::CUE | Shape::FUNCTION | Shape::COUNT | Shape::TITLE)
                && (self.naming(next, NamingRole::Adjective).is_some() || self.is_adjective_shaped(next));
            if !adjective {
                return None;
            }
        }
        None
    }

    /// Whether an indefinite word or words for a body end right before a token.
    fn names_body_before(&self, at: usize) -> bool {
        let body = |start: usize| self.document.hits.of(start, Subject::Body).any(|h| h.end as usize == at);
        at > 0 && !self.is(at - 1, Shape::DEFINITE) && (at.saturating_sub(3)..at).any(body)
    }

    /// «الأرمنية غير القانونية», «السورية المعارضة»: adjectives behind a people's.
    fn behind_adjectives(&self, at: usize) -> usize {
        let plural = self.document.hits.of(at, Subject::Demonym).all(|h| h.features.contains(Features::PLURAL));
        let also = self.demonym(at).filter(|_| self.is(at, Shape::DEFINITE) && !plural).map(|(_, end)| end);
        also.unwrap_or(at)
    }

    /// Whose: an organisation or place named behind «التابعة لـ».
    fn owner(&self, at: usize) -> Option<(String, usize)> {
        let from = if self.form(at) == "ل" { at + 1 } else { at };
        if let Some(hit) = self.hit(from, Subject::Organisation) {
            return self.lexicon.tables.organisations.get(hit.row()).map(|o| (o.id.clone(), hit.end as usize));
        }
        let hit = self.hit(from, Subject::Place)?;
        self.lexicon.tables.places.get(hit.row()).filter(|p| p.level <= Level::City).map(|p| (p.id.clone(), hit.end as usize))
    }

    fn is_adjective_shaped(&self, at: usize) -> bool {
        let form = self.form(at);
        let ending = [letters::in_ha, letters::nisba, letters::masculine_plural, letters::oblique_plural].iter().any(|has| has(form));
        self.is(at, Shape::ORDINARY) && ending
    }

    /// The country that is named twice as often as any other.
    pub fn named_most(&self) -> Option<&'a Place> {
        let mut counts: Vec<(u32, &str)> = self.countries().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let clear = match counts.as_slice() {
            [(first, code), (second, _), ..] if *first >= 3 && *first >= 2 * second => code,
            [(first, code)] if *first >= 2 => code,
            _ => return None,
        };
        let places = &self.lexicon.tables.places;
        let is_it = |p: &&Place| p.level == Level::Country && p.country == *clear;
        // Mostly the text names it; only where it is named by its adjective alone the whole gazetteer is gone through.
        let named = self.document.hits.all().iter().filter(|h| h.subject == Subject::Place).filter_map(|h| places.get(h.row()));
        named.into_iter().find(is_it).or_else(|| places.iter().find(is_it))
    }

    fn body_entity(&self, body: &Body, of: &str, ar: String) -> Entity {
        let kind = if body.kind == ActorType::Group { EntityType::Group } else { EntityType::Organisation };
        let whose = if body.en.starts_with("{}") {
            self.adjective(of).to_owned()
        } else {
            self.name_of(of).map_or_else(|| of.replace('-', " "), |(en, _)| en.to_owned())
        };
        Entity {
            of: Some(of.to_owned()),
            body: Some(body.id.clone()),
            ..Entity::new(format!("{of}-{}", body.id), kind, Name { en: Some(body.en.replace("{}", &whose)), ar: Some(ar) })
        }
    }

    /// A body with its state, place or organisation: «وزارة الدفاع الأذربيجانية», «قوات حفظ السلام الروسية».
    pub fn body_named(&self, at: usize) -> Option<Candidate> {
        let hit = self.hit(at, Subject::Body)?;
        let body = self.lexicon.tables.bodies.get(hit.row())?;
        let (of, end) = self.belonging(hit.end as usize)?;
        // «مجلس الأمن في نيويورك»: the one that has the name alone.
        let other = self.hit(at, Subject::Organisation).is_some_and(|h| h.end == hit.end);
        if other && self.demonym(hit.end as usize).is_none_or(|(of, _)| self.place_of(of).is_none()) {
            return None;
        }
        // «الشعب الليبي» acts where it speaks.
        if body.id == "people" && !self.speaks(&(at..end)) {
            return None;
        }
        if matches!(body.id.as_str(), "side" | "state-side") {
            if !self.form(at).contains("ال") {
                return None;
            }
            let (en, ar) = self.name_of(&of)?;
            let state = Entity::new(of.clone(), EntityType::State, Name { en: Some(en.to_owned()), ar: Some(ar.to_owned()) });
            return Some(Candidate::new(at..end, state));
        }
        // A noun of one word that is also an ordinary one needs the article: «دفاع», «شعب», «قناة».
        let ar = self.document.exact(at..end).to_owned();
        Some(Candidate::new(at..end, self.body_entity(body, &of, ar)))
    }

    /// A body: with whose it is, named so before on the page, or of itself.
    pub fn body(&self, at: usize) -> Option<Candidate> {
        if !self.is(at, Shape::COLLECTIVE) {
            return None;
        }
        if let Some(named) = self.body_named(at) {
            return Some(named);
        }
        let hit = self.hit(at, Subject::Body)?;
        let body = self.lexicon.tables.bodies.get(hit.row())?;
        let end = hit.end as usize;
        let definite =
            hit.prefix.contains(Prefix::ARTICLE) || hit.tokens().len() > 1 && (at..end).any(|t| letters::has_article(self.form(t)));
        if !definite || matches!(body.id.as_str(), "side" | "state-side") {
            return None;
        }
        // «التشريعات الداخلية»: an adjective.
        let adjective = hit.tokens().len() == 1
            && at > 0
            && self.is(at - 1, Shape::WORD)
            && !self.is(at - 1, Shape::CUE | Shape::FUNCTION | Shape::TITLE)
            && hit.prefix.difference(Prefix::ARTICLE).is_empty()
            && (self.is(at - 1, Shape::DEFINITE) || !body.alone);
        if adjective || hit.tokens().len() == 1 && !body.alone && !self.speaks(&(at..end)) {
            return None;
        }
        // «السلطات المالية»: bodies of that kind, not the state's own.
        let kind_of_body = self.is(end, Shape::DEFINITE)
            && self.is_adjective_shaped(end)
            && self.form(end).ends_with("يه")
            && self.naming(end, NamingRole::Adjective).or_else(|| self.naming(end, NamingRole::Belongs)).is_none();
        if kind_of_body {
            return None;
        }
        // «الحكومة الشرعية»
        let end = self.naming(end, NamingRole::Adjective).filter(|_| self.is(end, Shape::DEFINITE)).unwrap_or(end);
        let known = self.found.all.iter().rev().take(150).find(|m| {
            let entity = &self.found.entities[m.entity];
            matches!(entity.kind, EntityType::Organisation | EntityType::Group)
                && (entity.body.as_deref() == Some(body.id.as_str()) || self.begins_as(&m.tokens, m.attached, hit))
        });
        if let Some(known) = known {
            return Some(Candidate::new(at..end, self.found.entities[known.entity].clone()).anaphoric());
        }
        if !body.alone && hit.tokens().len() == 1 && !self.speaks(&(at..end))
            || matches!(
                body.id.as_str(),
                "media" | "newspapers" | "news-agencies" | "channel" | "people" | "delegation" | "administration" | "airlines"
            )
        {
            return None;
        }
        let ar = self.document.exact(at..end).to_owned();
        if let Some(country) = self.main_country() {
            return Some(Candidate::new(at..end, self.body_entity(body, &country.id, ar)).anaphoric());
        }
        let en = body.en.replace(" of {}", "").replace("{} ", "");
        let kind = if body.kind == ActorType::Group { EntityType::Group } else { EntityType::Organisation };
        Some(Candidate::new(at..end, Entity::new(body.id.clone(), kind, Name { en: Some(en), ar: Some(ar) })))
    }

    /// «وزارة الدفاع» of a longer «وزارة الدفاع الأميركية».
    fn begins_as(&self, tokens: &Range<usize>, attached: usize, short: &Hit) -> bool {
        let first = self.form(tokens.start);
        let bare = first.char_indices().nth(attached).map_or("", |(cut, _)| &first[cut..]);
        let head = self.form(short.start as usize);
        short.tokens().len() > 1
            && tokens.len() > short.tokens().len()
            && head.ends_with(bare)
            && !bare.is_empty()
            && short.tokens().skip(1).zip(tokens.clone().skip(1)).all(|(a, b)| self.form(a) == self.form(b))
    }

    /// «حركة "حماس"», «قناة «العربية»», «موقع تويتر»: a head before an organisation's own name, in marks or not.
    pub fn headed(&self, at: usize) -> Option<Candidate> {
        let mut end = self.naming(at, NamingRole::Head)?;
        // «وكالة الأنباء الرسمية "سانا"»
        let described = (end..end + DESCRIBED).find(|t| !self.is(*t, Shape::DEFINITE));
        let mark = described.filter(|t| *t > end && self.is(at, Shape::COLLECTIVE) && matches!(self.form(*t), "\"" | "«" | "“" | "("));
        let agency = |t: usize| self.document.hits.of(t, Subject::Agency).any(|h| self.closes_mark(h.end as usize));
        end = mark.filter(|t| agency(t + 1)).unwrap_or(end);
        let quoted = matches!(self.form(end), "\"" | "«" | "(" | "'" | "“");
        if quoted {
            end += 1;
        }
        let hit = self
            .hit(end, Subject::Organisation)
            .or_else(|| self.hit(end, Subject::Agency))
            .filter(|h| h.prefix.is_empty() || h.prefix == Prefix::ARTICLE)?;
        let mut named = if hit.subject == Subject::Organisation { self.organisation(end) } else { self.carrier(end) }?;
        let mut end = named.tokens.end;
        if quoted && matches!(self.form(end), "\"" | "»" | ")" | "'" | "”") {
            end += 1;
        } else if quoted {
            return None;
        }
        if let Some((_, behind)) = self.demonym(end).filter(|_| self.is(end, Shape::DEFINITE)) {
            end = behind;
        }
        named.tokens = at..end;
        Some(named)
    }

    /// Whether a mark stands at a token that closes another.
    fn closes_mark(&self, at: usize) -> bool {
        matches!(self.form(at), "\"" | "»" | "”" | ")")
    }

    /// An organisation that no lexicon knows, where it speaks or its name stands in marks.
    pub fn unknown_organisation(&self, at: usize) -> Option<Candidate> {
        if !self.is(at, Shape::ORGANISATION_NOUN | Shape::HEAD) {
            return None;
        }
        let head = self.naming(at, NamingRole::Organisation).or_else(|| self.naming(at, NamingRole::Head))?;
        let bracket = self.form(head) == "(" && self.naming(at, NamingRole::Medium).is_some();
        let quoted = matches!(self.form(head), "\"" | "«" | "“") || bracket;
        let party = (!quoted).then(|| self.party_end(at, head)).flatten();
        let end = match party {
            Some(end) => end,
            // «أعلن الحزب «استشهاد» خمسة»: a word at a distance, no name.
            None if quoted => self.closing(head).filter(|end| {
                !self.tells_deed(head + 1..end - 1) && !tells_what_it_is(self.document, self.lexicon, at, head + 1..end - 1)
            })?,
            None => self.organisation_end(at, head),
        };
        if end <= head || party.is_none() && !quoted && !self.is_formal(at, head, end) && !self.speaks(&(at..end)) {
            return None;
        }
        let exact = self.document.exact(at..end);
        let bare = exact.char_indices().nth(self.attached(&(at..end))).map_or(exact, |(cut, _)| &exact[cut..]);
        // An id, but no name: a description needs a translation, and its letters without vowels tell a reader nothing.
        let (_, id) = names::romanised_with_id(self.lexicon, bare);
        let entity = Entity::new(id, EntityType::Organisation, Name { en: None, ar: Some(bare.to_owned()) });
        let carrier = self.naming(at, NamingRole::Medium).is_some();
        Some(Candidate { carrier, ..Candidate::new(at..end, entity) })
    }

    /// «استشهاد», «تصفية»: what befell somebody, not what somebody is called.
    fn tells_deed(&self, mut tokens: Range<usize>) -> bool {
        tokens.len() == 1
            && tokens
                .any(|t| [Subject::MeasureWord, Subject::Trigger].iter().any(|of| self.hit(t, *of).is_some_and(|h| h.prefix.is_empty())))
    }

    /// «الهيئة العامة للسياحة», «الاتحاد السعودي لكرة القدم»: a name of that shape needs no deed to be one.
    fn is_formal(&self, at: usize, head: usize, end: usize) -> bool {
        let adjective = |t: usize| {
            self.is(t, Shape::DEFINITE)
                && !self.is(t, Shape::FORMER)
                && (self.naming(t, NamingRole::Adjective).is_some() || self.demonym(t).is_some())
        };
        let adjectives = (head..end).take_while(|t| adjective(*t)).count();
        let aim = self.form(head + adjectives);
        self.is(at, Shape::ORGANISATION_NOUN)
            && self.is(at, Shape::DEFINITE)
            && adjectives > 0
            && head + adjectives < end
            && letters::to_the(aim)
    }

    /// «حزب تقدم بزعامة», «ائتلاف دولة القانون»: where the name of those who share a cause ends.
    fn party_end(&self, at: usize, head: usize) -> Option<usize> {
        if head != at + 1 || self.is(at, Shape::DEFINITE) || self.naming(at, NamingRole::Party).is_none() {
            return None;
        }
        let known = |t: usize| self.is(t, Shape::CUE | Shape::COUNT | Shape::TITLE | Shape::COLLECTIVE | Shape::DEMONYM);
        let party = |t: usize| self.is(t, Shape::DEFINITE) && !self.is(t, Shape::FUNCTION) && !known(t);
        // «حزب العدالة والبناء»
        if self.naming(at, NamingRole::Faction).is_some() && party(head) {
            let joined = letters::and_article(self.form(head + 1)) && !known(head + 1);
            let adjective = party(head + 1) && self.is_adjective_shaped(head + 1);
            return Some(head + 1 + usize::from(joined || adjective));
        }
        let led = (head + 1..=head + LONGEST_PARTY).find(|t| self.naming(*t, NamingRole::Led).is_some());
        if let Some(led) = led.filter(|led| (head..*led).all(|t| self.is_word(t) && !self.is(t, Shape::CUE | Shape::TITLE))) {
            return Some(led);
        }
        // An ordinary word may tell what kind of party or movement it is.
        let named = self.is_name_part(head) && !self.is(head, Shape::DEMONYM | Shape::WEAK_NAME | Shape::NAME | Shape::JOINED);
        let mut end = head;
        while named && end < head + 2 && self.is_name_part(end) && !self.is(end, Shape::JOINED | Shape::PLACE | Shape::DEMONYM) {
            end += 1;
        }
        (end > head).then_some(end)
    }

    /// One past the mark that closes a short quotation.
    fn closing(&self, open: usize) -> Option<usize> {
        let close =
            (open + 2..open + 6).find(|t| matches!(self.form(*t), "\"" | "»" | "”") || self.form(open) == "(" && self.form(*t) == ")")?;
        (open + 1..close).all(|t| self.is_word(t)).then_some(close + 1)
    }

    /// Where the name of a person behind «مكتب» ends, if it has more words than one.
    fn name_of_person(&self, at: usize) -> Option<usize> {
        let known = self.hit(at, Subject::Person).filter(|h| h.prefix.is_empty() && h.tokens().len() > 1);
        let end = known.map_or_else(|| self.name_end(at, false), |h| h.end as usize);
        (end > at + 1 && !self.is(at, Shape::WEAK_NAME)).then_some(end)
    }

    /// «صحيفة بانكوك بوست»: whether a word of no language goes on with the name of an outlet.
    fn goes_on_with_outlet(&self, at: usize, token: usize) -> bool {
        self.naming(at, NamingRole::Medium).is_some()
            && self.is_unknown_name(token)
            && !self.is(token, Shape::NAME)
            && !letters::has_article(self.form(token - 1))
            && (self.is(token - 1, Shape::PLACE) || self.is_unknown_name(token - 1))
    }

    /// Where the name of an organisation ends: definite words, peoples, places and what they are for.
    fn organisation_end(&self, at: usize, head: usize) -> usize {
        let definite = self.is(at, Shape::DEFINITE);
        let mut end = head;
        while end < head + LONGEST {
            let shape = self.shape(end);
            if !shape.contains(Shape::WORD)
                || shape.intersects(Shape::CUE)
                || self.word(end, WordRole::That).is_some()
                || self.word(end, WordRole::Relative).is_some()
                || shape.contains(Shape::COUNT)
            {
                break;
            }
            let form = self.form(end);
            // «البلدية المواطنين»: a definite plural in the accusative is no adjective of one body.
            if definite && end == head && shape.contains(Shape::DEFINITE) && letters::oblique_plural(form) {
                break;
            }
            let article = shape.contains(Shape::DEFINITE) || letters::to_article(form) || letters::and_article(form) && end > head;
            // «مكتب سالم الحمدان»: a person's whole name.
            let person = end == head && !definite && shape.intersects(Shape::NAME | Shape::KUNYA | Shape::PERSON);
            if let Some(name) = person.then(|| self.name_of_person(end)).flatten() {
                end = name;
                continue;
            }
            // «صحيفة بانكوك بوست»
            if end > head && end <= head + 2 && !definite && self.goes_on_with_outlet(at, end) {
                end += 1;
                continue;
            }
            let named =
                end == head && !definite && (shape.intersects(Shape::NAME | Shape::PLACE | Shape::WEAK_NAME) || self.is_name_part(end));
            if !(article || named || end > head && shape.intersects(Shape::DEMONYM)) {
                break;
            }
            end += 1;
        }
        // «وال…» may also begin another subject.
        while end > head && letters::and_article(self.form(end - 1)) {
            end -= 1;
        }
        end
    }
}

/// «إن المنظمة "مستعدة للتعاون".»: whether words in marks behind a word with its article say what it is, with which the clause ends.
pub fn tells_what_it_is(document: &Document, lexicon: &Lexicon, at: usize, words: Range<usize>) -> bool {
    let that = at.checked_sub(1).is_some_and(|that| particle::at(document, lexicon, that, WordRole::That).is_some());
    let indefinite = words.len() >= 2 && !letters::has_article(document.form(words.start));
    that && letters::has_article(document.form(at)) && indefinite && matches!(document.form(words.end + 1), "." | "،" | "\n" | "")
}
