//! A page that means harm is shown as text.

use crate::desk::Desk;
use crate::tab::Tab;

/// Markup that runs, that ends elements and attributes, addresses that run, controls that turn letters around.
const HOSTILE: &str = "<script>alert(1)</script> <img src=\"//evil.example/x.png\" onerror=\"alert(2)\"> <a href=\"javascript:alert(3)\">x</a> \
    </textarea></title></style><svg onload=alert(4)> \"><iframe src=//evil.example></iframe> ' onmouseover='alert(5) \u{202e}txt.exe\u{202d} {{ 7 }} &#60;b&#62;";

/// A page of a flood that says all of that where readers look: as markup of its own, or as words, which is what comes through.
fn page(says: &str, last: &str) -> String {
    let attribute = says.replace('"', "&#34;");
    format!(
        "<!doctype html><html><head><title>ارتفاع حصيلة الفيضان {says}</title><meta property=\"og:site_name\" content=\"{attribute}\">\
         <meta name=\"author\" content=\"{attribute}\"><link rel=\"canonical\" href=\"javascript:alert(6)\"></head><body><article>\
         <h1>ارتفاع حصيلة الفيضان {says}</h1>\
         <p>قالت وزارة الصحة الليبية في بيان صدر يوم الاثنين 6 مايو 2024 إن 27 شخصا قتلوا في فيضانات مدينة سبها {says} وإن عشرات العائلات غادرت منازلها \
         القريبة من الوادي إلى مدارس فتحتها البلدية في الأحياء العالية من المدينة، حيث توزع فرق الهلال الأحمر الأغطية ومياه الشرب والطعام على من وصلوا.</p>\
         <p>وقال المتحدث باسم البلدية سالم الغربي للصحفيين أمام مبنى البلدية وسط المدينة: «لن نتوقف عن البحث {says} حتى نجد كل المفقودين في القرى التي \
         جرفت السيول طرقها وقطعت عنها الكهرباء والاتصالات منذ مساء الأحد»، وأضاف أن 12 آخرين أصيبوا بجروح ونقلوا إلى المستشفى المركزي في المدينة لتلقي العلاج.</p>\
         <p>{last}</p></article></body></html>"
    )
}

#[test]
fn a_page_full_of_markup_shows_as_text() {
    let Some(mut tab) = Tab::open() else { return };
    let desk = Desk::empty();
    let words = HOSTILE.replace('&', "&#38;").replace('<', "&#60;");
    let file = desk.folder().join("\u{202e}\"><script>alert(7)<!--.html");
    std::fs::write(&file, page(&words, "وتواصل فرق الإنقاذ البحث عن مفقودين.")).expect("a page is written");
    assert!(tab.go(&desk.at("/add")));
    tab.choose_files("input[type=file]", &[file.to_string_lossy().into_owned()]);
    tab.follow(|tab| tab.click("main form button"));
    assert_eq!(tab.eval("document.querySelectorAll('[role=status]').length"), 1, "{}", tab.text());
    // Others are pasted, with an address that runs: as words, and as markup of their own.
    for (says, last) in [(words.as_str(), "وصلت قافلة مساعدات إلى درنة."), (HOSTILE, "وأغلقت البلدية الطرق.")]
    {
        assert!(tab.go(&desk.at("/add")));
        tab.fill("input[name=address]", "javascript:alert(8)//\"><script>");
        tab.fill("textarea", &page(says, last));
        tab.follow(|tab| tab.click("main form button"));
        assert_eq!(tab.eval("document.querySelectorAll('[role=status]').length"), 1, "{}", tab.text());
    }

    let mut paths = vec![tab.path(), "/".to_owned(), "/claims".to_owned(), "/sources".to_owned(), "/decisions".to_owned()];
    let in_address = |tab: &mut Tab, text: &str| tab.text_of(&format!("encodeURIComponent({})", serde_json::Value::from(text)));
    let (flood, hostile) = (in_address(&mut tab, "فيضان"), in_address(&mut tab, HOSTILE));
    paths.extend([format!("/search?q={flood}"), format!("/search?q={hostile}"), format!("/claims?speaker={hostile}&since={hostile}")]);
    paths.push(format!("/language?to=en&back={}", in_address(&mut tab, "javascript:alert(9)")));
    paths.push("/stories/1".to_owned());
    let links = "[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).filter(h => h.startsWith('/pages')).join('\\n')";
    for list in ["/claims", "/stories/1"] {
        assert!(tab.go(&desk.at(list)));
        let mut found: Vec<String> = tab.text_of(links).lines().map(str::to_owned).collect();
        found.dedup();
        assert!(!found.is_empty(), "{list}: {}", tab.text());
        paths.extend(found.into_iter().take(12));
    }
    let mut shown = 0;
    for path in paths {
        assert!(tab.go(&desk.at(&path)), "{path}");
        let elements = tab.eval(
            "(() => { const all = [...document.querySelectorAll('*')];
               return all.filter(e => ['SCRIPT', 'IFRAME', 'IMG', 'OBJECT', 'EMBED', 'BASE'].includes(e.tagName)
                 || [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value) && ['href', 'src', 'action', 'formaction'].includes(a.name)))
                 .map(e => e.outerHTML) })()",
        );
        assert_eq!(elements, serde_json::json!([]), "{path}");
        let text = tab.text();
        assert!(!text.contains(['\u{202d}', '\u{202e}']), "{path}: writing is turned around");
        shown += usize::from(text.contains("<script>alert(1)</script>"));
        // All links lead to the desk.
        assert_eq!(tab.eval("[...document.links].every(a => a.origin === location.origin)"), true, "{path}");
    }
    assert!(shown > 5, "what the page says is shown as it says it: {shown}");
    // The browser draws the signs of its own fields from `data:`; nothing goes out for that.
    let own = |url: &String| url.starts_with(&desk.address) || url.starts_with("data:") || url == "about:blank";
    let elsewhere: Vec<String> = tab.requested().into_iter().filter(|url| !own(url)).collect();
    assert_eq!(elsewhere, Vec::<String>::new());
    let complaints: Vec<String> = tab.complaints().into_iter().filter(|c| !c.contains("422 (Unprocessable")).collect();
    assert_eq!(complaints, Vec::<String>::new());
}
