//! How much speaks for two pages being of one story: signs weighed by logistic regression, as in Miranda, Znotiņš, Cohen
//! and Barzdins, «Multilingual Clustering of Streaming News» (EMNLP 2018).

use super::features::{Features, Vector};
use super::near_duplicates;
use super::weights::Weights;

/// Likeness is counted in ten thousandths, so that sums do not depend on the order of their terms.
pub const WHOLE: i64 = 10_000;
/// Log-odds that are as good as certainty, either way.
const CERTAIN: f64 = 5.0;
/// Shared figures beyond which more say nothing.
const FIGURES: usize = 2;
/// Days beyond which more say nothing.
const DAYS: i32 = 14;
/// Runs of words that the shorter text counts as having at least, so that two lines in common make no copy.
pub const RUNS: usize = 8;

/// Below this cosine two pages that both name places, numbers or times name others.
const OTHER: f64 = 0.1;
/// A page that has less than this part of the places of another's lead tells of elsewhere.
const ELSEWHERE: f64 = 0.3;
/// Two pages that have each at least this part of the places of the other's lead tell of one place.
const THERE: f64 = 0.5;

/// The signs.
pub const SIGNS: [&str; 27] = [
    "words",
    "words root",
    "lead",
    "title",
    "title in lead",
    "entities",
    "entities root",
    "lead entities",
    "no lead entities",
    "lead places",
    "other lead places",
    "shared text",
    "shared text root",
    "numbers",
    "no numbers",
    "other numbers",
    "figures",
    "other figures",
    "times",
    "other times",
    "days apart",
    "places elsewhere",
    "places in both",
    "weekday",
    "other weekday",
    "lead figures",
    "other lead figures",
];

/// The part of the shorter page's runs of words that the other has too.
pub fn shared_text(a: &Features, b: &Features) -> f64 {
    let shorter = a.shingles.len().min(b.shingles.len()).max(RUNS);
    near_duplicates::common(&a.shingles, &b.shingles) as f64 / shorter as f64
}

/// The signs of two pages, in the order of [`SIGNS`].
pub fn signs(a: &Features, b: &Features) -> [f64; SIGNS.len()] {
    let words = a.words.cosine(&b.words);
    let entities = a.entities.cosine(&b.entities);
    let text = shared_text(a, b);
    let yes_or_no = |yes: bool| f64::from(u8::from(yes));
    let (places, numbers, times) = (a.lead_places.cosine(&b.lead_places), a.numbers.cosine(&b.numbers), a.times.cosine(&b.times));
    let other = |cosine: f64, a: &Vector, b: &Vector| yes_or_no(cosine < OTHER && !a.is_empty() && !b.is_empty());
    let figures = near_duplicates::common(&a.figures, &b.figures);
    let placed = !a.lead_places.is_empty() && !b.lead_places.is_empty();
    let place_in = |a: &Features, b: &Features| a.lead_places.part(|place| b.entities.has(place));
    let least_placed = place_in(a, b).min(place_in(b, a));
    let lead_figures = near_duplicates::common(&a.lead_figures, &b.lead_figures) > 0;
    [
        words,
        words.sqrt(),
        a.lead.cosine(&b.lead),
        a.title.cosine(&b.title),
        (a.title.cosine(&b.lead) + b.title.cosine(&a.lead)) / 2.0,
        entities,
        entities.sqrt(),
        a.lead_entities.cosine(&b.lead_entities),
        yes_or_no(a.lead_entities.is_empty() || b.lead_entities.is_empty()),
        places,
        other(places, &a.lead_places, &b.lead_places),
        text,
        text.sqrt(),
        numbers,
        yes_or_no(a.numbers.is_empty() || b.numbers.is_empty()),
        other(numbers, &a.numbers, &b.numbers),
        figures.min(FIGURES) as f64,
        yes_or_no(figures == 0 && !a.figures.is_empty() && !b.figures.is_empty()),
        times,
        other(times, &a.times, &b.times),
        days_apart(a, b).map_or(0.0, |days| f64::from(days.min(DAYS))),
        yes_or_no(placed && least_placed < ELSEWHERE),
        yes_or_no(placed && least_placed >= THERE),
        yes_or_no(a.weekdays & b.weekdays != 0),
        yes_or_no(a.weekdays & b.weekdays == 0 && a.weekdays != 0 && b.weekdays != 0),
        yes_or_no(lead_figures),
        yes_or_no(!lead_figures && !a.lead_figures.is_empty() && !b.lead_figures.is_empty()),
    ]
}

/// Days between two pages, where both state theirs.
fn days_apart(a: &Features, b: &Features) -> Option<i32> {
    Some((a.order.day()? - b.order.day()?).abs())
}

/// Whether no more days lie between two pages than a story may be silent for.
pub fn within_days(a: &Features, b: &Features, most: i32) -> bool {
    days_apart(a, b).is_none_or(|days| days <= most)
}

/// How alike two pages are; those that too many days lie between are not.
pub fn between(a: &Features, b: &Features, weights: &Weights) -> i64 {
    if within_days(a, b, weights.reach.days) { of(&signs(a, b), weights) } else { 0 }
}

/// What the signs come to: 0 is certainly another story, [`WHOLE`] certainly the same.
pub fn of(signs: &[f64; SIGNS.len()], weights: &Weights) -> i64 {
    let odds = weights.bias + signs.iter().zip(weights.signs).map(|(sign, weight)| sign * weight).sum::<f64>();
    ((0.5 + odds / (2.0 * CERTAIN)).clamp(0.0, 1.0) * WHOLE as f64).round() as i64
}
