-- An article's link is packed together with its text, against its title: the words of the title stand in both again. url is
-- '' then. What is there already stays as it is, and is packed so in idle moments, from this article down; see linkSome.
-- The placement of an article that nothing places is '' from now on.
INSERT INTO meta SELECT 'store: unlinked up to', CAST(max(n) AS TEXT) FROM article HAVING max(n) > 0;
