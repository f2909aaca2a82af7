//! Whom a program that is told addresses by others may reach: the public internet, and no inner network.

mod public;
mod resolve;

pub use public::is_public;
pub use resolve::{Inner, LookUp, Resolver, System};

/// Chooses who does the arithmetic of TLS, where no other part of the program has chosen.
pub fn choose_provider() {
    // Another provider that was installed before does as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
