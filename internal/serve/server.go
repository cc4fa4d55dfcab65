package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"harmattan/ui"
)

// Options says who may come, how many, and what they find.
type Options struct {
	Officers string // the file that names them
	HostKey  string // the file of the host key, made where there is none
	Audit    string // the file of the audit

	Idle       time.Duration // how long a session may be without a key
	Handshake  time.Duration // how long a connection may take to say who it is
	Sessions   int           // at once, of all officers
	PerOfficer int           // at once, of one

	Now func() time.Time
	Log *slog.Logger

	// Read shows the reader until the officer quits or ctx ends.
	Read func(ctx context.Context, v Visit, s *ui.Session) error

	// Command runs a command until its end, and returns its exit status.
	Command func(ctx context.Context, v Visit, args []string, out, problems io.Writer) int
}

// Visit says for whom something is done.
type Visit struct {
	Officer
	Lang string // LANG of the officer's machine, "" where it did not say
}

// mostKeys is how many keys a client may offer on one connection.
const mostKeys = 6

// patience is how long sessions may take to end when the server does.
const patience = 5 * time.Second

// Server lets officers in.
type Server struct {
	o        Options
	ssh      *ssh.Server
	door     *door
	officers *officers
	audit    *audit
	seats    seats
	coming   sync.Map // *visit by ssh.Session, from when it is asked for until it begins

	base context.Context // ends with the server
	end  context.CancelFunc
}

// New reads the officers and the host key.
func New(o Options) (*Server, error) {
	known, err := openOfficers(o.Officers)
	if err != nil {
		return nil, err
	}
	key, err := hostKey(o.HostKey)
	if err != nil {
		return nil, err
	}
	a, err := newAudit(o.Audit)
	if err != nil {
		return nil, err
	}
	s := &Server{o: o, door: newDoor(o.Now), officers: known, audit: a, seats: seats{all: map[ssh.Session]*visit{}}}
	s.base, s.end = context.WithCancel(context.Background())
	s.ssh, err = wish.NewServer(
		wish.WithVersion("Harmattan"), wish.WithHostKeyPEM(key), wish.WithPublicKeyAuth(s.knows), wish.WithMiddleware(s.visited),
		ssh.WrapConn(s.knocked), s.narrow,
	)
	if err != nil {
		return nil, fmt.Errorf("prepare the server: %w", err)
	}
	return s, nil
}

// narrow leaves of the protocol what a session needs: no other channel, no forwarding, no file transfer.
func (s *Server) narrow(srv *ssh.Server) error {
	srv.HandshakeTimeout = s.o.Handshake
	srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": sessionOnly}
	srv.RequestHandlers = map[string]ssh.RequestHandler{}
	srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	srv.SessionRequestCallback = s.asked
	srv.ServerConfigCallback = func(ctx ssh.Context) *gossh.ServerConfig {
		return &gossh.ServerConfig{MaxAuthTries: mostKeys, AuthLogCallback: func(_ gossh.ConnMetadata, _ string, err error) {
			if c, ok := ctx.Value(callerKey{}).(*caller); ok && err == nil {
				s.door.know(c)
			}
		}}
	}
	return nil
}

// Serve lets officers in by a listener until ctx ends, then asks all to leave and waits for them a moment.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	stop := context.AfterFunc(ctx, func() { _ = l.Close() }) // that is what ends the serving
	defer stop()
	watch := time.NewTicker(watchEvery)
	defer watch.Stop()
	watched := make(chan struct{})
	serving, served := context.WithCancel(ctx)
	go func() {
		defer close(watched)
		for {
			select {
			case <-watch.C:
				s.look(s.o.Now())
			case <-serving.Done():
				return
			}
		}
	}()
	err := s.ssh.Serve(l)
	served()
	<-watched
	s.leave()
	if ctx.Err() != nil || errors.Is(err, ssh.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve: %w", err)
}

// leave ends all sessions, and then whatever is left.
func (s *Server) leave() {
	s.seats.close()
	s.end()
	gone := make(chan struct{})
	go func() {
		s.seats.taken.Wait()
		close(gone)
	}()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-gone:
	case <-wait.C:
	}
	for _, c := range s.door.all() {
		_ = c.Close()
	}
	<-gone
	_ = s.ssh.Close()
}

type callerKey struct{}

// knocked takes a connection before anything is said on it.
func (s *Server) knocked(ctx ssh.Context, conn net.Conn) net.Conn {
	c, why := s.door.enter(conn)
	if why != "" {
		s.o.Log.Warn("refused", "from", conn.RemoteAddr().String(), "why", why)
		_ = conn.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = io.WriteString(conn, "harmattan: "+why+"\r\n") // clients show what comes before the protocol
		return nil
	}
	ctx.SetValue(callerKey{}, c)
	go func() {
		<-ctx.Done()
		s.left(c)
	}()
	return c
}

// left writes to the audit who came with keys that nobody knows.
func (s *Server) left(c *caller) {
	s.door.mu.Lock()
	offered, user := c.offered, c.user
	if c.entered { // the right key may be the third of an officer
		offered = nil
	}
	s.door.mu.Unlock()
	_ = c.Close()
	for _, key := range offered {
		s.note(entry{Event: "refused", Key: key, From: c.RemoteAddr().String(), Why: "no officer has this key, it came as " + user})
	}
}

// note writes to the audit what nobody waits for.
func (s *Server) note(e entry) {
	if e.Event == "refused" {
		s.seats.count(func(t *tally) { t.refused++ })
	}
	e.At = s.o.Now()
	if err := s.audit.write(e); err != nil {
		s.o.Log.Error("the audit cannot be written", "error", err)
	}
}
