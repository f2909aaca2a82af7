//! What `isnad watch` reads and tells, and how it stands: for the desk, and for the watch's own status.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use isnad_store::{Alert, AlertWay, WatchStanding};
use url::Url;

use crate::desk::Desk;
use crate::screen::{Visit, answer, drawn};

/// The characters of a time in ISO 8601 up to its minute.
const MINUTE: usize = 16;

/// The feeds and alerts of a watch, in tables.
#[derive(Template)]
#[template(path = "standing.html")]
pub struct StandingView<'a> {
    /// Whoever looks.
    pub visit: &'a Visit,
    /// What there is.
    pub standing: WatchStanding,
}

impl StandingView<'_> {
    /// «2026-11-28T09:11:44Z» to the minute, as people read it.
    fn clock(&self, time: &str) -> String {
        time.get(..MINUTE).unwrap_or(time).replace('T', " ")
    }

    /// Whom an alert tells. Of a webhook the server alone: what stands behind its name may be a secret.
    fn target(&self, alert: &Alert) -> String {
        let target = alert.target.clone().unwrap_or_default();
        match alert.way {
            AlertWay::Webhook => Url::parse(&target).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default(),
            AlertWay::Terminal | AlertWay::Atom => target,
        }
    }
}

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage<'a> {
    visit: &'a Visit,
    standing: StandingView<'a>,
}

/// The feeds that are watched and the alerts that are told, and how each stands.
pub async fn feeds(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>) -> Response {
    let page = async {
        let standing = desk.ask(|store| Ok(store.watch_standing()?)).await?;
        drawn(&FeedsPage { visit: &visit, standing: StandingView { visit: &visit, standing } })
    };
    answer(&visit, page.await)
}
