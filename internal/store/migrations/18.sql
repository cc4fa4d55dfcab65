-- An officer may be given another name. Whose a step is, is told by the name they have; the one that it was signed with stays.
ALTER TABLE step ADD COLUMN signed TEXT NOT NULL DEFAULT ''; -- "" where that is the name they have
ALTER TABLE duty ADD COLUMN name TEXT NOT NULL DEFAULT '';   -- of renamed: the one that whom has from then on
