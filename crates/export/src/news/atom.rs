//! Atom (RFC 4287).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Language, OVERRIDES};

/// When a feed of nothing last changed.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// A feed.
#[derive(Clone, Debug)]
pub struct AtomFeed {
    /// What tells it from any other, for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The language of titles and labels.
    pub language: Language,
    /// Its own address; of a file nobody knows it.
    pub here: Option<String>,
    /// The page that shows the same.
    pub page: Option<String>,
    /// What is new, the latest first.
    pub entries: Vec<AtomEntry>,
}

/// Something new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtomEntry {
    /// What tells it from any other, for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it came (RFC 3339).
    pub updated: String,
    /// Where it is shown.
    pub page: Option<String>,
    /// More of it.
    pub summary: String,
    /// Who it is by, where that is somebody else than the desk.
    pub author: Option<String>,
}

/// A name for ever: a UUID (version 8 of RFC 9562) made of what the thing is.
pub fn atom_id(of: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in of {
        // With their lengths, so that parts are told from each other.
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex::encode(bytes);
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// What XML has no place for, and what turns what follows around.
fn text(text: &str) -> String {
    let unknown = |c: &char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| !unknown(c) && !OVERRIDES.contains(c)).collect()
}

type Out = Writer<Vec<u8>>;

fn element(out: &mut Out, name: &str, value: &str) -> std::io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(&text(value)))?;
    Ok(())
}

fn link(out: &mut Out, rel: &str, kind: &str, href: &str) -> std::io::Result<()> {
    out.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("type", kind))
        .with_attribute(("href", &*text(href)))
        .write_empty()?;
    Ok(())
}

fn author(out: &mut Out, name: &str) -> std::io::Result<()> {
    out.create_element("author").write_inner_content(|out| element(out, "name", name))?;
    Ok(())
}

impl AtomFeed {
    /// The document.
    ///
    /// # Errors
    /// None that is met: it is written to memory.
    pub fn written(&self) -> std::io::Result<Vec<u8>> {
        let mut out = Writer::new(Vec::new());
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let root = out.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        root.with_attribute(("xml:lang", self.language.code())).write_inner_content(|out| {
            element(out, "id", &self.id)?;
            element(out, "title", &self.title)?;
            let updated = self.entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or(NEVER);
            element(out, "updated", updated)?;
            author(out, "Isnad")?;
            if let Some(here) = &self.here {
                link(out, "self", "application/atom+xml", here)?;
            }
            if let Some(page) = &self.page {
                link(out, "alternate", "text/html", page)?;
            }
            for entry in &self.entries {
                out.create_element("entry").write_inner_content(|out| entry.write(out))?;
            }
            Ok(())
        })?;
        Ok(out.into_inner())
    }
}

impl AtomEntry {
    fn write(&self, out: &mut Out) -> std::io::Result<()> {
        element(out, "id", &self.id)?;
        element(out, "title", &self.title)?;
        element(out, "updated", &self.updated)?;
        if let Some(page) = &self.page {
            link(out, "alternate", "text/html", page)?;
        }
        if let Some(name) = &self.author {
            author(out, name)?;
        }
        match &self.page {
            // What is shown nowhere else has its content here.
            None => element(out, "content", if self.summary.is_empty() { &self.title } else { &self.summary }),
            Some(_) if self.summary.is_empty() => Ok(()),
            Some(_) => element(out, "summary", &self.summary),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_and_tells_parts_from_each_other() {
        let name = atom_id(&["page", "0123"]);
        assert_eq!(name, atom_id(&["page", "0123"]));
        assert_ne!(name, atom_id(&["page0", "123"]));
        let digits = name.strip_prefix("urn:uuid:").expect("a UUID");
        assert_eq!(digits.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert_eq!(&digits[14..15], "8");
        assert!("89ab".contains(&digits[19..20]));
    }

    #[test]
    fn what_a_page_says_is_text_and_nothing_that_xml_has_no_place_for() {
        assert_eq!(text("a\u{0}b\u{1b}c\u{202e}d\n<e>"), "abcd\n<e>");
    }
}
