//! Pages that stand before a page: robot checks and paywalls, told by the phrases of `packs/html/walls.tsv`.

use isnad_lexicon::Lexicon;
use isnad_lexicon::subjects::WallKind;

/// Bytes of a page that are looked through.
const HEAD: usize = 256 << 10;
/// The most bytes of a robot check that comes with status 200: a page of that many has something to read.
const CHECK: usize = 48 << 10;

/// Phrases that tell walls.
#[derive(Clone, Debug, Default)]
pub struct Walls(Vec<(WallKind, String)>);

impl Walls {
    /// The phrases of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let rows = lexicon.tables.walls.iter();
        Walls(rows.flat_map(|row| row.phrases.iter().map(|phrase| (row.kind, squeezed(phrase)))).collect())
    }

    /// Whether a page is a robot check; `status` is what it came with.
    pub fn robot_check(&self, page: &[u8], status: u16) -> bool {
        (status != 200 || page.len() <= CHECK) && self.has(WallKind::RobotCheck, page)
    }

    /// Whether a page says that the whole of it is for subscribers.
    pub fn paywall(&self, page: &[u8]) -> bool {
        self.has(WallKind::Paywall, page)
    }

    fn has(&self, kind: WallKind, page: &[u8]) -> bool {
        let head = squeezed(&String::from_utf8_lossy(&page[..page.len().min(HEAD)]));
        self.0.iter().any(|(of, phrase)| *of == kind && head.contains(phrase))
    }
}

/// Without spaces and in small letters: markup is written in many ways.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
