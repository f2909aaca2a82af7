//! `isnad doctor`: whether all that the program needs is there, and what to do where it is not.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use isnad_collect::AllowedHost;
use isnad_lexicon::{Lexicon, Stemmer};
use isnad_store::{Alert, Feed, Store, StoreError, VERSION};
use serde::Serialize;

use super::args::Lines;
use crate::input::without_password;
use crate::output::{json, print};
use crate::{ALL_READ, Fault, SOME_FAILED};

/// Bytes below which a disk is said to be nearly full: a day of a busy desk.
const ROOM: u64 = 1 << 30;

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As it should be.
    Ok,
    /// It works, something is worth knowing.
    Advice,
    /// It does not work.
    Fault,
}

/// What was looked at, and what was found.
#[derive(Debug, Serialize)]
pub struct Finding {
    what: &'static str,
    standing: Standing,
    said: String,
}

fn finding(what: &'static str, standing: Standing, said: impl Into<String>) -> Finding {
    Finding { what, standing, said: said.into() }
}

/// Words, or why they cannot be read.
type Words = Result<Arc<Lexicon>, String>;

/// Looks at everything.
pub fn run(file: &Path, packs: &[PathBuf], addresses: Vec<String>, allow: Vec<AllowedHost>, format: Lines) -> Result<u8, Fault> {
    let read = |packs: &[PathBuf]| crate::lexicon(packs).map(Arc::new).map_err(|fault| fault.message);
    let words = read(packs);
    // A store goes by the built-in words alone.
    let built_in = if packs.is_empty() { words.clone() } else { read(&[]) };
    let mut found = vec![program(), terminal(), locale(), packs_compile(packs, &words)];
    found.extend(room(file));
    found.extend(store(file, built_in));
    found.extend(reach(addresses, allow, &words));
    match format {
        Lines::Json => print(&json(&found)?),
        Lines::Text => found.iter().for_each(|finding| print(&line(finding))),
    }
    let faults = found.iter().any(|finding| finding.standing == Standing::Fault);
    Ok(if faults { SOME_FAILED } else { ALL_READ })
}

fn line(finding: &Finding) -> String {
    let (word, colour) = match finding.standing {
        Standing::Ok => ("ok", anstyle::AnsiColor::Green),
        Standing::Advice => ("advice", anstyle::AnsiColor::Yellow),
        Standing::Fault => ("fault", anstyle::AnsiColor::Red),
    };
    let style = anstyle::Style::new().fg_color(Some(colour.into())).bold();
    format!("{style}{word:<7}{style:#} {}: {}\n", finding.what, isnad_export::one_line(&finding.said))
}

fn program() -> Finding {
    let features = [("fetch", cfg!(feature = "fetch")), ("mcp", cfg!(feature = "mcp")), ("serve", cfg!(feature = "serve"))];
    let lacking: Vec<&str> = features.iter().filter(|(_, has)| !has).map(|(name, _)| *name).collect();
    let version = format!("isnad {}, schema {VERSION} of the store", env!("CARGO_PKG_VERSION"));
    if lacking.is_empty() {
        finding("program", Standing::Ok, version)
    } else {
        finding("program", Standing::Advice, format!("{version}; built without {}", lacking.join(", ")))
    }
}

fn terminal() -> Finding {
    if !std::io::stdout().is_terminal() {
        return finding("terminal", Standing::Ok, "none; output goes to a file or a program, without colours");
    }
    match std::env::var("TERM").as_deref() {
        // Windows has consoles, and no such variable.
        Err(_) if cfg!(windows) => finding("terminal", Standing::Ok, "a console"),
        Ok("dumb") | Err(_) => finding("terminal", Standing::Advice, "it says of itself that it knows no colours (TERM)"),
        Ok(name) => finding("terminal", Standing::Ok, format!("{name}; whether it writes Arabic from the right is its own affair")),
    }
}

fn locale() -> Finding {
    // The first that is set decides.
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let named = named.unwrap_or_else(|| "C".to_owned());
    let bare = named.to_ascii_lowercase().replace('-', "");
    if bare.contains("utf8") || cfg!(windows) {
        finding("locale", Standing::Ok, named)
    } else {
        finding("locale", Standing::Advice, format!("{named} is not UTF-8: Arabic may look broken; set LANG to one such as C.UTF-8"))
    }
}

fn packs_compile(packs: &[PathBuf], words: &Words) -> Finding {
    match words {
        Ok(_) if packs.is_empty() => finding("packs", Standing::Ok, "the built-in ones"),
        Ok(_) => finding("packs", Standing::Ok, format!("the built-in ones and {} of your own", packs.len())),
        Err(fault) => finding("packs", Standing::Fault, fault.as_str()),
    }
}

/// How much room is left where the store is, or would be.
#[cfg(unix)]
fn room(file: &Path) -> Vec<Finding> {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let Some(folder) = whole.ancestors().skip(1).find(|folder| folder.is_dir()) else { return Vec::new() };
    let name = folder.display();
    let found = match rustix::fs::statvfs(folder) {
        Err(fault) => finding("disk", Standing::Fault, format!("{name}: {fault}; check that it can be read")),
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let told = format!("{:.1} GiB free at {name}", free as f64 / f64::from(1 << 30));
            if free < ROOM {
                finding("disk", Standing::Advice, format!("{told}; free some, or name a store elsewhere with --db"))
            } else {
                finding("disk", Standing::Ok, told)
            }
        }
    };
    vec![found]
}

#[cfg(not(unix))]
fn room(_: &Path) -> Vec<Finding> {
    Vec::new()
}

fn store(file: &Path, words: Words) -> Vec<Finding> {
    let name = file.display();
    let words = match words {
        Ok(words) => words,
        Err(fault) => return vec![finding("store", Standing::Fault, fault)],
    };
    let store = match Store::read(file, Stemmer::new(words)) {
        Ok(store) => store,
        Err(StoreError::Missing(_)) => return vec![finding("store", Standing::Ok, format!("{name}: none yet; `isnad add` makes it"))],
        Err(fault @ StoreError::Older { .. }) => return vec![finding("store", Standing::Advice, fault.to_string())],
        Err(fault) => return vec![finding("store", Standing::Fault, fault.to_string())],
    };
    let mut found = Vec::new();
    match store.counts() {
        Ok(c) => {
            let told = format!("{name}: {} pages in {} versions, {} claims, {} stories", c.pages, c.versions, c.claims, c.stories);
            found.push(finding("store", Standing::Ok, told));
        }
        Err(fault) => found.push(finding("store", Standing::Fault, fault.to_string())),
    }
    match store.check() {
        Ok(faults) if faults.is_empty() => found.push(finding("store", Standing::Ok, "sound, row by row and page by page")),
        Ok(faults) => {
            let first = faults.first().cloned().unwrap_or_default();
            let more = if faults.len() > 1 { format!(" and {} more faults", faults.len() - 1) } else { String::new() };
            found.push(finding("store", Standing::Fault, format!("{first}{more}; restore it from a backup (`isnad check` names all)")));
        }
        Err(fault) => found.push(finding("store", Standing::Fault, fault.to_string())),
    }
    found.extend(feeds(&store));
    found.extend(alerts(&store));
    let readonly = std::fs::metadata(file).is_ok_and(|m| m.permissions().readonly());
    if readonly {
        found.push(finding("store", Standing::Advice, format!("{name} cannot be written: it can be asked, not added to")));
    }
    found
}

/// The feeds that are watched: those that fail, and when they are asked again.
fn feeds(store: &Store) -> Vec<Finding> {
    let feeds = match store.feeds() {
        Ok(feeds) => feeds,
        Err(fault) => return vec![finding("feeds", Standing::Fault, fault.to_string())],
    };
    let failing = |feed: &Feed| {
        let fault = feed.fault.as_deref().unwrap_or_default();
        let (standing, what) = match &feed.gone {
            Some(gone) => (Standing::Fault, format!("gone since {gone} ({fault}); take it out of the file")),
            None if feed.failures > 0 => (Standing::Fault, format!("failed {} times in a row: {fault}", feed.failures)),
            None => (Standing::Advice, fault.to_owned()),
        };
        let next = feed.next.as_ref().filter(|_| feed.failures > 0).map(|next| format!("; it is asked again {next}"));
        finding("feeds", standing, format!("{}: {what}{}", feed.address, next.unwrap_or_default()))
    };
    let faulty = feeds.iter().filter(|feed| feed.gone.is_some() || feed.fault.is_some());
    let mut found: Vec<Finding> = faulty.map(failing).collect();
    if !feeds.is_empty() && found.is_empty() {
        found.push(finding("feeds", Standing::Ok, format!("{} are watched, none of them failed last", feeds.len())));
    }
    found
}

/// The alerts that cannot be told, and when they are tried again.
fn alerts(store: &Store) -> Vec<Finding> {
    let alerts = match store.alerts() {
        Ok(alerts) => alerts,
        Err(fault) => return vec![finding("alerts", Standing::Fault, fault.to_string())],
    };
    let failing = |alert: &Alert| {
        let since = alert.failing.as_ref()?;
        let then = match &alert.next_try {
            Some(next) => format!("it is told again {next}"),
            None => "nothing more is sent there; give it another address, or take it out of the file".to_owned(),
        };
        let fault = alert.fault.as_deref().unwrap_or_default();
        Some(finding("alerts", Standing::Fault, format!("{}: fails since {since}: {fault}; {then}", alert.name)))
    };
    let mut found: Vec<Finding> = alerts.iter().filter_map(failing).collect();
    if !alerts.is_empty() && found.is_empty() {
        found.push(finding("alerts", Standing::Ok, format!("{}, none of them failed last", alerts.len())));
    }
    found
}

#[cfg(feature = "fetch")]
fn reach(addresses: Vec<String>, allow: Vec<AllowedHost>, words: &Words) -> Vec<Finding> {
    use isnad_collect::fetch::{Fetched, Fetcher, Settings, page_address};

    if addresses.is_empty() {
        return Vec::new();
    }
    let walls = words.as_ref().map(|words| isnad_collect::Walls::new(words)).unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let fetcher = Fetcher::new(Settings { allow, walls, ..Settings::default() }).map_err(|e| e.to_string());
    let (runtime, fetcher) = match (runtime.map_err(|e| e.to_string()), fetcher) {
        (Ok(runtime), Ok(fetcher)) => (runtime, fetcher),
        (Err(fault), _) | (_, Err(fault)) => return vec![finding("reach", Standing::Fault, fault)],
    };
    let ask = |given: String| {
        let address = match page_address(&given) {
            Ok(address) => address.to_string(),
            Err(fault) => return finding("reach", Standing::Fault, format!("{}: {fault}", without_password(&given))),
        };
        let begun = std::time::Instant::now();
        match runtime.block_on(fetcher.page(&address, &isnad_collect::Validators::default())) {
            Ok(Fetched::Page(page)) => {
                let told = format!("{address}: {} bytes in {:.1} s", page.bytes.len(), begun.elapsed().as_secs_f32());
                if page.paywall {
                    finding("reach", Standing::Advice, format!("{told}, behind a paywall"))
                } else {
                    finding("reach", Standing::Ok, told)
                }
            }
            Ok(Fetched::Unchanged) => finding("reach", Standing::Ok, address),
            Err(fault) => finding("reach", Standing::Fault, format!("{address}: {fault}")),
        }
    };
    addresses.into_iter().map(ask).collect()
}

#[cfg(not(feature = "fetch"))]
fn reach(addresses: Vec<String>, _: Vec<AllowedHost>, _: &Words) -> Vec<Finding> {
    let lacking = |given: String| {
        finding(
            "reach",
            Standing::Fault,
            format!("{}: this program was built without the feature `fetch`, which reads addresses", without_password(&given)),
        )
    };
    addresses.into_iter().map(lacking).collect()
}
