//! What programs may ask for; a field that a list does not have is refused, not passed over.

use isnad_model::{FactKind, FactStatus, Measure, meant};
use isnad_store::{ChangeKind, Changes, StoryOrder};
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa::openapi::schema::{Array, ArrayBuilder};
use utoipa::openapi::{Object, ObjectBuilder, OneOfBuilder, Ref, Schema, Type};

use crate::filter::{Filter, Wrong, given};

/// The closed list of a field, among the document's schemas; empty, it narrows nothing.
fn words_of<T: JsonSchema>() -> Schema {
    let empty = ObjectBuilder::new().schema_type(Type::String).max_length(Some(0));
    OneOfBuilder::new().item(Ref::from_schema_name(T::schema_name())).item(empty).build().into()
}

/// A day, a month or a year; empty, it narrows nothing.
fn day() -> Object {
    ObjectBuilder::new().schema_type(Type::String).pattern(Some("^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")).build()
}

/// The number of a part.
fn part() -> Object {
    ObjectBuilder::new().schema_type(Type::String).pattern(Some("^([1-9][0-9]{0,8})?$")).build()
}

/// Which stories.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StoriesAsked {
    /// Only those with pages of this year, month or day, or later.
    #[param(schema_with = day)]
    since: String,
    #[param(schema_with = words_of::<StoryOrder>)]
    order: String,
    /// Which part of the list, from 1; a part has a hundred lines.
    #[param(schema_with = part)]
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
    #[param(schema_with = day)]
    since: String,
    /// Only of this year, month or day, or earlier.
    #[param(schema_with = day)]
    until: String,
    /// Only at this place: its id, or any name that the pages use.
    place: String,
    /// Only by this speaker: the id, or any name that the pages use.
    speaker: String,
    /// Only of this outlet: its name or domain.
    outlet: String,
    /// Which part of the list, from 1; a part has a hundred lines.
    #[param(schema_with = part)]
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
    #[param(schema_with = day)]
    #[serde(default)]
    since: String,
    /// Only pages of this year, month or day, or earlier.
    #[param(schema_with = day)]
    #[serde(default)]
    until: String,
    /// Only of this outlet: its name or domain.
    #[serde(default)]
    outlet: String,
    /// Which part of the list, from 1; a part has a hundred lines.
    #[param(schema_with = part)]
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

/// Some words of a closed list.
fn kinds() -> Array {
    ArrayBuilder::new().items(Ref::from_schema_name(ChangeKind::schema_name())).build()
}

/// Which changes.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChangesAsked {
    /// Only those behind this number.
    #[param(value_type = Option<i64>, minimum = 0)]
    since: String,
    /// Only these kinds.
    #[param(style = Form, explode = false, schema_with = kinds)]
    kind: String,
    /// Only those of this story, by its number, and of those that were merged into it.
    #[param(value_type = Option<i64>)]
    story: String,
}

impl ChangesAsked {
    /// The changes that are asked for, at most so many.
    pub fn wanted(&self, limit: usize) -> Result<Changes, Wrong> {
        let number = |field, label, value: &str| {
            let read =
                |value: String| value.parse::<u32>().map(i64::from).map_err(|_| Wrong::new(field, label, &value, &["0", "1", "2 …"]));
            given(value).map(read).transpose()
        };
        let known = isnad_model::words::<ChangeKind>();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let wrong = |kind: &str| Wrong::new("kind", "kind", kind, &known);
        let kinds = self.kind.split(',').filter_map(given).map(|kind| meant(&kind).map_err(|_| wrong(&kind)));
        Ok(Changes {
            since: number("since", "web-change-number", &self.since)?,
            kinds: kinds.collect::<Result<_, _>>()?,
            story: number("story", "web-story", &self.story)?,
            limit,
            ..Changes::default()
        })
    }

    /// Where the changes behind `number` are.
    pub fn behind(&self, number: i64) -> String {
        let fields = [("kind", &self.kind), ("story", &self.story)];
        let narrowed = fields.iter().filter(|(_, value)| !value.is_empty());
        let narrowed: String = narrowed.map(|(name, value)| format!("&{name}={}", isnad_export::in_address(value))).collect();
        format!("/api/v1/changes?since={number}{narrowed}")
    }
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
