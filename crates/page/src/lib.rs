//! From bytes to an article: character set, main text, title, outlet, date, and what was removed and why.
//!
//! [`read`] is a pure function: the same bytes and rules give the same article. A page goes through
//! these steps, a module each: [`charset`] decodes it; `main_text` (HTML) or `plain_text` cuts it into
//! pieces; `furniture` marks those that are not the article; `blocks` tells what the others are;
//! `metadata` reads what the page states about itself.
//!
//! Agency credits, times and claims are read by later rooms.

mod article;
mod blocks;
mod breadcrumb;
pub mod charset;
mod contact;
pub mod date;
mod depth;
mod front_page;
mod furniture;
mod glance;
mod glued;
mod language;
mod main_text;
mod masthead;
mod metadata;
mod outlet;
mod phrases;
mod piece;
mod plain_text;
mod repeated;
mod rules;
mod sniff;
mod stamp;
mod ticker;
mod title_tail;

pub use article::read;
pub use front_page::is_front_page;
pub use glance::{Glance, glance};
pub use language::language_of;
pub use rules::Rules;

/// Where a page comes from, and what its carrier said of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'a> {
    /// Its path or address, as given.
    pub path_or_url: &'a str,
    /// The `Content-Type` it came with, such as `text/html; charset=windows-1256`.
    pub content_type: Option<&'a str>,
}

/// What a page may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes a page may have.
    pub bytes: usize,
    /// The deepest that elements may nest; deeper ones are flattened into their parents.
    pub depth: usize,
}

impl Default for Limits {
    /// 16 MiB, 512 levels.
    fn default() -> Self {
        Limits { bytes: 16 << 20, depth: 512 }
    }
}

/// Why a page can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// It has no characters.
    #[error("the page is empty")]
    Empty,
    /// It is no text.
    #[error("the page is {0}, not text or HTML")]
    Binary(&'static str),
    /// It is larger than allowed.
    #[error("the page has more than {limit} bytes, the most that is read of one page")]
    TooLarge {
        /// Bytes of the page, as far as they were read.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Nothing was left of it.
    #[error("the page has no text, only markup or furniture")]
    NoText,
}
