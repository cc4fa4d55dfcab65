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
	defer conn.Close(t.Context())
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

// A server without room keeps nothing of a step, says so, and takes it once there is room.
func TestAServerWithoutRoomIsSaidToBeFull(t *testing.T) {
	address := newSchema(t)
	s := newDesk(t, address)
	save(t, s, change(1))
	schema := schemaOf(t, address)
	ask(t, `CREATE FUNCTION `+schema+`.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`)
	ask(t, "CREATE TRIGGER no_room BEFORE INSERT ON "+schema+".step FOR EACH ROW EXECUTE FUNCTION "+schema+".no_room()")
	asked := store.Receipted(came(t, "Awa"), "receipt of the full disk")
	if _, err := s.SetState(asked, storyID(1), news.Watching, noon); !errors.Is(err, store.ErrFull) {
		t.Errorf("a step: %v, want ErrFull", err)
	}
	if got := state(t, s, storyID(1)); got != news.New {
		t.Errorf("the story is %s before its step is kept", got)
	}
	ask(t, "DROP TRIGGER no_room ON "+schema+".step")
	if _, err := s.SetState(asked, storyID(1), news.Watching, noon); err != nil {
		t.Error(err)
	}
	if got := state(t, s, storyID(1)); got != news.Watching {
		t.Errorf("the story is %s, want watching", got)
	}
	whole(t, s)
}
