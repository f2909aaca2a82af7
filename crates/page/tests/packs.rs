//! Every row of the packs' phrases: its phrases and example go, its counter-example stays.
#![allow(clippy::expect_used)]

use std::path::Path;

use isnad_lexicon::Pack;
use isnad_page::{Limits, Rules, Source, read};

/// A page of our own, to put lines into.
const HEAD: &str = "سوق الميناء يفتح أبوابه بعد عام من الحريق\n\nفتح السوق القديم في بلدة الميناء أبوابه صباح الأحد بعد عام من الحريق الذي أتى على سقفه الخشبي، وفق ما أعلنت البلدية.";
const MIDDLE: &str = "وقالت رئيسة البلدية إن الإصلاح كلف أربعة ملايين دينار، وإن ثلث الدكاكين ما زال ينتظر أصحابه الذين رحلوا إلى المدن الكبيرة بعد الحريق.\n\nوأضافت أن حفلا صغيرا سيقام مساء الخميس في الساحة.";
const END: &str = "وختمت بالقول إن السوق عاد إلى أهله.";

fn clean(text: &str, rules: &Rules) -> String {
    read(text.as_bytes(), &Source { path_or_url: "page.txt", content_type: None }, rules, &Limits::default()).expect("a page").text
}

#[test]
fn phrases_and_examples_go_and_counter_examples_stay() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let mut faults = Vec::new();
    for folder in ["ar", "en", "other"] {
        let pack = Pack::read(&packs.join(folder)).expect("a pack");
        pack.rows("boilerplate", |row| {
            let scope = row.get("scope").to_owned();
            let page = |line: &str| match scope.as_str() {
                "head" => format!("{line}\n\n{HEAD}\n\n{MIDDLE}\n\n{END}"),
                "rest" | "end" => format!("{HEAD}\n\n{MIDDLE}\n\n{END} {line}"),
                "lead" => format!("{HEAD}\n\n{line} {MIDDLE}\n\n{END}"),
                "tail" | "section" => format!("{HEAD}\n\n{MIDDLE}\n\n{END}\n\n{line}"),
                _ => format!("{HEAD}\n\n{MIDDLE}\n\n{line}\n\n{END}"),
            };
            // Of an example whose text stays only the phrase has to go.
            let partly = matches!(scope.as_str(), "lead" | "rest" | "end");
            let examples = (!partly).then(|| row.need("example")).transpose()?;
            for phrase in row.list("phrase").chain(examples) {
                let line = phrase.replace('#', "25");
                if clean(&page(&line), &rules).contains(&line) {
                    faults.push(format!("{folder}: kept {line}"));
                }
            }
            let counter = row.need("counter_example")?;
            // A title-like counter-example is tried as the subhead it would be.
            if !clean(&format!("{HEAD}\n\n{counter}\n\n{MIDDLE}\n\n{END}"), &rules).contains(counter) {
                faults.push(format!("{folder}: lost {counter}"));
            }
            Ok(())
        })
        .expect("rows");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_page_alone_is_left_whole() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let page = format!("{HEAD}\n\n{MIDDLE}\n\n{END}");
    assert_eq!(clean(&page, &rules), page);
}
