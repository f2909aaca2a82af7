//! A page, and a claim on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use isnad_export::{Language, Links};
use isnad_model::{Article, ClaimKind, ClaimRef, Fields, Modality, Name, Qualifier, Story, written};
use isnad_store::Seen;
use serde::Deserialize;

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::screen::{Visit, answer, drawn};

/// Which page or claim is meant by its names in records.
#[derive(Deserialize)]
pub struct Named {
    source: String,
    #[serde(default)]
    claim: Option<String>,
}

/// Leads to the address that stays.
pub async fn by_name(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(named): Query<Named>) -> Response {
    let page = async {
        let seen = desk.ask(move |store| Ok((store.page_now(&named.source)?, named.claim))).await?;
        let address = match seen {
            (seen, None) => page_address(&seen),
            (seen, Some(claim)) => claim_address(&seen, &claim).ok_or_else(Refusal::nothing)?,
        };
        Ok::<_, Refusal>(Redirect::to(&address).into_response())
    };
    answer(&visit, page.await)
}

/// Where a version of a page is for ever.
pub fn page_address(seen: &Seen) -> String {
    format!("/pages/{}", seen.content)
}

/// Where a claim is for ever.
pub fn claim_address(seen: &Seen, claim: &str) -> Option<String> {
    let claim = seen.article.claims.iter().find(|c| c.id == claim)?;
    Some(format!("{}/{}/{}-{}", page_address(seen), written(&claim.kind.fact())?, claim.start, claim.end))
}

#[derive(Template)]
#[template(path = "seen.html")]
struct SeenPage<'a> {
    visit: &'a Visit,
    title: String,
    seen: &'a Seen,
    /// Drawn by templates of the report.
    text: String,
}

impl SeenPage<'_> {
    /// The archive that its bytes came out of, and where in it they stand.
    fn archive(&self) -> Option<String> {
        let carriage = self.seen.carriage.as_ref()?;
        let archive = carriage.archive.as_ref()?;
        Some(carriage.place.iter().fold(archive.clone(), |archive, place| format!("{archive}, {place}")))
    }
}

/// A page with its claims in place and what was removed.
pub async fn page(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Path(content): Path<String>) -> Response {
    let page = async {
        let language = visit.language;
        let (seen, text) = desk
            .ask(move |store| {
                let seen = store.page(&content)?;
                let story = of_page(store, &seen)?;
                let text = isnad_export::page(&story, &seen.article, language, Links::Desk)?;
                Ok((seen, text))
            })
            .await?;
        drawn(&SeenPage { visit: &visit, title: title(&seen.article), seen: &seen, text })
    };
    answer(&visit, page.await)
}

fn title(article: &Article) -> String {
    article.title.clone().unwrap_or_else(|| article.source.clone())
}

fn of_page(store: &isnad_store::Store, seen: &Seen) -> Result<Story, Refusal> {
    Ok(match seen.story {
        Some(number) => store.told(number)?,
        None => Story::default(),
    })
}

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage<'a> {
    visit: &'a Visit,
    title: String,
    seen: &'a Seen,
    claim: String,
    figure: bool,
    /// Whether it has a place and a time of its own.
    placed: bool,
    /// Drawn by templates of the report.
    chain: String,
    status: Option<String>,
    modality: Option<Modality>,
    fields: Fields,
    qualifiers: Vec<(String, String)>,
    modalities: Vec<(String, String)>,
    /// Whether a series counts it.
    counted: bool,
    /// Those whom the page names, by their ids, each with a name.
    actors: Vec<(String, String)>,
    places: Vec<(String, String)>,
}

impl ClaimPage<'_> {
    fn is(&self, word: &str, value: &Option<impl serde::Serialize>) -> bool {
        value.as_ref().and_then(|v| written(v)).as_deref() == Some(word)
    }

    fn bound(&self, value: &Option<isnad_model::Quantity>) -> String {
        value.as_ref().and_then(|v| serde_json::to_string(v).ok()).unwrap_or_default()
    }

    fn text(&self, value: &Option<String>) -> String {
        value.clone().unwrap_or_default()
    }

    fn speaker(&self, id: &str) -> String {
        Links::Desk.speaker(id).unwrap_or_default()
    }

    fn place(&self, id: &str) -> String {
        Links::Desk.place(id).unwrap_or_default()
    }

    fn series(&self) -> String {
        Links::Desk.series(&self.seen.source, &self.claim).unwrap_or_default()
    }

    fn group(&self) -> String {
        self.fields.group.as_ref().map(|g| g.as_str().to_owned()).unwrap_or_default()
    }
}

/// Entities of a page, each once, by their names in a language, else as the page writes them.
fn named_on<'a>(language: Language, all: impl Iterator<Item = (&'a String, &'a Name, &'a String)>) -> Vec<(String, String)> {
    let named: BTreeMap<&String, &String> = all
        .map(|(id, name, exact)| {
            let own = if language == Language::Arabic { name.ar.as_ref() } else { name.en.as_ref() };
            (id, own.or(name.ar.as_ref()).unwrap_or(exact))
        })
        .collect();
    let mut named: Vec<(String, String)> = named.into_iter().map(|(id, name)| (id.clone(), name.clone())).collect();
    named.sort_by(|a, b| a.1.cmp(&b.1));
    named
}

/// A claim: what it says, its chain down to the marked sentence, how it stands, what was decided.
pub async fn claim(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    Path((content, kind, span)): Path<(String, String, String)>,
) -> Response {
    let page = async {
        let language = visit.language;
        let (seen, found) = desk
            .ask(move |store| {
                let seen = store.page(&content)?;
                let at = span.split_once('-').and_then(|(start, end)| Some((start.parse::<usize>().ok()?, end.parse::<usize>().ok()?)));
                let is =
                    |c: &&isnad_model::Claim| Some((c.start, c.end)) == at && written(&c.kind.fact()).as_deref() == Some(kind.as_str());
                let Some(claim) = seen.article.claims.iter().find(is).cloned() else { return Ok((seen, None)) };
                let story = of_page(store, &seen)?;
                let reference = ClaimRef { page: seen.source.clone(), claim: claim.id.clone() };
                let chain = isnad_export::claim(&story, &seen.article, &reference, language, Links::Desk)?.unwrap_or_default();
                let counted = isnad_export::series_of(&story, &reference).is_some();
                let status = story.facts.iter().find(|f| f.claims.contains(&reference)).map(|f| f.status);
                Ok((seen, Some((claim, chain, status, counted))))
            })
            .await?;
        let Some((claim, chain, status, counted)) = found else {
            // The words were given to this address once; another reading may have cut them otherwise.
            return Err(Refusal::new(StatusCode::NOT_FOUND, visit.word("web-claim-gone")));
        };
        drawn(&ClaimPage {
            visit: &visit,
            title: format!("{} · {}", language.name_of(&claim.kind.fact()), title(&seen.article)),
            seen: &seen,
            figure: matches!(claim.kind, ClaimKind::Figure(_)),
            placed: matches!(claim.kind, ClaimKind::Figure(_) | ClaimKind::Event(_)),
            modality: Some(claim.modality),
            fields: Fields::of(&claim),
            claim: claim.id,
            chain,
            status: status.map(|s| language.name_of(&s)),
            qualifiers: language.choices::<Qualifier>(),
            modalities: language.choices::<Modality>(),
            counted,
            actors: named_on(language, seen.article.actors.iter().map(|a| (&a.id, &a.name, &a.exact))),
            places: named_on(language, seen.article.places.iter().map(|p| (&p.id, &p.name, &p.exact))),
        })
    };
    answer(&visit, page.await)
}
