//! A file that may be packed with gzip, one member after another, as web archives are: each member is a stretch of its own, and where
//! it begins in the file is known.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use crate::limits::{Limit, Limits};
use crate::source::{Counted, Source};

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Bytes unpacked at once.
const BUFFER: usize = 64 << 10;

/// The bytes of a file, unpacked. At the end of a gzip member there are none until [`Packed::next_member`] is called.
pub(crate) struct Packed<S: Source> {
    form: Form<S>,
    /// Where the member begins.
    member: u64,
    /// Records of the member that are done.
    pub records: u64,
    /// Bytes unpacked of the member, and of all before it.
    unpacked: u64,
    before: u64,
    /// Members that were looked at in search of a sound one.
    tried: usize,
    limits: Limits,
    /// What the member met. Nothing more is read of it.
    failed: Option<io::ErrorKind>,
}

enum Form<S: Source> {
    Plain(Counted<S>),
    Gzip(Box<BufReader<GzDecoder<Counted<S>>>>),
    /// Between two forms.
    Gone,
}

impl<S: Source> Packed<S> {
    /// Opens a file at a byte, which begins a member if it is packed.
    pub fn open(source: S, byte: u64, limits: &Limits) -> io::Result<Self> {
        let mut bytes = Counted::new(source);
        if byte > 0 && !bytes.go_to(byte)? {
            return Err(io::Error::other("cannot go on from there"));
        }
        let mut packed =
            Packed { form: Form::Gone, member: byte, records: 0, unpacked: 0, before: 0, tried: 0, limits: limits.clone(), failed: None };
        packed.form = if bytes.fill_buf()?.starts_with(&MAGIC) { packed.unpack(bytes) } else { Form::Plain(bytes) };
        Ok(packed)
    }

    fn unpack(&self, bytes: Counted<S>) -> Form<S> {
        Form::Gzip(Box::new(BufReader::with_capacity(BUFFER, GzDecoder::new(bytes))))
    }

    /// Whether it is packed.
    pub fn is_packed(&self) -> bool {
        matches!(self.form, Form::Gzip(_))
    }

    /// Where the member begins; of what is not packed, where the next byte is.
    pub fn place(&self) -> u64 {
        match &self.form {
            Form::Plain(bytes) => bytes.at(),
            _ => self.member,
        }
    }

    /// Whether the member is damaged.
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Bytes of the file that are taken.
    pub fn taken(&self) -> u64 {
        match &self.form {
            Form::Plain(bytes) => bytes.at(),
            Form::Gzip(unpacked) => unpacked.get_ref().get_ref().at(),
            Form::Gone => self.member,
        }
    }

    /// Goes on to the next member; false where there is none. What is left of this one must have been taken.
    pub fn next_member(&mut self) -> io::Result<bool> {
        let form = std::mem::replace(&mut self.form, Form::Gone);
        let Form::Gzip(unpacked) = form else {
            self.form = form;
            return Ok(false);
        };
        let mut bytes = unpacked.into_inner().into_inner();
        self.failed = None;
        self.before += self.unpacked;
        self.unpacked = 0;
        // Some writers fill up with zeros.
        loop {
            let held = bytes.fill_buf()?;
            let zeros = held.iter().take_while(|b| **b == 0).count();
            if zeros == 0 {
                break;
            }
            bytes.consume(zeros);
        }
        self.member = bytes.at();
        self.records = 0;
        let more = !bytes.fill_buf()?.is_empty();
        self.form = if more { self.unpack(bytes) } else { Form::Plain(bytes) };
        Ok(more)
    }

    /// Goes on from the next member behind the one that begins at `from` whose content begins as asked for; false where there is none,
    /// or where the bytes come only once. Where too many were looked at that is an error.
    pub fn next_sound_member(&mut self, from: u64, begins: impl Fn(&[u8]) -> bool) -> io::Result<bool> {
        let Form::Gzip(unpacked) = std::mem::replace(&mut self.form, Form::Gone) else { return Ok(false) };
        let mut bytes = unpacked.into_inner().into_inner();
        self.failed = None;
        self.before += self.unpacked;
        self.unpacked = 0;
        self.records = 0;
        let mut from = from;
        loop {
            if !bytes.go_to(from + 1)? {
                break;
            }
            let Some(at) = next_magic(&mut bytes)? else { break };
            if !bytes.go_to(at)? {
                break;
            }
            if self.tried >= self.limits.members_tried {
                self.member = at;
                return Err(Limit::Members(self.limits.members_tried).into());
            }
            self.tried += 1;
            let mut unpacked = BufReader::with_capacity(BUFFER, GzDecoder::new(bytes));
            if unpacked.fill_buf().is_ok_and(&begins) {
                self.member = at;
                self.form = Form::Gzip(Box::new(unpacked));
                return Ok(true);
            }
            bytes = unpacked.into_inner().into_inner();
            from = at;
        }
        self.member = bytes.at();
        Ok(false)
    }

    fn within_limits(&self) -> io::Result<()> {
        let Form::Gzip(unpacked) = &self.form else { return Ok(()) };
        let taken = unpacked.get_ref().get_ref().at();
        let of_member = taken.saturating_sub(self.member).max(1);
        if self.unpacked > self.limits.ratio_from && self.unpacked / of_member > self.limits.ratio {
            return Err(Limit::Ratio(self.limits.ratio).into());
        }
        let all = self.before + self.unpacked;
        if all > self.limits.total_from && all / taken.max(1) > self.limits.ratio {
            return Err(Limit::Total(self.limits.ratio).into());
        }
        Ok(())
    }
}

/// Where the next gzip header may be.
fn next_magic<S: Source>(bytes: &mut Counted<S>) -> io::Result<Option<u64>> {
    let mut last = [0u8; 2];
    let mut seen = 0u64;
    loop {
        let start = bytes.at();
        let held = bytes.fill_buf()?;
        if held.is_empty() {
            return Ok(None);
        }
        // One that lies across two stretches, then one within.
        for split in 1..=2usize {
            let head = &last[2 - split..];
            if seen >= split as u64 && head == &MAGIC[..split] && held.starts_with(&MAGIC[split..]) {
                return Ok(Some(start - split as u64));
            }
        }
        if let Some(at) = memchr::memmem::find(held, &MAGIC) {
            return Ok(Some(start + at as u64));
        }
        let length = held.len();
        last = match held {
            [.., a, b] => [*a, *b],
            [a] => [last[1], *a],
            [] => last,
        };
        seen += length as u64;
        bytes.consume(length);
    }
}

impl<S: Source> Read for Packed<S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<S: Source> BufRead for Packed<S> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.within_limits()?;
        if let Some(kind) = self.failed {
            return Err(kind.into());
        }
        match &mut self.form {
            Form::Plain(bytes) => bytes.fill_buf(),
            Form::Gzip(unpacked) => {
                // A decoder that failed once would say that it has ended.
                if let Err(fault) = unpacked.fill_buf() {
                    self.failed = Some(fault.kind());
                    return Err(fault);
                }
                unpacked.fill_buf()
            }
            Form::Gone => Ok(&[]),
        }
    }

    fn consume(&mut self, taken: usize) {
        self.unpacked += taken as u64;
        match &mut self.form {
            Form::Plain(bytes) => bytes.consume(taken),
            Form::Gzip(unpacked) => unpacked.consume(taken),
            Form::Gone => {}
        }
    }
}

/// All members of a file as one stretch.
pub(crate) struct Joined<S: Source>(pub Packed<S>);

impl<S: Source> Read for Joined<S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<S: Source> BufRead for Joined<S> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.0.fill_buf()?.is_empty() && self.0.next_member()? {}
        self.0.fill_buf()
    }

    fn consume(&mut self, taken: usize) {
        self.0.consume(taken);
    }
}
