//! WCAG 2.2 AA, as far as axe can tell: every page of the desk and the report, in both languages, light and dark, wide and narrow.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::process::Command;

use crate::desk::{Desk, demo_pages, isnad};
use crate::tab::{Scheme, Screen, Tab};

/// axe-core 4.14.1, MPL-2.0, as npm has it.
const AXE: &str = include_str!("../../axe/axe.min.js");

/// Letters that join are narrower together than each alone, from which axe concludes that they are an icon and no text, so that it
/// passes over what is hard to see of Arabic. There are no icons here: all letters are told to be of one width.
const LETTERS_ARE_TEXT: &str = "CanvasRenderingContext2D.prototype.measureText = text => ({width: 20 * text.length})";

/// What it finds wrong: the rule, then the element and what is said of it.
const RUN: &str =
    "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']}).then(found => ({passed: found.passes.length,
    wrong: found.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ': ' + n.html.slice(0, 300) + ': ' + n.failureSummary))}))";

/// What is wrong with the page that is shown, with all of it unfolded.
fn faults(tab: &mut Tab, shown: &str, faults: &mut BTreeMap<String, BTreeSet<String>>) {
    tab.eval("document.querySelectorAll('details').forEach(d => { d.open = true })");
    tab.eval(&format!("{LETTERS_ARE_TEXT}; {AXE}; 0"));
    for scheme in [Scheme::Light, Scheme::Dark] {
        for screen in [Screen::Wide, Screen::Narrow] {
            tab.scheme(scheme);
            tab.screen(screen);
            let mut found = tab.eval(RUN);
            assert!(found["passed"].as_u64() > Some(8), "{shown}: axe looked at little: {found}");
            for wrong in found["wrong"].as_array_mut().into_iter().flatten().filter_map(|w| w.as_str()) {
                faults.entry(wrong.to_owned()).or_default().insert(format!("{shown} {scheme:?} {screen:?}"));
            }
            // Nothing is wider than the window, but what can be moved to and fro in a box of its own.
            if tab.eval("document.documentElement.scrollWidth > innerWidth") == true {
                faults.entry("wider than the window".to_owned()).or_default().insert(format!("{shown} {screen:?}"));
            }
        }
    }
}

/// What tells kinds of pages apart: an address whose numbers and names are left out.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let (words, keys): (Vec<&str>, Vec<&str>) =
        (path.split('/').collect(), query.split('&').map(|p| p.split('=').next().unwrap_or(p)).collect());
    let named = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase()) && word.len() < 12;
    let words: Vec<&str> = words.into_iter().map(|word| if named(&word) { word } else { "…" }).collect();
    format!("{}?{}", words.join("/"), keys.join("&"))
}

/// One page of each kind that links of the desk lead to.
fn kinds_of_pages(tab: &mut Tab, desk: &Desk) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from([
        "/".to_owned(),
        "/nothing/there".to_owned(),
        "/claims?since=2031".to_owned(),
        "/search?q=%D8%B3%D8%A8%D9%87%D8%A7".to_owned(),
    ]);
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let leads_on = path.starts_with("/language") || path.starts_with("/api/");
        if leads_on || !seen.insert(shape(&path)) || !tab.go(&desk.at(&path)) || tab.eval("document.contentType") != "text/html" {
            continue;
        }
        // Where it led to may be a page of a kind that is known.
        let at = tab.path();
        if at != path && !seen.insert(shape(&at)) {
            continue;
        }
        let links =
            tab.text_of("[...document.links].filter(a => a.origin === location.origin).map(a => a.pathname + a.search).join('\\n')");
        waiting.extend(links.lines().map(str::to_owned));
        pages.push(at);
    }
    pages
}

fn told(faults: &BTreeMap<String, BTreeSet<String>>) -> String {
    faults
        .iter()
        .map(|(fault, pages)| format!("{fault}\n    on {}\n", pages.iter().take(4).cloned().collect::<Vec<_>>().join(", ")))
        .collect()
}

#[test]
fn no_page_of_the_desk_shuts_anybody_out() {
    let Some(mut tab) = Tab::open() else { return };
    let desk = Desk::of_demo();
    // Something decided: it is seen on the claim, in the story and in its list.
    assert!(tab.go(&desk.at("/claims?measure=killed&status=disputed")));
    tab.follow(|tab| tab.click("tbody tr td:nth-child(2) a"));
    tab.fill("input[name=by]", "Layla");
    tab.follow(|tab| tab.click("button[value=accept]"));
    let mut pages = kinds_of_pages(&mut tab, &desk);
    for kind in ["figure", "quote", "statement", "event"] {
        assert!(tab.go(&desk.at(&format!("/claims?kind={kind}"))));
        tab.follow(|tab| tab.click("tbody tr td:nth-child(2) a"));
        pages.push(tab.path());
    }
    for known in ["/", "/search", "/claims", "/sources", "/feeds", "/decisions", "/add", "/stories/"] {
        assert!(pages.iter().any(|p| p.starts_with(known)), "{known}: {pages:?}");
    }
    let mut wrong = BTreeMap::new();
    for language in ["en", "ar"] {
        tab.go(&desk.at(&format!("/language?to={language}&back=%2F")));
        for path in &pages {
            assert!(tab.go(&desk.at(path)), "{path}");
            assert_eq!(tab.eval("document.documentElement.lang"), language, "{path}");
            faults(&mut tab, &format!("{language} {path}"), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", told(&wrong));
    // It would have said so: of a page without its language, and of writing that can hardly be seen.
    tab.scheme(Scheme::Dark);
    tab.eval("document.documentElement.removeAttribute('lang'); document.querySelector('h2').style.color = '#444'");
    let seen = tab.eval(RUN)["wrong"].to_string();
    assert!(seen.contains("html-has-lang") && seen.contains("color-contrast"), "{seen}");
}

#[test]
fn nor_does_the_report() {
    let Some(mut tab) = Tab::open() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = BTreeMap::new();
    for language in ["en", "ar"] {
        let file = folder.path().join(format!("{language}.html"));
        let made =
            Command::new(isnad()).args(["report", "--lang", language, "-o"]).arg(&file).args(demo_pages()).status().expect("it runs");
        assert!(made.success());
        assert!(tab.go(&format!("file://{}", file.display())));
        assert_eq!(tab.eval("document.documentElement.lang"), language);
        faults(&mut tab, language, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", told(&wrong));
}
