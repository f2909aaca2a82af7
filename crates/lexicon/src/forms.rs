//! The forms of a lexicon as a hash table that lies in the compiled bytes as it is looked up.
//!
//! Beside every form stands every beginning of it that ends with a word, so that a text is matched word by word. A
//! slot has a byte of its form's hash, kept apart so that forms that are not there are told in the cache; the whole
//! hash, of 64 bits, which stands for the form; and what is known of it.

use std::borrow::Cow;

use xxhash_rust::xxh3::xxh3_64;

use crate::pack::PackError;

/// Bytes of a slot behind its tag: hash (8), value (4).
const SLOT: usize = 12;
/// Longer forms go on behind this one.
const MORE: u32 = 1 << 31;
/// No form ends here.
const NO_POSTINGS: u32 = MORE - 1;

/// What is known of the beginning of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where the postings begin, if a form ends here.
    pub postings: Option<u32>,
    /// Whether a longer form goes on behind it.
    pub more: bool,
}

/// The table.
#[derive(Clone)]
pub struct Forms {
    bytes: Cow<'static, [u8]>,
    slots: usize,
}

impl Forms {
    /// Lays out the forms, sorted and each with where its postings begin.
    pub fn build<'f>(forms: impl IntoIterator<Item = (&'f str, usize)>) -> Result<Vec<u8>, PackError> {
        let broken = |fault: &str| PackError::Compiled(fault.to_owned());
        let mut values: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
        for (form, postings) in forms {
            let postings = u32::try_from(postings).ok().filter(|p| *p < NO_POSTINGS).ok_or_else(|| broken("too many postings"))?;
            let value = values.entry(form).or_insert(NO_POSTINGS);
            *value = *value & MORE | postings;
            for (space, _) in form.match_indices(' ') {
                *values.entry(&form[..space]).or_insert(NO_POSTINGS) |= MORE;
            }
        }
        // Half as many again stay empty, so that a search soon comes to one.
        let slots = values.len() * 2 + 1;
        let mut bytes = vec![0; slots * (1 + SLOT)];
        for (form, value) in values {
            let hash = xxh3_64(form.as_bytes());
            let mut slot = first_slot(hash, slots);
            while bytes[slot] != 0 {
                let at = slots + slot * SLOT;
                if bytes[at..at + 8] == hash.to_le_bytes() {
                    return Err(broken("two forms have the same hash"));
                }
                slot = (slot + 1) % slots;
            }
            bytes[slot] = tag(hash);
            let at = slots + slot * SLOT;
            bytes[at..at + 8].copy_from_slice(&hash.to_le_bytes());
            bytes[at + 8..at + SLOT].copy_from_slice(&value.to_le_bytes());
        }
        Ok(bytes)
    }

    /// Loads what [`Forms::build`] laid out.
    pub fn load(bytes: Cow<'static, [u8]>) -> Result<Self, PackError> {
        let slots = bytes.len() / (1 + SLOT);
        // A search ends at an empty slot.
        let whole = bytes.len() == slots * (1 + SLOT) && bytes[..slots].contains(&0);
        if whole { Ok(Forms { bytes, slots }) } else { Err(PackError::Compiled("a broken table of forms".to_owned())) }
    }

    /// What is known of a folded spelling.
    pub fn get(&self, form: &str) -> Option<Known> {
        let hash = xxh3_64(form.as_bytes());
        let tag = tag(hash);
        let mut slot = first_slot(hash, self.slots);
        loop {
            let found = self.bytes[slot];
            if found == 0 {
                return None;
            }
            if found == tag {
                let at = self.slots + slot * SLOT;
                let (own, value) = self.bytes[at..at + SLOT].split_at(8);
                if own == hash.to_le_bytes() {
                    let value = value.try_into().map_or(NO_POSTINGS, u32::from_le_bytes);
                    let postings = value & !MORE;
                    return Some(Known { postings: (postings != NO_POSTINGS).then_some(postings), more: value & MORE != 0 });
                }
            }
            slot += 1;
            if slot == self.slots {
                slot = 0;
            }
        }
    }

    /// A hash of the whole table.
    pub fn hash(&self) -> u64 {
        xxh3_64(&self.bytes)
    }

    /// Bytes of the table.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// Where the search for a hash begins, by its upper bits.
fn first_slot(hash: u64, slots: usize) -> usize {
    ((u128::from(hash) * slots as u128) >> 64) as usize
}

/// The byte that stands for a hash, never 0, by its lower bits.
fn tag(hash: u64) -> u8 {
    (hash as u8).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_with_what_goes_on_behind_it() {
        let forms = Forms::load(Forms::build([("باب", 7), ("باب المندب", 0), ("دار", 12)]).unwrap().into()).unwrap();
        assert_eq!(forms.get("باب"), Some(Known { postings: Some(7), more: true }));
        assert_eq!(forms.get("باب المندب"), Some(Known { postings: Some(0), more: false }));
        assert_eq!(forms.get("دار"), Some(Known { postings: Some(12), more: false }));
        assert_eq!(forms.get("با"), None);
        assert_eq!(forms.get("المندب"), None);
        let lone = Forms::load(Forms::build([("بيت لحم", 3)]).unwrap().into()).unwrap();
        assert_eq!(lone.get("بيت"), Some(Known { postings: None, more: true }));
    }

    #[test]
    fn an_empty_table_and_a_broken_one() {
        let none: [(&str, usize); 0] = [];
        assert_eq!(Forms::load(Forms::build(none).unwrap().into()).unwrap().get("باب"), None);
        assert!(Forms::load(Cow::Borrowed(&[1; 26])).is_err());
        assert!(Forms::load(Cow::Borrowed(&[0; 5])).is_err());
    }
}
