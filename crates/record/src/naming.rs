//! Who calls what how: a finding of its own, where outlets and parties name one thing differently.
//!
//! A term is an outlet's own voice unless it stands in a quotation or in what somebody is said to have stated; then it is in
//! that speaker's mouth. Quotation marks right round a term in the outlet's own voice are scare quotes: they quote nobody.

use std::collections::BTreeMap;
use std::ops::Range;

use isnad_lexicon::fold::fold_key;
use isnad_model::{ClaimKind, EntityId, Mouth, Naming, NamingTerm};

use crate::pages::Page;

/// Marks that stand round a term.
const MARKS: [char; 8] = ['"', '«', '»', '“', '”', '„', '‹', '›'];

/// A term by its folded spelling, with the spellings that pages have for it.
#[derive(Default)]
struct Spelt {
    term: Option<NamingTerm>,
    spellings: BTreeMap<String, usize>,
}

/// Every entity's terms, each spelling variant counted as one.
pub fn find(pages: &[Page]) -> Vec<Naming> {
    let mut all: BTreeMap<EntityId, BTreeMap<String, Spelt>> = BTreeMap::new();
    for page in pages {
        let text: Vec<char> = page.article.text.chars().collect();
        let mouths = mouths(page);
        let places = page.article.places.iter().map(|p| (&p.id, p.spelling(), p.start..p.end));
        let actors = page.article.actors.iter().map(|a| (&a.id, a.spelling(), a.start..a.end));
        for (id, spelling, at) in places.chain(actors) {
            let spelt = all.entry(id.clone()).or_default().entry(fold_key(spelling)).or_default();
            *spelt.spellings.entry(spelling.to_owned()).or_default() += 1;
            let term = spelt.term.get_or_insert_with(|| NamingTerm {
                term: String::new(),
                pages: Vec::new(),
                scare_quoted: false,
                own_voice: Vec::new(),
                scare_quoting: Vec::new(),
                mouths: Vec::new(),
            });
            use_of(term, &page.article.source, speaker_at(&mouths, &at), in_marks(&text, &at));
        }
    }
    let named = |spelt: Spelt| {
        // The spelling that most mentions have, among equals the first by letters.
        let most = spelt.spellings.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        let spelling = most.map(|(spelling, _)| spelling.clone()).unwrap_or_default();
        spelt.term.map(|term| NamingTerm { term: spelling, ..term })
    };
    let terms = |terms: BTreeMap<String, Spelt>| terms.into_values().filter_map(named).collect();
    all.into_iter().map(|(entity, spelt)| Naming { entity, terms: terms(spelt) }).collect()
}

/// Notes one use of a term on a page.
fn use_of(term: &mut NamingTerm, page: &str, speaker: Option<&EntityId>, in_marks: bool) {
    note(&mut term.pages, page);
    match speaker {
        Some(speaker) => match term.mouths.iter_mut().find(|mouth| mouth.speaker == *speaker) {
            Some(mouth) => note(&mut mouth.pages, page),
            None => term.mouths.push(Mouth { speaker: speaker.clone(), pages: vec![page.to_owned()] }),
        },
        None if in_marks => {
            term.scare_quoted = true;
            note(&mut term.scare_quoting, page);
        }
        None => note(&mut term.own_voice, page),
    }
}

fn note(pages: &mut Vec<String>, page: &str) {
    if !pages.iter().any(|p| p == page) {
        pages.push(page.to_owned());
    }
}

/// What on a page somebody else says, the shortest piece first.
fn mouths<'a>(page: &'a Page) -> Vec<(Range<usize>, &'a EntityId)> {
    let mut all: Vec<(Range<usize>, &EntityId)> = page
        .claims()
        .filter_map(|claim| {
            let said = match &claim.kind {
                ClaimKind::Quote => claim.start..claim.end,
                ClaimKind::Statement(statement) => statement.content.as_ref().map(|span| span.start..span.end)?,
                ClaimKind::Figure(_) | ClaimKind::Event(_) => return None,
            };
            claim.attribution.first().map(|attribution| (said, &attribution.id))
        })
        .collect();
    all.sort_by_key(|(said, speaker)| (said.len(), said.start, *speaker));
    all
}

fn speaker_at<'a>(mouths: &[(Range<usize>, &'a EntityId)], at: &Range<usize>) -> Option<&'a EntityId> {
    mouths.iter().find(|(said, _)| said.start <= at.start && at.end <= said.end).map(|(_, speaker)| *speaker)
}

/// Whether quotation marks stand right round a term.
fn in_marks(text: &[char], at: &Range<usize>) -> bool {
    let mark = |c: Option<&char>| c.is_some_and(|c| MARKS.contains(c));
    at.start > 0 && mark(text.get(at.start - 1)) && mark(text.get(at.end))
}

#[cfg(test)]
mod tests {
    use isnad_model::{ActorType, Article, Attribution, Claim, Modality, Mode, Name, PlaceMention, Span};

    use super::*;

    fn place(text: &str, exact: &str, nth: usize) -> PlaceMention {
        let byte = text.match_indices(exact).nth(nth).unwrap().0;
        let start = text[..byte].chars().count();
        PlaceMention {
            start,
            end: start + exact.chars().count(),
            exact: exact.to_owned(),
            whole: None,
            id: "wadi".to_owned(),
            name: Name::default(),
            lat: None,
            lon: None,
            country: None,
        }
    }

    fn quote(text: &str, exact: &str, speaker: &str) -> Claim {
        let start = text[..text.find(exact).unwrap()].chars().count();
        let end = start + exact.chars().count();
        let by = Attribution {
            id: speaker.to_owned(),
            name: speaker.to_owned(),
            kind: ActorType::Person,
            cue: String::new(),
            mode: Mode::Said,
            start: 0,
            end: 0,
        };
        Claim {
            id: "c1".to_owned(),
            start,
            end,
            exact: exact.to_owned(),
            sentence: Span { start: 0, end: text.chars().count() },
            modality: Modality::Asserted,
            attribution: vec![by],
            via: Vec::new(),
            kind: ClaimKind::Quote,
        }
    }

    #[test]
    fn own_voice_mouths_and_scare_quotes_are_told_apart() {
        let text = "سيول في وادي الأمل. وقال العمدة: «سنبني الوادى الجديد». ويسميها آخرون «وادي الامل» اليوم.";
        let article = Article {
            source: "a.txt".to_owned(),
            text: text.to_owned(),
            places: vec![place(text, "وادي الأمل", 0), place(text, "الوادى الجديد", 0), place(text, "وادي الامل", 0)],
            claims: vec![quote(text, "سنبني الوادى الجديد", "mayor")],
            ..Article::default()
        };
        let found = find(&[Page::new(&article, None)]);
        let want = |term: &str, own: bool, scare: bool, mouths: Vec<Mouth>| NamingTerm {
            term: term.to_owned(),
            pages: vec!["a.txt".to_owned()],
            scare_quoted: scare,
            own_voice: if own { vec!["a.txt".to_owned()] } else { Vec::new() },
            scare_quoting: if scare { vec!["a.txt".to_owned()] } else { Vec::new() },
            mouths,
        };
        let mouth = Mouth { speaker: "mayor".to_owned(), pages: vec!["a.txt".to_owned()] };
        let terms = vec![want("الوادى الجديد", false, false, vec![mouth]), want("وادي الأمل", true, true, Vec::new())];
        assert_eq!(found, [Naming { entity: "wadi".to_owned(), terms }]);
    }
}
