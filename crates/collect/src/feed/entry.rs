//! From what stands in a feed to an entry of it: above all, which of its addresses is that of its page.

use super::element::{Field, Record};
use super::parts::Part;
use super::reader::Told;

/// What an element that lists something says.
pub(crate) fn told(record: &Record) -> Told<'_> {
    Told {
        links: candidates(record),
        title: record.texts(Part::Title).first().copied(),
        published: record.texts(Part::Published),
        updated: record.texts(Part::Updated),
    }
}

/// The addresses that an entry may mean, the likeliest first: the one that a service replaced, its link, `atom:link`, a `guid` that is an
/// address, what an item of RDF is about.
fn candidates(record: &Record) -> Vec<&str> {
    let original = record.texts(Part::OriginalLink).into_iter();
    let plain = record.all(Part::Link).filter(|f| f.attributes.href.is_none()).map(|f| f.text.as_str());
    let mut leading: Vec<&Field> = record.all(Part::Link).filter(|f| leads_to_page(f)).collect();
    // Where there are several, the one for readers.
    leading.sort_by_key(|f| !f.attributes.kind.as_deref().is_none_or(|kind| kind.contains("html")));
    let leading = leading.into_iter().filter_map(|f| f.attributes.href.as_deref());
    let guid = record.all(Part::Guid).filter(|f| is_address(f)).map(|f| f.text.as_str());
    let about = record.attributes.about.as_deref().filter(|about| about.starts_with("http"));
    original.chain(plain).chain(leading).chain(guid).chain(about).map(str::trim).filter(|a| !a.is_empty()).collect()
}

fn leads_to_page(link: &Field) -> bool {
    link.attributes.href.is_some() && link.attributes.rel.as_deref().is_none_or(|rel| matches!(rel.trim(), "alternate" | ""))
}

/// Whether a `guid` is an address: it is, unless it says that it is none; but many are not and don't say so.
fn is_address(guid: &Field) -> bool {
    let text = guid.text.trim();
    let whole = text.starts_with("http://") || text.starts_with("https://");
    match guid.attributes.permalink.as_deref().map(|p| p.trim().to_ascii_lowercase()).as_deref() {
        Some("false") => false,
        Some("true") => whole || text.starts_with('/'),
        _ => whole,
    }
}
