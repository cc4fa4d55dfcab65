package conform

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// Only a desk on a server has several programs that write.

func TestProgramsThatBeginTogetherMakeOneDesk(t *testing.T) {
	address := newSchema(t)
	var work sync.WaitGroup
	errs := make(chan error, 6)
	for range cap(errs) {
		work.Go(func() {
			k, err := store.OpenDesk(t.Context(), address, store.Write)
			if err == nil {
				err = k.Close()
			}
			errs <- err
		})
	}
	work.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	whole(t, newDesk(t, address))
}

// Workers that fetch the same feeds store each article once, whoever was first, and none is in the way of another.
func TestWorkersStoreEachArticleOnce(t *testing.T) {
	address := newSchema(t)
	const workers, articles, together = 4, 120, 10
	var work sync.WaitGroup
	errs := make(chan error, workers*articles)
	for worker := range workers {
		s := newDesk(t, address)
		work.Go(func() {
			for n := 0; n < articles; n += together {
				var changes []store.Change
				for i := range together {
					number := n + i
					if worker%2 == 1 { // in the other order: who waits for whom goes round
						number = n + together - 1 - i
					}
					c := change(number)
					c.Story.ID = storyID(number % 7)
					c.Origins = map[string]string{c.Article.ID: "Agence X"}
					changes = append(changes, c)
				}
				errs <- s.SaveArticles(t.Context(), changes)
			}
		})
	}
	work.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	s := newDesk(t, address)
	count, stories, _, err := s.Counts(t.Context())
	if err != nil || count != articles || stories != 7 {
		t.Errorf("%d articles of %d stories, %v; want %d of 7", count, stories, err, articles)
	}
	for n := range articles {
		if a, err := s.Article(t.Context(), change(n).Article.ID); err != nil || a.Revision != 1 {
			t.Errorf("article %d is of revision %d, %v", n, a.Revision, err)
		}
	}
	whole(t, s)
}

// Officers who decide at once each have all their steps in the log, under their names, and their own undo finds the
// beginning.
func TestOfficersDecideAtOnceAndNoStepIsLost(t *testing.T) {
	address := newSchema(t)
	const officers, steps = 6, 12
	s := newDesk(t, address)
	held(t, s, officers) // each decides on a story of its own: only the log keeps them apart
	var work sync.WaitGroup
	errs := make(chan error, 2*officers*steps)
	for officer := range officers {
		own := newDesk(t, address)
		work.Go(func() {
			ctx := store.Signed(t.Context(), fmt.Sprint("officer ", officer), "7")
			for n := range steps {
				value := fmt.Sprint(officer, " says ", n)
				_, err := own.SetRemark(ctx, []string{storyID(officer)}, news.DeedNote, value, noon)
				errs <- err
				_, err = own.SetState(ctx, storyID(officer), allStates()[(n+1)%4], noon)
				errs <- err
			}
		})
	}
	work.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	log, err := s.Steps(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for _, step := range log {
		if !strings.HasPrefix(step.Who, "officer ") {
			t.Errorf("step %d was taken by %q", step.ID, step.Who)
		}
		if step.Deed == news.DeedNote {
			said[step.Other]++
		}
	}
	if len(said) != officers*steps {
		t.Errorf("the log has %d of %d notes", len(said), officers*steps)
	}
	whole(t, s)
	for n := range officers {
		ctx := store.Signed(t.Context(), fmt.Sprint("officer ", n), "7")
		for more := true; more; {
			var err error
			if _, more, err = s.Undo(ctx, noon); err != nil {
				t.Fatal(err)
			}
		}
		if row := storyNow(t, s, storyID(n)); row.State != news.New || row.Note != "" {
			t.Errorf("at the beginning of the log story %d is %s with the note %q", n, row.State, row.Note)
		}
	}
	whole(t, s)
}

func TestADeskOfAnotherVersionIsRefused(t *testing.T) {
	address := newSchema(t)
	schema := func() string { return schemaOf(t, address) }
	if _, err := store.OpenDesk(t.Context(), address, store.ReadOnly); !errors.Is(err, store.ErrOlder) {
		t.Errorf("where there is no desk: %v, want ErrOlder", err)
	}
	s := newDesk(t, address)
	held(t, s, 1)
	tests := []struct {
		says, statement string
		m               store.Mode
		want            error
	}{
		{"a newer one", "INSERT INTO %s.migration (number) VALUES (9999)", store.Write, store.ErrNewer},
		{"a newer one, to read", "", store.ReadOnly, store.ErrNewer},
		{"an older one, to read", "DELETE FROM %s.migration WHERE number > 3", store.ReadOnly, store.ErrOlder},
		{"another program's tables", "DROP TABLE %s.migration", store.Write, store.ErrForeign},
	}
	for _, test := range tests {
		if test.statement != "" {
			ask(t, fmt.Sprintf(test.statement, schema()))
		}
		_, err := store.OpenDesk(t.Context(), address, test.m)
		var hinted interface{ Hint() string }
		if !errors.Is(err, test.want) || !errors.As(err, &hinted) || hinted.Hint() == "" {
			t.Errorf("%s: %v, want %v with a hint", test.says, err, test.want)
		}
	}
}

// schemaOf is the schema that an address names.
func schemaOf(t *testing.T, address string) string {
	t.Helper()
	config, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	return pgx.Identifier{config.RuntimeParams["search_path"]}.Sanitize()
}

// Who may only read is told so by the server too, and whoever may write needs no right to change tables.
func TestRolesHaveNoMoreRightsThanTheyNeed(t *testing.T) {
	address := newSchema(t)
	s := newDesk(t, address)
	held(t, s, 1)
	schema := schemaOf(t, address)
	role := strings.Trim(schema, `"`) + "_officer"
	ask(t, "CREATE ROLE "+role+" LOGIN")
	t.Cleanup(func() {
		ask(t, "DROP OWNED BY "+role)
		ask(t, "DROP ROLE "+role)
	})
	ask(t, "GRANT USAGE ON SCHEMA "+schema+" TO "+role)
	ask(t, "GRANT SELECT ON ALL TABLES IN SCHEMA "+schema+" TO "+role)
	own := openDesk(t, addressAs(t, address, role), store.Write)
	if _, err := own.SetState(t.Context(), storyID(0), news.Cited, noon); !errors.Is(err, store.ErrNoWriting) {
		t.Errorf("a role that may only read wrote: %v, want ErrNoWriting", err)
	}
	ask(t, "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "+schema+" TO "+role)
	if _, err := own.SetState(t.Context(), storyID(0), news.Cited, noon); err != nil {
		t.Error(err)
	}
	save(t, own, change(1))
	whole(t, own)
}

func addressAs(t *testing.T, address, role string) string {
	t.Helper()
	before, after, ok := strings.Cut(address, "@")
	if !ok {
		t.Fatalf("no role in %s", address)
	}
	scheme, _, _ := strings.Cut(before, "//")
	return scheme + "//" + role + "@" + after
}

// A connection that the server ends is replaced, and what had begun on it is said to have failed.
func TestAServerThatEndsConnectionsIsComeBackTo(t *testing.T) {
	address := newSchema(t)
	s := newDesk(t, address)
	held(t, s, 2)
	for n := range 5 {
		ask(t, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", strings.Trim(schemaOf(t, address), `"`))
		if _, err := s.SetState(t.Context(), storyID(n%2), news.Cited, noon); err != nil && !errors.Is(err, store.ErrAway) {
			t.Errorf("error is %v, want none or ErrAway", err)
		}
	}
	if _, err := s.SetState(context.Background(), storyID(0), news.Watching, noon); err != nil {
		t.Error(err)
	}
	whole(t, s)
}
