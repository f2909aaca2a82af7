//! Who visits a server of the program, as a browser without scripts does.

use std::io::{Read, Write};
use std::net::TcpStream;

/// A visitor who has been let in.
pub struct Visitor {
    address: String,
    cookie: String,
    /// What a form carries.
    pub token: String,
}

impl Visitor {
    /// A visitor of the server that said this on its first line.
    pub fn of(line: &str) -> Self {
        let address = line.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut visitor = Visitor { address, cookie: String::new(), token: String::new() };
        let form = visitor.send("GET", "/add", "text/plain", "").expect("it answers");
        let part = |behind: &str, end: char| form.split_once(behind).and_then(|(_, rest)| rest.split(end).next()).unwrap_or_default();
        (visitor.cookie, visitor.token) = (part("set-cookie: ", ';').to_owned(), part("name=\"token\" value=\"", '"').to_owned());
        visitor
    }

    /// The whole answer, or nothing if the server was gone before it was.
    pub fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
            self.address, self.cookie
        );
        stream.write_all((head + body).as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let whole = head.lines().find_map(|l| l.strip_prefix("content-length: ")?.parse::<usize>().ok())?;
        (body.len() >= whole).then_some(answer)
    }

    /// Uploads a page as a file of a name; the answer.
    pub fn upload(&self, name: &str, page: &str) -> Option<String> {
        let field = |head: &str, value: &str| format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n");
        let body = field("name=\"token\"", &self.token) + &field(&format!("name=\"file\"; filename=\"{name}\""), page) + "--x--\r\n";
        self.send("POST", "/add", "multipart/form-data; boundary=x", &body)
    }
}
