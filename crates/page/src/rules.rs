//! What the packs say about pages, compiled for reading them.

use isnad_lexicon::Lexicon;
use isnad_lexicon::fold::fold;
use isnad_lexicon::subjects::{FurnitureScope, PageLabelKind, Subject};
use rustc_hash::FxHashMap;

use crate::main_text::names::Names;
use crate::phrases::{Found, Key, Phrases};

/// The rules by which pages are read: phrases of furniture, labels, names of a template's parts, and the
/// lexicon's agencies and reporting verbs.
#[derive(Debug)]
pub struct Rules<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) phrases: Phrases,
    pub(crate) names: Names,
    labels: FxHashMap<String, Vec<PageLabelKind>>,
}

impl<'a> Rules<'a> {
    /// The rules of a lexicon.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        let mut rules = Rules { lexicon, phrases: Phrases::default(), names: Names::default(), labels: FxHashMap::default() };
        lexicon.tables.boilerplate.iter().for_each(|row| rules.phrases.add(row));
        lexicon.tables.html_blocks.iter().for_each(|row| rules.names.add(row));
        for label in &lexicon.tables.page_labels {
            for form in &label.forms {
                rules.labels.entry(Key::of(form).joined().to_owned()).or_default().push(label.kind);
            }
        }
        rules
    }

    /// Whether the words are a label of a kind and nothing else.
    pub(crate) fn is_label(&self, words: &str, kind: PageLabelKind) -> bool {
        self.labels.get(words).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// Whether a text is nothing but names of agencies or outlets, with words such as «وكالات» between.
    pub(crate) fn is_credit(&self, text: &str) -> bool {
        let folded = fold(text);
        if folded.tokens.is_empty() || folded.tokens.len() > 40 {
            return false;
        }
        let mut covered = vec![false; folded.tokens.len()];
        for hit in self.lexicon.scan(&folded).all().iter().filter(|h| h.subject == Subject::Agency) {
            covered[hit.tokens()].fill(true);
        }
        let words: Vec<usize> = (0..folded.tokens.len()).filter(|t| folded.form(*t).chars().any(char::is_alphanumeric)).collect();
        let named = words.iter().filter(|w| covered[**w]).count();
        let label = |w: usize| {
            self.is_label(folded.form(w), PageLabelKind::Photo)
                || self.is_label(folded.form(w), PageLabelKind::PhotoSource)
                || self.is_label(folded.form(w), PageLabelKind::Byline)
        };
        named > 0 && words.iter().all(|w| covered[*w] || label(*w))
    }

    /// Whether a text names an agency or outlet.
    pub(crate) fn names_agency(&self, text: &str) -> bool {
        let folded = fold(text);
        self.lexicon.scan(&folded).all().iter().any(|h| h.subject == Subject::Agency)
    }

    /// Whether a text begins with a reporting verb or phrase.
    pub(crate) fn begins_with_cue(&self, text: &str) -> bool {
        let head: String = text.chars().take(60).collect();
        let folded = fold(&head);
        self.lexicon.scan(&folded).longest(0, Subject::Cue).is_some()
    }

    /// Whether a text begins with the name of a section or menu and a mark behind it: «العراق | …».
    pub(crate) fn opens_with_section(&self, text: &str) -> bool {
        let key = Key::of(text);
        let section = |f: &Found| matches!(f.scope, FurnitureScope::Head | FurnitureScope::Line) && key.mark_after(f.words);
        self.phrases.at_head(&key).any(|found| section(&found))
    }

    /// A writer's name without «كتب:» before it.
    pub(crate) fn without_byline_label<'t>(&self, text: &'t str) -> &'t str {
        let key = Key::of(text);
        let labelled = self.is_label(key.word(0), PageLabelKind::Byline);
        let name = if labelled { text.get(key.end_of(1)..).unwrap_or_default() } else { text };
        name.trim_matches(|c: char| !c.is_alphanumeric())
    }
}
