package serve

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Bounds of what comes to the door. An address may knock so many times at once, then once each so long; so many addresses
// are remembered at most, those that knocked last; so many connections may be on their way in at once.
const (
	knocksAtOnce    = 60
	knockEvery      = time.Second
	mostAddresses   = 4096
	mostStrangers   = 32
	mostConnections = 512
)

// door lets connections in, no more and no faster than is good for those who are in already.
type door struct {
	now func() time.Time

	mu        sync.Mutex
	knocks    map[netip.Prefix]*rate.Limiter // of the addresses that knocked last
	earlier   map[netip.Prefix]*rate.Limiter // of those before them; then they are forgotten
	callers   map[*caller]bool
	strangers int
}

func newDoor(now func() time.Time) *door {
	return &door{now: now, knocks: map[netip.Prefix]*rate.Limiter{}, callers: map[*caller]bool{}}
}

// caller is a connection. It is a stranger until its key is known.
type caller struct {
	net.Conn
	door   *door
	closed sync.Once

	// The rest is guarded by door.mu.
	known    bool     // no stranger any more
	entered  bool     // its key was found
	offered  []string // fingerprints of keys that were not let in
	user     string   // the name that was given with them
	sessions int
	last     time.Time // when it last did something
}

// Close ends the connection.
func (c *caller) Close() error {
	c.closed.Do(func() { c.door.leave(c) })
	return c.Conn.Close()
}

// enter takes a connection; why says why it is refused, "" when it is not.
func (d *door) enter(conn net.Conn) (c *caller, why string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case !d.limit(neighbourhood(conn.RemoteAddr())).AllowN(d.now(), 1):
		return nil, "too many connections from this address, wait a moment"
	case d.strangers >= mostStrangers || len(d.callers) >= mostConnections:
		return nil, "too many connections, try again in a moment"
	}
	c = &caller{Conn: conn, door: d, last: d.now()}
	d.callers[c] = true
	d.strangers++
	return c, ""
}

// limit is how often an address may still knock.
func (d *door) limit(where netip.Prefix) *rate.Limiter {
	limit := d.knocks[where]
	if limit == nil {
		limit = d.earlier[where]
	}
	if limit == nil {
		limit = rate.NewLimiter(rate.Every(knockEvery), knocksAtOnce)
	}
	if len(d.knocks) >= mostAddresses/2 {
		d.knocks, d.earlier = map[netip.Prefix]*rate.Limiter{}, d.knocks
	}
	d.knocks[where] = limit
	return limit
}

// neighbourhood is the address that limits hold for: of IPv6 the network, of which each household has one.
func neighbourhood(addr net.Addr) netip.Prefix {
	bits := 128
	var ip netip.Addr
	if tcp, ok := addr.(*net.TCPAddr); ok {
		ip = tcp.AddrPort().Addr().Unmap()
	}
	if ip.Is4() {
		bits = 32
	} else if ip.IsValid() {
		bits = 64
	}
	prefix, err := ip.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{} // no address of TCP: one neighbourhood for all
	}
	return prefix
}

// know notes that a caller's key was found.
func (d *door) know(c *caller) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !c.known {
		c.known = true
		d.strangers--
	}
	c.entered, c.last = true, d.now()
}

// refuse notes a key that is not let in.
func (d *door) refuse(c *caller, user, fingerprint string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.user, c.offered = user, append(c.offered, fingerprint)
}

func (d *door) leave(c *caller) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.callers, c)
	if !c.known {
		c.known = true
		d.strangers--
	}
}

// seat counts the sessions of a caller.
func (d *door) seat(c *caller, more int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.sessions += more
	c.last = d.now()
}

// idlers are the callers who are known, and have had no session for a while.
func (d *door) idlers(since time.Time) []*caller {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []*caller
	for c := range d.callers {
		if c.entered && c.sessions == 0 && c.last.Before(since) {
			out = append(out, c)
		}
	}
	return out
}

// all are the callers who are here.
func (d *door) all() []*caller {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []*caller
	for c := range d.callers {
		out = append(out, c)
	}
	return out
}
