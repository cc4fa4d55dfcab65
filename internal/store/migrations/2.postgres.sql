CREATE TABLE habit (
  feed_url text COLLATE "C" PRIMARY KEY,
  carried  bytea NOT NULL
);
