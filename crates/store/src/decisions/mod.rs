//! A person's judgement: claims accepted, rejected, corrected; stories merged and split; entities joined; best figures pinned.
//!
//! A decision is a row that nothing changes: signed, dated, undone by a later row. It is bound to what stays when pages are read anew
//! ([`anchor`]). What was read stays as it was in `articles`; the rows of `claims` and `stories` show what was decided
//! ([`judge`]).

mod anchor;
mod correct;
mod group;
mod join;
mod judge;
mod pin;
mod rows;

use std::collections::BTreeSet;

use isnad_model::{Article, ClaimRef, Decision, DecisionKind, FactKind, Fields};
use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::changes::{DecisionNews, News};
use crate::fault::StoreError;
use crate::shelf::AtHand;
use crate::store::{Store, Trouble};
use crate::{changes, pieces, reading, stories};
use anchor::Anchor;
pub use correct::Correction;
pub(crate) use group::regroup;
use join::Known;
pub(crate) use judge::{Judged, Judgements};
use rows::{Made, Subject};

/// What is to be decided. Claims are named as `isnad claims` lists them, stories by their numbers.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // one at a time
pub enum Judgement {
    /// The page says what was read.
    Accept(ClaimRef),
    /// It does not.
    Reject(ClaimRef),
    /// It says something else.
    Correct(ClaimRef, Correction),
    /// This figure is the best of its series; that wants a reason.
    Pin(ClaimRef),
    /// Two stories are one.
    Merge(String, String),
    /// These pages of a story are another one.
    Split(String, Vec<String>),
    /// The first entity is the second one; either by its id.
    Join(String, String),
    /// A decision no longer holds.
    Undo(i64),
}

/// A decision in a list.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct DecisionLine {
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
    /// The page that its claim is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// A story that shows what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<i64>,
    /// How it stands.
    pub standing: Standing,
}

/// How a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The record shows it, or it undoes another.
    InForce,
    /// A later decision undid it.
    Undone,
    /// A later one stands in its place, or what it was about is no more: the page changed, or is read otherwise now.
    WithoutEffect,
}

impl Store {
    /// Writes a decision down and brings the record in line with it. Gives it as it stands then.
    pub fn decide(&mut self, judgement: &Judgement, by: &str, reason: Option<&str>) -> Result<DecisionLine, StoreError> {
        let (by, reason) = (by.trim(), reason.map(str::trim).filter(|r| !r.is_empty()));
        if by.is_empty() {
            return Err(StoreError::Decision("a decision is signed; say by whom".to_owned()));
        }
        self.whole(|tx, _, at_hand| decide(tx, at_hand, judgement, by, reason))
    }

    /// All decisions, the latest first.
    pub fn decisions(&self) -> Result<Vec<DecisionLine>, StoreError> {
        standing(&self.connection).map_err(|trouble| trouble.at(&self.path))
    }
}

/// All decisions with how each stands, the latest first.
fn standing(connection: &Connection) -> Result<Vec<DecisionLine>, Trouble> {
    let all = rows::all(connection)?;
    let undone: BTreeSet<i64> = all.iter().filter_map(|made| made.undoes).collect();
    let mut statement = connection.prepare_cached("SELECT DISTINCT decision FROM story_decisions")?;
    let in_force = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
    let mut of_page = connection.prepare_cached("SELECT s.story FROM story_pages s JOIN pages p ON p.id = s.page WHERE p.source = ?1")?;
    let mut of_entity = connection.prepare_cached(
        "SELECT s.story FROM claims c JOIN pages p ON p.current = c.version JOIN story_pages s ON s.page = p.id
         WHERE c.speaker = ?1 OR c.place = ?1 ORDER BY s.story LIMIT 1",
    )?;
    let mut line = |made: Made| {
        let standing = if undone.contains(&made.id) {
            Standing::Undone
        } else if in_force.contains(&made.id) || made.undoes.is_some() {
            Standing::InForce
        } else {
            Standing::WithoutEffect
        };
        let page = match &made.subject {
            Subject::Claim { anchor, .. } => Some(anchor.page.clone()),
            _ => None,
        };
        let story = match &made.subject {
            Subject::Claim { anchor, .. } => of_page.query_row([&anchor.page], |row| row.get(0)).optional()?,
            Subject::Pages { pages, .. } => of_page.query_row([pages.first()], |row| row.get(0)).optional()?,
            Subject::Entities { into, .. } => of_entity.query_row([into], |row| row.get(0)).optional()?,
            Subject::Nothing => None,
        };
        Ok(DecisionLine { decision: made.told(), page, story, standing })
    };
    all.into_iter().rev().map(&mut line).collect::<rusqlite::Result<_>>().map_err(Trouble::from)
}

/// A page as it is now: row, hash of its bytes, article as it was read.
struct Page {
    id: i64,
    sha256: String,
    article: Article,
}

fn page(tx: &Transaction, source: &str) -> Result<Page, Trouble> {
    let found: Option<(i64, Vec<u8>, Vec<u8>)> = tx
        .query_row(
            "SELECT p.id, r.sha256, a.json FROM pages p JOIN versions v ON v.id = p.current JOIN raw r ON r.id = v.raw
             JOIN articles a ON a.version = v.id WHERE p.source = ?1",
            [source],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let (id, hash, json) = found.ok_or_else(|| Trouble::Wrong(StoreError::NoPage(source.to_owned())))?;
    Ok(Page { id, sha256: hex::encode(&hash), article: pieces::unpack_json(&json)? })
}

fn wrong(message: impl Into<String>) -> Trouble {
    Trouble::Wrong(StoreError::Decision(message.into()))
}

fn decide(tx: &Transaction, at_hand: &AtHand, judgement: &Judgement, by: &str, reason: Option<&str>) -> Result<DecisionLine, Trouble> {
    let judgements = Judgements::load(tx)?;
    let mut undoes = None;
    let (kind, subject, pages) = match judgement {
        Judgement::Accept(claim) => of_claim(tx, DecisionKind::Accept, claim, |_, _| Ok(None))?,
        Judgement::Reject(claim) => of_claim(tx, DecisionKind::Reject, claim, |_, _| Ok(None))?,
        Judgement::Correct(claim, correction) => of_claim(tx, DecisionKind::Correct, claim, |claim, article| {
            correct::corrected(correction, claim, article, |id| judgements.resolve(id)).map(Some)
        })?,
        Judgement::Pin(claim) => {
            if reason.is_none() {
                return Err(wrong("a best figure is chosen for a reason; say which"));
            }
            of_claim(tx, DecisionKind::Pin, claim, |claim, _| match claim.kind.fact() {
                FactKind::Figure => Ok(None),
                _ => Err("only a figure can be the best of its series".to_owned()),
            })?
        }
        Judgement::Merge(one, other) => {
            let [(one, pages), (other, others)] = [story(tx, one)?, story(tx, other)?];
            if one == other {
                return Err(wrong("these are one story already"));
            }
            let ids = pages.iter().chain(&others).map(|(id, _)| *id).collect();
            let names = |pages: Vec<(i64, String)>| pages.into_iter().map(|(_, source)| source).collect();
            (DecisionKind::Merge, Subject::Pages { pages: names(pages), others: names(others) }, ids)
        }
        Judgement::Split(named, taken) => {
            let (_, pages) = story(tx, named)?;
            if let Some(other) = taken.iter().find(|source| !pages.iter().any(|(_, page)| page == *source)) {
                return Err(wrong(format!("«{other}» is no page of story {named}")));
            }
            let ids = pages.iter().map(|(id, _)| *id).collect();
            let (taken, others): (Vec<_>, Vec<_>) = pages.into_iter().map(|(_, source)| source).partition(|page| taken.contains(page));
            if taken.is_empty() || others.is_empty() {
                return Err(wrong("some pages go and some stay; name those that go"));
            }
            (DecisionKind::Split, Subject::Pages { pages: taken, others }, ids)
        }
        Judgement::Join(entity, into) => {
            let (entity, into) = (judgements.resolve(entity), judgements.resolve(into));
            if entity == into {
                return Err(wrong("these are one entity already"));
            }
            let nobody = |id: &str| wrong(format!("no page names «{id}»; give an entity's id, as `isnad claims` shows it"));
            let [stays, goes] = naming(tx, &judgements, [&into, &entity])?;
            let known = stays.known.ok_or_else(|| nobody(&into))?;
            let gone = goes.known.ok_or_else(|| nobody(&entity))?;
            match (&gone, &known) {
                (Known::Actor(_), Known::Actor(_)) | (Known::Place(_), Known::Place(_)) => {}
                _ => return Err(wrong("a place and an actor are not one")),
            }
            (DecisionKind::Join, Subject::Entities { entity, into, known, name: Some(gone.name().clone()) }, goes.pages)
        }
        Judgement::Undo(id) => {
            let all = rows::all(tx)?;
            let made = all.iter().find(|made| made.id == *id).ok_or(Trouble::Wrong(StoreError::NoDecision(*id)))?;
            if all.iter().any(|other| other.undoes == Some(*id)) {
                return Err(wrong(format!("decision {id} is undone already")));
            }
            let pages = match &made.subject {
                Subject::Claim { anchor, .. } => sources(tx, std::slice::from_ref(&anchor.page))?,
                Subject::Pages { pages, others } => sources(tx, &[pages.as_slice(), others].concat())?,
                Subject::Entities { into, .. } => {
                    let [one] = naming(tx, &judgements, [&judgements.resolve(into)])?;
                    one.pages
                }
                Subject::Nothing => return Err(wrong("what undoes is not undone; decide it anew")),
            };
            undoes = Some(*id);
            (DecisionKind::Undo, Subject::Nothing, pages)
        }
    };
    let id = rows::write(tx, kind, &subject, by, reason, undoes)?;
    let judgements = Judgements::load(tx)?;
    for page in &pages {
        reading::judge(tx, &judgements, *page)?;
    }
    let stories = stories::update(tx, at_hand, &judgements, &pages)?;
    let lines = standing(tx)?;
    let line = |id: i64| lines.iter().find(|line| line.decision.id == id);
    // What undoes a decision is about what that one is about.
    let about = line(undoes.unwrap_or(id));
    let mut told: Vec<_> = line(id).zip(about).map(|(line, about)| (about.story, told(line, about))).into_iter().collect();
    told.extend(stories);
    changes::write(tx, &told)?;
    Ok(lines.into_iter().find(|line| line.decision.id == id).ok_or(rusqlite::Error::QueryReturnedNoRows)?)
}

/// What is told of a decision that was just made; `about` is the one that it undoes, else the same.
fn told(line: &DecisionLine, about: &DecisionLine) -> News {
    let news = DecisionNews {
        decision: line.decision.id,
        decided: about.decision.kind,
        by: line.decision.by.clone(),
        reason: line.decision.reason.clone(),
        page: about.page.clone(),
        exact: about.decision.exact.clone(),
        undoes: line.decision.undoes,
    };
    if line.decision.kind == DecisionKind::Undo { News::Undo(news) } else { News::Decision(news) }
}

type Decided = (DecisionKind, Subject, Vec<i64>);

fn of_claim(
    tx: &Transaction,
    kind: DecisionKind,
    named: &ClaimRef,
    corrected: impl FnOnce(&isnad_model::Claim, &Article) -> Result<Option<Fields>, String>,
) -> Result<Decided, Trouble> {
    let page = page(tx, &named.page)?;
    let none = || Trouble::Wrong(StoreError::NoClaim { page: named.page.clone(), claim: named.claim.clone() });
    let claim = page.article.claims.iter().find(|c| c.id == named.claim).ok_or_else(none)?;
    let anchor = Anchor::of(&page.article, claim, &page.sha256);
    let corrected = corrected(claim, &page.article).map_err(wrong)?;
    Ok((kind, Subject::Claim { anchor, read: Fields::of(claim), corrected }, vec![page.id]))
}

/// A story's number and its pages.
fn story(tx: &Transaction, named: &str) -> Result<(i64, Vec<(i64, String)>), Trouble> {
    let number = crate::query::number(tx, named)?.ok_or_else(|| Trouble::Wrong(StoreError::NoStory(named.to_owned())))?;
    let mut statement =
        tx.prepare_cached("SELECT p.id, p.source FROM story_pages s JOIN pages p ON p.id = s.page WHERE s.story = ?1 ORDER BY p.source")?;
    let pages = statement.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok((number, pages))
}

fn sources(tx: &Transaction, names: &[String]) -> Result<Vec<i64>, Trouble> {
    let mut statement = tx.prepare_cached("SELECT id FROM pages WHERE source = ?1")?;
    let mut ids = Vec::new();
    for name in names {
        ids.extend(statement.query_row([name], |row| row.get::<_, i64>(0)).optional()?);
    }
    Ok(ids)
}

/// Who names an entity, and how the first of them does.
struct Named {
    pages: Vec<i64>,
    known: Option<Known>,
}

/// Reads all pages, once for all entities: one is joined once in a long while, and an index of who names whom would be kept for that
/// alone.
fn naming<const N: usize>(tx: &Transaction, judgements: &Judgements, entities: [&str; N]) -> Result<[Named; N], Trouble> {
    let mut statement = tx.prepare_cached("SELECT p.id, a.json FROM pages p JOIN articles a ON a.version = p.current ORDER BY p.id")?;
    let mut rows = statement.query([])?;
    let mut all = [const { Named { pages: Vec::new(), known: None } }; N];
    while let Some(row) = rows.next()? {
        let mut article: Article = pieces::unpack_json(&row.get::<_, Vec<u8>>(1)?)?;
        let mut ids = BTreeSet::new();
        join::each(&mut article, |id| _ = ids.insert(judgements.resolve(id)));
        for (named, entity) in all.iter_mut().zip(entities).filter(|(_, entity)| ids.contains(*entity)) {
            named.known = named.known.take().or_else(|| Known::of(&article, |id| judgements.resolve(id) == entity));
            named.pages.push(row.get(0)?);
        }
    }
    Ok(all)
}
