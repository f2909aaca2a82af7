//! Feeds (Atom): what is new of a story, of a search, of claims that are narrowed by something. A saved search is its address.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use isnad_export::{AtomEntry, AtomFeed, Links, atom_id as id};
use isnad_model::{Story, written};
use isnad_store::{Change, ChangeKind, ChangeOrder, Changes, ClaimLine, Claims, Found, Latest, Narrow, News};

use crate::api::tagged;
use crate::desk::Desk;
use crate::fault::Refusal;
use crate::filter::{Filter, Wrong, given};
use crate::pages::{claim_says, named};
use crate::screen::{Visit, answer};

/// Entries of a feed: what readers that look once a day do not miss.
const ENTRIES: usize = 100;

/// What a feed tells of a story.
const KINDS: [ChangeKind; 5] = [ChangeKind::Revision, ChangeKind::Dispute, ChangeKind::Violation, ChangeKind::Decision, ChangeKind::Undo];

/// A feed of what the page at an address shows; `of` is what tells it from any other.
fn feed(
    visit: &Visit,
    headers: &HeaderMap,
    of: &[&str],
    title: String,
    address: &str,
    entries: Vec<AtomEntry>,
) -> Result<Response, Refusal> {
    let (here, page) = (Some(visit.at(&visit.here)), Some(visit.at(address)));
    let feed = AtomFeed { id: id(of), title, language: visit.language, here, page, entries };
    let body = feed.written().map_err(|fault| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()))?;
    Ok(tagged(headers, "application/atom+xml; charset=utf-8", body))
}

/// What is new of a story: figures, disputes, violations, decisions.
pub async fn story(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    Path(named): Path<String>,
) -> Response {
    let page = async {
        let language = visit.language;
        let (identity, number, title, story, changes) = desk
            .ask(move |store| {
                let number = store.number(&named)?;
                let asked =
                    Changes { story: Some(number), kinds: KINDS.to_vec(), order: ChangeOrder::Backwards, limit: ENTRIES, since: None };
                let Story { title, entities, .. } = store.told(number)?;
                Ok((store.identity()?, number, title, Story { entities, ..Story::default() }, store.changes(&asked)?))
            })
            .await?;
        let address = format!("/stories/{number}");
        let entry = |change: &Change| {
            let told = isnad_export::told(language, &story, change)?;
            Some(AtomEntry {
                id: id(&[&identity, "change", &change.number.to_string()]),
                title: told.title,
                updated: change.made.clone(),
                page: Some(visit.at(&shown(change).unwrap_or_else(|| address.clone()))),
                summary: told.summary,
                author: told.author,
            })
        };
        feed(&visit, &headers, &[&identity, "story", &number.to_string()], title, &address, changes.iter().filter_map(entry).collect())
    };
    answer(&visit, page.await)
}

/// Where a change is seen.
fn shown(change: &Change) -> Option<String> {
    let claim = match &change.news {
        News::Revision(revision) => revision.claim.as_ref(),
        News::Violation(violation) => violation.claim.as_ref(),
        News::Decision(_) | News::Undo(_) => return Some("/decisions".to_owned()),
        _ => None,
    }?;
    Links::Desk.claim(&claim.page, &claim.claim)
}

/// Pages that have the words, those that were added last first.
pub async fn search(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Response {
    let page = async {
        let wrong = |wrong: Wrong| wrong.told(visit.language);
        let narrow = Narrow { order: Latest::Added, skip: 0, limit: ENTRIES, ..filter.narrow().map_err(wrong)? };
        let words = given(&filter.q).unwrap_or_default();
        let title = visit.language.say("web-feed-search", &[("words", &words)]);
        let (identity, found) = desk.ask(move |store| Ok((store.identity()?, store.search(&words, &narrow)?))).await?;
        let entry = |found: Found| AtomEntry {
            id: id(&["page", &found.content]),
            title: found.title.unwrap_or(found.source),
            updated: found.added,
            page: Some(visit.at(&format!("/pages/{}", found.content))),
            summary: found.snippet.text,
            author: found.outlet,
        };
        let address = filter.query("/search");
        feed(&visit, &headers, &[&identity, &address], title, &address, found.into_iter().map(entry).collect())
    };
    answer(&visit, page.await)
}

/// Claims that something narrows, those that were added last first.
pub async fn claims(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Response {
    let page = async {
        let language = visit.language;
        let asked = Claims { order: Latest::Added, skip: 0, limit: ENTRIES, ..filter.claims().map_err(|wrong| wrong.told(language))? };
        let (identity, claims, stories) = desk
            .ask(move |store| {
                let claims = store.claims(&asked)?;
                let stories = named(store, claims.iter().filter_map(|line| line.story))?;
                Ok((store.identity()?, claims, stories))
            })
            .await?;
        let nobody = Story::default();
        let entry = |line: &ClaimLine| {
            let story = line.story.and_then(|number| stories.get(&number)).unwrap_or(&nobody);
            let speaker = line.speaker.as_ref().map(|id| isnad_export::entity(language, story, id));
            let address = format!("/pages/{}/{}/{}-{}", line.content, written(&line.kind).unwrap_or_default(), line.start, line.end);
            AtomEntry {
                id: id(&["claim", &address]),
                title: [Some(claim_says(language, story, line)), speaker].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                updated: line.added.clone(),
                page: Some(visit.at(&address)),
                summary: line.exact.clone(),
                author: line.outlet.clone(),
            }
        };
        let address = filter.query("/claims");
        feed(&visit, &headers, &[&identity, &address], language.word("web-claims"), &address, claims.iter().map(entry).collect())
    };
    answer(&visit, page.await)
}
