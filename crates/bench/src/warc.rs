//! Our pages as a web archive (`.warc.gz`), as crawlers write it: each record in a gzip member of its own, a request and metadata beside
//! each response, and among them what a crawl has that is no page: pictures, pages that are not there, pages that did not change.

use std::io::{self, Write};

use fastrand::Rng;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::NewsPage;

/// One in so many pages comes in chunks and packed, as Heritrix and wget keep it; the others unpacked, as Common Crawl keeps them.
const AS_SENT: usize = 4;
/// One picture, one page that is not there and one that did not change come after so many pages.
const PICTURES: usize = 8;
const MISSING: usize = 20;
const UNCHANGED: usize = 40;

const INFO: &str = "software: isnad-bench\r\nformat: WARC File Format 1.1\r\ndescription: invented pages, to measure readers with\r\n";
const METADATA: &str = "fetchTimeMs: 210\r\ncharset-detected: UTF-8\r\nlanguages-cld2: {\"reliable\":true,\"languages\":[{\"code\":\"ar\",\"name\":\"ARABIC\",\"text-covered\":0.97,\"score\":520.0}]}\r\n";

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Responses that are pages.
    pub pages: usize,
    /// All records.
    pub records: usize,
    /// Bytes of all records, unpacked.
    pub unpacked: u64,
}

/// Writes an archive of pages; the same pages give the same bytes.
///
/// # Errors
/// Where it cannot be written.
pub fn write(pages: &[NewsPage], to: impl Write) -> io::Result<Written> {
    let mut archive = Archive { to, written: Written::default(), rng: Rng::with_seed(1448) };
    archive.record("warcinfo", None, "application/warc-fields", INFO.as_bytes())?;
    for (at, page) in pages.iter().enumerate() {
        let address = format!("https://qiyas.example/{}", page.number);
        archive.request(&address)?;
        let response = if at.is_multiple_of(AS_SENT) { as_sent(page)? } else { unpacked(page) };
        archive.record("response", Some(&address), RESPONSE, &response)?;
        archive.record("metadata", Some(&address), "application/warc-fields", METADATA.as_bytes())?;
        archive.written.pages += 1;
        archive.beside(at, &address)?;
    }
    Ok(archive.written)
}

const RESPONSE: &str = "application/http; msgtype=response";

/// A response, its header lines as a news site behind a cache sends them.
fn response(status: &str, kind: &str, more: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nDate: Wed, 12 Jun 2024 09:41:07 GMT\r\nContent-Type: {kind}\r\nConnection: keep-alive\r\n\
         Server: nginx\r\nCache-Control: public, max-age=60\r\nVary: Accept-Encoding\r\nX-Cache: HIT\r\n\
         Strict-Transport-Security: max-age=31536000\r\nX-Frame-Options: SAMEORIGIN\r\nX-Content-Type-Options: nosniff\r\n{more}\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn unpacked(page: &NewsPage) -> Vec<u8> {
    let html = page.html();
    let more = format!("X-Crawl-Content-Encoding: gzip\r\nContent-Length: {}\r\n", html.len());
    response("200 OK", "text/html; charset=utf-8", &more, html.as_bytes())
}

fn as_sent(page: &NewsPage) -> io::Result<Vec<u8>> {
    let packed = gzip(page.html().as_bytes())?;
    let mut chunks = Vec::new();
    for chunk in packed.chunks(4096) {
        chunks.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        chunks.extend_from_slice(chunk);
        chunks.extend_from_slice(b"\r\n");
    }
    chunks.extend_from_slice(b"0\r\n\r\n");
    let more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
    Ok(response("200 OK", "text/html; charset=utf-8", more, &chunks))
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes)?;
    packed.finish()
}

struct Archive<W> {
    to: W,
    written: Written,
    rng: Rng,
}

impl<W: Write> Archive<W> {
    /// What comes after a page and is none.
    fn beside(&mut self, at: usize, address: &str) -> io::Result<()> {
        if at.is_multiple_of(PICTURES) {
            let picture: Vec<u8> = std::iter::repeat_with(|| self.rng.u8(..)).take(6 << 10).collect();
            let length = format!("Content-Length: {}\r\n", picture.len());
            let picture = response("200 OK", "image/jpeg", &length, &picture);
            self.record("response", Some(&format!("{address}.jpg")), RESPONSE, &picture)?;
        }
        if at.is_multiple_of(MISSING) {
            let body = "<!doctype html><html><head><title>404</title></head><body><h1>الصفحة غير موجودة</h1></body></html>";
            let length = format!("Content-Length: {}\r\n", body.len());
            let missing = response("404 Not Found", "text/html; charset=utf-8", &length, body.as_bytes());
            self.record("response", Some(&format!("{address}/old")), RESPONSE, &missing)?;
        }
        if at.is_multiple_of(UNCHANGED) {
            let unchanged = response("304 Not Modified", "text/html; charset=utf-8", "", b"");
            self.record("revisit", Some(&format!("{address}/same")), RESPONSE, &unchanged)?;
        }
        Ok(())
    }

    fn request(&mut self, address: &str) -> io::Result<()> {
        let path = address.trim_start_matches("https://qiyas.example");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: qiyas.example\r\nUser-Agent: measuring/1.0 (+https://qiyas.example/bot)\r\n\
             Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\nAccept-Language: ar,en;q=0.5\r\nAccept-Encoding: gzip\r\n\r\n"
        );
        self.record("request", Some(address), "application/http; msgtype=request", request.as_bytes())
    }

    /// A record in a member of its own.
    fn record(&mut self, kind: &str, address: Option<&str>, content_type: &str, content: &[u8]) -> io::Result<()> {
        let address = address.map(|a| format!("WARC-Target-URI: {a}\r\nWARC-IP-Address: 192.0.2.7\r\n")).unwrap_or_default();
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-06-12T09:41:07Z\r\n\
             WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{:012x}>\r\n{address}Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            self.written.records,
            content.len()
        );
        let record = [head.as_bytes(), content, b"\r\n\r\n"].concat();
        self.written.records += 1;
        self.written.unpacked += record.len() as u64;
        self.to.write_all(&gzip(&record)?)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use isnad_collect::{Columns, Kind, Limits, Outcome, Position};
    use isnad_page::Rules;

    use super::*;
    use crate::{Maker, lexicon};

    #[test]
    fn an_archive_has_each_page_once_and_what_is_none_beside_them() {
        let lexicon = lexicon().unwrap();
        let pages = Maker::new(&Rules::new(&lexicon)).unwrap().pages(9);
        let file = tempfile::Builder::new().suffix(".warc.gz").tempfile().unwrap();
        let written = write(&pages, file.as_file()).unwrap();
        // A request, a response and metadata each; two pictures, one page that is missing and one that did not change; about itself one.
        assert_eq!((written.pages, written.records), (9, 9 * 3 + 2 + 1 + 1 + 1));
        let (mut found, mut skipped) = (Vec::new(), Vec::new());
        isnad_collect::read(file.path(), Kind::Crawl, Position::default(), &Columns::default(), &Limits::default(), &mut |step| {
            match step.outcome {
                Outcome::Page(page) => found.push(page),
                Outcome::Skipped(why) => skipped.push(why.to_string()),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        let expected: Vec<(Vec<u8>, Option<String>)> =
            pages.iter().map(|p| (p.html().into_bytes(), Some(format!("https://qiyas.example/{}", p.number)))).collect();
        assert_eq!(found.into_iter().map(|f| (f.bytes, f.address)).collect::<Vec<_>>(), expected);
        assert_eq!(skipped.iter().filter(|why| **why == "status 404, not 200").count(), 1);
        assert_eq!(skipped.iter().filter(|why| **why == "image/jpeg, not HTML or text").count(), 2);
        assert_eq!(skipped.len(), written.records - written.pages);
    }
}
