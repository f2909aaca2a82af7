//! Links that feeds list: which wait, which are done.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::add::second;
use crate::fault::StoreError;
use crate::feeds::Brought;
use crate::store::{Store, Trouble};

/// Links of one feed that wait at most.
const WAITING: usize = 10_000;
/// Days that a link is kept which is done and which its feed does not list any more: feeds list old pages again.
const DAYS: i64 = 30;

/// What a feed lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The address, without a password.
    pub address: String,
    /// The host that is asked for it.
    pub host: String,
    /// When it was changed last, as the feed says.
    pub updated: Option<Timestamp>,
}

/// A link that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub address: String,
    /// The host that is asked for it.
    pub host: String,
    /// How often it was asked for in vain.
    pub tries: u32,
}

/// How many links there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LinkCounts {
    /// Those that wait.
    pub waiting: usize,
    /// Those that were read.
    pub read: usize,
    /// Those that were given up.
    pub given_up: usize,
}

impl Store {
    /// Links whose time has come: of each host the one that waits longest, of so many hosts, those first that wait longest.
    pub fn links_due(&self, now: Timestamp, hosts: usize) -> Result<Vec<Link>, StoreError> {
        let due = "SELECT address, host, tries, min(next) AS first FROM links WHERE done IS NULL AND next <= ?1
             GROUP BY host ORDER BY first, host LIMIT ?2";
        let mut statement = self.connection.prepare_cached(due).map_err(|e| self.wrong(e))?;
        let link = |row: &rusqlite::Row| Ok(Link { address: row.get(0)?, host: row.get(1)?, tries: row.get(2)? });
        let links = statement.query_map(params![second(now), crate::pieces::limit(hosts)], link).map_err(|e| self.wrong(e))?;
        links.collect::<Result<_, _>>().map_err(|e| self.wrong(e))
    }

    /// Links were read: their pages are in the store, or are none to keep. They are not asked for again until a feed says that they
    /// changed.
    pub fn links_read(&mut self, addresses: &[&str], now: Timestamp) -> Result<(), StoreError> {
        self.whole(|tx, _, _| {
            let mut statement = tx.prepare_cached("UPDATE links SET done = ?2, next = NULL, fault = NULL WHERE address = ?1")?;
            for address in addresses {
                statement.execute(params![address, second(now)])?;
            }
            Ok(())
        })
    }

    /// A link could not be read: it is asked for again at `next`, or given up.
    pub fn link_failed(&mut self, address: &str, fault: &str, next: Option<Timestamp>, now: Timestamp) -> Result<(), StoreError> {
        let failed = "UPDATE links SET tries = tries + 1, fault = ?2, next = ?3, done = iif(?3 IS NULL, ?4, NULL) WHERE address = ?1";
        self.connection.execute(failed, params![address, fault, next.map(second), second(now)]).map_err(|e| self.wrong(e))?;
        Ok(())
    }

    /// How many links there are of feeds that are watched.
    pub fn link_counts(&self) -> Result<LinkCounts, StoreError> {
        let counts = "SELECT count(*) FILTER (WHERE done IS NULL), count(*) FILTER (WHERE done IS NOT NULL AND l.fault IS NULL),
                 count(*) FILTER (WHERE done IS NOT NULL AND l.fault IS NOT NULL)
             FROM links l JOIN feeds f ON f.id = l.feed WHERE f.watched";
        let counts =
            self.connection.query_row(counts, [], |row| Ok(LinkCounts { waiting: row.get(0)?, read: row.get(1)?, given_up: row.get(2)? }));
        counts.map_err(|e| self.wrong(e))
    }
}

/// Brings what a feed lists into the table: what is new waits, or is done where it is passed over; what was done waits again if it
/// changed since, an hour after it was read at the soonest. Says how many links wait now that did not, and how many found no room.
pub(crate) fn list(tx: &Transaction, feed: i64, entries: &[Listed], passed_over: bool, now: Timestamp) -> Result<Brought, Trouble> {
    let mut waiting: usize = tx.query_row("SELECT count(*) FROM links WHERE feed = ?1 AND done IS NULL", [feed], |row| row.get(0))?;
    let (at, lately) = (second(now), second(now - SignedDuration::from_hours(24)));
    let mut find = tx.prepare_cached("SELECT coalesce(updated, seen), done, listed FROM links WHERE address = ?1")?;
    let mut add = tx.prepare_cached(
        "INSERT INTO links (address, host, feed, seen, listed, updated, next, done) VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7)",
    )?;
    let mut list = tx.prepare_cached("UPDATE links SET listed = ?2 WHERE address = ?1 AND listed < ?3")?;
    let mut changed = tx.prepare_cached("UPDATE links SET listed = ?2, updated = ?3 WHERE address = ?1")?;
    let mut again = tx
        .prepare_cached("UPDATE links SET listed = ?2, updated = ?3, next = ?4, tries = 0, fault = NULL, done = NULL WHERE address = ?1")?;
    let mut brought = Brought::default();
    for Listed { address, host, updated } in entries {
        let updated = updated.map(second);
        let known: Option<(String, Option<String>, String)> =
            find.query_row([address], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let room = waiting < WAITING;
        match known {
            None if passed_over => drop(add.execute(params![address, host, feed, at, updated, None::<&str>, at])?),
            None if room => {
                add.execute(params![address, host, feed, at, updated, at, None::<&str>])?;
                waiting += 1;
                brought.links += 1;
            }
            Some((before, done, _)) if updated.as_ref().is_some_and(|updated| *updated > before) => match done {
                None => drop(changed.execute(params![address, at, updated])?),
                Some(done) if room => {
                    again.execute(params![address, at, updated, soonest(&done, now)])?;
                    waiting += 1;
                    brought.links += 1;
                }
                Some(_) => brought.left += 1,
            },
            // It is written once a day that a link is listed still.
            Some(_) => drop(list.execute(params![address, at, lately])?),
            None => brought.left += 1,
        }
    }
    Ok(brought)
}

/// When a link is asked for again that was done at a time: feeds that say that everything changed just now are not followed.
fn soonest(done: &str, now: Timestamp) -> String {
    let rested = done.parse::<Timestamp>().map(|done| done + SignedDuration::from_hours(1));
    second(rested.map_or(now, |rested| rested.max(now)))
}

/// A day before which what is not listed any more is forgotten.
pub(crate) fn long_ago(now: Timestamp) -> String {
    second(now - SignedDuration::from_hours(24 * DAYS))
}

/// Forgets links of a feed that are done and that it does not list any more.
pub(crate) fn forget_of(tx: &Transaction, feed: i64, now: Timestamp) -> Result<(), Trouble> {
    tx.execute("DELETE FROM links WHERE feed = ?1 AND done IS NOT NULL AND listed < ?2", params![feed, long_ago(now)])?;
    Ok(())
}

/// Forgets links of feeds that are watched no more, and these feeds when none is left.
pub(crate) fn forget_unwatched(tx: &Transaction, now: Timestamp) -> Result<(), Trouble> {
    tx.execute("DELETE FROM links WHERE listed < ?1 AND feed IN (SELECT id FROM feeds WHERE NOT watched)", [long_ago(now)])?;
    for whose in ["parent IS NOT NULL", "id NOT IN (SELECT parent FROM feeds WHERE parent IS NOT NULL)"] {
        tx.execute(&format!("DELETE FROM feeds WHERE NOT watched AND id NOT IN (SELECT feed FROM links) AND {whose}"), [])?;
    }
    Ok(())
}
