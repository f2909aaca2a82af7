//! A page as it is looked at: a version of it, named by its content, which nothing changes.

use std::collections::BTreeMap;

use isnad_model::{Article, Story};
use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;

use crate::carried::Carriage;
use crate::decisions::Judgements;
use crate::fault::StoreError;
use crate::pieces;
use crate::store::Store;

/// Hexadecimal digits that name a content: enough that no two have the same.
const DIGITS: usize = 32;

/// A version of a page.
#[derive(Clone, Debug, PartialEq, serde::Serialize, JsonSchema)]
pub struct Seen {
    /// The page's name in records.
    pub source: String,
    /// The name of its content.
    pub content: String,
    /// Which version it is, from 1.
    pub number: usize,
    /// Whether the page shows it now.
    pub current: bool,
    /// The content that the page shows now.
    pub latest: String,
    /// When it was added.
    pub added: String,
    /// How its bytes came, where they came out of an archive or with a content type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carriage: Option<Carriage>,
    /// What was read from it, as it was judged.
    pub article: Article,
    /// The story that the page is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<i64>,
}

/// An outlet or agency in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct SourceLine {
    /// Its name as pages state it.
    pub name: String,
    /// Pages of its own.
    pub pages: usize,
    /// Those among them that have their text from an agency, or in common with others.
    pub copies: usize,
    /// Pages that have it from this one: all that credit an agency, those of others that have an outlet's text.
    pub origin_of: usize,
}

/// The name of a content.
pub fn content(bytes: &[u8]) -> String {
    name(&pieces::hash(bytes))
}

pub(crate) fn name(hash: &[u8]) -> String {
    hex::encode(hash).chars().take(DIGITS).collect()
}

/// The least and greatest hash that a name may stand for.
fn range(content: &str) -> Option<[Vec<u8>; 2]> {
    let start = hex::decode(content).ok().filter(|_| content.len() == DIGITS)?;
    let filled = |with: u8| [start.as_slice(), &[with; 32 - DIGITS / 2]].concat();
    Some([filled(0), filled(0xff)])
}

const SEEN: &str = "SELECT p.source, r.sha256, v.number, v.id = p.current, l.sha256, v.added, a.json, s.story
    FROM versions v JOIN raw r ON r.id = v.raw JOIN pages p ON p.id = v.page JOIN articles a ON a.version = v.id
    JOIN versions c ON c.id = p.current JOIN raw l ON l.id = c.raw LEFT JOIN story_pages s ON s.page = p.id";

type SeenRow = (Vec<u8>, Vec<u8>, Seen);

fn seen(row: &Row) -> rusqlite::Result<SeenRow> {
    let (hash, latest): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(4)?);
    let seen = Seen {
        source: row.get(0)?,
        content: name(&hash),
        number: row.get(2)?,
        current: row.get(3)?,
        latest: name(&latest),
        added: row.get(5)?,
        carriage: None,
        article: Article::default(),
        story: row.get(7)?,
    };
    Ok((hash, row.get(6)?, seen))
}

impl Store {
    /// A version of a page by its content.
    pub fn page(&self, content: &str) -> Result<Seen, StoreError> {
        let none = || StoreError::NoPage(content.to_owned());
        let [low, high] = range(content).ok_or_else(none)?;
        let query = format!("{SEEN} WHERE r.sha256 BETWEEN ?1 AND ?2 ORDER BY v.id LIMIT 1");
        let row = self.connection.query_row(&query, params![low, high], seen).optional().map_err(|e| self.wrong(e))?;
        self.judged_seen(&self.judgements()?, row.ok_or_else(none)?)
    }

    /// A page as it is now, by its name in records.
    pub fn page_now(&self, source: &str) -> Result<Seen, StoreError> {
        self.now(&self.judgements()?, source)
    }

    /// Several pages as they are now, in the order of their names.
    pub fn pages_now<'s>(&self, sources: impl IntoIterator<Item = &'s str>) -> Result<Vec<Seen>, StoreError> {
        let judgements = self.judgements()?;
        sources.into_iter().map(|source| self.now(&judgements, source)).collect()
    }

    fn now(&self, judgements: &Judgements, source: &str) -> Result<Seen, StoreError> {
        let query = format!("{SEEN} WHERE p.source = ?1 AND v.id = p.current");
        let mut statement = self.connection.prepare_cached(&query).map_err(|e| self.wrong(e))?;
        let row = statement.query_row([source], seen).optional().map_err(|e| self.wrong(e))?;
        self.judged_seen(judgements, row.ok_or_else(|| StoreError::NoPage(source.to_owned()))?)
    }

    fn judgements(&self) -> Result<Judgements, StoreError> {
        Judgements::load(&self.connection).map_err(|trouble| trouble.at(&self.path))
    }

    /// The stories with claims by a speaker, those with the latest news first, by the speaker's id.
    pub fn stories_by(&self, speaker: &str, at_most: usize) -> Result<Vec<i64>, StoreError> {
        self.stories_with("c.speaker", speaker, at_most)
    }

    /// The stories with claims of a place, those with the latest news first, by the place's id.
    pub fn stories_at(&self, place: &str, at_most: usize) -> Result<Vec<i64>, StoreError> {
        self.stories_with("c.place", place, at_most)
    }

    fn stories_with(&self, column: &str, id: &str, at_most: usize) -> Result<Vec<i64>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let query = format!(
            "SELECT t.id FROM claims c JOIN pages p ON p.current = c.version JOIN story_pages s ON s.page = p.id JOIN stories t ON t.id = s.story
             WHERE {column} = ?1 GROUP BY t.id ORDER BY t.last_day DESC, t.id LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&query).map_err(wrong)?;
        statement
            .query_map(params![id, pieces::limit(at_most)], |row| row.get(0))
            .map_err(wrong)?
            .collect::<rusqlite::Result<_>>()
            .map_err(wrong)
    }

    /// The id that an entity goes by, as it was joined.
    pub fn goes_by(&self, id: &str) -> Result<String, StoreError> {
        Ok(Judgements::load(&self.connection).map_err(|trouble| trouble.at(&self.path))?.resolve(id))
    }

    /// A story by its number, without its pages.
    pub fn told(&self, story: i64) -> Result<Story, StoreError> {
        let row = self.connection.query_row("SELECT json FROM stories WHERE id = ?1", [story], |row| row.get(0));
        let json: Option<Vec<u8>> = row.optional().map_err(|e| self.wrong(e))?;
        self.unpacked(&json.ok_or_else(|| StoreError::NoStory(story.to_string()))?)
    }

    fn judged_seen(&self, judgements: &Judgements, (hash, json, seen): SeenRow) -> Result<Seen, StoreError> {
        let read: Article = self.unpacked(&json)?;
        Ok(Seen { article: judgements.judge(&read, &hex::encode(&hash)).article, carriage: self.carriage_of(&hash)?, ..seen })
    }

    /// Outlets and agencies, those with most pages first.
    pub fn sources(&self) -> Result<Vec<SourceLine>, StoreError> {
        let mut sources: BTreeMap<String, SourceLine> = BTreeMap::new();
        for (query, put) in COUNTS {
            let mut statement = self.connection.prepare_cached(query).map_err(|e| self.wrong(e))?;
            let mut rows = statement.query([]).map_err(|e| self.wrong(e))?;
            while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
                let (name, count): (String, usize) = (row.get(0).map_err(|e| self.wrong(e))?, row.get(1).map_err(|e| self.wrong(e))?);
                put(sources.entry(name).or_default(), count);
            }
        }
        let mut all: Vec<SourceLine> = sources.into_iter().map(|(name, line)| SourceLine { name, ..line }).collect();
        all.sort_by_key(|line| std::cmp::Reverse((line.pages + line.origin_of, line.pages)));
        Ok(all)
    }
}

/// What is counted of a source, and where it is put.
type Count = (&'static str, fn(&mut SourceLine, usize));

const COUNTS: [Count; 3] = [
    (
        "SELECT coalesce(a.outlet, a.domain), count(*) FROM pages p JOIN articles a ON a.version = p.current
         WHERE coalesce(a.outlet, a.domain) IS NOT NULL GROUP BY 1",
        |line, count| line.pages += count,
    ),
    (
        "SELECT coalesce(a.outlet, a.domain), count(DISTINCT p.id) FROM pages p JOIN articles a ON a.version = p.current
         JOIN origin_pages op ON op.page = p.id JOIN origins o ON o.story = op.story AND o.origin = op.origin
         WHERE coalesce(a.outlet, a.domain) IS NOT NULL AND o.kind IN ('agency', 'shared-text') GROUP BY 1",
        |line, count| line.copies += count,
    ),
    (
        "SELECT o.name, count(DISTINCT op.page) FROM origins o JOIN origin_pages op ON op.story = o.story AND op.origin = o.origin
         JOIN pages p ON p.id = op.page JOIN articles a ON a.version = p.current
         WHERE o.kind = 'agency' OR (o.kind = 'outlet' AND coalesce(a.outlet, a.domain) IS NOT o.name) GROUP BY 1",
        |line, count| line.origin_of += count,
    ),
];
