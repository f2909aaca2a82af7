//! What a desk does in a day, from an empty store on.

use serde_json::json;

use crate::desk::{Desk, demo_pages};
use crate::tab::Tab;

/// The way of a figure that a person corrects: found, opened down to its sentence, corrected, undone.
fn a_day(tab: &mut Tab, desk: &Desk) {
    assert!(tab.go(&desk.at("/")));
    assert!(tab.text().contains("No pages yet."));

    // Pages come in by upload.
    tab.follow(|tab| tab.click("nav a[href='/add']"));
    tab.choose_files("input[type=file]", &demo_pages());
    tab.follow(|tab| tab.click("main form button"));
    assert_eq!(tab.eval("document.querySelectorAll('[role=status]').length"), 16);
    assert_eq!(tab.eval("document.querySelectorAll('[role=alert]').length"), 0);

    // A word is found through what is written together with it.
    tab.follow(|tab| tab.click("nav a[href='/search']"));
    tab.fill("input[name=q]", "اتفاق");
    tab.follow(|tab| tab.click("main form button"));
    let marked = tab.text_of("[...document.querySelectorAll('main mark')].map(m => m.textContent).join(' ')");
    assert!(marked.split(' ').any(|word| word == "بالاتفاق"), "{marked}");

    // From the story to a figure, its chain and the marked sentence.
    tab.follow(|tab| tab.click("nav a[href='/']"));
    tab.follow(|tab| tab.click("ol.index li:has(.tag.warn) a"));
    let story = tab.path();
    tab.click(".list.disputed summary");
    let chain = tab.text_of("document.querySelector('.list.disputed .proof').innerText");
    assert!(chain.contains("Faraj al-Zaruq") && chain.contains("ما لا يقل عن 60 شخصا قتلوا"), "{chain}");
    tab.follow(|tab| tab.click(".list.disputed .chain a[href*='flood-4']"));
    let claim = tab.path();
    assert!(claim.starts_with("/pages/") && claim.contains("/figure/"), "{claim}");
    assert_eq!(tab.text_of("document.querySelector('blockquote mark').textContent"), "ما لا يقل عن 60 شخصا قتلوا");
    assert_eq!(tab.text_of("document.querySelector('main .tag').textContent"), "disputed");

    // Corrected, and shown as such: at the claim, in the story, among the decisions.
    tab.click("section.card details:has(input[name=low]) summary");
    tab.fill("form.fields input[name=by]", "Layla");
    tab.fill("form.fields input[name=reason]", "heard on the recording");
    tab.fill("input[name=low]", "٤٧");
    tab.follow(|tab| tab.click("button[value=correct]"));
    assert_eq!(tab.path(), claim);
    let shown = tab.text();
    for told in ["47", "Layla", "heard on the recording", "60"] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert!(tab.eval("document.querySelector('p.decided') !== null").as_bool() == Some(true), "{shown}");
    assert!(tab.go(&desk.at(&story)));
    let disputed = tab.text_of("document.querySelector('.list.disputed').textContent");
    assert!(disputed.contains("at least 47") && disputed.contains("Layla"), "{disputed}");

    // Undone, and it stands as it was read.
    tab.follow(|tab| tab.click("nav a[href='/decisions']"));
    assert!(tab.text().contains("in force"));
    tab.click("article details summary");
    assert_eq!(tab.eval("document.querySelector('article form input[name=by]').value"), "Layla");
    tab.follow(|tab| tab.click("article form button"));
    assert!(tab.text().contains("undone"), "{}", tab.text());
    assert!(tab.go(&desk.at(&story)));
    let disputed = tab.text_of("document.querySelector('.list.disputed').textContent");
    assert!(disputed.contains("at least 60") && !disputed.contains("at least 47"), "{disputed}");

    // The other language, remembered, and back at the same place.
    assert_eq!(tab.eval("[document.documentElement.lang, document.documentElement.dir]"), json!(["en", "ltr"]));
    tab.follow(|tab| tab.click("a.language"));
    assert_eq!(tab.eval("[document.documentElement.lang, document.documentElement.dir]"), json!(["ar", "rtl"]));
    assert_eq!(tab.path(), story);
    assert_eq!(tab.text_of("getComputedStyle(document.body).direction"), "rtl");
    tab.follow(|tab| tab.click("nav a[href='/claims']"));
    assert_eq!(tab.eval("[document.documentElement.lang, document.documentElement.dir]"), json!(["ar", "rtl"]));
    tab.follow(|tab| tab.click("a.language"));
    assert_eq!(tab.eval("[document.documentElement.lang, document.documentElement.dir]"), json!(["en", "ltr"]));
}

#[test]
fn a_figure_is_found_corrected_and_undone() {
    let Some(mut tab) = Tab::open() else { return };
    let desk = Desk::empty();
    a_day(&mut tab, &desk);
    assert_eq!(tab.complaints(), Vec::<String>::new());
}

#[test]
fn all_of_it_works_with_scripts_off() {
    let Some(mut tab) = Tab::open() else { return };
    let desk = Desk::empty();
    tab.scripts(false);
    a_day(&mut tab, &desk);
}

#[test]
fn a_story_is_taken_along_as_a_file() {
    let Some(mut tab) = Tab::open() else { return };
    let desk = Desk::of_demo();
    let folder = desk.folder().join("taken");
    tab.call("Browser.setDownloadBehavior", json!({"behavior": "allow", "downloadPath": folder, "eventsEnabled": true}));
    assert!(tab.go(&desk.at("/stories/1")));
    for (format, beginning, told) in [("json", "{", "\"series\""), ("markdown", "#", "[^"), ("html", "<!doctype html>", "<svg")] {
        tab.click(&format!("a[download][href$='{format}']"));
        let file = tab.downloaded(&folder);
        assert!(file.starts_with(beginning) && file.contains(told) && file.contains("سبها"), "{format}: {file:.300}");
    }
}

#[test]
fn the_keyboard_is_enough() {
    let Some(mut tab) = Tab::open() else { return };
    let desk = Desk::of_demo();
    assert!(tab.go(&desk.at("/search")));
    // In the order of the page: past the menu, the links, the other language, the fields; what has the focus is seen to have it.
    let mut order = Vec::new();
    for _ in 0..11 {
        tab.press("Tab");
        order.push(tab.text_of("(e => e.getAttribute('name') ?? e.getAttribute('href'))(document.activeElement)"));
        let seen = tab.eval(
            "(e => { const s = getComputedStyle(e), r = e.getBoundingClientRect();
               return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 && r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight })
             (document.activeElement)",
        );
        assert_eq!(seen, true, "{order:?}");
    }
    let menu = ["#main", "/", "/", "/search", "/claims", "/sources", "/feeds", "/decisions", "/add"];
    assert_eq!(order[..9], menu.map(str::to_owned));
    assert!(order[9].starts_with("/language?") && order[10] == "q", "{order:?}");
    // A question, an answer, a story, an opened proof.
    tab.write("سبها");
    tab.follow(|tab| tab.press("Enter"));
    let reach = |tab: &mut Tab, wanted: &str| {
        for _ in 0..200 {
            tab.press("Tab");
            if tab.eval(&format!("document.activeElement.matches({})", json!(wanted))) == true {
                return;
            }
        }
        panic!("{wanted}: Tab does not lead there");
    };
    reach(&mut tab, "article a[href^='/stories/']");
    tab.follow(|tab| tab.press("Enter"));
    reach(&mut tab, ".list summary");
    tab.press("Space");
    assert_eq!(tab.eval("document.activeElement.parentElement.open"), true);
    reach(&mut tab, ".proof .chain a[href^='/pages']");
    tab.follow(|tab| tab.press("Enter"));
    assert!(tab.path().starts_with("/pages/"), "{}", tab.path());
    // A decision, signed and sent by keys alone.
    reach(&mut tab, "input[name=by]");
    tab.write("Omar");
    reach(&mut tab, "button[value=accept]");
    tab.follow(|tab| tab.press("Enter"));
    assert!(tab.text().contains("Omar"), "{}", tab.text());
}
