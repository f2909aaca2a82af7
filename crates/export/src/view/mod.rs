//! A record as readers see it: names for ids, words for enums, sentences for claims. Every format is written from these views.

mod about;
mod agreements;
mod decisions;
mod evidence;
mod figures;
mod glance;
mod links;
mod page;
mod places;
mod sources;
mod speech;
mod timeline;

pub use about::AboutView;
pub use agreements::AgreementView;
pub use evidence::{Evidence, Item, Proof};
pub use figures::{SeriesView, series_key};
pub use glance::Stat;
pub use links::{Links, from_address, in_address};
pub use page::PageText;
pub use places::PlacesView;
pub use sources::{OriginView, PageView};
pub(crate) use speech::is_quotation;
pub use speech::{ContradictionView, NamingView, PositionView, QuoteView};
pub use timeline::TimeView;

use std::collections::HashMap;

use isnad_model::{Article, EntityId, Name, Record, Story};

use crate::svg::Drawing;
use crate::told::Told;
use crate::{Language, dates, isolate};

/// A story, section by section.
pub struct StoryView {
    /// Its place in the report, for anchors.
    pub number: usize,
    pub title: String,
    pub span: String,
    pub stats: Vec<Stat>,
    pub known: Vec<Item>,
    pub disputed: Vec<Item>,
    pub agreements: Vec<AgreementView>,
    /// Series of several figures.
    pub series: Vec<SeriesView>,
    /// Figures that have no other beside them.
    pub lone: Vec<Item>,
    pub places: Option<PlacesView>,
    pub timeline: Vec<TimeView>,
    /// Times far from the story's own days.
    pub other_times: Vec<TimeView>,
    pub contradictions: Vec<ContradictionView>,
    pub positions: Vec<PositionView>,
    pub quotes: Vec<QuoteView>,
    pub naming: Vec<NamingView>,
    pub pages: Vec<PageView>,
    pub origins: Vec<OriginView>,
    pub graph: Option<Drawing>,
    /// What persons decided about it.
    pub decisions: Vec<Item>,
}

impl StoryView {
    /// Whether it is one page alone, which is told in short.
    pub fn alone(&self) -> bool {
        self.pages.len() < 2
    }

    /// The sections that it has, in their order.
    pub fn sections(&self) -> Vec<&'static str> {
        let all = [
            ("agreements", !self.agreements.is_empty()),
            ("figures", !self.series.is_empty() || !self.lone.is_empty()),
            ("places", self.places.is_some()),
            ("timeline", !self.timeline.is_empty()),
            ("contradictions", !self.contradictions.is_empty()),
            ("positions", !self.positions.is_empty()),
            ("quotes", !self.quotes.is_empty()),
            ("naming", !self.naming.is_empty()),
            ("decisions", !self.decisions.is_empty()),
            ("pages", true),
            ("origins", true),
        ];
        all.into_iter().filter(|(_, has)| *has).map(|(key, _)| key).collect()
    }
}

/// The articles behind a record.
#[derive(Default)]
pub(crate) struct Articles<'a> {
    /// Each with its code points.
    pages: HashMap<&'a str, (&'a Article, Vec<char>)>,
    told: Told<'a>,
}

/// A story with what is needed to show it.
pub(crate) struct Shown<'a> {
    articles: &'a Articles<'a>,
    story: &'a Story,
    language: Language,
    number: usize,
    links: Links,
}

/// A story alone.
pub fn story(story: &Story, articles: &[Article], language: Language, links: Links) -> StoryView {
    Shown::of(story, &Articles::of(articles), language, links).view()
}

/// The stories of a record, those that most pages tell first.
pub fn stories(record: &Record, articles: &[Article], language: Language, links: Links) -> Vec<StoryView> {
    let articles = Articles::of(articles);
    let mut order: Vec<&Story> = record.stories.iter().collect();
    // What most pages tell is what most readers look for; of two alike the earlier stands first.
    order.sort_by_key(|s| std::cmp::Reverse(s.pages.len()));
    let shown = order.into_iter().enumerate();
    shown.map(|(at, story)| Shown { articles: &articles, story, language, number: at + 1, links }.view()).collect()
}

impl<'a> Articles<'a> {
    /// Articles by their names.
    pub(crate) fn of(articles: &'a [Article]) -> Self {
        let pages = articles.iter().map(|a| (a.source.as_str(), (a, a.text.chars().collect()))).collect();
        Articles { pages, told: Told::of(articles) }
    }
}

impl<'a> Shown<'a> {
    /// The first story of a report.
    pub(crate) fn first(story: &'a Story, articles: &'a Articles<'a>, language: Language) -> Self {
        Shown::of(story, articles, language, Links::Report)
    }

    /// A story with links that lead where they are asked to.
    pub(crate) fn of(story: &'a Story, articles: &'a Articles<'a>, language: Language, links: Links) -> Self {
        Shown { articles, story, language, number: 1, links }
    }

    fn view(&self) -> StoryView {
        let story = self.story;
        let (timeline, other_times) = self.timeline();
        StoryView {
            number: self.number,
            title: story.title.clone(),
            span: self.span(),
            stats: self.stats(),
            known: self.known(),
            disputed: self.disputed(),
            agreements: story.agreements.iter().map(|a| self.agreement(a)).collect(),
            series: self.all_series(),
            lone: self.lone_figures(),
            places: self.places(),
            timeline,
            other_times,
            contradictions: self.contradictions(),
            positions: self.positions(),
            quotes: self.quotes(),
            naming: self.naming(),
            pages: self.pages(),
            origins: self.origins(),
            graph: self.graph(),
            decisions: self.decisions(),
        }
    }

    fn word(&self, key: &str) -> String {
        self.language.word(key)
    }

    fn span(&self) -> String {
        match (&self.story.from, &self.story.to) {
            (Some(from), Some(to)) => dates::span(self.language, from, to),
            (from, to) => from.as_ref().or(to.as_ref()).map(|d| dates::date(self.language, d)).unwrap_or_default(),
        }
    }

    fn in_language(&self, name: &Name) -> Option<String> {
        match self.language {
            Language::Arabic => name.ar.clone().or_else(|| name.en.clone()),
            Language::English => name.en.clone().or_else(|| name.ar.clone()),
        }
    }

    /// An entity's name; the words of its id where it has none.
    pub(crate) fn name(&self, id: &str) -> String {
        let name = self.story.entities.get(id).and_then(|e| self.in_language(&e.name));
        // One that was joined with another is known by the decision alone.
        let gone = || self.story.decisions.iter().rev().find(|d| d.entity.as_deref() == Some(id)).and_then(|d| d.entity_name.as_ref());
        let name = name.or_else(|| gone().and_then(|name| self.in_language(name)));
        isolate(&name.unwrap_or_else(|| id.replace('-', " ")))
    }

    /// A speaker's name, or that the pages speak for themselves.
    pub(crate) fn speaker(&self, id: Option<&EntityId>) -> String {
        id.map_or_else(|| self.word("own-voices"), |id| self.name(id))
    }

    pub(crate) fn names(&self, ids: &[EntityId]) -> String {
        self.joined(ids.iter().map(|id| self.name(id)))
    }

    fn joined(&self, parts: impl IntoIterator<Item = String>) -> String {
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(&self.word("joint"))
    }

    fn date(&self, iso: &str) -> String {
        dates::date(self.language, iso)
    }
}

/// Parts of a line, parted by dots.
pub(crate) fn dotted(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// With a capital, where the script has any: for the first word of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The last part of a path.
fn short(source: &str) -> String {
    source.trim_end_matches('/').rsplit('/').next().unwrap_or(source).to_owned()
}
