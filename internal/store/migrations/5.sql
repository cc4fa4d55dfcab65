-- Which statements of an article were not on the screen when the officer left its story: the first eight bytes of each
-- mark, see news.MarkOf. They go by article, so that they stay with it when stories merge, split or change hands.
DROP TABLE unseen;

CREATE TABLE unseen (
  article INTEGER PRIMARY KEY REFERENCES article,
  marks   BLOB NOT NULL
) STRICT;
