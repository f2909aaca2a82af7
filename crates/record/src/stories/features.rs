//! What a page is compared by: its words, entities, numbers, times and runs of words, each weighed by how rare it is.

use isnad_lexicon::definite_article::without_article;
use isnad_lexicon::fold::{self, Folded, TokenKind};
use isnad_model::{Article, Claim, ClaimKind, Time};
use rustc_hash::FxHashMap;

use super::background::{self, Background};
use super::near_duplicates::{Signature, shingles};
use super::page_order::PageOrder;

/// Words of the lead, counted from the headline on.
const LEAD: usize = 60;
/// Letters that a word has at least.
const LETTERS: usize = 3;
/// Digits that a number has at most; longer ones are no figures that two pages would share by what they tell.
const DIGITS: usize = 4;
/// Features that a vector keeps: the heaviest.
const KEPT: usize = 256;

/// A feature as a number.
pub fn key(feature: &str) -> u32 {
    (xxhash_rust::xxh3::xxh3_64(feature.as_bytes()) >> 32) as u32
}

/// A vector of length 1, by ascending keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vector(Vec<(u32, f32)>);

impl Vector {
    /// Counts weighed by rarity.
    fn weighed(counts: FxHashMap<u32, u32>, background: &Background) -> Self {
        let mut all: Vec<(u32, f64)> =
            counts.into_iter().map(|(k, n)| (k, (1.0 + f64::from(n).ln()) * background.rarity(k))).filter(|(_, w)| *w > 0.0).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(KEPT);
        all.sort_by_key(|(k, _)| *k);
        let length = all.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        Vector(all.into_iter().map(|(k, w)| (k, (w / length) as f32)).collect())
    }

    /// The cosine of two vectors.
    pub fn cosine(&self, other: &Vector) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some((x, v)), Some((y, w))) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => _ = a.next(),
                std::cmp::Ordering::Greater => _ = b.next(),
                std::cmp::Ordering::Equal => {
                    sum += f64::from(*v) * f64::from(*w);
                    a.next();
                    b.next();
                }
            }
        }
        sum
    }

    /// How much of it another page has, 0 to 1, told by whether it has a feature.
    pub fn part(&self, has: impl Fn(u32) -> bool) -> f64 {
        self.0.iter().filter(|(key, _)| has(*key)).map(|(_, weight)| f64::from(*weight) * f64::from(*weight)).sum()
    }

    /// Whether a feature is in it.
    pub fn has(&self, feature: u32) -> bool {
        self.0.binary_search_by_key(&feature, |(key, _)| *key).is_ok()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its features with their weights.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.0.iter().copied()
    }
}

/// What a page is compared by.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Where the page stands among all others.
    pub order: PageOrder,
    /// Words of the whole text.
    pub words: Vector,
    /// Words of headline and first sentences.
    pub lead: Vector,
    /// Words of the headline.
    pub title: Vector,
    /// Places and actors.
    pub entities: Vector,
    /// Places and actors of headline and first sentences.
    pub lead_entities: Vector,
    /// Places of headline and first sentences.
    pub lead_places: Vector,
    /// Words by which times are told: days of the week, months.
    pub times: Vector,
    /// Numbers in digits.
    pub numbers: Vector,
    /// Figures by measure and value, ascending.
    pub figures: Vec<u32>,
    /// Figures of headline and first sentences, ascending.
    pub lead_figures: Vec<u32>,
    /// Days of the week that it tells of, Monday the lowest bit.
    pub weekdays: u8,
    /// Runs of words, ascending.
    pub shingles: Vec<u32>,
    /// The bands of the runs' signature.
    pub bands: Vec<u64>,
}

/// Stems and numbers of a folded text.
struct Words<'a> {
    folded: &'a Folded,
}

impl<'a> Words<'a> {
    fn of(&self, kind: TokenKind) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let folded = self.folded;
        folded.tokens.iter().enumerate().filter(move |(_, t)| t.kind == kind).map(move |(at, _)| (at, folded.form(at)))
    }

    fn stems(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.of(TokenKind::Word).map(|(_, w)| w).filter(|w| w.chars().nth(LETTERS - 1).is_some()).map(without_article)
    }
}

fn counted(keys: impl Iterator<Item = u32>) -> FxHashMap<u32, u32> {
    let mut counts = FxHashMap::default();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// A figure by measure and value.
fn figure(claim: &Claim) -> Option<u32> {
    let ClaimKind::Figure(figure) = &claim.kind else { return None };
    Some(key(&format!("{:?} {}", figure.measure, figure.low?.0)))
}

/// The day of the week that a page tells of by its name, Monday 1 to Sunday 7.
fn weekday(time: &Time) -> Option<u8> {
    let named = time.relative.as_ref()?.weekday?;
    u8::try_from(named).ok().filter(|day| (1..=7).contains(day))
}

/// Stems and numbers of a text, as `background` counts them.
pub fn countable(text: &str) -> Vec<String> {
    let folded = fold::fold(text);
    let words = Words { folded: &folded };
    let numbers = words.of(TokenKind::Digits).map(|(_, d)| d).filter(|d| d.len() <= DIGITS);
    let mut all: Vec<String> = words.stems().chain(numbers).map(str::to_owned).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Places and actors with where they stand.
pub fn mentions(article: &Article) -> impl Iterator<Item = (usize, &str)> {
    let places = article.places.iter().map(|p| (p.start, p.id.as_str()));
    places.chain(article.actors.iter().map(|a| (a.start, a.id.as_str())))
}

impl Features {
    /// Reads them off a page.
    pub fn of(article: &Article) -> Self {
        let folded = fold::fold(&article.text);
        let words = Words { folded: &folded };
        let headline = article.title.as_deref().or_else(|| article.text.lines().next()).unwrap_or_default();
        let title = fold::fold(headline);
        let title_keys: Vec<u32> = Words { folded: &title }.stems().map(key).collect();
        let keys: Vec<u32> = words.stems().map(key).collect();
        let (known, named) = (background::words(), background::entities());
        // The text may begin with the headline; a lead of both has it once.
        let lead = if keys.starts_with(&title_keys) { Vec::new() } else { title_keys.clone() };
        let lead: Vec<u32> = lead.into_iter().chain(keys.iter().copied()).take(LEAD).collect();
        let lead_end =
            words.of(TokenKind::Word).nth(LEAD).and_then(|(at, _)| folded.tokens.get(at)).map_or(usize::MAX, |t| t.start as usize);
        let lead_end = article.text.get(..lead_end).map_or(usize::MAX, |head| head.chars().count());
        let times = article.times.iter().map(|t| fold::fold(&t.exact)).collect::<Vec<_>>();
        let mut figures: Vec<(usize, u32)> = article.claims.iter().filter_map(|c| Some((c.start, figure(c)?))).collect();
        figures.sort_unstable_by_key(|(_, figure)| *figure);
        let mut lead_figures: Vec<u32> = figures.iter().filter(|(start, _)| *start < lead_end).map(|(_, figure)| *figure).collect();
        lead_figures.dedup();
        let mut figures: Vec<u32> = figures.into_iter().map(|(_, figure)| figure).collect();
        figures.dedup();
        let shingles = shingles(words.of(TokenKind::Word).map(|(_, w)| w));
        Features {
            order: PageOrder::of(article),
            lead: Vector::weighed(counted(lead.into_iter()), known),
            title: Vector::weighed(counted(title_keys.into_iter()), known),
            entities: Vector::weighed(counted(mentions(article).map(|(_, id)| key(id))), named),
            lead_entities: Vector::weighed(counted(mentions(article).filter(|(at, _)| *at < lead_end).map(|(_, id)| key(id))), named),
            lead_places: Vector::weighed(counted(article.places.iter().filter(|p| p.start < lead_end).map(|p| key(&p.id))), named),
            times: Vector::weighed(counted(times.iter().flat_map(|t| Words { folded: t }.stems()).map(key)), known),
            numbers: Vector::weighed(counted(words.of(TokenKind::Digits).map(|(_, d)| d).filter(|d| d.len() <= DIGITS).map(key)), known),
            words: Vector::weighed(counted(keys.into_iter()), known),
            figures,
            lead_figures,
            weekdays: article.times.iter().filter_map(weekday).fold(0, |all, day| all | 1 << (day - 1)),
            bands: Signature::of(&shingles).bands().collect(),
            shingles,
        }
    }
}
