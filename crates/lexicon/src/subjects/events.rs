use isnad_model::{EventType, Stage, Term, What};
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// Words that tell an event. File `events.tsv`: `type` (PLOVER), `what`, `term`, `forms`, `example`,
/// `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// PLOVER type.
    pub event_type: EventType,
    /// Narrower.
    pub what: Option<What>,
    /// The term it is, where an agreement obliges to it.
    pub term: Option<Term>,
}

impl Entry for Trigger {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let trigger = Trigger { event_type: row.word("type")?, what: row.word_or_none("what")?, term: row.word_or_none("term")? };
        Ok((trigger, row.forms("forms", Form::name().with(Features::ARTICLE_OPTIONAL))))
    }
}

/// Where beside an agreement's name a word stands that says how it is with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// Before it: «the extension of the truce».
    Before,
    /// Behind it: «the previous truce» in Arabic.
    Behind,
    /// On either side: a verb.
    Either,
    /// Behind it, with those whom it binds behind the word: «between».
    Sides,
    /// Behind it, with how long it lasts behind the word: «for».
    Lasts,
}

/// Words beside an agreement's name that say how it stands. File `agreement_stages.tsv`: `stage`, `beside` (before, behind, either,
/// sides, lasts), `forms`, `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementStage {
    /// How it stands; nothing where the word only names its sides.
    pub stage: Option<Stage>,
    /// Where the word stands.
    pub beside: Beside,
}

impl Entry for AgreementStage {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let stage = AgreementStage { stage: row.word_or_none("stage")?, beside: row.word("beside")? };
        Ok((stage, row.forms("forms", Form::name().with(Features::ARTICLE_OPTIONAL))))
    }
}
