package store

import "fmt"

// storyOfArticle makes the row of a story anew from its first article, under a name made of that article's.
const storyOfArticle = `INSERT OR IGNORE INTO story (n, id, title, lang, region, country, country_name, area, score, evidence,
		state, outlets, origins, articles, differs, readings, first, last, changed, read, unread)
	SELECT a.story, %s, a.title, a.lang, coalesce(place ->> 0, 'unplaced'), coalesce(place ->> 1, ''),
		coalesce(place ->> 2, ''), coalesce(place ->> 3, ''), coalesce(place ->> 4, 0), '',
		coalesce((SELECT after FROM step WHERE step.story = a.story ORDER BY step.id DESC LIMIT 1), 0), 1, 1, 1, 0, '',
		min(a.published), a.published, a.seen, 0, 0 < a.seen
	FROM (SELECT *, nullif(placement, '') AS place, 's' || substr(iif(typeof(id) = 'blob', lower(hex(id)), id), 1, 16) AS name FROM article) a
	WHERE a.story NOT IN (SELECT n FROM story) GROUP BY a.story`

// wholeAgain lists what makes a file whole again from which rows are missing. What officers decided or wrote keeps a story
// to stand beside, and an article whose story is lost gets one back under the name that it had.
func wholeAgain() []string {
	const referred = `SELECT story FROM article UNION SELECT story FROM step UNION SELECT story FROM remark
		UNION SELECT story FROM lineage UNION SELECT other FROM lineage UNION SELECT story FROM region_by_hand`
	return []string{
		`INSERT INTO source (n, feed_url, outlet, home, grade)
			SELECT DISTINCT source, '', 'lost outlet ' || source, '', '' FROM article WHERE source NOT IN (SELECT n FROM source)`,

		// Stories come back with the name after their first article, its place, and the last state that the log gives them.
		fmt.Sprintf(storyOfArticle, "name"),
		fmt.Sprintf(storyOfArticle, "name || '-' || a.story"), // where the name is taken
		`INSERT INTO story (n, id, title, lang, region, country, country_name, area, score, evidence, state, outlets,
				origins, articles, differs, readings, first, last, changed, read, unread)
			SELECT column1, 'lost-' || column1, '(lost story ' || column1 || ')', 'en', 'unplaced', '', '', '', 0, '',
				coalesce((SELECT after FROM step WHERE step.story = column1 ORDER BY step.id DESC LIMIT 1), 0), 1, 1, 1, 0, '', 0, 0, 0, 0, 0
			FROM (SELECT story AS column1 FROM (` + referred + `)) WHERE column1 NOT IN (SELECT n FROM story)`,
		`UPDATE story SET state = 0 WHERE state = 4 AND
			(n IN (SELECT story FROM article) OR n NOT IN (SELECT story FROM lineage WHERE ends = 1))`,

		// A story without an article goes, unless something of the officer's stands beside it: then a line says what is missing.
		`DELETE FROM story WHERE state < 4 AND n NOT IN (SELECT story FROM article)
			AND n NOT IN (SELECT story FROM step UNION SELECT story FROM remark UNION SELECT story FROM lineage UNION SELECT other FROM lineage)`,
		`INSERT OR IGNORE INTO source (feed_url, outlet, home, grade)
			SELECT '', 'lost', '', '' WHERE EXISTS (SELECT 1 FROM story WHERE state < 4 AND n NOT IN (SELECT story FROM article))`,
		`INSERT INTO article (id, story, source, hash, revision, seen, published, guessed, teaser, lang, author, url, title, placement, text)
			SELECT 'lost-' || n, n, (SELECT n FROM source WHERE feed_url = '' AND outlet = 'lost'), x'00', 1, changed, last, 1, 0, lang, '', '',
				title, json_array(region, country, country_name, area, score, json('[[],[]]')), '` + lostText + `'
			FROM story WHERE state < 4 AND n NOT IN (SELECT story FROM article)`,

		"DELETE FROM lineage WHERE story NOT IN (SELECT n FROM story) OR other NOT IN (SELECT n FROM story)",
		"DELETE FROM region_by_hand WHERE story NOT IN (SELECT n FROM story)",
		"DELETE FROM deed WHERE step NOT IN (SELECT id FROM step)",
		"DELETE FROM held WHERE article NOT IN (SELECT n FROM article) OR step NOT IN (SELECT id FROM step)",
		`DELETE FROM apart WHERE story NOT IN (SELECT n FROM story) OR other NOT IN (SELECT n FROM story)
			OR step NOT IN (SELECT id FROM step)`,
		"DELETE FROM watched WHERE story NOT IN (SELECT n FROM story)",
		"DELETE FROM revision WHERE article NOT IN (SELECT n FROM article)",
		"DELETE FROM moved WHERE article NOT IN (SELECT n FROM article)",
		"DELETE FROM unseen WHERE article NOT IN (SELECT n FROM article)",
		"DELETE FROM reading WHERE story NOT IN (SELECT n FROM story) OR reader NOT IN (SELECT n FROM reader)",
		"DELETE FROM reading_unseen WHERE article NOT IN (SELECT n FROM article) OR reader NOT IN (SELECT n FROM reader)",
		"DELETE FROM reading_moved WHERE article NOT IN (SELECT n FROM article) OR reader NOT IN (SELECT n FROM reader)",
		"DELETE FROM vector WHERE article NOT IN (SELECT n FROM article)",
		// A vector without content is made anew from its article when it is needed.
		"INSERT INTO vector SELECT seen, n, x'' FROM article WHERE n NOT IN (SELECT article FROM vector)",

		"UPDATE story SET articles = (SELECT count(*) FROM article WHERE story = story.n) WHERE state < 4",
		"UPDATE story SET remarked = 1 WHERE n IN (SELECT story FROM remark)",
		"UPDATE source SET articles = (SELECT count(*) FROM article WHERE source = source.n)",
		"DELETE FROM tally",
		"INSERT INTO tally SELECT region, country, state, unread, count(*) FROM story GROUP BY 1, 2, 3, 4",
		"DELETE FROM reading_tally",
		countReadings,
		"DELETE FROM began",
		"INSERT INTO began SELECT first / 900000000, region, count(*) FROM story WHERE state < 3 GROUP BY 1, 2",
	}
}
