//! Which words of a sentence may be cues.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Cue, Frame};

use super::scene::Scene;

/// The grammatical kind of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// قال، يقول
    Verb,
    /// قائلاً، مؤكداً
    Participle,
    /// قوله، تأكيده
    Masdar,
    /// بحسب، وفقاً لـ
    Source,
    /// نقلت … عن …
    Relay,
}

/// A cue as it stands in a sentence.
#[derive(Clone, Debug)]
pub struct CueRead<'a> {
    pub tokens: Range<usize>,
    pub entry: &'a Cue,
    pub kind: CueKind,
    pub features: Features,
    pub prefix: Prefix,
    /// Whether a pronoun is attached: دعتها.
    pub pronoun: bool,
}

/// The cues of a sentence in order. Words inside quotations report nothing to the page; nor do words
/// inside a name.
pub fn candidates<'a>(scene: &Scene<'a>, sentence: Range<usize>) -> Vec<CueRead<'a>> {
    let mut found: Vec<CueRead> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let inside_name = scene.actor_over(at).is_some();
        if inside_name || scene.quotation_over(at).is_some() {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        let mut best: Option<CueRead> = None;
        for hit in scene.document.hits.of(at, Subject::Cue) {
            let Some(entry) = scene.lexicon.tables.cues.get(hit.row()) else { continue };
            let Some(kind) = kind_of(hit.features, entry, hit.pronoun, hit.prefix) else { continue };
            let cue = CueRead { tokens: hit.tokens(), entry, kind, features: hit.features, prefix: hit.prefix, pronoun: hit.pronoun };
            let better = match &best {
                None => true,
                Some(b) => b.tokens.len() == cue.tokens.len() && rank(&cue) > rank(b),
            };
            if better {
                best = Some(cue);
            }
        }
        if let Some(cue) = best {
            next = cue.tokens.end;
            found.push(cue);
        }
        at = next;
    }
    found
}

/// Of two readings of the same words the one that is surer.
fn rank(cue: &CueRead) -> (bool, bool) {
    (cue.entry.certain, cue.kind == CueKind::Verb)
}

fn kind_of(features: Features, entry: &Cue, pronoun: bool, prefix: Prefix) -> Option<CueKind> {
    if entry.frames.contains(&Frame::Source) {
        return Some(CueKind::Source);
    }
    let verb = features.intersects(Features::PAST | Features::PRESENT);
    if entry.id == "relay" {
        return verb.then_some(CueKind::Relay);
    }
    if verb {
        Some(CueKind::Verb)
    } else if features.contains(Features::PARTICIPLE) {
        // «المؤكدة» is an adjective, «مؤكدا» a report.
        (!prefix.intersects(Prefix::ARTICLE | Prefix::PREPOSITION)).then_some(CueKind::Participle)
    } else if features.contains(Features::MASDAR) {
        // «قوله», «تأكيده»: the verbal noun reports only with its speaker attached.
        pronoun.then_some(CueKind::Masdar)
    } else {
        Some(CueKind::Participle)
    }
}
