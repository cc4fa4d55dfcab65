-- The order of the lists: of two stories alike in all of it the one that began first stands first. A country's stories are
-- found among those of its region.
DROP INDEX story_in_order;
DROP INDEX story_by_region;
CREATE INDEX story_in_order ON story (state, unread DESC, origins DESC, last DESC, n);
CREATE INDEX story_by_region ON story (region, state, unread DESC, origins DESC, last DESC, n, country);

-- What changed of late, for briefs.
CREATE INDEX story_by_change ON story (changed);
