//! The server over loopback, as a browser and as an enemy use it.
#![allow(clippy::expect_used)] // a test may fail loudly

mod about;
mod accounts;
mod api;
mod desk;
mod feed;
mod feeds;
mod follow;
mod hooks;

use std::io::Write;
use std::net::TcpStream;

use desk::{Desk, half, settings, value};
use isnad_web::{Patience, ServeError, Server, Settings};

#[test]
fn from_a_figure_down_to_its_sentence_and_corrected() {
    let mut desk = Desk::new(None);
    assert!(desk.page("/").contains("No pages yet"));
    desk.add_demo();
    let moving = desk.page("/");
    assert!(moving.contains("سبها") && moving.contains("href=\"/stories/"));
    // A word is found through its clitics, and its page has its claims in place and what was removed.
    let found = desk.page("/search?q=%D9%85%D8%AF%D9%8A%D9%86%D8%A9");
    assert!(found.contains("<mark>"), "{found}");
    let address = desk.follow(&value(&found, "<h3><a href=\""));
    let page = desk.page(&address);
    assert!(page.contains("class=\"claim figure\"") && page.contains("Removed from this page"));

    let claims = desk.page("/claims?measure=killed");
    let claim = desk.follow(&value(&claims[claims.find("<tbody>").expect("a list")..], "<td><a href=\""));
    let shown = desk.page(&claim);
    assert!(shown.contains("<mark>") && shown.contains("class=\"chain\""), "{shown}");
    let (source, id) = (value(&shown, "name=\"page\" value=\""), value(&shown, "name=\"claim\" value=\""));
    let token = value(&shown, "name=\"token\" value=\"");
    let low = value(&shown, "name=\"low\" inputmode=\"decimal\" value=\"");

    let fields = [
        ("token", token.as_str()),
        ("what", "correct"),
        ("by", "Layla"),
        ("reason", "the page says more"),
        ("page", &source),
        ("claim", &id),
        ("back", &claim),
        ("low", "4711"),
        ("high", ""),
        ("qualifier", "at_least"),
    ];
    let answer = desk.post("/decisions", &fields);
    assert_eq!((answer.status, answer.header("location")), (303, Some(claim.as_str())), "{}", answer.body);
    let corrected = desk.page(&claim);
    assert!(corrected.contains("4,711") && corrected.contains("Corrected by") && corrected.contains("the page says more"));
    assert_ne!(value(&corrected, "name=\"low\" inputmode=\"decimal\" value=\""), low);
    assert!(desk.page("/claims?measure=killed").contains("class=\"tag decided\""));
    let decisions = desk.page("/decisions");
    assert!(decisions.contains("Layla") && decisions.contains("in force"));
    let undo = desk.post("/decisions", &[("token", &token), ("what", "undo"), ("by", "Omar"), ("decision", "1"), ("back", "/decisions")]);
    assert_eq!(undo.status, 303, "{}", undo.body);
    assert_eq!(value(&desk.page(&claim), "name=\"low\" inputmode=\"decimal\" value=\""), low);
    // What cannot be is said.
    let wrong = desk.post(
        "/decisions",
        &[("token", &token), ("what", "correct"), ("by", "Layla"), ("page", &source), ("claim", &id), ("speaker", "nobody")],
    );
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("names nobody"));
    assert_eq!(desk.get("/stories/4711").status, 404);
    assert_eq!(desk.get("/pages/0").status, 404);
    assert_eq!(desk.get("/nothing").status, 404);

    // The story is the report, with links into the desk.
    let story = desk.page(&value(&moving, "<a href=\"/stories/").split('"').next().map(|n| format!("/stories/{n}")).expect("a story"));
    assert!(story.contains("class=\"stats\"") && story.contains("/pages?source="));
    assert!(desk.page("/sources").contains("صحيفة النخيل"));
    assert_eq!(desk.get("/style/en").header("content-type"), Some("text/css; charset=utf-8"));
    let answer = desk.get("/language?to=ar&back=/sources");
    assert_eq!((answer.status, answer.header("location")), (303, Some("/sources")));
    assert!(desk.page("/sources").contains("<html lang=\"ar\" dir=\"rtl\">"));
    for elsewhere in ["//example.org", "/\\example.org", "/\t/example.org", "/%09/example.org", "/%5cexample.org", "https://example.org/"] {
        let answer = desk.get(&format!("/language?to=ar&back={}", isnad_export::in_address(elsewhere)));
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{elsewhere}");
    }
}

#[test]
fn nothing_of_a_page_runs_and_nothing_of_another_site_gets_in() {
    let mut desk = Desk::new(None);
    let token = desk.token();
    let hostile = "<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; سيول</title></head><body><article><h1>&lt;script&gt;alert(1)&lt;/script&gt; سيول</h1>
        <p>قالت الشرطة إن ثلاثة أشخاص قتلوا في درنة &lt;img src=x onerror=alert(2)&gt; \u{202e} يوم الاثنين.</p></article></body></html>";
    let answer = desk.upload(&token, &[("<b>x.html", hostile.as_bytes())]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let address = desk.follow(&value(&answer.body, "role=\"status\"><a href=\""));
    for path in [
        "/",
        "/search?q=%D8%AF%D8%B1%D9%86%D8%A9",
        "/claims",
        "/stories/1",
        &address,
        "/search?q=%3Cscript%3Ealert(3)%3C/script%3E",
        "/%3Cscript%3E",
    ] {
        let answer = desk.get(path);
        assert!(
            !answer.body.contains(['\u{202d}', '\u{202e}'])
                && !answer.body.contains("<script")
                && !answer.body.contains("<img")
                && !answer.body.contains("<b>x"),
            "{path}: {}",
            answer.body
        );
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    // Another site's form: without the token, or said by the browser to be from elsewhere.
    let fields = [("token", "0"), ("what", "undo"), ("by", "x"), ("decision", "1")];
    assert_eq!(desk.post("/decisions", &fields).status, 403);
    assert_eq!(desk.upload("0", &[("a.txt", b"x")]).status, 403);
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let body = format!("token={token}&what=undo&by=x&decision=1");
    for header in [("Origin", "https://example.org"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")] {
        assert_eq!(desk.send("POST", "/decisions", &[form, header], body.as_bytes()).status, 403, "{header:?}");
    }
    // Another site's name for this address.
    for host in ["example.org", "example.org:80", "127.0.0.1.example.org"] {
        assert_eq!(desk.send("GET", "/", &[("Host", host)], b"").status, 421, "{host}");
    }
    // More than a page.
    let large = vec![b'x'; 2 << 20];
    assert_eq!(desk.upload(&token, &[("large.txt", &large)]).status, 413);
}

#[test]
fn whoever_comes_from_elsewhere_knows_the_token() {
    let folder = tempfile::tempdir().expect("a folder");
    for token in [None, Some("")] {
        let fault = Server::bind(settings(folder.path(), "0.0.0.0:0", token)).map(|_| ()).expect_err("it is refused");
        assert!(matches!(fault, ServeError::Open(_)) && fault.to_string().contains("--token-file"), "{fault}");
    }
    let mut desk = Desk::new(Some("open sesame"));
    for path in ["/", "/claims", "/search", "/add", "/decisions", "/pages?source=x"] {
        assert_eq!(desk.get(path).status, 401, "{path}");
    }
    assert_eq!(desk.send("GET", "/", &[("Authorization", "Bearer open sesame")], b"").status, 200);
    assert_eq!(desk.send("GET", "/", &[("Authorization", "Bearer open")], b"").status, 401);
    assert_eq!(desk.post("/enter", &[("token", "wrong")]).status, 401);
    assert_eq!(desk.post("/enter", &[("token", "open sesame")]).status, 303);
    assert_eq!(desk.get("/").status, 200);
    // A server with TLS before it has a name of its own, and its cookies never go without TLS.
    let before = [("Host", "desk.example.org"), ("X-Forwarded-Proto", "https")];
    let answer = desk.send("GET", "/language?to=en", &before, b"");
    assert!(answer.status == 303 && answer.header("set-cookie").is_some_and(|line| line.ends_with("; Secure")), "{}", answer.head);
    assert!(desk.get("/language?to=en").header("set-cookie").is_some_and(|line| !line.contains("Secure")));
}

#[test]
fn a_list_says_which_part_of_it_is_shown_and_what_narrows_it_wrongly() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let first = desk.page("/claims?page=1");
    assert!(first.contains("Shown: 1–100") && !first.contains("rel=\"prev\""), "{first}");
    let next = value(&first, "rel=\"next\" href=\"");
    let second = desk.page(&next);
    assert!(second.contains("Shown: 101–") && second.contains("rel=\"prev\" href=\"/claims?page=1\""), "{second}");
    let line = |page: &str| value(&page[page.find("<tbody>").expect("a list")..], "<td><a href=\"");
    assert_ne!(line(&first), line(&second));
    // A list that is all shown says nothing of parts.
    assert!(!desk.page("/claims?measure=killed&status=disputed").contains("class=\"pager\""));
    for (path, told) in [
        ("/claims?kind=nonsense", "No value of «Kind»: «nonsense». It takes: figure, event, statement, quote"),
        ("/claims?measure=dead", "«dead»"),
        ("/claims?status=true", "«true»"),
        ("/claims?since=yesterday", "«yesterday»"),
        ("/claims?page=0", "«0»"),
        ("/search?q=%D8%B3%D8%A8%D9%87%D8%A7&until=2024-13", "«2024-13»"),
        ("/?page=x", "«x»"),
        ("/decisions?page=-1", "«-1»"),
    ] {
        let answer = desk.get(path);
        assert_eq!(answer.status, 422, "{path}");
        assert!(answer.body.contains(told), "{path}: {}", answer.body);
    }
    let behind = desk.page("/claims?page=4000000");
    assert!(behind.contains("Nothing was found") && behind.contains("rel=\"prev\"") && !behind.contains("Shown"), "{behind}");
}

#[test]
fn a_story_of_one_page_is_told_in_full_and_its_event_is_corrected() {
    let mut desk = Desk::new(None);
    let token = desk.token();
    let page =
        "<html><body><article><h1>لقاء في درنة</h1><p>التقى وزير الخارجية محمد الفيتوري نظيره التونسي سالم الغربي في درنة يوم الاثنين.</p>
        <p>وقتل ثلاثة أشخاص في سبها.</p></article></body></html>";
    assert_eq!(desk.upload(&token, &[("a.html", page.as_bytes())]).status, 200);
    let story = desk.page("/stories/1");
    assert!(story.contains("class=\"stats\"") && story.contains("id=\"s1-origins\""), "{story}");

    let claims = desk.page("/claims?kind=event");
    let claim = desk.follow(&value(&claims[claims.find("<tbody>").expect("a list")..], "<td><a href=\""));
    let shown = desk.page(&claim);
    assert!(!shown.contains("name=\"low\""));
    let (source, id) = (value(&shown, "name=\"page\" value=\""), value(&shown, "name=\"claim\" value=\""));
    let [place, speaker] = ["place", "speaker"].map(|name| value(&shown, &format!("<input name=\"{name}\" value=\"")));
    let mut form = vec![
        ("token", token.as_str()),
        ("what", "correct"),
        ("by", "Layla"),
        ("page", &source),
        ("claim", &id),
        ("place", &place),
        ("time", "2024-05-06"),
        ("speaker", &speaker),
    ];
    assert_eq!(desk.post("/decisions", &form).status, 303);
    assert_eq!(value(&desk.page(&claim), "<input name=\"time\" value=\""), "2024-05-06");
    form[6] = ("time", "Monday");
    assert_eq!(desk.post("/decisions", &form).status, 422);
    form[1] = ("what", "guess");
    assert_eq!(desk.post("/decisions", &form).status, 422);
    // What was decided is told in the report's words.
    let decisions = desk.page("/decisions");
    assert!(decisions.contains("read: ") && decisions.contains("corrected: ") && decisions.contains("6 May 2024"), "{decisions}");
}

#[test]
fn two_names_of_a_speaker_are_joined_and_digits_are_of_any_script() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let claims = desk.page("/claims?kind=figure&measure=killed");
    let rows: Vec<&str> = claims.split("<tr>").filter(|row| row.contains("/speakers/")).collect();
    let claim = desk.follow(&value(rows[0], "<td><a href=\""));
    let other = rows.iter().map(|row| value(row, "/speakers/")).find(|id| *id != value(rows[0], "/speakers/")).expect("another");
    let shown = desk.page(&claim);
    let token = value(&shown, "name=\"token\" value=\"");
    let (source, id) = (value(&shown, "name=\"page\" value=\""), value(&shown, "name=\"claim\" value=\""));
    let mut correct = vec![("token", token.as_str()), ("what", "correct"), ("by", "Layla"), ("page", &source), ("claim", &id)];
    correct.extend([("low", "٤ ٧١١"), ("high", "")]);
    assert_eq!(desk.post("/decisions", &correct).status, 303);
    assert_eq!(value(&desk.page(&claim), "name=\"low\" inputmode=\"decimal\" value=\""), "4711");
    correct[5] = ("low", "many");
    let wrong = desk.post("/decisions", &correct);
    assert!(wrong.status == 422 && wrong.body.contains("«many»"), "{}", wrong.body);

    let entity = value(&shown, "name=\"entity\" value=\"");
    let join = [("token", token.as_str()), ("what", "join"), ("by", "Layla"), ("entity", &entity), ("other", &other)];
    assert_eq!(desk.post("/decisions", &join).status, 303);
    assert_eq!(value(&desk.page(&claim), "name=\"entity\" value=\""), other);
    let decisions = desk.page("/decisions");
    assert!(decisions.contains("Names joined") && decisions.contains("/stories/"), "{decisions}");
    // The one that is no more goes by its name, not by its id, and its address leads to the other.
    let words = entity.replace('-', " ");
    assert!(!decisions.contains(&format!("\u{2068}{words}\u{2069}")), "{entity}: {decisions}");
    assert_eq!(
        desk.follow(&format!("/speakers/{}", isnad_export::in_address(&entity))),
        format!("/speakers/{}", isnad_export::in_address(&other))
    );
    assert_eq!(desk.post("/decisions", &join).status, 422, "they are one already");
}

#[test]
fn what_two_stories_were_merged_of_is_told() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let token = desk.token();
    let moving = desk.page("/");
    let numbers: Vec<&str> = moving.split("href=\"/stories/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let merge = [("token", token.as_str()), ("what", "merge"), ("by", "Layla"), ("story", numbers[0]), ("other", numbers[1])];
    assert_eq!(desk.post("/decisions", &merge).status, 303);
    for (language, told) in [("en", "Stories merged"), ("ar", "دمج قصتين")] {
        desk.get(&format!("/language?to={language}"));
        let decisions = desk.page("/decisions");
        assert!(decisions.contains(told) && !decisions.contains('→'), "{decisions}");
    }
    assert!(desk.page("/decisions").contains("وهناك"));
}

#[test]
fn whoever_reads_much_leaves_room_for_those_who_write() {
    let mut desk = Desk::new(None);
    let token = desk.token();
    let refused = (0..1000).any(|_| desk.get("/style/en").status == 429);
    assert!(refused);
    let undo = [("token", token.as_str()), ("what", "undo"), ("by", "Omar"), ("decision", "1")];
    assert_eq!(desk.post("/decisions", &undo).status, 404, "it is looked for");
}

#[test]
fn whoever_dawdles_is_not_waited_for() {
    let short = std::time::Duration::from_millis(300);
    let mut desk = Desk::with(None, |settings| settings.patience = Patience { head: short, request: short, ..Patience::default() });
    let address = desk.address;
    half(address, "GET / HTTP/1.1\r\nHost: local");
    let form = format!("POST /decisions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    let answer = half(address, &format!("{form}Content-Length: 100\r\n\r\ntoken="));
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("content-security-policy"), "{answer}");
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn the_end_is_not_held_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let second = std::time::Duration::from_secs(1);
    let settings = Settings { patience: Patience { end: second, ..Patience::default() }, ..settings(folder.path(), "127.0.0.1:0", None) };
    let server = Server::bind(settings).expect("it listens");
    let address = server.address().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = std::thread::spawn(move || {
        server.run_until(async {
            let _ = stopped.await;
        });
    });
    let mut slow = TcpStream::connect(address).expect("it answers");
    slow.write_all(b"GET / HTTP/1.1\r\n").expect("it is sent");
    half(address, &format!("GET / HTTP/1.1\r\nConnection: close\r\nHost: {address}\r\n\r\n"));
    let told = std::time::Instant::now();
    drop(stop);
    running.join().expect("it ends");
    assert!(told.elapsed() < 5 * second, "{:?}", told.elapsed());
}

#[test]
fn a_form_without_its_token_is_refused_before_its_pages_come() {
    let desk = Desk::new(None);
    let address = desk.address;
    let head =
        format!("POST /add HTTP/1.1\r\nHost: {address}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n");
    for first in ["name=\"token\"\r\n\r\n0", "name=\"file\"; filename=\"a.html\"\r\n\r\n<p>"] {
        let answer = half(address, &format!("{head}Connection: close\r\n\r\n--x\r\nContent-Disposition: form-data; {first}\r\n--x\r\n"));
        assert!(answer.starts_with("HTTP/1.1 403"), "{first}: {answer}");
    }
}

#[test]
fn others_write_while_a_page_is_read() {
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = std::sync::mpsc::channel::<()>();
    let released = std::sync::Mutex::new((begin, released));
    let mut desk = Desk::with(None, |settings| {
        settings.reader = Box::new(move |_, source| {
            let (begin, released) = &*released.lock().expect("one at a time");
            let _ = begin.send(());
            let _ = released.recv();
            Ok(isnad_model::Article { source: source.to_owned(), text: "نص".to_owned(), ..isnad_model::Article::default() })
        });
    });
    let token = desk.token();
    let (mut other, given) = (desk.another(), token.clone());
    let adding = std::thread::spawn(move || other.upload(&given, &[("a.txt", b"x")]).status);
    begun.recv().expect("it is read");
    let undo = [("token", token.as_str()), ("what", "undo"), ("by", "Omar"), ("decision", "1")];
    assert_eq!(desk.post("/decisions", &undo).status, 404, "the store is free");
    drop(release);
    assert_eq!(adding.join().expect("it is added"), 200);
}
