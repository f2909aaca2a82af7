//! JSON-LD, read to triples by `oxjsonld`.

use std::collections::{BTreeMap, BTreeSet};

use isnad_export::Streamed;
use isnad_model::Article;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{NamedOrBlankNode, Quad, Term};

use super::{DEMO, file};

/// The terms of the two vocabularies as their contexts map them, those that are written here: a test asks nobody for a file.
const CONTEXTS: [(&str, &str); 2] = [
    (
        "https://schema.org",
        r#"{"@context": {"@vocab": "http://schema.org/", "url": {"@type": "@id"}, "datePublished": {"@type": "Date"}}}"#,
    ),
    (
        "http://www.w3.org/ns/anno.jsonld",
        r#"{"@context": {
            "oa": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type",
            "Annotation": "oa:Annotation", "TextQuoteSelector": "oa:TextQuoteSelector",
            "TextPositionSelector": "oa:TextPositionSelector", "identifying": "oa:identifying",
            "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
            "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
            "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
            "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end"}}"#,
    ),
];

const OA: &str = "http://www.w3.org/ns/oa#";
const SCHEMA: &str = "http://schema.org/";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// Triples by subject and predicate.
struct Graph(BTreeMap<String, BTreeMap<String, Vec<Term>>>);

impl Graph {
    fn read() -> Self {
        let text = file(Streamed::JsonLd);
        let parser = JsonLdParser::new().for_slice(text.as_bytes()).with_load_document_callback(|address, _| {
            let known = CONTEXTS.iter().find(|(known, _)| known.trim_end_matches('/') == address.trim_end_matches('/'));
            let (_, context) = known.ok_or_else(|| format!("an unofficial context: {address}"))?;
            Ok(JsonLdRemoteDocument { document: context.as_bytes().to_vec(), document_url: address.to_owned() })
        });
        let mut graph: BTreeMap<String, BTreeMap<String, Vec<Term>>> = BTreeMap::new();
        for quad in parser {
            let Quad { subject, predicate, object, .. } = quad.expect("JSON-LD");
            graph.entry(name(&subject)).or_default().entry(predicate.as_str().to_owned()).or_default().push(object);
        }
        Graph(graph)
    }

    fn of_type(&self, class: &str) -> Vec<&str> {
        let is = |fields: &BTreeMap<String, Vec<Term>>| fields.get(TYPE).into_iter().flatten().any(|t| text(t) == class);
        self.0.iter().filter(|(_, fields)| is(fields)).map(|(id, _)| id.as_str()).collect()
    }

    fn all(&self, subject: &str, predicate: &str) -> Vec<String> {
        self.0.get(subject).and_then(|f| f.get(predicate)).into_iter().flatten().map(text).collect()
    }

    fn one(&self, subject: &str, predicate: &str) -> String {
        let mut all = self.all(subject, predicate);
        assert_eq!(all.len(), 1, "{subject} {predicate}: {all:?}");
        all.remove(0)
    }
}

fn name(subject: &NamedOrBlankNode) -> String {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

fn text(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
        #[allow(unreachable_patterns)] // RDF 1.2 has a kind more, where the crate is built with it
        _ => panic!("no term of these files"),
    }
}

#[test]
fn every_selector_slices_its_words_out_of_the_body() {
    let graph = Graph::read();
    let annotations = graph.of_type(&format!("{OA}Annotation"));
    assert_eq!(annotations.len(), DEMO.1.iter().map(|a| a.claims.len()).sum::<usize>());
    for annotation in annotations {
        assert_eq!(graph.one(annotation, &format!("{OA}motivatedBy")), format!("{OA}identifying"));
        let target = graph.one(annotation, &format!("{OA}hasTarget"));
        let page = graph.one(&target, &format!("{OA}hasSource"));
        let body: Vec<char> = graph.one(&page, &format!("{SCHEMA}articleBody")).chars().collect();
        let (mut quote, mut position) = (None, None);
        for selector in graph.all(&target, &format!("{OA}hasSelector")) {
            let field = |name: &str| graph.one(&selector, &format!("{OA}{name}"));
            match graph.one(&selector, TYPE).trim_start_matches(OA) {
                "TextQuoteSelector" => {
                    let around = |name: &str| graph.all(&selector, &format!("{OA}{name}")).concat();
                    quote = Some((around("prefix"), field("exact"), around("suffix")));
                }
                "TextPositionSelector" => {
                    let number = |name: &str| field(name).parse::<usize>().expect("a position");
                    position = Some(number("start")..number("end"));
                }
                other => panic!("{other}"),
            }
        }
        let (Some((prefix, exact, suffix)), Some(position)) = (quote, position) else { panic!("{annotation} has no two selectors") };
        assert_eq!(String::from_iter(&body[position.clone()]), exact);
        let before: String = body[..position.start].iter().collect();
        let behind: String = body[position.end..].iter().collect();
        assert!(before.ends_with(&prefix) && behind.starts_with(&suffix), "{annotation}");
        assert_eq!(prefix.chars().count(), position.start.min(32));
    }
}

#[test]
fn claims_know_their_pages_and_who_says_them() {
    let graph = Graph::read();
    let pages: BTreeSet<&str> = graph.of_type(&format!("{SCHEMA}NewsArticle")).into_iter().collect();
    assert_eq!(pages.len(), DEMO.1.len());
    let claims = graph.of_type(&format!("{SCHEMA}Claim"));
    assert_eq!(claims.len(), DEMO.0.stories.iter().map(|s| s.facts.len()).sum::<usize>());
    let claimed: BTreeSet<&str> = claims.iter().copied().collect();
    for annotation in graph.of_type(&format!("{OA}Annotation")) {
        assert!(claimed.contains(graph.one(annotation, &format!("{OA}hasBody")).as_str()));
    }
    for claim in &claims {
        let appearances = graph.all(claim, &format!("{SCHEMA}appearance"));
        assert!(!appearances.is_empty() && appearances.iter().all(|page| pages.contains(page.as_str())));
        for first in graph.all(claim, &format!("{SCHEMA}firstAppearance")) {
            assert!(appearances.contains(&first));
        }
    }
    // Seven violations are told by several pages, of one speaker.
    let seven = claims.iter().find(|claim| {
        graph.all(claim, &format!("{SCHEMA}about")).iter().any(|value| {
            graph.all(value, &format!("{SCHEMA}name")) == ["violations"] && graph.all(value, &format!("{SCHEMA}minValue")) == ["7"]
        })
    });
    let seven = seven.expect("seven violations");
    assert!(!graph.all(seven, &format!("{SCHEMA}author")).is_empty());
    assert_eq!(graph.all(seven, &format!("{SCHEMA}creativeWorkStatus")).len(), 1);
}

#[test]
fn a_page_is_told_as_it_stands() {
    let graph = Graph::read();
    for Article { source, title, text, outlet, .. } in &DEMO.1 {
        let page = format!("urn:isnad:page:{source}");
        assert_eq!(graph.one(&page, &format!("{SCHEMA}articleBody")), *text);
        assert_eq!(graph.all(&page, &format!("{SCHEMA}headline")), Vec::from_iter(title.clone()));
        let publisher = graph.one(&page, &format!("{SCHEMA}publisher"));
        assert_eq!(graph.all(&publisher, &format!("{SCHEMA}name")), Vec::from_iter(outlet.name.clone()));
    }
}
