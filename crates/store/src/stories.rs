//! Stories kept up to date: a page that comes in touches the stories it may belong to, and no others.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use isnad_model::{Article, ClaimRef, FactStatus, Story, Verdict, written};
use isnad_record::stories::shelf::Shelf;
use isnad_record::stories::weights::Weights;
use rusqlite::{Transaction, params};

use crate::add::now;
use crate::before::Before;
use crate::changes::{self, News, Told};
use crate::decisions::{Judged, Judgements, regroup};
use crate::shelf::{AtHand, File};
use crate::sort::Sorted;
use crate::store::Trouble;
use crate::{pieces, sort};

/// A page with the version that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shown {
    pub page: i64,
    pub version: i64,
}

/// What a version says as it was read, and the hash of its bytes.
fn read(tx: &Transaction, version: i64) -> Result<(Article, String), Trouble> {
    let (json, hash): (Vec<u8>, Vec<u8>) = tx
        .prepare_cached(
            "SELECT a.json, r.sha256 FROM versions v JOIN articles a ON a.version = v.id JOIN raw r ON r.id = v.raw WHERE v.id = ?1",
        )?
        .query_row([version], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((pieces::unpack_json(&json)?, hex::encode(&hash)))
}

/// Sorts the pages anew that some changed pages may be of one story with, and writes the stories that are not as they were, and
/// those with changed pages. Gives what there is to tell of it.
pub(crate) fn update(tx: &Transaction, at_hand: &AtHand, judgements: &Judgements, changed: &[i64]) -> Result<Vec<Told>, Trouble> {
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    // A fault of ours on one page must not take the others with it.
    let fault = |_| Trouble::Record(format!("{} pages that were to be sorted", changed.len()));
    let weights = Weights::default();
    let mut file = File::new(tx, at_hand, weights.reach)?;
    let groups = catch_unwind(AssertUnwindSafe(|| sort::anew(&mut file, tx, changed))).map_err(fault)??;
    let pages: BTreeSet<i64> = groups.iter().flatten().map(|row| row.page).collect();
    let mut open = stories_of(tx, &pages)?;
    // What was decided about claims leaves alone which pages are alike; what was decided about stories does not.
    let groups = regroup(groups, &judgements.groupings(), |a, b| file.likeness(a.sight, b.sight, &weights))?;

    let changed: HashSet<i64> = changed.iter().copied().collect();
    let was_in = story_of(&open);
    let mut anew = Vec::new();
    for group in groups {
        let members: BTreeSet<Shown> = group.iter().map(|row| Shown { page: row.page, version: row.version }).collect();
        let same = members.first().and_then(|first| was_in.get(&first.page)).filter(|story| open.get(story) == Some(&members));
        match same.filter(|_| !members.iter().any(|m| changed.contains(&m.page))) {
            Some(story) => _ = open.remove(story),
            None => anew.push((group, members)),
        }
    }
    let numbers = inherit(&open, anew.iter().map(|(_, members)| members));
    let before = Before::new(tx, &open, anew.iter().map(|(_, members)| members))?;
    let mut told = Vec::new();
    for table in ["story_pages", "origins", "story_decisions"] {
        let mut statement = tx.prepare_cached(&format!("DELETE FROM {table} WHERE story = ?1"))?;
        for story in open.keys() {
            statement.execute([story])?;
        }
    }
    let mut is_in = HashMap::new();
    for ((group, members), number) in anew.iter().zip(numbers) {
        let mut judged: Vec<(Judged, String)> = Vec::new();
        for row in group {
            let (article, sha256) = read(tx, row.version)?;
            judged.push((judgements.judge(&article, &sha256), sha256));
        }
        let counted: Vec<Article> = judged.iter().map(|(judged, _)| judged.counted()).collect();
        let counted: Vec<&Article> = counted.iter().collect();
        let failed = |_| Trouble::Record(group.iter().map(|row| row.source.as_str()).collect::<Vec<_>>().join(", "));
        let mut story = catch_unwind(AssertUnwindSafe(|| isnad_record::story(&counted))).map_err(failed)?;
        judgements.mark(&mut story, &judged);
        let (was, others) = before.of(number, members)?;
        let json = serde_json::to_vec(&story).map_err(std::io::Error::from)?;
        let told_here = changes::news(was.as_ref(), &others, &story, was.as_ref().is_some_and(|was| was.json == json));
        let number = write(tx, number, &story, &json, group)?;
        told.extend(told_here.into_iter().map(|news| (Some(number), news)));
        is_in.extend(members.iter().map(|member| (member.page, number)));
    }
    let written: HashSet<i64> = is_in.values().copied().collect();
    for (gone, pages) in open.iter().filter(|(story, _)| !written.contains(story)) {
        tx.execute("DELETE FROM stories WHERE id = ?1", [gone])?;
        // It went where most of its pages went, among equals to the story that was there first.
        if let Some((_, Reverse(into))) = shared(pages, &is_in).into_iter().map(|(story, count)| (count, Reverse(story))).max() {
            tx.execute("INSERT OR REPLACE INTO story_moves (story, into_story, moved) VALUES (?1, ?2, ?3)", params![gone, into, now()])?;
            told.push((Some(*gone), News::StoryMerged { into }));
        }
    }
    Ok(told)
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

/// The story of every page.
fn story_of(stories: &BTreeMap<i64, BTreeSet<Shown>>) -> HashMap<i64, i64> {
    stories.iter().flat_map(|(story, pages)| pages.iter().map(|shown| (shown.page, *story))).collect()
}

/// How many of some pages each story has.
fn shared(pages: &BTreeSet<Shown>, is_in: &HashMap<i64, i64>) -> HashMap<i64, usize> {
    let mut counts = HashMap::new();
    for story in pages.iter().filter_map(|shown| is_in.get(&shown.page)) {
        *counts.entry(*story).or_default() += 1;
    }
    counts
}

/// Which old story each new one goes on from: the one that it shares most pages with, each but once.
fn inherit<'a>(old: &BTreeMap<i64, BTreeSet<Shown>>, new: impl Iterator<Item = &'a BTreeSet<Shown>>) -> Vec<Option<i64>> {
    let was_in = story_of(old);
    let (mut pairs, mut numbers) = (Vec::new(), Vec::new());
    for (at, members) in new.enumerate() {
        pairs.extend(shared(members, &was_in).into_iter().map(|(story, shared)| (Reverse(shared), story, at)));
        numbers.push(None);
    }
    pairs.sort_unstable();
    let mut taken = HashSet::new();
    for (_, story, at) in pairs {
        if numbers[at].is_none() && taken.insert(story) {
            numbers[at] = Some(story);
        }
    }
    numbers
}

fn write(tx: &Transaction, number: Option<i64>, story: &Story, json: &[u8], group: &[Sorted]) -> Result<i64, Trouble> {
    tx.execute(
        "INSERT INTO stories (id, hash, title, first_day, last_day, pages, disputes, updated, json)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, title = excluded.title, first_day = excluded.first_day,
             last_day = excluded.last_day, pages = excluded.pages, disputes = excluded.disputes, updated = excluded.updated, json = excluded.json",
        params![number, story.id, story.title, story.from, story.to, group.len(), story.disputes(), now(), pieces::pack(json)?],
    )?;
    let id = number.unwrap_or_else(|| tx.last_insert_rowid());
    let mut member = tx.prepare_cached("INSERT INTO story_pages (page, story, version) VALUES (?1, ?2, ?3)")?;
    for row in group {
        member.execute([row.page, id, row.version])?;
    }
    let pages: HashMap<&str, &Sorted> = group.iter().map(|row| (row.source.as_str(), row)).collect();
    write_days(tx, story, &pages)?;
    for origin in &story.origins {
        tx.prepare_cached("INSERT INTO origins (story, origin, kind, name) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id,
            origin.id,
            written(&origin.kind),
            origin.name
        ])?;
        for member in origin.pages.iter().filter_map(|source| pages.get(source.as_str())) {
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
        let Some(member) = pages.get(reference.page.as_str()) else { return Ok(None) };
        let mut statement = tx.prepare_cached("SELECT id FROM claims WHERE version = ?1 AND name = ?2")?;
        rusqlite::OptionalExtension::optional(statement.query_row(params![member.version, reference.claim], |row| row.get(0)))
    };
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
fn write_days(tx: &Transaction, story: &Story, pages: &HashMap<&str, &Sorted>) -> Result<(), Trouble> {
    for (source, date) in &story.page_dates {
        let (Some(member), Some(day)) = (pages.get(source.as_str()), date.value.as_deref().and_then(pieces::first_day)) else { continue };
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
        let inherit = |new: &[BTreeSet<Shown>]| inherit(&old, new.iter());
        assert_eq!(inherit(&[pages(&[3]), pages(&[1, 2, 5])]), [None, Some(7)]);
        assert_eq!(inherit(&[pages(&[1, 2, 3, 4])]), [Some(7)]);
        assert_eq!(inherit(&[pages(&[1]), pages(&[2])]), [Some(7), None]);
        assert_eq!(inherit(&[pages(&[8])]), [None]);
    }
}
