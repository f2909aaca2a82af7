//! How far it is, on a terminal.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use crate::input::{Given, Input};
use crate::stream::size;

/// A line that says how far it is: pages, claims, bytes of the files, time left. Nothing where standard error is no terminal.
pub struct Progress {
    bar: ProgressBar,
    pages: u64,
    claims: u64,
}

impl Progress {
    /// Begins with what is to be read; a single page needs no line.
    pub fn new(given: &Given) -> Self {
        let inputs = &given.inputs;
        #[cfg(feature = "fetch")]
        let count = inputs.len() + given.addresses.len();
        #[cfg(not(feature = "fetch"))]
        let count = inputs.len();
        let many = count > 1 || inputs.iter().any(|i| matches!(i, Input::Archive(..)));
        let bar = if std::io::stderr().is_terminal() && many {
            let bytes = inputs.iter().map(size).sum();
            // How large pages at addresses are, nobody knows before.
            let template = if bytes == 0 { "{spinner} {msg}" } else { "{bar:28} {bytes} of {total_bytes}, {msg}, {eta} left" };
            let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(bytes).with_style(style)
        } else {
            ProgressBar::hidden()
        };
        Progress { bar, pages: 0, claims: 0 }
    }

    /// So many bytes are done.
    pub fn reach(&self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    /// A page with so many claims is done.
    pub fn page(&mut self, claims: usize) {
        self.pages += 1;
        self.claims += claims as u64;
        self.bar.set_message(format!("{} pages, {} claims", self.pages, self.claims));
    }

    /// Says something without being in its way.
    pub fn say(&self, what: impl FnOnce()) {
        self.bar.suspend(what);
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
