//! Quotations of one speaker across pages, with their wordings: shortened, reworded.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Claim, ClaimKind, ClaimRef, Corroboration, EntityId, QuoteSet, Wording, WordingKind};

use crate::origins::Origins;
use crate::pages::Page;
use crate::voices::Voices;
use crate::words::{self, Likeness};

/// A quotation on its page.
struct Quoted<'a> {
    page: &'a Page<'a>,
    claim: &'a Claim,
    words: Vec<String>,
}

/// The quotations of a story. Each joins the first fuller one of its speaker that it is a wording of; those that nobody is named for join
/// only their own words.
pub fn find(pages: &[Page], voices: &Voices, all_origins: &Origins) -> Vec<QuoteSet> {
    let mut of_speaker: BTreeMap<Option<&EntityId>, Vec<Quoted>> = BTreeMap::new();
    for page in pages {
        for claim in page.claims().filter(|c| matches!(c.kind, ClaimKind::Quote)) {
            let speaker = claim.attribution.first().map(|a| voices.person(&a.id));
            of_speaker.entry(speaker).or_default().push(Quoted { page, claim, words: words::of(&claim.exact) });
        }
    }
    of_speaker.into_iter().flat_map(|(speaker, quotes)| sets(speaker, quotes, all_origins)).collect()
}

fn sets(speaker: Option<&EntityId>, mut quotes: Vec<Quoted>, all_origins: &Origins) -> Vec<QuoteSet> {
    quotes.sort_by(|a, b| {
        (b.words.len(), &a.words, &a.page.article.source, a.claim.start).cmp(&(
            a.words.len(),
            &b.words,
            &b.page.article.source,
            b.claim.start,
        ))
    });
    let mut sets: Vec<Vec<(Quoted, Likeness)>> = Vec::new();
    // The sets that have two words one behind the other, so that not every quotation is compared with every other.
    let mut with: BTreeMap<[String; 2], BTreeSet<usize>> = BTreeMap::new();
    for quote in quotes {
        let pairs = || quote.words.windows(2).map(|p| [p[0].clone(), p[1].clone()]);
        let near: BTreeSet<usize> = pairs().filter_map(|p| with.get(&p)).flatten().copied().collect();
        let joins = near.into_iter().find_map(|at| {
            let full = &sets[at].first()?.0;
            let likeness = words::likeness(&quote.words, &full.words)?;
            (likeness == Likeness::Same || speaker.is_some()).then_some((at, likeness))
        });
        match joins {
            Some((at, likeness)) => sets[at].push((quote, likeness)),
            None => {
                for pair in pairs() {
                    with.entry(pair).or_default().insert(sets.len());
                }
                sets.push(vec![(quote, Likeness::Same)]);
            }
        }
    }
    sets.into_iter().map(|quotes| set(speaker, &quotes, all_origins)).collect()
}

fn set(speaker: Option<&EntityId>, quotes: &[(Quoted, Likeness)], all_origins: &Origins) -> QuoteSet {
    let mut wordings: Vec<Wording> = Vec::new();
    for (quote, likeness) in quotes {
        let reference = quote.page.reference(quote.claim);
        // Spelling and marks make no wording of its own.
        let spelt = |w: &&mut Wording| w.text == quote.claim.exact || words::of(&w.text) == quote.words;
        match wordings.iter_mut().find(spelt) {
            Some(known) => known.claims.push(reference),
            None => wordings.push(Wording {
                text: quote.claim.exact.clone(),
                kind: match likeness {
                    Likeness::Same => WordingKind::Full,
                    Likeness::Piece => WordingKind::Shortened,
                    Likeness::Changed => WordingKind::Reworded,
                },
                claims: vec![reference],
            }),
        }
    }
    let sources: BTreeSet<&str> = quotes.iter().map(|(q, _)| q.page.article.source.as_str()).collect();
    let mut claims: Vec<ClaimRef> = wordings.iter().flat_map(|w| w.claims.clone()).collect();
    claims.sort();
    QuoteSet {
        speaker: speaker.cloned(),
        date: quotes.iter().filter_map(|(q, _)| q.page.day.clone()).min(),
        pages: sources.iter().map(|s| (*s).to_owned()).collect(),
        variants: wordings.iter().map(|w| w.text.clone()).collect(),
        corroboration: Corroboration {
            outlets: sources.len(),
            origins: all_origins.through(claims.iter().cloned()),
            speakers: usize::from(speaker.is_some()),
        },
        wordings,
        claims,
    }
}
