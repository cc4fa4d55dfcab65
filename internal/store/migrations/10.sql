-- What is read is each officer's own. Marks that stand with stories and articles themselves - story.read, unseen, moved - are
-- those of whoever works at the file; officers who come to it from elsewhere have theirs here, only of what they have read.
CREATE TABLE reader (
  n    INTEGER PRIMARY KEY,  -- 0 is whose marks stand with the stories
  name TEXT NOT NULL UNIQUE, -- "" for whoever works at the file
  at   INTEGER NOT NULL      -- when they last read something, to the hour
) STRICT;

CREATE TABLE reading (
  story  INTEGER NOT NULL REFERENCES story,
  reader INTEGER NOT NULL REFERENCES reader,
  read   INTEGER NOT NULL,
  unread INTEGER NOT NULL, -- something came since; kept by the trigger below
  PRIMARY KEY (story, reader)
) STRICT, WITHOUT ROWID;

-- How many stories each has read that have nothing new: what is left is told from these and from all there are.
CREATE TABLE reading_tally (
  reader  INTEGER NOT NULL,
  region  TEXT NOT NULL,
  country TEXT NOT NULL,
  state   INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (reader, region, country, state)
) STRICT, WITHOUT ROWID;

-- unseen and moved of these officers.
CREATE TABLE reading_unseen (
  article INTEGER NOT NULL REFERENCES article,
  reader  INTEGER NOT NULL REFERENCES reader,
  marks   BLOB NOT NULL,
  PRIMARY KEY (article, reader)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading_moved (
  article INTEGER NOT NULL REFERENCES article,
  reader  INTEGER NOT NULL REFERENCES reader,
  read    INTEGER NOT NULL,
  PRIMARY KEY (article, reader)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reading_begins AFTER INSERT ON reading WHEN new.unread = 0 BEGIN
  INSERT INTO reading_tally SELECT new.reader, region, country, state, 1 FROM story WHERE n = new.story
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER reading_turns AFTER UPDATE OF unread ON reading WHEN old.unread <> new.unread BEGIN
  INSERT INTO reading_tally SELECT new.reader, region, country, state, iif(new.unread, -1, 1) FROM story WHERE n = new.story
  ON CONFLICT DO UPDATE SET stories = stories + excluded.stories;
END;

-- What changes is unread again for all who had read it, and counts go with their story.
CREATE TRIGGER story_was_read AFTER UPDATE OF region, country, state, changed ON story
WHEN (old.changed <> new.changed OR old.region <> new.region OR old.country <> new.country OR old.state <> new.state)
  AND EXISTS (SELECT 1 FROM reading WHERE story = new.n)
BEGIN
  INSERT INTO reading_tally SELECT reader, old.region, old.country, old.state, -1 FROM reading WHERE story = new.n AND unread = 0
  ON CONFLICT DO UPDATE SET stories = stories - 1;
  INSERT INTO reading_tally SELECT reader, new.region, new.country, new.state, 1 FROM reading WHERE story = new.n AND unread = 0
  ON CONFLICT DO UPDATE SET stories = stories + 1;
  UPDATE reading SET unread = 1 WHERE story = new.n AND unread = 0 AND old.changed <> new.changed;
END;

-- Where several officers stand in the log, what was read was read by all of them together: each goes on from there.
INSERT INTO reader SELECT row_number() OVER (ORDER BY min(id)), who, max(at) FROM step WHERE who <> '' AND rules <> ''
  GROUP BY who HAVING (SELECT count(DISTINCT who) FROM step WHERE who <> '' AND rules <> '') > 1;
INSERT INTO reading SELECT story.n, reader.n, read, unread FROM story CROSS JOIN reader WHERE read > 0 AND state < 4;
INSERT INTO reading_unseen SELECT article, n, marks FROM unseen CROSS JOIN reader;
INSERT INTO reading_moved SELECT article, n, read FROM moved CROSS JOIN reader WHERE read > 0;
