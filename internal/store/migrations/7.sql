-- Stories that begin are counted where they are saved, once for many.
DROP TRIGGER story_begins;

-- The order of the lists, without what hardly ever decides: of two stories alike in all of it the one that began first
-- stands first. A country's stories are found among those of its region.
DROP INDEX story_in_order;
DROP INDEX story_by_region;
DROP INDEX story_by_country;
CREATE INDEX story_in_order ON story (state, unread DESC, origins DESC, last DESC);
CREATE INDEX story_by_region ON story (region, state, unread DESC, origins DESC, last DESC, country);

-- What changed of late, for briefs.
CREATE INDEX story_by_change ON story (changed);
