//! Stories as they were before some of them are written anew: what changed is told by them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use isnad_model::Story;
use rusqlite::{OptionalExtension, Transaction};

use crate::pieces;
use crate::store::Trouble;
use crate::stories::Shown;

/// A story as it was.
pub(crate) struct Was {
    /// As the table has it.
    pub json: Vec<u8>,
    /// What it says.
    pub story: Story,
}

/// The stories that some pages were in.
pub(crate) struct Before<'t> {
    tx: &'t Transaction<'t>,
    is_in: HashMap<i64, i64>,
    /// Those that the pages of several new ones were in: the first that is written may take the number, and the place in the table.
    shared: HashMap<i64, Vec<u8>>,
}

impl<'t> Before<'t> {
    /// Those that are `open`, to be asked for as the `new` ones are written.
    pub fn new<'a>(
        tx: &'t Transaction<'t>,
        open: &BTreeMap<i64, BTreeSet<Shown>>,
        new: impl Iterator<Item = &'a BTreeSet<Shown>>,
    ) -> Result<Self, Trouble> {
        let is_in: HashMap<i64, i64> = open.iter().flat_map(|(story, pages)| pages.iter().map(|p| (p.page, *story))).collect();
        let mut before = Before { tx, is_in, shared: HashMap::new() };
        let mut seen = BTreeSet::new();
        for members in new {
            for story in before.stories(members) {
                if !seen.insert(story)
                    && !before.shared.contains_key(&story)
                    && let Some(packed) = before.packed(story)?
                {
                    before.shared.insert(story, packed);
                }
            }
        }
        Ok(before)
    }

    /// The story that goes on under `number`, and the others that some pages were in.
    pub fn of(&self, number: Option<i64>, pages: &BTreeSet<Shown>) -> Result<(Option<Was>, Vec<Was>), Trouble> {
        let (mut own, mut others) = (None, Vec::new());
        for story in self.stories(pages) {
            let packed = match self.shared.get(&story) {
                Some(packed) => Some(packed.clone()),
                None => self.packed(story)?,
            };
            let Some(json) = packed.map(|packed| pieces::unpack(&packed)).transpose()? else { continue };
            // What another program wrote and this one cannot read is as good as new.
            let Ok(was) = serde_json::from_slice(&json).map(|story| Was { json, story }) else { continue };
            if number == Some(story) { own = Some(was) } else { others.push(was) }
        }
        Ok((own, others))
    }

    fn stories(&self, pages: &BTreeSet<Shown>) -> BTreeSet<i64> {
        pages.iter().filter_map(|shown| self.is_in.get(&shown.page).copied()).collect()
    }

    fn packed(&self, story: i64) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.tx.prepare_cached("SELECT json FROM stories WHERE id = ?1")?.query_row([story], |row| row.get(0)).optional()?)
    }
}
