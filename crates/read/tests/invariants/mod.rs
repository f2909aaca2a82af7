//! What holds of the claims of every page; the property tests and the fuzz target ask for the same.

use isnad_lexicon::Lexicon;
use isnad_model::{Article, Claim, ClaimKind};

/// Reads an article and asks for what must hold of its claims.
pub fn hold(page: Article, lexicon: &Lexicon) {
    let read = isnad_read::read(page.clone(), lexicon);
    assert_eq!((&read.text, &read.blocks, &read.removed), (&page.text, &page.blocks, &page.removed), "the page itself stays as it was");
    let json = serde_json::to_string(&read).expect("articles serialise");
    let again = serde_json::to_string(&isnad_read::read(page, lexicon)).expect("articles serialise");
    assert_eq!(json, again, "the same page gives the same bytes");
    let back: Article = serde_json::from_str(&json).expect("the output reads back");
    assert_eq!(serde_json::to_string(&back).expect("articles serialise"), json, "the output reads back as it was");

    let text: Vec<char> = read.text.chars().collect();
    let slice = |start: usize, end: usize| -> String {
        assert!(start <= end && end <= text.len(), "{start}..{end} lies in the text of {}", text.len());
        text[start..end].iter().collect()
    };
    let exact = |what: &str, start: usize, end: usize, exact: &str| {
        assert!(start < end, "{what} at {start} has characters");
        assert_eq!(slice(start, end), exact, "{what}");
    };
    // «للصليب» has one letter of the article of «الصليب»: no other name is told with letters that the text has not.
    let whole = |start: usize, exact: &str, whole: &str| {
        assert!(start >= 2 && slice(start - 2, start) == "لل", "{whole} at {start}");
        assert_eq!(whole, format!("ال{exact}"));
    };
    read.times.iter().for_each(|t| exact("time", t.start, t.end, &t.exact));
    for place in &read.places {
        exact("place", place.start, place.end, &place.exact);
        place.whole.iter().for_each(|name| whole(place.start, &place.exact, name));
    }
    for actor in &read.actors {
        exact("actor", actor.start, actor.end, &actor.exact);
        actor.whole.iter().for_each(|name| whole(actor.start, &actor.exact, name));
    }
    read.credits.iter().for_each(|c| exact("credit", c.start, c.end, &c.exact));
    for (number, claim) in read.claims.iter().enumerate() {
        assert_eq!(claim.id, format!("c{}", number + 1), "claims are numbered as they come");
        exact("claim", claim.start, claim.end, &claim.exact);
        slice(claim.sentence.start, claim.sentence.end);
        assert!(claim.sentence.start <= claim.start, "{claim:?}");
        for by in &claim.attribution {
            assert!(by.start < by.end, "{by:?}");
            let there = slice(by.start, by.end);
            if by.name != there {
                whole(by.start, &there, &by.name);
            }
            assert!(!by.cue.is_empty() && read.text.contains(&by.cue), "{by:?}");
        }
        claim.via.iter().for_each(|v| exact("carrier", v.start, v.end, &v.name));
        kind(claim, &read.claims);
    }
}

fn kind(claim: &Claim, all: &[Claim]) {
    match &claim.kind {
        ClaimKind::Figure(figure) => {
            if let Some(whole) = &figure.part_of {
                assert_ne!(whole, &claim.id, "a figure is no part of itself");
                let whole = all.iter().find(|c| c.id == *whole).expect("the whole is a claim of the page");
                assert!(matches!(whole.kind, ClaimKind::Figure(_)), "the whole is a figure");
            }
            if let (Some(low), Some(high)) = (&figure.low, &figure.high) {
                assert!(low.0 <= high.0, "{claim:?}");
            }
        }
        ClaimKind::Statement(statement) => {
            if let Some(content) = statement.content {
                assert!(content.start < content.end && claim.start <= content.start && content.end <= claim.end, "{claim:?}");
            }
        }
        ClaimKind::Quote | ClaimKind::Event(_) => {}
    }
}
