-- Which statements of an article were not on the screen when the officer left its story: the first eight bytes of each
-- mark, see news.MarkOf. They go by article, so that they stay with it when stories merge, split or change hands.
DROP TABLE unseen;

CREATE TABLE unseen (
  article INTEGER PRIMARY KEY REFERENCES article,
  marks   BLOB NOT NULL
) STRICT;

-- Vectors lie in the order in which articles came: a feed that is new, or was away, brings what was published long ago,
-- and that belongs together like any other.
CREATE TABLE vector_by_coming (
  seen    INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article,
  data    BLOB NOT NULL,
  PRIMARY KEY (seen, article)
) STRICT, WITHOUT ROWID;

INSERT INTO vector_by_coming SELECT a.seen, v.article, v.data FROM vector v JOIN article a ON a.n = v.article;
DROP TABLE vector;
ALTER TABLE vector_by_coming RENAME TO vector;
