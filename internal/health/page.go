package health

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"time"
)

// longestAnswer bounds how long the desk may take to say that it is well.
const longestAnswer = 5 * time.Second

// Page says how a program is.
type Page struct {
	Well    func(context.Context) error      // nil where the desk answers
	Figures func(context.Context, io.Writer) // writes the figures, also where it does not
}

// Serve serves, until ctx ends, whether the desk answers, at /healthz, and the figures, at /metrics.
func Serve(ctx context.Context, l net.Listener, page Page) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longestAnswer)
		defer cancel()
		if page.Well(ctx) != nil {
			http.Error(w, "the desk does not answer", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "ok\n") // to one who is gone
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longestAnswer)
		defer cancel()
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		page.Figures(ctx, w)
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

// Figure is one line of the metrics.
type Figure struct {
	Name, Kind, Help string
	Value            float64
}

// Write writes figures, whole numbers.
func Write(w io.Writer, list []Figure) {
	for _, f := range list {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %.0f\n", f.Name, f.Help, f.Name, f.Kind, f.Name, f.Value)
	}
}

// Up is the figure that tells whether the desk answered; deskErr is nil where it did.
func Up(deskErr error) Figure {
	up := Figure{"harmattan_desk_up", "gauge", "Whether the desk answers.", 0}
	if deskErr == nil {
		up.Value = 1
	}
	return up
}

// Process is what every program says of itself.
func Process() []Figure {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return []Figure{
		{"harmattan_memory_bytes", "gauge", "Memory of the process that Go has from the system.", float64(memory.Sys - memory.HeapReleased)},
		{"harmattan_goroutines", "gauge", "Goroutines.", float64(runtime.NumGoroutine())},
	}
}
