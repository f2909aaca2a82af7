//! What is kept of a feed's elements.

use quick_xml::events::BytesStart;

use super::parts::Part;
use super::references::resolved;

/// The most bytes of an element's text that are kept.
const TEXT: usize = 16 << 10;

/// Attributes that say something.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    pub href: Option<String>,
    pub rel: Option<String>,
    pub kind: Option<String>,
    pub permalink: Option<String>,
    /// `xml:base`.
    pub base: Option<String>,
    /// `rdf:about`.
    pub about: Option<String>,
}

impl Attributes {
    /// Those of an element, of which so many are looked at.
    pub fn of(tag: &BytesStart, most: usize) -> Self {
        let mut found = Attributes::default();
        let mut attributes = tag.html_attributes();
        for attribute in attributes.with_checks(false).take(most).flatten() {
            let slot = match attribute.key.into_inner().to_ascii_lowercase().as_str() {
                "href" => &mut found.href,
                "rel" => &mut found.rel,
                "type" => &mut found.kind,
                "ispermalink" => &mut found.permalink,
                "xml:base" => &mut found.base,
                "rdf:about" | "about" => &mut found.about,
                _ => continue,
            };
            *slot = Some(resolved(&attribute.value));
        }
        found
    }
}

/// An element with what it says.
#[derive(Debug)]
pub(crate) struct Field {
    pub part: Part,
    pub text: String,
    pub attributes: Attributes,
}

impl Field {
    /// Its text goes on.
    pub fn push(&mut self, text: &str) {
        let room = TEXT.saturating_sub(self.text.len());
        self.text.push_str(&text[..text.floor_char_boundary(room)]);
    }
}

/// An entry, as it stands there.
#[derive(Debug)]
pub(crate) struct Record {
    /// The line where it begins, from 1.
    pub line: usize,
    pub attributes: Attributes,
    pub fields: Vec<Field>,
}

impl Record {
    /// The elements that say something, in their order.
    pub fn all(&self, part: Part) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |f| f.part == part)
    }

    /// The texts of such elements.
    pub fn texts(&self, part: Part) -> Vec<&str> {
        self.all(part).map(|f| f.text.trim()).filter(|t| !t.is_empty()).collect()
    }
}
