//! Pages from servers of every kind: real ones, on this machine, that are slow, broken or hostile. None hangs, none exceeds its limits,
//! each gives one clear line.

use std::collections::HashMap;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use isnad_collect::Validators;
use isnad_collect::fetch::{FetchError, Fetched, Fetcher, LookUp, Page, Settings};

use crate::common::gzip;
use crate::server::{Names, Server, html, redirect, response, run, settings};

const HTML: &str = "<!doctype html><html><body><p>قالت البلدية إن الجسر يفتح غدا.</p></body></html>";

fn get_with(settings: Settings, url: &str, known: &Validators) -> Result<Fetched, FetchError> {
    run(async { Fetcher::new(settings).expect("a fetcher").page(url, known).await })
}

fn get(url: &str) -> Result<Page, FetchError> {
    match get_with(settings(), url, &Validators::default())? {
        Fetched::Page(page) => Ok(page),
        Fetched::Unchanged => panic!("nothing was known"),
    }
}

/// The line that an address gives.
fn fault(url: &str) -> String {
    get(url).expect_err("no page").to_string()
}

#[test]
fn a_page_comes_with_its_kind_and_what_to_ask_with_the_next_time() {
    let server = Server::pages(|asked| {
        if asked.head.contains("if-none-match: \"v1\"") {
            return response("304 Not Modified", "", b"");
        }
        html("ETag: \"v1\"\r\nLast-Modified: Mon, 06 May 2024 08:00:00 GMT\r\n", HTML.as_bytes())
    });
    let page = get(&server.url("/news/1?utm_source=x#top")).expect("a page");
    assert_eq!((page.address, page.bytes), (server.url("/news/1"), HTML.as_bytes().to_vec()));
    assert_eq!(page.content_type.as_deref(), Some("text/html"));
    assert_eq!(page.validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(page.validators.last_modified.as_deref(), Some("Mon, 06 May 2024 08:00:00 GMT"));
    let head = server.last().head;
    assert!(head.contains("user-agent: isnad/") && head.contains("+https://"), "{head}");
    assert_eq!(get_with(settings(), &server.url("/news/1"), &page.validators), Ok(Fetched::Unchanged));
    assert!(server.last().head.contains("if-modified-since: mon, 06 may 2024"));
}

#[test]
fn what_is_known_of_an_address_is_asked_of_it_alone() {
    let server = Server::pages(|asked| match asked.path.as_str() {
        _ if asked.head.contains("if-none-match") && asked.path != "/latest" => response("304 Not Modified", "", b""),
        "/latest" => redirect("/news/2"),
        "/amp" => html("ETag: \"v1\"\r\n", b"<html amp><link rel=canonical href=/news/2></html>"),
        _ => html("ETag: \"v2\"\r\n", HTML.as_bytes()),
    });
    let known = Validators { etag: Some("\"v1\"".to_owned()), last_modified: None };
    let Ok(Fetched::Page(page)) = get_with(settings(), &server.url("/latest"), &known) else { panic!("no page") };
    assert_eq!((page.address, page.validators), (server.url("/news/2"), Validators::default()));
    let page = get(&server.url("/amp")).expect("a page");
    assert_eq!((page.address, page.validators), (server.url("/news/2"), Validators::default()));
}

#[test]
fn what_servers_pack_is_unpacked_and_what_they_mislabel_is_left_to_the_reader() {
    let packed = gzip(HTML.as_bytes());
    let (windows, _, _) = encoding_rs::WINDOWS_1256.encode(HTML);
    let windows = windows.into_owned();
    let wrong = windows.clone();
    let server = Server::pages(move |asked| match asked.path.as_str() {
        "/gzip" => html("Content-Encoding: gzip\r\n", &packed),
        "/not-gzip" => html("Content-Encoding: gzip\r\n", HTML.as_bytes()),
        _ => response("200 OK", "Content-Type: text/html; charset=utf-8\r\n", &wrong),
    });
    assert_eq!(get(&server.url("/gzip")).expect("a page").bytes, HTML.as_bytes());
    assert_eq!(get(&server.url("/not-gzip")).expect("a page").bytes, HTML.as_bytes());
    let page = get(&server.url("/wrong-charset")).expect("a page");
    assert_eq!((page.bytes.as_slice(), page.content_type.as_deref()), (windows.as_slice(), Some("text/html; charset=utf-8")));
}

#[test]
fn slow_and_endless_servers_are_left() {
    let quick = || Settings { idle: Duration::from_millis(200), whole: Duration::from_millis(800), ..settings() };
    let server = Server::new(|asked, to| {
        if asked.path == "/robots.txt" {
            return to.write_all(&response("404 Not Found", "", b""));
        }
        if asked.path == "/silent" {
            std::thread::sleep(Duration::from_secs(20));
            return Ok(());
        }
        let kind = if asked.path == "/film" { "video/mp4" } else { "text/html" };
        to.write_all(format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n<p>").as_bytes())?;
        loop {
            if asked.path == "/drip" {
                std::thread::sleep(Duration::from_millis(20));
                to.write_all(b"x")?;
            } else {
                to.write_all(&[b'x'; 4096])?;
            }
        }
    });
    let told = |path: &str| get_with(quick(), &server.url(path), &Validators::default()).expect_err("no page").to_string();
    let begun = Instant::now();
    assert!(told("/silent").contains("cut off") || told("/silent").contains("not done"), "{}", told("/silent"));
    assert_eq!(told("/drip"), "not done after 0.8 seconds; left there; try again later");
    assert_eq!(
        told("/endless"),
        "the page has more than 65536 bytes, the most that is read of one page; if you need it, add its text by itself"
    );
    // Of what is no page nothing is loaded.
    assert_eq!(told("/film"), "video/mp4, not HTML or text");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

#[test]
fn an_address_has_its_time_however_many_requests_it_takes() {
    let server = Server::pages(|asked| {
        std::thread::sleep(Duration::from_millis(100));
        redirect(&format!("{}x", asked.path))
    });
    let short = Settings { address: Duration::from_millis(250), ..settings() };
    let told = get_with(short, &server.url("/"), &Validators::default()).expect_err("no page");
    assert_eq!(told, FetchError::Slow(Duration::from_millis(250)));
    assert!(server.paths().len() < 5, "{:?}", server.paths());
}

#[test]
fn lengths_that_lie_and_headers_without_end() {
    let server = Server::new(|asked, to| match asked.path.as_str() {
        "/robots.txt" => to.write_all(&response("404 Not Found", "", b"")),
        "/long" => to.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>x</p>"),
        "/short" => to.write_all(format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n{HTML}").as_bytes()),
        "/chunks" => to.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<p>x"),
        "/bad-chunks" => to.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>x"),
        "/headers" => {
            to.write_all(b"HTTP/1.1 200 OK\r\n")?;
            loop {
                to.write_all(b"A: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n")?;
            }
        }
        "/line" => {
            to.write_all(b"HTTP/1.1 200 OK\r\nA: ")?;
            loop {
                to.write_all(&[b'x'; 4096])?;
            }
        }
        "/nothing" => Ok(()),
        _ => to.write_all(b"\0\0\0garbage\r\n\r\n"),
    });
    for path in ["/long", "/chunks", "/bad-chunks", "/headers", "/line", "/nothing", "/garbage"] {
        let told = fault(&server.url(path));
        assert!(told.starts_with("cut off: ") && !told.contains('\n'), "{path}: {told}");
    }
    assert_eq!(get(&server.url("/short")).expect("a page").bytes, HTML.as_bytes()[..20]);
}

#[test]
fn bombs_meet_the_limit_of_a_page() {
    let twice = gzip(&gzip(&vec![b' '; 30 << 20]));
    let server = Server::pages(move |asked| match asked.path.as_str() {
        "/twice" => html("Content-Encoding: gzip, gzip\r\n", &twice),
        _ => html("Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n", &twice),
    });
    assert_eq!(
        fault(&server.url("/twice")),
        "the page has more than 65536 bytes, the most that is read of one page; if you need it, add its text by itself"
    );
    assert_eq!(fault(&server.url("/many")), "packed more than 3 times over, as no page is; if you need it, save it by itself");
}

#[test]
fn redirects_are_followed_so_far_and_not_in_circles() {
    let server = Server::pages(|asked| match asked.path.as_str() {
        "/a" => redirect("/b"),
        "/b" => redirect("/a"),
        "/self" => redirect("/self#again"),
        "/nowhere" => response("302 Found", "", b""),
        "/to-file" => redirect("file:///etc/passwd"),
        "/twice" => redirect("once"),
        "/once" => redirect("/page"),
        "/page" => html("", HTML.as_bytes()),
        path => redirect(&format!("{path}x")),
    });
    assert_eq!(get(&server.url("/twice")).expect("a page").address, server.url("/page"));
    assert_eq!(fault(&server.url("/a")), "redirects in a circle; open it in a browser and give the address that it shows then");
    assert_eq!(fault(&server.url("/self")), "redirects in a circle; open it in a browser and give the address that it shows then");
    assert_eq!(fault(&server.url("/on")), "more than 10 redirects; open it in a browser and give the address that it shows then");
    assert_eq!(
        fault(&server.url("/nowhere")),
        "redirected to what is no address of a page: none is named; open it in a browser and give the address that it shows then"
    );
    assert_eq!(
        fault(&server.url("/to-file")),
        "redirected to what is no address of a page: file: only http and https are read; open it in a browser and give the address that it shows then"
    );
}

#[test]
fn nothing_leads_into_an_inner_network() {
    let inner = Server::pages(|_| html("", HTML.as_bytes()));
    let port = inner.address.port();
    for host in ["127.0.0.1", "inner.test", "[::ffff:127.0.0.1]", "[::1]", "2130706433", "0x7f.1", "0.0.0.0"] {
        let told = fault(&format!("http://{host}:{port}/"));
        assert!(told.contains("is not of the public internet; if you mean it, name it with --allow-host"), "{host}: {told}");
        // Nor by a redirect of a server that may be asked.
        let to = format!("http://{host}:{port}/");
        let server = Server::pages(move |_| redirect(&to));
        let told = fault(&server.url("/"));
        assert!(told.contains("is not of the public internet"), "{host}: {told}");
        // Nor by its robots.txt.
        let to = format!("http://{host}:{port}/robots.txt");
        let server = Server::new(move |_, answer| answer.write_all(&redirect(&to)));
        let told = fault(&server.url("/"));
        assert!(told.contains("is not of the public internet"), "{host}: {told}");
    }
    for metadata in ["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://100.100.100.200/"] {
        assert!(fault(metadata).contains("is not of the public internet"), "{metadata}");
    }
    assert_eq!(inner.paths(), Vec::<String>::new());
    // A port that was not named is none that may be asked.
    let other = Settings { allow: vec![format!("inner.test:{}", port + 1).parse().expect("a host")], ..settings() };
    let told = get_with(other, &format!("http://inner.test:{port}/"), &Validators::default()).expect_err("refused").to_string();
    assert!(told.contains("is not of the public internet"), "{told}");
    let named = Settings { allow: vec![format!("inner.test:{port}").parse().expect("a host")], ..settings() };
    assert!(get_with(named, &format!("http://inner.test:{port}/"), &Validators::default()).is_ok());
}

#[test]
fn a_name_that_changes_between_check_and_use_changes_nothing() {
    let inner = Server::pages(|_| html("", HTML.as_bytes()));
    let url = format!("http://rebind.test:{}/", inner.address.port());
    // First a machine of the public internet that nobody has, then this one.
    let names = HashMap::from([("rebind.test", vec!["3ffe::1".parse().expect("an address"), IpAddr::from(Ipv4Addr::LOCALHOST)])]);
    let names = Arc::new(Names(Mutex::new(names)));
    let told = || {
        let settings = Settings { connect: Duration::from_millis(100), look_up: Arc::clone(&names) as Arc<dyn LookUp>, ..settings() };
        get_with(settings, &url, &Validators::default()).expect_err("no page")
    };
    let first = told();
    assert!(matches!(first, FetchError::RobotsUnread(_)), "{first}");
    assert_eq!(told(), FetchError::Inner("rebind.test".to_owned()));
    assert_eq!(inner.paths(), Vec::<String>::new());
}

#[test]
fn what_a_site_does_not_want_read_is_not_asked_for() {
    let server = Server::new(|asked, to| match asked.path.as_str() {
        "/robots.txt" => to.write_all(&response("200 OK", "Content-Type: text/plain\r\n", b"User-agent: isnad\nDisallow: /private\n")),
        "/to-private" => to.write_all(&redirect("/private/2")),
        _ => to.write_all(&html("", HTML.as_bytes())),
    });
    assert!(get(&server.url("/news/1")).is_ok());
    assert_eq!(
        fault(&server.url("/private/1")),
        "the site's robots.txt does not allow programs to read it; open it in a browser, save it and add the file"
    );
    assert_eq!(
        fault(&server.url("/to-private")),
        "the site's robots.txt does not allow programs to read it; open it in a browser, save it and add the file"
    );
    assert!(!server.paths().iter().any(|p| p.starts_with("/private")), "{:?}", server.paths());

    let broken = Server::new(|_, to| to.write_all(&response("503 Service Unavailable", "", b"")));
    let unread = "the site's robots.txt cannot be read (status 503); try again later";
    run(async {
        let fetcher = Fetcher::new(settings()).expect("a fetcher");
        for path in ["/a", "/b"] {
            let fetched = fetcher.page(&broken.url(path), &Validators::default()).await;
            assert_eq!(fetched.expect_err("no page").to_string(), unread);
        }
    });
    assert_eq!(broken.paths(), ["/robots.txt"]);
    for (to, why) in [
        ("file:///etc/passwd", "redirected to what is no address of a page: file: only http and https are read"),
        ("/robots.txt", "more than 5 redirects"),
    ] {
        let astray = Server::new(move |_, answer| answer.write_all(&redirect(to)));
        assert_eq!(fault(&astray.url("/a")), format!("the site's robots.txt cannot be read ({why}); try again later"));
        assert!(astray.paths().len() <= 6, "{:?}", astray.paths());
    }
    let rules = gzip(&[b"User-agent: *\nDisallow: /private\n".as_slice(), &b"# x\n".repeat(200_000), b"Disallow: /news"].concat());
    let packed = Server::new(move |asked, to| match asked.path.as_str() {
        "/robots.txt" => to.write_all(&response("200 OK", "Content-Encoding: gzip\r\n", &rules)),
        _ => to.write_all(&html("", HTML.as_bytes())),
    });
    assert!(get(&packed.url("/news")).is_ok());
    assert_eq!(
        fault(&packed.url("/private")),
        "the site's robots.txt does not allow programs to read it; open it in a browser, save it and add the file"
    );
    let endless = Server::new(|asked, to| match asked.path.as_str() {
        "/robots.txt" => {
            to.write_all(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private\n")?;
            loop {
                to.write_all(&[b'#'; 4096])?;
            }
        }
        _ => to.write_all(&html("", HTML.as_bytes())),
    });
    assert!(get(&endless.url("/news")).is_ok());
    assert_eq!(
        fault(&endless.url("/private")),
        "the site's robots.txt does not allow programs to read it; open it in a browser, save it and add the file"
    );
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_pauses() {
    let (now, at_once) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let most = Arc::clone(&at_once);
    let server = Server::new(move |asked, to| {
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(30));
        // Once the answer is out, the next request may come before this thread goes on.
        now.fetch_sub(1, Ordering::SeqCst);
        match asked.path.as_str() {
            "/robots.txt" => to.write_all(&response("200 OK", "", b"User-agent: *\nCrawl-delay: 0.2\n")),
            _ => to.write_all(&html("", HTML.as_bytes())),
        }
    });
    let begun = Instant::now();
    run(async {
        let fetcher = Arc::new(Fetcher::new(settings()).expect("a fetcher"));
        let asked: Vec<_> = (0..4)
            .map(|n| {
                let (fetcher, url) = (Arc::clone(&fetcher), server.url(&format!("/{n}")));
                tokio::spawn(async move { fetcher.page(&url, &Validators::default()).await })
            })
            .collect();
        for asked in asked {
            assert!(asked.await.expect("it ends").is_ok());
        }
    });
    assert_eq!(at_once.load(Ordering::SeqCst), 1);
    assert_eq!(server.paths().iter().filter(|path| *path == "/robots.txt").count(), 1);
    // Three pauses of a fifth of a second between four pages.
    assert!(begun.elapsed() >= Duration::from_millis(600), "{:?}", begun.elapsed());
}

#[test]
fn walls_are_told_from_pages() {
    let article = |inside: &str| {
        format!("<!doctype html><html><head>{inside}</head><body>{}</body></html>", "<p>قالت البلدية إن الجسر يفتح غدا.</p>".repeat(20))
    };
    let paid = article("<script type=\"application/ld+json\">{ \"@type\": \"NewsArticle\",\n \"isAccessibleForFree\" : false }</script>");
    let free = article("<script type=\"application/ld+json\">{\"isAccessibleForFree\":true}</script>");
    let server = Server::pages(move |asked| match asked.path.as_str() {
        "/check" => response("403 Forbidden", "Content-Type: text/html\r\n", b"<html><title>Just a moment...</title></html>"),
        "/check-200" => html("", "<html><body><p>يرجى الانتظار، جار التحقق من متصفحك.</p></body></html>".as_bytes()),
        "/paid" => html("", paid.as_bytes()),
        "/free" => html("", free.as_bytes()),
        "/gone" => response("410 Gone", "", b""),
        "/often" => response("429 Too Many Requests", "", b""),
        "/picture" => response("200 OK", "Content-Type: image/jpeg\r\n", b"\xff\xd8"),
        _ => html("", b""),
    });
    let check = "the server asks whether a person reads it (a robot check); open it in a browser, save it and add the file";
    assert_eq!(fault(&server.url("/check")), check);
    assert_eq!(fault(&server.url("/check-200")), check);
    assert!(get(&server.url("/paid")).expect("a page").paywall);
    assert!(!get(&server.url("/free")).expect("a page").paywall);
    assert_eq!(fault(&server.url("/gone")), "status 410: there is no such page; check the address");
    assert_eq!(fault(&server.url("/often")), "status 429: the server was asked too often; try again later");
    assert_eq!(fault(&server.url("/picture")), "image/jpeg, not HTML or text");
    assert_eq!(fault(&server.url("/empty")), "no bytes");
}

#[test]
fn a_page_for_phones_is_taken_whole() {
    let server = Server::pages(|asked| match asked.path.as_str() {
        "/amp/1" => {
            let port = asked.head.lines().find_map(|l| l.strip_prefix("host: ")?.rsplit(':').next()).unwrap_or_default();
            html("", format!("<html amp><link rel=canonical href=http://nakheel.test:{port}/news/1></html>").as_bytes())
        }
        "/amp/2" => html("", b"<html amp><link rel=canonical href=/gone></html>"),
        "/news/1" => html("", HTML.as_bytes()),
        _ => response("404 Not Found", "", b""),
    });
    let amp = server.url("/amp/1").replace("nakheel.test", "amp.nakheel.test");
    let page = get(&amp).expect("a page");
    assert_eq!((page.address, page.bytes), (server.url("/news/1"), HTML.as_bytes().to_vec()));
    assert_eq!(get(&server.url("/amp/2")).expect("a page").address, server.url("/amp/2"));
}
