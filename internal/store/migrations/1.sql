-- Times are microseconds since 1970 in UTC. A story's state is 0 new, 1 watching, 2 cited, 3 dismissed.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Feeds that the officer added by command; those of the configuration stay there.
CREATE TABLE feed (
  n         INTEGER PRIMARY KEY, -- the order in which they were added
  url       TEXT NOT NULL UNIQUE,
  outlet    TEXT NOT NULL,
  lang      TEXT NOT NULL,
  country   TEXT NOT NULL,
  grade     TEXT NOT NULL,
  full_text INTEGER NOT NULL,
  every     INTEGER NOT NULL     -- microseconds, 0 is the configured default
) STRICT;

CREATE TABLE feed_state (
  url           TEXT PRIMARY KEY,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash     TEXT NOT NULL,
  status        TEXT NOT NULL,
  code          INTEGER NOT NULL,
  error         TEXT NOT NULL,
  failures      INTEGER NOT NULL,
  fetched       INTEGER NOT NULL,
  succeeded     INTEGER NOT NULL,
  next          INTEGER NOT NULL,
  retry_after   INTEGER NOT NULL,
  moved_to      TEXT NOT NULL,
  items         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What thousands of articles have in common, kept once.
CREATE TABLE source (
  n        INTEGER PRIMARY KEY,
  feed_url TEXT NOT NULL,
  outlet   TEXT NOT NULL,
  home     TEXT NOT NULL,
  grade    TEXT NOT NULL,
  articles INTEGER NOT NULL DEFAULT 0, -- kept by the triggers below
  UNIQUE (feed_url, outlet, home, grade)
) STRICT;

CREATE TABLE story (
  n            INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  lang         TEXT NOT NULL,
  region       TEXT NOT NULL,
  country      TEXT NOT NULL,
  country_name TEXT NOT NULL,
  area         TEXT NOT NULL,
  score        REAL NOT NULL,
  evidence     TEXT NOT NULL, -- JSON, see encodeEvidence; "" when there is none
  state        INTEGER NOT NULL DEFAULT 0,
  outlets      INTEGER NOT NULL,
  origins      INTEGER NOT NULL,
  articles     INTEGER NOT NULL,
  differs      INTEGER NOT NULL,
  readings     TEXT NOT NULL,
  first        INTEGER NOT NULL,
  last         INTEGER NOT NULL,
  changed      INTEGER NOT NULL,
  read         INTEGER NOT NULL,
  unread       INTEGER NOT NULL CHECK (unread = (read < changed)) -- for the indexes below
) STRICT;

-- The order of the lists, so that a first screen reads as many entries as it shows.
CREATE INDEX story_in_order ON story (state, unread DESC, origins DESC, last DESC, id, changed);
CREATE INDEX story_by_region ON story (region, state, unread DESC, origins DESC, last DESC, id, changed);

-- How many stories there are of each kind: counts are on every screen and must not cost a scan.
CREATE TABLE tally (
  region  TEXT NOT NULL,
  state   INTEGER NOT NULL,
  unread  INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (region, state, unread)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER story_begins AFTER INSERT ON story BEGIN
  INSERT INTO tally VALUES (new.region, new.state, new.unread, 1)
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER story_moves AFTER UPDATE OF region, state, unread ON story
WHEN old.region <> new.region OR old.state <> new.state OR old.unread <> new.unread
BEGIN
  UPDATE tally SET stories = stories - 1 WHERE region = old.region AND state = old.state AND unread = old.unread;
  INSERT INTO tally VALUES (new.region, new.state, new.unread, 1)
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;

-- The text stands last: whoever needs only what is before it never reads its pages.
CREATE TABLE article (
  n         INTEGER PRIMARY KEY, -- its number in the search index
  id        ANY NOT NULL UNIQUE, -- BLOB when it is written in hex, else TEXT; see articleKey
  story     INTEGER NOT NULL REFERENCES story,
  source    INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL, -- of title and text, see HashText
  revision  INTEGER NOT NULL,
  seen      INTEGER NOT NULL,
  revised   INTEGER,       -- NULL when it is the time first seen
  published INTEGER NOT NULL,
  guessed   INTEGER NOT NULL,
  teaser    INTEGER NOT NULL,
  lang      TEXT NOT NULL,
  author    TEXT NOT NULL,
  url       TEXT NOT NULL,
  guid      TEXT,          -- NULL when it is the url
  origin    TEXT,          -- NULL when it is the outlet
  title     TEXT NOT NULL,
  placement TEXT NOT NULL, -- JSON, see encodePlacement
  text      ANY NOT NULL   -- TEXT as it is, or BLOB when packed; see packer
) STRICT;

CREATE INDEX article_by_story ON article (story);

CREATE TRIGGER article_arrives AFTER INSERT ON article BEGIN
  UPDATE source SET articles = articles + 1 WHERE n = new.source;
END;

CREATE TRIGGER article_moves AFTER UPDATE OF source ON article WHEN old.source <> new.source BEGIN
  UPDATE source SET articles = articles - 1 WHERE n = old.source;
  UPDATE source SET articles = articles + 1 WHERE n = new.source;
END;

-- Earlier texts of edited articles.
CREATE TABLE revision (
  article INTEGER NOT NULL REFERENCES article,
  number  INTEGER NOT NULL,
  seen    INTEGER NOT NULL,
  title   TEXT NOT NULL,
  text    ANY NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- Vectors lie in the order of publication: the recent ones are read in one stretch.
CREATE TABLE vector (
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL REFERENCES article,
  data      BLOB NOT NULL,
  PRIMARY KEY (published, article)
) STRICT, WITHOUT ROWID;

-- The triage log. Entries are added, never changed.
CREATE TABLE step (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  story  INTEGER NOT NULL REFERENCES story,
  before INTEGER NOT NULL,
  after  INTEGER NOT NULL,
  undoes INTEGER NOT NULL, -- 0 for an ordinary step
  below  INTEGER NOT NULL  -- the step that undo takes back once this one is taken back; 0 when there is none
) STRICT;

CREATE INDEX step_by_time ON step (at);

-- The words of each article's title and text, folded (see fold): which article has which word, and no more. Where in the
-- article they stand is looked up in the article itself, for the few that a search shows. Beginnings of up to three
-- letters have lists of their own, so that the first keys of a search cost no more than the last.
CREATE VIRTUAL TABLE words USING fts5 (
  text, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Words of new articles are gathered in eight pieces before these are joined: less is written twice than with the usual
-- four, and a search does not feel the difference.
INSERT INTO words (words, rank) VALUES ('automerge', 8);
