package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A server may fall silent without an end: a network is cut, a machine stops, and whoever waits for an answer would wait for
// minutes or for ever. A question may also take long on a server that is well. So the server's pulse is felt as soon as an
// answer is late, by a connection of its own: as long as it beats, questions go on; where it does not, all of them end.

const (
	// latestAnswer is how long an answer may take before the pulse is felt, unless the address says connect_timeout=….
	latestAnswer = 3 * time.Second

	// beatsAway is how often a server that is away is tried again.
	beatsAway = time.Second

	// longestDial is how long it may take until a connection is there and the server has said who may come in.
	longestDial = 10 * time.Second
)

// errSilent is why nothing is asked of a server that has no pulse.
var errSilent = errors.New("it does not answer")

// pulse watches over the connections to a server.
type pulse struct {
	probe  *pgx.ConnConfig // what it is felt by
	late   time.Duration
	closed context.Context
	close  context.CancelFunc
	ended  chan struct{}

	mu    sync.Mutex
	wires map[*wire]struct{}
	away  bool
}

// wire is a connection that knows since when it waits.
type wire struct {
	net.Conn
	of    *pulse
	since atomic.Int64 // in nanoseconds since 1970; 0 while nothing is waited for
}

// watchOver has all connections of a configuration watched until end is called.
func watchOver(config *pgxpool.Config) *pulse {
	u := &pulse{late: latestAnswer, wires: map[*wire]struct{}{}, ended: make(chan struct{})}
	c := config.ConnConfig
	if c.ConnectTimeout > 0 {
		u.late = c.ConnectTimeout
	}
	c.ConnectTimeout = longestDial
	u.probe = c.Copy()
	u.probe.RuntimeParams["application_name"] += " pulse"
	u.probe.DialFunc, u.probe.ConnectTimeout = dial(u.late), u.late
	u.closed, u.close = context.WithCancel(context.Background())
	c.DialFunc = u.dial
	go u.watch()
	return u
}

func (u *pulse) end() {
	u.close()
	<-u.ended
}

// dial makes a connection that is watched; while the server is away it fails at once.
func (u *pulse) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if u.isAway() {
		return nil, &net.OpError{Op: "dial", Net: network, Err: errSilent}
	}
	ctx, cancel := context.WithTimeout(ctx, u.late)
	defer cancel()
	conn, err := dial(u.late)(ctx, network, address)
	if err != nil {
		return nil, err
	}
	w := &wire{Conn: conn, of: u}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.wires[w] = struct{}{}
	return w, nil
}

func (u *pulse) isAway() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.away
}

// watch feels the pulse while an answer is late.
func (u *pulse) watch() {
	defer close(u.ended)
	var by *pgx.Conn
	defer func() { leave(by) }()
	every := time.NewTicker(u.late / 3)
	defer every.Stop()
	for {
		select {
		case <-u.closed.Done():
			return
		case <-every.C:
		}
		if !u.isLate(time.Now()) {
			continue
		}
		var beats bool
		by, beats = u.feel(by)
		if !beats && u.closed.Err() == nil {
			u.cut()
			u.awaitBeat()
		}
	}
}

// isLate tells whether somebody waits for longer than an answer should take.
func (u *pulse) isLate(now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	for w := range u.wires {
		if since := w.since.Load(); since > 0 && now.UnixNano()-since > int64(u.late) {
			return true
		}
	}
	return false
}

// feel asks whether the server answers at all, by a connection that is kept for the next time. What it says does not matter.
func (u *pulse) feel(by *pgx.Conn) (kept *pgx.Conn, beats bool) {
	ctx, cancel := context.WithTimeout(u.closed, u.late)
	defer cancel()
	if by != nil {
		if err := by.Ping(ctx); err == nil {
			return by, true
		}
		leave(by) // it may have been the connection alone
	}
	ctx, cancel = context.WithTimeout(u.closed, u.late)
	defer cancel()
	by, err := pgx.ConnectConfig(ctx, u.probe)
	var said *pgconn.PgError
	return by, err == nil || errors.As(err, &said)
}

// cut ends all connections: who waits on one is told that the server is away.
func (u *pulse) cut() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.away = true
	for w := range u.wires {
		_ = w.Conn.Close() // it leads nowhere
	}
}

// awaitBeat waits until the server answers again.
func (u *pulse) awaitBeat() {
	again := time.NewTicker(beatsAway)
	defer again.Stop()
	for {
		select {
		case <-u.closed.Done():
			return
		case <-again.C:
		}
		by, beats := u.feel(nil)
		leave(by)
		if beats {
			u.mu.Lock()
			u.away = false
			u.mu.Unlock()
			return
		}
	}
}

// leave ends the connection that the pulse was felt by; its server may not hear of it.
func leave(by *pgx.Conn) {
	if by != nil {
		_ = by.PgConn().Conn().Close() // nothing is under way on it
	}
}

// Read notes since when it waits.
func (w *wire) Read(b []byte) (int, error) {
	w.since.Store(time.Now().UnixNano())
	defer w.since.Store(0)
	return w.Conn.Read(b) //nolint:wrapcheck // a connection says what a connection says
}

// Close ends the connection, which is watched no more.
func (w *wire) Close() error {
	w.of.mu.Lock()
	delete(w.of.wires, w)
	w.of.mu.Unlock()
	return w.Conn.Close() //nolint:wrapcheck // as above
}

// dial makes connections whose other end is missed within half a minute where nothing comes back from it.
func dial(longest time.Duration) pgconn.DialFunc {
	d := &net.Dialer{
		Timeout: longest, Control: limitSilence,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3},
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := d.DialContext(ctx, network, address)
		if err != nil {
			return nil, fmt.Errorf("reach the server: %w", err)
		}
		return conn, nil
	}
}
