//! What changed, told in numbers: on the demo pages that come with the project.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::path::Path;
use std::sync::{Arc, LazyLock};

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_model::{ClaimRef, DecisionKind, Measure, Quantity, Topic};
use isnad_page::{Limits, Rules, Source};
use isnad_store::{
    Change, ChangeKind, ChangeOrder, Changes, Claims, Correction, Given, Judgement, News, RevisionNews, Store, StoreError, Stories,
};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(isnad_packs::built_in().expect("the packs load")));

fn page(source: &str, bytes: &[u8]) -> Given {
    let from = Source { path_or_url: source, content_type: None };
    let article = isnad_page::read(bytes, &from, &Rules::new(&LEXICON), &Limits::default()).expect("the page is read");
    Given { bytes: bytes.to_vec(), article: isnad_read::read(article, &LEXICON) }
}

/// Pages of the demo whose names begin so, in the order of their names.
fn demo(name: &str) -> Vec<Given> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the demo").map(|e| e.expect("a page").path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name)));
    paths.sort();
    paths.iter().map(|path| page(&path.display().to_string(), &std::fs::read(path).expect("it is read"))).collect()
}

fn news(text: &str) -> Vec<u8> {
    format!(
        "<html lang=ar><head><title>انهيار جسر في درنة</title><meta property=\"og:site_name\" content=\"صحيفة المرفأ\">
         <meta property=\"article:published_time\" content=\"2024-07-01T09:00:00Z\"></head>
         <body><article><h1>انهيار جسر في درنة</h1><p>{text}</p></article></body></html>"
    )
    .into_bytes()
}

fn store(folder: &Path) -> Store {
    Store::open(&folder.join("desk.isnad"), Stemmer::new(LEXICON.clone())).expect("it opens")
}

fn all(store: &Store) -> Vec<Change> {
    store.changes(&Changes::default()).expect("changes")
}

fn behind(store: &Store, since: i64) -> Vec<Change> {
    store.changes(&Changes { since: Some(since), ..Changes::default() }).expect("changes")
}

fn last(store: &Store) -> i64 {
    store.changes_kept().expect("numbers").1
}

fn revision(change: &Change) -> Option<&RevisionNews> {
    match &change.news {
        News::Revision(revision) => Some(revision),
        _ => None,
    }
}

#[test]
fn what_is_added_is_told_once_and_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    assert_eq!((all(&store), store.changes_kept().expect("numbers")), (Vec::new(), (1, 0)));
    let pages = demo("flood");
    store.add(&pages).expect("they are added");
    let told = all(&store);
    assert_eq!(told.iter().map(|c| c.number).collect::<Vec<_>>(), (1..=told.len() as i64).collect::<Vec<_>>());
    // Pages first, each with the story that it is in, then the story with its figures.
    let (came, rest) = told.split_at(pages.len());
    let story = store.stories(&Stories::default()).expect("stories")[0].story;
    for change in came {
        assert!(matches!(&change.news, News::NewPage(page) if page.version == 1), "{change:?}");
    }
    assert!(came.iter().filter(|c| c.story == Some(story)).count() > 1);
    assert!(matches!(rest[0].news, News::NewStory { .. }), "{:?}", rest[0]);
    assert!(rest.iter().filter_map(revision).any(|r| r.series.measure == Measure::Killed && r.is.low == Some(Quantity(12.0))));
    assert!(rest.iter().any(|c| matches!(&c.news, News::Dispute(d) if matches!(d.about, Topic::Series { .. }) && d.between.len() == 2)));
    // What is known already is no change, now or in another order.
    store.add(&pages).expect("they are known");
    assert_eq!(all(&store), told);
    assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
}

#[test]
fn a_page_that_comes_later_tells_only_what_is_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let mut told = 0;
    for given in demo("flood") {
        store.add(&[given]).expect("it is added");
        // All changes but those of the page's own first telling are of what it added.
        let changes = behind(&store, told);
        let pages = changes.iter().filter(|c| matches!(c.news, News::NewPage(_))).count();
        assert_eq!(pages, 1, "{changes:?}");
        told = last(&store);
    }
    let figures: Vec<String> = all(&store)
        .iter()
        .filter_map(revision)
        .map(|r| serde_json::to_string(&(&r.series, r.is, &r.speaker, &r.asof)).expect("JSON"))
        .collect();
    let unique: std::collections::BTreeSet<&String> = figures.iter().collect();
    assert_eq!(unique.len(), figures.len(), "no figure is told twice: {figures:#?}");
}

#[test]
fn a_speaker_who_counts_again_revises_and_a_changed_page_is_a_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let source = "/pages/bridge.html";
    store.add(&[page(source, &news("قالت الشرطة إن ثلاثة أشخاص قتلوا في انهيار الجسر في درنة يوم الاثنين."))]).expect("it is added");
    let since = last(&store);
    store.add(&[page(source, &news("قالت الشرطة إن سبعة أشخاص قتلوا في انهيار الجسر في درنة يوم الاثنين."))]).expect("it is added");
    let told = behind(&store, since);
    assert!(matches!(&told[0].news, News::NewVersion(page) if page.version == 2 && page.outlet.as_deref() == Some("صحيفة المرفأ")));
    assert!(matches!(&told[1].news, News::StoryChanged { came, left, .. } if came.is_empty() && left.is_empty()), "{:?}", told[1]);
    let revisions: Vec<&RevisionNews> = told.iter().filter_map(revision).collect();
    assert_eq!(revisions.len(), 1, "{told:#?}");
    assert_eq!((revisions[0].was.and_then(|b| b.low), revisions[0].is.low), (Some(Quantity(3.0)), Some(Quantity(7.0))));
}

#[test]
fn decisions_are_told_before_what_they_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    store.add(&demo("")).expect("they are added");
    let claims = store.claims(&Claims { measure: Some(Measure::Killed), ..Claims::default() }).expect("claims");
    let line = claims.iter().find(|c| c.low == Some(Quantity(12.0)) && c.page.contains("flood-1")).expect("twelve dead");
    let claim = ClaimRef { page: line.page.clone(), claim: line.claim.clone() };
    let since = last(&store);
    let correction = Correction { low: Some(Some(Quantity(40.0))), high: Some(Some(Quantity(40.0))), ..Correction::default() };
    let made = store.decide(&Judgement::Correct(claim, correction), "ليلى", Some("العدد أربعون")).expect("it is decided");
    let told = behind(&store, since);
    let News::Decision(decision) = &told[0].news else { panic!("{told:?}") };
    assert_eq!(
        (decision.decision, decision.decided, decision.by.as_str(), decision.reason.as_deref(), decision.page.as_deref()),
        (made.decision.id, DecisionKind::Correct, "ليلى", Some("العدد أربعون"), Some(line.page.as_str()))
    );
    assert_eq!(told[0].story, line.story);
    assert!(told.iter().filter_map(revision).any(|r| r.is.low == Some(Quantity(40.0))), "{told:#?}");
    let since = last(&store);
    store.decide(&Judgement::Undo(made.decision.id), "عمر", None).expect("it is undone");
    let told = behind(&store, since);
    assert!(matches!(&told[0].news, News::Undo(undo) if undo.undoes == Some(made.decision.id) && undo.decided == DecisionKind::Correct));
    assert_eq!(told[0].story, line.story);
}

#[test]
fn a_story_that_was_merged_is_followed_under_its_new_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    store.add(&demo("")).expect("they are added");
    let stories: Vec<i64> = store.stories(&Stories::default()).expect("stories").iter().map(|s| s.story).collect();
    let since = last(&store);
    store.decide(&Judgement::Merge(stories[0].to_string(), stories[1].to_string()), "ليلى", None).expect("it is decided");
    let told = behind(&store, since);
    let (gone, into) = told
        .iter()
        .find_map(|c| match c.news {
            News::StoryMerged { into } => Some((c.story.expect("a story"), into)),
            _ => None,
        })
        .expect("one goes");
    assert!(stories[..2].contains(&gone) && stories[..2].contains(&into) && gone != into);
    // None of their figures is new.
    assert_eq!(told.iter().filter_map(revision).count(), 0, "{told:#?}");
    let of = |story: i64| store.changes(&Changes { story: Some(story), ..Changes::default() }).expect("changes");
    assert!(of(into).iter().any(|c| c.story == Some(gone) && c.number <= since));
    assert!(of(into).iter().all(|c| [Some(gone), Some(into)].contains(&c.story)));
    // The latest first, of one kind.
    let asked = Changes { kinds: vec![ChangeKind::NewPage], order: ChangeOrder::Backwards, limit: 2, ..Changes::default() };
    let pages = store.changes(&asked).expect("changes");
    assert_eq!(pages.iter().map(|c| c.news.kind()).collect::<Vec<_>>(), [ChangeKind::NewPage, ChangeKind::NewPage]);
    assert!(pages[0].number > pages[1].number);
}

#[test]
fn a_number_that_was_never_given_is_refused_and_another_writer_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let reader = Store::read(&folder.path().join("desk.isnad"), Stemmer::new(LEXICON.clone())).expect("it opens");
    let before = reader.pulse().expect("a number");
    assert_eq!(reader.pulse().expect("a number"), before);
    store.add(&demo("truce-1")).expect("it is added");
    assert_ne!(reader.pulse().expect("a number"), before);
    let end = last(&reader);
    assert_eq!(behind(&reader, end), Vec::new());
    let fault = reader.changes(&Changes { since: Some(end + 1), ..Changes::default() }).expect_err("it is refused");
    assert!(matches!(fault, StoreError::NoChange { last, .. } if last == end), "{fault}");
    assert_eq!(reader.identity().expect("a name").len(), 32);
}
