//! A page with its claims in place, what was removed from it, and each claim with its chain.

use isnad_model::{Article, BlockKind, Claim, ClaimRef, Fields};

use super::{Item, Shown};

/// A page as its reader judges it.
pub struct PageText {
    /// Language of the page.
    pub language: String,
    /// The text, block by block.
    pub blocks: Vec<TextBlock>,
    /// What was taken out: the reason and the words.
    pub removed: Vec<(String, String)>,
    /// The claims, in the order of the text.
    pub claims: Vec<Item>,
}

/// A block of the text.
pub struct TextBlock {
    /// Whether it is the title, a heading or running text.
    pub kind: BlockKind,
    /// Stretches that the same claims cover.
    pub pieces: Vec<TextPiece>,
}

impl TextBlock {
    /// Whether it is the page's title.
    pub fn is_title(&self) -> bool {
        self.kind == BlockKind::Headline
    }

    /// Whether it is a heading within the text.
    pub fn is_heading(&self) -> bool {
        self.kind == BlockKind::Subhead
    }

    /// Whether it stands under a picture.
    pub fn is_caption(&self) -> bool {
        self.kind == BlockKind::Caption
    }
}

/// A stretch of the text.
pub struct TextPiece {
    /// The characters.
    pub text: String,
    /// The kind of the narrowest claim that covers it.
    pub kind: String,
    /// Where that claim is shown; empty where none covers it.
    pub address: String,
}

impl Shown<'_> {
    /// The page of this article.
    pub(crate) fn page_text(&self, article: &Article) -> PageText {
        let text: Vec<char> = article.text.chars().collect();
        let blocks = article.blocks.iter().map(|block| TextBlock {
            kind: block.kind,
            pieces: self.pieces(article, &text, block.start.min(text.len()), block.end.min(text.len())),
        });
        PageText {
            language: article.language.clone(),
            blocks: blocks.collect(),
            removed: article.removed.iter().map(|r| (self.language.name_of(&r.reason), r.text.clone())).collect(),
            claims: article.claims.iter().map(|claim| self.page_claim(article, claim)).collect(),
        }
    }

    fn pieces(&self, article: &Article, text: &[char], start: usize, end: usize) -> Vec<TextPiece> {
        let inside: Vec<&Claim> = article.claims.iter().filter(|c| c.start < end && start < c.end).collect();
        let mut cuts: Vec<usize> = inside.iter().flat_map(|c| [c.start.max(start), c.end.min(end)]).chain([start, end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let pieces = cuts.windows(2).map(|cut| {
            let narrowest = inside.iter().filter(|c| c.start <= cut[0] && cut[1] <= c.end).min_by_key(|c| c.end - c.start);
            TextPiece {
                text: text[cut[0]..cut[1]].iter().collect(),
                kind: narrowest.map(|c| kind(c)).unwrap_or_default(),
                address: narrowest.map(|c| self.address(article, c)).unwrap_or_default(),
            }
        });
        pieces.collect()
    }

    /// A claim with what it says and its chain.
    pub(crate) fn page_claim(&self, article: &Article, claim: &Claim) -> Item {
        let reference = ClaimRef { page: article.source.clone(), claim: claim.id.clone() };
        Item {
            lead: self.language.name_of(&claim.kind.fact()),
            text: self.fields(&Fields::of(claim)),
            notes: Vec::new(),
            proof: self.proof(&[reference]),
        }
    }

    fn address(&self, article: &Article, claim: &Claim) -> String {
        self.links.claim(&article.source, &claim.id).unwrap_or_default()
    }
}

fn kind(claim: &Claim) -> String {
    isnad_model::written(&claim.kind.fact()).unwrap_or_default()
}
