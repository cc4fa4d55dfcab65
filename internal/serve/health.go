package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"time"

	"harmattan/internal/news"
)

// tally counts what happened since the server began.
type tally struct {
	sessions, commands, refused int64
}

// Desk is what the health page asks of the desk.
type Desk struct {
	Articles, Stories   int
	Feeds, FailingFeeds int
}

// longestAnswer bounds how long the desk may take to say that it is well.
const longestAnswer = 5 * time.Second

// Health serves, until ctx ends, a page that says whether the desk answers, /healthz, and the figures of the server in the
// text format of Prometheus, /metrics. Neither names an officer or a story.
func (s *Server) Health(ctx context.Context, l net.Listener, ask func(context.Context) (Desk, error)) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longestAnswer)
		defer cancel()
		if _, err := ask(ctx); err != nil {
			s.o.Log.Error("the desk does not answer", "error", err)
			http.Error(w, "the desk does not answer", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "ok\n") // to one who is gone
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longestAnswer)
		defer cancel()
		d, err := ask(ctx)
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		if err != nil {
			s.write(w, nil)
			return
		}
		s.write(w, &d)
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: longestAnswer, ReadTimeout: longestAnswer, WriteTimeout: 2 * longestAnswer, MaxHeaderBytes: 8 << 10}
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

// write writes the metrics; d is nil where the desk does not answer.
func (s *Server) write(w io.Writer, d *Desk) {
	s.door.mu.Lock()
	connections := len(s.door.callers)
	s.door.mu.Unlock()
	s.seats.mu.Lock()
	open, counted := map[news.Role]int{}, s.seats.tally
	for _, v := range s.seats.all {
		open[v.officer.Role]++
	}
	s.seats.mu.Unlock()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	up := 0.0
	if d != nil {
		up = 1
	}
	list := []figure{
		{"harmattan_desk_up", "gauge", "Whether the desk answers.", up},
		{"harmattan_connections", "gauge", "Connections that are open.", float64(connections)},
		{"harmattan_sessions_total", "counter", "Sessions that began, commands among them.", float64(counted.sessions)},
		{"harmattan_commands_total", "counter", "Commands that were run.", float64(counted.commands)},
		{"harmattan_refused_total", "counter", "Sessions and keys that were refused.", float64(counted.refused)},
		{"harmattan_memory_bytes", "gauge", "Memory of the process that Go has from the system.", float64(memory.Sys - memory.HeapReleased)},
		{"harmattan_goroutines", "gauge", "Goroutines.", float64(runtime.NumGoroutine())},
	}
	if d != nil {
		list = append(list,
			figure{"harmattan_articles", "gauge", "Articles on the desk.", float64(d.Articles)},
			figure{"harmattan_stories", "gauge", "Stories on the desk.", float64(d.Stories)},
			figure{"harmattan_feeds", "gauge", "Feeds of the desk.", float64(d.Feeds)},
			figure{"harmattan_feeds_failing", "gauge", "Feeds that failed when they were last asked.", float64(d.FailingFeeds)},
		)
	}
	for _, f := range list {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %.0f\n", f.name, f.help, f.name, f.kind, f.name, f.value)
	}
	fmt.Fprint(w, "# HELP harmattan_sessions Sessions that go on, by role.\n# TYPE harmattan_sessions gauge\n")
	for _, role := range news.Roles() {
		fmt.Fprintf(w, "harmattan_sessions{role=%q} %d\n", role, open[role])
	}
}
