//! Ten thousand different distortions of the demo pages' claims: none supports the claim that it was made from.
#![allow(clippy::expect_used)] // a test

use std::collections::BTreeSet;
use std::path::Path;

use isnad_model::{Claim, ClaimKind, Group, Modality, Qualifier, Quantity};
use isnad_record::sameness::difference;

/// Every claim of the demo pages.
fn claims() -> Vec<Claim> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let rules = isnad_page::Rules::new(&lexicon);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the demo pages are there").flatten().map(|f| f.path()).collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).expect("a demo page can be read");
        let source = isnad_page::Source { path_or_url: "demo", content_type: None };
        let article = isnad_page::read(&bytes, &source, &rules, &isnad_page::Limits::default()).expect("a demo page is a page");
        all.extend(isnad_read::read(article, &lexicon).claims);
    }
    all
}

/// What a round makes of a claim, one fact in it changed.
fn distorted(claim: &Claim, round: u32) -> Vec<Claim> {
    let with = |change: &dyn Fn(&mut Claim) -> bool| {
        let mut other = claim.clone();
        change(&mut other).then_some(other)
    };
    let negated = with(&|c| {
        c.modality = if c.modality == Modality::Denied { Modality::Asserted } else { Modality::Denied };
        true
    });
    let mut all: Vec<Claim> = negated.into_iter().collect();
    let day = format!("2031-{:02}-{:02}", round % 12 + 1, round % 28 + 1);
    let elsewhere = format!("elsewhere-{round}");
    match &claim.kind {
        ClaimKind::Figure(_) => {
            let figure = |change: &dyn Fn(&mut isnad_model::Figure) -> bool| {
                with(&|c| if let ClaimKind::Figure(f) = &mut c.kind { change(f) } else { false })
            };
            // Another number: a little more, and ten times as many.
            all.extend(figure(&|f| {
                let other = |q: Option<Quantity>| q.map(|Quantity(n)| Quantity(n + 1.0 + f64::from(round)));
                (f.low, f.high) = (other(f.low), other(f.high));
                f.low.is_some() || f.high.is_some()
            }));
            all.extend(figure(&|f| {
                let other = |q: Option<Quantity>| q.map(|Quantity(n)| Quantity(n * 10.0 + f64::from(round)));
                (f.low, f.high) = (other(f.low), other(f.high));
                f.low.is_some_and(|q| q.0 != 0.0) || f.high.is_some_and(|q| q.0 != 0.0)
            }));
            // At least for exact, and the other way.
            all.extend(figure(&|f| {
                if f.qualifier != Qualifier::Exact {
                    return false;
                }
                (f.high, f.qualifier) = (None, Qualifier::AtLeast);
                f.low.is_some()
            }));
            all.extend(figure(&|f| {
                if f.qualifier != Qualifier::AtLeast {
                    return false;
                }
                (f.high, f.qualifier) = (f.low, Qualifier::Exact);
                true
            }));
            all.extend(figure(&|f| {
                f.group = Group::Actor(format!("others-{round}"));
                true
            }));
            all.extend(figure(&|f| f.place.replace(elsewhere.clone()).is_some()));
            all.extend(figure(&|f| f.asof.replace(day.clone()).is_some()));
        }
        ClaimKind::Event(_) => {
            let event = |change: &dyn Fn(&mut isnad_model::Event) -> bool| {
                with(&|c| if let ClaimKind::Event(e) = &mut c.kind { change(e) } else { false })
            };
            all.extend(event(&|e| {
                std::mem::swap(&mut e.actors, &mut e.targets);
                e.actors != e.targets
            }));
            all.extend(event(&|e| {
                let other = format!("others-{round}");
                e.actors.first_mut().map(|id| *id = other).is_some()
            }));
            all.extend(event(&|e| e.place.replace(elsewhere.clone()).is_some()));
            all.extend(event(&|e| e.date.replace(day.clone()).is_some()));
        }
        ClaimKind::Quote | ClaimKind::Statement(_) => {
            all.extend(with(&|c| {
                let other = format!("others-{round}");
                c.attribution.first_mut().map(|a| a.id = other).is_some()
            }));
            all.extend(with(&|c| {
                c.exact = format!("{} {round}", c.exact);
                true
            }));
        }
    }
    all
}

#[test]
fn no_distortion_of_a_claim_supports_it() {
    let claims = claims();
    assert!(claims.len() > 100, "{} claims", claims.len());
    let mut tried = BTreeSet::new();
    for round in 0.. {
        for claim in &claims {
            assert_eq!(difference(claim, claim), None, "a claim supports itself: {claim:?}");
            for other in distorted(claim, round) {
                assert!(difference(claim, &other).is_some(), "{claim:?}\nis supported by\n{other:?}");
                assert_eq!(difference(claim, &other), difference(&other, claim), "support goes both ways");
                tried.insert((claim.id.as_str(), format!("{other:?}")));
            }
        }
        // A distortion that a round makes again does not count again.
        if tried.len() >= 10_000 {
            break;
        }
    }
}
