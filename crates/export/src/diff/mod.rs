//! What changed between two records of the same events: new, revised, newly disputed, no longer disputed.

mod compare;
mod matching;
#[cfg(test)]
mod tests;
mod text;

pub use compare::diff;
pub use text::text as diff_text;

use isnad_model::{
    Agreement, AgreementStatus, AgreementTerm, EntityId, Group, Measure, Part, Point, Quantity, QuoteSet, Series, SeriesWindow, Violation,
    What,
};
use schemars::JsonSchema;
use serde::Serialize;

/// What changed from an older record to a newer one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Diff {
    /// Stories that only the newer record has.
    pub new_stories: Vec<StoryHead>,
    /// Stories that only the older record has.
    pub gone_stories: Vec<StoryHead>,
    /// Stories of both that changed.
    pub changed: Vec<StoryDiff>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.new_stories.is_empty() && self.gone_stories.is_empty() && self.changed.is_empty()
    }
}

/// A story in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StoryHead {
    /// Its id in its record.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its pages.
    pub pages: Vec<String>,
}

/// What changed in one story.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StoryDiff {
    /// Its id in the newer record.
    pub id: String,
    /// Its id in the older record.
    pub was: String,
    /// Its title in the newer record.
    pub title: String,
    /// What the newer record alone has.
    pub new: Vec<Entry>,
    /// What both have, otherwise.
    pub revised: Vec<Change>,
    /// What is disputed now and was not before.
    pub disputed: Vec<Dispute>,
    /// What was disputed and is so no longer.
    pub settled: Vec<Dispute>,
    /// What the older record alone has.
    pub gone: Vec<Entry>,
}

/// What sets a series of figures apart within its story.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SeriesKey {
    /// What is counted.
    pub measure: Measure,
    /// Whom it counts.
    pub group: Group,
    /// Where.
    pub place: Option<EntityId>,
    /// Over which stretch of time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<SeriesWindow>,
}

impl SeriesKey {
    /// The key of a series.
    fn of(series: &Series) -> Self {
        SeriesKey { measure: series.measure, group: series.group.clone(), place: series.place.clone(), window: series.window.clone() }
    }
}

/// What sets an agreement apart for its readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgreementKey {
    /// What was agreed.
    pub what: What,
    /// Who is bound.
    pub parties: Vec<EntityId>,
}

impl AgreementKey {
    /// The key of an agreement.
    fn of(agreement: &Agreement) -> Self {
        AgreementKey { what: agreement.what, parties: agreement.parties.clone() }
    }
}

/// Something that one of the two records has and the other has not.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// A page.
    Page {
        /// Its source.
        page: String,
    },
    /// A series of figures.
    Series {
        /// Which.
        series: SeriesKey,
        /// Its figures.
        points: Vec<Point>,
    },
    /// A figure of a series that both have.
    Point {
        /// The series.
        series: SeriesKey,
        /// The figure.
        point: Box<Point>,
    },
    /// A figure that is a part of another.
    Part {
        /// The series it is a part of.
        series: SeriesKey,
        /// The figure.
        part: Part,
    },
    /// An agreement.
    Agreement {
        /// All of it.
        agreement: Box<Agreement>,
    },
    /// A term of an agreement that both have.
    Term {
        /// The agreement.
        agreement: AgreementKey,
        /// The term.
        term: AgreementTerm,
    },
    /// A violation of an agreement that both have.
    Violation {
        /// The agreement.
        agreement: AgreementKey,
        /// The violation.
        violation: Violation,
    },
    /// A quotation.
    Quote {
        /// All of it.
        quote: QuoteSet,
    },
}

/// Something that both records have, otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A speaker gives another figure than before, or a page now reads otherwise.
    Figure {
        /// The series.
        series: SeriesKey,
        /// The figure before.
        was: Box<Point>,
        /// The figure now.
        now: Box<Point>,
    },
    /// The best estimate of the last day.
    Best {
        /// The series.
        series: SeriesKey,
        /// Before; absent where none was known.
        was: Option<Quantity>,
        /// Now; absent where none is known.
        now: Option<Quantity>,
    },
    /// How far an agreement has come.
    Status {
        /// The agreement.
        agreement: AgreementKey,
        /// Before.
        was: AgreementStatus,
        /// Now.
        now: AgreementStatus,
    },
}

/// Something that speakers contradict each other about.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Dispute {
    /// The figures of a series.
    Series {
        /// Which.
        series: SeriesKey,
    },
    /// Whether something happened.
    Event {
        /// What.
        what: What,
        /// Who is said to have done it.
        actors: Vec<EntityId>,
    },
    /// An accusation against somebody.
    Accusation {
        /// Who is accused.
        against: EntityId,
    },
}
