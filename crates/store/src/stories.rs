//! Stories kept up to date: a page that comes in touches the stories it may belong to, and no others.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};
use std::panic::{AssertUnwindSafe, catch_unwind};

use isnad_lexicon::Stemmer;
use isnad_lexicon::fold::fold;
use isnad_model::{Article, ClaimRef, FactStatus, Story, Verdict, written};
use isnad_record::stories::features::Features;
use isnad_record::stories::{likeness, sort, weights::Weights};
use rusqlite::{Transaction, params};

use crate::add::{now, words};
use crate::decisions::{Judged, Judgements, regroup};
use crate::pieces;
use crate::store::Trouble;

/// Words of the text that a page is looked for by, counted from its title on.
const LEAD: usize = 60;
/// The rarest of them that are asked for.
const ASKED: usize = 16;
/// Pages that a new one is compared with.
const COMPARED: usize = 40;

/// A page with the version that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    page: i64,
    version: i64,
}

/// The articles that an update has to do with, each read once.
#[derive(Default)]
struct Read {
    articles: HashMap<i64, Stored>,
    features: HashMap<i64, Features>,
}

/// An article as it was read, and the hash of its page's bytes.
struct Stored {
    shown: Shown,
    sha256: String,
    article: Article,
}

impl Read {
    fn article(&mut self, tx: &Transaction, page: i64) -> Result<&Article, Trouble> {
        match self.articles.entry(page) {
            Entry::Occupied(known) => Ok(&known.into_mut().article),
            Entry::Vacant(new) => {
                let (version, json, hash): (i64, Vec<u8>, Vec<u8>) = tx
                    .prepare_cached(
                        "SELECT a.version, a.json, r.sha256 FROM pages p JOIN articles a ON a.version = p.current
                         JOIN versions v ON v.id = p.current JOIN raw r ON r.id = v.raw WHERE p.id = ?1",
                    )?
                    .query_row([page], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
                let (shown, sha256) = (Shown { page, version }, pieces::hexadecimal(&hash));
                Ok(&new.insert(Stored { shown, sha256, article: pieces::unpack_json(&json)? }).article)
            }
        }
    }

    fn features(&mut self, tx: &Transaction, page: i64) -> Result<&Features, Trouble> {
        if !self.features.contains_key(&page) {
            let features = Features::of(self.article(tx, page)?);
            self.features.insert(page, features);
        }
        Ok(&self.features[&page])
    }
}

/// Sorts the pages anew that some changed pages may be of one story with, and writes the stories that are not as they were, and
/// those with changed pages.
pub(crate) fn update(tx: &Transaction, stemmer: &Stemmer, judgements: &Judgements, changed: &[i64]) -> Result<(), Trouble> {
    if changed.is_empty() {
        return Ok(());
    }
    let mut read = Read::default();
    let pages = touched(tx, stemmer, changed, &mut read)?;
    for page in &pages {
        read.article(tx, *page)?;
    }
    let before = stories_of(tx, &pages)?;
    let articles: Vec<&Article> = pages.iter().map(|page| &read.articles[page].article).collect();
    let by_source: HashMap<&str, &Stored> = read.articles.values().map(|stored| (stored.article.source.as_str(), stored)).collect();
    let failed = |pages: &[&Article]| Trouble::Record(pages.iter().map(|a| a.source.as_str()).collect::<Vec<_>>().join(", "));
    // A fault of ours on one page must not take the others with it.
    let groups = catch_unwind(|| sort(&articles)).map_err(|_| failed(&articles))?;
    // What was decided about claims leaves alone which pages are alike; what was decided about stories does not.
    let weights = Weights::default();
    let likeness = |a: &Article, b: &Article| likeness::of(&likeness::signs(&Features::of(a), &Features::of(b)), &weights);
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

/// The changed pages, the pages that are like one of them, and all that are of a story with any of these.
fn touched(tx: &Transaction, stemmer: &Stemmer, changed: &[i64], read: &mut Read) -> Result<BTreeSet<i64>, Trouble> {
    let weights = Weights::default();
    let mut pages: BTreeSet<i64> = changed.iter().copied().collect();
    for page in changed {
        let own = read.features(tx, *page)?.clone();
        for other in candidates(tx, stemmer, *page, read)? {
            let theirs = read.features(tx, other)?;
            let near = likeness::within_days(&own, theirs, weights.reach.days);
            if near && likeness::of(&likeness::signs(&own, theirs), &weights) > 0 {
                pages.insert(other);
            }
        }
    }
    let known: Vec<i64> = pages.iter().copied().collect();
    let mut statement = tx.prepare_cached("SELECT page FROM story_pages WHERE story = (SELECT story FROM story_pages WHERE page = ?1)")?;
    for page in known {
        for other in statement.query_map([page], |row| row.get(0))? {
            pages.insert(other?);
        }
    }
    Ok(pages)
}

/// The pages that share most of the rarest words of a page's title and lead.
fn candidates(tx: &Transaction, stemmer: &Stemmer, page: i64, read: &mut Read) -> Result<Vec<i64>, Trouble> {
    let article = read.article(tx, page)?;
    let folded = fold(&article.text);
    let lead: BTreeSet<String> = words(&folded).take(LEAD).map(|(_, form)| stemmer.stem(form).into_owned()).collect();
    let mut counted = Vec::new();
    let mut statement = tx.prepare_cached("SELECT doc FROM stem_counts WHERE term = ?1 AND col = 'stems'")?;
    for stem in lead.iter().filter(|stem| stem.chars().nth(1).is_some()) {
        let pages: i64 = statement.query_row([stem], |row| row.get(0)).unwrap_or_default();
        // What no other page has leads nowhere.
        if pages > 1 {
            counted.push((pages, stem));
        }
    }
    counted.sort();
    let asked: Vec<String> = counted.iter().take(ASKED).map(|(_, stem)| format!("\"{stem}\"")).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!("stems : ({})", asked.join(" OR "));
    let mut statement = tx.prepare_cached(
        "SELECT p.id FROM (SELECT rowid AS version, bm25(words) AS rank FROM words WHERE words MATCH ?1 ORDER BY 2 LIMIT ?2) f
         JOIN pages p ON p.current = f.version WHERE p.id <> ?3 ORDER BY f.rank, p.id",
    )?;
    let found = statement.query_map(params![query, COMPARED + 1, page], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
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
