//! Whether two claims support each other: their numbers are compatible, their actors stand in the same roles, their polarity is the
//! same. [`difference`] asks it of two claims as they were read, [`same_act`] of the words of two events, [`texts::support`] of two short texts.

mod acts;
pub mod texts;
mod units;

pub use acts::same_act;

use isnad_model::{Claim, ClaimKind, EntityId, Event, Figure};

use crate::bounds::Bounds;

/// What keeps two claims from supporting each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// They are claims of different kinds.
    Kind,
    /// One asserts what the other denies, plans or demands.
    Polarity,
    /// They count or tell different things.
    What,
    /// Their numbers differ, or how exactly they are meant.
    Number,
    /// They count different people.
    Group,
    /// They count over different stretches of time.
    Window,
    /// They hold at different places.
    Place,
    /// They hold on different days.
    Day,
    /// Others do it, or have it done to them.
    Actors,
    /// Others say it.
    Speaker,
    /// The words differ.
    Words,
}

/// Why two claims do not support each other; nothing where they do. What only one of them says (a place, a day) is no difference.
pub fn difference(a: &Claim, b: &Claim) -> Option<Difference> {
    if a.modality != b.modality {
        return Some(Difference::Polarity);
    }
    match (&a.kind, &b.kind) {
        (ClaimKind::Figure(x), ClaimKind::Figure(y)) => of_figures(x, y),
        (ClaimKind::Event(x), ClaimKind::Event(y)) => of_events(x, y),
        (ClaimKind::Quote, ClaimKind::Quote) => of_words(a, b),
        (ClaimKind::Statement(x), ClaimKind::Statement(y)) if x.mode != y.mode => Some(Difference::What),
        (ClaimKind::Statement(_), ClaimKind::Statement(_)) => of_words(a, b),
        _ => Some(Difference::Kind),
    }
}

fn of_figures(a: &Figure, b: &Figure) -> Option<Difference> {
    if a.measure != b.measure || a.unit != b.unit {
        Some(Difference::What)
    } else if !Bounds::from(a).same(Bounds::from(b)) {
        Some(Difference::Number)
    } else if a.group != b.group {
        Some(Difference::Group)
    } else if window(a) != window(b) {
        Some(Difference::Window)
    } else if differ(a.place.as_ref(), b.place.as_ref()) {
        Some(Difference::Place)
    } else if other_day(a.asof.as_deref(), b.asof.as_deref()) {
        Some(Difference::Day)
    } else {
        None
    }
}

/// What a window says, wherever it stands on its page.
fn window(figure: &Figure) -> Option<impl PartialEq> {
    figure.window.as_ref().map(|w| (w.kind, w.since.clone(), w.event, w.hours))
}

fn of_events(a: &Event, b: &Event) -> Option<Difference> {
    let set = |ids: &[EntityId]| ids.iter().cloned().collect::<std::collections::BTreeSet<_>>();
    if (a.event_type, a.what, a.term) != (b.event_type, b.what, b.term) {
        Some(Difference::What)
    } else if set(&a.actors) != set(&b.actors) || set(&a.targets) != set(&b.targets) {
        Some(Difference::Actors)
    } else if differ(a.place.as_ref(), b.place.as_ref()) {
        Some(Difference::Place)
    } else if other_day(a.date.as_deref(), b.date.as_deref()) {
        Some(Difference::Day)
    } else {
        None
    }
}

/// Quotations and statements: the same words by the same speaker.
fn of_words(a: &Claim, b: &Claim) -> Option<Difference> {
    let speaker = |c: &Claim| c.attribution.first().map(|a| a.id.clone());
    if speaker(a) != speaker(b) {
        Some(Difference::Speaker)
    } else if isnad_lexicon::fold::fold_key(&a.exact) != isnad_lexicon::fold::fold_key(&b.exact) {
        Some(Difference::Words)
    } else {
        None
    }
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// Whether two times cannot be the same: as finely as the coarser of them says.
fn other_day(a: Option<&str>, b: Option<&str>) -> bool {
    a.zip(b).is_some_and(|(a, b)| !a.starts_with(b) && !b.starts_with(a))
}
