//! A tree made flat: its text in segments, its elements with the ranges of segments they hold.

use std::ops::Range;

use dom_query::{Document, NodeRef};
use isnad_lexicon::subjects::HtmlPart;
use isnad_model::{BlockKind, RemovalReason};

use super::names::Names;
use crate::piece::normalise;

/// Text between two block boundaries.
#[derive(Debug)]
pub struct Segment {
    /// Its characters, white space normalised.
    pub text: String,
    /// Characters of it.
    pub chars: usize,
    /// Characters of it inside links.
    pub linked: usize,
    /// Words of it.
    pub words: usize,
    /// What its element says it is.
    pub kind: Option<BlockKind>,
    /// Level of the heading it is in; 0 where in none.
    pub heading: u8,
}

impl Segment {
    /// Whether it is running text.
    pub fn is_prose(&self) -> bool {
        let stop = self.text.trim_end_matches(['"', '»', '”', ')', '\'']).ends_with(['.', '؟', '!', '?', '…', '۔', '。']);
        self.linked * 3 < self.chars
            && self.heading == 0
            && (self.words >= 14 || (stop && self.words >= 6) || (self.chars >= 60 && self.words <= 2))
    }
}

/// An element that is a block, or a part of a line that has a name of its own.
#[derive(Debug)]
pub struct Element {
    /// The segments in it.
    pub segments: Range<usize>,
    /// What its names say.
    pub part: Option<(HtmlPart, RemovalReason)>,
    /// The element around it.
    pub parent: usize,
    /// A list.
    pub list: bool,
}

/// A page made flat.
#[derive(Debug, Default)]
pub struct Page {
    /// Its text in order.
    pub segments: Vec<Segment>,
    /// Its elements in the order of their start tags; the first is the body.
    pub elements: Vec<Element>,
}

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "img", "amp-img", "picture", "source",
];
/// Elements whose text nobody reads.
const UNREAD: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "map", "head",
    "title", "select", "datalist", "button", "input", "textarea", "dialog",
];

struct Walker<'n> {
    names: &'n Names,
    page: Page,
    /// Text since the last boundary; a line end is `\n`.
    buffer: String,
    linked: usize,
    /// Elements open now.
    open: Vec<usize>,
    links: usize,
    after_link: bool,
    headings: Vec<u8>,
    kinds: Vec<BlockKind>,
}

/// What has to be undone at an element's end.
struct Opened {
    element: bool,
    link: bool,
    heading: bool,
    kind: bool,
}

/// Walks a document's body.
pub fn walk(document: &Document, names: &Names) -> Page {
    let mut walker = Walker {
        names,
        page: Page::default(),
        buffer: String::new(),
        linked: 0,
        open: vec![0],
        links: 0,
        after_link: false,
        headings: Vec::new(),
        kinds: Vec::new(),
    };
    walker.page.elements.push(Element { segments: 0..0, part: None, parent: 0, list: false });
    let root = document.root();
    let mut stack: Vec<Opened> = Vec::new();
    let mut node = root.first_child();
    // Depth first without recursion: the tree may be as deep as the page wishes.
    while let Some(current) = node {
        let entered = walker.enter(&current);
        if let Some(opened) = entered {
            if let Some(child) = current.first_child() {
                stack.push(opened);
                node = Some(child);
                continue;
            }
            walker.leave(&opened);
        }
        node = next(&mut walker, &mut stack, current);
    }
    walker.flush();
    let count = walker.page.segments.len();
    for element in &mut walker.page.elements {
        if element.segments.end == usize::MAX {
            element.segments.end = count;
        }
    }
    walker.page.elements[0].segments = 0..count;
    walker.page
}

/// The node after one whose children are done.
fn next<'a>(walker: &mut Walker, stack: &mut Vec<Opened>, mut current: NodeRef<'a>) -> Option<NodeRef<'a>> {
    loop {
        if let Some(sibling) = current.next_sibling() {
            return Some(sibling);
        }
        walker.leave(&stack.pop()?);
        current = current.parent()?;
    }
}

impl Walker<'_> {
    /// Takes a node; `None` where its children are not to be visited.
    fn enter(&mut self, node: &NodeRef) -> Option<Opened> {
        if node.is_text() {
            self.text(&node.text());
            return None;
        }
        if !node.is_element() {
            return None;
        }
        let tag = node.node_name()?;
        let tag: &str = &tag;
        if tag == "br" {
            self.buffer.push('\n');
            return None;
        }
        if tag == "hr" {
            self.flush();
            return None;
        }
        if UNREAD.contains(&tag) {
            return None;
        }
        let named: Vec<String> = ["class", "id", "role", "itemprop", "data-testid", "data-component", "property"]
            .iter()
            .filter_map(|a| node.attr(a))
            .map(|v| v.to_string())
            .collect();
        let part = self.names.part(tag, named.iter().map(String::as_str));
        let unseen = node.has_attr("hidden") || node.attr("style").is_some_and(|s| s.replace(' ', "").contains("display:none"));
        if part.is_some_and(|(part, _)| part == HtmlPart::Hidden) {
            return None;
        }
        let part = if unseen && part.is_none_or(|(p, _)| p == HtmlPart::Furniture) {
            Some((HtmlPart::Furniture, RemovalReason::Other))
        } else {
            part
        };
        // Inside a line only what may be cut out of it counts, and never a link: its sentence needs it.
        let cuts = |part: HtmlPart| matches!(part, HtmlPart::Furniture | HtmlPart::Caption | HtmlPart::Summary | HtmlPart::Byline);
        let inline = INLINE.contains(&tag);
        let part = part.filter(|(part, _)| !inline || (tag != "a" && cuts(*part)));
        let element = !inline || part.is_some();
        if element {
            self.flush();
        }
        let kind = match (tag, part) {
            (_, Some((HtmlPart::Caption, _))) => Some(BlockKind::Caption),
            (_, Some((HtmlPart::Summary, _))) => Some(BlockKind::Summary),
            ("h1", _) => Some(BlockKind::Headline),
            ("h2" | "h3" | "h4" | "h5" | "h6", _) => Some(BlockKind::Subhead),
            ("li" | "dd" | "dt", _) => Some(BlockKind::List),
            ("p" | "blockquote", _) => Some(BlockKind::Paragraph),
            _ => None,
        };
        if let Some(kind) = kind {
            self.kinds.push(kind);
        }
        let heading = tag.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=6).contains(n));
        if let Some(level) = heading {
            self.headings.push(level);
        }
        let link = tag == "a";
        if link {
            self.links += 1;
            if self.after_link {
                self.buffer.push(' ');
            }
        }
        if element {
            let parent = self.open.last().copied().unwrap_or(0);
            self.page.elements.push(Element {
                segments: self.page.segments.len()..usize::MAX,
                part,
                parent,
                list: matches!(tag, "ul" | "ol" | "dl"),
            });
            self.open.push(self.page.elements.len() - 1);
        }
        Some(Opened { element, link, heading: heading.is_some(), kind: kind.is_some() })
    }

    fn leave(&mut self, opened: &Opened) {
        if opened.element {
            self.flush();
            if let Some(at) = self.open.pop() {
                self.page.elements[at].segments.end = self.page.segments.len();
            }
        }
        if opened.heading {
            self.headings.pop();
        }
        if opened.kind {
            self.kinds.pop();
        }
        if opened.link {
            self.links = self.links.saturating_sub(1);
            self.after_link = true;
        }
    }

    fn text(&mut self, text: &str) {
        // Line ends of the source are spaces; only `br` parts lines.
        for c in text.chars() {
            self.buffer.push(if c == '\n' { ' ' } else { c });
        }
        if self.links > 0 {
            self.linked += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        if !text.is_empty() {
            self.after_link = false;
        }
    }

    /// Ends a segment; two `br`, or one after a finished or a short line, part it.
    fn flush(&mut self) {
        self.after_link = false;
        let buffer = std::mem::take(&mut self.buffer);
        let linked = std::mem::take(&mut self.linked);
        if buffer.trim().is_empty() {
            return;
        }
        let all = buffer.chars().filter(|c| !c.is_whitespace()).count().max(1);
        let mut line = String::new();
        let mut pending = 0;
        for part in buffer.split('\n') {
            let part = normalise(part);
            if part.is_empty() {
                pending += usize::from(!line.is_empty());
                continue;
            }
            let finished = line.ends_with(['.', '؟', '!', '?', ':', '"', '»', '”', ')', '…', '،']) && !line.ends_with('،')
                || line.split(' ').count() < 9;
            if !line.is_empty() && (pending > 0 || finished) {
                self.push(std::mem::take(&mut line), linked, all);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&part);
            pending = 0;
        }
        if !line.is_empty() {
            self.push(line, linked, all);
        }
    }

    fn push(&mut self, text: String, linked: usize, all: usize) {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let words = text.split(' ').filter(|w| w.chars().any(char::is_alphanumeric)).count();
        // The links of a segment that was parted count for its parts alike.
        self.page.segments.push(Segment {
            chars,
            linked: linked * chars / all,
            words,
            kind: self.kinds.last().copied(),
            heading: self.headings.last().copied().unwrap_or(0),
            text,
        });
    }
}
