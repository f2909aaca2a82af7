//! Scores as tables for a terminal.

use std::fmt::Write;

use crate::record::RecordScores;
use crate::tally::{ClaimScores, Layer, NoteKind, Score};

const HEAD: &str = "layer              precision  recall     F1   gold  found\n";

fn row(out: &mut String, name: &str, score: Score, gold: usize, found: usize) {
    let _ = writeln!(out, "{name:18}{:10.3}{:8.3}{:7.3}{gold:7}{found:7}", score.precision, score.recall, score.f1);
}

/// A line a layer, under it every fault where they are asked for, and the mean.
pub fn claims(scores: &ClaimScores, faults: bool) -> String {
    let mut out = String::from(HEAD);
    for layer in Layer::ALL {
        let Some(tally) = scores.layers.get(&layer) else { continue };
        row(&mut out, layer.name(), tally.score(), tally.gold, tally.answers);
        for note in scores.notes.iter().filter(|n| faults && n.layer == layer) {
            let kind = match note.kind {
                NoteKind::Missed => "missed",
                NoteKind::Wrong => "wrong",
            };
            let _ = writeln!(out, "    {}: {kind} {}", note.page, note.what);
        }
    }
    let _ = writeln!(out, "{:36}{:7.3}   {} pages", "mean F1", scores.mean_f1(), scores.pages);
    out
}

/// Stories and origins.
pub fn record(scores: &RecordScores) -> String {
    let mut out = String::from(HEAD);
    row(&mut out, "stories, B-cubed", scores.stories, scores.stories_labelled, scores.stories_found);
    row(&mut out, "reprint pairs", scores.reprints.score, scores.reprints.labelled, scores.reprints.found);
    row(&mut out, "origin pairs", scores.origins.score, scores.origins.labelled, scores.origins.found);
    row(&mut out, "agency texts", scores.agencies.score, scores.agencies.labelled, scores.agencies.found);
    let _ = writeln!(out, "{:36}{:7.3}   {} pages", "stories, adjusted Rand", scores.adjusted_rand, scores.pages);
    out
}
