//! Fractions: halves and fifths, parts of a whole, ratios, and what is added to a whole number.

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{NumberLinkPart, NumberPart, TimePart};

use super::cardinal::Cardinal;
use super::words::Words;
use super::{NumberKind, Read};

impl Words<'_> {
    /// «نصف», «نصف مليون»
    pub fn fraction(&self, at: usize, value: f64) -> Read {
        match self.next_is(at + 1, NumberPart::Scale) {
            Some(scale) => Read::new(at..at + 2, NumberKind::Cardinal, value * scale),
            None => Read::new(at..at + 1, NumberKind::Fraction, value),
        }
    }

    /// «خمس السكان»: a word that is a fraction before its whole, and a number before what it counts.
    pub fn fraction_of_whole(&self, at: usize) -> Option<Read> {
        let joined = self.word(at, false).is_none();
        let (.., prefix) = self.word(at, joined)?;
        let mut value = self.is(at, joined, NumberPart::AmbiguousFraction).filter(|_| !prefix.contains(Prefix::ARTICLE))?;
        let mut whole = at + 1;
        // خمس خمس العشرين
        if let Some(part) = self.is(whole, false, NumberPart::AmbiguousFraction).filter(|_| !self.is_definite(whole)) {
            value *= part;
            whole += 1;
        }
        if !self.is_definite(whole) || self.is_span_of_time(whole) {
            return None;
        }
        match self.cardinal(whole, false) {
            Some(number) => Some(Read::new(at..number.end, NumberKind::Fraction, value * number.value)),
            None => Some(Read::new(at..whole, NumberKind::Fraction, value)),
        }
    }

    /// «خمس السنوات الماضية» counts years.
    fn is_span_of_time(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::TimeWord).any(|hit| {
            self.lexicon.tables.time_word(hit).is_some_and(|word| {
                !matches!(word.value, 1 | 2)
                    && matches!(
                        word.part,
                        TimePart::UnitSecond
                            | TimePart::UnitMinute
                            | TimePart::UnitHour
                            | TimePart::UnitDay
                            | TimePart::UnitWeek
                            | TimePart::UnitMonth
                            | TimePart::UnitYear
                            | TimePart::UnitDecade
                            | TimePart::UnitCentury
                    )
            })
        })
    }

    /// «جزء من عشرين جزءا», «جزء من المليون»: one of many parts.
    pub fn share_alone(&self, at: usize) -> Option<Read> {
        let start = self.link(at, NumberLinkPart::Share)?;
        let below = self.cardinal(start, false).filter(|below| below.value >= 2.0)?;
        let parts = self.link(below.end, NumberLinkPart::SharePlural);
        let usual = below.end == start + 1 && below.value >= 100.0 && (self.is_definite(start) || self.is_close(below.end));
        (parts.is_some() || usual).then(|| Read::new(at..parts.unwrap_or(below.end), NumberKind::Fraction, 1.0 / below.value))
    }

    /// A cardinal with the fraction behind it.
    pub fn with_fractions(&self, at: usize, cardinal: Cardinal) -> Read {
        let Cardinal { value, end, scale, .. } = cardinal;
        self.parts(at, value, end)
            .or_else(|| self.plus_fraction(at, value, end))
            .or_else(|| self.divided(at, value, end))
            .or_else(|| self.ratio(at, &cardinal))
            .unwrap_or(Read { scale, ..Read::new(at..end, NumberKind::Cardinal, value) })
    }

    /// «ثلاثة أرباع», «واحد وعشرون خمسا», «مئة وثلاثة أرباع»
    fn parts(&self, at: usize, value: f64, end: usize) -> Option<Read> {
        let of = |value| Some(Read::new(at..end + 1, NumberKind::Fraction, value));
        if let Some(part) = self.next_is(end, NumberPart::FractionPlural) {
            // The last unit counts the parts: a hundred and three quarters.
            let unit = value % 100.0;
            let added = value > 100.0 && (1.0..=10.0).contains(&unit);
            return of(if added { value - unit + unit * part } else { value * part });
        }
        let several = value > 10.0 && value < 1000.0 && !self.is_digits(end - 1) && self.word(end + 1, false).is_none();
        let part = self.next_is(end, NumberPart::AmbiguousFraction).filter(|_| several)?;
        of(value * part)
    }

    /// «خمسة ونصف», «عشرون وثلاثة أخماس»
    fn plus_fraction(&self, at: usize, value: f64, end: usize) -> Option<Read> {
        if let Some((part, after)) = self.joined_is(end, NumberPart::Fraction)
            && value.fract() == 0.0
            && self.next_is(after, NumberPart::Scale).is_none()
        {
            return Some(Read::new(at..after, NumberKind::Cardinal, value + part));
        }
        let (start, together) = self.joined(end);
        // «عشرون وخمس»: five and twenty are joined the other way round.
        if value % 100.0 >= 10.0
            && !self.is_digits(end - 1)
            && let Some(part) = self.is(start, together, NumberPart::AmbiguousFraction)
            && self.is_close(start + 1)
        {
            return Some(Read::new(at..start + 1, NumberKind::Cardinal, value + part));
        }
        let (parts, after) = self.below_thousand(start, together).filter(|_| together || start > end)?;
        let part = self.next_is(after, NumberPart::FractionPlural)?;
        Some(Read::new(at..after + 1, NumberKind::Cardinal, value + parts * part))
    }

    /// «7/10», «2 1/4»
    fn divided(&self, at: usize, value: f64, end: usize) -> Option<Read> {
        if let Some((below, after)) = self.divisor(end) {
            return Some(Read::new(at..after, NumberKind::Fraction, value / below));
        }
        let (above, middle) = self.digits(end).filter(|_| value.fract() == 0.0)?;
        let (below, after) = self.divisor(middle).filter(|(below, _)| above < *below)?;
        Some(Read::new(at..after, NumberKind::Fraction, value + above / below))
    }

    /// «واحد من مئة», «اثنان من كل خمسة», «واحد على عشرين», «عشرون جزءا من خمسة وعشرين»
    fn ratio(&self, at: usize, above: &Cardinal) -> Option<Read> {
        let end = above.end;
        let read =
            |below: &Cardinal| (below.value != 0.0).then(|| Read::new(at..below.end, NumberKind::Fraction, above.value / below.value));
        if let Some(start) = self.link(end, NumberLinkPart::OfEvery) {
            return read(&self.cardinal(start, false)?);
        }
        if let Some(start) = self.link(end, NumberLinkPart::Share) {
            let mut below = self.cardinal(start, false)?;
            below.end = self.link(below.end, NumberLinkPart::SharePlural).unwrap_or(below.end);
            // «مئتان وثلاثة أجزاء من مئة»: three parts, and two hundred.
            let part = above.value % 100.0;
            if above.value > below.value && part > 0.0 && part < below.value {
                return Some(Read::new(at..below.end, NumberKind::Cardinal, above.value - part + part / below.value));
            }
            return read(&below);
        }
        // «خمسة من عشرة جنود», «3 على 5 طرق», «واحد في 2020» count.
        let among = |part| {
            let start = self.link(end, part)?;
            let below = self.cardinal(start, false).filter(|below| above.value < below.value && above.value.fract() == 0.0)?;
            let definite = self.word(start, false).is_some_and(|(.., prefix)| prefix.contains(Prefix::ARTICLE));
            let one = above.value == 1.0 && !self.is_counted(below.end);
            let words = !self.is_digits(start);
            let fits = match part {
                NumberLinkPart::Over => (one || self.is_close(below.end)) && !definite,
                NumberLinkPart::In => one && words && (self.is_close(below.end) || definite && below.value >= 1000.0),
                _ => (one || words && self.is_close(below.end)) && !self.is_digits(at) && !definite,
            };
            fits.then_some(below)
        };
        read(&[NumberLinkPart::Over, NumberLinkPart::Of, NumberLinkPart::In].into_iter().find_map(among)?)
    }
}
