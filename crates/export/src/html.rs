use askama::Template;
use isnad_model::{Article, Record};

use crate::view::{self, Links, StoryView};
use crate::{Language, Options};

#[derive(Template)]
#[template(path = "report.html", blocks = ["style"])]
pub(crate) struct Report {
    pub stories: Vec<StoryView>,
    pub pages: usize,
    pub language: Language,
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
}

/// The report as one self-contained HTML page.
pub fn html(record: &Record, articles: &[Article], options: &Options) -> Result<String, askama::Error> {
    let stories = view::stories(record, articles, options.language, Links::Report);
    Report { stories, pages: articles.len(), language: options.language }.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a page may hold: markup that runs, markup that ends an attribute or element, a template's own, controls that turn letters.
    const HOSTILE: &str =
        "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'</mark></svg></style></title>{{ 7 }}\u{202e}\u{2069}&#60;b>";

    fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
        serde_json::from_value(value).expect("it has what the contract asks for")
    }

    fn claims() -> serde_json::Value {
        let length = HOSTILE.chars().count();
        let claim = |id: &str, kind: serde_json::Value| {
            let attribution = serde_json::json!([{"id": HOSTILE, "name": HOSTILE, "type": "person", "cue": HOSTILE, "mode": "said", "start": 0, "end": 1}]);
            let mut claim = serde_json::json!({"id": id, "start": 1, "end": 9, "exact": HOSTILE, "sentence": {"start": 0, "end": length},
                "modality": "asserted", "attribution": attribution, "via": [{"id": HOSTILE, "name": HOSTILE, "start": 0, "end": 1}]});
            for (key, value) in kind.as_object().into_iter().flatten() {
                claim[key] = value.clone();
            }
            claim
        };
        serde_json::json!([
            claim(
                "c1",
                serde_json::json!({"kind": "figure", "measure": "killed", "low": 3, "high": 3, "qualifier": "exact", "group": "all",
                "part_of": null, "place": HOSTILE, "asof": null})
            ),
            claim("c2", serde_json::json!({"kind": "quote"})),
        ])
    }

    /// Two pages, hostile in all that pages fill, with the address given.
    fn hostile(url: &str) -> (Record, Vec<Article>) {
        let claims: Vec<isnad_model::Claim> = read(claims());
        let article = |source: &str| Article {
            source: format!("{source}{HOSTILE}"),
            text: HOSTILE.to_owned(),
            title: Some(HOSTILE.to_owned()),
            url: Some(url.to_owned()),
            language: HOSTILE.to_owned(),
            outlet: isnad_model::Outlet { name: Some(HOSTILE.to_owned()), domain: Some(HOSTILE.to_owned()) },
            claims: claims.clone(),
            ..Article::default()
        };
        let articles = vec![article("a"), article("b")];
        let pages: Vec<&String> = articles.iter().map(|a| &a.source).collect();
        let reference = serde_json::json!([{"page": pages[0], "claim": "c1"}]);
        let point = |day: &str, speaker: &str| {
            serde_json::json!({"asof": day, "low": 3, "high": 3, "qualifier": "exact", "speaker": speaker, "place": HOSTILE, "origins": [],
                "claims": reference})
        };
        let series = |place: &str, points: Vec<serde_json::Value>| {
            serde_json::json!({"measure": "killed", "group": HOSTILE, "place": place, "low": 3, "high": 3, "verdict": "disputed",
                "reason": "speakers_contradict", "why": HOSTILE, "between": [0, points.len() - 1], "points": points})
        };
        let entity =
            serde_json::json!({"type": "place", "name": {"en": HOSTILE, "ar": HOSTILE}, "names": [HOSTILE], "lat": 27.0, "lon": 14.4});
        let story = serde_json::json!({
            "id": HOSTILE, "title": HOSTILE, "pages": pages, "page_dates": {}, "entities": {HOSTILE: entity},
            "origins": [], "facts": [],
            "series": [
                series(HOSTILE, vec![point("2024-05-06", HOSTILE), point("2024-05-08", "other")]),
                series("here", vec![point("2024-05-06", HOSTILE), point("2024-05-06", "other")]),
            ],
            "agreements": [{"what": "ceasefire", "status": "in_force", "parties": [HOSTILE], "mediators": [HOSTILE], "effective": "2024-05-06",
                "duration": "PT72H", "confirmed_by": [HOSTILE], "terms": [{"term": "withdrawal", "who": HOSTILE, "place": HOSTILE, "claims": reference}],
                "violations": [{"reported_by": HOSTILE, "count": 1, "place": HOSTILE, "date": "2024-05-06", "claims": reference}],
                "talks": [], "claims": reference}],
            "quotes": [{"speaker": HOSTILE, "claims": [{"page": pages[0], "claim": "c2"}], "pages": pages,
                "variants": [format!("{HOSTILE} and three words"), HOSTILE]}],
            "naming": [{"entity": HOSTILE, "terms": [{"term": HOSTILE, "pages": pages, "scare_quoted": true},
                {"term": format!("{HOSTILE}!"), "pages": pages, "scare_quoted": false, "mouths": [{"speaker": HOSTILE, "pages": pages}]}]}],
            "timeline": [],
            "decisions": [
                {"id": 1, "kind": "correct", "by": HOSTILE, "made": "2026-11-27T10:00:00Z", "reason": HOSTILE, "claim": reference[0],
                    "exact": HOSTILE, "read": {"measure": "killed", "low": 4, "high": 4, "qualifier": "exact", "group": "all", "place": HOSTILE},
                    "corrected": {"measure": "killed", "low": 3, "high": 3, "qualifier": "exact", "group": HOSTILE, "speaker": HOSTILE}},
                {"id": 2, "kind": "join", "by": HOSTILE, "made": "2026-11-27T10:00:00Z", "entity": HOSTILE, "into": HOSTILE}
            ]
        });
        (Record { stories: vec![read(story)] }, articles)
    }

    #[test]
    fn nothing_of_a_page_becomes_markup() {
        let (record, articles) = hostile("https://example.org/\"onclick=alert(3)");
        for language in [Language::English, Language::Arabic] {
            let page = html(&record, &articles, &Options { language }).expect("the template renders");
            assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "it is shown as text");
            for markup in ["<script>alert", "<img", "<b>\u{2069}", "\"onclick", "\">&#60;img"] {
                assert!(!page.contains(markup), "{markup}");
            }
            assert_eq!(page.matches("<script>").count(), 1, "the report's own");
            assert_eq!(page.matches("<style>").count(), page.matches("</style>").count());
            assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
            assert_eq!(page.matches("<mark>").count(), page.matches("</mark>").count());
            assert_eq!(page.matches("</title>").count(), page.matches("<title>").count());
        }
    }

    #[test]
    fn decisions_stand_beside_the_values_that_rest_on_them() {
        let (mut record, articles) = hostile("https://example.org/a");
        for decision in &mut record.stories[0].decisions {
            (decision.by, decision.reason) = ("Layla".to_owned(), Some("the page says so".to_owned()));
        }
        let options = Options { language: Language::English };
        let page = html(&record, &articles, &options).expect("the template renders");
        assert!(page.contains("<span class=\"tag decided\">Corrected</span>"), "beside the value");
        let beside = page.split("<p class=\"decided\">").nth(1).expect("at the sentence");
        for words in ["Layla", "27 Nov", "the page says so", "read:", "corrected:"] {
            assert!(beside[..beside.find("</p>").expect("an end")].contains(words), "{words}");
        }
        assert!(page.contains("id=\"s1-decisions\""), "in a section of their own");
        for text in [crate::text(&record, &articles, &options), crate::markdown(&record, &articles, &options)] {
            assert!(text.contains("Decided by persons") && text.contains("Layla") && text.contains("· Corrected"), "{text}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        for url in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
        ] {
            let (record, articles) = hostile(url);
            let page = html(&record, &articles, &Options { language: Language::English }).expect("the template renders");
            let links = page.match_indices("href=\"").map(|(at, found)| &page[at + found.len()..]);
            assert!(links.into_iter().all(|link| link.starts_with('#')), "{url}");
        }
        let (record, articles) = hostile("https://example.org/a");
        let page = html(&record, &articles, &Options { language: Language::English }).expect("the template renders");
        assert!(page.contains("href=\"https://example.org/a\" rel=\"noreferrer noopener\""));
    }

    #[test]
    fn a_name_turns_no_words_but_its_own() {
        let name = crate::isolate("\u{202e}live\u{2069} \u{2066}name");
        assert_eq!(name, "\u{2068}live name\u{2069}");
        // Elsewhere the element that the words stand in isolates them.
        let (record, articles) = hostile("https://example.org/a");
        let page = html(&record, &articles, &Options { language: Language::English }).expect("the template renders");
        for (at, _) in page.match_indices('\u{202e}') {
            let before = &page[..at];
            let tag = before.rfind('<').map(|from| &before[from..]).unwrap_or_default();
            let isolating = ["<bdi", "<q dir=\"auto\"", "<blockquote", "<h2 dir=\"auto\"", "<title", "<mark", "</mark"];
            assert!(isolating.iter().any(|t| tag.starts_with(t)), "{}", tag.chars().take(80).collect::<String>());
        }
    }
}
