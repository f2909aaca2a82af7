//! Title, outlet, writers and dates that a page states in its head: JSON-LD, OpenGraph, meta, time.

use dom_query::Document;
use isnad_model::{Article, DateBasis, Granularity, Published};
use serde_json::Value;

/// Fills an article's metadata from HTML.
pub fn read(html: &str, article: &mut Article) {
    let document = Document::from(html);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let node = document.select(&format!("meta[property=\"{name}\"], meta[name=\"{name}\"], meta[itemprop=\"{name}\"]"));
            node.attr("content").map(|c| c.trim().to_owned()).filter(|c| !c.is_empty())
        })
    };
    let news = json_ld(&document);
    let text_of = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let from_news = |key: &str| news.as_ref().and_then(|n| text_of(n, key));

    article.title = from_news("headline").or_else(|| meta(&["og:title", "twitter:title"])).or_else(|| {
        let heading = document.select("h1");
        (heading.length() == 1).then(|| squeeze(&heading.text())).filter(|t| !t.is_empty())
    });
    article.url = document.select("link[rel=\"canonical\"]").attr("href").map(|u| u.to_string()).or_else(|| meta(&["og:url"]));
    article.outlet.name = news
        .as_ref()
        .and_then(|n| n.get("publisher"))
        .and_then(|p| text_of(p, "name"))
        .or_else(|| meta(&["og:site_name", "application-name"]));
    article.outlet.domain = article.url.as_deref().or(Some(article.source.as_str())).and_then(domain);
    article.byline = news
        .as_ref()
        .map(authors)
        .filter(|a| !a.is_empty())
        .or_else(|| meta(&["author", "article:author"]).map(|a| vec![a]))
        .unwrap_or_default();
    let stated = from_news("datePublished")
        .or_else(|| meta(&["article:published_time", "datePublished", "pubdate", "publishdate", "date", "dc.date", "DC.date.issued"]))
        .or_else(|| document.select("time[datetime]").attr("datetime").map(|t| t.to_string()));
    let modified = from_news("dateModified").or_else(|| meta(&["article:modified_time", "dateModified", "lastmod"]));
    if let Some(value) = stated.as_deref().and_then(iso) {
        let granularity = if value.contains('T') { Granularity::Minute } else { Granularity::Day };
        article.published = Published {
            value: Some(value),
            granularity: Some(granularity),
            basis: DateBasis::Metadata,
            modified: modified.as_deref().and_then(iso),
        };
    }
}

/// The NewsArticle of the page's JSON-LD, also inside arrays and `@graph`.
fn json_ld(document: &Document) -> Option<Value> {
    for script in document.select("script[type=\"application/ld+json\"]").iter() {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
        if let Some(found) = news_article(&value, 0) {
            return Some(found.clone());
        }
    }
    None
}

fn news_article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Array(all) => all.iter().find_map(|v| news_article(v, depth + 1)),
        Value::Object(map) => {
            let is_news = |t: &Value| t.as_str().is_some_and(|t| t.ends_with("Article") || t == "BlogPosting" || t == "LiveBlogPosting");
            let kind = map.get("@type");
            let fits = kind.is_some_and(|k| is_news(k) || k.as_array().is_some_and(|all| all.iter().any(is_news)));
            if fits { Some(value) } else { map.get("@graph").and_then(|g| news_article(g, depth + 1)) }
        }
        _ => None,
    }
}

fn authors(news: &Value) -> Vec<String> {
    let name = |v: &Value| v.as_str().or_else(|| v.get("name").and_then(Value::as_str)).map(|s| s.trim().to_owned());
    match news.get("author") {
        Some(Value::Array(all)) => all.iter().filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    }
    .into_iter()
    .filter(|n: &String| !n.is_empty())
    .collect()
}

/// The host of an address, without `www.`.
fn domain(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.trim_start_matches("www.").to_lowercase()).filter(|h| h.contains('.'))
}

/// A date that begins as ISO 8601 does, as far as it does.
fn iso(stated: &str) -> Option<String> {
    let stated = stated.trim();
    let day = stated.get(..10)?;
    let fits = day.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !fits {
        return None;
    }
    let rest = &stated[10..];
    Some(match rest.as_bytes().first() {
        Some(b'T' | b' ') => format!("{day}T{}", rest[1..].trim()),
        _ => day.to_owned(),
    })
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
