//! Finds the numbers in `packs/stories`: counts how rare words and entities are, fits the weights of the signs to
//! labelled pages, and says how well they do on others. `docs/stories.md` says which pages and labels were used.

mod count;
mod fit;
mod labels;
mod score;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use isnad_model::Article;
use isnad_page::{Limits, Rules, Source};
use isnad_record::stories::weights::Weights;
use rayon::prelude::*;

use labels::Labels;

/// Finds the numbers that Isnad sorts pages into stories by.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Count on how many pages of a folder each word and each entity stands; writes words.tsv and entities.tsv
    Count {
        /// A folder of pages
        pages: PathBuf,
        /// Leave out what stands on fewer pages
        #[arg(long, default_value_t = 12)]
        least: u32,
        /// Where to write
        #[arg(short, long, default_value = "packs/stories")]
        output: PathBuf,
    },
    /// Fit the weights to labelled pages; prints the new table
    Fit {
        /// The folder of the pages that the labels name
        #[arg(long)]
        pages: PathBuf,
        /// Labels, see eval/stories/README.md
        labels: Vec<PathBuf>,
    },
    /// Say how well pages are sorted: B-cubed, pairs of reprints
    Score {
        /// The folder of the pages that the labels name
        #[arg(long)]
        pages: PathBuf,
        /// A table of weights in place of the one that ships
        #[arg(long)]
        weights: Option<PathBuf>,
        /// List the stories that came out wrong
        #[arg(long)]
        wrong: bool,
        /// Labels, see eval/stories/README.md
        labels: Vec<PathBuf>,
    },
}

fn main() -> Result<()> {
    let mut out = std::io::stdout().lock();
    match Args::parse().command {
        Command::Count { pages, least, output } => {
            let mut files: Vec<PathBuf> = std::fs::read_dir(&pages)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
            files.sort();
            count::write(&read(&files)?, least, &output)
        }
        Command::Fit { pages, labels } => {
            let labels = Labels::read(&labels)?;
            let articles = read(&labels.files(&pages))?;
            write!(out, "{}", fit::fit(&articles, &labels)?.table())?;
            Ok(())
        }
        Command::Score { pages, weights, wrong, labels } => {
            let weights = weights.map(std::fs::read_to_string).transpose()?.map_or_else(Weights::default, |table| Weights::read(&table));
            let labels = Labels::read(&labels)?;
            let articles = read(&labels.files(&pages))?;
            score::write(&mut out, &articles, &labels, &weights, wrong)
        }
    }
}

/// Reads pages as `isnad analyze` does; what is no page is left out.
fn read(files: &[PathBuf]) -> Result<Vec<Article>> {
    let lexicon = isnad_packs::built_in()?;
    let rules = Rules::new(&lexicon);
    let article = |path: &Path| -> Result<Option<Article>> {
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let source = Source { path_or_url: &name, content_type: None };
        let page = isnad_page::read(&bytes, &source, &rules, &Limits::default()).ok();
        Ok(page.map(|page| isnad_read::read(page, &lexicon)))
    };
    files.par_iter().filter_map(|path| article(path).transpose()).collect()
}
