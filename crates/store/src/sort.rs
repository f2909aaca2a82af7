//! The pages of the store sorted into stories, as far as a change reaches.

use std::collections::BTreeSet;

use isnad_record::stories::shelf::{self, Shelf};
use isnad_record::stories::weights::Weights;
use isnad_record::stories::{PageOrder, fingerprint};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::decisions::Judgements;
use crate::fault::StoreError;
use crate::shelf::{AT_HAND, File};
use crate::store::{Store, Trouble};
use crate::{changes, stories};

impl Store {
    /// Sorts all pages anew if another version of the program sorted them, or other weights or counts of words.
    pub(crate) fn sort_again_if_sorted_otherwise(&mut self) -> Result<(), StoreError> {
        let rules = fingerprint();
        let known = Store::meta(&self.connection, "stories").map_err(|e| self.wrong(e))?;
        if known.as_deref() == Some(&rules) {
            return Ok(());
        }
        self.whole(|tx, _, at_hand| {
            tx.execute_batch("DELETE FROM edges; DELETE FROM postings; DELETE FROM sights;")?;
            let mut statement = tx.prepare("SELECT id FROM pages ORDER BY id")?;
            let pages = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            let told = stories::update(tx, at_hand, &Judgements::load(tx)?, &pages)?;
            changes::write(tx, &told)?;
            tx.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('stories', ?1)", params![rules])?;
            Ok::<(), Trouble>(())
        })
    }
}

/// A page as it was sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sorted {
    /// The page.
    pub page: i64,
    /// The version that it shows.
    pub version: i64,
    /// What it is known by among those sorted.
    pub sight: u32,
    /// Its name in records.
    pub source: String,
    /// Its place in the order of all.
    pub order: PageOrder,
}

/// The stories, each as its pages in their order, of all pages that some changed ones make a difference to, and of those that a person
/// put into a story with one of them.
pub(crate) fn anew(file: &mut File, tx: &Transaction, changed: &[i64]) -> Result<Vec<Vec<Sorted>>, Trouble> {
    let weights = Weights::default();
    let mut families = look_again(file, tx, changed, &weights)?;
    let mut done = BTreeSet::new();
    let mut row = tx.prepare_cached(
        "SELECT v.page, v.id, s.id, p.source, s.place FROM sights s JOIN versions v ON v.id = s.version JOIN pages p ON p.id = v.page
         WHERE s.id = ?1",
    )?;
    let sorted = |row: &Row| {
        let order = PageOrder::of_key(&row.get(4)?);
        Ok(Sorted { page: row.get(0)?, version: row.get(1)?, sight: row.get(2)?, source: row.get(3)?, order })
    };
    let mut of = tx.prepare_cached("SELECT story FROM story_pages WHERE page = ?1")?;
    let mut beside = tx.prepare_cached(
        "SELECT DISTINCT s.family FROM story_pages o JOIN pages p ON p.id = o.page JOIN sights s ON s.version = p.current
         WHERE o.story = ?1 AND s.family IS NOT NULL",
    )?;
    let mut told = BTreeSet::new();
    let mut groups = Vec::new();
    while let Some(family) = families.pop_first() {
        if !done.insert(family) {
            continue;
        }
        for story in shelf::stories(file, family, &weights)? {
            let pages = story.iter().map(|sight| row.query_row([sight], sorted)).collect::<rusqlite::Result<Vec<Sorted>>>()?;
            for page in &pages {
                let Some(number) = of.query_row([page.page], |row| row.get::<_, i64>(0)).optional()? else { continue };
                if told.insert(number) {
                    let others = beside.query_map([number], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()?;
                    families.extend(others.into_iter().filter(|other| !done.contains(other)));
                }
            }
            groups.push(pages);
        }
    }
    Ok(groups)
}

/// Has changed pages, and those that may see them, look anew; gives the families in which anything changed.
fn look_again(file: &mut File, tx: &Transaction, changed: &[i64], weights: &Weights) -> Result<BTreeSet<u32>, Trouble> {
    let (mut stale, mut families) = (BTreeSet::new(), BTreeSet::new());
    let mut shown = tx.prepare_cached("SELECT current FROM pages WHERE id = ?1")?;
    let mut sorted = tx.prepare_cached("SELECT s.id FROM versions v JOIN sights s ON s.version = v.id WHERE v.page = ?1")?;
    let changed: Vec<i64> = changed.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    for page in &changed {
        for old in sorted.query_map([page], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()? {
            let (others, family) = file.remove(old)?;
            stale.extend(others);
            stale.remove(&old);
            families.extend(family);
        }
    }
    // However many pages change, few are held at once.
    for pages in changed.chunks(AT_HAND) {
        let mut new = Vec::new();
        for page in pages {
            new.push(file.read(shown.query_row([page], |row| row.get(0))?)?);
        }
        new.sort_unstable_by_key(|(version, features)| (features.order, *version));
        for (version, features) in new {
            let (sight, others) = file.add(version, features)?;
            stale.extend(others);
            stale.insert(sight);
        }
    }
    let mut stale = stale.into_iter().map(|sight| Ok((file.place(sight)?, sight))).collect::<Result<Vec<_>, Trouble>>()?;
    stale.sort_unstable();
    for some in stale.chunks(AT_HAND) {
        let look = |(_, sight): &(PageOrder, u32)| -> Result<_, Trouble> { Ok((*sight, shelf::look(file, *sight, weights)?)) };
        let sights = some.iter().map(look).collect::<Result<Vec<_>, _>>()?;
        families.extend(shelf::settle(file, sights, weights)?);
    }
    Ok(families)
}
