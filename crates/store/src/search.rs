//! Words found through clitics, spellings and inflections.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use isnad_lexicon::Stemmer;
use isnad_lexicon::fold::fold;
use isnad_model::Article;
use rusqlite::{Connection, params};
use schemars::JsonSchema;

use crate::add::words;
use crate::fault::StoreError;
use crate::query::Latest;
use crate::store::{Store, Trouble};
use crate::{page, pieces};

/// A page found.
#[derive(Clone, Debug, PartialEq, serde::Serialize, JsonSchema)]
pub struct Found {
    /// The page.
    pub source: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its outlet's name or domain.
    pub outlet: Option<String>,
    /// Its day.
    pub day: Option<String>,
    /// The story it is in.
    pub story: Option<i64>,
    /// The name of its content.
    pub content: String,
    /// When this version of it was added.
    pub added: String,
    /// The stretch of the text that has most of what was looked for.
    pub snippet: Snippet,
}

/// A stretch of an article's text, in the text's own spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, JsonSchema)]
pub struct Snippet {
    /// First code point in the article's text.
    pub start: usize,
    /// The characters.
    pub text: String,
    /// The words found in it, in code points from its beginning.
    pub marks: Vec<Range<usize>>,
}

/// What a search is narrowed by.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// First day.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// An outlet's name or domain.
    pub outlet: Option<String>,
    /// Which stand first.
    pub order: Latest,
    /// Pages that are left out at the beginning.
    pub skip: usize,
    /// Pages at most; 0 is all.
    pub limit: usize,
}

impl Snippet {
    /// The characters in parts, with whether each is what was looked for.
    pub fn parts(&self) -> Vec<(bool, String)> {
        let letters: Vec<char> = self.text.chars().collect();
        let piece = |range: Range<usize>| letters.get(range).unwrap_or_default().iter().collect::<String>();
        let (mut parts, mut at) = (Vec::new(), 0);
        for mark in &self.marks {
            parts.push((false, piece(at..mark.start)));
            parts.push((true, piece(mark.clone())));
            at = mark.end;
        }
        parts.push((false, piece(at..letters.len())));
        parts.retain(|(_, words)| !words.is_empty());
        parts
    }
}

/// Words of a snippet.
const SNIPPET: usize = 24;

/// One thing looked for: words that stand one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    forms: Vec<String>,
    /// Whether pages that have it are left out.
    not: bool,
}

/// Marks around words that stand together.
const QUOTES: [(char, char); 4] = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];

fn terms(query: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = query.trim_start();
    while let Some(first) = rest.chars().next() {
        let (not, inner) = match rest.strip_prefix(['-', '−']) {
            Some(inner) => (true, inner),
            None => (false, rest),
        };
        let opened = inner.chars().next().and_then(|c| QUOTES.iter().find(|(open, _)| *open == c));
        let (piece, after) = match opened {
            Some((open, close)) => {
                let inner = &inner[open.len_utf8()..];
                inner.split_once(*close).unwrap_or((inner, ""))
            }
            None => inner.split_once(char::is_whitespace).unwrap_or((inner, "")),
        };
        let folded = fold(piece);
        let forms: Vec<String> = words(&folded).map(|(_, form)| form.to_owned()).collect();
        if !forms.is_empty() {
            terms.push(Term { forms, not });
        }
        rest = if after.len() < rest.len() { after.trim_start() } else { &rest[first.len_utf8()..] };
    }
    terms
}

/// The question as the index takes it. A word may stand as it is written or by its stem; the former weighs more.
fn question(terms: &[Term], stemmer: &Stemmer) -> Option<String> {
    let phrase = |forms: &[String]| format!("\"{}\"", forms.join(" "));
    let one = |term: &Term| {
        let stems: Vec<String> = term.forms.iter().map(|f| stemmer.stem(f).into_owned()).collect();
        format!("(forms : {} OR stems : {})", phrase(&term.forms), phrase(&stems))
    };
    let wanted: Vec<String> = terms.iter().filter(|t| !t.not).map(one).collect();
    let unwanted: Vec<String> = terms.iter().filter(|t| t.not).map(one).collect();
    match (wanted.is_empty(), unwanted.is_empty()) {
        (true, _) => None,
        (false, true) => Some(wanted.join(" AND ")),
        (false, false) => Some(format!("({}) NOT ({})", wanted.join(" AND "), unwanted.join(" OR "))),
    }
}

/// Puts a version's words into the index.
pub(crate) fn index(connection: &Connection, stemmer: &Stemmer, version: i64, article: &Article) -> rusqlite::Result<()> {
    let folded = fold(&article.text);
    let (mut forms, mut stems) = (String::new(), String::new());
    let title = article.title.as_deref().filter(|t| !article.text.starts_with(*t)).map(fold);
    for (_, form) in title.iter().flat_map(words).chain(words(&folded)) {
        for (line, word) in [(&mut forms, form), (&mut stems, &*stemmer.stem(form))] {
            line.push_str(word);
            line.push(' ');
        }
    }
    connection.prepare_cached("INSERT INTO words (rowid, forms, stems) VALUES (?1, ?2, ?3)")?.execute(params![version, forms, stems])?;
    Ok(())
}

impl Store {
    /// Pages that have all the words, the best first. `"…"` and `«…»` hold words that stand together, `-` leaves out.
    pub fn search(&self, query: &str, narrow: &Narrow) -> Result<Vec<Found>, StoreError> {
        let terms = terms(query);
        let question = question(&terms, &self.stemmer).ok_or_else(|| StoreError::NoWord(query.to_owned()))?;
        let wrong = |fault| self.wrong(fault);
        let order = match narrow.order {
            // Of two that fit as well, the one that was there first.
            Latest::Told => "bm25(words, 2.0, 1.0), w.rowid",
            Latest::Added => "w.rowid DESC",
        };
        // What the pages say is read of those alone that are shown, not of all that have the words.
        let narrowed = if narrow.since.is_none() && narrow.until.is_none() && narrow.outlet.is_none() {
            "WHERE words MATCH ?1"
        } else {
            "JOIN articles a INDEXED BY articles_asked ON a.version = w.rowid
             WHERE words MATCH ?1 AND (?2 IS NULL OR a.day >= ?2) AND (?3 IS NULL OR a.day <= ?3)
               AND (?4 IS NULL OR a.outlet = ?4 OR a.domain = ?4)"
        };
        let query = format!("SELECT w.rowid FROM words w {narrowed} ORDER BY {order} LIMIT ?5 OFFSET ?6");
        // One view of the file, whoever writes meanwhile.
        let _view = self.connection.unchecked_transaction().map_err(wrong)?;
        let mut statement = self.connection.prepare_cached(&query).map_err(wrong)?;
        let versions: Vec<i64> = statement
            .query_map(
                params![question, narrow.since, narrow.until, narrow.outlet, pieces::limit(narrow.limit), pieces::skip(narrow.skip)],
                |row| row.get(0),
            )
            .map_err(wrong)?
            .collect::<rusqlite::Result<_>>()
            .map_err(wrong)?;
        let wanted = terms.iter().filter(|t| !t.not).flat_map(|t| &t.forms);
        let mut wanted = Wanted::of(wanted.map(|form| self.stemmer.stem(form).into_owned()).collect(), &self.stemmer);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT p.source, a.title, coalesce(a.outlet, a.domain), a.day, s.story, a.json, r.sha256, v.added
                 FROM articles a JOIN pages p ON p.current = a.version JOIN versions v ON v.id = a.version JOIN raw r ON r.id = v.raw
                 LEFT JOIN story_pages s ON s.page = p.id WHERE a.version = ?1",
            )
            .map_err(wrong)?;
        let mut found = Vec::new();
        for version in versions {
            let mut rows = statement.query([version]).map_err(wrong)?;
            let Some(row) = rows.next().map_err(wrong)? else { continue };
            let Said { text } = self.unpacked(&row.get::<_, Vec<u8>>(5).map_err(wrong)?)?;
            found.push(Found {
                source: row.get(0).map_err(wrong)?,
                title: row.get(1).map_err(wrong)?,
                outlet: row.get(2).map_err(wrong)?,
                day: row.get(3).map_err(wrong)?,
                story: row.get(4).map_err(wrong)?,
                content: page::name(&row.get::<_, Vec<u8>>(6).map_err(wrong)?),
                added: row.get(7).map_err(wrong)?,
                snippet: snippet(&text, &mut wanted),
            });
        }
        Ok(found)
    }

    /// Makes the word index anew if it was made with other stems than this program has.
    pub(crate) fn index_again_if_stemmed_otherwise(&mut self) -> Result<(), StoreError> {
        let stemming = self.stemmer.fingerprint();
        let known = Store::meta(&self.connection, "stems").map_err(|e| self.wrong(e))?;
        if known.as_deref() == Some(&stemming) {
            return Ok(());
        }
        self.whole(|tx, stemmer, _| {
            tx.execute("DELETE FROM words", [])?;
            let mut statement = tx.prepare("SELECT a.version, a.json FROM pages p JOIN articles a ON a.version = p.current")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let article: Article = pieces::unpack_json(&row.get::<_, Vec<u8>>(1)?)?;
                index(tx, stemmer, row.get(0)?, &article)?;
            }
            tx.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('stems', ?1)", [&stemming])?;
            Ok::<(), Trouble>(())
        })
    }
}

/// Of all that was read of a page, what it says.
#[derive(serde::Deserialize)]
struct Said {
    text: String,
}

/// The stems that are looked for, and the forms that were met.
struct Wanted<'s> {
    stems: Vec<String>,
    stemmer: &'s Stemmer,
    /// Pages say the same words again and again: a form is stemmed once.
    met: HashMap<String, Option<usize>>,
}

impl<'s> Wanted<'s> {
    fn of(stems: BTreeSet<String>, stemmer: &'s Stemmer) -> Self {
        Wanted { stems: stems.into_iter().collect(), stemmer, met: HashMap::new() }
    }

    /// Which of the stems a form has.
    fn stem(&mut self, form: &str) -> Option<usize> {
        if let Some(known) = self.met.get(form) {
            return *known;
        }
        let stem = self.stemmer.stem(form);
        let stem = self.stems.binary_search_by(|wanted| wanted.as_str().cmp(&stem)).ok();
        self.met.insert(form.to_owned(), stem);
        stem
    }
}

/// The stretch with most of the stems, the first of equals.
fn snippet(text: &str, wanted: &mut Wanted) -> Snippet {
    let folded = fold(text);
    let all: Vec<(usize, Option<usize>)> = words(&folded).map(|(token, form)| (token, wanted.stem(form))).collect();
    let hits: Vec<(usize, usize)> = all.iter().enumerate().filter_map(|(at, (_, stem))| Some((at, (*stem)?))).collect();
    let score = |from: usize| {
        let inside = &hits[hits.partition_point(|(at, _)| *at < from)..hits.partition_point(|(at, _)| *at < from + SNIPPET)];
        let different: BTreeSet<usize> = inside.iter().map(|(_, stem)| *stem).collect();
        (different.len(), inside.len())
    };
    let best = hits.iter().map(|(at, _)| *at).max_by_key(|at| (score(*at), std::cmp::Reverse(*at))).unwrap_or(0);
    // A little of what stands before, so that the word is read in its sentence.
    let from = best.saturating_sub(SNIPPET / 4);
    let past = (from + SNIPPET).min(all.len());
    let (Some((first, _)), Some((last, _))) = (all.get(from), past.checked_sub(1).and_then(|last| all.get(last))) else {
        return Snippet::default();
    };
    let bytes = folded.source_bytes(*first..last + 1);
    let points = |bytes: Range<usize>| text[bytes].chars().count();
    let marks = all[from..past]
        .iter()
        .filter(|(_, stem)| stem.is_some())
        .map(|(token, _)| {
            let word = folded.source_bytes(*token..token + 1);
            let start = points(bytes.start..word.start);
            start..start + points(word)
        })
        .collect();
    Snippet { start: points(0..bytes.start), text: text[bytes].to_owned(), marks }
}

#[cfg(test)]
mod tests {
    use super::Snippet;

    #[test]
    fn a_snippet_falls_into_what_was_looked_for_and_the_rest() {
        let snippet = Snippet { start: 9, text: "في سبها وسبها".to_owned(), marks: vec![3..7, 8..13] };
        let parts = [(false, "في "), (true, "سبها"), (false, " "), (true, "وسبها")].map(|(marked, words)| (marked, words.to_owned()));
        assert_eq!(snippet.parts(), parts);
    }
}
