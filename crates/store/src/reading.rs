//! What was read from a version: the article as it was read, the rows of claims as they were judged.

use std::collections::BTreeSet;

use isnad_lexicon::fold::fold_key;
use isnad_model::{Article, Claim, ClaimKind, written};
use rusqlite::{Transaction, params};

use crate::decisions::Judgements;
use crate::pieces;
use crate::store::Trouble;

/// Writes what was read from a version, in the place of what was read from it before. `sha256` is that of its bytes.
pub(crate) fn write(tx: &Transaction, judgements: &Judgements, version: i64, article: &Article, sha256: &str) -> Result<(), Trouble> {
    let day = article.published.value.as_deref().and_then(pieces::first_day);
    tx.execute(
        "INSERT OR REPLACE INTO articles (version, title, outlet, domain, language, published, day, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            version,
            article.title,
            article.outlet.name,
            article.outlet.domain,
            article.language,
            article.published.value,
            day,
            pieces::pack_json(article)?
        ],
    )?;
    write_claims(tx, judgements, version, article, sha256, day.as_deref())?;
    write_names(tx, article)
}

/// Brings the claims of a page in line with what was decided about them.
pub(crate) fn judge(tx: &Transaction, judgements: &Judgements, page: i64) -> Result<(), Trouble> {
    let (version, json, hash, day): (i64, Vec<u8>, Vec<u8>, Option<String>) = tx
        .prepare_cached(
            "SELECT v.id, a.json, r.sha256, a.day FROM pages p JOIN versions v ON v.id = p.current JOIN raw r ON r.id = v.raw
             JOIN articles a ON a.version = v.id WHERE p.id = ?1",
        )?
        .query_row([page], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let article: Article = pieces::unpack_json(&json)?;
    write_claims(tx, judgements, version, &article, &hex::encode(&hash), day.as_deref())
}

fn write_claims(
    tx: &Transaction,
    judgements: &Judgements,
    version: i64,
    article: &Article,
    sha256: &str,
    day: Option<&str>,
) -> Result<(), Trouble> {
    let judged = judgements.judge(article, sha256);
    for claim in &judged.article.claims {
        write_claim(tx, version, claim, day, judged.decisions.get(&claim.id))?;
    }
    let names: BTreeSet<&str> = judged.article.claims.iter().map(|c| c.id.as_str()).collect();
    let mut statement = tx.prepare_cached("SELECT id, name FROM claims WHERE version = ?1")?;
    let old = statement.query_map([version], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
    for (gone, _) in old.iter().filter(|(_, name)| !names.contains(name.as_str())) {
        tx.execute("DELETE FROM claims WHERE id = ?1", [gone])?;
    }
    Ok(())
}

fn write_claim(tx: &Transaction, version: i64, claim: &Claim, day: Option<&str>, decision: Option<&i64>) -> Result<(), Trouble> {
    let (mut measure, mut low, mut high, mut qualifier, mut grouped) = (None, None, None, None, None);
    let (mut what, mut place, mut time) = (None, None, None);
    match &claim.kind {
        ClaimKind::Figure(figure) => {
            measure = written(&figure.measure);
            (low, high) = (figure.low.map(|q| q.0), figure.high.map(|q| q.0));
            qualifier = written(&figure.qualifier);
            grouped = Some(figure.group.as_str());
            (place, time) = (figure.place.as_ref(), figure.asof.as_ref());
        }
        ClaimKind::Event(event) => {
            what = event.what.and_then(|w| written(&w)).or_else(|| written(&event.event_type));
            (place, time) = (event.place.as_ref(), event.date.as_ref());
        }
        ClaimKind::Statement(statement) => what = written(&statement.mode),
        ClaimKind::Quote => {}
    }
    let own_day = time.and_then(|t| pieces::first_day(t));
    tx.prepare_cached(
        "INSERT INTO claims (version, name, kind, modality, first, past, exact, measure, low, high, qualifier, grouped, what, place, speaker,
             time, day, decision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
         ON CONFLICT (version, name) DO UPDATE SET kind = excluded.kind, modality = excluded.modality, first = excluded.first,
             past = excluded.past, exact = excluded.exact, measure = excluded.measure, low = excluded.low, high = excluded.high,
             qualifier = excluded.qualifier, grouped = excluded.grouped, what = excluded.what, place = excluded.place,
             speaker = excluded.speaker, time = excluded.time, day = excluded.day, decision = excluded.decision, status = NULL",
    )?
    .execute(params![
        version,
        claim.id,
        written(&claim.kind.fact()),
        written(&claim.modality),
        claim.start,
        claim.end,
        claim.exact,
        measure,
        low,
        high,
        qualifier,
        grouped,
        what,
        place,
        claim.attribution.first().map(|a| &a.id),
        time,
        own_day.as_deref().or(day),
        decision
    ])?;
    Ok(())
}

fn write_names(tx: &Transaction, article: &Article) -> Result<(), Trouble> {
    let actors = article.actors.iter().map(|a| (&a.id, a.spelling(), &a.name));
    let places = article.places.iter().map(|p| (&p.id, p.spelling(), &p.name));
    let named: BTreeSet<(String, &str)> = actors
        .chain(places)
        .flat_map(|(id, spelling, name)| {
            [Some(spelling), name.en.as_deref(), name.ar.as_deref()].into_iter().flatten().map(move |n| (fold_key(n), id.as_str()))
        })
        .collect();
    let mut statement = tx.prepare_cached("INSERT OR IGNORE INTO names (folded, entity) VALUES (?1, ?2)")?;
    for (folded, entity) in named {
        statement.execute([folded.as_str(), entity])?;
    }
    Ok(())
}
