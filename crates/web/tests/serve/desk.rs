//! A server on loopback, and a visitor who sends what no browser would send.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_page::{Limits, Rules, Source};
use isnad_store::{Given, Store};
use isnad_web::{Patience, Retries, Server, Settings};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(isnad_packs::built_in().expect("the packs load")));

pub fn settings(folder: &Path, listen: &str, token: Option<&str>) -> Settings {
    Settings {
        file: folder.join("desk.isnad"),
        stemmer: Stemmer::new(LEXICON.clone()),
        reader: Box::new(|bytes, source| {
            let from = Source { path_or_url: source, content_type: None };
            let article = isnad_page::read(bytes, &from, &Rules::new(&LEXICON), &Limits::default()).map_err(|e| e.to_string())?;
            Ok(isnad_read::read(article, &LEXICON))
        }),
        listen: listen.parse().expect("an address"),
        token: token.map(str::to_owned),
        form_bytes: 1 << 20,
        patience: Patience::default(),
        retries: Retries::default(),
    }
}

/// A server with the visitor that asks it.
pub struct Desk {
    pub address: SocketAddr,
    pub cookies: Vec<String>,
    folder: Option<tempfile::TempDir>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().filter_map(|l| l.split_once(": ")).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Desk {
    pub fn new(token: Option<&str>) -> Self {
        Desk::with(token, |_| {})
    }

    pub fn with(token: Option<&str>, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut settings = settings(folder.path(), "127.0.0.1:0", token);
        change(&mut settings);
        let server = Server::bind(settings).expect("it listens");
        let address = server.address().expect("an address");
        std::thread::spawn(move || server.run_until(std::future::pending()));
        Desk { address, cookies: vec!["isnad_language=en".to_owned()], folder: Some(folder) }
    }

    /// The same visitor once more, who asks at the same time.
    pub fn another(&self) -> Self {
        Desk { address: self.address, cookies: self.cookies.clone(), folder: None }
    }

    /// The store, as another program opens it.
    pub fn store(&self) -> Store {
        let folder = self.folder.as_ref().expect("the first visitor has the folder");
        Store::open(&folder.path().join("desk.isnad"), Stemmer::new(LEXICON.clone())).expect("it opens")
    }

    /// One request, byte by byte: what a browser would never send is sent too.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("it answers");
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nCookie: {}\r\n", self.cookies.join("; "));
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if method == "POST" {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).expect("it is sent");
        // A server that has said no may not take the rest.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        for line in head.lines().filter_map(|l| l.strip_prefix("set-cookie: ")) {
            let pair = line.split(';').next().unwrap_or_default().to_owned();
            let name = pair.split('=').next().unwrap_or_default().to_owned();
            self.cookies.retain(|c| c.split('=').next() != Some(&name));
            self.cookies.push(pair);
        }
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// A page that is there, whose links to other sites are none.
    pub fn page(&mut self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    pub fn follow(&mut self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        answer.header("location").expect("a location").to_owned()
    }

    pub fn token(&mut self) -> String {
        let form = self.page("/add");
        value(&form, "name=\"token\" value=\"")
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={}", isnad_export::in_address(v))).collect();
        self.send("POST", path, &[("Content-Type", "application/x-www-form-urlencoded")], body.join("&").as_bytes())
    }

    pub fn upload(&mut self, token: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n").into_bytes();
        for (name, bytes) in files {
            body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        self.send("POST", "/add", &[("Content-Type", "multipart/form-data; boundary=x")], &body)
    }

    pub fn add_demo(&mut self) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
            .expect("the demo")
            .map(|e| e.expect("a page").path())
            .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read(&path).expect("it is read")))
            .collect();
        files.sort();
        let token = self.token();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let answer = self.upload(&token, &files);
        assert_eq!((answer.status, answer.body.matches("role=\"status\"").count()), (200, 16), "{}", answer.body);
    }
}

/// A page as another program gives it to the store.
pub fn given(source: &str, text: &str) -> Given {
    let bytes = text.as_bytes().to_vec();
    let from = Source { path_or_url: source, content_type: None };
    let article = isnad_page::read(&bytes, &from, &Rules::new(&LEXICON), &Limits::default()).expect("it is read");
    Given { bytes, article: isnad_read::read(article, &LEXICON) }
}

/// What stands behind `mark` up to the next quotation mark.
pub fn value(page: &str, mark: &str) -> String {
    let from = page.find(mark).unwrap_or_else(|| panic!("{mark}: {page}")) + mark.len();
    page[from..].split('"').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&")
}

/// What the server says to `sent`, which is not all of a request.
pub fn half(address: SocketAddr, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it answers");
    stream.set_read_timeout(Some(std::time::Duration::from_secs(10))).expect("a limit");
    stream.write_all(sent.as_bytes()).expect("it is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it is closed in time");
    String::from_utf8_lossy(&answer).into_owned()
}
