//! Pages about the same events: single-link clustering over shared entities and title words, weighted by how
//! rare they are among the pages given (tf-idf cosine, Salton and Buckley 1988), within a window of days.

use isnad_lexicon::fold;
use isnad_model::Article;
use rustc_hash::FxHashMap;

/// Two pages are of one story from this likeness on.
const ALIKE: f64 = 0.20;
/// Pages farther apart than this many days are of different stories.
const WINDOW: i32 = 21;

/// Sorts pages into stories; pages without claims are stories of their own only if nothing else is like them.
pub fn sort<'a>(articles: &[&'a Article]) -> Vec<Vec<&'a Article>> {
    let features: Vec<FxHashMap<String, f64>> = articles.iter().map(|a| features(a)).collect();
    let mut spread: FxHashMap<&str, f64> = FxHashMap::default();
    for page in &features {
        for feature in page.keys() {
            *spread.entry(feature).or_default() += 1.0;
        }
    }
    let total = articles.len() as f64;
    let weighted: Vec<FxHashMap<&str, f64>> = features
        .iter()
        .map(|page| {
            let mut vector: FxHashMap<&str, f64> =
                page.iter().map(|(f, n)| (f.as_str(), (1.0 + n.ln()) * (1.0 + total / spread[f.as_str()]).ln())).collect();
            let length = vector.values().map(|w| w * w).sum::<f64>().sqrt().max(1e-9);
            vector.values_mut().for_each(|w| *w /= length);
            vector
        })
        .collect();
    let mut parent: Vec<usize> = (0..articles.len()).collect();
    for a in 0..articles.len() {
        for b in a + 1..articles.len() {
            let likeness: f64 = weighted[a].iter().filter_map(|(f, w)| weighted[b].get(f).map(|v| w * v)).sum();
            if likeness >= ALIKE && near(articles[a], articles[b]) {
                let (x, y) = (root(&mut parent, a), root(&mut parent, b));
                parent[x.max(y)] = x.min(y);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<&Article>)> = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        let root = root(&mut parent, at);
        match groups.iter_mut().find(|(r, _)| *r == root) {
            Some((_, group)) => group.push(article),
            None => groups.push((root, vec![article])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn root(parent: &mut [usize], at: usize) -> usize {
    let mut at = at;
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Entities count by how often they are named, title words once.
fn features(article: &Article) -> FxHashMap<String, f64> {
    let mut all: FxHashMap<String, f64> = FxHashMap::default();
    for id in article.places.iter().map(|p| &p.id).chain(article.actors.iter().map(|a| &a.id)) {
        *all.entry(id.clone()).or_default() += 1.0;
    }
    let folded = fold::fold(article.title.as_deref().unwrap_or_default());
    for at in 0..folded.tokens.len() {
        let word = folded.form(at);
        if word.chars().count() > 3 {
            all.entry(format!("title {}", word.trim_start_matches("ال"))).or_insert(1.0);
        }
    }
    all
}

fn near(a: &Article, b: &Article) -> bool {
    let day = |x: &Article| x.published.value.as_ref().and_then(|v| v.get(..10)).and_then(|d| d.parse::<jiff::civil::Date>().ok());
    match (day(a), day(b)) {
        (Some(x), Some(y)) => x.since(y).is_ok_and(|s| s.get_days().abs() <= WINDOW),
        _ => true,
    }
}

/// The title of the page that shares most with the others: the longest of those with most claims.
pub fn title(articles: &[&Article]) -> String {
    articles
        .iter()
        .filter_map(|a| a.title.as_ref().map(|t| (a.claims.len(), t)))
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, t)| t.clone())
        .or_else(|| articles.first().map(|a| a.text.chars().take(90).collect()))
        .unwrap_or_default()
}
