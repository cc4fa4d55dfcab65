-- Articles whose story is found and that are not stored yet; see Place. A placing is as good as its stint: it goes when the
-- article is stored.
CREATE TABLE placed (
  article text COLLATE "C" PRIMARY KEY,
  story   text COLLATE "C" NOT NULL,
  stint   bigint NOT NULL,
  seen    bigint NOT NULL,
  vector  bytea NOT NULL
);

CREATE INDEX placed_by_stint ON placed (stint);
CREATE INDEX placed_by_story ON placed (story);

-- When each host may be asked next, for all programs together; see HostTurn. The tables of jobs are River's own, and are made
-- after these.
CREATE TABLE host (
  name text COLLATE "C" PRIMARY KEY,
  next timestamptz NOT NULL
);
