-- How many articles a source has is counted in slots too: transactions that store articles waited for each other's counts.
CREATE TABLE source_tally (
  source   bigint NOT NULL,
  slot     smallint NOT NULL,
  articles bigint NOT NULL,
  PRIMARY KEY (source, slot)
);

INSERT INTO source_tally SELECT n, 0, articles FROM source WHERE articles <> 0;
ALTER TABLE source DROP COLUMN articles;

-- What articles refer to is written, or found, by the transaction that writes them, and is never deleted. That the server looked
-- each up again, and locked it, was a tenth of its work; Check looks for it.
ALTER TABLE article DROP CONSTRAINT article_story_fkey;
ALTER TABLE article DROP CONSTRAINT article_source_fkey;
ALTER TABLE words DROP CONSTRAINT words_article_fkey;
ALTER TABLE vector DROP CONSTRAINT vector_by_coming_article_fkey;
