//! Pages of invented outlets, read from end to end.
#![allow(clippy::expect_used)]

use isnad_lexicon::Lexicon;
use isnad_model::{Article, BlockKind, DateBasis, Granularity, RemovalReason};
use isnad_page::{Limits, PageError, Rules, Source, read};
use proptest::prelude::*;

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));
    &LEXICON
}

fn page_at(path_or_url: &str, bytes: &[u8]) -> Result<Article, PageError> {
    read(bytes, &Source { path_or_url, content_type: None }, &Rules::new(lexicon()), &Limits::default())
}

fn page(text: &str) -> Article {
    page_at("page.txt", text.as_bytes()).expect("an article")
}

fn blocks(article: &Article) -> Vec<(BlockKind, String)> {
    let chars: Vec<char> = article.text.chars().collect();
    article.blocks.iter().map(|b| (b.kind, chars[b.start..b.end].iter().collect())).collect()
}

fn removed(article: &Article) -> Vec<(RemovalReason, &str)> {
    article.removed.iter().map(|r| (r.reason, r.text.as_str())).collect()
}

const FIRST: &str = "قالت بلدية النخيل إن المياه انحسرت عن الحي الجنوبي مساء الأحد بعد يومين من المطر.";
const SECOND: &str = "وأضافت أن ثلاث مدارس تفتح أبوابها صباح الثلاثاء، وأن الجسر القديم يبقى مغلقا إلى أن يفحصه المهندسون.";
const THIRD: &str = "وكان المطر قد بدأ ليل الجمعة ولم يتوقف إلا ظهر الأحد.";

#[test]
fn a_page_without_tags_is_cut_into_its_blocks() {
    let article = page(&format!(
        "Sorry, you need to enable JavaScript to visit this website.\n\nالمياه تنحسر عن حي النخيل\n\nرجل يعبر الشارع الغارق في حي النخيل (أ ف ب)\n\nملخص\n\nثلاث مدارس تفتح أبوابها الثلاثاء\n\n{FIRST}\n\nالجسر القديم\n\n{SECOND}\n\nاقرأ أيضا\n\nصور من الحي القديم بعد ليلة المطر الطويلة\n\n{THIRD}\n\nاترك تعليقاً\n\nالاسم *\n\nأتمنى السلامة للجميع"
    ));
    assert_eq!(
        blocks(&article),
        [
            (BlockKind::Headline, "المياه تنحسر عن حي النخيل".to_owned()),
            (BlockKind::Caption, "رجل يعبر الشارع الغارق في حي النخيل (أ ف ب)".to_owned()),
            (BlockKind::Subhead, "ملخص".to_owned()),
            (BlockKind::Summary, "ثلاث مدارس تفتح أبوابها الثلاثاء".to_owned()),
            (BlockKind::Paragraph, FIRST.to_owned()),
            (BlockKind::Subhead, "الجسر القديم".to_owned()),
            (BlockKind::Paragraph, SECOND.to_owned()),
            (BlockKind::Paragraph, THIRD.to_owned()),
        ]
    );
    assert_eq!(
        removed(&article),
        [
            (RemovalReason::ScriptNotice, "Sorry, you need to enable JavaScript to visit this website."),
            (RemovalReason::RelatedLinks, "اقرأ أيضا"),
            (RemovalReason::RelatedLinks, "صور من الحي القديم بعد ليلة المطر الطويلة"),
            (RemovalReason::CommentForm, "اترك تعليقاً"),
            (RemovalReason::CommentForm, "الاسم *"),
            (RemovalReason::CommentForm, "أتمنى السلامة للجميع"),
        ]
    );
    assert_eq!((article.title.as_deref(), article.language.as_str()), (Some("المياه تنحسر عن حي النخيل"), "ar"));
}

#[test]
fn a_glued_page_is_parted_at_its_caption_and_buttons() {
    let article = page(&format!(
        "انحسرت المياه عن حي النخيل بعد يومين. سيارات غارقة في الشارع الكبير من حي النخيل (3 مارس 2024) {FIRST} {SECOND} {THIRD} {SECOND} {THIRD} شارك الخبر"
    ));
    assert_eq!(
        blocks(&article),
        [
            (BlockKind::Summary, "انحسرت المياه عن حي النخيل بعد يومين.".to_owned()),
            (BlockKind::Caption, "سيارات غارقة في الشارع الكبير من حي النخيل (3 مارس 2024)".to_owned()),
            (BlockKind::Paragraph, format!("{FIRST} {SECOND} {THIRD} {SECOND} {THIRD}")),
        ]
    );
    assert_eq!(removed(&article), [(RemovalReason::ShareBar, "شارك الخبر")]);
}

#[test]
fn notices_in_another_script_go_from_the_ends_only() {
    let notice = "Bu web sitesinde çerezler kullanılmaktadır.\n\nSitemizi ziyaret ettiğiniz için çok teşekkür ederiz efendim.";
    let article = page(&format!("{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{notice}"));
    assert_eq!(article.text, format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    assert_eq!(article.removed.iter().map(|r| r.reason).collect::<Vec<_>>(), [RemovalReason::CookieNotice; 2]);
    let quoted = format!("{FIRST}\n\nWe are waiting for the water to leave our street.\n\n{SECOND}\n\n{THIRD}\n\nAFP");
    assert_eq!(page(&quoted).text, quoted);
}

#[test]
fn credits_stay_whatever_surrounds_them() {
    let article = page(&format!(
        "{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nالمصدر: وكالات\n\nمطر غزير على الجبال الشرقية وتحذير من السيول\n\nالميناء يستقبل أول سفينة بعد خمسة أيام\n\nسوق السمك يغلق أبوابه حتى نهاية الشهر"
    ));
    assert_eq!(article.text, format!("{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nالمصدر: وكالات"));
}

#[test]
fn lines_that_date_a_page_are_told_from_its_text() {
    let stamps = |text: &str| page(text).stamps;
    for line in [
        "الأحد 3 مارس 2024 - 14:05",
        "الأحد، 03 مارس 2024 02:28 م",
        "نشر في: 3/3/2024",
        "آخر تحديث: 03/03/2024 - 22:27",
        "[03/03/2024 10:26]",
        "3 مارس 2024 | 19:46",
        "22 شعبان 1445",
        "الأحد 22 شعبان 1445 هـ - 3 مارس 2024 م",
        "Sunday 03 March 2024",
        "2024-03-03",
        "3.3.2024, سبوتنيك عربي",
    ] {
        let article = page(&format!("المياه تنحسر عن حي النخيل\n\n{line}\n\n{FIRST}\n\n{SECOND}"));
        assert_eq!(article.stamps, [line]);
        assert_eq!(article.text, format!("المياه تنحسر عن حي النخيل\n\n{FIRST}\n\n{SECOND}"), "{line}");
    }
    let section = format!("المياه تنحسر عن حي النخيل\nأخبار | 3 مارس 2024\n{FIRST}\n{SECOND}");
    assert_eq!(stamps(&section), ["أخبار | 3 مارس 2024"]);
    // A label outweighs the place; of two labels the day of publication comes first.
    let both = format!("آخر تحديث 4/3/2024\nالمياه تنحسر عن حي النخيل\n{FIRST}\n{SECOND}\nتاريخ النشر: 3/3/2024");
    assert_eq!(stamps(&both), ["تاريخ النشر: 3/3/2024", "آخر تحديث 4/3/2024"]);
    // Titles and datelines with a date stay.
    for line in
        ["فيضانات 3 مارس 2024 تغير وجه المدينة", "النخيل 3 مارس 2024 (أ ف ب)", "سجل الأضرار في 3 مارس 2024", "3 مارس 2024: النخيل تغرق"]
    {
        assert!(page(&format!("{line}\n\n{FIRST}\n\n{SECOND}")).text.contains(line), "{line}");
    }
}

#[test]
fn what_stands_above_the_title_and_says_nothing_of_it_goes() {
    let menu = "الخميس 25 أبريل 2024\n22° القدس\n4.71 جنيه إسترليني\nالأكثر رواجا\nمدرسة جديدة لأطفال الصيادين في الجزيرة\nمعرض للكتب المستعملة يفتح في الساحة\n• الفريق الأول يفوز على ضيفه بهدفين\n• أسعار السمك ترتفع قبل العيد";
    let title = "المياه تنحسر عن حي النخيل بعد يومين";
    let article = page(&format!("{menu}\n{title}\n{FIRST}\n{SECOND}"));
    assert_eq!(article.text, format!("{title}\n\n{FIRST}\n\n{SECOND}"));
    assert_eq!(article.title.as_deref(), Some(title));
    // The date of a masthead dates the visit.
    assert_eq!(article.stamps, Vec::<String>::new());
    // A kicker above the title and points below it stay.
    let points = format!("أمطار الجنوب\n{title}\n• ثلاث مدارس تفتح أبوابها\n• الجسر القديم مغلق\n{FIRST}\n{SECOND}");
    assert_eq!(page(&points).text, points.replace('\n', "\n\n"));
}

#[test]
fn words_of_a_picture_that_are_said_twice_are_its_caption() {
    let article = page(&format!("المياه تنحسر عن حي النخيل\nرجل يعبر الشارع الغارق\nرجل يعبر الشارع الغارق\n{FIRST}\n{SECOND}"));
    assert_eq!(blocks(&article)[1], (BlockKind::Caption, "رجل يعبر الشارع الغارق".to_owned()));
    assert_eq!(article.blocks.len(), 4);
    let article = page(&format!("المياه تنحسر عن حي النخيل\nرجل يعبر الشارع الغارق / Sami Rawi / Reuters\n{FIRST}\n{SECOND}"));
    assert_eq!(blocks(&article)[1].0, BlockKind::Caption);
}

const NEWS_PAGE: &str = r#"<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>المياه تنحسر عن حي النخيل | صحيفة المرفأ</title>
<link rel="canonical" href="https://www.marfa.example/news/17"><meta property="og:site_name" content="صحيفة المرفأ">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"المرفأ"},{"@type":"NewsArticle","headline":"المياه تنحسر عن حي النخيل","datePublished":"2024-03-04T08:30:00+03:00","dateModified":"2024-03-04T11:00:00+03:00","author":[{"@type":"Person","name":"سامي الراوي"}],"publisher":{"@type":"Organization","name":"صحيفة المرفأ"}}]}</script></head>
<body><header class="site-header"><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/a">محليات</a></li></ul></nav></header>
<main><article><h1>المياه تنحسر عن حي النخيل</h1><div class="share-buttons"><a>فيسبوك</a> <a>تويتر</a></div>
<figure><img src="a.jpg"><figcaption>رجل يعبر الشارع الغارق (رويترز)</figcaption></figure>
<div class="entry-content"><p>FIRST</p><p>اقرأ أيضا: <a href="/2">الميناء يستقبل أول سفينة بعد العاصفة</a></p><h2>الجسر القديم</h2><p>SECOND</p><p>THIRD</p>
<ul><li>ثلاث مدارس تفتح أبوابها</li><li>الجسر يبقى مغلقا</li></ul></div>
<section id="comments"><h3>التعليقات</h3><p>كلام طويل من قارئ غاضب على البلدية وعلى المطر وعلى كل من يسكن هذا الحي منذ سنين.</p></section></article>
<aside><h3>الأكثر قراءة</h3><ul><li><a href="/3">سوق السمك يغلق أبوابه أسبوعا كاملا</a></li></ul></aside></main>
<footer>جميع الحقوق محفوظة</footer></body></html>"#;

fn news_page() -> String {
    NEWS_PAGE.replace("FIRST", FIRST).replace("SECOND", SECOND).replace("THIRD", THIRD)
}

#[test]
fn an_html_page_gives_its_text_and_what_it_says_of_itself() {
    let article = page_at("https://www.marfa.example/news/17?from=home", news_page().as_bytes()).expect("an article");
    assert_eq!(
        blocks(&article),
        [
            (BlockKind::Headline, "المياه تنحسر عن حي النخيل".to_owned()),
            (BlockKind::Caption, "رجل يعبر الشارع الغارق (رويترز)".to_owned()),
            (BlockKind::Paragraph, FIRST.to_owned()),
            (BlockKind::Subhead, "الجسر القديم".to_owned()),
            (BlockKind::Paragraph, SECOND.to_owned()),
            (BlockKind::Paragraph, THIRD.to_owned()),
            (BlockKind::List, "ثلاث مدارس تفتح أبوابها".to_owned()),
            (BlockKind::List, "الجسر يبقى مغلقا".to_owned()),
        ]
    );
    assert_eq!(article.title.as_deref(), Some("المياه تنحسر عن حي النخيل"));
    assert_eq!(article.byline, ["سامي الراوي"]);
    assert_eq!(article.outlet.name.as_deref(), Some("صحيفة المرفأ"));
    assert_eq!(article.outlet.domain.as_deref(), Some("marfa.example"));
    assert_eq!(article.url.as_deref(), Some("https://www.marfa.example/news/17"));
    assert_eq!(article.published.value.as_deref(), Some("2024-03-04T08:30+03:00"));
    assert_eq!(article.published.modified.as_deref(), Some("2024-03-04T11:00+03:00"));
    assert_eq!((article.published.granularity, article.published.basis), (Some(Granularity::Minute), DateBasis::Metadata));
    let of = |reason: RemovalReason| article.removed.iter().filter(|r| r.reason == reason).map(|r| r.text.as_str()).collect::<Vec<_>>();
    assert!(of(RemovalReason::RelatedLinks).contains(&"اقرأ أيضا: الميناء يستقبل أول سفينة بعد العاصفة"));
    assert!(of(RemovalReason::CommentForm).contains(&"التعليقات"));
    assert!(of(RemovalReason::ShareBar).contains(&"فيسبوك تويتر"));
}

#[test]
fn an_html_page_in_an_old_character_set_with_a_wrong_label() {
    let page = news_page();
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&page);
    let article = page_at("a.html", &bytes).expect("an article");
    assert!(article.text.contains(SECOND), "{}", article.text);
    assert_eq!(article.title.as_deref(), Some("المياه تنحسر عن حي النخيل"));
}

#[test]
fn faults_are_named() {
    let fault = |bytes: &[u8]| page_at("a", bytes).expect_err("a fault").to_string();
    assert_eq!(fault(b""), "the page is empty");
    assert_eq!(fault(b"\x89PNG\r\n"), "the page is a PNG picture, not text or HTML");
    assert_eq!(fault(b"<html><body><script>x()</script></body></html>"), "the page has no text, only markup or furniture");
    let small = Limits { bytes: 10, ..Limits::default() };
    let too_large = read(&[b'a'; 11], &Source::default(), &Rules::new(lexicon()), &small);
    assert_eq!(too_large, Err(PageError::TooLarge { size: 11, limit: 10 }));
}

#[test]
fn hostile_markup_costs_little() {
    let deep = format!("<html><body>{}<p>{FIRST}</p>{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert!(page_at("a.html", deep.as_bytes()).expect("an article").text.contains(FIRST));
    for open in [
        "<b>",
        "<table>",
        "<a href=x><table><td>",
        "<p><font size=1>",
        "<ul><li>",
        "<div></x>",
        "<svg>",
        "<!--",
        "<select><option>",
        "<button><div></button>",
    ] {
        let hostile = format!("<html><body><p>{FIRST}</p>{}", open.repeat(20_000));
        let _ = page_at("a.html", hostile.as_bytes());
    }
}

#[test]
fn offsets_slice_the_text() {
    let article = page(&format!("المياه تنحسر عن حي النخيل\n\n{FIRST}\n{SECOND}"));
    let joined: Vec<String> = blocks(&article).into_iter().map(|(_, text)| text).collect();
    assert_eq!(joined.join("\n\n"), article.text);
    assert_eq!(article.id.len(), 32);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = page_at("a", &bytes);
        let _ = page_at("a.html", &bytes);
    }

    #[test]
    fn any_markup_is_read_or_refused(parts in proptest::collection::vec(prop::sample::select(vec!["<p>", "</p>", "<div class=\"share\">", "</div>", "<a href='", "'>", "</a>", "<ul><li>", "<h1>", "<table><td>", "<!--", "-->", "<script>", "</script>", "قال الوزير إن الماء وصل. ", "اقرأ أيضا", "\n", "<br>", "&amp;", "\u{0}", "<html>", "<time datetime=2024-02-30>"]), 0..60)) {
        let _ = page_at("a.html", parts.concat().as_bytes());
    }

    #[test]
    fn kept_paragraphs_of_plain_text_stand_in_the_page(lines in proptest::collection::vec(prop::sample::select(vec![FIRST, SECOND, THIRD, "اقرأ أيضا", "شارك الخبر", "عنوان قصير لخبر آخر", "(رويترز)", "Accept all cookies", "• بند أول", "ملخص", "صورة: سوق قديم", "", "12", "الرئيسية"]), 1..25)) {
        let text = lines.join("\n");
        if let Ok(article) = page_at("a.txt", text.as_bytes()) {
            for (_, block) in blocks(&article) {
                prop_assert!(text.contains(&block), "{block}");
            }
        }
    }

    #[test]
    fn any_plain_text_is_only_cut(text in "[\\PC\n]{1,300}") {
        if let Ok(article) = read(text.as_bytes(), &Source { path_or_url: "a.txt", content_type: Some("text/plain") }, &Rules::new(lexicon()), &Limits::default()) {
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}' && !matches!(c, '\u{200b}' | '\u{ad}')).collect::<String>();
            let whole = squeeze(&text);
            for (_, block) in blocks(&article) {
                prop_assert!(whole.contains(&squeeze(&block)), "{block}");
            }
        }
    }
}

#[test]
fn text_stated_only_in_metadata_is_read() {
    let body = format!("{FIRST}\\n{SECOND}\\n{THIRD}");
    let page = format!(
        "<html><head><title>المياه تنحسر عن حي النخيل</title><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"المياه تنحسر عن حي النخيل\",\"articleBody\":\"{body}\"}}</script></head><body><div id=root>جار التحميل</div></body></html>"
    );
    assert_eq!(
        page_at("a.html", page.as_bytes()).expect("an article").text,
        format!("المياه تنحسر عن حي النخيل\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}")
    );
}

#[test]
fn addresses_at_the_ends_go_and_those_in_sentences_stay() {
    for line in [
        "rawi@example.org",
        "للتواصل : rawi@example.org",
        "تويتر: @sami_rawi",
        "rawi@example.org للتواصل مع الكاتب",
        "البريد الإلكتروني: rawi@example.org تويتر: @sami_rawi",
    ] {
        let text = format!("{FIRST}\n\n{SECOND}\n\n{THIRD}");
        let article = page(&format!("{text}\n\n{line}"));
        assert_eq!((article.text.as_str(), removed(&article)), (text.as_str(), vec![(RemovalReason::Other, line)]));
        assert_eq!(page(&format!("{FIRST}\n\n{SECOND}\n\n{THIRD} {line}")).text, text, "{line}");
    }
    for line in [
        "ترسل الطلبات إلى rawi@example.org",
        "سامي الراوي rawi@example.org",
        "للتواصل مع غرفة الطوارئ في البلدية يكتب السكان إلى rawi@example.org.",
    ] {
        let text = format!("{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{line}");
        assert_eq!(page(&text).text, text);
    }
    let inside = format!("{FIRST}\n\nrawi@example.org\n\n{SECOND}\n\n{THIRD}");
    assert_eq!(page(&inside).text, inside);
}

#[test]
fn a_row_of_tags_below_the_text_goes_with_its_label() {
    let text = format!("{FIRST}\n\n{SECOND}\n\n{THIRD}");
    for row in ["سمات مدارس النخيل الجسر القديم", "كلمات دلالية النخيل مطر"] {
        assert_eq!(page(&format!("{text}\n\n{row}")).text, text, "{row}");
    }
    let said = format!("{text}\n\nسمات المدينة القديمة تغيرت كثيرا في عشرين عاما.");
    assert_eq!(page(&said).text, said);
}

#[test]
fn an_outlets_name_below_the_title_is_no_subhead() {
    let title = "المياه تنحسر عن حي النخيل (فيديو)";
    let article = page(&format!("{title}\n\nالنخيل نيوز\n\n{FIRST}\n\n{SECOND}"));
    assert_eq!(article.title.as_deref(), Some(title));
    assert_eq!(article.text, format!("{title}\n\n{FIRST}\n\n{SECOND}"));
    let caption = "المياه تنحسر عن حي النخيل (أ ف ب)";
    assert_eq!(page(&format!("{caption}\n\n{FIRST}\n\n{SECOND}")).title, None);
}

#[test]
fn what_a_template_left_between_the_lines_goes() {
    let article = page(&format!(
        "المياه تنحسر عن حي النخيل\n\nlist_item\n\nmainPhoto\n\n{FIRST}\n\nToggleالجسر القديم\n\n{SECOND}\n\n.photo-box{{ display:block; }} رجل يعبر الشارع الغارق في حي النخيل\n\n— Office of the Mayor of Nakhil City – Valley (@nakhil) March 23, 2023\n\n#نافذة\n\n{THIRD}\n\nع.ف\n\n#النخيل #مطر"
    ));
    assert_eq!(
        article.text,
        format!(
            "المياه تنحسر عن حي النخيل\n\n{FIRST}\n\nالجسر القديم\n\n{SECOND}\n\nرجل يعبر الشارع الغارق في حي النخيل\n\n#نافذة\n\n{THIRD}"
        )
    );
    assert_eq!(article.stamps, [""; 0]);
}

#[test]
fn a_title_may_end_in_a_bracket_that_names_who_tells_it() {
    let kind = |title: &str| blocks(&page(&format!("{title}\n\n{FIRST}\n\n{SECOND}"))).remove(0).0;
    assert_eq!(kind("المياه تنحسر عن حي النخيل (مصدر في البلدية)"), BlockKind::Headline);
    assert_eq!(kind("المياه تنحسر عن حي النخيل (وزارة النقل)"), BlockKind::Headline);
    assert_eq!(kind("رجل يعبر الشارع الغارق في حي النخيل (أ ف ب)"), BlockKind::Caption);
}
