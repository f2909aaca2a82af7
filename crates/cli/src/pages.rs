//! Pages read in parallel and handed on in order, memory bounded by the batch.

use std::fs::File;
use std::io::{IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use indicatif::{ProgressBar, ProgressStyle};
use isnad_lexicon::Lexicon;
use isnad_model::Article;
use isnad_page::{Limits, Rules, Source};
use rayon::prelude::*;

use crate::input::Input;

/// Pages held in memory at once.
const BATCH: usize = 64;

/// Says what is wrong, on one line of standard error.
pub fn complain(message: &str) {
    let style = anstyle::Style::new().fg_color(Some(anstyle::AnsiColor::Red.into())).bold();
    let line = message.replace(['\n', '\r'], " ");
    let _ = writeln!(anstream::stderr().lock(), "{style}isnad:{style:#} {line}");
}

/// Reads every page; `take` gets the articles in order and answers whether to go on. Gives how many pages
/// could not be read, each named on standard error.
pub fn read_all(inputs: &[Input], lexicon: &Lexicon, mut take: impl FnMut(Article) -> bool) -> usize {
    let bar = if std::io::stderr().is_terminal() && inputs.len() > 1 {
        let style = ProgressStyle::with_template("{bar:32} {pos}/{len} pages, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(inputs.len() as u64).with_style(style)
    } else {
        ProgressBar::hidden()
    };
    let rules = Rules::new(lexicon);
    let mut failed = 0;
    'all: for batch in inputs.chunks(BATCH) {
        let read: Vec<Result<Article, String>> = batch.par_iter().map(|input| page(input, &rules, lexicon)).collect();
        for result in read {
            bar.inc(1);
            match result {
                Ok(article) => {
                    if !isnad_read::LANGUAGES.contains(&article.language.as_str()) {
                        bar.suspend(|| {
                            complain(&format!(
                                "{}: its language ({}) is none that a pack reads; kept as an article with no claims",
                                article.source, article.language
                            ))
                        });
                    }
                    if !take(article) {
                        break 'all;
                    }
                }
                Err(fault) => {
                    failed += 1;
                    bar.suspend(|| complain(&fault));
                }
            }
        }
    }
    bar.finish_and_clear();
    failed
}

fn page(input: &Input, rules: &Rules, lexicon: &Lexicon) -> Result<Article, String> {
    let source = match input {
        Input::Standard => "-".to_owned(),
        Input::File(path) => path.display().to_string(),
    };
    understand(&load(input, &source)?, &source, rules, lexicon)
}

/// The bytes of a page.
pub fn load(input: &Input, source: &str) -> Result<Vec<u8>, String> {
    // One byte beyond the limit is enough to tell.
    let most = Limits::default().bytes as u64 + 1;
    let mut bytes = Vec::new();
    let read = match input {
        Input::Standard => std::io::stdin().lock().take(most).read_to_end(&mut bytes),
        Input::File(path) => File::open(path).and_then(|f| f.take(most).read_to_end(&mut bytes)),
    };
    read.map_err(|e| format!("{source}: {e}; check that it can be read"))?;
    Ok(bytes)
}

/// The article that the bytes of a page hold.
pub fn understand(bytes: &[u8], source: &str, rules: &Rules, lexicon: &Lexicon) -> Result<Article, String> {
    let from = Source { path_or_url: source, content_type: None };
    // A fault of ours on one page must not take the others with it.
    catch_unwind(AssertUnwindSafe(|| {
        isnad_page::read(bytes, &from, rules, &Limits::default()).map(|article| isnad_read::read(article, lexicon))
    }))
    .map_err(|_| format!("{source}: the reader itself failed on this page; please report it with the page"))?
    .map_err(|e| format!("{source}: {e}"))
}
