//! Pages by their addresses.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use isnad_collect::fetch::{FetchError, Fetched, Fetcher, Settings, host};
use isnad_collect::{AllowedHost, Validators, Walls};
use tokio::task::{JoinError, JoinSet};

use crate::stream::{Item, Page};

/// Hosts that are asked at once.
const AT_ONCE: usize = 16;

/// How addresses are asked.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// Hosts of inner networks that may be asked.
    pub allow: Vec<AllowedHost>,
    /// What tells robot checks and paywalls.
    pub walls: Walls,
    /// What servers said of the pages that are there.
    pub known: HashMap<String, Validators>,
}

/// Asks all addresses, many hosts at once, each host one thing at a time.
pub fn fetch(addresses: Vec<String>, asking: &Asking, to: &SyncSender<Item>) {
    let settings = Settings { allow: asking.allow.clone(), walls: asking.walls.clone(), ..Settings::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(|e| e.to_string());
    let fetcher = Fetcher::new(settings).map_err(|e| e.to_string());
    match (runtime, fetcher) {
        (Ok(runtime), Ok(fetcher)) => runtime.block_on(ask(addresses, Arc::new(fetcher), asking, to)),
        // Nobody may take it.
        (Err(fault), _) | (_, Err(fault)) => drop(to.send(Item::Failed(format!("{}: {fault}", addresses.join(" "))))),
    }
}

/// Asks until all addresses are done, or nobody takes what comes.
async fn ask(addresses: Vec<String>, fetcher: Arc<Fetcher>, asking: &Asking, to: &SyncSender<Item>) {
    let mut waiting = by_host(addresses);
    let mut asked = JoinSet::new();
    // A host has one task, so that one that wants long pauses keeps no other waiting.
    let begin = |asked: &mut JoinSet<_>, mut of_host: VecDeque<String>| {
        let Some(address) = of_host.pop_front() else { return };
        let known = asking.known.get(&address).cloned().unwrap_or_default();
        let (fetcher, name) = (Arc::clone(&fetcher), address.clone());
        // A fault of ours in one address must not take the others with it.
        let fetched = async move { tokio::spawn(async move { fetcher.page(&address, &known).await }).await };
        asked.spawn(async move { (fetched.await, name, of_host) });
    };
    loop {
        while asked.len() < AT_ONCE
            && let Some(of_host) = waiting.pop_front()
        {
            begin(&mut asked, of_host);
        }
        let Some(done) = asked.join_next().await else { return };
        let Ok((fetched, address, of_host)) = done else { continue };
        begin(&mut asked, of_host);
        if items(fetched, address).into_iter().any(|item| to.send(item).is_err()) {
            return;
        }
    }
}

/// The addresses of each host, in their order; the hosts in the order of their first.
fn by_host(addresses: Vec<String>) -> VecDeque<VecDeque<String>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut hosts: VecDeque<VecDeque<String>> = VecDeque::new();
    for address in addresses {
        let place = *places.entry(host(&address)).or_insert(hosts.len());
        if place == hosts.len() {
            hosts.push_back(VecDeque::new());
        }
        hosts[place].push_back(address);
    }
    hosts
}

fn items(fetched: Result<Result<Fetched, FetchError>, JoinError>, asked: String) -> Vec<Item> {
    match fetched {
        Ok(Ok(Fetched::Unchanged)) => vec![Item::Unchanged(asked)],
        Ok(Ok(Fetched::Page(page))) => {
            let note = page.paywall.then(|| format!("{}: it says that it is for subscribers; what came of it is read", page.address));
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
        Ok(Err(fault)) => vec![Item::Failed(format!("{asked}: {fault}"))],
        Err(_) => vec![Item::Failed(format!("{asked}: the program itself failed on this address; please report it"))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stand_by_their_hosts() {
        let addresses = ["https://a.example/1", "https://b.example/1", "http://a.example/2", "https://a.example:8443/3"];
        let expected = [vec![addresses[0], addresses[2], addresses[3]], vec![addresses[1]]];
        assert_eq!(by_host(addresses.map(str::to_owned).to_vec()), expected);
    }
}
