-- Counts stand in slots, so that transactions do not wait for each other's. A slot was told from the connection, and two of them
-- shared one now and then: they waited, or stood in each other's way until the server saw it, a second later. Now each
-- transaction has a slot of its own until it ends, the lowest that is free. Where more than 64 write at once, they share.
CREATE FUNCTION count_slot() RETURNS smallint LANGUAGE plpgsql AS $$
BEGIN
  FOR slot IN 0..63 LOOP
    IF pg_try_advisory_xact_lock(1214345845, slot) THEN -- the eighth of the locks of a desk
      RETURN slot;
    END IF;
  END LOOP;
  RETURN pg_backend_pid() % 64;
END $$;

CREATE OR REPLACE FUNCTION count_stories() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mine smallint := count_slot();
BEGIN
  INSERT INTO tally SELECT region, country, state, unread, mine, count(*) FROM came GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (region, country, state, unread, slot) DO UPDATE SET stories = tally.stories + excluded.stories;
  INSERT INTO began SELECT first / 900000000, region, mine, count(*) FROM came WHERE state < 3 GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (quarter, region, slot) DO UPDATE SET stories = began.stories + excluded.stories;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mine smallint := count_slot();
BEGIN
  INSERT INTO tally SELECT region, country, state, unread, mine, sum(more) FROM (
    SELECT region, country, state, unread, -1 AS more FROM was UNION ALL SELECT region, country, state, unread, 1 FROM came
  ) both_of_them GROUP BY 1, 2, 3, 4 HAVING sum(more) <> 0 ORDER BY 1, 2, 3, 4
  ON CONFLICT (region, country, state, unread, slot) DO UPDATE SET stories = tally.stories + excluded.stories;
  INSERT INTO began SELECT first / 900000000, region, mine, sum(more) FROM (
    SELECT first, region, -1 AS more FROM was WHERE state < 3 UNION ALL SELECT first, region, 1 FROM came WHERE state < 3
  ) both_of_them GROUP BY 1, 2 HAVING sum(more) <> 0 ORDER BY 1, 2
  ON CONFLICT (quarter, region, slot) DO UPDATE SET stories = began.stories + excluded.stories;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION count_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF new.unread THEN
      RETURN NULL;
    END IF;
  ELSIF old.unread = new.unread THEN
    RETURN NULL;
  END IF;
  INSERT INTO reading_tally
    SELECT new.reader, region, country, state, count_slot(), CASE WHEN new.unread THEN -1 ELSE 1 END FROM story WHERE n = new.story
  ON CONFLICT (reader, region, country, state, slot) DO UPDATE SET stories = reading_tally.stories + excluded.stories;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION turn_readings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mine smallint;
BEGIN
  IF NOT EXISTS (SELECT FROM reading WHERE story = new.n) THEN
    RETURN NULL;
  END IF;
  IF (old.region, old.country, old.state) <> (new.region, new.country, new.state) THEN
    mine := count_slot();
    INSERT INTO reading_tally
      SELECT reader, old.region, old.country, old.state, mine, -1 FROM reading WHERE story = new.n AND NOT unread ORDER BY reader
    ON CONFLICT (reader, region, country, state, slot) DO UPDATE SET stories = reading_tally.stories - 1;
    INSERT INTO reading_tally
      SELECT reader, new.region, new.country, new.state, mine, 1 FROM reading WHERE story = new.n AND NOT unread ORDER BY reader
    ON CONFLICT (reader, region, country, state, slot) DO UPDATE SET stories = reading_tally.stories + 1;
  END IF;
  IF old.changed <> new.changed THEN
    UPDATE reading SET unread = true WHERE story = new.n AND NOT unread;
  END IF;
  RETURN NULL;
END $$;
