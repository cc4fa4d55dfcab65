package work

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/store"
)

// emptyDesk makes a desk, and returns its address.
func emptyDesk(t *testing.T) string {
	t.Helper()
	address := schema(t)
	d, err := openDesk(t.Context(), address, "http://127.0.0.1:1", 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return address
}

// River gives up what failed too often. A worker that was killed is no reason to.
func TestAJobOfAWorkerThatIsGoneHasNotFailed(t *testing.T) {
	address := emptyDesk(t)
	jobs, err := store.OpenJobs(t.Context(), address, "alive")
	if err != nil {
		t.Fatal(err)
	}
	defer jobs.Close()
	server, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close(t.Context())
	for _, by := range []string{"alive", "gone"} {
		_, err := server.Exec(t.Context(), `INSERT INTO river_job (kind, args, state, max_attempts, attempt, attempted_at, attempted_by)
			VALUES ('feed', jsonb_build_object('url', $1::text), 'running', 25, 7, now(), ARRAY['gone', $1])`, by)
		if err != nil {
			t.Fatal(err)
		}
	}
	if n, err := jobs.Free(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d jobs are free, %v; want the one of the worker that is gone", n, err)
	}
	for by, want := range map[string]string{"alive": "running 7", "gone": "available 6"} {
		var is string
		err := server.QueryRow(t.Context(), "SELECT state::text || ' ' || attempt FROM river_job WHERE args ->> 'url' = $1", by).Scan(&is)
		if err != nil || is != want {
			t.Errorf("the job of the worker that is %s is %s, %v; want %s", by, is, err, want)
		}
	}
}

// A worker that begins alone has more feeds under way than one that shares them.
func TestAWorkerSeesWhetherOthersAreAlive(t *testing.T) {
	address := emptyDesk(t)
	for i, want := range []int{underWayAlone * 7, underWay * 7} {
		jobs, err := store.OpenJobs(t.Context(), address, []string{"first", "second"}[i])
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(jobs.Close)
		w := &worker{jobs: jobs, o: Options{Feeds: 7}}
		if got, err := w.atOnce(t.Context()); err != nil || got != want {
			t.Errorf("worker %d has %d feeds under way, %v; want %d", i, got, err, want)
		}
	}
}
