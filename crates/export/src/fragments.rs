//! Pieces of the report for the pages of a server: stories, a page with its claims, a claim with its chain.

use askama::Template;
use isnad_model::{Article, ClaimRef, Decision, EntityId, FactKind, Fields, Group, Measure, SeriesWindow, Story};

use crate::Language;
use crate::html::Report;
use crate::view::{self, AboutView, Articles, Item, Links, PageText, SeriesView, Shown, StoryView};

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

#[derive(Template)]
#[template(path = "about.html")]
struct AboutFragment {
    about: AboutView,
}

#[derive(Template)]
#[template(path = "series.html")]
struct SeriesFragment {
    x: SeriesView,
    language: Language,
}

impl SeriesFragment {
    fn word(&self, key: &str) -> String {
        self.language.word(key)
    }
}

/// What a story has of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// What they said, were quoted with, counted and are contradicted about.
    Speaker,
    /// What is counted there, and what happened.
    Place,
}

/// What a story has of an entity, section by section. Nothing where it has nothing of it.
pub fn about(
    story: &Story,
    articles: &[Article],
    of: About,
    id: &str,
    language: Language,
    links: Links,
) -> Result<Option<String>, askama::Error> {
    let articles = Articles::of(articles);
    let shown = Shown::of(story, &articles, language, links);
    let about = match of {
        About::Speaker => shown.about_speaker(id),
        About::Place => shown.about_place(id),
    };
    if about.sections.is_empty() { Ok(None) } else { AboutFragment { about }.render().map(Some) }
}

/// A series of a story by its key: what it counts, and the series with its ledger. Nothing where the story has no such series.
pub fn series(
    story: &Story,
    articles: &[Article],
    key: &str,
    language: Language,
    links: Links,
) -> Result<Option<(String, String)>, askama::Error> {
    let Some(at) = (0..story.series.len()).find(|at| view::series_key(story, *at).as_deref() == Some(key)) else { return Ok(None) };
    let articles = Articles::of(articles);
    let x = Shown::of(story, &articles, language, links).series(at);
    let heading = x.heading.clone();
    // Its own page does not lead to itself.
    SeriesFragment { x: SeriesView { address: None, ..x }, language }.render().map(|html| Some((heading, html)))
}

/// The key of the series that counts a claim.
pub fn series_of(story: &Story, claim: &ClaimRef) -> Option<String> {
    let counts = |series: &isnad_model::Series| {
        series.points.iter().any(|p| p.claims.contains(claim)) || series.parts.iter().any(|p| p.claims.contains(claim))
    };
    view::series_key(story, story.series.iter().position(counts)?)
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

/// What figures of a story count, in words. Of the story only its entities are needed.
pub(crate) fn counted(
    language: Language,
    story: &Story,
    measure: Measure,
    group: &Group,
    place: Option<&EntityId>,
    window: Option<&SeriesWindow>,
) -> String {
    Shown::of(story, &Articles::default(), language, Links::Report).heading(measure, group, place, window)
}

/// How readers call an entity of a story.
pub fn entity(language: Language, story: &Story, id: &str) -> String {
    Shown::of(story, &Articles::default(), language, Links::Report).name(id)
}
