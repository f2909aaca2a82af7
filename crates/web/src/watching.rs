//! How a watch stands: `/status` for people, `/status.json` for programs, `/metrics` for Prometheus. Only this machine reaches it.

use std::net::SocketAddr;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HOST, HeaderMap};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use isnad_store::WatchStanding;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::connections::{self, Patience};
use crate::fault::{Refusal, ServeError};
use crate::guard::is_local;
use crate::pages::{StandingView, sheet};
use crate::screen::{Visit, drawn};

/// How a watch stands.
#[derive(Clone, Debug)]
pub struct WatchReport {
    /// Its feeds and alerts.
    pub standing: WatchStanding,
    /// Metrics, in the text format of Prometheus.
    pub metrics: String,
}

/// Says how a watch stands, or why it cannot be said.
pub type Reporter = Arc<dyn Fn() -> Result<WatchReport, String> + Send + Sync>;

/// Shows how a watch stands, until it is dropped.
pub struct WatchServer {
    listener: TcpListener,
    router: Router,
}

impl WatchServer {
    /// Listens at an address of this machine.
    ///
    /// # Errors
    /// Where others reach the address, or it cannot be had.
    pub async fn bind(listen: SocketAddr, reporter: Reporter) -> Result<Self, ServeError> {
        if !listen.ip().is_loopback() {
            return Err(ServeError::NotLoopback(listen));
        }
        let listener = TcpListener::bind(listen).await.map_err(|fault| ServeError::Address(listen, fault))?;
        let router = Router::new()
            .route("/status", get(status))
            .route("/status.json", get(json))
            .route("/metrics", get(metrics))
            .route("/style/{language}", get(style))
            .layer(from_fn(known_host))
            .with_state(reporter);
        Ok(WatchServer { listener, router })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// Where the system does not say.
    pub fn address(&self) -> Result<SocketAddr, ServeError> {
        self.listener.local_addr().map_err(ServeError::Runtime)
    }

    /// Answers for ever.
    pub async fn run(self) {
        connections::serve(self.listener, self.router, Patience::default(), std::future::pending()).await;
    }
}

/// A name that leads here but is not this machine's own is another site's.
async fn known_host(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(is_local) { next.run(request).await } else { StatusCode::MISDIRECTED_REQUEST.into_response() }
}

/// How it stands now.
async fn report(reporter: Reporter) -> Result<WatchReport, Response> {
    let told = spawn_blocking(move || reporter()).await.unwrap_or_else(|fault| Err(fault.to_string()));
    told.map_err(|fault| (StatusCode::SERVICE_UNAVAILABLE, fault).into_response())
}

async fn json(State(reporter): State<Reporter>) -> Response {
    let written = |report: WatchReport| match serde_json::to_string(&report.standing) {
        Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Err(fault) => (StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()).into_response(),
    };
    report(reporter).await.map_or_else(|refused| refused, written)
}

async fn metrics(State(reporter): State<Reporter>) -> Response {
    let written = |report: WatchReport| ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], report.metrics).into_response();
    report(reporter).await.map_or_else(|refused| refused, written)
}

async fn style(Path(language): Path<String>) -> Response {
    sheet(&language).unwrap_or_else(|Refusal { status, message }| (status, message).into_response())
}

#[derive(Template)]
#[template(path = "watching.html")]
struct WatchPage<'a> {
    visit: &'a Visit,
    standing: StandingView<'a>,
}

async fn status(State(reporter): State<Reporter>, headers: HeaderMap, uri: axum::http::Uri) -> Response {
    let visit = Visit::new(&headers, &uri, String::new());
    let page = match report(reporter).await {
        Ok(report) => drawn(&WatchPage { visit: &visit, standing: StandingView { visit: &visit, standing: report.standing } }),
        Err(refused) => return refused,
    };
    page.unwrap_or_else(|Refusal { status, message }| (status, message).into_response())
}
