-- The words of each article's title and text, folded (see find.EachWord): which article has which word, and no more. Where
-- in the article they stand is looked up in the article itself, for the few that a search shows.
--
-- Articles are indexed many at a time, in pieces that stay as they are: a word costs one entry for the thousand articles
-- that have it, and a search goes from the newest piece to the oldest until it has enough. What is in no piece yet, the
-- last thousand articles at most, a search reads itself. All of it can be made again from the articles.
DROP TABLE words;

CREATE TABLE piece (
  n        INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: what was read of a piece stays true
  first    INTEGER NOT NULL, -- article that is document 0
  last     INTEGER NOT NULL,
  listed   BLOB,             -- NULL where the documents are all articles from first to last, else their numbers
  dead     BLOB,             -- which documents have other words by now; NULL for none
  earliest INTEGER NOT NULL, -- publication of its articles
  latest   INTEGER NOT NULL,
  leaves   BLOB NOT NULL     -- the first word of each leaf
) STRICT;

-- Words in order with the documents that have them, a page at a time; see leafWriter. n is that of the piece, and the
-- number of the leaf in its lowest sixteen bits.
CREATE TABLE leaf (
  n    INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

-- Articles that were edited since they were indexed, and, once they are indexed again, in which piece.
CREATE TABLE reworded (
  article INTEGER PRIMARY KEY REFERENCES article,
  piece   INTEGER -- NULL: in none yet
) STRICT;

CREATE INDEX reworded_waiting ON reworded (article) WHERE piece IS NULL;

-- How many articles a source has is counted where they are saved, once for many.
DROP TRIGGER article_arrives;
DROP TRIGGER article_moves;

-- How many stories there are of each kind, now by country too.
DROP TRIGGER story_begins;
DROP TRIGGER story_moves;
DROP TABLE tally;

CREATE TABLE tally (
  region  TEXT NOT NULL,
  country TEXT NOT NULL,
  state   INTEGER NOT NULL,
  unread  INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (region, country, state, unread)
) STRICT, WITHOUT ROWID;

INSERT INTO tally SELECT region, country, state, unread, count(*) FROM story GROUP BY 1, 2, 3, 4;

-- How many stories not dismissed began in each quarter of an hour, by publication: days are counted from these, in every
-- time zone.
CREATE TABLE began (
  quarter INTEGER NOT NULL, -- since 1970
  region  TEXT NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (quarter, region)
) STRICT, WITHOUT ROWID;

INSERT INTO began SELECT first / 900000000, region, count(*) FROM story WHERE state < 3 GROUP BY 1, 2;
DROP INDEX story_by_first;

CREATE TRIGGER story_begins AFTER INSERT ON story BEGIN
  INSERT INTO tally VALUES (new.region, new.country, new.state, new.unread, 1)
  ON CONFLICT DO UPDATE SET stories = stories + 1;
  INSERT INTO began SELECT new.first / 900000000, new.region, 1 WHERE new.state < 3
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER story_moves AFTER UPDATE OF region, country, state, unread ON story
WHEN old.region <> new.region OR old.country <> new.country OR old.state <> new.state OR old.unread <> new.unread
BEGIN
  UPDATE tally SET stories = stories - 1
    WHERE region = old.region AND country = old.country AND state = old.state AND unread = old.unread;
  INSERT INTO tally VALUES (new.region, new.country, new.state, new.unread, 1)
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER story_began_else AFTER UPDATE OF region, state, first ON story
WHEN old.region <> new.region OR (old.state < 3) <> (new.state < 3) OR old.first / 900000000 <> new.first / 900000000
BEGIN
  UPDATE began SET stories = stories - 1 WHERE quarter = old.first / 900000000 AND region = old.region AND old.state < 3;
  INSERT INTO began SELECT new.first / 900000000, new.region, 1 WHERE new.state < 3
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;

-- The order of a country's list.
CREATE INDEX story_by_country ON story (country, state, unread DESC, origins DESC, last DESC, id, changed);
