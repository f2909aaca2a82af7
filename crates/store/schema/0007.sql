-- Version 7 of the store: who is told of changes.

-- An address that changes are sent to. `done` is the number that it has been told, with all before it; `failing` since when the next
-- one fails, `disabled` when it was given up.
CREATE TABLE hooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    secret BLOB NOT NULL CHECK (length(secret) >= 24),
    kinds TEXT NOT NULL CHECK (json_valid(kinds)),
    story INTEGER,
    allow_private INTEGER NOT NULL CHECK (allow_private IN (0, 1)),
    made TEXT NOT NULL,
    done INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    failing TEXT,
    next_try TEXT,
    fault TEXT,
    disabled TEXT
) STRICT;
