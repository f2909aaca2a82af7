//! A speaker, and a place: what all stories have of them.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use isnad_export::{About, Links};
use isnad_model::Entity;

use super::claims_with;
use crate::desk::Desk;
use crate::fault::Refusal;
use crate::screen::{Visit, answer, drawn};

/// Stories of a page.
const STORIES: usize = 20;

/// What a story has of an entity.
struct OfStory {
    number: i64,
    title: String,
    /// Drawn by the report's own templates, which escape what pages say.
    about: String,
}

#[derive(Template)]
#[template(path = "entity.html")]
struct EntityPage<'a> {
    visit: &'a Visit,
    name: String,
    entity: Entity,
    stories: Vec<OfStory>,
    more: bool,
    /// All claims of theirs, and their feed.
    claims: String,
    feed: String,
}

impl EntityPage<'_> {
    fn coordinates(&self) -> Option<String> {
        Some(format!("{:.4}, {:.4}", self.entity.lat?, self.entity.lon?))
    }
}

/// What a speaker said, was quoted with, counted and is contradicted about.
pub async fn speaker(state: State<Arc<Desk>>, visit: Extension<Visit>, id: Path<String>) -> Response {
    page(state, visit, id, About::Speaker).await
}

/// Where a place is, what is counted there and what happened.
pub async fn place(state: State<Arc<Desk>>, visit: Extension<Visit>, id: Path<String>) -> Response {
    page(state, visit, id, About::Place).await
}

async fn page(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Path(id): Path<String>, of: About) -> Response {
    let page = async {
        let language = visit.language;
        let asked = id.clone();
        let found = desk
            .ask(move |store| {
                let known = store.goes_by(&asked)?;
                if known != asked {
                    return Ok(Err(known));
                }
                let mut numbers = match of {
                    About::Speaker => store.stories_by(&asked, STORIES + 1)?,
                    About::Place => store.stories_at(&asked, STORIES + 1)?,
                };
                let more = numbers.len() > STORIES;
                numbers.truncate(STORIES);
                let (mut stories, mut entity, mut name) = (Vec::new(), None::<Entity>, None);
                for number in numbers {
                    let (story, articles) = store.story(&number.to_string())?;
                    if let Some(one) = story.entities.get(&asked) {
                        name = name.or_else(|| Some(isnad_export::entity(language, &story, &asked)));
                        let known = entity.get_or_insert_with(|| Entity { names: Vec::new(), ..one.clone() });
                        known.names.extend(one.names.iter().filter(|n| !known.names.contains(n)).cloned().collect::<Vec<_>>());
                    }
                    if let Some(about) = isnad_export::about(&story, &articles, of, &asked, language, Links::Desk)? {
                        stories.push(OfStory { number, title: story.title, about });
                    }
                }
                Ok(Ok((stories, entity, name, more)))
            })
            .await?;
        let (stories, entity, name, more) = match found {
            Ok(found) => found,
            // It was joined with another, and is found there.
            Err(known) => {
                let to = if of == About::Speaker { Links::Desk.speaker(&known) } else { Links::Desk.place(&known) };
                return Ok(Redirect::to(&to.unwrap_or_default()).into_response());
            }
        };
        let (entity, name) = entity.zip(name).ok_or_else(Refusal::nothing)?;
        let key = if of == About::Speaker { "speaker" } else { "place" };
        let claims = claims_with(key, &id);
        let feed = visit.feed(&claims.replacen("/claims?", "/claims.atom?", 1));
        drawn(&EntityPage { visit: &visit, name, entity, stories, more, claims, feed })
    };
    answer(&visit, page.await)
}
