//! Ordinals: الخامس، الحادي والعشرون، الخامسة بعد المئة.

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{NumberLinkPart, NumberPart};

use super::cardinal::Cardinal;
use super::words::Words;
use super::{NumberKind, Read};

impl Words<'_> {
    /// An ordinal with the ten or the tens behind it.
    pub fn ordinal(&self, at: usize, value: f64, prefix: Prefix) -> Read {
        let mut end = at + 1;
        let mut value = value;
        if self.next_is(end, NumberPart::Ten).is_some() {
            value += 10.0;
            end += 1;
        } else if prefix.contains(Prefix::ARTICLE)
            && let Some((tens, after)) = self.joined_is(end, NumberPart::Tens)
        {
            value += tens;
            end = after;
        }
        // الخامسة والعشرون بعد المئة
        if let Some(start) = self.link(end, NumberLinkPart::After)
            && self.is_definite(start)
            && let Some(beyond) = self.cardinal(start, false).filter(|beyond| beyond.value >= 100.0)
        {
            value += beyond.value;
            end = beyond.end;
        }
        Read::new(at..end, NumberKind::Ordinal, value)
    }

    /// «الواحد والعشرون», «المئة والخامسة»: a cardinal that is an ordinal.
    pub fn ordinal_of_cardinal(&self, at: usize, cardinal: &Cardinal) -> Option<Read> {
        let (part, _, prefix) = self.word(at, false)?;
        if !prefix.contains(Prefix::ARTICLE) {
            return None;
        }
        if matches!(part, NumberPart::Unit | NumberPart::Eleven) {
            let tens = cardinal.value > 10.0 && cardinal.value < 100.0;
            return tens.then(|| Read::new(at..cardinal.end, NumberKind::Ordinal, cardinal.value));
        }
        let (start, together) = self.joined(cardinal.end);
        let (next, value, prefix) = self.word(start, together)?;
        if cardinal.value < 100.0 || next != NumberPart::Ordinal || !prefix.contains(Prefix::ARTICLE) {
            return None;
        }
        let rest = self.ordinal(start, value, prefix);
        Some(Read::new(at..rest.tokens.end, NumberKind::Ordinal, cardinal.value + rest.value))
    }
}
