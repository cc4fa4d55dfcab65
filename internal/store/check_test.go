package store

import (
	"errors"
	"strings"
	"testing"

	"harmattan/internal/find"
)

func TestCheckFindsWhatIsWrong(t *testing.T) {
	tests := map[string]string{
		"stories without an article":               "DELETE FROM vector WHERE article = 2; DELETE FROM article WHERE n = 2",
		"articles that cannot be searched":         "INSERT INTO piece VALUES (1, 2, 2, NULL, NULL, 0, 0, x''); INSERT INTO leaf VALUES (65536, x'')",
		"articles without a vector":                "DELETE FROM vector WHERE article = 1",
		"wrong counts of stories":                  "UPDATE tally SET stories = stories + 1",
		"wrong counts of articles":                 "UPDATE source SET articles = 7",
		"words of no article":                      "INSERT INTO leaf VALUES (65536, x'')",
		"pairs of words of no article":             "INSERT INTO beside VALUES (65536, x'')",
		"pieces of the search index without words": "INSERT INTO piece VALUES (1, 1, 2, NULL, NULL, 0, 0, x'')",
		"wrong counts of days":                     "UPDATE began SET stories = 9",
		"references to nothing":                    "PRAGMA foreign_keys = off; UPDATE article SET source = 9 WHERE n = 1",
	}
	for want, damage := range tests {
		s := newStore(t)
		save(t, s, change(1), change(2))
		whole(t, s)
		if _, err := s.writer.conn.ExecContext(t.Context(), damage); err != nil {
			t.Fatal(want, err)
		}
		if err := s.Check(t.Context()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), want) {
			t.Errorf("after %s: %v; want %q", damage, err, want)
		}
	}
}

// A connection that has searched keeps how the search index lay then.
func TestCheckIsNotMistakenAboutWhatWasWrittenSince(t *testing.T) {
	s := newStore(t)
	for n := range 40 {
		if _, err := s.Search(t.Context(), Question{Terms: find.Terms("convoy")}, 5); err != nil {
			t.Fatal(err)
		}
		save(t, s, change(n))
		whole(t, s)
	}
}
