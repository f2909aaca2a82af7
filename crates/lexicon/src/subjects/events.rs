use isnad_model::{EventType, Stage, Term, What};
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::fold::fold_key;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What must stand near a trigger for it to tell its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// `@actor`: a person, organisation, group or state right beside it.
    Actor,
    /// `@body`: as `@actor`, but no person.
    Body,
    /// `@number`: a number in digits behind it.
    Number,
    /// Words, folded, up to 14 words behind it or four before; letters may be attached to the first.
    Near(Vec<String>),
    /// The same, within three words on either side: `+word`.
    Close(Vec<String>),
}

/// Words that tell an event. File `events.tsv`: `type` (PLOVER), `what`, `term`, `past`, `present`, `passive`,
/// `masdar`, `noun` (lemmas, inflected by `inflection.tsv`; a `noun` also as a dual), `forms` (taken as they stand),
/// `needs` (one of these must stand near it: words, `+` words within three words of it, which then belong to what tells the event, `@actor`, `@body`, `@number`), `bars`
/// (words near which it tells no such event), `weak` (`yes` where it tells an event only if nothing else of its type is told beside it),
/// `undergone` (`yes` where the name behind the noun is the one it was done to: اعتقال فلان), `example`,
/// `counter_example`. Rows may share a form: the first whose conditions hold is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// PLOVER type.
    pub event_type: EventType,
    /// Narrower.
    pub what: Option<What>,
    /// The term it is, where an agreement obliges to it.
    pub term: Option<Term>,
    /// One of these must stand near it, if there is any.
    pub needs: Vec<Need>,
    /// None of these words may stand near it; folded.
    pub bars: Vec<Vec<String>>,
    /// Whether it yields to what else of its type is told beside it.
    pub weak: bool,
    /// Whether the name behind the noun is the one it was done to.
    pub undergone: bool,
}

impl Entry for Trigger {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms = Vec::new();
        for paradigm in ["past", "present", "masdar"] {
            forms.extend(row.list(paradigm).flat_map(|lemma| inflection.forms(paradigm, lemma)));
        }
        forms.extend(row.list("passive").flat_map(|lemma| inflection.forms("past", lemma)).map(|f| f.with(Features::PASSIVE)));
        for lemma in row.list("noun") {
            forms.extend(inflection.forms("noun", lemma));
            forms.extend(inflection.forms("counted", lemma));
        }
        forms.extend(row.forms("forms", Form::name().with(Features::ARTICLE_OPTIONAL)));
        let mut needs = Vec::new();
        for need in row.list("needs") {
            needs.push(match need {
                "@actor" => Need::Actor,
                "@body" => Need::Body,
                "@number" => Need::Number,
                other if other.starts_with('@') => return Err(row.fault(format!("column `needs`: «{other}» is no condition"))),
                word => match word.strip_prefix('+') {
                    Some(word) => Need::Close(folded(word)),
                    None => Need::Near(folded(word)),
                },
            });
        }
        let trigger = Trigger {
            event_type: row.word("type")?,
            what: row.word_or_none("what")?,
            term: row.word_or_none("term")?,
            needs,
            bars: row.list("bars").map(folded).collect(),
            weak: row.get("weak") == "yes",
            undergone: row.get("undergone") == "yes",
        };
        Ok((trigger, forms))
    }
}

/// The words of a phrase, folded.
fn folded(phrase: &str) -> Vec<String> {
    fold_key(phrase).split_whitespace().map(str::to_owned).collect()
}

/// What a word does for the events told around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventWordRole {
    /// حرب العصابات، خط الهجوم: a phrase whose words tell no event.
    NoEvent,
    /// المدرب، المباراة: a sentence with it is about a game, and its attacks and talks are no events.
    Sport,
    /// وقع، شن، نفذ: what stands behind it happened.
    Happens,
    /// من قبل، على يد: whoever follows did it.
    Agent,
    /// على، ضد، بحق: whoever follows suffered it.
    Against,
    /// بين، مع: the parties of an event follow.
    Between,
    /// لم، لن، عدم: what stands behind it did not happen.
    Denies,
}

/// A word around those that tell an event. File `event_words.tsv`: `role`, `forms`, `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventWord {
    /// What it does.
    pub role: EventWordRole,
}

impl Entry for EventWord {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        Ok((EventWord { role: row.word("role")? }, row.forms("forms", Form::name())))
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
