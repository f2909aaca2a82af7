//! How long changes are kept.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Transaction, params};

use super::kept;
use crate::store::Trouble;

/// Days for which every change is kept.
const DAYS: i64 = 90;
/// The latest so many are kept, however old.
const LATEST: i64 = 10_000;

/// Forgets changes that are older, not among the latest, and that no webhook and no alert waits for. Gives how many.
pub(crate) fn forget(tx: &Transaction, now: Timestamp) -> Result<usize, Trouble> {
    let (_, last) = kept(tx)?;
    let since = (now - SignedDuration::from_hours(24 * DAYS)).to_string();
    // By number, not by each one's time: a clock that was set back makes no gap.
    let old: Option<i64> = tx.query_row("SELECT max(number) FROM changes WHERE made < ?1", [since], |row| row.get(0))?;
    // What somebody is still to be told stays.
    let told: Option<i64> = tx.query_row(
        "SELECT min(done) FROM (SELECT done FROM hooks WHERE disabled IS NULL UNION ALL
             SELECT done FROM alerts WHERE failing IS NULL OR next_try IS NOT NULL)",
        [],
        |row| row.get(0),
    )?;
    let Some(up_to) = old.map(|old| old.min(last - LATEST).min(told.unwrap_or(i64::MAX))) else { return Ok(0) };
    Ok(tx.execute("DELETE FROM changes WHERE number <= ?1", params![up_to])?)
}
