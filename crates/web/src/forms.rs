//! Pages that change something: pages added, decisions made, the language chosen, the token given.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Form, Multipart, Query, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use isnad_export::{Language, Links};
use isnad_lexicon::fold::fold_key;
use isnad_model::{ClaimRef, DecisionKind, Modality, Qualifier, Quantity};
use isnad_store::{Correction, Judgement, Outcome};
use serde::Deserialize;
use url::{Position, Url};

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::filter::{self, Wrong};
use crate::guard::Guard;
use crate::screen::{Visit, answer, drawn, refused};

/// A form of ours carries the token of its session; one that another site made up does not know it.
pub fn own(visit: &Visit, token: &str) -> Result<(), Refusal> {
    if !visit.form_token.is_empty() && token == visit.form_token {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::FORBIDDEN, visit.word("web-form-too-old")))
}

/// Where to go back to: a path of ours, as a browser would read it, else the beginning. A path that leads elsewhere only when it is
/// decoded once more is none either.
pub fn back(path: &str) -> String {
    let ours = |path: &str| {
        let here = Url::parse("http://here.invalid/").ok()?;
        here.join(path).ok().filter(|to| to.origin() == here.origin()).map(|to| to[Position::BeforePath..].to_owned())
    };
    let decoded = isnad_export::from_address(path).and_then(|decoded| ours(&decoded));
    decoded.and(ours(path)).filter(|path| !path.starts_with("//")).unwrap_or_else(|| "/".to_owned())
}

/// Leads on, with something that the browser keeps.
pub fn with_cookie(to: &str, line: &str) -> Response {
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
    if !visit.may_write() {
        return refused(&visit, &Refusal::new(StatusCode::FORBIDDEN, visit.word("web-read-only")));
    }
    answer(&visit, drawn(&AddPage { visit: &visit, added: Vec::new(), failed: Vec::new() }))
}

/// Takes pages: text that was pasted, files that were uploaded.
pub async fn add(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, mut form: Multipart) -> Response {
    let page = async {
        let unread = |fault: axum::extract::multipart::MultipartError| Refusal::new(fault.status(), fault.body_text());
        // The token stands first in the form: of one that does not have it nothing more is taken.
        let first = form.next_field().await.map_err(unread)?.filter(|field| field.name() == Some("token"));
        let token = match first {
            Some(field) => field.text().await.map_err(unread)?,
            None => String::new(),
        };
        own(&visit, &token)?;
        let (mut pages, mut address) = (Vec::new(), String::new());
        while let Some(field) = form.next_field().await.map_err(unread)? {
            let (name, file) = (field.name().unwrap_or_default().to_owned(), field.file_name().unwrap_or_default().to_owned());
            let bytes = field.bytes().await.map_err(unread)?.to_vec();
            let text = || String::from_utf8_lossy(&bytes).trim().to_owned();
            match name.as_str() {
                "address" => address = text(),
                "text" if !text().is_empty() => pages.push((String::new(), bytes)),
                "file" if !bytes.is_empty() => pages.push((file, bytes)),
                _ => {}
            }
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

/// A decision as a form has it.
#[derive(Deserialize)]
pub struct Decided {
    token: String,
    what: DecisionKind,
    #[serde(default)]
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
    entity: String,
    #[serde(default)]
    other: String,
    #[serde(default)]
    back: String,
    low: Option<String>,
    high: Option<String>,
    qualifier: Option<Qualifier>,
    group: Option<String>,
    place: Option<String>,
    time: Option<String>,
    speaker: Option<String>,
    modality: Option<Modality>,
}

impl Decided {
    /// The claim as the form has it, changed or not.
    fn correction(&self) -> Result<Correction, Wrong> {
        let text = |given: &Option<String>| given.as_deref().map(filter::given);
        let bound = |field, given: &Option<String>| {
            let wrong = |given: &str| Wrong::new(field, field, given, &["12", "12.5"]);
            // Digits of any script, with or without room between the thousands.
            let read = |given: String| fold_key(&given).replace(' ', "").parse().map(Quantity).map_err(|_| wrong(&given));
            given.as_deref().map(|given| filter::given(given).map(read).transpose()).transpose()
        };
        Ok(Correction {
            low: bound("low", &self.low)?,
            high: bound("high", &self.high)?,
            qualifier: self.qualifier,
            group: text(&self.group).flatten(),
            place: text(&self.place),
            time: text(&self.time),
            speaker: text(&self.speaker),
            modality: self.modality,
            ..Correction::default()
        })
    }

    /// What is to be decided.
    fn judgement(&self, visit: &Visit) -> Result<Judgement, Refusal> {
        let claim = ClaimRef { page: self.page.clone(), claim: self.claim.clone() };
        Ok(match self.what {
            DecisionKind::Accept => Judgement::Accept(claim),
            DecisionKind::Reject => Judgement::Reject(claim),
            DecisionKind::Correct => Judgement::Correct(claim, self.correction().map_err(|wrong| wrong.told(visit.language))?),
            DecisionKind::Pin => Judgement::Pin(claim),
            DecisionKind::Merge => Judgement::Merge(self.story.clone(), self.other.trim().to_owned()),
            DecisionKind::Split => Judgement::Split(self.story.clone(), vec![self.page.clone()]),
            DecisionKind::Join => Judgement::Join(self.entity.trim().to_owned(), self.other.trim().to_owned()),
            DecisionKind::Undo => Judgement::Undo(self.decision),
        })
    }
}

/// Writes a decision down.
pub async fn decide(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Form(form): Form<Decided>) -> Response {
    let page = async {
        own(&visit, &form.token)?;
        // Whoever is signed in signs with their own name, whatever the form says.
        let by = visit.user.as_ref().map_or_else(|| form.by.clone(), |user| user.name.clone());
        let line = visit.cookie("isnad_by", &isnad_export::in_address(by.trim()));
        let to = back(&form.back);
        let judgement = form.judgement(&visit)?;
        desk.write(move |store| Ok(store.decide(&judgement, &by, Some(&form.reason))?)).await?;
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
        Some(language) => with_cookie(&back(&chosen.back), &visit.cookie("isnad_language", language.code())),
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
    refused(&visit, &Refusal::new(StatusCode::UNAUTHORIZED, visit.wanted()))
}

/// Takes the token.
pub async fn enter(Extension(guard): Extension<Arc<Guard>>, Extension(visit): Extension<Visit>, Form(key): Form<Key>) -> Response {
    match guard.enter(&key.token) {
        Some(key) => with_cookie("/", &visit.cookie("isnad_key", &key)),
        None => refused(&visit, &Refusal::new(StatusCode::UNAUTHORIZED, visit.word("web-token-wrong"))),
    }
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn only_a_path_of_ours_is_gone_back_to() {
        for (given, path) in [
            ("/", "/"),
            ("/claims?place=%D8%B3%D8%A8%D9%87%D8%A7&page=2", "/claims?place=%D8%B3%D8%A8%D9%87%D8%A7&page=2"),
            ("/pages?source=https%3A%2F%2Fexample.org%2F%25&claim=c1", "/pages?source=https%3A%2F%2Fexample.org%2F%25&claim=c1"),
            ("/pages/0123/figure/7-9#main", "/pages/0123/figure/7-9#main"),
        ] {
            assert_eq!(back(given), path);
        }
        for given in [
            "//example.org",
            "///example.org",
            "/\\example.org",
            "/\\/example.org",
            "\\\\example.org",
            "/\t/example.org",
            "/\n//example.org",
            "\t//example.org",
            " //example.org",
            "/%09/example.org",
            "/%0d%0a/example.org",
            "/%5cexample.org",
            "/%5C%5Cexample.org",
            "/%2fexample.org",
            "%2f%2fexample.org",
            "/.//example.org",
            "/..//example.org",
            "https://example.org",
            "https:/example.org/claims",
            "//here.invalid@example.org",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            assert_eq!(back(given), "/", "{given:?}");
        }
    }
}
