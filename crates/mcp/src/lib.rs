//! The store for language models: tools of the Model Context Protocol, to read only. docs/mcp.md says how to connect a client.
//!
//! Every answer is bounded and leads on to the next part; every error says what to do. What a sentence claims is checked by the reader of
//! pages and the rules by which pages support each other, so that a changed number, actor, place, day or group is never «supported».

mod answers;
mod asked;
mod check;
mod desk;
mod disputes;
mod http;
mod stories;
mod tools;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use isnad_lexicon::{Lexicon, Stemmer};
use rmcp::ServiceExt;

pub use answers::{
    Checked, CheckedClaim, ClaimsFound, Differs, Dispute, Disputes, Evidence, FactLine, FigureSeries, Mismatch, Moment, PageLine,
    PointLine, SeriesLine, Side, Speaker, StoryFound, Timeline, Verdict,
};
pub use asked::{CheckAsked, ClaimsAsked, DisputesAsked, SeriesAsked, StoryAsked};
pub use http::HttpServer;
pub use tools::Tools;

/// What the tools are made of.
#[derive(Clone)]
pub struct Settings {
    /// The store's file.
    pub file: PathBuf,
    /// Stems the words of the store's index.
    pub stemmer: Stemmer,
    /// Reads the sentences that are checked.
    pub lexicon: Arc<Lexicon>,
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum McpError {
    /// Strangers could ask.
    #[error("{0} can be reached from other machines: give a token with --token-file or ISNAD_TOKEN, or listen on 127.0.0.1")]
    Open(SocketAddr),
    /// The address is not to be had.
    #[error("{0}: {1}; choose another address with --http")]
    Address(SocketAddr, std::io::Error),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] isnad_store::StoreError),
    /// The system gives no threads, or the client went away while it said hello.
    #[error("the server could not run: {0}")]
    Run(String),
}

/// Answers a client on standard input and output until it goes.
pub fn serve_stdio(settings: Settings) -> Result<(), McpError> {
    let tools = Tools::new(settings)?;
    let runtime = runtime()?;
    runtime.block_on(async {
        let (input, output) = rmcp::transport::stdio();
        let service = tools.serve((input, output)).await.map_err(|fault| McpError::Run(fault.to_string()))?;
        service.waiting().await.map_err(|fault| McpError::Run(fault.to_string()))
    })?;
    // A thread that waits for standard input is not waited for.
    runtime.shutdown_background();
    Ok(())
}

fn runtime() -> Result<tokio::runtime::Runtime, McpError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|fault| McpError::Run(fault.to_string()))
}
