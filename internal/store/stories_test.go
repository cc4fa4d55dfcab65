package store

import (
	"database/sql"
	"strings"
	"testing"

	"harmattan/internal/news"
)

// A list that looks at every story, or at rows that it does not show, grows slow with the archive.
func TestListsReadIndexesAndTheRowsThatTheyShow(t *testing.T) {
	s := newStore(t)
	for _, f := range []Filter{
		{Limit: 10},
		{Regions: []string{"a", "b"}, Limit: 10},
		{Regions: []string{"a"}, Country: "ML", Limit: 10},
		{Unread: true, Since: noon, State: news.New, Limit: 10},
		{Since: noon, Regions: []string{"a"}, AnyState: true},
		{Differs: true},
	} {
		if err := s.readyFor(t.Context(), &f); err != nil { // an archive where little has changed
			t.Fatal(err)
		}
		question, args, err := f.question()
		if err != nil {
			t.Fatal(err)
		}
		steps := plan(t, s, question, args)
		for i, step := range steps {
			if step == "USE TEMP B-TREE FOR ORDER BY" && strings.Contains(steps[i-1], "COVERING INDEX story_") {
				t.Errorf("%+v sorts what an index has in order: %s", f, steps[i-1])
			}
			switch {
			case strings.Contains(step, "COVERING INDEX story_"), strings.Contains(step, "PRIMARY KEY"):
			case strings.Contains(step, "INDEX story_by_change (changed>?)") && f.few != "":
			case strings.Contains(step, "INDEX story_differing") && f.few != "":
			case strings.Contains(step, "SEARCH"), strings.Contains(step, "SCAN story"), strings.Contains(step, "article"):
				t.Errorf("%+v: %s", f, step)
			}
		}
	}
}

func plan(t *testing.T, s *Store, question string, args []any) []string {
	t.Helper()
	var steps []string
	err := s.each(t.Context(), "EXPLAIN QUERY PLAN "+question, args, func(rows *sql.Rows) error {
		var id, parent, unused int
		var step string
		err := rows.Scan(&id, &parent, &unused, &step)
		steps = append(steps, step)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) == 0 {
		t.Fatal("no plan")
	}
	return steps
}
