//! Whether the store supports a sentence: it is read by the reader of pages, and each of its claims compared with those of the store.
//!
//! It errs towards no. What the sentence states must be stated by the page, not only not contradicted; what in it no claim holds (another
//! number, name or time) must stand in the sentences that support it.

mod candidates;
mod compare;
mod sentence;

use isnad_lexicon::Lexicon;
use isnad_model::{Claim, ClaimKind, FactStatus, Modality};
use isnad_record::sameness::texts;
use isnad_store::Store;

use crate::answers::{Checked, CheckedClaim, Differs, Mismatch, Verdict};
use crate::asked::CheckAsked;
use candidates::{Candidates, Told};
use compare::Outcome;
use sentence::Sentence;

/// Pages that are named for one claim at most.
const EVIDENCE: usize = 5;

/// Checks a sentence.
pub fn check(store: &Store, lexicon: &Lexicon, asked: &CheckAsked) -> Result<Checked, String> {
    let sentence = Sentence::read(asked, lexicon)?;
    let mut candidates = Candidates::new(store);
    let mut claims = Vec::new();
    let mut supporting: Vec<Told> = Vec::new();
    for claim in sentence.content() {
        let (checked, same) = one(&mut candidates, lexicon, &sentence, claim)?;
        supporting.extend(same);
        claims.push(checked);
    }
    let (verdict, why) = whole(&sentence, &claims, &supporting, lexicon);
    Ok(Checked { verdict, why: why.to_owned(), claims })
}

/// A claim of the sentence beside the store, and the claims that say the same.
fn one(candidates: &mut Candidates, lexicon: &Lexicon, sentence: &Sentence, claim: &Claim) -> Result<(CheckedClaim, Vec<Told>), String> {
    let (mut same, mut other): (Vec<Told>, Vec<(Differs, Told)>) = (Vec::new(), Vec::new());
    for told in candidates.of(claim)? {
        match compare::compare(claim, &told) {
            Outcome::Same if texts::contradict(sentence.text(), &told.sentence, lexicon) => other.push((Differs::Words, told)),
            Outcome::Same => same.push(told),
            Outcome::Differs(differs) => other.push((differs, told)),
            Outcome::Apart => {}
        }
    }
    // The nearest first: those that differ in what is told, then those by others, on other days or with other words.
    other.sort_by_key(|(differs, told)| (*differs, std::cmp::Reverse(told.line.day.clone())));
    let denied = other.iter().any(|(differs, _)| *differs == Differs::Polarity);
    let status = |wanted: FactStatus| same.iter().any(|told| told.line.status == Some(wanted));
    let all_superseded = !same.is_empty() && same.iter().all(|told| told.line.status == Some(FactStatus::Superseded));
    let verdict = if all_superseded {
        Verdict::Changed
    } else if !same.is_empty() {
        let contested = status(FactStatus::Disputed) || status(FactStatus::Denied) && claim.modality != Modality::Denied || denied;
        if contested { Verdict::Disputed } else { Verdict::Supported }
    } else if other.is_empty() {
        Verdict::NotFound
    } else {
        Verdict::Changed
    };
    let mut differs = Vec::new();
    if all_superseded {
        for told in same.iter().take(EVIDENCE) {
            differs.push(Mismatch { differs: Differs::Superseded, evidence: candidates.evidence(told)? });
        }
    }
    if verdict != Verdict::Supported {
        for (how, told) in other.iter().take(EVIDENCE) {
            differs.push(Mismatch { differs: *how, evidence: candidates.evidence(told)? });
        }
    }
    let evidence = same.iter().take(EVIDENCE).map(|told| candidates.evidence(told)).collect::<Result<_, _>>()?;
    let first = same.first().or_else(|| other.first().map(|(_, told)| told));
    let checked = CheckedClaim {
        exact: claim.exact.clone(),
        start: claim.start,
        end: claim.end,
        kind: claim.kind.fact(),
        verdict,
        differs,
        story: first.and_then(|told| told.line.story),
        status: first.and_then(|told| told.line.status),
        origins: same.first().map(|told| candidates.origins(told)).transpose()?.unwrap_or_default(),
        evidence,
    };
    Ok((checked, same))
}

/// The sentence as a whole, and why.
fn whole(sentence: &Sentence, claims: &[CheckedClaim], supporting: &[Told], lexicon: &Lexicon) -> (Verdict, &'static str) {
    let any = |verdict| claims.iter().any(|c| c.verdict == verdict);
    if claims.is_empty() {
        return (
            Verdict::NotFound,
            "no figure, event, quotation or statement could be read from the sentence; say in Arabic who did what, how many, where and when",
        );
    }
    if any(Verdict::Changed) {
        return (Verdict::Changed, "pages tell of it otherwise: compare `differs` of each claim with the sentence");
    }
    if any(Verdict::NotFound) {
        return (Verdict::NotFound, "no page has at least one of its claims; that is no proof that it is not so");
    }
    let others: Vec<&str> = supporting.iter().map(|told| told.sentence.as_str()).collect();
    let known: Vec<&str> = supporting.iter().flat_map(|told| named(&told.claim)).collect();
    if texts::goes_beyond(sentence.text(), &others, &known, sentence.is_dated_by_its_claims(), lexicon) {
        return (
            Verdict::NotFound,
            "its claims stand in pages, but it has a number, name or time beside them that the supporting sentences do not have; \
             check the parts one by one",
        );
    }
    if any(Verdict::Disputed) {
        return (Verdict::Disputed, "pages say so, and others contradict it: list_disputes has both sides");
    }
    (Verdict::Supported, "pages say the same; `evidence` of each claim has their sentences, speakers and origins")
}

/// Everybody and everywhere that a claim vouches for.
fn named(claim: &Claim) -> Vec<&str> {
    let mut ids: Vec<&str> = claim.attribution.iter().map(|a| a.id.as_str()).chain(claim.via.iter().map(|v| v.id.as_str())).collect();
    match &claim.kind {
        ClaimKind::Figure(figure) => ids.extend(figure.place.as_deref().into_iter().chain([figure.group.as_str()])),
        ClaimKind::Event(event) => ids.extend(event.actors.iter().chain(&event.targets).chain(&event.place).map(String::as_str)),
        ClaimKind::Quote | ClaimKind::Statement(_) => {}
    }
    ids
}
