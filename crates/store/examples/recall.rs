//! How much of what was looked for is found, by the store's word index and by plain FTS5 with its `unicode61` tokenizer.
//!
//! `cargo run --release -p isnad-store --example recall -- eval/search/queries.tsv PAGES`
//!
//! A page is wanted if it has any form of the word that is asked for. The forms are spelled out from what stands in the table of
//! queries, by rules of this file alone: nothing of the stemmer decides what is wanted.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::unwrap_used)] // a measurement, which may fail loudly

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use isnad_lexicon::Stemmer;
use isnad_lexicon::fold::{TokenKind, fold, fold_key};
use isnad_page::{Limits, Rules, Source};
use rusqlite::Connection;

const PRONOUNS: [&str; 9] = ["ه", "ها", "هم", "هما", "هن", "ي", "نا", "ك", "كم"];

struct Query {
    word: String,
    kind: String,
    forms: Vec<String>,
}

/// A form with its endings: those that may take a pronoun, and those that may not.
fn endings(kind: &str, form: &str) -> Vec<String> {
    let mut all = vec![form.to_owned()];
    let head = form.strip_suffix('ة');
    match (kind, head) {
        ("v", _) => {
            let weak = form.strip_suffix(['ى', 'ي', 'و']);
            all.extend(["ت", "ا", "تا", "ان", "ن"].map(|e| format!("{form}{e}")));
            all.extend(["وا", "ون", "و"].map(|e| format!("{}{e}", weak.unwrap_or(form))));
            all.extend(weak.map(|w| format!("{w}ا")));
        }
        (_, Some(head)) => all.extend(["ت", "تان", "تين", "تا", "تي", "ات"].map(|e| format!("{head}{e}"))),
        ("a", None) => {
            all.extend(["ة", "ت", "ات", "ون", "ين", "و", "ي", "ا", "ان", "تان", "تين"].map(|e| format!("{form}{e}")));
        }
        ("s", None) => all.extend(["ات", "ا", "ان", "ين", "ي"].map(|e| format!("{form}{e}"))),
        _ => all.extend(["ا", "ان", "ين", "ي"].map(|e| format!("{form}{e}"))),
    }
    if let Some(head) = form.strip_suffix('ء') {
        all.extend(["ئ", "ؤ"].map(|seat| format!("{head}{seat}")));
    }
    all
}

fn paradigm(query: &Query) -> HashSet<String> {
    let heads: &[&str] = if query.kind == "v" { &["", "س", "ل"] } else { &["", "ب", "ل", "ك", "ال", "بال", "كال", "لل"] };
    let mut all = HashSet::new();
    for form in &query.forms {
        for written in endings(&query.kind, form) {
            let tails = PRONOUNS.iter().map(|p| format!("{written}{p}")).chain([written.clone()]);
            for tail in tails {
                for (first, head) in ["", "و", "ف"].iter().flat_map(|first| heads.iter().map(move |head| (first, head))) {
                    all.insert(fold_key(&format!("{first}{head}{tail}")));
                }
            }
        }
    }
    all
}

fn queries(path: &str) -> Vec<Query> {
    let text = std::fs::read_to_string(path).expect("the queries are read");
    let rows = text.lines().filter(|l| !l.starts_with('#')).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        Query { word: cells[0].to_owned(), kind: cells[1].to_owned(), forms: cells[2].split('|').map(str::to_owned).collect() }
    })
    .collect()
}

fn asked(connection: &Connection, table: &str, question: &str) -> BTreeSet<i64> {
    let mut statement = connection.prepare(&format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1")).expect("a question");
    statement.query_map([question], |row| row.get(0)).expect("it is asked").collect::<Result<_, _>>().expect("pages")
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (table, folder) = (arguments.next().expect("the queries"), arguments.next().expect("a folder of pages"));
    let lexicon = Arc::new(isnad_packs::built_in().expect("the packs load"));
    let (rules, stemmer) = (Rules::new(&lexicon), Stemmer::new(lexicon.clone()));
    let queries = queries(&table);
    let wanted_by: HashMap<String, Vec<usize>> = queries.iter().enumerate().fold(HashMap::new(), |mut all, (at, query)| {
        paradigm(query).into_iter().for_each(|form| all.entry(form).or_insert_with(Vec::new).push(at));
        all
    });

    let connection = Connection::open_in_memory().expect("a database");
    connection
        .execute_batch(
            "CREATE VIRTUAL TABLE plain USING fts5 (text, content = '');
             CREATE VIRTUAL TABLE ours USING fts5 (stems, content = '', tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co'\");
             BEGIN;",
        )
        .expect("tables");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).expect("a folder").map(|e| e.expect("a page").path()).collect();
    paths.sort();
    let mut wanted: Vec<BTreeSet<i64>> = vec![BTreeSet::new(); queries.len()];
    let mut stems: HashMap<String, String> = HashMap::new();
    for (row, path) in (1i64..).zip(&paths) {
        let bytes = std::fs::read(path).expect("a page is read");
        let name = path.display().to_string();
        let Ok(article) = isnad_page::read(&bytes, &Source { path_or_url: &name, content_type: None }, &rules, &Limits::default()) else {
            continue;
        };
        let folded = fold(&article.text);
        let mut line = String::new();
        for (at, token) in folded.tokens.iter().enumerate().filter(|(_, t)| matches!(t.kind, TokenKind::Word | TokenKind::Digits)) {
            let form = folded.form(at);
            if token.kind == TokenKind::Word {
                wanted_by.get(form).into_iter().flatten().for_each(|query| _ = wanted[*query].insert(row));
            }
            let stem = stems.entry(form.to_owned()).or_insert_with(|| stemmer.stem(form).into_owned());
            line.push_str(stem);
            line.push(' ');
        }
        connection.execute("INSERT INTO plain (rowid, text) VALUES (?1, ?2)", rusqlite::params![row, article.text]).expect("a row");
        connection.execute("INSERT INTO ours (rowid, stems) VALUES (?1, ?2)", rusqlite::params![row, line]).expect("a row");
    }

    let mut sums = [[0.0f64; 2]; 2];
    let verbose = arguments.next().is_some();
    for (query, wanted) in queries.iter().zip(&wanted) {
        let stem = stemmer.stem(&fold_key(&query.word)).into_owned();
        let answers = [asked(&connection, "plain", &format!("\"{}\"", query.word)), asked(&connection, "ours", &format!("\"{stem}\""))];
        for (sum, answer) in sums.iter_mut().zip(&answers) {
            let right = answer.intersection(wanted).count() as f64;
            sum[0] += right / wanted.len().max(1) as f64;
            sum[1] += if answer.is_empty() { 1.0 } else { right / answer.len() as f64 };
        }
        if verbose {
            let right = answers[1].intersection(wanted).count();
            let others: BTreeSet<String> = query.forms.iter().map(|f| stemmer.stem(&fold_key(f)).into_owned()).collect();
            println!(
                "{}\t{stem}\t{others:?}\twanted {}\tplain {}\tours {}\tright {right}",
                query.word,
                wanted.len(),
                answers[0].len(),
                answers[1].len()
            );
        }
    }
    let count = queries.len() as f64;
    println!("{} queries on {} pages, means over queries", queries.len(), paths.len());
    for (name, [recall, precision]) in ["plain unicode61", "stems"].iter().zip(sums) {
        println!("{name:<16} recall {:.3}  precision {:.3}", recall / count, precision / count);
    }
}
