//! Hand annotations as they are written: one JSON file a page, and `story.json` with the names of the entities.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use isnad_model::{CreditScope, DateBasis, EntityId, EventType, Measure};
use serde::Deserialize;

use crate::fault::Fault;
use crate::names::Known;

/// The file of a gold folder that is no page's.
const STORY: &str = "story.json";

/// The annotations of a folder.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The pages, by the names of their annotations.
    pub pages: Vec<PageGold>,
    /// Names of the entities.
    pub known: Known,
}

impl Gold {
    /// Reads a folder.
    pub fn read(folder: &Path) -> Result<Self, Fault> {
        let unreadable = |source| Fault::Unreadable { path: folder.to_owned(), source };
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|e| e == "json") && path.file_name().is_some_and(|n| n != STORY) {
                files.push(path);
            }
        }
        if files.is_empty() {
            return Err(Fault::NoGold { path: folder.to_owned() });
        }
        files.sort();
        let pages = files.iter().map(|f| read(f)).collect::<Result<_, _>>()?;
        let story = folder.join(STORY);
        let story: Story = if story.exists() { read(&story)? } else { Story::default() };
        Ok(Gold { pages, known: story.entities.into_iter().map(|(id, e)| (id, e.names)).collect() })
    }
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, Fault> {
    let text = std::fs::read_to_string(path).map_err(|source| Fault::Unreadable { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|source| Fault::NoAnnotation { path: path.to_owned(), source })
}

#[derive(Debug, Default, Deserialize)]
struct Story {
    #[serde(default)]
    entities: BTreeMap<EntityId, Entity>,
}

#[derive(Debug, Deserialize)]
struct Entity {
    #[serde(default)]
    names: Vec<String>,
}

/// What a page holds, by hand. A layer that is absent is not scored on the page.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PageGold {
    /// File name of the page.
    pub page: String,
    /// Its day.
    #[serde(default)]
    pub published: Option<PublishedGold>,
    /// What is no part of the article.
    #[serde(default)]
    pub boilerplate: Vec<String>,
    /// The headline.
    #[serde(default)]
    pub headline: Option<String>,
    /// Agencies credited.
    pub credits: Option<Vec<CreditGold>>,
    /// Time expressions.
    pub times: Option<Vec<TimeGold>>,
    /// Surfaces that name a place.
    pub places: Option<Vec<MentionGold>>,
    /// Surfaces that name an actor.
    pub actors: Option<Vec<MentionGold>>,
    /// Figures.
    pub figures: Option<Vec<FigureGold>>,
    /// The only measures that the figures above hold, where not all.
    #[serde(default)]
    pub measures: Option<Vec<Measure>>,
    /// Quotations.
    pub quotes: Option<Vec<QuoteGold>>,
    /// Reporting acts.
    pub statements: Option<Vec<StatementGold>>,
    /// Events.
    pub events: Option<Vec<EventGold>>,
}

/// A page's day and what it rests on.
#[derive(Clone, Debug, Deserialize)]
pub struct PublishedGold {
    /// ISO 8601.
    pub value: Option<String>,
    /// Where it was read.
    pub basis: DateBasis,
}

/// A credit.
#[derive(Clone, Debug, Deserialize)]
pub struct CreditGold {
    /// The agency.
    pub agency: EntityId,
    /// The characters.
    pub surface: String,
    /// For the words or a picture.
    pub scope: CreditScope,
}

/// A time expression.
#[derive(Clone, Debug, Deserialize)]
pub struct TimeGold {
    /// The characters.
    pub surface: String,
    /// ISO 8601.
    #[serde(default)]
    pub value: Option<String>,
    /// Which time it stands there.
    #[serde(default)]
    pub nth: Option<usize>,
}

/// A surface and whom or what it names.
#[derive(Clone, Debug, Deserialize)]
pub struct MentionGold {
    /// The characters.
    pub surface: String,
    /// The entity.
    pub id: EntityId,
}

/// A figure.
#[derive(Clone, Debug, Deserialize)]
pub struct FigureGold {
    /// The characters.
    pub evidence: String,
    /// Which time they stand there.
    #[serde(default)]
    pub nth: Option<usize>,
    /// What is counted.
    pub measure: Measure,
    /// Inclusive lower bound.
    pub low: Option<f64>,
    /// Inclusive upper bound.
    pub high: Option<f64>,
    /// Whom it counts.
    #[serde(default)]
    pub group: Option<String>,
    /// Who stands behind it, nearest first.
    #[serde(default)]
    pub source: Vec<EntityId>,
}

/// A quotation.
#[derive(Clone, Debug, Deserialize)]
pub struct QuoteGold {
    /// The characters between the marks.
    pub text: String,
    /// Which time they stand there.
    #[serde(default)]
    pub nth: Option<usize>,
    /// Who said it.
    pub speaker: Option<EntityId>,
}

/// A reporting act.
#[derive(Clone, Debug, Deserialize)]
pub struct StatementGold {
    /// The characters.
    pub evidence: String,
    /// Which time they stand there.
    #[serde(default)]
    pub nth: Option<usize>,
    /// Who said it.
    pub speaker: Option<EntityId>,
}

/// An event.
#[derive(Clone, Debug, Deserialize)]
pub struct EventGold {
    /// The characters.
    pub evidence: String,
    /// Which time they stand there.
    #[serde(default)]
    pub nth: Option<usize>,
    /// PLOVER event type.
    #[serde(rename = "type")]
    pub event_type: EventType,
}
