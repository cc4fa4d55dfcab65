package serve

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"harmattan/ui"
)

// clock is one that a test turns.
type clock struct {
	mu sync.Mutex
	at time.Time
}

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

// house is a server with its files, and officers who come to it.
type house struct {
	t       *testing.T
	o       Options
	clock   *clock
	address string
	server  *Server
	keys    map[string]ssh.Signer
	end     func()
}

// lines are the officers of the tests.
func (h *house) lines(names ...string) {
	h.t.Helper()
	var b strings.Builder
	for _, name := range names {
		name, role, _ := strings.Cut(name, " ")
		fmt.Fprintf(&b, "name=%q,role=%q %s", name, role, ssh.MarshalAuthorizedKey(h.key(name).PublicKey()))
	}
	write(h.t, h.o.Officers, b.String())
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path+".new", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

// key is the key of somebody, officer or not.
func (h *house) key(name string) ssh.Signer {
	h.t.Helper()
	if h.keys[name] == nil {
		h.keys[name] = newKey(h.t)
	}
	return h.keys[name]
}

func newKey(t *testing.T) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// open opens a house to which Aminata, an officer, Boubacar, an editor, and Chérif, a reader, may come. Its reader echoes
// what is typed until q; its commands say what they were asked.
func open(t *testing.T, change ...func(*Options)) *house {
	t.Helper()
	folder := t.TempDir()
	h := &house{t: t, clock: &clock{at: time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC)}, keys: map[string]ssh.Signer{}}
	h.o = Options{
		Officers: filepath.Join(folder, "officers"), HostKey: filepath.Join(folder, "host_key"), Audit: filepath.Join(folder, "audit.jsonl"),
		Idle: time.Hour, Handshake: time.Minute, Sessions: 8, PerOfficer: 4, Now: h.clock.now, Log: slog.New(slog.DiscardHandler),
		Read: func(ctx context.Context, v Visit, s *ui.Session) error {
			fmt.Fprintf(s.Out, "%s the %s on %s %dx%d %s\n", v.Name, v.Role, s.Term, s.Size.Width, s.Size.Height, v.Lang)
			return echo(ctx, s)
		},
		Command: func(_ context.Context, v Visit, args []string, out, problems io.Writer) int {
			fmt.Fprintf(out, "%s asks %q\n", v.Name, args)
			fmt.Fprintln(problems, "a problem")
			return 3
		},
	}
	h.lines("Aminata officer", "Boubacar editor", "Chérif reader")
	for _, c := range change {
		c(&h.o)
	}
	h.begin()
	return h
}

// begin starts the server; the first time, and after end.
func (h *house) begin() {
	h.t.Helper()
	var err error
	if h.server, err = New(h.o); err != nil {
		h.t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = l.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.server.Serve(ctx, l) }()
	var once sync.Once
	h.end = func() {
		once.Do(func() {
			stop()
			if err := <-ended; err != nil {
				h.t.Errorf("the server ended with %v", err)
			}
		})
	}
	h.t.Cleanup(h.end)
}

// echo is a reader that says what is typed, until q or ctx ends.
func echo(ctx context.Context, s *ui.Session) error {
	typed := make(chan string)
	go func() {
		defer close(typed)
		b := make([]byte, 64)
		for {
			n, err := s.In.Read(b)
			if err != nil {
				return
			}
			select {
			case typed <- string(b[:n]):
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case text, ok := <-typed:
			if !ok || text == "q" {
				return nil
			}
			fmt.Fprintf(s.Out, "typed %s\n", text)
		case size := <-s.Resized:
			fmt.Fprintf(s.Out, "now %dx%d\n", size.Width, size.Height)
		case <-ctx.Done():
			return nil
		}
	}
}

// call dials as somebody; the error says how that went.
func (h *house) call(name string, also ...ssh.AuthMethod) (*ssh.Client, error) {
	h.t.Helper()
	methods := also
	if name != "" {
		methods = append([]ssh.AuthMethod{ssh.PublicKeys(h.key(name))}, also...)
	}
	client, err := ssh.Dial("tcp", h.address, &ssh.ClientConfig{
		User: "desk", Auth: methods, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err == nil {
		h.t.Cleanup(func() { _ = client.Close() })
	}
	return client, err
}

func (h *house) mustCall(name string) *ssh.Client {
	h.t.Helper()
	client, err := h.call(name)
	if err != nil {
		h.t.Fatalf("%s calls: %v", name, err)
	}
	return client
}

// terminal is a session with a terminal, and what it shows.
type terminal struct {
	t  *testing.T
	s  *ssh.Session
	in io.WriteCloser

	out chan string
	all strings.Builder
}

// sit opens the reader on a terminal.
func sit(t *testing.T, client *ssh.Client, term string) *terminal {
	t.Helper()
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	w := &terminal{t: t, s: s, out: make(chan string, 1024)}
	if err := s.RequestPty(term, 30, 100, ssh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if w.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	s.Stdout, s.Stderr = lines{w.out}, lines{w.out}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	return w
}

type lines struct{ to chan string }

func (l lines) Write(b []byte) (int, error) {
	l.to <- string(b)
	return len(b), nil
}

// shows waits until a text was shown.
func (w *terminal) shows(text string) {
	w.t.Helper()
	for !strings.Contains(w.all.String(), text) {
		select {
		case s := <-w.out:
			w.all.WriteString(s)
		case <-w.t.Context().Done():
			w.t.Fatalf("%q was not shown, but %q", text, w.all.String())
		case <-time.After(time.Minute):
			w.t.Fatalf("%q was not shown in a minute, but %q", text, w.all.String())
		}
	}
}

func (w *terminal) types(text string) {
	w.t.Helper()
	if _, err := io.WriteString(w.in, text); err != nil {
		w.t.Fatal(err)
	}
}

// run runs a command and returns what it wrote.
func run(t *testing.T, client *ssh.Client, command string) (out, problems string, err error) {
	t.Helper()
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var o, p bytes.Buffer
	s.Stdout, s.Stderr = &o, &p
	err = s.Run(command)
	return o.String(), p.String(), err
}

// audit are the lines of the audit.
func (h *house) audit() []entry {
	h.t.Helper()
	data, err := os.ReadFile(h.o.Audit)
	if err != nil {
		h.t.Fatal(err)
	}
	var out []entry
	for line := range strings.Lines(string(data)) {
		var e entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			h.t.Fatalf("%q: %v", line, err)
		}
		out = append(out, e)
	}
	return out
}

// comes waits until the audit has an entry of which is says yes.
func (h *house) comes(what string, is func(entry) bool) entry {
	h.t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; {
		for _, e := range h.audit() {
			if is(e) {
				return e
			}
		}
	}
	h.t.Fatalf("the audit has no %s: %+v", what, h.audit())
	return entry{}
}
