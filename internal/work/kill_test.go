package work

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/feeds"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
)

// The test binary is also the worker that is killed: with this variable set it works.
const otherProgram = "HARMATTAN_WORK_TEST"

func TestMain(m *testing.M) {
	if os.Getenv(otherProgram) == "" {
		os.Exit(m.Run())
	}
	life, err := strconv.Atoi(os.Args[3])
	if err == nil {
		err = workUntilKilled(os.Args[1], os.Args[2], life)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	outlets   = 8
	eventsOf  = 6             // that happen between two kills
	betweenIt = 2 * time.Hour // by the workers' clocks: all feeds are due again
)

// clockOf is the clock of a worker's life: the later it began, the later it is.
func clockOf(life int) func() time.Time {
	began := time.Now()
	return func() time.Time {
		return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC).Add(time.Duration(life)*betweenIt + time.Since(began))
	}
}

func openDesk(ctx context.Context, address, wire string, life int) (*desk.Desk, error) {
	taxonomy, err := regions.Default()
	if err != nil {
		return nil, err
	}
	local, err := os.MkdirTemp("", "harmattan-work-")
	if err != nil {
		return nil, err
	}
	var list []news.Feed
	for n := range outlets {
		list = append(list, news.Feed{URL: fmt.Sprintf("%s/%d", wire, n), Outlet: fmt.Sprint("Outlet ", n), Lang: news.English, Country: "BF"})
	}
	clock := clockOf(life)
	return desk.Open(ctx, desk.Options{
		Data: address, Local: local, Feeds: list, Regions: taxonomy, Lang: news.English, Now: clock,
		Fetch: feeds.Options{UserAgent: "Harmattan/test", PrivateAddresses: true, Now: clock},
	})
}

func workUntilKilled(address, wire string, life int) error {
	ctx := context.Background()
	d, err := openDesk(ctx, address, wire, life)
	if err != nil {
		return err
	}
	return Run(ctx, Options{
		Desk: d, Address: address, Name: fmt.Sprint("life-", life), Feeds: outlets, Log: slog.New(slog.DiscardHandler),
	}, NoHealth)
}

// event is a text about something that no other event has a word in common with.
func event(n int) string {
	words := rand.New(rand.NewPCG(uint64(n), 8)) // the same words at every run
	const vowels, consonants = "aeiou", "bdfgklmnprstvz"
	var b strings.Builder
	for range 36 {
		for range 4 {
			b.WriteByte(consonants[words.IntN(len(consonants))])
			b.WriteByte(vowels[words.IntN(len(vowels))])
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// wire serves feeds that all carry every event so far.
func wire(t *testing.T, events *atomic.Int64) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b strings.Builder
		b.WriteString(`<rss version="2.0"><channel><title>Wire</title>`)
		for n := range events.Load() {
			text := event(int(n))
			at := time.Date(2026, 11, 23, 0, 0, int(n), 0, time.UTC).Format(time.RFC1123Z)
			fmt.Fprintf(&b, `<item><guid>%s-%d</guid><title>%s</title><pubDate>%s</pubDate><description>%s</description></item>`,
				r.URL.Path[1:], n, text[:26], at, text)
		}
		_, _ = io.WriteString(w, b.String()+"</channel></rss>") // to a worker that may be dead
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// schema is the address of a desk that is not there yet.
func schema(t *testing.T) string {
	t.Helper()
	server := os.Getenv("HARMATTAN_POSTGRES")
	if server == "" {
		t.Skip("HARMATTAN_POSTGRES names a server for tests; .ci/postgres starts one")
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", fmt.Sprintf("work_%d_%d", os.Getpid(), time.Now().UnixNano()))
	u.RawQuery = q.Encode()
	return u.String()
}

// life starts a worker in a process of its own.
func life(t *testing.T, address, wire string, n int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.Background(), self, address, wire, strconv.Itoa(n))
	cmd.Env = append(os.Environ(), otherProgram+"=1")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// kill ends a worker as a power cut does.
func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	_ = cmd.Process.Kill()
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Errorf("a worker ended by itself: %v", err)
	}
}

// killsFor is the variable that says for how many seconds workers are killed, where the usual time is not enough.
const killsFor = "HARMATTAN_WORK_SECONDS"

// Of two workers one is killed every second or so, whatever it is at, and another one begins: in the end each article that the
// feeds carried is there once, and each event is one story.
func TestWorkersKilledAtAnyMomentLoseAndDoubleNothing(t *testing.T) {
	seconds := 8
	if asked := os.Getenv(killsFor); asked != "" {
		var err error
		if seconds, err = strconv.Atoi(asked); err != nil {
			t.Fatal(err)
		}
	}
	address := schema(t)
	seed := uint64(time.Now().UnixNano())
	t.Logf("%d seconds, moments drawn from seed %d", seconds, seed)
	moments := rand.New(rand.NewPCG(seed, 3))
	var events atomic.Int64
	served := wire(t, &events)
	d, err := openDesk(t.Context(), address, served, 0) // the tables are there before two workers begin
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()

	events.Add(eventsOf)
	workers := []*exec.Cmd{life(t, address, served, 1), life(t, address, served, 2)}
	lives := 3
	for end := time.Now().Add(time.Duration(seconds) * time.Second); time.Now().Before(end); lives++ {
		<-time.After(time.Duration(200+moments.IntN(1_300)) * time.Millisecond)
		which := moments.IntN(2)
		kill(t, workers[which])
		events.Add(eventsOf)
		workers[which] = life(t, address, served, lives)
	}
	for _, w := range workers {
		kill(t, w)
	}
	last := life(t, address, served, lives)
	defer kill(t, last)
	want := int(events.Load())
	t.Logf("%d lives, %d events", lives, want)
	all := waitFor(t, d, want)
	rows, err := d.Stories(t.Context(), desk.Query{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	if all != want*outlets || len(rows) != want {
		t.Errorf("%d articles in %d stories, want %d in %d", all, len(rows), want*outlets, want)
	}
	for _, r := range rows {
		if r.Articles != outlets || r.Outlets != outlets {
			t.Errorf("story %q has %d articles of %d outlets, want one of each", r.Title, r.Articles, r.Outlets)
		}
	}
	s, err := store.OpenDesk(t.Context(), address, store.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// waitFor waits until all articles are there, and returns how many there are: when the time is up, too.
func waitFor(t *testing.T, d *desk.Desk, events int) (articles int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	every := time.NewTicker(100 * time.Millisecond)
	defer every.Stop()
	for {
		var err error
		if articles, _, _, err = d.Counts(t.Context()); err != nil {
			t.Fatal(err)
		}
		if articles >= events*outlets {
			return articles
		}
		select {
		case <-every.C:
		case <-ctx.Done():
			return articles
		}
	}
}
