//! The store: one SQLite file that holds pages with all their versions, what was read from them, and the stories they make.
//! No other room writes SQL. `docs/store.md` says what the file holds and what is guaranteed.
//!
//! Pages come in through [`Store::add`]; [`Store::stories`], [`Store::story`], [`Store::claims`], [`Store::search`] and
//! [`Store::record`] ask. A writer opens the file with [`Store::open`], any number of readers beside it with [`Store::read`].

mod add;
mod addresses;
mod alerts;
mod before;
mod carried;
mod changes;
mod day;
mod decisions;
mod fault;
mod feeds;
mod hooks;
mod links;
mod page;
mod pieces;
mod postings;
mod query;
mod reading;
mod reread;
mod schema;
mod search;
mod shelf;
mod sort;
mod store;
mod stories;
mod users;
mod watching;

pub use add::{Added, Given, Outcome};
pub use addresses::Asked;
pub use alerts::{ALERT_ENTRIES, Alert, AlertWay, NewAlert};
pub use carried::{ArchivePlace, Carriage, Carried};
pub use changes::{
    Bounds, Change, ChangeKind, ChangeOrder, Changes, Counted, DecisionNews, DisputeNews, News, PageNews, RevisionNews, ViolationNews,
};
pub use day::{first_day_of, last_day_of};
pub use decisions::{Correction, DecisionLine, Judgement, Standing};
pub use fault::StoreError;
pub use feeds::{Brought, Feed, Read, Watched};
pub use hooks::{Hook, NewHook};
pub use links::{Link, LinkCounts, Listed};
pub use page::{Seen, SourceLine, content};
pub use query::{ClaimLine, Claims, Latest, Stories, StoryLine, StoryOrder};
pub use reread::{ClaimChange, Kept, Reread};
pub use schema::VERSION;
pub use search::{Found, Narrow, Snippet};
pub use store::{Counts, Store};
pub use users::{LONGEST_NAME, Role, User, Visitor};
pub use watching::WatchStanding;
