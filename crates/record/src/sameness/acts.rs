//! Whether the words of two events tell one act: «killed» and «wounded» are both assaults, «attacked» and «seized» both operations.

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::subjects::Subject;
use isnad_lexicon::{Hit, Lexicon};
use isnad_model::EventType;
use isnad_text::Document;

use super::units::skeleton;

/// Letters of a word within another that are no chance.
const ENOUGH: usize = 3;

/// The word that tells an event.
struct Act {
    /// Its senses that a pack knows.
    senses: Vec<usize>,
    /// It and what belongs to it, as skeletons.
    strong: String,
}

/// Whether the characters of two events of a type tell one act: their words share a sense, or one is a form of the other. It errs
/// towards no.
pub fn same_act(a: &str, b: &str, event_type: EventType, lexicon: &Lexicon) -> bool {
    let (Some(a), Some(b)) = (act(a, event_type, lexicon), act(b, event_type, lexicon)) else { return false };
    let within = |short: &str, long: &str| short == long || short.chars().count() >= ENOUGH && long.contains(short);
    a.senses.iter().any(|sense| b.senses.contains(sense)) || within(&a.strong, &b.strong) || within(&b.strong, &a.strong)
}

/// The first word that tells such an event, else the first word.
fn act(exact: &str, event_type: EventType, lexicon: &Lexicon) -> Option<Act> {
    let document = Document::new(exact, lexicon);
    let tells = |hit: &&Hit| lexicon.tables.triggers.get(hit.row()).is_some_and(|t| t.event_type == event_type);
    let told = (0..document.len()).find_map(|at| document.hits.of(at, Subject::Trigger).find(tells).map(Hit::tokens));
    let first = || (0..document.len()).find(|at| document.folded.tokens[*at].kind == TokenKind::Word).map(|at| at..at + 1);
    let tokens = told.or_else(first)?;
    let senses = tokens.clone().flat_map(|at| document.hits.of(at, Subject::Sense).map(Hit::row)).collect();
    Some(Act { senses, strong: tokens.map(|at| skeleton(document.form(at), lexicon)).collect() })
}
