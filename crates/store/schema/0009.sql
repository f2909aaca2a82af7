-- Version 9 of the store: addresses that were asked.

-- What a server said of the page at an address when it gave it last: asked with it, it says whether there is another.
CREATE TABLE addresses (
    address TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    asked TEXT NOT NULL
) STRICT, WITHOUT ROWID;
