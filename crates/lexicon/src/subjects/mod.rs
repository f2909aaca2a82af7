//! The subjects of a pack: one file of TSV, one type, one module each.

mod actors;
mod cues;
mod events;
mod figures;
mod furniture;
mod names;
mod numbers;
mod places;
mod senses;
mod stems;
mod times;
mod walls;
mod words;

pub use actors::*;
pub use cues::*;
pub use events::*;
pub use figures::*;
pub use furniture::*;
pub use names::*;
pub use numbers::*;
pub use places::*;
pub use senses::*;
pub use stems::*;
pub use times::*;
pub use walls::*;
pub use words::*;

use serde::{Deserialize, Serialize};

use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// A kind of entry: how a row of its file is read, and under which forms it is found.
pub trait Entry: Sized + Serialize + for<'de> Deserialize<'de> {
    /// Reads a row: the entry and its forms.
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError>;
}

/// Names every subject once: its file's stem, its type, and its place in the tables.
macro_rules! subjects {
    ($($(#[$doc:meta])* $variant:ident = $file:literal, $table:ident: $entry:ty;)+) => {
        /// What a hit of the lexicon is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Subject { $($(#[$doc])* $variant),+ }

        impl Subject {
            /// Every subject, in the order of their numbers.
            pub const ALL: &[Subject] = &[$(Subject::$variant),+];

            /// The stem of the subject's file.
            pub fn file(self) -> &'static str {
                match self { $(Subject::$variant => $file),+ }
            }
        }

        /// The entries of every subject.
        #[derive(Debug, Default, Serialize, Deserialize)]
        pub struct Tables { $($(#[$doc])* pub $table: Vec<$entry>),+ }

        impl Tables {
            /// Reads all rows of a pack; `form` is called with every form of every entry.
            pub(crate) fn read(
                pack: &crate::pack::Pack,
                inflection: &Inflection,
                mut form: impl FnMut(Subject, u32, &Form),
            ) -> Result<Self, PackError> {
                let mut tables = Tables::default();
                $(
                    pack.rows($file, |row| {
                        let (entry, forms) = <$entry as Entry>::read(row, inflection)?;
                        let at = tables.$table.len() as u32;
                        for written in &forms {
                            form(Subject::$variant, at, written);
                        }
                        tables.$table.push(entry);
                        Ok(())
                    })?;
                )+
                Ok(tables)
            }
        }
    };
}

subjects! {
    /// Places of the world.
    Place = "places", places: Place;
    /// Adjectives and nouns of nations.
    Demonym = "demonyms", demonyms: Demonym;
    /// Persons of public life.
    Person = "people", people: Person;
    /// Organisations and armed groups with names of their own.
    Organisation = "organisations", organisations: Organisation;
    /// Agencies, outlets, channels and platforms.
    Agency = "agencies", agencies: Agency;
    /// Roles and titles of persons.
    Role = "roles", roles: Role;
    /// Bodies that every state or town has: ministry of defence, army, police.
    Body = "bodies", bodies: Body;
    /// People who share something: separatists, protesters.
    GroupNoun = "groups", groups: GroupNoun;
    /// Reporting verbs and phrases.
    Cue = "cues", cues: Cue;
    /// Particles and connecting phrases.
    Word = "words", words: Word;
    /// Number words.
    NumberWord = "numbers", numbers: NumberWord;
    /// Words around those of numbers.
    NumberLink = "number_links", number_links: NumberLink;
    /// Words in and around names.
    NamingWord = "naming", naming: NamingWord;
    /// Names of persons.
    GivenName = "given_names", given_names: GivenName;
    /// Ordinary words, which are no names.
    CommonWord = "common_words", common_words: CommonWord;
    /// Latin letters for Arabic ones.
    Letter = "romanisation", letters: Letter;
    /// Nouns that are counted.
    Counted = "counted", counted: Counted;
    /// Words that give a figure its measure.
    MeasureWord = "measures", measures: MeasureWord;
    /// Words that tell an event.
    Trigger = "events", triggers: Trigger;
    /// Words beside an agreement's name that say how it stands.
    AgreementStage = "agreement_stages", stages: AgreementStage;
    /// Words around those that tell an event.
    EventWord = "event_words", event_words: EventWord;
    /// Words that say the same, and what says the contrary.
    Sense = "senses", senses: Sense;
    /// Words of time expressions.
    TimeWord = "times", times: TimeWord;
    /// Words around those of time expressions.
    TimeLink = "time_links", time_links: TimeWord;
    /// Phrases that bound numbers.
    Bound = "qualifiers", bounds: Bound;
    /// Phrases of menus, buttons, boxes and notices.
    Boilerplate = "boilerplate", boilerplate: Boilerplate;
    /// Labels before the parts of a page.
    PageLabel = "page_labels", page_labels: PageLabel;
    /// Names that templates give the parts of a page.
    HtmlBlock = "html_blocks", html_blocks: HtmlBlock;
    /// What makes words one word for a search.
    Stem = "stems", stems: StemRow;
    /// Phrases of pages that stand before a page.
    Wall = "walls", walls: Wall;
}
