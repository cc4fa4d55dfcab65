package serve

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

func TestAnOfficerComesWithTheirKeyAndIsNamed(t *testing.T) {
	h := open(t)
	w := sit(t, h.mustCall("Aminata"), "xterm-256color")
	w.shows("Aminata the officer on xterm-256color 100x30")
	w.types("w")
	w.shows("typed w")
	if err := w.s.WindowChange(40, 120); err != nil {
		t.Fatal(err)
	}
	w.shows("now 120x40")
	w.types("q")
	if err := w.s.Wait(); err != nil {
		t.Errorf("the session ended with %v", err)
	}
	end := h.comes("end", func(e entry) bool { return e.Event == "end" })
	if end.Officer != "Aminata" || end.Role != "officer" || end.Key != ssh.FingerprintSHA256(h.key("Aminata").PublicKey()) ||
		end.Status == nil || *end.Status != 0 || !strings.HasPrefix(end.From, "127.0.0.1:") {
		t.Errorf("the audit says %+v", end)
	}
	if begin := h.audit()[0]; begin.Event != "begin" || begin.Session != end.Session {
		t.Errorf("the audit begins with %+v", begin)
	}
}

// What lets nobody in: each of these is refused by the protocol, before there is a session.
func TestNobodyElseComesIn(t *testing.T) {
	h := open(t)
	asked := 0
	tests := []struct {
		says   string
		name   string
		method ssh.AuthMethod
	}{
		{"no key at all", "", nil},
		{"an unknown key", "Diable", nil},
		{"a password", "", ssh.Password("desk")},
		{"a password behind an unknown key", "Diable", ssh.Password("")},
		{"questions and answers", "", ssh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) {
			asked++
			return nil, nil
		})},
	}
	for _, test := range tests {
		var also []ssh.AuthMethod
		if test.method != nil {
			also = append(also, test.method)
		}
		if _, err := h.call(test.name, also...); err == nil {
			t.Errorf("%s lets in", test.says)
		}
	}
	if asked > 0 {
		t.Error("the server asks questions")
	}
	e := h.comes("refusal", func(e entry) bool { return e.Event == "refused" })
	if e.Key != ssh.FingerprintSHA256(h.key("Diable").PublicKey()) || e.Officer != "" {
		t.Errorf("the audit says %+v", e)
	}
}

// An officer's client asks for more than a desk is for.
func TestNothingIsForwardedAndNothingElseIsOpened(t *testing.T) {
	h := open(t)
	client := h.mustCall("Boubacar")
	behind, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer behind.Close()
	if conn, err := client.Dial("tcp", behind.Addr().String()); err == nil {
		conn.Close()
		t.Error("a connection is forwarded")
	}
	if conn, err := client.Dial("unix", filepath.Join(t.TempDir(), "x")); err == nil {
		conn.Close()
		t.Error("a connection to a socket is forwarded")
	}
	if l, err := client.Listen("tcp", "127.0.0.1:0"); err == nil {
		l.Close()
		t.Error("a port is forwarded back")
	}
	for _, kind := range []string{"x11", "auth-agent@openssh.com", "tun@openssh.com", "sftp"} {
		if channel, _, err := client.OpenChannel(kind, nil); err == nil {
			channel.Close()
			t.Errorf("a channel %q is opened", kind)
		}
	}
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, kind := range []string{"auth-agent-req@openssh.com", "x11-req", "break", "xon-xoff", "eow@openssh.com"} {
		if ok, err := s.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("the request %q is granted: %v", kind, err)
		}
	}
	for _, name := range []string{"sftp", "scp", "netconf"} {
		if err := s.RequestSubsystem(name); err == nil {
			t.Errorf("the subsystem %q is opened", name)
		}
	}
	for name, value := range map[string]string{"PATH": "/tmp", "LD_PRELOAD": "x.so", "TZ": "UTC", "LANG": "fr\x1b[31m", "HARMATTAN_X": "1", "EDITOR": "sh"} {
		if err := s.Setenv(name, value); err == nil {
			t.Errorf("the variable %s=%q is taken", name, value)
		}
	}
	if err := s.Setenv("LANG", "fr_FR.UTF-8"); err != nil {
		t.Errorf("LANG is refused: %v", err)
	}
}

func TestATerminalHasANameAndASizeThatCanBe(t *testing.T) {
	h := open(t)
	client := h.mustCall("Aminata")
	for _, term := range []string{"", "x\x1b]52;c;aGk=\a", "../../etc/passwd", strings.Repeat("x", 65), "xterm;sh", "\xff", "-v"} {
		s, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.RequestPty(term, 24, 80, ssh.TerminalModes{}); err == nil {
			t.Errorf("a terminal is called %q", term)
		}
		s.Close()
	}
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	w := &terminal{t: t, s: s, out: make(chan string, 64)}
	s.Stdout = lines{w.out}
	if err := s.RequestPty("xterm", 1<<31-1, 1<<31-1, ssh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if w.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	w.shows("on xterm 1000x500")
}

func TestACommandIsReadWithoutAShell(t *testing.T) {
	h := open(t)
	client := h.mustCall("Chérif")
	tests := []struct{ asked, says, problem string }{
		{`brief --format md`, `Chérif asks ["brief" "--format" "md"]`, "a problem"},
		{`search '"fuel convoy" gao'`, `["search" "\"fuel convoy\" gao"]`, "a problem"},
		{`stories; rm -rf /`, `["stories;" "rm" "-rf" "/"]`, "a problem"},
		{"stories $(id) `id` $HOME *", "[\"stories\" \"$(id)\" \"`id`\" \"$HOME\" \"*\"]", "a problem"},
		{`search "open`, `["search" "open"]`, "a problem"},
		{`   `, "", "cannot be read"},
	}
	for _, test := range tests {
		out, problems, err := run(t, client, test.asked)
		var exit *ssh.ExitError
		if !strings.Contains(out, test.says) || !strings.Contains(problems, test.problem) || !errors.As(err, &exit) {
			t.Errorf("%s writes %q and %q, %v", test.asked, out, problems, err)
		}
	}
	if _, _, err := run(t, client, strings.Repeat("x", longestCommand+1)); err == nil {
		t.Error("a command of any length is taken")
	}
	out, problems, err := run(t, client, "")
	if err == nil || out != "" || !strings.Contains(problems, "needs a terminal") || !strings.Contains(problems, "hint:") {
		t.Errorf("a shell without a terminal writes %q and %q, %v", out, problems, err)
	}
}

func TestASessionWithoutKeysEnds(t *testing.T) {
	h := open(t)
	w := sit(t, h.mustCall("Aminata"), "xterm")
	w.shows("Aminata")
	h.clock.pass(40 * time.Minute)
	w.types("w")
	w.shows("typed w")
	h.clock.pass(40 * time.Minute)
	h.server.look(h.clock.now())
	w.types("c")
	w.shows("typed c")
	h.clock.pass(time.Hour)
	h.server.look(h.clock.now())
	w.shows("no key was pressed for a while")
	w.shows("hint: come back by ssh")
	if err := w.s.Wait(); err == nil {
		t.Error("the session ended as if the officer had")
	}
	if e := h.comes("end", func(e entry) bool { return e.Event == "end" }); e.Why != "no key was pressed for a while" || e.Seconds != (140*time.Minute).Seconds() {
		t.Errorf("the audit says %+v", e)
	}
}

func TestAConnectionOnWhichNothingIsAskedEnds(t *testing.T) {
	h := open(t)
	client := h.mustCall("Aminata")
	gone := make(chan error, 1)
	go func() { gone <- client.Wait() }()
	h.server.look(h.clock.now())
	select {
	case <-gone:
		t.Fatal("it ends at once")
	default:
	}
	h.clock.pass(2 * time.Hour)
	h.server.look(h.clock.now())
	<-gone
}

// Whoever does not read what they are shown keeps no session open.
func TestASessionThatTakesNothingEnds(t *testing.T) {
	begun := make(chan struct{})
	h := open(t, func(o *Options) {
		o.Command = func(_ context.Context, _ Visit, _ []string, out, _ io.Writer) int {
			close(begun)
			for {
				if _, err := out.Write(make([]byte, 1<<16)); err != nil {
					return 1
				}
			}
		}
	})
	client := h.mustCall("Aminata")
	channel, _, err := client.OpenChannel("session", nil) // nobody reads what comes on it
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := channel.SendRequest("exec", true, ssh.Marshal(struct{ Command string }{"stories"})); !ok || err != nil {
		t.Fatal(ok, err)
	}
	<-begun
	h.clock.pass(time.Hour)
	h.server.look(h.clock.now())
	h.clock.pass(patience + time.Second)
	h.server.look(h.clock.now())
	h.comes("end", func(e entry) bool { return e.Event == "end" && e.Why == "no key was pressed for a while" })
}

func TestAConnectionThatSaysNothingEnds(t *testing.T) {
	h := open(t, func(o *Options) { o.Handshake = 10 * time.Millisecond })
	conn, err := net.Dial("tcp", h.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.Copy(io.Discard, conn); err != nil && !errors.Is(err, io.EOF) && !strings.Contains(err.Error(), "reset") {
		t.Error(err)
	}
}

func TestSeatsAreLimited(t *testing.T) {
	h := open(t, func(o *Options) { o.Sessions, o.PerOfficer = 3, 2 })
	aminata := h.mustCall("Aminata")
	sit(t, aminata, "xterm").shows("Aminata")
	second := sit(t, aminata, "xterm")
	second.shows("Aminata")
	if _, problems, err := run(t, aminata, "stories"); err == nil || !strings.Contains(problems, "you have 2 sessions on this desk already") {
		t.Errorf("a third session of one officer: %q, %v", problems, err)
	}
	sit(t, h.mustCall("Boubacar"), "xterm").shows("Boubacar")
	if _, problems, err := run(t, h.mustCall("Chérif"), "stories"); err == nil || !strings.Contains(problems, "all seats of this desk are taken") {
		t.Errorf("a fourth session: %q, %v", problems, err)
	}
	h.comes("refusal", func(e entry) bool { return e.Event == "refused" && e.Officer == "Chérif" })
	second.types("q")
	if err := second.s.Wait(); err != nil {
		t.Fatal(err)
	}
	h.comes("end", func(e entry) bool { return e.Event == "end" })
	sit(t, h.mustCall("Chérif"), "xterm").shows("Chérif")
}

func TestKnockingIsLimited(t *testing.T) {
	h := open(t)
	refused := ""
	for range knocksAtOnce + 1 {
		conn, err := net.Dial("tcp", h.address)
		if err != nil {
			t.Fatal(err)
		}
		head := make([]byte, 10)
		if _, err := io.ReadFull(conn, head); err == nil && string(head) == "harmattan:" {
			rest, _ := io.ReadAll(conn)
			refused = string(rest)
		}
		conn.Close()
	}
	if !strings.Contains(refused, "too many connections") {
		t.Errorf("after %d connections at once: %q", knocksAtOnce+1, refused)
	}
	h.clock.pass(time.Minute)
	sit(t, h.mustCall("Aminata"), "xterm").shows("Aminata")
}

func TestTheDoorRemembersSoManyAddressesAndNoMore(t *testing.T) {
	c := &clock{}
	d := newDoor(c.now)
	for n := range 3 * mostAddresses {
		conn := from{addr: &net.TCPAddr{IP: net.IPv4(10, byte(n>>16), byte(n>>8), byte(n))}}
		caller, why := d.enter(conn)
		if why != "" {
			t.Fatal(why)
		}
		d.leave(caller)
	}
	if n := len(d.knocks) + len(d.earlier); n > mostAddresses || len(d.callers) != 0 || d.strangers != 0 {
		t.Errorf("%d addresses, %d callers, %d strangers", n, len(d.callers), d.strangers)
	}
	one := &net.TCPAddr{IP: net.ParseIP("2001:db8:1:2::7")}
	other := &net.TCPAddr{IP: net.ParseIP("2001:db8:1:2:ffff::9")}
	if neighbourhood(one) != neighbourhood(other) {
		t.Error("each address of a household is another neighbourhood")
	}
	if neighbourhood(one) == neighbourhood(&net.TCPAddr{IP: net.ParseIP("2001:db8:1:3::7")}) {
		t.Error("two households are one neighbourhood")
	}
	if neighbourhood(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 1)}) == neighbourhood(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 2)}) {
		t.Error("two addresses are one neighbourhood")
	}
}

type from struct {
	net.Conn
	addr net.Addr
}

func (f from) RemoteAddr() net.Addr { return f.addr }

func TestStrangersAreLimited(t *testing.T) {
	d := newDoor((&clock{}).now)
	for n := range mostStrangers {
		if _, why := d.enter(from{addr: &net.TCPAddr{IP: net.IPv4(10, 0, 0, byte(n))}}); why != "" {
			t.Fatal(why)
		}
	}
	c, why := d.enter(from{addr: &net.TCPAddr{IP: net.IPv4(10, 1, 0, 0)}})
	if c != nil || !strings.Contains(why, "too many connections") {
		t.Errorf("one more comes in: %q", why)
	}
}

func TestTheHostKeyIsMadeOnceAndKept(t *testing.T) {
	h := open(t)
	seen := func() string {
		var key string
		client, err := ssh.Dial("tcp", h.address, &ssh.ClientConfig{
			Auth: []ssh.AuthMethod{ssh.PublicKeys(h.key("Aminata"))},
			HostKeyCallback: func(_ string, _ net.Addr, k ssh.PublicKey) error {
				key = ssh.FingerprintSHA256(k)
				return nil
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		client.Close()
		return key
	}
	first := seen()
	h.end()
	h.begin()
	if again := seen(); again != first {
		t.Errorf("the host key was %s and is %s", first, again)
	}
	info, err := os.Stat(h.o.HostKey)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the host key is a file of %v, %v", info.Mode(), err)
	}
	if err := os.Chmod(h.o.HostKey, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := New(h.o); err == nil || !strings.Contains(err.Error(), "others may read the host key") {
		t.Errorf("a host key that others may read: %v", err)
	}
	write(t, h.o.HostKey, "no key")
	if _, err := New(h.o); err == nil || !strings.Contains(err.Error(), "cannot be used") {
		t.Errorf("a host key that is none: %v", err)
	}
}

func TestTheServerAsksAllToLeave(t *testing.T) {
	h := open(t)
	w := sit(t, h.mustCall("Aminata"), "xterm")
	w.shows("Aminata")
	h.end()
	w.shows("the desk closes")
	if e := h.comes("end", func(e entry) bool { return e.Event == "end" }); e.Why != "the desk closes" {
		t.Errorf("the audit says %+v", e)
	}
}

// A session whose beginning cannot be written down does not begin.
func TestNobodyComesUnseen(t *testing.T) {
	h := open(t)
	if err := os.Remove(h.o.Audit); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(h.o.Audit, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, problems, err := run(t, h.mustCall("Aminata"), "stories"); err == nil || out != "" || !strings.Contains(problems, "audit") {
		t.Errorf("it writes %q and %q, %v", out, problems, err)
	}
}

func TestTheHealthPageTellsOfTheDeskAndNamesNobody(t *testing.T) {
	h := open(t)
	sit(t, h.mustCall("Aminata"), "xterm").shows("Aminata")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var away error
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- h.server.Health(ctx, l, func(context.Context) (Desk, error) {
			return Desk{Articles: 7, Stories: 3, Feeds: 2, FailingFeeds: 1}, away
		})
	}()
	get := func(path string) (int, string) {
		response, err := http.Get("http://" + l.Addr().String() + path)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	if status, body := get("/healthz"); status != http.StatusOK || body != "ok\n" {
		t.Errorf("a desk that is well answers %d %q", status, body)
	}
	status, body := get("/metrics")
	for _, line := range []string{
		"harmattan_desk_up 1", "harmattan_articles 7", "harmattan_feeds_failing 1", `harmattan_sessions{role="officer"} 1`,
		`harmattan_sessions{role="editor"} 0`, "harmattan_sessions_total 1", "harmattan_connections 1",
	} {
		if !strings.Contains(body, "\n"+line+"\n") {
			t.Errorf("the figures of %d lack %q:\n%s", status, line, body)
		}
	}
	if strings.Contains(body, "Aminata") {
		t.Error("the figures name an officer")
	}
	away = errors.New("the disk is gone")
	if status, body := get("/healthz"); status != http.StatusServiceUnavailable || strings.Contains(body, "disk") {
		t.Errorf("a desk that is away answers %d %q", status, body)
	}
	if _, body := get("/metrics"); !strings.Contains(body, "\nharmattan_desk_up 0\n") || strings.Contains(body, "harmattan_articles") {
		t.Errorf("the figures of a desk that is away:\n%s", body)
	}
	if status, _ := get("/debug/pprof/"); status != http.StatusNotFound {
		t.Errorf("another page answers %d", status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
