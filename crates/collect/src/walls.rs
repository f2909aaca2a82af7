//! Pages that stand before a page: robot checks and paywalls, told by the phrases of `packs/html/walls.tsv`.

use isnad_lexicon::Lexicon;
use isnad_lexicon::fold::fold_key;
use isnad_lexicon::subjects::WallKind;

/// Bytes of a page that are looked through.
const HEAD: usize = 256 << 10;
/// Words of which a page that comes with status 200 is something to read, whatever phrases it has.
const WORDS: usize = 60;

/// Phrases that tell walls.
#[derive(Clone, Debug, Default)]
pub struct Walls(Vec<(WallKind, String)>);

impl Walls {
    /// The phrases of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let rows = lexicon.tables.walls.iter();
        Walls(rows.flat_map(|row| row.phrases.iter().map(|phrase| (row.kind, squeezed(phrase)))).collect())
    }

    /// What stands before a page, by what came in its place or with it; `status` is what it came with.
    pub fn before(&self, page: &[u8], content_type: Option<&str>, status: u16) -> Option<WallKind> {
        let head = isnad_page::charset::decode(&page[..page.len().min(HEAD)], content_type, None).ok()?.text;
        let squeezed = squeezed(&head);
        let has = |kind| self.0.iter().any(|(of, phrase)| *of == kind && squeezed.contains(phrase));
        if has(WallKind::RobotCheck) && (status != 200 || isnad_page::glance(&head).words < WORDS) {
            return Some(WallKind::RobotCheck);
        }
        has(WallKind::Paywall).then_some(WallKind::Paywall)
    }
}

/// One spelling for all, without spaces: markup is written in many ways.
fn squeezed(text: &str) -> String {
    fold_key(text).split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use isnad_lexicon::Pack;

    use super::*;

    fn walls() -> Walls {
        Walls::new(&isnad_packs::built_in().unwrap())
    }

    #[test]
    fn every_row_is_told_by_its_example_and_by_each_of_its_phrases() {
        let (walls, packs) = (walls(), Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"));
        let mut rows = 0;
        Pack::read(&packs.join("html"))
            .unwrap()
            .rows("walls", |row| {
                rows += 1;
                let kind = row.word("kind")?;
                let counter = row.need("counter_example")?;
                for phrase in row.list("phrases").chain([row.need("example")?]) {
                    assert_eq!(walls.before(format!("<html>{phrase}</html>").as_bytes(), None, 200), Some(kind), "{phrase}");
                }
                assert_eq!(walls.before(format!("<html>{counter}</html>").as_bytes(), None, 200), None, "{counter}");
                Ok(())
            })
            .unwrap();
        assert!(rows > 3);
    }

    #[test]
    fn spellings_and_character_sets_are_one() {
        let page = "<html><head><meta charset=windows-1256></head><p>يرجى الإنتظار، جارٍ التحقّق من متصفّحك</p></html>";
        assert_eq!(walls().before(page.as_bytes(), None, 200), Some(WallKind::RobotCheck));
        let (windows, _, _) =
            encoding_rs::WINDOWS_1256.encode("<html><p>يرجى الانتظار، جار التحقق من متصفحك قبل الدخول إلى الموقع</p></html>");
        assert_eq!(walls().before(&windows, Some("text/html; charset=windows-1256"), 200), Some(WallKind::RobotCheck));
    }

    #[test]
    fn a_page_with_something_to_read_is_no_check() {
        let article = |inside: &str| format!("<html>{inside}<body>{}</body></html>", "<p>قالت البلدية إن الجسر يفتح غدا.</p>".repeat(20));
        let (check, walls) = ("<title>Just a moment...</title>", walls());
        assert_eq!(walls.before(article(check).as_bytes(), None, 200), None);
        assert_eq!(walls.before(article(check).as_bytes(), None, 403), Some(WallKind::RobotCheck));
        // Scripts are nothing to read, however long they are.
        let script = format!("<html>{check}<script>{}</script></html>", "var a = 1; ".repeat(10_000));
        assert_eq!(walls.before(script.as_bytes(), None, 200), Some(WallKind::RobotCheck));
    }
}
