-- Programs that share a desk take turns in putting articles into stories; see Stint. A stint's number is with every article
-- that came, or went into another story, in it.
CREATE TABLE stint (number bigint NOT NULL);
INSERT INTO stint VALUES (0);
ALTER TABLE vector ADD COLUMN stint bigint NOT NULL DEFAULT 0;
CREATE INDEX vector_by_stint ON vector (stint, seen, article);

-- The placement of an article that nothing places is '' from now on. Links stay beside texts: a server packs in its own way.

-- Undo takes back an officer's own steps: a step stands unless another one takes it back.
CREATE INDEX step_by_story ON step (story);
CREATE INDEX step_taken_back ON step (undoes) WHERE undoes > 0;
