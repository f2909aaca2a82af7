-- Version 4 of the store: without what nothing asked for. Stories hold their ledger, nobody could write notes.
DROP TABLE stem_counts;
DROP TABLE revisions;
DROP TABLE notes;
