use isnad_model::{EventType, Term, What};
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
