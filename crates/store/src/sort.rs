//! The pages of the store sorted into stories, as far as a change reaches.

use std::collections::BTreeSet;

use isnad_record::stories::fingerprint;
use isnad_record::stories::shelf;
use isnad_record::stories::weights::Weights;
use rusqlite::{Transaction, params};

use crate::decisions::Judgements;
use crate::fault::StoreError;
use crate::shelf::File;
use crate::store::{Store, Trouble};
use crate::stories;

impl Store {
    /// Sorts all pages anew if they were sorted by other rules than this program's.
    pub(crate) fn sort_again_if_sorted_otherwise(&mut self) -> Result<(), StoreError> {
        let rules = fingerprint();
        let known = Store::meta(&self.connection, "stories").map_err(|e| self.wrong(e))?;
        if known.as_deref() == Some(&rules) {
            return Ok(());
        }
        self.whole(|tx, _| {
            tx.execute_batch("DELETE FROM edges; DELETE FROM postings; DELETE FROM sights;")?;
            let mut statement = tx.prepare("SELECT id FROM pages ORDER BY id")?;
            let pages = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            stories::update(tx, &Judgements::load(tx)?, &pages)?;
            tx.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('stories', ?1)", params![rules])?;
            Ok::<(), Trouble>(())
        })
    }
}

/// The stories, each as its pages in their order, of all pages that some changed ones make a difference to, and of those that a person
/// put into a story with one of them.
pub(crate) fn anew(tx: &Transaction, changed: &[i64]) -> Result<Vec<Vec<i64>>, Trouble> {
    let weights = Weights::default();
    let mut file = File::new(tx, weights.reach);
    let (mut stale, mut families, mut new) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let mut shown = tx.prepare_cached("SELECT current FROM pages WHERE id = ?1")?;
    let mut sorted = tx.prepare_cached("SELECT s.id FROM versions v JOIN sights s ON s.version = v.id WHERE v.page = ?1")?;
    for page in changed.iter().collect::<BTreeSet<_>>() {
        for old in sorted.query_map([page], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()? {
            let (others, family) = file.remove(old)?;
            stale.extend(others);
            stale.remove(&old);
            families.extend(family);
        }
        let version: i64 = shown.query_row([page], |row| row.get(0))?;
        new.push(file.read(version)?);
    }
    new.sort_unstable_by_key(|(place, version, _)| (*place, *version));
    for (_, version, features) in new {
        let (sight, others) = file.add(version, &features)?;
        stale.extend(others);
        stale.insert(sight);
    }
    let look = |page: u32| -> Result<_, Trouble> { Ok((page, shelf::look(&file, page, &weights)?)) };
    let sights = stale.into_iter().map(look).collect::<Result<Vec<_>, _>>()?;
    families.extend(shelf::settle(&mut file, sights, &weights)?);
    let mut done = BTreeSet::new();
    let mut page = tx.prepare_cached("SELECT v.page FROM sights s JOIN versions v ON v.id = s.version WHERE s.id = ?1")?;
    let mut beside = tx.prepare_cached(
        "SELECT DISTINCT s.family FROM story_pages of JOIN story_pages other ON other.story = of.story JOIN pages p ON p.id = other.page
         JOIN sights s ON s.version = p.current WHERE of.page = ?1 AND s.family IS NOT NULL",
    )?;
    let mut groups = Vec::new();
    while let Some(family) = families.pop_first() {
        if !done.insert(family) {
            continue;
        }
        for story in shelf::stories(&file, family, &weights)? {
            let pages = story.iter().map(|sight| page.query_row([sight], |row| row.get(0))).collect::<rusqlite::Result<Vec<i64>>>()?;
            for page in &pages {
                for other in beside.query_map([page], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()? {
                    families.extend(Some(other).filter(|other| !done.contains(other)));
                }
            }
            groups.push(pages);
        }
    }
    Ok(groups)
}
