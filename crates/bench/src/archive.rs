//! An archive of years: pages of invented stories day after day, as a desk that watches its outlets would have them come. Most stories
//! have few pages, some have many; pages are as long as reports are, with several times as many claims as those of a heap.

use std::collections::VecDeque;

use fastrand::Rng;
use jiff::civil::Date;

use crate::Fault;
use crate::heap::{Facts, Heap};

/// The first day.
const FIRST: Date = jiff::civil::date(2020, 1, 1);
/// Stories that begin on a day.
const STORIES: usize = 5;
/// How many sentences the pages of a story are made of.
const SENTENCES: usize = 40;
/// Paragraphs of a page behind its first, at least and at most.
const PARAGRAPHS: std::ops::RangeInclusive<usize> = 3..=24;
/// One in so many pages of a story is a copy of an earlier one.
const COPIES: usize = 4;
/// How many of a story's latest pages may be copied.
const COPIED: usize = 4;
/// Pages of a story on one day at most.
const A_DAY: usize = 8;
/// Pages of a story at most.
const MOST: usize = 150;
/// Of all stories, N^-STEEP have N pages or more.
const STEEP: f64 = 1.3;
const OUTLETS: [&str; 16] = [
    "nakheel", "marsa", "wadi", "sahel", "manara", "qalam", "bareed", "nahr", "jisr", "midan", "hadath", "raya", "sada", "mizan", "shatea",
    "burj",
];

/// A page of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivePage {
    /// Where it came from.
    pub address: String,
    /// The page as a plain outlet would serve it.
    pub html: String,
}

/// A story that more pages come of.
struct Running {
    facts: Facts,
    /// Pages that are to come.
    left: usize,
    /// The latest, for others to copy.
    told: VecDeque<Vec<String>>,
}

/// The pages of an archive, day by day, without end, as far as the calendar goes. They are the same everywhere.
///
/// # Errors
/// Where the packs hold no names.
pub fn pages<'h, 'm>(heap: &'h Heap<'m>) -> Result<impl Iterator<Item = ArchivePage> + use<'h, 'm>, Fault> {
    heap.filled()?;
    let mut rng = Rng::with_seed(1448);
    let mut running: Vec<Running> = Vec::new();
    Ok(FIRST.series(jiff::Span::new().days(1)).flat_map(move |day| {
        for _ in 0..STORIES {
            let left = ((1.0 - rng.f64()).powf(-1.0 / STEEP) as usize).clamp(1, MOST);
            running.push(Running { facts: heap.facts(SENTENCES, &mut rng), left, told: VecDeque::new() });
        }
        let mut pages = Vec::new();
        for story in &mut running {
            for _ in 0..rng.usize(1..=story.left.min(A_DAY)) {
                pages.push(story.page(heap, &mut rng));
            }
        }
        running.retain(|story| story.left > 0);
        rng.shuffle(&mut pages);
        pages.into_iter().enumerate().map(|(at, paragraphs)| served(day, at, &paragraphs, &mut rng)).collect::<Vec<_>>()
    }))
}

impl Running {
    /// Its next page, in paragraphs, the first of which is the headline.
    fn page(&mut self, heap: &Heap, rng: &mut Rng) -> Vec<String> {
        let at = self.told.len().checked_sub(1).map(|last| rng.usize(..=last));
        let copied = at.filter(|_| rng.usize(..COPIES) == 0).and_then(|at| self.told.get(at)).cloned();
        let paragraphs = match copied {
            Some(mut paragraphs) => {
                // A copy has a paragraph less and one of its own.
                if paragraphs.len() > 4 {
                    paragraphs.remove(rng.usize(2..paragraphs.len()));
                }
                paragraphs.push(self.paragraph(heap, rng));
                paragraphs
            }
            None => {
                let headline = heap.sentence(&self.facts, rng.usize(..3), rng).split_whitespace().take(9).collect::<Vec<_>>().join(" ");
                // The first sentences of a story are what it is about: every page has some of them.
                let lead = format!("{} {}", heap.sentence(&self.facts, 0, rng), heap.sentence(&self.facts, 1, rng));
                let rest = (0..rng.usize(PARAGRAPHS)).map(|_| self.paragraph(heap, rng));
                [headline, lead].into_iter().chain(rest).collect()
            }
        };
        self.left -= 1;
        if self.told.len() == COPIED {
            self.told.pop_front();
        }
        self.told.push_back(paragraphs.clone());
        paragraphs
    }

    fn paragraph(&self, heap: &Heap, rng: &mut Rng) -> String {
        let sentences: Vec<String> =
            (0..rng.usize(1..4)).map(|_| heap.sentence(&self.facts, rng.usize(..self.facts.sentences()), rng)).collect();
        sentences.join(" ")
    }
}

fn served(day: Date, at: usize, paragraphs: &[String], rng: &mut Rng) -> ArchivePage {
    let (headline, paragraphs) = paragraphs.split_first().map_or(("", paragraphs), |(first, rest)| (first.as_str(), rest));
    let body: String = paragraphs.iter().map(|p| format!("<p>{p}</p>\n")).collect();
    let outlet = rng.choice(OUTLETS).unwrap_or_default();
    let hour = rng.u8(6..22);
    ArchivePage {
        address: format!("https://{outlet}.example/{}/{at}", day.strftime("%Y/%m/%d")),
        html: format!(
            "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>{headline}</title>\n\
             <meta property=\"article:published_time\" content=\"{day}T{hour:02}:00:00+03:00\"></head>\n\
             <body><article><h1>{headline}</h1>\n{body}</article></body></html>\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use isnad_page::Rules;

    use super::*;
    use crate::{Maker, analyze, lexicon};

    #[test]
    fn an_archive_is_the_same_every_time_and_goes_on_day_by_day() {
        let lexicon = lexicon().unwrap();
        let rules = Rules::new(&lexicon);
        let maker = Maker::new(&rules).unwrap();
        let heap = Heap::new(&maker);
        let all: Vec<ArchivePage> = pages(&heap).unwrap().take(200).collect();
        assert_eq!(all, pages(&heap).unwrap().take(200).collect::<Vec<_>>());
        let addresses: BTreeSet<&str> = all.iter().map(|page| page.address.as_str()).collect();
        assert_eq!(addresses.len(), all.len(), "an address is given once");
        let mut days = Vec::new();
        for page in &all {
            let article = analyze(page.html.as_bytes(), &page.address, &rules, &lexicon).unwrap();
            assert!(!article.claims.is_empty() && !article.text.contains(['{', '}']), "{}", article.text);
            days.push(article.published.value.unwrap());
        }
        assert!(days.windows(2).all(|pair| pair[0][..10] <= pair[1][..10]), "{days:?}");
        assert!(days[0].starts_with("2020-01-01") && days[199] > days[0]);
    }
}
