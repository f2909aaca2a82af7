-- Version 10 of the store: feeds that are watched, and the links that they list.

-- A feed, or a sitemap that another one lists (`parent`). `watched` says whether whoever watches still wants it. `quiet`: what it lists
-- when it is read first is passed over. `updated` is what the parent says of it. `came` is when it was read whole, `read` when its server
-- said last that this is how it is.
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    name TEXT,
    title TEXT,
    parent INTEGER REFERENCES feeds (id) ON DELETE CASCADE,
    updated TEXT,
    watched INTEGER NOT NULL CHECK (watched IN (0, 1)),
    quiet INTEGER NOT NULL CHECK (quiet IN (0, 1)),
    etag TEXT,
    last_modified TEXT,
    moved TEXT,
    next TEXT,
    read TEXT,
    came TEXT,
    entries INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    fault TEXT,
    gone TEXT
) STRICT;
CREATE INDEX feeds_parent ON feeds (parent);

-- An address that a feed lists. It waits until `done`; `fault` is why it could not be read, for good where it is done.
CREATE TABLE links (
    address TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    feed INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    seen TEXT NOT NULL,
    listed TEXT NOT NULL,
    updated TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    next TEXT,
    fault TEXT,
    done TEXT,
    CHECK ((next IS NULL) = (done IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX links_waiting ON links (host, next) WHERE done IS NULL;
CREATE INDEX links_feed ON links (feed, done, listed);
