//! A desk with a store of many claims: how long a reader waits for story pages and searches, how much memory the server takes and how
//! large the file is (docs/benchmarks.md).
//!
//! ```sh
//! cargo run --release -p isnad-bench --bin desk -- fill STORE 1000000     # goes on where it stopped
//! cargo run --release -p isnad-bench --bin desk -- ask STORE PROGRAM 120  # PROGRAM is target/release/isnad, 120 are seconds
//! ```
//!
//! Linux only, since it asks the kernel for the server's memory.

mod ask;
mod fill;
mod questions;
mod table;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use isnad_lexicon::Stemmer;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["fill", store, claims] => fill::fill(Path::new(store), claims.parse()?),
        ["ask", store, program, seconds] => ask::ask(Path::new(store), Path::new(program), seconds.parse()?),
        _ => bail!("give `fill STORE CLAIMS` or `ask STORE PROGRAM SECONDS`"),
    }
}

/// Stems the words of a store as the program does.
fn stemmer() -> Result<Stemmer> {
    Ok(Stemmer::new(Arc::new(isnad_bench::lexicon()?)))
}
