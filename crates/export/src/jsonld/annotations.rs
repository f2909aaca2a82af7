//! Where a page says it: W3C Web Annotation, with the characters and with their position.

use std::collections::HashMap;

use isnad_model::{Article, Claim, ClaimRef, Story};
use serde_json::{Value, json};

use super::{ANNOTATION, claim, mention, page, pruned};

/// Characters before and behind that tell one place of the words from another.
const AROUND: usize = 32;

/// The facts of a story's claims, by id.
pub fn facts(story: &Story) -> HashMap<&ClaimRef, &str> {
    story.facts.iter().flat_map(|fact| fact.claims.iter().map(|reference| (reference, fact.id.as_str()))).collect()
}

/// An annotation for each claim of a page; what a person rejected is of no fact and has none.
pub fn nodes<'a>(story: &'a Story, article: &'a Article, facts: &'a HashMap<&ClaimRef, &str>) -> impl Iterator<Item = Value> + 'a {
    let letters: Vec<char> = article.text.chars().collect();
    article.claims.iter().filter_map(move |said| {
        let reference = ClaimRef { page: article.source.clone(), claim: said.id.clone() };
        let body = claim(story, facts.get(&reference)?);
        Some(node(article, &letters, said, &reference, &body))
    })
}

fn node(article: &Article, letters: &[char], said: &Claim, reference: &ClaimRef, body: &str) -> Value {
    let slice = |from: usize, to: usize| letters.get(from..to).map(String::from_iter).unwrap_or_default();
    let past = (said.end + AROUND).min(letters.len());
    let quote = json!({
        "type": "TextQuoteSelector",
        "exact": said.exact,
        "prefix": slice(said.start.saturating_sub(AROUND), said.start),
        "suffix": slice(said.end, past),
    });
    let position = json!({"type": "TextPositionSelector", "start": said.start, "end": said.end});
    pruned(json!({
        "@context": ANNOTATION,
        "id": mention(reference),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": {"source": page(&article.source), "selector": [quote, position]},
    }))
}
