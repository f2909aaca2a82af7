//! Lines that say when a page was put out: «الأحد 12 مارس 2023 - 14:05», «نشر في: 12/3/2023», «منذ ساعتين».
//!
//! They are no part of the article. What day they name is read where times are read; here they are told from text
//! and put in the order in which they are to be trusted.

use isnad_lexicon::Subject;
use isnad_lexicon::fold::{Folded, TokenKind, fold};
use isnad_lexicon::subjects::{PageLabelKind, TimePart};
use isnad_model::RemovalReason;

use crate::furniture;
use crate::piece::{End, Piece};
use crate::rules::Rules;

/// The most words of such a line, and of what stands in it beside the date.
const WORDS: usize = 18;
const BESIDE: usize = 3;
/// The most words beside the date behind a label such as «تم تحديث هذه المقالة في».
const LABELLED: usize = 6;

/// A line that dates the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    at: usize,
    label: Option<Label>,
}

/// What is said of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Published,
    Updated,
}

/// Marks the lines and gives those that hold a full date.
pub fn mark(pieces: &mut [Piece], first_prose: usize, rules: &Rules) -> Vec<Stamp> {
    let mut found = Vec::new();
    for (at, piece) in pieces.iter_mut().enumerate() {
        let short = at < first_prose && piece.words <= 5;
        let digits = || piece.text.chars().any(char::is_numeric);
        if piece.words > WORDS || piece.kind.is_some() && !piece.kept() || !(short || digits()) {
            continue;
        }
        let Some(line) = Line::read(&piece.text, rules) else { continue };
        if line.is_stamp(piece, at < first_prose, rules) {
            piece.remove(RemovalReason::Navigation);
            // «— سالم (@salem) November 19, 2025»: the day of a post within the page.
            if line.dated && !piece.text.contains('@') {
                found.push(Stamp { at, label: line.label });
            }
        }
    }
    found
}

/// The lines' texts, the most trustworthy first: what is labelled as the day of publication, what stands at the title
/// or the text, what is labelled otherwise. A date of the masthead dates the visit, not the page.
pub fn by_trust(pieces: &[Piece], stamps: &[Stamp], rules: &Rules) -> Vec<String> {
    let is_stamp = |i: usize| stamps.iter().any(|s| s.at == i);
    let at_text = |i: &usize| {
        let piece = &pieces[*i];
        piece.kept() && (piece.words >= 3 || piece.end == End::Colon || furniture::stays(piece, rules))
    };
    let passable = |i: &usize| is_stamp(*i) || pieces[*i].removed == Some(RemovalReason::ShareBar);
    let near = |at: usize| {
        let below = (at + 1..pieces.len()).find(|i| !passable(i)).filter(at_text);
        let above = (0..at).rev().find(|i| !passable(i)).filter(at_text);
        below.is_some() || above.is_some()
    };
    let mut ranked: Vec<(usize, &Stamp)> = stamps
        .iter()
        .filter_map(|stamp| match stamp.label {
            Some(Label::Published) => Some((0, stamp)),
            None => near(stamp.at).then_some((1, stamp)),
            Some(Label::Updated) => Some((2, stamp)),
        })
        .collect();
    ranked.sort_by_key(|(rank, stamp)| (*rank, stamp.at));
    ranked.into_iter().map(|(_, stamp)| pieces[stamp.at].text.clone()).collect()
}

/// Whether a text is a day with an hour and minutes, or a labelled day, and little else.
pub fn dates_to_the_minute(text: &str, rules: &Rules) -> bool {
    if !text.chars().any(char::is_numeric) {
        return false;
    }
    let Some(piece) = Piece::new(text, None).filter(|p| p.words <= WORDS) else { return false };
    Line::read(&piece.text, rules)
        .is_some_and(|line| line.dated && (line.clock || line.label.is_some()) && line.is_stamp(&piece, false, rules))
}

/// What the words of a line are.
#[derive(Default)]
struct Line {
    label: Option<Label>,
    dated: bool,
    clock: bool,
    /// Words that have nothing to do with time.
    beside: usize,
    /// Whether a mark stands between these and the date, wherever they meet.
    parted: bool,
    /// Whether a place or an agency is among them.
    named: bool,
    /// Whether an agency or channel is.
    carried: bool,
    /// Whether the line begins with its date.
    leads: bool,
}

impl Line {
    /// Reads a line that names a date, an hour, or how long ago.
    fn read(text: &str, rules: &Rules) -> Option<Line> {
        let folded = fold(text);
        let hits = rules.lexicon.scan(&folded);
        let mut line = Line { parted: true, ..Line::default() };
        let mut of_time: Vec<bool> = folded.tokens.iter().map(|t| t.kind == TokenKind::Digits).collect();
        let mut counts = of_time.clone();
        let (mut month, mut weekday, mut since, mut unit) = (false, false, false, false);
        for hit in hits.all() {
            let Some(word) = rules.lexicon.tables.time_word(hit) else {
                if hit.subject == Subject::NumberWord {
                    counts[hit.tokens()].fill(true);
                }
                continue;
            };
            match word.part {
                TimePart::Month | TimePart::HijriMonth => month = true,
                TimePart::Weekday => weekday = true,
                TimePart::Published => {
                    let label = if word.value == 0 { Label::Published } else { Label::Updated };
                    line.label = Some(line.label.map_or(label, |l| l.min(label)));
                }
                TimePart::Since | TimePart::Ago => since = true,
                part if UNITS.contains(&part) => unit = true,
                part if BETWEEN.contains(&part) => {}
                _ => continue,
            }
            of_time[hit.tokens()].fill(true);
        }
        line.clock = has_clock(&folded);
        line.dated = has_date(&folded, month);
        let ago = since && unit && !line.dated;
        let mut before = None;
        for (at, token) in folded.tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Word | TokenKind::Digits => {
                    // A lone letter is the T of 2023-09-20T13:05, or what is left of a sign.
                    let beside = !(of_time[at] || ago && counts[at]) && folded.form(at).chars().count() > 1;
                    line.beside += usize::from(beside);
                    line.named |= beside && hits.at(at).iter().any(|h| matches!(h.subject, Subject::Place | Subject::Agency));
                    line.carried |= beside && hits.at(at).iter().any(|h| h.subject == Subject::Agency);
                    line.leads |= at == 0 && !beside;
                    line.parted &= before.is_none_or(|b| b == beside);
                    before = Some(beside);
                }
                TokenKind::Mark | TokenKind::Break => before = None,
            }
        }
        (line.dated || line.clock || ago || weekday && line.beside == 0).then_some(line)
    }

    fn is_stamp(&self, piece: &Piece, above: bool, rules: &Rules) -> bool {
        // «3 مارس 2024: النخيل تغرق»: what happened on that day.
        let tells = self.leads && self.dated && self.beside > 0 && piece.text.contains(": ");
        if tells && self.label.is_none() || piece.end == End::Stop && self.label.is_none() || piece.text.contains(['«', '"', '“']) {
            return false;
        }
        // «— Harbour Office (@harbour) March 23, 2023»: the foot of a post.
        if self.dated && piece.text.starts_with(['—', '–']) && piece.text.contains("(@") {
            return true;
        }
        if !self.dated {
            // «منذ ساعتين», «الساعة 14:05», «الأحد 14:05»
            // «آخر تحديث: 04:18 (توقيت مكة)»
            return above && self.beside == 0 || self.label.is_some() && self.beside <= 1 + usize::from(self.clock);
        }
        // «كتبها سامي الراوي بتاريخ 2018/10/26»
        if self.label.is_some() || above && rules.is_label(piece.key.word(0), PageLabelKind::Byline) {
            return self.beside <= LABELLED;
        }
        // «بيروت 20 أيلول 2023 (أ ف ب)» is a dateline; «العراق | 20 أيلول 2023» a section's name with a date.
        let section = || self.parted && rules.opens_with_section(&piece.text);
        // «20.11.2025, وكالة الميناء»: a dateline begins with its place.
        let carrier = self.leads && self.carried && self.parted && self.beside <= BESIDE;
        self.beside == 0 || carrier || self.beside <= BESIDE && (self.parted || self.clock) && (!self.named || section())
    }
}

/// Units that tell how long ago.
const UNITS: [TimePart; 7] = [
    TimePart::UnitSecond,
    TimePart::UnitMinute,
    TimePart::UnitHour,
    TimePart::UnitDay,
    TimePart::UnitWeek,
    TimePart::UnitMonth,
    TimePart::UnitYear,
];
/// What stands beside a date and a clock time.
const BETWEEN: [TimePart; 14] = [
    TimePart::HourWord,
    TimePart::DayPart,
    TimePart::DayPartLetter,
    TimePart::DaySuffix,
    TimePart::Moment,
    TimePart::Zone,
    TimePart::LocalZone,
    TimePart::Era,
    TimePart::HijriEra,
    TimePart::In,
    TimePart::Of,
    TimePart::Equals,
    TimePart::DayWord,
    TimePart::YearWord,
];

/// A number of the line with its token, where digits follow one another by marks alone.
fn numbers(folded: &Folded) -> Vec<(usize, usize, i32)> {
    let of = |at: usize| folded.form(at).parse::<i32>().ok().map(|value| (at, folded.form(at).len(), value));
    (0..folded.tokens.len()).filter(|at| folded.tokens[*at].kind == TokenKind::Digits).filter_map(of).collect()
}

fn is_year(length: usize, value: i32) -> bool {
    length == 4 && ((1900..=2100).contains(&value) || (1300..=1500).contains(&value))
}

/// Whether a day, a month and a year stand in the line.
fn has_date(folded: &Folded, month: bool) -> bool {
    let numbers = numbers(folded);
    let day = |(_, length, value): &(usize, usize, i32)| *length <= 2 && (1..=31).contains(value);
    if month {
        return numbers.iter().any(|(_, length, value)| is_year(*length, *value)) && numbers.iter().any(day);
    }
    numbers.windows(3).any(|w| {
        let joined = w[0].0 + 2 == w[1].0 && w[1].0 + 2 == w[2].0;
        let mark = |at: usize| matches!(folded.form(at), "/" | "-" | "." | "\\");
        let year_at_end = day(&w[0]) && is_year(w[2].1, w[2].2);
        let year_first = is_year(w[0].1, w[0].2) && day(&w[2]);
        joined && mark(w[0].0 + 1) && mark(w[1].0 + 1) && day(&w[1]) && (year_at_end || year_first)
    })
}

/// Whether an hour with its minutes stands in the line.
fn has_clock(folded: &Folded) -> bool {
    numbers(folded).windows(2).any(|w| w[0].0 + 2 == w[1].0 && folded.form(w[0].0 + 1) == ":" && w[0].2 < 24 && w[1].1 == 2 && w[1].2 < 60)
}
