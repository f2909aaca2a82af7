-- Version 8 of the store: who may look, and who may decide.

-- An account. `password` is a hash in the PHC form, which says how it was made.
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('reader', 'editor')),
    password TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;

-- A browser that somebody signed in with, by the SHA-256 of what it keeps: a copy of the file opens no door.
CREATE TABLE sessions (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (user);
