//! Webhooks against receivers on this machine: some fail, some dawdle, some come late, and the server itself ends and comes back.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use isnad_store::{ChangeKind, Hook, NewHook, Store};
use isnad_web::{Retries, Server, Settings};
use serde_json::Value;

use crate::desk::{Desk, settings};
use crate::follow::page;

const SECRET: [u8; 32] = [7; 32];
/// As long as a test waits for what is to come.
const LONG: Duration = Duration::from_secs(60);

/// A message as it came.
struct Message {
    head: Vec<(String, String)>,
    body: String,
    at: Instant,
}

impl Message {
    fn header(&self, name: &str) -> &str {
        let found = self.head.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("{name}: {:?}", self.head))
    }

    fn change(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    fn number(&self) -> i64 {
        self.change()["number"].as_i64().expect("a number")
    }
}

/// A receiver that answers the n-th message (from 0) with what `answer` says: a status, or nothing at all.
fn receiver(answer: impl Fn(usize) -> Option<u16> + Send + 'static) -> (SocketAddr, Receiver<Message>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("an address");
    let address = listener.local_addr().expect("an address");
    let (send, messages) = channel();
    std::thread::spawn(move || {
        let mut silent = Vec::new();
        for (at, stream) in listener.incoming().enumerate() {
            let mut stream = BufReader::new(stream.expect("somebody comes"));
            let (mut head, mut line) = (Vec::new(), String::new());
            stream.read_line(&mut line).expect("a line");
            loop {
                line.clear();
                stream.read_line(&mut line).expect("a line");
                let Some((name, value)) = line.trim_end().split_once(": ") else { break };
                head.push((name.to_owned(), value.to_owned()));
            }
            let length = head.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse().expect("a length"));
            let mut body = vec![0; length];
            stream.read_exact(&mut body).expect("a body");
            let message = Message { head, body: String::from_utf8(body).expect("text"), at: Instant::now() };
            match answer(at) {
                Some(status) => {
                    let _ = write!(stream.get_mut(), "HTTP/1.1 {status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                }
                None => silent.push(stream),
            }
            if send.send(message).is_err() {
                return;
            }
        }
    });
    (address, messages)
}

fn hook(address: SocketAddr, kinds: &[ChangeKind]) -> NewHook {
    NewHook { url: format!("http://{address}/isnad"), secret: SECRET.to_vec(), kinds: kinds.to_vec(), story: None, allow_private: true }
}

fn quick(settings: &mut Settings) {
    let millis = Duration::from_millis;
    settings.retries = Retries { answer: millis(500), first: millis(100), most: millis(400), lasting: Duration::from_secs(600) };
}

fn next(messages: &Receiver<Message>) -> Message {
    messages.recv_timeout(LONG).expect("a message")
}

/// The webhook, as soon as it is as it is to be.
fn wait(store: &Store, id: i64, is: impl Fn(&Hook) -> bool) -> Hook {
    let begun = Instant::now();
    loop {
        let hook = store.hooks().expect("hooks").into_iter().find(|hook| hook.id == id).expect("the hook");
        if is(&hook) {
            return hook;
        }
        assert!(begun.elapsed() < LONG, "{hook:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn every_change_comes_signed_in_its_order_also_where_some_fail() {
    // The second message fails twice, as if the receiver were being restarted.
    let (address, messages) = receiver(|at| Some(if [1, 2].contains(&at) { 503 } else { 204 }));
    let desk = Desk::with(None, quick);
    let mut store = desk.store();
    store.add(&[page(1, "ثلاثة")]).expect("it is added");
    let id = store.add_hook(&hook(address, &[])).expect("it is added");
    let before = store.changes_kept().expect("numbers").1;
    store.add(&[page(2, "سبعة")]).expect("it is added");
    let last = store.changes_kept().expect("numbers").1;
    assert!(last >= before + 3);
    let wanted: Vec<i64> = [before + 1, before + 2, before + 2].into_iter().chain(before + 2..=last).collect();
    let told: Vec<Message> = wanted.iter().map(|_| next(&messages)).collect();
    assert_eq!(told.iter().map(Message::number).collect::<Vec<_>>(), wanted, "what comes later waits");
    for message in &told {
        assert_eq!(message.header("content-type"), "application/json");
        let (id, timestamp) = (message.header("webhook-id"), message.header("webhook-timestamp"));
        assert!(id.ends_with(&format!("_{}", message.number())), "{id}");
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &SECRET);
        let signed = STANDARD.decode(message.header("webhook-signature").strip_prefix("v1,").expect("a version")).expect("base64");
        ring::hmac::verify(&key, format!("{id}.{timestamp}.{}", message.body).as_bytes(), &signed).expect("it is ours");
    }
    assert_eq!(told[1].header("webhook-id"), told[3].header("webhook-id"), "a message that comes again is known by its id");
    assert!(told[2].at.duration_since(told[1].at) >= Duration::from_millis(50), "it waits before it comes again");
    let hook = wait(&store, id, |hook| hook.done == last);
    assert_eq!((hook.tries, hook.failing, hook.fault), (0, None, None));
}

#[test]
fn who_dawdles_holds_nobody_up_and_who_wants_some_kinds_gets_those() {
    let (slow, dawdled) = receiver(|at| (at > 0).then_some(200));
    let (quickly, messages) = receiver(|_| Some(200));
    let desk = Desk::with(None, |settings| {
        quick(settings);
        settings.retries.answer = Duration::from_secs(4);
    });
    let mut store = desk.store();
    let id = store.add_hook(&hook(slow, &[])).expect("it is added");
    store.add_hook(&hook(quickly, &[ChangeKind::Revision])).expect("it is added");
    store.add(&[page(1, "ثلاثة")]).expect("it is added");
    let first = next(&dawdled);
    assert_eq!(next(&messages).change()["kind"], "revision");
    // The slow one was sent once, gave no answer, and gets the same again.
    let failed = wait(&store, id, |hook| hook.tries > 0);
    assert!(failed.fault.is_some_and(|fault| fault.contains("timed out")) && failed.failing.is_some());
    assert_eq!(next(&dawdled).number(), first.number());
    wait(&store, id, |hook| hook.done == store.changes_kept().expect("numbers").1);
}

fn serve(folder: &Path) -> (tokio::sync::oneshot::Sender<()>, std::thread::JoinHandle<()>) {
    let mut settings = settings(folder, "127.0.0.1:0", None);
    quick(&mut settings);
    let server = Server::bind(settings).expect("it listens");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = std::thread::spawn(move || {
        server.run_until(async {
            let _ = stopped.await;
        });
    });
    (stop, running)
}

#[test]
fn what_was_not_told_is_told_after_the_server_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (address, messages) = receiver(|at| Some(if at == 0 { 500 } else { 200 }));
    let (stop, running) = serve(folder.path());
    let mut store = Store::open(&folder.path().join("desk.isnad"), settings(folder.path(), "127.0.0.1:0", None).stemmer).expect("it opens");
    store.add_hook(&hook(address, &[])).expect("it is added");
    store.add(&[page(1, "ثلاثة")]).expect("it is added");
    assert_eq!(next(&messages).number(), 1);
    drop(stop);
    running.join().expect("it ends");
    // While no server runs, more is written.
    store.add(&[page(2, "سبعة")]).expect("it is added");
    let last = store.changes_kept().expect("numbers").1;
    let (stop, running) = serve(folder.path());
    let mut told = vec![next(&messages).number()];
    while told.last() != Some(&last) {
        told.push(next(&messages).number());
    }
    told.dedup();
    let first = told[0];
    assert!(first <= 2, "{told:?}");
    assert_eq!(told, (first..=last).collect::<Vec<_>>(), "none is left out");
    drop(stop);
    running.join().expect("it ends");
}

#[test]
fn an_address_is_given_up_and_said_to_be_and_goes_on_when_it_is_enabled() {
    let (gone, messages) = receiver(|at| Some(if at == 0 { 410 } else { 200 }));
    let mut desk = Desk::with(None, |settings| {
        quick(settings);
        settings.retries.lasting = Duration::from_secs(1);
    });
    let mut store = desk.store();
    assert!(desk.page("/sources").contains("href=\"/webhooks\""));
    assert!(desk.page("/webhooks").contains("Nobody is told"));
    let first = store.add_hook(&hook(gone, &[])).expect("it is added");
    // Nobody listens there, and private addresses are not reached unless that is allowed.
    let free = TcpListener::bind("127.0.0.1:0").expect("an address").local_addr().expect("an address");
    let second = store.add_hook(&hook(free, &[])).expect("it is added");
    let private = NewHook { url: format!("https://{free}/secret-path"), allow_private: false, ..hook(free, &[]) };
    let third = store.add_hook(&private).expect("it is added");
    store.add(&[page(1, "ثلاثة")]).expect("it is added");
    let given_up = |id| wait(&store, id, |hook| hook.disabled.is_some());
    assert!(given_up(first).fault.is_some_and(|fault| fault.contains("410")));
    assert!(given_up(second).tries > 1);
    assert!(given_up(third).fault.is_some_and(|fault| fault.contains("not public")));
    let page = desk.page("/webhooks");
    assert_eq!(page.matches(">given up<").count(), 3, "{page}");
    assert!(!page.contains("secret-path"), "what stands behind a server's name may be a secret");
    let end = store.changes_kept().expect("numbers").1;
    assert_eq!(next(&messages).number(), 1);
    store.enable_hook(first).expect("it is there");
    assert_eq!(next(&messages).number(), 1);
    wait(&store, first, |hook| hook.done == end && hook.disabled.is_none());
    store.remove_hook(second).expect("it is there");
    assert!(store.remove_hook(second).is_err());
}
