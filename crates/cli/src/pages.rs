//! Pages read in parallel and handed on in the order in which they come, those of files in that of the files; memory is bounded by the batch.

use std::io::{self, Read as _, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use isnad_lexicon::Lexicon;
use isnad_model::Article;
use isnad_page::{Limits, PageError, Rules, Source};
use rayon::prelude::*;

use crate::input::Given;
use crate::progress::Progress;
use crate::skipped::{Skipped, not_an_article};
use crate::stream::{self, Item, Page, Plan};

/// Says what is wrong, on one line of standard error.
pub fn complain(message: &str) {
    let style = anstyle::Style::new().fg_color(Some(anstyle::AnsiColor::Red.into())).bold();
    let line = message.replace(['\n', '\r'], " ");
    let _ = writeln!(anstream::stderr().lock(), "{style}isnad:{style:#} {line}");
}

/// Says something on one line of standard error.
pub fn note(message: &str) {
    let _ = writeln!(anstream::stderr().lock(), "isnad: {}", message.replace(['\n', '\r'], " "));
}

/// Reads every page; `take` gets the articles in the order in which they come and answers whether to go on. Gives how many pages
/// could not be read, each named on standard error.
pub fn read_all(given: Given, plan: Plan, lexicon: &Lexicon, mut take: impl FnMut(Article) -> bool) -> usize {
    let mut progress = Progress::new(&given);
    let rules = Rules::new(lexicon);
    let (mut failed, mut skipped) = (0, Skipped::default());
    let items = stream::start(given, plan);
    'all: loop {
        let batch = stream::batch(&items);
        if batch.is_empty() {
            break;
        }
        let read: Vec<Result<Read, String>> = batch.into_par_iter().map(|item| read(item, &rules, lexicon)).collect();
        for result in read {
            match result {
                Ok(Read::Article(article)) => {
                    if !isnad_read::LANGUAGES.contains(&article.language.as_str()) {
                        progress.say(|| {
                            complain(&format!(
                                "{}: its language ({}) is none that a pack reads; kept as an article with no claims",
                                article.source, article.language
                            ))
                        });
                    }
                    progress.page(article.claims.len());
                    if !take(*article) {
                        break 'all;
                    }
                }
                Ok(Read::Skipped(reason)) => skipped.count(reason),
                Ok(Read::Note(line)) => progress.say(|| note(&line)),
                Ok(Read::Reached(bytes)) => progress.reach(bytes),
                Ok(Read::FailedToo) => failed += 1,
                Ok(Read::Nothing) => {}
                Err(fault) => {
                    failed += 1;
                    progress.say(|| complain(&fault));
                }
            }
        }
    }
    progress.end();
    if let Some(line) = skipped.line() {
        note(&line);
    }
    failed
}

/// What was read of an item.
enum Read {
    Article(Box<Article>),
    Skipped(&'static str),
    Note(String),
    Reached(u64),
    FailedToo,
    Nothing,
}

fn read(item: Item, rules: &Rules, lexicon: &Lexicon) -> Result<Read, String> {
    Ok(match item {
        Item::Page(page) => match of_page(&page, rules, lexicon)? {
            Ok(article) => Read::Article(Box::new(article)),
            Err(reason) => Read::Skipped(reason),
        },
        Item::Skipped(reason) => Read::Skipped(reason),
        Item::Failed(fault) => return Err(fault),
        Item::FailedToo => Read::FailedToo,
        Item::Note(line) => Read::Note(line),
        Item::Bytes(bytes) => Read::Reached(bytes),
        Item::Reached(..) | Item::Ended(_) => Read::Nothing,
        #[cfg(feature = "fetch")]
        Item::Unchanged(_) => Read::Nothing,
    })
}

/// The article of a page, or why it is passed over.
pub fn of_page(page: &Page, rules: &Rules, lexicon: &Lexicon) -> Result<Result<Article, &'static str>, String> {
    match understand(&page.bytes, &page.name, page.content_type.as_deref(), rules, lexicon) {
        Ok(article) if page.crawled => Ok(match not_an_article(&article) {
            Some(reason) => Err(reason),
            None => Ok(article),
        }),
        Ok(article) => Ok(Ok(article)),
        // Crawlers take what is there, with text or without.
        Err(Unread::Page(_)) if page.crawled => Ok(Err("no text")),
        Err(fault) => {
            let place = page.place.as_ref().map(|(file, at)| format!(" ({file}{}{at})", if at.is_empty() { "" } else { ", " }));
            Err(format!("{}{}: {fault}", page.name, place.unwrap_or_default()))
        }
    }
}

/// The bytes of a page from what has them, if it can be opened.
pub fn load(from: io::Result<impl io::Read>, source: &str) -> Result<Vec<u8>, String> {
    // One byte beyond the limit is enough to tell.
    let most = Limits::default().bytes as u64 + 1;
    let mut bytes = Vec::new();
    let read = from.and_then(|from| from.take(most).read_to_end(&mut bytes));
    read.map_err(|e| format!("{source}: {e}; check that it can be read"))?;
    Ok(bytes)
}

/// Why a page was not read.
#[derive(Debug)]
pub enum Unread {
    /// It is no page.
    Page(PageError),
    /// A fault of ours.
    Reader,
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unread::Page(fault) => fault.fmt(f),
            Unread::Reader => write!(f, "the reader itself failed on this page; please report it with the page"),
        }
    }
}

/// The article that the bytes of a page hold.
pub fn understand(bytes: &[u8], source: &str, content_type: Option<&str>, rules: &Rules, lexicon: &Lexicon) -> Result<Article, Unread> {
    let from = Source { path_or_url: source, content_type };
    // A fault of ours on one page must not take the others with it.
    catch_unwind(AssertUnwindSafe(|| {
        isnad_page::read(bytes, &from, rules, &Limits::default()).map(|article| isnad_read::read(article, lexicon))
    }))
    .map_err(|_| Unread::Reader)?
    .map_err(Unread::Page)
}
