-- What a feed puts around its articles, learned as they come; see Habits in summarize.
CREATE TABLE habit (
  feed_url TEXT PRIMARY KEY,
  carried  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
