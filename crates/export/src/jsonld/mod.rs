//! The record as JSON-LD: pages as schema.org `NewsArticle`, what they claim as `Claim`, and where each page says so as a W3C Web
//! Annotation. Each node names the official context of its vocabulary.

mod annotations;
mod articles;
mod claims;

use std::io::{self, Write};

use isnad_model::{Article, ClaimRef, Entity, EntityType, Name, Story};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::StoryWriter;
use crate::told::Told;

/// The context of schema.org.
const SCHEMA: &str = "https://schema.org";
/// The context of Web Annotation.
const ANNOTATION: &str = "http://www.w3.org/ns/anno.jsonld";

/// A graph that is written node by node, a line each.
pub struct Graph<W: Write> {
    to: W,
    empty: bool,
}

impl<W: Write> Graph<W> {
    pub fn begin(mut to: W) -> io::Result<Self> {
        to.write_all(b"{\"@graph\":[")?;
        Ok(Graph { to, empty: true })
    }

    fn node(&mut self, node: &Value) -> io::Result<()> {
        self.to.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        Ok(serde_json::to_writer(&mut self.to, node)?)
    }
}

impl<W: Write> StoryWriter for Graph<W> {
    fn story(&mut self, story: &Story, articles: &[Article]) -> io::Result<()> {
        articles.iter().try_for_each(|article| self.node(&articles::node(story, article)))?;
        let told = Told::of(articles);
        story.facts.iter().try_for_each(|fact| self.node(&claims::node(story, &told, fact)))?;
        let facts = annotations::facts(story);
        articles.iter().try_for_each(|article| annotations::nodes(story, article, &facts).try_for_each(|node| self.node(&node)))
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.to.write_all(b"\n]}\n")?;
        self.to.flush()
    }
}

/// All but what stands in a name of a page as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The identifier of a page: its name in records, also where that is a path.
fn page(source: &str) -> String {
    format!("urn:isnad:page:{}", encoded(source))
}

/// The identifier of what a page says at some characters.
fn mention(reference: &ClaimRef) -> String {
    format!("urn:isnad:mention:{}:{}", encoded(&reference.page), encoded(&reference.claim))
}

/// The identifier of what pages claim together.
fn claim(story: &Story, fact: &str) -> String {
    format!("urn:isnad:claim:{}:{}", encoded(&story.id), encoded(fact))
}

/// Somebody, or some place. A state is both: what happens there is of a place, what it says of an organisation.
fn entity(id: &str, entity: &Entity) -> Value {
    named(class(entity.kind), id, &names(&entity.name))
}

/// Somebody who says something: in schema.org a person or an organisation.
fn speaker(story: &Story, id: &str) -> Value {
    match story.entities.get(id) {
        Some(Entity { kind: EntityType::Place, name, .. }) => named(class(EntityType::State), id, &names(name)),
        Some(known) => entity(id, known),
        None => named(class(EntityType::Organisation), id, &[]),
    }
}

fn class(kind: EntityType) -> Value {
    match kind {
        EntityType::Person => json!("Person"),
        EntityType::Organisation | EntityType::Group => json!("Organization"),
        EntityType::State => json!(["Place", "Organization"]),
        EntityType::Place => json!("Place"),
    }
}

/// Names with their languages.
fn names(name: &Name) -> Vec<(&str, &str)> {
    [("en", &name.en), ("ar", &name.ar)].into_iter().filter_map(|(language, name)| Some((language, name.as_deref()?))).collect()
}

fn named(class: Value, id: &str, names: &[(&str, &str)]) -> Value {
    let names: Vec<Value> = names.iter().map(|(language, name)| json!({"@language": language, "@value": name})).collect();
    pruned(json!({"@type": class, "@id": format!("urn:isnad:entity:{}", encoded(id)), "name": names}))
}

/// Without what is not known.
fn pruned(mut node: Value) -> Value {
    if let Value::Object(fields) = &mut node {
        fields.retain(|_, value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        });
    }
    node
}
