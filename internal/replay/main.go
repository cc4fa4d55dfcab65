package main

import (
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

func main() {
	folder := flag.String("feeds", "", "folder of feed documents")
	until := flag.String("until", "", "the last day that is served, as 2023-07-27")
	address := flag.String("address", "", "file that is given the server's address once it listens")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := serve(ctx, *folder, *until, *address)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "replay: %v\n", err)
		os.Exit(1)
	}
}

func serve(ctx context.Context, folder, until, address string) error {
	d := &days{folder: folder}
	if err := d.turn(until); err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if err := os.WriteFile(address, []byte("http://"+listener.Addr().String()), 0o600); err != nil {
		return fmt.Errorf("write the address: %w", err)
	}
	s := &http.Server{Handler: d.routes(), ReadHeaderTimeout: time.Second}
	context.AfterFunc(ctx, func() { _ = s.Close() })
	if err := s.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// days serves the feeds of a folder as they stood at the end of a day.
type days struct {
	folder string

	mu  sync.Mutex
	end time.Time
}

func (d *days) turn(day string) error {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return fmt.Errorf("read the day: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.end = at.AddDate(0, 0, 1)
	return nil
}

func (d *days) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /feeds.opml", d.list)
	mux.HandleFunc("GET /{name}", d.feed)
	mux.HandleFunc("PUT /until/{day}", func(w http.ResponseWriter, r *http.Request) {
		if err := d.turn(r.PathValue("day")); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
	return mux
}

func (d *days) list(w http.ResponseWriter, r *http.Request) {
	paths, err := filepath.Glob(filepath.Join(d.folder, "*.xml"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, `<?xml version="1.0"?><opml version="2.0"><body>`)
	for _, p := range paths {
		name := filepath.Base(p)
		fmt.Fprint(w, `<outline type="rss" text="`)
		_ = xml.EscapeText(w, []byte(strings.TrimSuffix(name, ".xml")))
		fmt.Fprintf(w, "\" xmlUrl=\"http://%s/%s\"/>\n", r.Host, name) //nolint:gosec // a list for a program, of files on this machine
	}
	fmt.Fprintln(w, `</body></opml>`)
}

func (d *days) feed(w http.ResponseWriter, r *http.Request) {
	whole, err := os.ReadFile(filepath.Join(d.folder, filepath.Base(r.PathValue("name"))))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	d.mu.Lock()
	end := d.end
	d.mu.Unlock()
	part, err := cut(whole, end)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/xml")
	_, _ = w.Write(part) //nolint:gosec // a feed for a program, from a file on this machine
}
