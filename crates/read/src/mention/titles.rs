//! Titles with what they are of: «رئيس الوزراء الأرميني», «المتحدث باسم وزارة الصحة», «محافظ تعز».

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Level, NamingRole, Of, Role, WordRole};

use super::finder::Finder;
use super::shape::Shape;
use crate::letters;

/// The most words of an office between its head and the holder's name.
const OFFICE: usize = 12;

/// A title with what it is of.
#[derive(Clone, Debug)]
pub struct Title {
    /// One past its last token.
    pub end: usize,
    /// The role's id.
    pub role: String,
    /// The role in English.
    pub english: String,
    /// What a role of that kind is of.
    pub kind: Of,
    /// The entity it is of.
    pub of: Option<String>,
    /// Whether the title may stand for a person: «الوزير», «رئيس الوزراء الأرميني».
    pub definite: bool,
    /// Held no longer: such a title alone is not whoever holds it now.
    pub former: bool,
}

impl Title {
    /// «نظيره»: whoever holds the role of the last person, elsewhere.
    pub fn is_counterpart(&self) -> bool {
        self.role == "counterpart"
    }

    /// «القائم بأعمال حاكم المقاطعة»: whose office is another's.
    fn is_acting(&self) -> bool {
        self.role == "acting"
    }
}

impl Finder<'_> {
    /// The title that begins at a token.
    pub fn title(&self, at: usize) -> Option<Title> {
        if !self.is(at, Shape::TITLE) {
            return None;
        }
        let hit = self.hit(at, Subject::Role)?;
        let role = self.lexicon.tables.roles.get(hit.row())?;
        let single = hit.tokens().len() == 1;
        let article = hit.prefix.contains(Prefix::ARTICLE);
        if article && single && self.is_adjective(at) {
            return None;
        }
        let mut title = Title {
            end: hit.end as usize,
            role: role.id.clone(),
            english: role.en.clone(),
            kind: role.of,
            of: None,
            definite: article || self.is(at, Shape::DEFINITE) || !single,
            former: false,
        };
        // «نظيره»: whose it is makes it definite.
        title.definite |= title.is_counterpart();
        // «د. محمد», «أ.د. علي»
        while self.form(title.end) == "." && self.form(at).chars().count() <= 2 && self.document.folded.touches_previous(title.end) {
            title.end += 1;
            if let Some(next) = self.hit(title.end, Subject::Role).filter(|_| self.form(title.end).chars().count() <= 2) {
                title.end = next.end as usize;
            }
        }
        for _ in 0..6 {
            if !self.go_on(&mut title, role) {
                break;
            }
        }
        Some(title)
    }

    /// «القاعدة الرئيسة», «الحكومة المؤقتة»: an adjective of the noun before it.
    fn is_adjective(&self, at: usize) -> bool {
        let before = self.shape(at.wrapping_sub(1));
        at > 0
            && before.contains(Shape::DEFINITE)
            && !before.intersects(
                Shape::TITLE
                    | Shape::CUE
                    | Shape::FUNCTION
                    | Shape::NAME
                    | Shape::FAMILY
                    | Shape::PLACE
                    | Shape::DEMONYM
                    | Shape::COUNT
                    | Shape::TRIGGER
                    | Shape::PERSON,
            )
    }

    /// Takes one more word or phrase that belongs to a title.
    fn go_on(&self, title: &mut Title, role: &Role) -> bool {
        let at = title.end;
        // «الشاعر السعودي تركي»: a name that is a people's adjective too.
        let name = title.definite && self.is(at, Shape::NAME | Shape::WEAK_NAME) && !self.is(at, Shape::DEFINITE);
        if let Some((entity, end)) = self.demonym(at).filter(|_| !name) {
            if role.of != Of::None {
                title.of.get_or_insert_with(|| entity.to_owned());
            }
            title.definite |= self.is(at, Shape::DEFINITE);
            title.end = end;
            return true;
        }
        if let Some(end) = self.naming(at, NamingRole::Adjective) {
            title.former |= self.is(at, Shape::FORMER);
            title.end = end;
            return true;
        }
        // «القيادي الحمساوي صالح العاروري»: an adjective that no lexicon knows.
        let unknown_adjective = self.is(at, Shape::DEFINITE)
            && !self.is(
                at,
                Shape::NAME
                    | Shape::FAMILY
                    | Shape::PERSON
                    | Shape::CUE
                    | Shape::FUNCTION
                    | Shape::TITLE
                    | Shape::PLACE
                    | Shape::COUNT
                    | Shape::ANAPHOR,
            )
            && (letters::nisba(self.form(at)) || letters::in_ha(self.form(at)));
        if unknown_adjective && (self.is(at + 1, Shape::NAME) && !self.is(at + 1, Shape::FAMILY) || self.is(at + 1, Shape::PERSON)) {
            title.end = at + 1;
            return true;
        }
        if title.of.is_none() && role.of != Of::None {
            let linked = matches!(self.form(at), "في" | "ل" | "لدي" | "الي" | "ب") || self.naming(at, NamingRole::Belongs).is_some();
            let from = if linked { self.naming(at, NamingRole::Belongs).unwrap_or(at + 1) } else { at };
            if let Some((end, of)) = self.complement(from, linked) {
                title.of = Some(of);
                title.end = end;
                title.definite = true;
                return true;
            }
        }
        // «مستشار الرئيس الأذربيجاني للسياسة الخارجية», «مساعد الأمين العام لشؤون …»
        if (letters::to_article(self.form(at)) && self.is(at, Shape::ORDINARY)
            || matches!(self.form(at), "لشوون" | "لشؤون" | "شؤون" | "شوون"))
            && title.kind != Of::None
        {
            let mut end = at + 1;
            while end < at + 4 && self.is(end, Shape::DEFINITE) && self.is(end, Shape::ORDINARY) && !self.is(end, Shape::TITLE | Shape::CUE)
            {
                end += 1;
            }
            title.end = end;
            return true;
        }
        // A title behind a title: «خادم الحرمين الشريفين الملك», «وزير الدفاع اللواء».
        if let Some(next) = self.hit(at, Subject::Role).filter(|h| h.prefix.is_empty() || h.prefix == Prefix::ARTICLE) {
            let another = self.lexicon.tables.roles.get(next.row());
            if another.is_some_and(|r| r.of == Of::None || title.kind == Of::None)
                && (next.tokens().len() > 1 || self.is(at, Shape::DEFINITE) || title.is_acting())
            {
                if title.kind == Of::None
                    && let Some(role) = another.filter(|r| r.of != Of::None)
                {
                    if title.is_acting() {
                        title.english = format!("{} {}", title.english, role.en);
                    } else {
                        title.role.clone_from(&role.id);
                        title.english.clone_from(&role.en);
                    }
                    title.kind = role.of;
                }
                title.end = next.end as usize;
                if self.form(title.end) == "." && self.form(at).chars().count() <= 2 {
                    title.end += 1;
                }
                return true;
            }
        }
        false
    }

    /// An organisation, body or place that a title is of: its end and id. `linked`: a preposition stands before it.
    fn complement(&self, at: usize, linked: bool) -> Option<(usize, String)> {
        let joined = |prefix: Prefix| prefix.intersects(Prefix::CONJUNCTION) || linked && prefix.intersects(Prefix::PREPOSITION);
        if self.is(at, Shape::COLLECTIVE) {
            if let Some(hit) = self.hit(at, Subject::Organisation).filter(|h| !joined(h.prefix)) {
                return self.lexicon.tables.organisations.get(hit.row()).map(|o| (hit.end as usize, o.id.clone()));
            }
            if self.hit(at, Subject::Body).is_some_and(|h| !joined(h.prefix))
                && let Some(body) = self.body_named(at).or_else(|| self.body(at))
            {
                return Some((body.tokens.end, body.entity.id));
            }
            if let Some(hit) = self.hit(at, Subject::Agency).filter(|h| !joined(h.prefix)) {
                return self.lexicon.tables.agencies.get(hit.row()).map(|a| (hit.end as usize, a.id.clone()));
            }
        }
        if !self.is(at, Shape::PLACE) {
            return None;
        }
        let hit = self.document.hits.of(at, Subject::Place).find(|h| h.prefix.is_empty() || h.prefix == Prefix::ARTICLE)?;
        let place = self.lexicon.tables.places.get(hit.row())?;
        let sure = place.level <= Level::Governorate
            || place.ambiguity.is_none() && (place.population > 100_000 || self.named(&place.country) > 0);
        (sure && (!self.is(at, Shape::NAME) || hit.tokens().len() > 1) && (place.level == Level::Country || !self.is(at, Shape::ORDINARY)))
            .then(|| (hit.end as usize, place.id.clone()))
    }

    /// Where a holder's name may begin behind words of the office: «رئيس الهيئة … للدفاع عن حقوق الإنسان غيغام ستيبانيان».
    pub fn behind_office(&self, title: &Title) -> Option<usize> {
        if title.is_counterpart() || title.kind == Of::None && self.form(title.end) != "في" {
            return None;
        }
        let mut within = title.end;
        for next in title.end..title.end + OFFICE {
            let shape = self.shape(next);
            if self.form(next) == "،" && next > title.end && self.names_behind_comma(next + 1) {
                return Some(next + 1);
            }
            if !shape.contains(Shape::WORD) && !matches!(self.form(next), "\"" | "«" | "»" | "(" | ")" | "-") {
                return None;
            }
            if shape.intersects(Shape::CUE)
                || self.word(next, WordRole::That).is_some()
                || self.word(next, WordRole::Relative).is_some()
                || self.word(next, WordRole::Turn).is_some()
                || self.word(next, WordRole::Pronoun).is_some()
            {
                return None;
            }
            if shape.contains(Shape::FUNCTION)
                && !matches!(self.form(next), "في" | "عن" | "من" | "ل" | "ب")
                && !self.form(next).contains("ال")
                && self.word(next, WordRole::PlaceNoun).is_none()
                && !letters::to_article(self.form(next))
                || shape.contains(Shape::TITLE) && self.title(next).is_some_and(|t| t.kind == Of::State)
            {
                return None;
            }
            // «في ناغورنو قره باغ غيغام»: a place's own words are no name.
            if shape.contains(Shape::PLACE)
                && let Some(place) = self.hit(next, Subject::Place).filter(|h| h.tokens().len() > 1)
            {
                within = within.max(place.end as usize);
            }
            if next == title.end || next < within {
                continue;
            }
            let known = shape.contains(Shape::PERSON)
                && self.hit(next, Subject::Person).is_some_and(|h| h.prefix.is_empty() && h.tokens().len() > 1);
            let facility = self.is(next - 1, Shape::FACILITY) && !self.is(next - 1, Shape::DEFINITE) || self.is(next - 1, Shape::JOINS);
            let given = shape.contains(Shape::NAME) && !shape.contains(Shape::FAMILY) && !facility && self.is_name_part(next + 1);
            let unknown = |t: usize| {
                self.is_name_part(t)
                    && !self.is(t, Shape::PLACE | Shape::DEMONYM | Shape::COLLECTIVE | Shape::DEFINITE | Shape::COUNT | Shape::JOINED)
            };
            if known || given || unknown(next) && unknown(next + 1) && !facility {
                return Some(next);
            }
            // «مدير عام الشرطة اللواء محمد …»
            if shape.contains(Shape::TITLE)
                && (shape.contains(Shape::DEFINITE) || self.form(next).chars().count() <= 2)
                && let Some(inner) = self.title(next).filter(|t| t.kind == Of::None && self.is_name_part(t.end))
            {
                return Some(inner.end);
            }
        }
        None
    }
}
