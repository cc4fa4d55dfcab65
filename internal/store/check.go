package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Check looks whether the file is whole: its pages and indexes, the search index, what refers to what, and the counts.
// It reads the whole file.
func (s *Store) Check(ctx context.Context) error {
	var errs []error
	err := s.each(ctx, "PRAGMA integrity_check(10)", nil, func(rows *sql.Rows) error {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			errs = append(errs, errors.New(line))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("check %s: %w", s.path, err)
	}
	for _, wrong := range mustBeNone() {
		var n int
		if err := s.one(ctx, wrong.question, nil, []any{&n}); err != nil {
			return fmt.Errorf("check %s: %w", s.path, err)
		}
		if n > 0 {
			errs = append(errs, fmt.Errorf("%d %s", n, wrong.what))
		}
	}
	if len(errs) > 0 {
		return &Error{
			Kind: ErrDamaged, Says: s.path + " is damaged", Do: "keep a copy of it and begin a new one with --data",
			Err: errors.Join(errs...),
		}
	}
	return nil
}

type fault struct{ what, question string }

// mustBeNone lists what SQLite itself does not look after.
func mustBeNone() []fault {
	return []fault{
		{"references to nothing", "SELECT count(*) FROM pragma_foreign_key_check"},
		{"stories without an article", "SELECT count(*) FROM story WHERE n NOT IN (SELECT story FROM article)"},
		{"articles without a vector", `SELECT count(*) FROM article WHERE n NOT IN (SELECT article FROM vector)
			AND published >= coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = '` + vectorsSince + `'), published)`},
		{"articles that cannot be searched", "SELECT count(*) FROM article WHERE n NOT IN (SELECT rowid FROM words)"},
		{"words of no article", "SELECT count(*) FROM words WHERE rowid NOT IN (SELECT n FROM article)"},
		{"wrong counts of stories", `SELECT count(*) FROM (SELECT region, state, unread, count(*) AS stories FROM story GROUP BY 1, 2, 3) real
			FULL JOIN (SELECT * FROM tally WHERE stories <> 0) kept USING (region, state, unread)
			WHERE real.stories IS NOT kept.stories`},
		{"wrong counts of articles", `SELECT count(*) FROM source
			WHERE articles <> (SELECT count(*) FROM article WHERE article.source = source.n)`},
	}
}
