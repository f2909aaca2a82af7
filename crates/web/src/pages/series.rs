//! A series of figures by itself.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use isnad_export::Links;
use isnad_model::ClaimRef;
use serde::Deserialize;

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::screen::{Visit, answer, drawn};

/// The claim that a series is asked for by.
#[derive(Deserialize)]
pub struct Counting {
    source: String,
    claim: String,
}

/// Leads to the series that counts a claim, under its address that stays.
pub async fn series_of(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(counting): Query<Counting>) -> Response {
    let page = async {
        let found = desk.ask(move |store| {
            let Some(number) = store.page_now(&counting.source)?.story else { return Ok(None) };
            let claim = ClaimRef { page: counting.source, claim: counting.claim };
            Ok(isnad_export::series_of(&store.told(number)?, &claim).map(|key| format!("/series/{number}/{key}")))
        });
        Ok(Redirect::to(&found.await?.ok_or_else(Refusal::nothing)?).into_response())
    };
    answer(&visit, page.await)
}

#[derive(Template)]
#[template(path = "series-page.html")]
struct SeriesPage<'a> {
    visit: &'a Visit,
    heading: String,
    story: i64,
    title: String,
    /// Drawn by the report's own templates, which escape what pages say.
    card: String,
}

/// A series: how it stands, its drawing, its ledger down to the sentences.
pub async fn series(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    Path((named, key)): Path<(String, String)>,
) -> Response {
    let page = async {
        let language = visit.language;
        let (story, title, found) = desk
            .ask(move |store| {
                let number = store.number(&named)?;
                let (story, articles) = store.story(&number.to_string())?;
                let found = isnad_export::series(&story, &articles, &key, language, Links::Desk)?;
                Ok((number, story.title, found))
            })
            .await?;
        let (heading, card) = found.ok_or_else(Refusal::nothing)?;
        drawn(&SeriesPage { visit: &visit, heading, story, title, card })
    };
    answer(&visit, page.await)
}
