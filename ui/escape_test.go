package ui

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestAnEscapeThatStaysAloneIsAKeyAtOnce(t *testing.T) {
	t.Parallel()
	silent, more := func() bool { return true }, func() bool { return false }
	for _, c := range []struct {
		name  string
		lone  func() bool
		reads []string // as they come from the terminal
		want  string
	}{
		{"alone", silent, []string{"\x1b"}, escapeKey},
		{"twice", silent, []string{"\x1b", "\x1b"}, escapeKey + escapeKey},
		{"before a key", silent, []string{"\x1b", "j"}, escapeKey + "j"},
		{"before what looks like the end of a mark", silent, []string{"\x1b", "[200~x"}, escapeKey + "[200~x"},
		{"where more is there", more, []string{"\x1b", "[A"}, "\x1b[A"},
		{"with a letter", silent, []string{"\x1bj"}, "\x1bj"},
		{"in a paste", silent, []string{pasteBegins + "a", "\x1b", "b" + pasteEnds}, pasteBegins + "a\x1bb" + pasteEnds},
		{
			"in a paste that was cut", silent,
			[]string{pasteBegins + strings.Repeat("a", 2*longestPaste), "\x1b", "b" + pasteEnds, "\x1b"},
			pasteBegins + strings.Repeat("a", longestPaste) + pasteEnds + escapeKey,
		},
		{"over a network", nil, []string{"\x1b"}, "\x1b"},
	} {
		var left pastes
		var got bytes.Buffer
		in := &pasteBound{in: &arriving{c.reads}, left: &left, lone: c.lone}
		if _, err := io.CopyBuffer(writerOnly{&got}, readerOnly{in}, make([]byte, 4096)); err != nil {
			t.Fatal(err)
		}
		if got.String() != c.want {
			t.Errorf("%s: %.80q, want %.80q", c.name, got.String(), c.want)
		}
	}
}

// arriving reads what came piece by piece, or less where there is no room.
type arriving struct{ pieces []string }

func (a *arriving) Read(p []byte) (int, error) {
	if len(a.pieces) == 0 {
		return 0, io.EOF
	}
	n := copy(p, a.pieces[0])
	if a.pieces[0] = a.pieces[0][n:]; a.pieces[0] == "" {
		a.pieces = a.pieces[1:]
	}
	return n, nil
}

// readerOnly and writerOnly hide all else, so that what is copied goes through the buffer.
type (
	readerOnly struct{ io.Reader }
	writerOnly struct{ io.Writer }
)

func TestTheKeyOfALoneEscapeIsTheOneThatTheLibraryTakesItFor(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{escape, escapeKey} {
		got := firstKey(t, typed)
		if got.String() != "esc" || got.Text != "" || got.Mod != 0 {
			t.Errorf("%q is %+v", typed, got)
		}
	}
}

// firstKey is the first key that Bubble Tea makes of what was typed.
func firstKey(t *testing.T, typed string) tea.Key {
	t.Helper()
	seen := &firstPressed{}
	_, err := tea.NewProgram(seen, tea.WithContext(t.Context()), tea.WithInput(strings.NewReader(typed)), tea.WithOutput(io.Discard),
		tea.WithoutSignals(), tea.WithoutRenderer()).Run()
	if err != nil {
		t.Fatal(err)
	}
	return seen.key
}

// firstPressed ends with the first key.
type firstPressed struct{ key tea.Key }

func (f *firstPressed) Init() tea.Cmd  { return nil }
func (f *firstPressed) View() tea.View { return tea.NewView("") }

func (f *firstPressed) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		f.key = press.Key()
		return f, tea.Quit
	}
	return f, nil
}

func TestOverANetworkNobodyShortensTheWaitForAKey(t *testing.T) {
	t.Parallel()
	for _, variable := range []string{"SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"} {
		env := func(name string) string {
			if name == variable {
				return "here"
			}
			return ""
		}
		if staysSilent(os.Stdin, env) != nil {
			t.Errorf("with %s", variable)
		}
	}
	if staysSilent(os.Stdin, func(string) string { return "" }) == nil {
		t.Error("nobody waits on this machine's own terminal")
	}
}

func TestWhatIsThereIsNoSilence(t *testing.T) {
	t.Parallel()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	if !nothingCame(in, time.Millisecond) {
		t.Skip("this system does not tell")
	}
	if _, err := out.WriteString("x"); err != nil {
		t.Fatal(err)
	}
	if nothingCame(in, time.Hour) {
		t.Error("there is something to read")
	}
	_ = out.Close()
}
