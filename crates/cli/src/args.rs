use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use isnad_lexicon::Lexicon;

#[cfg(feature = "fetch")]
use crate::addresses::Asking;
use crate::store::args::StoreCommand;
use crate::stream::Plan;

/// Reads many outlets' news pages, Arabic first, into one record in which every figure, quotation, event and
/// agreement term hangs on its chain: who said it, through which agency, in which outlet, at which characters.
#[derive(Debug, Parser)]
#[command(
    name = "isnad",
    version,
    about,
    after_help = "Exit status: 0 every page was read, 1 some could not be, 2 the command line was wrong."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print one JSON object a page: clean text, credits, times, places, actors, claims
    #[command(
        after_help = "Examples:\n  isnad analyze page.html\n  isnad analyze pages/ 'more/*.txt' > pages.jsonl\n  curl -s https://example.org/news | isnad analyze -\n  isnad analyze crawl.warc.gz\n  isnad analyze --map url=link,text=body table.csv\n  isnad analyze https://example.org/news"
    )]
    Analyze {
        #[command(flatten)]
        input: Input,
    },
    /// Put the claims of all pages together: stories, figures, disputes, agreements, quotations
    #[command(
        after_help = "Examples:\n  isnad report pages/ -o report.html\n  isnad report pages/ --lang en --format text\n  isnad report pages/ --format json | jq '.stories[].series'"
    )]
    Report {
        #[command(flatten)]
        input: Input,
        /// What to write
        #[arg(long, value_enum, default_value_t = Format::Html)]
        format: Format,
        #[command(flatten)]
        output: Output,
    },
    /// Measure how well pages are read, against hand annotations or labels of stories and reprints
    #[command(
        after_help = "Examples:\n  isnad eval --pages pages/ --gold gold/\n  isnad eval --pages pages/ --gold gold/ --layer figures --layer times --faults\n  isnad eval --pages pages/ --labels stories.tsv --format json"
    )]
    Eval(Eval),
    /// Say what changed between two reports: new, revised, newly disputed, no longer disputed
    #[command(
        after_help = "Exit status: 0 both reports were read, 1 one could not be, 2 the command line was wrong.\n\nExamples:\n  isnad report monday/ --format json -o monday.json\n  isnad report monday/ tuesday/ --format json -o tuesday.json\n  isnad diff monday.json tuesday.json --lang en\n  isnad diff monday.json tuesday.json --format json | jq '.changed[].disputed'"
    )]
    Diff {
        /// The older report, as `isnad report --format json` writes it
        old: PathBuf,
        /// The newer one
        new: PathBuf,
        /// What to write
        #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
        format: DiffFormat,
        /// Language of labels, names and dates
        #[arg(long, value_enum, default_value_t = Lang::Ar)]
        lang: Lang,
    },
    #[command(flatten)]
    Store(StoreCommand),
    /// Print the completion script of a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Print the JSON Schema of an output
    Schema {
        /// Which output
        #[arg(value_enum)]
        of: SchemaOf,
    },
}

/// What to read, and with which words.
#[derive(Debug, clap::Args)]
pub struct Input {
    /// Pages, archives of pages (WARC, ARC, WACZ, MHTML, JSON Lines, CSV, Parquet), folders of both, globs, addresses; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Which column of JSON Lines, CSV or Parquet has what of a page, such as `url=link,text=body`
    #[arg(long, value_name = "FIELD=COLUMN,…", default_value = "")]
    pub map: isnad_collect::Columns,
    /// A host of an inner network that may be asked; without it only the public internet is (repeatable)
    #[cfg(feature = "fetch")]
    #[arg(long, value_name = "HOST[:PORT]")]
    pub allow_host: Vec<isnad_collect::AllowedHost>,
    /// A folder of TSV files with words of one's own, read beside the built-in packs (repeatable)
    #[arg(long, value_name = "DIR")]
    pub pack: Vec<PathBuf>,
}

impl Input {
    /// How what it names is read.
    #[cfg(feature = "fetch")]
    pub fn plan(&self, lexicon: &Lexicon) -> Plan {
        let walls = isnad_collect::Walls::new(lexicon);
        let asking = Asking { allow: self.allow_host.clone(), walls, ..Asking::default() };
        Plan { columns: self.map.clone(), marks: true, asking, ..Plan::default() }
    }

    /// How what it names is read.
    #[cfg(not(feature = "fetch"))]
    pub fn plan(&self, _: &Lexicon) -> Plan {
        Plan { columns: self.map.clone(), marks: true, ..Plan::default() }
    }
}

/// Where a report goes, and in which language.
#[derive(Debug, clap::Args)]
pub struct Output {
    /// Write to a file instead of standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Language of labels, names and dates; evidence stays in the pages' own
    #[arg(long, value_enum, default_value_t = Lang::Ar)]
    pub lang: Lang,
}

/// What to measure, and on what.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("truth").required(true).multiple(true).args(["gold", "labels"])))]
pub struct Eval {
    /// The folder that has the pages which the annotations or labels name
    #[arg(long, value_name = "DIR")]
    pub pages: PathBuf,
    /// A folder of hand annotations, one JSON file a page
    #[arg(long, value_name = "DIR")]
    pub gold: Option<PathBuf>,
    /// A TSV file that gives each page's story, reprint group and agencies
    #[arg(long, value_name = "FILE")]
    pub labels: Option<PathBuf>,
    /// Only this layer of the annotations, such as `figures` (repeatable)
    #[arg(long, value_name = "LAYER")]
    pub layer: Vec<isnad_eval::Layer>,
    /// List every annotation missed and every answer that is wrong
    #[arg(long)]
    pub faults: bool,
    /// What to write
    #[arg(long, value_enum, default_value_t = EvalFormat::Text)]
    pub format: EvalFormat,
    /// A folder of TSV files with words of one's own, read beside the built-in packs (repeatable)
    #[arg(long, value_name = "DIR")]
    pub pack: Vec<PathBuf>,
}

/// Formats of an evaluation.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EvalFormat {
    /// A table
    Text,
    /// For programs
    Json,
}

/// Formats of the report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// One self-contained page
    Html,
    /// The record for programs
    Json,
    /// Markdown with a footnote for every value
    Markdown,
    /// For a terminal
    Text,
}

/// Formats of what changed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DiffFormat {
    /// For programs
    Json,
    /// For a terminal
    Text,
}

/// Languages of the report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    /// العربية
    Ar,
    /// English
    En,
}

impl From<Lang> for isnad_export::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ar => isnad_export::Language::Arabic,
            Lang::En => isnad_export::Language::English,
        }
    }
}

/// Outputs with a schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SchemaOf {
    /// `isnad analyze`
    Analyze,
    /// `isnad report --format json`
    Report,
    /// `isnad diff --format json`
    Diff,
}
