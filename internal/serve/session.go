package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"harmattan/internal/safe"
	"harmattan/ui"
)

// visit is one session.
type visit struct {
	number  int64
	officer Officer
	key     string // its fingerprint
	from    string
	pty     ssh.Pty
	hasPty  bool
	windows <-chan ssh.Window
	caller  *caller
	now     func() time.Time
	began   time.Time
	resizes chan ui.Size // the last size, until somebody takes it

	ctx    context.Context
	cancel context.CancelFunc

	mu    sync.Mutex
	last  time.Time // of the last key
	why   string    // why it was ended from here, "" when it was not
	ended time.Time // when that was
}

// end ends a session from here, and says why.
func (v *visit) end(why string) {
	v.mu.Lock()
	if v.why == "" {
		v.why, v.ended = why, v.now()
	}
	v.mu.Unlock()
	v.cancel()
}

func (v *visit) touch(now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last = now
}

// seats are the sessions that go on.
type seats struct {
	mu   sync.Mutex
	all  map[ssh.Session]*visit
	last int64 // number of the last session

	closed bool
	taken  sync.WaitGroup
	tally  tally
}

func (s *seats) count(one func(*tally)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one(&s.tally)
}

func (s *seats) each(do func(*visit)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.all {
		do(v)
	}
}

// take gives a session its place; the error says why there is none.
func (s *seats) take(of ssh.Session, v *visit, most, mostOfOne int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken.Add(1)
	own := 0
	for _, other := range s.all {
		if other.officer.Name == v.officer.Name {
			own++
		}
	}
	s.last++
	v.number = s.last
	switch {
	case s.closed:
		return refusal{"the desk closes", "come back in a moment"}
	case own >= mostOfOne:
		return refusal{fmt.Sprintf("you have %d sessions on this desk already", own), "end one of them: q quits the reader"}
	case len(s.all) >= most:
		return refusal{"all seats of this desk are taken", "try again in a moment"}
	}
	s.all[of] = v
	s.tally.sessions++
	return nil
}

// close ends all sessions, and lets no other begin.
func (s *seats) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.each(func(v *visit) { v.end("the desk closes") })
}

func (s *seats) give(back ssh.Session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, back)
}

// refusal is why something is not done, and what to do about it.
type refusal struct{ says, do string }

func (r refusal) Error() string { return r.says }

// Hint says what to do.
func (r refusal) Hint() string { return r.do }

// knows tells whether a key is an officer's. A client that has several offers one after the other.
func (s *Server) knows(ctx ssh.Context, key ssh.PublicKey) bool {
	s.reread()
	c, ok := ctx.Value(callerKey{}).(*caller)
	if !ok {
		return false
	}
	if _, ok := s.officers.of(key); ok {
		return true
	}
	s.door.refuse(c, safe.Line(ctx.User()), gossh.FingerprintSHA256(key))
	return false
}

// asked takes a note of what a session is, when it is asked for and before it begins.
func (s *Server) asked(session ssh.Session, _ string) bool {
	c, ok := session.Context().Value(callerKey{}).(*caller)
	if !ok {
		return false
	}
	v := &visit{from: session.RemoteAddr().String(), caller: c, now: s.o.Now, began: s.o.Now(), last: s.o.Now(), resizes: make(chan ui.Size, 1)}
	v.ctx, v.cancel = context.WithCancel(s.base)
	v.pty, v.windows, v.hasPty = session.Pty()
	if key := session.PublicKey(); key != nil {
		v.officer, ok = s.officers.of(key)
		v.key = gossh.FingerprintSHA256(key)
	}
	if ok {
		s.coming.Store(session, v)
	}
	return ok
}

// visited is a session from its beginning to its end.
func (s *Server) visited(ssh.Handler) ssh.Handler {
	return func(session ssh.Session) {
		known, _ := s.coming.LoadAndDelete(session)
		v, ok := known.(*visit)
		if !ok {
			return
		}
		s.door.seat(v.caller, 1)
		defer s.door.seat(v.caller, -1)
		defer v.cancel()
		err := s.seats.take(session, v, s.o.Sessions, s.o.PerOfficer)
		defer s.seats.taken.Done()
		defer s.seats.give(session)
		line := v.entry(session)
		if err != nil {
			line.Event, line.Why = "refused", err.Error()
			s.note(line)
			say(session, err)
			_ = session.Exit(1)
			return
		}
		line.At, line.Event = v.began, "begin"
		if err := s.audit.write(line); err != nil {
			s.o.Log.Error("a session is refused, as its beginning cannot be written down", "error", err)
			say(session, refusal{"your session cannot be written to the audit, so it cannot begin", "tell whoever keeps this desk"})
			_ = session.Exit(1)
			return
		}
		s.o.Log.Info("session", "event", "begin", "number", v.number, "officer", v.officer.Name, "from", v.from)
		status := s.run(session, v)
		_ = session.Exit(status)
		s.seats.give(session) // whoever reads of the end finds the seat free
		line.Event, line.Why, line.Status = "end", v.reason(), &status
		line.Seconds = s.o.Now().Sub(v.began).Round(time.Millisecond).Seconds()
		s.note(line)
		s.o.Log.Info("session", "event", "end", "number", v.number, "officer", v.officer.Name, "status", status, "why", line.Why)
	}
}

// entry is what the audit says of a session throughout.
func (v *visit) entry(session ssh.Session) entry {
	return entry{
		Session: v.number, Officer: v.officer.Name, Role: string(v.officer.Role), Key: v.key, From: v.from,
		Command: safe.Line(session.RawCommand()),
	}
}

func (v *visit) reason() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.why
}

// run shows the reader, or runs the command that was asked for.
func (s *Server) run(session ssh.Session, v *visit) int {
	if v.hasPty {
		go v.follow(v.windows)
	}
	whom := Visit{Officer: v.officer, Lang: lang(session.Environ())}
	if session.RawCommand() != "" {
		stop := context.AfterFunc(session.Context(), v.cancel)
		defer stop()
		args := session.Command()
		if len(args) == 0 {
			say(session, refusal{"this command cannot be read", "close each quote: ssh desk search '\"fuel convoy\" gao'"})
			return exitUsage
		}
		s.seats.count(func(t *tally) { t.commands++ })
		return s.o.Command(v.ctx, whom, args, session, session.Stderr())
	}
	if !v.hasPty {
		say(session, refusal{"the reader needs a terminal", "ssh -t, or a command: ssh desk stories, ssh desk help"})
		return exitUsage
	}
	return s.show(session, v, whom)
}

// exitUsage is the exit status of what cannot be done as it was asked for.
const exitUsage = 2

// show shows the reader.
func (s *Server) show(session ssh.Session, v *visit, whom Visit) int {
	err := s.o.Read(v.ctx, whom, &ui.Session{
		In: keys{session, func() { v.touch(s.o.Now()) }}, Out: session, Term: v.pty.Term,
		Size: sizeOf(v.pty.Window), Resized: v.resizes,
	})
	if why := v.reason(); why != "" {
		say(session, refusal{why, "come back by ssh: all that you decided is kept"})
		return 1
	}
	if err != nil {
		s.o.Log.Error("the reader ended with an error", "officer", v.officer.Name, "error", err)
		say(session, err)
		return 1
	}
	return 0
}

// say writes why something was not done, as every command does.
func say(session ssh.Session, err error) {
	fmt.Fprintf(session.Stderr(), "harmattan: %s\n", safe.Text(err.Error()))
	var h interface{ Hint() string }
	if errors.As(err, &h) && h.Hint() != "" {
		fmt.Fprintf(session.Stderr(), "hint: %s\n", safe.Text(h.Hint()))
	}
}

// keys is what an officer types; each time something comes it says so.
type keys struct {
	io.Reader
	came func()
}

func (k keys) Read(b []byte) (int, error) {
	n, err := k.Reader.Read(b)
	if n > 0 {
		k.came()
	}
	return n, err //nolint:wrapcheck // io.EOF is io.EOF
}
