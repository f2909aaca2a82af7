-- Version 6 of the store: pages out of archives.

-- How bytes came: what their carrier called them, which another reading of them needs, and where in which archive they stand.
CREATE TABLE carried (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    content_type TEXT,
    archive TEXT,
    place TEXT
) STRICT, WITHOUT ROWID;

-- How far an archive is read whose end was not met: all before it is in the store. `fingerprint` tells the archive from others.
CREATE TABLE archives (
    fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
    file TEXT NOT NULL,
    entry INTEGER NOT NULL,
    byte INTEGER NOT NULL,
    records INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
