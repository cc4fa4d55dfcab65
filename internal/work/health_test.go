package work

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"harmattan/internal/store"
)

func TestAWorkerSaysHowItIs(t *testing.T) {
	well := true
	ask := func(context.Context) (Figures, error) {
		if !well {
			return Figures{Feeds: 7}, errors.New("postgres://o@db.example/desk cannot be reached")
		}
		return Figures{Jobs: store.JobCount{Waiting: 3, Oldest: 90 * time.Second}, Feeds: 7, Articles: 40, Failing: 1}, nil
	}
	var listening net.ListenConfig
	l, err := listening.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Health(ctx, l, ask) }()
	get := func(page string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+l.Addr().String()+page, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text)
	}
	if code, _ := get("/healthz"); code != http.StatusOK {
		t.Errorf("well, it answers %d", code)
	}
	_, text := get("/metrics")
	for _, line := range []string{
		"harmattan_desk_up 1", `harmattan_jobs{state="waiting"} 3`, "harmattan_jobs_oldest_seconds 90", "harmattan_worker_feeds_total 7",
		"harmattan_worker_articles_total 40", "harmattan_worker_feeds_failing_total 1",
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("it does not tell %q:\n%s", line, text)
		}
	}
	well = false
	if code, text := get("/healthz"); code != http.StatusServiceUnavailable || strings.Contains(text, "db.example") {
		t.Errorf("without its server it answers %d %q", code, text)
	}
	if _, text := get("/metrics"); !strings.Contains(text, "harmattan_desk_up 0\n") || strings.Contains(text, "harmattan_jobs") {
		t.Errorf("without its server it tells\n%s", text)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
