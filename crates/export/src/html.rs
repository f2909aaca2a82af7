use askama::Template;
use isnad_model::{Article, Record};

use crate::view::{self, StoryView};
use crate::{Language, Options};

#[derive(Template)]
#[template(path = "report.html")]
struct Report {
    stories: Vec<StoryView>,
    pages: usize,
    language: Language,
}

impl Report {
    fn word(&self, key: &str) -> String {
        self.language.word(key)
    }

    fn lang(&self) -> &'static str {
        self.language.code()
    }

    fn dir(&self) -> &'static str {
        self.language.direction()
    }

    /// «3 stories · 16 pages».
    fn counted(&self) -> String {
        [self.language.count("count-stories", self.stories.len()), self.language.count("count-pages", self.pages)].join(" · ")
    }

    /// The stories of several pages.
    fn several(&self) -> Vec<&StoryView> {
        self.stories.iter().filter(|s| !s.alone()).collect()
    }

    /// Pages that are a story alone.
    fn alone(&self) -> Vec<&StoryView> {
        self.stories.iter().filter(|s| s.alone()).collect()
    }

    /// The sections that a story has, in their order.
    fn sections(&self, story: &StoryView) -> Vec<&'static str> {
        let all = [
            ("agreements", !story.agreements.is_empty()),
            ("figures", !story.series.is_empty() || !story.lone.is_empty()),
            ("places", story.places.is_some()),
            ("timeline", !story.timeline.is_empty()),
            ("contradictions", !story.contradictions.is_empty()),
            ("positions", !story.positions.is_empty()),
            ("quotes", !story.quotes.is_empty()),
            ("naming", !story.naming.is_empty()),
            ("pages", true),
            ("origins", true),
        ];
        all.into_iter().filter(|(_, has)| *has).map(|(key, _)| key).collect()
    }
}

/// The report as one self-contained HTML page.
pub fn html(record: &Record, articles: &[Article], options: &Options) -> Result<String, askama::Error> {
    let stories = view::stories(record, articles, options);
    Report { stories, pages: articles.len(), language: options.language }.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_text_never_becomes_markup() {
        let article = Article {
            source: "a.txt".to_owned(),
            text: "x".to_owned(),
            title: Some("<script>alert(1)</script>".to_owned()),
            ..Article::default()
        };
        let mut record = Record::default();
        record.stories.push(isnad_model::Story {
            title: "<script>alert(1)</script>".to_owned(),
            pages: vec!["a.txt".to_owned()],
            ..isnad_model::Story::default()
        });
        let page = html(&record, &[article], &Options { language: Language::English }).expect("the template renders");
        assert!(!page.contains("<script>alert"));
        assert!(page.contains("dir=\"ltr\""));
    }
}
