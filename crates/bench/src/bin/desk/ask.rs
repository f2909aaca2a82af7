//! Asks a server at a steady rate, whether it has answered or not, and notes how long each answer took from when it was due.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use isnad_store::Store;
use tokio::time::Instant;

use crate::questions::{Kind, Questions};
use crate::table::{self, Memory};

/// Requests a second.
const RATE: u32 = 50;
/// How long it asks before it counts.
const WARM: Duration = Duration::from_secs(5);

/// How long an answer took, from when it was due.
pub struct Answer {
    /// What was asked for.
    pub kind: Kind,
    /// The time.
    pub took: Duration,
    /// Bytes of the answer.
    pub bytes: usize,
}

/// A server that ends with its asker.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves a store by a program, asks it for so many seconds, and prints the table.
pub fn ask(file: &Path, program: &Path, seconds: u64) -> Result<()> {
    let store = Store::read(file, crate::stemmer()?)?;
    let (counts, mut questions) = (store.counts()?, Questions::of(&store)?);
    drop(store);
    let mut child = Command::new(program)
        .args(["serve", "--listen", "127.0.0.1:0", "--db"])
        .arg(file)
        .env_remove("ISNAD_TOKEN")
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} does not start", program.display()))?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().context("its output")?).read_line(&mut line)?;
    let (server, address) = (Server(child), line.trim().trim_end_matches('/').to_owned());
    let total = u32::try_from(seconds + WARM.as_secs())? * RATE;
    let planned: Vec<(Kind, String)> = (0..total).map(|_| questions.next()).collect();
    let start = Memory::of(server.0.id())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let answers = runtime.block_on(send(&address, planned))?;
    table::print(file, counts, &answers, start, Memory::of(server.0.id())?)
}

/// Sends every question when it is due. An answer that is none ends it all.
async fn send(address: &str, planned: Vec<(Kind, String)>) -> Result<Vec<Answer>> {
    // The workspace's client wants a provider, though nothing is asked over TLS here.
    isnad_collect::reach::choose_provider();
    let client = reqwest::Client::new();
    let begun = Instant::now() + Duration::from_millis(100);
    let mut asked = Vec::new();
    for (at, (kind, path)) in (0..).zip(planned) {
        let due = begun + Duration::from_secs(1) * at / RATE;
        tokio::time::sleep_until(due).await;
        let request = client.get(format!("{address}{path}"));
        asked.push(tokio::spawn(async move {
            let answer = request.send().await.with_context(|| path.clone())?;
            let status = answer.status();
            let bytes = answer.bytes().await.with_context(|| path.clone())?.len();
            if status != reqwest::StatusCode::OK {
                bail!("{path}: {status}");
            }
            Ok((due, Answer { kind, took: due.elapsed(), bytes }))
        }));
    }
    let mut answers = Vec::new();
    for answer in asked {
        let (due, answer) = answer.await??;
        answers.extend((due >= begun + WARM).then_some(answer));
    }
    Ok(answers)
}
