//! A claim of a sentence beside a claim of a page.

use isnad_lexicon::Lexicon;
use isnad_model::{AgreementAct, Claim, ClaimKind, Event, EventType, Figure, Statement, What, WindowKind};
use isnad_record::sameness::{Difference, difference, same_act};

use super::candidates::Told;
use crate::answers::Differs;

/// How the two stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The page says what the sentence says.
    Same,
    /// It tells of the same otherwise.
    Differs(Differs),
    /// It tells of something else.
    Apart,
}

/// Compares them aspect by aspect. One that differs in a single aspect tells of the same otherwise; what is said on another day, or by
/// somebody else, may differ in one more.
pub fn compare(asked: &Claim, told: &Told, lexicon: &Lexicon) -> Outcome {
    let Some(mut aspects) = aspects(asked, told, lexicon) else { return Outcome::Apart };
    if asked.modality != told.claim.modality || asked.is_accusation() != told.claim.is_accusation() {
        aspects.push(Differs::Polarity);
    }
    if !speakers_agree(asked, &told.claim) {
        aspects.push(Differs::Speaker);
    }
    let told_of: Vec<Differs> = aspects.iter().copied().filter(|a| !matches!(a, Differs::Day | Differs::Speaker)).collect();
    match (told_of.as_slice(), aspects.as_slice()) {
        ([], []) => Outcome::Same,
        ([], [first, ..]) | ([first], _) => Outcome::Differs(*first),
        _ => Outcome::Apart,
    }
}

/// In what they differ but polarity and speaker; nothing where they are claims of different things.
fn aspects(asked: &Claim, told: &Told, lexicon: &Lexicon) -> Option<Vec<Differs>> {
    match (&asked.kind, &told.claim.kind) {
        (ClaimKind::Figure(a), ClaimKind::Figure(b)) => figures(asked, a, b, told),
        (ClaimKind::Event(a), ClaimKind::Event(b)) => events(a, b, |of| same_act(&asked.exact, &told.claim.exact, of, lexicon)),
        (ClaimKind::Quote, ClaimKind::Quote) => words(asked, &told.claim),
        (ClaimKind::Statement(Statement { mode: a, .. }), ClaimKind::Statement(Statement { mode: b, .. })) if a == b => {
            words(asked, &told.claim)
        }
        _ => None,
    }
}

fn figures(asked: &Claim, a: &Figure, b: &Figure, told: &Told) -> Option<Vec<Differs>> {
    if a.measure != b.measure || a.unit != b.unit {
        return None;
    }
    // Each aspect by the rule of the record: the sentence's figure with this one aspect of the page's.
    let with = |change: &dyn Fn(&mut Figure)| {
        let mut figure = plain(a);
        change(&mut figure);
        let [one, other] = [plain(a), figure].map(|f| Claim { kind: ClaimKind::Figure(f), ..asked.clone() });
        difference(&one, &other).is_some()
    };
    let b = plain(b);
    let mut aspects = Vec::new();
    let mut note = |differs, here: bool| {
        if here {
            aspects.push(differs);
        }
    };
    note(Differs::Number, with(&|f| (f.low, f.high, f.qualifier) = (b.low, b.high, b.qualifier)));
    note(Differs::Group, a.group != b.group);
    note(Differs::Window, with(&|f| f.window = b.window.clone()));
    note(Differs::Place, stated_otherwise(a.place.as_deref(), b.place.as_deref(), |x, y| x == y));
    // A figure of no day of its own holds on the day of its page.
    note(Differs::Day, stated_otherwise(a.asof.as_deref(), b.asof.as_deref().or(told.line.day.as_deref()), one_day));
    Some(aspects)
}

/// A toll that «rose to 27» counts all of it, as one that «is 27» does.
fn plain(figure: &Figure) -> Figure {
    let all = |w: &isnad_model::Window| w.kind == WindowKind::Cumulative && w.since.is_none() && w.event.is_none() && w.hours.is_none();
    let mut figure = figure.clone();
    figure.window = figure.window.filter(|w| !all(w));
    figure
}

fn events(a: &Event, b: &Event, one_act: impl Fn(EventType) -> bool) -> Option<Vec<Differs>> {
    if (a.event_type, a.what, a.term) != (b.event_type, b.what, b.term) {
        return None;
    }
    // An agreement goes by several names; what is done with it, its stage says.
    let named = (a.event_type, a.what) == (EventType::Agree, Some(What::Ceasefire));
    if !named && !one_act(a.event_type) {
        return None;
    }
    let none = AgreementAct::default();
    let (x, y) = (a.agreement.as_ref().unwrap_or(&none), b.agreement.as_ref().unwrap_or(&none));
    let others = |asked: &[String], told: &[String]| {
        let sorted = |ids: &[String]| std::collections::BTreeSet::from_iter(ids.iter().cloned());
        !asked.is_empty() && sorted(asked) != sorted(told)
    };
    let otherwise = |asked: &Option<String>, told: &Option<String>| stated_otherwise(asked.as_deref(), told.as_deref(), |x, y| x == y);
    let mut aspects = Vec::new();
    if x.stage != y.stage {
        aspects.push(Differs::What);
    }
    if otherwise(&x.lasts, &y.lasts) {
        aspects.push(Differs::Number);
    }
    if others(&a.actors, &b.actors) || others(&a.targets, &b.targets) || others(&x.by, &y.by) || others(&x.between, &y.between) {
        aspects.push(Differs::Actors);
    }
    if otherwise(&a.place, &b.place) || otherwise(&x.place, &y.place) {
        aspects.push(Differs::Place);
    }
    if stated_otherwise(a.date.as_deref(), b.date.as_deref(), one_day) || stated_otherwise(x.from.as_deref(), y.from.as_deref(), one_day) {
        aspects.push(Differs::Day);
    }
    Some(aspects)
}

/// Quotations and statements: the same words, or nearly.
fn words(asked: &Claim, told: &Claim) -> Option<Vec<Differs>> {
    // Who says it is asked elsewhere.
    let mut told = told.clone();
    told.attribution.clone_from(&asked.attribution);
    told.modality = asked.modality;
    match difference(asked, &told) {
        None => Some(Vec::new()),
        Some(Difference::Words) if nearly(&asked.exact, &told.exact) => Some(vec![Differs::Words]),
        Some(_) => None,
    }
}

/// Whether most words of either are the other's.
fn nearly(a: &str, b: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(isnad_lexicon::fold::fold_key).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let common = a.iter().filter(|word| b.contains(word)).count();
    common * 10 >= a.len().max(b.len()) * 7
}

/// Whether the sentence states something that the page does not state, or states otherwise.
fn stated_otherwise(asked: Option<&str>, told: Option<&str>, same: impl Fn(&str, &str) -> bool) -> bool {
    asked.is_some_and(|asked| told.is_none_or(|told| !same(asked, told)))
}

/// Whether the page's time is at least as fine as the sentence's, and lies in it.
fn one_day(asked: &str, told: &str) -> bool {
    told.starts_with(asked)
}

/// Whoever the sentence names as standing behind it, or as its carrier, does so on the page too.
fn speakers_agree(asked: &Claim, told: &Claim) -> bool {
    let speaker = |claim: &Claim| claim.attribution.first().map(|a| a.id.clone());
    let said = asked.attribution.is_empty() || speaker(asked) == speaker(told);
    said && asked.via.iter().all(|via| told.via.iter().any(|v| v.id == via.id))
}
