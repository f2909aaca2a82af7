//! News pages of our own making, in any number, to measure the reader with.
//!
//! The sentences stand in `corpus/sentences.txt`, what fills their slots in `corpus/slots.txt`, the markup around
//! them in `corpus/page.html`; the pages of `demo/pages` lend their paragraphs too. The same number of pages is
//! the same pages on every machine.

pub mod archive;
pub mod heap;
pub mod warc;

use std::path::Path;

use fastrand::Rng;
use isnad_lexicon::{Lexicon, PackError};
use isnad_model::{Article, BlockKind};
use isnad_page::{Limits, PageError, Rules, Source};

const SENTENCES: &str = include_str!("../corpus/sentences.txt");
const SLOTS: &str = include_str!("../corpus/slots.txt");
const PAGE: &str = include_str!("../corpus/page.html");
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/pages");

/// A page of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsPage {
    number: usize,
    headline: String,
    paragraphs: Vec<String>,
    teasers: Vec<String>,
}

impl NewsPage {
    /// The page as plain text, paragraphs parted by blank lines.
    pub fn text(&self) -> String {
        format!("{}\n\n{}\n", self.headline, self.paragraphs.join("\n\n"))
    }

    /// What is the page's own text, beside its headline.
    pub fn paragraphs(&self) -> &[String] {
        &self.paragraphs
    }

    /// The page as an outlet would serve it: the text amid navigation, teasers, scripts and furniture.
    pub fn html(&self) -> String {
        let body: String = self.paragraphs.iter().map(|p| format!("<p>{p}</p>\n")).collect();
        let links: String = SECTIONS
            .iter()
            .enumerate()
            .map(|(at, name)| format!("<li><a href=\"/s/{at}\" class=\"menu-item\">{name}</a></li>\n"))
            .collect();
        let teasers: String = self
            .teasers
            .iter()
            .map(|t| {
                format!("<div class=\"teaser\"><img src=\"/t.jpg\" alt=\"\" loading=\"lazy\"><h5><a href=\"/n\">{t}</a></h5><span class=\"time\">قبل ساعتين</span></div>\n")
            })
            .collect();
        PAGE.replace("{title}", &self.headline)
            .replace("{number}", &self.number.to_string())
            .replace("{links}", &links)
            .replace("{teasers}", &teasers)
            .replace("{body}", &body)
    }
}

const SECTIONS: [&str; 16] = [
    "الرئيسية",
    "سياسة",
    "اقتصاد",
    "رياضة",
    "ثقافة",
    "علوم",
    "صحة",
    "منوعات",
    "فيديو",
    "صور",
    "مقالات",
    "تحقيقات",
    "المدينة",
    "العالم",
    "من نحن",
    "اتصل بنا",
];

/// What pages are made of.
#[derive(Debug)]
pub struct Maker {
    sentences: Vec<&'static str>,
    slots: Vec<(&'static str, Vec<&'static str>)>,
    lent: Vec<String>,
}

impl Maker {
    /// Reads the sentences, and the paragraphs of `demo/pages` as the reader finds them.
    pub fn new(rules: &Rules) -> Result<Self, Fault> {
        let rows = |text: &'static str| text.lines().filter(|l| !l.is_empty() && !l.starts_with("# "));
        let mut slots = Vec::new();
        for row in rows(SLOTS) {
            let (slot, fillings) = row.split_once('\t').ok_or(Fault::Slots(row))?;
            slots.push((slot, fillings.split('|').collect()));
        }
        let mut paths = std::fs::read_dir(DEMO)?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        let mut lent = Vec::new();
        for path in paths {
            let article = main_text(&std::fs::read(&path)?, &path.to_string_lossy(), rules)?;
            let letters: Vec<char> = article.text.chars().collect();
            let paragraphs = article.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
            lent.extend(paragraphs.filter_map(|b| letters.get(b.start..b.end)).map(|p| p.iter().collect()));
        }
        Ok(Maker { sentences: rows(SENTENCES).collect(), slots, lent })
    }

    /// The first pages, of five to thirteen paragraphs, as long as a news site's are.
    pub fn pages(&self, count: usize) -> Vec<NewsPage> {
        let mut rng = Rng::with_seed(1446);
        (0..count).map(|number| self.page(number, &mut rng)).collect()
    }

    fn page(&self, number: usize, rng: &mut Rng) -> NewsPage {
        let headline = self.headline(rng);
        let paragraphs = (0..rng.usize(5..14))
            .map(|_| {
                if rng.u8(..12) == 0 {
                    return rng.choice(&self.lent).cloned().unwrap_or_default();
                }
                let sentences: Vec<String> = (0..rng.usize(1..4)).map(|_| self.sentence(rng)).collect();
                sentences.join(" ")
            })
            .collect();
        let teasers = (0..8).map(|_| self.headline(rng)).collect();
        NewsPage { number, headline, paragraphs, teasers }
    }

    fn headline(&self, rng: &mut Rng) -> String {
        self.sentence(rng).split_whitespace().take(8).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&self, rng: &mut Rng) -> String {
        let sentence = rng.choice(&self.sentences).copied().unwrap_or_default();
        fill(sentence, |slot| {
            let fillings = self.slots.iter().find(|(name, _)| *name == slot).map_or(&[][..], |(_, f)| f);
            rng.choice(fillings).copied().unwrap_or_default()
        })
    }
}

/// A sentence with its slots filled.
fn fill<'a>(sentence: &str, mut filling: impl FnMut(&str) -> &'a str) -> String {
    let mut rest = sentence;
    let mut out = String::with_capacity(rest.len() * 2);
    while let Some((before, slot, after)) = rest.split_once('{').and_then(|(b, r)| r.split_once('}').map(|(s, a)| (b, s, a))) {
        out.push_str(before);
        out.push_str(filling(slot));
        rest = after;
    }
    out + rest
}

/// Why there are no pages to measure with.
#[derive(Debug)]
pub enum Fault {
    /// A row of `slots.txt` without a tab.
    Slots(&'static str),
    /// `demo/pages` can't be read.
    Files(std::io::Error),
    /// A page of `demo/pages` can't be read.
    Page(PageError),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Slots(row) => write!(f, "corpus/slots.txt: no tab in «{row}»"),
            Fault::Files(e) => write!(f, "{DEMO}: {e}"),
            Fault::Page(e) => write!(f, "{DEMO}: {e}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<std::io::Error> for Fault {
    fn from(e: std::io::Error) -> Self {
        Fault::Files(e)
    }
}

impl From<PageError> for Fault {
    fn from(e: PageError) -> Self {
        Fault::Page(e)
    }
}

/// The lexicon that ships with the program.
pub fn lexicon() -> Result<Lexicon, PackError> {
    isnad_packs::built_in()
}

/// The variable that names a folder of pages to measure with in place of ours.
pub const PAGES: &str = "ISNAD_BENCH_PAGES";

/// The pages of a kind, by their ending: those of the folder that [`PAGES`] names, else as many of ours.
///
/// # Errors
/// Where the folder or our own pages can't be read.
pub fn pages(count: usize, kind: Kind, rules: &Rules) -> Result<Vec<Vec<u8>>, Fault> {
    let ending = match kind {
        Kind::Text => "txt",
        Kind::Html => "html",
    };
    if let Some(folder) = std::env::var_os(PAGES) {
        let mut paths = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
        paths.retain(|p| p.extension().is_some_and(|e| e == ending));
        paths.sort();
        let pages = paths.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
        // What is no page is measured by nobody.
        return Ok(pages.into_iter().filter(|p| main_text(p, &format!("page.{ending}"), rules).is_ok()).collect());
    }
    let pages = Maker::new(rules)?.pages(count);
    Ok(pages
        .iter()
        .map(|p| match kind {
            Kind::Text => p.text().into_bytes(),
            Kind::Html => p.html().into_bytes(),
        })
        .collect())
}

/// What pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// HTML.
    Html,
}

/// The page room: from bytes to clean text.
pub fn main_text(bytes: &[u8], name: &str, rules: &Rules) -> Result<Article, PageError> {
    isnad_page::read(bytes, &Source { path_or_url: name, content_type: None }, rules, &Limits::default())
}

/// All that `isnad analyze` does with the bytes of a page up to its line of JSON.
pub fn analyze(bytes: &[u8], name: &str, rules: &Rules, lexicon: &Lexicon) -> Result<Article, PageError> {
    Ok(isnad_read::read(main_text(bytes, name, rules)?, lexicon))
}

/// Writes pages into a folder as `.html` files, and gives their bytes together.
pub fn write_html(pages: &[NewsPage], folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for page in pages {
        let html = page.html();
        bytes += html.len() as u64;
        std::fs::write(folder.join(format!("{:06}.html", page.number)), html)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_the_same_every_time_and_every_slot_is_filled() {
        let lexicon = lexicon().unwrap();
        let rules = Rules::new(&lexicon);
        let maker = Maker::new(&rules).unwrap();
        let pages = maker.pages(50);
        assert_eq!(pages, maker.pages(50));
        assert!(pages.iter().all(|p| !p.text().contains(['{', '}', '|']) && !p.html().contains("{t")));
        assert!(maker.slots.iter().all(|(slot, _)| SENTENCES.contains(&format!("{{{slot}}}"))), "a slot that no sentence has");
    }

    #[test]
    fn the_main_text_of_a_page_is_its_paragraphs() {
        let lexicon = lexicon().unwrap();
        let rules = Rules::new(&lexicon);
        for page in Maker::new(&rules).unwrap().pages(10) {
            let article = main_text(page.html().as_bytes(), "page.html", &rules).unwrap();
            assert!(page.paragraphs.iter().all(|p| article.text.contains(p.as_str())), "{}", article.text);
            assert!(!article.text.contains("ملفات تعريف الارتباط") && !article.text.contains("اشترك في النشرة"), "{}", article.text);
        }
    }
}
