//! A page's pieces and metadata put together.

use dom_query::Document;
use isnad_model::{Article, Block, BlockKind, Outlet, Removed};

use crate::metadata::{self, Metadata};
use crate::piece::Piece;
use crate::rules::Rules;
use crate::{
    Limits, PageError, Source, blocks, charset, depth, furniture, glued, language, main_text, outlet, plain_text, sniff, title_tail,
};

/// Reads a page: its clean text in blocks, its metadata, and what was removed and why. Credits, times,
/// mentions and claims are left empty.
///
/// # Errors
/// Where the bytes are no text, too many, or hold none.
pub fn read(bytes: &[u8], source: &Source, rules: &Rules, limits: &Limits) -> Result<Article, PageError> {
    if bytes.len() > limits.bytes {
        return Err(PageError::TooLarge { size: bytes.len(), limit: limits.bytes });
    }
    let domain = outlet::domain(source.path_or_url);
    let decoded = charset::decode(bytes, source.content_type, domain.as_deref())?;
    let html = sniff::is_html(&decoded.text, source.path_or_url, source.content_type);
    let (pieces, metadata) = if html {
        let document = Document::from(depth::bounded(&decoded.text, limits.depth));
        let main = main_text::read(&document, rules);
        let mut metadata = metadata::read(&document, source.path_or_url, main.heading.as_deref());
        if metadata.byline.is_empty() {
            metadata.byline = main.byline;
        }
        (main_or_stated(main.pieces, metadata.body.as_deref()), metadata)
    } else {
        (plain_text::pieces(&decoded.text), Metadata::default())
    };
    assemble(pieces, metadata, source, rules)
}

fn assemble(pieces: Vec<Piece>, metadata: Metadata, source: &Source, rules: &Rules) -> Result<Article, PageError> {
    let mut pieces = title_tail::part(glued::part(pieces, rules), rules);
    let titled = metadata.title.as_deref().is_some_and(|title| put_title(&mut pieces, title));
    let mut byline = metadata.byline;
    let told = furniture::mark(&mut pieces, rules);
    for name in told.byline {
        if !byline.contains(&name) {
            byline.push(name);
        }
    }
    let kept: Vec<&Piece> = pieces.iter().filter(|p| p.kept()).collect();
    if kept.is_empty() {
        return Err(PageError::NoText);
    }
    let kinds = blocks::kinds(&kept, titled, rules);
    let (text, blocks) = join(&kept, &kinds);
    let title = metadata.title.or_else(|| kept.iter().zip(&kinds).find(|(_, k)| **k == BlockKind::Headline).map(|(p, _)| p.text.clone()));
    let language = match language::language_of(&text) {
        "und" => metadata.language.unwrap_or_else(|| "und".to_owned()),
        told => told.to_owned(),
    };
    let blocks =
        blocks.into_iter().zip(&kept).map(|(block, piece)| Block { language: other_language(piece, &language), ..block }).collect();
    Ok(Article {
        source: source.path_or_url.to_owned(),
        id: format!("{:032x}", xxhash_rust::xxh3::xxh3_128(text.as_bytes())),
        outlet: Outlet { name: metadata.outlet, domain: metadata::domain(source.path_or_url, metadata.url.as_deref()) },
        url: metadata.url,
        title,
        byline,
        language,
        published: metadata.published,
        stamps: told.stamps,
        text,
        blocks,
        removed: pieces.iter().filter_map(|p| p.removed.map(|reason| Removed { text: p.text.clone(), reason })).collect(),
        ..Article::default()
    })
}

/// The text that a page states in its metadata, where its markup has next to none: pages that are built by
/// scripts, and teasers before a wall.
fn main_or_stated(pieces: Vec<Piece>, stated: Option<&str>) -> Vec<Piece> {
    let words: usize = pieces.iter().filter(|p| p.kept() && p.is_prose()).map(|p| p.words).sum();
    match stated {
        Some(text) if words < 60 && text.split_whitespace().count() > words * 2 + 20 => {
            // What was found stays listed, as what it was.
            let gone = pieces.into_iter().map(|mut piece| {
                piece.remove(isnad_model::RemovalReason::Other);
                piece
            });
            gone.chain(plain_text::pieces(text)).collect()
        }
        _ => pieces,
    }
}

/// Puts the title first, in place of its copies in and above the text; says whether it did.
fn put_title(pieces: &mut Vec<Piece>, title: &str) -> bool {
    let Some(mut piece) = Piece::new(title, Some(BlockKind::Headline)) else { return false };
    piece.removed = None;
    let copy = |p: &Piece| p.text == piece.text || (p.key.is_whole() && p.words >= 3 && p.key == piece.key);
    pieces.retain(|p| !copy(p));
    // Another main heading inside the article is a subhead of it.
    for other in pieces.iter_mut().filter(|p| p.kind == Some(BlockKind::Headline)) {
        other.kind = Some(BlockKind::Subhead);
    }
    pieces.insert(0, piece);
    true
}

/// The text, paragraphs parted by a blank line, and where each block lies in it, in code points.
fn join(pieces: &[&Piece], kinds: &[BlockKind]) -> (String, Vec<Block>) {
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(pieces.len());
    let mut at = 0;
    for (piece, kind) in pieces.iter().zip(kinds) {
        if at > 0 {
            text.push_str("\n\n");
            at += 2;
        }
        let end = at + piece.text.chars().count();
        text.push_str(&piece.text);
        blocks.push(Block { kind: *kind, start: at, end, language: None });
        at = end;
    }
    (text, blocks)
}

/// A block's language, where it is clearly not the page's.
fn other_language(piece: &Piece, page: &str) -> Option<String> {
    if piece.words < 5 || piece.letters.all() < 25 {
        return None;
    }
    let told = if piece.text.len() <= language::SAMPLE {
        language::language_by(&piece.text, piece.letters)
    } else {
        language::language_of(&piece.text)
    };
    (told != page && told != "und" && (page == "ar" || told == "ar" || piece.words >= 15)).then(|| told.to_owned())
}
