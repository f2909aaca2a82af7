//! Accounts: who gets in, who may decide, and what a stranger learns.

use isnad_store::Role;
use isnad_web::{ServeError, Server, hash_password};

use crate::desk::{Answer, Desk, settings, value};

const PASSWORD: &str = "كلمة سرّ طويلة";

/// A desk with an editor and a reader.
fn desk(token: Option<&str>) -> Desk {
    let desk = Desk::new(token);
    let hash = hash_password(PASSWORD).expect("a hash");
    let mut store = desk.store();
    store.add_user("ليلى", Role::Editor, &hash).expect("she is added");
    store.add_user("Omar", Role::Reader, &hash).expect("he is added");
    desk
}

/// Another browser.
fn browser(desk: &Desk) -> Desk {
    let mut other = desk.another();
    other.cookies = vec!["isnad_language=en".to_owned()];
    other
}

fn sign_in(desk: &mut Desk, name: &str, password: &str) -> Answer {
    let door = desk.get("/enter");
    assert_eq!(door.status, 401);
    let token = value(&door.body, "name=\"token\" value=\"");
    desk.post("/sign-in", &[("token", &token), ("name", name), ("password", password), ("back", "/claims")])
}

#[test]
fn an_editor_signs_with_their_name_and_a_reader_only_looks() {
    let desk = desk(None);
    let mut editor = browser(&desk);
    for path in ["/", "/claims", "/add", "/webhooks", "/search.atom?q=x", "/api/v1/changes", "/api/v1/changes/stream"] {
        assert_eq!(editor.get(path).status, 401, "{path}");
    }
    let answer = sign_in(&mut editor, "ليلى", PASSWORD);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/claims")), "{}", answer.body);
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    editor.add_demo();
    let claims = editor.page("/claims?measure=killed");
    let claim = editor.follow(&value(&claims[claims.find("<tbody>").expect("a list")..], "<td><a href=\""));
    let shown = editor.page(&claim);
    assert!(shown.contains("Signed by <bdi>ليلى</bdi>") && !shown.contains("name=\"by\""), "{shown}");
    let token = value(&shown, "name=\"token\" value=\"");
    let (source, id) = (value(&shown, "name=\"page\" value=\""), value(&shown, "name=\"claim\" value=\""));
    let accept = [("token", token.as_str()), ("what", "accept"), ("by", "somebody else"), ("page", &source), ("claim", &id)];
    assert_eq!(editor.post("/decisions", &accept).status, 303);
    assert_eq!(desk.store().decisions().expect("decisions")[0].decision.by, "ليلى");

    let mut reader = browser(&desk);
    assert_eq!(sign_in(&mut reader, "Omar", PASSWORD).status, 303);
    let shown = reader.page(&claim);
    assert!(!shown.contains("action=\"/decisions\"") && !shown.contains("href=\"/add\""), "{shown}");
    let token = value(&shown, "name=\"token\" value=\"");
    for (path, form) in [("/stories/1", "action=\"/decisions\""), ("/decisions", "name=\"decision\""), ("/", "href=\"/add\"")] {
        assert!(!reader.page(path).contains(form), "{path}");
    }
    assert_eq!(reader.get("/add").status, 403);
    let accept = [("token", token.as_str()), ("what", "reject"), ("by", "Omar"), ("page", &source), ("claim", &id)];
    assert_eq!(reader.post("/decisions", &accept).status, 403);
    assert_eq!(reader.upload(&token, &[("a.txt", b"x")]).status, 403);
    assert_eq!(desk.store().decisions().expect("decisions").len(), 1);
    assert_eq!(reader.get("/api/v1/stories").status, 200);
    // Out is out, also for a copy of the cookie.
    let copy = reader.cookies.clone();
    assert_eq!(reader.post("/sign-out", &[("token", &token)]).status, 303);
    for cookies in [reader.cookies.clone(), copy] {
        reader.cookies = cookies;
        assert_eq!(reader.get("/").status, 401);
    }
}

#[test]
fn whoever_loses_the_account_or_the_password_is_out() {
    let desk = desk(None);
    let (mut one, mut two) = (browser(&desk), browser(&desk));
    assert_eq!(sign_in(&mut one, "ليلى", PASSWORD).status, 303);
    assert_eq!(sign_in(&mut two, " Omar ", PASSWORD).status, 303);
    assert_eq!((one.get("/").status, two.get("/").status), (200, 200));
    let mut store = desk.store();
    store.set_password("ليلى", &hash_password("another long password").expect("a hash")).expect("she is there");
    store.remove_user("Omar").expect("he is there");
    assert_eq!((one.get("/").status, two.get("/").status), (401, 401));
    assert_eq!(sign_in(&mut one, "ليلى", PASSWORD).status, 401);
    assert_eq!(sign_in(&mut one, "ليلى", "another long password").status, 303);
}

#[test]
fn a_stranger_learns_no_name_and_tries_so_often() {
    let desk = desk(None);
    let mut stranger = browser(&desk);
    let (wrong, nobody) = (sign_in(&mut stranger, "ليلى", "some other password"), sign_in(&mut stranger, "Salma", "some other password"));
    let told = |answer: &Answer| (answer.status, answer.body.replace(&value(&answer.body, "name=\"token\" value=\""), ""));
    assert_eq!(told(&wrong), told(&nobody));
    assert!(wrong.body.contains("There is no such name with this password"));
    // Without the form's token, or from another site, nothing is compared.
    assert_eq!(stranger.post("/sign-in", &[("token", "0"), ("name", "ليلى"), ("password", PASSWORD)]).status, 403);
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    assert_eq!(stranger.send("POST", "/sign-in", &[form, ("Sec-Fetch-Site", "cross-site")], b"token=0&name=a&password=b").status, 403);
    // However quickly strangers are refused, under one name there are so many tries, and the right password is none of them then.
    let mut statuses = Vec::new();
    while statuses.len() < 30 && statuses.last() != Some(&429) {
        std::thread::sleep(std::time::Duration::from_millis(450));
        let door = stranger.get("/enter");
        let token = value(&door.body, "name=\"token\" value=\"");
        let answer = stranger.post("/sign-in", &[("token", &token), ("name", "ليلى"), ("password", "some other password")]);
        statuses.push(answer.status);
        if answer.status == 429 {
            assert!(answer.body.contains("Too many tries"), "{}", answer.body);
        }
    }
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 9, "{statuses:?}");
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(sign_in(&mut stranger, "ليلى", PASSWORD).status, 429);
    assert_eq!(sign_in(&mut stranger, "Omar", PASSWORD).status, 303, "others get in");
}

#[test]
fn the_token_stays_beside_accounts_and_any_address_may_be_listened_on_with_them() {
    let mut desk = desk(Some("open sesame"));
    assert_eq!(desk.send("GET", "/api/v1/stories", &[("Authorization", "Bearer open sesame")], b"").status, 200);
    let door = desk.get("/").body;
    assert!(door.contains("action=\"/sign-in\"") && door.contains("action=\"/enter\""), "{door}");
    assert_eq!(desk.post("/enter", &[("token", "open sesame")]).status, 303);
    assert!(desk.page("/add").contains("type=\"file\""));

    let folder = tempfile::tempdir().expect("a folder");
    let refused = Server::bind(settings(folder.path(), "0.0.0.0:0", None)).map(|_| ()).expect_err("it is refused");
    assert!(matches!(refused, ServeError::Open(_)) && refused.to_string().contains("isnad user add"), "{refused}");
    let own = settings(folder.path(), "0.0.0.0:0", None);
    let mut store = isnad_store::Store::open(&own.file, own.stemmer).expect("it opens");
    store.add_user("ليلى", Role::Editor, &hash_password(PASSWORD).expect("a hash")).expect("she is added");
    assert!(Server::bind(settings(folder.path(), "0.0.0.0:0", None)).is_ok());
}
