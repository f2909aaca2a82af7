//! Postings at hand: pages that come in one after the other look at nearly the same ones, which are read from the file once.

use std::collections::HashMap;

use isnad_record::stories::PageOrder;
use isnad_record::stories::shelf::{Posting, Side};
use rusqlite::{Row, Transaction, params};

use crate::store::Trouble;

/// Postings kept of all features together, 40 bytes each.
const KEPT: usize = 1 << 19;
/// Of these, of one feature.
const KEPT_OF_ONE: usize = 1_024;
/// Postings between what is at hand and what is asked for that are read to join the two.
const GAP: usize = 32;

/// Where a posting stands among those of its feature.
type Mark = (PageOrder, u32);

/// A stretch of a feature's postings, without gaps.
#[derive(Debug)]
struct Stretch {
    all: Vec<(Mark, u32)>,
    /// All postings from here on are in it, up to `to`; nothing where it begins with the first of all.
    from: Option<Mark>,
    /// Nothing where it ends with the last of all.
    to: Option<Mark>,
}

/// Stretches by feature, as the file has them now.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    stretches: HashMap<i64, Stretch>,
    kept: usize,
    /// What SQLite calls the state of the file that others left.
    version: i64,
}

impl Postings {
    /// Forgets all.
    pub fn forget(&mut self) {
        self.stretches.clear();
        self.kept = 0;
    }

    /// Forgets all if another program has written to the file since.
    pub fn refresh(&mut self, tx: &Transaction) -> rusqlite::Result<()> {
        let version = tx.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if self.version != version {
            self.forget();
            self.version = version;
        }
        Ok(())
    }

    /// The postings of a feature nearest to a place on one side of it, in their order.
    pub fn nearest(&mut self, tx: &Transaction, feature: i64, place: PageOrder, side: Side, most: usize) -> Result<Vec<Posting>, Trouble> {
        if self.kept > KEPT {
            self.forget();
        }
        // Sights are numbered from 1: no posting stands at the mark itself.
        let mark = match side {
            Side::Before => (place, 0),
            Side::Behind => (place, u32::MAX),
        };
        let stretch = self.stretches.entry(feature).or_insert_with(|| Stretch::at(mark));
        let before = stretch.all.len();
        stretch.reach(tx, feature, mark)?;
        let range = match side {
            Side::Before => stretch.before(tx, feature, mark, most)?,
            Side::Behind => stretch.behind(tx, feature, mark, most)?,
        };
        let found = stretch.all[range].iter().map(|((_, page), weight)| Posting { page: *page, weight: *weight }).collect();
        stretch.trim(mark, most);
        self.kept = (self.kept + stretch.all.len()).saturating_sub(before);
        Ok(found)
    }

    /// Notes a posting that was written.
    pub fn add(&mut self, feature: i64, place: PageOrder, posting: Posting) {
        let mark = (place, posting.page);
        let Some(stretch) = self.stretches.get_mut(&feature).filter(|stretch| stretch.has(mark)) else { return };
        if let Err(at) = stretch.all.binary_search_by_key(&mark, |(mark, _)| *mark) {
            stretch.all.insert(at, (mark, posting.weight));
            self.kept += 1;
        }
    }

    /// Notes that a posting is no more.
    pub fn remove(&mut self, feature: i64, place: PageOrder, page: u32) {
        let Some(stretch) = self.stretches.get_mut(&feature) else { return };
        if let Ok(at) = stretch.all.binary_search_by_key(&(place, page), |(mark, _)| *mark) {
            stretch.all.remove(at);
            self.kept = self.kept.saturating_sub(1);
        }
    }
}

impl Stretch {
    /// A stretch of nothing yet.
    fn at(mark: Mark) -> Self {
        Stretch { all: Vec::new(), from: Some(mark), to: Some(mark) }
    }

    /// Whether what stands at a mark would be in it.
    fn has(&self, mark: Mark) -> bool {
        self.from.is_none_or(|from| from <= mark) && self.to.is_none_or(|to| mark <= to)
    }

    /// Goes on to a mark, or begins anew there where that is far.
    fn reach(&mut self, tx: &Transaction, feature: i64, mark: Mark) -> Result<(), Trouble> {
        if let Some(to) = self.to.filter(|to| *to < mark) {
            let gap = between(tx, feature, to, mark)?;
            if gap.len() < GAP {
                self.all.extend(gap);
                self.to = Some(mark);
                return Ok(());
            }
        } else if let Some(from) = self.from.filter(|from| mark < *from) {
            let gap = between(tx, feature, mark, from)?;
            if gap.len() < GAP {
                self.all.splice(..0, gap);
                self.from = Some(mark);
                return Ok(());
            }
        } else {
            return Ok(());
        }
        *self = Stretch::at(mark);
        Ok(())
    }

    /// The last so many before a mark that it has reached.
    fn before(&mut self, tx: &Transaction, feature: i64, mark: Mark, most: usize) -> Result<std::ops::Range<usize>, Trouble> {
        let mut at = self.all.partition_point(|(other, _)| *other < mark);
        if let Some(from) = self.from.filter(|_| at < most) {
            let mut more = further(
                tx,
                "SELECT place, sight, weight FROM postings WHERE feature = ?1 AND (place, sight) < (?2, ?3)
                 ORDER BY place DESC, sight DESC LIMIT ?4",
                feature,
                from,
                most - at,
            )?;
            more.reverse();
            self.from = more.first().filter(|_| more.len() == most - at).map(|(mark, _)| *mark);
            at += more.len();
            self.all.splice(..0, more);
        }
        Ok(at.saturating_sub(most)..at)
    }

    /// The first so many behind a mark that it has reached.
    fn behind(&mut self, tx: &Transaction, feature: i64, mark: Mark, most: usize) -> Result<std::ops::Range<usize>, Trouble> {
        let at = self.all.partition_point(|(other, _)| *other <= mark);
        let has = self.all.len() - at;
        if let Some(to) = self.to.filter(|_| has < most) {
            let more = further(
                tx,
                "SELECT place, sight, weight FROM postings WHERE feature = ?1 AND (place, sight) > (?2, ?3) ORDER BY place, sight LIMIT ?4",
                feature,
                to,
                most - has,
            )?;
            self.to = more.last().filter(|_| more.len() == most - has).map(|(mark, _)| *mark);
            self.all.extend(more);
        }
        Ok(at..self.all.len().min(at + most))
    }

    /// Keeps what is near a mark, where it is too long.
    fn trim(&mut self, mark: Mark, most: usize) {
        if self.all.len() <= KEPT_OF_ONE.max(2 * most) {
            return;
        }
        let at = self.all.partition_point(|(other, _)| *other < mark);
        let (first, past) = (at.saturating_sub(most), self.all.len().min(at + most));
        if past < self.all.len() {
            self.all.truncate(past);
            self.to = self.all.last().map(|(mark, _)| *mark);
        }
        if first > 0 {
            self.all.drain(..first);
            self.from = self.all.first().map(|(mark, _)| *mark);
        }
    }
}

fn posting(row: &Row) -> rusqlite::Result<(Mark, u32)> {
    Ok(((PageOrder::of_key(&row.get(0)?), row.get(1)?), row.get(2)?))
}

/// The first postings between two marks, a few at most.
fn between(tx: &Transaction, feature: i64, from: Mark, to: Mark) -> Result<Vec<(Mark, u32)>, Trouble> {
    let mut statement = tx.prepare_cached(
        "SELECT place, sight, weight FROM postings WHERE feature = ?1 AND (place, sight) > (?2, ?3) AND (place, sight) < (?4, ?5)
         ORDER BY place, sight LIMIT ?6",
    )?;
    let rows = statement.query_map(params![feature, from.0.key(), from.1, to.0.key(), to.1, GAP], posting)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn further(tx: &Transaction, query: &str, feature: i64, mark: Mark, most: usize) -> Result<Vec<(Mark, u32)>, Trouble> {
    let mut statement = tx.prepare_cached(query)?;
    let rows = statement.query_map(params![feature, mark.0.key(), mark.1, most], posting)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// Numbers, the same in every run.
    struct Random(u64);

    impl Random {
        fn below(&mut self, most: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % most
        }
    }

    fn place(text: u64) -> PageOrder {
        let mut key = [0; 21];
        key[5..13].copy_from_slice(&text.to_be_bytes());
        PageOrder::of_key(&key)
    }

    /// What the file says itself.
    fn asked(tx: &Transaction, feature: i64, place: PageOrder, side: Side, most: usize) -> Vec<(u32, u32)> {
        let query = match side {
            Side::Before => {
                "SELECT * FROM (SELECT sight, weight FROM postings WHERE feature = ?1 AND place < ?2 ORDER BY place DESC, sight DESC LIMIT ?3)"
            }
            Side::Behind => "SELECT sight, weight FROM postings WHERE feature = ?1 AND place > ?2 ORDER BY place, sight LIMIT ?3",
        };
        let mut statement = tx.prepare(query).unwrap();
        let rows = statement.query_map(params![feature, place.key(), most], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let mut all = rows.collect::<rusqlite::Result<Vec<(u32, u32)>>>().unwrap();
        if side == Side::Before {
            all.reverse();
        }
        all
    }

    /// Postings come and go and are asked for near the last place, as pages of one day do, and anywhere, as pages of an archive do.
    #[test]
    fn what_is_at_hand_is_what_the_file_says() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE postings (feature, place, sight, weight, PRIMARY KEY (feature, place, sight)) WITHOUT ROWID")
            .unwrap();
        let tx = connection.transaction().unwrap();
        let (mut postings, mut random) = (Postings::default(), Random(7));
        let mut written: Vec<(i64, u64, u32)> = Vec::new();
        let mut near = 0;
        for round in 1..20_000_u32 {
            let feature = i64::try_from(random.below(3)).unwrap();
            near = if random.below(8) == 0 { random.below(10_000) } else { near + random.below(3) };
            let text = near;
            match random.below(5) {
                0 | 1 => {
                    tx.execute("INSERT INTO postings VALUES (?1, ?2, ?3, ?4)", params![feature, place(text).key(), round, round]).unwrap();
                    postings.add(feature, place(text), Posting { page: round, weight: round });
                    written.push((feature, text, round));
                }
                2 if !written.is_empty() && random.below(4) == 0 => {
                    let at = usize::try_from(random.below(written.len() as u64)).unwrap();
                    let (feature, text, page) = written.swap_remove(at);
                    let query = "DELETE FROM postings WHERE feature = ?1 AND place = ?2 AND sight = ?3";
                    assert_eq!(tx.execute(query, params![feature, place(text).key(), page]).unwrap(), 1);
                    postings.remove(feature, place(text), page);
                }
                _ => {
                    let side = if random.below(2) == 0 { Side::Before } else { Side::Behind };
                    let most = [5, 60, 700][usize::try_from(random.below(3)).unwrap()];
                    let found = postings.nearest(&tx, feature, place(text), side, most).unwrap();
                    let found: Vec<(u32, u32)> = found.into_iter().map(|posting| (posting.page, posting.weight)).collect();
                    assert_eq!(found, asked(&tx, feature, place(text), side, most), "round {round}");
                }
            }
        }
        let kept: usize = postings.stretches.values().map(|stretch| stretch.all.len()).sum();
        assert_eq!(postings.kept, kept);
        assert!(kept > 1_000 && postings.stretches.values().all(|stretch| stretch.all.len() <= 1_400), "{kept}");
    }

    #[test]
    fn what_another_program_wrote_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let open = || {
            let connection = Connection::open(folder.path().join("postings")).unwrap();
            connection.pragma_update(None, "journal_mode", "wal").unwrap();
            connection
        };
        let (mut ours, other) = (open(), open());
        other.execute_batch("CREATE TABLE postings (feature, place, sight, weight, PRIMARY KEY (feature, place, sight))").unwrap();
        let mut postings = Postings::default();
        let mut look = || {
            let tx = ours.transaction().unwrap();
            postings.refresh(&tx).unwrap();
            postings.nearest(&tx, 1, place(9), Side::Before, 10).unwrap().len()
        };
        assert_eq!(look(), 0);
        other.execute("INSERT INTO postings VALUES (1, ?1, 4, 4)", [place(3).key()]).unwrap();
        assert_eq!(look(), 1);
    }
}
