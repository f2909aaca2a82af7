//! Pages as schema.org `NewsArticle`.

use isnad_model::{Article, CreditScope, Story};
use serde_json::{Value, json};

use super::{SCHEMA, page, pruned};

/// A page. The positions of annotations count in its `articleBody`.
pub fn node(story: &Story, article: &Article) -> Value {
    let credits: Vec<&str> = article.credits.iter().filter(|c| c.scope == CreditScope::Text).map(|c| c.exact.as_str()).collect();
    let publisher = article.outlet.known().map(|name| {
        let address = article.outlet.domain.as_ref().map(|domain| format!("https://{domain}/"));
        pruned(json!({"@type": "NewsMediaOrganization", "name": name, "url": address}))
    });
    // Known only from other pages of its story, a day is no statement of the page.
    let published = article.published.value.as_deref();
    let authors: Vec<Value> = article.byline.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    pruned(json!({
        "@context": SCHEMA,
        "@type": "NewsArticle",
        "@id": page(&article.source),
        "url": article.url,
        "headline": article.title,
        "inLanguage": article.language,
        "datePublished": published,
        "dateModified": article.published.modified,
        "author": authors,
        "publisher": publisher,
        "creditText": credits,
        "articleBody": article.text,
        "isPartOf": {"@type": "Collection", "@id": format!("urn:isnad:story:{}", super::encoded(&story.id)), "name": story.title},
    }))
}
