package ui

import (
	"io"
	"os"
	"runtime"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/term"
)

const (
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"

	// longestPaste is how many bytes of one paste are let through: no field takes as much.
	longestPaste = 128 << 10
)

// pasteBound lets no more of one paste through than anybody could keep. A terminal sends a paste between two marks, and who
// reads it holds all until the second: of a gigabyte on a clipboard that would be several.
type pasteBound struct {
	in   io.Reader
	left *pastes     // counts what is not let through
	lone func() bool // waits whether an escape that came alone stays so; nil to leave that to whoever reads
	came []byte      // the last read

	inside   bool // a paste is coming
	dropping bool // the rest of it is dropped
	room     int  // bytes that may still come of it
	found    int  // how much of the next mark has come
}

// pastes counts the characters of pastes that were not let through, until somebody tells the officer.
type pastes struct{ characters atomic.Int64 }

// told is how many there were since it was last asked.
func (p *pastes) told() int { return int(p.characters.Swap(0)) }

// Read reads into p, which has more room than a mark takes.
func (b *pasteBound) Read(p []byte) (int, error) {
	if len(b.came) != len(p)-len(pasteEnds) { // a mark may have begun before
		b.came = make([]byte, len(p)-len(pasteEnds))
	}
	n, err := b.in.Read(b.came)
	out := p[:0]
	for _, c := range b.came[:max(n, 0)] {
		out = b.pass(out, c)
	}
	if !b.inside && b.lone != nil && string(out) == escape && n == 1 && b.lone() {
		b.found = 0
		out = append(out[:0], escapeKey...)
	}
	return len(out), err //nolint:wrapcheck // a reader like the one within
}

// pass appends what is let through once another byte has come.
func (b *pasteBound) pass(out []byte, c byte) []byte {
	if b.inside && b.room <= 0 && b.found == 0 && utf8.RuneStart(c) {
		b.dropping = true
	}
	mark := pasteBegins
	if b.inside {
		mark = pasteEnds
	}
	before := b.found
	switch c {
	case mark[b.found]:
		b.found++
	case mark[0]:
		b.found = 1
	default:
		b.found = 0
	}
	whole := b.found == len(mark)
	switch {
	case !b.dropping:
		out = append(out, c)
		b.room--
	case whole:
		out = append(out, mark...)
	case b.found <= before:
		b.drop(before, c)
	}
	if whole {
		b.inside, b.dropping, b.room, b.found = !b.inside, false, longestPaste, 0
	}
	return out
}

// drop counts what looked like the beginning of a mark and is none, and the byte that showed it.
func (b *pasteBound) drop(held int, c byte) {
	if b.found == 0 && utf8.RuneStart(c) {
		held++
	}
	b.left.characters.Add(int64(held))
}

// terminalInput is this machine's terminal with pastes bounded.
type terminalInput struct {
	*os.File
	bound pasteBound
}

func (t *terminalInput) Read(p []byte) (int, error) { return t.bound.Read(p) }

// boundedInput is the terminal that the reader reads; nil for the one that Bubble Tea takes by itself: where the input is no
// terminal, and on Windows, where keys do not come as bytes.
func boundedInput(left *pastes) io.Reader {
	if runtime.GOOS == "windows" || !term.IsTerminal(int(os.Stdin.Fd())) {
		return nil
	}
	return &terminalInput{os.Stdin, pasteBound{in: os.Stdin, left: left, lone: staysSilent(os.Stdin, os.Getenv)}}
}
