-- What is stored together is counted together: once for a statement, however many stories it writes. A count that is written
-- again and again in one transaction grows slow.
DROP TRIGGER story_begins ON story;
DROP TRIGGER story_moves ON story;
DROP TRIGGER story_began ON story;
DROP FUNCTION count_story;
DROP FUNCTION count_beginning;

CREATE FUNCTION count_stories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally SELECT region, country, state, unread, pg_backend_pid() % 16, count(*) FROM came GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (region, country, state, unread, slot) DO UPDATE SET stories = tally.stories + excluded.stories;
  INSERT INTO began SELECT first / 900000000, region, pg_backend_pid() % 16, count(*) FROM came WHERE state < 3 GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (quarter, region, slot) DO UPDATE SET stories = began.stories + excluded.stories;
  RETURN NULL;
END $$;

CREATE FUNCTION count_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally SELECT region, country, state, unread, pg_backend_pid() % 16, sum(more) FROM (
    SELECT region, country, state, unread, -1 AS more FROM was UNION ALL SELECT region, country, state, unread, 1 FROM came
  ) both_of_them GROUP BY 1, 2, 3, 4 HAVING sum(more) <> 0 ORDER BY 1, 2, 3, 4
  ON CONFLICT (region, country, state, unread, slot) DO UPDATE SET stories = tally.stories + excluded.stories;
  INSERT INTO began SELECT first / 900000000, region, pg_backend_pid() % 16, sum(more) FROM (
    SELECT first, region, -1 AS more FROM was WHERE state < 3 UNION ALL SELECT first, region, 1 FROM came WHERE state < 3
  ) both_of_them GROUP BY 1, 2 HAVING sum(more) <> 0 ORDER BY 1, 2
  ON CONFLICT (quarter, region, slot) DO UPDATE SET stories = began.stories + excluded.stories;
  RETURN NULL;
END $$;

CREATE TRIGGER stories_begin AFTER INSERT ON story REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_stories();
CREATE TRIGGER stories_change AFTER UPDATE ON story REFERENCING OLD TABLE AS was NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_changes();

-- When each host may be asked, for all programs together; see EnterHost. Times are the server's, in microseconds since 1970.
DROP TABLE host;
CREATE TABLE host (
  name      text COLLATE "C" PRIMARY KEY,
  next      bigint NOT NULL,                     -- when the next request may start
  held      bigint NOT NULL DEFAULT 0,           -- until when the host wants to be left alone
  under_way bigint[] NOT NULL DEFAULT '{}'       -- until when each request to it has its place at most
);
