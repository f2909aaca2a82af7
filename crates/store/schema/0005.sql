-- Version 5 of the store: what changed, as a sequence that others follow.

-- Every change, in the order in which the store was written; a number is given once. `json` is what `isnad_store::News` says.
CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    kind TEXT NOT NULL,
    story INTEGER,
    json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;
CREATE INDEX changes_story ON changes (story, number) WHERE story IS NOT NULL;
CREATE TRIGGER changes_stay BEFORE UPDATE ON changes BEGIN SELECT raise(ABORT, 'a change is not changed'); END;
-- `isnad vacuum` forgets old ones, from the first on: what is kept has no gap.
CREATE TRIGGER changes_go_from_the_first_on BEFORE DELETE ON changes WHEN OLD.number <> (SELECT min(number) FROM changes)
    BEGIN SELECT raise(ABORT, 'changes are forgotten from the first on'); END;

-- What tells this store from any other, for names that outlive the server's address.
INSERT INTO meta (key, value) VALUES ('store', lower(hex(randomblob(16))));
