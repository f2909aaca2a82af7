//! What a response carries, freed of the codings that it was sent in.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::found::Why;
use crate::head::Head;
use crate::limits::{Limit, Limits};
use crate::lines::{Line, line};

/// Reads a body. Crawlers keep bodies as they were sent, or unpacked under the same header lines: what does not begin as its
/// header lines say is taken as it is.
pub(crate) fn read(from: &mut impl BufRead, head: &Head, cut: bool, limits: &Limits) -> Result<Vec<u8>, Why> {
    bounded(opened(from, head, limits)?, cut, limits.page)
}

/// Reads the first bytes of a body, as many as a page may have; `cut` says that not all of it is here.
#[cfg(feature = "fetch")]
pub(crate) fn beginning(from: &mut impl BufRead, head: &Head, cut: bool, limits: &Limits) -> Result<Vec<u8>, Why> {
    bounded(opened(from, head, limits)?.take(limits.page as u64), cut, limits.page)
}

fn opened<'a>(from: &'a mut (impl BufRead + 'a), head: &Head, limits: &Limits) -> Result<Box<dyn BufRead + 'a>, Why> {
    let mut body: Box<dyn BufRead + 'a> = Box::new(from);
    if head.get("transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked")) && begins_with_chunk(body.fill_buf()?) {
        body = Box::new(BufReader::new(Chunks { from: body, left: 0, done: false, first: true }));
    }
    let codings = head.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    let codings: Vec<&str> = codings.split(',').map(str::trim).filter(|c| !c.is_empty() && *c != "identity").collect();
    if codings.len() > limits.codings {
        return Err(Limit::Codings(limits.codings).into());
    }
    for coding in codings.into_iter().rev() {
        body = unpacked(body, coding)?;
    }
    Ok(body)
}

fn unpacked<'a>(mut body: Box<dyn BufRead + 'a>, coding: &str) -> Result<Box<dyn BufRead + 'a>, Why> {
    let start = body.fill_buf()?;
    Ok(match coding {
        "gzip" | "x-gzip" if start.starts_with(&[0x1f, 0x8b]) => Box::new(BufReader::new(MultiGzDecoder::new(body))),
        // Servers send both, though only the first is right.
        "deflate" if is_zlib(start) => Box::new(BufReader::new(ZlibDecoder::new(body))),
        "deflate" if !is_text(start) => Box::new(BufReader::new(DeflateDecoder::new(body))),
        "br" if !is_text(start) => Box::new(BufReader::new(brotli_decompressor::Decompressor::new(body, 4096))),
        "gzip" | "x-gzip" | "deflate" | "br" => body,
        other => {
            let name: String = other.chars().filter(char::is_ascii_graphic).take(40).collect();
            return Err(Why::broken(format!("its content coding «{name}» is none that is known")));
        }
    })
}

fn is_zlib(start: &[u8]) -> bool {
    matches!(start, [a, b, ..] if a & 0x0f == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0)
}

/// Whether bytes begin like a page that is not packed at all.
fn is_text(start: &[u8]) -> bool {
    let text = start.trim_ascii_start();
    matches!(text, [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'))
}

/// All bytes, if they are no more than allowed. Of a body that was cut, those that can be had.
fn bounded(body: impl Read, cut: bool, most: usize) -> Result<Vec<u8>, Why> {
    let mut bytes = Vec::new();
    let read = body.take(most as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > most {
        return Err(Limit::Page(most).into());
    }
    match read {
        Ok(_) => Ok(bytes),
        Err(_) if cut && !bytes.is_empty() => Ok(bytes),
        Err(fault) => Err(fault.into()),
    }
}

/// The most bytes of the line before a chunk.
const CHUNK_LINE: usize = 1024;

fn begins_with_chunk(start: &[u8]) -> bool {
    let digits = start.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    (1..=16).contains(&digits) && matches!(start.get(digits), Some(b'\r' | b'\n' | b';' | b' '))
}

/// A body in chunks.
struct Chunks<R> {
    from: R,
    left: u64,
    done: bool,
    first: bool,
}

impl<R: BufRead> Chunks<R> {
    fn next(&mut self) -> io::Result<()> {
        let mut held = Vec::new();
        // The end of the chunk before.
        if !self.first && (line(&mut self.from, CHUNK_LINE, &mut held)? == Line::TooLong || !held.is_empty()) {
            return Err(bad_chunk());
        }
        self.first = false;
        self.left = match line(&mut self.from, CHUNK_LINE, &mut held)? {
            // A body that ends between two chunks has lost nothing but its end mark.
            Line::None => 0,
            Line::Whole => size(&held).ok_or_else(bad_chunk)?,
            Line::TooLong => return Err(bad_chunk()),
        };
        self.done = self.left == 0;
        Ok(())
    }
}

fn bad_chunk() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "bad chunk")
}

fn size(line: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(line).ok()?;
    u64::from_str_radix(text.split(';').next()?.trim(), 16).ok()
}

impl<R: BufRead> Read for Chunks<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.done {
            self.next()?;
        }
        if self.done || into.is_empty() {
            return Ok(0);
        }
        let most = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.from.read(&mut into[..most])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn head(lines: &str) -> Head {
        Head::read(&mut format!("{lines}\r\n").as_bytes(), &Limits::default()).expect("header lines")
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    }

    fn body(lines: &str, bytes: &[u8]) -> Result<Vec<u8>, Why> {
        read(&mut &bytes[..], &head(lines), false, &Limits::default())
    }

    const PAGE: &str = "<p>قالت البلدية إن الجسر يفتح غدا.</p>";

    #[test]
    fn codings_are_taken_off_in_their_order() {
        assert_eq!(body("", PAGE.as_bytes()).unwrap(), PAGE.as_bytes());
        assert_eq!(body("Content-Encoding: gzip\r\n", &gzip(PAGE.as_bytes())).unwrap(), PAGE.as_bytes());
        assert_eq!(body("Content-Encoding: x-gzip, gzip\r\n", &gzip(&gzip(PAGE.as_bytes()))).unwrap(), PAGE.as_bytes());
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(PAGE.as_bytes()).unwrap();
        assert_eq!(body("Content-Encoding: deflate\r\n", &zlib.finish().unwrap()).unwrap(), PAGE.as_bytes());
        let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        raw.write_all(PAGE.as_bytes()).unwrap();
        assert_eq!(body("Content-Encoding: deflate\r\n", &raw.finish().unwrap()).unwrap(), PAGE.as_bytes());
        // An uncompressed meta-block of Brotli: window bits, length, bytes, then the last, empty one.
        let brotli = [b"\x0b\x02\x80".as_slice(), b"hello", b"\x03"].concat();
        assert_eq!(body("Content-Encoding: br\r\n", &brotli).unwrap(), b"hello");
    }

    #[test]
    fn what_was_unpacked_before_it_was_kept_is_taken_as_it_is() {
        for coding in ["gzip", "deflate", "br"] {
            assert_eq!(body(&format!("Content-Encoding: {coding}\r\n"), PAGE.as_bytes()).unwrap(), PAGE.as_bytes(), "{coding}");
        }
        assert_eq!(body("Transfer-Encoding: chunked\r\n", PAGE.as_bytes()).unwrap(), PAGE.as_bytes());
    }

    #[test]
    fn chunks_are_put_together() {
        let chunked = |bytes: &[u8]| body("Transfer-Encoding: chunked\r\n", bytes);
        assert_eq!(chunked(b"4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\n\r\n").unwrap(), b"abcdefg");
        assert_eq!(chunked(b"4\r\nabcd\r\n").unwrap(), b"abcd");
        assert_eq!(chunked(b"9\r\nabcd"), Err(Why::Truncated("the bytes end before the record does")));
        // Where a size should stand is none, or more than any is; a chunk is longer than its size says.
        let long = [b"4\r\nabcd\r\n3;".as_slice(), &[b'x'; 2000], b"\r\nefg\r\n0\r\n\r\n"].concat();
        let wrong: [&[u8]; 4] = [b"4\r\nabcd\r\nzz\r\n", b"4\r\nabcd\r\n\r\n3\r\nefg\r\n0\r\n\r\n", &long, b"4\r\nabcdefg\r\n0\r\n\r\n"];
        for bytes in wrong {
            assert_eq!(chunked(bytes), Err(Why::Broken("damaged: bad chunk".to_owned())));
        }
        let packed = gzip(PAGE.as_bytes());
        let both = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        assert_eq!(body("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", &both).unwrap(), PAGE.as_bytes());
    }

    #[test]
    fn a_body_that_unpacks_without_end_meets_the_limit_of_a_page() {
        let limits = Limits { page: 1000, ..Limits::default() };
        let bomb = gzip(&gzip(&vec![0; 10 << 20]));
        let unpacked = read(&mut &bomb[..], &head("Content-Encoding: gzip, gzip\r\n"), false, &limits);
        assert_eq!(unpacked, Err(Why::Over(Limit::Page(1000))));
        assert_eq!(body("Content-Encoding: gzip, gzip, gzip, gzip\r\n", &bomb), Err(Why::Over(Limit::Codings(3))));
    }

    #[test]
    fn a_coding_that_is_not_known_is_named() {
        assert_eq!(body("Content-Encoding: aes\r\n", b"x").unwrap_err().to_string(), "its content coding «aes» is none that is known");
    }
}
