//! Whether two short texts report the same, by numbers, times, names and the order they stand in, negation, contraries, and what stands
//! in place of what.
//!
//! This is for what no list of measures knows: «twelve plants», «four billion». It errs towards no.

use isnad_lexicon::subjects::Subject;
use isnad_lexicon::{Hit, Lexicon};
use isnad_model::Mode;
use isnad_text::Document;

use super::units::{Unit, Units};

/// The part of the shorter text's units that the longer must have too.
const ENOUGH: f64 = 0.4;

/// A short text, read once for all that it is compared with.
pub struct Text {
    units: Units,
    /// How many of its words say that somebody denies something.
    denials: usize,
}

impl Text {
    /// Reads it.
    pub fn read(text: &str, lexicon: &Lexicon) -> Self {
        let document = Document::new(text, lexicon);
        let denies = |hit: &Hit| lexicon.tables.cues.get(hit.row()).is_some_and(|cue| cue.mode == Mode::Denied);
        let denials = (0..document.len()).filter(|at| document.hits.of(*at, Subject::Cue).any(denies)).count();
        Text { units: Units::read(text, lexicon), denials }
    }

    /// A clause with the people whom it counts, where it leaves that to its sentence: «12 people were killed and 40 hurt».
    pub fn clause(text: &str, sentence: &str, lexicon: &Lexicon) -> Self {
        let mut clause = Text::read(text, lexicon);
        let counted = |unit: &Unit| matches!(unit, Unit::Counted { .. });
        if !clause.units.all.iter().any(counted) {
            clause.units.all.extend(Units::read(sentence, lexicon).all.into_iter().filter(counted));
        }
        clause
    }

    /// Whether it names circumstances («in Sabha») and this place is none of them.
    pub fn is_elsewhere(&self, place: &str) -> bool {
        let mut there =
            self.units.all.iter().filter_map(|unit| if let Unit::Entity { id, aside: true } = unit { Some(id) } else { None }).peekable();
        there.peek().is_some() && !there.any(|id| id == place)
    }
}

/// Whether either text supports the other.
pub fn support(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let (a, b) = (Units::read(a, lexicon), Units::read(b, lexicon));
    compatible(&a, &b, lexicon) && alike(&a, &b) >= ENOUGH
}

/// Whether one text says the contrary of the other: it denies what the other does not, or has those whom both name in each other's roles.
pub fn contradict(a: &Text, b: &Text, lexicon: &Lexicon) -> bool {
    let denials = a.denials != b.denials;
    let (a, b) = (&a.units, &b.units);
    denials || a.negations != b.negations || contrary(a, b, lexicon) || contrary(b, a, lexicon) || !same_roles(&a.all, &b.all)
}

/// Whether a text has a number, a name, people who are counted or, unless it is `dated` otherwise, a time that none of the others has.
/// Names must be the same letter by letter: «محمد» is not «محمود». `known` are ids of those who are vouched for otherwise.
pub fn goes_beyond(text: &Text, others: &[&Text], known: &[&str], dated: bool) -> bool {
    let same = |unit: &Unit, other: &Unit| match (unit, other) {
        (Unit::Name(a, _), Unit::Name(b, _)) => a == b,
        (Unit::Name(..), _) => false,
        _ => other.same(unit),
    };
    let said = |unit: &Unit| others.iter().any(|other| other.units.all.iter().any(|u| same(unit, u)));
    text.units.all.iter().any(|unit| match unit {
        Unit::Entity { id, .. } => !known.contains(&id.as_str()) && !said(unit),
        Unit::Time(..) => !dated && !said(unit),
        Unit::Number(_) | Unit::Counted { .. } | Unit::Name(..) => !said(unit),
        Unit::Sense(_) | Unit::Word(_) => false,
    })
}

/// Whether places that both name as circumstances stand in another order: «in Derna 31 were killed, in Sabha 110 hurt».
pub fn reordered(a: &Text, b: &Text) -> bool {
    let there = |unit: &Unit| b.units.all.iter().position(|other| other.aside() && other.same(unit));
    let order: Vec<usize> = a.units.all.iter().filter(|unit| unit.aside()).filter_map(there).collect();
    !order.is_sorted()
}

/// Which part of the shorter text's units the longer has, wherever they stand.
fn alike(a: &Units, b: &Units) -> f64 {
    let (short, long) = if a.all.len() <= b.all.len() { (a, b) } else { (b, a) };
    let common = short.all.iter().filter(|u| long.all.iter().any(|v| u.same(v))).count();
    common as f64 / short.all.len().max(1) as f64
}

/// Whether nothing in the one speaks against the other, however much they have in common.
fn compatible(a: &Units, b: &Units, lexicon: &Lexicon) -> bool {
    a.negations == b.negations
        && numbers_agree(a, b)
        && one_within_the_other(a, b, |u| matches!(u, Unit::Entity { .. }))
        && one_within_the_other(a, b, |u| matches!(u, Unit::Time(..)))
        && !contrary(a, b, lexicon)
        && !contrary(b, a, lexicon)
        && same_roles(&a.all, &b.all)
        && !of_others(&a.all, &b.all)
        && !substituted(&a.all, &b.all)
}

/// One has no number that the other lacks, and they have one in common.
fn numbers_agree(a: &Units, b: &Units) -> bool {
    let count = |units: &Units| units.all.iter().filter(|u| matches!(u, Unit::Number(_))).count();
    (count(a) == 0) == (count(b) == 0) && one_within_the_other(a, b, |u| matches!(u, Unit::Number(_)))
}

/// Not each has a unit of a kind that the other lacks.
fn one_within_the_other(a: &Units, b: &Units, kind: impl Fn(&Unit) -> bool) -> bool {
    let within = |x: &Units, y: &Units| x.all.iter().filter(|u| kind(u)).all(|u| y.all.iter().any(|v| u.same(v)));
    within(a, b) || within(b, a)
}

/// Whether the one says the contrary of something that the other says and it does not.
fn contrary(a: &Units, b: &Units, lexicon: &Lexicon) -> bool {
    let id = |row: usize| lexicon.tables.senses.get(row).map(|s| s.id.as_str());
    a.senses().flatten().any(|row| {
        let contraries = lexicon.tables.senses.get(*row).map_or(&[][..], |s| &s.contrary);
        let says = |rows: &Vec<usize>| rows.iter().all(|r| id(*r).is_some_and(|i| contraries.iter().any(|c| c == i)));
        !b.senses().any(|rows| rows.contains(row)) && b.senses().any(says) && !a.senses().any(says)
    })
}

/// Whether those whom both name stand in the same order, mere circumstances («in Shusha») aside: Arabic puts who does something before
/// whom it is done to, whichever of verb and subject comes first. Where whole phrases have changed places, each keeps its neighbours;
/// where two have changed roles, each has the other's.
fn same_roles(a: &[Unit], b: &[Unit]) -> bool {
    let named: Vec<(usize, usize)> = a
        .iter()
        .enumerate()
        .filter(|(x, u)| u.names() && !a[..*x].iter().any(|v| v.same(u)))
        .filter_map(|(x, u)| Some((x, b.iter().position(|v| v.same(u))?)))
        .collect();
    named.iter().enumerate().all(|(at, (x, y))| {
        let aside = |p: usize, q: usize| a[p].aside() && b[q].aside();
        named[at + 1..].iter().all(|(p, q)| {
            let kept = neighbours(a, *x, b, *y) + neighbours(a, *p, b, *q);
            let exchanged = neighbours(a, *x, b, *q) + neighbours(a, *p, b, *y);
            y < q || aside(*x, *y) || aside(*p, *q) || kept > exchanged
        })
    })
}

/// How many neighbours a unit of the one text has in common with a unit of the other.
fn neighbours(a: &[Unit], x: usize, b: &[Unit], y: usize) -> usize {
    let same = |u: Option<&Unit>, v: Option<&Unit>| u.zip(v).is_some_and(|(u, v)| u.same(v));
    let before = x.checked_sub(1).zip(y.checked_sub(1)).is_some_and(|(x, y)| same(a.get(x), b.get(y)));
    usize::from(before) + usize::from(same(a.get(x + 1), b.get(y + 1)))
}

/// Whether the same word or number belongs to others in the two: «eight Turkish soldiers», «eight Syrian soldiers», «eight children».
fn of_others(a: &[Unit], b: &[Unit]) -> bool {
    let others = |m: &Unit, n: &Unit| match (m, n) {
        (Unit::Entity { .. }, Unit::Entity { .. }) => !m.same(n),
        (Unit::Counted { .. }, Unit::Counted { .. }) => m.rivals(n),
        _ => false,
    };
    let has = |units: &[Unit], u: &Unit| units.iter().any(|v| v.same(u));
    a.windows(2).any(|p| {
        let counts = matches!(p[0], Unit::Number(_));
        // Where both texts name both, a word may stand before either.
        b.windows(2).any(|q| p[0].same(&q[0]) && others(&p[1], &q[1]) && (counts || !has(a, &q[1]) || !has(b, &p[1])))
    })
}

/// The longest common sequence of two texts' units, as pairs of positions.
fn align(a: &[Unit], b: &[Unit]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for x in (0..a.len()).rev() {
        for y in (0..b.len()).rev() {
            best[x][y] = if a[x].same(&b[y]) { best[x + 1][y + 1] + 1 } else { best[x + 1][y].max(best[x][y + 1]) };
        }
    }
    let (mut x, mut y, mut pairs) = (0, 0, Vec::new());
    while x < a.len() && y < b.len() {
        if a[x].same(&b[y]) {
            pairs.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if best[x + 1][y] >= best[x][y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    pairs
}

/// Whether a name, number, time or group of the one stands where the other has another: between the same neighbours, or at the same
/// end, one or two that the other text has nowhere.
fn substituted(a: &[Unit], b: &[Unit]) -> bool {
    let matched = align(a, b);
    let mut edges = vec![(None, None)];
    edges.extend(matched.iter().map(|(x, y)| (Some(*x), Some(*y))));
    let after = |edge: Option<usize>| edge.map_or(0, |e| e + 1);
    edges.iter().enumerate().any(|(at, (x, y))| {
        let (end_x, end_y) = matched.get(at).copied().unwrap_or((a.len(), b.len()));
        let gap_a: Vec<&Unit> = a[after(*x)..end_x].iter().filter(|u| !b.iter().any(|v| v.same(u))).collect();
        let gap_b: Vec<&Unit> = b[after(*y)..end_y].iter().filter(|u| !a.iter().any(|v| v.same(u))).collect();
        let few = |gap: &[&Unit]| (1..=2).contains(&gap.len());
        few(&gap_a) && few(&gap_b) && gap_a.iter().any(|u| gap_b.iter().any(|v| u.rivals(v)))
    })
}
