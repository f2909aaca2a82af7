//! Decisions on the demo pages that come with the project: what they change, what they leave, what they outlive.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_model::{Article, BestRule, ClaimKind, ClaimRef, DecisionKind, Measure, Qualifier, Quantity, Story};
use isnad_page::{Limits, Rules, Source};
use isnad_store::{ClaimLine, Claims, Correction, Given, Judgement, Outcome, Standing, Store, StoreError, Stories};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(isnad_packs::built_in().expect("the packs load")));

fn stemmer() -> Stemmer {
    Stemmer::new(LEXICON.clone())
}

fn read(source: &str, bytes: &[u8]) -> Article {
    let from = Source { path_or_url: source, content_type: None };
    let article = isnad_page::read(bytes, &from, &Rules::new(&LEXICON), &Limits::default()).expect("the page is read");
    isnad_read::read(article, &LEXICON)
}

/// A store with the demo's pages.
struct Desk {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(&folder.path().join("desk.isnad"), stemmer()).expect("it opens");
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
        let mut paths: Vec<PathBuf> = std::fs::read_dir(demo).expect("the demo").map(|e| e.expect("a page").path()).collect();
        paths.sort();
        let pages: Vec<Given> = paths
            .iter()
            .map(|path| {
                let bytes = std::fs::read(path).expect("it is read");
                Given { article: read(&path.display().to_string(), &bytes), bytes }
            })
            .collect();
        store.add(&pages).expect("they are added");
        Desk { store, _folder: folder }
    }

    fn decide(&mut self, judgement: &Judgement) -> i64 {
        self.store.decide(judgement, "ليلى", Some("راجعت الصفحة")).expect("it is decided").decision.id
    }

    fn refused(&mut self, judgement: &Judgement) -> String {
        let fault = self.store.decide(judgement, "ليلى", None).expect_err("it is refused");
        assert_eq!(self.store.check().expect("it is checked"), Vec::<String>::new());
        fault.to_string()
    }

    fn killed(&self) -> Vec<ClaimLine> {
        self.store.claims(&Claims { measure: Some(Measure::Killed), ..Claims::default() }).expect("claims")
    }

    /// The claim that some page makes of twelve dead.
    fn twelve(&self) -> ClaimLine {
        self.killed().into_iter().find(|c| c.low == Some(Quantity(12.0)) && c.page.contains("flood-1")).expect("twelve dead")
    }

    fn line(&self, claim: &ClaimRef) -> ClaimLine {
        let all = self.store.claims(&Claims::default()).expect("claims");
        all.into_iter().find(|c| c.page == claim.page && c.claim == claim.claim).expect("the claim")
    }

    fn story(&self, page: &str) -> Story {
        self.store.record().expect("the record").0.stories.into_iter().find(|s| s.pages.iter().any(|p| p == page)).expect("a story")
    }

    fn standing(&self, id: i64) -> Standing {
        self.store.decisions().expect("decisions").into_iter().find(|l| l.decision.id == id).expect("the decision").standing
    }
}

fn named(line: &ClaimLine) -> ClaimRef {
    ClaimRef { page: line.page.clone(), claim: line.claim.clone() }
}

fn counted(story: &Story, claim: &ClaimRef) -> bool {
    let facts = story.facts.iter().any(|f| f.claims.contains(claim));
    facts || story.series.iter().flat_map(|s| &s.points).any(|p| p.claims.contains(claim)) || story.ledger.iter().any(|r| r.claim == *claim)
}

#[test]
fn what_is_rejected_counts_for_nothing_until_it_is_undone() {
    let mut desk = Desk::new();
    let before = desk.store.record().expect("the record");
    let claim = named(&desk.twelve());
    assert!(counted(&desk.story(&claim.page), &claim));
    let id = desk.decide(&Judgement::Reject(claim.clone()));
    let story = desk.story(&claim.page);
    assert!(!counted(&story, &claim));
    // It is told, with who and why, and the claim stays to be seen.
    let told = story.decisions.iter().find(|d| d.id == id).expect("the story tells it");
    assert_eq!((told.kind, told.by.as_str(), told.claim.as_ref()), (DecisionKind::Reject, "ليلى", Some(&claim)));
    assert_eq!(told.reason.as_deref(), Some("راجعت الصفحة"));
    let line = desk.line(&claim);
    assert_eq!((line.decision.map(|d| d.id), line.status), (Some(id), None));
    // What was read is as it was read.
    let versions = desk.store.versions(&claim.page).expect("versions");
    assert!(versions[0].claims.iter().any(|c| c.id == claim.claim));
    assert_eq!(desk.standing(id), Standing::InForce);
    assert_eq!(desk.store.check().expect("it is checked"), Vec::<String>::new());

    let undo = desk.decide(&Judgement::Undo(id));
    assert_eq!(desk.store.record().expect("the record"), before);
    assert_eq!((desk.standing(id), desk.standing(undo)), (Standing::Undone, Standing::InForce));
    assert!(desk.refused(&Judgement::Undo(id)).contains("undone already"));
    assert!(desk.refused(&Judgement::Undo(undo)).contains("decide it anew"));
    assert!(matches!(desk.store.decide(&Judgement::Undo(4711), "ليلى", None), Err(StoreError::NoDecision(4711))));
}

#[test]
fn a_correction_stands_in_the_place_of_what_was_read() {
    let mut desk = Desk::new();
    let claim = named(&desk.twelve());
    let correction = Correction {
        low: Some(Some(Quantity(15.0))),
        high: Some(None),
        qualifier: Some(Qualifier::AtLeast),
        speaker: Some(None),
        ..Correction::default()
    };
    let id = desk.decide(&Judgement::Correct(claim.clone(), correction.clone()));
    let line = desk.line(&claim);
    assert_eq!((line.low, line.high, line.speaker.as_deref()), (Some(Quantity(15.0)), None, None));
    let decision = line.decision.expect("it is marked");
    assert_eq!(decision.id, id);
    assert_eq!(decision.read.expect("what was read").low, Some(Quantity(12.0)));
    let story = desk.story(&claim.page);
    let point = story.series.iter().flat_map(|s| &s.points).find(|p| p.claims.contains(&claim)).expect("a point");
    assert_eq!((point.low, point.high, point.speaker.as_ref()), (Some(Quantity(15.0)), None, None));
    assert_eq!(point.decision, [id]);
    assert!(story.facts.iter().any(|f| f.claims.contains(&claim) && f.decision == [id]));
    // The articles that reports are written from are as they were judged, those kept are as they were read.
    let (_, articles) = desk.store.story(&line.story.expect("a story").to_string()).expect("the story");
    let low = |article: &Article| {
        let found = article.claims.iter().find(|c| c.id == claim.claim).expect("the claim");
        match &found.kind {
            ClaimKind::Figure(figure) => figure.low,
            _ => None,
        }
    };
    assert_eq!(low(articles.iter().find(|a| a.source == claim.page).expect("the page")), Some(Quantity(15.0)));
    assert_eq!(low(&desk.store.versions(&claim.page).expect("versions")[0]), Some(Quantity(12.0)));
    // The later decision is in force, the earlier one again when that is undone.
    let reject = desk.decide(&Judgement::Reject(claim.clone()));
    assert_eq!((desk.standing(id), desk.standing(reject)), (Standing::WithoutEffect, Standing::InForce));
    desk.decide(&Judgement::Undo(reject));
    assert_eq!(desk.standing(id), Standing::InForce);
    assert_eq!(desk.line(&claim).low, Some(Quantity(15.0)));
}

#[test]
fn what_a_correction_lets_stand_is_not_asked_of_the_page_again() {
    let mut desk = Desk::new();
    let claim = named(&desk.twelve());
    let read = desk.store.page_now(&claim.page).expect("the page").article;
    let read = isnad_model::Fields::of(read.claims.iter().find(|c| c.id == claim.claim).expect("the claim"));
    // As a form has it: all values of the claim.
    let whole = Correction {
        modality: Some(read.modality),
        speaker: Some(read.speaker.clone()),
        low: Some(read.low),
        high: Some(read.high),
        qualifier: read.qualifier,
        group: read.group.as_ref().map(|g| g.as_str().to_owned()),
        place: Some(read.place.clone()),
        time: Some(read.time.clone()),
        mode: read.mode,
        ..Correction::default()
    };
    assert!(desk.refused(&Judgement::Correct(claim.clone(), whole.clone())).contains("accept it instead"));
    desk.decide(&Judgement::Correct(claim.clone(), Correction { high: Some(Some(Quantity(14.0))), ..whole }));
    let line = desk.line(&claim);
    assert_eq!((line.low, line.high, line.speaker, line.place), (read.low, Some(Quantity(14.0)), read.speaker, read.place));
    // A list of decisions says which story each is about.
    assert_eq!(desk.store.decisions().expect("decisions")[0].story, line.story);
    // What a quotation has none of is let stand too.
    let quotes = Claims { kind: Some(isnad_model::FactKind::Quote), ..Claims::default() };
    let quote = named(&desk.store.claims(&quotes).expect("claims")[0]);
    let silent = Correction { place: Some(None), time: Some(None), low: Some(None), ..Correction::default() };
    assert!(desk.refused(&Judgement::Correct(quote, silent)).contains("accept it instead"));
}

#[test]
fn what_a_page_does_not_have_is_no_correction() {
    let mut desk = Desk::new();
    let claim = named(&desk.twelve());
    let correct = |correction: Correction| Judgement::Correct(claim.clone(), correction);
    let cases = [
        (Correction { speaker: Some(Some("nobody-at-all".to_owned())), ..Correction::default() }, "names nobody"),
        (Correction { place: Some(Some("أتلانتس".to_owned())), ..Correction::default() }, "names no place"),
        (Correction { low: Some(Some(Quantity(90.0))), high: Some(Some(Quantity(80.0))), ..Correction::default() }, "above"),
        (Correction { low: Some(None), high: Some(None), ..Correction::default() }, "bound"),
        (Correction { time: Some(Some("yesterday".to_owned())), ..Correction::default() }, "ISO 8601"),
        (Correction { mode: Some(isnad_model::Mode::Denied), ..Correction::default() }, "no mode"),
        (Correction::default(), "accept it instead"),
    ];
    for (correction, why) in cases {
        let message = desk.refused(&correct(correction));
        assert!(message.contains(why), "{message}");
    }
    let unknown = ClaimRef { claim: "c4711".to_owned(), ..claim.clone() };
    assert!(desk.refused(&Judgement::Accept(unknown)).contains("no claim"));
    let unknown = ClaimRef { page: "/none".to_owned(), ..claim.clone() };
    assert!(desk.refused(&Judgement::Accept(unknown)).contains("no page"));
    assert!(desk.store.decide(&Judgement::Accept(claim), "  ", None).expect_err("unsigned").to_string().contains("signed"));
    assert_eq!(desk.store.decisions().expect("decisions"), []);
}

#[test]
fn stories_are_merged_and_split_and_stay_so() {
    let mut desk = Desk::new();
    let before = desk.store.stories(&Stories::default()).expect("stories");
    let (flood, truce) = (desk.story(&desk.twelve().page), {
        let page = desk
            .store
            .claims(&Claims::default())
            .expect("claims")
            .into_iter()
            .find(|c| c.page.contains("truce-1"))
            .expect("the truce")
            .page;
        desk.story(&page)
    });
    assert_ne!(flood.id, truce.id);
    let merge = desk.decide(&Judgement::Merge(flood.id.clone(), truce.id.clone()));
    let one = desk.story(&flood.pages[0]);
    assert_eq!(one.pages.len(), flood.pages.len() + truce.pages.len());
    assert_eq!(one.decisions.iter().map(|d| (d.id, d.kind)).collect::<Vec<_>>(), [(merge, DecisionKind::Merge)]);
    assert!(desk.refused(&Judgement::Merge(one.id.clone(), one.id.clone())).contains("one story already"));
    // A page that comes in later joins them.
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages/flood-1.html")).expect("a page");
    let again = text.replace("nakheel.example/flood-1", "wadi.example/flood-9").replace("ثمانية مفقودين", "تسعة مفقودين");
    let page = Given { article: read("flood-9.html", again.as_bytes()), bytes: again.into_bytes() };
    assert_eq!(desk.store.add(&[page]).expect("it is added")[0].outcome, Outcome::New);
    assert_eq!(desk.story(&truce.pages[0]).pages.len(), one.pages.len() + 1);
    // Both are told apart again, and a part of one by itself.
    let taken = vec![flood.pages[0].clone()];
    let split = desk.decide(&Judgement::Split(desk.story(&flood.pages[0]).id, taken.clone()));
    assert_eq!(desk.story(&taken[0]).pages, taken);
    assert_eq!(desk.standing(split), Standing::InForce);
    desk.decide(&Judgement::Undo(split));
    desk.decide(&Judgement::Undo(merge));
    let pages = |stories: &[isnad_store::StoryLine]| stories.iter().map(|s| s.pages).collect::<Vec<_>>();
    assert_eq!(pages(&desk.store.stories(&Stories::default()).expect("stories")).len(), pages(&before).len());
    assert_eq!(desk.story(&truce.pages[0]).pages, truce.pages);
    let all = desk.story(&flood.pages[0]);
    assert!(desk.refused(&Judgement::Split(all.id.clone(), all.pages.clone())).contains("some stay"));
    assert!(desk.refused(&Judgement::Split(all.id, vec!["/none".to_owned()])).contains("no page of story"));
    assert_eq!(desk.store.check().expect("it is checked"), Vec::<String>::new());
}

#[test]
fn joined_entities_go_by_one_name() {
    let mut desk = Desk::new();
    let speakers: Vec<String> = desk.store.claims(&Claims::default()).expect("claims").into_iter().filter_map(|c| c.speaker).collect();
    let (entity, into) = (speakers[0].clone(), speakers.iter().find(|s| **s != speakers[0]).expect("another").clone());
    let says =
        |desk: &Desk, id: &str| desk.store.claims(&Claims { speaker: Some(id.to_owned()), ..Claims::default() }).expect("claims").len();
    let (few, many) = (says(&desk, &entity), says(&desk, &into));
    let before = desk.store.record().expect("the record").0;
    let id = desk.decide(&Judgement::Join(entity.clone(), into.clone()));
    // Whoever asks for the one finds both.
    assert_eq!((says(&desk, &entity), says(&desk, &into)), (few + many, few + many));
    let after = desk.store.record().expect("the record").0;
    assert!(after.stories.iter().all(|s| !s.entities.contains_key(&entity)));
    assert!(after.stories.iter().any(|s| s.decisions.iter().any(|d| d.id == id)));
    assert!(desk.refused(&Judgement::Join(entity.clone(), into.clone())).contains("one entity already"));
    assert!(desk.refused(&Judgement::Join("nobody-at-all".to_owned(), into.clone())).contains("no page names"));
    assert!(desk.refused(&Judgement::Join(into, "sabha".to_owned())).contains("place and an actor"));
    desk.decide(&Judgement::Undo(id));
    assert_eq!(desk.store.record().expect("the record").0, before);
    assert_eq!(says(&desk, &entity), few);
}

#[test]
fn a_pinned_figure_is_the_best_from_its_day_on() {
    let mut desk = Desk::new();
    let claim = named(&desk.twelve());
    assert!(desk.refused(&Judgement::Pin(claim.clone())).contains("reason"));
    let series_of =
        |story: &Story| story.series.iter().find(|s| s.points.iter().any(|p| p.claims.contains(&claim))).expect("its series").clone();
    assert_ne!(series_of(&desk.story(&claim.page)).estimates.last().expect("an estimate").best, Some(Quantity(12.0)));
    let id = desk.decide(&Judgement::Pin(claim.clone()));
    let story = desk.story(&claim.page);
    let last = series_of(&story).estimates.last().expect("an estimate").clone();
    assert_eq!((last.best, last.rule), (Some(Quantity(12.0)), BestRule::Pinned));
    assert_eq!(story.decisions.iter().map(|d| d.id).collect::<Vec<_>>(), [id]);
    let quote = desk.store.claims(&Claims { kind: Some(isnad_model::FactKind::Quote), ..Claims::default() }).expect("claims");
    let fault = desk.store.decide(&Judgement::Pin(named(&quote[0])), "ليلى", Some("x")).expect_err("no figure");
    assert!(fault.to_string().contains("only a figure"), "{fault}");
}

/// All pages as another program may read them.
fn reread(desk: &mut Desk, change: impl Fn(&mut Article)) -> Vec<isnad_store::Reread> {
    let kept = desk.store.kept(0, 100).expect("pages");
    let articles: Vec<(i64, Article)> = kept
        .iter()
        .map(|k| {
            let mut article = read(&k.given, &k.bytes);
            change(&mut article);
            (k.page, article)
        })
        .collect();
    let dry = desk.store.reread(&articles, true).expect("they are compared");
    let changed = desk.store.reread(&articles, false).expect("they are read anew");
    assert_eq!(dry, changed);
    assert_eq!(desk.store.check().expect("it is checked"), Vec::<String>::new());
    changed
}

#[test]
fn decisions_outlive_another_reading() {
    let mut desk = Desk::new();
    assert_eq!(reread(&mut desk, |_| ()), [], "the same program reads the same");
    let claim = named(&desk.twelve());
    let exact = desk.twelve().exact;
    let before = desk.store.record().expect("the record").0;
    let id = desk.decide(&Judgement::Reject(claim.clone()));
    // Another program gives the claims other ids.
    let changed = reread(&mut desk, |article| {
        for claim in &mut article.claims {
            claim.id = format!("n{}", claim.id);
            if let ClaimKind::Figure(figure) = &mut claim.kind {
                figure.part_of = figure.part_of.take().map(|whole| format!("n{whole}"));
            }
        }
    });
    assert_eq!(changed.len(), 16);
    assert!(changed.iter().all(|c| c.claims.is_empty() && !c.said), "what they say is the same");
    let moved = ClaimRef { claim: format!("n{}", claim.claim), ..claim.clone() };
    assert_eq!(desk.line(&moved).decision.map(|d| d.id), Some(id));
    assert!(!counted(&desk.story(&claim.page), &moved));
    assert_eq!(desk.standing(id), Standing::InForce);
    // One that keeps a line above the text moves all characters.
    reread(&mut desk, |article| {
        let line = "سطر أُبقي\n\n";
        let by = line.chars().count();
        article.text = format!("{line}{}", article.text);
        article.blocks.iter_mut().for_each(|b| (b.start, b.end) = (b.start + by, b.end + by));
        article.places.iter_mut().for_each(|p| (p.start, p.end) = (p.start + by, p.end + by));
        article.actors.iter_mut().for_each(|a| (a.start, a.end) = (a.start + by, a.end + by));
        article.times.iter_mut().for_each(|t| (t.start, t.end) = (t.start + by, t.end + by));
        article.credits.iter_mut().for_each(|c| (c.start, c.end) = (c.start + by, c.end + by));
        for claim in &mut article.claims {
            (claim.start, claim.end) = (claim.start + by, claim.end + by);
            (claim.sentence.start, claim.sentence.end) = (claim.sentence.start + by, claim.sentence.end + by);
            claim.attribution.iter_mut().for_each(|a| (a.start, a.end) = (a.start + by, a.end + by));
            claim.via.iter_mut().for_each(|v| (v.start, v.end) = (v.start + by, v.end + by));
        }
    });
    assert_eq!(desk.standing(id), Standing::InForce);
    // One that reads another number there has not been judged.
    let changed = reread(&mut desk, |article| {
        for claim in article.claims.iter_mut().filter(|c| c.exact == exact) {
            if let ClaimKind::Figure(figure) = &mut claim.kind {
                (figure.low, figure.high) = (Some(Quantity(13.0)), Some(Quantity(13.0)));
            }
        }
    });
    let change = changed.iter().flat_map(|c| &c.claims).find(|c| c.exact == exact).expect("the change is shown");
    assert_eq!(change.before.as_ref().and_then(|f| f.low), Some(Quantity(12.0)));
    assert_eq!(change.after.as_ref().and_then(|f| f.low), Some(Quantity(13.0)));
    assert_eq!(desk.standing(id), Standing::WithoutEffect);
    // Read again as at first, it is in force again; undone, all is as it was.
    reread(&mut desk, |_| ());
    assert_eq!(desk.standing(id), Standing::InForce);
    desk.decide(&Judgement::Undo(id));
    assert_eq!(desk.store.record().expect("the record").0, before);
}

#[test]
fn a_changed_page_is_judged_anew() {
    let mut desk = Desk::new();
    let claim = named(&desk.twelve());
    let id = desk.decide(&Judgement::Reject(claim.clone()));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages/flood-1.html");
    let text = std::fs::read_to_string(&path).expect("a page").replace("ثمانية مفقودين", "تسعة مفقودين");
    let page = Given { article: read(&path.display().to_string(), text.as_bytes()), bytes: text.into_bytes() };
    assert_eq!(desk.store.add(&[page]).expect("it is added")[0].outcome, Outcome::Version);
    assert_eq!(desk.standing(id), Standing::WithoutEffect);
    assert_eq!(desk.line(&claim).decision, None);
}
