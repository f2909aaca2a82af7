//! The pages of a story, when each is of and why, and where each has it from.

use std::collections::BTreeSet;

use isnad_model::{DateReason, Origin, OriginKind, OriginReason};

use super::{Shown, dotted, short};
use crate::svg::{self, Caption, Drawing, Graph, Node};
use crate::{dates, isolate};

/// A page of the story.
pub struct PageView {
    pub anchor: String,
    /// The file or address, in short.
    pub source: String,
    /// The canonical address, where the page states a safe one.
    pub url: Option<String>,
    pub title: String,
    pub outlet: String,
    pub day: String,
    /// What the day rests on, and how sure it is.
    pub basis: String,
    pub why: String,
}

/// An origin of the story.
pub struct OriginView {
    pub kind: String,
    pub name: String,
    pub pages: Vec<OriginPage>,
    pub why: String,
}

/// A page of an origin, and what shows that it is of it.
pub struct OriginPage {
    pub anchor: String,
    pub source: String,
    /// The credit as the page has it, or what it shares with which other page; empty where the origin's own reason says all.
    pub why: String,
}

/// Characters of a shared passage that a line has room for.
const PASSAGE: usize = 140;

/// The pages that have their text or a claim from an origin.
fn drawing_on(origin: &Origin) -> BTreeSet<&str> {
    origin.pages.iter().chain(origin.claims.iter().map(|c| &c.page)).map(String::as_str).collect()
}

impl Shown<'_> {
    pub(super) fn page_anchor(&self, source: &str) -> String {
        let at = self.story.pages.iter().position(|p| p == source).unwrap_or_default();
        format!("s{}-p{}", self.number, at + 1)
    }

    pub(super) fn page_day(&self, source: &str) -> Option<String> {
        self.story.page_dates.get(source).and_then(|d| d.value.clone())
    }

    pub(super) fn pages(&self) -> Vec<PageView> {
        let pages = self.story.pages.iter().map(|source| {
            let article = self.article(source);
            let date = self.story.page_dates.get(source);
            let confidence = date.and_then(|d| d.confidence).filter(|_| date.is_some_and(|d| d.value.is_some()));
            PageView {
                anchor: self.page_anchor(source),
                source: short(source),
                url: article.and_then(|a| a.url.clone()).filter(|u| u.starts_with("https://") || u.starts_with("http://")),
                title: article.and_then(|a| a.title.clone()).unwrap_or_default(),
                outlet: article.map(|a| self.outlet(a)).unwrap_or_default(),
                day: date.and_then(|d| d.value.as_ref()).map_or_else(|| self.word("not-known"), |v| self.date(v)),
                basis: dotted([
                    date.map(|d| self.language.name_of(&d.basis)).unwrap_or_default(),
                    confidence.map(|c| self.language.name_of(&c)).unwrap_or_default(),
                ]),
                why: date.map(|d| self.date_reason(&d.reason)).unwrap_or_default(),
            }
        });
        pages.collect()
    }

    fn date_reason(&self, reason: &DateReason) -> String {
        let say = |key: &str, values: &[(&'static str, &str)]| self.language.say(key, values);
        match reason {
            DateReason::Unknown => self.word("date-reason-unknown"),
            DateReason::Metadata => self.word("date-reason-metadata"),
            DateReason::Text => self.word("date-reason-text"),
            DateReason::Event { exact, what, day, source } => {
                let (what, day) = (self.language.name_of(what), self.date(day));
                say(
                    "date-reason-event",
                    &[("exact", &isolate(exact)), ("what", &what), ("day", &day), ("source", &isolate(&short(source)))],
                )
            }
            DateReason::Weekday { exact, near } => say("date-reason-weekday", &[("exact", &isolate(exact)), ("near", &self.date(near))]),
            DateReason::LatestTold { exact } => say("date-reason-latest_told", &[("exact", &isolate(exact))]),
            DateReason::SharedText { source } => say("date-reason-shared_text", &[("source", &isolate(&short(source)))]),
        }
    }

    fn origin_page(&self, origin: &Origin, page: &str) -> OriginPage {
        let why = origin.reasons.iter().filter_map(|r| self.origin_reason(r, page)).collect::<BTreeSet<_>>();
        OriginPage { anchor: self.page_anchor(page), source: short(page), why: dotted(why) }
    }

    /// A reason in words, where it is of the page and says more than the kind of the origin.
    fn origin_reason(&self, reason: &OriginReason, of: &str) -> Option<String> {
        match reason {
            OriginReason::Credited { page, exact, .. } if page == of => {
                Some(self.language.say("origin-reason-credited", &[("exact", &isolate(exact))]))
            }
            OriginReason::SharedPassage { page, with, percent, passage, .. } if page == of => {
                let share = format!("{percent} %");
                let passage = beginning(passage);
                let values = [("share", share.as_str()), ("with", &isolate(&short(with))), ("passage", &isolate(&passage))];
                Some(self.language.say("origin-reason-shared_passage", &values))
            }
            OriginReason::AccordingTo { page, exact, .. } if page == of => {
                Some(self.language.say("origin-reason-according_to", &[("exact", &isolate(exact))]))
            }
            _ => None,
        }
    }

    fn origin_name(&self, origin: &Origin) -> String {
        match origin.kind {
            OriginKind::SharedText => self.word("one-text"),
            _ if self.story.entities.contains_key(&origin.id) => self.name(&origin.id),
            _ => short(&origin.name),
        }
    }

    pub(super) fn origins(&self) -> Vec<OriginView> {
        let origins = self.story.origins.iter().map(|o| OriginView {
            kind: self.language.name_of(&o.kind),
            name: self.origin_name(o),
            pages: drawing_on(o).into_iter().map(|p| self.origin_page(o, p)).collect(),
            why: self.word(match o.kind {
                _ if o.pages.is_empty() => "origin-why-according-to",
                OriginKind::Agency => "origin-why-agency",
                OriginKind::SharedText => "origin-why-shared-text",
                OriginKind::Outlet => "origin-why-outlet",
            }),
        });
        origins.collect()
    }

    pub(super) fn graph(&self) -> Option<Drawing> {
        let story = self.story;
        let mut lines = Vec::new();
        for (at, origin) in story.origins.iter().enumerate() {
            let pages = drawing_on(origin).into_iter().filter_map(|p| story.pages.iter().position(|s| s == p));
            lines.extend(pages.map(|page| (at, page)));
        }
        let origins = story.origins.iter().map(|o| Node { name: self.origin_name(o), note: self.language.name_of(&o.kind) });
        let pages = story.pages.iter().map(|source| {
            let outlet = self.article(source).and_then(|a| a.outlet.known());
            Node {
                name: outlet.map_or_else(|| short(source), str::to_owned),
                note: self.page_day(source).map(|d| dates::day(self.language, &d)).unwrap_or_default(),
            }
        });
        let graph = Graph { origins: origins.collect(), pages: pages.collect(), lines };
        let caption = || Caption { title: self.word("graph-title"), description: self.word("graph-desc") };
        Drawing::new(|width| svg::graph(&graph, width, self.language, &caption()))
    }
}

/// The first words of a passage, cut between words.
fn beginning(passage: &str) -> String {
    let Some((cut, _)) = passage.char_indices().nth(PASSAGE) else { return passage.to_owned() };
    let whole = &passage[..cut];
    format!("{} …", whole.rsplit_once(' ').map_or(whole, |(words, _)| words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_passages_are_cut_between_words() {
        assert_eq!(beginning("قصير"), "قصير");
        let cut = beginning(&"كلمة ".repeat(60));
        assert!(cut.ends_with("كلمة …"), "{cut}");
        assert!(cut.chars().count() <= PASSAGE + 2);
    }
}
