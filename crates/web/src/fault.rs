//! What can go wrong with the server, and what a visitor is told.

use std::net::SocketAddr;

use axum::http::StatusCode;
use isnad_store::StoreError;

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// An address that others reach, without a token and accounts.
    #[error(
        "{0}: others may reach this address; add accounts with `isnad user add`, give a token with --token-file or ISNAD_TOKEN, or listen on 127.0.0.1"
    )]
    Open(SocketAddr),
    /// An address that others reach, of what only this machine is shown.
    #[error("{0}: others may reach this address; listen on 127.0.0.1, and put a server before it that lets in whom you mean")]
    NotLoopback(SocketAddr),
    /// The address cannot be had.
    #[error("{0}: {1}; name another address with --listen")]
    Address(SocketAddr, std::io::Error),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
    /// The system refuses something else.
    #[error("{0}")]
    Runtime(std::io::Error),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a visitor is told instead of a page.
#[derive(Debug)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// In the words of the program.
    pub message: String,
}

impl Refusal {
    /// A refusal with its words.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Refusal { status, message: message.into() }
    }

    /// There is no such page.
    pub fn nothing() -> Self {
        Refusal::new(StatusCode::NOT_FOUND, String::new())
    }
}

impl From<StoreError> for Refusal {
    fn from(fault: StoreError) -> Self {
        let status = match fault {
            // The store's words for this are for whoever types commands.
            StoreError::NoStory(_)
            | StoreError::NoPage(_)
            | StoreError::NoClaim { .. }
            | StoreError::NoDecision(_)
            | StoreError::NoHook(_) => {
                return Refusal::nothing();
            }
            StoreError::ChangesForgotten { .. } => StatusCode::GONE,
            StoreError::Decision(_) | StoreError::NoWord(_) | StoreError::NoChange { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            StoreError::Busy(_) | StoreError::Full(_) | StoreError::ReadOnly(_) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Refusal::new(status, fault.to_string())
    }
}

impl From<askama::Error> for Refusal {
    fn from(fault: askama::Error) -> Self {
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string())
    }
}
