-- What is read is each officer's own. Marks that stand with stories and articles themselves - story.read, unseen, moved - are
-- those of the officer who first read something; all others have theirs here, only of what they have read.
CREATE TABLE reader (
  n    bigint PRIMARY KEY,               -- 0 is whose marks stand with the stories
  name text COLLATE "C" NOT NULL UNIQUE, -- "" where nobody has claimed them
  at   bigint NOT NULL                   -- when they last read something, to the hour
);

CREATE TABLE reading (
  story  bigint NOT NULL REFERENCES story,
  reader bigint NOT NULL REFERENCES reader,
  read   bigint NOT NULL,
  unread boolean NOT NULL, -- something came since; kept by the trigger below
  PRIMARY KEY (story, reader)
);

-- How many stories each has read that have nothing new: what is left is told from these and from all there are.
CREATE TABLE reading_tally (
  reader  bigint NOT NULL,
  region  text COLLATE "C" NOT NULL,
  country text COLLATE "C" NOT NULL,
  state   smallint NOT NULL,
  slot    smallint NOT NULL,
  stories bigint NOT NULL,
  PRIMARY KEY (reader, region, country, state, slot)
);

-- unseen and moved of these officers.
CREATE TABLE reading_unseen (
  article bigint NOT NULL REFERENCES article,
  reader  bigint NOT NULL REFERENCES reader,
  marks   bytea NOT NULL,
  PRIMARY KEY (article, reader)
);

CREATE TABLE reading_moved (
  article bigint NOT NULL REFERENCES article,
  reader  bigint NOT NULL REFERENCES reader,
  read    bigint NOT NULL,
  PRIMARY KEY (article, reader)
);

CREATE FUNCTION count_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF new.unread THEN
      RETURN NULL;
    END IF;
  ELSIF old.unread = new.unread THEN
    RETURN NULL;
  END IF;
  INSERT INTO reading_tally
    SELECT new.reader, region, country, state, pg_backend_pid() % 16, CASE WHEN new.unread THEN -1 ELSE 1 END FROM story WHERE n = new.story
  ON CONFLICT (reader, region, country, state, slot) DO UPDATE SET stories = reading_tally.stories + excluded.stories;
  RETURN NULL;
END $$;

CREATE TRIGGER reading_turns AFTER INSERT OR UPDATE ON reading FOR EACH ROW EXECUTE FUNCTION count_reading();

-- What changes is unread again for all who had read it, and counts go with their story.
CREATE FUNCTION turn_readings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM reading WHERE story = new.n) THEN
    RETURN NULL;
  END IF;
  IF (old.region, old.country, old.state) <> (new.region, new.country, new.state) THEN
    INSERT INTO reading_tally
      SELECT reader, old.region, old.country, old.state, pg_backend_pid() % 16, -1 FROM reading WHERE story = new.n AND NOT unread ORDER BY reader
    ON CONFLICT (reader, region, country, state, slot) DO UPDATE SET stories = reading_tally.stories - 1;
    INSERT INTO reading_tally
      SELECT reader, new.region, new.country, new.state, pg_backend_pid() % 16, 1 FROM reading WHERE story = new.n AND NOT unread ORDER BY reader
    ON CONFLICT (reader, region, country, state, slot) DO UPDATE SET stories = reading_tally.stories + 1;
  END IF;
  IF old.changed <> new.changed THEN
    UPDATE reading SET unread = true WHERE story = new.n AND NOT unread;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER story_was_read AFTER UPDATE ON story FOR EACH ROW
  WHEN (old.changed <> new.changed OR old.region <> new.region OR old.country <> new.country OR old.state <> new.state)
  EXECUTE FUNCTION turn_readings();

-- Where several officers stand in the log, what was read was read by all of them together: each goes on from there.
INSERT INTO reader SELECT row_number() OVER (ORDER BY count(*) DESC, who) - 1, who, max(at) FROM step WHERE who <> '' AND rules <> ''
  GROUP BY who HAVING (SELECT count(DISTINCT who) FROM step WHERE who <> '' AND rules <> '') > 1;
INSERT INTO reading SELECT story.n, reader.n, read, unread FROM story CROSS JOIN reader WHERE read > 0 AND state < 4 AND reader.n > 0;
INSERT INTO reading_unseen SELECT article, n, marks FROM unseen CROSS JOIN reader WHERE n > 0;
INSERT INTO reading_moved SELECT article, n, read FROM moved CROSS JOIN reader WHERE read > 0 AND n > 0;
