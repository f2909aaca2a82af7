//! Places and actors. An annotation marks each distinct surface once; an answer is right wherever that surface stands, and
//! where it names an entity of the gold by one of its forms.

use isnad_model::Span;

use crate::claims::Comparison;
use crate::gold::MentionGold;
use crate::names::{self, Seen};
use crate::tally::{Layer, NoteKind};

struct Answer<'a> {
    start: usize,
    end: usize,
    exact: &'a str,
    seen: Seen<'a>,
}

/// Scores the places.
pub(crate) fn places(page: &mut Comparison<'_>) {
    let (Some(golds), article) = (&page.gold.places, page.article) else { return };
    let answers: Vec<Answer<'_>> = article
        .places
        .iter()
        .map(|p| Answer { start: p.start, end: p.end, exact: &p.exact, seen: Seen::mention(&p.id, &p.exact, &p.name) })
        .collect();
    mentions(page, Layer::Places, golds, &answers);
}

/// Scores the actors.
pub(crate) fn actors(page: &mut Comparison<'_>) {
    let (Some(golds), article) = (&page.gold.actors, page.article) else { return };
    let answers: Vec<Answer<'_>> = article
        .actors
        .iter()
        .map(|a| Answer { start: a.start, end: a.end, exact: &a.exact, seen: Seen::mention(&a.id, &a.exact, &a.name) })
        .collect();
    mentions(page, Layer::Actors, golds, &answers);
}

fn mentions(page: &mut Comparison<'_>, layer: Layer, golds: &[MentionGold], answers: &[Answer<'_>]) {
    let spots: Vec<Vec<Span>> = golds.iter().map(|g| page.text.spots(&g.surface)).collect();
    let mut hit = vec![false; golds.len()];
    let mut right = 0;
    for answer in answers {
        let span = page.text.span(answer.start, answer.end);
        let mut known = false;
        for (i, gold) in golds.iter().enumerate() {
            let here = span.is_some_and(|span| spots[i].iter().any(|s| s.overlaps(span)));
            if here && names::same(page.known, &gold.id, &answer.seen) {
                hit[i] = true;
                known = true;
            }
        }
        known = known
            || page
                .known
                .iter()
                .any(|(id, forms)| forms.iter().any(|f| names::alike(f, answer.exact)) && names::same(page.known, id, &answer.seen));
        if known {
            right += 1;
        } else {
            page.note(layer, NoteKind::Wrong, format!("{} = {}", answer.exact, answer.seen.id));
        }
    }
    let tally = page.scores.layers.entry(layer).or_default();
    tally.right += right;
    tally.found += hit.iter().filter(|h| **h).count();
    tally.gold += golds.len();
    tally.answers += answers.len();
    for (gold, _) in golds.iter().zip(&hit).filter(|(_, hit)| !**hit) {
        page.note(layer, NoteKind::Missed, format!("{} = {}", gold.surface, gold.id));
    }
}
