//! Feeds that are watched: when each is asked again, what its server said, how it fails.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::add::second;
use crate::fault::StoreError;
use crate::links::{self, Listed};
use crate::store::{Store, Trouble};

/// Sitemaps that one sitemap lists and that are read of it: the newest.
const SITEMAPS: usize = 100;

/// A feed that is to be watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Its address, without a password.
    pub address: String,
    /// The host that is asked.
    pub host: String,
    /// What the user calls it.
    pub name: Option<String>,
    /// What it lists when it is read first is passed over.
    pub quiet: bool,
    /// How often it is asked at least: a time for the next reading that is further off is brought nearer.
    pub every: SignedDuration,
}

/// A feed, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Feed {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub address: String,
    /// The host that is asked.
    #[serde(skip)]
    pub host: String,
    /// What the user calls it, else its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The feed that lists it, of a sitemap within another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<i64>,
    /// `ETag`.
    #[serde(skip)]
    pub etag: Option<String>,
    /// `Last-Modified`.
    #[serde(skip)]
    pub last_modified: Option<String>,
    /// Where its server says that it is now, for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<String>,
    /// When it is asked again (ISO 8601, UTC); absent where it is not, by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// When it could be read last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// How many pages it listed then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<usize>,
    /// How often in a row it could not be read since.
    pub failures: u32,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// When its server said that it is gone for good; it is not asked any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gone: Option<String>,
    /// Pages that it lists and that are still to be read.
    pub waiting: usize,
}

/// A feed as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Its title.
    pub title: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
    /// Where its server says that it is now, for ever.
    pub moved: Option<String>,
    /// Pages that it lists.
    pub entries: Vec<Listed>,
    /// Sitemaps that it lists, the newest first.
    pub sitemaps: Vec<Listed>,
    /// What could not be read of it.
    pub fault: Option<String>,
}

/// What a reading of a feed brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Links that wait now and did not before.
    pub links: usize,
    /// Links that found no room: too many of this feed wait.
    pub left: usize,
}

const FEED: &str = "SELECT id, address, host, coalesce(name, title), parent, etag, last_modified, moved, next, read, entries, failures,
    fault, gone, (SELECT count(*) FROM links l WHERE l.feed = f.id AND l.done IS NULL) FROM feeds f WHERE watched";

impl Store {
    /// Watches these feeds and no others: of those that are no more watched all stays for a while. One that is watched again after it
    /// was not begins anew.
    pub fn watch(&mut self, feeds: &[Watched], now: Timestamp) -> Result<(), StoreError> {
        self.whole(|tx, _, _| {
            let before: Vec<(i64, String)> = {
                let mut statement = tx.prepare("SELECT id, address FROM feeds WHERE watched AND parent IS NULL")?;
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
            };
            for (id, _) in before.iter().filter(|(_, address)| !feeds.iter().any(|feed| feed.address == *address)) {
                tx.execute("UPDATE feeds SET watched = 0 WHERE id = ?1 OR parent = ?1", [id])?;
            }
            for feed in feeds {
                let Watched { address, host, name, quiet, every } = feed;
                // A sitemap that another lists, and is named by itself now, is a feed of its own.
                tx.execute(
                    "INSERT INTO feeds (address, host, name, watched, quiet, next) VALUES (?1, ?2, ?3, 1, ?4, ?5)
                     ON CONFLICT (address) DO UPDATE SET name = excluded.name, parent = NULL, host = excluded.host,
                         next = CASE WHEN NOT watched OR next IS NULL AND gone IS NULL THEN excluded.next
                                     WHEN failures = 0 THEN min(next, ?6) ELSE next END,
                         failures = iif(watched, failures, 0), fault = iif(watched, fault, NULL), gone = iif(watched, gone, NULL),
                         watched = 1",
                    params![address, host, name, quiet, second(now), second(now + *every)],
                )?;
                tx.execute(
                    "UPDATE feeds SET watched = 1 WHERE NOT watched AND parent = (SELECT id FROM feeds WHERE address = ?1)",
                    [address],
                )?;
            }
            links::forget_unwatched(tx, now)
        })
    }

    /// The feeds that are watched, each followed by the sitemaps that it lists.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{FEED} ORDER BY coalesce(parent, id), id")).map_err(|e| self.wrong(e))?;
        let feeds = statement.query_map([], feed).map_err(|e| self.wrong(e))?;
        feeds.collect::<Result<_, _>>().map_err(|e| self.wrong(e))
    }

    /// The feeds whose time has come, those that wait longest first.
    pub fn feeds_due(&self, now: Timestamp, limit: usize) -> Result<Vec<Feed>, StoreError> {
        let query = format!("{FEED} AND next <= ?1 ORDER BY next, id LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&query).map_err(|e| self.wrong(e))?;
        let feeds = statement.query_map(params![second(now), crate::pieces::limit(limit)], feed).map_err(|e| self.wrong(e))?;
        feeds.collect::<Result<_, _>>().map_err(|e| self.wrong(e))
    }

    /// When a feed or a link is to be asked next (ISO 8601, UTC).
    pub fn next_due(&self) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row(
                "SELECT min(next) FROM (SELECT min(next) AS next FROM feeds WHERE watched UNION ALL
                     SELECT min(next) FROM links WHERE done IS NULL)",
                [],
                |row| row.get(0),
            )
            .map_err(|e| self.wrong(e))
    }

    /// A feed came: what it lists waits from now on, and the feed for `next`.
    pub fn feed_came(&mut self, id: i64, came: &Read, next: Timestamp, now: Timestamp) -> Result<Brought, StoreError> {
        self.whole(|tx, _, _| {
            let quiet: Option<bool> = tx.query_row("SELECT quiet FROM feeds WHERE id = ?1", [id], |row| row.get(0)).optional()?;
            let Some(quiet) = quiet else { return Ok(Brought::default()) };
            let brought = links::list(tx, id, &came.entries, quiet, now)?;
            sitemaps(tx, id, &came.sitemaps, quiet, now)?;
            // A feed of which something found no room is asked again for the whole of it.
            let known = brought.left == 0;
            tx.execute(
                "UPDATE feeds SET title = ?2, etag = ?3, last_modified = ?4, moved = ?5, entries = ?6, fault = ?7, came = ?8, read = ?8,
                     next = CASE WHEN parent IS NULL OR updated IS NULL OR NOT ?10 THEN ?9 END, failures = 0, quiet = 0 WHERE id = ?1",
                params![
                    id,
                    came.title,
                    came.etag.as_ref().filter(|_| known),
                    came.last_modified.as_ref().filter(|_| known),
                    came.moved,
                    came.entries.len(),
                    came.fault,
                    second(now),
                    second(next),
                    known,
                ],
            )?;
            links::forget_of(tx, id, now)?;
            Ok(brought)
        })
    }

    /// The server of a feed says that nothing changed.
    ///
    /// What could not be read of it still cannot.
    pub fn feed_unchanged(&mut self, id: i64, next: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        let unchanged = "UPDATE feeds SET read = ?2, next = CASE WHEN parent IS NULL OR updated IS NULL THEN ?3 END, failures = 0,
                 fault = iif(failures = 0, fault, NULL) WHERE id = ?1";
        self.connection.execute(unchanged, params![id, second(now), second(next)]).map_err(|e| self.wrong(e))?;
        Ok(())
    }

    /// A feed could not be read: it is asked again at `next`, where it was at first, or is gone for good.
    pub fn feed_failed(&mut self, id: i64, fault: &str, next: Option<Timestamp>, now: Timestamp) -> Result<(), StoreError> {
        let failed =
            "UPDATE feeds SET failures = failures + 1, fault = ?2, next = ?3, gone = iif(?3 IS NULL, ?4, NULL), moved = NULL WHERE id = ?1";
        self.connection.execute(failed, params![id, fault, next.map(second), second(now)]).map_err(|e| self.wrong(e))?;
        Ok(())
    }
}

/// Sitemaps that a feed lists are feeds: new ones, and those that changed, are due; those that it does not list any more are none.
/// One of which it does not say when it changed is asked in its own time.
fn sitemaps(tx: &Transaction, parent: i64, sitemaps: &[Listed], quiet: bool, now: Timestamp) -> Result<(), Trouble> {
    let (owned, watched): (Option<i64>, bool) =
        tx.query_row("SELECT parent, watched FROM feeds WHERE id = ?1", [parent], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // Sitemaps list sitemaps, those list none.
    if owned.is_some() {
        return Ok(());
    }
    let mut kept = Vec::new();
    for Listed { address, host, updated } in sitemaps.iter().take(SITEMAPS) {
        tx.execute(
            "INSERT INTO feeds (address, host, parent, updated, watched, quiet, next) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (address) DO UPDATE SET updated = excluded.updated, gone = NULL, watched = excluded.watched,
                 next = iif(excluded.updated > coalesce(updated, '') OR gone IS NOT NULL, excluded.next, next)
             WHERE parent = excluded.parent",
            params![address, host, parent, updated.map(second), watched, quiet, second(now)],
        )?;
        kept.push(address.as_str());
    }
    let kept = serde_json::to_string(&kept).map_err(std::io::Error::from)?;
    let left = "parent = ?1 AND address NOT IN (SELECT value FROM json_each(?2))";
    tx.execute(&format!("UPDATE feeds SET next = NULL WHERE {left}"), params![parent, kept])?;
    // What they listed is still read, and kept in mind as that of others; then they go.
    tx.execute(
        &format!("DELETE FROM links WHERE done IS NOT NULL AND listed < ?3 AND feed IN (SELECT id FROM feeds WHERE {left})"),
        params![parent, kept, links::long_ago(now)],
    )?;
    tx.execute(&format!("DELETE FROM feeds WHERE {left} AND id NOT IN (SELECT feed FROM links)"), params![parent, kept])?;
    Ok(())
}

fn feed(row: &Row) -> rusqlite::Result<Feed> {
    Ok(Feed {
        id: row.get(0)?,
        address: row.get(1)?,
        host: row.get(2)?,
        name: row.get(3)?,
        parent: row.get(4)?,
        etag: row.get(5)?,
        last_modified: row.get(6)?,
        moved: row.get(7)?,
        next: row.get(8)?,
        read: row.get(9)?,
        entries: row.get(10)?,
        failures: row.get(11)?,
        fault: row.get(12)?,
        gone: row.get(13)?,
        waiting: row.get(14)?,
    })
}
