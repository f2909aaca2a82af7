//! `isnad watch`: feeds are read in their time, the pages that they list are added to the store, and what changes is told to whoever
//! asked for it.

mod alert;
pub mod args;
mod ask;
mod clock;
mod config;
#[cfg(feature = "serve")]
mod metrics;
mod schedule;
mod settle;
mod status;
mod tally;
mod turn;

use std::fs::File;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use isnad_collect::Walls;
use isnad_collect::fetch::{Fetcher, Settings};
use isnad_page::Rules;
use isnad_store::Store;

use crate::ending::told_to_end;
use crate::output::print;
use crate::pages::note;
use crate::store::args::Lines;
use crate::store::stemmer;
use crate::{ALL_READ, Fault, SOME_FAILED};
use alert::Alerts;
use args::Watching;
use ask::{Asker, Done};
use clock::Clock;
use config::Config;
use tally::Tally;
use turn::{UnderWay, Watch};

/// Watches until it is told to end.
pub fn run(given: &Watching, file: &Path) -> Result<u8, Fault> {
    let Some(path) = given.feeds.as_deref().filter(|_| !given.status) else { return status::run(file, given.format) };
    let config = Config::read(path)?;
    let lexicon = Arc::new(crate::lexicon(&given.pack)?);
    let rules = Rules::new(&lexicon);
    let store = Store::open(file, stemmer()?)?;
    // Held until the process ends, however it does.
    let _alone = alone(file)?;
    let clock = Clock::new(given.anchor, given.speed);
    let allow = config.watch.allow_host.iter().chain(&given.allow_host).cloned().collect();
    let usual = Settings::default();
    let settings =
        Settings { allow, walls: Walls::new(&lexicon), words: Some(Arc::clone(&lexicon)), pause: clock.really(usual.pause), ..usual };
    let fetcher = Arc::new(Fetcher::new(settings).map_err(|fault| Fault::failed(fault.to_string()))?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|fault| Fault::failed(fault.to_string()))?;
    // Room for all that is asked and told at once, and the end, so that none of them waits.
    let (to, done) = sync_channel(config.watch.at_once + config.alerts.len() + 1);
    let end = to.clone();
    runtime.spawn(async move {
        told_to_end().await;
        let _ = end.send(Done::End);
    });
    let tally = Tally::default();
    if let Some(listen) = config.watch.listen {
        let address = show(listen, file, &tally, clock, runtime.handle())?;
        note(&format!("http://{address}/status says how it stands, http://{address}/metrics for Prometheus"));
    }
    let mut watch = Watch {
        store,
        config: &config,
        clock,
        rules: &rules,
        lexicon: &lexicon,
        asker: Asker { runtime: runtime.handle().clone(), fetcher, to },
        done,
        tally: tally.clone(),
        once: given.once,
        format: given.format,
        under_way: UnderWay::default(),
        alerts: Alerts::new(path, given.lang.into()),
    };
    let watched = watch.run();
    // Requests under way are let go: what they are for is asked again.
    runtime.shutdown_background();
    watched?;
    let counts = tally.counts();
    if given.format == Lines::Text {
        print(&format!("{} new, {} changed, {} known, {} failed\n", counts.new, counts.version, counts.known, counts.failed()));
    }
    Ok(if counts.failed() == 0 { ALL_READ } else { SOME_FAILED })
}

/// Shows how it stands, while it runs; gives the address.
#[cfg(feature = "serve")]
fn show(listen: SocketAddr, file: &Path, tally: &Tally, clock: Clock, runtime: &tokio::runtime::Handle) -> Result<SocketAddr, Fault> {
    use isnad_web::{ServeError, WatchReport, WatchServer};

    let wrong = |fault: ServeError| match fault {
        ServeError::NotLoopback(_) => Fault::wrong_use(fault.to_string()),
        fault => Fault::failed(fault.to_string()),
    };
    let (file, stemmer, tally) = (file.to_owned(), stemmer()?, tally.clone());
    let report = move || -> Result<WatchReport, isnad_store::StoreError> {
        let standing = Store::read(&file, stemmer.clone())?.watch_standing()?;
        let metrics = metrics::written(&standing, &tally.counts(), clock.now());
        Ok(WatchReport { standing, metrics })
    };
    let server =
        runtime.block_on(WatchServer::bind(listen, Arc::new(move || report().map_err(|fault| fault.to_string())))).map_err(wrong)?;
    let address = server.address().map_err(wrong)?;
    runtime.spawn(server.run());
    Ok(address)
}

/// Nothing is shown without a web server.
#[cfg(not(feature = "serve"))]
fn show(_: SocketAddr, _: &Path, _: &Tally, _: Clock, _: &tokio::runtime::Handle) -> Result<SocketAddr, Fault> {
    Err(Fault::wrong_use(
        "this program was built without the feature `serve`, which shows status and metrics; take `listen` out of the file",
    ))
}

/// The one that watches into a store: two would ask for everything twice.
fn alone(file: &Path) -> Result<File, Fault> {
    let lock = file.with_file_name(format!("{}-watch", file.file_name().unwrap_or_default().to_string_lossy()));
    let name = lock.display();
    let held = File::create(&lock).map_err(|e| Fault::failed(format!("{name}: {e}; check the permissions of the folder")))?;
    match held.try_lock() {
        Ok(()) => Ok(held),
        Err(std::fs::TryLockError::WouldBlock) => Err(Fault::failed(format!(
            "{}: another `isnad watch` adds to this store; end it, or name another store with --db",
            file.display()
        ))),
        Err(std::fs::TryLockError::Error(fault)) => Err(Fault::failed(format!("{name}: {fault}"))),
    }
}
