//! How a watch stands: all that `isnad watch` keeps in the store.

use serde::Serialize;

use crate::alerts::Alert;
use crate::fault::StoreError;
use crate::feeds::Feed;
use crate::links::LinkCounts;
use crate::store::Store;

/// How a watch stands.
#[derive(Clone, Debug, Serialize)]
pub struct WatchStanding {
    /// The feeds, each followed by the sitemaps that it lists.
    pub feeds: Vec<Feed>,
    /// What they list.
    pub links: LinkCounts,
    /// The alerts, by their names.
    pub alerts: Vec<Alert>,
}

impl Store {
    /// How a watch into this store stands, or stood when it ended.
    pub fn watch_standing(&self) -> Result<WatchStanding, StoreError> {
        // One view of the file, whoever writes meanwhile.
        let _view = self.connection.unchecked_transaction().map_err(|e| self.wrong(e))?;
        Ok(WatchStanding { feeds: self.feeds()?, links: self.link_counts()?, alerts: self.alerts()? })
    }
}
