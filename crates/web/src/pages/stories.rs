//! Stories: what moves, and each in full.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use isnad_export::Links;
use isnad_store::{Stories, StoryLine, StoryOrder};

use crate::desk::Desk;
use crate::filter::{Filter, Part};
use crate::screen::{Visit, answer, drawn};

#[derive(Template)]
#[template(path = "moving.html")]
struct Moving<'a> {
    visit: &'a Visit,
    stories: Vec<StoryLine>,
    part: Part,
}

impl Moving<'_> {
    fn pages(&self, story: &StoryLine) -> String {
        self.visit.language.count("count-pages", story.pages)
    }

    fn disputes(&self, story: &StoryLine) -> String {
        self.visit.language.count("noun-disputes", story.disputes)
    }
}

/// The stories, those that last changed first.
pub async fn moving(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(filter): Query<Filter>) -> Response {
    let page = async {
        let asked = filter.stories().map_err(|wrong| wrong.told(visit.language))?;
        let asked = Stories { order: StoryOrder::Changed, ..asked };
        let mut stories = desk.ask(move |store| Ok(store.stories(&asked)?)).await?;
        let part = filter.part("/", &mut stories).map_err(|wrong| wrong.told(visit.language))?;
        drawn(&Moving { visit: &visit, stories, part })
    };
    answer(&visit, page.await)
}

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage<'a> {
    visit: &'a Visit,
    title: String,
    number: String,
    /// Drawn by the report's own templates, which escape what pages say.
    report: String,
    pages: Vec<(String, String)>,
}

impl StoryPage<'_> {
    fn feed(&self) -> String {
        self.visit.feed(&format!("/stories/{}/feed.atom", isnad_export::in_address(&self.number)))
    }
}

/// A story: the report on it.
pub async fn story(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Path(number): Path<String>) -> Response {
    let page = async {
        let named = number.clone();
        let language = visit.language;
        let (story, report, pages) = desk
            .ask(move |store| {
                let (story, articles) = store.story(&named)?;
                let pages = articles.iter().map(|a| (a.source.clone(), a.title.clone().unwrap_or_else(|| a.source.clone()))).collect();
                let report = isnad_export::story(&story, &articles, language, Links::Desk)?;
                Ok((story, report, pages))
            })
            .await?;
        drawn(&StoryPage { visit: &visit, title: story.title, number, report, pages })
    };
    answer(&visit, page.await)
}
