package commands

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// team is a desk that is served, and officers who come to it by SSH.
type team struct {
	t       *testing.T
	d       *desk.Desk
	address string
	keys    map[string]ssh.Signer
	stop    func()
}

// serveTeam serves a desk with stories to officers, each named as "NAME ROLE".
func serveTeam(t *testing.T, officers ...string) *team {
	t.Helper()
	folder := t.TempDir()
	m := &team{t: t, keys: map[string]ssh.Signer{}}
	var lines strings.Builder
	for _, o := range officers {
		name, role, _ := strings.Cut(o, " ")
		_, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if m.keys[name], err = ssh.NewSignerFromKey(private); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&lines, "name=%q,role=%q %s", name, role, ssh.MarshalAuthorizedKey(m.keys[name].PublicKey()))
	}
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("officers", lines.String())
	p := &program{Env: Env{Version: "test", Stderr: io.Discard, Now: time.Now}, configPath: write("config.toml", "data = \"desk\"\nlang = \"en\"\n")}
	c, err := p.load()
	if err != nil {
		t.Fatal(err)
	}
	if m.d, err = p.openDesk(t.Context(), c, config.DataDir(c), nil); err != nil {
		t.Fatal(err)
	}
	if err := m.d.Ingest(t.Context(), morningNews()); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.serveDesk(ctx, m.d, c, config.ServeFiles(c), l) }()
	var once sync.Once
	m.stop = func() {
		once.Do(func() {
			stop()
			if err := errors.Join(<-ended, m.d.Close()); err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(m.stop)
	return m
}

// morningNews are stories of which no two are about the same.
func morningNews() []news.Article {
	var out []news.Article
	for i, about := range []string{
		"Ferry carrying grain sinks near Mopti in Mali", "Date harvest begins early around Agadez in Niger", "Council of Kaya in Burkina Faso opens three wells",
		"Cattle market of Abeche in Chad reopens after floods", "Teachers of Parakou in Benin end their strike",
	} {
		out = append(out, news.Article{
			ID: fmt.Sprintf("aa%d", i), FeedURL: fmt.Sprintf("https://f%d.example/feed", i), Outlet: fmt.Sprintf("Outlet %d", i),
			URL: fmt.Sprintf("https://f%d.example/1", i), Title: about, Lang: news.English, Published: time.Now().Add(-time.Hour),
			Seen: time.Now(), Revised: time.Now(), Revision: 1, Text: about + ", those who were there said on Sunday. Nobody was hurt.",
		})
	}
	return out
}

func (m *team) call(name string) *ssh.Client {
	m.t.Helper()
	client, err := ssh.Dial("tcp", m.address, &ssh.ClientConfig{
		User: "desk", Auth: []ssh.AuthMethod{ssh.PublicKeys(m.keys[name])}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { _ = client.Close() })
	return client
}

// seat is an officer before the reader.
type seat struct {
	t      *testing.T
	client *ssh.Client
	s      *ssh.Session
	in     io.Writer

	mu    sync.Mutex
	shown strings.Builder
	came  chan struct{} // something was written
	rows  int           // of the screen
}

func (s *seat) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.came <- struct{}{}:
	default:
	}
	return s.shown.Write(b)
}

func (m *team) sit(name string) *seat {
	m.t.Helper()
	s := &seat{t: m.t, client: m.call(name), came: make(chan struct{}, 1), rows: 40}
	var err error
	if s.s, err = s.client.NewSession(); err != nil {
		m.t.Fatal(err)
	}
	s.s.Stdout, s.s.Stderr = s, s
	if s.in, err = s.s.StdinPipe(); err != nil {
		m.t.Fatal(err)
	}
	if err := errors.Join(s.s.Setenv("LANG", "en_GB.UTF-8"), s.s.RequestPty("xterm-256color", s.rows, 160, nil), s.s.Shell()); err != nil {
		m.t.Fatal(err)
	}
	s.sees("Ferry carrying grain")
	return s
}

func (s *seat) press(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.in, keys); err != nil {
		s.t.Fatal(err)
	}
}

// sees waits until a text stands on the screen, and forgets what was written before.
func (s *seat) sees(text string) {
	s.t.Helper()
	if !s.within(longest, text) {
		s.t.Fatalf("%q is not on the screen: %q", text, s.last())
	}
}

// within tells whether a text comes on the screen in a while. Only what changes of a screen is written, so a text of which
// a part stood there before comes in pieces: a screen of another height is asked for now and then, as that is written whole.
func (s *seat) within(while time.Duration, text string) bool {
	late, whole := time.After(while), time.NewTicker(time.Second)
	defer whole.Stop()
	for !s.saw(text) {
		select {
		case <-s.came:
		case <-whole.C:
			s.rows = 40 + (s.rows+1)%2
			if err := s.s.WindowChange(s.rows, 160); err != nil {
				return s.saw(text)
			}
		case <-late:
			return s.saw(text)
		}
	}
	return true
}

func (s *seat) saw(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.shown.String()
	i := strings.LastIndex(all, text)
	if i >= 0 {
		s.shown.Reset()
		s.shown.WriteString(all[i+len(text):])
	}
	return i >= 0
}

// longest is how long a test waits for what has to come.
const longest = time.Minute

// await waits for what the desk tells of.
func (m *team) await(what string, is func() bool) {
	m.t.Helper()
	told, stop := m.d.Listen()
	defer stop()
	late := time.After(longest)
	for !is() {
		select {
		case <-told:
		case <-late:
			m.t.Fatalf("there is no %s", what)
		}
	}
}

// steps waits until the log has so many steps, and returns them.
func (m *team) steps(n int) []news.Step {
	m.t.Helper()
	var out []news.Step
	m.await(fmt.Sprintf("step number %d", n), func() bool {
		var err error
		if out, err = m.d.Steps(m.t.Context(), time.Time{}); err != nil {
			m.t.Fatal(err)
		}
		return len(out) >= n
	})
	return out
}

func TestWhatAColleagueDoesIsSeen(t *testing.T) {
	m := serveTeam(t, "Aminata officer", "Boubacar officer")
	aminata, boubacar := m.sit("Aminata"), m.sit("Boubacar")
	boubacar.press("3") // those that are watched
	boubacar.sees("No story")
	aminata.press("w")
	step := m.steps(1)[0]
	if step.Who != "Aminata" || step.To != news.Watching {
		t.Errorf("the step is %+v", step)
	}
	boubacar.sees(step.Title[:20])

	// Both decide on this story: both steps are in the log, under their names.
	boubacar.press("c")
	both := m.steps(2)
	if both[1].Who != "Boubacar" || both[1].Story != step.Story || both[1].From != news.Watching || both[1].To != news.Cited {
		t.Errorf("the steps are %+v", both)
	}
}

// What was typed before a connection is gone is done, all of it and once.
func TestAConnectionThatIsGoneTakesNoStepWithIt(t *testing.T) {
	m := serveTeam(t, "Aminata officer")
	s := m.sit("Aminata")
	s.press("wjwjwjwjw")
	_ = s.client.Close()
	steps := m.steps(5)
	stories := map[string]bool{}
	for _, step := range steps {
		stories[step.Story] = true
	}
	if len(steps) != 5 || len(stories) != 5 {
		t.Errorf("the log has %d steps on %d stories, want 5 on 5", len(steps), len(stories))
	}
}

func TestRolesHoldInTheReader(t *testing.T) {
	m := serveTeam(t, "Chérif reader", "Aminata officer", "Boubacar editor")
	reader := m.sit("Chérif")
	reader.press("w")
	reader.sees("you are a reader of this desk")
	officer := m.sit("Aminata")
	officer.press(":watch-for Boats: ferry, boat\r")
	officer.sees("your role on this desk does not allow that")
	if rows, err := m.d.Watches(t.Context()); err != nil || len(rows) != 0 {
		t.Errorf("there are watches: %v, %v", rows, err)
	}
	editor := m.sit("Boubacar")
	editor.press(":watch-for Boats: ferry, boat\r")
	m.await("watch", func() bool {
		rows, err := m.d.Watches(t.Context())
		return err == nil && len(rows) == 1
	})
	if steps, err := m.d.Steps(t.Context(), time.Time{}); err != nil || len(steps) != 0 {
		t.Errorf("the log has %+v, %v", steps, err)
	}
}

// The files and programs of the desk's machine are out of reach from the reader, whatever is pressed.
func TestTheReaderReachesNoFileAndNoProgramOfTheDesk(t *testing.T) {
	m := serveTeam(t, "Boubacar editor")
	folder := t.TempDir()
	t.Chdir(folder)
	m.sit("Boubacar").press("c") // so that there is a log, and something to brief on
	m.steps(1)
	for _, keys := range []struct{ opens, waits, then string }{
		{"", "", "\x1a"},
		{"", "", "A"},
		{"", "", ":edit-note\r"},
		{"", "", ":import\r"},
		{"", "", ":export\r"},
		{"", "", ":suspend\r"},
		{"L", "new → cited", "\r"},
		{"H", "CITED", "\r"},
		{"b", "1 of 1", "\r"},
	} {
		s := m.sit("Boubacar")
		if s.press(keys.opens); keys.waits != "" {
			s.sees(keys.waits)
		}
		s.press(keys.then)
		s.sees("files and programs are those of the desk")
		_ = s.client.Close()
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("there are files: %v, %v", left, err)
	}
}

func TestWhatIsCopiedGoesToTheOfficersClipboard(t *testing.T) {
	m := serveTeam(t, "Chérif reader")
	s := m.sit("Chérif")
	s.press("\r")
	s.sees("said on Sunday")
	s.press("o")                     // no program is started for a link: it is copied
	s.sees("\x1b]52;c;aHR0cHM6Ly9m") // https://f
}

func TestCommandsWriteToTheOfficersSide(t *testing.T) {
	m := serveTeam(t, "Chérif reader")
	client := m.call("Chérif")
	tests := []struct {
		asked  string
		status int
		says   string
	}{
		{"brief --format md", exitDone, "## Central Sahel"},
		{"brief --format docx", exitDone, "PK\x03\x04"},
		{"stories --json", exitDone, `"stories"`},
		{"handover", exitDone, "Ferry"},
		{"search ferry --json", exitDone, `"hits"`},
		{"search 'ferry carrying'", exitDone, "Mopti"},
		{"log --json", exitDone, ""},
		{"officer rename Chérif Omar", exitFailed, "this is for its editor"},
		{"officer rename 'No one' Omar", exitFailed, "this is for its editor"},
		{"help", exitDone, "search"},
		{"brief --help", exitDone, "--format"},
		{"--lang fr stories", exitDone, "NOUVEAU"},
		{"brief -o /tmp/x", exitUsage, "unknown shorthand flag"},
		{"brief --output x", exitUsage, "unknown flag"},
		{"stories --config /etc/passwd", exitUsage, "unknown flag"},
		{"stories --data /", exitUsage, "unknown flag"},
		{"stories merge aa0 aa1", exitUsage, "unknown command"},
		{"refresh", exitUsage, `"refresh" cannot be asked for here`},
		{"feeds add https://x.example/", exitUsage, `"feeds" cannot be asked for here`},
		{"summarize /etc/passwd", exitUsage, "cannot be asked for here"},
		{"serve", exitUsage, "cannot be asked for here"},
		{"sh -c id", exitUsage, `"sh" cannot be asked for here`},
		{"scp -f /etc/passwd", exitUsage, `"scp" cannot be asked for here`},
		{"brief nonesuch", exitFailed, `no story has the id "nonesuch"`},
		{"search \x1b[31mred", exitDone, "nothing found"},
	}
	for _, test := range tests {
		s, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		s.Stdout = &out
		problems, err := s.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		said := make(chan []byte, 1)
		go func() {
			b, _ := io.ReadAll(problems)
			said <- b
		}()
		status := 0
		var exit *ssh.ExitError
		if err := s.Run(test.asked); errors.As(err, &exit) {
			status = exit.ExitStatus()
		} else if err != nil {
			t.Fatal(err)
		}
		problem := string(<-said)
		if status != test.status || !strings.Contains(out.String()+problem, test.says) {
			t.Errorf("%s ends with %d and writes %.300q %q, want %d and %q", test.asked, status, out.String(), problem, test.status, test.says)
		}
		if status != exitDone && !strings.Contains(problem, "\nhint: ") {
			t.Errorf("%s fails without a hint: %q", test.asked, problem)
		}
		if strings.Contains(out.String()+problem, "\x1b") && !strings.HasPrefix(out.String(), "PK") {
			t.Errorf("%s sends a control sequence: %q %q", test.asked, out.String(), problem)
		}
	}
	if steps, err := m.d.Steps(t.Context(), time.Time{}); err != nil || len(steps) != 0 {
		t.Errorf("a command left steps: %v, %v", steps, err)
	}
}

// An officer whom an editor gives another name goes on in the reader that is open, under the name that they came with.
func TestAnOfficerIsRenamedWhileReadersAreOpen(t *testing.T) {
	m := serveTeam(t, "Aminata officer", "Boubacar editor")
	aminata := m.sit("Aminata")
	aminata.press("w")
	first := m.steps(1)[0]
	s, err := m.call("Boubacar").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	said, err := s.CombinedOutput("officer rename Aminata 'Aminata Sow'")
	if err != nil || !strings.Contains(string(said), "Aminata is Aminata Sow now, with what they have read (steps of the log: 1,") {
		t.Errorf("the editor is told %q, %v", said, err)
	}
	aminata.press("c")
	steps := m.steps(2)
	if steps[0].Who != "Aminata Sow" || steps[0].Signed != "Aminata" || steps[1].Who != "Aminata" || steps[1].Story != first.Story {
		t.Errorf("the steps are %+v", steps)
	}
	log, err := m.d.Duties(t.Context(), time.Time{}) // that she came on is noted beside her step, before or after
	told := slices.ContainsFunc(log, func(d news.Duty) bool {
		return d.Who == "Boubacar" && d.Deed == news.Renamed && d.Whom == "Aminata" && d.Name == "Aminata Sow"
	})
	if err != nil || !told {
		t.Errorf("about officers the log has %+v, %v", log, err)
	}
}

// The desk closes with sessions open: what was decided is there when it opens again.
func TestADeskThatClosesKeepsWhatWasDecided(t *testing.T) {
	m := serveTeam(t, "Aminata officer")
	s := m.sit("Aminata")
	s.press("c")
	m.steps(1)
	m.stop()
	s.sees("the desk closes")
}

func (s *seat) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.shown.String()
	return all[max(0, len(all)-600):]
}
