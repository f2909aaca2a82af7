-- What sorting into stories knows of the version that each page shows, by the rules of the record room (docs/stories.md). The program
-- makes it anew where it sorts otherwise than it did.

-- Where a version stands in the order of all, what it is found by, what it was compared with when it last looked, and its family. A
-- number is used once: a version that is read anew gets another.
CREATE TABLE sights (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL UNIQUE REFERENCES versions (id),
    place BLOB NOT NULL,
    terms BLOB NOT NULL,
    compared BLOB NOT NULL,
    least INTEGER,
    family INTEGER
) STRICT;
CREATE INDEX sights_family ON sights (family);

-- For every feature the sights that have it, in their order. The program keeps these two tables in line with `sights`; a foreign key
-- would have the file look for a sight's rows in all of them.
CREATE TABLE postings (
    feature INTEGER NOT NULL,
    place BLOB NOT NULL,
    sight INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (feature, place, sight)
) STRICT, WITHOUT ROWID;

-- How alike a sight is with those before it that it was compared with.
CREATE TABLE edges (
    sight INTEGER NOT NULL,
    other INTEGER NOT NULL,
    alike INTEGER NOT NULL,
    PRIMARY KEY (sight, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_other ON edges (other, sight);
