//! What crawlers write: WARC and ARC files, plain or packed record by record.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::found::{At, Carrier, Found, Outcome, Place, Position, Step, Why};
use crate::http;
use crate::limits::{Limit, Limits};
use crate::lines::{Line, line};
use crate::packed::Packed;
use crate::source::Source;
use crate::{arc, warc};

/// The head of a record.
pub(crate) struct Record {
    pub address: Option<String>,
    pub length: u64,
    pub payload: Payload,
    /// The crawler kept only the beginning.
    pub cut: bool,
}

/// What a record has.
pub(crate) enum Payload {
    /// A response of a server.
    Response,
    /// A page without the response, of a `Content-Type`.
    Page(Option<String>),
    /// Something else, by its name.
    Other(String),
}

/// Who is told of each record.
pub(crate) type Sink<'s> = &'s mut dyn FnMut(Step) -> ControlFlow<()>;

/// Where the records are: a file, or an entry of one.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'a> {
    pub file: &'a Path,
    pub entry: Option<&'a str>,
    /// Entries that are done, of a ZIP file.
    pub done: u64,
    /// Where the entry begins in the file.
    pub start: u64,
}

impl<'a> Spot<'a> {
    pub fn file(file: &'a Path) -> Self {
        Spot { file, entry: None, done: 0, start: 0 }
    }

    pub fn place(&self, at: At) -> Place {
        Place { file: self.file.to_owned(), entry: self.entry.map(str::to_owned), at }
    }
}

fn begins(line: &[u8]) -> bool {
    warc::begins(line) || arc::begins(line)
}

/// Whether bytes begin with a record: their first line does.
pub(crate) fn begins_with_record(bytes: &[u8]) -> bool {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    begins(line.strip_suffix(b"\r").unwrap_or(line))
}

/// Reads all records; `from.records` of them are passed over.
pub(crate) fn read<S: Source>(packed: Packed<S>, spot: Spot, from: Position, limits: &Limits, sink: Sink) -> ControlFlow<()> {
    let mut reader = Reader { packed, spot, limits, first: Vec::new(), garbage: false };
    let mut pass = from.records;
    // Where something was at fault last: the member, or the beginning of the record. One line for one place is enough.
    let mut faulty = None;
    // A record is told of when what follows it is known: bytes that do not have their checksum are not those that were packed.
    let mut held: Option<(Position, Outcome)> = None;
    loop {
        let mut garbage = None;
        let next = loop {
            match reader.start() {
                Ok(Start::Garbage(mark)) => garbage = garbage.or(Some(mark)),
                next => break next,
            }
        };
        let after = if let Ok(Start::Record(mark)) = next { mark } else { reader.mark() };
        if let Some((mark, mut outcome)) = held.take() {
            if let Err(fault) = &next
                && is_damage(fault)
                && after.byte == mark.byte
            {
                outcome = Outcome::Skipped(Why::broken(format!("damaged: {fault}")));
            }
            faulty = matches!(&outcome, Outcome::Skipped(why) if why.is_fault()).then_some(mark.byte);
            reader.tell(mark, outcome, after, sink)?;
        }
        if let Some(mark) = garbage
            && faulty.replace(mark.byte) != Some(mark.byte)
        {
            let why = Why::broken("no record begins here; reading goes on at the next that does");
            reader.tell(mark, Outcome::Skipped(why), after, sink)?;
        }
        let mark = match next {
            Ok(Start::Record(mark)) => mark,
            Ok(_) => return ControlFlow::Continue(()),
            Err(fault) => {
                let on = match reader.recover(&fault, after.byte) {
                    Ok(on) => on,
                    Err(left) => return reader.tell(after, Outcome::Skipped(left.into()), reader.mark(), sink),
                };
                if faulty.replace(after.byte) != Some(after.byte) {
                    reader.tell(after, Outcome::Skipped(fault.into()), reader.mark(), sink)?;
                }
                if !on {
                    return ControlFlow::Continue(());
                }
                continue;
            }
        };
        let (outcome, ended) = reader.record(pass > 0);
        if pass == 0 {
            held = Some((mark, outcome));
        }
        pass = pass.saturating_sub(1);
        match ended {
            Ended::Soundly => reader.packed.records += 1,
            Ended::AtTheNext => {}
            Ended::Damaged(fault) => match reader.recover(&fault, mark.byte) {
                Ok(true) => {}
                Ok(false) => {
                    return match held {
                        Some((mark, outcome)) => reader.tell(mark, outcome, reader.mark(), sink),
                        None => ControlFlow::Continue(()),
                    };
                }
                Err(left) => {
                    if let Some((mark, page @ Outcome::Page(_))) = held {
                        reader.tell(mark, page, reader.mark(), sink)?;
                    }
                    return reader.tell(mark, Outcome::Skipped(left.into()), reader.mark(), sink);
                }
            },
        }
    }
}

/// Whether bytes are not those that were packed, rather than too few or out of reach.
fn is_damage(fault: &io::Error) -> bool {
    matches!(fault.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
}

/// Where a record may begin.
enum Start {
    Record(Position),
    Garbage(Position),
    End,
}

/// In what state a record leaves the file.
enum Ended {
    /// Right behind it.
    Soundly,
    /// It ended too early, and the next was found.
    AtTheNext,
    /// Nothing can be read here.
    Damaged(io::Error),
}

struct Reader<'a, S: Source> {
    packed: Packed<S>,
    spot: Spot<'a>,
    limits: &'a Limits,
    /// The first line of the record.
    first: Vec<u8>,
    /// Whether the last line was of no record.
    garbage: bool,
}

impl<S: Source> Reader<'_, S> {
    fn mark(&self) -> Position {
        let records = if self.packed.is_packed() { self.packed.records } else { 0 };
        Position { entry: self.spot.done, byte: self.packed.place(), records }
    }

    fn tell(&self, mark: Position, outcome: Outcome, after: Position, sink: Sink) -> ControlFlow<()> {
        let at = if mark.records == 0 { At::Byte(mark.byte) } else { At::Record(mark.byte, mark.records) };
        sink(Step { place: self.spot.place(at), outcome, after, bytes: self.spot.start + self.packed.taken() })
    }

    /// Goes to the next record and reads its first line.
    fn start(&mut self) -> io::Result<Start> {
        loop {
            let mark = self.mark();
            let read = line(&mut self.packed, self.limits.header_bytes, &mut self.first)?;
            match read {
                Line::None if self.packed.next_member()? => {}
                Line::None => return Ok(Start::End),
                Line::Whole if self.first.is_empty() => {}
                Line::Whole if begins(&self.first) => {
                    self.garbage = false;
                    return Ok(Start::Record(mark));
                }
                Line::Whole | Line::TooLong if !self.garbage => {
                    self.garbage = true;
                    return Ok(Start::Garbage(mark));
                }
                Line::Whole | Line::TooLong => {}
            }
        }
    }

    /// Reads a record behind its first line, or passes it over.
    fn record(&mut self, pass: bool) -> (Outcome, Ended) {
        let head = if warc::begins(&self.first) { warc::head(&mut self.packed, self.limits) } else { arc::head(&self.first) };
        let head = match head {
            Ok(head) => head,
            Err(why) if self.packed.has_failed() => {
                return (Outcome::Skipped(why), Ended::Damaged(io::ErrorKind::InvalidData.into()));
            }
            // What follows is looked through for the next record.
            Err(why) => {
                self.garbage = true;
                return (Outcome::Skipped(why), Ended::AtTheNext);
            }
        };
        let mut content = Content { packed: &mut self.packed, left: head.length, at_next: false };
        let found = if pass { Err(Why::Empty) } else { found(head, &mut content, self.limits) };
        let rest = content.pass_over();
        let at_next = content.at_next;
        match (found, rest) {
            (Ok(page), Ok(())) => (Outcome::Page(page), Ended::Soundly),
            (Err(why), Ok(())) => (Outcome::Skipped(why), Ended::Soundly),
            (found, Err(_)) if at_next => {
                let why = found.err().filter(Why::is_fault).unwrap_or(Why::Truncated("the next record begins before this one ends"));
                (Outcome::Skipped(why), Ended::AtTheNext)
            }
            (_, Err(fault)) => {
                let again = io::Error::from(fault.kind());
                let limit = fault.get_ref().and_then(|inner| inner.downcast_ref::<Limit>()).copied();
                (Outcome::Skipped(fault.into()), Ended::Damaged(limit.map_or(again, io::Error::from)))
            }
        }
    }

    /// Goes on behind damage in the member at a byte; false where there is nothing to go on with. Where the rest of the file is left
    /// unread that is an error, which is told in the damage's place.
    fn recover(&mut self, fault: &io::Error, byte: u64) -> io::Result<bool> {
        let total = fault.get_ref().and_then(|inner| inner.downcast_ref::<Limit>()).is_some_and(|l| matches!(l, Limit::Total(_)));
        Ok(!total && self.packed.next_sound_member(byte, begins_with_record)?)
    }
}

fn found<S: Source>(head: Record, content: &mut Content<S>, limits: &Limits) -> Result<Found, Why> {
    let (content_type, bytes) = match head.payload {
        Payload::Response => {
            let response = http::response(content, head.cut, limits)?;
            (response.content_type, response.bytes)
        }
        Payload::Page(kind) => {
            http::page_kind(kind.as_deref().unwrap_or("bytes of no named kind"))?;
            let mut bytes = Vec::new();
            content.take(limits.page as u64 + 1).read_to_end(&mut bytes)?;
            if bytes.len() > limits.page {
                return Err(Limit::Page(limits.page).into());
            }
            (kind, bytes)
        }
        Payload::Other(kind) => return Err(Why::Kind(kind.chars().filter(|c| !c.is_control()).take(80).collect())),
    };
    if bytes.is_empty() {
        return Err(Why::Empty);
    }
    Ok(Found { address: head.address, content_type, bytes, carrier: Carrier::Crawl })
}

/// The bytes of one record.
struct Content<'p, S: Source> {
    packed: &'p mut Packed<S>,
    left: u64,
    /// The next record began before this one ended.
    at_next: bool,
}

impl<S: Source> Content<'_, S> {
    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let held = self.fill_buf()?.len();
            if held == 0 {
                return Ok(());
            }
            self.consume(held);
        }
    }

    /// Goes on in the next member, where it is of the same record.
    fn cross(&mut self) -> io::Result<()> {
        if self.at_next || !self.packed.next_member()? || begins_with_record(self.packed.fill_buf()?) {
            self.at_next = true;
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

impl<S: Source> Read for Content<'_, S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<S: Source> BufRead for Content<'_, S> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Ok(&[]);
        }
        if self.at_next || self.packed.fill_buf()?.is_empty() {
            self.cross()?;
        }
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        let held = self.packed.fill_buf()?;
        Ok(&held[..held.len().min(left)])
    }

    fn consume(&mut self, taken: usize) {
        self.left -= (taken as u64).min(self.left);
        self.packed.consume(taken);
    }
}
