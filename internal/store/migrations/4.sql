-- Who took a step, by which rules the program grouped and placed then, and with which other steps it was taken: bundle is
-- the same for all steps of a set, 0 for a step alone.
ALTER TABLE step ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE step ADD COLUMN rules TEXT NOT NULL DEFAULT '';
ALTER TABLE step ADD COLUMN bundle INTEGER NOT NULL DEFAULT 0;

-- When a story was given its state, and whether it, or a story that went into it, ever had a remark.
ALTER TABLE story ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN remarked INTEGER NOT NULL DEFAULT 0;

-- What officers keep beside a story. A story that others went into shows theirs too: rows stay where they were written.
-- Each was written by a step of the log, whose deed has the value before.
CREATE TABLE remark (
  story INTEGER NOT NULL REFERENCES story,
  kind  TEXT NOT NULL, -- note, owner, handover, snooze
  value TEXT NOT NULL, -- of handover "1"; of snooze the time it ends, in microseconds
  at    INTEGER NOT NULL,
  PRIMARY KEY (story, kind)
) STRICT, WITHOUT ROWID;

-- Stories that sleep, which lists leave out until then.
CREATE INDEX remark_by_kind ON remark (kind, story);

-- Which statements of a story were never on the screen when the officer left it; see UnseenOf.
CREATE TABLE unseen (
  story INTEGER PRIMARY KEY REFERENCES story,
  marks BLOB NOT NULL
) STRICT;

-- Briefs as they were written. They stay as they are when stories change, split or merge.
CREATE TABLE brief (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  who     TEXT NOT NULL,
  title   TEXT NOT NULL,
  stories TEXT NOT NULL, -- JSON: ids of the stories then
  content BLOB NOT NULL  -- JSON, packed; see internal/report
) STRICT;

-- Watches and searches that the officer made in the reader; those of the configuration stay there.
CREATE TABLE watch (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL -- JSON, see news.Watch
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_search (
  name  TEXT PRIMARY KEY,
  query TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What watches matched, each story once.
CREATE TABLE watched (
  watch TEXT NOT NULL,
  story INTEGER NOT NULL REFERENCES story,
  at    INTEGER NOT NULL,
  PRIMARY KEY (watch, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX watched_by_story ON watched (story);
