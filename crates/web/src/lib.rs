//! The desk in a browser: stories, pages with their claims in place, claims with their chains, search, and a person's decisions.
//!
//! Everything is drawn on the server and works without scripts; there are none. The record is drawn by `isnad_export`, as in the
//! report. The server is for one desk: it binds to loopback, and to another address only with a token or accounts.

mod accounts;
mod api;
mod bucket;
mod connections;
mod desk;
mod fault;
mod feed;
mod filter;
mod forms;
mod guard;
mod hooks;
mod pages;
mod pulse;
mod screen;
mod watching;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Extension, Router};
use isnad_lexicon::Stemmer;
use isnad_model::Article;
use isnad_store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::timeout::TimeoutLayer;

pub use accounts::{WrongPassword, hash_password};
pub use connections::Patience;
use desk::Desk;
pub use fault::ServeError;
use guard::Guard;
pub use hooks::{
    Message as WebhookMessage, Post as WebhookPost, Retries, Undelivered, WhyWrong, WrongAddress, address as webhook_address,
    of_shown as webhook_secret_of, secret as webhook_secret, shown as webhook_secret_shown,
};
pub use watching::{Reporter, WatchReport, WatchServer};

/// Reads the bytes of a page that was given by a name, or says in a line why it cannot.
pub type Reader = Box<dyn Fn(&[u8], &str) -> Result<Article, String> + Send + Sync>;

/// What a server is made of.
pub struct Settings {
    /// The store's file.
    pub file: PathBuf,
    /// Stems the words of searches.
    pub stemmer: Stemmer,
    /// Reads pages that are added.
    pub reader: Reader,
    /// Where to listen.
    pub listen: SocketAddr,
    /// What whoever comes from elsewhere must know; wanted where `listen` is no loopback address and the store has no accounts.
    pub token: Option<String>,
    /// Bytes of a form at most, with all its files.
    pub form_bytes: usize,
    /// How long it waits for visitors.
    pub patience: Patience,
    /// How long it tries to send changes to webhooks.
    pub retries: Retries,
}

/// A server that listens, and does not answer yet.
pub struct Server {
    listener: TcpListener,
    router: Router,
    runtime: tokio::runtime::Runtime,
    patience: Patience,
    /// Looks for what others write to the store.
    pulse: JoinHandle<()>,
}

impl Server {
    /// Opens the store and the address.
    pub fn bind(settings: Settings) -> Result<Self, ServeError> {
        let loopback = settings.listen.ip().is_loopback();
        if !loopback && settings.token.as_deref().is_none_or(str::is_empty) {
            // Accounts are asked for, but no store is made for that.
            let store = settings.file.exists().then(|| Store::open(&settings.file, settings.stemmer.clone())).transpose()?;
            if !store.is_some_and(|store| store.visitor(None).is_ok_and(|visitor| visitor.accounts)) {
                return Err(ServeError::Open(settings.listen));
            }
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Runtime)?;
        let listener = runtime.block_on(TcpListener::bind(settings.listen)).map_err(|fault| ServeError::Address(settings.listen, fault))?;
        let (beats, woken) = watch::channel(());
        let desk = Arc::new(Desk::open(settings.file.clone(), settings.stemmer.clone(), settings.reader, woken.clone())?);
        let guard = Arc::new(Guard::new(loopback, settings.token, desk.clone()).map_err(ServeError::Random)?);
        runtime.spawn(hooks::deliver(desk.clone(), settings.retries, woken));
        let pulse = runtime.spawn(pulse::watch(settings.file, settings.stemmer, beats));
        let router = Router::new()
            .route("/", get(pages::moving))
            .route("/stories/{story}", get(pages::story))
            .route("/stories/{story}/feed.atom", get(feed::story))
            .route("/claims.atom", get(feed::claims))
            .route("/search.atom", get(feed::search))
            .route("/stories/{story}/{form}", get(pages::export))
            .route("/pages", get(pages::by_name))
            .route("/pages/{content}", get(pages::page))
            .route("/pages/{content}/{kind}/{span}", get(pages::claim))
            .route("/claims", get(pages::claims))
            .route("/speakers/{id}", get(pages::speaker))
            .route("/places/{id}", get(pages::place))
            .route("/series", get(pages::series_of))
            .route("/series/{story}/{key}", get(pages::series))
            .route("/search", get(pages::search))
            .route("/sources", get(pages::sources))
            .route("/feeds", get(pages::feeds))
            .route("/webhooks", get(pages::webhooks))
            .route("/add", get(forms::add_form).post(forms::add))
            .route("/decisions", get(pages::decisions).post(forms::decide))
            .route("/language", get(forms::language))
            .route("/enter", get(forms::enter_form).post(forms::enter).layer(short()))
            .route("/sign-in", post(accounts::sign_in).layer(short()))
            .route("/sign-out", post(accounts::sign_out).layer(short()))
            .route("/style/{language}", get(pages::style))
            .route("/api/v1/stories", get(api::stories))
            .route("/api/v1/stories/{story}", get(api::story))
            .route("/api/v1/claims", get(api::claims))
            .route("/api/v1/pages", get(api::page_now))
            .route("/api/v1/pages/{content}", get(api::page))
            .route("/api/v1/search", get(api::search))
            .route("/api/v1/changes", get(api::changes))
            .route("/api/v1/changes/stream", get(api::stream))
            .route("/api/v1/openapi.json", get(api::openapi))
            .fallback(pages::nothing)
            .layer(DefaultBodyLimit::max(settings.form_bytes))
            .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, settings.patience.request))
            .layer(Extension(settings.patience))
            .layer(from_fn_with_state(guard, guard::check))
            .with_state(desk);
        Ok(Server { listener, router, runtime, patience: settings.patience, pulse })
    }

    /// Where it listens.
    pub fn address(&self) -> Result<SocketAddr, ServeError> {
        self.listener.local_addr().map_err(ServeError::Runtime)
    }

    /// Answers until `stop`. What is under way then is ended, but not waited for longer than patience lasts.
    pub fn run_until(self, stop: impl Future<Output = ()>) {
        let pulse = self.pulse.abort_handle();
        let stop = async move {
            stop.await;
            // Whoever follows the changes is told by this that there are no more.
            pulse.abort();
        };
        self.runtime.block_on(connections::serve(self.listener, self.router, self.patience, stop));
        self.runtime.shutdown_timeout(self.patience.end);
    }
}

/// Forms of those who are not known yet: a name and a password, or a token.
fn short() -> DefaultBodyLimit {
    DefaultBodyLimit::max(16 * 1024)
}
