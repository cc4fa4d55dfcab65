package conform

import (
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// network is the way to the server: what goes over it stands still while it is cut, and goes on where it stood. Nobody at its
// ends is told.
type network struct {
	to    string
	asked atomic.Int64 // how often something went to the server

	mu    sync.Mutex
	mends chan struct{} // closed while nothing is cut
}

// newNetwork is the address of a desk as it is reached over a network that can be cut.
func newNetwork(t *testing.T, address string) (string, *network) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	if u.Host == "" {
		t.Skip("the server has no port; .ci/postgres starts one that has")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &network{to: u.Host, mends: make(chan struct{})}
	close(n.mends)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go n.carry(conn)
		}
	}()
	u.Host = listener.Addr().String()
	q := u.Query()
	q.Set("connect_timeout", "1")
	u.RawQuery = q.Encode()
	return u.String(), n
}

// carry carries what one connection says, until either end has gone.
func (n *network) carry(client net.Conn) {
	n.wait()
	server, err := net.Dial("tcp", n.to)
	if err != nil {
		_ = client.Close()
		return
	}
	end := sync.OnceFunc(func() { _, _ = client.Close(), server.Close() })
	go func() {
		defer end()
		n.pass(server, client, &n.asked)
	}()
	defer end()
	n.pass(client, server, new(atomic.Int64))
}

func (n *network) pass(to io.Writer, from io.Reader, passed *atomic.Int64) {
	b := make([]byte, 64<<10)
	for {
		count, err := from.Read(b)
		n.wait()
		passed.Add(1)
		if _, failed := to.Write(b[:count]); failed != nil || err != nil {
			return
		}
	}
}

func (n *network) wait() {
	n.mu.Lock()
	mends := n.mends
	n.mu.Unlock()
	<-mends
}

func (n *network) cut() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.mends = make(chan struct{})
}

func (n *network) mend() {
	n.mu.Lock()
	defer n.mu.Unlock()
	close(n.mends)
}

// eventually asks until it holds, for as long as a test may take.
func eventually(t *testing.T, says string, holds func() bool) {
	t.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-again.C:
		case <-t.Context().Done():
			t.Fatal(says)
		}
	}
}
