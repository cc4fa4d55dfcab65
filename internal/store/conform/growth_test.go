package conform

import (
	"context"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// grow is a program that stores something in a story.
func grow(t *testing.T, s desk, story string, meanwhile func()) {
	t.Helper()
	err := s.Grow(t.Context(), []string{story}, func(context.Context) error {
		meanwhile()
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// waits looks at the server until a program on the desk waits for a lock: false where it has come in instead.
func waits(t *testing.T, data string, isIn *atomic.Bool) bool {
	t.Helper()
	u, err := url.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), server.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	for !isIn.Load() {
		var waiting bool
		question := "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = $1 AND wait_event = 'advisory')"
		if err := conn.QueryRow(t.Context(), question, u.Query().Get("application_name")).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
		if waiting {
			return true
		}
	}
	return false
}

// While one program moves articles between two stories, others store in all stories but these; where an officer's own
// rearranging may be about any story, in none.
func TestStoriesThatAreRepairedAreKeptFromOthers(t *testing.T) {
	data := newSchema(t)
	one, two, three := newDesk(t, data), newDesk(t, data), newDesk(t, data)
	defer stint(t, one).End()
	repair := func(others func()) func(context.Context) error {
		return func(context.Context) error {
			var isIn atomic.Bool
			go grow(t, two, storyID(2), func() { isIn.Store(true) })
			if !waits(t, data, &isIn) {
				t.Error("a program stores in a story that another one moves articles from")
			}
			others()
			return nil
		}
	}
	err := one.Regrow(t.Context(), []string{storyID(1), storyID(2)}, repair(func() { grow(t, three, storyID(3), func() {}) }))
	if err != nil {
		t.Error(err)
	}
	grow(t, one, storyID(2), func() {}) // behind the one that waited
	if err := one.RegrowAll(t.Context(), repair(func() {})); err != nil {
		t.Error(err)
	}
	grow(t, one, storyID(2), func() {})
}
