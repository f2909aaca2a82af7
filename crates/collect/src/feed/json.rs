//! JSON Feed 1 and 1.1 (jsonfeed.org).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::reader::{Reader, Told};
use super::{Feed, FeedError, FeedKind, title};

/// Reads a JSON Feed. Of one that is not well-formed, or cut off, what came before is read.
pub(crate) fn read(text: &str, reader: Reader) -> Result<Feed, FeedError> {
    let mut whole = Whole { reader, named: false };
    let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let end = whole.deserialize(&mut json);
    let Whole { mut reader, named } = whole;
    // Much that programs exchange has something called items; of a feed they have addresses.
    if !named && !reader.has_entries() {
        return Err(FeedError::Unknown);
    }
    if let Err(fault) = end {
        reader.faults.tell(|| format!("not well-formed ({fault}); what came before is read"));
    }
    Ok(reader.feed(FeedKind::JsonFeed))
}

/// All of a feed.
struct Whole<'a> {
    reader: Reader<'a>,
    /// It says that it is a JSON Feed.
    named: bool,
}

impl<'de> DeserializeSeed<'de> for &mut Whole<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "version" => self.named |= map.next_value::<Value>()?.as_str().is_some_and(|v| v.contains("jsonfeed.org")),
                "title" => self.reader.title = map.next_value::<Value>()?.as_str().and_then(title::line),
                "items" => map.next_value_seed(Items(&mut self.reader))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// The entries, one held at a time.
struct Items<'r, 'a>(&'r mut Reader<'a>);

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let base = self.0.base().clone();
        while let Some(item) = items.next_element::<Value>()? {
            if !self.0.may_go_on(FeedKind::JsonFeed) {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            let text = |name: &str| item.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
            // An `id` should be the address; many are not.
            let id = text("id").filter(|id| id.starts_with("http://") || id.starts_with("https://"));
            let told = Told {
                links: text("url").into_iter().chain(id).chain(text("external_url")).map(str::trim).collect(),
                title: text("title"),
                published: text("date_published").into_iter().collect(),
                updated: text("date_modified").into_iter().collect(),
            };
            self.0.add(None, &base, &told);
        }
        Ok(())
    }
}
