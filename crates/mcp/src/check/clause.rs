//! What of a sentence is a claim's own: «31 killed in Sabha and 110 hurt in Taiz» has two claims, each with its place beside it.

use isnad_model::{Article, Claim, ClaimKind, Span};

/// From where a claim begins to where the next one of its sentence does; what stands before the first is the first one's.
pub fn clause(article: &Article, claim: &Claim) -> Span {
    let others = || {
        let told = article.claims.iter().filter(|other| !matches!(other.kind, ClaimKind::Statement(_)));
        told.filter(|other| other.sentence == claim.sentence).map(|other| other.start)
    };
    let first = others().all(|start| start >= claim.start);
    let start = if first { claim.sentence.start.min(claim.start) } else { claim.start };
    let end = others().filter(|start| *start > claim.start).min().unwrap_or(claim.sentence.end.max(claim.end));
    Span { start, end }
}
