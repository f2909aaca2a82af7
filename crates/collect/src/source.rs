//! The bytes of an archive, of a file or of an entry that lies in a file as it is.

use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// Bytes held at once.
const BUFFER: usize = 128 << 10;

/// Bytes that may be gone through from any place.
pub(crate) trait Source: Read {
    /// Goes on from a byte; false where it cannot.
    fn go_to(&mut self, byte: u64) -> io::Result<bool>;
}

/// A part of a file.
pub(crate) struct Window {
    file: File,
    start: u64,
    length: u64,
    at: u64,
}

impl Window {
    /// A whole file.
    pub fn whole(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Self::part(file, 0, length)
    }

    /// So many bytes of a file.
    pub fn part(mut file: File, start: u64, length: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        Ok(Window { file, start, length, at: 0 })
    }
}

impl Read for Window {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = into.len().min(left);
        let read = self.file.read(&mut into[..most])?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Source for Window {
    fn go_to(&mut self, byte: u64) -> io::Result<bool> {
        self.at = byte.min(self.length);
        self.file.seek(SeekFrom::Start(self.start + self.at))?;
        Ok(true)
    }
}

/// Bytes that come once, one behind the other.
pub(crate) struct Stream<R>(pub R);

impl<R: Read> Read for Stream<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl<R: Read> Source for Stream<R> {
    fn go_to(&mut self, _: u64) -> io::Result<bool> {
        Ok(false)
    }
}

/// Bytes with the count of those that were taken.
pub(crate) struct Counted<S> {
    source: S,
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    at: u64,
}

impl<S: Source> Counted<S> {
    pub fn new(source: S) -> Self {
        Counted { source, buffer: vec![0; BUFFER], from: 0, to: 0, at: 0 }
    }

    /// The byte that comes next.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Goes on from a byte; false where it cannot.
    pub fn go_to(&mut self, byte: u64) -> io::Result<bool> {
        if !self.source.go_to(byte)? {
            return Ok(false);
        }
        (self.from, self.to, self.at) = (0, 0, byte);
        Ok(true)
    }
}

impl<S: Source> Read for Counted<S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<S: Source> BufRead for Counted<S> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.from == self.to {
            (self.from, self.to) = (0, self.source.read(&mut self.buffer)?);
        }
        Ok(&self.buffer[self.from..self.to])
    }

    fn consume(&mut self, taken: usize) {
        self.from += taken;
        self.at += taken as u64;
    }
}
