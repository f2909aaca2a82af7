//! The desk in a browser: stories, pages with their claims in place, claims with their chains, search, and a person's decisions.
//!
//! Everything is drawn on the server and works without scripts; there are none. The record is drawn by `isnad_export`, as in the
//! report. The server is for one desk: it binds to loopback, and to another address only with a token.

mod desk;
mod fault;
mod forms;
mod guard;
mod pages;
mod screen;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use isnad_lexicon::Stemmer;
use isnad_model::Article;
use tokio::net::TcpListener;

use desk::Desk;
pub use fault::ServeError;
use guard::Guard;

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
    /// What whoever comes from elsewhere must know; wanted where `listen` is no loopback address.
    pub token: Option<String>,
    /// Bytes of a page at most.
    pub page_bytes: usize,
}

/// A server that listens, and does not answer yet.
pub struct Server {
    listener: TcpListener,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Server {
    /// Opens the store and the address.
    pub fn bind(settings: Settings) -> Result<Self, ServeError> {
        if !settings.listen.ip().is_loopback() && settings.token.as_deref().is_none_or(str::is_empty) {
            return Err(ServeError::Open(settings.listen));
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Runtime)?;
        let listener = runtime.block_on(TcpListener::bind(settings.listen)).map_err(|fault| ServeError::Address(settings.listen, fault))?;
        let guard = Arc::new(Guard::new(settings.listen.ip().is_loopback(), settings.token).map_err(ServeError::Random)?);
        let limit = settings.page_bytes;
        let desk = Arc::new(Desk::open(settings.file, settings.stemmer, settings.reader)?);
        let router = Router::new()
            .route("/", get(pages::moving))
            .route("/stories/{story}", get(pages::story))
            .route("/pages", get(pages::named))
            .route("/pages/{content}", get(pages::page))
            .route("/pages/{content}/{kind}/{span}", get(pages::claim))
            .route("/claims", get(pages::claims))
            .route("/search", get(pages::search))
            .route("/sources", get(pages::sources))
            .route("/add", get(forms::add_form).post(forms::add))
            .route("/decisions", get(pages::decisions).post(forms::decide))
            .route("/language", get(forms::language))
            .route("/enter", get(forms::enter_form).post(forms::enter))
            .route("/style/{language}", get(pages::style))
            .fallback(pages::nothing)
            // A little more than a page: the form around it.
            .layer(DefaultBodyLimit::max(limit + 64 * 1024))
            .layer(from_fn_with_state(guard, guard::check))
            .with_state(desk);
        Ok(Server { listener, router, runtime })
    }

    /// Where it listens.
    pub fn address(&self) -> Result<SocketAddr, ServeError> {
        self.listener.local_addr().map_err(ServeError::Runtime)
    }

    /// Answers until the program is interrupted.
    pub fn run(self) -> Result<(), ServeError> {
        let stop = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        let serve = async { axum::serve(self.listener, self.router).with_graceful_shutdown(stop).await };
        self.runtime.block_on(serve).map_err(ServeError::Runtime)
    }
}
