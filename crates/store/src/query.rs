//! What is asked of a store: stories, claims, the whole record.

use std::collections::{BTreeMap, BTreeSet};

use isnad_lexicon::fold::fold_key;
use isnad_model::{
    Article, Decision, Entity, EntityId, FactKind, FactStatus, Group, Measure, Modality, Qualifier, Quantity, Record, Story, meant, written,
};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::decisions::Judgements;
use crate::fault::StoreError;
use crate::store::Store;
use crate::{page, pieces};

/// A story in a list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, JsonSchema)]
pub struct StoryLine {
    /// Its number, which stays while pages come and go.
    pub story: i64,
    /// Its title.
    pub title: String,
    /// First day of its pages.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// How many pages.
    pub pages: usize,
    /// How many series or statements are disputed.
    pub disputes: usize,
    /// When it last changed.
    pub updated: String,
}

/// A claim in a list.
#[derive(Clone, Debug, PartialEq, serde::Serialize, JsonSchema)]
pub struct ClaimLine {
    /// The page.
    pub page: String,
    /// The claim's id on it.
    pub claim: String,
    /// The story that the page is in.
    pub story: Option<i64>,
    /// The outlet's name or domain.
    pub outlet: Option<String>,
    /// The day that it holds for, else the page's.
    pub day: Option<String>,
    /// What kind.
    pub kind: FactKind,
    /// Asserted, or in which other way.
    pub modality: Modality,
    /// How the fact stands that it is a part of.
    pub status: Option<FactStatus>,
    /// What a figure counts.
    pub measure: Option<Measure>,
    /// Inclusive lower bound.
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    pub high: Option<Quantity>,
    /// How exact.
    pub qualifier: Option<Qualifier>,
    /// Whom a figure counts.
    pub group: Option<Group>,
    /// What happened, or the mode of a statement.
    pub what: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who says it; absent where the page says it in its own voice.
    pub speaker: Option<String>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
    /// The name of the page's content: what the claim is for ever, whatever the page says later.
    pub content: String,
    /// When this version of the page was added.
    pub added: String,
    /// What a person decided about it; the fields are as they were decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// Which claims are asked for; what is absent does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// What figures count.
    pub measure: Option<Measure>,
    /// The kind.
    pub kind: Option<FactKind>,
    /// How the fact stands.
    pub status: Option<FactStatus>,
    /// First day.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// A place's id or any name that pages use of it.
    pub place: Option<String>,
    /// A speaker's id or any name that pages use of them.
    pub speaker: Option<String>,
    /// An outlet's name or domain.
    pub outlet: Option<String>,
    /// Which stand first.
    pub order: Latest,
    /// Claims that are left out at the beginning.
    pub skip: usize,
    /// Claims at most; 0 is all.
    pub limit: usize,
}

/// Which of several claims or pages is the latest, where the latest stand first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Latest {
    /// What is asked for decides: of claims the day that they hold for, of pages how well they fit.
    #[default]
    Told,
    /// What was added last.
    Added,
}

/// Which stories are asked for.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    /// Only those with pages of this day or later.
    pub since: Option<String>,
    /// Which stand first.
    pub order: StoryOrder,
    /// Stories that are left out at the beginning.
    pub skip: usize,
    /// Stories at most; 0 is all.
    pub limit: usize,
}

/// In which order stories are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StoryOrder {
    /// Those with the latest news first.
    #[default]
    News,
    /// Those that changed last in the store first.
    Changed,
}

fn typed<T: DeserializeOwned>(word: Option<String>) -> Option<T> {
    word.and_then(|w| meant(&w).ok())
}

/// The number of a story that is there, also where it went on under another; by its number or its id in records.
pub(crate) fn number(connection: &Connection, named: &str) -> rusqlite::Result<Option<i64>> {
    let by_hash: Option<i64> =
        connection.query_row("SELECT id FROM stories WHERE hash = ?1 ORDER BY id LIMIT 1", [named], |row| row.get(0)).optional()?;
    let Some(number) = by_hash.or_else(|| named.parse().ok()) else { return Ok(None) };
    connection
        .query_row(
            "WITH RECURSIVE way (story) AS (
                 VALUES (?1) UNION SELECT m.into_story FROM way JOIN story_moves m ON m.story = way.story
                 WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = way.story)
             ) SELECT id FROM stories WHERE id IN way",
            [number],
            |row| row.get(0),
        )
        .optional()
}

const CLAIM: &str = "SELECT p.source, c.name, s.story, coalesce(a.outlet, a.domain), c.day, c.kind, c.modality, c.status, c.measure, c.low,
        c.high, c.qualifier, c.grouped, c.what, c.place, c.speaker, c.first, c.past, c.exact, c.decision, r.sha256, v.added
    FROM claims c JOIN pages p ON p.current = c.version JOIN articles a ON a.version = c.version
    JOIN versions v ON v.id = c.version JOIN raw r ON r.id = v.raw
    LEFT JOIN story_pages s ON s.page = p.id";

fn claim(row: &Row, decisions: &[Decision]) -> rusqlite::Result<ClaimLine> {
    let decision: Option<i64> = row.get(19)?;
    Ok(ClaimLine {
        decision: decision.and_then(|id| decisions.iter().find(|d| d.id == id).cloned()),
        page: row.get(0)?,
        claim: row.get(1)?,
        story: row.get(2)?,
        outlet: row.get(3)?,
        day: row.get(4)?,
        kind: typed(row.get(5)?).unwrap_or(FactKind::Statement),
        modality: typed(row.get(6)?).unwrap_or_default(),
        status: typed(row.get(7)?),
        measure: typed(row.get(8)?),
        low: row.get::<_, Option<f64>>(9)?.map(Quantity),
        high: row.get::<_, Option<f64>>(10)?.map(Quantity),
        qualifier: typed(row.get(11)?),
        group: row.get::<_, Option<String>>(12)?.map(|g| Group::from(g.as_str())),
        what: row.get(13)?,
        place: row.get(14)?,
        speaker: row.get(15)?,
        start: row.get(16)?,
        end: row.get(17)?,
        exact: row.get(18)?,
        content: page::name(&row.get::<_, Vec<u8>>(20)?),
        added: row.get(21)?,
    })
}

impl Store {
    /// The stories, a line each.
    pub fn stories(&self, asked: &Stories) -> Result<Vec<StoryLine>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let order = match asked.order {
            StoryOrder::News => "last_day DESC, pages DESC, id",
            StoryOrder::Changed => "updated DESC, id DESC",
        };
        let query = format!(
            "SELECT id, title, first_day, last_day, pages, disputes, updated FROM stories WHERE ?1 IS NULL OR last_day >= ?1
             ORDER BY {order} LIMIT ?2 OFFSET ?3"
        );
        let mut statement = self.connection.prepare_cached(&query).map_err(wrong)?;
        let line = |row: &Row| {
            Ok(StoryLine {
                story: row.get(0)?,
                title: row.get(1)?,
                from: row.get(2)?,
                to: row.get(3)?,
                pages: row.get(4)?,
                disputes: row.get(5)?,
                updated: row.get(6)?,
            })
        };
        statement
            .query_map(params![asked.since, pieces::limit(asked.limit), pieces::skip(asked.skip)], line)
            .map_err(wrong)?
            .collect::<rusqlite::Result<_>>()
            .map_err(wrong)
    }

    /// A story with its articles, by its number or by its id in records.
    pub fn story(&self, named: &str) -> Result<(Story, Vec<Article>), StoreError> {
        let number = self.number(named)?;
        Ok((self.told(number)?, self.articles_of(number)?))
    }

    fn articles_of(&self, story: i64) -> Result<Vec<Article>, StoreError> {
        self.judged(
            "SELECT a.json, r.sha256 FROM story_pages s JOIN articles a ON a.version = s.version JOIN pages p ON p.id = s.page
             JOIN versions v ON v.id = s.version JOIN raw r ON r.id = v.raw WHERE s.story = ?1 ORDER BY p.source",
            &[&story],
        )
    }

    /// Everybody and everywhere that a story names, by its number; nobody where there is no such story.
    pub fn entities(&self, story: i64) -> Result<BTreeMap<EntityId, Entity>, StoreError> {
        // Of all that is known of a story only this is read.
        #[derive(serde::Deserialize)]
        struct Named {
            entities: BTreeMap<EntityId, Entity>,
        }
        let row = self.connection.query_row("SELECT json FROM stories WHERE id = ?1", [story], |row| row.get::<_, Vec<u8>>(0));
        let json = row.optional().map_err(|e| self.wrong(e))?;
        Ok(json.map(|json| self.unpacked::<Named>(&json)).transpose()?.map(|named| named.entities).unwrap_or_default())
    }

    /// The number of a story that is there, also where it went on under another; by its number or its id in records.
    pub fn number(&self, named: &str) -> Result<i64, StoreError> {
        number(&self.connection, named).map_err(|e| self.wrong(e))?.ok_or_else(|| StoreError::NoStory(named.to_owned()))
    }

    /// All stories, as `isnad report` gives them, and all articles.
    pub fn record(&self) -> Result<(Record, Vec<Article>), StoreError> {
        let wrong = |fault| self.wrong(fault);
        // One view of the file, whoever writes meanwhile.
        let _view = self.connection.unchecked_transaction().map_err(wrong)?;
        let mut statement = self.connection.prepare("SELECT json FROM stories ORDER BY first_day, hash, id").map_err(wrong)?;
        let mut rows = statement.query([]).map_err(wrong)?;
        let mut stories = Vec::new();
        while let Some(row) = rows.next().map_err(wrong)? {
            stories.push(self.unpacked(&row.get::<_, Vec<u8>>(0).map_err(wrong)?)?);
        }
        let articles = self.judged(
            "SELECT a.json, r.sha256 FROM pages p JOIN articles a ON a.version = p.current JOIN versions v ON v.id = p.current
             JOIN raw r ON r.id = v.raw ORDER BY p.source",
            &[],
        )?;
        Ok((Record { stories }, articles))
    }

    /// Hands on each story with its articles, in the order of [`Store::record`], one at a time: for what is too much for memory at once.
    pub fn each_story<E: From<StoreError>>(&self, mut take: impl FnMut(Story, Vec<Article>) -> Result<(), E>) -> Result<(), E> {
        let wrong = |fault| self.wrong(fault);
        // One view of the file, whoever writes meanwhile.
        let _view = self.connection.unchecked_transaction().map_err(wrong)?;
        let mut statement = self.connection.prepare("SELECT id FROM stories ORDER BY first_day, hash, id").map_err(wrong)?;
        let numbers: Vec<i64> =
            statement.query_map([], |row| row.get(0)).map_err(wrong)?.collect::<rusqlite::Result<_>>().map_err(wrong)?;
        for number in numbers {
            take(self.told(number)?, self.articles_of(number)?)?;
        }
        Ok(())
    }

    /// The versions of a page as they were read, the first first.
    pub fn versions(&self, source: &str) -> Result<Vec<Article>, StoreError> {
        self.articles(
            "SELECT a.json FROM pages p JOIN versions v ON v.page = p.id JOIN articles a ON a.version = v.id
             WHERE p.source = ?1 ORDER BY v.number",
            &[&source],
        )
    }

    /// Claims of the pages as they are now, the latest first.
    pub fn claims(&self, asked: &Claims) -> Result<Vec<ClaimLine>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let mut conditions: Vec<String> = Vec::new();
        let mut values: Vec<String> = Vec::new();
        let mut narrow = |condition: &str, value: Option<String>| {
            if let Some(value) = value {
                values.push(value);
                conditions.push(condition.replace('?', &format!("?{}", values.len())));
            }
        };
        // Most claims are of one kind and status: what is asked for beside these is what they are found by.
        let finer = asked.measure.is_some() || asked.place.is_some() || asked.speaker.is_some();
        let [kind, status] = if finer { ["+c.kind = ?", "+c.status = ?"] } else { ["c.kind = ?", "c.status = ?"] };
        narrow("c.measure = ?", asked.measure.and_then(|m| written(&m)));
        narrow(kind, asked.kind.and_then(|k| written(&k)));
        narrow(status, asked.status.and_then(|s| written(&s)));
        narrow("c.day >= ?", asked.since.clone());
        narrow("c.day <= ?", asked.until.clone());
        narrow("? IN (a.outlet, a.domain)", asked.outlet.clone());
        let judgements = Judgements::load(&self.connection).map_err(|trouble| trouble.at(&self.path))?;
        for (column, named) in [("c.place", &asked.place), ("c.speaker", &asked.speaker)] {
            if let Some(named) = named {
                let ids = self.called(named, &judgements)?;
                let places: Vec<String> = (1..=ids.len()).map(|at| format!("?{}", values.len() + at)).collect();
                conditions.push(format!("{column} IN ({})", places.join(", ")));
                values.extend(ids);
            }
        }
        let narrowed = if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
        let order = match asked.order {
            Latest::Told => "c.day DESC, c.id",
            Latest::Added => "c.version DESC, c.id",
        };
        let query = format!("{CLAIM}{narrowed} ORDER BY {order} LIMIT {} OFFSET {}", pieces::limit(asked.limit), pieces::skip(asked.skip));
        let mut statement = self.connection.prepare(&query).map_err(wrong)?;
        let values: Vec<&dyn ToSql> = values.iter().map(|v| v as &dyn ToSql).collect();
        let decisions = judgements.told();
        statement.query_map(&*values, |row| claim(row, &decisions)).map_err(wrong)?.collect::<rusqlite::Result<_>>().map_err(wrong)
    }

    /// The ids of the entities that a name stands for, as any page uses it, or an id: as claims are asked for by speaker and place.
    pub fn entities_called(&self, named: &str) -> Result<BTreeSet<EntityId>, StoreError> {
        self.called(named, &Judgements::load(&self.connection).map_err(|trouble| trouble.at(&self.path))?)
    }

    /// The entities that a name or an id stands for, as they were joined.
    fn called(&self, named: &str, judgements: &Judgements) -> Result<BTreeSet<String>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let mut statement = self.connection.prepare_cached("SELECT entity FROM names WHERE folded = ?1").map_err(wrong)?;
        let called = statement.query_map([fold_key(named)], |row| row.get(0)).map_err(wrong)?.collect::<rusqlite::Result<Vec<String>>>();
        Ok(called.map_err(wrong)?.iter().map(String::as_str).chain([named]).map(|id| judgements.resolve(id)).collect())
    }

    /// Articles as they were judged: what was corrected stands corrected, what was rejected is still there.
    fn judged(&self, query: &str, values: &[&dyn ToSql]) -> Result<Vec<Article>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let judgements = Judgements::load(&self.connection).map_err(|trouble| trouble.at(&self.path))?;
        let mut statement = self.connection.prepare(query).map_err(wrong)?;
        let mut rows = statement.query(values).map_err(wrong)?;
        let mut articles = Vec::new();
        while let Some(row) = rows.next().map_err(wrong)? {
            let read: Article = self.unpacked(&row.get::<_, Vec<u8>>(0).map_err(wrong)?)?;
            let hash: Vec<u8> = row.get(1).map_err(wrong)?;
            articles.push(if judgements.is_empty() { read } else { judgements.judge(&read, &hex::encode(&hash)).article });
        }
        Ok(articles)
    }

    fn articles(&self, query: &str, values: &[&dyn ToSql]) -> Result<Vec<Article>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let mut statement = self.connection.prepare(query).map_err(wrong)?;
        let mut rows = statement.query(values).map_err(wrong)?;
        let mut articles = Vec::new();
        while let Some(row) = rows.next().map_err(wrong)? {
            articles.push(self.unpacked(&row.get::<_, Vec<u8>>(0).map_err(wrong)?)?);
        }
        Ok(articles)
    }

    pub(crate) fn unpacked<T: DeserializeOwned>(&self, json: &[u8]) -> Result<T, StoreError> {
        pieces::unpack_json(json).map_err(|e| StoreError::Damaged(self.path.clone(), e.to_string()))
    }
}
