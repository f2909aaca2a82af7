//! From the bytes of a feed to its characters.

use std::io::Read;

use flate2::bufread::MultiGzDecoder;
use isnad_page::{PageError, charset};

use super::FeedError;
use super::faults::Faults;
use crate::limits::Limits;

/// The characters of a feed: unpacked, decoded by what the bytes are rather than what they are said to be, and no more than allowed.
pub(crate) fn text(
    bytes: &[u8],
    content_type: Option<&str>,
    domain: Option<&str>,
    limits: &Limits,
    faults: &mut Faults,
) -> Result<String, FeedError> {
    let unpacked;
    let mut bytes = bytes;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        unpacked = gunzip(bytes, limits.feed, faults);
        bytes = &unpacked;
    }
    if bytes.len() > limits.feed {
        faults.tell(|| format!("more than {} bytes, the most that is read of one feed; what stands behind them is not read", limits.feed));
        bytes = &bytes[..limits.feed];
    }
    match charset::decode(bytes, content_type, domain) {
        Ok(decoded) => Ok(decoded.text),
        Err(PageError::Binary(kind)) => Err(FeedError::Binary(kind)),
        Err(_) => Err(FeedError::Empty),
    }
}

/// Unpacks as much as can be had, one byte more than allowed at most.
fn gunzip(bytes: &[u8], most: usize, faults: &mut Faults) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(most as u64 + 1).read_to_end(&mut unpacked);
    if let Err(fault) = read {
        faults.tell(|| format!("what is packed with gzip cannot be unpacked to its end ({fault}); what came before is read"));
    }
    unpacked
}
