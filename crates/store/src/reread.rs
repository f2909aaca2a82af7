//! Pages read anew by another version of the program: what was given stays, what is read from it is replaced, the former reading kept.

use isnad_model::{Article, Claim, FactKind, Fields};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::add::now;
use crate::decisions::Judgements;
use crate::fault::StoreError;
use crate::store::{Store, Trouble};
use crate::{changes, pieces, reading, search, stories};

/// A page as it is kept, to be read anew.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The page's row; batches go on from the last one.
    pub page: i64,
    /// What it was given as: what it is read as again.
    pub given: String,
    /// What its carrier called it, which tells its character set.
    pub content_type: Option<String>,
    /// The page byte by byte.
    pub bytes: Vec<u8>,
}

/// What another reading of a page changed.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Reread {
    /// The page.
    pub source: String,
    /// The version of the program that had read it.
    pub program: String,
    /// Whether its text, title, outlet or day is another one.
    pub said: bool,
    /// Claims that are new, gone or otherwise.
    pub claims: Vec<ClaimChange>,
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ClaimChange {
    /// Its kind.
    pub kind: FactKind,
    /// Its characters.
    pub exact: String,
    /// What it said; absent where it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Fields>,
    /// What it says; absent where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Fields>,
}

impl Store {
    /// Pages as they are now, those behind a row, at most so many.
    pub fn kept(&self, after: i64, at_most: usize) -> Result<Vec<Kept>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT p.id, v.given, r.zstd, c.content_type FROM pages p JOIN versions v ON v.id = p.current
                 JOIN raw r ON r.id = v.raw LEFT JOIN carried c ON c.sha256 = r.sha256 WHERE p.id > ?1 ORDER BY p.id LIMIT ?2",
            )
            .map_err(wrong)?;
        let mut rows = statement.query(params![after, i64::try_from(at_most).unwrap_or(i64::MAX)]).map_err(wrong)?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next().map_err(wrong)? {
            let packed: Vec<u8> = row.get(2).map_err(wrong)?;
            let bytes = pieces::unpack(&packed).map_err(|e| StoreError::Damaged(self.path.clone(), e.to_string()))?;
            kept.push(Kept {
                page: row.get(0).map_err(wrong)?,
                given: row.get(1).map_err(wrong)?,
                content_type: row.get(3).map_err(wrong)?,
                bytes,
            });
        }
        Ok(kept)
    }

    /// Puts other readings of pages, by their rows, in the place of those that the store has, all or none, and brings their stories up
    /// to date. Gives what changed, page by page; `dry` only says what would.
    pub fn reread(&mut self, pages: &[(i64, Article)], dry: bool) -> Result<Vec<Reread>, StoreError> {
        self.whole(|tx, stemmer, at_hand| {
            let judgements = Judgements::load(tx)?;
            let (mut all, mut changed) = (Vec::new(), Vec::new());
            for (page, article) in pages {
                if let Some(reread) = replace(tx, stemmer, &judgements, *page, article, dry)? {
                    all.push(reread);
                    changed.push(*page);
                }
            }
            if !dry {
                let told = stories::update(tx, at_hand, &judgements, &changed)?;
                changes::write(tx, &told)?;
            }
            Ok(all)
        })
    }
}

fn replace(
    tx: &Transaction,
    stemmer: &isnad_lexicon::Stemmer,
    judgements: &Judgements,
    page: i64,
    article: &Article,
    dry: bool,
) -> Result<Option<Reread>, Trouble> {
    type Row = (String, i64, String, Vec<u8>, Vec<u8>);
    let row: Option<Row> = tx
        .query_row(
            "SELECT p.source, v.id, v.program, r.sha256, a.json FROM pages p JOIN versions v ON v.id = p.current
             JOIN raw r ON r.id = v.raw JOIN articles a ON a.version = v.id WHERE p.id = ?1",
            [page],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )
        .optional()?;
    let Some((source, version, program, hash, json)) = row else { return Ok(None) };
    let article = Article { source: source.clone(), ..article.clone() };
    let before = pieces::unpack(&json)?;
    if before == serde_json::to_vec(&article).map_err(std::io::Error::from)? {
        return Ok(None);
    }
    // A reading that this program cannot read is replaced all the more.
    let old: Article = serde_json::from_slice(&before).unwrap_or_default();
    let (was, is) = (pieces::said(&old), pieces::said(&article));
    let reread = Reread { said: was != is, claims: changes(&old.claims, &article.claims), source, program };
    if !dry {
        tx.execute(
            "INSERT INTO former_readings (version, program, replaced, json) VALUES (?1, ?2, ?3, ?4)",
            params![version, reread.program, now(), json],
        )?;
        tx.execute("UPDATE versions SET program = ?2, said = ?3 WHERE id = ?1", params![version, env!("CARGO_PKG_VERSION"), is])?;
        reading::write(tx, judgements, version, &article, &hex::encode(&hash))?;
        tx.execute("DELETE FROM words WHERE rowid = ?1", [version])?;
        search::index(tx, stemmer, version, &article)?;
    }
    Ok(Some(reread))
}

/// Claims of the same kind at the same characters are one claim, wherever the text stands now.
fn changes(before: &[Claim], after: &[Claim]) -> Vec<ClaimChange> {
    let mut open: Vec<&Claim> = before.iter().collect();
    let mut changes = Vec::new();
    for claim in after {
        let kind = claim.kind.fact();
        let alike = |c: &&Claim| c.kind.fact() == kind && c.exact == claim.exact;
        let at = open.iter().position(|c| alike(c) && c.start == claim.start).or_else(|| open.iter().position(alike));
        let was = at.map(|at| Fields::of(open.remove(at)));
        let is = Fields::of(claim);
        if was.as_ref() != Some(&is) {
            changes.push(ClaimChange { kind, exact: claim.exact.clone(), before: was, after: Some(is) });
        }
    }
    let gone = open.into_iter();
    changes.extend(gone.map(|c| ClaimChange { kind: c.kind.fact(), exact: c.exact.clone(), before: Some(Fields::of(c)), after: None }));
    changes
}
