//! An article's text as annotations are looked up in it: any white space is one space.

use isnad_model::Span;

/// A text with runs of white space made one space, and the way from the old code points to the new.
#[derive(Debug, Default)]
pub struct Flat {
    text: String,
    /// Byte of each code point of `text`, and its length.
    bytes: Vec<usize>,
    /// For each code point of the source, and one past the last: its code point here.
    at: Vec<usize>,
}

/// White space made one space, none at the ends.
fn squeezed(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Flat {
    /// Flattens a text.
    pub fn new(source: &str) -> Self {
        let mut flat = Flat::default();
        let mut space = false;
        for c in source.chars() {
            flat.at.push(flat.bytes.len());
            if !(c.is_whitespace() && space) {
                flat.bytes.push(flat.text.len());
                flat.text.push(if c.is_whitespace() { ' ' } else { c });
            }
            space = c.is_whitespace();
        }
        flat.at.push(flat.bytes.len());
        flat.bytes.push(flat.text.len());
        flat
    }

    /// Every spot where a surface stands.
    pub fn spots(&self, surface: &str) -> Vec<Span> {
        let want = squeezed(surface);
        let Some(first) = want.chars().next() else { return Vec::new() };
        let length = want.chars().count();
        let mut spots = Vec::new();
        let mut from = 0;
        while let Some(found) = self.text[from..].find(&want) {
            let start = self.bytes.partition_point(|b| *b < from + found);
            spots.push(Span { start, end: start + length });
            from += found + first.len_utf8();
        }
        spots
    }

    /// Where a surface stands for the `nth` time, counted from 1; the first time where none is said.
    pub fn find(&self, surface: &str, nth: Option<usize>) -> Option<Span> {
        self.spots(surface).into_iter().nth(nth.unwrap_or(1).saturating_sub(1))
    }

    /// A span of the source here.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let last = self.at.len().checked_sub(1)?;
        (start <= end && end <= last + 1).then(|| Span { start: self.at[start.min(last)], end: self.at[end.min(last)] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_kind_is_one_space() {
        let flat = Flat::new("سقط  قتيل\n\nوسقط قتيل");
        assert_eq!(flat.find("سقط قتيل", None), Some(Span { start: 0, end: 8 }));
        assert_eq!(flat.find("قتيل وسقط", None), Some(Span { start: 4, end: 13 }));
        assert_eq!(flat.find("قتيل", Some(2)), Some(Span { start: 14, end: 18 }));
        assert_eq!(flat.find("قتيل", Some(3)), None);
        assert_eq!(flat.spots("").len(), 0);
    }

    #[test]
    fn spans_of_the_source_are_found_again() {
        let flat = Flat::new("سقط  قتيل");
        assert_eq!(flat.span(5, 9), flat.find("قتيل", None));
        assert_eq!(flat.span(9, 5), None);
        assert_eq!(flat.span(0, 30), None);
    }
}
