package conform

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// Where the network is cut nobody waits for an answer that does not come: questions and steps end, and whoever follows the
// desk is told. When it is mended all goes on by itself, and a step that is asked for again is kept once.
func TestACutNetworkIsSaidAndComeBackFrom(t *testing.T) {
	address, network := newNetwork(t, newSchema(t))
	s := newDesk(t, address)
	save(t, s, change(1))
	notices := make(chan store.Notice, 100)
	go s.Follow(t.Context(), func(n store.Notice) { notices <- n })

	network.cut()
	if _, err := s.Story(t.Context(), storyID(1)); !errors.Is(err, store.ErrAway) {
		t.Errorf("a question: %v, want ErrAway", err)
	}
	asked := store.Receipted(came(t, "Awa"), "receipt of the cut")
	if _, err := s.SetState(asked, storyID(1), news.Watching, noon); !errors.Is(err, store.ErrAway) {
		t.Errorf("a step: %v, want ErrAway", err)
	}
	next(t, notices, func(n store.Notice) bool { return n.Away })

	network.mend()
	next(t, notices, func(n store.Notice) bool { return !n.Away })
	eventually(t, "the step is never kept", func() bool {
		_, err := s.SetState(asked, storyID(1), news.Watching, noon)
		return err == nil || errors.Is(err, store.ErrKept)
	})
	if _, err := s.SetState(asked, storyID(1), news.Cited, noon); !errors.Is(err, store.ErrKept) {
		t.Errorf("asked for again: %v, want ErrKept", err)
	}
	if steps, err := s.Steps(t.Context(), noon); err != nil || len(steps) != 1 || steps[0].To != news.Watching {
		t.Errorf("the log is %+v, %v; want the one step", steps, err)
	}
	whole(t, s)
}

// A question that takes long on a server that is well is answered.
func TestALongAnswerIsWaitedFor(t *testing.T) {
	address, _ := newNetwork(t, newSchema(t))
	one, two := newDesk(t, address), newDesk(t, address)
	conn, err := pgx.Connect(t.Context(), server.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context()) //nolint:errcheck // the test is done with it
	stint, err := one.TakeStint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	taken := make(chan error, 1)
	go func() {
		next, err := two.TakeStint(t.Context())
		next.End()
		taken <- err
	}()
	eventually(t, "the pulse of the server is never felt", func() bool {
		var felt bool
		question := "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = $1 AND query LIKE '%ping')"
		if err := conn.QueryRow(t.Context(), question, strings.Trim(schemaOf(t, address), `"`)+" pulse").Scan(&felt); err != nil {
			t.Fatal(err)
		}
		return felt
	})
	stint.End()
	if err := <-taken; err != nil {
		t.Error(err)
	}
}
