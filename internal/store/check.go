package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Check looks whether the file is whole: its pages and indexes, the search index, what refers to what, and the counts.
// It reads the whole file.
//
// It does so on a connection of its own: one that has searched before remembers how the search index lay then, and takes
// what was written since for damage.
func (s *Store) Check(ctx context.Context) (err error) {
	fresh := openReaders(s.where)
	defer func() { err = errors.Join(err, fresh.Close()) }()
	wrong, err := integrity(ctx, fresh)
	if err != nil {
		return fmt.Errorf("check %s: %w", s.path, explain(s.path, err))
	}
	for _, f := range mustBeNone() {
		var n int
		if err := fresh.QueryRowContext(ctx, f.question).Scan(&n); err != nil {
			return fmt.Errorf("check %s: %w", s.path, explain(s.path, err))
		}
		if n > 0 {
			wrong = append(wrong, fmt.Errorf("%d %s", n, f.what))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return &Error{
		Kind: ErrDamaged, Says: s.path + " is damaged", Do: repairIt,
		Err: errors.Join(wrong...),
	}
}

// repairIt is what to do about damage.
const repairIt = "harmattan doctor --repair reads what it can into a new file and keeps this one; harmattan restore puts a backup in its place"

// integrity asks SQLite for what it finds wrong, ten things at most.
func integrity(ctx context.Context, db *sql.DB) (wrong []error, err error) {
	rows, err := db.QueryContext(ctx, "PRAGMA integrity_check(10)")
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			wrong = append(wrong, errors.New(line))
		}
	}
	return wrong, rows.Err()
}

type fault struct{ what, question string }

// mustBeNone lists what SQLite itself does not look after.
func mustBeNone() []fault {
	return []fault{
		{"references to nothing", "SELECT count(*) FROM pragma_foreign_key_check"},
		{"stories without an article", "SELECT count(*) FROM story WHERE state < 4 AND n NOT IN (SELECT story FROM article)"},
		{"articles of stories that ended", "SELECT count(*) FROM article JOIN story ON story.n = article.story WHERE story.state = 4"},
		{"articles without a vector", `SELECT count(*) FROM article WHERE n NOT IN (SELECT article FROM vector)
			AND seen >= coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = '` + vectorsSince + `'), seen)`},
		{"articles that cannot be searched", `SELECT count(*) FROM article WHERE n <= (SELECT max(last) FROM piece WHERE listed IS NULL)
			AND NOT EXISTS (SELECT 1 FROM piece WHERE listed IS NULL AND first <= article.n AND last >= article.n)`},
		{"words of no article", "SELECT count(*) FROM leaf WHERE n >> 16 NOT IN (SELECT n FROM piece)"},
		{"pairs of words of no article", "SELECT count(*) FROM beside WHERE n >> 16 NOT IN (SELECT n FROM piece)"},
		{"pieces of the search index without words", "SELECT count(*) FROM piece WHERE n NOT IN (SELECT n >> 16 FROM leaf)"},
		{"wrong counts of stories", `SELECT count(*) FROM (SELECT region, country, state, unread, count(*) AS stories FROM story GROUP BY 1, 2, 3, 4) real
			FULL JOIN (SELECT * FROM tally WHERE stories <> 0) kept USING (region, country, state, unread)
			WHERE real.stories IS NOT kept.stories`},
		{"wrong counts of what officers have read", `SELECT count(*) FROM (SELECT r.reader, s.region, s.country, s.state, count(*) AS stories
			FROM reading r JOIN story s ON s.n = r.story WHERE r.unread = 0 GROUP BY 1, 2, 3, 4) real
			FULL JOIN (SELECT * FROM reading_tally WHERE stories <> 0) kept USING (reader, region, country, state)
			WHERE real.stories IS NOT kept.stories`},
		{"wrong counts of days", `SELECT count(*) FROM (SELECT first / 900000000 AS quarter, region, count(*) AS stories FROM story
			WHERE state < 3 GROUP BY 1, 2) real FULL JOIN (SELECT * FROM began WHERE stories <> 0) kept USING (quarter, region)
			WHERE real.stories IS NOT kept.stories`},
		{"wrong counts of articles", `SELECT count(*) FROM source
			WHERE articles <> (SELECT count(*) FROM article WHERE article.source = source.n)`},
	}
}
