//! Accounts and who is signed in with them.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::path::Path;
use std::sync::{Arc, LazyLock};

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_store::{Role, Store, StoreError};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(isnad_packs::built_in().expect("the packs load")));

fn store(folder: &Path) -> Store {
    Store::open(&folder.join("desk.isnad"), Stemmer::new(LEXICON.clone())).expect("it opens")
}

const LATER: &str = "2999-01-01T00:00:00Z";

#[test]
fn a_session_ends_with_its_time_its_password_and_its_account() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    assert!(!store.visitor(Some(&[1; 32])).expect("nobody").accounts);
    store.add_user("ليلى", Role::Editor, "hash 1").expect("she is added");
    store.add_user("Omar", Role::Reader, "hash 2").expect("he is added");
    assert!(matches!(store.add_user(" ليلى ", Role::Reader, "x"), Err(StoreError::UserThere(_))));
    for wrong in ["", " ", "a\nb", &"x".repeat(65)] {
        assert!(matches!(store.add_user(wrong, Role::Reader, "x"), Err(StoreError::UserName(_))), "{wrong:?}");
    }
    assert_eq!(
        store.users().expect("accounts").iter().map(|u| (u.name.as_str(), u.role)).collect::<Vec<_>>(),
        [("Omar", Role::Reader), ("ليلى", Role::Editor)]
    );

    let who = |store: &Store, hash: [u8; 32]| store.visitor(Some(&hash)).expect("a visitor").user.map(|user| user.name);
    assert!(store.begin_session("ليلى", "hash 1", &[1; 32], LATER).expect("it begins"));
    assert!(store.begin_session("Omar", "hash 2", &[2; 32], LATER).expect("it begins"));
    assert!(store.begin_session("Omar", "hash 2", &[3; 32], "2020-01-01T00:00:00Z").expect("it begins"));
    assert!(!store.begin_session("Omar", "an older hash", &[4; 32], LATER).expect("it is asked"));
    assert_eq!([1, 2, 3, 4].map(|n| who(&store, [n; 32])), [Some("ليلى".to_owned()), Some("Omar".to_owned()), None, None]);
    store.set_password("ليلى", "hash 3").expect("she is there");
    assert_eq!(who(&store, [1; 32]), None);
    assert_eq!(store.password("ليلى").expect("it is asked").as_deref(), Some("hash 3"));
    store.remove_user("Omar").expect("he is there");
    assert_eq!(who(&store, [2; 32]), None);
    assert!(matches!(store.remove_user("Omar"), Err(StoreError::NoUser(_))));
    assert!(matches!(store.set_password("Omar", "x"), Err(StoreError::NoUser(_))));
    assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
}
