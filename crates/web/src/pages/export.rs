//! A story to take along, as a file.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use isnad_export::Options;
use isnad_model::Record;

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::screen::{Visit, answer};

/// As which file.
#[derive(Clone, Copy)]
enum Form {
    Json,
    Markdown,
    Html,
}

impl Form {
    /// As addresses name it.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "json" => Form::Json,
            "markdown" => Form::Markdown,
            "html" => Form::Html,
            _ => return None,
        })
    }

    /// Its type, and the end of its name.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Form::Json => ("application/json", "json"),
            Form::Markdown => ("text/markdown; charset=utf-8", "md"),
            Form::Html => ("text/html; charset=utf-8", "html"),
        }
    }
}

/// The report on a story, as `isnad show` writes it.
pub async fn export(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    Path((number, form)): Path<(String, String)>,
) -> Response {
    let page = async {
        let form = Form::of(&form).ok_or_else(Refusal::nothing)?;
        let options = Options { language: visit.language };
        let text = desk
            .ask(move |store| {
                let (story, articles) = store.story(&number)?;
                let record = Record { stories: vec![story] };
                match form {
                    Form::Json => {
                        let text = serde_json::to_string_pretty(&record);
                        Ok(text.map_err(|fault| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()))? + "\n")
                    }
                    Form::Markdown => Ok(isnad_export::markdown(&record, &articles, &options)),
                    Form::Html => Ok(isnad_export::html(&record, &articles, &options)?),
                }
            })
            .await?;
        let (kind, end) = form.kind();
        Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"story.{end}\""))], text)
            .into_response())
    };
    answer(&visit, page.await)
}
