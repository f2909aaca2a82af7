//! `isnad watch`, as it is given.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::args::Lang;
use crate::store::args::{Db, Lines};

/// What to watch.
#[derive(Debug, clap::Args)]
pub struct Watching {
    /// The file that names the feeds (docs/feeds.toml is an example)
    #[arg(value_name = "FILE", required_unless_present = "status")]
    pub feeds: Option<PathBuf>,
    #[command(flatten)]
    pub db: Db,
    /// Read every feed that is due once, and what is due of what they list, then end
    #[arg(long)]
    pub once: bool,
    /// Only say how each feed and each alert stands
    #[arg(long, conflicts_with = "once")]
    pub status: bool,
    /// A host of an inner network that may be asked; without it only the public internet is (repeatable)
    #[arg(long, value_name = "HOST[:PORT]")]
    pub allow_host: Vec<isnad_collect::AllowedHost>,
    /// A folder of TSV files with words of one's own, read beside the built-in packs (repeatable)
    #[arg(long, value_name = "DIR")]
    pub pack: Vec<PathBuf>,
    /// What to write: a line when it ends, or one JSON object a page as soon as it is safe; a line an alert, or one JSON object; of
    /// --status a line a feed and alert, or one JSON object of all
    #[arg(long, value_enum, default_value_t = Lines::Text)]
    pub format: Lines,
    /// Language of alerts: labels, names and dates
    #[arg(long, value_enum, default_value_t = Lang::Ar)]
    pub lang: Lang,
    /// How many times as fast as it does time passes, since the anchor
    #[arg(long, hide = true, default_value_t = 1.0)]
    pub speed: f64,
    /// When the time was the real one
    #[arg(long, hide = true, default_value_t = Timestamp::now())]
    pub anchor: Timestamp,
}
