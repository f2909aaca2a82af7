//! The words of a person's name: where they begin to be one, and where they end.

use std::ops::Range;

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Level, NamingRole, Of, WordRole};
use isnad_lexicon::{Hit, Subject};

use super::finder::Finder;
use super::shape::Shape;
use super::titles::Title;
use crate::letters;

/// The most words of a name.
const LONGEST: usize = 10;

impl Finder<'_> {
    /// The words of a name from a token on, where what stands around them says that they name a person.
    pub fn name(&self, at: usize, start: usize, title: Option<&Title>) -> Option<Range<usize>> {
        let first = self.shape(start);
        if !first.contains(Shape::WORD) || first.intersects(Shape::COUNT) && !first.contains(Shape::NAME) {
            return None;
        }
        // «شارع محمد محمود», «جامعة الملك سعود»: named after a person.
        if at > 0
            && self.is(at - 1, Shape::FACILITY)
            && (title.is_none_or(|t| t.kind == Of::State || t.role == "prince" || t.role == "doctor" || t.role == "sheikh"))
            && !self.is(at - 1, Shape::PLACE)
        {
            return None;
        }
        // «شمال صلاح الدين»: a place named after a person.
        if title.is_none() && self.hit(start, Subject::Place).is_some_and(|h| h.tokens().len() > 1 && self.is_located(start, h)) {
            return None;
        }
        // «وزير الدفاع بعدن»: a place where the office is.
        let located = |h: &Hit| matches!(h.prefix, Prefix::BY | Prefix::TO);
        if title.is_some() && !first.contains(Shape::NAME) && self.document.hits.of(start, Subject::Place).any(located) {
            return None;
        }
        let kunya = first.contains(Shape::KUNYA)
            && self.is_name_part(start + 1)
            && !self.is(start + 1, Shape::PLACE)
            && self.hit(start, Subject::Place).is_none_or(|h| h.tokens().len() == 1);
        let given = (first.contains(Shape::NAME)
            || kunya && title.is_none()
            || title.is_none() && first.contains(Shape::NAME_BEHIND_CLITIC | Shape::JOINED))
            && !first.contains(Shape::FAMILY);
        let weak = first.contains(Shape::WEAK_NAME) && !first.contains(Shape::FUNCTION);
        // «عبد الرحمن أحمد الغامدي»
        let servant = title.is_none() && self.is_servant(start);
        let given = given || servant;
        // «بقيادة فلان الفلاني», «شرطي يدعى فلان الفلاني»
        let told = || title.is_none() && (self.after_naming(at, NamingRole::Led) || self.after_word(at, WordRole::Named));
        let cue = self.behind_cue(at) && title.is_none();
        let unknown = !given && !weak;
        if unknown && (!self.is_name_part(start) || title.is_none() && first.contains(Shape::FUNCTION))
            || unknown && title.is_none() && self.is_place_here(start)
        {
            return None;
        }
        // «القادة الرئيسان»: titles of none need a name behind them that is surely one.
        let end = self.name_end(start, title.is_some());
        let words = end - start;
        let has_name = (start..end).any(|t| self.is(t, Shape::NAME));
        let accepted = match title {
            Some(title) if words == 1 => {
                let article = first.contains(Shape::DEFINITE);
                let known_family = first.contains(Shape::FAMILY);
                // «الدكتور الغفيص»; «الفريق», «النجم», «الطفل» are ordinary words too.
                let surname = article
                    && title.definite
                    && title.kind == Of::None
                    && !matches!(title.role.as_str(), "general" | "athlete" | "artist" | "citizen" | "journalist")
                    && self.is_unknown_name(start);
                // A single word behind a title: a surname, no adjective, no other noun.
                (given
                    || known_family
                    || surname
                    || !weak
                        && !article
                        && !first.intersects(Shape::DEMONYM | Shape::PLACE)
                        && title.definite
                        && self.form(start).chars().count() > 3)
                    && (!article || known_family || surname)
                    && (title.definite || given)
            }
            Some(title) => title.definite || given || has_name || words >= 2 && title.of.is_some(),
            None if servant => words >= 3 || self.ends_a_name(end),
            None if given => words >= 2 || cue && self.ends_a_name(end),
            None if told() => {
                words >= 2
                    && !first.intersects(Shape::DEFINITE | Shape::PLACE | Shape::DEMONYM | Shape::COLLECTIVE)
                    && self.ends_a_name(end)
            }
            // «وأكد عامر أن»: whom the page has introduced.
            None if weak && words == 1 => {
                // «قال لي»
                let long = self.form(start).chars().count() > 2;
                long && cue && self.ends_a_name(end) && self.known_by_given(start, None).is_some()
            }
            None if weak => {
                let next = self.shape(start + 1);
                words >= 2
                    && (next.intersects(Shape::NAME | Shape::JOINS) || cue && !next.contains(Shape::ORDINARY) || words >= 3 && has_name)
            }
            // «وقال ليسينكو: »
            None if cue && words == 1 => {
                let quoted = self.word(end, WordRole::That).is_some() || matches!(self.form(end), ":" | "«" | "\"" | "“");
                quoted
                    && !first.intersects(Shape::DEFINITE | Shape::PLACE | Shape::DEMONYM | Shape::COLLECTIVE | Shape::JOINED)
                    && self.form(start).chars().count() >= 4
                    && !(end == start + 1 && letters::how(self.form(start)))
                    && (self.document.folded.tokens[start].marbuta
                        || ![letters::his, letters::hers, letters::theirs].iter().any(|of| of(self.form(start))))
            }
            None => {
                let definite = (start..end).all(|t| self.is(t, Shape::DEFINITE));
                words >= 2
                    && !definite
                    && (cue && !first.contains(Shape::DEFINITE) && self.ends_a_name(end)
                        || self.is(start + 1, Shape::NAME)
                            && !first.intersects(Shape::DEFINITE | Shape::PLACE | Shape::JOINED)
                            && self.is_name_part(start)
                            && !letters::inflected(self.form(start))
                        || self.is_titled_behind(end) && !first.contains(Shape::DEFINITE))
            }
        };
        (accepted && words >= 1).then_some(start..end)
    }

    /// Where the words of a name end.
    pub fn name_end(&self, start: usize, titled: bool) -> usize {
        let mut end = start;
        let mut family = false;
        while end < start + LONGEST {
            let shape = self.shape(end);
            if !shape.contains(Shape::WORD) {
                // «جان-بيير», «تشونج مون-جون»
                let hyphen = self.form(end) == "-"
                    && end > start
                    && self.document.folded.touches_previous(end)
                    && self.document.folded.touches_previous(end + 1)
                    && self.is_name_part(end + 1);
                if !hyphen {
                    break;
                }
                end += 2;
                continue;
            }
            if (shape.contains(Shape::JOINS) || end == start && shape.contains(Shape::KUNYA))
                && (self.is_name_part(end + 1)
                    || self.is(end + 1, Shape::ORDINARY) && self.is(end + 1, Shape::DEFINITE)
                    || end > start && self.is_word(end + 1) && !self.is(end + 1, Shape::FUNCTION | Shape::CUE))
            {
                end += 2;
                family = false;
                continue;
            }
            if end > start && shape.contains(Shape::ENDS) {
                end += 1;
                continue;
            }
            if end > start && shape.contains(Shape::JOINED) && !shape.contains(Shape::NAME) {
                break;
            }
            // «آصف شوكت صهر الرئيس», «بلال الشريف أمين عام الحركة»
            let office = |h: &Hit| h.prefix.is_empty() && h.tokens().len() > 1;
            if end > start
                && (self.naming(end, NamingRole::Kin).is_some() && !shape.contains(Shape::NAME)
                    || self.document.hits.of(end, Subject::Role).any(office))
            {
                break;
            }
            // «محمد فؤاد جاد الله»: an ordinary word that is a name with what follows.
            if (end > start || titled) && self.is_compound(end) {
                end += 2;
                family = false;
                continue;
            }
            // «محمد المخرج إن»: a family's name that is a title too.
            let family_title = end == start + 1
                && self.is(start, Shape::NAME)
                && shape.contains(Shape::DEFINITE)
                && !titled
                && self.word(end + 1, WordRole::That).is_some();
            // «أسامة سيد أحمد»: a title that is a name between names.
            let between = shape.contains(Shape::WEAK_NAME) && !shape.contains(Shape::DEFINITE) && self.is(end + 1, Shape::NAME);
            if end > start && shape.intersects(Shape::TITLE | Shape::CUE) && !shape.contains(Shape::NAME) && !between {
                end += usize::from(family_title);
                break;
            }
            if shape.contains(Shape::NAME)
                || end > start && shape.contains(Shape::WEAK_NAME) && (self.is_closed(end + 1) || self.is_middle_name(end))
                || end == start && shape.contains(Shape::NAME_BEHIND_CLITIC)
                || end > start && shape.contains(Shape::FAMILY)
                || shape.contains(Shape::WEAK_NAME) && (end == start || !shape.contains(Shape::FUNCTION))
            {
                // «محمد العلي أحمد»: a family ends a name.
                if family && !shape.intersects(Shape::FAMILY) && !shape.contains(Shape::DEFINITE) && !titled {
                    break;
                }
                family = shape.contains(Shape::FAMILY) || shape.contains(Shape::DEFINITE);
                end += 1;
                continue;
            }
            if end > start && self.is_great_place(end) {
                break;
            }
            // «منصور التركي», «أبو عمر الكردي»: a people's adjective as a family, behind one given name.
            if shape.contains(Shape::DEMONYM) {
                let kunya = end == start + 2 && self.is(start, Shape::KUNYA);
                let single = (end == start + 1 && self.is(start, Shape::NAME | Shape::WEAK_NAME) || kunya)
                    && shape.contains(Shape::DEFINITE)
                    && !self.is(end + 1, Shape::NAME);
                // «فيكرام مصري إن»: behind a title whatever stands before «إن» is the name's.
                let last = titled && end == start + 1 && self.is_closed(end + 1) && !self.is(start, Shape::DEFINITE);
                if single || last {
                    end += 1;
                }
                break;
            }
            if self.is_name_part(end) {
                if family && !shape.contains(Shape::DEFINITE)
                    || end > start
                        && self.is_place_here(end)
                        && !shape.contains(Shape::DEFINITE)
                        && self.document.form(end - 1) != "ال"
                        && !self.is(end - 1, Shape::NAME)
                {
                    break;
                }
                family = shape.contains(Shape::DEFINITE);
                end += 1;
                continue;
            }
            // «الحبيب الصيد»: an ordinary word as a family, behind one given name, before what ends a name.
            // «أحمد بن محمد العمود», «أحمد قذاف الدم»
            let closed = !self.is_word(end + 1) || self.is(end + 1, Shape::TITLE) || self.word(end + 1, WordRole::That).is_some();
            let second = end > start && shape.contains(Shape::DEFINITE) && (!self.is(end - 1, Shape::DEFINITE) || closed);
            let known = end == start + 2 && second && self.is(end - 1, Shape::NAME);
            let whole = end > start + 1
                && second
                && closed
                && !self.document.folded.tokens[end].marbuta
                && (end == start + 2 && self.document.hits.at(end - 1).is_empty() || self.is(end - 2, Shape::JOINS));
            let disguised = (end == start + 1 || known || whole)
                && self.is(start, Shape::NAME)
                && (shape.contains(Shape::DEFINITE | Shape::ORDINARY)
                    || titled && shape.contains(Shape::ORDINARY) && self.is(end + 1, Shape::TITLE))
                && !shape.intersects(Shape::FUNCTION | Shape::COUNT | Shape::ADJECTIVE | Shape::TRIGGER)
                && !self.collective_here(end)
                && !self.is_particle(start)
                && self.ends_a_name(end + 1);
            if disguised {
                end += 1;
            }
            break;
        }
        end
    }

    /// «عبد الرحمن», «عبد الجليل»
    pub fn is_servant(&self, at: usize) -> bool {
        self.naming(at, NamingRole::Servant) == Some(at + 1) && self.is(at + 1, Shape::ENDS | Shape::DEFINITE)
    }

    /// «جاد الله», not «رحمه الله», «حزب الله».
    fn is_compound(&self, at: usize) -> bool {
        self.is_word(at)
            && self.naming(at + 1, NamingRole::Compound).is_some()
            && !self.is(at, Shape::FUNCTION | Shape::CUE | Shape::COUNT | Shape::TITLE | Shape::JOINED | Shape::JOINS)
            && self.word(at, WordRole::Formula).is_none()
            && !self.collective_here(at)
    }

    /// Whether what stands at a token ends a name: a mark, «إن», «وهو», «الذي», a verb of saying, a title.
    pub fn ends_a_name(&self, at: usize) -> bool {
        !self.is_word(at)
            || self.is(at, Shape::CUE | Shape::TITLE)
            || self.word(at, WordRole::That).is_some()
            || self.word(at, WordRole::Relative).is_some()
            || self.word(at, WordRole::Turn).is_some()
            || self.word(at, WordRole::Preposition).is_some()
            || self.is(at, Shape::COUNT)
            || self.is(at, Shape::NAME_BEHIND_CLITIC)
            || self.is(at, Shape::JOINED)
    }

    /// «أسامة علي: », «أسامة علي إن»: what no preposition that is written like a name stands before.
    fn is_closed(&self, at: usize) -> bool {
        !self.is_word(at) && !matches!(self.form(at), "\"" | "«" | "(" | "-")
            || self.word(at, WordRole::That).is_some() && self.document.exact(at..at + 1).starts_with('إ')
    }

    /// «عرفان علي كاثيا إن»: a name spelled like a preposition, before a word of no language that ends the name.
    fn is_middle_name(&self, at: usize) -> bool {
        self.document.exact(at..at + 1).ends_with('ي') && self.is_unknown_name(at + 1) && self.is_closed(at + 2)
    }

    /// «ممدداً»: a word that says how; names keep the mark of the accusative off.
    fn is_accusative(&self, at: usize) -> bool {
        const TANWIN: char = '\u{64b}';
        self.document.exact(at..at + 1).contains(TANWIN)
    }

    /// «علي الدستور» on a page that writes «علي» for «على» too.
    fn is_particle(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::Word).any(|h| h.prefix.is_empty() && h.tokens().len() == 1)
    }

    /// Whether a word can be part of a name.
    pub fn is_name_part(&self, at: usize) -> bool {
        let shape = self.shape(at);
        shape.intersects(Shape::NAME | Shape::JOINS)
            || shape.contains(Shape::WEAK_NAME) && !shape.contains(Shape::FUNCTION)
            || shape.contains(Shape::WORD)
                && !shape.intersects(Shape::ORDINARY | Shape::FUNCTION | Shape::TITLE | Shape::CUE | Shape::COUNT)
                && !self.collective_here(at)
                && self.form(at).chars().count() > 1
                && !self.form(at).chars().any(|c| c.is_ascii())
                && !self.is_accusative(at)
    }

    /// A word of no lexicon that may be a name.
    pub fn is_unknown_name(&self, at: usize) -> bool {
        self.is_name_part(at)
            && !self.is(at, Shape::PLACE | Shape::DEMONYM | Shape::COLLECTIVE | Shape::JOINED)
            && !letters::inflected(self.form(at))
    }

    /// A place that begins at a token with nothing attached.
    fn is_place_here(&self, at: usize) -> bool {
        self.is(at, Shape::KNOWN_PLACE)
    }

    /// A place so well known that its name is nobody's.
    fn is_great_place(&self, at: usize) -> bool {
        self.is(at, Shape::KNOWN_PLACE)
            && !self.is(at, Shape::NAME | Shape::FAMILY)
            && self
                .document
                .hits
                .of(at, Subject::Place)
                .filter(|h| h.prefix.difference(Prefix::ARTICLE).is_empty() && h.tokens().len() == 1)
                .any(|h| self.lexicon.tables.places.get(h.row()).is_some_and(|p| p.level <= Level::Governorate || p.population >= 100_000))
    }

    /// An organisation, group or carrier that begins at a token, not through an attached letter.
    fn collective_here(&self, at: usize) -> bool {
        self.is(at, Shape::COLLECTIVE)
            && self.document.hits.at(at).iter().any(|h| {
                matches!(h.subject, Subject::Organisation | Subject::GroupNoun | Subject::Agency | Subject::Body)
                    && h.prefix.difference(Prefix::ARTICLE).is_empty()
            })
    }
}
