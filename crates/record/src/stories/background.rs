//! How rare words and entities are in news at large: counts of pages that ship with the program, so that what a page
//! weighs depends neither on the other pages given nor on their order.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::features::key;

/// What the counts assume of a feature that they do not hold: it stood on fewer pages than any that they do.
const UNKNOWN: f64 = 4.0;

/// Pages counted, and on how many of them each feature stands.
pub struct Background {
    pages: f64,
    counts: FxHashMap<u32, u32>,
}

pub(super) static WORD_COUNTS: &str = include_str!("../../../../packs/stories/words.tsv");
pub(super) static ENTITY_COUNTS: &str = include_str!("../../../../packs/stories/entities.tsv");
static WORDS: LazyLock<Background> = LazyLock::new(|| Background::read(WORD_COUNTS));
static ENTITIES: LazyLock<Background> = LazyLock::new(|| Background::read(ENTITY_COUNTS));

/// Stems of words and figures in digits.
pub fn words() -> &'static Background {
    &WORDS
}

/// Places and actors by their ids.
pub fn entities() -> &'static Background {
    &ENTITIES
}

impl Background {
    /// Reads a table of `form` and `pages`; the row of `*` holds the number of pages counted.
    fn read(table: &str) -> Self {
        let mut background = Background { pages: 1.0, counts: FxHashMap::default() };
        let rows = table.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'));
        for (form, pages) in rows.filter_map(|(f, p)| Some((f, p.trim().parse::<u32>().ok()?))) {
            match form {
                "*" => background.pages = f64::from(pages),
                _ => _ = background.counts.insert(key(form), pages),
            }
        }
        background
    }

    /// Inverse document frequency (Spärck Jones 1972).
    pub fn rarity(&self, feature: u32) -> f64 {
        let count = self.counts.get(&feature).map_or(UNKNOWN, |c| f64::from(*c));
        ((self.pages + 1.0) / (count + 1.0)).ln().max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_fewer_pages_weighs_more_and_the_unknown_most() {
        let background = Background::read("# counts\nform\tpages\n*\t1000\nقال\t900\nزلزال\t9\n");
        let [said, quake, unknown] = ["قال", "زلزال", "سبها"].map(|w| background.rarity(key(w)));
        assert!(said < 0.2 && quake > 4.0 && unknown > quake, "{said} {quake} {unknown}");
    }
}
