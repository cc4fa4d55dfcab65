package feeds

import (
	"context"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
)

const (
	atOnceHost = 2                      // requests to one host at the same time
	atOnce     = 16                     // requests in all
	hostPause  = 250 * time.Millisecond // between the starts of two requests to one host
)

// pace keeps the client polite: few requests to a host at once, a pause between them, none inside a Retry-After.
type pace struct {
	slots    chan struct{}
	now      func() time.Time
	longest  time.Duration // that a request takes
	together *Together     // nil: no other program asks

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what pace remembers of one host.
type host struct {
	slots chan struct{}
	pause time.Duration
	next  time.Time // when the next request may start
	until time.Time // the end of its Retry-After
}

func newPace(now func() time.Time, longest time.Duration, together *Together) *pace {
	return &pace{slots: make(chan struct{}, atOnce), now: now, longest: longest, together: together, hosts: map[string]*host{}}
}

// host returns what is remembered of the host of u. Whatever the port, a host is one machine that is spared; on this
// machine each port is a program of its own, and there is nobody else's server to spare: only the common limit counts.
func (p *pace) host(u *url.URL) *host {
	key := strings.ToLower(u.Hostname())
	pause, slots := hostPause, atOnceHost
	if thisMachine(key) {
		key, pause, slots = hostPort(u), 0, atOnce
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.hosts[key]
	if !ok {
		h = &host{slots: make(chan struct{}, slots), pause: pause}
		p.hosts[key] = h
	}
	return h
}

// thisMachine tells by the name as it is written: a public name that leads to this machine is treated like any other.
func thisMachine(name string) bool {
	a, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && a.IsLoopback()
}

// heldError is why a host is not asked: it wished to be left alone.
type heldError struct {
	host  string
	until time.Time
}

func (e heldError) Error() string {
	return fmt.Sprintf("%s asked to be left alone until %s", e.host, e.until.Format(time.RFC3339))
}

// enter waits until a request to the host of u may start, and fails with heldError inside a Retry-After. The function it
// returns must be called when the request has ended. The host's turn comes before the common one: who waits for a slow
// host keeps nobody else waiting.
func (p *pace) enter(ctx context.Context, u *url.URL) (leave func(), err error) {
	h := p.host(u)
	if err := take(ctx, h.slots); err != nil {
		return nil, err
	}
	begun, err := p.start(ctx, u, h)
	if err != nil {
		<-h.slots
		return nil, err
	}
	return func() {
		<-p.slots
		begun()
		<-h.slots
	}, nil
}

// start waits for the pause and for a place among all requests. The host may have asked to be left alone in the
// meantime. What it returns is called when the request has ended.
func (p *pace) start(ctx context.Context, u *url.URL, h *host) (ended func(), err error) {
	if err := p.held(u); err != nil {
		return nil, err
	}
	if ended, err = p.rest(ctx, u, h); err != nil {
		return nil, err
	}
	if err := take(ctx, p.slots); err != nil {
		ended()
		return nil, err
	}
	if err := p.held(u); err != nil {
		<-p.slots
		ended()
		return nil, err
	}
	return ended, nil
}

func (p *pace) held(u *url.URL) error {
	if until := p.heldUntil(u); until.After(p.now()) {
		return heldError{u.Hostname(), until}
	}
	return nil
}

func take(ctx context.Context, slots chan<- struct{}) error {
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// rest waits for the pause between two requests to a host, which other programs may ask too; alone it goes by the machine's
// clock, which never jumps.
func (p *pace) rest(ctx context.Context, u *url.URL, h *host) (ended func(), err error) {
	if p.together != nil && !thisMachine(u.Hostname()) {
		return p.spare(ctx, u, h)
	}
	p.mu.Lock()
	now := time.Now()
	start := h.next
	if start.Before(now) {
		start = now
	}
	h.next = start.Add(h.pause)
	p.mu.Unlock()
	return func() {}, sleep(ctx, start.Sub(now))
}

// hold notes that the host of u asked to be left alone until then.
func (p *pace) hold(u *url.URL, until time.Time) {
	h := p.host(u)
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(h.until) {
		h.until = until
	}
}

// heldUntil is the end of the Retry-After of the host of u, the zero time when there was none.
func (p *pace) heldUntil(u *url.URL) time.Time {
	h := p.host(u)
	p.mu.Lock()
	defer p.mu.Unlock()
	if h.until.After(p.now().Add(ceiling)) { // the clock was set back since
		h.until = time.Time{}
	}
	return h.until
}

// slow makes the pause for the host of u at least as long as its robots.txt asks.
func (p *pace) slow(u *url.URL, pause time.Duration) {
	h := p.host(u)
	p.mu.Lock()
	defer p.mu.Unlock()
	h.pause = max(h.pause, pause)
}
