//! Pieces of the report for the pages of a server: stories, a page with its claims, a claim with its chain.

use askama::Template;
use isnad_model::{Article, ClaimRef, Decision, FactKind, Fields, Story};

use crate::Language;
use crate::html::Report;
use crate::view::{self, Articles, Item, Links, PageText, Shown, StoryView};

#[derive(Template)]
#[template(path = "story.html")]
struct StoryFragment {
    s: StoryView,
    language: Language,
}

impl StoryFragment {
    fn word(&self, key: &str) -> String {
        self.language.word(key)
    }
}

#[derive(Template)]
#[template(path = "page.html")]
struct PageFragment {
    page: PageText,
    language: Language,
}

impl PageFragment {
    fn word(&self, key: &str) -> String {
        self.language.word(key)
    }
}

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimFragment {
    item: Item,
}

/// The style sheet of the report, which all of these pieces are drawn by.
pub fn style(language: Language) -> Result<String, askama::Error> {
    Report { stories: Vec::new(), pages: 0, language }.as_style().render()
}

/// A story in full, also one of a single page, for a page that has its own head.
pub fn story(story: &Story, articles: &[Article], language: Language, links: Links) -> Result<String, askama::Error> {
    StoryFragment { s: view::story(story, articles, language, links), language }.render()
}

/// A page with its claims in place and what was removed. `story` is the one that it is in.
pub fn page(story: &Story, article: &Article, language: Language, links: Links) -> Result<String, askama::Error> {
    let articles = Articles::of(std::slice::from_ref(article));
    let shown = Shown::of(story, &articles, language, links);
    PageFragment { page: shown.page_text(article), language }.render()
}

/// A claim with what it says, its chain and its sentence. Nothing where the page has no such claim.
pub fn claim(
    story: &Story,
    article: &Article,
    claim: &ClaimRef,
    language: Language,
    links: Links,
) -> Result<Option<String>, askama::Error> {
    let articles = Articles::of(std::slice::from_ref(article));
    let shown = Shown::of(story, &articles, language, links);
    let found = article.claims.iter().find(|c| c.id == claim.claim);
    found.map(|c| ClaimFragment { item: shown.page_claim(article, c) }.render()).transpose()
}

/// A decision as reports tell it.
pub struct DecisionText {
    /// What was decided.
    pub what: String,
    /// About what.
    pub about: String,
    /// What it changed; empty where it changed no values.
    pub change: String,
    /// By whom, when and why.
    pub signed: String,
}

/// What a decision says. Of the story only its entities are needed.
pub fn decision(language: Language, story: &Story, decision: &Decision) -> DecisionText {
    Shown::of(story, &Articles::default(), language, Links::Report).decision_text(decision)
}

/// What a claim of a story says on one line, for lists. Of the story only its entities are needed.
pub fn claim_line(language: Language, story: &Story, kind: FactKind, fields: &Fields) -> String {
    let says = Shown::of(story, &Articles::default(), language, Links::Report).says(fields);
    if says.is_empty() { language.name_of(&kind) } else { says }
}

/// How readers call an entity of a story.
pub fn entity(language: Language, story: &Story, id: &str) -> String {
    Shown::of(story, &Articles::default(), language, Links::Report).name(id)
}
