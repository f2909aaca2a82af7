//! What holds of any bytes as a feed; the property tests and the fuzz target ask for the same.

use std::collections::HashSet;
use std::sync::LazyLock;

use isnad_collect::Limits;
use isnad_collect::feed::{FeedKind, read};
use isnad_lexicon::Lexicon;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));

/// No panic; addresses are absolute, of http or https, without passwords, each once; titles and faults are one line each; limits hold.
pub fn hold(bytes: &[u8]) {
    let limits = Limits { feed: 4096, feed_entries: 10, sitemap_entries: 20, feed_depth: 32, feed_attributes: 8, ..Limits::default() };
    let read = || read(bytes, None, "https://nakheel.example/feeds/news.xml", Some(&LEXICON), &limits);
    let result = read();
    assert_eq!(result, read(), "the same bytes give the same feed");
    let Ok(feed) = result else { return };
    let most = if matches!(feed.kind, FeedKind::Sitemap | FeedKind::SitemapIndex) { 20 } else { 10 };
    assert!(feed.entries.len() + feed.sitemaps.len() <= most);
    assert!(feed.entries.is_empty() || feed.sitemaps.is_empty());
    let mut seen = HashSet::new();
    for entry in feed.entries.iter().chain(&feed.sitemaps) {
        assert!(seen.insert(&entry.address), "{} is there twice", entry.address);
        let rest = entry.address.strip_prefix("https://").or_else(|| entry.address.strip_prefix("http://")).expect("http or https");
        assert!(!rest.split('/').next().expect("a host").contains('@'), "{}", entry.address);
        assert!(!entry.address.contains(['#', '\n', ' ']), "{}", entry.address);
    }
    let titles = feed.entries.iter().filter_map(|e| e.title.as_ref()).chain(&feed.title);
    assert!(titles.clone().all(|t| !t.is_empty() && !t.contains(char::is_control) && t.trim() == t));
    assert!(feed.faults.len() <= 22 && feed.faults.iter().all(|f| !f.is_empty() && !f.contains('\n')), "{:?}", feed.faults);
    assert!(feed.every.is_none_or(|every| !every.is_zero()));
}
