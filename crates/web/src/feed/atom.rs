//! Atom (RFC 4287).

use isnad_export::Language;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::guard::hash;
use crate::screen::OVERRIDES;

/// When a feed of nothing last changed.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// A feed.
pub struct Feed {
    /// What tells it from any other, for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The language of titles and labels.
    pub language: Language,
    /// Its own address.
    pub here: String,
    /// The page that shows the same.
    pub page: String,
    /// What is new, the latest first.
    pub entries: Vec<Entry>,
}

/// Something new.
pub struct Entry {
    /// What tells it from any other, for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it came (RFC 3339).
    pub updated: String,
    /// Where it is shown.
    pub page: String,
    /// More of it.
    pub summary: String,
    /// Who it is by, where that is somebody else than the desk.
    pub author: Option<String>,
}

/// A name for ever: a UUID (version 8 of RFC 9562) made of what the thing is.
pub fn id(of: &[&str]) -> String {
    let parts: Vec<&[u8]> = of.iter().map(|part| part.as_bytes()).collect();
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&hash(&parts)[..16]);
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

impl Feed {
    /// The document.
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
            link(out, "self", "application/atom+xml", &self.here)?;
            link(out, "alternate", "text/html", &self.page)?;
            for entry in &self.entries {
                out.create_element("entry").write_inner_content(|out| entry.write(out))?;
            }
            Ok(())
        })?;
        Ok(out.into_inner())
    }
}

impl Entry {
    fn write(&self, out: &mut Out) -> std::io::Result<()> {
        element(out, "id", &self.id)?;
        element(out, "title", &self.title)?;
        element(out, "updated", &self.updated)?;
        link(out, "alternate", "text/html", &self.page)?;
        if let Some(name) = &self.author {
            author(out, name)?;
        }
        if !self.summary.is_empty() {
            element(out, "summary", &self.summary)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_and_tells_parts_from_each_other() {
        let name = id(&["page", "0123"]);
        assert_eq!(name, id(&["page", "0123"]));
        assert_ne!(name, id(&["page0", "123"]));
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
