package sample

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"harmattan/internal/news"
)

// Sample is the invented news while it is served.
type Sample struct {
	Feeds []news.Feed // with the addresses where they are served

	server *http.Server
	ended  chan error
}

// Serve renders the sample as of now and serves it on a free port of this machine, until Close or the end of ctx. Each
// feed has an ETag and answers 304 to a request that holds it. From the second request on, a feed carries its edited
// articles in their later text, and another ETag.
func Serve(ctx context.Context, now time.Time) (*Sample, error) {
	outlets, err := Outlets()
	if err != nil {
		return nil, err
	}
	events, err := Events()
	if err != nil {
		return nil, err
	}
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the sample: %w", err)
	}
	s := &Sample{ended: make(chan error, 1)}
	mux := http.NewServeMux()
	for _, o := range outlets {
		f, err := newFeed(o, events, now)
		if err != nil {
			return nil, errors.Join(err, l.Close())
		}
		mux.Handle("GET /"+o.ID, f)
		s.Feeds = append(s.Feeds, news.Feed{
			URL: "http://" + l.Addr().String() + "/" + o.ID, Outlet: o.Name, Lang: news.Lang(o.Lang), Country: o.Country, Grade: o.Grade,
		})
	}
	s.server = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { s.ended <- s.server.Serve(l) }()
	context.AfterFunc(ctx, func() { _ = s.server.Close() }) // Close says how it ended
	return s, nil
}

// Close ends the serving. It may be called once.
func (s *Sample) Close() error {
	err := s.server.Close()
	if ended := <-s.ended; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, ended)
	}
	if err != nil {
		return fmt.Errorf("end the sample: %w", err)
	}
	return nil
}

// feed serves the document of one outlet.
type feed struct {
	first document
	later document

	mu    sync.Mutex
	asked bool
}

// newFeed renders both versions of a feed. An edit is dated an hour before now, or like its article where that is newer.
func newFeed(o Outlet, events []Event, now time.Time) (*feed, error) {
	first, err := render(o, events, now, time.Time{})
	if err != nil {
		return nil, err
	}
	later, err := render(o, events, now, now.Add(-time.Hour))
	if err != nil {
		return nil, err
	}
	return &feed{first: first, later: later}, nil
}

func (f *feed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d := f.next()
	w.Header().Set("Content-Type", d.contentType)
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(d.body)))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(d.body))
}

// next is the first version for the first request, the later one for all others.
func (f *feed) next() document {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.asked {
		f.asked = true
		return f.first
	}
	return f.later
}
