-- A step that was asked for while the server was away is asked for again until it is kept; by its receipt it is known to be kept.
ALTER TABLE step ADD COLUMN receipt text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX step_by_receipt ON step (receipt) WHERE receipt <> '';
