//! From bytes to characters, whatever the page's labels say.

use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

use crate::PageError;

/// How much of a page is looked at to tell its character set.
const SAMPLE: usize = 64 << 10;

/// Decoded characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters; sequences that are none are U+FFFD.
    pub text: String,
    /// The character set they were in.
    pub charset: &'static str,
}

/// Decodes a page. A byte order mark decides; then valid UTF-8; then, of the sets that the carrier
/// (`content_type`), the page's head and detection name, the one whose text is most plausible.
pub fn decode(bytes: &[u8], content_type: Option<&str>, domain: Option<&str>) -> Result<Decoded, PageError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PageError::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decoded(encoding, &bytes[mark..]));
    }
    if let Some(kind) = known_binary(bytes) {
        return Err(PageError::Binary(kind));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Without control characters it is neither of the two.
    let control = control_characters(sample);
    if let Some(encoding) = (control > 0).then(|| wide(sample)).flatten() {
        return Ok(decoded(encoding, bytes));
    }
    // Text has hardly any. A few NUL bytes are forgiven.
    if control * 10 > sample.len() {
        return Err(PageError::Binary("binary data"));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        let text = undo_double_encoding(text).unwrap_or_else(|| text.to_owned());
        return Ok(Decoded { text, charset: UTF_8.name() });
    }
    let declared = content_type.and_then(charset_label).or_else(|| declared_in(sample));
    Ok(decoded(most_plausible(sample, declared, domain), bytes))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), charset: encoding.name() }
}

/// Formats told by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b", "gzip-compressed"),
        (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
        (b"BZh", "bzip2-compressed"),
        (b"\xfd7zXZ\x00", "xz-compressed"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"Rar!", "a RAR archive"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"OggS", "an Ogg recording"),
        (b"ID3", "an MP3 recording"),
        (b"RIFF", "a RIFF recording or picture"),
        (b"SQLite format 3\x00", "a database"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
    ];
    let film = (bytes.get(4..8) == Some(b"ftyp")).then_some("a film");
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name).or(film)
}

/// UTF-16 without a mark: one byte of each pair is nearly always the page of the script (0 or 6).
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let page = |b: u8| b == 0 || b == 6;
    let first = sample.chunks_exact(2).filter(|p| page(p[0])).count();
    let second = sample.chunks_exact(2).filter(|p| page(p[1])).count();
    let (most, few) = (pairs * 7 / 10, pairs / 5);
    // The other byte of a Latin or Arabic letter is hardly ever one of these two.
    if first > most && second <= few {
        Some(UTF_16BE)
    } else if second > most && first <= few {
        Some(UTF_16LE)
    } else {
        None
    }
}

/// How many control characters there are, but those that texts have.
fn control_characters(sample: &[u8]) -> usize {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0xe..=0x1a | 0x1c..=0x1f | 0x7f);
    // A block's count fits a byte, so that many are compared at once.
    sample.chunks(128).map(|block| usize::from(block.iter().map(|byte| u8::from(is_control(byte))).sum::<u8>())).sum()
}

/// The character set that a `Content-Type` names.
fn charset_label(content_type: &str) -> Option<&'static Encoding> {
    let at = content_type.to_ascii_lowercase().find("charset=")?;
    let label: String = content_type
        .get(at + 8..)?
        .chars()
        .skip_while(|c| matches!(c, '"' | '\'' | ' '))
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// The character set that the page's own head names. UTF-16 is none: the name itself was readable as ASCII.
fn declared_in(sample: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&sample[..sample.len().min(4096)]);
    let xml = head.trim_start().starts_with("<?xml").then(|| head.split("?>").next()).flatten();
    let named = xml.and_then(|declaration| {
        let at = declaration.find("encoding=")?;
        Encoding::for_label(declaration.get(at + 9..)?.trim_matches(['"', '\'']).split(['"', '\'']).next()?.as_bytes())
    });
    named.or_else(|| charset_label(&head)).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

/// Of the sets that may be meant, the one whose text reads best; the label decides between equals.
fn most_plausible(sample: &[u8], declared: Option<&'static Encoding>, domain: Option<&str>) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let tld = domain.and_then(|d| d.rsplit('.').next()).filter(|t| t.bytes().all(|b| b.is_ascii_lowercase()));
    let guessed = detector.guess(tld.map(str::as_bytes), chardetng::Utf8Detection::Allow);
    let mut best = (guessed, f64::MIN);
    for (encoding, bonus) in
        [(declared, 0.05), (Some(guessed), 0.02), (Some(UTF_8), 0.0), (Some(WINDOWS_1256), 0.0), (Some(ISO_8859_6), 0.0)]
    {
        let Some(encoding) = encoding else { continue };
        let score = plausibility(&encoding.decode_without_bom_handling(sample).0) + bonus;
        if score > best.1 {
            best = (encoding, score);
        }
    }
    best.0
}

/// How much a text reads like one: the share of its non-ASCII characters that stand where letters may,
/// less what can't be.
fn plausibility(text: &str) -> f64 {
    let (mut all, mut good, mut bad, mut articles) = (0.0f64, 0.0, 0.0, 0.0);
    let mut previous = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            all += 1.0;
            match c {
                '\u{fffd}' => bad += 2.0,
                '\u{80}'..='\u{9f}' => bad += 1.0,
                _ if is_arabic(c) => {
                    // A Latin letter inside an Arabic word is a sign of the wrong set.
                    good += if previous.is_alphabetic() && !is_arabic(previous) { -1.0 } else { 1.0 };
                    articles += f64::from(u8::from(c == 'ل' && previous == 'ا'));
                }
                _ if c.is_alphabetic() => good += if is_arabic(previous) { -1.0 } else { 0.6 },
                _ => good += 0.3,
            }
        }
        previous = c;
    }
    if all == 0.0 { 0.0 } else { (good - bad) / all + 3.0 * articles / all }
}

/// Arabic letters and their marks.
pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// UTF-8 that was taken for windows-1252 and written as UTF-8 again («Ø§Ù„»): undone where that gives Arabic.
fn undo_double_encoding(text: &str) -> Option<String> {
    // Each of the letters that tell begins with this byte.
    if !text.as_bytes().contains(&0xc3) {
        return None;
    }
    let (mut lead, mut letters) = (0usize, 0usize);
    for c in text.chars().take(SAMPLE).filter(|c| !c.is_ascii()) {
        letters += 1;
        lead += usize::from(matches!(c, 'Ø' | 'Ù' | 'Ú' | 'Û'));
    }
    if letters < 20 || lead * 3 < letters {
        return None;
    }
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    let text = String::from_utf8(bytes.into_owned()).ok()?;
    text.chars().any(is_arabic).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SENTENCE: &str = "أعلنت بلدية الميناء أن السوق القديم سيفتح أبوابه صباح الأحد بعد إصلاح السقف.";

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, None, None).expect("text");
        (decoded.text, decoded.charset)
    }

    #[test]
    fn the_sets_of_arabic_pages_are_told_apart() {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let plain: String = SENTENCE.chars().collect();
            let (bytes, _, unmappable) = encoding.encode(&plain);
            assert!(!unmappable, "{}", encoding.name());
            assert_eq!(read(&bytes), (SENTENCE.to_owned(), encoding.name()));
        }
        let wide: Vec<u8> = SENTENCE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), (SENTENCE.to_owned(), "UTF-16LE"));
        let wide: Vec<u8> = [0xfeffu16].into_iter().chain(SENTENCE.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide), (SENTENCE.to_owned(), "UTF-16BE"));
        let marked = ["\u{feff}".as_bytes(), SENTENCE.as_bytes()].concat();
        assert_eq!(read(&marked), (SENTENCE.to_owned(), "UTF-8"));
    }

    #[test]
    fn a_wrong_label_does_not_win_over_the_bytes() {
        let page = format!("<html><head><meta charset=\"utf-8\"></head><body>{SENTENCE}</body></html>");
        let (bytes, _, _) = WINDOWS_1256.encode(&page);
        assert_eq!(read(&bytes).1, "windows-1256");
        let page = format!("<html><head><meta charset=\"windows-1256\"></head><body>{SENTENCE}</body></html>");
        assert_eq!(read(page.as_bytes()).1, "UTF-8");
        assert_eq!(decode(page.as_bytes(), Some("text/html; charset=iso-8859-1"), None).expect("text").charset, "UTF-8");
    }

    #[test]
    fn a_few_broken_bytes_stay_utf_8() {
        let mut bytes = SENTENCE.repeat(20).into_bytes();
        bytes.truncate(bytes.len() - 2);
        bytes.extend(b"\xed\xa0\x80.");
        let (text, charset) = read(&bytes);
        assert_eq!(charset, "UTF-8");
        assert!(text.ends_with("\u{fffd}."), "{}", &text[text.len() - 20..]);
    }

    #[test]
    fn arabic_encoded_twice_is_decoded_twice() {
        let once = encoding_rs::WINDOWS_1252.decode_without_bom_handling("سوق الميناء القديم يفتح أبوابه".as_bytes()).0.into_owned();
        assert_eq!(read(once.as_bytes()).0, "سوق الميناء القديم يفتح أبوابه");
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"", None, None), Err(PageError::Empty));
        assert_eq!(decode(b" \n\t ", None, None), Err(PageError::Empty));
        assert_eq!(decode(b"%PDF-1.7 ...", None, None), Err(PageError::Binary("a PDF file")));
        assert_eq!(decode(&[1, 2, 3, 0, 7, 9, 1, 200], None, None), Err(PageError::Binary("binary data")));
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode(&bytes, None, Some("example.eg"));
        }
    }
}
