//! Webhooks: who is told of changes, and who cannot be told.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use isnad_store::Hook;
use url::Url;

use crate::desk::Desk;
use crate::screen::{Visit, answer, drawn};

#[derive(Template)]
#[template(path = "webhooks.html")]
struct WebhooksPage<'a> {
    visit: &'a Visit,
    hooks: Vec<Hook>,
    last: i64,
}

impl WebhooksPage<'_> {
    /// The server that is told. What stands behind its name may be a secret.
    fn server(&self, hook: &Hook) -> String {
        Url::parse(&hook.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }

    fn kinds(&self, hook: &Hook) -> String {
        let language = self.visit.language;
        let kinds: Vec<String> = hook.kinds.iter().map(|kind| language.name_of(kind)).collect();
        if kinds.is_empty() { language.word("web-all-kinds") } else { kinds.join(&language.word("joint")) }
    }

    fn waiting(&self, hook: &Hook) -> i64 {
        self.last - hook.done
    }
}

/// The webhooks, and how each stands.
pub async fn webhooks(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>) -> Response {
    let page = async {
        let (hooks, last) = desk.ask(|store| Ok((store.hooks()?, store.changes_kept()?.1))).await?;
        drawn(&WebhooksPage { visit: &visit, hooks, last })
    };
    answer(&visit, page.await)
}
