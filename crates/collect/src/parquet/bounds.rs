//! What a Parquet file says of its sizes, held against the limits before its reader makes room for it: the reader believes what it reads.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use parquet::file::metadata::ColumnChunkMetaData;

use super::thrift::{Held, Path, Walk, damaged};
use crate::found::Why;
use crate::limits::{Limit, Limits};

/// The end of a file: the footer's length and a mark.
const TAIL: u64 = 8;
const MARK: &[u8] = b"PAR1";
const ENCRYPTED: &[u8] = b"PARE";

/// The bytes that most heads of pages have, and those that one may have, with its statistics.
const PAGE_HEADS: [u64; 2] = [1 << 10, 64 << 10];

/// The field of a footer with the groups of rows.
const GROUPS: Path = &[4];

/// Fields of a page's head.
const UNPACKED: Path = &[2];
const PACKED: Path = &[3];
/// The one number that may be below nothing.
const CHECKSUM: Path = &[4];
/// Values and their coding, of a data page, a dictionary and a data page of the second version.
const VALUES: [Path; 3] = [&[5, 1], &[7, 1], &[8, 1]];
const CODINGS: [Path; 3] = [&[5, 2], &[7, 2], &[8, 4]];
const DICTIONARY_VALUES: Path = &[7, 1];

/// The part of [`Limits::column_page`] that a dictionary may have.
const DICTIONARY: usize = 8;
/// The fewest bytes of an entry of a dictionary; room is made for as many as are said to be there.
const ENTRY: u64 = 4;

/// Codings of values that take no more room than their bytes say: plain, by a dictionary, runs, split streams. Those of differences
/// begin with a count for which room is made.
const TAKEN: [u64; 5] = [0, 2, 3, 8, 9];

/// Holds the footer to its limit, and each list in it to the bytes that are there.
pub(super) fn footer(file: &mut File, limits: &Limits) -> Result<(), Why> {
    let length = file.seek(SeekFrom::End(0))?;
    let start = length.checked_sub(TAIL).ok_or(Why::Truncated("no footer of a Parquet file"))?;
    let tail = bytes(file, start, TAIL)?;
    let (size, mark) = tail.split_at(4);
    if mark == ENCRYPTED {
        return Err(Why::broken("a Parquet file that is encrypted; write it again without"));
    }
    if mark != MARK {
        return Err(Why::Truncated("no footer of a Parquet file"));
    }
    let size = size.try_into().map(u32::from_le_bytes).map_err(|_| damaged())?;
    if size as usize > limits.footer {
        return Err(Limit::Footer(limits.footer).into());
    }
    let start = start.checked_sub(u64::from(size)).ok_or_else(damaged)?;
    let mut sound = true;
    Walk::new(&bytes(file, start, u64::from(size))?).structure(&mut |path, held| sound &= path != GROUPS || held == Held::List)?;
    if sound { Ok(()) } else { Err(damaged()) }
}

/// What the head of a page says.
#[derive(Default)]
struct PageHead {
    unpacked: Option<u64>,
    packed: Option<u64>,
    /// Entries of a dictionary.
    entries: u64,
    /// A coding of values that is not taken.
    refused: bool,
    /// A field that is not of its kind.
    wrong: bool,
    /// Its own bytes.
    length: u64,
}

impl PageHead {
    fn read(bytes: &[u8]) -> Result<Self, Why> {
        let mut head = PageHead::default();
        let mut walk = Walk::new(bytes);
        walk.structure(&mut |path, held| head.take(path, held))?;
        head.length = walk.at() as u64;
        if head.wrong { Err(damaged()) } else { Ok(head) }
    }

    fn take(&mut self, path: Path, held: Held) {
        let number = match held {
            Held::Number(number) => u64::try_from(number).ok(),
            _ => None,
        };
        match path {
            [5..=8] => self.wrong |= held != Held::Struct,
            [_] => self.wrong |= number.is_none() && path != CHECKSUM,
            path if VALUES.contains(&path) || CODINGS.contains(&path) => self.wrong |= number.is_none(),
            _ => {}
        }
        match path {
            UNPACKED => self.unpacked = number,
            PACKED => self.packed = number,
            DICTIONARY_VALUES => self.entries = number.unwrap_or_default(),
            path if CODINGS.contains(&path) => self.refused |= number.is_none_or(|number| !TAKEN.contains(&number)),
            _ => {}
        }
    }
}

/// Holds the pages of a column's stretch to their limits.
pub(super) fn column(file: &mut File, column: &ColumnChunkMetaData, limits: &Limits) -> Result<(), Why> {
    let from = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    let (Ok(mut at), Ok(length)) = (u64::try_from(from), u64::try_from(column.compressed_size())) else { return Err(damaged()) };
    let size = file.metadata()?.len();
    let end = at.checked_add(length).filter(|end| *end <= size).ok_or_else(damaged)?;
    let mut all = 0u64;
    while at < end {
        let mut head = Err(damaged());
        for most in PAGE_HEADS {
            head = PageHead::read(&bytes(file, at, (end - at).min(most))?);
            if head.is_ok() {
                break;
            }
        }
        let head = head?;
        let (Some(unpacked), Some(packed)) = (head.unpacked, head.packed) else { return Err(damaged()) };
        // Of a dictionary all entries are held beside its bytes.
        let most = if head.entries > 0 { limits.column_page / DICTIONARY } else { limits.column_page };
        // What is not packed is as long as it lies there.
        if unpacked.max(packed) > most as u64 {
            return Err(Limit::ColumnPage(most).into());
        }
        if head.refused {
            return Err(Why::broken(
                "a Parquet file with values coded as differences (DELTA_…), which are not read; write it again as PLAIN",
            ));
        }
        if head.entries > unpacked / ENTRY {
            return Err(damaged());
        }
        all = all.saturating_add(unpacked);
        if all > limits.ratio_from && all / length.max(1) > limits.ratio {
            return Err(Limit::Ratio(limits.ratio).into());
        }
        at = at.saturating_add(head.length).saturating_add(packed);
    }
    Ok(())
}

fn bytes(file: &mut File, start: u64, count: u64) -> Result<Vec<u8>, Why> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}
