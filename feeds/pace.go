package feeds

import (
	"context"
	"net/netip"
	"net/url"
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
	slots chan struct{}

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

func newPace() *pace {
	return &pace{slots: make(chan struct{}, atOnce), hosts: map[string]*host{}}
}

// host returns what is remembered of the host of u, by its name and port.
func (p *pace) host(u *url.URL) *host {
	key := hostPort(u)
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.hosts[key]
	if !ok {
		h = &host{slots: make(chan struct{}, atOnceHost), pause: hostPause}
		if thisMachine(u.Hostname()) {
			h.pause = 0 // nobody else's server is spared by waiting here
		}
		p.hosts[key] = h
	}
	return h
}

func thisMachine(name string) bool {
	a, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && a.IsLoopback()
}

// enter waits until a request to the host of u may start. The function it returns must be called when the request has
// ended. The host's turn comes before the common one: who waits for a slow host keeps nobody else waiting.
func (p *pace) enter(ctx context.Context, u *url.URL) (leave func(), err error) {
	h := p.host(u)
	if err := take(ctx, h.slots); err != nil {
		return nil, err
	}
	if err := p.rest(ctx, h); err != nil {
		<-h.slots
		return nil, err
	}
	if err := take(ctx, p.slots); err != nil {
		<-h.slots
		return nil, err
	}
	return func() {
		<-p.slots
		<-h.slots
	}, nil
}

func take(ctx context.Context, slots chan<- struct{}) error {
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// rest waits for the pause between two requests to a host. It goes by the machine's clock, which never jumps.
func (p *pace) rest(ctx context.Context, h *host) error {
	p.mu.Lock()
	now := time.Now()
	start := h.next
	if start.Before(now) {
		start = now
	}
	h.next = start.Add(h.pause)
	p.mu.Unlock()
	wait := start.Sub(now)
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
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
	return h.until
}

// slow makes the pause for the host of u at least as long as its robots.txt asks.
func (p *pace) slow(u *url.URL, pause time.Duration) {
	h := p.host(u)
	p.mu.Lock()
	defer p.mu.Unlock()
	h.pause = max(h.pause, pause)
}
