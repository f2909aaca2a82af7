//! What a page states about itself: JSON-LD, OpenGraph, meta names, `<time>`, canonical address.

use dom_query::Document;
use isnad_model::{DateBasis, Granularity, Published};
use serde_json::Value;

use crate::date;
use crate::outlet;
use crate::piece::normalise;

/// A page's statements about itself; what it doesn't state is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The writers.
    pub byline: Vec<String>,
    /// When published and last changed.
    pub published: Published,
    /// The canonical address.
    pub url: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The language of the page's text, ISO 639-1.
    pub language: Option<String>,
    /// The article's text, where it is stated apart from the markup.
    pub body: Option<String>,
}

/// Types of schema.org that are an article.
const ARTICLES: &[&str] = &[
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "SocialMediaPosting",
    "WebPage",
];
/// Meta names of the day of publication, best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "article.created",
    "article_date_original",
    "cse_date",
    "datecreated",
];
/// Meta names of the last change, best first.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
];

/// Reads a page's statements. `heading` is the main heading in or above its article.
pub fn read(document: &Document, address: &str, heading: Option<&str>) -> Metadata {
    let raw = Raw::of(document);
    let article = raw.articles.first();
    let word = |key: &str| article.and_then(|a| a.get(key)).and_then(Value::as_str).map(normalise).filter(|s| !s.is_empty());
    let outlet_name = article.and_then(|a| a.get("publisher")).and_then(name_of).or_else(|| {
        raw.meta(&["og:site_name", "application-name", "al:android:app_name", "dc.publisher", "publisher"]).filter(|n| !n.contains("://"))
    });
    let stated = word("headline")
        .or_else(|| raw.meta(&["og:title", "twitter:title", "dc.title", "dcterms.title", "title"]))
        .or_else(|| raw.title.clone());
    let title = title(stated, heading, outlet_name.as_deref());
    let canonical = raw.canonical.clone().or_else(|| raw.meta(&["og:url", "twitter:url"])).filter(|u| u.starts_with("http"));
    let own_address = if address.starts_with("http") { Some(address) } else { canonical.as_deref() };

    let published = word("datePublished")
        .as_deref()
        .and_then(date::iso)
        .or_else(|| raw.date(PUBLISHED))
        .or_else(|| raw.times.iter().find_map(|t| date::iso(t)))
        .or_else(|| word("dateCreated").as_deref().and_then(date::iso));
    let published = published.or_else(|| own_address.and_then(date::in_address).map(|day| (day, Granularity::Day)));
    let modified = word("dateModified").as_deref().and_then(date::iso).or_else(|| raw.date(MODIFIED)).map(|(value, _)| value);
    let (value, granularity) = published.unzip();
    let basis = if value.is_some() { DateBasis::Metadata } else { DateBasis::None };

    let mut byline: Vec<String> = Vec::new();
    for name in article.and_then(|a| a.get("author")).map(names_of).unwrap_or_default().into_iter().chain(raw.all(&[
        "author",
        "article:author",
        "dc.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
    ])) {
        let fits = !name.contains("://") && name.chars().count() <= 60 && Some(&name) != outlet_name.as_ref();
        if fits && !byline.contains(&name) && byline.len() < 12 {
            byline.push(name);
        }
    }
    let language =
        raw.language.clone().or_else(|| word("inLanguage")).or_else(|| raw.meta(&["og:locale", "content-language", "dc.language"]));
    let language = language
        .map(|l| l.split(['-', '_', ',']).next().unwrap_or_default().trim().to_ascii_lowercase())
        .filter(|l| l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase()));
    let body = article.and_then(|a| a.get("articleBody")).and_then(Value::as_str).filter(|b| !b.contains("</")).map(str::to_owned);
    Metadata {
        title,
        byline,
        published: Published { value, granularity, basis, modified },
        url: canonical,
        outlet: outlet_name,
        language,
        body,
    }
}

/// The domain of a page: of its address, else of the address it calls its own.
pub fn domain(address: &str, canonical: Option<&str>) -> Option<String> {
    outlet::domain(address).or_else(|| canonical.and_then(outlet::domain))
}

/// The headline: the page's main heading where the stated title agrees with it, else the stated title
/// without the outlet's name at its end.
fn title(stated: Option<String>, heading: Option<&str>, outlet: Option<&str>) -> Option<String> {
    let heading = heading.map(normalise).filter(|h| h.split(' ').count() >= 2);
    let Some(stated) = stated else { return heading };
    if let Some(heading) = &heading
        && (similar(&stated, heading)
            || outlet.is_none_or(|o| !heading.contains(o)) && heading.split(' ').count() >= 4 && stated.split(' ').count() < 4)
    {
        return Some(heading.clone());
    }
    let mut title = stated.as_str();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", "| "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && head.split(' ').count() >= 3
            && (outlet.is_some_and(|o| tail.contains(o) || o.contains(tail)) || tail.split(' ').count() <= 3)
        {
            title = head;
        }
    }
    Some(title.trim().to_owned())
}

/// Whether most words of one stand in the other.
fn similar(a: &str, b: &str) -> bool {
    let words = |s: &str| s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let shared = b.iter().filter(|w| a.contains(w)).count();
    shared * 10 >= b.len() * 7 && shared * 10 >= a.len() * 4
}

/// What stands in the tags.
#[derive(Default)]
struct Raw {
    metas: Vec<(String, String)>,
    title: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
    times: Vec<String>,
    articles: Vec<serde_json::Map<String, Value>>,
}

impl Raw {
    fn of(document: &Document) -> Self {
        let mut raw = Raw::default();
        for node in document.root().descendants_it().filter(|n| n.is_element()) {
            let Some(tag) = node.node_name() else { continue };
            let attr = |name: &str| node.attr(name).map(|v| normalise(&v)).filter(|v| !v.is_empty());
            match &*tag {
                "html" => raw.language = attr("lang").or_else(|| attr("xml:lang")),
                "title" if raw.title.is_none() => raw.title = Some(normalise(&node.text())).filter(|t| !t.is_empty()),
                "link" if attr("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    raw.canonical = raw.canonical.take().or_else(|| attr("href"))
                }
                "meta" => {
                    let name = attr("property").or_else(|| attr("name")).or_else(|| attr("itemprop")).or_else(|| attr("http-equiv"));
                    if let (Some(name), Some(content)) = (name, attr("content")) {
                        raw.metas.push((name.to_ascii_lowercase(), content));
                    }
                }
                "time" => raw.times.extend(attr("datetime").filter(|_| raw.times.len() < 20)),
                "script" if attr("type").is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json")) => raw.json_ld(&node.text()),
                _ => {
                    if let Some(time) = attr("itemprop")
                        .filter(|p| p.eq_ignore_ascii_case("datePublished"))
                        .and_then(|_| attr("content").or_else(|| attr("datetime")))
                    {
                        raw.metas.push(("datepublished".to_owned(), time));
                    }
                }
            }
        }
        // The most telling type first.
        raw.articles.sort_by_key(|a| ARTICLES.iter().position(|t| has_type(a, t)));
        raw
    }

    /// Every article of a JSON-LD script: alone, in an array, in @graph, or as what the page is about.
    fn json_ld(&mut self, text: &str) {
        // Line ends inside strings are common and forbidden; comments and CDATA marks stand around some.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("-->")
            .trim_end_matches("//]]>")
            .trim_end_matches("]]>")
            .trim()
            .trim_end_matches(';');
        let Ok(value) = serde_json::from_str::<Value>(text) else { return };
        let mut open = vec![value];
        let mut seen = 0;
        while let Some(value) = open.pop() {
            seen += 1;
            if seen > 2000 {
                return;
            }
            match value {
                Value::Array(items) => open.extend(items.into_iter().rev()),
                Value::Object(mut object) => {
                    open.extend(
                        ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"]
                            .iter()
                            .rev()
                            .filter_map(|k| object.get_mut(*k).map(Value::take))
                            .filter(|v| !v.is_string()),
                    );
                    if ARTICLES.iter().any(|t| has_type(&object, t)) {
                        self.articles.push(object);
                    }
                }
                _ => {}
            }
        }
    }

    /// The first meta value of some names.
    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()))
    }

    /// Every meta value of some names.
    fn all(&self, names: &[&str]) -> Vec<String> {
        self.metas.iter().filter(|(n, _)| names.contains(&n.as_str())).map(|(_, v)| v.clone()).collect()
    }

    /// The first readable date of some names.
    fn date(&self, names: &[&str]) -> Option<(String, Granularity)> {
        names.iter().find_map(|name| self.metas.iter().filter(|(n, _)| n == name).find_map(|(_, v)| date::iso(v)))
    }
}

fn has_type(object: &serde_json::Map<String, Value>, kind: &str) -> bool {
    match object.get("@type") {
        Some(Value::String(t)) => t.trim_start_matches("http://schema.org/").trim_start_matches("https://schema.org/") == kind,
        Some(Value::Array(all)) => all.iter().any(|t| t.as_str() == Some(kind)),
        _ => false,
    }
}

fn name_of(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => Some(name.as_str()),
        Value::Object(object) => object.get("name").and_then(Value::as_str),
        Value::Array(all) => return all.iter().find_map(name_of),
        _ => None,
    };
    name.map(normalise).filter(|n| !n.is_empty() && !n.contains("://"))
}

fn names_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().filter_map(name_of).collect(),
        other => name_of(other).into_iter().collect(),
    }
}
