//! Lists for a terminal.

use std::fmt::Write;

use isnad_export::one_line as plain;
use isnad_model::{Quantity, written};
use isnad_store::{ClaimLine, Found, Snippet, StoryLine};
use serde::Serialize;

fn word(value: &impl Serialize) -> String {
    written(value).unwrap_or_default()
}

fn or_dash(text: Option<&String>) -> String {
    text.map_or_else(|| "-".to_owned(), |t| plain(t))
}

/// The stories, a line each.
pub fn stories(stories: &[StoryLine]) -> String {
    let mut out = String::new();
    for story in stories {
        let days = match (&story.from, &story.to) {
            (Some(from), Some(to)) if from == to => from.clone(),
            (Some(from), Some(to)) => format!("{from}/{to}"),
            _ => "-".to_owned(),
        };
        let disputed = if story.disputes > 0 { format!("{} disputed", story.disputes) } else { String::new() };
        let _ = writeln!(out, "{:>6}  {days:<21}  {:>4} pages  {disputed:<12}  {}", story.story, story.pages, plain(&story.title));
    }
    out
}

fn bounds(low: Option<Quantity>, high: Option<Quantity>) -> String {
    let number = |q: Quantity| serde_json::to_string(&q).unwrap_or_default();
    match (low, high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(low), None) => format!("≥{}", number(low)),
        (None, Some(high)) => format!("≤{}", number(high)),
        (None, None) => String::new(),
    }
}

/// The claims, two lines each: what is claimed, and where it stands.
pub fn claims(claims: &[ClaimLine]) -> String {
    let mut out = String::new();
    for claim in claims {
        let what = match claim.measure {
            Some(measure) => {
                let group = claim.group.as_ref().map(|g| g.as_str()).filter(|g| *g != "all").map(|g| format!(" ({})", plain(g)));
                format!("{} {}{}", word(&measure), bounds(claim.low, claim.high), group.unwrap_or_default())
            }
            None => format!("{} {}", word(&claim.kind), claim.what.as_deref().map(plain).unwrap_or_default()),
        };
        let place = claim.place.as_ref().map(|p| format!(" at {}", plain(p))).unwrap_or_default();
        let speaker = claim.speaker.as_ref().map(|s| format!(", says {}", plain(s))).unwrap_or_default();
        let status = claim.status.map(|s| format!(" [{}]", word(&s))).unwrap_or_default();
        let modality =
            if claim.modality == isnad_model::Modality::Asserted { String::new() } else { format!(" ({})", word(&claim.modality)) };
        let decided = claim.decision.as_ref().map(super::decide::mark).unwrap_or_default();
        let _ = writeln!(out, "{}  {}{modality}{place}{speaker}{status}{decided}", or_dash(claim.day.as_ref()), what.trim_end());
        let _ = writeln!(out, "    «{}»  {}#{}", plain(&claim.exact), plain(&claim.page), claim.claim);
    }
    out
}

/// The pages found, with the words that were looked for.
pub fn found(pages: &[Found]) -> String {
    let mut out = String::new();
    for page in pages {
        let story = page.story.map(|s| format!(", story {s}")).unwrap_or_default();
        let _ = writeln!(out, "{}", or_dash(page.title.as_ref()));
        let _ = writeln!(out, "    {}", marked(&page.snippet));
        let _ = writeln!(out, "    {}, {}{story}  {}", or_dash(page.outlet.as_ref()), or_dash(page.day.as_ref()), plain(&page.source));
    }
    out
}

fn marked(snippet: &Snippet) -> String {
    let bold = anstyle::Style::new().bold();
    let part = |(marked, words): (bool, String)| if marked { format!("{bold}{}{bold:#}", plain(&words)) } else { plain(&words) };
    snippet.parts().into_iter().map(part).collect()
}
