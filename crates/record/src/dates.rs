//! The day of every page: stated, read from its text, or inferred from what the other pages say of the same
//! event.

use std::collections::BTreeMap;

use isnad_model::{Article, Claim, ClaimKind, Confidence, DateBasis, DateReason, PageDate, Time, What};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How far behind the story's last dated page an undated page is looked for.
const REACH: i32 = 6;

/// The day of each page, with the reason.
pub fn of_pages(articles: &[&Article]) -> BTreeMap<String, PageDate> {
    let mut dates = BTreeMap::new();
    for article in articles {
        let value = article.published.value.clone();
        let (reason, why) = match article.published.basis {
            DateBasis::Metadata => (DateReason::Metadata, "the page's metadata states it"),
            DateBasis::Text => (DateReason::Text, "the page's text fixes it"),
            _ => (DateReason::Unknown, ""),
        };
        if value.is_some() {
            let date = PageDate { value, basis: article.published.basis, reason, confidence: Some(Confidence::High), why: why.to_owned() };
            dates.insert(article.source.clone(), date);
        }
    }
    let dated: Vec<&&Article> = articles.iter().filter(|a| dates.contains_key(&a.source)).collect();
    let latest = dated.iter().filter_map(|a| day(a)).max();
    let inferred: Vec<(String, PageDate)> = articles
        .iter()
        .filter(|a| !dates.contains_key(&a.source))
        .map(|a| {
            let date = by_event(a, &dated).or_else(|| by_weekday(a, latest)).unwrap_or_else(|| PageDate {
                value: None,
                basis: DateBasis::None,
                reason: DateReason::Unknown,
                confidence: None,
                why: "nothing on the page or in its story fixes it".to_owned(),
            });
            (a.source.clone(), date)
        })
        .collect();
    dates.extend(inferred);
    dates
}

fn day(article: &Article) -> Option<Date> {
    article.published.value.as_ref().and_then(|v| v.get(..10)).and_then(|d| d.parse().ok())
}

/// «Yesterday, Thursday» fixes the weekday; the day is the first of that weekday from the story's last dated
/// page on.
fn by_weekday(article: &Article, latest: Option<Date>) -> Option<PageDate> {
    let latest = latest?;
    let (exact, weekday) = article.times.iter().find_map(|t| {
        let relative = t.relative?;
        let weekday = Weekday::from_monday_one_offset(relative.weekday?).ok()?;
        Some((&t.exact, weekday.wrapping_sub(relative.days?)))
    })?;
    let day = (0..=REACH).filter_map(|n| latest.checked_add(n.days()).ok()).find(|d| d.weekday() == weekday)?;
    let why = format!("the page says «{exact}»; the first such day from the story's last dated page ({latest}) on is {day}");
    Some(PageDate {
        value: Some(day.to_string()),
        basis: DateBasis::Story,
        reason: DateReason::Weekday { exact: exact.clone(), near: latest.to_string() },
        confidence: Some(Confidence::Medium),
        why,
    })
}

/// The page says «yesterday» of an event that other pages date.
fn by_event(article: &Article, dated: &[&&Article]) -> Option<PageDate> {
    for time in &article.times {
        let Some(days) = time.relative.and_then(|r| r.days) else { continue };
        if time.relative.is_some_and(|r| r.weekday.is_some()) {
            continue;
        }
        for claim in article.claims.iter().filter(|c| c.sentence.start <= time.start && time.end <= c.sentence.end) {
            let Some(what) = dated_event(claim) else { continue };
            if let Some((event_day, source)) = others(what, dated) {
                let day = event_day.checked_sub(days.days()).ok()?;
                let why = format!("the page says «{}» of the {}, which {source} dates {event_day}", time.exact, word(what));
                return Some(PageDate {
                    value: Some(day.to_string()),
                    basis: DateBasis::Story,
                    reason: DateReason::Event { exact: time.exact.clone(), what, day: event_day.to_string(), source },
                    confidence: Some(Confidence::Medium),
                    why,
                });
            }
        }
    }
    None
}

/// Events that happen once in a story, so that one page's day for it holds for another.
fn dated_event(claim: &Claim) -> Option<What> {
    match &claim.kind {
        ClaimKind::Event(e)
            if matches!(
                e.what,
                Some(What::Ceasefire | What::Bombing | What::Disaster | What::Accident | What::Amnesty | What::Exchange)
            ) =>
        {
            e.what
        }
        _ => None,
    }
}

fn word(what: What) -> String {
    format!("{what:?}").to_lowercase()
}

/// The day that most dated pages give an event, and one of them.
fn others(what: What, dated: &[&&Article]) -> Option<(Date, String)> {
    let mut days: BTreeMap<Date, (usize, String)> = BTreeMap::new();
    for article in dated {
        let Some(page_day) = day(article) else { continue };
        for claim in &article.claims {
            let ClaimKind::Event(event) = &claim.kind else { continue };
            if event.what != Some(what) {
                continue;
            }
            let told: Option<Date> = event.date.as_ref().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
            // An event of years ago is background.
            if let Some(told) = told.filter(|d| d.since(page_day).is_ok_and(|s| s.get_days().abs() < 30)) {
                days.entry(told).or_insert_with(|| (0, article.source.clone())).0 += 1;
            }
        }
    }
    days.into_iter().max_by_key(|(d, (count, _))| (*count, std::cmp::Reverse(*d))).map(|(d, (_, source))| (d, source))
}

/// Whether a time of an article lies in a claim's sentence.
pub fn in_sentence<'a>(article: &'a Article, claim: &'a Claim) -> impl Iterator<Item = &'a Time> + 'a {
    article.times.iter().filter(|t| claim.sentence.start <= t.start && t.end <= claim.sentence.end)
}
