use askama::Template;
use isnad_model::{Article, Record};

use crate::labels::label;
use crate::view::{Evidence, Shown, StoryView};
use crate::{Language, Options};

#[derive(Template)]
#[template(path = "report.html")]
struct Report {
    stories: Vec<StoryView>,
    language: Language,
}

/// The sentences behind a value.
#[derive(Template)]
#[template(path = "proof.html")]
struct Proof<'a> {
    list: &'a [Evidence],
}

impl Report {
    fn proof(&self, list: &[Evidence]) -> String {
        Proof { list }.render().unwrap_or_default()
    }

    fn word(&self, key: &str) -> String {
        label(key, self.language)
    }

    fn lang(&self) -> &'static str {
        if self.language == Language::Arabic { "ar" } else { "en" }
    }

    fn dir(&self) -> &'static str {
        if self.language == Language::Arabic { "rtl" } else { "ltr" }
    }
}

/// The report as one self-contained HTML page.
pub fn html(record: &Record, articles: &[Article], options: &Options) -> Result<String, askama::Error> {
    let stories = Shown::new(articles, options).stories(record);
    Report { stories, language: options.language }.render()
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
