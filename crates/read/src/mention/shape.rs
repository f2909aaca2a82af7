//! What each word of a text can be, told once before names are looked for.

use crate::letters;
use bitflags::bitflags;
use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::NamingRole;
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_text::Document;

bitflags! {
    /// What a word can be.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Shape: u32 {
        /// Letters.
        const WORD = 1;
        /// A name of persons that is no ordinary word.
        const NAME = 1 << 1;
        /// A name of persons that is an ordinary word too.
        const WEAK_NAME = 1 << 2;
        /// A name of families.
        const FAMILY = 1 << 3;
        /// An ordinary word, a particle, a number.
        const ORDINARY = 1 << 4;
        /// A particle, a preposition, a pronoun.
        const FUNCTION = 1 << 5;
        /// A finite verb of saying.
        const CUE = 1 << 6;
        /// A title or role begins here.
        const TITLE = 1 << 7;
        /// A body, group, organisation or carrier begins here.
        const COLLECTIVE = 1 << 8;
        /// The adjective of a people.
        const DEMONYM = 1 << 9;
        /// A place begins here.
        const PLACE = 1 << 10;
        /// The word behind it belongs to the name.
        const JOINS = 1 << 11;
        /// Goes on with a name.
        const ENDS = 1 << 12;
        /// With the article.
        const DEFINITE = 1 << 13;
        /// Begins with a conjunction that may be cut.
        const JOINED = 1 << 14;
        /// A word of time or a number.
        const COUNT = 1 << 15;
        /// A word that may be a name in a conjunction's or preposition's company: وعلي.
        const NAME_BEHIND_CLITIC = 1 << 16;
        /// A cue that names a source or a verbal noun of one.
        const SOURCE = 1 << 17;
        /// Goes on with a title.
        const ADJECTIVE = 1 << 18;
        /// A verb, noun or phrase that tells an event.
        const TRIGGER = 1 << 19;
        /// May be named after a person.
        const FACILITY = 1 << 20;
        /// Stands before an organisation's own name.
        const HEAD = 1 << 21;
        /// Begins an organisation's name.
        const ORGANISATION_NOUN = 1 << 22;
        /// Some of those who follow.
        const SOME = 1 << 23;
        /// The last organisation whose name begins so.
        const ANAPHOR = 1 << 24;
        /// Of whom follows.
        const BELONGS = 1 << 25;
        /// The title is held no longer.
        const FORMER = 1 << 26;
        /// A person of public life begins here.
        const PERSON = 1 << 27;
        /// A noun that is counted, or what befell the counted.
        const COUNTED = 1 << 29;
        /// A place's or organisation's name is in the lexicon with this word alone.
        const KNOWN_PLACE = 1 << 28;
        /// «أبو», «وأبو»: begins the name that somebody is called by after a child.
        const KUNYA = 1 << 30;
    }
}

/// The shape of every token.
pub fn read(document: &Document, lexicon: &Lexicon) -> Vec<Shape> {
    let dotted = dotted_names(document, lexicon);
    (0..document.len())
        .map(|at| {
            let token = document.folded.tokens[at];
            if token.kind != TokenKind::Word {
                return Shape::empty();
            }
            let mut shape = Shape::WORD;
            let form = document.form(at);
            for hit in document.hits.at(at) {
                shape |= of_hit(hit, at, form, lexicon);
            }
            // «التقى», «التزم»: verbs.
            let verb = |h: &Hit| {
                matches!(h.subject, Subject::Trigger | Subject::Cue)
                    && h.prefix.is_empty()
                    && h.features.intersects(Features::PAST | Features::PRESENT)
            };
            if letters::has_article(form) && form.len() > 6 && !document.hits.at(at).iter().any(verb) {
                shape |= Shape::DEFINITE;
            }
            // «بالقاهرة», «للصحافيين», «والي»: a preposition with the article begins no name.
            if form.starts_with(['ل', 'ب', 'ك', 'ف', 'و'])
                && ["لل", "بال", "كال", "فال", "وال", "ولل", "وبال"].iter().any(|p| form.len() > p.len() + 4 && form.starts_with(p))
                && !shape.contains(Shape::NAME)
            {
                shape |= Shape::FUNCTION;
            }
            if shape.contains(Shape::WEAK_NAME) && dotted.contains(&form) && document.exact(at..at + 1).ends_with('ي') {
                shape = shape.difference(Shape::FUNCTION) | Shape::NAME;
            }
            if shape.contains(Shape::NAME) {
                shape.remove(Shape::ORDINARY | Shape::WEAK_NAME);
            }
            if letters::joined(form) && form.len() > 4 {
                shape |= Shape::JOINED;
            }
            if shape.contains(Shape::PLACE | Shape::DEMONYM) && is_accusative(document, at) {
                shape.remove(Shape::PLACE | Shape::KNOWN_PLACE);
            }
            shape
        })
        .collect()
}

/// Folded names that are particles with another letter at their end, of a text that tells the two apart: «علي» where it
/// writes «على», or «إلى» and never «إلي».
fn dotted_names<'t>(document: &'t Document, lexicon: &Lexicon) -> Vec<&'t str> {
    const TO: &str = "الي";
    let (mut dotted, mut bare): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut told, mut mixed) = (false, false);
    for at in 0..document.len() {
        let form = document.form(at);
        if !form.ends_with('ي') {
            continue;
        }
        let without = document.exact(at..at + 1).ends_with('ى');
        told |= form == TO && without;
        mixed |= form == TO && !without;
        let particle = document.hits.of(at, Subject::Word).any(|h| h.prefix.is_empty() && h.end as usize == at + 1);
        if !without && !particle {
            continue;
        }
        let forms = if without { &mut dotted } else { &mut bare };
        let name = |h: &Hit| {
            h.prefix.is_empty()
                && h.end as usize == at + 1
                && lexicon.tables.given_names.get(h.row()).is_some_and(|n| n.word && !n.particle)
        };
        if !forms.contains(&form) && document.hits.of(at, Subject::GivenName).any(name) {
            forms.push(form);
        }
    }
    if told && !mixed {
        dotted.append(&mut bare);
    }
    dotted
}

/// «هجوما روسيا», «قتل 12 سوريا»: a people's adjective that is spelled as its country.
fn is_accusative(document: &Document, at: usize) -> bool {
    const TANWIN: char = '\u{64b}';
    let alef = |t: usize| letters::in_alef(document.form(t));
    if !alef(at) || document.hits.at(at).iter().any(|h| h.subject == Subject::Place && h.end as usize > at + 1) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    let word = document.folded.tokens[before].kind == TokenKind::Word;
    let particle = document.hits.of(before, Subject::Word).any(|h| h.end as usize == at);
    document.exact(at..at + 1).contains(TANWIN)
        || word && !particle && alef(before) && document.exact(before..at).trim_end().ends_with(['ا', TANWIN]) && is_noun(document, before)
        || document.form(before).chars().all(|c| c.is_ascii_digit())
}

/// A word that the lexicon has as a noun that is counted or as an ordinary word, and as no name.
fn is_noun(document: &Document, at: usize) -> bool {
    let hits = document.hits.at(at);
    hits.iter().any(|h| matches!(h.subject, Subject::CommonWord | Subject::Counted | Subject::GroupNoun | Subject::Demonym))
        && !hits.iter().any(|h| h.subject == Subject::Place)
}

fn of_hit(hit: &Hit, at: usize, form: &str, lexicon: &Lexicon) -> Shape {
    let single = hit.end as usize == at + 1;
    let bare = hit.prefix.is_empty();
    let tables = &lexicon.tables;
    match hit.subject {
        Subject::GivenName if single && !hit.pronoun => {
            let Some(name) = tables.given_names.get(hit.row()) else { return Shape::empty() };
            if name.particle {
                return Shape::empty();
            }
            let family = if name.family { Shape::FAMILY } else { Shape::empty() };
            if !bare {
                return if name.word || hit.prefix.contains(Prefix::ARTICLE) { Shape::empty() } else { Shape::NAME_BEHIND_CLITIC };
            }
            family | if name.word { Shape::WEAK_NAME } else { Shape::NAME }
        }
        Subject::CommonWord if single => {
            // A cut that leaves three letters, or a pronoun of one, proves little.
            let doubtful = hit.pronoun && !["ها", "هم", "نا", "هما", "هن", "كم"].iter().any(|p| form.ends_with(p)) && !letters::in_ha(form)
                || hit.prefix == Prefix::AS
                || hit.prefix.intersects(Prefix::BY | Prefix::TO | Prefix::SO)
                    && !hit.prefix.contains(Prefix::ARTICLE)
                    && form.chars().count() < 5;
            if doubtful { Shape::empty() } else { Shape::ORDINARY }
        }
        Subject::Word if (Prefix::CONJUNCTION | Prefix::ARTICLE).contains(hit.prefix) && !hit.pronoun || bare => {
            Shape::ORDINARY | if single { Shape::FUNCTION } else { Shape::empty() }
        }
        Subject::NumberWord => Shape::ORDINARY | Shape::COUNT,
        Subject::TimeWord if form.chars().count() > 2 => Shape::COUNT | if single || !bare { Shape::ORDINARY } else { Shape::empty() },
        Subject::Cue if single => {
            let finite = hit.features.intersects(Features::PAST | Features::PRESENT);
            let other = hit.features.intersects(Features::MASDAR | Features::PARTICIPLE);
            if finite {
                Shape::CUE | Shape::ORDINARY
            } else if other {
                Shape::SOURCE | Shape::ORDINARY
            } else {
                Shape::SOURCE
            }
        }
        Subject::Cue => Shape::SOURCE,
        Subject::Trigger => Shape::TRIGGER | if single && bare { Shape::ORDINARY } else { Shape::empty() },
        Subject::MeasureWord | Subject::Counted if single => Shape::ORDINARY | Shape::COUNTED,
        Subject::Role => Shape::TITLE,
        Subject::Person => Shape::PERSON,
        Subject::Body | Subject::GroupNoun | Subject::Organisation | Subject::Agency => Shape::COLLECTIVE,
        Subject::Demonym if single => Shape::DEMONYM,
        Subject::Place => Shape::PLACE | if single && bare { Shape::KNOWN_PLACE } else { Shape::empty() },
        Subject::NamingWord => match tables.naming.get(hit.row()).map(|n| n.role) {
            Some(NamingRole::Joins) if bare => Shape::JOINS,
            Some(NamingRole::Kunya) if bare => Shape::JOINS | Shape::KUNYA,
            Some(NamingRole::Kunya) if hit.prefix == Prefix::AND => Shape::KUNYA,
            Some(NamingRole::Ends) if bare => Shape::ENDS,
            Some(NamingRole::Adjective) if bare || hit.prefix == Prefix::ARTICLE => Shape::ADJECTIVE,
            Some(NamingRole::Former) => Shape::FORMER,
            Some(NamingRole::Anaphor) => Shape::ANAPHOR,
            Some(NamingRole::Head) => Shape::HEAD,
            Some(NamingRole::Facility) => Shape::FACILITY,
            Some(NamingRole::Organisation) => Shape::ORGANISATION_NOUN,
            Some(NamingRole::Some) => Shape::SOME,
            Some(NamingRole::Belongs) => Shape::BELONGS,
            _ => Shape::empty(),
        },
        _ => Shape::empty(),
    }
}
