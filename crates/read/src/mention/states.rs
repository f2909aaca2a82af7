//! States: a country or its capital where it acts, and where a people's adjective stands for it.

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Level, NamingRole, Place, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, Name};

use super::Entity;
use super::candidate::Candidate;
use super::finder::Finder;
use super::shape::Shape;
use crate::letters;

/// How far behind a state's name the verb may stand that it begins a clause with, in tokens.
const FARTHEST: usize = 14;

impl Finder<'_> {
    fn state(&self, id: &str) -> Option<Entity> {
        let (en, ar) = self.name_of(id)?;
        Some(Entity::new(id.to_owned(), EntityType::State, Name { en: Some(en.to_owned()), ar: Some(ar.to_owned()) }))
    }

    /// «بوساطة روسية»: the state that the adjective names.
    pub fn backer(&self, at: usize) -> Option<Candidate> {
        let (entity, end) = self.demonym(at).filter(|_| self.after_word(at, WordRole::Backing))?;
        Some(Candidate::new(at..end, self.state(entity)?))
    }

    /// A country or its capital as an actor: «أعلنت باكو», «بين باكو وأرمينيا».
    pub fn acting_state(&self, at: usize, place: &Place, hit: &Hit) -> Option<Candidate> {
        let state = match place.level {
            Level::Country => place.id.as_str(),
            Level::Capital => place.capital_of.as_deref()?,
            _ => return None,
        };
        self.acts(at, place, hit).then(|| self.state(state)).flatten().map(|entity| Candidate::new(at..hit.end as usize, entity))
    }

    fn acts(&self, at: usize, place: &Place, hit: &Hit) -> bool {
        let end = hit.end as usize;
        let before = at.wrapping_sub(1);
        let last = self.found.all.last();
        let behind = last.filter(|m| m.tokens.end == at || self.form(before) == "،" && m.tokens.end == before);
        // «بين باكو وأرمينيا»: as the one it is joined to.
        let joined = hit.prefix.contains(Prefix::AND) || self.form(before) == "،";
        if joined
            && !hit.prefix.intersects(Prefix::PREPOSITION)
            && let Some(other) = behind.map(|m| &self.found.entities[m.entity])
        {
            match other.kind {
                EntityType::Place if other.country.as_deref() == Some(&place.country) && self.form(before) == "،" => return false,
                EntityType::Place => return self.is_verb(end),
                _ => return true,
            }
        }
        // «كل من روسيا وتركيا»
        if self.form(before) == "من" && self.form(before.wrapping_sub(1)).ends_with("كل") {
            return true;
        }
        if hit.prefix.contains(Prefix::BY) || !hit.prefix.contains(Prefix::TO) && self.is_located(at, hit) {
            return false;
        }
        if hit.prefix.intersects(Prefix::TO) {
            // «لأرمينيا»: given, said, belonging to her.
            return !self.is_led_to(at)
                && (place.level == Level::Capital || !self.is(before, Shape::DEFINITE) || self.is(before, Shape::CUE));
        }
        if at == 0 || !self.is_word(before) {
            if self.speaks_farther(end) {
                return true;
            }
            // A clause begins: «أرمينيا: نأمل», not «الكاميرون: 20 قتيلا» nor «باكو - رويترز».
            return match self.form(end) {
                ":" => {
                    !self.form(end + 1).starts_with(|c: char| c.is_ascii_digit())
                        && !self.is(end + 1, Shape::COUNTED)
                        && place.level == Level::Country
                }
                "-" | "(" | "/" | "ـ" | "،" | "." | "," | ")" | "\n" | "" => false,
                _ => self.is_verb(end) || place.level == Level::Country && !self.is(end, Shape::FUNCTION),
            };
        }
        // A verb of saying with its subject or object; a deed; a particle that begins a clause. Any other noun's
        // genitive tells whose or where.
        let cue = self.document.hits.of(before, Subject::Cue).any(|h| h.end as usize == at);
        let object = behind.is_some() && last.is_some_and(|m| self.found.entities[m.entity].kind != EntityType::Place);
        let particle = [WordRole::That, WordRole::Conjunction, WordRole::Turn, WordRole::Perhaps, WordRole::Not, WordRole::Planned]
            .iter()
            .any(|r| self.after_word(at, *r));
        let party =
            matches!(self.form(before).trim_start_matches('و'), "بين" | "مع" | "ضد" | "عن" | "كل" | "لدي" | "تجاه" | "ازاء" | "علي" | "كلا");
        cue || object || particle || party || self.after_naming(at, NamingRole::Deed) || self.is_verb(before) || self.is_verb(end)
    }

    /// «كينيا، من جانبها، اتهمت», «كينيا في بيان اتهمت»: whether a verb of saying stands behind a name, with nothing but commas, turns,
    /// adverbs, times, a statement and a relative clause between commas before it.
    fn speaks_farther(&self, end: usize) -> bool {
        let limit = end + FARTHEST;
        let mut at = end;
        while at < limit {
            if self.form(at) == "،" && self.word(at + 1, WordRole::Relative).is_some() {
                let Some(close) = (at + 2..limit).find(|t| self.form(*t) == "،") else { return false };
                at = close + 1;
            } else if let Some(behind) = self.word(at, WordRole::Turn).or_else(|| self.word(at, WordRole::Adverb)) {
                at = behind;
            } else if let Some(behind) = (self.form(at) == "في").then(|| self.word(at + 1, WordRole::Occasion)).flatten() {
                at = behind;
            } else if self.form(at) == "،" || self.document.hits.of(at, Subject::TimeWord).next().is_some() {
                at += 1;
            } else {
                break;
            }
        }
        let said = |h: &Hit| h.features.contains(Features::PAST | Features::FEMININE) && !h.prefix.intersects(Prefix::CONJUNCTION);
        at > end && at < limit && self.document.hits.of(at, Subject::Cue).any(said)
    }

    /// A word that looks like a finite verb whose subject may be a country: countries are feminine, save a few.
    pub fn is_verb(&self, at: usize) -> bool {
        let shape = self.shape(at);
        if !shape.contains(Shape::WORD)
            || shape.intersects(Shape::DEFINITE | Shape::TITLE | Shape::NAME | Shape::KNOWN_PLACE | Shape::DEMONYM | Shape::COUNT)
        {
            return false;
        }
        if shape.contains(Shape::CUE) {
            return true;
        }
        let form = self.form(at).trim_start_matches(['و', 'ف']);
        let marbuta = self.document.folded.tokens[at].marbuta;
        let form =
            ["ها", "هم"].iter().find_map(|p| form.strip_suffix(p)).or_else(|| form.strip_suffix('ه').filter(|_| !marbuta)).unwrap_or(form);
        let form = form.strip_prefix('س').filter(|rest| rest.starts_with('ت') && rest.chars().count() > 3).unwrap_or(form);
        let chars: Vec<char> = form.chars().collect();
        let past = form.ends_with('ت') && !letters::feminine_plural(form) && chars.len() >= 3;
        // تفعيل and تفاعل are nouns, تفعل mostly a verb.
        let present = form.starts_with('ت')
            && chars.len() >= 3
            && !(letters::in_ha(form) && marbuta)
            && !letters::in_alef(form)
            && chars.get(3) != Some(&'ي')
            && chars.get(2) != Some(&'ا');
        past || present
            || self.word(at, WordRole::Not).is_some()
            || self.word(at, WordRole::Planned).is_some()
            || self.word(at, WordRole::Perhaps).is_some()
    }
}
