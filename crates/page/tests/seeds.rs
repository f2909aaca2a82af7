//! The real pages that lie beside a developer's checkout, with their gold.
#![allow(clippy::expect_used)]

use std::path::Path;

use isnad_model::BlockKind;
use isnad_page::{Limits, Rules, Source, read};

#[test]
#[allow(clippy::print_stdout)]
fn real_pages_are_cleaned_as_their_gold_has_it() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let Ok(seeds) = std::fs::read_dir(shared.join("seeds")) else {
        println!("skipped: no ../shared/seeds beside this checkout");
        return;
    };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    for seed in seeds.map(|s| s.expect("a file").path()) {
        let name = seed.file_stem().expect("a name").to_string_lossy().into_owned();
        let gold: serde_json::Value =
            serde_json::from_slice(&std::fs::read(shared.join("gold").join(format!("{name}.json"))).expect("its gold")).expect("JSON");
        let bytes = std::fs::read(&seed).expect("a page");
        let article = read(&bytes, &Source { path_or_url: &name, content_type: None }, &rules, &Limits::default()).expect("an article");
        let flat = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = flat(&article.text);
        let strings = |key: &str| {
            gold[key].as_array().cloned().unwrap_or_default().into_iter().filter_map(|v| v.as_str().map(flat)).collect::<Vec<_>>()
        };
        let chars: Vec<char> = article.text.chars().collect();
        let of = |kind: BlockKind| {
            article
                .blocks
                .iter()
                .filter(|b| b.kind == kind)
                .map(|b| flat(&chars[b.start..b.end].iter().collect::<String>()))
                .collect::<Vec<_>>()
        };
        for noise in strings("boilerplate") {
            assert!(!text.contains(&noise), "{name} keeps {noise}");
            assert!(article.removed.iter().any(|r| flat(&r.text).contains(&noise)), "{name} does not list {noise}");
        }
        for claim in ["figures", "statements", "events"].iter().flat_map(|k| gold[*k].as_array().cloned().unwrap_or_default()) {
            let evidence = flat(claim["evidence"].as_str().expect("evidence"));
            assert!(text.contains(&evidence), "{name} lost {evidence}");
        }
        assert_eq!(of(BlockKind::Caption), strings("captions"), "{name}");
        assert_eq!(article.title.as_deref(), gold["headline"].as_str(), "{name}");
        for subhead in strings("subheads") {
            assert!(of(BlockKind::Subhead).contains(&subhead), "{name}: no subhead {subhead}");
        }
        if let Some(summary) = gold["summary_box"].as_str() {
            assert_eq!(of(BlockKind::Summary), [flat(summary)], "{name}");
        }
    }
}
