package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"github.com/creack/pty"
)

// terminal runs a program on a pseudo terminal and reads what it shows.
type terminal struct {
	file     *os.File
	program  *exec.Cmd
	shown    chan []byte // what came, as it came; closed when the program ends
	controls *regexp.Regexp
}

// open starts a command on a terminal of so many lines and columns.
func open(ctx context.Context, o order) (*terminal, error) {
	t := &terminal{
		shown:    make(chan []byte, 1024),
		controls: regexp.MustCompile("\x1b\\][^\x07\x1b]*(\x07|\x1b\\\\)|\x1b\\[[0-9;?<>=]*[\\x20-/]*[\\x40-~]|\x1b[()][A-Z0-9]|\x1b[=>78DMEHc]"),
	}
	t.program = exec.CommandContext(ctx, o.command[0], o.command[1:]...) //nolint:gosec // what we are asked to measure
	t.program.Env = append(os.Environ(), "TERM=tmux-256color", "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	size := &pty.Winsize{Rows: uint16(o.rows), Cols: uint16(o.cols)}
	file, err := pty.StartWithSize(t.program, size)
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", o.command[0], err)
	}
	t.file = file
	go func() {
		defer close(t.shown)
		for {
			buffer := make([]byte, 1<<16)
			n, err := file.Read(buffer)
			if n > 0 {
				t.shown <- buffer[:n]
			}
			if err != nil { // the program has ended
				return
			}
		}
	}()
	return t, nil
}

// longest is how long an answer is waited for.
const longest = 2 * time.Minute

// until waits until a text is shown, and returns when that was.
func (t *terminal) until(text string) (time.Time, error) {
	end := time.After(longest)
	var shown []byte
	for {
		select {
		case more, ok := <-t.shown:
			if !ok {
				return time.Time{}, fmt.Errorf("the program ended before it showed %q; it showed %q", text, tail(shown))
			}
			now := time.Now()
			shown = append(shown, more...)
			if strings.Contains(string(t.controls.ReplaceAll(shown, nil)), text) {
				return now, nil
			}
		case <-end:
			return time.Time{}, fmt.Errorf("never saw %q; what came was %q", text, tail(shown))
		}
	}
}

// pass lets what comes in a while go by.
func (t *terminal) pass(while time.Duration) {
	end := time.After(while)
	for {
		select {
		case _, ok := <-t.shown:
			if !ok {
				return
			}
		case <-end:
			return
		}
	}
}

// press types a key and returns how long its answer took.
func (t *terminal) press(k key) (time.Duration, error) {
	began := time.Now()
	if _, err := t.file.WriteString(k.types); err != nil {
		return 0, fmt.Errorf("type %q: %w", k.types, err)
	}
	at, err := t.until(k.answer)
	if err != nil {
		return 0, fmt.Errorf("after %q: %w", k.types, err)
	}
	return at.Sub(began), nil
}

// end ends the program at once: what it would do at its end is not what is measured.
func (t *terminal) end() {
	_ = t.program.Process.Kill() // it may have ended by itself
	_ = t.program.Wait()
	_ = t.file.Close()
}

// tail is the end of what was shown, for a message.
func tail(shown []byte) []byte {
	const most = 300
	return shown[max(0, len(shown)-most):]
}
