-- How many stories not dismissed began in each quarter of an hour, by publication: days are counted from these, in every
-- time zone. The search index is what it was: SQLite's is another one since this step. Counts by country are there already.
CREATE TABLE began (
  quarter bigint NOT NULL, -- since 1970
  region  text COLLATE "C" NOT NULL,
  slot    smallint NOT NULL,
  stories bigint NOT NULL,
  PRIMARY KEY (quarter, region, slot)
);

INSERT INTO began SELECT first / 900000000, region, 0, count(*) FROM story WHERE state < 3 GROUP BY 1, 2;
DROP INDEX story_by_first;

CREATE FUNCTION count_beginning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (old.region, old.state < 3, old.first / 900000000) = (new.region, new.state < 3, new.first / 900000000) THEN
      RETURN NULL;
    END IF;
    IF old.state < 3 THEN
      INSERT INTO began VALUES (old.first / 900000000, old.region, pg_backend_pid() % 16, -1)
      ON CONFLICT (quarter, region, slot) DO UPDATE SET stories = began.stories - 1;
    END IF;
  END IF;
  IF new.state < 3 THEN
    INSERT INTO began VALUES (new.first / 900000000, new.region, pg_backend_pid() % 16, 1)
    ON CONFLICT (quarter, region, slot) DO UPDATE SET stories = began.stories + 1;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER story_began AFTER INSERT OR UPDATE ON story FOR EACH ROW EXECUTE FUNCTION count_beginning();

-- How many articles a source has is counted where they are saved, once for many.
DROP TRIGGER article_arrives ON article;
DROP TRIGGER article_moves ON article;
DROP FUNCTION count_article;
