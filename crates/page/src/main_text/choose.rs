//! Which segments of a page are the article.

use isnad_lexicon::subjects::HtmlPart;
use isnad_model::{BlockKind, RemovalReason};

use super::walk::{Page, Segment};

/// Prose below which a page's article has not been found (characters).
const LITTLE: usize = 250;

/// For every segment why it is not the article (`None` where it is), and the main heading in or above it.
pub fn choose(page: &Page) -> (Vec<Option<RemovalReason>>, Option<usize>) {
    let prose = Sums::new(page.segments.iter().map(|s| if s.is_prose() { s.chars } else { 0 }));
    let total = prose.of(&(0..page.segments.len()));
    let mut gone = vec![None; page.segments.len()];
    // Furniture by name, unless most of the page's text is in it: then the name means something else.
    for element in &page.elements {
        let Some((HtmlPart::Furniture, reason)) = element.part else { continue };
        let inside = prose.of(&element.segments);
        let comments = reason == RemovalReason::CommentForm && total - inside >= LITTLE;
        if inside * 2 <= total || comments {
            gone[element.segments.clone()].fill(Some(reason));
        }
    }
    for element in page.elements.iter().filter(|e| e.part.is_some_and(|(part, _)| part == HtmlPart::Byline)) {
        for at in element.segments.clone().filter(|at| page.segments[*at].words <= 8) {
            gone[at].get_or_insert(RemovalReason::Other);
        }
    }
    let left = Sums::new(page.segments.iter().zip(&gone).map(|(s, g)| if g.is_none() && s.is_prose() { s.chars } else { 0 }));
    let root = root(page, &left);
    let inside = page.elements[root].segments.clone();
    // The headline, abstract and picture above the article's element belong to it.
    let above = page.segments[..inside.start].iter().rposition(|s| s.heading == 1);
    for (at, reason) in gone.iter_mut().enumerate() {
        let lead = above.is_some_and(|h| at > h && at < inside.start)
            && matches!(page.segments[at].kind, Some(BlockKind::Summary | BlockKind::Caption));
        if !inside.contains(&at) && !lead {
            reason.get_or_insert(outside(&page.segments[at]));
        }
    }
    links(page, &mut gone);
    headings_of_nothing(page, &mut gone);
    let heading = inside.clone().find(|at| page.segments[*at].heading == 1 && gone[*at].is_none()).or(above);
    (gone, heading)
}

fn outside(segment: &Segment) -> RemovalReason {
    if segment.linked * 2 > segment.chars && segment.words >= 5 {
        RemovalReason::RelatedLinks
    } else if segment.words <= 12 {
        RemovalReason::Navigation
    } else {
        RemovalReason::Other
    }
}

/// The element that holds the article.
fn root(page: &Page, prose: &Sums) -> usize {
    let total = prose.of(&(0..page.segments.len()));
    let of = |at: usize| prose.of(&page.elements[at].segments);
    let named = |part: HtmlPart| {
        let all: Vec<usize> = (0..page.elements.len()).filter(|at| page.elements[*at].part.is_some_and(|(p, _)| p == part)).collect();
        let most = all.iter().map(|at| of(*at)).max().unwrap_or(0);
        // Of articles one after the other the first of some size is the page's own.
        let first = all.into_iter().find(|at| of(*at) * 2 >= most);
        first.filter(|_| most >= LITTLE.min(total / 2).max(1) && most * 10 >= total * 4)
    };
    let mut at = named(HtmlPart::Body).or_else(|| named(HtmlPart::Article)).unwrap_or(0);
    // Down to the smallest element that holds nearly all of it.
    loop {
        let all = of(at);
        let child = (at + 1..page.elements.len())
            .take_while(|c| page.elements[*c].segments.start < page.elements[at].segments.end)
            .find(|c| page.elements[*c].parent == at && all > 0 && of(*c) * 20 >= all * 19 && page.elements[*c].segments.len() > 1);
        match child {
            Some(child) => at = child,
            None => return at,
        }
    }
}

/// Lists of links, and lines that are links.
fn links(page: &Page, gone: &mut [Option<RemovalReason>]) {
    for list in page.elements.iter().filter(|e| e.list) {
        let segments = &page.segments[list.segments.clone()];
        let (chars, linked) = segments.iter().fold((0, 0), |(c, l), s| (c + s.chars, l + s.linked));
        if linked * 2 > chars {
            gone[list.segments.clone()].iter_mut().for_each(|g| {
                g.get_or_insert(RemovalReason::RelatedLinks);
            });
        }
    }
    for (segment, reason) in page.segments.iter().zip(gone.iter_mut()) {
        if segment.linked * 10 > segment.chars * 7 && segment.kind != Some(BlockKind::Headline) && segment.words < 30 {
            reason.get_or_insert(RemovalReason::RelatedLinks);
        }
    }
}

/// Headings with nothing of the article below them.
fn headings_of_nothing(page: &Page, gone: &mut [Option<RemovalReason>]) {
    let mut text_below = false;
    for at in (0..page.segments.len()).rev() {
        if gone[at].is_some() {
            continue;
        }
        let segment = &page.segments[at];
        if segment.heading > 1 && !text_below {
            gone[at] = Some(RemovalReason::Navigation);
        } else if segment.is_prose() {
            text_below = true;
        }
    }
}

/// Sums of ranges in constant time.
struct Sums(Vec<usize>);

impl Sums {
    fn new(values: impl Iterator<Item = usize>) -> Self {
        let mut sum = 0;
        Sums(
            std::iter::once(0)
                .chain(values.map(|v| {
                    sum += v;
                    sum
                }))
                .collect(),
        )
    }

    fn of(&self, range: &std::ops::Range<usize>) -> usize {
        self.0[range.end] - self.0[range.start.min(range.end)]
    }
}
