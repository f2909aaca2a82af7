use isnad_model::Span;

/// Turns bytes of a text into code points, in constant time.
#[derive(Clone, Debug)]
pub struct Offsets {
    /// Code points before every 32nd byte.
    marks: Vec<u32>,
}

const STEP: usize = 32;

impl Offsets {
    /// Counts a text's code points.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(count);
            // A chunk's count fits a byte, so that many are compared at once.
            count += u32::from(chunk.iter().map(|b| u8::from(is_lead(*b))).sum::<u8>());
        }
        marks.push(count);
        Offsets { marks }
    }

    /// Code points before a byte, which must be on a character's boundary.
    pub fn code_point(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let mark = byte / STEP;
        let before = self.marks.get(mark).copied().unwrap_or(0) as usize;
        before + text.as_bytes()[(mark * STEP).min(byte)..byte].iter().filter(|b| is_lead(**b)).count()
    }

    /// A range of bytes as a span of code points.
    pub fn span(&self, text: &str, bytes: std::ops::Range<usize>) -> Span {
        Span { start: self.code_point(text, bytes.start), end: self.code_point(text, bytes.end) }
    }
}

fn is_lead(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_the_standard_library_does(text in "\\PC{0,300}") {
            let offsets = Offsets::new(&text);
            for (at, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.code_point(&text, byte), at);
            }
            prop_assert_eq!(offsets.code_point(&text, text.len()), text.chars().count());
        }
    }
}
