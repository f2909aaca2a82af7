//! The store on the demo pages that come with the project.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_model::{FactKind, Measure};
use isnad_page::{Limits, Rules, Source};
use isnad_store::{Claims, Given, Narrow, Outcome, Store, StoreError, Stories, StoryOrder, content};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(isnad_packs::built_in().expect("the packs load")));

fn stemmer() -> Stemmer {
    Stemmer::new(LEXICON.clone())
}

fn page(source: &str, bytes: &[u8]) -> Given {
    let from = Source { path_or_url: source, content_type: None };
    let article = isnad_page::read(bytes, &from, &Rules::new(&LEXICON), &Limits::default()).expect("the page is read");
    Given { bytes: bytes.to_vec(), article: isnad_read::read(article, &LEXICON) }
}

fn demo() -> Vec<Given> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("the demo").map(|e| e.expect("a page").path()).collect();
    paths.sort();
    paths.iter().map(|path| page(&path.display().to_string(), &std::fs::read(path).expect("it is read"))).collect()
}

fn news(outlet: &str, title: &str, text: &str) -> Vec<u8> {
    format!(
        "<html lang=ar><head><title>{title}</title><meta property=\"og:site_name\" content=\"{outlet}\">
         <meta property=\"article:published_time\" content=\"2024-07-01T09:00:00Z\"></head>
         <body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
    .into_bytes()
}

fn store(folder: &Path) -> Store {
    Store::open(&folder.join("desk.isnad"), stemmer()).expect("it opens")
}

#[test]
fn what_the_store_has_is_not_added_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let pages = demo();
    let first = store.add(&pages).expect("they are added");
    assert!(first.iter().all(|a| a.outcome == Outcome::New && a.version == 1));
    let counts = store.counts().expect("counts");
    assert_eq!((counts.pages, counts.versions), (16, 16));
    let again = store.add(&pages).expect("they are known");
    assert!(again.iter().all(|a| a.outcome == Outcome::Known));
    assert_eq!(store.counts().expect("counts"), counts);
    assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
    // The same bytes from another folder are the same page.
    let moved = Given {
        article: isnad_model::Article { source: "/elsewhere/flood-1.html".to_owned(), ..pages[0].article.clone() },
        ..pages[0].clone()
    };
    assert_eq!(store.add(&[moved]).expect("it is known")[0].outcome, Outcome::Known);
}

#[test]
fn pages_added_one_by_one_make_the_stories_that_all_at_once_make() {
    let pages = demo();
    let forwards: Vec<usize> = (0..pages.len()).collect();
    let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
    // Seven has no divisor in common with sixteen: every page once, neighbours far apart.
    let mixed: Vec<usize> = forwards.iter().map(|at| at * 7 % pages.len()).collect();
    for order in [forwards, backwards, mixed] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = store(folder.path());
        for at in &order {
            store.add(std::slice::from_ref(&pages[*at])).expect("it is added");
        }
        let (record, articles) = store.record().expect("the record");
        assert_eq!(record, isnad_record::build(&articles), "in the order {order:?}");
        assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
    }
}

#[test]
fn a_page_that_changed_is_sorted_by_what_it_says_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let pages = demo();
    store.add(&pages).expect("they are added");
    // A page of the flood becomes the text of one of the truce, under its own address and title.
    let [flood, truce] =
        ["flood-3", "truce-3"].map(|name| pages.iter().find(|p| p.article.source.contains(name)).expect("a demo page").article.clone());
    let changed = Given {
        bytes: b"other bytes".to_vec(),
        article: isnad_model::Article { source: flood.source, title: flood.title, url: flood.url, ..truce },
    };
    assert_eq!(store.add(&[changed]).expect("it is added")[0].outcome, Outcome::Version);
    let (record, articles) = store.record().expect("the record");
    assert_eq!(record, isnad_record::build(&articles));
    assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
}

#[test]
fn a_changed_page_is_a_new_version_and_the_old_one_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let old = news("صحيفة المرفأ", "انهيار جسر في درنة", "قالت الشرطة إن ثلاثة أشخاص قتلوا في انهيار الجسر في درنة.");
    let new = news("صحيفة المرفأ", "انهيار جسر في درنة", "قالت الشرطة إن سبعة أشخاص قتلوا في انهيار الجسر في درنة.");
    let advert = [old.as_slice(), b"<!-- another load -->"].concat();
    let source = "/pages/bridge.html";
    store.add(&[page(source, &old)]).expect("it is added");
    // Other markup, the same words: nothing new, now or the next time.
    for _ in 0..2 {
        assert_eq!(store.add(&[page(source, &advert)]).expect("it is known")[0].outcome, Outcome::Known);
    }
    let changed = store.add(&[page(source, &new)]).expect("it is added");
    assert_eq!((changed[0].outcome, changed[0].version), (Outcome::Version, 2));
    let versions = store.versions(source).expect("versions");
    assert_eq!(versions.len(), 2);
    assert!(versions[0].text.contains("ثلاثة") && versions[1].text.contains("سبعة"));
    let first = store.page(&content(&old)).expect("the old bytes");
    assert_eq!((first.number, first.current), (1, false));
    // What is asked for is the page as it is now.
    let killed = store.claims(&Claims { measure: Some(Measure::Killed), ..Claims::default() }).expect("claims");
    assert_eq!(killed.iter().map(|c| c.low.map(|q| q.0)).collect::<Vec<_>>(), [Some(7.0)]);
    assert_eq!(store.search("ثلاثة", &Narrow::default()).expect("it is searched").len(), 0);
    assert_eq!(store.stories(&Stories::default()).expect("stories").len(), 1);
    assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
}

#[test]
fn another_page_at_the_same_address_is_no_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let bridge = news("صحيفة المرفأ", "انهيار جسر في درنة", "قالت الشرطة إن ثلاثة أشخاص قتلوا في انهيار الجسر في درنة.");
    let match_report = news("صحيفة المرفأ", "الأهلي يفوز بالكأس", "فاز فريق الأهلي بكأس البلاد بعد شوطين إضافيين أمام جمهور كبير.");
    store.add(&[page("pages/page.html", &bridge)]).expect("it is added");
    let other = store.add(&[page("pages/page.html", &match_report)]).expect("it is added");
    assert_eq!(other[0].outcome, Outcome::New);
    assert!(other[0].source.starts_with("pages/page.html#"), "{}", other[0].source);
    assert_eq!(store.counts().expect("counts").pages, 2);
}

#[test]
fn a_page_touches_its_own_story_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let pages = demo();
    let (last, others) = pages.split_last().expect("pages");
    store.add(others).expect("they are added");
    let before = store.stories(&Stories::default()).expect("stories");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    store.add(std::slice::from_ref(last)).expect("it is added");
    let after = store.stories(&Stories::default()).expect("stories");
    let changed: Vec<&str> = after.iter().filter(|s| !before.contains(s)).map(|s| s.title.as_str()).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    // It keeps the number that it is known by.
    let numbers = |stories: &[isnad_store::StoryLine]| stories.iter().map(|s| s.story).collect::<BTreeSet<i64>>();
    assert_eq!(numbers(&before), numbers(&after));
}

#[test]
fn lists_come_in_parts_and_in_the_order_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let pages = demo();
    store.add(&pages[1..]).expect("they are added");
    let all = store.stories(&Stories::default()).expect("stories");
    let part = |skip, limit| store.stories(&Stories { skip, limit, ..Stories::default() }).expect("stories");
    assert_eq!([part(0, 1), part(1, 0)].concat(), all);
    assert_eq!(part(all.len(), 5), []);
    let whole = store.claims(&Claims::default()).expect("claims");
    let part = |skip, limit| store.claims(&Claims { skip, limit, ..Claims::default() }).expect("claims");
    assert_eq!([part(0, 7), part(7, 0)].concat(), whole);
    let found = |skip| store.search("سبها", &Narrow { skip, limit: 1, ..Narrow::default() }).expect("it is searched").remove(0).source;
    assert_ne!(found(0), found(1));
    // Of a story its names can be had alone.
    let story = all[0].story;
    assert_eq!(store.entities(story).expect("entities"), store.told(story).expect("the story").entities);
    assert!(store.entities(4711).expect("entities").is_empty());

    std::thread::sleep(std::time::Duration::from_millis(1100));
    store.add(&pages[..1]).expect("it is added");
    let changed = store.stories(&Stories { order: StoryOrder::Changed, ..Stories::default() }).expect("stories");
    assert!(changed.windows(2).all(|two| two[0].updated >= two[1].updated) && changed[0].updated > changed[1].updated);
    let mut same = store.stories(&Stories::default()).expect("stories");
    same.sort_by_key(|s| s.story);
    let mut numbers: Vec<i64> = changed.iter().map(|s| s.story).collect();
    numbers.sort_unstable();
    assert_eq!(same.iter().map(|s| s.story).collect::<Vec<_>>(), numbers);
}

#[test]
fn a_word_is_found_through_clitics_spellings_and_inflections() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let texts = [
        ("/1", "المدينة تستعد", "أعلنت البلدية أن مدينة سبها امتلأت وبمستشفياتها مئات المرضى."),
        ("/2", "حصاد وفير", "تحدث المزارعون عن الحصاد في القرى البعيدة، وقالوا إن الأمطار كانت كافية."),
    ];
    for (source, title, text) in texts {
        store.add(&[page(source, &news("صحيفة النخيل", title, text))]).expect("it is added");
    }
    let found = |query: &str| -> Vec<String> {
        store.search(query, &Narrow::default()).expect("it is searched").into_iter().map(|f| f.source).collect()
    };
    for query in ["مستشفى", "مستشفياتها", "المستشفى", "مدن", "مريض", "تعلن", "مُسْتَشْفَى", "\"مدينة سبها\"", "«المدينة سبها»"]
    {
        assert_eq!(found(query), ["/1"], "{query}");
    }
    for query in ["قرية", "القرية", "مطر", "يقول", "مزارع", "يتحدث"] {
        assert_eq!(found(query), ["/2"], "{query}");
    }
    assert_eq!(found("\"سبها مدينة\""), Vec::<String>::new());
    assert_eq!(found("حصاد -مطر"), Vec::<String>::new());
    assert!(matches!(store.search("«»", &Narrow::default()), Err(StoreError::NoWord(_))));
    // A question in the index's own language is words, nothing else.
    for query in ["stems : \"x", "NEAR(a b)", "a OR b*", "\"", "-", "- -", "«", "'); DROP TABLE pages; --"] {
        let _ = store.search(query, &Narrow::default()).map_err(|e| assert!(matches!(e, StoreError::NoWord(_)), "{query}: {e}"));
    }
    let snippet = &store.search("مستشفى", &Narrow::default()).expect("it is searched")[0].snippet;
    let marked: String = snippet.text.chars().skip(snippet.marks[0].start).take(snippet.marks[0].len()).collect();
    assert_eq!(marked, "وبمستشفياتها");
}

#[test]
fn claims_are_asked_for_by_what_they_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    store.add(&demo()).expect("they are added");
    let claims = |asked: Claims| store.claims(&asked).expect("claims");
    let killed = claims(Claims { measure: Some(Measure::Killed), ..Claims::default() });
    assert!(!killed.is_empty() && killed.iter().all(|c| c.kind == FactKind::Figure && c.measure == Some(Measure::Killed)));
    assert!(killed.iter().all(|c| c.status.is_some() || c.modality != isnad_model::Modality::Asserted || c.group.is_some()));
    let at = |place: &str| claims(Claims { place: Some(place.to_owned()), ..Claims::default() }).len();
    let id = killed.iter().find_map(|c| c.place.clone()).expect("a place");
    assert!(at(&id) > 0);
    assert_eq!(at("سبها"), at(&claims(Claims { place: Some("سبها".to_owned()), ..Claims::default() })[0].place.clone().expect("a place")));
    let by = claims(Claims { outlet: Some("صحيفة النخيل".to_owned()), ..Claims::default() });
    assert!(!by.is_empty() && by.iter().all(|c| c.outlet.as_deref() == Some("صحيفة النخيل")));
    let late = claims(Claims { since: Some("2024-05-07".to_owned()), ..Claims::default() });
    assert!(!late.is_empty() && late.iter().all(|c| c.day.as_deref() >= Some("2024-05-07")));
    assert_eq!(claims(Claims { since: Some("2030".to_owned()), ..Claims::default() }).len(), 0);
    assert_eq!(claims(Claims { limit: 3, ..Claims::default() }).len(), 3);
}

#[test]
fn a_copy_opens_and_holds_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    store.add(&demo()).expect("they are added");
    let copy = folder.path().join("copy.isnad");
    store.backup(&copy).expect("it is copied");
    assert!(matches!(store.backup(&copy), Err(StoreError::Io(..))), "a file that is there is not written over");
    let copy = Store::read(&copy, stemmer()).expect("it opens");
    assert_eq!(copy.record().expect("the record"), store.record().expect("the record"));
    assert_eq!(copy.check().expect("it is checked"), Vec::<String>::new());
    store.vacuum().expect("it is put in order");
    assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
}

#[test]
fn readers_go_on_beside_a_writer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = store(folder.path());
    let pages = demo();
    writer.add(&pages[..4]).expect("they are added");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let reader = Store::read(&folder.path().join("desk.isnad"), stemmer()).expect("it opens");
                for _ in 0..20 {
                    let (record, articles) = reader.record().expect("the record");
                    let told: usize = record.stories.iter().map(|s| s.pages.len()).sum();
                    assert_eq!(told, articles.len(), "a reader sees whole pages only");
                }
            });
        }
        for page in &pages[4..] {
            writer.add(std::slice::from_ref(page)).expect("it is added");
        }
    });
    assert_eq!(writer.counts().expect("counts").pages, 16);
}

#[test]
fn what_is_no_store_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "not a database, and longer than a header of a hundred bytes would be ".repeat(9)).expect("it is written");
    assert!(matches!(Store::open(&file, stemmer()), Err(StoreError::NotAStore(_))));
    assert!(matches!(Store::read(&file, stemmer()), Err(StoreError::NotAStore(_))));
    assert!(matches!(Store::read(&folder.path().join("none"), stemmer()), Err(StoreError::Missing(_))));
    assert!(!folder.path().join("none").exists());
}

#[test]
fn a_reader_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    store(folder.path()).add(&demo()[..1]).expect("it is added");
    let mut reader = Store::read(&folder.path().join("desk.isnad"), stemmer()).expect("it opens");
    let fault = reader.add(&demo()[1..2]).expect_err("it is not written");
    assert!(matches!(fault, StoreError::ReadOnly(_)), "{fault}");
    assert_eq!(reader.counts().expect("counts").pages, 1);
}
