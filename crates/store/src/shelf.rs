//! What sorting into stories knows of the pages, in the tables of the store: the rules are those of the record room, so that pages
//! added one by one make the stories that all of them make at once.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use isnad_model::Article;
use isnad_record::stories::PageOrder;
use isnad_record::stories::candidates::{self, Compared, Term};
use isnad_record::stories::features::Features;
use isnad_record::stories::likeness;
use isnad_record::stories::shelf::{Edge, Posting, Shelf, Side, Sight};
use isnad_record::stories::weights::{Reach, Weights};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::pieces;
use crate::postings::Postings;
use crate::store::Trouble;

/// Pages whose features are kept at hand.
pub(crate) const AT_HAND: usize = 4_096;

/// What was read of the file lately, from one batch of pages to the next.
#[derive(Default)]
pub(crate) struct AtHand {
    /// Features of pages by their numbers, which stand for one content for good.
    features: RefCell<HashMap<u32, Arc<Features>>>,
    postings: RefCell<Postings>,
}

impl AtHand {
    /// Forgets all.
    pub(crate) fn forget(&self) {
        self.features.borrow_mut().clear();
        self.postings.borrow_mut().forget();
    }
}

/// What pages show, numbered as it is sorted: a version that is read anew gets another number.
pub(crate) struct File<'a> {
    tx: &'a Transaction<'a>,
    reach: Reach,
    at_hand: &'a AtHand,
}

impl<'a> File<'a> {
    pub(crate) fn new(tx: &'a Transaction<'a>, at_hand: &'a AtHand, reach: Reach) -> Result<Self, Trouble> {
        at_hand.postings.borrow_mut().refresh(tx)?;
        Ok(File { tx, reach, at_hand })
    }

    /// Forgets what was known of a version; gives those that have to look anew and the family that it leaves. What is alike with it
    /// stays noted until they look.
    pub(crate) fn remove(&self, page: u32) -> Result<(Vec<u32>, Option<u32>), Trouble> {
        let (place, terms, family) = (self.place(page)?, self.terms(page)?, self.family(page)?);
        let stale = candidates::seers(self, place, &terms, self.reach)?;
        let mut statement = self.tx.prepare_cached("DELETE FROM postings WHERE feature = ?1 AND place = ?2 AND sight = ?3")?;
        for term in terms.iter() {
            statement.execute(params![column(term.feature), place.key(), page])?;
            self.at_hand.postings.borrow_mut().remove(column(term.feature), place, page);
        }
        self.tx.execute("DELETE FROM edges WHERE sight = ?1", [page])?;
        self.tx.execute("DELETE FROM sights WHERE id = ?1", [page])?;
        Ok((stale, family))
    }

    /// Reads a version: its row, and what it is compared by.
    pub(crate) fn read(&self, version: i64) -> Result<(i64, Features), Trouble> {
        let json: Vec<u8> =
            self.tx.prepare_cached("SELECT json FROM articles WHERE version = ?1")?.query_row([version], |row| row.get(0))?;
        Ok((version, Features::of(&pieces::unpack_json::<Article>(&json)?)))
    }

    /// Takes a version in; gives its number and those that have to look anew.
    pub(crate) fn add(&self, version: i64, features: Features) -> Result<(u32, Vec<u32>), Trouble> {
        let (place, terms) = (features.order, candidates::terms(&features, self.reach));
        let stale = candidates::stale(self, place, &terms, self.reach, |_| false)?;
        let page: u32 = self
            .tx
            .prepare_cached("INSERT INTO sights (version, place, terms, compared) VALUES (?1, ?2, ?3, x'') RETURNING id")?
            .query_row(params![version, place.key(), pack_terms(&terms)], |row| row.get(0))?;
        let mut statement =
            self.tx.prepare_cached("INSERT OR IGNORE INTO postings (feature, place, sight, weight) VALUES (?1, ?2, ?3, ?4)")?;
        for term in &terms {
            statement.execute(params![column(term.feature), place.key(), page, term.weight])?;
            self.at_hand.postings.borrow_mut().add(column(term.feature), place, Posting { page, weight: term.weight });
        }
        self.keep(page, Arc::new(features));
        Ok((page, stale))
    }

    fn keep(&self, page: u32, features: Arc<Features>) {
        let mut all = self.at_hand.features.borrow_mut();
        if all.len() >= AT_HAND {
            all.clear();
        }
        all.insert(page, features);
    }

    fn features(&self, page: u32) -> Result<Arc<Features>, Trouble> {
        if let Some(known) = self.at_hand.features.borrow().get(&page) {
            return Ok(known.clone());
        }
        let version = self.tx.prepare_cached("SELECT version FROM sights WHERE id = ?1")?.query_row([page], |row| row.get(0))?;
        let features = Arc::new(self.read(version)?.1);
        self.keep(page, features.clone());
        Ok(features)
    }
}

impl Shelf for File<'_> {
    type Fault = Trouble;

    fn place(&self, page: u32) -> Result<PageOrder, Trouble> {
        let mut statement = self.tx.prepare_cached("SELECT place FROM sights WHERE id = ?1")?;
        Ok(PageOrder::of_key(&statement.query_row([page], |row| row.get(0))?))
    }

    fn terms(&self, page: u32) -> Result<Cow<'_, [Term]>, Trouble> {
        let mut statement = self.tx.prepare_cached("SELECT terms FROM sights WHERE id = ?1")?;
        let packed: Vec<u8> = statement.query_row([page], |row| row.get(0))?;
        Ok(Cow::Owned(unpack_terms(&packed)))
    }

    fn nearest(&self, feature: u64, place: PageOrder, side: Side, most: usize) -> Result<Cow<'_, [Posting]>, Trouble> {
        let mut postings = self.at_hand.postings.borrow_mut();
        Ok(Cow::Owned(postings.nearest(self.tx, column(feature), place, side, most)?))
    }

    fn likeness(&self, page: u32, other: u32, weights: &Weights) -> Result<i64, Trouble> {
        let (page, other) = (self.features(page)?, self.features(other)?);
        Ok(likeness::between(&page, &other, weights))
    }

    fn compared(&self, page: u32) -> Result<Cow<'_, Compared>, Trouble> {
        let mut statement = self.tx.prepare_cached("SELECT compared, least FROM sights WHERE id = ?1")?;
        let (packed, least): (Vec<u8>, Option<u32>) = statement.query_row([page], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Cow::Owned(Compared { pages: numbers(&packed).collect(), least }))
    }

    fn before(&self, page: u32) -> Result<Cow<'_, [Edge]>, Trouble> {
        let mut statement = self.tx.prepare_cached("SELECT other, alike FROM edges WHERE sight = ?1 ORDER BY other")?;
        let edges = statement.query_map([page], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Cow::Owned(edges.collect::<rusqlite::Result<_>>()?))
    }

    fn behind(&self, page: u32) -> Result<Cow<'_, [u32]>, Trouble> {
        let mut statement = self.tx.prepare_cached("SELECT sight FROM edges WHERE other = ?1 ORDER BY sight")?;
        let pages = statement.query_map([page], |row| row.get(0))?;
        Ok(Cow::Owned(pages.collect::<rusqlite::Result<_>>()?))
    }

    fn see(&mut self, page: u32, sight: Sight) -> Result<(), Trouble> {
        let packed: Vec<u8> = sight.compared.pages.iter().flat_map(|page| page.to_le_bytes()).collect();
        self.tx.prepare_cached("UPDATE sights SET compared = ?2, least = ?3 WHERE id = ?1")?.execute(params![
            page,
            packed,
            sight.compared.least
        ])?;
        self.tx.prepare_cached("DELETE FROM edges WHERE sight = ?1")?.execute([page])?;
        let mut statement = self.tx.prepare_cached("INSERT INTO edges (sight, other, alike) VALUES (?1, ?2, ?3)")?;
        for (other, alike) in sight.edges {
            statement.execute(params![page, other, alike])?;
        }
        Ok(())
    }

    fn family(&self, page: u32) -> Result<Option<u32>, Trouble> {
        let mut statement = self.tx.prepare_cached("SELECT family FROM sights WHERE id = ?1")?;
        Ok(statement.query_row([page], |row| row.get(0)).optional()?.flatten())
    }

    fn join(&mut self, page: u32, family: u32) -> Result<(), Trouble> {
        self.tx.prepare_cached("UPDATE sights SET family = ?2 WHERE id = ?1")?.execute([page, family])?;
        Ok(())
    }

    fn members(&self, family: u32) -> Result<Cow<'_, [u32]>, Trouble> {
        let mut statement = self.tx.prepare_cached("SELECT id FROM sights WHERE family = ?1 ORDER BY id")?;
        let pages = statement.query_map([family], |row| row.get(0))?;
        Ok(Cow::Owned(pages.collect::<rusqlite::Result<_>>()?))
    }
}

/// A feature as a column holds it.
fn column(feature: u64) -> i64 {
    feature as i64
}

fn pack_terms(terms: &[Term]) -> Vec<u8> {
    terms.iter().flat_map(|term| term.feature.to_le_bytes().into_iter().chain(term.weight.to_le_bytes())).collect()
}

fn unpack_terms(packed: &[u8]) -> Vec<Term> {
    let term = |bytes: &[u8]| {
        let (feature, weight) = bytes.split_first_chunk()?;
        Some(Term { feature: u64::from_le_bytes(*feature), weight: u32::from_le_bytes(*weight.first_chunk()?) })
    };
    packed.chunks_exact(12).filter_map(term).collect()
}

fn numbers(packed: &[u8]) -> impl Iterator<Item = u32> + '_ {
    packed.chunks_exact(4).filter_map(|bytes| bytes.first_chunk().map(|bytes| u32::from_le_bytes(*bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_come_back_as_they_were_packed() {
        let terms = [Term { feature: u64::MAX, weight: 7 }, Term { feature: 1 << 33, weight: u32::MAX }];
        assert_eq!(unpack_terms(&pack_terms(&terms)), terms);
    }
}
