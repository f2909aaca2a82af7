//! Stories kept up to date: a page that comes in touches the stories it may belong to, and no others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};

use isnad_model::{Article, ClaimRef, FactStatus, Story, Verdict, written};
use isnad_record::stories::features::Features;
use isnad_record::stories::{likeness, weights::Weights};
use rusqlite::{Transaction, params};

use crate::add::now;
use crate::decisions::{Judged, Judgements, regroup};
use crate::store::Trouble;
use crate::{pieces, sort};

/// A page with the version that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    page: i64,
    version: i64,
}

/// An article as it was read, and the hash of its page's bytes.
struct Stored {
    shown: Shown,
    sha256: String,
    article: Article,
}

impl Stored {
    /// What a page shows.
    fn read(tx: &Transaction, page: i64) -> Result<Self, Trouble> {
        let (version, json, hash): (i64, Vec<u8>, Vec<u8>) = tx
            .prepare_cached(
                "SELECT a.version, a.json, r.sha256 FROM pages p JOIN articles a ON a.version = p.current
                 JOIN versions v ON v.id = p.current JOIN raw r ON r.id = v.raw WHERE p.id = ?1",
            )?
            .query_row([page], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let (shown, sha256) = (Shown { page, version }, hex::encode(&hash));
        Ok(Stored { shown, sha256, article: pieces::unpack_json(&json)? })
    }
}

/// Sorts the pages anew that some changed pages may be of one story with, and writes the stories that are not as they were, and
/// those with changed pages.
pub(crate) fn update(tx: &Transaction, judgements: &Judgements, changed: &[i64]) -> Result<(), Trouble> {
    if changed.is_empty() {
        return Ok(());
    }
    // A fault of ours on one page must not take the others with it.
    let fault = |_| Trouble::Record(format!("{} pages that were to be sorted", changed.len()));
    let sorted = catch_unwind(AssertUnwindSafe(|| sort::anew(tx, changed))).map_err(fault)??;
    let pages: BTreeSet<i64> = sorted.iter().flatten().copied().collect();
    let read = pages.iter().map(|page| Ok((*page, Stored::read(tx, *page)?))).collect::<Result<HashMap<i64, Stored>, Trouble>>()?;
    let before = stories_of(tx, &pages)?;
    let groups: Vec<Vec<&Article>> = sorted.iter().map(|group| group.iter().map(|page| &read[page].article).collect()).collect();
    let by_source: HashMap<&str, &Stored> = read.values().map(|stored| (stored.article.source.as_str(), stored)).collect();
    let failed = |pages: &[&Article]| Trouble::Record(pages.iter().map(|a| a.source.as_str()).collect::<Vec<_>>().join(", "));
    // What was decided about claims leaves alone which pages are alike; what was decided about stories does not.
    let weights = Weights::default();
    let likeness = |a: &Article, b: &Article| likeness::between(&Features::of(a), &Features::of(b), &weights);
    let groups = regroup(groups, &judgements.groupings(), likeness);

    let shown = |group: &[&Article]| group.iter().map(|a| by_source[a.source.as_str()].shown).collect::<BTreeSet<Shown>>();
    let mut open: BTreeMap<i64, BTreeSet<Shown>> = before;
    let mut changed_groups = Vec::new();
    for group in &groups {
        let members = shown(group);
        let same = open.iter().find(|(_, pages)| **pages == members && !members.iter().any(|m| changed.contains(&m.page)));
        match same.map(|(story, _)| *story) {
            Some(story) => _ = open.remove(&story),
            None => changed_groups.push((group, members)),
        }
    }
    let numbers = inherit(&open, &changed_groups.iter().map(|(_, members)| members.clone()).collect::<Vec<_>>());
    for story in open.keys() {
        for table in ["story_pages", "origins", "revisions", "story_decisions"] {
            tx.execute(&format!("DELETE FROM {table} WHERE story = ?1"), [story])?;
        }
    }
    let mut written = Vec::new();
    for ((group, members), number) in changed_groups.iter().zip(numbers) {
        let judge = |a: &Article| {
            let sha256 = &by_source[a.source.as_str()].sha256;
            (judgements.judge(a, sha256), sha256.clone())
        };
        let judged: Vec<(Judged, String)> = group.iter().map(|a| judge(a)).collect();
        let counted: Vec<Article> = judged.iter().map(|(judged, _)| judged.counted()).collect();
        let counted: Vec<&Article> = counted.iter().collect();
        let mut story = catch_unwind(AssertUnwindSafe(|| isnad_record::story(&counted))).map_err(|_| failed(group))?;
        judgements.mark(&mut story, &judged);
        written.push((write(tx, number, &story, members)?, members));
    }
    for (gone, pages) in &open {
        if written.iter().any(|(story, _)| story == gone) {
            continue;
        }
        tx.execute("DELETE FROM stories WHERE id = ?1", [gone])?;
        let shared = |members: &BTreeSet<Shown>| members.iter().filter(|m| pages.iter().any(|p| p.page == m.page)).count();
        if let Some((into, _)) = written.iter().max_by_key(|(story, members)| (shared(members), std::cmp::Reverse(*story))) {
            tx.execute("INSERT OR REPLACE INTO story_moves (story, into_story, moved) VALUES (?1, ?2, ?3)", params![gone, into, now()])?;
        }
    }
    Ok(())
}

fn stories_of(tx: &Transaction, pages: &BTreeSet<i64>) -> Result<BTreeMap<i64, BTreeSet<Shown>>, Trouble> {
    let mut stories: BTreeMap<i64, BTreeSet<Shown>> = BTreeMap::new();
    let mut statement = tx.prepare_cached("SELECT story, version FROM story_pages WHERE page = ?1")?;
    for page in pages {
        for row in statement.query_map([page], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))? {
            let (story, version) = row?;
            stories.entry(story).or_default().insert(Shown { page: *page, version });
        }
    }
    Ok(stories)
}

/// Which old story each new one goes on from: the one that it shares most pages with, each but once.
fn inherit(old: &BTreeMap<i64, BTreeSet<Shown>>, new: &[BTreeSet<Shown>]) -> Vec<Option<i64>> {
    let mut pairs = Vec::new();
    for (at, members) in new.iter().enumerate() {
        for (story, pages) in old {
            let shared = members.iter().filter(|m| pages.iter().any(|p| p.page == m.page)).count();
            if shared > 0 {
                pairs.push((std::cmp::Reverse(shared), *story, at));
            }
        }
    }
    pairs.sort();
    let mut numbers = vec![None; new.len()];
    for (_, story, at) in pairs {
        if numbers[at].is_none() && !numbers.contains(&Some(story)) {
            numbers[at] = Some(story);
        }
    }
    numbers
}

fn write(tx: &Transaction, number: Option<i64>, story: &Story, members: &BTreeSet<Shown>) -> Result<i64, Trouble> {
    tx.execute(
        "INSERT INTO stories (id, hash, title, first_day, last_day, pages, disputes, updated, json)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, title = excluded.title, first_day = excluded.first_day,
             last_day = excluded.last_day, pages = excluded.pages, disputes = excluded.disputes, updated = excluded.updated, json = excluded.json",
        params![number, story.id, story.title, story.from, story.to, members.len(), story.disputes(), now(), pieces::pack_json(story)?],
    )?;
    let id = number.unwrap_or_else(|| tx.last_insert_rowid());
    let mut pages: HashMap<String, Shown> = HashMap::new();
    for member in members {
        tx.execute("INSERT INTO story_pages (page, story, version) VALUES (?1, ?2, ?3)", params![member.page, id, member.version])?;
        pages.insert(tx.query_row("SELECT source FROM pages WHERE id = ?1", [member.page], |row| row.get(0))?, *member);
    }
    write_days(tx, story, &pages)?;
    for origin in &story.origins {
        tx.prepare_cached("INSERT INTO origins (story, origin, kind, name) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id,
            origin.id,
            written(&origin.kind),
            origin.name
        ])?;
        for member in origin.pages.iter().filter_map(|source| pages.get(source)) {
            tx.prepare_cached("INSERT OR IGNORE INTO origin_pages (story, origin, page) VALUES (?1, ?2, ?3)")?.execute(params![
                id,
                origin.id,
                member.page
            ])?;
        }
    }
    for decision in &story.decisions {
        tx.prepare_cached("INSERT INTO story_decisions (story, decision) VALUES (?1, ?2)")?.execute([id, decision.id])?;
    }
    let claim = |reference: &ClaimRef| -> rusqlite::Result<Option<i64>> {
        let Some(member) = pages.get(&reference.page) else { return Ok(None) };
        let mut statement = tx.prepare_cached("SELECT id FROM claims WHERE version = ?1 AND name = ?2")?;
        rusqlite::OptionalExtension::optional(statement.query_row(params![member.version, reference.claim], |row| row.get(0)))
    };
    for revision in &story.ledger {
        let Some(of) = claim(&revision.claim)? else { continue };
        tx.prepare_cached(
            "INSERT OR REPLACE INTO revisions (story, claim, measure, place, asof, low, high, speaker, published, series, point, aside)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            id,
            of,
            written(&revision.measure),
            revision.place,
            revision.asof,
            revision.low.map(|q| q.0),
            revision.high.map(|q| q.0),
            revision.speaker,
            revision.published,
            revision.series,
            revision.point,
            revision.aside.and_then(|a| written(&a))
        ])?;
    }
    for fact in &story.facts {
        for of in &fact.claims {
            if let Some(of) = claim(of)? {
                tx.prepare_cached("UPDATE claims SET status = ?2 WHERE id = ?1")?.execute(params![of, written(&fact.status)])?;
            }
        }
    }
    // Who says a figure that another contradicts is told by the series; the fact that it is a part of is told by how many say it.
    for series in &story.series {
        let disputed = series.relations.iter().filter(|r| r.verdict == Verdict::Disputed).flat_map(|r| r.between);
        let between = series.between.filter(|_| series.verdict == Verdict::Disputed).into_iter().flatten();
        let points: BTreeSet<usize> = disputed.chain(between).collect();
        for of in points.into_iter().filter_map(|at| series.points.get(at)).flat_map(|point| &point.claims) {
            if let Some(of) = claim(of)? {
                tx.prepare_cached("UPDATE claims SET status = ?2 WHERE id = ?1")?.execute(params![of, written(&FactStatus::Disputed)])?;
            }
        }
    }
    Ok(id)
}

/// The day that the story gives a page is the day of its claims that have none of their own.
fn write_days(tx: &Transaction, story: &Story, pages: &HashMap<String, Shown>) -> Result<(), Trouble> {
    for (source, date) in &story.page_dates {
        let (Some(member), Some(day)) = (pages.get(source), date.value.as_deref().and_then(pieces::first_day)) else { continue };
        let was = tx
            .prepare_cached("UPDATE articles SET day = ?2 WHERE version = ?1 AND day IS NOT ?2")?
            .execute(params![member.version, day])?;
        if was > 0 {
            tx.prepare_cached("UPDATE claims SET day = ?2 WHERE version = ?1 AND time IS NULL")?.execute(params![member.version, day])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(pages: &[i64]) -> BTreeSet<Shown> {
        pages.iter().map(|page| Shown { page: *page, version: *page }).collect()
    }

    #[test]
    fn a_story_keeps_its_number_with_most_of_its_pages() {
        let old = BTreeMap::from([(7, pages(&[1, 2, 3])), (9, pages(&[4]))]);
        assert_eq!(inherit(&old, &[pages(&[3]), pages(&[1, 2, 5])]), [None, Some(7)]);
        assert_eq!(inherit(&old, &[pages(&[1, 2, 3, 4])]), [Some(7)]);
        assert_eq!(inherit(&old, &[pages(&[8])]), [None]);
    }
}
