package feeds

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/internal/news"
)

// everyNameIs makes every host that c asks for one server, so that hosts with names can be tried without a network.
func everyNameIs(c *Client, s *httptest.Server) {
	to := s.Listener.Addr().String()
	t := newTransport(time.Minute, anywhere)
	t.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, to)
	}
	c.open, c.guarded = t, t
}

// crowd counts the requests that are in a server at the same time.
type crowd struct {
	mu        sync.Mutex
	now       map[string]int // by host
	inside    int
	all       int
	mostHost  int
	mostInAll int
	arrived   chan struct{}
	release   chan struct{}
}

func newCrowd(most int) *crowd {
	return &crowd{now: map[string]int{}, arrived: make(chan struct{}, most), release: make(chan struct{})}
}

func (c *crowd) serve(w http.ResponseWriter, r *http.Request) {
	c.count(r.Host, 1)
	c.arrived <- struct{}{}
	<-c.release
	c.count(r.Host, -1)
	send(w, rssOf(twoItems))
}

func (c *crowd) count(host string, by int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now[host] += by
	c.inside += by
	c.mostHost, c.mostInAll = max(c.mostHost, c.now[host]), max(c.mostInAll, c.inside)
	if by > 0 {
		c.all++
	}
}

// rush asks all addresses together, lets the server answer once so many requests are in it, and waits for the end.
func (c *crowd) rush(t *testing.T, asker *Client, together int, addresses []string) {
	t.Helper()
	var wg sync.WaitGroup
	for _, a := range addresses {
		wg.Go(func() { asker.Fetch(t.Context(), feedAt(a), news.FeedState{}, Due) })
	}
	for range together {
		<-c.arrived
	}
	close(c.release)
	wg.Wait()
}

func TestAConnectionServesOneFeedAfterAnother(t *testing.T) {
	var opened atomic.Int32
	crowd := newCrowd(atOnce)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { crowd.serve(w, r) }))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	asker := client(Options{})
	for round := range 3 {
		crowd = newCrowd(atOnce)
		var addresses []string
		for i := range atOnce {
			addresses = append(addresses, fmt.Sprintf("%s/%d/%d", server.URL, round, i))
		}
		crowd.rush(t, asker, atOnce, addresses)
	}
	if n := opened.Load(); n != atOnce {
		t.Errorf("%d connections were opened for %d requests at once, three times over", n, atOnce)
	}
}

func TestAHostIsAskedForFewFeedsAtOnce(t *testing.T) {
	const hosts, each = 10, 3
	crowd := newCrowd(hosts * each)
	c := client(Options{})
	everyNameIs(c, serve(t, crowd.serve))
	var addresses []string
	for i := range hosts * each {
		addresses = append(addresses, fmt.Sprintf("http://host%d.example/%d", i%hosts, i))
	}
	crowd.rush(t, c, atOnce, addresses)
	if crowd.mostHost > atOnceHost || crowd.mostInAll > atOnce || crowd.all != len(addresses) {
		t.Errorf("%d at once at a host, %d in all, %d requests", crowd.mostHost, crowd.mostInAll, crowd.all)
	}
}

// TestThisMachineIsNobodyElsesServer: feeds that a program on this machine serves wait for each other only where the
// limit over all hosts says so.
func TestThisMachineIsNobodyElsesServer(t *testing.T) {
	crowd := newCrowd(2 * atOnce)
	s := serve(t, crowd.serve)
	var addresses []string
	for i := range 2 * atOnce {
		addresses = append(addresses, fmt.Sprintf("%s/%d", s.URL, i))
	}
	crowd.rush(t, client(Options{}), atOnce, addresses)
	if crowd.mostInAll != atOnce || crowd.all != len(addresses) {
		t.Errorf("%d at once, %d requests", crowd.mostInAll, crowd.all)
	}
}

func TestRequestsToAHostArePausedBetween(t *testing.T) {
	p := newPace(sight, time.Second, nil)
	h := p.host(at(t, "https://news.example/feed"))
	if h.pause != hostPause || p.host(at(t, "http://NEWS.example:8080/other")) != h {
		t.Error("a host is one, whatever its ports and letters")
	}
	leave, err := p.enter(t.Context(), at(t, "https://news.example/1"))
	if err != nil {
		t.Fatal(err)
	}
	leave()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.enter(ended, at(t, "https://news.example/2")); err == nil {
		t.Error("the second request to a host starts in the same moment")
	}
	if len(h.slots) != 0 || len(p.slots) != 0 {
		t.Error("who gives up waiting keeps its place")
	}
	if p.host(at(t, "http://127.0.0.1:1/")) == p.host(at(t, "http://127.0.0.1:2/")) {
		t.Error("two programs on this machine are one host")
	}
}

func at(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := webAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestWhoWaitedIsHeldToo: feeds of one host are asked together, the first answer asks all to wait, and those that were
// still waiting for their turn keep to it.
func TestWhoWaitedIsHeldToo(t *testing.T) {
	const feeds = 12
	var requests atomic.Int32
	c := client(Options{})
	everyNameIs(c, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	var wg sync.WaitGroup
	var waiting atomic.Int32
	for i := range feeds {
		wg.Go(func() {
			r := c.Fetch(t.Context(), feedAt(fmt.Sprintf("http://busy.example/%d", i)), news.FeedState{}, AskNow)
			if r.State.Status == news.FetchWaiting && r.State.Next.Equal(sight().Add(10*time.Minute)) {
				waiting.Add(1)
			}
		})
	}
	wg.Wait()
	if n := requests.Load(); n > atOnceHost || waiting.Load() != feeds-n {
		t.Errorf("%d requests after the first wish to wait, %d wait", n, waiting.Load())
	}
	a := news.Article{URL: "http://busy.example/article", Teaser: true, Text: "Teaser."}
	if _, err := c.FullText(t.Context(), a); err == nil || !strings.Contains(err.Error(), "left alone") {
		t.Errorf("a page on that host: %v", err)
	}
}

func TestARestartRemembersWhoAskedToWait(t *testing.T) {
	var requests atomic.Int32
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		send(w, rssOf(twoItems))
	})
	c := client(Options{})
	c.Remember(map[string]news.FeedState{
		"one": {URL: s.URL + "/one", RetryAfter: sight().Add(time.Hour)},
		"old": {URL: "http://other.example/", RetryAfter: sight().Add(-time.Hour)},
	})
	if r := c.Fetch(t.Context(), feedAt(s.URL+"/two"), news.FeedState{}, AskNow); r.State.Status != news.FetchWaiting || requests.Load() != 0 {
		t.Errorf("another feed of that host after a restart: %+v", r.State)
	}
	if !c.pace.heldUntil(at(t, "http://other.example/")).IsZero() {
		t.Error("a wish that is over holds")
	}
}

// TestARedirectTakesItsTurnAtTheOtherHost: the host that a feed moved to is spared as well.
func TestARedirectTakesItsTurnAtTheOtherHost(t *testing.T) {
	crowd := newCrowd(8)
	c := client(Options{})
	everyNameIs(c, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Host, "old") {
			http.Redirect(w, r, "http://new.example"+r.URL.Path, http.StatusFound)
			return
		}
		crowd.serve(w, r)
	}))
	var addresses []string
	for i := range 8 {
		addresses = append(addresses, fmt.Sprintf("http://old%d.example/%d", i, i))
	}
	crowd.rush(t, c, atOnceHost, addresses)
	if crowd.mostHost > atOnceHost || crowd.all != len(addresses) {
		t.Errorf("%d at once at the new host, %d requests", crowd.mostHost, crowd.all)
	}
}
