//! Heaps of pages of invented stories, to measure sorting with: many stories of one month, each told by several pages with its own
//! facts in words that vary, some of them copies of others, cut and edited.

use fastrand::Rng;

use crate::{Fault, Maker};

const PLACES: &str = include_str!("../../../packs/gazetteer/places.tsv");
const NAMES: &str = include_str!("../../../packs/ar/given_names.tsv");
const WORDS: &str = include_str!("../../../packs/stories/words.tsv");

/// Days that the stories begin in, however many they are.
const DAYS: u64 = 28;
/// How many pages a story has on average.
const PAGES: usize = 5;
/// One in so many pages of a story is a copy of an earlier one.
const COPIES: usize = 4;
/// Of a hundred words of a sentence, how many a story has in words of its own, and how many of these a page has in yet others.
const REWORDED: u64 = 50;
const PAGES_OWN: usize = 10;

/// A page of a heap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeapPage {
    /// The number of its story.
    pub story: usize,
    /// Its day of March 2024.
    pub day: u64,
    headline: String,
    paragraphs: Vec<String>,
}

impl HeapPage {
    /// The page as a plain outlet would serve it.
    pub fn html(&self) -> String {
        let body: String = self.paragraphs.iter().map(|p| format!("<p>{p}</p>\n")).collect();
        let HeapPage { headline, day, .. } = self;
        format!(
            "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>{headline}</title>\n\
             <meta property=\"article:published_time\" content=\"2024-03-{day:02}T09:00:00+03:00\"></head>\n\
             <body><article><h1>{headline}</h1>\n{body}</article></body></html>\n"
        )
    }
}

/// Makes heaps.
#[derive(Debug)]
pub struct Heap<'a> {
    maker: &'a Maker,
    places: Vec<&'static str>,
    names: Vec<&'static str>,
    words: Vec<&'static str>,
}

/// How many sentences the pages of a story of a heap are made of.
const SENTENCES: usize = 16;

/// What the pages of a story have in common.
pub(crate) struct Facts {
    slots: Vec<(&'static str, Vec<String>)>,
    sentences: Vec<&'static str>,
    day: u64,
    seed: u64,
}

impl Facts {
    /// How many sentences its pages are made of.
    pub(crate) fn sentences(&self) -> usize {
        self.sentences.len()
    }
}

impl<'a> Heap<'a> {
    /// A heap in the words of a maker, with the places and names of the packs.
    pub fn new(maker: &'a Maker) -> Self {
        let column = |table: &'static str, at: usize| {
            table.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(move |l| l.split('\t').nth(at))
        };
        let places = column(PLACES, 2).filter(|p| !p.is_empty()).collect();
        let names = column(NAMES, 0).filter(|n| n.chars().count() > 3).collect();
        let words = column(WORDS, 0).filter(|w| w.chars().count() > 3).collect();
        Heap { maker, places, names, words }
    }

    /// Its pages, story by story, without end; their days are mixed. They are the same everywhere.
    ///
    /// # Errors
    /// Where the packs hold no names.
    pub fn pages(&self) -> Result<impl Iterator<Item = HeapPage> + use<'_, 'a>, Fault> {
        self.filled()?;
        let mut rng = Rng::with_seed(1447);
        Ok((0..).flat_map(move |story| self.story(story, &mut rng)))
    }

    /// Whether there is anything to make pages of.
    pub(crate) fn filled(&self) -> Result<(), Fault> {
        if self.places.is_empty() || self.names.is_empty() || self.words.is_empty() {
            return Err(Fault::Slots("no places, no names or no words in the packs"));
        }
        Ok(())
    }

    fn story(&self, story: usize, rng: &mut Rng) -> Vec<HeapPage> {
        let facts = self.facts(SENTENCES, rng);
        let mut pages: Vec<HeapPage> = Vec::new();
        for _ in 0..rng.usize(1..2 * PAGES) {
            let copied = rng.choice(&pages).cloned().filter(|_| rng.usize(..COPIES) == 0);
            let page = match copied {
                Some(page) => self.edited(page, &facts, rng),
                None => self.page(story, &facts, rng),
            };
            pages.push(page);
        }
        pages
    }

    /// What a story is about, in so many sentences.
    pub(crate) fn facts(&self, sentences: usize, rng: &mut Rng) -> Facts {
        let pick = |rng: &mut Rng, all: &[&'static str]| all[rng.usize(..all.len())].to_owned();
        let name = |rng: &mut Rng| format!("{} {}", pick(rng, &self.names), pick(rng, &self.names));
        let mut slots = vec![
            ("place", (0..2).map(|_| pick(rng, &self.places)).collect()),
            ("person", (0..3).map(|_| name(rng)).collect()),
            ("n", (0..4).map(|_| rng.usize(2..900).to_string()).collect::<Vec<_>>()),
        ];
        for (slot, fillings) in &self.maker.slots {
            if !slots.iter().any(|(s, _)| s == slot) {
                slots.push((slot, (0..2).map(|_| pick(rng, fillings)).collect()));
            }
        }
        let most = sentences;
        let mut sentences = self.maker.sentences.clone();
        rng.shuffle(&mut sentences);
        sentences.truncate(most);
        Facts { slots, sentences, day: rng.u64(1..=DAYS), seed: rng.u64(..) }
    }

    fn page(&self, story: usize, facts: &Facts, rng: &mut Rng) -> HeapPage {
        let day = facts.day + rng.u64(..3);
        // The first sentences of a story are what it is about: every page has some of them.
        let headline = self.sentence(facts, rng.usize(..3), rng).split_whitespace().take(9).collect::<Vec<_>>().join(" ");
        let mut paragraphs = vec![format!("{} {}", self.sentence(facts, 0, rng), self.sentence(facts, 1, rng))];
        for _ in 0..rng.usize(3..8) {
            let sentences: Vec<String> =
                (0..rng.usize(1..4)).map(|_| self.sentence(facts, rng.usize(..facts.sentences.len()), rng)).collect();
            paragraphs.push(sentences.join(" "));
        }
        HeapPage { story, day, headline, paragraphs }
    }

    /// A copy, with a paragraph less and one of its own.
    fn edited(&self, mut page: HeapPage, facts: &Facts, rng: &mut Rng) -> HeapPage {
        if page.paragraphs.len() > 2 {
            page.paragraphs.remove(rng.usize(1..page.paragraphs.len()));
        }
        let at = rng.usize(1..=page.paragraphs.len());
        page.paragraphs.insert(at, self.sentence(facts, rng.usize(..facts.sentences.len()), rng));
        page.day = (page.day + rng.u64(..2)).min(31);
        page
    }

    /// A sentence of a story, in words that vary.
    pub(crate) fn sentence(&self, facts: &Facts, at: usize, rng: &mut Rng) -> String {
        let sentence = facts.sentences.get(at).copied().unwrap_or_default();
        let reworded: Vec<&str> = sentence.split(' ').map(|word| self.reworded(word, facts, rng)).collect();
        crate::fill(&reworded.join(" "), |slot| {
            let fillings = facts.slots.iter().find(|(name, _)| *name == slot).map_or(&[][..], |(_, all)| all);
            rng.choice(fillings).map(String::as_str).unwrap_or_default()
        })
    }

    /// A word as its story has it, or as its page alone does.
    fn reworded<'w>(&'w self, word: &'w str, facts: &Facts, rng: &mut Rng) -> &'w str {
        let mut of_story =
            Rng::with_seed(word.bytes().fold(facts.seed, |seed, byte| (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)));
        let long = word.chars().all(char::is_alphabetic) && word.chars().count() > 3;
        if !long || of_story.u64(..100) >= REWORDED {
            return word;
        }
        let chooser = if rng.usize(..100) < PAGES_OWN { rng } else { &mut of_story };
        self.words[chooser.usize(..self.words.len())]
    }
}
