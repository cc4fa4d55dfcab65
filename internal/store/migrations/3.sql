-- Stories that are split, merged and moved. A story that went into another one keeps its row in story, in state 4, so
-- that its id and the steps taken on it are still found. What state a story has follows from the steps and from this.
CREATE TABLE lineage (
  seq   INTEGER PRIMARY KEY AUTOINCREMENT,
  ends  INTEGER NOT NULL,                  -- 0: story began as a part of other, 1: story went into other
  story INTEGER NOT NULL REFERENCES story,
  other INTEGER NOT NULL REFERENCES story,
  mark  INTEGER NOT NULL                   -- the last step of the log then
) STRICT;

CREATE UNIQUE INDEX lineage_of_story ON lineage (story, ends);
CREATE INDEX lineage_of_other ON lineage (other);

-- How far the story was read that an article came from, when it came from another one.
CREATE TABLE moved (
  article INTEGER PRIMARY KEY REFERENCES article,
  at      INTEGER NOT NULL, -- when it came
  read    INTEGER NOT NULL
) STRICT;

-- What the officer arranged by hand; the program leaves it so. Each row goes when its step is taken back.
CREATE TABLE held (
  article INTEGER PRIMARY KEY REFERENCES article, -- stays in the story that it is in
  step    INTEGER NOT NULL REFERENCES step
) STRICT;

CREATE INDEX held_by_step ON held (step);

CREATE TABLE apart (
  story INTEGER NOT NULL REFERENCES story, -- does not go together with the other
  other INTEGER NOT NULL REFERENCES story,
  step  INTEGER NOT NULL REFERENCES step,
  PRIMARY KEY (story, other, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE region_by_hand (
  story  INTEGER PRIMARY KEY REFERENCES story,
  region TEXT NOT NULL
) STRICT;

-- What a step did besides giving a state.
CREATE TABLE deed (
  step     INTEGER PRIMARY KEY REFERENCES step,
  kind     TEXT NOT NULL, -- split, merge, move, region
  other    TEXT NOT NULL, -- id of the other story, or of the region
  former   TEXT NOT NULL, -- the region before, "" when the program had chosen it
  articles TEXT NOT NULL  -- JSON: ids of the articles that moved
) STRICT;

-- How many stories began on each day.
CREATE INDEX story_by_first ON story (first, state, region);
