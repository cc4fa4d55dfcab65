package work

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"time"

	"harmattan/internal/store"
)

// Asking says how the worker is, and what it has done since it began.
type Asking func(context.Context) (Figures, error)

// Figures are what a worker has done, and what there is to do on the desk.
type Figures struct {
	Jobs                     store.JobCount
	Feeds, Articles, Failing int64
}

func (w *worker) ask(ctx context.Context) (f Figures, err error) {
	f.Feeds, f.Articles, f.Failing = w.feeds.Load(), w.articles.Load(), w.failing.Load()
	f.Jobs, err = w.jobs.Count(ctx)
	return f, err
}

// longestAnswer bounds how long the desk may take to say that it is well.
const longestAnswer = 5 * time.Second

// NoHealth serves no page: it waits until ctx ends.
func NoHealth(ctx context.Context, _ Asking) error {
	<-ctx.Done()
	return nil
}

// Health serves, until ctx ends, a page that says whether the jobs can be reached, /healthz, and figures in the text format
// of Prometheus, /metrics. Neither names a feed.
func Health(ctx context.Context, l net.Listener, ask Asking) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longestAnswer)
		defer cancel()
		if _, err := ask(ctx); err != nil {
			http.Error(w, "the desk does not answer", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "ok\n") // to one who is gone
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longestAnswer)
		defer cancel()
		f, err := ask(ctx)
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		write(w, f, err)
	})
	server := &http.Server{
		Handler: mux, ReadHeaderTimeout: longestAnswer, ReadTimeout: longestAnswer, WriteTimeout: 2 * longestAnswer, MaxHeaderBytes: 8 << 10,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the health page: %w", err)
	}
	return nil
}

// figure is one line of the metrics.
type figure struct {
	name, kind, help string
	value            float64
}

// write writes the metrics; of a desk that does not answer without its jobs.
func write(w io.Writer, f Figures, deskErr error) {
	up := deskErr == nil
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	list := []figure{
		{"harmattan_desk_up", "gauge", "Whether the desk answers.", 0},
		{"harmattan_worker_feeds_total", "counter", "Feeds that this worker took in.", float64(f.Feeds)},
		{"harmattan_worker_feeds_failing_total", "counter", "Of them, those that failed.", float64(f.Failing)},
		{"harmattan_worker_articles_total", "counter", "New articles in them.", float64(f.Articles)},
		{"harmattan_memory_bytes", "gauge", "Memory of the process that Go has from the system.", float64(memory.Sys - memory.HeapReleased)},
		{"harmattan_goroutines", "gauge", "Goroutines.", float64(runtime.NumGoroutine())},
	}
	if up {
		list[0].value = 1
		list = append(list, figure{
			"harmattan_jobs_oldest_seconds", "gauge", "How long the job that waits longest has waited, of all workers.", f.Jobs.Oldest.Seconds(),
		})
	}
	for _, f := range list {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %.0f\n", f.name, f.help, f.name, f.kind, f.name, f.value)
	}
	if !up {
		return
	}
	fmt.Fprint(w, "# HELP harmattan_jobs Jobs of all workers, by state.\n# TYPE harmattan_jobs gauge\n")
	for _, s := range []struct {
		state string
		n     int
	}{{"waiting", f.Jobs.Waiting}, {"running", f.Jobs.Running}, {"retrying", f.Jobs.Retrying}, {"failed", f.Jobs.Failed}} {
		fmt.Fprintf(w, "harmattan_jobs{state=%q} %d\n", s.state, s.n)
	}
}
