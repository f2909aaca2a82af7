//! What readers ask: story pages, searches and lists, drawn at random, the same for the same store.

use anyhow::{Result, ensure};
use fastrand::Rng;
use isnad_store::{Store, Stories, StoryLine};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The page of a story of one page.
    StoryOfOne,
    /// Of two to ten pages.
    Story,
    /// Of eleven to fifty.
    BigStory,
    /// Of more than fifty.
    LargeStory,
    /// A search for a word that a large part of all pages has.
    CommonWord,
    /// For a common word with clitics or endings that few pages write it with.
    InflectedWord,
    /// For a word of a story's title, mostly its name or one that few pages have.
    TitleWord,
    /// For two words that are both common.
    TwoWords,
    /// For words that stand together.
    Phrase,
    /// For a common word, narrowed by outlet and days.
    Narrowed,
    /// What moves, and claims.
    List,
}

/// All kinds, with their words in the table.
pub const KINDS: [(Kind, &str); 11] = [
    (Kind::StoryOfOne, "story of one page"),
    (Kind::Story, "story of 2 to 10 pages"),
    (Kind::BigStory, "story of 11 to 50 pages"),
    (Kind::LargeStory, "story of more than 50 pages"),
    (Kind::CommonWord, "search: common word"),
    (Kind::InflectedWord, "search: inflected word"),
    (Kind::TitleWord, "search: word of a title"),
    (Kind::TwoWords, "search: two common words"),
    (Kind::Phrase, "search: words together"),
    (Kind::Narrowed, "search: outlet and days"),
    (Kind::List, "lists: what moves, claims"),
];

impl Kind {
    /// Whether it is a story that is asked for.
    pub fn is_story(self) -> bool {
        matches!(self, Kind::StoryOfOne | Kind::Story | Kind::BigStory | Kind::LargeStory)
    }

    /// Whether it is a search.
    pub fn is_search(self) -> bool {
        !self.is_story() && self != Kind::List
    }
}

/// Words of the sentences that the pages are made of (`corpus/sentences.txt`).
const COMMON: [&str; 15] = [
    "المدينة",
    "القوات",
    "الاتفاق",
    "الهدنة",
    "المدارس",
    "الطريق",
    "الشرطة",
    "البيان",
    "المستشفى",
    "القتلى",
    "المساعدات",
    "المحادثات",
    "اللجنة",
    "الناس",
    "الوزارة",
];
const INFLECTED: [&str; 12] = [
    "وبالمدارس",
    "مستشفياتها",
    "فالقوات",
    "لاتفاقهم",
    "وقتيل",
    "مساعداتنا",
    "كالطرق",
    "بيوتهم",
    "وللشرطة",
    "محادثاتهما",
    "أسيراتها",
    "وزارتهم",
];
const PHRASES: [&str; 6] = ["«إطلاق النار»", "«حيز التنفيذ»", "«ضبط النفس»", "«ماء الشرب»", "«فرق الإنقاذ»", "«القرى المحيطة بها»"];
const OUTLETS: [&str; 4] = ["nakheel.example", "marsa.example", "qalam.example", "burj.example"];
const LISTS: [&str; 4] = ["/", "/claims", "/claims?status=disputed", "/claims?measure=killed&since=2020-06-01"];

/// What is asked of one store.
pub struct Questions {
    stories: Vec<StoryLine>,
    /// For every page its story's place among them.
    pages: Vec<usize>,
    rng: Rng,
}

impl Questions {
    /// Stories are those of the store, words of titles theirs.
    pub fn of(store: &Store) -> Result<Self> {
        let mut stories = store.stories(&Stories::default())?;
        stories.sort_by_key(|story| story.story);
        ensure!(!stories.is_empty(), "the store has no story: fill it");
        let pages = stories.iter().enumerate().flat_map(|(at, story)| std::iter::repeat_n(at, story.pages)).collect();
        Ok(Questions { stories, pages, rng: Rng::with_seed(1449) })
    }

    /// The next question, its kind and its address: of twenty, nine are stories, nine searches, two lists.
    pub fn next(&mut self) -> (Kind, String) {
        match self.rng.usize(..20) {
            0..9 => self.story(),
            9..18 => self.search(),
            _ => (Kind::List, pick(&mut self.rng, &LISTS).to_owned()),
        }
    }

    /// Half are any story, half the story of any page: who follows a page into its story comes to large ones more often.
    fn story(&mut self) -> (Kind, String) {
        let at = if self.rng.bool() { self.rng.usize(..self.stories.len()) } else { self.pages[self.rng.usize(..self.pages.len())] };
        let StoryLine { story, pages, .. } = self.stories[at];
        let kind = match pages {
            ..=1 => Kind::StoryOfOne,
            2..=10 => Kind::Story,
            11..=50 => Kind::BigStory,
            _ => Kind::LargeStory,
        };
        (kind, format!("/stories/{story}"))
    }

    fn search(&mut self) -> (Kind, String) {
        let rng = &mut self.rng;
        match rng.usize(..9) {
            0 | 1 => (Kind::CommonWord, search(pick(rng, &COMMON), "")),
            2 => (Kind::InflectedWord, search(pick(rng, &INFLECTED), "")),
            3..6 => {
                let title = &self.stories[rng.usize(..self.stories.len())].title;
                let word = title.split_whitespace().max_by_key(|word| word.chars().count()).unwrap_or(title);
                (Kind::TitleWord, search(word, ""))
            }
            6 => (Kind::TwoWords, search(&format!("{} {}", pick(rng, &COMMON), pick(rng, &COMMON)), "")),
            7 => (Kind::Phrase, search(pick(rng, &PHRASES), "")),
            _ => {
                let (word, outlet, since, until) = (pick(rng, &COMMON), pick(rng, &OUTLETS), rng.u8(1..13), rng.u8(1..13));
                (Kind::Narrowed, search(word, &format!("&outlet={outlet}&since=2020-{since:02}-01&until=2021-{until:02}-28")))
            }
        }
    }
}

fn pick(rng: &mut Rng, words: &[&'static str]) -> &'static str {
    rng.choice(words).copied().unwrap_or_default()
}

fn search(words: &str, narrowed: &str) -> String {
    let words: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("/search?q={words}{narrowed}")
}
