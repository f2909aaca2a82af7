//! WACZ: a ZIP file with WARC files under `archive/`.

use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

use zip::CompressionMethod;

use crate::crawl::{self, Sink, Spot};
use crate::found::{At, Outcome, Position, Step, Why};
use crate::limits::{Limit, Limits};
use crate::packed::Packed;
use crate::source::{Stream, Window};

/// The bytes at the end of a ZIP file that say how many entries it has.
const END: usize = 22;
const END_MAGIC: &[u8] = b"PK\x05\x06";
const END_64_MAGIC: &[u8] = b"PK\x06\x06";
/// How far before the end of the file that may stand.
const TAIL: u64 = 66 << 10;

/// Reads all records of all entries behind those that are done.
pub(crate) fn read(path: &Path, file: &mut File, from: Position, limits: &Limits, sink: Sink) -> Result<ControlFlow<()>, Why> {
    let length = file.metadata()?.len();
    // Asked before the list of entries is read, which takes memory for each.
    let stated = stated_entries(file)?;
    if stated > limits.entries as u64 {
        return Err(Limit::Entries(limits.entries).into());
    }
    let damaged = |e: zip::result::ZipError| Why::broken(format!("a damaged ZIP file: {e}"));
    let mut zip = zip::ZipArchive::new(BufReader::new(file.try_clone()?)).map_err(damaged)?;
    if zip.len() > limits.entries {
        return Err(Limit::Entries(limits.entries).into());
    }
    // Entries over one another unpack one stretch of the file many times.
    let (mut any, mut read) = (false, 0u64);
    for at in 0..zip.len() {
        let name = zip.name_for_index(at).unwrap_or_default().to_owned();
        if !(name.ends_with(".warc.gz") || name.ends_with(".warc")) {
            continue;
        }
        any = true;
        let done = at as u64;
        if done < from.entry {
            continue;
        }
        let from = if done == from.entry { from } else { Position { entry: done, ..Position::default() } };
        let place = |start| Spot { file: path, entry: Some(&name), done, start };
        let opened = zip.by_index(at).map_err(damaged).and_then(|entry| {
            let start = entry.data_start();
            read = read.saturating_add(entry.compressed_size());
            if read > length {
                return Err(Why::broken("entries that lie over one another"));
            }
            if entry.compression() == CompressionMethod::Stored {
                let window = Window::part(File::open(path)?, start, entry.compressed_size())?;
                let packed = Packed::open(window, from.byte, limits)?;
                Ok(crawl::read(packed, place(start), from, limits, sink))
            } else {
                // Packed once more by the ZIP file: it can be read from its beginning only, and counts from there.
                let bounded = Ratio { packed: entry.compressed_size(), unpacked: 0, limits, entry };
                let packed = Packed::open(Stream(bounded), 0, limits)?;
                Ok(crawl::read(packed, place(start), Position { byte: 0, ..from }, limits, sink))
            }
        });
        match opened {
            Ok(flow) if flow.is_break() => return Ok(flow),
            Ok(_) => {}
            Err(why) => {
                let after = Position { entry: done + 1, ..Position::default() };
                let step = Step { place: place(0).place(At::Whole), outcome: Outcome::Skipped(why), after, bytes: 0 };
                if sink(step).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
    }
    if !any {
        return Err(Why::broken("a ZIP file without WARC files in it; a WACZ file has them under archive/"));
    }
    Ok(ControlFlow::Continue(()))
}

/// Holds an entry that is packed to the ratio that is allowed.
struct Ratio<'l, R> {
    packed: u64,
    unpacked: u64,
    limits: &'l Limits,
    entry: R,
}

impl<R: io::Read> io::Read for Ratio<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.entry.read(into)?;
        self.unpacked += read as u64;
        if self.unpacked > self.limits.ratio_from && self.unpacked / self.packed.max(1) > self.limits.ratio {
            return Err(Limit::Ratio(self.limits.ratio).into());
        }
        Ok(read)
    }
}

/// How many entries the end of the file says that there are.
fn stated_entries(file: &mut File) -> Result<u64, Why> {
    use std::io::{Read, Seek, SeekFrom};
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    file.seek(SeekFrom::Start(0))?;
    let at = memchr::memmem::rfind(&tail, END_MAGIC).filter(|at| at + END <= tail.len());
    let at = at.ok_or(Why::Truncated("no end of a ZIP file"))?;
    let small = u64::from(u16::from_le_bytes([tail[at + 10], tail[at + 11]]));
    let large = memchr::memmem::rfind(&tail[..at], END_64_MAGIC).and_then(|at| tail.get(at + 32..at + 40));
    Ok(large.and_then(|n| n.try_into().ok()).map_or(small, u64::from_le_bytes))
}
