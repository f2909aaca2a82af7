//! Vague words: عشرات، مئات الآلاف، بضعة آلاف.

use isnad_lexicon::subjects::NumberPart;

use super::cardinal::GREATEST;
use super::words::Words;
use super::{NumberKind, Read};

impl Words<'_> {
    /// Tens are 20 to 99, hundreds 200 to 999, a few 3 to 9: up to one below the next power of ten.
    pub fn vague(&self, at: usize) -> Option<Read> {
        let (part, value, _) = self.word(at, false).or_else(|| self.word(at, true))?;
        let mut low = if part == NumberPart::Vague { value } else { value * 2.0 };
        let mut end = at + 1;
        // بضعة عشر
        if value < 10.0 && self.next_is(end, NumberPart::Ten).is_some() {
            return Some(Read { upto: Some(19.0), ..Read::new(at..end + 1, NumberKind::Cardinal, 10.0 + value) });
        }
        // بضع مئات
        if value < 10.0
            && let Some(several) = self.next_is(end, NumberPart::Vague)
        {
            low *= several / 2.0;
            end += 1;
        }
        let scale = |at| self.next_is(at, NumberPart::ScalePlural).or_else(|| self.next_is(at, NumberPart::Scale));
        while let Some(scale) = scale(end).filter(|scale| low * scale <= GREATEST) {
            low *= scale;
            end += 1;
        }
        let magnitude = 10f64.powf((low / 2.0).log10().round());
        Some(Read { upto: Some(magnitude * 10.0 - 1.0), ..Read::new(at..end, NumberKind::Cardinal, low) })
    }
}
