-- Version 1 of the store. docs/store.md explains every table; a change is a new file beside this one, never an edit.

-- What was given, byte by byte, compressed, once however many pages have it.
CREATE TABLE raw (
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    length INTEGER NOT NULL,
    zstd BLOB NOT NULL
) STRICT;

-- A page, however often it changed. `address` is where it came from; `source` is its name in records, unique.
CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    source TEXT NOT NULL UNIQUE,
    current INTEGER REFERENCES versions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX pages_address ON pages (address);
CREATE INDEX pages_current ON pages (current);

-- Every version of a page. `said` is the hash of what it says, whatever its markup.
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages (id),
    number INTEGER NOT NULL CHECK (number > 0),
    raw INTEGER NOT NULL REFERENCES raw (id),
    given TEXT NOT NULL,
    said BLOB NOT NULL CHECK (length(said) = 32),
    added TEXT NOT NULL,
    program TEXT NOT NULL,
    UNIQUE (page, number)
) STRICT;
CREATE INDEX versions_raw ON versions (raw);
CREATE INDEX versions_said ON versions (page, said);

-- Bytes that say the same as a version that is there: they make no version of their own.
CREATE TABLE same_words (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    version INTEGER NOT NULL REFERENCES versions (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX same_words_version ON same_words (version);

-- What was read from a version; `json` is the whole of it, compressed.
CREATE TABLE articles (
    version INTEGER PRIMARY KEY REFERENCES versions (id),
    title TEXT,
    outlet TEXT,
    domain TEXT,
    language TEXT NOT NULL,
    published TEXT,
    day TEXT,
    json BLOB NOT NULL
) STRICT;
CREATE INDEX articles_day ON articles (day);
CREATE INDEX articles_outlet ON articles (outlet, day);
CREATE INDEX articles_domain ON articles (domain, day);

-- Claims, with the fields that are asked for; the whole claim stands in the article.
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES articles (version),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    modality TEXT NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    exact TEXT NOT NULL,
    measure TEXT,
    low REAL,
    high REAL,
    qualifier TEXT,
    grouped TEXT,
    what TEXT,
    place TEXT,
    speaker TEXT,
    time TEXT,
    day TEXT,
    status TEXT,
    UNIQUE (version, name)
) STRICT;
CREATE INDEX claims_measure ON claims (measure, day) WHERE measure IS NOT NULL;
CREATE INDEX claims_kind ON claims (kind, day);
CREATE INDEX claims_place ON claims (place, day) WHERE place IS NOT NULL;
CREATE INDEX claims_speaker ON claims (speaker, day) WHERE speaker IS NOT NULL;

-- Every name that pages use of an entity, folded, so that one can be asked for by any of them.
CREATE TABLE names (
    folded TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;

-- Stories keep their number while pages come and go; `hash` is the record's own id. `json` is the whole story.
CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL,
    title TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    pages INTEGER NOT NULL,
    disputes INTEGER NOT NULL,
    updated TEXT NOT NULL,
    json BLOB NOT NULL
) STRICT;
CREATE INDEX stories_hash ON stories (hash);
CREATE INDEX stories_last_day ON stories (last_day);

-- Which version of a page a story was made from; a page is in one story.
CREATE TABLE story_pages (
    page INTEGER PRIMARY KEY REFERENCES pages (id),
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    version INTEGER NOT NULL REFERENCES versions (id)
) STRICT;
CREATE INDEX story_pages_story ON story_pages (story);

-- Where a story that is no more went: its number still leads somewhere.
CREATE TABLE story_moves (
    story INTEGER PRIMARY KEY,
    into_story INTEGER NOT NULL,
    moved TEXT NOT NULL
) STRICT;

CREATE TABLE origins (
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (story, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE origin_pages (
    story INTEGER NOT NULL,
    origin TEXT NOT NULL,
    page INTEGER NOT NULL REFERENCES pages (id),
    PRIMARY KEY (story, origin, page),
    FOREIGN KEY (story, origin) REFERENCES origins (story, origin) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_pages_page ON origin_pages (page);

-- The ledger: every figure as one page gives it, and the series and point that count it.
CREATE TABLE revisions (
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    claim INTEGER NOT NULL REFERENCES claims (id),
    measure TEXT NOT NULL,
    place TEXT,
    asof TEXT,
    low REAL,
    high REAL,
    speaker TEXT,
    published TEXT,
    series INTEGER,
    point INTEGER,
    aside TEXT,
    PRIMARY KEY (story, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX revisions_claim ON revisions (claim);

-- A person's judgement, apart from what was read. Rows are only ever added: a decision is undone by another that names it.
-- `subject` names what is judged by what stays when pages are read anew: source, version and characters of a claim, number of a story.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    author TEXT NOT NULL CHECK (author <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'merge', 'split', 'join', 'pin', 'undo')),
    subject TEXT NOT NULL CHECK (json_valid(subject)),
    value TEXT CHECK (value IS NULL OR json_valid(value)),
    reason TEXT,
    undoes INTEGER UNIQUE REFERENCES decisions (id),
    CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX decisions_subject ON decisions (subject);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT raise(ABORT, 'a decision is not changed; undo it'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions BEGIN SELECT raise(ABORT, 'a decision is not deleted; undo it'); END;

CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    author TEXT NOT NULL CHECK (author <> ''),
    subject TEXT NOT NULL CHECK (json_valid(subject)),
    text TEXT NOT NULL,
    replaces INTEGER UNIQUE REFERENCES notes (id)
) STRICT;
CREATE INDEX notes_subject ON notes (subject);
CREATE TRIGGER notes_stay BEFORE UPDATE ON notes BEGIN SELECT raise(ABORT, 'a note is not changed; replace it'); END;
CREATE TRIGGER notes_are_kept BEFORE DELETE ON notes BEGIN SELECT raise(ABORT, 'a note is not deleted; replace it'); END;

-- The words of every page's current version, folded and stemmed by us, one token each; the text itself stands in `articles`.
CREATE VIRTUAL TABLE words USING fts5 (
    forms, stems,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);
CREATE VIRTUAL TABLE stem_counts USING fts5vocab (words, col);

-- What the file was made with: `stems` names the stemming that `words` was made by.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
