-- When the text of an article was let go, see LetGo; NULL while it is kept.
ALTER TABLE article ADD COLUMN let_go bigint;

-- Few stories have something that differs, and they are asked for by that.
CREATE INDEX story_differing ON story (last) WHERE differs > 0;
