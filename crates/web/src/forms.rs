//! Pages that change something: pages added, decisions made, the language chosen, the token given.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Form, Multipart, Query, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use isnad_export::{Language, Links};
use isnad_model::{ClaimRef, Fields, Quantity};
use isnad_store::{Correction, Judgement, Outcome};
use serde::Deserialize;

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::guard::{Guard, cookie_line};
use crate::pages::answer;
use crate::screen::{Visit, drawn, refused};

/// A form of ours carries the token of its session; one that another site made up does not know it.
fn own(visit: &Visit, token: &str) -> Result<(), Refusal> {
    if !visit.form_token.is_empty() && token == visit.form_token {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::FORBIDDEN, visit.word("web-form-too-old")))
}

/// A path of ours: anything else would lead elsewhere.
fn back(path: &str) -> &str {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if ours { path } else { "/" }
}

fn with_cookie(to: &str, line: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Ok(line) = HeaderValue::from_str(line) {
        response.headers_mut().append(SET_COOKIE, line);
    }
    response
}

#[derive(Template)]
#[template(path = "add.html")]
struct AddPage<'a> {
    visit: &'a Visit,
    /// What became of pages that were just added, with where they are.
    added: Vec<(String, String)>,
    failed: Vec<String>,
}

/// The form for pages.
pub async fn add_form(Extension(visit): Extension<Visit>) -> Response {
    answer(&visit, drawn(&AddPage { visit: &visit, added: Vec::new(), failed: Vec::new() }))
}

/// Takes pages: text that was pasted, files that were uploaded.
pub async fn add(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, mut form: Multipart) -> Response {
    let page = async {
        let unread = |fault: axum::extract::multipart::MultipartError| Refusal::new(fault.status(), fault.body_text());
        let (mut pages, mut address, mut known) = (Vec::new(), String::new(), false);
        while let Some(field) = form.next_field().await.map_err(unread)? {
            let (name, file) = (field.name().unwrap_or_default().to_owned(), field.file_name().unwrap_or_default().to_owned());
            let bytes = field.bytes().await.map_err(unread)?.to_vec();
            let text = || String::from_utf8_lossy(&bytes).trim().to_owned();
            match name.as_str() {
                // The token stands first in the form: nothing is kept of one that does not have it.
                "token" => known = own(&visit, &text()).is_ok(),
                "address" => address = text(),
                "text" if known && !text().is_empty() => pages.push((String::new(), bytes)),
                "file" if known && !bytes.is_empty() => pages.push((file, bytes)),
                _ => {}
            }
        }
        if !known {
            own(&visit, "")?;
        }
        if pages.is_empty() {
            return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, visit.word("web-no-page")));
        }
        let (mut added, mut failed) = (Vec::new(), Vec::new());
        for (at, (file, bytes)) in pages.into_iter().enumerate() {
            let named = match (address.as_str(), file.as_str()) {
                ("", "") => format!("pasted:{}", isnad_store::content(&bytes)),
                ("", file) => format!("upload:{file}"),
                (address, _) if at == 0 => address.to_owned(),
                (_, file) => format!("upload:{file}"),
            };
            match desk.add(bytes, named.clone()).await {
                Ok((source, outcome)) => {
                    let key = match outcome {
                        Outcome::New => "web-added-new",
                        Outcome::Version => "web-added-version",
                        Outcome::Known => "web-added-known",
                    };
                    added.push((format!("{} {source}", visit.word(key)), Links::Desk.page(&source).unwrap_or_default()));
                }
                Err(refusal) => failed.push(format!("{named}: {}", refusal.message)),
            }
        }
        drawn(&AddPage { visit: &visit, added, failed })
    };
    answer(&visit, page.await)
}

/// A decision as a form has it. Fields of a claim are as the form showed them, changed or not.
#[derive(Deserialize)]
pub struct Decided {
    token: String,
    what: String,
    by: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    claim: String,
    #[serde(default)]
    decision: i64,
    #[serde(default)]
    story: String,
    #[serde(default)]
    other: String,
    #[serde(default)]
    back: String,
    low: Option<String>,
    high: Option<String>,
    qualifier: Option<String>,
    group: Option<String>,
    place: Option<String>,
    time: Option<String>,
    speaker: Option<String>,
    modality: Option<String>,
}

impl Decided {
    /// What the form would have otherwise than it was read.
    fn correction(&self, now: &Fields) -> Result<Correction, Refusal> {
        let changed = |given: &Option<String>, now: Option<&str>| {
            let given = given.as_deref().map(str::trim).map(|g| Some(g).filter(|g| !g.is_empty()));
            given.filter(|g| *g != now).map(|g| g.map(str::to_owned))
        };
        let bound = |given: &Option<String>, now: Option<Quantity>| -> Result<Option<Option<Quantity>>, Refusal> {
            let Some(given) = given.as_deref().map(str::trim) else { return Ok(None) };
            let no = || Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, format!("«{given}»"));
            let value = if given.is_empty() { None } else { Some(Quantity(given.parse().map_err(|_| no())?)) };
            Ok(Some(value).filter(|value| *value != now))
        };
        Ok(Correction {
            low: bound(&self.low, now.low)?,
            high: bound(&self.high, now.high)?,
            qualifier: word(&self.qualifier).filter(|q| Some(*q) != now.qualifier),
            group: changed(&self.group, now.group.as_ref().map(|g| g.as_str())).flatten(),
            place: changed(&self.place, now.place.as_deref()),
            time: changed(&self.time, now.time.as_deref()),
            speaker: changed(&self.speaker, now.speaker.as_deref()),
            modality: word(&self.modality).filter(|m| *m != now.modality),
            ..Correction::default()
        })
    }
}

fn word<T: serde::de::DeserializeOwned>(given: &Option<String>) -> Option<T> {
    given.as_ref().and_then(|word| serde_json::from_value(word.as_str().into()).ok())
}

/// Writes a decision down.
pub async fn decide(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Form(form): Form<Decided>) -> Response {
    let page = async {
        own(&visit, &form.token)?;
        let line = cookie_line("isnad_by", &isnad_export::in_address(form.by.trim()));
        let to = back(&form.back).to_owned();
        desk.write(move |store| {
            let claim = ClaimRef { page: form.page.clone(), claim: form.claim.clone() };
            let judgement = match form.what.as_str() {
                "accept" => Judgement::Accept(claim),
                "reject" => Judgement::Reject(claim),
                "pin" => Judgement::Pin(claim),
                "undo" => Judgement::Undo(form.decision),
                "merge" => Judgement::Merge(form.story.clone(), form.other.trim().to_owned()),
                "split" => Judgement::Split(form.story.clone(), vec![form.page.clone()]),
                "correct" => {
                    // A correction is one of what was read, whatever was decided about it before.
                    let read = store.versions(&form.page)?.pop().unwrap_or_default();
                    let read = read.claims.iter().find(|c| c.id == form.claim).map(Fields::of).ok_or_else(Refusal::nothing)?;
                    Judgement::Correct(claim, form.correction(&read)?)
                }
                _ => return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "")),
            };
            store.decide(&judgement, &form.by, Some(&form.reason))?;
            Ok(())
        })
        .await?;
        Ok::<_, Refusal>(with_cookie(&to, &line))
    };
    answer(&visit, page.await)
}

/// A language, and where to go on.
#[derive(Deserialize)]
pub struct Chosen {
    to: String,
    #[serde(default)]
    back: String,
}

/// Remembers the language.
pub async fn language(Extension(visit): Extension<Visit>, Query(chosen): Query<Chosen>) -> Response {
    match Language::of(&chosen.to) {
        Some(language) => with_cookie(back(&chosen.back), &cookie_line("isnad_language", language.code())),
        None => refused(&visit, &Refusal::nothing()),
    }
}

/// The token.
#[derive(Deserialize)]
pub struct Key {
    token: String,
}

/// Asks for the token.
pub async fn enter_form(Extension(visit): Extension<Visit>) -> Response {
    refused(&visit, &Refusal::new(StatusCode::UNAUTHORIZED, visit.word("web-token-wanted")))
}

/// Takes the token.
pub async fn enter(Extension(guard): Extension<Arc<Guard>>, Extension(visit): Extension<Visit>, Form(key): Form<Key>) -> Response {
    match guard.enter(&key.token) {
        Some(line) => with_cookie("/", &line),
        None => refused(&visit, &Refusal::new(StatusCode::UNAUTHORIZED, visit.word("web-token-wrong"))),
    }
}
