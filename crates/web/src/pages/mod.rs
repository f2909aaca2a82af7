//! Pages that only read.

mod claims;
mod decisions;
mod entities;
mod export;
mod feeds;
mod search;
mod seen;
mod series;
mod stories;
mod webhooks;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use isnad_export::Language;
use isnad_model::Story;
use isnad_store::{SourceLine, Store};

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::screen::{Visit, answer, drawn, refused};

pub use claims::{claim_says, claims};
pub use decisions::decisions;
pub use entities::{place, speaker};
pub use export::export;
pub use feeds::{StandingView, feeds};
pub use search::search;
pub use seen::{by_name, claim, page};
pub use series::{series, series_of};
pub use stories::{moving, story};
pub use webhooks::webhooks;

/// Stories by their numbers, with their entities alone: they know the names.
pub fn named(store: &Store, numbers: impl Iterator<Item = i64>) -> Result<BTreeMap<i64, Story>, Refusal> {
    let numbers: BTreeSet<i64> = numbers.collect();
    numbers.into_iter().map(|number| Ok((number, Story { entities: store.entities(number)?, ..Story::default() }))).collect()
}

/// Claims that a value narrows.
fn claims_with(key: &str, value: &str) -> String {
    format!("/claims?{key}={}", isnad_export::in_address(value))
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage<'a> {
    visit: &'a Visit,
    sources: Vec<SourceLine>,
}

impl SourcesPage<'_> {
    fn address(&self, source: &SourceLine) -> String {
        claims_with("outlet", &source.name)
    }
}

/// Outlets and agencies: how often each is an origin, how often others have it from them.
pub async fn sources(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>) -> Response {
    let page = async {
        let sources = desk.ask(|store| Ok(store.sources()?)).await?;
        drawn(&SourcesPage { visit: &visit, sources })
    };
    answer(&visit, page.await)
}

/// The style sheet.
pub async fn style(Extension(visit): Extension<Visit>, Path(language): Path<String>) -> Response {
    answer(&visit, sheet(&language))
}

/// The style sheet of a language by its code.
pub fn sheet(language: &str) -> Result<Response, Refusal> {
    let language = Language::of(language).ok_or_else(Refusal::nothing)?;
    let sheet = isnad_export::style(language)? + include_str!("../../templates/desk.css");
    Ok(([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], sheet).into_response())
}

/// There is no such page.
pub async fn nothing(Extension(visit): Extension<Visit>) -> Response {
    refused(&visit, &Refusal::nothing())
}
