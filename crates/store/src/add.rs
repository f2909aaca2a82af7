//! Pages come in: new ones, changed ones, known ones.

use std::collections::BTreeSet;

use isnad_lexicon::Stemmer;
use isnad_lexicon::fold::{TokenKind, fold, fold_key};
use isnad_model::Article;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::changes::{News, PageNews};
use crate::decisions::Judgements;
use crate::fault::StoreError;
use crate::page::content;
use crate::store::{Store, Trouble};
use crate::{changes, pieces, reading, search, stories};

/// A page to add.
#[derive(Clone, Debug)]
pub struct Given {
    /// The page byte by byte.
    pub bytes: Vec<u8>,
    /// What was read from it; `source` says where it came from.
    pub article: Article,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The store had no such page.
    New,
    /// The page had changed.
    Version,
    /// The store had it, or one that says the same.
    Known,
}

/// A page in the store.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Added {
    /// Its name in records.
    pub source: String,
    /// Which of its versions, from 1.
    pub version: usize,
    /// What became of it.
    pub outcome: Outcome,
}

/// Words that two versions of a page share at least, of all that either has, where their titles differ.
const ALIKE: f64 = 0.5;

impl Store {
    /// The page and version that these bytes are, if the store has them.
    pub fn knows(&self, bytes: &[u8]) -> Result<Option<Added>, StoreError> {
        known(&self.connection, &pieces::hash(bytes)).map_err(|e| self.wrong(e))
    }

    /// Adds pages, all of them or none, and brings the stories that they belong to up to date. What it returns stays.
    pub fn add(&mut self, pages: &[Given]) -> Result<Vec<Added>, StoreError> {
        self.whole(|transaction, stemmer, at_hand| {
            let judgements = Judgements::load(transaction)?;
            let mut changed = Vec::new();
            let mut all = Vec::new();
            let mut came = Vec::new();
            for given in pages {
                let (page, added) = add(transaction, stemmer, &judgements, given)?;
                if added.outcome != Outcome::Known {
                    changed.push(page);
                    came.push((page, came_of(given, &added)));
                }
                all.push(added);
            }
            let stories = stories::update(transaction, at_hand, &judgements, &changed)?;
            let mut of = transaction.prepare_cached("SELECT story FROM story_pages WHERE page = ?1")?;
            let mut told = Vec::new();
            for (page, news) in came {
                told.push((of.query_row([page], |row| row.get(0)).optional()?, news));
            }
            told.extend(stories);
            changes::write(transaction, &told)?;
            Ok(all)
        })
    }
}

/// What is told of a page that came.
fn came_of(given: &Given, added: &Added) -> News {
    let news = PageNews {
        page: added.source.clone(),
        content: content(&given.bytes),
        version: added.version,
        title: given.article.title.clone(),
        outlet: given.article.outlet.known().map(str::to_owned),
    };
    if added.outcome == Outcome::New { News::NewPage(news) } else { News::NewVersion(news) }
}

fn known(connection: &Connection, hash: &[u8; 32]) -> rusqlite::Result<Option<Added>> {
    connection
        .prepare_cached(
            "SELECT p.source, v.number FROM versions v JOIN pages p ON p.id = v.page
             WHERE v.raw = (SELECT id FROM raw WHERE sha256 = ?1) OR v.id = (SELECT version FROM same_words WHERE sha256 = ?1)
             ORDER BY v.id LIMIT 1",
        )?
        .query_row([hash], |row| Ok(Added { source: row.get(0)?, version: row.get(1)?, outcome: Outcome::Known }))
        .optional()
}

fn add(tx: &Transaction, stemmer: &Stemmer, judgements: &Judgements, given: &Given) -> Result<(i64, Added), Trouble> {
    let hash = pieces::hash(&given.bytes);
    if let Some(known) = known(tx, &hash)? {
        return Ok((0, known));
    }
    let said = pieces::said(&given.article);
    let (page, source) = match find(tx, &given.article)? {
        Some((page, source)) => {
            let same: Option<(i64, usize)> = tx
                .query_row("SELECT id, number FROM versions WHERE page = ?1 AND said = ?2", params![page, said], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            if let Some((version, number)) = same {
                tx.execute("INSERT INTO same_words (sha256, version) VALUES (?1, ?2)", params![hash, version])?;
                return Ok((page, Added { source, version: number, outcome: Outcome::Known }));
            }
            (page, source)
        }
        None => new_page(tx, &given.article, &hash)?,
    };
    let number = write(tx, stemmer, judgements, page, &source, given, &hash, &said)?;
    let outcome = if number == 1 { Outcome::New } else { Outcome::Version };
    Ok((page, Added { source, version: number, outcome }))
}

/// Where a page may have come from: the address that it states, if that names a page, then the one it was given by.
fn addresses(article: &Article) -> Vec<&str> {
    // A template may state the front page for all of them.
    let stated = article.url.as_deref().filter(|url| !isnad_page::is_front_page(url));
    stated.into_iter().chain([article.source.as_str()]).collect()
}

/// The page that this one is a version of: of the same address, with the same title or most of the words.
fn find(tx: &Transaction, article: &Article) -> Result<Option<(i64, String)>, Trouble> {
    let mut statement = tx.prepare_cached(
        "SELECT p.id, p.source, a.json FROM pages p JOIN articles a ON a.version = p.current WHERE p.address = ?1 ORDER BY p.id",
    )?;
    for address in addresses(article) {
        let mut rows = statement.query([address])?;
        while let Some(row) = rows.next()? {
            let old: Article = pieces::unpack_json(&row.get::<_, Vec<u8>>(2)?)?;
            if alike(&old, article) {
                return Ok(Some((row.get(0)?, row.get(1)?)));
            }
        }
    }
    Ok(None)
}

fn alike(old: &Article, new: &Article) -> bool {
    let title = |article: &Article| article.title.as_deref().map(fold_key).filter(|t| !t.is_empty());
    if title(old).is_some() && title(old) == title(new) {
        return true;
    }
    let [old, new] = [old, new].map(|article| {
        let folded = fold(&article.text);
        (0..folded.tokens.len()).map(|t| folded.form(t).to_owned()).collect::<BTreeSet<String>>()
    });
    let all = old.union(&new).count();
    all > 0 && old.intersection(&new).count() as f64 / all as f64 >= ALIKE
}

fn new_page(tx: &Transaction, article: &Article, hash: &[u8; 32]) -> Result<(i64, String), Trouble> {
    let taken = |source: &str| tx.query_row("SELECT EXISTS (SELECT 1 FROM pages WHERE source = ?1)", [source], |row| row.get::<_, bool>(0));
    for address in addresses(article) {
        if !taken(address)? {
            return page_named(tx, address, address);
        }
    }
    // Another page at an address that is taken: two files of one name, a template that states one address for all.
    page_named(tx, &article.source, &format!("{}#{}", article.source, hex::encode(&hash[..8])))
}

fn page_named(tx: &Transaction, address: &str, source: &str) -> Result<(i64, String), Trouble> {
    tx.execute("INSERT INTO pages (address, source) VALUES (?1, ?2)", [address, source])?;
    Ok((tx.last_insert_rowid(), source.to_owned()))
}

/// Writes a version with all that was read from it, and shows it as the page's current one. Gives its number.
#[allow(clippy::too_many_arguments)] // what a version is
fn write(
    tx: &Transaction,
    stemmer: &Stemmer,
    judgements: &Judgements,
    page: i64,
    source: &str,
    given: &Given,
    hash: &[u8; 32],
    said: &[u8; 32],
) -> Result<usize, Trouble> {
    tx.execute(
        "INSERT INTO raw (sha256, length, zstd) VALUES (?1, ?2, ?3)",
        params![hash, given.bytes.len(), pieces::pack(&given.bytes)?],
    )?;
    let raw = tx.last_insert_rowid();
    let (number, before): (usize, Option<i64>) = tx.query_row(
        "SELECT (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE page = ?1), current FROM pages WHERE id = ?1",
        [page],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    tx.execute(
        "INSERT INTO versions (page, number, raw, given, said, added, program) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![page, number, raw, given.article.source, said, now(), env!("CARGO_PKG_VERSION")],
    )?;
    let version = tx.last_insert_rowid();
    let article = Article { source: source.to_owned(), ..given.article.clone() };
    reading::write(tx, judgements, version, &article, &hex::encode(hash))?;
    tx.execute("UPDATE pages SET current = ?2 WHERE id = ?1", params![page, version])?;
    if let Some(before) = before {
        tx.execute("DELETE FROM words WHERE rowid = ?1", [before])?;
    }
    search::index(tx, stemmer, version, &article)?;
    Ok(number)
}

pub(crate) fn now() -> String {
    second(jiff::Timestamp::now())
}

/// A time as it is written: to the second, so that the order of the letters is that of the times.
pub(crate) fn second(time: jiff::Timestamp) -> String {
    time.round(jiff::Unit::Second).unwrap_or(time).to_string()
}

/// Words of a text as tokens of the index are made from: no marks, no line ends.
pub(crate) fn words(folded: &isnad_lexicon::fold::Folded) -> impl Iterator<Item = (usize, &str)> {
    let tokens = folded.tokens.iter().enumerate();
    tokens.filter(|(_, t)| matches!(t.kind, TokenKind::Word | TokenKind::Digits)).map(|(at, _)| (at, folded.form(at)))
}
