//! Pages by their addresses.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use isnad_collect::fetch::{FetchError, Fetched, Fetcher, Settings, host};
use tokio::task::JoinSet;

use crate::stream::{Item, Page, Plan};

/// Addresses that are asked at once, of different hosts.
const AT_ONCE: usize = 16;

/// Asks all addresses, many hosts at once, each host one thing at a time; false where nobody takes what comes.
pub fn fetch(addresses: Vec<String>, plan: &Plan, to: &SyncSender<Item>) -> bool {
    let settings = Settings { allow: plan.allow.clone(), walls: plan.walls.clone(), ..Settings::default() };
    let failed = |fault: String| to.send(Item::Failed(fault)).is_ok();
    let fetcher = match Fetcher::new(settings) {
        Ok(fetcher) => Arc::new(fetcher),
        Err(fault) => return failed(format!("{}: {fault}", addresses.join(" "))),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build() {
        Ok(runtime) => runtime,
        Err(fault) => return failed(format!("{}: {fault}", addresses.join(" "))),
    };
    runtime.block_on(async {
        let mut waiting = in_turns(addresses);
        let mut asked = JoinSet::new();
        loop {
            while asked.len() < AT_ONCE
                && let Some(address) = waiting.pop_front()
            {
                let known = plan.validators.get(&address).cloned().unwrap_or_default();
                let fetcher = Arc::clone(&fetcher);
                asked.spawn(async move { (fetcher.page(&address, &known).await, address) });
            }
            let Some(done) = asked.join_next().await else { return true };
            let items = match done {
                Ok((fetched, address)) => items(fetched, address),
                Err(_) => vec![Item::Failed("the program itself failed on an address; please report it".to_owned())],
            };
            for item in items {
                if to.send(item).is_err() {
                    return false;
                }
            }
        }
    })
}

/// Addresses in such an order that those of one host do not stand before the others.
fn in_turns(addresses: Vec<String>) -> VecDeque<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut ordered: Vec<(usize, String)> = addresses
        .into_iter()
        .map(|address| {
            let turn = seen.entry(host(&address)).or_default();
            *turn += 1;
            (*turn, address)
        })
        .collect();
    ordered.sort_by_key(|(turn, _)| *turn);
    ordered.into_iter().map(|(_, address)| address).collect()
}

fn items(fetched: Result<Fetched, FetchError>, asked: String) -> Vec<Item> {
    match fetched {
        Ok(Fetched::Unchanged) => vec![Item::Unchanged],
        Ok(Fetched::Page(page)) => {
            let note = page.paywall.then(|| format!("{}: behind a paywall; only what stands before it is read", page.address));
            let page = Page {
                name: page.address,
                content_type: page.content_type,
                bytes: page.bytes,
                crawled: false,
                place: None,
                asked: Some((asked, page.validators)),
            };
            note.map(Item::Note).into_iter().chain([Item::Page(page)]).collect()
        }
        Err(fault) => vec![Item::Failed(format!("{asked}: {fault}"))],
    }
}
