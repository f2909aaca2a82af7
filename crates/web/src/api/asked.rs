//! What programs may ask for; a field that a list does not have is refused, not passed over.

use isnad_model::{FactKind, FactStatus, Measure};
use isnad_store::StoryOrder;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa::openapi::Ref;

use crate::filter::Filter;

/// The closed list of a field, among the document's schemas.
fn words_of<T: JsonSchema>() -> Ref {
    Ref::from_schema_name(T::schema_name())
}

/// Which stories.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StoriesAsked {
    /// Only those with pages of this year, month or day, or later.
    since: String,
    #[param(schema_with = words_of::<StoryOrder>)]
    order: String,
    /// Which part of the list, from 1; a part has a hundred lines.
    page: String,
}

/// Which claims.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ClaimsAsked {
    #[param(schema_with = words_of::<FactKind>)]
    kind: String,
    #[param(schema_with = words_of::<Measure>)]
    measure: String,
    #[param(schema_with = words_of::<FactStatus>)]
    status: String,
    /// Only of this year, month or day, or later.
    since: String,
    /// Only of this year, month or day, or earlier.
    until: String,
    /// Only at this place: its id, or any name that the pages use.
    place: String,
    /// Only by this speaker: the id, or any name that the pages use.
    speaker: String,
    /// Only of this outlet: its name or domain.
    outlet: String,
    /// Which part of the list, from 1; a part has a hundred lines.
    page: String,
}

/// Which pages have the words.
#[derive(Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchAsked {
    /// What is looked for: `"…"` holds words that stand together, `-` leaves out.
    q: String,
    /// Only pages of this year, month or day, or later.
    #[serde(default)]
    since: String,
    /// Only pages of this year, month or day, or earlier.
    #[serde(default)]
    until: String,
    /// Only of this outlet: its name or domain.
    #[serde(default)]
    outlet: String,
    /// Which part of the list, from 1; a part has a hundred lines.
    #[serde(default)]
    page: String,
}

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageAsked {
    /// The page's name in records.
    pub source: String,
}

impl From<StoriesAsked> for Filter {
    fn from(asked: StoriesAsked) -> Self {
        let StoriesAsked { since, order, page } = asked;
        Filter { since, order, page, ..Filter::default() }
    }
}

impl From<ClaimsAsked> for Filter {
    fn from(asked: ClaimsAsked) -> Self {
        let ClaimsAsked { kind, measure, status, since, until, place, speaker, outlet, page } = asked;
        Filter { kind, measure, status, since, until, place, speaker, outlet, page, ..Filter::default() }
    }
}

impl From<SearchAsked> for Filter {
    fn from(asked: SearchAsked) -> Self {
        let SearchAsked { q, since, until, outlet, page } = asked;
        Filter { q, since, until, outlet, page, ..Filter::default() }
    }
}
