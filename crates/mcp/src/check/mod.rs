//! Whether the store supports a sentence: it is read by the reader of pages, and each of its claims compared with those of the store.
//!
//! It errs towards no. What the sentence states must be stated by the page, not only not contradicted; what in it no claim holds (another
//! number, name or time) must stand in the sentences that support it.

mod candidates;
mod clause;
mod compare;
mod sentence;

use isnad_lexicon::Lexicon;
use isnad_model::{Claim, ClaimKind, FactStatus, Modality};
use isnad_record::sameness::texts::{self, Text};
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
    let text = Text::read(sentence.text(), lexicon);
    let (mut claims, mut supporting) = (Vec::new(), Vec::new());
    for claim in sentence.content() {
        let (checked, same) = one(&mut candidates, lexicon, &text, claim)?;
        supporting.push(Supported { clause: sentence.clause(claim), by: same });
        claims.push(checked);
    }
    let (verdict, why) = whole(&sentence, &text, &claims, &supporting, lexicon);
    Ok(Checked { verdict, why, claims })
}

/// A claim's own words, and the claims of pages that say the same.
struct Supported {
    clause: String,
    by: Vec<Told>,
}

/// A claim of the sentence beside the store, and the claims that say the same.
fn one(candidates: &mut Candidates, lexicon: &Lexicon, text: &Text, claim: &Claim) -> Result<(CheckedClaim, Vec<Told>), String> {
    let (mut same, mut other): (Vec<Told>, Vec<(Differs, Told)>) = (Vec::new(), Vec::new());
    for told in candidates.of(claim)? {
        match compare::compare(claim, &told, lexicon) {
            Outcome::Same if texts::contradict(text, &Text::read(&told.sentence, lexicon), lexicon) => other.push((Differs::Words, told)),
            Outcome::Same => same.push(told),
            Outcome::Differs(differs) => other.push((differs, told)),
            Outcome::Apart => {}
        }
    }
    // The nearest first: those that differ in what is told, then those by others, on other days or with other words.
    other.sort_by_key(|(differs, told)| (*differs, std::cmp::Reverse(told.line.day.clone())));
    // Who demands or plans it denies nothing.
    let denies = |told: &Told| told.claim.modality == Modality::Denied || claim.modality == Modality::Denied;
    let denied = other.iter().any(|(differs, told)| *differs == Differs::Polarity && denies(told));
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
fn whole(sentence: &Sentence, text: &Text, claims: &[CheckedClaim], supporting: &[Supported], lexicon: &Lexicon) -> (Verdict, String) {
    let any = |verdict| claims.iter().any(|c| c.verdict == verdict);
    let (verdict, why) = if claims.is_empty() {
        (
            Verdict::NotFound,
            "no figure, event, quotation or statement could be read from the sentence; say in Arabic who did what, how many, where and when",
        )
    } else if any(Verdict::Changed) {
        (Verdict::Changed, "pages tell of it otherwise: compare `differs` of each claim with the sentence")
    } else if any(Verdict::NotFound) {
        (Verdict::NotFound, "no page has at least one of its claims; that is no proof that it is not so")
    } else if let Some(time) = sentence.undated() {
        let why = format!("nobody can say which day «{time}» is: give `day`, the day that the sentence was said on, or the date in full");
        return (Verdict::NotFound, why);
    } else if goes_beyond(sentence, text, supporting, lexicon) {
        (
            Verdict::NotFound,
            "its claims stand in pages, but it has a number, name or time beside them that the supporting sentences do not have there; \
             check the parts one by one",
        )
    } else if any(Verdict::Disputed) {
        (Verdict::Disputed, "pages say so, and others contradict it: list_disputes has both sides")
    } else {
        (Verdict::Supported, "pages say the same; `evidence` of each claim has their sentences, speakers and origins")
    };
    (verdict, why.to_owned())
}

/// Whether the sentence says more than the pages: as a whole, or of one claim what they say of another.
fn goes_beyond(sentence: &Sentence, text: &Text, supporting: &[Supported], lexicon: &Lexicon) -> bool {
    let dated = sentence.is_dated_by_its_claims();
    let told = || supporting.iter().flat_map(|claim| &claim.by);
    let sentences: Vec<Text> = told().map(|told| Text::read(&told.sentence, lexicon)).collect();
    let known: Vec<&str> = told().flat_map(|told| named(&told.claim)).collect();
    let claim_does = |claim: &Supported| {
        let own = Text::read(&claim.clause, lexicon);
        // One page must say it all.
        !claim.by.iter().any(|told| {
            let clause = Text::clause(&told.clause, &told.sentence, lexicon);
            // What the reader carries over from another clause is not vouched for where this one names its own place.
            let elsewhere = |id: &&str| told.claim.kind.place() == Some(id) && clause.is_elsewhere(id);
            let known: Vec<&str> = named(&told.claim).into_iter().filter(|id| !elsewhere(id)).collect();
            !texts::goes_beyond(&own, &[&clause], &known, dated) && !texts::reordered(&own, &clause)
        })
    };
    texts::goes_beyond(text, &sentences.iter().collect::<Vec<_>>(), &known, dated) || supporting.iter().any(claim_does)
}

/// Everybody and everywhere that a page's claim vouches for.
fn named(claim: &Claim) -> Vec<&str> {
    let mut ids: Vec<&str> = claim.attribution.iter().map(|a| a.id.as_str()).chain(claim.via.iter().map(|v| v.id.as_str())).collect();
    ids.extend(claim.kind.place());
    match &claim.kind {
        ClaimKind::Figure(figure) => ids.push(figure.group.as_str()),
        ClaimKind::Event(event) => ids.extend(event.actors.iter().chain(&event.targets).map(String::as_str)),
        ClaimKind::Quote | ClaimKind::Statement(_) => {}
    }
    ids
}
