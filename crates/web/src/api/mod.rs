//! `/api/v1`: the store for programs, to read only. The answers are the rows and records of the store as JSON.

mod asked;
mod changes;
mod openapi;

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use isnad_export::Language;
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::filter::{Filter, Wrong, given};
use crate::screen::{Visit, answer};
use asked::{ClaimsAsked, PageAsked, SearchAsked, StoriesAsked};
pub use changes::{changes, stream};
pub use openapi::openapi;

/// Where all of it is.
pub const ROOT: &str = "/api/";

/// A part of a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub struct List<T> {
    /// The lines.
    items: Vec<T>,
    /// Where the next part is; absent behind the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Why there is no answer (RFC 9457).
#[derive(Serialize, JsonSchema)]
pub struct Problem {
    /// The status in words.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong, and what would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// A refusal as programs read it.
pub fn problem(refusal: &Refusal) -> Response {
    let status = refusal.status;
    let problem = Problem {
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        detail: Some(refusal.message.clone()).filter(|m| !m.is_empty()),
    };
    (status, [(CONTENT_TYPE, "application/problem+json")], serde_json::to_vec(&problem).unwrap_or_default()).into_response()
}

/// A value as an answer; nothing but its tag for whoever has it already.
fn document(headers: &HeaderMap, value: &impl Serialize) -> Result<Response, Refusal> {
    let body = serde_json::to_vec(value).map_err(|fault| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()))?;
    Ok(tagged(headers, "application/json", body))
}

/// A body as an answer; nothing but its tag for whoever has it already.
pub fn tagged(headers: &HeaderMap, kind: &'static str, body: Vec<u8>) -> Response {
    let tag = format!("\"{}\"", hex::encode(Sha256::digest(&body)));
    let known = |known: &HeaderValue| known.to_str().is_ok_and(|known| known.split(',').any(|one| matches(one.trim(), &tag)));
    let known = headers.get_all(IF_NONE_MATCH).iter().any(known);
    let head = [(ETAG, tag), (CACHE_CONTROL, "no-cache".to_owned())];
    if known { (StatusCode::NOT_MODIFIED, head).into_response() } else { (head, [(CONTENT_TYPE, kind)], body).into_response() }
}

fn matches(asked: &str, tag: &str) -> bool {
    asked == "*" || asked.trim_start_matches("W/") == tag
}

fn list<T: Serialize>(headers: &HeaderMap, filter: &Filter, path: &str, mut items: Vec<T>) -> Result<Response, Refusal> {
    let part = filter.part(path, &mut items).map_err(told)?;
    document(headers, &List { items, next: part.next })
}

fn told(wrong: Wrong) -> Refusal {
    wrong.told(Language::English)
}

fn asked<T>(query: Result<Query<T>, QueryRejection>) -> Result<T, Refusal> {
    query.map(|Query(asked)| asked).map_err(|fault| Refusal::new(fault.status(), fault.body_text()))
}

/// Stories, those with the latest news first.
#[utoipa::path(get, path = "/api/v1/stories", params(StoriesAsked), responses(
    (status = 200, description = "A part of the list", body = ref("#/components/schemas/ListOfStoryLine")),
    (status = 422, description = "A value that the list cannot be narrowed by", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn stories(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    query: Result<Query<StoriesAsked>, QueryRejection>,
) -> Response {
    let page = async {
        let filter = Filter::from(asked(query)?);
        let wanted = filter.stories().map_err(told)?;
        let lines = desk.ask(move |store| Ok(store.stories(&wanted)?)).await?;
        list(&headers, &filter, "/api/v1/stories", lines)
    };
    answer(&visit, page.await)
}

/// A story, as `isnad report` gives it: facts, series, agreements, quotations, positions, each with its claims.
#[utoipa::path(get, path = "/api/v1/stories/{story}", params(("story" = String, Path, description = "Its number, or its id in records")), responses(
    (status = 200, description = "The story; one that was merged is the one that has its pages", body = ref("#/components/schemas/Story")),
    (status = 404, description = "There is none", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn story(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    Path(story): Path<String>,
) -> Response {
    let page = async { document(&headers, &desk.ask(move |store| Ok(store.story(&story)?.0)).await?) };
    answer(&visit, page.await)
}

/// Claims of the pages as they are now, the latest first.
#[utoipa::path(get, path = "/api/v1/claims", params(ClaimsAsked), responses(
    (status = 200, description = "A part of the list", body = ref("#/components/schemas/ListOfClaimLine")),
    (status = 422, description = "A value that the list cannot be narrowed by", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn claims(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    query: Result<Query<ClaimsAsked>, QueryRejection>,
) -> Response {
    let page = async {
        let filter = Filter::from(asked(query)?);
        let wanted = filter.claims().map_err(told)?;
        let lines = desk.ask(move |store| Ok(store.claims(&wanted)?)).await?;
        list(&headers, &filter, "/api/v1/claims", lines)
    };
    answer(&visit, page.await)
}

/// A page as it is now, by its name in records: its article with text, mentions and claims, as it was judged.
#[utoipa::path(get, path = "/api/v1/pages", params(PageAsked), responses(
    (status = 200, description = "The page", body = ref("#/components/schemas/Seen")),
    (status = 404, description = "There is none", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn page_now(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    query: Result<Query<PageAsked>, QueryRejection>,
) -> Response {
    let page = async {
        let source = asked(query)?.source;
        document(&headers, &desk.ask(move |store| Ok(store.page_now(&source)?)).await?)
    };
    answer(&visit, page.await)
}

/// A version of a page, by its content.
#[utoipa::path(get, path = "/api/v1/pages/{content}", params(("content" = String, Path, description = "The beginning of the SHA-256 of its bytes")), responses(
    (status = 200, description = "The version", body = ref("#/components/schemas/Seen")),
    (status = 404, description = "There is none", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn page(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    Path(content): Path<String>,
) -> Response {
    let page = async { document(&headers, &desk.ask(move |store| Ok(store.page(&content)?)).await?) };
    answer(&visit, page.await)
}

/// Pages by their words, through clitics, spellings and inflections, the best first.
#[utoipa::path(get, path = "/api/v1/search", params(SearchAsked), responses(
    (status = 200, description = "A part of the list", body = ref("#/components/schemas/ListOfFound")),
    (status = 422, description = "A value that the list cannot be narrowed by", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn search(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    query: Result<Query<SearchAsked>, QueryRejection>,
) -> Response {
    let page = async {
        let filter = Filter::from(asked(query)?);
        let narrow = filter.narrow().map_err(told)?;
        let words = given(&filter.q).unwrap_or_default();
        let found = desk.ask(move |store| Ok(store.search(&words, &narrow)?)).await?;
        list(&headers, &filter, "/api/v1/search", found)
    };
    answer(&visit, page.await)
}
