-- Version 11 of the store: alerts of a watch.

-- A rule of whoever watches, by which changes are told. `target` is the webhook's address or the feed's file. `done` is the number up to
-- which all is told that it tells, `told` how many it told ever, `last` when it told one last; `failing` since when the next one fails,
-- `next_try` when it is told again: never, where it fails and has none.
CREATE TABLE alerts (
    name TEXT PRIMARY KEY,
    way TEXT NOT NULL CHECK (way IN ('terminal', 'webhook', 'atom')),
    target TEXT,
    done INTEGER NOT NULL,
    told INTEGER NOT NULL DEFAULT 0,
    last TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    failing TEXT,
    next_try TEXT,
    fault TEXT,
    CHECK (failing IS NOT NULL OR next_try IS NULL)
) STRICT, WITHOUT ROWID;

-- What the feed of a rule lists: the changes that it told last, each as it was told, so that it outlives what `vacuum` forgets.
CREATE TABLE alert_entries (
    alert TEXT NOT NULL REFERENCES alerts (name) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    PRIMARY KEY (alert, number)
) STRICT, WITHOUT ROWID;
