//! Which charset bytes are in. Order: byte order mark, UTF-8 if the bytes are that, the page's own word or the
//! server's if the bytes bear it out, then `chardetng`.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::PageError;

/// A meta element stands within this many bytes (HTML standard).
const META: usize = 2048;

/// Bytes as text; what can't be decoded becomes U+FFFD.
pub fn decode(bytes: &[u8], named: Option<&str>) -> Result<String, PageError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode(bytes).0.into_owned());
    }
    if let Some(encoding) = utf16(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if let Some(at) = binary(bytes) {
        return Err(PageError::Binary { at });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.replace('\0', ""));
    }
    // A page cut or damaged here and there is still UTF-8.
    let (text, broken) = UTF_8.decode_without_bom_handling(bytes);
    let faults = text.chars().filter(|c| *c == '\u{fffd}').count();
    if !broken || faults * 200 < text.chars().count() {
        return Ok(text.replace('\0', ""));
    }
    let meta = meta_charset(bytes);
    let labelled = [named, meta.as_deref()]
        .into_iter()
        .flatten()
        .filter_map(|label| Encoding::for_label(label.trim().as_bytes()))
        .find(|e| *e != UTF_8);
    let encoding = labelled.filter(|e| !e.decode_without_bom_handling(bytes).1).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        // Arabic pages come first: the hint decides between charsets that short bytes don't tell apart.
        detector.guess(Some(b"sa"), Utf8Detection::Deny)
    });
    Ok(encoding.decode_without_bom_handling(bytes).0.replace('\0', ""))
}

/// UTF-16 without a mark: every second byte of the first is one of few values.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512) & !1).filter(|h| h.len() >= 8)?;
    let high = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| matches!(**b, 0 | 6 | 0x20)).count() * 2;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).any(|b| *b == 0);
    let (little, big) = (high(1), high(0));
    let most = head.len() * 9 / 10;
    if little > most && zeros(1) && little > big {
        Some(UTF_16LE)
    } else if big > most && zeros(0) && big > little {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The first byte that says that this is no text: one control character in thirty-two.
fn binary(bytes: &[u8]) -> Option<usize> {
    let head = &bytes[..bytes.len().min(4096)];
    let control = |b: &u8| *b < 0x20 && !matches!(*b, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b);
    let count = head.iter().filter(|b| control(b)).count();
    (count * 32 > head.len()).then(|| head.iter().position(control).unwrap_or(0))
}

fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String =
        head[at..].trim_start_matches(['"', '\'']).chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!label.is_empty()).then_some(label)
}
