package feeds

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/internal/news"
)

// clock is a time that tests set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: sight()} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// serve answers requests with a handler, on loopback.
func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func client(o Options) *Client {
	o.PrivateAddresses = true
	if o.Now == nil {
		o.Now = sight
	}
	return NewClient(o)
}

func send(w http.ResponseWriter, body string) { _, _ = io.WriteString(w, body) }

func feedAt(url string) news.Feed { return news.Feed{URL: url, Outlet: "Sahel Post"} }

func TestTheSecondFetchIsConditional(t *testing.T) {
	const etag, modified = `W/"odd; tag"`, "Sat, 28 Feb 2026 10:00:00 GMT"
	var asked []http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Clone())
		w.Header().Set("ETag", etag)
		w.Header().Set("Last-Modified", modified)
		if r.Header.Get("If-None-Match") == etag {
			w.Header().Set("ETag", `"newer"`)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		send(w, rssOf(twoItems))
	})
	now := newClock()
	c := client(Options{Now: now.now, UserAgent: "Harmattan/test"})
	first := c.Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due)
	if first.State.Status != news.FetchOK || len(first.Articles) != 2 || first.State.Items != 2 || first.Title != "Sahel Post" {
		t.Fatalf("%+v", first)
	}
	if first.State.ETag != etag || first.State.LastModified != modified {
		t.Errorf("validators %q, %q", first.State.ETag, first.State.LastModified)
	}
	now.pass(24 * time.Hour)
	second := c.Fetch(t.Context(), feedAt(s.URL), first.State, Due)
	if second.State.Status != news.FetchUnchanged || second.State.Code != http.StatusNotModified || second.State.Items != 2 {
		t.Fatalf("%+v", second.State)
	}
	if second.State.ETag != `"newer"` || second.State.LastModified != modified {
		t.Errorf("validators after a 304: %q, %q", second.State.ETag, second.State.LastModified)
	}
	if h := asked[0]; h.Get("If-None-Match") != "" || h.Get("User-Agent") != "Harmattan/test" || h.Get("Cookie")+h.Get("Referer") != "" {
		t.Errorf("first request %v", h)
	}
	if h := asked[1]; h.Get("If-None-Match") != etag || h.Get("If-Modified-Since") != modified {
		t.Errorf("second request %v", h)
	}
}

func TestTheSameBytesAreUnchanged(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { send(w, rssOf(twoItems)) })
	now := newClock()
	c := client(Options{Now: now.now})
	first := c.Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due)
	now.pass(time.Hour)
	if r := c.Fetch(t.Context(), feedAt(s.URL), first.State, AskNow); r.State.Status != news.FetchUnchanged || len(r.Articles) != 0 {
		t.Errorf("%+v", r.State)
	}
}

func TestAFeedIsAskedWhenItIsDue(t *testing.T) {
	var requests atomic.Int32
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		send(w, rssOf(twoItems))
	})
	now := newClock()
	c := client(Options{Now: now.now})
	state := c.Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due).State
	if r := c.Fetch(t.Context(), feedAt(s.URL), state, Due); r.State.Status != news.FetchWaiting || requests.Load() != 1 {
		t.Errorf("not due: %s after %d requests", r.State.Status, requests.Load())
	}
	if c.Fetch(t.Context(), feedAt(s.URL), state, AskNow); requests.Load() != 2 {
		t.Error("asked now: no request")
	}
	now.pass(state.Next.Sub(now.now()))
	if c.Fetch(t.Context(), feedAt(s.URL), state, Due); requests.Load() != 3 {
		t.Error("due: no request")
	}
}

func TestRetryAfterHoldsForTheWholeHost(t *testing.T) {
	for _, code := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		var requests atomic.Int32
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			requests.Add(1)
			if r.URL.Path == "/one" {
				w.Header().Set("Retry-After", "3600")
				w.WriteHeader(code)
				return
			}
			send(w, rssOf(twoItems))
		})
		now := newClock()
		c := client(Options{Now: now.now})
		one := c.Fetch(t.Context(), feedAt(s.URL+"/one"), news.FeedState{}, Due).State
		if one.Status != news.FetchFailed || !one.RetryAfter.Equal(sight().Add(time.Hour)) || one.Next.Before(one.RetryAfter) {
			t.Fatalf("%d: %+v", code, one)
		}
		for path, state := range map[string]news.FeedState{"/one": one, "/two": {}} {
			if r := c.Fetch(t.Context(), feedAt(s.URL+path), state, AskNow); r.State.Status != news.FetchWaiting {
				t.Errorf("%d: %s inside the Retry-After of its host: %s", code, path, r.State.Status)
			}
		}
		if again := client(Options{Now: now.now}); again.Fetch(t.Context(), feedAt(s.URL+"/one"), one, AskNow).State.Status != news.FetchWaiting {
			t.Error("a restart forgets the Retry-After")
		}
		if requests.Load() != 1 {
			t.Errorf("%d: %d requests", code, requests.Load())
		}
		now.pass(2 * time.Hour)
		if r := c.Fetch(t.Context(), feedAt(s.URL+"/two"), news.FeedState{}, Due); r.State.Status != news.FetchOK {
			t.Errorf("%d: after it: %+v", code, r.State)
		}
	}
}

func TestFailuresSayWhatAndWhenNext(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/404":
			http.NotFound(w, r)
		case "/page":
			send(w, "<!DOCTYPE html><html><body>Home</body></html>")
		case "/empty":
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/ftp":
			http.Redirect(w, r, "ftp://example.org/feed", http.StatusFound)
		case "/packed":
			w.Header().Set("Content-Encoding", "compress")
			send(w, "x")
		case "/wall":
			w.Header().Set("Cf-Mitigated", "challenge")
			w.WriteHeader(http.StatusForbidden)
		}
	})
	c := client(Options{})
	for address, want := range map[string]string{
		s.URL + "/404":                          "404 Not Found",
		s.URL + "/page":                         "web page, not a feed",
		s.URL + "/empty":                        "empty",
		s.URL + "/loop":                         "more than 10 times",
		s.URL + "/ftp":                          "ftp addresses are not asked",
		s.URL + "/packed":                       "not read here",
		s.URL + "/wall":                         "proof of a browser",
		"example.org/feed":                      "must begin with http",
		"https:///feed":                         "names no host",
		"ftp://example.org/feed":                "ftp addresses are not asked",
		"http://127.0.0.1:1/nobody":             "connect",
		"http://[::1":                           "no address",
		"http://127.0.0.1:99999/nobody":         "connect",
		"https://" + s.Listener.Addr().String(): "connect",
	} {
		before := news.FeedState{Failures: 2, ETag: "kept"}
		r := c.Fetch(t.Context(), feedAt(address), before, Due)
		if r.State.Status != news.FetchFailed || !strings.Contains(r.State.Error, want) {
			t.Errorf("%s: %s %q, want %q", address, r.State.Status, r.State.Error, want)
		}
		if r.State.Failures != 3 || !r.State.Next.After(sight()) || r.State.ETag != "kept" {
			t.Errorf("%s: %+v", address, r.State)
		}
	}
}

func TestAGoneFeedIsNotAskedAgain(t *testing.T) {
	var requests atomic.Int32
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		w.WriteHeader(http.StatusGone)
	})
	c := client(Options{})
	state := c.Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due).State
	if state.Status != news.FetchGone || state.Error == "" {
		t.Fatalf("%+v", state)
	}
	state.RetryAfter = sight().Add(time.Hour) // whatever its host says besides
	if r := c.Fetch(t.Context(), feedAt(s.URL), state, Due); r.State.Status != news.FetchGone || requests.Load() != 1 {
		t.Errorf("%s after %d requests", r.State.Status, requests.Load())
	}
}

func TestAPermanentMoveIsRememberedAfterASuccess(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/older":
			http.Redirect(w, r, "/nowhere", http.StatusPermanentRedirect)
		case "/now":
			http.Redirect(w, r, "/new", http.StatusFound)
		case "/new":
			send(w, rssOf(twoItems))
		default:
			http.NotFound(w, r)
		}
	})
	c := client(Options{})
	for path, want := range map[string]string{"/old": s.URL + "/new", "/older": "", "/now": "", "/new": ""} {
		if r := c.Fetch(t.Context(), feedAt(s.URL+path), news.FeedState{}, Due); r.State.MovedTo != want || r.State.URL != s.URL+path {
			t.Errorf("%s moved to %q, want %q", path, r.State.MovedTo, want)
		}
	}
	moved := news.FeedState{MovedTo: s.URL + "/nowhere"}
	if r := c.Fetch(t.Context(), feedAt(s.URL+"/new"), moved, Due); r.State.Status != news.FetchFailed || r.State.MovedTo != "" {
		t.Errorf("a move that leads nowhere: %+v; the officer's address is to be tried next", r.State)
	}
}

func TestAnEndedContextIsNoFailure(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	before := news.FeedState{URL: s.URL, Failures: 1, ETag: "x"}
	if r := client(Options{}).Fetch(ctx, feedAt(s.URL), before, Due); r.State.Status != news.FetchWaiting || r.State.Failures != 1 {
		t.Errorf("%+v", r.State)
	}
}

func TestARedirectFromAPublicAddressToAPrivateOneIsRefused(t *testing.T) {
	var reached atomic.Bool
	inside := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		reached.Store(true)
		send(w, rssOf(twoItems))
	})
	c := client(Options{})
	// The officer's own feed on a private address may send us to another private address; a public one may not. No public
	// address is at hand here, so the question is put as if a publisher had named the first one.
	outside := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside.URL, http.StatusFound) })
	if r := c.Fetch(t.Context(), feedAt(outside.URL), news.FeedState{}, Due); r.State.Status != news.FetchOK {
		t.Errorf("within the officer's network: %+v", r.State)
	}
	reached.Store(false)
	if _, err := c.ask(t.Context(), question{address: inside.URL, to: publicOnly}); err == nil || reached.Load() {
		t.Errorf("an address that content names: %v, reached %v", err, reached.Load())
	}
	strict := NewClient(Options{Now: sight})
	if r := strict.Fetch(t.Context(), feedAt(inside.URL), news.FeedState{}, Due); r.State.Status != news.FetchFailed || reached.Load() {
		t.Errorf("where the officer allows no private address: %+v", r.State)
	}
	moved := news.FeedState{MovedTo: inside.URL}
	if r := c.Fetch(t.Context(), feedAt("https://publisher.example/feed"), moved, Due); r.State.Status != news.FetchFailed || reached.Load() {
		t.Errorf("a remembered move to a private address: %+v", r.State)
	}
}

func TestHTTP2IsSpoken(t *testing.T) {
	var protocol string
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protocol = r.Proto
		send(w, rssOf(twoItems))
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	c := client(Options{})
	own := newTransport(time.Minute, anywhere)
	own.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	own.TLSClientConfig.NextProtos = nil
	own.TLSClientConfig.MinVersion = tls.VersionTLS12
	c.open = own
	if r := c.Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due); r.State.Status != news.FetchOK || protocol != "HTTP/2.0" {
		t.Errorf("%s by %s", r.State.Status, protocol)
	}
}
