//! Another program that is told what changes.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// What its messages are signed with.
pub const SECRET: &[u8] = b"thirty-two bytes for these tests";

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: String,
    timestamp: String,
    signature: String,
    body: String,
}

impl Message {
    /// What it says, once it is known to be signed as others check it.
    pub fn said(&self) -> Value {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, SECRET);
        let signed = STANDARD.decode(self.signature.strip_prefix("v1,").expect("a version")).expect("base64");
        let text = format!("{}.{}.{}", self.id, self.timestamp, self.body);
        ring::hmac::verify(&key, text.as_bytes(), &signed).expect("it is ours");
        let now = jiff::Timestamp::now().as_second();
        assert!((now - self.timestamp.parse::<i64>().expect("seconds")).abs() < 300, "{}", self.timestamp);
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// A receiver, and what it got.
#[derive(Clone, Default)]
pub struct Receiver {
    port: u16,
    messages: Arc<Mutex<Vec<Message>>>,
}

impl Receiver {
    /// One that answers the n-th message (from 0) with a status.
    pub fn new(answer: impl Fn(usize) -> u16 + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let receiver = Receiver { port: listener.local_addr().expect("its address").port(), ..Receiver::default() };
        let messages = Arc::clone(&receiver.messages);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let mut stream = BufReader::new(stream);
                // Whoever was killed while it sent has sent nothing.
                let Some(message) = message(&mut stream) else { continue };
                let mut messages = messages.lock().expect("sound");
                let status = answer(messages.len());
                messages.push(message);
                let _ = write!(stream.get_mut(), "HTTP/1.1 {status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        receiver
    }

    /// What it got so far.
    pub fn got(&self) -> Vec<Message> {
        self.messages.lock().expect("sound").clone()
    }

    /// The lines of a rule that tells it.
    pub fn lines(&self) -> String {
        let secret = STANDARD.encode(SECRET);
        let port = self.port;
        format!("to = \"webhook\"\naddress = \"http://127.0.0.1:{port}/isnad\"\nsecret = \"whsec_{secret}\"\nallow_private = true\n")
    }
}

fn message(stream: &mut impl BufRead) -> Option<Message> {
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => head.extend(line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))),
        }
    }
    let header = |name: &str| head.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
    let mut body = vec![0; header("content-length")?.parse().ok()?];
    stream.read_exact(&mut body).ok()?;
    let (id, timestamp, signature) = (header("webhook-id")?, header("webhook-timestamp")?, header("webhook-signature")?);
    Some(Message { id, timestamp, signature, body: String::from_utf8(body).ok()? })
}
