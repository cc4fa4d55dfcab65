//go:build linux

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// seat is an officer's place: a folder with a desk that has one story.
type seat struct {
	t      *testing.T
	folder string
}

const seatStory = "Bridge at Tessoum falls into the river"

func takeSeat(t *testing.T) seat {
	t.Helper()
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Invented</title><item><guid>a1</guid><title>%s</title>
			<pubDate>Mon, 23 Nov 2026 05:12:00 GMT</pubDate><description>The bridge at Tessoum in Mali fell into the river.</description></item></channel></rss>`, seatStory)
	}))
	t.Cleanup(feed.Close)
	s := seat{t, t.TempDir()}
	config := fmt.Sprintf("[fetch]\nprivate_addresses = true\n[[feed]]\nurl = %q\noutlet = \"Le Puits\"\n", feed.URL)
	if err := os.WriteFile(filepath.Join(s.folder, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	s.run("refresh")
	return s
}

func (s seat) command(args ...string) *exec.Cmd {
	s.t.Helper()
	cmd := exec.CommandContext(s.t.Context(), "harmattan", append(args, "--config", "config.toml", "--data", "desk")...)
	cmd.Dir = s.folder
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+s.folder, "LANG=C.UTF-8", "NO_COLOR=1")
	return cmd
}

func (s seat) run(args ...string) string {
	s.t.Helper()
	out, err := s.command(args...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}

// screen is a reader in a terminal, and what it has written there since it was last looked for something.
type screen struct {
	t      *testing.T
	cmd    *exec.Cmd
	pty    *os.File
	pieces chan []byte
	shown  bytes.Buffer
}

func (s seat) openReader() *screen {
	s.t.Helper()
	cmd := s.command()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		s.t.Fatal(err)
	}
	sc := &screen{t: s.t, cmd: cmd, pty: terminal, pieces: make(chan []byte, 1<<16)}
	go func() {
		defer close(sc.pieces)
		for {
			piece := make([]byte, 4096)
			n, err := terminal.Read(piece)
			if err != nil {
				return
			}
			sc.pieces <- piece[:n]
		}
	}()
	s.t.Cleanup(func() { _ = cmd.Process.Kill(); _ = terminal.Close() })
	sc.sees("Tessoum")
	return sc
}

// sees waits until the reader writes the letters of a text, one after the other: what stands there already, and what lies
// between words, it need not write.
func (s *screen) sees(text string) {
	s.t.Helper()
	escapes := regexp.MustCompile("\x1b\\[[0-9;:?<=> ]*[a-zA-Z]|\x1b\\][^\a]*\a|[^a-zA-Z]")
	letters := escapes.ReplaceAll([]byte(text), nil)
	s.waits(text, func(shown []byte) bool { return bytes.Contains(escapes.ReplaceAll(shown, nil), letters) })
}

// leaves waits until the reader gives the terminal back.
func (s *screen) leaves() {
	s.t.Helper()
	s.waits("the shell", func(shown []byte) bool { return bytes.Contains(shown, []byte("\x1b[?1049l")) })
}

func (s *screen) waits(what string, there func(shown []byte) bool) {
	s.t.Helper()
	patience := time.After(30 * time.Second)
	for !there(s.shown.Bytes()) {
		select {
		case piece, ok := <-s.pieces:
			if !ok {
				s.t.Fatalf("the reader ended before it showed %q", what)
			}
			s.shown.Write(piece)
		case <-patience:
			s.t.Fatalf("the reader never showed %q, but %q", what, s.shown.String())
		}
	}
	s.shown.Reset()
}

func (s *screen) types(keys string) {
	s.t.Helper()
	if _, err := s.pty.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// ends waits until the reader has ended.
func (s *screen) ends() error {
	s.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- s.cmd.Wait() }()
	for patience := time.After(30 * time.Second); ; {
		select {
		case err := <-ended:
			return err
		case _, ok := <-s.pieces:
			if !ok {
				s.pieces = nil
			}
		case <-patience:
			s.t.Fatal("the reader does not end")
		}
	}
}

func TestATerminalThatGoesAwayTakesNothingWithIt(t *testing.T) {
	for name, leave := range map[string]func(*screen) error{
		"its window is closed": func(s *screen) error { s.types(" "); return s.pty.Close() },
		"it is hung up":        func(s *screen) error { return s.cmd.Process.Signal(syscall.SIGHUP) },
		"it is told to end":    func(s *screen) error { return s.cmd.Process.Signal(syscall.SIGTERM) },
	} {
		t.Run(name, func(t *testing.T) {
			s := takeSeat(t)
			reader := s.openReader()
			reader.types("w")
			reader.sees("watching")
			reader.types("a")
			reader.sees("Note")
			reader.types("ask the prefect")
			reader.sees("prefect")
			if err := leave(reader); err != nil {
				t.Fatal(err)
			}
			_ = reader.ends() // how it ends depends on how the terminal went
			if list := s.run("stories", "--state", "watching"); !strings.Contains(list, seatStory) {
				t.Errorf("the mark is lost: %s", list)
			}
			s.run("refresh") // nobody holds the desk
			s.run("doctor")
			again := s.openReader()
			again.types("a")
			again.sees("ask the prefect")
		})
	}
}

func TestTenThousandSizesLeaveTheReaderAsItWas(t *testing.T) {
	sizes := 10_000
	if testing.Short() {
		sizes = 1_000
	}
	reader := takeSeat(t).openReader()
	r := rand.New(rand.NewPCG(7, 7))
	largest := pty.Winsize{Rows: 120, Cols: 300}
	resize := func(size pty.Winsize) {
		if err := pty.Setsize(reader.pty, &size); err != nil {
			t.Fatal(err)
		}
		for len(reader.pieces) > 0 {
			<-reader.pieces
		}
	}
	var before int
	for n := range sizes {
		resize(pty.Winsize{Rows: uint16(1 + r.IntN(120)), Cols: uint16(1 + r.IntN(300))})
		if n == sizes/10 { // a busy machine may have shown few of them by now: what the largest takes it takes once
			resize(largest)
			reader.types("w")
			reader.sees("watching")
			before = residentKiB(t, reader.cmd.Process.Pid)
		}
	}
	resize(largest)
	reader.types("c")
	reader.sees("cited")
	const settles = 8 << 10 // KiB, of a heap that is collected when it pleases
	if after := residentKiB(t, reader.cmd.Process.Pid); after > before+before/2+settles {
		t.Errorf("memory grew from %d to %d KiB", before, after)
	}
	reader.types("q")
	if err := reader.ends(); err != nil {
		t.Errorf("the reader ended with %v", err)
	}
}

// residentKiB is the memory that is a program's own: pages of its file come and go as the reader rests.
func residentKiB(t *testing.T, pid int) (kib int) {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	if _, err := fmt.Sscan(rest, &kib); err != nil {
		t.Fatal(err)
	}
	return kib
}

// goOn tells a stopped reader to go on until the terminal is told so: a signal that comes before it has stopped is lost.
func (s *screen) goOn(told string) {
	s.t.Helper()
	patience, again := time.After(30*time.Second), time.NewTicker(50*time.Millisecond)
	defer again.Stop()
	for !bytes.Contains(s.shown.Bytes(), []byte(told)) {
		select {
		case piece, ok := <-s.pieces:
			if !ok {
				s.t.Fatal("the reader ended")
			}
			s.shown.Write(piece)
		case <-again.C:
			if err := s.cmd.Process.Signal(syscall.SIGCONT); err != nil {
				s.t.Fatal(err)
			}
		case <-patience:
			s.t.Fatal("the reader never goes on")
		}
	}
}

func TestAReaderThatWasStoppedGoesOn(t *testing.T) {
	for name, how := range map[string]struct {
		stop func(*screen) error
		back string // what the terminal is told when the reader goes on
	}{
		"by its key":  {func(s *screen) error { s.types("\x1a"); s.leaves(); return nil }, "\x1b[?1049h"},
		"by a signal": {func(s *screen) error { return s.cmd.Process.Signal(syscall.SIGSTOP) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := takeSeat(t)
			reader := s.openReader()
			if err := how.stop(reader); err != nil {
				t.Fatal(err)
			}
			if list := s.run("stories"); !strings.Contains(list, seatStory) { // others may read meanwhile
				t.Errorf("the list is %s", list)
			}
			if err := reader.cmd.Process.Signal(syscall.SIGCONT); err != nil {
				t.Fatal(err)
			}
			reader.goOn(how.back)
			reader.types("c")
			reader.sees("cited")
			reader.types("q")
			if err := reader.ends(); err != nil {
				t.Errorf("the reader ended with %v", err)
			}
			if list := s.run("stories", "--state", "cited"); !strings.Contains(list, seatStory) {
				t.Errorf("the mark is lost: %s", list)
			}
		})
	}
}

// What was said line by line counts, also when nothing more can be read.
func TestAnInputThatEndsEndsTheReader(t *testing.T) {
	s := takeSeat(t)
	cmd := s.command("--plain")
	cmd.Stdin = strings.NewReader("c 1\nnote 1 ask the prefect") // in the middle of a line
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if list := s.run("stories", "--state", "cited"); !strings.Contains(list, seatStory) {
		t.Errorf("the mark is lost: %s", list)
	}
	closed := s.command()
	closed.Stdin = nil // the null device
	if out, err := closed.CombinedOutput(); err != nil || !strings.Contains(string(out), seatStory) {
		t.Errorf("without an input: %v, %s", err, out)
	}
}

// TestAReaderMakesWayForABackup restores beside an open reader, which comes back with what was restored.
func TestAReaderMakesWayForABackup(t *testing.T) {
	s := takeSeat(t)
	s.run("backup", "kept.db")
	reader := s.openReader()
	reader.types("w")
	reader.sees("watching")
	if said := s.run("restore", "kept.db"); !strings.Contains(said, "what was there is kept as") {
		t.Errorf("restoring said %q", said)
	}
	reader.waits("the reader once more", func(shown []byte) bool {
		_, after, left := bytes.Cut(shown, []byte("data are being replaced"))
		return left && bytes.Contains(after, []byte("Tessoum"))
	})
	if list := s.run("stories", "--state", "watching"); strings.Contains(list, seatStory) {
		t.Errorf("the reader has written its own data over what was restored: %s", list)
	}
	reader.types("c")
	reader.sees("cited")
	reader.types("q")
	if err := reader.ends(); err != nil {
		t.Error(err)
	}
	if list := s.run("stories", "--state", "cited"); !strings.Contains(list, seatStory) {
		t.Errorf("a step taken after the reader came back is lost: %s", list)
	}
}
