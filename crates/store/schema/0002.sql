-- Version 2 of the store: decisions bear on claims, and pages are read anew.

-- The decision that is in force about a claim; its columns show what was decided, the article what was read.
ALTER TABLE claims ADD COLUMN decision INTEGER REFERENCES decisions (id);

-- What was read from a version before it was read anew by a program that reads it otherwise.
CREATE TABLE former_readings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL REFERENCES versions (id),
    program TEXT NOT NULL,
    replaced TEXT NOT NULL,
    json BLOB NOT NULL
) STRICT;
CREATE INDEX former_readings_version ON former_readings (version);
CREATE TRIGGER former_readings_stay BEFORE UPDATE ON former_readings BEGIN SELECT raise(ABORT, 'a reading is not changed'); END;
CREATE TRIGGER former_readings_are_kept BEFORE DELETE ON former_readings BEGIN SELECT raise(ABORT, 'a reading is not deleted'); END;

-- The decisions that a story was made with: those that are in force.
CREATE TABLE story_decisions (
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    decision INTEGER NOT NULL REFERENCES decisions (id),
    PRIMARY KEY (story, decision)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_decisions_decision ON story_decisions (decision);
