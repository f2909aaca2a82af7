//! A change as an alert says it.

use isnad_export::{AtomEntry, Language, Told, atom_id, one_line, told, told_in_a_line};
use isnad_model::Story;
use isnad_store::{Change, ChangeKind, News};
use serde::Serialize;

/// A change as an alert says it.
#[derive(Debug, Serialize)]
pub struct Said<'a> {
    /// The alert's name.
    alert: &'a str,
    /// The change in a line: what, from what to what, who says it.
    said: String,
    /// The address, or the name, of a page that says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    /// The change itself, as `/api/v1/changes` gives it.
    #[serde(flatten)]
    change: &'a Change,
    #[serde(skip)]
    story: &'a Story,
    #[serde(skip)]
    language: Language,
}

impl<'a> Said<'a> {
    /// A change of a story as it is now.
    pub fn of(alert: &'a str, change: &'a Change, story: &'a Story, language: Language) -> Self {
        let claim = match &change.news {
            News::Revision(revision) => revision.claim.as_ref(),
            News::Violation(violation) => violation.claim.as_ref(),
            _ => None,
        };
        let page = claim.map(|claim| &claim.page).or(story.pages.first()).cloned();
        let said = one_line(&told_in_a_line(language, story, change).unwrap_or_default());
        Said { alert, said, page, change, story, language }
    }

    /// The alert's name.
    #[cfg(feature = "serve")]
    pub fn alert(&self) -> &'a str {
        self.alert
    }

    /// A line for a terminal: when, by which alert, of which story, what, where it is read.
    pub fn line(&self) -> String {
        let mut parts = Vec::new();
        if let Some(story) = self.change.story {
            let title = Some(&self.story.title).filter(|title| !title.is_empty() && self.kind() != ChangeKind::NewStory);
            let title = title.map(|title| format!(" «{}»", one_line(title))).unwrap_or_default();
            parts.push(format!("{} {story}{title}", self.language.word("web-story")));
        }
        if self.kind() == ChangeKind::Revision {
            parts.push(self.language.name_of(&ChangeKind::Revision));
        }
        parts.push(self.said.clone());
        parts.extend(self.page.as_deref().map(one_line));
        format!("{} [{}] {}", self.change.made, self.alert, parts.join(" · "))
    }

    /// An entry of a feed. Its name is the change's, in whatever feed of whatever server it stands.
    pub fn entry(&self, store: &str) -> AtomEntry {
        let told = told(self.language, self.story, self.change);
        let Told { title, summary, author } =
            told.unwrap_or_else(|| Told { title: self.said.clone(), summary: String::new(), author: None });
        let story = Some(self.story.title.clone()).filter(|_| self.kind() != ChangeKind::NewStory).unwrap_or_default();
        let parts = [summary, story].into_iter().filter(|part| !part.is_empty());
        AtomEntry {
            id: atom_id(&[store, "change", &self.change.number.to_string()]),
            title,
            updated: self.change.made.clone(),
            page: self.page.clone().filter(|page| page.starts_with("https://") || page.starts_with("http://")),
            summary: parts.collect::<Vec<_>>().join(" · "),
            author,
        }
    }

    fn kind(&self) -> ChangeKind {
        self.change.news.kind()
    }
}
