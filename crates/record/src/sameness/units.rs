//! What a short text says, as a row of units: numbers, times, names, words whose sense a pack knows, other words.

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{CountedKind, Sound, Subject, TimePart, WordRole};
use isnad_lexicon::{Hit, Lexicon};
use isnad_model::Measure;
use isnad_text::Document;
use isnad_text::number::{self, Number, NumberKind};

/// A text's units of meaning, in order.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// The units.
    pub all: Vec<Unit>,
    /// How many words say «not».
    pub negations: usize,
}

/// One thing that a text says.
#[derive(Clone, Debug)]
pub enum Unit {
    /// A number with its bounds.
    Number(Number),
    /// A month, weekday or day counted from today.
    Time(TimePart, i32),
    /// A place, state or its people, an organisation, a person of public life.
    Entity {
        /// Its id.
        id: String,
        /// Whether a preposition makes it a mere circumstance.
        aside: bool,
    },
    /// People who are counted, by whom they are and what befell them.
    Counted {
        /// The noun's id.
        id: String,
        /// The group that it names.
        group: Option<String>,
        /// What befell them.
        measure: Option<Measure>,
    },
    /// A word whose sense a pack knows (rows of the senses).
    Sense(Vec<usize>),
    /// A word that no list of ordinary words knows: it may be a name. As it stands, and as its skeleton.
    Name(String, String),
    /// Any other word, as its skeleton.
    Word(String),
}

/// Spellings of one name are at least so alike.
const ONE_NAME: f64 = 0.6;
/// Skeletons of words of one root are at least so alike.
const ONE_WORD: f64 = 0.6;

impl Unit {
    /// Whether both say the same.
    pub fn same(&self, other: &Unit) -> bool {
        match (self, other) {
            (Unit::Number(a), Unit::Number(b)) => {
                let percent = |n: &Number| n.kind == NumberKind::Percent;
                a.low == b.low && a.high == b.high && percent(a) == percent(b) && approximate(a) == approximate(b)
            }
            (Unit::Time(p, a), Unit::Time(q, b)) => p == q && a == b,
            (Unit::Entity { id: a, .. }, Unit::Entity { id: b, .. }) => a == b,
            (Unit::Word(a), Unit::Word(b)) => strsim::normalized_levenshtein(a, b) >= ONE_WORD,
            (Unit::Counted { id: a, .. }, Unit::Counted { id: b, .. }) => a == b,
            (Unit::Sense(a), Unit::Sense(b)) => a.iter().any(|x| b.contains(x)),
            (Unit::Name(a, _), Unit::Name(b, _)) => strsim::normalized_levenshtein(a, b) >= ONE_NAME,
            (Unit::Name(_, a), Unit::Word(b)) | (Unit::Word(a), Unit::Name(_, b)) => strsim::normalized_levenshtein(a, b) >= ONE_WORD,
            _ => false,
        }
    }

    /// Whether both are of one kind, so that one in the other's place says something else.
    pub fn rivals(&self, other: &Unit) -> bool {
        match (self, other) {
            (Unit::Entity { .. } | Unit::Name(..), Unit::Entity { .. } | Unit::Name(..))
            | (Unit::Number(_), Unit::Number(_))
            | (Unit::Time(..), Unit::Time(..)) => true,
            (Unit::Counted { group: a, measure: m, .. }, Unit::Counted { group: b, measure: n, .. }) => {
                a != b || m.is_some() && n.is_some() && m != n
            }
            _ => false,
        }
    }

    /// Whether it names somebody or some place.
    pub fn names(&self) -> bool {
        matches!(self, Unit::Entity { .. } | Unit::Name(..))
    }

    /// Whether a preposition makes it a mere circumstance.
    pub fn aside(&self) -> bool {
        matches!(self, Unit::Entity { aside: true, .. })
    }
}

fn approximate(number: &Number) -> bool {
    use isnad_model::Qualifier::{About, Vague};
    matches!(number.qualifier, About | Vague)
}

impl Units {
    /// Reads a text.
    pub fn read(text: &str, lexicon: &Lexicon) -> Self {
        let document = Document::new(text, lexicon);
        let numbers = number::find(&document, lexicon);
        let mut units = Units::default();
        let mut at = 0;
        let mut behind_preposition = false;
        while at < document.len() {
            if let Some(number) = numbers.iter().find(|n| n.extent.start == at || n.tokens.start == at) {
                at = number.tokens.end.max(number.extent.end).max(at + 1);
                units.all.push(Unit::Number(number.clone()));
                behind_preposition = false;
                continue;
            }
            if document.folded.tokens[at].kind != TokenKind::Word {
                at += 1;
                continue;
            }
            let particle = document.hits.longest(at, Subject::Word).and_then(|h| Some((h, lexicon.tables.words.get(h.row())?.role)));
            // «Rose» leads to a total where figures are read; here it says something of itself.
            let says = document.hits.longest(at, Subject::Sense).is_some();
            if let Some((hit, role)) = particle.filter(|(_, role)| !says || matches!(role, WordRole::Not | WordRole::Preposition)) {
                units.negations += usize::from(role == WordRole::Not);
                behind_preposition = role == WordRole::Preposition;
                at = hit.tokens().end.max(at + 1);
                continue;
            }
            let (unit, end) = unit(&document, lexicon, at, behind_preposition);
            units.all.extend(unit);
            at = end.max(at + 1);
            behind_preposition = false;
        }
        units
    }

    /// The rows of senses that it has, a list for each word.
    pub fn senses(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.all.iter().filter_map(|u| if let Unit::Sense(rows) = u { Some(rows) } else { None })
    }
}

/// The unit that begins at a token, and where it ends.
fn unit(document: &Document, lexicon: &Lexicon, at: usize, behind_preposition: bool) -> (Option<Unit>, usize) {
    let hit = |subject| document.hits.longest(at, subject);
    let time = hit(Subject::TimeWord).and_then(|h| Some((h, lexicon.tables.time_word(h)?)));
    let dated =
        |part| matches!(part, TimePart::Month | TimePart::HijriMonth | TimePart::Weekday | TimePart::WeekdayName | TimePart::RelativeDay);
    if let Some((h, word)) = time.filter(|(_, word)| dated(word.part)) {
        let part = if word.part == TimePart::WeekdayName { TimePart::Weekday } else { word.part };
        return (Some(Unit::Time(part, word.value)), h.tokens().end);
    }
    let counted = hit(Subject::Counted).and_then(|h| Some((h, lexicon.tables.counted.get(h.row())?)));
    if let Some((h, noun)) = counted.filter(|(_, n)| n.kind == CountedKind::Person) {
        let unit = Unit::Counted { id: noun.id.clone(), group: noun.group.clone(), measure: noun.measure };
        return (Some(unit), h.tokens().end);
    }
    let senses: Vec<usize> = document.hits.of(at, Subject::Sense).map(Hit::row).collect();
    if senses.is_empty()
        && let Some((h, id)) = entity(document, lexicon, at)
    {
        let aside = behind_preposition || h.prefix.contains(Prefix::BY);
        return (Some(Unit::Entity { id, aside }), h.tokens().end);
    }
    if !senses.is_empty() {
        return (Some(Unit::Sense(senses)), at + 1);
    }
    let form = document.form(at);
    let strong = skeleton(form, lexicon);
    // Names have no pronoun behind them.
    let possessed = lexicon.clitics().pronouns_of(form).any(|p| p.chars().nth(1).is_some());
    let ordinary = possessed || hit(Subject::CommonWord).is_some();
    (Some(if ordinary { Unit::Word(strong) } else { Unit::Name(bare(form, lexicon).to_owned(), strong) }), at + 1)
}

/// The longest name of somebody or some place that begins at a token.
fn entity<'a>(document: &'a Document, lexicon: &Lexicon, at: usize) -> Option<(&'a Hit, String)> {
    let tables = &lexicon.tables;
    document.hits.at(at).iter().find_map(|h| {
        let id = match h.subject {
            Subject::Place => tables.places.get(h.row())?.id.clone(),
            Subject::Demonym => tables.demonyms.get(h.row())?.entity.clone(),
            Subject::Organisation => tables.organisations.get(h.row())?.id.clone(),
            Subject::Person => tables.people.get(h.row())?.id.clone(),
            _ => return None,
        };
        Some((h, id))
    })
}

/// A word without its article.
fn bare<'a>(form: &'a str, lexicon: &Lexicon) -> &'a str {
    let cuts = lexicon.clitics().cuts(form).filter(|(_, prefix)| prefix.contains(Prefix::ARTICLE));
    cuts.map(|(bytes, _)| &form[bytes..]).find(|rest| rest.chars().nth(2).is_some()).unwrap_or(form)
}

/// A word without its article and its vowels and glides: much the same for most forms of one root.
pub fn skeleton(form: &str, lexicon: &Lexicon) -> String {
    let word = bare(form, lexicon);
    let weak = |c: char| {
        let row = lexicon.tables.letters.iter().find(|l| l.letters.chars().eq(std::iter::once(c)));
        row.is_some_and(|l| l.sound != Sound::Consonant)
    };
    let strong: String = word.chars().filter(|c| !weak(*c)).collect();
    if strong.chars().nth(1).is_some() { strong } else { word.to_owned() }
}
