-- Officers who come to the file from elsewhere take back their own steps: which of somebody's stands is looked up, and no
-- longer told by the step above it.
CREATE INDEX step_by_officer ON step (who, id) WHERE undoes = 0;
CREATE INDEX step_of_watches ON step (id) WHERE undoes = 0 AND rules = '';
CREATE INDEX step_by_story ON step (story);
CREATE INDEX step_undone ON step (undoes) WHERE undoes > 0;
