//! The commands of the store, as they are given.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Subcommand, ValueEnum};
use isnad_model::{FactKind, FactStatus, Measure};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::decide::Decide;
use crate::args::{Format, Input, Lang, Output};

/// What to do with the store.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Add pages, archives of pages or addresses to the store: what it has stays as it is, a changed page is a new version
    #[command(
        after_help = "Exit status: 0 every page is in the store, 1 some could not be read (the others are in), 2 the command line was wrong.\n\nArchives (docs/collecting.md): WARC, ARC, WACZ, MHTML, JSON Lines, CSV, Parquet. Stopped in one, it goes on there when started again.\n\nAddresses are asked one at a time of a host, as its robots.txt wishes; only the public internet is asked, unless --allow-host names another host.\n\nExamples:\n  isnad add pages/ 'more/*.html'\n  curl -s https://example.org/news | isnad add -\n  isnad add crawl.warc.gz\n  isnad add https://example.org/news/1 https://example.org/news/2\n  isnad add --map url=link,text=body table.csv\n  isnad add --db desk.isnad pages/\n  isnad add --format json pages/ | jq -r 'select(.outcome == \"version\").source'"
    )]
    Add {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        db: Db,
        /// What to write: a line when all is done, or one JSON object a page as soon as it is safe
        #[arg(long, value_enum, default_value_t = Lines::Text)]
        format: Lines,
    },
    /// Read feeds in their time, add the pages that they list, and tell what changes
    #[cfg(feature = "fetch")]
    #[command(
        after_help = "RSS, Atom, JSON Feed, sitemaps. What changes is told by the alerts of the file. It goes on until it is interrupted; killed at any moment and started again, it goes on where it was. --once is for cron. docs/collecting.md says how feeds and alerts are named.\n\nExit status: 0 all could be read, 1 something could not (each is named), 2 the command line or the file was wrong.\n\nExamples:\n  isnad watch feeds.toml\n  isnad watch feeds.toml --once\n  isnad watch --status\n  isnad watch --status --format json | jq '.feeds[] | select(.failures > 0).address'"
    )]
    Watch(crate::watch::args::Watching),
    /// List the stories, the latest first
    #[command(
        after_help = "Examples:\n  isnad stories\n  isnad stories --since 2024-05-01 --limit 10\n  isnad stories --format json | jq '.[] | select(.disputes > 0)'"
    )]
    Stories {
        #[command(flatten)]
        db: Db,
        /// Only stories with pages of this day or later
        #[arg(long, value_name = "DAY", value_parser = since)]
        since: Option<String>,
        /// Stories at most; 0 is all
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// What to write
        #[arg(long, value_enum, default_value_t = Lines::Text)]
        format: Lines,
    },
    /// Show a story: the report on it
    #[command(after_help = "Examples:\n  isnad show 3\n  isnad show 3 --lang en\n  isnad show 3 --format html -o story.html")]
    Show {
        /// Its number, as `isnad stories` lists it, or its id in records
        story: String,
        #[command(flatten)]
        db: Db,
        /// What to write
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        #[command(flatten)]
        output: Output,
    },
    /// List claims of all pages, the latest first
    #[command(
        after_help = "Examples:\n  isnad claims --measure killed --since 2024-05-01\n  isnad claims --place سبها --status disputed\n  isnad claims --kind quote --speaker 'وزارة الصحة' --format json"
    )]
    Claims {
        #[command(flatten)]
        db: Db,
        /// Only figures of this measure, such as `killed`
        #[arg(long, value_parser = word::<Measure>())]
        measure: Option<Measure>,
        /// Only this kind
        #[arg(long, value_parser = word::<FactKind>())]
        kind: Option<FactKind>,
        /// Only what stands like this
        #[arg(long, value_parser = word::<FactStatus>())]
        status: Option<FactStatus>,
        /// Only of this day or later
        #[arg(long, value_name = "DAY", value_parser = since)]
        since: Option<String>,
        /// Only of this day or earlier
        #[arg(long, value_name = "DAY", value_parser = until)]
        until: Option<String>,
        /// Only at this place, by its id or any name that the pages use
        #[arg(long)]
        place: Option<String>,
        /// Only by this speaker, by id or any name that the pages use
        #[arg(long)]
        speaker: Option<String>,
        /// Only of this outlet, by its name or domain
        #[arg(long)]
        outlet: Option<String>,
        /// Claims at most; 0 is all
        #[arg(long, default_value_t = 100)]
        limit: usize,
        /// What to write
        #[arg(long, value_enum, default_value_t = Lines::Text)]
        format: Lines,
    },
    /// Find pages by their words, through clitics, spellings and inflections
    #[command(
        after_help = "«مستشفى» finds «وبمستشفياتها». Words in quotation marks stand together; a word behind `-` is on no page found.\n\nExamples:\n  isnad search 'مستشفى سبها'\n  isnad search '\"وزارة الصحة\" -رويترز' --since 2024-05\n  isnad search فيضان --format json | jq -r '.[].source'"
    )]
    Search {
        /// What to look for
        #[arg(required = true)]
        words: Vec<String>,
        #[command(flatten)]
        db: Db,
        /// Only pages of this day or later
        #[arg(long, value_name = "DAY", value_parser = since)]
        since: Option<String>,
        /// Only pages of this day or earlier
        #[arg(long, value_name = "DAY", value_parser = until)]
        until: Option<String>,
        /// Only pages of this outlet, by its name or domain
        #[arg(long)]
        outlet: Option<String>,
        /// Pages at most; 0 is all
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// What to write
        #[arg(long, value_enum, default_value_t = Lines::Text)]
        format: Lines,
    },
    /// Write stories for other programs: the record, tables, linked data, maps, other people's sheets
    #[command(
        after_help = "docs/exports.md explains every format and every column. CSV is a set of files (stories, pages, claims, revisions, origins, entities, decisions), and so is Parquet. `ucdp`, `acled` and `hxl` are tables with the columns of UCDP's georeferenced events, of ACLED and of HXL, empty where the pages state nothing; they are no data of theirs.\n\nExamples:\n  isnad export --format json -o record.json\n  isnad export 3 --format jsonld -o story.jsonld\n  isnad export --format csv -o tables/\n  isnad export --format ucdp > incidents.csv\n  isnad export --format html --lang en -o record.html"
    )]
    Export {
        /// Only this story: its number, as `isnad stories` lists it, or its id in records
        story: Option<String>,
        #[command(flatten)]
        db: Db,
        /// What to write
        #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
        format: ExportFormat,
        /// Write to a file instead of standard output; of CSV and Parquet the folder
        #[arg(short, long, value_name = "PATH", required_if_eq_any([("format", "csv"), ("format", "parquet")]))]
        output: Option<PathBuf>,
        /// Language of labels, names and dates, where a format has such
        #[arg(long, value_enum, default_value_t = Lang::Ar)]
        lang: Lang,
    },
    /// Judge what was read: accept, reject or correct a claim, merge or split stories, join entities, choose a best figure
    #[command(
        after_help = "A decision is signed and dated, kept apart from what was read, and shown as such wherever the record is shown. It is bound to the page's content and the claim's characters, so that it holds when pages are read anew.\n\nExamples:\n  isnad decide reject flood-1.html#c7 --by Layla --reason 'counts vehicles'\n  isnad decide merge 3 8 --by Layla\n  isnad decide undo 12 --by Layla"
    )]
    Decide {
        #[command(subcommand)]
        what: Decide,
    },
    /// List the decisions, the latest first, with how each stands
    #[command(
        after_help = "Examples:\n  isnad decisions\n  isnad decisions --format json | jq '.[] | select(.standing == \"without_effect\")'"
    )]
    Decisions(Listing),
    /// Read all pages anew with this program, after an upgrade, and show what changed
    #[command(
        after_help = "Decisions stay. The former readings stay in the store too.\n\nExit status: 0 every page was read, 1 some could not be (they stay as they were), 2 the command line was wrong.\n\nExamples:\n  isnad reread --dry-run\n  isnad reread --format json > changes.jsonl"
    )]
    Reread {
        #[command(flatten)]
        db: Db,
        /// A folder of TSV files with words of one's own, read beside the built-in packs (repeatable)
        #[arg(long, value_name = "DIR")]
        pack: Vec<PathBuf>,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
        /// What to write: lines, or one JSON object for each page that changed
        #[arg(long, value_enum, default_value_t = Lines::Text)]
        format: Lines,
    },
    /// Show the store in a browser: stories, pages with their claims in place, search, decisions
    #[cfg(feature = "serve")]
    #[command(
        after_help = "It listens on this machine alone. Another address is refused unless the store has accounts (`isnad user`), or there is a token, in a file or in ISNAD_TOKEN, which browsers are asked for and programs send as `Authorization: Bearer …`. It speaks plain HTTP: put a server with TLS before an address that others reach.\n\nExamples:\n  isnad serve\n  isnad serve --db desk.isnad --listen 127.0.0.1:8080"
    )]
    Serve {
        #[command(flatten)]
        db: Db,
        /// Where to listen
        #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7477")]
        listen: std::net::SocketAddr,
        /// A file with the token that whoever comes from elsewhere must know
        #[arg(long, value_name = "FILE")]
        token_file: Option<PathBuf>,
        /// A folder of TSV files with words of one's own, read beside the built-in packs (repeatable)
        #[arg(long, value_name = "DIR")]
        pack: Vec<PathBuf>,
    },
    /// Make accounts for `isnad serve`: who may look, and who may decide
    #[cfg(feature = "serve")]
    User {
        #[command(subcommand)]
        what: super::user::Accounts,
    },
    /// Have changes sent to other programs as they happen, while `isnad serve` runs
    #[cfg(feature = "serve")]
    Webhook {
        #[command(subcommand)]
        what: super::webhook::Webhook,
    },
    /// Say whether all that the program needs is there, and what to do where it is not
    #[command(
        after_help = "It looks at the terminal, the locale, the disk, the packs, the store (as `isnad check` does) and whether the addresses given can be read.\n\nExit status: 0 all is well, 1 something does not work, 2 the command line was wrong.\n\nExamples:\n  isnad doctor\n  isnad doctor https://example.org/news/1\n  isnad doctor --format json | jq '.[] | select(.standing == \"fault\")'"
    )]
    Doctor {
        /// Addresses of pages to try
        #[arg(value_name = "URL")]
        addresses: Vec<String>,
        #[command(flatten)]
        db: Db,
        /// A folder of TSV files with words of one's own, read beside the built-in packs (repeatable)
        #[arg(long, value_name = "DIR")]
        pack: Vec<PathBuf>,
        /// A host of an inner network that may be asked; without it only the public internet is (repeatable)
        #[arg(long, value_name = "HOST[:PORT]")]
        allow_host: Vec<isnad_collect::AllowedHost>,
        /// What to write
        #[arg(long, value_enum, default_value_t = Lines::Text)]
        format: Lines,
    },
    /// Answer language models about the store: tools of the Model Context Protocol, to read only
    #[cfg(feature = "mcp")]
    #[command(
        after_help = "Without --http it speaks on standard input and output, as clients start it (docs/mcp.md). Over HTTP it answers at /mcp and listens on this machine alone; another address is refused unless there is a token, in a file or in ISNAD_TOKEN, which clients send as `Authorization: Bearer …`. It speaks plain HTTP: put a server with TLS before an address that others reach.\n\nExamples:\n  isnad mcp --db desk.isnad\n  isnad mcp --http 127.0.0.1:7478\n  isnad mcp --http 0.0.0.0:7478 --host desk.example.org --token-file desk.token"
    )]
    Mcp {
        #[command(flatten)]
        db: Db,
        /// Listen here instead
        #[arg(long, value_name = "ADDRESS:PORT")]
        http: Option<std::net::SocketAddr>,
        /// A name that clients reach it by from elsewhere; others are refused (repeatable)
        #[arg(long, value_name = "NAME", requires = "http")]
        host: Vec<String>,
        /// A file with the token that clients must know
        #[arg(long, value_name = "FILE", requires = "http")]
        token_file: Option<PathBuf>,
        /// A folder of TSV files with words of one's own, for reading the sentences that are checked (repeatable)
        #[arg(long, value_name = "DIR")]
        pack: Vec<PathBuf>,
    },
    /// Copy the store to a new file, while others use it
    #[command(after_help = "Example:\n  isnad backup desk-$(date +%F).isnad")]
    Backup {
        /// The new file
        file: PathBuf,
        #[command(flatten)]
        db: Db,
    },
    /// Give back the room of what is no more, forget changes older than 90 days but the latest 10,000, put the word index in order
    Vacuum {
        #[command(flatten)]
        db: Db,
    },
    /// Say whether the store is sound: the file, every row, every page byte by byte
    #[command(after_help = "Exit status: 0 it is sound, 1 it is not (each fault is named), 2 the command line was wrong.")]
    Check {
        #[command(flatten)]
        db: Db,
    },
}

/// Which store.
#[derive(Debug, clap::Args)]
pub struct Db {
    /// The store's file; by default one of the user's, where the system keeps such
    #[arg(long, env = "ISNAD_DB", value_name = "FILE")]
    pub db: Option<PathBuf>,
}

/// What to list, and how.
#[derive(Debug, clap::Args)]
pub struct Listing {
    /// The store that has it.
    #[command(flatten)]
    pub db: Db,
    /// What to write
    #[arg(long, value_enum, default_value_t = Lines::Text)]
    pub format: Lines,
}

/// Formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lines {
    /// For a terminal
    Text,
    /// For programs
    Json,
}

/// Formats that stories are exported in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The record as `isnad report` gives it
    Json,
    /// One self-contained page
    Html,
    /// Markdown with a footnote for every value
    Markdown,
    /// For a terminal
    Text,
    /// Tables, one file each
    Csv,
    /// The same tables with types
    #[cfg(feature = "parquet")]
    Parquet,
    /// Pages, claims and where pages say them: schema.org and W3C Web Annotation
    Jsonld,
    /// Figures and events at their places
    Geojson,
    /// Violent incidents with the columns of UCDP's georeferenced events
    Ucdp,
    /// Incidents with the columns of ACLED
    Acled,
    /// Figures with HXL hashtags
    Hxl,
}

/// Takes a word of a closed list; the help names all of them.
pub fn word<T: DeserializeOwned + JsonSchema + Clone + Send + Sync + 'static>() -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(isnad_model::words::<T>()).try_map(|word| isnad_model::meant(&word))
}

const DAY: &str = "give a day such as 2024-05-06, a month 2024-05 or a year 2024";

fn since(given: &str) -> Result<String, &'static str> {
    isnad_store::first_day_of(given).ok_or(DAY)
}

fn until(given: &str) -> Result<String, &'static str> {
    isnad_store::last_day_of(given).ok_or(DAY)
}
